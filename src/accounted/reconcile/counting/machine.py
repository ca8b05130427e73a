"""The one machine of all counting rules: takes claims side by side and a rule's recipe, gives its figure or refusal."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from accounted.core.claim import Comparison
from accounted.core.decision import RELIABILITIES
from accounted.core.outcome import Refusal
from accounted.core.rule import InclusionRule, RuleFigure, RuleResult, Slot, Taken
from accounted.reconcile.assembled import Assembled, Assessed
from accounted.reconcile.counting.candidates import Candidate, sorted_out
from accounted.reconcile.counting.grades import Facts, airwars_grade, by_status, facts_of
from accounted.reconcile.counting.recipe import Recipe
from accounted.reconcile.inclusion import include
from accounted.reconcile.origins import Leaning, leaning, origins_among
from accounted.reconcile.quantities import number_words
from accounted.reconcile.speakers import name_key
from accounted.reconcile.statements import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stand:
    """What every rule stands on, prepared once."""

    held: Assembled
    inclusion: InclusionRule
    excluded: dict[str, str]
    assessed: Assessed
    graph: Leaning


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """One event and effect: its name, the claims of its comparisons, in order of statement."""

    event: str
    effect: str
    found: tuple[Statement, ...]


def count(held: Assembled, recipes: Sequence[Recipe], *, inclusion: InclusionRule) -> tuple[RuleResult, ...]:
    """Takes what is held, rules as recipes and the inclusion rule, gives each rule's result on each event and effect.

    Events come in the order of the comparisons, rules in the order given. No number is made without an inclusion rule;
    a rule that does not speak of an effect gives no result for it. Every claim of the event and effect stands once in
    each result, used or left with a reason.
    """
    stand = _Stand(
        held=held,
        inclusion=inclusion,
        excluded={one.claim: one.reason for one in include(held, inclusion).excluded},
        assessed=Assessed.of(held.decided.assessments),
        graph=leaning(held.documents, held.ties),
    )
    return tuple(
        _result(group, recipe, stand)
        for group in _groups(held)
        for recipe in recipes
        if not recipe.effects or group.effect in recipe.effects
    )


def _groups(held: Assembled) -> list[_Group]:
    by_claim = held.by_claim()
    groups: dict[tuple[str, str], list[Comparison]] = defaultdict(list)
    for comparison in held.comparisons:
        groups[comparison.event, comparison.effect].append(comparison)
    return [
        _Group(event=event, effect=effect, found=tuple(sorted(found, key=lambda one: one.order)))
        for (event, effect), some in groups.items()
        for found in [[by_claim[i] for c in some for i in c.claims if i in by_claim]]
    ]


def _result(group: _Group, recipe: Recipe, stand: _Stand) -> RuleResult:
    used, left = sorted_out(group.found, recipe, stand.assessed, excluded=stand.excluded)
    origins = origins_among([one.one for one in used], stand.graph) if used else 0
    answer = _refusal(used, recipe, origins) or _figure(group, used, recipe, (stand, origins))
    sets = _sets(answer)
    taken = [
        Taken(
            claim=c.one.claim.id, used=True, reason=c.reason, low=c.low, high=c.high, sets=sets.get(c.one.claim.id, ())
        )
        for c in used
    ]
    rank = {one.claim.id: place for place, one in enumerate(group.found)}
    claims = [one.claim for one in taken]
    return RuleResult(
        rule=recipe.rule,
        inclusion=stand.inclusion,
        event=group.event,
        effect=group.effect,
        answer=answer,
        taken=tuple(sorted([*taken, *left], key=lambda one: rank[one.claim])),
        origins=origins,
        unconfirmed=stand.assessed.unconfirmed(claims),
    )


def _sets(answer: RuleFigure | Refusal) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for slot in answer.slots if isinstance(answer, RuleFigure) else ():
        for claim in slot.claims:
            found[claim] = (*found.get(claim, ()), slot.name)
    return found


def _refusal(used: Sequence[Candidate], recipe: Recipe, origins: int) -> Refusal | None:
    if not used:
        advice = "See the reason beside each claim."
        return Refusal(code="nothing-to-count", method=recipe.rule.id, reason="the rule uses no claim", advice=advice)
    if origins < recipe.origins and recipe.grade != "provisional":
        reason = f"{origins} separate {'origin' if origins == 1 else 'origins'} seen, {recipe.origins} needed"
        advice = "Collect a source that is not shown to lean on the others, or choose another rule."
        return Refusal(code="too-few-origins", method=recipe.rule.id, reason=reason, advice=advice)
    return None


def _figure(
    group: _Group, used: Sequence[Candidate], recipe: Recipe, beside: tuple[_Stand, int]
) -> RuleFigure | Refusal:
    stand, origins = beside
    notes = [recipe.completeness] if recipe.completeness else []
    if recipe.grade == "by-status":
        return RuleFigure(slots=by_status(used, stand.assessed.statuses), notes=tuple(notes))
    slots = [_slot(name, way, used, stand.assessed) for name, way in recipe.slots]
    status: str | None = None
    if recipe.grade == "provisional" and origins < recipe.origins:
        status = "Provisional"
        notes.append(f"{origins} separate origin seen of {recipe.origins} that the rule asks for")
    if recipe.grade == "airwars":
        facts = facts_of(group.event, used, stand.held.decided.decisions)
        graded = airwars_grade(facts, origins)
        status, notes = graded[0], [*notes, graded[1]]
        slots += _conceded(used, facts)
    notes += _open_ends(slots, used)
    return RuleFigure(slots=tuple(slots), status=status, notes=tuple(notes))


def _slot(name: str, way: str, used: Sequence[Candidate], assessed: Assessed) -> Slot:
    number = _WAYS[way](used, assessed)
    if number is None:
        return Slot(name=name, number=None)
    claims = tuple(one.one.claim.id for one in used if number in (one.low, one.high, one.named))
    return Slot(name=name, number=number, claims=claims)


def _lowest(used: Sequence[Candidate], assessed: Assessed) -> float | None:
    """Gives the lowest number named; a figure with an upper bound alone ("up to") states no lowest."""
    return min((one.low for one in used if one.low is not None), default=None)


def _highest(used: Sequence[Candidate], assessed: Assessed) -> float | None:
    """Gives the highest number named; "at least 200" names 200, and that it is open above is said beside it."""
    return max((n for one in used for n in (one.high, one.low) if n is not None), default=None)


def _latest(used: Sequence[Candidate], assessed: Assessed) -> float | None:
    dated = [one for one in used if one.one.said_on]
    return (dated or list(used))[-1].named


def _earliest(used: Sequence[Candidate], assessed: Assessed) -> float | None:
    return used[0].named


def _most_stated(used: Sequence[Candidate], assessed: Assessed) -> float | None:
    speakers: dict[float, set[str]] = defaultdict(set)
    for one in used:
        speakers[one.named].add(one.one.voice.key)
    return min(speakers, key=lambda number: (-len(speakers[number]), number))


def _most_reliable(used: Sequence[Candidate], assessed: Assessed) -> float | None:
    ranked = {term: rank for rank, term in enumerate(RELIABILITIES[:2])}
    graded = [(ranked.get(assessed.source_of(one.one) or "", len(ranked)), one) for one in used]
    best = min(rank for rank, _ in graded)
    chosen = [one for rank, one in graded if rank == best] if best < len(ranked) else list(used)
    lowest = _lowest(chosen, assessed)
    return lowest if lowest is not None else min(one.named for one in chosen)


_WAYS: dict[str, Callable[[Sequence[Candidate], Assessed], float | None]] = {
    "lowest": _lowest,
    "highest": _highest,
    "latest": _latest,
    "earliest": _earliest,
    "most-stated": _most_stated,
    "most-reliable-else-lowest": _most_reliable,
}


def _conceded(used: Sequence[Candidate], facts: Facts) -> list[Slot]:
    """Gives for each party its own least and most figure, in the order of names; none stated is None, never zero."""
    slots: list[Slot] = []
    for party in sorted(facts.parties):
        own = [one for one in used if name_key(one.one.voice.name) == name_key(party)]
        for word, numbers in (
            ("min", [one.low for one in own if one.low is not None]),
            ("max", [n for one in own for n in (one.high, one.low) if n is not None]),
        ):
            number = (min if word == "min" else max)(numbers, default=None)
            claims = tuple(one.one.claim.id for one in own if number is not None and number in (one.low, one.high))
            slots.append(Slot(name=f"conceded {word}: {party}", number=number, claims=claims))
    return slots


def _open_ends(slots: Sequence[Slot], used: Sequence[Candidate]) -> list[str]:
    """Gives what the numbers do not say: a highest that is itself only a lower bound."""
    by_claim = {one.one.claim.id: one for one in used}
    return [
        f"{slot.name}: {number_words(slot.number)} is stated as a lower bound"
        for slot in slots
        if slot.number is not None and slot.claims and slot.name in ("high", "max")
        if all(by_claim[claim].high is None for claim in slot.claims)
    ]
