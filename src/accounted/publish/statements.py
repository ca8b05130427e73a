"""Takes figures and rejections, gives the rows of a table: who said what, when, seen in what, leaning on what."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounted.core.claim import Citation, Claim, Denial, Label
from accounted.core.dates import sort_key
from accounted.core.document import Cell, Document, Tie
from accounted.core.text import fold
from accounted.publish.catalogue import Catalogue, Stated, page_of, place_key, safe_id, trace_of
from accounted.publish.dating import date_words
from accounted.publish.wording import (
    NOT_TOLD,
    SEEN,
    effect_words,
    figure_words,
    language_tag,
    named,
    reading_differs,
    stance_words,
    tie_words,
)

NO_SPEAKER = "speaker not named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A speaker as shown: `own` where the document itself speaks, `named` False where nobody is named."""

    name: str
    own: bool = False
    named: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """The speaker's words with the number inside them set apart; `reading` is said where it looks different."""

    before: str
    number: str
    after: str
    reading: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Where a statement was seen: a title or file name, its page here, whether original, repost or relayed, by whom."""

    title: str
    href: str
    how: str
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lean:
    """A document that another one leans on, or shares words with: title, kind, reason, where the evidence is."""

    title: str
    kind: str
    reason: str
    href: str
    directed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One row: a figure, a name or a rejection by one speaker in one place."""

    stated: Stated
    said_on: str | None
    voice: Voice
    seen: Seen
    quoted: Quoted
    who: str | None
    unit: str | None
    stance: str
    leans: tuple[Lean, ...]
    parts: tuple["Statement", ...] = ()

    def href(self) -> str:
        """Gives the path of the trace."""
        return trace_of(self.stated)

    def rejection(self) -> bool:
        """Gives whether this row is a rejection that was not read as a figure."""
        return isinstance(self.stated, Denial)

    def label(self) -> str:
        """Gives the name given, or what is rejected, else the words it stands in."""
        words = self.stated.label if isinstance(self.stated, Label) else None
        words = self.stated.what if isinstance(self.stated, Denial) else words
        return words or self.stated.place.quote

    def effect(self) -> str:
        """Gives the heading of what was stated of those counted."""
        return effect_words(self.stated.effect) if isinstance(self.stated, Claim) else ""

    def when(self) -> str:
        """Gives the date of statement in words."""
        return date_words(self.said_on)


def title_of(document: Document) -> str:
    """Takes a document, gives its title as told, else the last part of its name."""
    return named(document.described.title or document.name)


def own_voice(document: Document) -> str:
    """Takes a document, gives who speaks where it speaks for itself: source, else publisher, title or file name."""
    told = document.described
    return named(told.source or told.publisher or "") or title_of(document)


def statement(stated: Stated, held: Catalogue, *, within: tuple[str, ...] = ()) -> Statement:
    """Takes a figure, name or rejection and the catalogue, gives its row, with its parts beneath it.

    `within` are the wholes that this one is shown beneath, so that two figures that each call the other their whole
    end somewhere.
    """
    document = held.documents[stated.place.document]
    claim = stated if isinstance(stated, Claim) else None
    path = (*within, stated.id)
    inside = [c for c in held.parts.get(stated.id, ()) if c.id not in path] if claim else []
    return Statement(
        stated=stated,
        said_on=_said_on(stated, document),
        voice=_voice(stated, document),
        seen=_seen(stated, document),
        quoted=_quoted(stated, held.language(document.id)),
        who=claim.victims if claim else None,
        unit=claim.unit if claim and claim.unit != "persons" else None,
        stance="rejects" if isinstance(stated, Denial) else stance_words(stated.stance),
        leans=leans(document.id, held),
        parts=tuple(statement(c, held, within=path) for c in inside),
    )


def in_order(rows: Iterable[Statement], held: Catalogue) -> tuple[Statement, ...]:
    """Takes rows, gives them by date of statement, undated last, ties by order of intake; never by size or side."""

    def key(row: Statement) -> tuple[tuple[int, str], int, tuple[int, int]]:
        place = row.stated.place
        return (sort_key(row.said_on), held.order[place.document], place_key(place))

    return tuple(sorted(rows, key=key))


