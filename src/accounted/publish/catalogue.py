"""Takes an edition, gives it ordered for looking up: documents, figures, parts and ties by id."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from accounted.core.claim import Claim, Denial, Label, Reading
from accounted.core.document import Document, Place, Span, Tie
from accounted.core.outcome import WrongUsage
from accounted.publish.edition import Edition

Stated: TypeAlias = Claim | Label | Denial
T = TypeVar("T")
_SAFE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """An edition by id: `order` is the order of intake, `parts` the figures that break another one down.

    `leaning` is what a row shows of each document's ties, filled at the first use: every row of a document shows it.
    """

    documents: dict[str, Document]
    order: dict[str, int]
    claims: dict[str, Claim]
    parts: dict[str, tuple[Claim, ...]]
    readings: dict[str, tuple[Reading, ...]]
    ties: dict[str, tuple[Tie, ...]]
    leaning: dict[str, Any] = field(default_factory=dict, compare=False)

    def language(self, document: str) -> str | None:
        """Takes a document id, gives the language it was read in, else the one that was told."""
        read = next((r.language for r in self.readings.get(document, ()) if r.language), None)
        return read or self.documents[document].described.language


def catalogue(edition: Edition) -> Catalogue:
    """Takes an edition, gives its catalogue; a reading, tie or comparison of what was not handed over is an error."""
    documents = {d.id: d for d in edition.documents}
    _require((r.document for r in edition.readings), known=documents, where="readings")
    _require((i for t in edition.ties for i in (t.from_document, t.to_document)), known=documents, where="ties")
    every = [c for r in edition.readings for c in r.claims]
    claims = {c.id: c for c in every}
    _require((i for c in edition.comparisons for i in c.claims), known=claims, where="comparisons")
    parts: dict[str, list[Claim]] = {}
    for claim in claims.values():
        if claim.part_of in claims and claim.part_of != claim.id:
            parts.setdefault(str(claim.part_of), []).append(claim)
    return Catalogue(
        documents=documents,
        order={d.id: i for i, d in enumerate(edition.documents)},
        claims=claims,
        parts={whole: tuple(sorted(found, key=lambda c: place_key(c.place))) for whole, found in parts.items()},
        readings=_by((r.document, r) for r in edition.readings),
        ties=_by((d, t) for t in edition.ties for d in dict.fromkeys((t.from_document, t.to_document))),
    )


def _by(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def _require(ids: Iterable[str], *, known: dict[str, Document] | dict[str, Claim], where: str) -> None:
    unknown = next((i for i in ids if i not in known), None)
    if unknown is not None:
        raise WrongUsage(
            where=f"edition, {where}",
            found=f"the id {unknown}",
            expected="an id of what is handed over in the same edition",
            advice="Hand over every document and reading that the others speak of.",
        )


def all_stated(reading: Reading) -> tuple[Stated, ...]:
    """Takes a reading, gives its figures, names and rejections."""
    return (*reading.claims, *reading.labels, *reading.denials)


def place_key(place: Place) -> tuple[int, int]:
    """Takes a place, gives where it stands in its document, for ordering."""
    return (place.start, place.end) if isinstance(place, Span) else (place.row, place.column)


def safe_id(text: str) -> str:
    """Takes an id from anywhere, gives one that can be a file name and an anchor; ids of this program stay as they are.

    >>> safe_id("clm-12ab"), safe_id("../../x").startswith("x-")
    ('clm-12ab', True)
    """
    if _SAFE.fullmatch(text):
        return text
    return "x-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def page_of(document: str) -> str:
    """Takes a document id, gives the path of its page inside the report."""
    return f"documents/{safe_id(document)}.html"


def trace_of(stated: Stated) -> str:
    """Takes a figure, name or rejection, gives the path of its trace inside the report."""
    return f"{page_of(stated.place.document)}#t-{safe_id(stated.id)}"
