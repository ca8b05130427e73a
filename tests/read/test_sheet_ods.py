"""OpenDocument sheets read as a stream: rows, merged and hidden parts, damage, and memory that stays flat."""

import io
import zipfile
from collections.abc import Sequence

import pytest

from accounted.core.outcome import AccountedError, Outcome
from accounted.core.person import PersonList
from accounted.read import sheet_ods
from accounted.read.sheet import names_persons, read_sheet

NAMES = ("office", "table", "text", "style")
SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in NAMES)
STYLES = (
    '<office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties '
    'table:display="false"/></style:style><style:style style:name="ta2" style:family="table"><style:table-properties '
    'table:display="true"/></style:style></office:automatic-styles>'
)
PERSONS = (("name", "age", "place"), ("Mira Petran", "34", "Ardel"), ("Ilan Doral", "8", "Kolm"))


def row(cells: Sequence[str], told: str = "") -> str:
    """Gives a row of cells; "" is an empty one."""
    made = "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" if c else CELL for c in cells)
    return f"<table:table-row{told}>{made}</table:table-row>"


CELL = "<table:table-cell/>"


def sheet(name: str, body: str, style: str = "ta2") -> str:
    """Gives a sheet with its rows."""
    return f'<table:table table:name="{name}" table:style-name="{style}">{body}</table:table>'


def book(*sheets: str, cut: int | None = None) -> bytes:
    """Gives a file of sheets, its content cut short where that is told."""
    inside = f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
    content = f"<office:document-content {SPACES}>{STYLES}{inside}</office:document-content>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", content[:cut])
    return stream.getvalue()


def read(content: bytes) -> Outcome[PersonList]:
    """Gives a file's lists."""
    return read_sheet("list.ods", content, document="doc-1")


def test_hidden_parts_that_hold_something_are_said() -> None:
    """Rows hidden by hand or by a filter, hidden columns and a hidden sheet are read, and said with their places."""
    column = '<table:table-column table:visibility="collapse" table:number-columns-repeated="9"/>'
    columns = f"<table:table-column/>{column}"
    hidden, filtered = ' table:visibility="collapse"', ' table:visibility="filter"'
    again = hidden + ' table:number-rows-repeated="2"'
    body = columns + row(PERSONS[0]) + row(PERSONS[1], hidden) + row(("",), again) + row(PERSONS[2], filtered)
    found = read(book(sheet("Shown", "".join(map(row, PERSONS))), sheet("Some", body), sheet("Old", body, "ta1")))
    assert [len(one) for one in found.kept] == [2, 3, 3]
    assert {told.code for told in found.remarks} == {"hidden-in-the-sheet"}
    some, old = found.remarks
    assert some.where == "list.ods:Some"
    assert some.message.startswith("2 rows are hidden: 2, 5. 2 columns are hidden: B, C. What is hidden was read")
    assert old.message.startswith("The sheet is hidden. 2 rows are hidden")


def test_a_sheet_in_a_cell_is_a_part_of_that_cell() -> None:
    """Its text stands in the cell, and its rows are no rows of the list."""
    inner = f"<table:table-cell>{sheet('in', row(('Ardel',)))}</table:table-cell>"
    body = row(PERSONS[0]) + f"<table:table-row>{row(('Mira Petran', '34'))[17:-18]}{inner}</table:table-row>"
    (one,) = read(book(sheet("S", body))).kept
    assert [one.cells(at) for at in range(len(one))] == [("Mira Petran", "34", "Ardel")]


def test_sheets_are_found_behind_one_that_was_left_half_way() -> None:
    """Who looks at the first rows of each sheet alone finds the persons of the second one."""
    many = "".join(row(("bread", str(at))) for at in range(900))
    assert names_persons("list.ods", book(sheet("Prices", row(("item", "price")) + many), sheet("P", _persons(3))))


def _persons(count: int) -> str:
    return row(PERSONS[0]) + "".join(row((f"Mira Petran{at}", "34", "Ardel")) for at in range(count))


def test_what_breaks_off_keeps_the_rows_before() -> None:
    """A file cut within a sheet gives the rows before that, and says where; one cut before any row does not open."""
    whole = book(sheet("S", _persons(500)))
    length = len(zipfile.ZipFile(io.BytesIO(whole)).read("content.xml"))
    half = read(book(sheet("S", _persons(500)), cut=length - 9_000))
    assert 300 < len(half.kept[0]) < 500
    assert [told.code for told in half.set_aside] == ["sheet-broken-off"]
    assert half.set_aside[0].where == f"list.ods:S:{len(half.kept[0]) + 2}"
    behind = read(book(sheet("S", _persons(5)), cut=-30))
    assert len(behind.kept[0]) == 5
    assert [told.where for told in behind.set_aside] == ["list.ods: behind the last sheet"]
    with pytest.raises(AccountedError, match="does not open"):
        read(book(sheet("S", _persons(5)), cut=400))


def test_rows_are_forgotten_once_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a sheet of thousands of rows is read, those of one block of its text at most stand in memory."""
    kept: list[int] = []
    forget = sheet_ods._forget

    def counting(element: object) -> None:
        forget(element)
        kept.append(len(element.getparent()))  # type: ignore[attr-defined]

    monkeypatch.setattr(sheet_ods, "_forget", counting)
    (one,) = read(book(sheet("S", _persons(3000)))).kept
    assert len(one) == 3000
    assert max(kept) < 400
