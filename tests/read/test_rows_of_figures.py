"""Rows of figures that run on, those counted as victims, and numbers of a force, of a group or of nothing told."""

import pytest
from reader_scene import bounds, figures, only, parts, reasons


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "12 people missing Total: 26 killed 253 wounded",
            [("missing", "12"), ("killed", "26"), ("injured", "253")],
        ),
        ("Soldiers killed 30 captured men.", [("killed", "30")]),
        ("Police said they had killed 12 wounded men.", [("killed", "12")]),
    ],
)
def test_each_number_of_a_row_has_the_word_right_behind_it(text: str, found: list[tuple[str, str]]) -> None:
    """A verb that stands right behind one number and its noun is not told of the next."""
    assert figures(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The office says 165 people died, later studies count 600 victims.", [("killed", "165"), ("killed", "600")]),
        ("The raid injured 20 people, and 30 victims came later.", [("injured", "20"), ("other", "30")]),
        ("There were 3,145 victims.", [("other", "3,145")]),
    ],
)
def test_victims_beside_the_dead_are_the_dead(text: str, found: list[tuple[str, str]]) -> None:
    """ "Victims" tells no effect; behind a figure of deaths in its sentence it tells the same."""
    assert figures(text) == found


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("They were led out in batches of one hundred and murdered.", "how many at a time"),
        ("About 40,000 +/- 1,000 died.", "how far off a figure may be"),
        ("There is no data on how many were injured.", "no effect told for it"),
        (
            "600 villagers were killed by troops numbering 790 - 272 from the hills, 9 others.",
            "no effect told for it",
        ),
    ],
)
def test_numbers_that_count_nobody_harmed(text: str, why: str) -> None:
    """How many at a time, the parts of a force, and none of what nobody counted are no figures."""
    assert why in reasons(text).values()


def test_nobody_at_a_place_is_nobody() -> None:
    """A place between "no one" and its verb takes nothing from it."""
    assert figures("No one in the town was killed.") == [("killed", "No one")]


def test_thousands_said_behind_a_dash_alone() -> None:
    """ "25-30,000" is 25,000 to 30,000; "from 20 to 30,000" is left as it is written."""
    assert bounds(only("25-30,000 people were killed.")) == ("range", 25_000.0, 30_000.0, None)
    assert bounds(only("20 to 30,000 people were killed.")) == ("range", 20.0, 30_000.0, None)


def test_a_figure_behind_a_long_dash() -> None:
    """A dash that joins two clauses does not make the number a part of a sign, as "N-700" is."""
    assert figures("The winter grew worse—300 people died.") == [("killed", "300")]
    assert figures("The road N—700 was closed and people died.") == []


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Fourteen others were wounded, one of whom later died.", "one", "Fourteen"),
        ("Thirty-nine were wounded; six of the wounded later died.", "six", "Thirty-nine"),
        ("The blast killed at least 50 people. Five children were among those killed.", "Five", "at least 50"),
    ],
)
def test_those_of_the_wounded_who_died_are_part_of_the_wounded(text: str, part: str, whole: str) -> None:
    """ "Of whom", "of the wounded" and "among those killed" make a part, also where another fate is told of it."""
    assert parts(text)[part] == whole


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("51 people were wounded, some of whom died later.", [("injured", "51")]),
        ("40 people, many of whom were killed, had come by boat.", []),
        ("The courts told of 10,000 death sentences.", [("other", "10,000")]),
    ],
)
def test_what_befell_some_befell_not_all(text: str, found: list[tuple[str, str]]) -> None:
    """ "Some of whom", how far off a figure may be, and sentences of death tell of no more dead."""
    assert figures(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They killed a group of 29 men, women and children with axes.", [("killed", "29")]),
        ("A group of 29 men was killed.", [("killed", "29")]),
        ("The band attacked a group of 30 farmers.", [("present", "30")]),
        ("The shooting endangered the lives of ten clerks.", [("other", "ten")]),
    ],
)
def test_what_befell_a_whole_group(text: str, found: list[tuple[str, str]]) -> None:
    """A group's size counts who was there, unless its death is told right beside it; danger is no death."""
    assert figures(text) == found


def test_a_range_of_estimates_keeps_its_lower_end() -> None:
    """A verb of ranging takes nothing from the range behind it."""
    assert bounds(only("Other estimates range between 1,400 and 6,000 deaths.")) == ("range", 1400.0, 6000.0, None)
