"""Sheets of persons: formats, headers, encodings, rows set aside; no row is lost."""

import csv
import io
import zipfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from accounted.core.outcome import AccountedError, Outcome
from accounted.core.person import PersonList
from accounted.read.sheet import naming_of, read_sheet

HEADER = "name,age,place\n"


def _read(content: bytes, name: str = "list.csv") -> Outcome[PersonList]:
    return read_sheet(name, content, document="doc-1")


def test_rows_keep_their_raw_cells_and_their_place() -> None:
    """Row 0 is the first below the header; its cell walks home to row 2, column 1 of the sheet."""
    one = _read((HEADER + " Mira  Petran ,34,Ardel\n").encode()).kept[0]
    assert one.cells(0) == (" Mira  Petran ", "34", "Ardel")
    place = one.cell(0, 0)
    assert (place.row, place.column, place.quote) == (2, 1, " Mira  Petran ")


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_any_delimiter_is_read(sign: str) -> None:
    """Comma, semicolon, tab and bar divide cells; a cell may hold the sign in quotation marks."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=sign).writerows(
        [("name", "age", "place"), ("Petran, Mira", "34", f"Ardel{sign}North")]
    )
    one = _read(stream.getvalue().encode()).kept[0]
    assert one.cells(0) == ("Petran, Mira", "34", f"Ardel{sign}North")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_is_read(encoding: str) -> None:
    """A byte order mark or the bytes themselves tell the encoding."""
    one = _read((HEADER + "Renée Móra,34,Ardel\n").encode(encoding)).kept[0]
    assert one.cells(0)[0] == "Renée Móra"


def test_mixed_encodings_lose_nothing_and_are_said() -> None:
    """One line in another encoding is read by itself, and the remark names the line."""
    content = (HEADER + "Renée Móra,34,Ardel\n").encode() + "Renée Móra,35,Ardel\n".encode("cp1252")
    outcome = _read(content)
    assert [outcome.kept[0].cells(k)[0] for k in (0, 1)] == ["Renée Móra", "Renée Móra"]
    assert [(r.code, r.where) for r in outcome.remarks] == [("mixed-encodings", "list.csv:3")]


def test_a_broken_quote_sets_its_line_aside_alone() -> None:
    """A quotation mark that stays open takes its own line out; the lines after it are rows as before."""
    rows = "".join(f"Person {k},{k},Ardel\n" for k in range(500))
    outcome = _read((HEADER + 'Mira Petran,34,"Ardel\n' + rows).encode())
    assert len(outcome.kept[0]) == 501
    assert [(a.code, a.where) for a in outcome.set_aside] == [("broken-quote", "list.csv:2")]
    assert outcome.kept[0].cells(1)[0] == "Person 0"


def test_a_broken_quote_at_the_very_end_loses_nothing() -> None:
    """The last line alone is set aside."""
    outcome = _read((HEADER + "Mira Petran,34,Ardel\n" + 'Ilan Petran,8,"Ardel').encode())
    assert len(outcome.kept[0]) == 2
    assert outcome.kept[0].aside == {1}


def test_rows_that_are_no_persons_are_set_aside_with_their_code() -> None:
    """An empty line, the header again and a sum keep their numbers, each with its code."""
    text = HEADER + "Mira Petran,34,Ardel\n,,\n" + HEADER + "Total,2,\nIlan Petran,8,Ardel\n"
    outcome = _read(text.encode())
    assert [a.code for a in outcome.set_aside] == ["empty-row", "repeated-header", "total-row"]
    assert outcome.kept[0].aside == {1, 2, 3}
    assert len(list(outcome.kept[0].rows())) == 2


def test_two_header_rows_are_one_header() -> None:
    """A second line of column words joins the first; titles above are not rows."""
    header = "List of persons,,,\nName,,Date of,Date of\nGiven name,Family name,birth,death\n"
    text = header + "Mira,Petran,1975-02-01,2009-03-03\n"
    one = _read(text.encode()).kept[0]
    assert one.cells(0) == ("Mira", "Petran", "1975-02-01", "2009-03-03")
    assert [use.role for use in one.mapping.uses] == ["given", "family", "birth", "date"]


def test_a_sheet_without_a_header_keeps_its_first_row() -> None:
    """Where no line names columns, columns are numbered and nothing is taken for a header."""
    one = _read(b"Mira Petran,34\nIlan Petran,8\n").kept[0]
    assert (one.header, len(one)) == (("column 1", "column 2"), 2)


def test_xlsx_with_merged_header_is_read() -> None:
    """Days come as ISO dates, whole numbers without a point, merged cells under each of their columns."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["name", None, "age"])
    sheet.merge_cells("A1:B1")
    sheet.append(["given name", "family name", "age"])
    sheet.append(["Mira", "Petran", 34.0])
    stream = io.BytesIO()
    book.save(stream)
    one = _read(stream.getvalue(), "list.xlsx").kept[0]
    assert one.cells(0) == ("Mira", "Petran", "34")
    assert [use.role for use in one.mapping.uses] == ["given", "family", "age"]


