"""Dates and ages as columns of numbers: what is not told stays zero; nothing becomes more precise than its cell."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Final

_ISO: Final = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[ T].*)?")
_EIGHT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_LAST: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ T].*)?")
_TOLD: Final = re.compile(
    r"(?:\D*?(\d{1,2})(?:er|st|nd|rd|th|o)?\W*)?(?:de |of )?([^\W\d_]{3,})\.?\W*"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\W+)?(?:de |of )?(\d{4})\D*"
)
_WORDS: Final = {
    "year": frozenset("year ano año anio annee année год jahr yil anno rok سنة عام".split()),
    "month": frozenset("month mes mois месяц monat ay mese شهر".split()),
    "day": frozenset("day dia día jour день tag gun giorno يوم".split()),
}
_AGE: Final = re.compile(r"\s*(\d{1,3})(?:[.,](\d+))?\s*([^\d\s].*)?")
_MONTHS_OLD: Final = re.compile(r"^(months?|mois|meses|мес|أشهر|شهر|m\.?)", re.IGNORECASE)
_DAYS_OLD: Final = re.compile(r"^(days?|jours?|dias?|weeks?|дн|нед|أيام|يوم)", re.IGNORECASE)


def part_of_header(header: str) -> str | None:
    """Takes a header, gives "year", "month" or "day" where it names that part of a date alone.

    >>> part_of_header("Month"), part_of_header("date of death")
    ('month', None)
    """
    words = re.findall(r"[^\W\d_]+", header.casefold())
    found = [part for part, known in _WORDS.items() if any(word in known for word in words)]
    return found[0] if len(found) == 1 else None


def day_first(values: Sequence[str]) -> bool:
    """Takes the values of a column, gives whether 03/04/1992 is the third of April: told by values above 12, else
    so.
    """
    found = [match for value in values if (match := _LAST.fullmatch(value.strip()))]
    return not any(int(match[2]) > 12 for match in found) or any(int(match[1]) > 12 for match in found)


def date_parts(text: str, *, first_is_day: bool = True) -> tuple[int, int, int]:
    """Takes a cell, gives year, month and day; 0 where not told or not readable, (0, 0, 0) where there is no date.

    A month may be told by its name, in the languages of words/months.toml.

    >>> date_parts("4 March 2009"), date_parts("March 4th, 2009"), date_parts("4 марта 2009 г."), date_parts("Mar 2009")
    ((2009, 3, 4), (2009, 3, 4), (2009, 3, 4), (2009, 3, 0))
    >>> date_parts("1992-02-26"), date_parts("19480930"), date_parts("1992"), date_parts("26/02/1992"), date_parts("?")
    ((1992, 2, 26), (1948, 9, 30), (1992, 0, 0), (1992, 2, 26), (0, 0, 0))
    """
    told = text.strip()
    eight = _EIGHT.fullmatch(told)
    found = eight or _ISO.fullmatch(told)
    if found is None and any(c.isalpha() for c in told):
        return _in_words(told)
    if found:
        year, month, day = (int(part or 0) for part in found.groups())
    else:
        found = _LAST.fullmatch(told)
        if not found:
            return (0, 0, 0)
        day, month, year = int(found[1]), int(found[2]), int(found[3])
        if not first_is_day:
            day, month = month, day
    if month > 12 >= day > 0:
        month, day = day, month
    return (year, month, day) if 1000 <= year <= 2100 and month <= 12 and day <= 31 else (0, 0, 0)


def _in_words(told: str) -> tuple[int, int, int]:
    """Gives a date whose month is told by its name; (0, 0, 0) where it is none."""
    found = _TOLD.fullmatch(unicodedata.normalize("NFKC", told).casefold())
    month = _months().get(_plain(found[2]), 0) if found else 0
    if not found or not month or (found[1] and found[3]):
        return (0, 0, 0)
    year, day = int(found[4]), int(found[1] or found[3] or 0)
    return (year, month, day) if 1000 <= year <= 2100 and day <= 31 else (0, 0, 0)


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Gives the number of each month's name, written in full or in short; a name that two months share is none."""
    text = resources.files("accounted.link").joinpath("words", "months.toml").read_text(encoding="utf-8")
    found: dict[str, int] = {}
    for months in tomllib.loads(text).values():
        for number, forms in enumerate(months, start=1):
            for form in forms.split():
                known = found.setdefault(_plain(form), number)
                found[_plain(form)] = number if known == number else 0
    return found


def _plain(word: str) -> str:
    kept = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in kept if not unicodedata.combining(c))


def whole_date(parts: Mapping[str, Sequence[str]], count: int) -> list[str]:
    """Takes the columns year, month and day, gives one date a row, only as precise as its cells.

    >>> whole_date({"year": ["1981", "1980"], "month": ["12", ""], "day": ["11", "3"]}, 2)
    ['1981-12-11', '1980']
    """
    empty = [""] * count
    rows = zip(parts.get("year", empty), parts.get("month", empty), parts.get("day", empty), strict=True)
    return [_written(_number(y), _number(m), _number(d)) for y, m, d in rows]


def _number(text: str) -> int:
    told = text.strip().removesuffix(".0")
    return int(told) if told.isascii() and told.isdigit() else 0


def _written(year: int, month: int, day: int) -> str:
    if not year:
        return ""
    return f"{year:04d}" + (f"-{month:02d}" + (f"-{day:02d}" if day else "") if month else "")


def age_of(text: str) -> float:
    """Takes a cell, gives the age in years, or -1 where none is told. An age of 0 is an age; months and days count as
    such.

    >>> age_of("0"), age_of("34.0"), age_of("8 months"), age_of(""), age_of("999")
    (0.0, 34.0, 0.0, -1.0, -1.0)
    """
    found = _AGE.fullmatch(text)
    if not found:
        return -1.0
    age, unit = float(f"{found[1]}.{found[2] or 0}"), found[3] or ""
    if _MONTHS_OLD.match(unit):
        return float(int(age / 12))
    if _DAYS_OLD.match(unit):
        return 0.0
    return age if age <= 120 else -1.0
