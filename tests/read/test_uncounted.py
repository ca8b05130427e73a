"""Words of the field for the wounded, the dead and the executed; and parts of numbers that count no harm."""

import pytest
from reader_scene import figures, parts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In Tolm 41 people died; another 63 were being treated.", [("killed", "41"), ("injured", "63")]),
        ("In Tolm 13 infants do not survive the crossing.", [("killed", "13")]),
        ("Some 400 peasants succumb in the winter.", [("killed", "Some 400")]),
        ("More than 80 people were admitted to local hospitals.", [("injured", "More than 80")]),
        ("Nine miners were shot and injured.", [("injured", "Nine")]),
        ("Four officers went to the gallows.", [("executed_or_died_in_custody", "Four")]),
        ("Twelve villagers are fighting for their lives.", [("injured", "Twelve")]),
    ],
)
def test_words_of_the_field(text: str, found: list[tuple[str, str]]) -> None:
    """What befell them is told by set phrases of news, hospitals and old books."""
    assert figures(text) == found


def test_a_state_of_the_injured() -> None:
    """Nine of those treated are part of them, not of the dead."""
    text = "In Tolm 41 people died. Another 63 were being treated, nine of them in intensive care."
    assert figures(text) == [("killed", "41"), ("injured", "63"), ("injured", "nine")]
    assert parts(text)["nine"] == "63"


@pytest.mark.parametrize(
    "text",
    [
        "In Tolm 41 people died. The trials ended in nine convictions, two of which were quashed.",
        "In Tolm 41 people died. Thirty elders met for a day, and two of them spoke.",
    ],
)
def test_parts_of_what_counts_no_harm(text: str) -> None:
    """Two of a number that tells no harm are no part of the dead of the sentence before."""
    assert figures(text) == [("killed", "41")]


def test_parts_of_the_dead_stay() -> None:
    """A smaller number or a date between them does not part "of them" from the dead."""
    text = "In Tolm 41 people died on 12 May in two hours, 20 of them children."
    assert figures(text) == [("killed", "41"), ("killed", "20")]


@pytest.mark.parametrize(
    "text",
    ["Thirty guests were treated to a dinner in Tolm.", "Forty students were admitted to the school of Tolm."],
)
def test_who_is_treated_otherwise(text: str) -> None:
    """Guests and students are admitted and treated, too."""
    assert figures(text) == []
