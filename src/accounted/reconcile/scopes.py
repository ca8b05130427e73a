"""Why figures stand in different columns: takes what is held, says of each comparison what sets it apart from others.

A running total, a longer period, a broader place, a narrower or wider population never stands beside an event's figure.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounted.core.claim import Comparison
from accounted.core.event import Nesting, ScopeDifference
from accounted.reconcile.assembled import Assembled
from accounted.reconcile.period import kind_of, range_words
from accounted.reconcile.population import population_of
from accounted.reconcile.quantities import SHARES
from accounted.reconcile.statements import Statement, period_of

NAMED = 6
"""So many other comparisons are named at most; the pages show all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """What a comparison's figures have in common, in words."""

    event: str
    population: str
    part: str
    running: str
    share: str
    period: str
    unit: str


_ASKED = (
    ("population", "counted"),
    ("unit", "unit"),
    ("part", "total or part"),
    ("running", "running total or event"),
    ("share", "number or share"),
    ("period", "period"),
)


def scope_differences(held: Assembled, *, nested: Sequence[Nesting] = ()) -> tuple[ScopeDifference, ...]:
    """Takes what is held and how events are nested, gives for each comparison those nearest to it and what differs.

    Near are comparisons of the same effect in the same event, and in events decided as part of it or around it.
    """
    by_claim = held.by_claim()
    scopes = {c.id: _scope(c, by_claim) for c in held.comparisons}
    beside: dict[str, set[str]] = defaultdict(set)
    for one in nested:
        beside[one.one].add(one.other)
        beside[one.other].add(one.one)
    groups: dict[tuple[str, str], list[Comparison]] = defaultdict(list)
    for comparison in held.comparisons:
        groups[comparison.event, comparison.effect].append(comparison)
    found: list[ScopeDifference] = []
    for comparison in held.comparisons:
        near = [
            o
            for e in [comparison.event, *sorted(beside[comparison.event])]
            for o in groups.get((e, comparison.effect), ())
        ]
        others = [other for other in near if other.id != comparison.id]
        found += [_difference(comparison, other, scopes) for other in others[:NAMED]]
    return tuple(found)


def _difference(comparison: Comparison, other: Comparison, scopes: Mapping[str, _Scope]) -> ScopeDifference:
    mine, its = scopes[comparison.id], scopes[other.id]
    differs = [
        f"{words}: {getattr(mine, name)} / {getattr(its, name)}"
        for name, words in _ASKED
        if getattr(mine, name) != getattr(its, name)
    ]
    if mine.event != its.event:
        differs.insert(0, f"event: {mine.event} / {its.event}")
    return ScopeDifference(
        comparison=comparison.id, other=other.id, differs=tuple(differs) or ("the words of the scope",)
    )


def _scope(comparison: Comparison, by_claim: Mapping[str, Statement]) -> _Scope:
    claims = [by_claim[claim] for claim in comparison.claims if claim in by_claim]
    first = claims[0].claim
    long = next((r for r in (period_of(one.claim) for one in claims) if r and kind_of(r) == "long"), None)
    return _Scope(
        event=comparison.event,
        population=population_of(first).words or "everyone",
        part="a part of a total" if first.part_of else "a total",
        running="a running total" if first.cumulative else "the event's",
        share="a share" if first.quantity.qualifier in SHARES else "a number",
        period=range_words(long) if long else "the event's days",
        unit=first.unit,
    )
