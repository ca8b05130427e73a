"""Whether parts fit a total: exactly, about, or but for a little that users want to see."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from accounted.read.drafts import Draft
from accounted.read.numbers import Number
from accounted.read.roles import CONJUNCTION, INDEFINITE, UNIT
from accounted.read.tokens import Token

_ABOUT: Final = 0.05
_NARROW: Final = 0.2
_LARGE: Final = 1000
_MISS: Final = 0.005
_LISTED: Final = 3
_LEAST_ABOUT: Final = 20
_MOST_WORDS: Final = 4
MOST_SINGLES: Final = 10
"""Persons told one by one beside the parts: no more of them are looked for."""
_TEN: Final = 10
_BOUNDS: Final = ("about", "more_than", "at_least")
_STATED: Final = ("exact", *_BOUNDS)
_OFF: Final = 0.1
_ALMOST_ALL: Final = 0.9
_ROUND_FROM: Final = 100


@dataclass(frozen=True, slots=True)
class Fit:
    """How parts fit a total: by how much they miss it, and their sum."""

    miss: float
    sum: float

    @property
    def told(self) -> str:
        """Gives the sum and the miss in words of a note."""
        more = "more" if self.miss > 0 else "less"
        return f"{self.sum:,.0f}, {abs(self.miss):,.0f} {more} than the total"


def may_fit(total: Number, low: float, high: float, count: int) -> bool:
    """Takes a total, the lower and upper sums of so many parts, gives whether they may fit it: a quick look first."""
    value = total.best or 0
    if total.qualifier != "exact" or low <= value <= high + MOST_SINGLES:
        return True
    return count >= _LISTED and value >= _LARGE and abs(low - value) < _MISS * value


def fit_of(total: Number, told: tuple[float, float], row: Sequence[Draft], ones: int) -> Fit | None:
    """Takes a total, the lower and upper sums of its parts, the parts, and how many persons are told one by one.

    Gives how they fit: exactly at either end, with those persons or without; about, where the total is about or a
    bound; or, where there are three parts of a thousand and more, but for less than half a per cent.
    """
    value = total.best or 0
    if not all_exact(row):
        return None
    if total.qualifier in ("exact", "at_least") and {value, value - ones} & set(told):
        return Fit(0, value)
    count, exact = len(row), all(draft.number.qualifier == "exact" for draft in row)
    if not exact or any((draft.number.best or 0) > _ALMOST_ALL * value for draft in row):
        return None
    miss, ample = told[0] - value, value >= _LEAST_ABOUT and count > 1
    if ample and total.qualifier == "about" and abs(miss) <= _ABOUT * value:
        return Fit(miss, told[0])
    if ample and total.qualifier in ("more_than", "at_least") and 0 <= miss <= _ABOUT * value:
        return Fit(miss, told[0])
    if total.qualifier == "exact" and value >= _LARGE and count >= _LISTED and abs(miss) < _MISS * value:
        return Fit(miss, told[0])
    return None


def off_total(total: Number, told: Sequence[float]) -> Fit | None:
    """Takes a total that a word tells to be one, and the figures before it in its sentence, gives how they fit.

    They may miss it by a tenth: a text that says "in all 877" of 63 and 794 says what its parts are.
    """
    value, come = total.best or 0, sum(told)
    return Fit(come - value, come) if len(told) > 1 and abs(come - value) <= _OFF * value else None


def low_and_high(draft: Draft) -> tuple[float, float] | None:
    """Takes a figure, gives its ends: the same for an exact one, none for one that is neither exact nor narrow."""
    number = draft.number
    if number.qualifier == "range" and number.low and number.high and number.high - number.low < _NARROW * number.high:
        return number.low, number.high
    return (number.best, number.best) if number.qualifier in _STATED and number.best else None


def all_exact(drafts: Sequence[Draft]) -> bool:
    """Takes a row, gives whether its figures are exact, but for one among three or more: "and more than 10 others"."""
    inexact = sum(draft.number.qualifier in _BOUNDS for draft in drafts)
    return not inexact or (inexact == 1 and len(drafts) >= _LISTED)


def round_figures(values: Sequence[float]) -> bool:
    """Takes figures, gives whether all have one digit that is no zero, so that their sums agree by chance."""
    return all(
        value >= _ROUND_FROM and len(f"{value:.0f}".rstrip("0")) <= 1 + (value >= _ROUND_FROM * _TEN)
        for value in values
    )


def singles(tokens: list[Token], draft: Draft) -> int:
    """Takes a sentence and a figure, gives how many persons are told one by one beside it: "two men and a child"."""
    at, found = max(draft.at, draft.phrase.last) + 1, 0
    while at + 2 < len(tokens) and (tokens[at].roles & CONJUNCTION or tokens[at].lower == ","):
        at += 1 + bool(tokens[at + 1].roles & CONJUNCTION)
        noun = next((p for p in range(at + 1, min(at + _MOST_WORDS, len(tokens))) if tokens[p].roles & UNIT), None)
        if noun is None or not tokens[at].roles & INDEFINITE or tokens[noun].word.unit != "persons":
            break
        found, at = found + 1, noun + 1
    return found
