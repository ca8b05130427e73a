"""Dates written in another calendar than the Gregorian one: where they stand in a text, and their Gregorian days."""

import re
import tomllib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib import resources
from typing import Any, Final, TypeAlias

from accounted.core.calendars import hijri_day, julian_day, rumi_day, solar_day

HIJRI, SOLAR, RUMI, JULIAN = "hijri", "solar", "rumi", "julian"
_SURELY_SOLAR: Final = 1304
"""From this year on Iran's months have the lengths of today; before it, and in Afghanistan, they followed the sky."""
_APOSTROPHE: Final = "['’‘ʿʾ`]?"
_BETWEEN: Final = r"[-\s\u200c]?"
_DAY: Final = r"(?<![\d.,:/])(?P<d1>\d{1,2})(?:\s*[-–—]\s*(?P<d2>\d{1,2}))?(?:st|nd|rd|th)?\.?"
_OF: Final = r"(?:\s*(?:,|،|of|de|du|من|شهر|من شهر|ayının|ayı|del|do|des|года|г\.|году|սեան))?"
_YEAR_OF: Final = (
    r"(?:\s*(?:,|،|of|de|del|do|dos|من|سنة|عام|لعام|لسنة|من عام|من سنة|senesi|sal|سال))?(?:\s*(?:yılının|yılı))?"
)
_AFTER_YEAR: Final = r"(?:\s*(?:года|году|год|г\.|року|senesi|yılı|yılında|senesinde|-ci il|сене))?"
_ENDS: Final = r"(?=\s*(?:[,.;:()،؛–—-]|\Z|\n))"  # a day and month by themselves
_Convert: TypeAlias = Callable[[int, int, int], date | None]
_CONVERT: Final[dict[str, _Convert]] = {HIJRI: hijri_day, SOLAR: solar_day, RUMI: rumi_day, JULIAN: julian_day}


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date of another calendar: `text[start:end]`, the calendar, and its year, month and days, None where not told.

    `words` are the text's own. `other` is the same day as the text gives it in the Gregorian calendar, month and day.
    """

    start: int
    end: int
    words: str
    calendar: str
    year: int | None
    month: int | None
    day: int | None
    last_day: int | None = None
    other: tuple[int, int] | None = None


@lru_cache(maxsize=1)
def calendars() -> dict[str, dict[str, Any]]:
    """Takes nothing, gives the calendars' months and marks as their file tells them."""
    path = resources.files("accounted.read.calendars").joinpath("calendars.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _form(name: str) -> str:
    """A pattern for a name: apostrophes as they come, blanks and hyphens as they come."""
    return "".join(
        _APOSTROPHE if sign == "'" else _BETWEEN if sign in " -" else re.escape(sign) for sign in name.strip()
    )


def any_of(names: Iterable[str]) -> str:
    """Takes names, gives a pattern for any of them, the longest first; blanks, hyphens and apostrophes as they come."""
    return "(?:" + "|".join(_form(name) for name in sorted(set(names), key=lambda n: (-len(n), n))) + ")"


def marked(told: dict[str, Any]) -> str:
    """Takes a calendar, gives a pattern for its marks, in brackets or not; abbreviations as they are written."""
    signs = "|".join(re.escape(sign).replace(r"\ ", r"\s?") for sign in sorted(told["signs"], key=lambda s: -len(s)))
    either = any_of(told["marks"]) + (f"|(?-i:{signs})" if signs else "")
    return rf"(?:[(\[]?(?:{either})(?!\w)[)\]]?)"


@lru_cache(maxsize=4)
def _patterns(calendar: str) -> tuple[re.Pattern[str], ...]:
    """The shapes of dates in a calendar, the fullest first."""
    told = calendars()[calendar]
    month = f"(?P<m>{any_of(name for names in told['months'] for name in names)})(?!\\w)"
    mark = rf"(?:\s*(?P<mark>{marked(told)}))?"
    before = rf"(?:(?P<before>{marked(told)})\s*)?"
    year = r"(?P<y>\d{3,4})(?!\d)"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"(?<!\w){before}{_DAY}{_OF}\s+{month}(?:{_YEAR_OF}\s*{year}{_AFTER_YEAR}{mark}|{_ENDS})",
            rf"(?<!\w){before}{month}\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,\s*{year}{mark}",
            rf"(?<!\w){before}{month}{_YEAR_OF}\s*{year}{_AFTER_YEAR}{mark}",
            rf"(?<![\d.,])(?P<y>\d{{1,4}})(?!\d){_AFTER_YEAR}\s*(?P<mark>{marked(told)})",
            rf"(?<!\w)(?P<before>{marked(told)})\s*{year}",
        )
    )


