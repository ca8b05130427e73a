"""Tables of invented figures in every form that files have: drawn in a PDF, as HTML, as DOCX; laid out as told."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import docx
from docx.shared import Pt
from docx.table import Table as DocxTable
from made_pdf import written_pdf


@dataclass(frozen=True, slots=True)
class At:
    """A cell: its words, how many rows and columns it covers, a raised note behind it."""

    words: str
    rows: int = 1
    columns: int = 1
    note: str = ""


Row = Sequence[At | str]


def _cells(rows: Sequence[Row]) -> list[tuple[int, int, At]]:
    """Gives each cell with its row and column; cells of rows above that reach down keep their places."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            at = cell if isinstance(cell, At) else At(cell)
            while (number, column) in taken:
                column += 1
            placed.append((number, column, at))
            taken |= {(number + r, column + c) for r in range(at.rows) for c in range(at.columns)}
    return placed


def pdf_table(*pages: Sequence[Row], title: str = "", widths: int = 110, two_lines: bool = False) -> bytes:
    """Gives a PDF with a table drawn with lines on each page, its title above; words of a cell on one line or two."""
    return written_pdf(
        [_page(rows, title if not number else "", widths, two_lines) for number, rows in enumerate(pages)]
    )


def _page(rows: Sequence[Row], title: str, width: int, two_lines: bool) -> bytes:
    """Gives the stream of one page; where words stand on two lines, lines of neighbouring cells come by turns."""
    height, left, top = 30, 40, 760
    drawn = [b"0.5 w"]
    words: list[tuple[int, int, float, bytes]] = [(-1, 0, 0, _shown(title, left, top + 14, 12))] if title else []
    for row, column, cell in _cells(rows):
        x, y = left + column * width, top - (row + cell.rows) * height
        drawn.append(b"%d %d %d %d re S" % (x, y, cell.columns * width, cell.rows * height))
        base = y + cell.rows * height - 13
        lines = cell.words.rsplit(" ", 1) if two_lines else [cell.words]
        words += [(row, n, column, _shown(line, x + 4, base - 11 * n, 9)) for n, line in enumerate(lines)]
        if cell.note:
            words.append((row, 0, column + 0.5, _shown(cell.note, x + 4 + 5.4 * len(cell.words), base + 4, 5)))
    return b"\n".join([*drawn, *(told for *_, told in sorted(words, key=lambda word: word[:3]))])


def _shown(words: str, x: float, y: float, size: int) -> bytes:
    quoted = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %d Tf %.2f %.2f Td (%s) Tj ET" % (size, x, y, quoted)


def html_table(rows: Sequence[Row], title: str = "", *, heads: int = 1) -> bytes:
    """Gives a page with a table, the first rows as heads."""
    shown: dict[int, list[str]] = {number: [] for number in range(len(rows))}
    for row, _, cell in _cells(rows):
        tag = "th" if row < heads else "td"
        note = f"<sup>{cell.note}</sup>" if cell.note else ""
        span = f' rowspan="{cell.rows}" colspan="{cell.columns}"'
        shown[row].append(f"<{tag}{span}>{escape(cell.words)}{note}</{tag}>")
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in shown.values())
    return f"<html><body><h2>{escape(title)}</h2><table>{body}</table><p>The council met.</p></body></html>".encode()


def docx_table(rows: Sequence[Row], title: str = "") -> bytes:
    """Gives a DOCX with a table, cells merged as told."""
    made = docx.Document()
    made.add_paragraph(title)
    placed = _cells(rows)
    columns = max(column + cell.columns for _, column, cell in placed)
    table = made.add_table(rows=len(rows), cols=columns)
    for row, column, cell in placed:
        _fill(table, row, column, cell)
    made.add_paragraph("The council met.")
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def _fill(table: DocxTable, row: int, column: int, cell: At) -> None:
    place = table.cell(row, column)
    if cell.rows > 1 or cell.columns > 1:
        place = place.merge(table.cell(row + cell.rows - 1, column + cell.columns - 1))
    run = place.paragraphs[0].add_run(cell.words)
    run.font.size = Pt(9)
    if cell.note:
        place.paragraphs[0].add_run(cell.note).font.superscript = True