def with_parts(row: Statement) -> Iterable[Statement]:
    """Takes a row, gives it and every row beneath it."""
    yield row
    for part in row.parts:
        yield from with_parts(part)


def leans(document: str, held: Catalogue) -> tuple[Lean, ...]:
    """Takes a document id, gives what it leans on or shares words with, not what leans on it."""
    if document not in held.leaning:
        held.leaning[document] = tuple(
            _lean(tie, held, other=tie.to_document if tie.from_document == document else tie.from_document)
            for tie in held.ties.get(document, ())
            if not (tie.directed and tie.from_document != document)
        )
    found: tuple[Lean, ...] = held.leaning[document]
    return found


def _lean(tie: Tie, held: Catalogue, *, other: str) -> Lean:
    return Lean(
        title=title_of(held.documents[other]),
        kind=tie_words(tie.kind),
        reason=tie.reason,
        href=f"leans.html#{safe_id(tie.id)}",
        directed=tie.directed,
    )


def _said_on(stated: Stated, document: Document) -> str | None:
    cited = stated.citation
    if cited or isinstance(stated.place, Cell):
        return cited.said_on if cited else None
    return document.described.published


def _voice(stated: Stated, document: Document) -> Voice:
    if stated.speaker and stated.speaker.strip():
        return Voice(name=named(stated.speaker))
    if isinstance(stated.place, Cell) or stated.speaker is not None:
        return Voice(name=NO_SPEAKER, named=False)
    return Voice(name=own_voice(document), own=True)


def _seen(stated: Stated, document: Document) -> Seen:
    cited = stated.citation
    if cited:
        title = named(cited.title or cited.publisher or "") or title_of(document)
        how, by = _cited_how(cited)
        return Seen(title=title, href=page_of(document.id), how=how, by=by)
    told = document.described
    here = {"title": title_of(document), "href": page_of(document.id)}
    how = SEEN.get(told.seen_in or "", NOT_TOLD)
    speaker = (stated.speaker or "").strip()
    if speaker and fold(speaker) != fold(told.source or ""):
        repost = "repost, relayed" if told.seen_in == "repost" else "relayed"
        return Seen(how=repost, by=told.source or told.publisher, **here)
    return Seen(how=how, **here)


def _cited_how(cited: Citation) -> tuple[str, str | None]:
    """Gives how a citation was seen and by whom it was passed on; a claims table tells the first under `relay`."""
    if cited.relay in SEEN:
        return SEEN[cited.relay], cited.publisher if cited.relay != "original" else None
    return SEEN.get(cited.seen_in or "", NOT_TOLD), cited.relay


def _quoted(stated: Stated, language: str | None) -> Quoted:
    quote = stated.place.quote
    plain = Quoted(before="", number=quote, after="", language=language_tag(language))
    if not isinstance(stated, Claim):
        return plain
    quantity = stated.quantity
    offset = 0 if isinstance(stated.place, Cell) else stated.place.start
    start, end = quantity.start - offset, quantity.end - offset
    reading = figure_words(quantity) if reading_differs(quantity) else None
    if not 0 <= start < end <= len(quote):
        return Quoted(before="", number=quote, after="", reading=reading, language=plain.language)
    return Quoted(
        before=quote[:start], number=quote[start:end], after=quote[end:], reading=reading, language=plain.language
    )


def names_given(documents: Iterable[str], held: Catalogue) -> tuple[Statement, ...]:
    """Takes ids of documents and the catalogue, gives the names that speakers give to events there, in order."""
    found = [label for d in documents for reading in held.readings.get(d, ()) for label in reading.labels]
    return in_order((statement(label, held) for label in found), held)


def rejections(documents: Iterable[str], held: Catalogue) -> tuple[Statement, ...]:
    """Takes ids of documents and the catalogue, gives what speakers reject there, in order."""
    found = [denial for d in documents for reading in held.readings.get(d, ()) for denial in reading.denials]
    return in_order((statement(denial, held) for denial in found), held)
