"""Dates written in another calendar: converted, never more precise than known, their own words kept, none guessed."""

from datetime import date

import pytest
from convertdate import julian
from hypothesis import given, settings
from hypothesis import strategies as st
from reader_scene import bounds, only, reading

from accounted.core.claim import Claim
from accounted.core.dates import read_edtf


def claim(language: str, text: str) -> Claim:
    """Gives the one claim of a text, whose forty dead are the figure."""
    (found,) = reading(text, language=language).claims
    assert found.quantity.best == 40
    return found


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("en", "On 14 Ramadan 1413 AH shells killed 40 people.", "1993-03-06", "1993-03-09"),
        ("en", "On 14-15 Ramadan 1413 A.H. shells killed 40 people.", "1993-03-06", "1993-03-10"),
        ("en", "In Rajab 1413 shells killed 40 people.", "1992-12-24", "1993-01-25"),
        ("en", "In 1413 AH, shells killed 40 people.", "1992-06-30", "1993-06-22"),
        ("en", "On 5 Dhu al-Hijja 1414 shells killed 40 people.", "1994-05-14", "1994-05-17"),
        ("fr", "Le 14 ramadan 1413 de l'hégire, 40 personnes ont été tuées.", "1993-03-06", "1993-03-09"),
        ("tr", "Hicri 14 Ramazan 1413 günü 40 kişi öldürüldü.", "1993-03-06", "1993-03-09"),
        ("ar", "قتل 40 شخصا في 14 رمضان 1413 هـ في أردل.", "1993-03-06", "1993-03-09"),
        ("ar", "قتل 40 شخصا في ١٤ رمضان ١٤١٣ هـ في أردل.", "1993-03-06", "1993-03-09"),
        ("ru", "14 рамадана 1413 года хиджры были убиты 40 человек.", "1993-03-06", "1993-03-09"),
        ("en", "On 1 Hamal 1290 troops killed 40 people.", "1911-03-20", "1911-03-24"),
    ],
)
def test_a_day_that_arithmetic_may_miss_is_a_stretch(language: str, text: str, first: str, last: str) -> None:
    """Hijri days, and solar ones before months had fixed lengths, are some days, marked approximate and said."""
    found = claim(language, text)
    assert found.when == f"{first}~/{last}~"
    assert "may be a day or two off" in str(found.note)


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "On 17 Shahrivar 1357 troops killed 40 people.", "1978-09-08"),
        ("en", "On 7 Saur 1357 troops killed 40 people.", "1978-04-27"),
        ("tr", "31 Mart 1325 (Rumi) tarihinde 40 kişi öldürüldü.", "1909-04-13"),
        ("tr", "5 Kânunusani 1331 tarihinde 40 kişi öldürüldü.", "1916-01-18"),
        ("en", "On 9 January 1905 (O.S.) troops killed 40 people.", "1905-01-22"),
        ("en", "On 9 January 1905 O.S. troops killed 40 people. It was cold.", "1905-01-22"),
        ("en", "On 9 January 1905, old style, troops killed 40 people.", "1905-01-22"),
        ("ru", "9 января 1905 года (ст. ст.) были убиты 40 человек.", "1905-01-22"),
        ("ru", "9 января 1905 года по старому стилю были убиты 40 человек.", "1905-01-22"),
        ("uk", "9 січня 1905 року за старим стилем загинули 40 осіб.", "1905-01-22"),
        ("pl", "9 stycznia 1905 roku starego stylu zginęło 40 osób.", "1905-01-22"),
        ("de", "Am 9. Januar 1905 (alten Stils) wurden 40 Menschen getötet.", "1905-01-22"),
        ("en", "In January 1905 (O.S.) troops killed 40 people.", "1905-01-14/1905-02-13"),
    ],
)
def test_a_day_that_says_its_calendar_is_converted(language: str, text: str, day: str) -> None:
    """A date that names its calendar becomes its Gregorian day, and its own words stay in the note."""
    found = claim(language, text)
    assert found.when == day
    assert "converted from the" in str(found.note)


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "On 25 (12) February 1917 shells killed 40 people.", "1917-02-25"),
        ("en", "On 12 (25) February 1917 shells killed 40 people.", "1917-02-25"),
        ("en", "On 12/25 February 1917 shells killed 40 people.", "1917-02-25"),
        ("en", "On 13 March [O.S. 1 March] 1881 a bomb killed 40 people.", "1881-03-13"),
        ("en", "On 25 October (7 November) 1917 shells killed 40 people.", "1917-11-07"),
        ("en", "On October 25 (November 7), 1917, shells killed 40 people.", "1917-11-07"),
        ("en", "On 25 October 1917 (7 November 1917) shells killed 40 people.", "1917-11-07"),
        ("ru", "12/25 февраля 1917 года были убиты 40 человек.", "1917-02-25"),
        ("ru", "28 января (10 февраля) 1918 года были убиты 40 человек.", "1918-02-10"),
        ("en", "On 14 Ramadan 1413 (7 March 1993) shells killed 40 people.", "1993-03-07"),
        ("en", "On 7 March 1993 (14 Ramadan 1413 AH), shells killed 40 people.", "1993-03-07"),
        ("ar", "قتل 40 شخصا في 14 رمضان 1413 هـ الموافق 7 مارس 1993 في أردل.", "1993-03-07"),
    ],
)
def test_a_day_written_in_two_calendars_is_the_gregorian_one(language: str, text: str, day: str) -> None:
    """Of one day in two calendars the Gregorian counts, and the note keeps both as written."""
    found = claim(language, text)
    assert found.when == day
    assert "a day written in two calendars" in str(found.note)


