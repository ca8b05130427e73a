"""Takes a document, its text and all that was read in it, gives its page: the text marked, each figure's way back."""

from dataclasses import dataclass, field
from typing import Any

from accounted.core.claim import Claim, Denial, Label, NoClaim
from accounted.core.decision import Assessment, Decision
from accounted.core.document import Document, Place, Span, TextLayer, Tie
from accounted.core.outcome import Remark
from accounted.publish.catalogue import Catalogue, Stated, all_stated, page_of, place_key, safe_id
from accounted.publish.dating import date_words
from accounted.publish.deciding import by_claim, decided_steps, replaced_documents
from accounted.publish.edition import Edition
from accounted.publish.places import Locator, Where, locator, where
from accounted.publish.segments import Mark, Segment, segments
from accounted.publish.statements import own_voice, statement, title_of
from accounted.publish.trace import trace
from accounted.publish.views import place_anchor, remark_places, stated_in
from accounted.publish.wording import (
    NOT_TOLD,
    SEEN,
    count_words,
    effect_words,
    figure_words,
    language_tag,
    language_words,
    named,
    tie_words,
)

TABLE_ONLY = "The figures of this document stand in cells of a table; each is listed with its row and column."
NO_TEXT = "No text of this file is held here: it was kept and hashed as received."


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What document pages point to: remarks by document, comparisons by figure, places of ties that were refused;
    what persons assessed, by figure, and the decision by which a later edition replaces a document.
    """

    refused: dict[str, list[Place]] = field(default_factory=dict)
    assessed: dict[str, tuple[Assessment, ...]] = field(default_factory=dict)
    replaced: dict[str, Decision] = field(default_factory=dict)
    remarks: dict[str, list[Remark]] = field(default_factory=dict)
    comparisons: dict[str, list[str]] = field(default_factory=dict)


def links(edition: Edition, held: Catalogue) -> Links:
    """Takes an edition and its catalogue, gives what its document pages point to."""
    remarks: dict[str, list[Remark]] = {}
    for remark in edition.remarks:
        for document in dict.fromkeys(p.document for p in remark.places):
            remarks.setdefault(document, []).append(remark)
    comparisons: dict[str, list[str]] = {}
    for comparison in edition.comparisons:
        for claim in comparison.claims:
            comparisons.setdefault(claim, []).append(comparison.id)
    refused: dict[str, list[Place]] = {}
    for span in (span for one in edition.reconciling.refused for pair in one.tie.spans for span in pair if span):
        refused.setdefault(span.document, []).append(span)
    return Links(
        remarks=remarks,
        comparisons=comparisons,
        refused=refused,
        assessed=by_claim(edition.doings.assessments),
        replaced=replaced_documents(edition, held),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A document with its text open: where words stand, and the number of each thing stated in it."""

    document: Document
    edition: Edition
    held: Catalogue
    links: Links
    at: Locator | None
    numbered: dict[str, tuple[Stated, int]]


def document_page(document: Document, edition: Edition, held: Catalogue, *, to: Links) -> dict[str, Any]:
    """Takes a document, the edition, its catalogue and links, gives what the document's page shows."""
    layer = edition.layer(document.id)
    opened = Opened(
        document=document,
        edition=edition,
        held=held,
        links=to,
        at=locator(layer) if layer else None,
        numbered=_numbered(document, held),
    )
    items = [_item(stated, number, opened) for stated, number in opened.numbered.values()]
    found = to.remarks.get(document.id, [])
    return {
        "facts": _facts(opened),
        "described": _described(document, layer),
        "language": language_tag(held.language(document.id)),
        "segments": _segments(layer, opened) if layer else None,
        "without_text": TABLE_ONLY if items else NO_TEXT,
        "items": items,
        "replaced": _replaced(opened),
        "ties": [_tie(tie, document.id, held) for tie in held.ties.get(document.id, ())],
        "remarks": [(remark, remark_places(remark, edition.pictures)) for remark in found],
        "no_claims": [
            (n, _no_claim_place(n, opened.at)) for r in held.readings.get(document.id, ()) for n in r.no_claims
        ],
    }


def _replaced(opened: Opened) -> dict[str, Any] | None:
    """Gives the later edition that stands instead of this document, by whom and why, or None."""
    decision = opened.links.replaced.get(opened.document.id)
    if decision is None:
        return None
    later = opened.held.documents.get(decision.about[1])
    told = {"title": title_of(later), "href": page_of(later.id)} if later else {"title": decision.about[1], "href": ""}
    return {"decision": decision, **told}


def _numbered(document: Document, held: Catalogue) -> dict[str, tuple[Stated, int]]:
    """Numbers all that is stated in a document by place, a whole before its parts."""
    found: dict[str, Stated] = {}
    for reading in held.readings.get(document.id, ()):
        for stated in all_stated(reading):
            found.setdefault(stated.id, stated)

    def key(stated: Stated) -> tuple[int, int, str]:
        first, second = place_key(stated.place)
        return (first, -second if isinstance(stated.place, Span) else second, stated.id)

    return {s.id: (s, n) for n, s in enumerate(sorted(found.values(), key=key), start=1)}


def _item(stated: Stated, number: int, opened: Opened) -> dict[str, Any]:
    place = stated.place
    here = where(opened.at, place.start, place.end) if opened.at and isinstance(place, Span) else None
    document = opened.document
    entries = opened.edition.entries.get(document.id, ())
    unchanged = opened.edition.verified_sentence
    return {
        "id": safe_id(stated.id),
        "number": number,
        "heading": heading(stated),
        "row": statement(stated, opened.held),
        "steps": (
            *trace(stated, document=document, entries=entries, where=here, unchanged=unchanged),
            *decided_steps(stated, opened.links.assessed),
        ),
        "ways": _ways(stated, opened),
        "anchor": place_anchor(place),
        **_sheet(here),
    }


