"""Who held which position when: takes what is held, gives for each speaker what was stated, revised, denied, rejected.

HURIDOCS Events Standard Formats, micro-thesaurus 28, has five declarations of a party; which of them a statement is, is
decided by a person (a decision of the kind "position"), never read from words here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from accounted.core.chart import ChartRow
from accounted.core.claim import Comparison
from accounted.core.dates import sort_key
from accounted.core.position import Position
from accounted.reconcile.assembled import Assembled, of_kind
from accounted.reconcile.naming import EventsSpoken, said_on, speaker_of
from accounted.reconcile.quantities import figure_words, same_figure
from accounted.reconcile.speakers import name_key
from accounted.reconcile.statements import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decided:
    """Declarations by claim or denial, declarations by event and speaker, parties by event."""

    of_statement: Mapping[str, str]
    of_speaker: Mapping[tuple[str, str], str]
    parties: frozenset[tuple[str, str]]


def positions(held: Assembled) -> tuple[Position, ...]:
    """Takes what is held, gives every figure and rejection as a position: by event, then speaker, then date.

    Events come in the order of the comparisons, speakers by their first statement, undated statements last. Parts of a
    figure are not positions of their own. A rejection without an event of its own stands under the event "".
    """
    decided, by_claim = _decided(held), held.by_claim()
    found = [
        *(position for comparison in held.comparisons for position in _of_figures(comparison, by_claim, decided)),
        *_of_denials(held, decided),
    ]
    events = {event: place for place, event in enumerate([*held.by_event(), ""])}
    first: dict[tuple[str, str], tuple[int, str]] = {}
    for one in found:
        who = one.event, name_key(one.speaker)
        first[who] = min(first.get(who, (2, "")), sort_key(one.said_on))
    order = {document.id: place for place, document in enumerate(held.documents)}

    def key(one: Position) -> tuple[object, ...]:
        who = name_key(one.speaker)
        said = (sort_key(one.said_on), order.get(one.document, len(order)))
        return (events.get(one.event, len(events)), first[one.event, who], who, said)

    return tuple(sorted(found, key=key))


def _decided(held: Assembled) -> _Decided:
    of_statement: dict[str, str] = {}
    of_speaker: dict[tuple[str, str], str] = {}
    for one in of_kind(held.decided.decisions, "position"):
        if len(one.about) == 1:
            of_statement[one.about[0]] = one.value
        elif len(one.about) == 2:
            of_speaker[one.about[0], name_key(one.about[1])] = one.value
    parties = {(one.about[0], name_key(one.value)) for one in of_kind(held.decided.decisions, "party") if one.about}
    return _Decided(of_statement=of_statement, of_speaker=of_speaker, parties=frozenset(parties))


def _of_figures(comparison: Comparison, by_claim: Mapping[str, Statement], decided: _Decided) -> Iterator[Position]:
    last: dict[str, Statement] = {}
    for one in (by_claim[claim] for claim in comparison.claims if claim in by_claim):
        if one.claim.part_of is not None:
            continue
        before = last.get(one.voice.key) if one.claim.stance in ("asserts", "reports") else None
        yield _figure(one, before, comparison, decided)
        if one.claim.stance in ("asserts", "reports"):
            last[one.voice.key] = one


def _figure(one: Statement, before: Statement | None, comparison: Comparison, decided: _Decided) -> Position:
    act = {"asserts": "states"}.get(one.claim.stance, one.claim.stance)
    revised = before is not None and not _same(one, before) and _of_another_time(one, before)
    if before is not None and _same(one, before):
        act = "repeats"
    elif revised:
        act = "revises"
    who = (comparison.event, name_key(one.voice.name))
    return Position(
        event=comparison.event,
        speaker=one.voice.name,
        said_on=one.said_on,
        act=act,
        words=figure_words(one.claim.quantity),
        effect=comparison.effect,
        scope=comparison.scope,
        stated=one.claim.id,
        document=one.document,
        place=one.claim.place,
        before=figure_words(before.claim.quantity) if before is not None and revised else None,
        declaration=decided.of_statement.get(one.claim.id) or decided.of_speaker.get(who),
        party=who in decided.parties,
    )


def _of_another_time(one: Statement, before: Statement) -> bool:
    """Gives whether a figure that differs can be a revision: one text's figures, or two days of a running total, are
    not.
    """
    if one.document == before.document and one.said_on == before.said_on:
        return False
    return not (one.claim.cumulative and one.claim.as_of != before.claim.as_of)


def _same(one: Statement, before: Statement) -> bool:
    mine, its = one.claim.quantity, before.claim.quantity
    return mine.qualifier == its.qualifier and (same_figure(mine, its) or figure_words(mine) == figure_words(its))


def _of_denials(held: Assembled, decided: _Decided) -> Iterator[Position]:
    spoken = EventsSpoken.of(held)
    named = {document.id: document for document in held.documents}
    for reading in held.readings:
        for one in reading.denials:
            event = spoken.event_of(one.event, reading.document)
            speaker = speaker_of(one, named.get(reading.document))
            who = (event, name_key(speaker))
            yield Position(
                event=event,
                speaker=speaker,
                said_on=said_on(one, named.get(reading.document)),
                act="rejects",
                words=" ".join((one.what or one.place.quote).split()),
                effect="",
                scope="",
                stated=one.id,
                document=reading.document,
                place=one.place,
                declaration=decided.of_statement.get(one.id) or decided.of_speaker.get(who),
                party=who in decided.parties,
            )


def position_rows(found: Sequence[Position], held: Assembled) -> tuple[ChartRow, ...]:
    """Takes positions and what is held, gives the rows of a chart in the same order, for `core.chart.interval_chart`.

    A figure that its speaker denies or doubts, and a rejection, are words and draw no mark.
    """
    by_claim = held.by_claim()
    return tuple(_row(one, by_claim.get(one.stated)) for one in found)


def _row(one: Position, statement: Statement | None) -> ChartRow:
    quantity = statement.claim.quantity if statement else None
    vague = quantity is not None and quantity.qualifier == "vague"
    words = f"{one.act} {one.words}" + (f" (before: {one.before})" if one.before else "")
    return ChartRow(
        said_on=one.said_on or "undated",
        speaker=one.speaker,
        low=None if quantity is None or vague else quantity.low,
        high=quantity.high if quantity else None,
        best=quantity.best if quantity else None,
        qualifier=quantity.qualifier if quantity else "vague",
        words=words,
        rejected=one.act in ("denies", "doubts", "rejects"),
    )
