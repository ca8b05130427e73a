"""Scenes for the tests of this room: documents with claims, as short JSON; every place and person is invented."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from accounted.core.claim import Citation, Claim, Comparison, Quantity, Reading
from accounted.core.decision import Assessment, Decision, assessment_id, decision_id
from accounted.core.document import Cell, Description, Document, MadeBy, Place, Span, Tie, document_id
from accounted.core.ids import sha256_of
from accounted.core.outcome import Remark
from accounted.reconcile import compare, remarks, ties
from accounted.reconcile.assembled import Assembled, Decided
from accounted.reconcile.decided_ties import decide_ties
from accounted.reconcile.rates import average_age

BY = MadeBy(step="read.by-hand", version="1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Documents, texts and readings as the conductor hands them over, and what the room gives for them."""

    documents: tuple[Document, ...]
    texts: Mapping[str, str]
    readings: tuple[Reading, ...]
    decisions: tuple[Decision, ...] = ()

    def ties(self) -> tuple[Tie, ...]:
        """Gives the ties of the scene, as decided."""
        seen = ties(self.documents, self.texts, readings=self.readings)
        return decide_ties(seen, self.decisions, documents=self.documents).ties

    def comparisons(self) -> tuple[Comparison, ...]:
        """Gives the comparisons of the scene."""
        return compare(self.documents, self.readings, ties=self.ties())

    def remarks(self) -> tuple[Remark, ...]:
        """Gives the remarks of the scene."""
        found, tied = self.comparisons(), self.ties()
        return remarks(self.documents, self.texts, readings=self.readings, comparisons=found, ties=tied)

    def held(self, *decisions: Decision, assessments: Sequence[Assessment] = ()) -> Assembled:
        """Takes what persons decided and assessed, gives all that the later steps of the room stand on."""
        return Assembled(
            documents=self.documents,
            readings=self.readings,
            comparisons=self.comparisons(),
            ties=self.ties(),
            decided=Decided(decisions=(*self.decisions, *decisions), assessments=tuple(assessments)),
        )

    def lines(self) -> list[str]:
        """Gives each remark as one line: code, where, message."""
        return [f"{one.code} | {one.where} | {one.message}" for one in self.remarks()]

    def names(self, tie: Tie) -> tuple[str, str]:
        """Gives the names of the two documents of a tie."""
        named = {document.id: document.name for document in self.documents}
        return named[tie.from_document], named[tie.to_document]


def decided(kind: str, about: Sequence[str], value: str, *, when: str = "2025-01-02", **more: Any) -> Decision:
    """Takes what is decided of what, gives the decision, by an invented person."""
    made = decision_id(kind, tuple(about), value=value, by="R. Tarn", when=when)
    return Decision(id=made, kind=kind, about=tuple(about), value=value, by="R. Tarn", when=when, **more)


def assessed(of: str, about: str, value: str, *, when: str = "2025-01-02") -> Assessment:
    """Takes what is assessed and how, gives the assessment, by an invented person."""
    made = assessment_id(of, about, value=value, by="R. Tarn", when=when)
    return Assessment(id=made, of=of, about=about, value=value, by="R. Tarn", when=when)


def scene(*documents: Mapping[str, Any]) -> Scene:
    """Takes documents as JSON content, gives the scene.

    A claim's `words` stand in the text; `figure` is a qualifier and numbers ("at_least 200"); `key` names the claim for
    `part_of`; `where` and `when` may be told once for the document. A document without text is a table of claims.
    """
    made = [_document(content) for content in documents]
    texts = {one.id: content["text"] for one, content in zip(made, documents, strict=True) if "text" in content}
    readings = tuple(_reading(one, content) for one, content in zip(made, documents, strict=True))
    return Scene(documents=tuple(made), texts=texts, readings=readings)


