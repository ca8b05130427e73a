"""DOCX: paragraphs and tables in the order of the document, then headers, footers and notes."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any

import docx
from lxml import etree

from accounted.core.document import Document, Table, TableCell, TextLayer
from accounted.core.outcome import SetAside

VERSION = "2"
_UNPACKED_BYTES = 500_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a second copy for older programs
_NOT_SHOWN = {_FALLBACK} | {
    f"{_W}{tag}" for tag in ("delText", "moveFrom", "instrText", "pPr", "rPr", "sectPr", "tblPr")
}
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST_SPANNED = 1000
_NOTES = ("header", "footer", "footnotes", "endnotes", "comments")


def docx_layer(document: Document, content: bytes) -> TextLayer | SetAside:
    """Takes a DOCX document and its bytes, gives its text: body, then headers, footers, footnotes, endnotes, comments.

    ECMA-376-1, 17.2 to 17.4: paragraphs end in a line break, cells stand apart by a tab, rows by a line break. Text in
    boxes stands where its paragraph is anchored. What a tracked change deleted is left out, what it inserted is in.
    """
    fault = _fault_of_package(content)
    if fault:
        return _broken(document, fault)
    try:
        parts = [part for part in (_text_of(root) for root in _parts(content)) if part[0].strip()]
    except Exception as fault_of_library:
        return _broken(document, f"{type(fault_of_library).__name__}: {fault_of_library}")
    text = "\n".join(words for words, _ in parts)
    starts = accumulate((len(words) + 1 for words, _ in parts), initial=len(text.lstrip("\n")) - len(text))
    tables = tuple(_moved(table, start) for (_, found), start in zip(parts, starts, strict=False) for table in found)
    extractor = f"docx/python-docx-{docx.__version__}"
    words = text.strip("\n")
    return TextLayer(document=document.id, text=words, extractor=extractor, version=VERSION, tables=tables)


def _fault_of_package(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            unpacked = sum(info.file_size for info in package.infolist())  # reading stops at the size told
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        return str(fault)
    if unpacked > _UNPACKED_BYTES:
        return f"it unpacks to {unpacked:,} bytes, more than {_UNPACKED_BYTES:,}"
    return None


def _parts(content: bytes) -> Iterator[etree._Element]:
    """Gives the roots of the body and of the parts around it, parsed by python-docx without entities or network."""
    opened = docx.Document(io.BytesIO(content))
    yield opened.element.body
    around = [rel for rel in opened.part.rels.values() if not rel.is_external]
    for kind in _NOTES:
        for rel in sorted(around, key=lambda r: str(r.target_part.partname)):
            if rel.reltype.endswith(f"/{kind}"):
                yield _parsed(rel.target_part.blob)


def _parsed(blob: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    return etree.fromstring(blob, parser)


@dataclass(slots=True)
class _Rows:
    """A table being written: its rows and cells; one inside a cell of another is words of that cell, and no table."""

    nested: bool
    row: int = -1
    column: int = 0
    head: bool = False
    opened: dict[str, Any] = field(default_factory=dict)
    cells: list[dict[str, Any]] = field(default_factory=list)

    def next_row(self, *, head: bool) -> None:
        """Begins a row, a head or not."""
        self.row, self.column, self.head = self.row + 1, 0, head

    def open(self, element: etree._Element) -> None:
        """Begins a cell: how many columns it spans, whether it goes on with the one above."""
        span = element.find(f"{_W}tcPr/{_W}gridSpan")
        merge = element.find(f"{_W}tcPr/{_W}vMerge")
        told = span.get(f"{_W}val", "1") if span is not None else "1"
        columns = min(max(int(told), 1), _MOST_SPANNED) if told.isdecimal() else 1
        goes_on = merge is not None and merge.get(f"{_W}val") != "restart"
        self.opened = {"row": self.row, "column": self.column, "columns": columns, "head": self.head, "on": goes_on}
        self.column += columns

    def shut(self, piece: int) -> None:
        """Ends a cell whose words are that piece; one that goes on with the cell above makes that one longer."""
        cell, self.opened = self.opened, {}
        if not cell:
            return
        if cell.pop("on"):
            above = [one for one in self.cells if one["column"] == cell["column"]]
            if above:
                above[-1]["rows"] = cell["row"] - above[-1]["row"] + 1
                return
        self.cells.append(cell | {"piece": piece})


@dataclass(slots=True)
class _Written:
    """The text of one part as it is written: pieces, and the tables with their cells' places among the pieces."""

    pieces: list[str] = field(default_factory=list)
    cells: list[int] = field(default_factory=list)
    rows: list[_Rows] = field(default_factory=list)
    tables: list[_Rows] = field(default_factory=list)
    raised: bool = False

    def start(self, element: etree._Element) -> None:
        """Takes an element that begins, writes what it stands for."""
        tag = element.tag
        if tag == f"{_W}tbl":
            self.rows.append(_Rows(nested=bool(self.cells)))
        elif tag == f"{_W}tr" and self.rows:
            self.rows[-1].next_row(head=element.find(f"{_W}trPr/{_W}tblHeader") is not None)
        elif tag == f"{_W}tc":
            self.cells.append(len(self.pieces))
            if self.rows:
                self.rows[-1].open(element)
        elif tag == f"{_W}r":
            raised = element.find(f"{_W}rPr/{_W}vertAlign")
            self.raised = raised is not None and raised.get(f"{_W}val") == "superscript"
        elif tag == f"{_W}t":
            self.pieces.append((element.text or "").translate(_RAISED if self.raised else {}))
        elif tag in _SIGNS:
            self.pieces.append(_SIGNS[tag])

    def end(self, tag: str) -> None:
        """Takes an element that ends, writes the break it makes; a cell's paragraphs stay in its row."""
        if tag == f"{_W}p":
            self.pieces.append("\n")
        elif tag == f"{_W}tc":
            begin = self.cells.pop()
            self.pieces[begin:] = ["".join(self.pieces[begin:]).strip("\n").replace("\n", " "), "\t"]
            if self.rows:
                self.rows[-1].shut(begin)
        elif tag == f"{_W}tr":
            self.pieces[-1:] = ["\n"] if self.pieces[-1:] == ["\t"] else [*self.pieces[-1:], "\n"]
        elif tag == f"{_W}tbl" and self.rows:
            self.tables.append(self.rows.pop())


