"""The lines of workbooks: XLSX and Parquet; ODS by sheet_ods.py. What is damaged is set aside with its place."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from lxml import etree

from accounted.core.outcome import AccountedError, Remark
from accounted.read.sheet_fault import broken_off, first_line, read_to_the_fault, unreadable
from accounted.read.sheet_hidden import Hidden
from accounted.read.sheet_line import Line, SheetLines
from accounted.read.sheet_ods import sheets_of_ods
from accounted.read.sheet_pages import sheets_of_docx
from accounted.read.sheet_spread import LARGEST_SPREAD, Spread, cell_text

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MERGED: Final = re.compile(rb'<mergeCell\s[^>]*ref="([A-Z]+\d+:[A-Z]+\d+)"')
_NO_VALUE: Final = re.compile(
    rb'<c\s[^>]*?\br="([A-Z]+\d+)"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
_HIDDEN_ROW: Final = re.compile(rb'<row\s[^>]*?\bhidden="(?:1|true)"[^>]*>')
_HIDDEN_COLUMN: Final = re.compile(rb'<col\s[^>]*?\bhidden="(?:1|true)"[^>]*>')
_ROW_NUMBER: Final = re.compile(rb'\sr="(\d+)"')
_FIRST, _LAST = re.compile(rb'\smin="(\d+)"'), re.compile(rb'\smax="(\d+)"')
_WIDEST: Final = 1 << 14  # columns that a sheet can have
_BLOCK: Final = 1 << 22
_OVERLAP: Final = 1 << 13
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
        raise unreadable(name, str(fault)) from None
    if "content.xml" in names:
        yield from sheets_of_ods(name, archive)
    elif "xl/workbook.xml" in names:
        yield from _xlsx(name, content, archive)
    elif "word/document.xml" in names:
        yield from sheets_of_docx(name, archive)
    else:
        raise AccountedError(
            where=name, found="an archive that is no sheet", expected="XLSX or ODS", advice="Unpack it first."
        )


def _xlsx(name: str, content: bytes, archive: zipfile.ZipFile) -> Iterator[SheetLines]:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and needed for this format alone

    try:
        parts = _sheet_parts(archive)
        book = load_workbook(io.BytesIO(content), data_only=True, read_only=True, keep_links=False)
    except Exception as fault:  # whatever the library stumbles over, the other files of the batch go on
        raise unreadable(name, first_line(fault)) from None
    for title, part, is_hidden in parts:
        made = SheetLines(sheet=title, lines=iter(()))
        if title not in book.sheetnames or part not in archive.namelist():
            made.set_aside.append(broken_off(f"{name}:{title}", "a sheet that the workbook names and does not hold"))
        elif hasattr(book[title], "iter_rows"):
            made.where = f"{name}:{title}"
            hidden = Hidden(sheet=is_hidden)
            lines = _xlsx_lines(book[title], _scanned(archive, part, hidden), made)
            made.lines = read_to_the_fault(made.where, hidden.noted(lines, made), made)
        yield made
    book.close()


def _sheet_parts(archive: zipfile.ZipFile) -> list[tuple[str, str, bool]]:
    """Gives the titles of a workbook's sheets, each with the name of its part, and whether it is hidden (ECMA-376-1,
    18.2.19).
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    book = etree.fromstring(archive.read("xl/workbook.xml"), parser)
    ties = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), parser)
    parts = {tie.get("Id"): str(tie.get("Target", "")) for tie in ties}
    at = {key: part.lstrip("/") if part.startswith("/") else f"xl/{part}" for key, part in parts.items()}
    return [
        (str(one.get("name")), at.get(one.get(_RELATION), ""), one.get("state", "visible") != "visible")
        for one in book.iter(f"{_MAIN}sheet")
    ]


def _xlsx_lines(sheet: Any, scanned: Iterator[tuple[list[str], list[str]]], made: SheetLines) -> Iterator[Line]:
    from openpyxl.utils import range_boundaries  # noqa: PLC0415 - as above

    areas, bare = next(scanned)
    if bare:
        told = ", ".join(bare[:_NAMED]) + (" and others" if len(bare) > _NAMED else "")
        message = f"{len(bare)} formulas have no stored value, so their cells are read as empty: {told}."
        advice = "Open the file in a spreadsheet program and save it."
        made.remarks.append(
            Remark(code="formulas-without-values", where=f"{made.where}:{bare[0]}", message=f"{message} {advice}")
        )
    spread = Spread()
    for area in areas:
        left, top, right, bottom = range_boundaries(area)
        if (right - left + 1) * (bottom - top + 1) <= LARGEST_SPREAD:
            spread.add(left - 1, top, right, bottom)
    sheet.reset_dimensions()  # some programs write a size that is not so, and rows outside it would be lost
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        yield Line(number=number, cells=spread.filled(number, [cell_text(value) for value in values]))


def _scanned(archive: zipfile.ZipFile, part: str, hidden: Hidden) -> Iterator[tuple[list[str], list[str]]]:
    """Gives once, when asked, the merged areas of a sheet and the places of formulas without a stored value, read block
    by block; notes what is hidden.
    """
    areas: dict[str, None] = {}
    bare: dict[str, None] = {}
    before = b""
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK):
            text = before + block
            areas.update(dict.fromkeys(found.decode() for found in _MERGED.findall(text)))
            bare.update(dict.fromkeys(found.decode() for found in _NO_VALUE.findall(text)))
            hidden.rows.update(int(at[1]) for one in _HIDDEN_ROW.findall(text) if (at := _ROW_NUMBER.search(one)))
            for one in _HIDDEN_COLUMN.findall(text):
                first, last = (int(at[1]) if (at := which.search(one)) else 0 for which in (_FIRST, _LAST))
                hidden.columns.update(range(max(first, 1) - 1, min(last, _WIDEST)))
            before = text[-_OVERLAP:]
    yield list(areas), list(bare)


def parquet_sheet(name: str, content: bytes) -> SheetLines:
    """Takes a Parquet file's name and bytes, gives it as one sheet, its columns' names as header."""
    made = SheetLines(sheet="", lines=iter(()))
    made.lines = read_to_the_fault(name, _parquet(name, content), made)
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