def test_ods_is_read() -> None:
    """Cells of an OpenDocument sheet, repeated ones too."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    ns = " ".join(f'xmlns:{name}="{office}:{name}:1.0"' for name in ("office", "table", "text"))
    rows = [["name", "age"], ["Mira Petran", "34"]]
    body = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row)
        + "</table:table-row>"
        for row in rows
    )
    content = (
        f'<office:document-content {ns}><table:table table:name="S">{body}</table:table></office:document-content>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", content)
    assert _read(stream.getvalue(), "list.ods").kept[0].cells(0) == ("Mira Petran", "34")


def test_what_is_no_sheet_is_refused_with_advice() -> None:
    """An archive without a sheet and a broken Parquet file say what to do."""
    for content in (b"PAR1", b"PK\x03\x04 broken"):
        with pytest.raises(AccountedError):
            _read(content)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", ("unnamed", 1)),
        ("Name withheld", ("unnamed", 1)),
        ("NN", ("unnamed", 1)),
        ("مجهول", ("unnamed", 1)),
        ("неизвестный", ("unnamed", 1)),
        ("Family of five", ("group", 5)),
        ("3 children of A. Doral", ("group", 3)),
        ("Mira Petran", None),
    ],
)
def test_unnamed_and_groups_are_told_apart_from_one_person(name: str, told: tuple[str, int | None] | None) -> None:
    """A row that names nobody, or several, is kept and counted as such; nobody is invented."""
    assert naming_of(name) == told


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8), min_size=3, max_size=3),
        max_size=12,
    )
)
@settings(deadline=None, max_examples=150)
def test_nothing_is_lost(rows: list[list[str]]) -> None:
    """Every row written below the header is a row of the list, kept or set aside, with its cells as written."""
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([("name", "age", "place"), *rows])
    outcome = _read(stream.getvalue().encode())
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        return
    one = outcome.kept[0]
    kept = [list(one.cells(k)) for k in range(len(one)) if any(cell.strip() for cell in one.cells(k))]
    assert kept == filled
    assert len(one.aside) == len([a for a in outcome.set_aside if a.code != "above-the-header"])


def test_parquet_is_a_sheet(tmp_path: Path) -> None:
    """A Parquet file is read as a table: columns by name, days as ISO 8601, what is not told as nothing."""
    at = tmp_path / "list.parquet"
    told = "select 'Mira Petran' as name, 34 as age, date '2009-03-03' as killed union all select 'Ilan', null, null"
    duckdb.execute(f"copy ({told}) to '{at}' (format parquet)")
    one = _read(at.read_bytes(), "list.parquet").kept[0]
    assert one.header == ("name", "age", "killed")
    assert [one.cells(row) for row in range(2)] == [("Mira Petran", "34", "2009-03-03"), ("Ilan", "", "")]
