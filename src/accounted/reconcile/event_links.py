"""Events beside each other: takes what is held, proposes which may be one or nested, with reasons; a person decides.

A proposal changes nothing. A decision of the kind "event" gives its claims the event that it names; one of the kind
"nest" says how two events stand to each other in the terms of HURIDOCS Events Standard Formats, micro-thesaurus 22.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from accounted.core.claim import Claim, Denial, Label, Reading
from accounted.core.dates import DateRange, overlap
from accounted.core.decision import NESTINGS, Decision
from accounted.core.event import EventLink, Nesting
from accounted.core.outcome import SetAside
from accounted.reconcile.assembled import Assembled, of_kind
from accounted.reconcile.independence import uncommon
from accounted.reconcile.period import kind_of
from accounted.reconcile.places import place_key, place_name
from accounted.reconcile.quantities import number_words
from accounted.reconcile.statements import Statement, period_of

NEAR_KM = 30
"""Places at most so far apart are proposed as near (a choice of this project)."""

REASONS = 2
"""So many reasons of different kinds make a proposal (a choice of this project)."""

WIDE = 12
"""A document or a figure that more events share than this says nothing of any two of them."""

_EARTH_KM = 6371.0088
_INVERSE = {"part of": "encompasses", "precedes": "follows", "causes": "consequence", "parallel": "parallel"}
_BACK = {**_INVERSE, **{value: key for key, value in _INVERSE.items()}}
Gazetteer = Mapping[str, tuple[float, float]]


def propose_links(held: Assembled, *, gazetteer: Gazetteer | None = None) -> tuple[EventLink, ...]:
    """Takes what is held and places with their latitude and longitude by name, gives pairs of events to decide on.

    Reasons are of four kinds: a place near the other in the gazetteer, dates that meet, documents that speak of both,
    and uncommon figures in common. Two kinds make a proposal; dates that cannot meet unmake it. Pairs that a person
    has decided on already are not proposed again.
    """
    by_claim = held.by_claim()
    events = {
        event: [by_claim[i] for c in comparisons for i in c.claims if i in by_claim]
        for event, comparisons in held.by_event().items()
    }
    places = {place_key(name): spot for name, spot in (gazetteer or {}).items()}
    decided = {frozenset(one.about) for one in of_kind(held.decided.decisions, "nest")}
    order = {event: place for place, event in enumerate(events)}
    known = {event: _Facts.of(event, found) for event, found in events.items()}
    found = [
        link
        for one, other in sorted(_pairs(events, places), key=lambda pair: (order[pair[0]], order[pair[1]]))
        if frozenset((one, other)) not in decided
        for link in _link(known[one], known[other], places)
    ]
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What is compared of an event, prepared once: an event stands in many pairs."""

    event: str
    dates: Sequence[DateRange]
    places: Mapping[str, str]
    documents: Mapping[str, str]
    figures: frozenset[tuple[str, float]]

    @classmethod
    def of(cls, event: str, found: Sequence[Statement]) -> "_Facts":
        figures = [
            (s.claim.effect, s.claim.quantity.best) for s in found if s.claim.quantity.best and uncommon(s.claim)
        ]
        return cls(
            event=event,
            dates=_dates(found),
            places={place_key(s.claim.where): s.claim.where for s in found if s.claim.where},
            documents={s.document: s.name for s in found},
            figures=frozenset((effect, number) for effect, number in figures if number),
        )


def _pairs(events: Mapping[str, Sequence[Statement]], places: Gazetteer) -> set[tuple[str, str]]:
    """Gives the pairs of events that share a document, an uncommon figure or a part of the map."""
    beside: dict[object, dict[str, None]] = defaultdict(dict)
    for event, found in events.items():
        for one in found:
            beside["document", one.document][event] = None
            if one.claim.quantity.best is not None and uncommon(one.claim):
                beside["figure", one.claim.effect, one.claim.quantity.best][event] = None
            spot = places.get(place_key(one.claim.where)) if one.claim.where else None
            for square in _squares(spot) if spot else ():
                beside["map", square][event] = None
    return {pair for some in beside.values() if len(some) <= WIDE for pair in combinations(some, 2)}