def test_two_calendars_that_disagree_are_said() -> None:
    """Where the other calendar's day is another one, the Gregorian stays as written, and the note says the other."""
    found = claim("en", "On 14 Ramadan 1413 (7 May 1993) shells killed 40 people.")
    assert found.when == "1993-05-07"
    assert "1993-03-06/1993-03-09 in the other" in str(found.note)


@pytest.mark.parametrize(
    "text",
    [
        "On 12 February 1917 shells killed 40 people.",  # perhaps Julian: it does not say so
        "On 12 February 1917 in Petrova, in the empire, shells killed 40 people.",
    ],
)
def test_no_calendar_is_guessed(text: str) -> None:
    """A day that could be Julian, and does not say so, stays as written."""
    found = only(text)
    assert (found.when, found.note) == ("1917-02-12", None)


@pytest.mark.parametrize(
    "text",
    [
        "Rajab Tolan, 12 years old, was among 40 people killed.",
        "Commander Ramadan 12 times said that 40 people were killed.",
        "On 12 Ramadan, 40 people were killed.",
        "Mehr 40 news said: 40 people were killed.",
    ],
)
def test_a_name_is_no_month(text: str) -> None:
    """A name that is a month's too gives no date, and takes no figure away."""
    claims = reading(text).claims
    assert [c.quantity.best for c in claims if c.when is None] == [40]


def test_a_day_without_a_year_takes_that_of_its_calendar() -> None:
    """ "20 Ramadan," takes the Hijri year that the document states, and the note says so."""
    claims = reading("On 14 Ramadan 1413 shells killed 12 people. On 20 Ramadan, 40 people were killed.").claims
    assert claims[1].when == "1993-03-12~/1993-03-15~"
    assert "is not written beside it" in str(claims[1].note)


def test_a_year_taken_from_the_document_is_said() -> None:
    """A Gregorian day without a year, completed from the document, says so in the claim's note."""
    found = only("In 1994 the river rose. On 3 March shells killed 40 people.")
    assert (found.when, found.note) == (
        "1994-03-03",
        "the year of “3 March” is not written beside it, it is the document's",
    )


def test_the_numbers_of_such_a_date_count_nobody() -> None:
    """Day and year of another calendar are no figures, with or without a figure beside them."""
    found = reading("The killed of 17 Shahrivar 1357 and of 12/25 February 1917 were buried on 14 Ramadan 1413 AH.")
    assert not found.claims


def test_the_claim_beside_it_is_untouched() -> None:
    """The figure's own words and bounds are those without the date."""
    found = only("On 14 Ramadan 1413 AH at least 40 people were killed in Ardel.")
    assert (found.quantity.text, *bounds(found)) == ("at least 40", "at_least", 40, None, 40)


@given(st.dates(min_value=date(1700, 3, 1), max_value=date(1918, 2, 1)))
@settings(deadline=None)
def test_any_day_written_in_both_calendars_is_that_day(day: date) -> None:
    """A Julian day with its Gregorian one in brackets, within one year, is the Gregorian day."""
    year, month, number = julian.from_gregorian(day.year, day.month, day.day)
    if year != day.year:
        return
    text = f"On {number} {date(2000, month, 1):%B} ({day.day} {day:%B}) {year} shells killed 400 people."
    assert [c.when for c in reading(text).claims if c.quantity.best == 400] == [day.isoformat()]


@given(st.text(alphabet="0123456789/()[] .-AHOSهـرمضانيوليو", max_size=60), st.sampled_from(["en", "ar", "ru", "tr"]))
@settings(deadline=None)
def test_no_text_of_dates_breaks_the_reader(words: str, language: str) -> None:
    """Digits, brackets, months and marks in any order are read without a fault, and every date is one."""
    text = f"14 Ramadan {words} 1413 AH killed 40 people (O.S.) {words}"
    for found in reading(text, language=language).claims:
        assert found.when is None or read_edtf(found.when) is not None
        assert text[found.quantity.start : found.quantity.end] == found.quantity.text
