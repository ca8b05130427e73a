"""Dates as a text writes them, as EDTF: a day, a month, a stretch; a missing year only from the document itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from accounted.core.dates import read_edtf
from accounted.read.alternatives import one_of
from accounted.read.lexicon import Lexicon, load_lexicon

_YEAR: Final = r"(?:1[0-9]|20)\d{2}"
_YEAR_PATTERNS: Final = 12  # from here on, patterns that begin at a year
_OF_TWO: Final = frozenset((0, 1, 2, 3, 6, 9))  # patterns before them of two dates, joined: "3 to 5 May"
_SUFFIX: Final = r"[-'’][^\W\d]{1,5}"  # "7-də", "3’ünde"
_REACH: Final = 32
_SINCE_REACH: Final = 16
_SIGNS: Final = re.compile("- |.")
_SHAPES: Final = {"- ": r"\-\s*", " ": r"\s+", "'": "['’]"}
_WORDS: Final = re.compile(r"\s+([^\W\d_]+)(?:\s+([^\W\d_]+))?")
_DECADE_MARKS: Final = frozenset("s'’")  # behind a year: the pattern of decades, the first of the years', is tried
_NO_WORDS: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Time:
    """A date expression: `text[start:end]` says `edtf`; `completed` where its year was taken from elsewhere.

    `said` is what a reader of the figure is told of it: another calendar, a year that is not written beside it.
    """

    start: int
    end: int
    edtf: str
    completed: bool = False
    said: str = ""


def _either(words: Iterable[str], after: str = "") -> str:
    """A pattern for any of these words, each with what must follow it; none: what never matches."""
    shaped = [[_SHAPES.get(sign) or re.escape(sign) for sign in _SIGNS.findall(word)] for word in words]
    return f"(?:{one_of(shaped, after)})" if shaped else "(?!)"


@lru_cache(maxsize=16)
def _patterns(code: str) -> tuple[re.Pattern[str], ...]:
    """The shapes of dates in a language, the fullest first: days and months, then years; its words are in [dates]."""
    lexicon = load_lexicon(code)
    listed, dates = lexicon.lists, lexicon.source.get("dates", {})
    ordinal = _either(listed.get("grammar.ordinal_endings", _NO_WORDS))
    name = _either(lexicon.months)
    month = rf"(?P<m{{0}}>{name})\.?(?:\s?/\s?{name})?"
    number = r"(?P<d{0}>0?[1-9]|[12]\d|3[01])(?!\d)"
    day = rf"{number}(?:{ordinal}|{_SUFFIX.replace('{1,5}', '{{1,5}}')})?\.?"
    ended = rf"{number}{_SUFFIX.replace('{1,5}', '{{1,5}}')}" if dates.get("day_endings", False) else day
    m1, m2, d1, d2 = month.format(1), month.format(2), day.format(1), day.format(2)
    e1, e2 = ended.format(1), ended.format(2)
    of = rf"(?:{_either(dates.get('of', listed.get('grammar.genitive', _NO_WORDS)))}\s+)?"
    to = rf"\s*{_either(listed.get('dates.to', _NO_WORDS))}\s*"
    before = listed.get("grammar.before_years", _NO_WORDS)
    of_month = _either(before | listed.get("dates.of", _NO_WORDS))
    of_year = _either(before | listed.get("dates.in", _NO_WORDS))
    early = rf"(?:{_either(listed.get('dates.early', _NO_WORDS))}\s*)?"
    told = rf"(?P<y>{_YEAR})(?:\s*{_either(listed.get('dates.year_words', _NO_WORDS))}\b)?"
    year = rf"(?:,?\s+{of}{told})?"
    first = rf"(?<![\d,.])(?P<y>{_YEAR})\s*{_either(listed.get('dates.year_words', _NO_WORDS))}\.?\s+"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"(?<![\d,.]){d1}\s+{of}{m1}{to}{d2}\s+{of}{m2}(?!\w){year}",
            rf"\b{m1}\s+{d1}{to}{m2}\s+{e2}(?!\w){year}",
            rf"(?<![\d,.]){d1}{to}{d2}\s+{of}{m1}(?!\w){year}",
            rf"\b{m1}\s+{d1}{to}{e2}\b(?!\s*\d){year}",
            rf"(?<![\d,.]){d1}\s+{of}{m1}(?!\w){year}",
            rf"\b{m1}\s+{e1}\b(?![,.]?\d){year}",
            rf"\b{m1}{to}{m2}\s+{of}{told}\b",
            rf"\b{m1},?\s+{of}{told}\b",
            rf"\b{of_month}\s+{early}{m1}\b",
            rf"{first}{m1}\s+{d1}{to}{e2}(?!\w)",
            rf"{first}{m1}\s+{e1}(?!\w)",
            rf"{first}{m1}(?!\w)",
            rf"(?<![\d,.])(?P<dec>(?:1[0-9]|20)\d0){_either(dates.get('decade_endings', ()))}(?!\w)",
            rf"\b(?P<iso>{_YEAR}-\d{{2}}-\d{{2}})\b",
            rf"(?<![\d$€£,.])(?P<y1>{_YEAR}){to}(?P<y2>{_YEAR}|\d{{2}})\b(?!,\d)",
            rf"\b{of_year}\s+(?P<y>{_YEAR})\b(?![,.]\d)",
            rf"[(\[](?P<y>{_YEAR})[)\]]",
            rf"(?<![\d,.])(?P<y>{_YEAR})\s*{_either(listed.get('dates.year_words', _NO_WORDS))}\b",
        )
    )


@lru_cache(maxsize=16)
def _single_dates(code: str) -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """What joins two dates, and the patterns of days and months without it: all that match where it is not there."""
    lexicon = load_lexicon(code)
    joins = rf"{_either(lexicon.lists.get('dates.to', _NO_WORDS))}\s*(?:\d|{_either(lexicon.months)})"
    single = (one for at, one in enumerate(_patterns(code)[:_YEAR_PATTERNS]) if at not in _OF_TWO)
    return re.compile(joins, re.IGNORECASE), tuple(single)


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
    found = sorted([*taken, *_completed(waiting, taken, lexicon)], key=lambda time: time.start)
    since = lexicon.lists.get("dates.since", _NO_WORDS)
    if not any(word in text or word.capitalize() in text for word in since):
        return tuple(found)
    return tuple(_opened(text, time, since, lexicon) for time in found)


def _opened(text: str, time: Time, since: frozenset[str], lexicon: Lexicon) -> Time:
    """ "Since October 1988": from then on, and no end is told."""
    if "/" in time.edtf:
        return time
    before = re.findall(r"\w+", text[max(0, time.start - _SINCE_REACH) : time.start].lower())
    skipped = lexicon.lists.get("dates.weekdays", _NO_WORDS) | lexicon.lists.get("grammar.articles", _NO_WORDS)
    words = [word for word in before if word not in skipped][-1:]
    words += re.findall(r"\w+", text[time.start : time.end].lower())[:1]
    return replace(time, edtf=f"{time.edtf}/..") if any(word in since for word in words) else time


def _best_match(text: str, start: int, hint: tuple[int, int], lexicon: Lexicon) -> re.Match[str] | None:
    """The date expression around a hint: the first pattern that holds it, since the fullest patterns stand first.

    At a year only the patterns of years are tried, unless the language writes its months small: then a month before the
    year may have given no hint of its own.
    """
    start_of_hint, end = hint
    patterns = _patterns(lexicon.code)
    if not text[start_of_hint].isdecimal():
        joins, single = _single_dates(lexicon.code)
        joined = joins.search(text, start, end + _REACH) is not None
        patterns = patterns[:_YEAR_PATTERNS] if joined else single
    elif not lexicon.source.get("dates", {}).get("lower_months", False):
        patterns = patterns[_YEAR_PATTERNS + (text[end : end + 1] not in _DECADE_MARKS) :]
    for pattern in patterns:
        match = pattern.search(text, start, end + _REACH)
        if match is not None and match.start() < end <= match.end():
            return match
    return None


def _completed(waiting: list[re.Match[str]], taken: list[Time], lexicon: Lexicon) -> list[Time]:
    """Days and months with the year of the date before; of one behind, where it names no event of another year.

    "The 1994 massacre" behind a day tells when that massacre was, and not the day.
    """
    found = []
    for match in waiting:
        start, end = match.span()
        before = [time for time in taken if time.start < start]
        behind = (time for time in taken if time.start > start and not _names_event(match.string, time, lexicon))
        near = before[-1] if before else next(behind, None)
        edtf = _edtf(match, lexicon, int(near.edtf[:4])) if near else None
        if edtf and read_edtf(edtf):
            found.append(Time(start, end, edtf, completed=True))
    return found


def _names_event(text: str, time: Time, lexicon: Lexicon) -> bool:
    """Whether a year stands before the name for an event: "the 1994 massacre"."""
    following = _WORDS.match(text, time.end)
    listed = lexicon.lists.get("labels.nouns", _NO_WORDS)
    return following is not None and any(word.lower() in listed for word in following.groups() if word)


def _edtf(match: re.Match[str], lexicon: Lexicon, year: int | None) -> str | None:
    groups = {key: value for key, value in match.groupdict().items() if value}
    if "iso" in groups:
        return groups["iso"]
    if "dec" in groups:
        return f"{groups['dec']}/{int(groups['dec']) + 9}"  # "the 1980s"
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