def _squares(spot: tuple[float, float]) -> Iterator[tuple[int, int]]:
    """Gives the square of one degree that a place lies in and those around it: near places share one."""
    for north in (-1, 0, 1):
        for east in (-1, 0, 1):
            yield math.floor(spot[0]) + north, math.floor(spot[1]) + east


def _link(one: _Facts, other: _Facts, places: Gazetteer) -> Iterator[EventLink]:
    mine, its = one.dates, other.dates
    meet = any(overlap(a, b) for a in mine for b in its)
    if mine and its and not meet:
        return
    near = _near(one.places, other.places, places)
    reasons = [
        *near,
        *(["the stated dates meet"] if meet else []),
        *(["one of them is undated"] if not (mine and its) else []),
        *_shared_documents(one.documents, other.documents),
        *_shared_figures(one.figures, other.figures),
    ]
    if len(reasons) < REASONS or (not meet and len(reasons) < REASONS + 1 and not near):
        return
    long = [any(kind_of(r) == "long" for r in dates) for dates in (mine, its)]
    if long[0] != long[1]:
        part, whole = (other.event, one.event) if long[0] else (one.event, other.event)
        yield EventLink(one=part, other=whole, proposed="part of", reasons=tuple(reasons))
    else:
        yield EventLink(one=one.event, other=other.event, proposed="same", reasons=tuple(reasons))


def _dates(found: Sequence[Statement]) -> list[DateRange]:
    stated = {r.edtf: r for r in (period_of(one.claim) for one in found) if r}
    return [stated[edtf] for edtf in sorted(stated)]


