"""Takes a stored row, gives its way home and its document's text in pieces with all that is marked in it."""

from typing import Any

from accounted.core.claim import Claim, Denial, Label
from accounted.core.document import Document, Entry
from accounted.core.plain import from_plain
from accounted.publish.places import Box, Where
from accounted.publish.report import storable
from accounted.publish.segments import Mark, Segment, segments
from accounted.publish.trace import Step, trace

__all__ = ["KINDS", "pieces", "storable", "trace_of"]
KINDS = {"Claim": Claim, "Label": Label, "Denial": Denial}


def trace_of(
    row: dict[str, Any], *, document: Document, entries: tuple[Entry, ...], unchanged: str
) -> tuple[Step, ...]:
    """Takes a row with its plain form, its document, custody lines and what `verify` said, gives the steps home."""
    core = row["core"]
    stated: Any = from_plain(KINDS[core["type"]], core)
    return trace(stated, document=document, entries=entries, where=_where(row), unchanged=unchanged)


def _where(row: dict[str, Any]) -> Where | None:
    place = row["place"]
    if "line" not in place:
        return None
    boxes = tuple(
        Box(page=page, left=left, bottom=bottom, right=right, top=top)
        for page, left, bottom, right, top in place["boxes"]
    )
    return Where(
        line=place["line"], start=place["start"], end=place["end"], text=row["quote"], page=place["page"], boxes=boxes
    )


def pieces(
    text: str, rows: tuple[dict[str, Any], ...], *, shared: list[dict[str, Any]], pages: list[Any]
) -> tuple[Segment, ...]:
    """Takes a text, what is stated in it, passages it shares and its pages, gives the text in pieces, once each."""
    marks = [
        Mark(
            id=row["id"], start=row["place"]["start"], end=row["place"]["end"], kind=row["kind"], number=n,
            label=f"{n}: {row['heading']}",
        )
        for n, row in enumerate(rows, start=1)
        if "start" in row["place"] and row["state"] != "rejected"
    ]  # fmt: skip
    marks += [Mark(id=one["id"], start=one["start"], end=one["end"], kind="shared") for one in shared]
    return segments(text, marks, page_starts={start: number for number, start, *_ in pages})
