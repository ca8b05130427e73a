"""Figures counted out of others: before them, behind them at a clause's head, and parts of parts."""

import pytest
from reader_scene import figures, parts, reading


def wholes(text: str) -> dict[str, str]:
    """Takes a text, gives for each number that is a part the number that it is a part of."""
    return {number: whole for number, whole in parts(text).items() if whole is not None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 600 of the 1,100 deaths this year were children.", {"Some 600": "1,100"}),
        ("Of the 300 villagers, 12 were killed and 30 wounded.", {"12": "300", "30": "300"}),
        ("Raids destroyed 20 of the valley's 29 mills.", {"20": "29"}),
        ("Raids destroyed 20 out of 29 mills.", {"20": "29"}),
        ("Out of 29 mills in the valley, 20 were destroyed and 2 damaged.", {"20": "29", "2": "29"}),
        ("49 deaths were told, 46 of them in the hills, including 21 in Tolm.", {"46": "49", "21": "46"}),
    ],
)
def test_parts_of_those_they_are_counted_out_of(text: str, expected: dict[str, str]) -> None:
    """A number counted out of another is a part of it, whatever befell the others."""
    assert wholes(text) == expected


def test_a_larger_number_is_no_part() -> None:
    """What is larger than those it would be counted out of is a part of nothing."""
    assert wholes("Of the 12 villagers, 300 relatives were killed later.") == {}


def test_parts_told_one_by_one_add_up_to_a_least_number() -> None:
    """Where a least number is told first, the figures that add up to it are its parts."""
    text = "The band killed at least 10 villagers in May. It shot seven clerks first. Later it killed three guards."
    assert wholes(text) == {"seven": "at least 10", "three": "at least 10"}


def test_those_out_of_whom_are_counted_are_not_weighed() -> None:
    """ "Of the 500 shipped": what befell the rest of them is not told."""
    assert ("killed", "500") not in figures("Forty per cent of the 500 shipped died.")


def test_those_out_of_whom_they_are_counted_stand_in_the_quote() -> None:
    """ "Ten out of 80 men died" is quoted whole: the men are those out of whom the ten are counted, and were there."""
    dead, men = reading("Eight out of ten houses were destroyed.").claims
    assert (dead.place.quote, dead.effect) == ("Eight out of ten houses were destroyed", "destroyed")
    assert (men.place.quote, men.effect) == ("ten houses", "present")
