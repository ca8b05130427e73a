"""Dates in words: as stated, never more precise."""

import pytest

from accounted.publish.dating import date_words, union_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1992-02-26", "26 February 1992"),
        ("1992-02", "February 1992"),
        ("1992", "1992"),
        ("1992-02-25/1992-02-26", "25–26 February 1992"),
        ("1992-02-28/1992-03-02", "28 February – 2 March 1992"),
        ("1991-12-31/1992-01-01", "31 December 1991 – 1 January 1992"),
        ("1988/1994", "1988 – 1994"),
        ("1992-02-25/1992-02-25", "25 February 1992"),
        ("1992-02-25/..", "from 25 February 1992 on"),
        ("../1992-02-25", "until 25 February 1992"),
        ("1992?", "1992 (perhaps)"),
        ("1992-05~", "May 1992 (about)"),
        ("199X", "1990s"),
        ("19XX", "1900s"),
        (None, "undated"),
        ("  ", "undated"),
        ("some spring", "“some spring”"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_was_stated(edtf: str | None, words: str) -> None:
    """Each EDTF form has its words; what is no date is quoted as told."""
    assert date_words(edtf) == words


def test_the_union_of_dates_runs_from_the_first_to_the_last() -> None:
    """Several stated dates are one stretch; unreadable ones do not count; none is nothing."""
    assert union_words(["1991-03-03", "1991-03-04", None, "x"]) == "3–4 March 1991"
    assert union_words(["1991-03", "1991-03"]) == "March 1991"
    assert union_words([None]) == ""
    assert union_words(["../1991-03-04"]) == "until 4 March 1991"
