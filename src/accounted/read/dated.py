"""All dates of a text in order, of whichever calendar, as Gregorian days, each with what a reader is told of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from accounted.core.calendars import julian_day
from accounted.core.dates import overlap, read_edtf
from accounted.read.old_style import old_style
from accounted.read.times import Time
from accounted.read.written_dates import (
    HIJRI,
    JULIAN,
    WrittenDate,
    any_of,
    calendars,
    days_of,
    edtf_of,
    is_doubtful,
    marked,
)

_TWO: Final = "a day written in two calendars"
_LONGEST_GAP: Final = 40


def dated(text: str, gregorian: Iterable[Time], written: Sequence[WrittenDate]) -> tuple[Time, ...]:
    """Takes a text, its dates as `times` found them and those of other calendars, gives all of them in order.

    Two that say one day side by side ("14 Ramadan 1413 (7 March 1993)") are one: the Gregorian day as written counts.
    """
    plain = [one for one in gregorian if not any(w.start < one.end and one.start < w.end for w in written)]
    converted = [*_with_year(written), *_without_year(written, plain)]
    apart = sorted([*(_told(text, one) for one in plain), *converted], key=lambda one: one.start)
    found: list[Time] = []
    for one in apart:
        pair = _pair(text, found[-1], one) if found else None
        if pair is not None:
            found[-1] = pair
        else:
            found.append(one)
    return tuple(found)


def _told(text: str, one: Time) -> Time:
    """A date of the Gregorian months, with what is told of it: a mark of the old style, a year from elsewhere."""
    julian = old_style(text, one.start, one.end, one.edtf)
    if julian is None and not one.completed:
        return one
    words = " ".join(text[one.start : one.end].split())
    notes = [f"the year of “{words}” is not written beside it, it is the document's"] if one.completed else []
    if julian is not None:
        notes.append(f"“{words}” converted from the Julian calendar, as it says")
    return replace(one, edtf=julian or one.edtf, said="; ".join(notes))


def _with_year(written: Iterable[WrittenDate]) -> list[Time]:
    made = (_time(one, one.year) for one in written if one.year is not None)
    return [one for one in made if one is not None]


def _without_year(written: Sequence[WrittenDate], plain: Sequence[Time]) -> list[Time]:
    """Days without a year take the document's: that of the nearest date of the same calendar before, else behind."""
    found = []
    for one in (w for w in written if w.year is None):
        years = [(w.start, w.year) for w in written if w.calendar == one.calendar and w.year is not None]
        if one.calendar == JULIAN:
            years += [(time.start, int(time.edtf[:4])) for time in plain if not time.completed]
        before = [year for year in years if year[0] < one.start]
        if years:
            _, year = max(before) if before else min(years)
            made = _time(one, year)
            found += [made] if made is not None else []
    return found


def _time(one: WrittenDate, year: int | None) -> Time | None:
    """A date of another calendar in its year; a double date must stand as far apart as the calendars do in it."""
    if year is None:
        return None
    notes = [f"the year of “{one.words}” is not written beside it, it is the document's"] if one.year is None else []
    if one.other is not None:
        if julian_day(year, one.month or 1, one.day or 1) != _day(year, one.other):
            return None
        edtf = f"{year:04d}-{one.other[0]:02d}-{one.other[1]:02d}"
        notes.insert(0, f"“{one.words}”, {_TWO}")
        return Time(one.start, one.end, edtf, completed=one.year is None, said="; ".join(notes))
    days = days_of(one, year)
    if days is None:
        return None
    by = ", by arithmetic that may be a day or two off" if is_doubtful(one, year) else ""
    notes.insert(0, f"“{one.words}” converted from the {calendars()[one.calendar]['name']} calendar{by}")
    edtf = edtf_of(days, doubtful=is_doubtful(one, year))
    return Time(one.start, one.end, edtf, completed=one.year is None, said="; ".join(notes))


def _day(year: int, told: tuple[int, int]) -> date | None:
    try:
        return date(year, *told)
    except ValueError:
        return None


def _pair(text: str, one: Time, other: Time) -> Time | None:
    """Two dates side by side as one day, or None where they are two days."""
    if other.start - one.end > _LONGEST_GAP or not _joints().fullmatch(text, one.end, other.start):
        return None
    kept = next((time for time, rest in ((one, other), (other, one)) if _is_julian(rest, time)), None)
    if kept is None:
        told = [bool(time.said) and not time.completed for time in (one, other)]
        if told[0] == told[1]:
            return None
        kept = other if told[0] else one
    rest = other if kept is one else one
    words = " ".join(text[one.start : other.end].split())
    said = f"“{words}”, {_TWO}"
    ranges = [found for time in (kept, rest) if (found := read_edtf(time.edtf)) is not None]
    if len(ranges) == 2 and not _is_julian(rest, kept) and not overlap(ranges[0], ranges[1]):
        said += f", which by arithmetic is {rest.edtf.replace('~', '')} in the other"
    return Time(one.start, other.end, kept.edtf, completed=kept.completed, said=said)


def _is_julian(one: Time, other: Time) -> bool:
    """Whether two days stand apart as the Julian and the Gregorian calendar do, the first being the Julian one."""
    ranges = [read_edtf(time.edtf) for time in (one, other)]
    days = [found.first for found in ranges if found is not None and found.first == found.last]
    if len(days) < 2 or days[0] is None or days[1] is None:
        return False
    return julian_day(days[0].year, days[0].month, days[0].day) == days[1]


@lru_cache(maxsize=1)
def _joints() -> re.Pattern[str]:
    """What may stand between two ways to write one day: a bracket or a stroke, or words that say so."""
    same = any_of(calendars()["gregorian"]["same"])
    mark = "|".join(marked(calendars()[name]) for name in (HIJRI, JULIAN, "gregorian"))
    return re.compile(
        rf"(?:{mark})?,?\s*(?:[(\[/=]\s*(?:{same})?|{same})\s*:?\s*(?:le|el|am|on|do|от)?\s*(?:{mark})?\s*",
        re.IGNORECASE,
    )
