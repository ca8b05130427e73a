"""Julian dates that say so: "O.S.", "old style", and days written in both calendars, "25 (12) February 1917"."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from accounted.core.calendars import julian_day
from accounted.core.dates import read_edtf
from accounted.read.lexicon import Lexicon, load_lexicon
from accounted.read.written_dates import JULIAN, WrittenDate, any_of, calendars, edtf_of, marked

_YEAR: Final = r"(?P<y>1[5-9]\d{2}|20\d{2})(?!\d)"
_REACH: Final = 48
_CENTURIES: Final = (1600, 1750, 1850, 1950)
"""A year of each stretch in which the two calendars stand equally far apart (10, 11, 12, 13 days)."""
_OPENS: Final = r"\s*[(\[/]\s*"
_SHUTS: Final = r"\s*[)\]]?"
_MAY_HOLD: Final = re.compile(r"[(\[/]")
_OS: Final = re.compile(r"os(?!\w)")


@lru_cache(maxsize=16)
def _doubles(code: str) -> tuple[re.Pattern[str], ...]:
    """The shapes in which a language writes one day in both calendars."""
    lexicon = load_lexicon(code)
    words = lexicon.source.get("dates", {})
    of = "(?:(?:" + "|".join(map(re.escape, words.get("of") or ["of", "de"])) + r")\s+)?"
    month = rf"(?P<{{0}}>{any_of(lexicon.months)})\.?(?!\w)"
    mark = f"(?:{marked(calendars()[JULIAN])}:?\\s*|{marked(calendars()['gregorian'])}:?\\s*)?"
    day = r"(?P<{0}>\d{{1,2}})\.?(?:-?(?:го|е|st|nd|rd|th))?"
    d1, d2 = day.format("d1"), day.format("d2")
    m1, m2 = month.format("m1"), month.format("m2")
    alone = r"(?<![\d.,:/])"
    year = rf"(?:,?\s+{of}{_YEAR})?"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"{alone}{d1}{_OPENS}{mark}{d2}{_SHUTS}\s+{of}{m1}{year}",
            rf"{alone}{d1}\s+{of}{m1}{_OPENS}{mark}{d2}\s+{of}{m2},?\s*{mark}{_SHUTS}{year}",
            rf"\b{m1}\s+{d1}{_OPENS}{mark}(?:{m2}\s+)?{d2}(?!\d),?\s*{mark}{_SHUTS}{year}",
        )
    )


def may_be_double(text: str) -> bool:
    """Takes a text, gives whether a day written in both calendars can stand in it."""
    return _MAY_HOLD.search(text) is not None


def double_dates(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[WrittenDate]:
    """Takes a text, a stretch of it and its language, gives the days that are written in both calendars.

    They are such where the two days stand as far apart as the calendars do in that year; where no year is written, as
    they did in some century, and the year is the document's. "12/25 February" is no such day if they do not.
    """
    if _MAY_HOLD.search(text, start, end) is None:
        return
    free = start
    for pattern in _doubles(lexicon.code):
        for match in pattern.finditer(text, start, end):
            one = _double(match, lexicon)
            if one is not None and one.start >= free:
                free = one.end
                yield one


def _double(match: re.Match[str], lexicon: Lexicon) -> WrittenDate | None:
    told = {key: value for key, value in match.groupdict().items() if value}
    m1 = lexicon.months[told["m1"].lower()]
    m2 = lexicon.months[told["m2"].lower()] if "m2" in told else m1
    one, other = (m1, int(told["d1"])), (m2, int(told["d2"]))
    year = int(told["y"]) if "y" in told else None
    for old, new in ((one, other), (other, one)):
        if any(_same(old, new, y) for y in ([year] if year else _CENTURIES)):
            return WrittenDate(
                start=match.start(),
                end=match.end(),
                words=" ".join(match[0].split()),
                calendar=JULIAN,
                year=year,
                month=old[0],
                day=old[1],
                other=new,
            )
    return None


def _same(old: tuple[int, int], new: tuple[int, int], year: int) -> bool:
    try:
        return julian_day(year, *old) == date(year, *new)
    except ValueError:
        return False


def _may_be_marked(near: str) -> bool:
    """Whether a mark of the Julian calendar can stand in these words."""
    small = near.lower()
    for word in _plain_mark_words() if near.isascii() else _mark_words():
        if word in small:
            return True
    return "os" in small and _OS.search(small) is not None


@lru_cache(maxsize=1)
def _plain_mark_words() -> tuple[str, ...]:
    return tuple(word for word in _mark_words() if word.isascii())


@lru_cache(maxsize=1)
def _mark_words() -> tuple[str, ...]:
    """A word or sign of each mark, of which one must stand in a text that holds any."""
    told = calendars()[JULIAN]
    longest = {max(mark.split(), key=len) for mark in told["marks"]}
    return tuple(sorted({word.lower() for word in longest | {sign.split()[0] for sign in told["signs"]} - {"OS"}}))


def old_style(text: str, start: int, end: int, edtf: str) -> str | None:
    """Takes a text, the place of a date in it and its EDTF text, gives the Gregorian one where it is Julian.

    It is one where a mark says so beside it, before or behind: "25 February 1916 (O.S.)".
    """
    if not _may_be_marked(text[max(0, start - _REACH) : end + _REACH]):
        return None
    after, before = _marks()
    marked_here = after.match(text, end, end + _REACH) or before.search(text, max(0, start - _REACH), start)
    found = read_edtf(edtf) if marked_here else None
    if found is None or found.first is None or found.last is None:
        return None
    first, last = (julian_day(day.year, day.month, day.day) for day in (found.first, found.last))
    return edtf_of((first, last), doubtful=False) if first and last else None


@lru_cache(maxsize=1)
def _marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    mark = marked(calendars()[JULIAN])
    return re.compile(rf",?\s*{mark}", re.IGNORECASE), re.compile(rf"(?<!\w){mark}:?\s*\Z", re.IGNORECASE)
