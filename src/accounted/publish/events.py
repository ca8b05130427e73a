"""Takes an edition and its catalogue, gives the report's sections: one an event, in it one table a comparison.

A figure that stands in no comparison, a name or a rejection whose event cannot be told apart, is not lost: it has its
own section at the end.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from accounted.core.claim import EFFECTS, Claim, Comparison, Denial
from accounted.core.document import Span
from accounted.core.text import fold
from accounted.publish.catalogue import Catalogue, safe_id
from accounted.publish.dating import union_words
from accounted.publish.deciding import replaced_documents
from accounted.publish.edition import Edition
from accounted.publish.statements import Statement, in_order, names_given, rejections, statement, with_parts
from accounted.publish.wording import effect_words, event_title

_NO_ONE_EVENT = "\x00"
"""Key of the documents that speak of no event here, or of several: no event is named so."""
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One comparison as shown: its rows in order of statement, figures and rejections alike."""

    comparison: Comparison
    heading: str
    rows: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event as shown: its title by place and dates, its tables, the names given to it, what is rejected."""

    key: str
    title: str
    tables: tuple[Table, ...]
    names: tuple[Statement, ...] = ()
    rejections: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """The report in order: events, then what stands beside no other figure or belongs to no one event here."""

    events: tuple[Event, ...]
    alone: tuple[Statement, ...]
    names: tuple[Statement, ...]
    rejections: tuple[Statement, ...]


def event_anchor(event: Event) -> str:
    """Takes an event, gives the name of its anchor on the front page."""
    return "event-" + safe_id(event.tables[0].comparison.id)


def event_file(event: str) -> str:
    """Takes an event's key, gives the name that its pages have in every folder of the report."""
    return f"event-{hashlib.sha256(event.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}.html"


