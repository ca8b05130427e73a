"""Days of other calendars as Gregorian days: published examples, and every day beside libraries that others wrote."""

from datetime import date, timedelta

import pytest
from convertdate import islamic, julian, persian
from hijridate import Gregorian
from hypothesis import given, settings
from hypothesis import strategies as st

from accounted.core.calendars import SOLAR_YEARS, hijri_day, julian_day, rumi_day, solar_day

# N. Dershowitz, E. M. Reingold, "Calendrical Calculations", 3rd edition (2008), appendix C: sample data
SAMPLES = [
    (date(1648, 6, 10), (1648, 5, 31), (1058, 5, 18), None),
    (date(1819, 8, 2), (1819, 7, 21), (1234, 10, 10), (1198, 5, 10)),
    (date(1839, 3, 27), (1839, 3, 15), (1255, 1, 11), (1218, 1, 7)),
    (date(1903, 4, 19), (1903, 4, 6), (1321, 1, 21), (1282, 1, 29)),
    (date(1929, 8, 25), (1929, 8, 12), (1348, 3, 19), (1308, 6, 3)),
    (date(1941, 9, 29), (1941, 9, 16), (1360, 9, 8), (1320, 7, 7)),
    (date(1943, 10, 7), (1943, 9, 24), (1362, 10, 7), (1322, 7, 14)),
    (date(1996, 2, 25), (1996, 2, 12), (1416, 10, 5), (1374, 12, 6)),
    (date(2038, 11, 10), (2038, 10, 28), (1460, 10, 12), (1417, 8, 19)),
]
DAYS = st.dates(min_value=date(700, 1, 1), max_value=date(2150, 1, 1))


@pytest.mark.parametrize(("day", "old", "hijri", "solar"), SAMPLES)
def test_the_published_samples(
    day: date, old: tuple[int, int, int], hijri: tuple[int, int, int], solar: tuple[int, int, int] | None
) -> None:
    """The sample data of Calendrical Calculations, for the Julian, the tabular Hijri and the Persian calendar."""
    assert julian_day(*old) == day
    assert hijri_day(*hijri) == day
    assert solar is None or solar_day(*solar) == day


@pytest.mark.parametrize(
    ("rumi", "day"),
    [
        ((1256, 3, 1), date(1840, 3, 13)),  # the first day of this calendar
        ((1325, 3, 31), date(1909, 4, 13)),  # the day after which the events of "31 Mart" are named
        ((1331, 1, 5), date(1916, 1, 18)),  # January and February end the year that began in March
        ((1332, 2, 15), date(1917, 2, 28)),  # the law of 8 February 1332: this day was followed by the next one
        ((1333, 3, 1), date(1917, 3, 1)),
        ((1334, 1, 1), date(1918, 1, 1)),  # from here on years began in January
        ((1341, 12, 31), date(1925, 12, 31)),  # the last day
    ],
)
def test_days_of_the_ottoman_financial_calendar(rumi: tuple[int, int, int], day: date) -> None:
    """Days that histories give in both calendars; the calendar's own turns are among them."""
    assert rumi_day(*rumi) == day


@pytest.mark.parametrize(
    "told", [(1332, 2, 16), (1333, 1, 1), (1255, 3, 1), (1342, 3, 1), (1325, 2, 30), (1340, 4, 31)]
)
def test_days_that_the_financial_calendar_did_not_have(told: tuple[int, int, int]) -> None:
    """The days left out in 1917, years before and after the calendar, and days too many for their month."""
    assert rumi_day(*told) is None


@pytest.mark.parametrize("told", [(1917, 2, 29), (1917, 13, 1), (1917, 4, 31), (0, 1, 1)])
def test_a_julian_day_that_is_none(told: tuple[int, int, int]) -> None:
    """A day that the Julian calendar has not is no day; 29 February 1900 is one."""
    assert julian_day(*told) is None
    assert julian_day(1900, 2, 29) == date(1900, 3, 13)


def test_hijri_and_solar_days_that_are_none() -> None:
    """No month 13, no day 31 of a lunar month, no thirtieth of Esfand in a common year."""
    assert (hijri_day(1413, 13, 1), hijri_day(1413, 1, 31), solar_day(1357, 7, 31)) == (None, None, None)
    assert (solar_day(1359, 12, 30), solar_day(1358, 12, 30)) == (None, date(1980, 3, 20))


@given(DAYS)
@settings(deadline=None)
def test_every_julian_and_hijri_day_is_the_librarys(day: date) -> None:
    """A day as convertdate writes it in either calendar is that day again."""
    assert julian_day(*julian.from_gregorian(day.year, day.month, day.day)) == day
    assert hijri_day(*islamic.from_gregorian(day.year, day.month, day.day)) == day


@given(st.integers(1250, 1450), st.integers(1, 12), st.integers(1, 29))
@settings(deadline=None)
def test_every_solar_day_is_the_librarys(year: int, month: int, day: int) -> None:
    """For two centuries the rule of 33 years gives the days that convertdate finds by the sun."""
    assert year in SOLAR_YEARS
    assert solar_day(year, month, day) == date(*persian.to_gregorian(year, month, day))


@given(st.dates(min_value=date(1924, 8, 1), max_value=date(2077, 11, 16)))
@settings(deadline=None)
def test_every_day_of_umm_al_qura_lies_in_the_range_that_is_told(day: date) -> None:
    """A day of the tables of Umm al-Qura lies from two days before the tabular day to a day after it."""
    tabular = hijri_day(*Gregorian(day.year, day.month, day.day).to_hijri().datetuple())
    assert tabular is None or tabular - timedelta(days=2) <= day <= tabular + timedelta(days=1)
