"""Which claims speak of one event: takes statements, proposes an event for each, with reasons; a person decides.

An event is named by a place and the union of its stated dates, never by what a speaker calls it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from accounted.core.claim import Reading
from accounted.core.dates import DateRange, overlap, read_edtf
from accounted.core.document import Cell
from accounted.core.text import fold, words_of
from accounted.reconcile.period import INCIDENT_DAYS, Stretch, kind_of, leading, range_words, stretches
from accounted.reconcile.places import place_key, place_name
from accounted.reconcile.statements import Statement, period_of

Key = tuple[str, ...]
_YEAR = re.compile(r"\d{4}\W*$")
UNDATED_LEAD = 2
"""An undated figure is taken with a date stated at least so many times as often as the next (a choice)."""

HARM = ("killed", "injured", "executed_or_died_in_custody", "tortured", "raped", "destroyed", "damaged")
"""Effects whose place is where it happened; the place of those displaced, held or present is often another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The event proposed for one claim: a key that its claims share, and the reasons that need saying."""

    key: Key
    period: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the proposals stand on: stretches of each place, home place and own stretches of each document."""

    stretches: Mapping[str, Mapping[str, Stretch]]
    said: Mapping[str, Mapping[str, int]]
    home: Mapping[str, tuple[str, str]]
    own: Mapping[tuple[str, str], tuple[Stretch, ...]]
    given: Mapping[str, tuple[tuple[Key, tuple[Stretch, ...]], ...]]


def propose(
    found: Sequence[Statement], readings: Sequence[Reading], heads: Mapping[str, str] | None = None
) -> dict[str, Proposal]:
    """Takes statements, their readings and how each document begins, gives for each claim's id the event proposed."""
    ground = _ground(found, readings, heads or {})
    return {one.claim.id: _proposal(one, ground) for one in found}


def _ground(found: Sequence[Statement], readings: Sequence[Reading], heads: Mapping[str, str]) -> Ground:
    homes = _homes(found, readings, heads)
    ranges: dict[str, list[DateRange]] = defaultdict(list)
    sayers: dict[str, dict[str, set[Key]]] = defaultdict(lambda: defaultdict(set))
    for one in found:
        place, period = _place_of(one, homes), period_of(one.claim)
        if place and period:
            ranges[place].append(period)
            sayers[place][period.edtf].add((one.document, one.voice.key if isinstance(one.claim.place, Cell) else ""))
    said = {place: {edtf: len(who) for edtf, who in dates.items()} for place, dates in sayers.items()}
    stretched = {place: stretches(stated, said=said[place]) for place, stated in ranges.items()}
    return Ground(
        stretches=stretched,
        said=said,
        home=homes,
        own=_own_stretches(found, stretched, homes),
        given=_given(found, stretched),
    )


def _place_of(one: Statement, homes: Mapping[str, tuple[str, str]]) -> str:
    return place_key(one.claim.where) if one.claim.where else homes.get(one.document, ("", ""))[0]


