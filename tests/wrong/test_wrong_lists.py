"""Wrong lists: nothing is lost, what is set aside has its place, and the other lists of the batch go on."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner

from accounted import cli
from accounted.core.outcome import AccountedError
from accounted.linking import link_lists, read_list
from accounted.read.sheet_diff import compare_editions

HEADER = "name,age,place,date of death\n"
GOOD = HEADER + "Mira Petran,34,Ardel,2009-03-03\nIlan Doral,8,Kolm,2009-03-04\n"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook(fill: Callable[[Worksheet], object]) -> bytes:
    """Takes what fills a sheet, gives the workbook's bytes."""
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    fill(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rows(*lines: tuple[object, ...]) -> Callable[[Worksheet], object]:
    """Takes the lines of a sheet, gives what fills one with them."""
    return lambda sheet: [sheet.append(line) for line in lines]


def with_part(content: bytes, part: str, anew: Callable[[bytes], bytes | None]) -> bytes:
    """Takes a workbook and one of its parts, gives it with that part changed, or without it where it becomes None."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            kept = anew(old.read(name)) if name == part else old.read(name)
            if kept is not None:
                new.writestr(name, kept)
    return stream.getvalue()


def parquet(folder: Path) -> bytes:
    """Gives the bytes of a table of two thousand persons in Parquet."""
    at = folder / "made.parquet"
    duckdb.execute(f"copy (select 'Person ' || i as name, i as age from range(2000) t(i)) to '{at}' (format parquet)")
    return at.read_bytes()


BOOK = workbook(rows(("name", "age", "place"), ("Mira Petran", 34, "Ardel"), ("Ilan Doral", 8, "Kolm")))
SHEET = "xl/worksheets/sheet1.xml"
UNREADABLE: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "half.xlsx": (lambda _: BOOK[: len(BOOK) // 2], "does not open"),
    "locked.xlsx": (lambda _: COMPOUND + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(3000), "password"),
    "before-2007.xls": (lambda _: COMPOUND + bytes(4000), "before 2007"),
    "empty.xlsx": (lambda _: b"", "no rows"),
    "no-members.xlsx": (lambda _: b"PK\x05\x06" + bytes(18), "no sheet"),
    "styles-broken.xlsx": (lambda _: with_part(BOOK, "xl/styles.xml", lambda _: b"<styleSheet>"), "does not open"),
    "workbook-broken.xlsx": (lambda _: with_part(BOOK, "xl/workbook.xml", lambda _: b"<x>"), "does not open"),
    "sheet-broken.xlsx": (lambda _: with_part(BOOK, SHEET, lambda _: b"<worksheet><sheetData><row"), "does not open"),
    "sheet-gone.xlsx": (lambda _: with_part(BOOK, SHEET, lambda _: None), "names and does not hold"),
    "half.parquet": (lambda folder: parquet(folder)[:900], "magic bytes"),
    "photo.csv": (lambda _: bytes(range(256)) * 20, "no text"),
    "zeros.csv": (lambda _: bytes(5000), "no text"),
    "blank.csv": (lambda _: b"\n\n\n", "no rows"),
    "header-alone.csv": (lambda _: HEADER.encode(), "no rows"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_list_is_set_aside_and_the_others_go_on(name: str, tmp_path: Path) -> None:
    """A list that does not open is set aside under its name with what was found; the list beside it is linked."""
    make, found = UNREADABLE[name]
    (tmp_path / name).write_bytes(make(tmp_path))
    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    made = link_lists([tmp_path / name, tmp_path / "good.csv"], out=tmp_path / "out")
    assert [(one.code, one.where) for one in made.set_aside] == [("sheet-not-read", name)]
    assert found in made.set_aside[0].found
    assert len((tmp_path / "out" / "persons.csv").read_text(encoding="utf-8").splitlines()) == 3
    with pytest.raises(AccountedError, match=name):
        read_list(tmp_path / name, name=name)


def test_the_command_ends_with_three_where_a_list_was_set_aside(tmp_path: Path) -> None:
    """Done, with something set aside, is 3; where no list is left, nothing could be done: an error."""
    (tmp_path / "half.xlsx").write_bytes(BOOK[:300])
    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    ended = CliRunner().invoke(cli.app, ["link", str(tmp_path / "half.xlsx"), str(tmp_path / "good.csv")])
    assert ended.exit_code == 3
    assert "half.xlsx" in ended.output
    alone = CliRunner().invoke(cli.app, ["link", str(tmp_path / "half.xlsx")])
    assert isinstance(alone.exception, AccountedError)


def test_a_sheet_that_breaks_off_keeps_the_rows_before(tmp_path: Path) -> None:
    """Rows read before the damage are kept; the place where the sheet breaks off is said."""
    whole = workbook(rows(("name", "age"), *((f"Person {k}", k % 90) for k in range(20_000))))
    (tmp_path / "list.xlsx").write_bytes(with_part(whole, SHEET, lambda part: part[: len(part) // 2]))
    one, aside, _ = read_list(tmp_path / "list.xlsx", name="list.xlsx")
    assert 5_000 < len(one) < 20_000
    assert one.cells(0) == ("Person 0", "0")
    assert [(told.code, told.where) for told in aside] == [("sheet-broken-off", f"list.xlsx:Sheet:{len(one) + 2}")]


def test_an_open_quote_at_the_end_of_a_long_list(tmp_path: Path) -> None:
    """Fifty thousand rows before a quotation mark that stays open are rows; its line alone is set aside."""
    body = "".join(f"Person {k},{k % 90},Ardel,2009-03-03\n" for k in range(50_000))
    (tmp_path / "list.csv").write_text(HEADER + body + '"Mira Petran,34,Ardel,2009-03-03', encoding="utf-8")
    one, aside, _ = read_list(tmp_path / "list.csv", name="list.csv")
    assert len(one) == 50_001
    assert [(told.code, told.where) for told in aside] == [("broken-quote", "list.csv:50002")]
    assert one.cells(50_000)[0] == '"Mira Petran,34,Ardel,2009-03-03'


def test_encodings_that_mix_are_read_line_by_line(tmp_path: Path) -> None:
    """Lines in UTF-8 and in another encoding stand in one file: each is read as it was written, and the lines said."""
    lines = ["Рена Мора,36,Ардель,\n"] * 2
    content = HEADER.encode() + lines[0].encode() + "".join(lines).encode("cp1251") + lines[0].encode() * 2
    (tmp_path / "list.csv").write_bytes(content)
    one, _, remarks = read_list(tmp_path / "list.csv", name="list.csv")
    assert [one.cells(row)[0] for row in (0, 3, 4)] == ["Рена Мора"] * 3
    assert len(one) == 5
    assert [(told.code, told.where) for told in remarks] == [("mixed-encodings", "list.csv:3")]
    assert "lines 3 to 4" in remarks[0].message


@pytest.mark.parametrize(
    ("encoding", "line"),
    [
        ("cp1251", "Рена Мора,36,Ардель"),
        ("cp1256", "عبد الله منصور,36,اردل\nفاطمة زيدان,8,كولم\nخالد شريف,41,اردل"),
        ("cp1253", "Μαρία Ορέλη,36,Αρδέλ"),
        ("utf-16-le", "Renée Móra,36,Ardel"), ("utf-16", "Рена Мора,36,Ардель"), ("koi8_r", "Рена Мора,36,Ардель"),
    ],
)  # fmt: skip
def test_a_list_outside_a_project_is_read_in_its_encoding(encoding: str, line: str, tmp_path: Path) -> None:
    """The bytes tell the encoding, as they do when a project takes the file in."""
    (tmp_path / "list.csv").write_bytes(("name,age,place\n" + f"{line}\n" * 9).encode(encoding))
    one, _, remarks = read_list(tmp_path / "list.csv", name="list.csv")
    assert ",".join(one.cells(0)) == line.partition("\n")[0]
    assert remarks == ()


def test_a_column_of_zeros_says_nothing_and_is_said(tmp_path: Path) -> None:
    """Ages of 0 throughout may stand for ages not known: cells are kept, they are not compared, a remark says so."""
    (tmp_path / "list.csv").write_text(HEADER + "".join(f"Person {c},0,Ardel,\n" for c in "abcdefgh"), encoding="utf-8")
    one, _, remarks = read_list(tmp_path / "list.csv", name="list.csv")
    assert one.cells(0)[1] == "0"
    assert one.mapping.columns("age") == ()
    assert [told.code for told in remarks] == ["column-of-zeros"]
    told, _, _ = read_list(tmp_path / "list.csv", name="list.csv", corrections={"age": "age"})
    assert told.mapping.columns("age") == (1,)


def test_notes_and_further_headers_are_no_persons(tmp_path: Path) -> None:
    """Titles above, a header again in another language, and a note below are set aside, each with its line."""
    above, again, below = "Second copy\n\n", "nom,age,lieu,date du deces\n", "Source: the council\n"
    text = above + HEADER + again + "Mira Petran,34,Ardel,\n" + below
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    one, aside, _ = read_list(tmp_path / "list.csv", name="list.csv")
    assert [row.cells[0] for row in one.rows()] == ["Mira Petran"]
    assert [(told.code, told.where) for told in aside] == [
        ("above-the-header", "list.csv:1"), ("repeated-header", "list.csv:4"), ("note-row", "list.csv:6"),
    ]  # fmt: skip


def test_cells_beyond_the_header_are_told(tmp_path: Path) -> None:
    """A row with more cells than the header is set aside, and what stands in them is in the message."""
    (tmp_path / "list.csv").write_text(GOOD + "Anna Orel,20,Quill,2009-03-04,brought by her aunt\n", encoding="utf-8")
    _, aside, _ = read_list(tmp_path / "list.csv", name="list.csv")
    assert [(told.code, told.where) for told in aside] == [("too-many-cells", "list.csv:4")]
    assert "brought by her aunt" in aside[0].found


def test_headers_over_three_rows_with_merged_cells(tmp_path: Path) -> None:
    """Merged cells stand for each of their columns and rows, in the header and among the persons."""

    def fill(sheet: Worksheet) -> None:
        for line in (
            ("Name", None, "Age", "Death", None), ("given", "family", None, "date", "place"),
            ("Mira", "Petran", 34, "2009-03-03", "Ardel"), ("Ilan", "Petran", 8, None, None),
        ):  # fmt: skip
            sheet.append(line)
        for area in ("A1:B1", "D1:E1", "C1:C2", "D3:D4", "E3:E4"):
            sheet.merge_cells(area)

    (tmp_path / "list.xlsx").write_bytes(workbook(fill))
    one, _, _ = read_list(tmp_path / "list.xlsx", name="list.xlsx")
    assert [use.role for use in one.mapping.uses] == ["given", "family", "age", "date", "place"]
    assert one.cells(1) == ("Ilan", "Petran", "8", "2009-03-03", "Ardel")


def test_formulas_without_a_value_are_said(tmp_path: Path) -> None:
    """A formula that no program has computed gives an empty cell, and its place is said."""
    (tmp_path / "list.xlsx").write_bytes(workbook(rows(("name", "age"), ("Mira Petran", "=30+4"), ("Ilan Doral", 8))))
    _, _, remarks = read_list(tmp_path / "list.xlsx", name="list.xlsx")
    assert [(told.code, told.where) for told in remarks] == [("formulas-without-values", "list.xlsx:Sheet:B2")]


def test_a_size_that_is_not_so_loses_no_row(tmp_path: Path) -> None:
    """Some programs write that a sheet is one cell large; its rows are read all the same."""
    wrong = with_part(BOOK, SHEET, lambda part: part.replace(b'<dimension ref="A1:C3"', b'<dimension ref="A1"'))
    assert wrong != BOOK
    (tmp_path / "list.xlsx").write_bytes(wrong)
    one, _, _ = read_list(tmp_path / "list.xlsx", name="list.xlsx")
    assert one.cells(1) == ("Ilan Doral", "8", "Kolm")


def test_forty_columns_and_headers_of_one_name(tmp_path: Path) -> None:
    """Every column has a name of its own, so that each can be corrected; the second name is another name."""
    titles = ["name", "name", "age", *(f"question {k}" for k in range(37))]
    stream = io.StringIO()
    csv.writer(stream).writerows([titles, ["Mira Petran", "M. Petran", "34", *["yes"] * 37]])
    (tmp_path / "list.csv").write_text(stream.getvalue(), encoding="utf-8")
    one, _, _ = read_list(tmp_path / "list.csv", name="list.csv")
    assert len(one.header) == len(set(one.header)) == 40
    assert [use.role for use in one.mapping.uses][:3] == ["name", "other_name", "age"]


def test_marks_of_direction_in_ids_part_nothing(tmp_path: Path) -> None:
    """An id with marks that nobody sees is the same id: in linking, and when editions are compared row by row."""
    ids = [f"A-{k}" for k in range(9)]
    plain = "".join(f"{one},Person {one[-1]}x Doral,{k},Ardel\n" for k, one in enumerate(ids))
    marked = "".join(f"\u200f{one}\u200e,Person {one[-1]}x Doral,{k},Ardel\n" for k, one in enumerate(ids))
    for name, body in (("old.csv", plain), ("new.csv", marked)):
        (tmp_path / name).write_text("id,name,age,place\n" + body, encoding="utf-8")
    old, new = (read_list(tmp_path / name, name=name)[0] for name in ("old.csv", "new.csv"))
    found = compare_editions(old, new)
    assert (found.key, found.count("added"), found.count("removed")) == ("id", 0, 0)
    assert new.cells(0)[0] == "\u200fA-0\u200e"
    made = link_lists([tmp_path / "old.csv", tmp_path / "new.csv"])
    assert made.pairs == 9


def test_a_hundred_thousand_rows_of_one_name(tmp_path: Path) -> None:
    """One name borne by all rows joins nobody and takes no hour; the remark says what was passed over."""
    (tmp_path / "list.csv").write_text(HEADER + "Mira Petran,34,Ardel,2009-03-03\n" * 100_000, encoding="utf-8")
    made = link_lists([tmp_path / "list.csv"], out=tmp_path / "out")
    assert (made.persons, made.pairs) == (100_000, 0)
    assert "one-name-throughout" in {told.code for told in made.remarks}
    with (tmp_path / "out" / "persons.csv").open(encoding="utf-8") as stream:
        assert sum(1 for _ in stream) == 100_001


def test_the_sheet_of_persons_is_linked_not_the_longest(tmp_path: Path) -> None:
    """Of a workbook's sheets the one that names persons is linked, also beside a longer one of another kind."""
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    rows(("name", "age", "place"), ("Mira Petran", 34, "Ardel"))(book.active)
    other = book.create_sheet("Prices")
    rows(("item", "price"), *((f"bread {k}", k) for k in range(50)))(other)
    book.save(tmp_path / "list.xlsx")
    one, _, remarks = read_list(tmp_path / "list.xlsx", name="list.xlsx")
    assert one.sheet == "Sheet"
    assert [(told.code, told.where) for told in remarks] == [("sheet-not-linked", "list.xlsx:Prices")]
