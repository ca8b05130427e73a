"""What leans on what, as a picture's plan: takes documents and ties, gives places for dots and lines, in plain numbers.

Layers stand by date, the oldest left; one colour stands for one root (a document not shown to lean on another), so that
a copy has its root's colour. Nothing is measured in type: whoever draws it (SVG, Vega-Lite) multiplies the places.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from accounted.core.dates import sort_key
from accounted.core.document import Document, Tie
from accounted.core.picture import Dot, LeansPicture, Line
from accounted.reconcile.origins import WEAK, roots_of
from accounted.reconcile.speakers import name_key

UNDATED = "undated"
_SWEEPS = 4


def leans_picture(documents: Sequence[Document], ties: Sequence[Tie]) -> LeansPicture:
    """Takes documents in order of intake and ties, gives the plan of the picture; the same input gives the same plan.

    A column holds the documents of one date. Rows are ordered so that a document stands near those it leans on: the
    barycentre of its neighbours (Sugiyama, Tagawa and Toda, IEEE Transactions on Systems, Man and Cybernetics 11,
    1981). Roots are numbered by date, then by order of intake, never by side or size.
    """
    held = {document.id: document for document in documents}
    counted = [t for t in ties if {t.from_document, t.to_document} <= held.keys()]
    roots = _roots(documents, counted)
    dates = sorted({_date(document) for document in documents}, key=lambda d: sort_key(None if d == UNDATED else d))
    column = {document.id: dates.index(_date(document)) for document in documents}
    row = _rows(documents, column, counted)
    numbers = _numbered(documents, roots, column)
    leaning = {tie.from_document for tie in counted if tie.directed and tie.kind not in WEAK}
    dots = [
        Dot(
            document=document.id,
            column=column[document.id],
            row=row[document.id],
            roots=tuple(sorted(numbers[root] for root in roots[document.id])),
            is_root=document.id not in leaning,
        )
        for document in documents
    ]
    lines = [
        Line(
            tie=tie.id,
            start=tie.from_document,
            end=tie.to_document,
            kind=tie.kind,
            arrow=tie.directed,
            dashed=tie.kind in WEAK,
        )
        for tie in counted
    ]
    most = max((dot.row + 1 for dot in dots), default=0)
    return LeansPicture(columns=tuple(dates), dots=tuple(dots), lines=tuple(lines), roots=len(numbers), rows=most)


def _date(document: Document) -> str:
    return document.described.published or UNDATED


def _roots(documents: Sequence[Document], ties: Sequence[Tie]) -> dict[str, frozenset[str]]:
    """Gives the roots that each document leads back to; roots of one source are one.

    Documents of one source are joined after the walk, not before it: a later text of a ministry that leans on a report
    does not make the ministry's first text lean on it.
    """
    leans = [(t.from_document, t.to_document) for t in ties if t.kind not in WEAK and t.directed]
    same = [(t.from_document, t.to_document) for t in ties if t.kind not in WEAK and not t.directed]
    found = roots_of([document.id for document in documents], same=same, leans=leans)
    first_of: dict[str, str] = {}
    sources = {document.id: document.described.source for document in documents}
    tops = {root for some in found.values() for root in some}
    named = {
        document: first_of.setdefault(name_key(source), document)
        for document, source in sources.items()
        if document in tops and source
    }
    return {document: frozenset(named.get(root, root) for root in some) for document, some in found.items()}


def _numbered(
    documents: Sequence[Document], roots: Mapping[str, frozenset[str]], column: Mapping[str, int]
) -> dict[str, int]:
    """Gives each root its number, by the date and intake of the first document that leads back to it."""
    found: dict[str, int] = {}
    for document in sorted(documents, key=lambda d: column[d.id]):
        for root in sorted(roots[document.id]):
            found.setdefault(root, len(found))
    return found


def _rows(documents: Sequence[Document], column: Mapping[str, int], ties: Sequence[Tie]) -> dict[str, int]:
    """Gives each document its row: columns are swept to and fro, each sorted by the mean row of its neighbours."""
    layers: dict[int, list[str]] = defaultdict(list)
    for document in documents:
        layers[column[document.id]].append(document.id)
    beside: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        beside[tie.from_document].add(tie.to_document)
        beside[tie.to_document].add(tie.from_document)
    row = {document: place for layer in layers.values() for place, document in enumerate(layer)}
    for sweep in range(_SWEEPS):
        for number in sorted(layers, reverse=bool(sweep % 2)):
            means = {d: _mean([row[o] for o in beside[d]], row[d]) for d in layers[number]}
            layers[number].sort(key=lambda d: (means[d], row[d]))
            row.update({document: place for place, document in enumerate(layers[number])})
    return row


def _mean(rows: Sequence[int], own: int) -> float:
    return sum(rows) / len(rows) if rows else float(own)
