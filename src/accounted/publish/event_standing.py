"""Takes what persons decided and the program proposes of events, gives how each event stands to the others, and what
sets one table of figures apart from another of the same effect.
"""

from dataclasses import dataclass
from typing import Any

from accounted.core.decision import Decision
from accounted.core.event import EventLink, Nesting, ScopeDifference
from accounted.publish.catalogue import safe_id
from accounted.publish.edition import Edition
from accounted.publish.events import Event, Sections, Table, event_anchor, event_file

_PROPOSED = {"same": "perhaps the same event as", "part of": "perhaps part of"}
_PROPOSED_BACK = {"same": "perhaps the same event as", "part of": "perhaps encompasses"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """Decided and proposed by event, differences by comparison, which events have a page of rules or of positions, and
    what names lead to.
    """

    nested: dict[str, list[Nesting]]
    proposed: dict[str, list[EventLink]]
    apart: dict[str, list[ScopeDifference]]
    decisions: dict[str, Decision]
    ruled: frozenset[str]
    held: frozenset[str]
    events: dict[str, Event]
    tables: dict[str, Table]


def standings(edition: Edition, found: Sections) -> Standings:
    """Takes an edition and its sections, gives what stands beside each event and table."""
    nested: dict[str, list[Nesting]] = {}
    for one in edition.reconciling.nested:
        for event in dict.fromkeys((one.one, one.other)):
            nested.setdefault(event, []).append(one)
    proposed: dict[str, list[EventLink]] = {}
    for link in edition.reconciling.proposed:
        for event in dict.fromkeys((link.one, link.other)):
            proposed.setdefault(event, []).append(link)
    apart: dict[str, list[ScopeDifference]] = {}
    for scope in edition.reconciling.scopes:
        apart.setdefault(scope.comparison, []).append(scope)
    return Standings(
        nested=nested,
        proposed=proposed,
        apart=apart,
        decisions={one.id: one for one in edition.doings.decisions},
        ruled=frozenset(one.event for one in edition.reconciling.counted),
        held=frozenset(one.event for one in edition.reconciling.positions),
        events={event.key: event for event in found.events},
        tables={table.comparison.id: table for event in found.events for table in event.tables},
    )


def standing_view(event: Event, beside: Standings) -> dict[str, Any]:
    """Takes an event and what stands beside all, gives what its section shows of it."""
    tables = (table.comparison.id for table in event.tables)
    page = event_file(event.key)
    return {
        "rules_href": f"rules/{page}" if event.key in beside.ruled else "",
        "positions_href": f"positions/{page}" if event.key in beside.held else "",
        "nested": [_nested(one, beside) for one in beside.nested.get(event.key, ())],
        "proposed": [_proposed(one, event.key, beside) for one in beside.proposed.get(event.key, ())],
        "apart": {safe_id(one): [_apart(scope, beside) for scope in beside.apart.get(one, ())] for one in tables},
    }


def _named(event: str, beside: Standings) -> tuple[str, str]:
    """Gives an event's title and the way to it, "" where it has no section here."""
    found = beside.events.get(event)
    return (found.title, f"#{event_anchor(found)}") if found else (event, "")


def _nested(one: Nesting, beside: Standings) -> dict[str, Any]:
    """Both events are named, in the order of the decision, so that the term reads as the standard has it."""
    decision = beside.decisions.get(one.decision)
    return {
        "one": _named(one.one, beside),
        "term": one.term,
        "other": _named(one.other, beside),
        "by": decision.by if decision else "",
        "when": decision.when[:10] if decision else "",
        "why": decision.why if decision else "",
        "href": f"methods.html#{one.decision}" if decision else "",
    }


def _proposed(one: EventLink, event: str, beside: Standings) -> dict[str, Any]:
    first = one.one == event
    words = (_PROPOSED if first else _PROPOSED_BACK).get(one.proposed, f"perhaps {one.proposed}")
    return {"words": words, "other": _named(one.other if first else one.one, beside), "reasons": one.reasons}


def _apart(one: ScopeDifference, beside: Standings) -> dict[str, Any]:
    table = beside.tables.get(one.other)
    scope = table.comparison.scope if table else ""
    return {"href": f"#{safe_id(one.other)}" if table else "", "scope": scope or one.other, "differs": one.differs}
