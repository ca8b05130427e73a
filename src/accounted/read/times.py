"""Dates as a text writes them, as EDTF: a day, a month, a stretch; a missing year only from the document itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from accounted.core.dates import read_edtf
from accounted.read.lexicon import Lexicon

_YEAR: Final = r"(?:1[0-9]|20)\d{2}"
_YEAR_PATTERNS: Final = 9  # from here on, patterns that begin at a year
_REACH: Final = 32
_DASH: Final = r"\s*(?:-|–|—|to|and|until|till|through)\s*"


@dataclass(frozen=True, slots=True)
class Time:
    """A date expression: `text[start:end]` says `edtf`; `completed` where the year was taken from elsewhere in the text."""

    start: int
    end: int
    edtf: str
    completed: bool = False


@lru_cache(maxsize=16)
def _patterns(months: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted((re.escape(m) for m in months), key=len, reverse=True))
    month, day = rf"(?P<{{m}}>{names})\.?", r"(?P<{d}>\d{{1,2}})(?:st|nd|rd|th)?"

    def m(n: int) -> str:
        return month.format(m=f"m{n}")

    def d(n: int) -> str:
        return day.format(d=f"d{n}")

    year = rf"(?:,?\s+(?:of\s+)?(?P<y>{_YEAR}))?"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"(?<![\d,.]){d(1)}\s+(?:of\s+)?{m(1)}{_DASH}{d(2)}\s+(?:of\s+)?{m(2)}{year}\b",
            rf"\b{m(1)}\s+{d(1)}{_DASH}{m(2)}\s+{d(2)}{year}\b",
            rf"(?<![\d,.]){d(1)}{_DASH}{d(2)}\s+(?:of\s+)?{m(1)}\b{year}",
            rf"\b{m(1)}\s+{d(1)}{_DASH}{d(2)}\b(?!\s*\d){year}",
            rf"(?<![\d,.]){d(1)}\s+(?:of\s+)?{m(1)}\b{year}",
            rf"\b{m(1)}\s+{d(1)}\b(?![,.]?\d){year}",
            rf"\b{m(1)}{_DASH}{m(2)}\s+(?P<y>{_YEAR})\b",
            rf"\b{m(1)},?\s+(?:of\s+)?(?P<y>{_YEAR})\b",
            rf"\b(?:in|since|during|until|by|of|from)\s+(?:early\s+|late\s+|mid-)?{m(1)}\b",
            rf"\b(?P<iso>{_YEAR}-\d{{2}}-\d{{2}})\b",
            rf"(?<![\d$€£,.])(?P<y1>{_YEAR}){_DASH}(?P<y2>{_YEAR}|\d{{2}})\b(?!,\d)",
            rf"\b(?:in|since|during|until|by|of|from|before|after|the|late|early)\s+(?P<y>{_YEAR})\b(?![,.]\d)",
            rf"[(\[](?P<y>{_YEAR})[)\]]",
        )
    )


def times(text: str, hints: Iterable[tuple[int, int]], lexicon: Lexicon) -> tuple[Time, ...]:
    """Takes a text and where years and months stand in it, gives its date expressions in order, as EDTF.

    A year that is not written beside a day or month is taken from the date before it in the text, or the one after, and
    marked `completed`; where the text has no year, the expression is left out rather than guessed.
    """
    taken: list[Time] = []
    waiting: list[re.Match[str]] = []
    free = 0
    for start, end in hints:
        if start < free:
            continue
        match = _best_match(text, max(free, start - _REACH), (start, end), lexicon)
        if match is None:
            continue
        free = match.end()
        edtf = _edtf(match, lexicon, None)
        if edtf is None:
            waiting.append(match)
        elif read_edtf(edtf):
            taken.append(Time(match.start(), match.end(), edtf))
    return tuple(sorted([*taken, *_completed(waiting, taken, lexicon)], key=lambda time: time.start))


def _best_match(text: str, start: int, hint: tuple[int, int], lexicon: Lexicon) -> re.Match[str] | None:
    """The date expression around a hint: the first pattern that holds it, since the fullest patterns stand first."""
    start_of_hint, end = hint
    patterns = _patterns(tuple(lexicon.months))
    opens_with_year = text[start_of_hint].isdigit()
    for pattern in patterns[_YEAR_PATTERNS:] if opens_with_year else patterns[:_YEAR_PATTERNS]:
        match = pattern.search(text, start, end + _REACH)
        if match is not None and match.start() < end <= match.end():
            return match
    return None


def _completed(waiting: list[re.Match[str]], taken: list[Time], lexicon: Lexicon) -> list[Time]:
    found = []
    for match in waiting:
        start, end = match.span()
        before = [time for time in taken if time.start < start]
        near = before[-1] if before else (taken[0] if taken else None)
        edtf = _edtf(match, lexicon, int(near.edtf[:4])) if near else None
        if edtf and read_edtf(edtf):
            found.append(Time(start, end, edtf, completed=True))
    return found


def _edtf(match: re.Match[str], lexicon: Lexicon, year: int | None) -> str | None:
    groups = {key: value for key, value in match.groupdict().items() if value}
    if "iso" in groups:
        return groups["iso"]
    if "y1" in groups:
        second = groups["y2"]
        return f"{groups['y1']}/{groups['y1'][:2] + second if len(second) == 2 else second}"
    told = int(groups["y"]) if "y" in groups else year
    if told is None:
        return None
    if "m1" not in groups:
        return f"{told:04d}"
    return _stretch(groups, told, lexicon)


def _stretch(groups: dict[str, str], year: int, lexicon: Lexicon) -> str:
    first = lexicon.months[groups["m1"].lower()]
    last = lexicon.months[groups["m2"].lower()] if "m2" in groups else first
    start = f"{year:04d}-{first:02d}" + (f"-{int(groups['d1']):02d}" if "d1" in groups else "")
    if "d2" not in groups and "m2" not in groups:
        return start
    return f"{start}/{year:04d}-{last:02d}" + (f"-{int(groups['d2']):02d}" if "d2" in groups else "")
