"""Who speaks where a clause tells of the speaker, an office stands beside the name, or a sentence before names them."""

import pytest
from reader_scene import reading, voices


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A Lanner society that visited the site of the raid said on Monday that 40 people died.", "Lanner society"),
        ("Lanner officials who were part of the inquiry say 40 people died.", "Lanner officials"),
        ("In view of the fact that the Ardel Consul has stated that 40 people died, we ask.", "Ardel Consul"),
        ("Anna Tolm, an elder and member of the hall of Ardel, said 40 men, women and children died.", "Anna Tolm"),
        ("The council at first said none died. A fuller Ardel inquiry found 40 farmers were killed.", "Ardel inquiry"),
        ("Last month, the clerk Anna Tolm asked for help. She put the death toll at 40.", "clerk Anna Tolm"),
        ("The council and the U.N. said 40 people were killed.", "council and the U.N."),
    ],
)
def test_the_speaker_is_the_noun_that_a_clause_tells_of(text: str, speaker: str) -> None:
    """A relative clause, an office or a date between a name and its verb is stepped over."""
    (told,) = (claim.speaker for claim in reading(text).claims if claim.quantity.best == 40)
    assert told is not None
    assert told.endswith(speaker)


def test_lines_of_a_title_are_not_said_by_who_speaks_below() -> None:
    """Two title lines, then the text: its speaker says the text alone."""
    text = (
        "Ardel army kills 52 farmers\nIn the mill and on the bridge, 53 die\n"
        "At least 54 farmers and millers were killed by the army of Ardel in a single day, the council says."
    )
    assert {number: who for number, (who, _) in voices(text).items()} == {
        "52": None,
        "53": None,
        "At least 54": "council",
    }


def test_a_name_that_was_reported_widely_says_nothing() -> None:
    """ "A widely reported massacre" has no verb of saying."""
    text = "The troops stood in a widely reported massacre in which 40 people were killed."
    assert {claim.speaker for claim in reading(text).claims} == {None}
