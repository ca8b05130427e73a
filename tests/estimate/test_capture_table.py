"""Capture tables: the same persons give the same table, however they come; what cannot be one says why and where."""

from pathlib import Path

import pytest
from estimate_scene import kosovo, three
from hypothesis import given, settings
from hypothesis import strategies as st

from accounted.core.capture import CaptureTable
from accounted.core.capture_text import TableNotUsable

ROWS = st.lists(st.lists(st.integers(0, 1), min_size=3, max_size=3).filter(any), min_size=1, max_size=40)


@settings(deadline=None)
@given(ROWS, st.permutations([0, 1, 2]))
def test_order_changes_nothing(rows: list[list[int]], order: list[int]) -> None:
    """Rows and lists in another order have the same hash, and nobody is lost."""
    names = ["a", "b", "c"]
    table = CaptureTable.from_rows(rows, lists=names)
    other = CaptureTable.from_rows([[r[i] for i in order] for r in reversed(rows)], lists=[names[i] for i in order])
    assert table.data_hash == other.data_hash
    assert table.persons == len(rows) == sum(table.captured())


@settings(deadline=None)
@given(ROWS)
def test_all_ways_in_agree(rows: list[list[int]]) -> None:
    """Rows, columns, patterns and clusters of the same persons give one table."""
    names = ["a", "b", "c"]
    columns = {name: [row[i] for row in rows] for i, name in enumerate(names)}
    clusters = [[name for i, name in enumerate(names) if row[i]] for row in rows]
    tables = [
        CaptureTable.from_rows(rows, lists=names),
        CaptureTable.from_columns(columns, lists=names),
        CaptureTable.from_patterns(["".join(map(str, r)) for r in rows], [1] * len(rows), lists=names),
        CaptureTable.from_clusters(clusters, lists=names),
    ]
    assert len({table.data_hash for table in tables}) == 1


def test_csv_with_counts_and_strata(tmp_path: Path) -> None:
    """A CSV with strata and counts gives the table and its parts; a line of zeros without persons is no pattern."""
    path = tmp_path / "made.csv"
    path.write_text("place,a,b,count\nnorth,1,0,3\nnorth,1,1,2\nsouth,0,1,4\nsouth,0,0,0\n", encoding="utf-8")
    table = CaptureTable.from_csv(path)
    assert (table.lists, table.stratum_names, table.persons) == (("a", "b"), ("place",), 9)
    assert {s: t.persons for s, t in table.strata().items()} == {("north",): 5, ("south",): 4}


def test_csv_of_persons(tmp_path: Path) -> None:
    """A CSV without a count column holds one person a line."""
    path = tmp_path / "persons.csv"
    path.write_text("a,b,c\n1,0,1\n1,0,1\n0,1,0\n", encoding="utf-8")
    assert CaptureTable.from_csv(path).patterns() == {"010": 1, "101": 2}


@pytest.mark.parametrize(
    ("text", "where", "found"),
    [
        ("a,b,count\n1,0,-3\n", "bad.csv:2, column 'count'", "a count of -3"),
        ("a,b,count\n1,0,2.5\n", "bad.csv:2, column 'count'", "'2.5'"),
        ("a,b,count\n1,0,nan\n", "bad.csv:2, column 'count'", "'nan'"),
        ("a,b,count\n1,2,5\n", "bad.csv:2, column 'b'", "'2'"),
        ("a,b,count\n0,0,5\n", "bad.csv:2", "5 persons on no list"),
        ("a,b,count\n1,0,9999999999999\n", "bad.csv:2, column 'count'", "a count of 9999999999999"),
        ("a,b,count\n1,0\n", "bad.csv:2", "2 columns"),
        ("", "bad.csv", "an empty file"),
        ("a,a,count\n1,0,5\n", "bad.csv", "a second column 'a'"),
    ],
)
def test_bad_csv_says_its_place(tmp_path: Path, text: str, where: str, found: str) -> None:
    """A cell that is no count, no mark or no person is named by line and column."""
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableNotUsable) as error:
        CaptureTable.from_csv(path)
    assert (error.value.where, error.value.found) == (where, found)


def test_too_many_lists_are_an_error() -> None:
    """Sixty-one lists are a file read wrongly."""
    with pytest.raises(TableNotUsable):
        CaptureTable.from_rows([[1] * 61], lists=[f"l{i}" for i in range(61)])


def test_remarks() -> None:
    """Few lists, no overlap, lists that hold nobody, rows twice in a list and lists that vanish are said."""
    table = CaptureTable.from_clusters([["a", "a"], ["b"]], lists=["a", "b", "c"])
    assert [r.code for r in table.remarks()] == ["list-holds-nobody", "no-overlap", "duplicates-in-list"]
    two = CaptureTable.from_columns({"a": [1, 1], "b": [1, 0], "s": ["x", "y"]}, lists=["a", "b"], strata=["s"])
    assert [r.code for r in two.remarks()] == ["few-lists", "list-vanishes-in-stratum"]


def test_small_counts_are_withheld() -> None:
    """Counts below the smallest that may be shown become words."""
    shown = {pattern: words for _, pattern, words in three().suppressed(smallest=10)}
    assert (shown["111"], shown["110"]) == ("fewer than 10", "12")


def test_lists_left_out_and_joined() -> None:
    """Leaving a list out loses those only on it; joining two keeps everybody."""
    table = kosovo()
    assert table.without("HRW").persons == table.persons - 306
    joined = table.merged("EXH", "ABA")
    assert (joined.persons, joined.lists) == (table.persons, ("EXH+ABA", "OSCE", "HRW"))
    with pytest.raises(TableNotUsable):
        table.without("nobody")
