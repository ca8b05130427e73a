"""Takes a pasted text or a file outside any project, gives who says what in it; nothing is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from accounted.collect import gather
from accounted.collect.fetch import fetch
from accounted.core.claim import Reading
from accounted.core.document import Description, Document, TextLayer
from accounted.core.outcome import Remark, SetAside
from accounted.publish import Edition
from accounted.publish.catalogue import Catalogue, catalogue
from accounted.publish.events import sections
from accounted.publish.places import locator
from accounted.publish.statements import in_order, names_given, rejections, statement
from accounted.read import pages_without_text, text_layer
from accounted.reading import read_document
from accounted.receiving import Who, document_of
from accounted.reconcile import compare, remarks, ties
from accounted.viewing.rows import row_of

_NOBODY: Final = Who(name="", when="", salt=lambda: "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was read in something that no project holds: rows in order of the page, what was set aside, remarks.

    `text` is the first document's text. `event` is its place and dates where it speaks of one event.
    """

    figures: tuple[dict[str, Any], ...]
    names: tuple[dict[str, Any], ...]
    rejections: tuple[dict[str, Any], ...]
    remarks: tuple[Remark, ...]
    set_aside: tuple[SetAside, ...]
    text: str
    language: str | None
    event: str
    numbers_left: int

    def row(self, name: str) -> dict[str, Any] | None:
        """Takes a row's id, gives the row."""
        return next((r for r in (*self.figures, *self.names, *self.rejections) if r["id"] == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What the server of an address sent: a name for the file, its bytes, and what is thereby told about it."""

    name: str
    content: bytes
    told: dict[str, str]


def fetched_from(url: str, *, when: str) -> Sent | SetAside:
    """Takes an address and the time, gives what its server sent, or set aside why there is nothing."""
    found = fetch(url)
    if isinstance(found, SetAside):
        return found
    return Sent(name=found.name, content=found.content, told={"url": found.url, "obtained_when": when})


def look(paths: Sequence[Path], *, described: Description, language: str | None = None) -> Looked:
    """Takes files and what is told about them, gives what is read in them."""
    read: list[tuple[Document, TextLayer | None, Reading]] = []
    aside: list[SetAside] = []
    for found in gather([str(path) for path in paths], as_given=True):
        if isinstance(found, SetAside):
            aside.append(replace(found, where=Path(found.where).name))
            continue
        document = document_of(found, who=_NOBODY)
        document = replace(document, name=Path(document.name).name, described=described)
        layer = text_layer(document, found.content())
        if isinstance(layer, SetAside):
            aside.append(layer)
            continue
        reading, problems = read_document(document, layer, content=found.content, language=language)
        read.append((document, layer, reading))
        aside.extend(problems)
    return _looked(read, tuple(aside))


def _looked(read: list[tuple[Document, TextLayer | None, Reading]], aside: tuple[SetAside, ...]) -> Looked:
    layers = {document.id: layer for document, layer, _ in read}
    documents, readings = tuple(d for d, _, _ in read), tuple(r for _, _, r in read)
    texts = {name: layer.text for name, layer in layers.items() if layer}
    leaning = ties(documents, texts, readings=readings)
    compared = compare(documents, readings, ties=leaning, texts=texts)
    edition = Edition(
        title="", made_when=datetime.now(UTC).isoformat(), documents=documents, readings=readings,
        comparisons=compared, ties=leaning, layer=layers.get, verified_sentence="",
    )  # fmt: skip
    bare = [told for document, layer, _ in read if layer for told in pages_without_text(document, layer)]
    noticed = remarks(documents, texts, readings=readings, comparisons=compared, ties=leaning)
    held = catalogue(edition)
    events = sections(edition, held).events
    return Looked(
        **_rows(held, layers),
        remarks=(*bare, *noticed),
        set_aside=aside,
        text=next(iter(texts.values()), ""),
        language=next((r.language for r in readings), None),
        event=events[0].title if len(events) == 1 else "",
        numbers_left=sum(len(r.no_claims) for r in readings),
    )


def _rows(held: Catalogue, layers: dict[str, TextLayer | None]) -> dict[str, tuple[dict[str, Any], ...]]:
    at = {name: locator(layer) if layer else None for name, layer in layers.items()}
    figures = in_order((statement(c, held) for c in held.claims.values()), held)
    every = {
        "figures": figures,
        "names": names_given(held.readings, held),
        "rejections": rejections(held.readings, held),
    }
    return {kind: tuple(row_of(row, at[row.stated.place.document]) for row in rows) for kind, rows in every.items()}