@lru_cache(maxsize=1)
def hint_words() -> frozenset[str]:
    """Takes nothing, gives the words of which one stands in every date of another calendar."""
    told = calendars()
    listed = [name for calendar in (HIJRI, SOLAR) for names in told[calendar]["months"] for name in names]
    listed += [mark for calendar in (HIJRI, SOLAR, RUMI) for key in ("marks", "signs") for mark in told[calendar][key]]
    listed += [name for month in (0, 9, 10, 11) for name in told[RUMI]["months"][month]]
    words = [re.findall(r"\w+", name.lower()) for name in listed]
    joined = {"".join(found[:many]) for found in words for many in range(1, len(found) + 1)}
    return frozenset({word for word in joined | {max(found, key=len) for found in words} if len(word) > 1})


@lru_cache(maxsize=1)
def _dotted() -> tuple[str, ...]:
    """Signs of which every word is one letter: "A.H."."""
    told = calendars()
    signs = [sign for calendar in (HIJRI, SOLAR) for key in ("marks", "signs") for sign in told[calendar][key]]
    return tuple(sign for sign in signs if max(map(len, re.findall(r"\w+", sign))) == 1)


def may_hold_one(sentence: str, words: Collection[str]) -> bool:
    """Takes a sentence and its small words, gives whether a date of another calendar can stand in it."""
    return not hint_words().isdisjoint(words) or any(sign in sentence for sign in _dotted())


def written_dates(text: str, start: int, end: int) -> list[WrittenDate]:
    """Takes a text and a stretch of it, gives the dates of other calendars in it, in order; of two that overlap one.

    A month's name names a calendar where a year of that calendar, or its mark, stands beside it: persons are called
    Rajab too. A day and month without a year wait for the year of another date of the document.
    """
    found: list[WrittenDate] = []
    for calendar in (SOLAR, HIJRI, RUMI):
        for pattern in _patterns(calendar):
            for match in pattern.finditer(text, start, end):
                one = _written(match, calendar)
                if one is not None and not any(o.start < one.end and one.start < o.end for o in found):
                    found.append(one)
    return sorted(found, key=lambda one: one.start)


def _written(match: re.Match[str], calendar: str) -> WrittenDate | None:
    told = {key: value for key, value in match.groupdict().items() if value}
    says_so = "mark" in told or "before" in told
    year = int(told["y"]) if "y" in told else None
    first, last = calendars()[calendar]["years"]
    if not _plausible(told, calendar, year, says_so=says_so):
        return None
    if year is not None and not says_so and not first <= year <= last:
        return None
    return WrittenDate(
        start=match.start(),
        end=match.end(),
        words=" ".join(match[0].split()),
        calendar=calendar,
        year=year,
        month=_month(told["m"], calendar) if "m" in told else None,
        day=int(told["d1"]) if "d1" in told else None,
        last_day=int(told["d2"]) if "d2" in told else None,
    )


def _plausible(told: dict[str, str], calendar: str, year: int | None, *, says_so: bool) -> bool:
    """Whether the words name this calendar: months that both the Rumi and the Gregorian calendar have need a mark."""
    if calendar == RUMI and not says_so:
        old = "m" in told and _month(told["m"], calendar) in (1, 10, 11, 12)
        return old and year is not None
    if calendar == SOLAR and year is None:
        return False
    return year is not None or "m" in told


@lru_cache(maxsize=512)
def _month(word: str, calendar: str) -> int:
    months = calendars()[calendar]["months"]
    fits = [
        (len(name), number)
        for number, names in enumerate(months, 1)
        for name in names
        if re.fullmatch(_form(name), word, re.IGNORECASE)
    ]
    return max(fits)[1]


def days_of(written: WrittenDate, year: int) -> tuple[date, date] | None:
    """Takes a date of another calendar and its year, gives the first and last Gregorian day that it can be, or None.

    The tabular Hijri calendar is counted from either of its two epochs, a day apart, and the moon may be seen a day
    earlier or later: measured on the Umm al-Qura tables, fewer would leave days out.
    """
    convert = _CONVERT[written.calendar]
    month, last = written.month or 1, written.month or 12
    start = convert(year, month, written.day or 1)
    ends = (written.last_day or written.day,) if written.day else (31, 30, 29, 28, 15)
    end = next((day for number in ends if number and (day := convert(year, last, number))), None)
    if start is None or end is None or end < start:
        return None
    early, late = _doubt(written, year)
    return start - timedelta(days=early), end + timedelta(days=late)


def is_doubtful(written: WrittenDate, year: int) -> bool:
    """Takes a date of another calendar and its year, gives whether arithmetic may be off by a day or two."""
    return any(_doubt(written, year))


def _doubt(written: WrittenDate, year: int) -> tuple[int, int]:
    """How many days earlier and later a day may have been than arithmetic puts it."""
    if written.calendar == HIJRI:
        return 2, 1
    if written.calendar == SOLAR and year < _SURELY_SOLAR:
        return 2, 2
    return 0, 0


def edtf_of(days: tuple[date, date], *, doubtful: bool) -> str:
    """Takes a first and last day, gives them as EDTF text; "~" where the days themselves are approximate."""
    sign = "~" if doubtful else ""
    first, last = (f"{day.isoformat()}{sign}" for day in days)
    return first if days[0] == days[1] else f"{first}/{last}"