def _homes(
    found: Sequence[Statement], readings: Sequence[Reading], heads: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """Gives for each document its own place and where that was seen.

    A place of the project that its title or its beginning names comes first, then the place most stated with what was
    done to persons (where people fled to or are held is often another place) if a third of those claims state it, then
    one that its source or labels name, then any.
    """
    harmed: dict[str, Counter[str]] = defaultdict(Counter)
    stated: dict[str, Counter[str]] = defaultdict(Counter)
    counted: Counter[str] = Counter()
    for one in found:
        counted[one.document] += one.claim.effect in HARM
        if one.claim.where:
            place = place_key(one.claim.where)
            stated[one.document][place] += 1
            if one.claim.effect in HARM:
                harmed[one.document][place] += 1
    known = Counter(tuple(place.split()) for places in stated.values() for place in places)
    labels = {reading.document: [label.place.quote for label in reading.labels] for reading in readings}
    homes: dict[str, tuple[str, str]] = {}
    for document, described in {one.document: one.described for one in found}.items():
        named = [described.source or "", *labels.get(document, ())]
        proposals = (
            (_place_named([described.title or ""], known), "its title"),
            (_place_named([heads.get(document, "")], known), "its beginning"),
            (_most(harmed[document], of=counted[document]), "its other claims"),
            (_place_named(named, known), "its source or labels"),
            (_most(harmed[document]), "its other claims"),
            (_most(stated[document]), "its other claims"),
        )
        place, why = next(((place, why) for place, why in proposals if place), ("", ""))
        if place:
            homes[document] = (place, why)
    return homes


def _most(places: Counter[str], *, of: int = 0) -> str:
    """Gives the most frequent where it is a third of all at least; of equals the one stated first in the reading."""
    place = max(places, key=lambda place: places[place], default="")
    return place if places[place] * 3 >= of else ""


def _place_named(texts: Iterable[str], known: Mapping[tuple[str, ...], int]) -> str | None:
    """Gives the place that the first text to name any names: of several the one that most documents state.

    A title such as "Upland war: Ardel" names a region and a town; of equals the longest name is taken, then the first.
    """
    longest = max((len(words) for words in known), default=0)
    for text in texts:
        words = [place_key(word) for word in words_of(text).folded]
        runs: list[tuple[str, ...]] = [
            tuple(words[i : i + size]) for size in range(longest, 0, -1) for i in range(len(words) - size + 1)
        ]
        named = {run: known[run] for run in runs if run in known}
        most = max(named.values(), default=0)
        best = next((run for run in runs if run in named and named[run] == most), ())
        if best:
            return " ".join(best)
    return None


def _own_stretches(
    found: Sequence[Statement], stretched: Mapping[str, Mapping[str, Stretch]], homes: Mapping[str, tuple[str, str]]
) -> dict[tuple[str, str], tuple[Stretch, ...]]:
    """Gives for each document and place the stretches of days that its claims there state, the most stated first."""
    counted: dict[tuple[str, str], Counter[Stretch]] = defaultdict(Counter)
    for one in found:
        place = _place_of(one, homes)
        stretch = stretched.get(place, {}).get(one.claim.when or "")
        if stretch:
            counted[one.document, place][stretch] += 1
    return {where: tuple(stretch for stretch, _ in counts.most_common()) for where, counts in counted.items()}


def _given(
    found: Sequence[Statement], stretched: Mapping[str, Mapping[str, Stretch]]
) -> dict[str, tuple[tuple[Key, tuple[Stretch, ...]], ...]]:
    """Gives for each place the events that a claims table names there, with the stretches of days they cover."""
    seen: dict[str, dict[Key, dict[Stretch, None]]] = defaultdict(lambda: defaultdict(dict))
    for one in found:
        if one.claim.event and one.claim.where:
            place = place_key(one.claim.where)
            covered = seen[place][_given_key(one.claim.event)]
            stretch = stretched.get(place, {}).get(one.claim.when or "")
            if stretch:
                covered[stretch] = None
    return {place: tuple((key, tuple(days)) for key, days in named.items()) for place, named in seen.items()}


def _given_key(event: str) -> Key:
    return ("given", " ".join(fold(event).split()))


def _proposal(one: Statement, ground: Ground) -> Proposal:
    claim, period = one.claim, period_of(one.claim)
    long = period.edtf if period and kind_of(period) == "long" else None
    reasons = () if period or not claim.when else (f"date as stated is not read: “{claim.when}”",)
    if claim.event:
        return Proposal(key=_given_key(claim.event), period=long, reasons=reasons)
    place, why = (place_key(claim.where), None) if claim.where else ground.home.get(one.document, (None, None))
    if why:
        reasons = (*reasons, f"no place stated: taken with the place of its document (from {why})")
    if place is None:
        return _placeless(one, period, ground)
    if long:
        return Proposal(key=(place, "period", long), period=long, reasons=reasons)
    placed = _dated(one, place, period, ground) if period else _undated(one, place, ground)
    return Proposal(key=placed.key, reasons=(*reasons, *placed.reasons))


def _dated(one: Statement, place: str, period: DateRange, ground: Ground) -> Proposal:
    known = ground.stretches.get(place, {})
    stretch = known.get(period.edtf) or _met(known, period)
    if stretch is None:
        return Proposal(key=("apart", one.document, place, period.edtf), reasons=("the place is not stated",))
    coarse = kind_of(period) == "coarse" and range_words(stretch.as_range()) != range_words(period)
    reasons = (f"date stated as {range_words(period)}",) if coarse else ()
    return Proposal(key=_stretch_key(place, stretch, ground), reasons=reasons)


def _met(known: Mapping[str, Stretch], period: DateRange) -> Stretch | None:
    met = {stretch for stretch in known.values() if overlap(stretch.as_range(), period)}
    return met.pop() if len(met) == 1 else None


def _undated(one: Statement, place: str, ground: Ground) -> Proposal:
    """Gives the event of an undated claim: its document's only or leading dates, else the project's."""
    said = ground.said.get(place, {})
    own = ground.own.get((one.document, place), ())
    mine = leading(own, said, times=UNDATED_LEAD)
    known = set(ground.stretches.get(place, {}).values())
    can = [s for s in sorted(known, key=lambda s: (s.first, s.last)) if _can_be_meant(s, one.said_on)]
    lead = None if mine else leading(can, said, times=UNDATED_LEAD)
    taken = mine or lead or (own[0] if own else None)
    if taken:
        reason = "the date most stated for the place" if taken is lead else "the dates of its document"
        return Proposal(key=_stretch_key(place, taken, ground), reasons=(f"no date stated: taken with {reason}",))
    if known:
        reason = "no date stated, and none of those stated for the place leads"
        return Proposal(key=(place, "undated"), reasons=(reason,))
    named = ground.given.get(place, ())
    if len(named) == 1:
        return Proposal(key=named[0][0], reasons=("no date stated: taken with the one event given for the place",))
    return Proposal(key=(place, "undated"))


def _can_be_meant(stretch: Stretch, said_on: str | None) -> bool:
    """Gives whether an undated figure can be taken with a stretch: it is no mere year, and began before it was said."""
    said = read_edtf(said_on) if said_on else None
    began = said is None or said.last is None or stretch.first <= said.last
    return began and (stretch.last - stretch.first).days < INCIDENT_DAYS


def _placeless(one: Statement, period: DateRange | None, ground: Ground) -> Proposal:
    """Gives the event of a claim whose document names no place: by its day where one event alone meets it."""
    if period and kind_of(period) == "days":
        met = {
            (place, stretch)
            for place, known in ground.stretches.items()
            for stretch in known.values()
            if overlap(stretch.as_range(), period)
        }
        if len(met) == 1:
            place, stretch = met.pop()
            return Proposal(key=_stretch_key(place, stretch, ground), reasons=("no place stated: taken by its date",))
    stated = period.edtf if period else ""
    long = stated if period and kind_of(period) == "long" else None
    return Proposal(key=("apart", one.document, "", stated), period=long, reasons=("the place is not stated",))


def _stretch_key(place: str, stretch: Stretch, ground: Ground) -> Key:
    """Gives the key of a stretch of days at a place: that of an event given there, where one alone covers the days."""
    named = [key for key, days in ground.given.get(place, ()) if stretch in days]
    return named[0] if len(named) == 1 else (place, stretch.first.isoformat(), stretch.last.isoformat())


def title_of(group: Sequence[Statement], *, period: str | None, home: str | None = None) -> str:
    """Takes the statements of one event in order of statement, gives its name: place and the union of stated dates.

    No event noun and no country stands in it. `home` is the name of the place that figures without a place of their own
    were taken with; where nothing is stated, the given event or the document says so. A given name that is itself a
    place stated here with its dates is kept as it is.
    """
    stated = [one.claim.where for one in group if one.claim.where]
    spelled = Counter(place_name(where) for where in stated)
    place = max(spelled, key=lambda name: spelled[name]) if spelled else ""
    dates = _union_words(group, period=period)
    given = next((one.claim.event for one in group if one.claim.event), None)
    if given and all(one.claim.event for one in group) and _is_place_and_dates(given, stated):
        return " ".join(given.split())
    if not place and given:
        return given if not dates else f"{given}, {dates}"
    place = place or home or f"place not stated ({group[0].name})"
    return f"{place}, {dates or 'date not stated'}"


def _is_place_and_dates(given: str, stated: Sequence[str]) -> bool:
    place, _, dates = given.partition(",")
    return _YEAR.search(dates) is not None and place_key(place) in {place_key(where) for where in stated}


def _union_words(group: Sequence[Statement], *, period: str | None) -> str:
    read = [r for r in (period_of(one.claim) for one in group) if r]
    for kind in ("long",) if period else ("days", "coarse"):
        stated = [r for r in read if kind_of(r) == kind]
        if stated:
            return "; ".join(dict.fromkeys(range_words(r) for r in _joined(stated)))
    return ""


def _joined(stated: Sequence[DateRange]) -> list[DateRange]:
    closed = stretches(stated)
    if not closed:
        return sorted({r.edtf: r for r in stated}.values(), key=lambda r: r.edtf)
    joined: list[DateRange] = []
    for one in (s.as_range() for s in sorted(set(closed.values()), key=lambda s: (s.first, s.last))):
        last = joined[-1] if joined else None
        if last and last.last and one.first and one.last and (one.first - last.last).days <= 1:
            joined[-1] = DateRange(edtf="", first=last.first, last=max(last.last, one.last))
        else:
            joined.append(one)
    return joined


def names_of_places(found: Sequence[Statement]) -> dict[str, str]:
    """Takes statements in order of statement, gives for the key of each place the name most stated."""
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        if one.claim.where:
            spelled[place_key(one.claim.where)][place_name(one.claim.where)] += 1
    return {place: max(names, key=lambda name: names[name]) for place, names in spelled.items()}


def spellings_of(group: Sequence[Statement]) -> tuple[str, ...]:
    """Takes the statements of one event, gives the reason that its place is spelled in several ways, if it is."""
    names = list(dict.fromkeys(place_name(one.claim.where) for one in group if one.claim.where))
    keys: dict[str, list[str]] = defaultdict(list)
    for name in names:
        keys[place_key(name)].append(name)
    return tuple(f"spellings taken as one place: {', '.join(same)}" for same in keys.values() if _differ(same))


def _differ(names: Sequence[str]) -> bool:
    return len({fold(name) for name in names}) > 1
