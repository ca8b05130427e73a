"""Sides of a ratio, doers in a box, things killed in speech; none harmed in headlines; a number before who says it."""

import pytest
from reader_scene import figures, reading, reasons

_TOLD = "In Tolm 41 people died. "


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("In the steppe one person in nine starved.", "nine"),
        ("The doctor's estimate of three wounded for every man killed was not accepted.", "three"),
        ("Attackers: 30 men of the Orl Band", "30"),
    ],
)
def test_ratios_and_doers(text: str, number: str) -> None:
    """One side of a ratio counts nobody, and the attackers are not the dead."""
    assert number in reasons(_TOLD + text)


@pytest.mark.parametrize("text", ["The governor killed 40 amendments.", "The frost killed 300 chickens in Tolm."])
def test_things_and_beasts(text: str) -> None:
    """Motions, bills and beasts are killed, too."""
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The blast in Tolm injured no one.", [("injured", "no one")]),
        ("Precision strike on Tolm: 0 civilians harmed.", [("injured", "0")]),
        ("Lower Tolm: none killed.", [("killed", "none")]),
    ],
)
def test_none_harmed(text: str, found: list[tuple[str, str]]) -> None:
    """That nobody was harmed is a figure, in a headline and behind the verb."""
    assert figures(text) == found


@pytest.mark.parametrize("text", ["They came to no harm.", "No shot hit the square of Tolm."])
def test_no_before_a_noun(text: str) -> None:
    """No harm and no shot count nobody."""
    assert figures(text) == []


def test_a_number_before_who_says_it() -> None:
    """A number alone at its sentence's head is one more figure of the dead."""
    text = _TOLD + "“Forty-six,” said the priest of the lower church."
    assert figures(text) == [("killed", "41"), ("killed", "Forty-six")]


def test_few_before_who_says_it() -> None:
    """ "Two," may be of anything."""
    assert figures(_TOLD + "“Two,” said the boy when the teacher asked.") == [("killed", "41")]


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "That is a 238 per cent increase in villagers killed.", "238 per cent"),
        ("en", "They spoke of a rise of 40 deaths.", "40"),
        ("fr", "On parle d'une hausse de 40 morts.", "40"),
        ("es", "Hubo un aumento de 40 muertos.", "40"),
        ("de", "Es gab einen Anstieg von 40 Toten.", "40"),
    ],
)
def test_a_change_is_no_count(language: str, text: str, number: str) -> None:
    """How much a figure grew or fell counts nobody by itself."""
    told = {found.text: found.reason for found in reading(text, language=language).no_claims}
    assert told[number] == "a change"


def test_an_hour_is_no_count() -> None:
    """Four digits that begin with a nought are an hour, also between two of them."""
    assert set(reasons("The killings took place between 0200 and 0300 at the mission.").values()) == {"time"}