def _text_of(root: etree._Element) -> tuple[str, list[Table]]:
    """Walks the elements without recursion, gives the text and its tables by offset."""
    written = _Written()
    skipped: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if skipped is not None:
            skipped = None if event == "end" and element is skipped else skipped
        elif event == "start":
            if element.tag in _NOT_SHOWN:
                skipped = element
            else:
                written.start(element)
        else:
            written.end(element.tag)
    starts = list(accumulate(map(len, written.pieces), initial=0))
    told = [_table(rows, written.pieces, starts) for rows in written.tables if not rows.nested]
    return "".join(written.pieces), [table for table in told if len(table.cells) > 1]


def _table(rows: _Rows, pieces: list[str], starts: list[int]) -> Table:
    cells = []
    for cell in rows.cells:
        piece = cell.pop("piece")
        words = pieces[piece].strip()
        start = starts[piece] + pieces[piece].find(words)
        if words:
            cells.append(TableCell(**cell, start=start, end=start + len(words)))
    return Table(cells=tuple(cells))


def _moved(table: Table, by: int) -> Table:
    return Table(cells=tuple(replace(cell, start=cell.start + by, end=cell.end + by) for cell in table.cells))


def _broken(document: Document, fault: str) -> SetAside:
    return SetAside(
        code="broken-docx",
        where=document.name,
        found=f"a DOCX file that does not open ({fault.rstrip('.')})",
        expected="a whole DOCX file",
        advice="Ask whoever sent it to send it again; the file is kept as received.",
        sha256=document.sha256,
    )