def scene_with_ties(content: Mapping[str, Any]) -> Scene:
    """Takes the content of a gallery folder, gives its scene: documents, and decisions on ties by their names."""
    made = scene(*content["documents"])
    ids = {document.name: document.id for document in made.documents}
    told = [
        decided("tie", (ids[one], ids[other]), value, why=why) for one, other, value, why in content.get("ties", ())
    ]
    return replace(made, decisions=tuple(told))


def age_lines(content: Mapping[str, Any]) -> list[str]:
    """Takes ages as cells and the average stated for them, gives the remark on them as a line, if one is given."""
    name = content["document"]
    cells = [Cell(document=name, sheet="", row=row, column=2, quote=age) for row, age in enumerate(content["cells"], 2)]
    stated = Cell(document=name, sheet="", row=len(cells) + 2, column=2, quote=content["average"])
    one = average_age(cells, stated, where=f"{name}:{stated.row}")
    return [f"{one.code} | {one.where} | {one.message}"] if one else []


def _document(content: Mapping[str, Any]) -> Document:
    held = content.get("text", content["name"])
    sha256 = sha256_of(held.encode())
    told = {key: content.get(key) for key in ("title", "source", "publisher", "published", "url", "language")}
    return Document(
        id=document_id(sha256, content["name"]),
        sha256=sha256,
        size_bytes=len(held),
        name=content["name"],
        media_type="text/plain",
        received_when="2025-01-01T00:00:00Z",
        received_by="unnamed",
        described=Description(**told),
    )


def _reading(document: Document, content: Mapping[str, Any]) -> Reading:
    claims = [_claim(document, content, one, row) for row, one in enumerate(content.get("claims", ()), start=2)]
    return Reading(document=document.id, language="en", claims=tuple(claims), made_by=BY)


def _claim(document: Document, content: Mapping[str, Any], one: Mapping[str, Any], row: int) -> Claim:
    part_of = one.get("part_of")
    cited = {key: one[key] for key in ("said_on", "publisher", "title", "url") if key in one}
    return Claim(
        id=f"{content['name']}#{one.get('key', one.get('words', row))}",
        place=_place(document, content, one, row),
        effect=one.get("effect", "killed"),
        quantity=_quantity(one["figure"], one.get("as_written")),
        victims=one.get("victims", "people"),
        unit=one.get("unit", "persons"),
        part_of=f"{content['name']}#{part_of}" if part_of else None,
        when=one.get("when", content.get("when")),
        where=one.get("where", content.get("where")),
        speaker=one.get("speaker"),
        stance=one.get("stance", "asserts"),
        rule="by-hand",
        cumulative=one.get("cumulative"),
        as_of=one.get("as_of"),
        note=one.get("note"),
        event=one.get("event"),
        citation=Citation(**cited) if cited else None,
        made_by=BY,
    )


def _place(document: Document, content: Mapping[str, Any], one: Mapping[str, Any], row: int) -> Place:
    if "text" not in content:
        return Cell(document=document.id, sheet="", row=row, column=3, quote=one.get("as_written", one["figure"]))
    start = content["text"].index(one["words"])
    end = start + len(one["words"])
    return Span(document=document.id, start=start, end=end, quote=one["words"])


def _quantity(figure: str, as_written: str | None = None) -> Quantity:
    qualifier, *numbers = figure.split()
    low, high, best = _slots(qualifier, numbers)
    words = as_written or numbers[-1]
    return Quantity(low=low, high=high, best=best, qualifier=qualifier, text=words, start=0, end=len(words))


def _slots(qualifier: str, numbers: Sequence[str]) -> tuple[float | None, float | None, float | None]:
    first = float(numbers[0])
    return {
        "exact": (first, first, first),
        "at_least": (first, None, first),
        "more_than": (first, None, first),
        "at_most": (None, first, first),
        "fewer_than": (None, first, first),
        "range": (first, float(numbers[1]) if qualifier == "range" else None, None),
        "vague": (first, None, None),
    }.get(qualifier, (None, None, first))
