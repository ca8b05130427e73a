"""Takes EDTF dates as stored, gives them as a reader says them: never more precise than they were stated."""

import re
from collections.abc import Iterable

from accounted.core.dates import read_edtf

MONTHS = "January February March April May June July August September October November December".split()
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)$")
_DOUBT = {"": "", "?": " (perhaps)", "~": " (about)", "%": " (perhaps, about)"}


def date_words(edtf: str | None, *, short: bool = False) -> str:
    """Takes EDTF text or None, gives the date in words; what is no EDTF date is quoted as it was told.

    >>> date_words("1992-02-25/1992-02-26"), date_words("1992-03", short=True), date_words(None)
    ('25–26 February 1992', 'Mar 1992', 'undated')
    """
    if not edtf or not edtf.strip():
        return "undated"
    if read_edtf(edtf) is None:
        return f"“{edtf}”"
    first, _, last = edtf.strip().partition("/")
    if "/" not in edtf:
        return _one(first, short=short)
    if first in ("", ".."):
        return f"until {_one(last, short=short)}"
    if last in ("", ".."):
        return f"from {_one(first, short=short)} on"
    return _interval(first, last, short=short)


def _interval(first: str, last: str, *, short: bool) -> str:
    """Says what two dates share once: "25–26 February 1992"."""
    one, other = _DAY.match(first), _DAY.match(last)
    if first == last:
        return _one(first, short=short)
    if one and other and one[3] and other[3] and not one[4] and not other[4] and one[1] == other[1]:
        if one[2] == other[2]:
            return f"{int(one[3])}–{_one(last, short=short)}"
        return f"{int(one[3])} {_month(one[2], short=short)} – {_one(last, short=short)}"
    return f"{_one(first, short=short)} – {_one(last, short=short)}"


def _one(edtf: str, *, short: bool) -> str:
    found = _DAY.match(edtf)
    if not found:
        return edtf.replace("XX", "00s").replace("X", "0s")
    year, month, day, doubt = found.groups()
    words = [str(int(day))] if day else []
    words += [_month(month, short=short)] if month else []
    return " ".join([*words, year]) + _DOUBT[doubt]


def _month(number: str, *, short: bool) -> str:
    name = MONTHS[int(number) - 1]
    return name[:3] if short else name


def union_words(edtf: Iterable[str | None]) -> str:
    """Takes stated dates, gives the stretch from the first to the last of them in words, or "" where none is stated."""
    ranges = [found for text in edtf if text and (found := read_edtf(text))]
    first = min((r.first for r in ranges if r.first), default=None)
    last = max((r.last for r in ranges if r.last), default=None)
    if first is None or last is None:
        return date_words(ranges[0].edtf) if ranges else ""
    same = {r.edtf for r in ranges}
    if len(same) == 1:
        return date_words(same.pop())
    return date_words(f"{first.isoformat()}/{last.isoformat()}")
