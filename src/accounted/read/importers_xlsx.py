"""Workbooks (XLSX): each sheet that holds claims or a published format, its figures as claims at their cells.

A formula stands with the value that its program stored; without one the row is set aside, since nothing is computed
here. openpyxl reads the file; its macros and links are never run or followed.
"""

import datetime
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from accounted.core.claim import Reading
from accounted.core.document import Document, MadeBy
from accounted.core.outcome import Outcome, Remark, SetAside
from accounted.read.claims_table import is_claims_table, read_claim_records
from accounted.read.importers import LEGEND, TableRows, format_of, read_import_rows, rows_of
from accounted.read.records import Record

VERSION = "1"
_MADE_BY = MadeBy(step="read.importers_xlsx", version=VERSION)
_UNREADABLE = (SyntaxError, zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: its name and its rows as text, with the fault of a row that cannot be used."""

    name: str
    records: tuple[Record, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """Gives the cells of the first row that holds any."""
        return next((r.cells for r in self.records if any(cell.strip() for cell in r.cells)), ())


def sheets(document: Document, content: bytes) -> tuple[Sheet, ...] | SetAside:
    """Takes a workbook and its bytes, gives its sheets in order with every cell as text, or why it cannot be opened."""
    try:
        import openpyxl  # noqa: PLC0415 - heavy, and needed for this format alone

        stored = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        written = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        found = tuple(
            _sheet(stored[name], written[name]) for name in stored.sheetnames if hasattr(stored[name], "rows")
        )
        stored.close()
        written.close()
    except _UNREADABLE as fault:
        return SetAside(
            code="unreadable-workbook",
            where=document.name,
            found=f"a file that does not open as a workbook ({type(fault).__name__})",
            expected="an XLSX workbook without a password",
            advice="Save it as XLSX or CSV and collect it again; it is kept as received.",
            sha256=document.sha256,
        )
    return found


def _sheet(stored: Any, written: Any) -> Sheet:
    pairs = zip(stored.iter_rows(values_only=True), written.iter_rows(values_only=True), strict=False)
    found = tuple(_record(number, values, formulas) for number, (values, formulas) in enumerate(pairs, start=1))
    return Sheet(name=stored.title, records=found)


def _record(number: int, values: tuple[Any, ...], formulas: tuple[Any, ...]) -> Record:
    without = [i for i, (v, f) in enumerate(zip(values, formulas, strict=False)) if v is None and _is_formula(f)]
    fault = f"a formula without a stored value in column {without[0] + 1}" if without else None
    return Record(row=number, cells=tuple(_text(value) for value in values), fault=fault)


def _is_formula(value: Any) -> bool:
    return (isinstance(value, str) and value.startswith("=")) or type(value).__name__ == "ArrayFormula"


def _text(value: Any) -> str:
    """Gives a cell as text: a whole number without a decimal point, a date in ISO form, an empty cell as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else str(value)


def read_workbook(document: Document, content: bytes) -> Outcome[Reading]:
    """Takes a workbook and its bytes, gives one reading with the figures of all its sheets that hold any.

    A sheet of another kind (a legend, a list of persons) is set aside whole, and said.
    """
    found = sheets(document, content)
    if isinstance(found, SetAside):
        return Outcome(set_aside=(found,))
    outcomes = [_read(document, sheet) for sheet in found if sheet.header and sheet.header[:3] != LEGEND]
    readings = [reading for outcome in outcomes for reading in outcome.kept]
    joined = Reading(
        document=document.id,
        language=document.described.language,
        claims=tuple(claim for reading in readings for claim in reading.claims),
        labels=tuple(label for reading in readings for label in reading.labels),
        denials=tuple(denial for reading in readings for denial in reading.denials),
        made_by=_MADE_BY,
    )
    remarks: tuple[Remark, ...] = tuple(remark for outcome in outcomes for remark in outcome.remarks)
    aside = tuple(one for outcome in outcomes for one in outcome.set_aside)
    return Outcome(kept=(joined,) if readings else (), set_aside=aside, remarks=remarks)


def _read(document: Document, sheet: Sheet) -> Outcome[Reading]:
    if is_claims_table(sheet.header):
        return read_claim_records(document, sheet.records, sheet=sheet.name)
    held = rows_of(document, sheet.records, sheet=sheet.name)
    if format_of(tuple(held.columns)):
        return read_import_rows(document, held)
    outcome = read_import_rows(document, TableRows(columns={}, rows=(), numbers=(), sheet=sheet.name))
    return Outcome(set_aside=tuple(replace(one, where=f"{document.name}:{sheet.name}") for one in outcome.set_aside))


def workbook_rows(document: Document, content: bytes) -> Iterator[TableRows]:
    """Takes a workbook and its bytes, gives the rows of each sheet, for a comparison of two editions."""
    found = sheets(document, content)
    if isinstance(found, SetAside):
        yield TableRows(columns={}, rows=(), numbers=(), set_aside=(found,))
        return
    for sheet in found:
        if sheet.header and sheet.header[:3] != LEGEND:
            yield rows_of(document, sheet.records, sheet=sheet.name)
