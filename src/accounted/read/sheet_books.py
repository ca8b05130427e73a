"""The lines of workbooks: XLSX, ODS and Parquet; what is damaged is set aside with its place, the rest is read."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, Final

from lxml import etree

from accounted.core.outcome import AccountedError, Remark, SetAside
from accounted.read.sheet_line import Line, SheetLines
from accounted.read.sheet_pages import sheets_of_docx

_ODS: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ODS_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ODS_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MERGED: Final = re.compile(rb'<mergeCell\s[^>]*ref="([A-Z]+\d+:[A-Z]+\d+)"')
_NO_VALUE: Final = re.compile(
    rb'<c\s[^>]*?\br="([A-Z]+\d+)"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
_BLOCK: Final = 1 << 22
_OVERLAP: Final = 1 << 13
_LARGEST_SPREAD: Final = 100_000
_NAMED: Final = 12
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")  # the stream's name in [MS-OFFCRYPTO] 2.3.4.4


def is_book(content: bytes) -> bool:
    """Takes bytes, gives whether they begin as an office file or an archive does."""
    return content[:2] == b"PK" or content[:8] == _COMPOUND


def sheets_of_book(name: str, content: bytes) -> Iterator[SheetLines]:
    """Takes a workbook's name and bytes, gives its sheets; a workbook that does not open says why."""
    if content[:8] == _COMPOUND:
        locked = _ENCRYPTED in content
        found = "a workbook locked with a password" if locked else "an office file of the kind before 2007"
        raise AccountedError(
            where=name, found=found, expected="CSV, XLSX, ODS or Parquet without a password",
            advice="Ask for a copy without a password." if locked else "Save it as XLSX or CSV.",
        )  # fmt: skip
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise _unreadable(name, str(fault)) from None
    if "content.xml" in names:
        yield from _ods(name, archive)
    elif "xl/workbook.xml" in names:
        yield from _xlsx(name, content, archive)
    elif "word/document.xml" in names:
        yield from sheets_of_docx(name, archive)
    else:
        raise AccountedError(
            where=name, found="an archive that is no sheet", expected="XLSX or ODS", advice="Unpack it first."
        )


def _unreadable(name: str, fault: str) -> AccountedError:
    found = f"a workbook that does not open ({fault.rstrip('.')})"
    return AccountedError(where=name, found=found, expected="a whole sheet", advice="Save it again.")


def _xlsx(name: str, content: bytes, archive: zipfile.ZipFile) -> Iterator[SheetLines]:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and needed for this format alone

    try:
        parts = _sheet_parts(archive)
        book = load_workbook(io.BytesIO(content), data_only=True, read_only=True, keep_links=False)
    except Exception as fault:  # whatever the library stumbles over, the other files of the batch go on
        raise _unreadable(name, _first_line(fault)) from None
    for title, part in parts:
        made = SheetLines(sheet=title, lines=iter(()))
        if title not in book.sheetnames or part not in archive.namelist():
            made.set_aside.append(_broken_off(f"{name}:{title}", "a sheet that the workbook names and does not hold"))
        elif hasattr(book[title], "iter_rows"):
            made.where = f"{name}:{title}"
            made.lines = _read_to_the_fault(made.where, _xlsx_lines(book[title], archive, part, made), made)
        yield made
    book.close()


def _sheet_parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Gives the titles of a workbook's sheets, each with the name of its part (ECMA-376-1, 18.2.19)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    book = etree.fromstring(archive.read("xl/workbook.xml"), parser)
    ties = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), parser)
    parts = {tie.get("Id"): str(tie.get("Target", "")) for tie in ties}
    at = {key: part.lstrip("/") if part.startswith("/") else f"xl/{part}" for key, part in parts.items()}
    return [(str(one.get("name")), at.get(one.get(_RELATION), "")) for one in book.iter(f"{_MAIN}sheet")]


def _xlsx_lines(sheet: Any, archive: zipfile.ZipFile, part: str, made: SheetLines) -> Iterator[Line]:
    from openpyxl.utils import range_boundaries  # noqa: PLC0415 - as above

    with archive.open(part) as stream:
        areas, bare = _scanned(stream)
    if bare:
        told = ", ".join(bare[:_NAMED]) + (" and others" if len(bare) > _NAMED else "")
        message = f"{len(bare)} formulas have no stored value, so their cells are read as empty: {told}."
        advice = "Open the file in a spreadsheet program and save it."
        made.remarks.append(
            Remark(code="formulas-without-values", where=f"{made.where}:{bare[0]}", message=f"{message} {advice}")
        )
    spread = _Spread()
    for area in areas:
        left, top, right, bottom = range_boundaries(area)
        if (right - left + 1) * (bottom - top + 1) <= _LARGEST_SPREAD:
            spread.add(left - 1, top, right, bottom)
    sheet.reset_dimensions()  # some programs write a size that is not so, and rows outside it would be lost
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        yield Line(number=number, cells=spread.filled(number, [cell_text(value) for value in values]))


def _scanned(stream: IO[bytes]) -> tuple[list[str], list[str]]:
    """Gives the merged areas of a sheet and the places of formulas without a stored value, read block by block."""
    areas: dict[str, None] = {}
    bare: dict[str, None] = {}
    before = b""
    while block := stream.read(_BLOCK):
        text = before + block
        areas.update(dict.fromkeys(found.decode() for found in _MERGED.findall(text)))
        bare.update(dict.fromkeys(found.decode() for found in _NO_VALUE.findall(text)))
        before = text[-_OVERLAP:]
    return list(areas), list(bare)


