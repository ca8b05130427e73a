"""When it was: dates as the text writes them, never more precise than written, and none guessed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reader_scene import only, reading

MONTHS = "January February March April May June July August September October November December".split()


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        ("On 3 March 1994", "1994-03-03"),
        ("On March 3, 1994,", "1994-03-03"),
        ("On the 3rd of March 1994", "1994-03-03"),
        ("On 1994-03-03", "1994-03-03"),
        ("On the night of 3-4 March 1994", "1994-03-03/1994-03-04"),
        ("On March 3-4, 1994,", "1994-03-03/1994-03-04"),
        ("Between 3 March and 5 April 1994,", "1994-03-03/1994-04-05"),
        ("From 28 February to 2 March 1994,", "1994-02-28/1994-03-02"),
        ("Between March and May 1994,", "1994-03/1994-05"),
        ("In March 1994,", "1994-03"),
        ("In 1994,", "1994"),
        ("In the winter of 1994,", "1994"),
        ("In 1988-1994,", "1988/1994"),
    ],
)
def test_a_date_is_as_precise_as_its_words(date: str, edtf: str) -> None:
    """A day, a month, a year or a stretch is told as EDTF text of the same precision."""
    claim = only(f"{date} shells killed 40 people in Ardel.")
    assert (claim.when, claim.quantity.text) == (edtf, "40")


@pytest.mark.parametrize(
    "text",
    [
        "Shells killed 40 people.",
        "Yesterday shells killed 40 people.",
        "On 3 March shells killed 40 people.",
        "On 31 February 1994 shells killed 40 people.",
        "In March shells killed 40 people.",
    ],
)
def test_no_date_is_guessed(text: str) -> None:
    """No date, a date counted from today, a day without a year anywhere, and a day that does not exist stay untold."""
    assert only(text).when is None


@pytest.mark.parametrize(
    "text",
    [
        "In 1994 the river rose. On 3 March shells killed 40 people.",
        "On 3 March shells killed 40 people. The river fell in 1994.",
    ],
)
def test_a_missing_year_is_the_documents(text: str) -> None:
    """A day without a year takes the year that the same document states, before or after it."""
    assert only(text).when == "1994-03-03"


def test_the_date_of_the_paragraph_counts() -> None:
    """A figure without a date takes the only one that its paragraph stated before it."""
    assert only("On 3 March 1994 shells fell. 40 people were killed.").when == "1994-03-03"


def test_two_dates_before_are_no_date() -> None:
    """Where the paragraph stated two dates, neither is given to the figure behind them."""
    assert only("On 3 March 1994 and on 5 March 1994 shells fell. 40 people were killed.").when is None


def test_a_date_does_not_reach_over_paragraphs() -> None:
    """The date of one paragraph is not the date of the next."""
    assert only("On 3 March 1994 shells fell.\n\n40 people were killed.").when is None


@pytest.mark.parametrize(
    "text",
    [
        "On 20 March 1994 the Council said 40 people were killed.",
        "The Council said on 20 March 1994 that 40 people were killed.",
        "In a statement of 20 March 1994 the Council said 40 people were killed.",
    ],
)
def test_the_day_of_saying_is_not_the_day_of_the_event(text: str) -> None:
    """A date on which something was said is not the date of what it tells."""
    claim = only(text)
    assert (claim.when, claim.speaker) == (None, "Council")


@pytest.mark.parametrize(
    "text",
    [
        "As of 5 April 1994, the number of dead was 40.",
        "By 5 April 1994 the death toll had reached 40.",
        "By 5 April 1994, 40 people had died in Ardel.",
    ],
)
def test_the_day_of_counting_stands_apart(text: str) -> None:
    """ "As of" and "by" tell when it was counted, not when it happened."""
    claim = only(text)
    assert (claim.as_of, claim.when) == ("1994-04-05", None)


@given(st.dates().filter(lambda day: 1100 <= day.year < 2100), st.sampled_from(["{0} {1} {2}", "{1} {0}, {2}"]))
@settings(deadline=None, max_examples=80)
def test_any_day_is_read_in_either_order(day: object, pattern: str) -> None:
    """A day written with its month's name, day first or month first, is that day."""
    year, month, number = str(day).split("-")
    date = pattern.format(int(number), MONTHS[int(month) - 1], year)
    text = f"On {date} shells killed 400 people."
    assert [claim.when for claim in reading(text).claims] == [str(day)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("More than 100 people have been killed since February 1988.", "1988-02/.."),
        ("Since October 7, 2023, more than 700 people have been killed in Tolm.", "2023-10-07/.."),
        ("Since 1988 some 300 have died.", "1988/.."),
        ("Since Monday, 3 June 2019, some 40 have died.", "2019-06-03/.."),
        ("On 7 October 2023 more than 700 people were killed in Tolm.", "2023-10-07"),
    ],
)
def test_since_a_day_has_no_end(text: str, edtf: str) -> None:
    """Who died since a day did not all die on it: the interval is open."""
    assert only(text).when == edtf
