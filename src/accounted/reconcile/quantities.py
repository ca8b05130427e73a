"""What a stated number allows: takes a quantity, gives bounds and words; never a best value for a vague word."""

import math
import re
from dataclasses import dataclass

from accounted.core.claim import Claim, Quantity
from accounted.reconcile.population import population_of

SHARES = ("percent", "fraction")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The least and the most that the words allow; `known` is False where they state no bound ("about", "dozens")."""

    low: float
    high: float
    known: bool


UNKNOWN = Bounds(low=0, high=math.inf, known=False)


def bounds_of(claim: Claim) -> Bounds:
    """Takes a claim, gives the numbers that its words allow.

    "At least 200" and 613 can both hold. "About 600" and "dozens" state no bound. Bodies counted are a lower bound of
    persons killed.
    """
    found = _stated_bounds(claim.quantity)
    if found.known and claim.effect == "killed" and claim.part_of is None and population_of(claim).bodies:
        return Bounds(low=found.low, high=math.inf, known=True)
    return found


def _stated_bounds(quantity: Quantity) -> Bounds:
    low, high, qualifier = quantity.low, quantity.high, quantity.qualifier
    if qualifier in ("about", "vague", *SHARES) or (low is None and high is None):
        return UNKNOWN
    least = 0.0 if low is None else low
    most = math.inf if high is None else high
    if qualifier == "more_than":
        least = _next(least, 1)
    if qualifier == "fewer_than":
        most = _next(most, -1)
    return Bounds(low=least, high=most, known=True)


def _next(number: float, step: int) -> float:
    return number + step if math.isfinite(number) and float(number).is_integer() and number + step >= 0 else number


def cannot_both_hold(one: Bounds, other: Bounds) -> bool:
    """Takes two bounds, gives whether no number lies in both."""
    return one.known and other.known and (one.high < other.low or other.high < one.low)


def number_words(number: float) -> str:
    """Takes a number, gives it with a comma at each thousand.

    >>> number_words(1275), number_words(2.5)
    ('1,275', '2.5')
    """
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,g}"


_BEFORE = {
    "exact": "",
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "up to ",
    "fewer_than": "fewer than ",
    "about": "about ",
}


def figure_words(quantity: Quantity) -> str:
    """Takes a quantity, gives its words for a message: a vague word stays as it was written, in quotation marks."""
    if quantity.qualifier == "range" and quantity.low is not None and quantity.high is not None:
        return f"{number_words(quantity.low)} to {number_words(quantity.high)}"
    if quantity.qualifier == "percent" and quantity.best is not None:
        return f"{number_words(quantity.best)}%"
    named = next((n for n in (quantity.best, quantity.low, quantity.high) if n is not None), None)
    if named is None or quantity.qualifier not in _BEFORE:
        return f"“{' '.join(quantity.text.split())}”"
    return _BEFORE[quantity.qualifier] + number_words(named)


_FURTHER = re.compile(r"\b(?:another|a further|additional)\b|\d\s+(?:more|others?)\b(?!\s+than)", re.IGNORECASE)


def is_further(claim: Claim) -> bool:
    """Takes a claim, gives whether its words add it to a figure before ("another 18"), so that it is no total."""
    return bool(_FURTHER.search(claim.place.quote))


def same_figure(one: Quantity, other: Quantity) -> bool:
    """Takes two quantities, gives whether they name the same numbers."""
    return named_numbers(one) == named_numbers(other) != frozenset()


def named_numbers(quantity: Quantity) -> frozenset[float]:
    """Takes a quantity, gives the numbers that it names, whichever slot they stand in."""
    return frozenset(float(n) for n in (quantity.low, quantity.high, quantity.best) if n is not None)