def heading(stated: Stated) -> str:
    """Takes what was stated, gives the heading of its trace in the program's own words."""
    if isinstance(stated, Claim):
        return f"{effect_words(stated.effect)}: {figure_words(stated.quantity)}"
    if isinstance(stated, Label):
        return f"Name given: “{stated.label}”"
    return f"Rejects: “{stated.what}”" if stated.what else "Rejection"


def _ways(stated: Stated, opened: Opened) -> list[tuple[str, str]]:
    """Gives the links of a trace: into the text, to its whole and parts, to its tables."""
    in_text = opened.at is not None and isinstance(stated.place, Span)
    ways = [("show in the text", f"#{safe_id(stated.id)}")] if in_text else []
    if not isinstance(stated, Claim):
        return ways
    if stated.part_of in opened.numbered:
        ways.append((f"part of {opened.numbered[stated.part_of][1]}", f"#t-{safe_id(stated.part_of)}"))
    parts = [part.id for part in opened.held.parts.get(stated.id, ()) if part.id in opened.numbered]
    ways += [(f"of them {opened.numbered[part][1]}", f"#t-{safe_id(part)}") for part in parts]
    compared = opened.links.comparisons.get(stated.id, [])
    return ways + [("beside other figures", f"../index.html#{safe_id(c)}") for c in compared]


def _sheet(here: Where | None) -> dict[str, Any]:
    """Gives the small picture of a page with the words' boxes: their places from the page's upper left."""
    if here is None or not here.boxes or here.width <= 0 or here.height <= 0:
        return {"page_size": None}
    boxes = [b for b in here.boxes if b.page == here.page]
    drawn = [(b.left, here.height - b.top, b.right - b.left, b.top - b.bottom) for b in boxes]
    shown = [tuple(f"{round(side, 1):g}" for side in box) for box in drawn]
    return {"page": here.page, "page_size": (f"{here.width:g}", f"{here.height:g}"), "boxes": shown}


def _segments(layer: TextLayer, opened: Opened) -> tuple[Segment, ...]:
    kinds = {Claim: "figure", Label: "name", Denial: "rejection"}
    marks = [
        Mark(
            id=safe_id(s.id),
            start=s.place.start,
            end=s.place.end,
            kind=kinds[type(s)],
            number=n,
            label=f"{n}: {heading(s)}",
        )
        for s, n in opened.numbered.values()
        if isinstance(s.place, Span)
    ]
    anchors = {place_anchor(p): p for p in _spoken_of(opened) if isinstance(p, Span) and p.document == layer.document}
    marks += [Mark(id=name, start=p.start, end=p.end, kind="place") for name, p in sorted(anchors.items())]
    return segments(layer.text, marks, page_starts={p.start: p.number for p in layer.pages})


def _spoken_of(opened: Opened) -> list[Place]:
    """Gives the places that remarks and ties speak of: each is an anchor in the text."""
    remarks = opened.links.remarks.get(opened.document.id, [])
    ties = opened.held.ties.get(opened.document.id, ())
    spans = [span for tie in ties for pair in tie.spans for span in pair if span]
    refused = opened.links.refused.get(opened.document.id, [])
    return [*(place for remark in remarks for place in remark.places), *spans, *refused]


def _tie(tie: Tie, document: str, held: Catalogue) -> tuple[str, str, str]:
    leans = tie.from_document == document
    other = held.documents[tie.to_document if leans else tie.from_document]
    words = ("leans on" if leans else "is leaned on by") if tie.directed else "shares with, direction not shown:"
    return (f"{tie_words(tie.kind)}: {words}", title_of(other), f"../leans.html#{safe_id(tie.id)}")


def _no_claim_place(found: NoClaim, at: Locator | None) -> str:
    if at is None:
        return f"characters {found.start:,} to {found.end:,}"
    here = where(at, found.start, found.end)
    return f"page {here.page}, line {here.line}" if here.page is not None else f"line {here.line}"


def _facts(opened: Opened) -> list[tuple[str, bool]]:
    document, layer = opened.document, opened.at.layer if opened.at else None
    told = document.described
    dated = f"dated {date_words(told.published)}" if told.published else "undated"
    words = [dated, language_words(opened.held.language(document.id)), SEEN.get(told.seen_in or "", NOT_TOLD)]
    words += [count_words(len(layer.pages), "page")] if layer and layer.pages else []
    return [(own_voice(document), True), *((w, False) for w in (*words, stated_in(document.id, opened.held)))]


def _described(document: Document, layer: TextLayer | None) -> list[tuple[str, str]]:
    told = document.described
    kept = [
        ("name", named(document.name)),
        ("SHA-256", document.sha256),
        ("received", f"{document.received_when}, by {document.received_by}"),
        ("kind", f"{document.media_type}, {document.size_bytes:,} bytes"),
    ]
    text = [("text by", f"{layer.extractor} {layer.version}")] if layer else []
    encoding = (layer.encoding if layer else None) or document.encoding
    more = [
        ("encoding", encoding),
        ("source", told.source),
        ("publisher", told.publisher),
        ("address", told.url),
        ("obtained", told.obtained_how),
        ("obtained by", told.obtained_by),
        ("obtained on", date_words(told.obtained_when) if told.obtained_when else None),
        ("held in", document.container),
    ]
    return [*kept, *text, *((name, value) for name, value in more if value)]
