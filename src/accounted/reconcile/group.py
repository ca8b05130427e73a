"""Claims of the same event, effect and scope side by side, by date of statement; every claim in one comparison."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounted.core.claim import EFFECTS, Claim, Comparison, Reading
from accounted.core.document import Document, MadeBy, Tie
from accounted.core.ids import content_id
from accounted.core.text import fold
from accounted.reconcile.event import Key, Proposal, names_of_places, propose, spellings_of, title_of
from accounted.reconcile.origins import Leaning, leaning, origins_among
from accounted.reconcile.period import kind_of
from accounted.reconcile.population import Population, population_of
from accounted.reconcile.quantities import SHARES
from accounted.reconcile.statements import Statement, period_of, statements

MADE_BY = MadeBy(step="reconcile.compare", version="1")

HEAD = 300
"""So many characters at the beginning of a text hold its heading and dateline (a choice)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is compared within one event: effect, unit, population, whether parts, shares or running totals."""

    effect: str
    unit: str
    population: str
    part: bool
    share: str
    running: bool


def compare(
    documents: Sequence[Document],
    readings: Sequence[Reading],
    *,
    ties: Sequence[Tie] = (),
    texts: Mapping[str, str] | None = None,
) -> tuple[Comparison, ...]:
    """Takes documents in order of intake, readings, ties and texts, gives comparisons: every claim stands in one.

    Events come in order of their dates, then of intake; inside an event the effects come in the order of the closed
    list, totals before parts; inside a comparison the claims come by date of statement, undated last, then by intake.
    """
    found = statements(documents, readings)
    heads = {document: texts[document][:HEAD] for document in texts} if texts else {}
    proposed = propose(found, readings, heads)
    events: dict[Key, list[Statement]] = defaultdict(list)
    for one in sorted(found, key=lambda one: one.order):
        proposal = proposed[one.claim.id]
        events[(*proposal.key, proposal.period or "")].append(one)
    events = _joined_by_name(events, proposed)
    graph = leaning(documents, ties)
    titles = _Titles.of(events, proposed)
    ordered = sorted(events, key=lambda key: _event_order(events[key]))
    return tuple(comparison for key in ordered for comparison in _scopes(key, events[key], titles, graph))


def _joined_by_name(events: dict[Key, list[Statement]], proposed: Mapping[str, Proposal]) -> dict[Key, list[Statement]]:
    """Puts claims whose event a table or a person gives by the name of another event here with that event."""
    if not any(key[0] == "given" for key in events):
        return events
    names = _Titles.of(events, proposed).name
    called: dict[str, list[Key]] = defaultdict(list)
    for key, name in names.items():
        if key[0] != "given":
            called[" ".join(fold(name).split())].append(key)
    joined: dict[Key, list[Statement]] = defaultdict(list)
    for key, group in events.items():
        meant = called.get(str(key[1]), []) if key[0] == "given" else []
        joined[meant[0] if len(meant) == 1 else key] += group
    return {key: sorted(group, key=lambda one: one.order) for key, group in joined.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Titles:
    """The names of all events, for the sentences that say what an event's figures differ in."""

    name: Mapping[Key, str]
    proposed: Mapping[str, Proposal]
    shorter: Mapping[Key, str]

    @classmethod
    def of(cls, events: Mapping[Key, list[Statement]], proposed: Mapping[str, Proposal]) -> "_Titles":
        """Gives the titles of the events, and for each that states a period the shorter event at its place, if one."""
        periods = {key: proposed[group[0].claim.id].period for key, group in events.items()}
        places = names_of_places([one for group in events.values() for one in group])
        name = {key: title_of(group, period=periods[key], home=places.get(key[0])) for key, group in events.items()}
        incidents: dict[Key, list[str]] = defaultdict(list)
        for key in events:
            if not periods[key]:
                incidents[_at(key)].append(name[key])
        found = {key: incidents[_at(key)] for key, period in periods.items() if period and _at(key) in incidents}
        shorter = {key: names[0] for key, names in found.items() if len(names) == 1}
        return cls(name=name, proposed=proposed, shorter=shorter)


def _at(key: Key) -> Key:
    """Gives what an event and a longer period around it share: the place, the given event, or the document."""
    return key[:2] if key[0] in ("given", "apart") else key[:1]


def _scopes(key: Key, event: list[Statement], titles: _Titles, graph: Leaning) -> list[Comparison]:
    scopes: dict[Scope, list[Statement]] = defaultdict(list)
    for one in event:
        scopes[_scope(one.claim)].append(one)
    ordered = sorted(scopes, key=_scope_order)
    return [_comparison(key, scope, scopes[scope], titles, graph) for scope in ordered]


def _scope(claim: Claim) -> Scope:
    return Scope(
        effect=claim.effect,
        unit=claim.unit,
        population=population_of(claim).key,
        part=claim.part_of is not None,
        share=claim.quantity.qualifier if claim.quantity.qualifier in SHARES else "",
        running=bool(claim.cumulative),
    )


def _comparison(key: Key, scope: Scope, group: list[Statement], titles: _Titles, graph: Leaning) -> Comparison:
    claims = tuple(one.claim.id for one in group)
    words = scope_words(scope, population_of(group[0].claim))
    content = {"event": list(key), "scope": words, "claims": sorted(claims)}
    return Comparison(
        id=content_id("cmp", content),
        event=titles.name[key],
        effect=scope.effect,
        scope=words,
        claims=claims,
        origins=origins_among(group, graph),
        reasons=_reasons(key, scope, group, titles),
        made_by=MADE_BY,
    )


def scope_words(scope: Scope, population: Population) -> str:
    """Takes a scope and the population of its claims, gives what is compared in words: "killed; persons"."""
    who = population.words or (scope.unit if scope.unit != "other" else "unit not stated")
    words = f"{scope.effect.replace('_', ' ')}; {who}"
    words += ", as part of a total" if scope.part else ""
    words += f", stated as a {'share in percent' if scope.share == 'percent' else 'fraction'}" if scope.share else ""
    return words + (", running total" if scope.running else "")


def _reasons(key: Key, scope: Scope, group: list[Statement], titles: _Titles) -> tuple[str, ...]:
    """Gives the sentences that say how the claims came together and what sets the comparison apart, with counts."""
    counts: dict[str, int] = defaultdict(int)
    for one in group:
        for reason in titles.proposed[one.claim.id].reasons:
            counts[reason] += 1
    found = [f"{count} of {len(group)} figures: {reason}" for reason, count in counts.items()]
    if titles.proposed[group[0].claim.id].period:
        beside = titles.shorter.get(key)
        found.append("stands apart: figures for a longer period" + (f" than {beside}" if beside else ""))
    if scope.running:
        found.append("stands apart: running totals up to a date, not figures of the event alone")
    return (*found, *spellings_of(group))


def _effect_order(effect: str) -> int:
    return EFFECTS.index(effect) if effect in EFFECTS else len(EFFECTS)


def _scope_order(scope: Scope) -> tuple[int, bool, bool, bool, str]:
    return (_effect_order(scope.effect), scope.part, bool(scope.population), scope.running, scope.share)


def _event_order(event: list[Statement]) -> tuple[str, int, int]:
    """Gives the first day stated (periods and undated events last), then the intake of the first claim."""
    read = [r for r in (period_of(one.claim) for one in event) if r and r.first and kind_of(r) != "long"]
    days = [r.first.isoformat() for r in read if r.first]
    first = min(one.order[1:] for one in event)
    return (min(days, default="~"), *first)
