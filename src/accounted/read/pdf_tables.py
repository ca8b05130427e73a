"""Tables of a PDF that are drawn with lines: found by pdfplumber, their cells told by offsets into the text."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any, Final, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

from accounted.core.document import CharBox, Page, Table, TableCell

_FEWEST_PATHS: Final = 4
"""Lines and boxes that a page has at least where a table of two rows and columns is drawn on it."""
_FEWEST_NUMBERS: Final = 1
_NUMBER: Final = re.compile(r"\d+")
_NEAR: Final = 2.0
"""Points within which two edges of cells are one."""
_Box: TypeAlias = tuple[float, float, float, float]


def ruled_pages(opened: pypdfium2.PdfDocument, pages: Sequence[Page], text: str) -> list[int]:
    """Takes an opened PDF, its pages and text, gives the numbers from 1 of those on which a table may be drawn."""
    return [
        page.number
        for page in pages
        if len(_NUMBER.findall(text, page.start, page.end)) >= _FEWEST_NUMBERS
        and _paths(opened[page.number - 1]) >= _FEWEST_PATHS
    ]


def _paths(page: pypdfium2.PdfPage) -> int:
    try:
        return sum(1 for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]))
    finally:
        page.close()


def pdf_tables(content: bytes, ruled: Iterable[int], boxes: Sequence[CharBox], text: str) -> tuple[Table, ...]:
    """Takes a PDF's bytes, its ruled pages, the boxes of its characters and its text, gives the tables drawn in it.

    A cell's words are the characters whose middle lies in it. A page that is turned or cut, or that pdfplumber cannot
    open, gives no table: its lines are read as lines.
    """
    by_page: dict[int, list[CharBox]] = {number: [] for number in ruled}
    if not by_page:
        return ()
    for box in boxes:
        if box.page in by_page:
            by_page[box.page].append(box)
    plumber = import_module("pdfplumber")
    found: list[Table] = []
    try:
        with plumber.open(io.BytesIO(content), pages=sorted(by_page)) as opened:
            for page in opened.pages:
                found += _on_page(page, by_page[page.page_number], text)
                page.close()
    except Exception:
        return tuple(found)
    return tuple(found)


def _on_page(page: Any, boxes: Sequence[CharBox], text: str) -> Iterator[Table]:
    if page.rotation or tuple(page.mediabox[:2]) != (0, 0) or tuple(page.cropbox) != tuple(page.mediabox):
        return
    for table in page.find_tables():
        cells = list(_cells(table.cells, boxes, float(page.height), text))
        if len({cell.row for cell in cells}) > 1 and len({cell.column for cell in cells}) > 1:
            yield Table(cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))), page=page.page_number)


def _cells(drawn: Sequence[_Box], boxes: Sequence[CharBox], height: float, text: str) -> Iterator[TableCell]:
    lefts, tops = (_edges(cell[side] for cell in drawn) for side in (0, 1))
    for left, top, right, bottom in drawn:
        inside = [
            box.offset
            for box in boxes
            if left <= (box.left + box.right) / 2 < right and top <= height - (box.bottom + box.top) / 2 < bottom
        ]
        runs = [run for run in _runs(sorted(inside), text) if text[run[0] : run[1]].strip()]
        if runs:
            yield TableCell(
                row=_place(top, tops),
                column=_place(left, lefts),
                rows=max(1, _place(bottom - 2 * _NEAR, tops) - _place(top, tops) + 1),
                columns=max(1, _place(right - 2 * _NEAR, lefts) - _place(left, lefts) + 1),
                start=runs[0][0],
                end=runs[0][1],
                more=tuple(runs[1:]),
            )


def _edges(sides: Iterable[float]) -> list[float]:
    found: list[float] = []
    for side in sorted(sides):
        if not found or side - found[-1] > _NEAR:
            found.append(side)
    return found


def _place(side: float, edges: Sequence[float]) -> int:
    """The last edge that is not right of (or below) a side."""
    return max(sum(1 for edge in edges if edge <= side + _NEAR) - 1, 0)


def _runs(offsets: Sequence[int], text: str) -> Iterator[tuple[int, int]]:
    """Stretches of the text that these characters make up: words of another cell between them part two."""
    start: int | None = None
    last = 0
    for offset in offsets:
        if start is not None and text[last + 1 : offset].strip():
            yield _trimmed(start, last + 1, text)
            start = None
        start = offset if start is None else start
        last = offset
    if start is not None:
        yield _trimmed(start, last + 1, text)


def _trimmed(start: int, end: int, text: str) -> tuple[int, int]:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    return start + left, start + left + len(words.strip())
