"""Rows of a sheet read many at once are those read one by one: the same cells, numbers, and rows set aside."""

import pytest

from accounted.core.outcome import Outcome
from accounted.core.person import PersonList
from accounted.read import sheet_lines
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


@pytest.mark.parametrize("at_once", [2, 7, 40, 500])
def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    """However many lines are read at once, the list, its unnamed rows and what is set aside are the same."""
    content = table(900)
    with monkeypatch.context() as alone:
        alone.setattr(sheet_lines.CsvLines, "block", lambda _: None)
        one_by_one = read(content)
    monkeypatch.setattr(sheet_lines, "_AT_ONCE", at_once)
    assert read(content) == one_by_one
    codes = {told.code for told in one_by_one.set_aside}
    assert codes == {"empty-row", "total-row", "note-row", "repeated-header", "too-many-cells", "broken-quote"}
    assert {naming for naming, _ in one_by_one.kept[0].not_named.values()} == {"unnamed", "group"}


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