def sections(edition: Edition, held: Catalogue) -> Sections:
    """Takes an edition and its catalogue, gives its sections; every figure, name and rejection stands in one.

    What a document states that a later edition replaces stands on its document's page alone.
    """
    compared: dict[str, list[Comparison]] = {}
    for comparison in edition.comparisons:
        compared.setdefault(comparison.event, []).append(comparison)
    keys = _Keys.of(edition.comparisons, held)
    replaced = replaced_documents(edition, held)
    current = [document for document in held.readings if document not in replaced]
    names = keys.grouped(names_given(current, held))
    rejected = keys.grouped(rejections(current, held))
    events = tuple(
        _event(key, sorted(found, key=_by_effect), held, (names.get(key, ()), rejected.get(key, ())))
        for key, found in compared.items()
    )
    shown = {row.stated.id for e in events for t in e.tables for top in t.rows for row in with_parts(top)}
    tops = [c for c in held.claims.values() if c.id not in shown and not _wholes(c, held)]
    alone = [c for c in tops if c.place.document not in replaced]
    return Sections(
        events=events,
        alone=in_order((statement(c, held) for c in alone), held),
        names=names.get(_NO_ONE_EVENT, ()),
        rejections=rejected.get(_NO_ONE_EVENT, ()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keys:
    """Under which event a name or a rejection stands: the one its row of a table tells, else its document's only one.

    `given` are the events as told in tables, `spoken` the events of which a document states figures.
    """

    given: dict[str, str]
    spoken: dict[str, set[str]]

    @classmethod
    def of(cls, comparisons: Iterable[Comparison], held: Catalogue) -> "_Keys":
        """Gives the keys; an event as told in a table is the one in which most of its figures stand."""
        told: dict[str, Counter[str]] = defaultdict(Counter)
        spoken: dict[str, set[str]] = {}
        for comparison in comparisons:
            for claim in (held.claims[i] for i in comparison.claims):
                spoken.setdefault(claim.place.document, set()).add(comparison.event)
                if claim.event:
                    told[_folded(claim.event)][comparison.event] += 1
        return cls(given={event: most.most_common(1)[0][0] for event, most in told.items()}, spoken=spoken)

    def grouped(self, rows: Iterable[Statement]) -> dict[str, tuple[Statement, ...]]:
        """Takes names or rejections in order, gives them by event, their order kept."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for row in rows:
            found[self._of_one(row)].append(row)
        return {key: tuple(some) for key, some in found.items()}

    def _of_one(self, row: Statement) -> str:
        if row.stated.event:
            return self.given.get(_folded(row.stated.event), _NO_ONE_EVENT)
        keys = self.spoken.get(row.stated.place.document, set())
        return next(iter(keys)) if len(keys) == 1 else _NO_ONE_EVENT


def _folded(event: str) -> str:
    return " ".join(fold(event).split())


def _wholes(claim: Claim, held: Catalogue) -> tuple[str, ...]:
    """Gives the figures that a figure is part of, upwards; none where it comes back to itself."""
    seen: list[str] = []
    whole = claim.part_of
    while whole in held.claims and whole not in seen:
        seen.append(str(whole))
        whole = held.claims[str(whole)].part_of
    return () if claim.id in seen else tuple(seen)


def _event(
    key: str, found: list[Comparison], held: Catalogue, beside: tuple[tuple[Statement, ...], tuple[Statement, ...]]
) -> Event:
    """Gives one event; `beside` are the names given to it and what is rejected of it."""
    claims = [held.claims[i] for c in found for i in c.claims]
    names, rejected = beside
    return Event(
        key=key,
        title=event_title(key, union_words(c.when for c in claims)),
        tables=tuple(_table(c, held, _rejected_here(c, found, held, rejected)) for c in found),
        names=names,
        rejections=rejected,
    )


def _by_effect(comparison: Comparison) -> int:
    """Effects in the order of the closed list; within one, the order that they were handed over in stays."""
    return EFFECTS.index(comparison.effect) if comparison.effect in EFFECTS else len(EFFECTS)


def _table(comparison: Comparison, held: Catalogue, rejected: tuple[Statement, ...]) -> Table:
    """A figure that breaks another one of the table down stands beneath it, not beside it."""
    ids = set(comparison.claims)
    tops = [held.claims[i] for i in dict.fromkeys(comparison.claims) if not ids & set(_wholes(held.claims[i], held))]
    rows = in_order([*(statement(c, held) for c in tops), *rejected], held)
    return Table(comparison=comparison, heading=effect_words(comparison.effect), rows=rows)


def _rejected_here(
    comparison: Comparison, every: list[Comparison], held: Catalogue, rejected: tuple[Statement, ...]
) -> tuple[Statement, ...]:
    """Gives the rejections that stand in this table: those that name one of its figures, and in an event's first table
    those that name no figure of any. A rejection that was read as a rejected figure too has its row already.
    """
    rows = []
    for row in rejected:
        naming = [c.id for c in every if _numbers(row) & _figures(c, held)]
        here = comparison.id in naming or (not naming and comparison is every[0])
        if here and not _read_as_figure(row, comparison, held):
            rows.append(row)
    return tuple(rows)


def _numbers(row: Statement) -> set[float]:
    denial = row.stated
    words = (denial.what or denial.place.quote) if isinstance(denial, Denial) else ""
    return {float(found.replace(",", "")) for found in _NUMBER.findall(words)}


def _figures(comparison: Comparison, held: Catalogue) -> set[float]:
    quantities = [held.claims[i].quantity for i in comparison.claims]
    return {n for q in quantities for n in (q.low, q.high, q.best) if n is not None}


def _read_as_figure(row: Statement, comparison: Comparison, held: Catalogue) -> bool:
    place = row.stated.place
    return isinstance(place, Span) and any(
        claim.stance == "denies"
        and isinstance(claim.place, Span)
        and claim.place.document == place.document
        and claim.place.start < place.end
        and place.start < claim.place.end
        for claim in (held.claims[i] for i in comparison.claims)
    )
