"""The lines of OpenDocument sheets, read as a stream: a row is forgotten once it is told, so that memory stays flat."""

import zipfile
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from accounted.core.outcome import AccountedError
from accounted.read.sheet_fault import broken_off, first_line, read_to_the_fault, unreadable
from accounted.read.sheet_hidden import Hidden
from accounted.read.sheet_line import Line, SheetLines
from accounted.read.sheet_spread import LARGEST_SPREAD, Spread, cell_text

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_SHEET, _ROW, _COLUMN = f"{_TABLE}table", f"{_TABLE}table-row", f"{_TABLE}table-column"
_KIND: Final = f"{_STYLE}style"
_HIDDEN: Final = ("collapse", "filter")
_EMPTY_CELLS: Final = 256
_WIDEST: Final = 1 << 14


def sheets_of_ods(name: str, archive: zipfile.ZipFile) -> Iterator[SheetLines]:
    """Takes a file's name and its archive, gives its sheets in their order; each is read as it is asked for."""
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in _manifest(name, archive):
        raise AccountedError(
            where=name, found="a workbook locked with a password", expected="a sheet without a password",
            advice="Ask for a copy without a password.",
        )  # fmt: skip
    stream, first = _Stream(archive), True
    while True:
        try:
            table = stream.next_sheet()
        except _FAULTS as fault:
            if first:
                raise unreadable(name, first_line(fault)) from None
            found = f"a workbook that breaks off here ({first_line(fault)})"
            yield SheetLines(sheet="", lines=iter(()), set_aside=[broken_off(f"{name}: behind the last sheet", found)])
            return
        if table is None:
            return
        title = str(table.get(f"{_TABLE}name", ""))
        made = SheetLines(sheet=title, lines=iter(()), where=f"{name}:{title}")
        hidden = Hidden(sheet=table.get(f"{_TABLE}style-name") in stream.hiding)
        lines = stream.rows(hidden)
        made.lines = read_to_the_fault(made.where, hidden.noted(lines, made), made)
        yield made
        for _ in made.lines:  # what nobody asked for lies before the next sheet
            continue
        if made.set_aside:
            return
        first = False


_FAULTS: Final = (zipfile.BadZipFile, etree.XMLSyntaxError, OSError, NotImplementedError, RuntimeError, EOFError)


def _manifest(name: str, archive: zipfile.ZipFile) -> bytes:
    try:
        return archive.read("META-INF/manifest.xml")
    except _FAULTS as fault:
        raise unreadable(name, first_line(fault)) from None


class _Stream:
    """The sheets and rows of a content.xml in their order; a sheet within a cell is a part of that cell."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._events: Iterator[tuple[str, Any]] | None = None
        self._depth = 0
        self.hiding: set[str | None] = set()

    def _next(self) -> tuple[str, Any] | None:
        if self._events is None:
            tags = (_SHEET, _ROW, _COLUMN, _KIND)
            told = {"resolve_entities": False, "no_network": True, "huge_tree": True}
            stream = self._archive.open("content.xml")
            self._events = iter(etree.iterparse(stream, events=("start", "end"), tag=tags, **told))
        return next(self._events, None)

    def next_sheet(self) -> Any:
        """Takes nothing, gives the next sheet's element as it begins, or None; notes the styles that hide a sheet."""
        while (told := self._next()) is not None:
            event, element = told
            if event == "start" and element.tag == _SHEET:
                self._depth = 1
                return element
            if event == "end" and element.tag == _KIND:
                shown = (one.get(f"{_TABLE}display") for one in element.iter(f"{_STYLE}table-properties"))
                if "false" in shown:
                    self.hiding.add(element.get(f"{_STYLE}name"))
        return None

    def rows(self, hidden: Hidden) -> Iterator[Line]:
        """Takes what will be told hidden, gives the lines of the sheet that has begun."""
        number, column, spread = 0, 0, Spread()
        while self._depth and (told := self._next()) is not None:
            event, element = told
            if element.tag == _SHEET:
                self._depth += 1 if event == "start" else -1
            elif event == "end" and self._depth == 1 and element.tag == _COLUMN:
                again = int(element.get(f"{_TABLE}number-columns-repeated", 1))
                if element.get(f"{_TABLE}visibility") in _HIDDEN:
                    hidden.columns.update(range(column, min(column + again, _WIDEST)))
                column += again
            elif event == "end" and self._depth == 1 and element.tag == _ROW:
                cells, again = _cells(element, number, spread), int(element.get(f"{_TABLE}number-rows-repeated", 1))
                is_hidden = element.get(f"{_TABLE}visibility") in _HIDDEN and bool(cells)
                for _ in range(again if cells else min(again, 1)):
                    number += 1
                    if is_hidden:
                        hidden.rows.add(number)
                    yield Line(number=number, cells=cells)
                number += 0 if cells else again - 1
                _forget(element)


def _forget(row: Any) -> None:
    row.clear(keep_tail=False)
    while row.getprevious() is not None:
        del row.getparent()[0]


def _cells(row: Any, number: int, spread: Spread) -> list[str]:
    """Gives the texts of a row's cells up to the last one that holds anything; `number` rows stand above it."""
    cells: list[str] = []
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        again = int(cell.get(f"{_TABLE}number-columns-repeated", 1))
        text = _text(cell)
        across, down = (int(cell.get(f"{_TABLE}number-{what}-spanned", 1)) for what in ("columns", "rows"))
        if 1 < across * down <= LARGEST_SPREAD:
            spread.add(len(cells), number + 1, len(cells) + across, number + down)
        cells.extend([text] * (again if text else min(again, _EMPTY_CELLS)))
    cells = spread.filled(number + 1, cells)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(cell: Any) -> str:
    day = cell.get(f"{_OFFICE}date-value")
    if day:
        return str(day.removesuffix("T00:00:00"))
    if cell.get(f"{_OFFICE}value-type") == "float":
        return cell_text(float(cell.get(f"{_OFFICE}value")))
    return "\n".join("".join(part.itertext()) for part in cell.iter(f"{_TEXT}p"))
