"""Tables filled by hand: the workbook to fill, and two editions of a collected one compared row by row."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from accounted.core.document import Document
from accounted.core.edition import EditionDifference, TableRows
from accounted.core.outcome import WrongUsage
from accounted.read.importers import TableRows as RowsRead
from accounted.read.importers import table_rows
from accounted.read.importers_xlsx import workbook_rows
from accounted.reading import SHEETS, WORKBOOK
from accounted.reconcile import compare_editions

_IDS: Final = ("id", "event_id_cnty", "incident", "ibc_code", "event_record_number", "0101")
_REASONS: Final = ("reason", "reason for change", "note")


def compare_tables(
    old: Document, new: Document, *, content: Callable[[Document], bytes], keys: Sequence[str] = ()
) -> tuple[EditionDifference, ...]:
    """Takes two documents that are tables and the columns that name a row, gives the differences sheet by sheet.

    Without keys, the first column among the usual ids that both editions have names a row. A sheet that one edition
    lacks is compared with nothing.
    """
    before, after = (_sheets(one, content(one)) for one in (old, new))
    named = {rows.sheet: rows for rows in after}
    if len(before) == len(after) == 1:
        named = {before[0].sheet: after[0]}
    both = [(rows, named.pop(rows.sheet, _nothing(new, rows))) for rows in before]
    both += [(_nothing(old, rows), rows) for rows in named.values()]
    return tuple(_compared(one, other, keys) for one, other in both)


def _compared(one: TableRows, other: TableRows, keys: Sequence[str]) -> EditionDifference:
    usual = [name for name in _IDS if name in one.columns and name in other.columns]
    reason = next((name for name in other.columns if name.strip().lower() in _REASONS[:2]), None)
    return compare_editions(one, other, keys=tuple(keys) or tuple(usual[:1]), reason_column=reason)


def _sheets(document: Document, content: bytes) -> list[TableRows]:
    if document.media_type == WORKBOOK:
        read = list(workbook_rows(document, content))
    elif document.media_type in SHEETS:
        read = [table_rows(document, content, encoding=document.encoding)]
    else:
        read = []
    if not any(rows.columns for rows in read):
        aside = next((rows.set_aside[0] for rows in read if rows.set_aside), None)
        raise WrongUsage(
            where=document.name,
            found=aside.found if aside else f"a document of the kind {document.media_type}",
            expected="a table: CSV, TSV or XLSX with a header",
            advice="Name two editions of one table, as collected.",
        )
    return [_told(document, rows) for rows in read]


def _told(document: Document, rows: RowsRead) -> TableRows:
    columns = dict(sorted(rows.columns.items(), key=lambda named: named[1]))
    return TableRows(
        document=document.id,
        name=document.name,
        columns=columns,
        rows=rows.rows,
        numbers=rows.numbers,
        sheet=rows.sheet,
    )


def _nothing(document: Document, like: TableRows) -> TableRows:
    return TableRows(
        document=document.id, name=document.name, columns=like.columns, rows=(), numbers=(), sheet=like.sheet
    )


def write_template(file: Path, *, rows: int) -> Path:
    """Takes a path and a number of rows, writes the workbook that is filled offline, gives its path; none is
    overwritten.
    """
    from accounted.read.importers_template import claims_template  # noqa: PLC0415  openpyxl is slow to load

    if file.exists():
        raise WrongUsage(where=str(file), found="a file", expected="a path that is free", advice="Name another file.")
    file.write_bytes(claims_template(empty=rows))
    return file
