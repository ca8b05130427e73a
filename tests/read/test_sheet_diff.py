"""Two editions of a list: every row added, removed, changed or as before."""

from accounted.core.person import PersonList
from accounted.read.sheet import read_sheet
from accounted.read.sheet_diff import compare_editions


def _list(text: str) -> PersonList:
    return read_sheet("list.csv", text.encode(), document="doc-1").kept[0]


def test_rows_with_a_key_are_found_again_by_it() -> None:
    """A changed cell is named with both values; an id that is gone is removed, a new one added."""
    old = _list("national id,name,age\nA-17,Mira Petran,34\nB-22,Ilan Petran,8\n")
    new = _list("national id,name,age\nB-22,Ilan Petran,9\nA-17,Mira Petran,34\nC-31,Dorin Casval,51\n")
    found = compare_editions(old, new)
    assert (found.key, found.count("same"), found.count("added"), found.count("removed")) == ("national id", 1, 1, 0)
    assert [change.cells for change in found.changes if change.kind == "changed"] == [(("age", "8", "9"),)]


def test_rows_without_a_key_are_found_by_likeness() -> None:
    """A letter changed is a change; another person is not."""
    old = _list("name,place\nMira Petran,Ardel North\nDorin Casval,Sorvenna\n")
    new = _list("name,place\nHalvar Menik,Kolm\nMira Petrann,Ardel North\n")
    found = compare_editions(old, new)
    kinds = sorted((change.kind, change.old, change.new) for change in found.changes if change.old is not None)
    assert kinds == [("changed", 0, 1), ("removed", 1, None)]
    assert found.count("added") == 1


def test_every_row_stands_in_one_change() -> None:
    """Rows of both editions are all accounted for, equal ones one for one."""
    old = _list("name,age\n" + "Mira Petran,34\n" * 3)
    new = _list("name,age\n" + "Mira Petran,34\n" * 2)
    found = compare_editions(old, new)
    assert (found.count("same"), found.count("removed"), found.count("added")) == (2, 1, 0)
