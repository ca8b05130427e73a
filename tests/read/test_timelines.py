"""Counts behind a day, a year or a place: timelines and lists, and times behind a count."""

import pytest
from reader_scene import figures, reading


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("May 5 – 12 people are killed in Orlin.", ["12"]),
        ("May 5 - Twelve people are killed in Orlin.", ["Twelve"]),
        ("5/5 – 12 killed in Orlin.", ["12"]),
        ("From May 5 - 12, 1993, 40 people were killed.", ["40"]),
        ("1992: 12 killed; 1993: 30; 1994: 4.", ["12", "30", "4"]),
        ("Orlin: 12 killed; Vask: 30; Tol: 4.", ["12", "30", "4"]),
        ("They killed 12 that day.", ["12"]),
        ("They spared neither age nor sex; 300 perished.", ["300"]),
    ],
)
def test_counts_behind_a_day_or_a_place(text: str, numbers: list[str]) -> None:
    """A day before a dash joins no range with the count behind it; a year before a colon is none."""
    assert figures(text) == [("killed", number) for number in numbers]


def test_items_are_no_parts_of_each_other() -> None:
    """The count of one year is no part of that of another."""
    assert all(claim.part_of is None for claim in reading("1992: 30 killed; 1993: 12; 1994: 4.").claims)


def test_days_are_counted_by_their_number() -> None:
    """ "12 days" is how long."""
    assert figures("They marched 12 days and were killed.") == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("20 police, 8 military, and 40 civilian deaths were reported.", ["20", "8", "40"]),
        ("There were two adult and three child deaths.", ["two", "three"]),
        ("They saw 12 carts and counted 40 civilian deaths.", ["40"]),
        ("There were 12 raids and 40 deaths.", ["40"]),
    ],
)
def test_a_noun_shared_by_a_list(text: str, numbers: list[str]) -> None:
    """The noun behind the last number of a list holds for those before it that have a word of their own kind."""
    assert figures(text) == [("killed", number) for number in numbers]


def test_figures_that_range() -> None:
    """Behind "range", "between" opens a range as it does elsewhere."""
    assert figures("Deaths are given in figures that range between 200 and 360.") == [("killed", "between 200 and 360")]
