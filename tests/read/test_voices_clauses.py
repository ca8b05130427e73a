"""Who speaks where clauses stand between: passives, insertions, what goes on behind a comma, headlines, short names."""

import pytest
from reader_scene import reading, voices


def speakers(text: str) -> set[str | None]:
    """Takes a text, gives the speakers of its claims."""
    return {claim.speaker for claim in reading(text).claims}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Some reports place the death toll at 500.", "Some reports"),
        ("Although some reports indicate that 500 people were killed, none was printed.", "some reports"),
        ("The storm killed at least 57 people in the valley, reported the Lanner Post.", "Lanner Post"),
        ("The mine had burned for 3 days and killed 40 men, writes Anna Tolm.", "Anna Tolm"),
        ("Is it not odd that, with 8000 people displaced, as the Minister has told us, so little is done?", "Minister"),
        ("The Lanner Data Project estimates, from the data it has, that 12,000 people were killed.", "Data Project"),
        ("The Lanner Council denied this, saying the rebels killed 40 people.", "Lanner Council"),
        ("One of the guards said 40 people were killed.", "One of the guards"),
        ("Lanner officials strongly maintain that 40 people were killed.", "Lanner officials"),
        ("The guide Anna Tolm, correspondent at the time of the Post, who estimated that 40 people died.", "Anna Tolm"),
        ("Some 700 people died in Ardel, according to the Health Ministry—and so it began.", "Health Ministry"),
        ("The police, doctors and the Embassies reckon; the Porte admits 40 deaths.", "Porte"),
        (
            'The Lanner Agency, in a dispatch of that day, has this: "We saw 40 people killed."',
            "Agency",
        ),
    ],
)
def test_the_speaker_stands_across_a_clause(text: str, speaker: str) -> None:
    """Insertions, verbs before their names and clauses that go on are led back to who speaks."""
    (found,) = speakers(text)
    assert found is not None
    assert speaker in found


@pytest.mark.parametrize(
    "text",
    [
        "The raid, which has been largely described as a rout, killed 40 people.",
        "It was clearly explained: 40 people were killed.",
        "The clerks were able to identify the place of 40 deaths.",
        "Tolan was urged to declare that 40 people died.",
        "The fires described by travellers killed 40 people.",
        "They buried six bodies per day, and 40 people died.",
        "None gives the figures of the victims, but 40 people died.",
        "The records of the town that survived list no shop; 40 people were killed.",
        "The Lanner Council has condemned the raid in which 40 people were killed.",
    ],
)
def test_what_nobody_says_has_no_speaker(text: str) -> None:
    """Passives, purposes, measures and condemnations name nobody who states the figure."""
    assert speakers(text) == {None}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Forty killed in Ardel raid: police\n\nThe raid was at dawn.", "police"),
        ("Death toll rises to 42 in Ardel: Lanner Society\n\nThe raid was at dawn.", "Lanner Society"),
        ("Floods kill 40 people in Tolan, say officials\n\nThe rain goes on.", "officials"),
        ("The dead of Tolan, 40 people killed: two lists", None),
        ("40 people were killed in the village of Tolan: the bridge fell on them.", None),
    ],
)
def test_a_headline_names_its_source_at_its_end(text: str, speaker: str | None) -> None:
    """Behind a headline's colon or verb stands who says it; a colon before a list or a clause names nobody."""
    assert speakers(text) == {speaker}


def test_a_title_above_is_not_said_by_who_speaks_below() -> None:
    """A speaker at the end of the first sentence does not say the headline above it."""
    text = "Storm kills over 50 at Ardel\nA storm that struck the town killed at least 60 people, officials said."
    assert voices(text) == {"over 50": (None, "asserts"), "at least 60": ("officials", "asserts")}


def test_a_name_in_letters_is_given_in_full() -> None:
    """Where the text tells what the letters stand for, the speaker has both; elsewhere the letters alone."""
    text = "The Lanner River Society (LRS) met in Tolan. According to LRS, 40 people were killed."
    assert speakers(text) == {"Lanner River Society (LRS)"}
    assert speakers("According to LRS, 40 people were killed.") == {"LRS"}
    assert speakers("The Lanner River Club (LRS) met. According to LRS, 40 people were killed.") == {"LRS"}


def test_a_pronoun_that_goes_on_is_resolved() -> None:
    """ "It said that 20 had died. Another 30 had been wounded": the tense goes on with what it said."""
    text = "The Lanner Council met at noon. It said that 20 people had died. Another 30 had been injured."
    assert {told[0] for told in voices(text).values()} == {"Lanner Council"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In Ardel 47 (some put the figure at 49) farmers were killed.", {"47": None, "49": "some"}),
        ("Some estimates placed the number of dead at 300.", {"300": "Some estimates"}),
        ("Lanner radio reports said, meanwhile, that 40 people were killed.", {"40": "Lanner radio reports"}),
        ("Officially, 39 people were killed in the flood.", {"39": "Officially"}),
        ("The mill was officially opened, and 39 people were killed.", {"39": None}),
        (
            "Modern estimate: 19 dead\n",
            {"19": "Modern estimate"},
        ),
        ("Death count: 12 dead\n", {"12": None}),
        ("According to villagers who fled the town, 40 people were killed.", {"40": "villagers"}),
    ],
)
def test_accounts_without_a_name(text: str, told: dict[str, str | None]) -> None:
    """Some, some estimates, reports of a kind, "officially" and a line of a table are whose account a figure is."""
    assert {number: speaker for number, (speaker, _) in voices(text).items()} == told
