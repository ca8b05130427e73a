"""Dates that are never more precise than their source: EDTF text (ISO 8601-2:2019, levels 0 and 1, intervals)."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)$")
_DECADE = re.compile(r"(\d{3})X|(\d{2})XX")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """A stretch of days that a text states: first and last possible day, and the EDTF text that says it.

    None is an open or unknown end ("1992-02-25/..").
    """

    edtf: str
    first: date | None
    last: date | None
    uncertain: bool = False


@lru_cache(maxsize=1 << 14)
def read_edtf(text: str) -> DateRange | None:
    """Takes EDTF text, gives its range of days, or None where the text is no EDTF date that is read here.

    Read are years, months, days, their "?", "~" and "%" forms, "199X", "19XX", and intervals of these with ".." or
    nothing for an open end.

    >>> read_edtf("1992-02").last.isoformat()
    '1992-02-29'
    >>> read_edtf("1992-02-25/1992-02-26").first.isoformat()
    '1992-02-25'
    """
    parts = text.strip().split("/")
    if len(parts) == 1:
        return _one(parts[0])
    if len(parts) != 2:
        return None
    first, last = (_end(part) for part in parts)
    if first is None or last is None or (first.edtf == "" and last.edtf == ""):
        return None
    if first.first and last.last and first.first > last.last:
        return None
    return DateRange(edtf=text.strip(), first=first.first, last=last.last, uncertain=first.uncertain or last.uncertain)


def _end(part: str) -> DateRange | None:
    return DateRange(edtf="", first=None, last=None) if part in ("", "..") else _one(part)


def _one(text: str) -> DateRange | None:
    decade = _DECADE.fullmatch(text)
    if decade:
        low, high = int(text.replace("X", "0")), int(text.replace("X", "9"))
        return DateRange(edtf=text, first=date(low, 1, 1), last=date(high, 12, 31), uncertain=True) if low else None
    found = _DAY.match(text)
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None
    return DateRange(edtf=text, first=first, last=last, uncertain=bool(found[4]))


def overlap(one: DateRange, other: DateRange) -> bool:
    """Takes two ranges, gives whether a day can lie in both; an open end reaches without limit."""
    starts_before = one.first is None or other.last is None or one.first <= other.last
    ends_after = one.last is None or other.first is None or one.last >= other.first
    return starts_before and ends_after


def sort_key(edtf: str | None) -> tuple[int, str]:
    """Takes EDTF text or None, gives a key that sorts by first possible day, undated last."""
    found = read_edtf(edtf) if edtf else None
    day = found and (found.first or found.last)
    return (0, day.isoformat()) if day else (1, "")
