"""Takes a figure, a name or a rejection, gives its way home: figure, words, place, file, ledger line.

Each step is a few lines of parts; a part says whose words it is, so that a page can set quotations and names apart from
its own voice.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from accounted.core.claim import Citation, Claim, Denial, Label
from accounted.core.document import Cell, Document, Entry
from accounted.core.worded import listed, worded
from accounted.publish.catalogue import Stated
from accounted.publish.dating import date_words
from accounted.publish.places import Where, box_words
from accounted.publish.wording import (
    NOT_HELD,
    NOT_TOLD,
    SEEN,
    effect_words,
    figure_words,
    named,
    reading_differs,
    stance_words,
)

_SOURCE, _PUBLISHER, _ADDRESS = worded("source:"), worded("publisher:"), worded("address:")
LINES_SHOWN = 12
"""Ledger lines printed in full beside a figure; how many more there are is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Words of one voice: `kind` is plain (the program's), quote (a document's), given (a name or title), or code."""

    words: str
    kind: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a trace: its name and its lines."""

    name: str
    lines: tuple[tuple[Part, ...], ...]


def trace(
    stated: Stated, *, document: Document, entries: tuple[Entry, ...], where: Where | None, unchanged: str
) -> tuple[Step, ...]:
    """Takes what was stated, its document, custody lines, place in the text and what `verify` said, gives its steps.

    A figure from a table of attributed figures ends at its citation, since the cited text is not held here.
    """
    steps = [
        _figure(stated),
        Step(name="Words", lines=((Part(words=stated.place.quote, kind="quote"),), (_rule(stated),))),
        Step(name="Place", lines=_place(stated, document, where)),
        Step(name="File", lines=_file(document)),
        Step(name="Ledger", lines=_ledger(entries, unchanged)),
    ]
    if isinstance(stated.place, Cell) or stated.citation:
        steps.append(Step(name="Citation", lines=_citation(stated.citation or Citation())))
    return tuple(steps)


def _figure(stated: Stated) -> Step:
    if isinstance(stated, Label):
        return Step(name="Name", lines=((_say(stance_words(stated.stance)), Part(words=stated.label, kind="quote")),))
    if isinstance(stated, Denial):
        what = stated.what or stated.place.quote
        return Step(name="Rejection", lines=((_say("rejects"), Part(words=what, kind="quote")),))
    said = worded("{stance} {figure} ·", stance=stance_words(stated.stance), figure=figure_words(stated.quantity))
    counted = Part(words=stated.victims, kind="quote") if stated.victims else _say(worded("who is counted: not said"))
    lines = [(_say(said), counted), (_say(_scope(stated)),)]
    if reading_differs(stated.quantity):
        lines.insert(1, (_say(worded("read from")), Part(words=stated.quantity.text, kind="quote")))
    if stated.where:
        lines.append((_say(worded("where:")), Part(words=stated.where, kind="given")))
    if stated.note:
        lines.append((_say(worded("note:")), Part(words=stated.note, kind="given")))
    return Step(name="Figure", lines=tuple(lines))


def _scope(claim: Claim) -> str:
    words = [worded("{effect}", effect=effect_words(claim.effect)), worded("{effect}", effect=claim.unit)]
    words += [worded("when: {when}", when=date_words(claim.when)) if claim.when else worded("when: not said")]
    words += [worded("as of {when}", when=date_words(claim.as_of))] if claim.as_of else []
    if claim.cumulative is not None:
        words.append(worded("cumulative") if claim.cumulative else worded("not cumulative"))
    return listed(words, " · ")


def _rule(stated: Stated) -> Part:
    step = f"{stated.made_by.step} {stated.made_by.version}".rstrip()
    return _say(worded("rule {rule} · {step}", rule=stated.rule, step=step))


def _place(stated: Stated, document: Document, where: Where | None) -> tuple[tuple[Part, ...], ...]:
    file = Part(words=named(document.name), kind="given")
    place = stated.place
    if isinstance(place, Cell):
        sheet = (_say(worded("sheet")), Part(words=place.sheet, kind="given")) if place.sheet else ()
        return ((file, *sheet, _say(worded("row {row}, column {column}", row=place.row, column=place.column))),)
    characters = worded("characters {start} to {end}", start=f"{place.start:,}", end=f"{place.end:,}")
    if where is None:
        return ((file, _say(characters)), (_say(worded("The text of this file is not held here.")),))
    page = worded("page {page}, ", page=where.page) if where.page is not None else ""
    at = worded("{page}line {line}, {characters}", page=page, line=where.line, characters=characters)
    lines: list[tuple[Part, ...]] = [(file, _say(at))]
    lines += [
        (_say(worded("box on page {page}, in points from the lower left: {box}", page=b.page, box=box_words(b))),)
        for b in where.boxes
    ]
    if where.text != place.quote:
        lines.append((_say(worded("The text reads differently at this place:")), Part(words=where.text, kind="quote")))
    return tuple(lines)


def _file(document: Document) -> tuple[tuple[Part, ...], ...]:
    told = document.described
    received = worded("{bytes} bytes, received {at} by", bytes=f"{document.size_bytes:,}", at=document.received_when)
    lines = [
        (_say("SHA-256"), Part(words=document.sha256, kind="code")),
        (_say(received), Part(words=document.received_by, kind="given")),
    ]
    described = _labelled(((_SOURCE, told.source), (_PUBLISHER, told.publisher), (_ADDRESS, told.url)))
    obtained = [(worded("obtained:"), told.obtained_how), (worded("obtained by:"), told.obtained_by)]
    if told.obtained_when:
        obtained.append((worded("obtained on:"), date_words(told.obtained_when)))
    return (*lines, *(line for line in (described, _labelled(obtained)) if line))


def _labelled(pairs: Iterable[tuple[str, str | None]]) -> tuple[Part, ...]:
    told = [(label, words) for label, words in pairs if words]
    return tuple(part for label, words in told for part in (_say(label), Part(words=words, kind="given")))


def _ledger(entries: tuple[Entry, ...], unchanged: str) -> tuple[tuple[Part, ...], ...]:
    lines: list[tuple[Part, ...]] = []
    for entry in entries[:LINES_SHOWN]:
        written = worded("line {line}: {how}, {at}, by", line=entry.line, how=entry.kind, at=entry.when)
        act = (_say(worded("· act")), Part(words=entry.act, kind="code"))
        lines.append((Part(words=entry.device, kind="given"), _say(written), Part(words=entry.who, kind="given"), *act))
    if len(entries) > LINES_SHOWN:
        lines.append((_say(worded("and {n} more lines", n=f"{len(entries) - LINES_SHOWN:,}")),))
    if not entries:
        lines.append((_say(worded("No ledger line was handed over for this document.")),))
    return (*lines, (_say(unchanged),))


def _citation(citation: Citation) -> tuple[tuple[Part, ...], ...]:
    how = SEEN.get(citation.relay or "") or SEEN.get(citation.seen_in or "", NOT_TOLD)
    said = worded("said on: {when} · {how}", when=date_words(citation.said_on), how=how)
    told = {worded("seen in:"): citation.seen_in, worded("relayed by:"): citation.relay}
    where = tuple((name, words) for name, words in told.items() if words and words not in SEEN)
    given = (*where, (worded("title:"), citation.title), (_PUBLISHER, citation.publisher))
    lines = [_labelled((pair,)) for pair in (*given, (_ADDRESS, citation.url))]
    return ((_say(said),), *(line for line in lines if line), (_say(worded("{how}", how=NOT_HELD)),))


def _say(words: str) -> Part:
    return Part(words=words)
