"""Takes a report's parts, gives its data as CSV with documented columns, and as JSON without loss.

A cell that a spreadsheet would run as a formula is given an apostrophe before it; columns.csv says so. The JSON holds
the text unchanged.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from accounted.core.claim import Claim
from accounted.core.document import Cell, Place
from accounted.core.plain import to_plain
from accounted.publish.catalogue import Catalogue
from accounted.publish.edition import Edition
from accounted.publish.statements import Statement, in_order, names_given, rejections, statement
from accounted.publish.wording import figure_words

FIGURES = {
    "comparison": "ids of the comparisons that the figure stands in, parted by spaces; empty: it stands in none",
    "event": "event of these comparisons: place, with dates where stated",
    "effect": "what was stated of those counted: one of the program's closed list",
    "said_on": "date of statement (EDTF); empty: undated",
    "speaker": "who says it; the document's own voice is named by source, publisher, title or file name",
    "own_voice": "yes where the document itself speaks",
    "seen_how": "original, repost, relayed, or not told",
    "relayed_by": "who relays it, where told",
    "figure": "the figure as read, in words",
    "quote": "the words that the figure stands in, as written",
    "low": "lowest number stated; empty: none stated, or a vague word (its floor is in figures.json)",
    "high": "highest number stated; empty: none stated",
    "best": "the number that the words name; empty: none named",
    "qualifier": "exact, at_least, more_than, at_most, fewer_than, about, range, vague, percent or fraction",
    "figure_as_written": "the words of the number alone",
    "counted": "who is counted, as stated",
    "unit": "persons, families, buildings, settlements, territory or other",
    "part_of": "id of the figure that this one breaks down",
    "when": "when, as stated (EDTF)",
    "where": "where, as stated",
    "as_of": "the date that the figure describes (EDTF)",
    "stance": "asserts, denies, doubts or reports",
    "claim": "id of the figure",
    "document": "id of the document",
    "place": "characters START-END of the text, or sheet, row and column",
    "name": "name of the document as collected",
    "sha256": "SHA-256 of the document's bytes",
    "rule": "the reader's rule that fired",
}
STATEMENTS = {
    "said_on": "date of statement (EDTF); empty: undated",
    "speaker": "who says it",
    "stance": "asserts, denies, doubts or reports; a rejection rejects",
    "words": "the name given, or what is rejected, as written",
    "quote": "the words that it stands in, as written",
    "language": "language of the document",
    "document": "id of the document",
    "place": "characters START-END of the text",
    "sha256": "SHA-256 of the document's bytes",
    "event": "event as told in a table; empty: not told",
    "seen_how": "original, repost, relayed, or not told",
    "id": "id of the statement",
}
DOCUMENTS = {
    "document": "id of the document",
    "name": "name as collected",
    "sha256": "SHA-256 of its bytes",
    "bytes": "size",
    "media_type": "what kind of file, told by its content",
    "received_when": "when it was received here, by this computer's clock",
    "source": "who speaks, as told",
    "publisher": "who printed it, as told",
    "published": "date, as told (EDTF)",
    "language": "language as read, else as told",
    "url": "address, as told",
}
REMARKS = {"code": "stable code", "where": "place in words", "message": "what the content shows"}
SET_ASIDE = {
    "code": "stable code",
    "where": "the input",
    "found": "what was found",
    "expected": "what was expected",
    "advice": "what one can do",
    "sha256": "SHA-256 of the input, where known",
}
NOT_FIGURES = {
    "document": "id of the document",
    "start": "first character",
    "end": "character after the last",
    "text": "the number as written",
    "reason": "why it became no figure",
}
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


def data_files(
    edition: Edition, held: Catalogue, *, more: Mapping[str, Mapping[str, str]] = {}
) -> Iterable[tuple[str, bytes]]:
    """Takes an edition and its catalogue, gives the files of its data folder; `more` are the columns of files that
    others give, by table, so that columns.csv tells all.
    """
    columns: dict[str, Mapping[str, str]] = {
        "figures": FIGURES, "names": STATEMENTS, "rejections": STATEMENTS, "documents": DOCUMENTS,
        "remarks": REMARKS, "set-aside": SET_ASIDE, "not-figures": NOT_FIGURES,
    }  # fmt: skip
    yield "data/columns.csv", csv_bytes(("table", "column", "meaning"), _meanings(columns | dict(more)))
    yield "data/figures.csv", csv_bytes(tuple(FIGURES), _figures(edition, held))
    yield "data/figures.json", json_bytes([to_plain(c) for c in held.claims.values()])
    yield "data/names.csv", csv_bytes(tuple(STATEMENTS), (_words(r, held) for r in names_given(held.readings, held)))
    yield (
        "data/rejections.csv",
        csv_bytes(tuple(STATEMENTS), (_words(r, held) for r in rejections(held.readings, held))),
    )
    yield "data/documents.csv", csv_bytes(tuple(DOCUMENTS), _documents(edition, held))
    yield "data/remarks.csv", csv_bytes(tuple(REMARKS), ((r.code, r.where, r.message) for r in edition.remarks))
    aside = ((s.code, s.where, s.found, s.expected, s.advice, s.sha256) for s in edition.set_aside)
    yield "data/set-aside.csv", csv_bytes(tuple(SET_ASIDE), aside)
    none = ((r.document, n.start, n.end, n.text, n.reason) for r in edition.readings for n in r.no_claims)
    yield "data/not-figures.csv", csv_bytes(tuple(NOT_FIGURES), none)
    yield "data/ties.json", json_bytes([to_plain(t) for t in edition.ties])


def json_bytes(content: Any) -> bytes:
    """Takes plain content, gives it as JSON, the same bytes again."""
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode("utf-8", "replace")


def _meanings(columns: Mapping[str, Mapping[str, str]]) -> Iterable[Sequence[str]]:
    yield (
        "(all)",
        "(any cell)",
        "a cell that begins with = + - @ has an apostrophe before it: spreadsheets would run it",
    )
    for table, named in columns.items():
        for column, meaning in named.items():
            yield (table, column, meaning)


def _figures(edition: Edition, held: Catalogue) -> Iterable[Sequence[object]]:
    inside: dict[str, list[str]] = {}
    events: dict[str, list[str]] = {}
    for comparison in edition.comparisons:
        for claim in comparison.claims:
            inside.setdefault(claim, []).append(comparison.id)
            events.setdefault(claim, []).append(comparison.event)
    for row in in_order((statement(c, held) for c in held.claims.values()), held):
        claim_id = row.stated.id
        in_events = "; ".join(dict.fromkeys(events.get(claim_id, [])))
        yield (" ".join(inside.get(claim_id, [])), in_events, *_figure(row, held))


def _figure(row: Statement, held: Catalogue) -> Sequence[object]:
    claim = row.stated
    assert isinstance(claim, Claim)
    quantity, document = claim.quantity, held.documents[claim.place.document]
    low = None if quantity.qualifier == "vague" else quantity.low
    numbers = (figure_words(quantity), claim.place.quote, _number(low), _number(quantity.high), _number(quantity.best))
    return (
        claim.effect, row.said_on, row.voice.name, "yes" if row.voice.own else "", row.seen.how, row.seen.by,
        *numbers, quantity.qualifier, quantity.text, claim.victims, claim.unit, claim.part_of, claim.when, claim.where,
        claim.as_of, claim.stance, claim.id, document.id, place_words(claim.place), document.name, document.sha256,
        claim.rule,
    )  # fmt: skip


def _words(row: Statement, held: Catalogue) -> Sequence[object]:
    stated = row.stated
    document = held.documents[stated.place.document]
    words = getattr(stated, "label", None) or getattr(stated, "what", None)
    stance = getattr(stated, "stance", "rejects")
    place = (held.language(document.id), document.id, place_words(stated.place), document.sha256)
    where = (*place, stated.event, row.seen.how, stated.id)
    return (row.said_on, row.voice.name, stance, words, stated.place.quote, *where)


def _documents(edition: Edition, held: Catalogue) -> Iterable[Sequence[object]]:
    for d in edition.documents:
        told = d.described
        kept = (d.id, d.name, d.sha256, d.size_bytes, d.media_type, d.received_when)
        yield (*kept, told.source, told.publisher, told.published, held.language(d.id), told.url)


def place_words(place: Place) -> str:
    """Takes a place, gives it as one cell of a table."""
    if isinstance(place, Cell):
        return f"{place.sheet} row {place.row} column {place.column}".strip()
    return f"{place.start}-{place.end}"


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:.12g}"


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Takes column names and rows, gives them as CSV; a cell that a spreadsheet would run is made harmless."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return "'" + text if text.startswith(_RUN_BY_SPREADSHEETS) else text
