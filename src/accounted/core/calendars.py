"""Days of other calendars as Gregorian days: arithmetic alone, each calendar within the years for which it holds."""

from datetime import date
from typing import Final

_HIJRI_EPOCH: Final = 227015  # 16 July 622 of the Julian calendar, the civil epoch, as an ordinal of `datetime.date`
_SOLAR_EPOCH: Final = 226894
_JULIAN_EPOCH: Final = 1721425 + 32083
HIJRI_YEARS: Final = range(1, 1600)
SOLAR_YEARS: Final = range(1178, 1634)
"""The years for which the rule of 33 years gives the same leap years as the sky (Heydari-Malayeri 2004)."""
RUMI_YEARS: Final = range(1256, 1342)
_RUMI_GREGORIAN: Final = 1333
"""On 1 March 1917, which is 1 March 1333, the Ottoman financial calendar took Gregorian days."""
_RUMI_OFFSET: Final = 584


def julian_day(year: int, month: int, day: int) -> date | None:
    """Takes a day of the Julian calendar, gives the Gregorian day, or None where there is no such day.

    >>> julian_day(1917, 10, 25).isoformat()
    '1917-11-07'
    """
    leap = year % 4 == 0
    lengths = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if year < 1 or not 1 <= month <= 12 or not 1 <= day <= lengths[month - 1]:
        return None
    shift = (14 - month) // 12
    years, months = year + 4800 - shift, month + 12 * shift - 3
    return _day(day + (153 * months + 2) // 5 + 365 * years + years // 4 - _JULIAN_EPOCH)


def hijri_day(year: int, month: int, day: int) -> date | None:
    """Takes a day of the lunar Hijri calendar, gives the day by the tabular calendar, or None where there is none.

    The tabular calendar (30-year cycle, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29; civil epoch) counts; the
    calendar in use followed the sighted moon or a table of its country, so that the day may be the one before or after.

    >>> hijri_day(1413, 9, 14).isoformat()
    '1993-03-08'
    """
    if year not in HIJRI_YEARS or not 1 <= month <= 12 or not 1 <= day <= 30:
        return None
    return _day(day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 + _HIJRI_EPOCH - 1)


def solar_day(year: int, month: int, day: int) -> date | None:
    """Takes a day of the solar Hijri calendar (Iran, Afghanistan), gives the Gregorian day, or None where none is.

    >>> solar_day(1357, 6, 17).isoformat()
    '1978-09-08'
    """
    length = 31 if month <= 6 else 30 if month <= 11 or _solar_leap(year) else 29
    if year not in SOLAR_YEARS or not 1 <= month <= 12 or not 1 <= day <= length:
        return None
    before = 31 * (month - 1) if month <= 7 else 30 * (month - 1) + 6
    return _day(day + before + 365 * (year - 1) + (8 * year + 21) // 33 + _SOLAR_EPOCH)


def _solar_leap(year: int) -> bool:
    return (8 * (year + 1) + 21) // 33 > (8 * year + 21) // 33


def rumi_day(year: int, month: int, day: int) -> date | None:
    """Takes a day of the Ottoman financial calendar (month 1 is January), gives the Gregorian day, or None.

    Its years began on 1 March and had Julian days until 15 February 1332, which was followed by 1 March 1333 with
    Gregorian days; that year ended in December, and from 1334 to 1341 years began in January.

    >>> rumi_day(1325, 3, 31).isoformat()
    '1909-04-13'
    """
    if year not in RUMI_YEARS:
        return None
    if year >= _RUMI_GREGORIAN:
        try:
            return date(year + _RUMI_OFFSET, month, day) if year > _RUMI_GREGORIAN or month >= 3 else None
        except ValueError:
            return None
    if (year, month) == (_RUMI_GREGORIAN - 1, 2) and day > 15:
        return None
    return julian_day(year + _RUMI_OFFSET + (month < 3), month, day)


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None
