"""Lines of a box of facts: each word with its number ends where the next line begins."""

import pytest
from reader_scene import figures


@pytest.mark.parametrize(
    "text",
    [
        "Place: Tolm\nDeaths: 45–60\nInjured: 130\nTarget: peasants",
        "| fatalities = 45–60\n| injuries = 130\n| weapons = clubs",
    ],
)
def test_each_line_has_its_own(text: str) -> None:
    """The injured of the next line are not those that the line of the deaths counts."""
    assert figures(text) == [("killed", "45–60"), ("injured", "130")]


def test_an_empty_line_counts_nobody() -> None:
    """A word with nothing behind it heads its own line."""
    text = "| fatalities = 39 officially, up to 300 residents\n| injuries =\n| target = Tolm"
    assert ("injured", "300") not in figures(text)
    assert figures(text)[0] == ("killed", "39")


def test_each_source_has_its_number() -> None:
    """Two numbers, each with its source in brackets, count the same dead."""
    text = "| fatalities = 68 (official); 102 (survivors' league)"
    assert figures(text) == [("killed", "68"), ("killed", "102")]


def test_a_colon_behind_a_predicate_opens_a_breakdown() -> None:
    """What stands behind "35 wounded:" divides those wounded."""
    text = "In Tolm 35 wounded: 13 children and 22 women."
    assert figures(text) == [("injured", "35"), ("injured", "13"), ("injured", "22")]


def test_brackets_of_other_things_take_nothing_over() -> None:
    """A number in the line of the weapons is no figure of the dead."""
    assert figures("| fatalities = 68 (official)\n| weapons = 9 rifles (old)") == [("killed", "68")]
