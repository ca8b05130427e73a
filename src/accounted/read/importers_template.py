"""The claims table as a workbook to be filled offline: one row a statement, drop-downs where a list is closed.

The same arguments give the same bytes: times in the file are fixed, since the workbook is collected by its hash.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from accounted.core.claim import EFFECTS, QUALIFIERS, SEEN_IN, STANCES, UNITS
from accounted.read.claims_table import COLUMNS
from accounted.read.importers import LEGEND

ROWS = 200
_CLOSED = {
    "kind": ("claim", "label", "denial"),
    "effect": EFFECTS,
    "qualifier": QUALIFIERS,
    "unit": UNITS,
    "stance": STANCES,
    "relay": SEEN_IN,
    "cumulative": ("yes", "no"),
}
_HINTS = {
    "id": "a name for this row, each once: a later edition is compared by it",
    "kind": "claim: a figure; label: a name for the event; denial: a rejection",
    "event": "place and dates, the same in every row of one event",
    "low": "a number without separators; empty: not stated, never zero",
    "high": "a number without separators; empty: not stated, never zero",
    "best": "the number that the words name",
    "figure_as_written": "the words of the number alone, as printed",
    "victims": "who is counted, in the speaker's noun",
    "part_of": "the id of the row that this one breaks down",
    "when": "when it happened: 1992-02-26, 1992-02, 1992-02-25/1992-02-26",
    "where": "the place as stated",
    "as_of": "for a running total: the date that it describes",
    "cumulative": "yes: a total up to a date; no: of one day; empty: not stated",
    "speaker": "who says it; for what is relayed, the nearest named source",
    "said_on": "the date of the statement, as under when",
    "seen_in": "the text in which it was seen, as a short citation",
    "relay": "original, repost (a copy) or relayed (another reports it)",
    "what": "label: the name as written; denial: what is rejected",
}
"""The header of the sheet that explains the columns; it holds no statements and is passed over."""

_FIXED = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def claims_template(*, rows: Sequence[Mapping[str, str]] = (), empty: int = ROWS) -> bytes:
    """Takes rows to begin with and how many empty keyed rows to add, gives the workbook's bytes.

    Every row has an id ("r0001" for the first), so that the filled workbook can be compared row by row with what is
    held, and a row that is collected again is an update and never a second one.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "claims"
    sheet.append([column.replace("_", " ") for column in COLUMNS])
    taken = {row.get("id", "") for row in rows}
    free = (key for key in (f"r{n:04}" for n in range(1, len(rows) + empty + len(taken) + 1)) if key not in taken)
    for row in rows:
        sheet.append([row.get(column, "") or (next(free) if column == "id" else None) for column in COLUMNS])
    for _ in range(empty):
        sheet.append([next(free) if column == "id" else None for column in COLUMNS])
    _dress(sheet, last=len(rows) + empty + 1)
    _explain(book.create_sheet("columns"))
    buffer = io.BytesIO()
    book.save(buffer)
    return _without_times(buffer.getvalue())


def _dress(sheet: Worksheet, *, last: int) -> None:
    """Gives the sheet its drop-downs, its frozen header, and text cells, so that a date or an id stays as typed."""
    sheet.freeze_panes = "B2"
    for number, column in enumerate(COLUMNS, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = (
            22 if column in ("event", "figure_as_written", "seen_in", "what") else 13
        )
        header = sheet.cell(row=1, column=number)
        header.font, header.fill = Font(bold=True), PatternFill("solid", fgColor="E8E8E8")
        header.alignment = Alignment(wrap_text=True, vertical="top")
        for row in range(2, last + 1):
            sheet.cell(row=row, column=number).number_format = "@"
        if column in _CLOSED:
            _drop_down(sheet, f"{letter}2:{letter}{max(last, 2)}", _CLOSED[column])


def _drop_down(sheet: Worksheet, cells: str, terms: Sequence[str]) -> None:
    rule = DataValidation(type="list", formula1='"' + ",".join(terms) + '"', allow_blank=True)
    rule.errorTitle, rule.error = "Not in the list", "Choose one of the list, or leave the cell empty: not stated."
    rule.showErrorMessage = True
    rule.add(cells)
    sheet.add_data_validation(rule)


def _explain(sheet: Worksheet) -> None:
    sheet.append(list(LEGEND))
    for column in COLUMNS:
        sheet.append([column.replace("_", " "), _HINTS.get(column, ""), ", ".join(_CLOSED.get(column, ()))])
    for letter, width in (("A", 18), ("B", 70), ("C", 90)):
        sheet.column_dimensions[letter].width = width


def _without_times(content: bytes) -> bytes:
    """Gives the same archive with one fixed time on every member and in the document's properties."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            member = given.read(name)
            if name == "docProps/core.xml":
                member = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", member)
            entry = zipfile.ZipInfo(name, date_time=_FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, member)
    return out.getvalue()
