"""Dates and ages as numbers, never more precise than their cell."""

import pytest

from accounted.link.days import age_of, date_parts, day_first, part_of_header, whole_date
from accounted.link.kernels import _age_level


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("1992-02-26", (1992, 2, 26)),
        ("1992-02", (1992, 2, 0)),
        ("1992", (1992, 0, 0)),
        ("26.02.1992", (1992, 2, 26)),
        ("1992-26-02", (1992, 2, 26)),
        ("1992-02-26 00:00:00", (1992, 2, 26)),
        ("February", (0, 0, 0)),
        ("", (0, 0, 0)),
    ],
)
def test_a_date_is_as_precise_as_its_cell(cell: str, parts: tuple[int, int, int]) -> None:
    """A year alone stays a year; what is no date is none."""
    assert date_parts(cell) == parts


def test_the_column_tells_whether_the_day_comes_first() -> None:
    """One value above 12 in the second place makes a column month first."""
    assert day_first(["03/04/1992", "26/02/1992"])
    assert not day_first(["03/04/1992", "02/26/1992"])


def test_an_age_of_zero_is_an_age() -> None:
    """Zero years and months are told; an empty cell is not."""
    assert [age_of(cell) for cell in ("0", "5 months", "14 months", "", "unknown")] == [0, 0, 1, -1, -1]


def test_the_sign_of_an_age_difference_is_kept() -> None:
    """A year more and a year less are two levels, since another definition of age shifts one way."""
    assert [_age_level(gap) for gap in (0, 1, -1, -2, 5, 30)] == [0, 1, 2, 3, 4, 5]


def test_parts_of_a_date_in_three_columns_are_one_date() -> None:
    """Year, month and day in columns of their own give a date as precise as they are."""
    parts = {"year": ["1981", "1981", ""], "month": ["5", "", "5"], "day": ["", "7", "7"]}
    assert whole_date(parts, 3) == ["1981-05", "1981", ""]
    assert part_of_header("Año") == "year"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("4 de marzo de 2009", (2009, 3, 4)),
        ("1er août 2009", (2009, 8, 1)),
        ("3. März 2009", (2009, 3, 3)),
        ("12 Ağustos 2009", (2009, 8, 12)),
        ("5 مارس 2009", (2009, 3, 5)),
        ("March 2009", (2009, 3, 0)),
        ("March", (0, 0, 0)),
        ("4 Marchember 2009", (0, 0, 0)),
        ("about 2009", (0, 0, 0)),
        ("99 March 2009", (0, 0, 0)),
    ],
)
def test_months_in_words(text: str, parts: tuple[int, int, int]) -> None:
    """A month told by its name is read in several languages; what is no month is no date."""
    assert date_parts(text) == parts