class _Spread:
    """Merged areas, whose first cell's text stands for each of their cells."""

    def __init__(self) -> None:
        self.first: dict[tuple[int, int], tuple[int, int]] = {}
        self.text: dict[tuple[int, int], str] = {}
        self.width: dict[int, int] = {}

    def add(self, left: int, top: int, right: int, bottom: int) -> None:
        """Takes an area: columns from 0, the right one outside it; rows from 1, the bottom one in it."""
        self.first.update({(row, at): (top, left) for row in range(top, bottom + 1) for at in range(left, right)})
        self.text[top, left] = ""
        self.width.update({row: max(right, self.width.get(row, 0)) for row in range(top, bottom + 1)})

    def filled(self, number: int, cells: list[str]) -> list[str]:
        """Takes a row and its cells, gives them with what merged areas say of empty ones."""
        if number not in self.width:
            return cells
        cells += [""] * (self.width[number] - len(cells))
        for at, text in enumerate(cells):
            first = self.first.get((number, at))
            if first == (number, at):
                self.text[first] = text
            elif first is not None and not text:
                cells[at] = self.text[first]
        return cells


def _read_to_the_fault(where: str, lines: Iterator[Line], made: SheetLines) -> Iterator[Line]:
    """Gives lines as far as they can be read; what stops the reading is set aside with the row at which it did."""
    number = 0
    try:
        for line in lines:
            number = line.number
            yield line
    except AccountedError:
        raise
    except Exception as fault:  # a damaged part raises what its library raises; rows before it are kept
        made.set_aside.append(
            _broken_off(f"{where}:{number + 1}", f"a sheet that breaks off here ({_first_line(fault)})")
        )


def _first_line(fault: Exception) -> str:
    told = str(fault).splitlines()
    return f"{type(fault).__name__}: {told[0].rstrip('.')}" if told else type(fault).__name__


def _broken_off(where: str, found: str) -> SetAside:
    advice = "Ask for the file again; rows before this place were read."
    return SetAside(code="sheet-broken-off", where=where, found=found, expected="a whole sheet", advice=advice)


def parquet_sheet(name: str, content: bytes) -> SheetLines:
    """Takes a Parquet file's name and bytes, gives it as one sheet, its columns' names as header."""
    made = SheetLines(sheet="", lines=iter(()))
    made.lines = _read_to_the_fault(name, _parquet(name, content), made)
    return made


def _parquet(name: str, content: bytes) -> Iterator[Line]:
    """Gives the columns' names and then the rows, read by blocks from a file that is there while it is read."""
    import duckdb  # noqa: PLC0415 - heavy, and needed for this format alone

    with TemporaryDirectory() as place, duckdb.connect() as database:
        path = Path(place) / "table.parquet"
        path.write_bytes(content)
        try:
            told = database.execute("select * from read_parquet(?)", [str(path)])
        except duckdb.Error as fault:
            found = str(fault).splitlines()[0].replace(str(path), name)
            raise AccountedError(
                where=name, found=found, expected="a whole Parquet file", advice="Save it again."
            ) from None
        yield Line(number=1, cells=[str(column[0]) for column in told.description or ()])
        number = 1
        while rows := told.fetchmany(10_000):
            for values in rows:
                number += 1
                yield Line(number=number, cells=[cell_text(value) for value in values])


def cell_text(value: object) -> str:
    """Takes a cell's value, gives its text: days as ISO 8601, whole numbers without a point, nothing as "".

    >>> cell_text(34.0), cell_text(None), cell_text(datetime(1992, 2, 26))
    ('34', '', '1992-02-26')
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _ods(name: str, archive: zipfile.ZipFile) -> Iterator[SheetLines]:
    try:
        told = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive.namelist() else b""
        if b"encryption-data" in told:
            raise AccountedError(
                where=name, found="a workbook locked with a password", expected="a sheet without a password",
                advice="Ask for a copy without a password.",
            )  # fmt: skip
        root = etree.fromstring(
            archive.read("content.xml"), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        )
    except (zipfile.BadZipFile, etree.XMLSyntaxError, OSError, NotImplementedError, RuntimeError) as fault:
        raise _unreadable(name, _first_line(fault)) from None
    for table in root.iter(f"{_ODS}table"):
        yield SheetLines(sheet=table.get(f"{_ODS}name", ""), lines=_ods_lines(table))


def _ods_lines(table: Any) -> Iterator[Line]:
    number, spread = 0, _Spread()
    for row in table.iter(f"{_ODS}table-row"):
        cells: list[str] = []
        for cell in row.iterchildren(f"{_ODS}table-cell", f"{_ODS}covered-table-cell"):
            again = int(cell.get(f"{_ODS}number-columns-repeated", 1))
            text = _ods_text(cell)
            across, down = (int(cell.get(f"{_ODS}number-{what}-spanned", 1)) for what in ("columns", "rows"))
            if 1 < across * down <= _LARGEST_SPREAD:
                spread.add(len(cells), number + 1, len(cells) + across, number + down)
            cells.extend([text] * (again if text else min(again, 256)))
        again = int(row.get(f"{_ODS}number-rows-repeated", 1))
        cells = spread.filled(number + 1, cells)
        while cells and not cells[-1]:
            cells.pop()
        for _ in range(again if cells else min(again, 1)):
            yield Line(number=number + 1, cells=cells)
            number += 1
        number += 0 if cells else again - 1


def _ods_text(cell: Any) -> str:
    day = cell.get(f"{_ODS_OFFICE}date-value")
    if day:
        return str(day.removesuffix("T00:00:00"))
    if cell.get(f"{_ODS_OFFICE}value-type") == "float":
        return cell_text(float(cell.get(f"{_ODS_OFFICE}value")))
    return "\n".join("".join(part.itertext()) for part in cell.iter(f"{_ODS_TEXT}p"))
