"""Takes a statement as a report shows it, gives it as plain content: one row, stored once and shown on many pages."""

from typing import Any

from accounted.core.claim import Claim, Denial
from accounted.core.document import Document, Span, TextLayer
from accounted.core.plain import to_plain
from accounted.publish.catalogue import Catalogue, Stated
from accounted.publish.dating import date_words
from accounted.publish.places import Locator, where
from accounted.publish.reading_page import heading
from accounted.publish.statements import Statement, own_voice, title_of
from accounted.publish.wording import figure_words

LEANS_SHOWN = 3
"""Documents that a row names as leaned on; how many more there are is said."""


def kind_of(stated: Stated) -> str:
    """Takes what was stated, gives its kind: figure, name or rejection."""
    if isinstance(stated, Claim):
        return "figure"
    return "rejection" if isinstance(stated, Denial) else "name"


def row_of(row: Statement, at: Locator | None) -> dict[str, Any]:
    """Takes a statement and its document's text made ready, gives its row."""
    stated, quoted = row.stated, row.quoted
    return {
        "id": stated.id,
        "kind": kind_of(stated),
        "document": stated.place.document,
        "said_on": row.said_on,
        "when": row.when(),
        "when_short": date_words(row.said_on, short=True),
        "speaker": row.voice.name if row.voice.named else None,
        "own": row.voice.own,
        "seen": row.seen.title,
        "how": row.seen.how,
        "by": row.seen.by,
        "before": quoted.before,
        "number": quoted.number,
        "after": quoted.after,
        "reading": quoted.reading,
        "quote": stated.place.quote,
        "language": quoted.language,
        "who": row.who,
        "unit": row.unit,
        "stance": row.stance,
        "label": row.label() if not isinstance(stated, Claim) else None,
        "heading": heading(stated),
        "rule": stated.rule,
        "made_by": f"{stated.made_by.step} {stated.made_by.version}".strip(),
        "event": stated.event,
        "leans": [_lean(lean) for lean in row.leans[:LEANS_SHOWN]],
        "more_leans": max(0, len(row.leans) - LEANS_SHOWN),
        "parts": [part.stated.id for part in row.parts],
        "place": _place(stated, at),
        **(_figure(stated, row) if isinstance(stated, Claim) else _no_figure()),
    }


def _lean(lean: Any) -> dict[str, Any]:
    tie = lean.href.rpartition("#")[2]
    return {"title": lean.title, "kind": lean.kind, "reason": lean.reason, "directed": lean.directed, "tie": tie}


def _figure(claim: Claim, row: Statement) -> dict[str, Any]:
    return {
        "effect": claim.effect,
        "effect_words": row.effect(),
        "figure": figure_words(claim.quantity),
        "quantity": to_plain(claim.quantity),
        "tokens": list(claim.tokens),
        "dated": claim.when,
        "where": claim.where,
        "as_of": claim.as_of,
        "cumulative": claim.cumulative,
        "part_of": claim.part_of,
        "note": claim.note,
        "victims": claim.victims,
        "stance_code": claim.stance,
    }


def _no_figure() -> dict[str, Any]:
    names = "effect effect_words figure quantity dated where as_of cumulative part_of note victims stance_code"
    return dict.fromkeys(names.split()) | {"tokens": []}


def _place(stated: Stated, at: Locator | None) -> dict[str, Any]:
    """Gives where the words stand: characters, line and page with their boxes; or sheet, row and column."""
    place = stated.place
    if not isinstance(place, Span):
        return {"sheet": place.sheet, "row": place.row, "column": place.column}
    told: dict[str, Any] = {"start": place.start, "end": place.end}
    if at is None:
        return told
    here = where(at, place.start, place.end)
    told |= {"line": here.line, "page": here.page}
    told["boxes"] = [[b.page, *(round(side, 1) for side in (b.left, b.bottom, b.right, b.top))] for b in here.boxes]
    return told


def document_row(document: Document, held: Catalogue, layer: TextLayer | None) -> dict[str, Any]:
    """Takes a document, the catalogue and its text, gives the document as plain content, without its text."""
    told = document.described
    return {
        "id": document.id,
        "title": title_of(document),
        "voice": own_voice(document),
        "source": told.source,
        "publisher": told.publisher,
        "published": told.published,
        "dated": date_words(told.published),
        "seen_in": told.seen_in,
        "url": told.url,
        "obtained": [told.obtained_how, told.obtained_by, told.obtained_when],
        "language": held.language(document.id),
        "name": document.name,
        "sha256": document.sha256,
        "size_bytes": document.size_bytes,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "received_when": document.received_when,
        "received_by": document.received_by,
        "container": document.container,
        "extractor": f"{layer.extractor} {layer.version}" if layer else None,
        "pages": [[p.number, p.start, p.end, p.width, p.height] for p in layer.pages] if layer else [],
        "no_claims": [to_plain(n) for reading in held.readings.get(document.id, ()) for n in reading.no_claims],
    }
