"""What is counted: takes claims and a named, versioned inclusion rule, gives those counted and why others are not."""

from accounted.core.dates import DateRange, overlap, read_edtf
from accounted.core.rule import Excluded, Inclusion, InclusionRule
from accounted.reconcile.assembled import Assembled, Assessed
from accounted.reconcile.period import range_words
from accounted.reconcile.places import place_key
from accounted.reconcile.population import population_of
from accounted.reconcile.statements import Statement, period_of

EVERY_PERSON = InclusionRule(
    name="every person",
    version="1",
    text="Figures that count persons, of any effect, place, period and population, in any status but rejected.",
    statuses=("confirm", "undetermined", ""),
)
"""The rule that a project begins with; "" under statuses is "not assessed"."""


def include(held: Assembled, rule: InclusionRule) -> Inclusion:
    """Takes what is held and an inclusion rule, gives every claim as counted or as excluded with the reason.

    A claim whose place or date is not stated is tested by those of its event; what cannot be tested is excluded, and
    the reason says so: unknown is not inside.
    """
    events = _event_places(held)
    assessed = Assessed.of(held.decided.assessments)
    counted: list[str] = []
    excluded: list[Excluded] = []
    for claim, one in held.by_claim().items():
        reason = _why_not(one, rule, events.get(claim, one), assessed)
        if reason:
            excluded.append(Excluded(claim=claim, reason=reason))
        else:
            counted.append(claim)
    return Inclusion(rule=rule, counted=tuple(counted), excluded=tuple(excluded))


def _event_places(held: Assembled) -> dict[str, Statement]:
    """Gives for each claim one of the same event that states a place and a date, where there is one."""
    by_claim = held.by_claim()
    found: dict[str, Statement] = {}
    for comparisons in held.by_event().values():
        claims = [by_claim[i] for c in comparisons for i in c.claims if i in by_claim]
        stating = next((one for one in claims if one.claim.where and one.claim.when), None)
        if stating:
            found.update({one.claim.id: stating for one in claims})
    return found


def _why_not(one: Statement, rule: InclusionRule, event: Statement, assessed: Assessed) -> str | None:
    claim = one.claim
    if rule.effects and claim.effect not in rule.effects:
        return f"effect {claim.effect.replace('_', ' ')} is not in the rule"
    if rule.units and claim.unit not in rule.units:
        return f"counts {claim.unit}, not {', '.join(rule.units)}"
    status = assessed.claims.get(claim.id, "")
    if rule.statuses and status not in rule.statuses:
        return f"assessed “{status}”" if status else "not assessed"
    if rule.populations and population_of(claim).key not in rule.populations:
        return f"counts {population_of(claim).words or 'everyone'}"
    return _outside_place(one, rule, event) or _outside_period(one, rule, event)


def _outside_place(one: Statement, rule: InclusionRule, event: Statement) -> str | None:
    if not rule.places:
        return None
    where = one.claim.where or event.claim.where
    if not where:
        return "the place is not stated"
    return None if place_key(where) in {place_key(place) for place in rule.places} else f"place stated as “{where}”"


def _outside_period(one: Statement, rule: InclusionRule, event: Statement) -> str | None:
    if not (rule.first or rule.last):
        return None
    stated = period_of(one.claim) or period_of(event.claim)
    if stated is None:
        return "the date is not stated"
    within = _period(rule)
    if within is None or overlap(stated, within):
        return None
    return f"date stated as {range_words(stated)}"


def _period(rule: InclusionRule) -> DateRange | None:
    return read_edtf(f"{rule.first or '..'}/{rule.last or '..'}")
