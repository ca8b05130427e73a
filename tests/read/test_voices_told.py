"""Who speaks where a bracket, an office, a weekday or a colon stands between the name and what is said."""

import pytest
from reader_scene import only, reading


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Lanner River Society (LRS) announced that 250 farmers were killed.", "Lanner River Society"),
        ("A Lanner Society (LS) report said that 250 farmers were killed.", "Lanner Society (LS) report"),
        ("Anna Tolm (later the mayor of Ardel), wrote that 130 people were killed.", "Anna Tolm"),
        (
            "Anna Tolm, Head of Roads, Bridges and Ports in the Lanner district, told the hall that 9 people died.",
            "Anna Tolm",
        ),
        ("At the outset, Anna Tolm, Head of Roads, said that 9 people died.", "Anna Tolm"),
        ("Farmers on Monday said that 9 people were killed.", "Farmers"),
        ("The groups said that 9 people were killed.", "groups"),
        ("The council issued a statement saying 9 people were killed.", "council"),
        ("A boast by the victors that 254 people had been killed was printed.", "victors"),
        ("According to a count made by Anna Tolm, 150 people were killed.", "Anna Tolm"),
        ("The mayor also found the bodies of six men, residents said on Monday.", "residents"),
        ("Callers named it a storm, and said 200 people died.", "Callers"),
    ],
)
def test_the_speaker_is_the_one_who_says_it(text: str, speaker: str) -> None:
    """Brackets, offices, days and an unknown verb between a name and its verb are stepped over."""
    assert only(text).speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "The figures of 100 killed were printed.",
        "The three men found dead were farmers.",
        "Tolan was shaken by reports that 170 people were killed.",
        "Ardel, 3 March 2009: what we could establish\nSummary\n200 people were killed.",
    ],
)
def test_a_word_of_saying_with_nobody_before_it_names_nobody(text: str) -> None:
    """A number, those found dead and a participle before "by" speak to nobody."""
    assert all(claim.speaker is None for claim in reading(text).claims)


def test_a_colon_announces_the_next_paragraph() -> None:
    """What stands under "The report said:" is said by the report; the paragraph behind it is not."""
    found = reading("The Ardel report said:\n\nSome 40 people were killed.\n\nIn Tolan 3 people died.")
    assert [claim.speaker for claim in found.claims] == ["Ardel report", None]


def test_a_colon_announces_each_item_of_a_list() -> None:
    """The items of a list under "the council counted:" are all the council's."""
    found = reading("The Ardel council said:\n\n- 40 people were killed\n- 12 people were wounded\n")
    assert [claim.speaker for claim in found.claims] == ["Ardel council", "Ardel council"]


def test_two_parties_are_read_alike() -> None:
    """A swap of the parties' names swaps the speakers and nothing else."""
    text = "{} called it a raid, and said 200 residents died; {} (the ministry) said 37 rebels died."
    one, other = (reading(text.format(*names)).claims for names in (("Halvane", "Veshti"), ("Veshti", "Halvane")))
    assert [claim.speaker for claim in one] == ["Halvane", "Veshti"]
    assert [claim.speaker for claim in other] == ["Veshti", "Halvane"]
    assert [claim.stance for claim in one] == [claim.stance for claim in other]
