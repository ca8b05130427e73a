"""Grades and statuses that two rules give beside their numbers: Airwars' grading, HURIDOCS' violation status."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounted.core.decision import POSITIONS, STATUSES, Decision
from accounted.core.rule import Slot
from accounted.reconcile.assembled import of_kind
from accounted.reconcile.counting.candidates import Candidate
from accounted.reconcile.speakers import name_key

ACCEPTS = POSITIONS[4]
NEAR = ("likely", "confirmed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What persons decided of one event that a grade needs; an empty set is "nobody decided", never "no"."""

    accepts: frozenset[str]
    attributed: frozenset[str]
    near: str | None
    discounted: str | None
    parties: tuple[str, ...]


def facts_of(event: str, used: Sequence[Candidate], decisions: Sequence[Decision]) -> Facts:
    """Takes an event, the claims used and decisions, gives what was decided of the event."""
    claims = {one.one.claim.id for one in used}
    positions: dict[str, str] = {}
    for one in of_kind(decisions, "position"):
        if len(one.about) == 2 and one.about[0] == event:
            positions[one.about[1]] = one.value
    attributed = [one.value for one in of_kind(decisions, "attributed") if claims & set(one.about)]
    near = [one.value for one in of_kind(decisions, "actions-near") if event in one.about]
    discounted = [one.value for one in of_kind(decisions, "discounted") if event in one.about]
    named = [one.value for one in of_kind(decisions, "party") if event in one.about]
    return Facts(
        accepts=frozenset(party for party, value in positions.items() if value == ACCEPTS),
        attributed=frozenset(name_key(party) for party in attributed),
        near=near[-1] if near else None,
        discounted=discounted[-1] if discounted else None,
        parties=tuple({name_key(party): party for party in reversed(named)}.values()),
    )


def airwars_grade(facts: Facts, origins: int) -> tuple[str, str]:
    """Takes what was decided of an event and its separate origins, gives the grade and the sentence that says why.

    Airwars, Methodology (airwars.org/about/methodology, "grading"): Confirmed where a party accepted responsibility,
    Discounted, Contested where claims of responsibility compete, Fair for two sources or more with likely or confirmed
    actions near, Weak for a single source. The grades' names are the standard's.
    """
    if facts.discounted:
        return "Discounted", f"decided: {facts.discounted}"
    if facts.accepts:
        return "Confirmed", f"responsibility accepted, as decided, by {', '.join(sorted(facts.accepts))}"
    if len(facts.attributed) > 1:
        return "Contested", f"attributed to {len(facts.attributed)} parties by the claims used"
    if origins < 2:
        return "Weak", "1 separate origin seen"
    if facts.near in NEAR:
        return "Fair", f"{origins} separate origins seen; actions near decided as {facts.near}"
    why = "decided as none" if facts.near else "whether there were actions near is not decided"
    return "not graded", f"{origins} separate origins seen; {why}"


def by_status(used: Sequence[Candidate], statuses: Mapping[str, str]) -> tuple[Slot, ...]:
    """Takes the claims used and the status of each, gives the least and the most number for every status in use.

    HURIDOCS Events Standard Formats, micro-thesaurus 41, field 0151. A claim without a status stands under "unknown".
    """
    slots: list[Slot] = []
    for status in STATUSES:
        own = [one for one in used if statuses.get(one.one.claim.id, "unknown") == status]
        lows = [one.low for one in own if one.low is not None]
        highs = [n for one in own for n in (one.high, one.low) if n is not None]
        for word, number in (("low", min(lows, default=None)), ("high", max(highs, default=None))):
            claims = tuple(o.one.claim.id for o in own if number is not None and number in (o.low, o.high))
            if own:
                slots.append(Slot(name=f"{status}: {word}", number=number, claims=claims))
    return tuple(slots)
