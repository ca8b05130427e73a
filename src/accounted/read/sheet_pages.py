"""Tables found in documents (HTML, DOCX) as sheets: each table's rows and cells, spanning cells told in each place."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree
from lxml import html as lxml_html

from accounted.core.outcome import AccountedError
from accounted.read.sheet_line import Line, SheetLines

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HTML: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table)[\s>]", re.IGNORECASE | re.DOTALL
)
_WIDEST: Final = 200


def is_page(content: bytes) -> bool:
    """Takes bytes, gives whether they begin as an HTML page does."""
    return _HTML.match(content[:4096]) is not None


def sheets_of_page(content: bytes, *, encoding: str | None) -> Iterator[SheetLines]:
    """Takes an HTML page, gives its tables as sheets "table 1", "table 2" in the order of the page."""
    parser = lxml_html.HTMLParser(encoding=encoding, no_network=True)
    root = lxml_html.document_fromstring(content, parser=parser) if content.strip() else None
    tables = root.iter("table") if root is not None else iter(())
    for number, table in enumerate(tables, start=1):
        rows = (row for row in table.iter("tr") if next(row.iterancestors("table")) is table)
        yield SheetLines(sheet=f"table {number}", lines=_lines(_page_cells(row) for row in rows))


def _page_cells(row: Any) -> list[tuple[str, int, int]]:
    cells = []
    for cell in row.iterchildren("td", "th"):
        text = " ".join("".join(cell.itertext()).split())
        cells.append((text, _number(cell.get("colspan")), _number(cell.get("rowspan"))))
    return cells


def _number(told: str | None) -> int:
    return min(max(int(told), 1), _WIDEST) if told and told.strip().isdecimal() else 1


def sheets_of_docx(name: str, archive: zipfile.ZipFile) -> Iterator[SheetLines]:
    """Takes a DOCX file's name and its archive, gives its tables as sheets "table 1", "table 2"."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.parse(io.BytesIO(archive.read("word/document.xml")), parser).getroot()
    except (etree.XMLSyntaxError, zipfile.BadZipFile, OSError, RuntimeError) as fault:
        found = f"a DOCX file that does not open ({type(fault).__name__})"
        raise AccountedError(where=name, found=found, expected="a whole file", advice="Save it again.") from None
    for number, table in enumerate(root.iter(f"{_W}tbl"), start=1):
        rows = (_word_cells(row) for row in table.iterchildren(f"{_W}tr"))
        yield SheetLines(sheet=f"table {number}", lines=_lines(_grown(rows)))


def _word_cells(row: Any) -> list[tuple[str, int, int]]:
    """Gives a row's cells; a cell that goes on from the row above bears 0 in place of how many rows it spans."""
    cells = []
    for cell in row.iterchildren(f"{_W}tc"):
        text = "\n".join("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in cell.iter(f"{_W}p"))
        wide = cell.find(f"{_W}tcPr/{_W}gridSpan")
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        goes_on = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
        across = _number(wide.get(f"{_W}val")) if wide is not None else 1
        cells.append((" ".join(text.split()), across, 0 if goes_on else 1))
    return cells


def _grown(rows: Iterator[list[tuple[str, int, int]]]) -> Iterator[list[tuple[str, int, int]]]:
    """Gives rows in which a cell that goes on from above has the text from there."""
    above: dict[int, str] = {}
    for row in rows:
        at, made = 0, []
        for text, across, down in row:
            told = text if down else above.get(at, text)
            above[at] = told
            made.append((told, across, 1))
            at += across
        yield made


def _lines(rows: Iterator[list[tuple[str, int, int]]]) -> Iterator[Line]:
    """Gives rows as lines, a cell that spans several columns or rows told in each of them."""
    waiting: dict[int, tuple[str, int]] = {}
    for number, row in enumerate(rows, start=1):
        cells: list[str] = []
        for text, across, down in row:
            _from_above(cells, waiting)
            for _ in range(across):
                if down > 1:
                    waiting[len(cells)] = (text, down - 1)
                cells.append(text)
        _from_above(cells, waiting)
        yield Line(number=number, cells=cells)


def _from_above(cells: list[str], waiting: dict[int, tuple[str, int]]) -> None:
    while len(cells) in waiting:
        text, left = waiting.pop(len(cells))
        if left > 1:
            waiting[len(cells)] = (text, left - 1)
        cells.append(text)
