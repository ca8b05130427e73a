"""Rows of a sheet read many at once are those read one by one: the same cells, numbers, and rows set aside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounted.core.outcome import Outcome
from accounted.core.person import PersonList
from accounted.read import sheet_cut, sheet_lines
from accounted.read.sheet import read_sheet

ODD = (
    'Balmir,Abreld,34,"Torvik\n(old town)"',
    'Dorvan,"Cor""tan",,Kelm',
    "",
    "Total,,3,",
    "Source: a note,,,",
    "given,family,age,town",
    "Felka,Esmond,7,Kelm,beyond",
    "Gamrin,Hulten",
    ",,,",
    "unknown,,40,Kelm",
    "family of five,,,Kelm",
    ",Imbrek,12,Kelm",
    'Kessel,"Jaskol,19,Kelm',
    "Lumar,Kerrin,3,Torvik",
    'Norvel,"Lostra" and,5,Kelm',
    "-,-,5,Kelm",
)


def table(rows: int) -> bytes:
    """Gives a list in which plain rows and odd ones take turns, some rows apart."""
    lines = ["given,family,age,town"]
    for at in range(rows):
        lines.append(f"Name{chr(97 + at % 26)},Family{chr(97 + at % 7)},{at % 90},Town")
        if at % 5 == 4:
            lines.append(ODD[at // 5 % len(ODD)])
    return "\n".join(lines).encode()


def read(content: bytes) -> Outcome[PersonList]:
    """Gives a list as read."""
    return read_sheet("one.csv", content, document="doc-1")


def one_by_one(monkeypatch: pytest.MonkeyPatch, content: bytes) -> Outcome[PersonList]:
    """Gives a list read line by line."""
    with monkeypatch.context() as alone:
        alone.setattr(sheet_lines.CsvLines, "block", lambda _: None)
        alone.setattr(sheet_lines.CsvLines, "plain", lambda _, width: None)
        return read(content)


@pytest.mark.parametrize("at_once", [2, 7, 40, 500])
def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    """However many lines are read at once, the list, its unnamed rows and what is set aside are the same."""
    content = table(900)
    alone = one_by_one(monkeypatch, content)
    monkeypatch.setattr(sheet_lines, "_AT_ONCE", at_once)
    assert read(content) == alone
    codes = {told.code for told in alone.set_aside}
    assert codes == {"empty-row", "total-row", "note-row", "repeated-header", "too-many-cells", "broken-quote"}
    assert {naming for naming, _ in alone.kept[0].not_named.values()} == {"unnamed", "group"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("rows_at_once", [3, 64, 5000])
def test_rows_cut_by_compiled_code_are_the_same(monkeypatch: pytest.MonkeyPatch, end: str, rows_at_once: int) -> None:
    """Plain rows cut by compiled code between odd ones read one by one: the list and what is set aside are the same."""
    content = b"\xef\xbb\xbf" + table(900).replace(b"\n", end.encode())
    alone = one_by_one(monkeypatch, content)
    monkeypatch.setattr(sheet_lines, "_WORTH_CUTTING", 0)
    monkeypatch.setattr(sheet_lines, "_AT_ONCE", 7)
    monkeypatch.setattr(sheet_cut, "_FEWEST_ROWS", rows_at_once)
    monkeypatch.setattr(sheet_cut, "_ROWS", rows_at_once)
    assert read(content) == alone
    assert [column.values for column in read(content).kept[0].columns] == [
        tuple(dict.fromkeys(column)) for column in alone.kept[0].columns
    ]


CELLS = st.sampled_from(
    ["", "", " ", "Balmir", "Türvik", "total", "given", '"a,b"', '"a""b"', 'a"b', '"a\nb"', '"', "1"]
)
HEADS = st.sampled_from(["given,family,age", ",family,age", "given", "given,family,age,given"])


@given(
    HEADS, st.lists(st.lists(CELLS, min_size=0, max_size=4), max_size=40), st.sampled_from(["\n", "\r\n", "\r", "\n\r"])
)
def test_whatever_the_rows_cutting_changes_nothing(header: str, rows: list[list[str]], end: str) -> None:
    """Rows of any width, with marks, blanks and sums in any cell, are read as one by one."""
    begin = [f"Name{at},Family,{at}" for at in range(14)]
    content = end.join([header, *begin, *(",".join(row) for row in rows)]).encode()
    with pytest.MonkeyPatch.context() as told:
        alone = one_by_one(told, content)
        told.setattr(sheet_lines, "_WORTH_CUTTING", 0)
        told.setattr(sheet_lines, "_AT_ONCE", 2)
        assert read(content) == alone


def test_cutting_is_what_a_long_list_gets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a list of a megabyte and more, each plain row behind those first looked at is cut by compiled code."""
    cut: list[int] = []
    kept = sheet_cut.Cutter.cut

    def counting(self: sheet_cut.Cutter, at: int) -> tuple[int, sheet_cut.Block] | None:
        made = kept(self, at)
        cut.append(made[1].rows if made else 0)
        return made

    monkeypatch.setattr(sheet_cut.Cutter, "cut", counting)
    lines = ["given,family,age,town", *(f"Name{at % 9},Family{at % 31},{at % 80},Town" for at in range(60_000))]
    found = read("\n".join(lines).encode())
    assert len(found.kept[0]) == 60_000
    assert sum(cut) >= 59_000


def test_rows_and_aside_add_up() -> None:
    """Every line below the header is a row with a number, also where it is set aside; numbers count through."""
    found = read(table(900))
    one = found.kept[0]
    assert len(one) >= 900 + 180 - 12
    assert list(one.sheet_rows) == sorted(one.sheet_rows)
    assert len(one.aside) == len(found.set_aside)
    assert all(len(column) == len(one) for column in one.columns)


def test_a_quote_left_open_costs_one_line_wherever_it_stands() -> None:
    """A quotation mark that never closes sets its line aside alone, among many rows and as the last line."""
    plain = [f"Name{at % 9},Family,{at % 80},Town" for at in range(1300)]
    for place in (3, 700, 1299):
        lines = ["given,family,age,town", *plain[:place], 'Felka,"Esmond,7,Kelm', *plain[place + 1 :]]
        found = read("\n".join(lines).encode())
        assert [told.where for told in found.set_aside] == [f"one.csv:{place + 2}"]
        assert len(found.kept[0]) == 1300
