"""The lines of a sheet, whatever its format: CSV in any encoding and delimiter, XLSX, ODS; nothing is lost on the
way.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from lxml import etree

from accounted.core.outcome import AccountedError, Remark

LONGEST_RECORD: Final = 200
"""Physical lines that one CSV record may run over before its first quotation mark is held to be left open."""

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_ODS: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ODS_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ODS_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a sheet: its number from 1 as a spreadsheet shows it, its raw cells, and what kept it from being
    read.
    """

    number: int
    cells: Sequence[str]
    fault: str | None = None


@dataclass(slots=True, kw_only=True)
class SheetLines:
    """The lines of one sheet, its name ("" for a CSV file), its merged header cells, and remarks on how it was read."""

    sheet: str
    lines: Iterator[Line]
    remarks: list[Remark] = field(default_factory=list)


def sheets_of(name: str, content: bytes, *, encoding: str | None = None) -> Iterator[SheetLines]:
    """Takes a file's name and bytes, gives its sheets; the format is told by content, not by the name."""
    if content[:4] == b"PAR1":
        yield SheetLines(sheet="", lines=_parquet(name, content))
        return
    if content[:4] == b"PK\x03\x04":
        yield from _zipped(name, content)
        return
    remarks: list[Remark] = []
    text = decoded(name, content, encoding=encoding, remarks=remarks)
    yield SheetLines(sheet="", lines=csv_lines(text), remarks=remarks)


def decoded(name: str, content: bytes, *, encoding: str | None, remarks: list[Remark]) -> str:
    """Takes the bytes of a text table, gives its text; where encodings mix, each line is decoded alone and it is said.

    A line that is not UTF-8 is read as Windows-1252, or as ISO 8859-1 where that has no such sign: no byte is lost.
    """
    told = encoding or next((code for bom, code in _BOMS if content.startswith(bom)), "utf-8")
    try:
        return content.decode(told)
    except (UnicodeError, LookupError):
        pass
    if told not in ("utf-8", "utf-8-sig"):
        return content.decode("latin-1")
    lines, odd = [], []
    for number, line in enumerate(content.split(b"\n"), start=1):
        try:
            lines.append(line.decode())
        except UnicodeDecodeError:
            odd.append(number)
            lines.append(_one_byte(line))
    first = f"{name}:{odd[0]}"
    told = f"{len(odd)} lines are not UTF-8 and were read as Windows-1252; the first is line {odd[0]}."
    message = f"{told} Tell the encoding if that is not so."
    remarks.append(Remark(code="mixed-encodings", where=first, message=message))
    return "\n".join(lines).removeprefix("\ufeff")


def _one_byte(line: bytes) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:
        return line.decode("latin-1")


def delimiter_of(text: str) -> str:
    """Takes a table's text, gives the sign that divides most of its first lines into equally many cells."""
    sample = [line for line in text[:20_000].splitlines()[:30] if line.strip()]
    best, score = ",", 0.0
    for sign in ",;\t|":
        counts = [len(cells) for cells in csv.reader(sample, delimiter=sign)]
        widest = max(set(counts), key=lambda n: (counts.count(n), n), default=1)
        value = (widest > 1) * (counts.count(widest) / max(len(counts), 1)) * min(widest, 4)
        if value > score:
            best, score = sign, value
    return best


def csv_lines(text: str) -> Iterator[Line]:
    """Takes a table's text, gives its lines; a quotation mark left open sets that line apart alone and reading goes
    on.
    """
    csv.field_size_limit(1 << 30)
    delimiter = delimiter_of(text)
    stream = _Numbered(io.StringIO(text, newline=""))
    number = 0
    while True:
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        begin = stream.taken
        try:
            for cells in reader:
                number += 1
                yield Line(number=number, cells=cells)
                begin = stream.taken
                stream.forget()
        except (csv.Error, _TooLong) as fault:
            number += 1
            first = stream.rewind(begin)
            yield Line(
                number=number, cells=(first.rstrip("\r\n"),), fault=str(fault) or "a quotation mark that does not close"
            )
        else:
            return


class _TooLong(Exception):
    """A record runs over more lines than one record does."""


class _Numbered:
    """The physical lines of a text, of which those of the record being read are remembered, so that it can be read
    again.
    """

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines, self.kept, self.waiting, self.taken = lines, [], [], 0  # type: ignore[var-annotated]

    def __iter__(self) -> "_Numbered":
        return self

    def __next__(self) -> str:
        if len(self.kept) > LONGEST_RECORD:
            raise _TooLong("a quotation mark that does not close")
        line: str = self.waiting.pop() if self.waiting else next(self.lines)
        self.kept.append(line)
        self.taken += 1
        return line

    def forget(self) -> None:
        """Forgets the lines of a record that was read."""
        self.kept.clear()

    def rewind(self, to: int) -> str:
        """Takes how many lines had been taken before a record, gives its first line; the others wait to be read
        again.
        """
        again = self.kept[-(self.taken - to) :] if self.taken > to else []
        self.waiting.extend(reversed(again[1:]))
        self.taken = to + 1
        self.kept.clear()
        return again[0] if again else ""


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


def _zipped(name: str, content: bytes) -> Iterator[SheetLines]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            ods = archive.read("content.xml") if "content.xml" in names else b""
    except zipfile.BadZipFile as fault:
        raise AccountedError(where=name, found=str(fault), expected="a whole sheet", advice="Save it again.") from None
    if ods:
        yield from _ods(ods)
    elif "xl/workbook.xml" in names:
        yield from _xlsx(content)
    else:
        raise AccountedError(
            where=name, found="an archive that is no sheet", expected="XLSX or ODS", advice="Unpack it first."
        )


def _xlsx(content: bytes) -> Iterator[SheetLines]:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and needed for this format alone

    book = load_workbook(io.BytesIO(content), data_only=True, read_only=False)
    for sheet in book.worksheets:
        merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
        yield SheetLines(sheet=sheet.title, lines=_xlsx_lines(sheet, merged))


def _xlsx_lines(sheet: Any, merged: dict[tuple[int, int], Any]) -> Iterator[Line]:
    spread: dict[tuple[int, int], str] = {}
    for (row, column), area in merged.items():
        text = cell_text(sheet.cell(row, column).value)
        places = ((r, c) for r in range(area.min_row, area.max_row + 1) for c in range(area.min_col, area.max_col + 1))
        spread.update(dict.fromkeys(places, text))
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [cell_text(value) or spread.get((number, at), "") for at, value in enumerate(values, start=1)]
        yield Line(number=number, cells=cells)


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


def _ods(content: bytes) -> Iterator[SheetLines]:
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True))
    for table in root.iter(f"{_ODS}table"):
        yield SheetLines(sheet=table.get(f"{_ODS}name", ""), lines=_ods_lines(table))


def _ods_lines(table: Any) -> Iterator[Line]:
    number = 0
    for row in table.iter(f"{_ODS}table-row"):
        cells: list[str] = []
        for cell in row.iterchildren(f"{_ODS}table-cell", f"{_ODS}covered-table-cell"):
            again = int(cell.get(f"{_ODS}number-columns-repeated", 1))
            text = _ods_text(cell)
            cells.extend([text] * (again if text else min(again, 256)))
        again = int(row.get(f"{_ODS}number-rows-repeated", 1))
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