def _near(mine: Mapping[str, str], its: Mapping[str, str], places: Gazetteer) -> list[str]:
    """Gives the nearest two places of the events, where the gazetteer has them and they are near."""
    if mine.keys() & its.keys():
        return [
            f"the same place is stated ({', '.join(sorted(place_name(mine[k]) for k in mine.keys() & its.keys()))})"
        ]
    apart = [
        (distance_km(places[a], places[b]), place_name(mine[a]), place_name(its[b]))
        for a in sorted(mine.keys() & places.keys())
        for b in sorted(its.keys() & places.keys())
    ]
    near = min(apart, default=None)
    if near is None or near[0] > NEAR_KM:
        return []
    return [f"{near[1]} and {near[2]} lie {near[0]:.0f} km apart in the gazetteer"]


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Takes two places as latitude and longitude in degrees, gives their distance in kilometres on a sphere.

    Haversine formula (Sinnott, "Virtues of the haversine", Sky and Telescope 68, 1984), mean radius of the Earth.

    >>> round(distance_km((0, 0), (0, 1)), 1)
    111.2
    """
    north, south = math.radians(one[0]), math.radians(other[0])
    half = math.sin((south - north) / 2) ** 2
    across = math.cos(north) * math.cos(south) * math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half + across)))


def _shared_documents(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    shared = sorted(one[document] for document in other.keys() & one.keys())
    if not shared:
        return []
    more = f" and {len(shared) - 3} more" if len(shared) > 3 else ""
    return [
        f"{len(shared)} {'document speaks' if len(shared) == 1 else 'documents speak'} of both: "
        + ", ".join(shared[:3])
        + more
    ]


def _shared_figures(mine: frozenset[tuple[str, float]], its: frozenset[tuple[str, float]]) -> list[str]:
    shared = sorted((number, effect) for effect, number in mine & its)
    words = ", ".join(f"{number_words(number)} {effect.replace('_', ' ')}" for number, effect in shared[:5])
    return [f"the same uncommon figures: {words}"] if shared else []


def with_decided_events(
    readings: Sequence[Reading], decisions: Sequence[Decision]
) -> tuple[tuple[Reading, ...], tuple[SetAside, ...]]:
    """Takes readings and decisions, gives the readings with each claim's event as decided, and decisions on no claim.

    Names and rejections are given events in the same way; a decision about a document holds for all that it states but
    what has a decision of its own. The newest decision stands. What was read stays as it is in the readings handed
    over: hand these on to `compare`, and keep those.
    """
    decided = tuple(of_kind(decisions, "event"))
    if not decided:
        return tuple(readings), ()
    named = {name: one.value for one in decided for name in one.about}
    known = {c.id for r in readings for c in r.claims} | {s.id for r in readings for s in r.labels}
    known |= {s.id for r in readings for s in r.denials} | {r.document for r in readings}
    made = tuple(_with_events(reading, named) for reading in readings)
    lost = {one.id: [i for i in one.about if i not in known] for one in decided}
    aside = tuple(_on_nothing(decision, missing) for decision, missing in lost.items() if missing)
    return made, aside


def _with_events(reading: Reading, named: Mapping[str, str]) -> Reading:
    whole = named.get(reading.document)

    def event(stated: Claim | Label | Denial) -> str | None:
        return named.get(stated.id, whole or stated.event)

    return replace(
        reading,
        claims=tuple(replace(c, event=event(c)) for c in reading.claims),
        labels=tuple(replace(s, event=event(s)) for s in reading.labels),
        denials=tuple(replace(s, event=event(s)) for s in reading.denials),
    )


def _on_nothing(decision: str, missing: Sequence[str]) -> SetAside:
    return SetAside(
        code="decision-on-nothing",
        where=f"decision {decision}",
        found=f"{len(missing)} ids that no reading holds ({', '.join(missing[:3])})",
        expected="ids of figures, names or rejections as they are read now",
        advice="The decision is kept; decide anew on what these became.",
    )


def nestings(
    decisions: Sequence[Decision], *, events: Sequence[str]
) -> tuple[tuple[Nesting, ...], tuple[SetAside, ...]]:
    """Takes decisions and the events there are, gives how events stand to each other, and decisions set aside.

    The newest decision on a pair stands. One that would make an event part of itself, by way of others, is set aside.
    """
    newest: dict[frozenset[str], Decision] = {}
    aside: list[SetAside] = []
    for one in of_kind(decisions, "nest"):
        if len(set(one.about)) == 2 and len(one.about) == 2 and set(one.about) <= set(events) and one.value in NESTINGS:
            newest[frozenset(one.about)] = one
        else:
            aside.append(_bad_nesting(one, f"two events of this project and one of {', '.join(NESTINGS)}"))
    kept: list[Nesting] = []
    inside: dict[str, set[str]] = defaultdict(set)
    for one in sorted(newest.values(), key=lambda one: (one.when, one.id)):
        part, whole = one.about if one.value == "part of" else one.about[::-1]
        if one.value in ("part of", "encompasses"):
            if part in _all_wholes(whole, inside) | {whole}:
                aside.append(_bad_nesting(one, "an event that is not inside itself"))
                continue
            inside[part].add(whole)
        kept.append(Nesting(one=one.about[0], term=one.value, other=one.about[1], decision=one.id))
    return tuple(kept), tuple(aside)


def _all_wholes(event: str, inside: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [event]
    while waiting:
        for whole in inside.get(waiting.pop(), ()):
            if whole not in found:
                found.add(whole)
                waiting.append(whole)
    return found


def _bad_nesting(decision: Decision, expected: str) -> SetAside:
    return SetAside(
        code="decision-on-nothing",
        where=f"decision {decision.id}",
        found=f"“{decision.value}” of {', '.join(decision.about)}",
        expected=expected,
        advice="The decision is kept and does not count; decide anew, or undo it.",
    )


def seen_from(event: str, found: Sequence[Nesting]) -> tuple[tuple[str, str], ...]:
    """Takes an event and nestings, gives for each other event how it stands to this one: ("part of", OTHER)."""
    ahead = [(one.term, one.other) for one in found if one.one == event]
    back = [(_BACK[one.term], one.one) for one in found if one.other == event]
    return (*ahead, *back)
