"""Two editions of a table: every row changed, removed, added, alike or set aside; fast on large lists."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reconcile_scene import Scene, decided, scene

from accounted.core.edition import TableRows
from accounted.core.outcome import WrongUsage
from accounted.reconcile.editions import carried, compare_editions, current_readings

COLUMNS = {"id": 1, "name": 2, "age": 3, "note": 4}


def table(name: str, *rows: tuple[str, ...]) -> TableRows:
    """Takes a name and rows of id, name, age and note, gives the edition."""
    made = tuple(dict(zip(COLUMNS, row, strict=False)) for row in rows)
    return TableRows(
        document=f"doc-{name}", name=name, columns=COLUMNS, rows=made, numbers=tuple(range(2, len(made) + 2))
    )


def test_added_removed_and_changed_with_both_readings_and_reasons() -> None:
    """Each difference names the rows, the cells of both editions and the reason where one was given."""
    first = table("v1.csv", ("1", "A. Miller", "0"), ("2", "B. Tarn", "30"), ("3", "C. Vast", "41", "living"))
    second = table("v2.csv", ("4", "D. Orn", "7"), ("1", "A. Miller", ""), ("2", "B. Tarn ", "30"))
    found = compare_editions(first, second, keys=["id"], reasons={("1",): "age in doubt"}, reason_column="note")
    (changed,) = found.changed
    (cell,) = changed.cells
    assert (cell.column, cell.earlier.quote, cell.later.quote) == ("age", "0", "")
    assert (cell.earlier.row, cell.later.row, changed.reason) == (2, 3, "age in doubt")
    assert [(one.key, one.earlier_row, one.reason) for one in found.removed] == [(("3",), 4, "living")]
    assert [(one.key, one.later_row) for one in found.added] == [(("4",), 2)]
    assert found.unchanged == 1


def test_a_key_that_two_rows_share_sets_them_aside() -> None:
    """Rows that cannot be told apart are never paired by guess; rows around them are compared."""
    first = table("v1.csv", ("1", "A", "5"), ("1", "B", "6"), ("2", "C", "7"), ("", "D", "8"))
    second = table("v2.csv", ("1", "A", "5"), ("2", "C", "9"))
    found = compare_editions(first, second, keys=["id"])
    assert [(one.code, one.where) for one in found.set_aside] == [
        ("key-not-unique", "v1.csv:2"),
        ("key-not-unique", "v1.csv:3"),
        ("row-without-key", "v1.csv:5"),
        ("key-not-unique", "v2.csv:2"),
    ]
    assert [one.key for one in found.changed] == [("2",)]


def test_columns_that_come_and_go_are_said() -> None:
    """A column that one edition lacks is named, and no cell of it is compared."""
    first = TableRows(
        document="a", name="a", columns={"id": 1, "source": 2}, rows=({"id": "1", "source": "x"},), numbers=(2,)
    )
    second = TableRows(
        document="b", name="b", columns={"id": 1, "age": 2}, rows=({"id": "1", "age": "5"},), numbers=(2,)
    )
    found = compare_editions(first, second, keys=["id"])
    assert (found.columns_added, found.columns_removed, found.unchanged) == (("age",), ("source",), 1)


def test_a_key_that_is_no_column_is_an_error() -> None:
    """Asking for a column that is not there says which ones are."""
    with pytest.raises(WrongUsage, match="no column nr"):
        compare_editions(table("a"), table("b"), keys=["nr"])


ROWS = st.lists(st.tuples(st.sampled_from("12345"), st.sampled_from("AB"), st.sampled_from(["", "0", "7"])), max_size=8)


@settings(deadline=None, max_examples=150)
@given(ROWS, ROWS)
def test_every_row_stands_once(first: list[tuple[str, ...]], second: list[tuple[str, ...]]) -> None:
    """Law: rows of either edition = changed + removed or added + unchanged + set aside; swapping swaps."""
    one, other = table("v1", *first), table("v2", *second)
    found, back = compare_editions(one, other, keys=["id"]), compare_editions(other, one, keys=["id"])
    aside = [line.where.partition(":")[0] for line in found.set_aside]
    both = len(found.changed) + found.unchanged
    assert both + len(found.removed) + aside.count("v1") == len(first)
    assert both + len(found.added) + aside.count("v2") == len(second)
    assert {d.key for d in found.removed} == {d.key for d in back.added}
    assert {d.key for d in found.changed} == {d.key for d in back.changed}


def _figures(name: str, *figures: tuple[int, str]) -> Scene:
    claims = [{"figure": f"exact {number}", "key": f"{name}-{number}", "effect": effect} for number, effect in figures]
    return scene({"name": name, "claims": claims})


def test_an_update_stands_once_and_decisions_are_carried() -> None:
    """The reading of a replaced edition is left out, and a decision on its claim goes to the claim of the same row."""
    one, other = _figures("v1", (5, "killed"), (7, "killed")), _figures("v2", (9, "killed"), (5, "killed"))
    first, second = one.readings[0], other.readings[0]
    replaces = decided("edition", (first.document, second.document), "replaces")
    assert current_readings([first, second], [replaces]) == (second,)
    assert current_readings([first, second], []) == (first, second)
    found = compare_editions(table("v1", ("a", "x"), ("b", "y")), table("v2", ("b", "z"), ("a", "x")), keys=["id"])
    assert found.matched == ((2, 3), (3, 2))
    assert carried(first, second, found) == {"v1#v1-5": "v2#v2-5", "v1#v1-7": "v2#v2-9"}


def test_fifty_thousand_rows() -> None:
    """Two editions of 50,000 rows are compared in a few seconds."""
    draw = random.Random(5)
    rows = [(str(n), f"name {n}", str(draw.randrange(90))) for n in range(50_000)]
    later = [
        (i, name, str(int(age) + 1) if draw.random() < 0.1 else age) for i, name, age in rows if draw.random() < 0.9
    ]
    draw.shuffle(later)
    started = time.perf_counter()
    found = compare_editions(table("v1", *rows), table("v2", *later), keys=["id"])
    assert time.perf_counter() - started < 15
    assert len(found.changed) + len(found.removed) + found.unchanged == 50_000
