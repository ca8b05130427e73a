"""Takes what several reviewers answered about the same things, gives how far they agree beyond chance."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from accounted.viewing.view import View


def alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Takes the answers given to each thing, gives Krippendorff's alpha for names of categories.

    None where no thing has two answers, or all answers are one.

    Krippendorff, Content Analysis, 4th ed. (2019), chapter 12: one less the disagreement seen over the one expected.

    >>> alpha([("a", "a"), ("b", "b"), ("a", "b"), ("a", "a")])
    0.5333333333333333
    """
    paired = [list(unit) for unit in units if len(unit) > 1]
    totals: Counter[str] = Counter(answer for unit in paired for answer in unit)
    whole = sum(totals.values())
    expected = sum(totals[one] * (whole - totals[one]) for one in totals)
    if not expected:
        return None
    seen = sum(_differing(unit) / (len(unit) - 1) for unit in paired)
    return 1 - (whole - 1) * seen / expected


def _differing(unit: Sequence[str]) -> int:
    counts = Counter(unit)
    return sum(n * (len(unit) - n) for n in counts.values())


FIELDS: Final = {
    "effect": ("effect",),
    "figure": ("low", "best", "high", "qualifier"),
    "speaker": ("speaker",),
    "when": ("when",),
    "where": ("where",),
}
"""The fields of a figure on which the agreement of reviewers is told, each with what a correction names it."""
_AS_READ: Final = "as read"
_ANSWERED: Final = (
    "select x.thing, d.by, d.kind, d.value from decided x cross join decision d on d.id = x.decision "
    "cross join stated s on s.id = x.thing where s.kind = 'figure' and d.stands = 1 "
    "and d.kind in ('accept', 'reject', 'correct') order by d.place"
)


def fields_agreement(view: View) -> dict[str, tuple[float | None, int]]:
    """Takes a desk's view, gives for each field of figures alpha and the figures that two reviewers answered."""
    answers: dict[str, dict[str, tuple[str, str]]] = {}
    for thing, by, kind, value in view.ask(_ANSWERED):
        answers.setdefault(str(thing), {})[str(by)] = (str(kind), str(value))
    return by_field(answers.values())


def by_field(answers: Iterable[Mapping[str, tuple[str, str]]]) -> dict[str, tuple[float | None, int]]:
    """Takes for each figure the last answer of each reviewer (kind, value), gives alpha and rows for each field.

    Of a field a reviewer says "as read" (accepted, or corrected elsewhere), another value, or that nothing was stated.

    >>> both = {"A": ("reject", ""), "B": ("reject", "")}
    >>> told = [{"A": ("accept", ""), "B": ("correct", '{"effect": "injured"}')}, both]
    >>> by_field(told)["effect"], by_field(told)["when"]
    ((0.4, 2), (1.0, 2))
    """
    twice = [list(one.values()) for one in answers if len(one) > 1]
    told = {name: [[_said(answer, keys) for answer in one] for one in twice] for name, keys in FIELDS.items()}
    return {name: (alpha(units), len(units)) for name, units in told.items()}


def _said(answer: tuple[str, str], keys: Sequence[str]) -> str:
    kind, value = answer
    if kind != "correct":
        return _AS_READ if kind == "accept" else "not stated"
    told = json.loads(value)
    found = {key: told[key] for key in keys if key in told}
    return json.dumps(found, sort_keys=True) if found else _AS_READ
