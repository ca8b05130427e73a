"""Dates are never more precise than their source: EDTF text gives the days that it leaves possible."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounted.core.dates import DateRange, overlap, read_edtf, sort_key

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


def span(edtf: str) -> tuple[str | None, str | None]:
    """Gives first and last possible day of EDTF text as ISO days."""
    found = read_edtf(edtf)
    assert found is not None
    first, last = found.first, found.last
    return (first.isoformat() if first else None, last.isoformat() if last else None)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1994", "1994-01-01", "1994-12-31"),
        ("1994-03", "1994-03-01", "1994-03-31"),
        ("1996-02", "1996-02-01", "1996-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("1994-03-03", "1994-03-03", "1994-03-03"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("1994-03-03/1994-03-04", "1994-03-03", "1994-03-04"),
        ("1988/1994-03", "1988-01-01", "1994-03-31"),
        ("1994-03-03/..", "1994-03-03", None),
        ("../1994-03-03", None, "1994-03-03"),
        ("1994-03-03/", "1994-03-03", None),
        (" 1994-03 ", "1994-03-01", "1994-03-31"),
    ],
)
def test_edtf_gives_the_days_it_leaves_possible(edtf: str, first: str | None, last: str | None) -> None:
    """A year, month, day, decade, century or stretch gives its first and last possible day, an open end none."""
    assert span(edtf) == (first, last)


@pytest.mark.parametrize("edtf", ["1994?", "1994-03~", "1994-03-03%", "1988~/1994", "199X"])
def test_doubt_of_the_source_is_kept(edtf: str) -> None:
    """ "?", "~", "%" and an unspecified digit are marked as uncertain."""
    found = read_edtf(edtf)
    assert found is not None
    assert found.uncertain


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "/",
        "../..",
        "1994-13",
        "1994-02-30",
        "94",
        "3 March 1994",
        "1994-3-3",
        "0000",
        "00XX",
        "1994/1988",
        "1994-03-03/1994-03-02",
        "1994/1995/1996",
        "1994-03-03T10:00",
        "199X-03",
        "unknown",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    """Text that is no EDTF date, or a stretch that ends before it begins, gives no range instead of a guess."""
    assert read_edtf(text) is None


def test_text_of_the_date_is_kept() -> None:
    """A range carries the text that says it."""
    found = read_edtf("1994-03-03/..")
    assert found == DateRange(edtf="1994-03-03/..", first=date(1994, 3, 3), last=None)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1994-03", "1994-03-31", True),
        ("1994-03", "1994-04-01", False),
        ("1994-03-03/..", "2009", True),
        ("../1988", "1989", False),
        ("1988/1994", "1994-03-03/1994-03-04", True),
    ],
)
def test_overlap_asks_for_one_common_day(one: str, other: str, expected: bool) -> None:
    """Two ranges overlap where one day can lie in both, whichever stands first."""
    first, second = read_edtf(one), read_edtf(other)
    assert first is not None
    assert second is not None
    assert overlap(first, second) is expected
    assert overlap(second, first) is expected


def test_undated_sorts_last() -> None:
    """Dates sort by first possible day; what has no date that can be read stands behind all of them."""
    texts = [None, "1994-03", "long ago", "1988", "../1990", "1994-02-28"]
    assert sorted(texts, key=sort_key)[:4] == ["1988", "../1990", "1994-02-28", "1994-03"]


@given(DAYS)
@settings(deadline=None, max_examples=60)
def test_a_day_is_itself(day: date) -> None:
    """An ISO day gives that day alone, which lies within its own month and year."""
    text = day.isoformat()
    assert span(text) == (text, text)
    for shorter in (text[:7], text[:4]):
        first, last = span(shorter)
        assert first is not None
        assert last is not None
        assert first <= text <= last


@given(DAYS, DAYS)
@settings(deadline=None, max_examples=60)
def test_a_stretch_is_read_forwards_only(one: date, other: date) -> None:
    """Of two days, the stretch from the earlier to the later can be read, the other way round it cannot."""
    first, last = sorted((one, other))
    assert span(f"{first}/{last}") == (first.isoformat(), last.isoformat())
    assert read_edtf(f"{last}/{first}") is None or first == last


@given(st.text(max_size=12))
@settings(deadline=None, max_examples=150)
def test_any_text_is_a_range_or_none(text: str) -> None:
    """No text crashes the reading of dates, and a range never ends before it begins."""
    found = read_edtf(text)
    if found is not None and found.first and found.last:
        assert found.first <= found.last
