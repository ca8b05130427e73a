"""The index gives rows back in order, and may be deleted or damaged without loss."""

from pathlib import Path

import pytest

from accounted.core.outcome import AccountedError
from accounted.store import Index


def test_rows_come_back_in_order(tmp_path: Path) -> None:
    """Rows keep the order in which they came, more of them than are read at a time, and other kinds stay apart."""
    rows = [(f"id-{number % 7}-{number}", {"n": number, "half": "\ud800", "f": 0.1}) for number in range(1203)]
    with Index(tmp_path / "d" / "index.sqlite") as index:
        assert index.replace("claim", rows) == 1203
        index.replace("other", [("x", 1)])
        assert list(index.rows("claim")) == rows
        assert index.get("claim", "id-1-1")["n"] == 1
        assert (index.count("claim"), index.count("other"), index.count("none")) == (1203, 1, 0)
    with Index(tmp_path / "d" / "index.sqlite") as index:
        assert list(index.rows("claim")) == rows
        assert not index.was_damaged


def test_replace_takes_the_place_of_old_rows(tmp_path: Path) -> None:
    """Old rows of the kind are gone; where the new ones break off, the old ones stay."""
    with Index(tmp_path / "index.sqlite") as index:
        index.replace("a", [("1", 1), ("2", 2)])
        index.replace("a", [("3", 3)])
        assert list(index.rows("a")) == [("3", 3)]
        with pytest.raises(AccountedError, match="one id twice"):
            index.replace("a", [("4", 4), ("4", 5)])
        assert list(index.rows("a")) == [("3", 3)]


def test_put_keeps_the_place(tmp_path: Path) -> None:
    """A row put again stays where it stood; a new one goes behind all others."""
    with Index(tmp_path / "index.sqlite") as index:
        for name, content in (("b", 1), ("a", 2), ("b", 3)):
            index.put("k", name, content)
        assert list(index.rows("k")) == [("b", 3), ("a", 2)]
        with pytest.raises(KeyError):
            index.get("k", "zzz")


@pytest.mark.parametrize("damage", [b"", b"not a database at all", b"SQLite format 3\0" + b"\0" * 200])
def test_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    """A file that is no whole database gives an empty index that says so; an empty file is an empty index."""
    path = tmp_path / "index.sqlite"
    path.write_bytes(damage)
    with Index(path) as index:
        assert index.was_damaged == bool(damage)
        index.put("k", "a", 1)
        assert index.get("k", "a") == 1


def test_damaged_row_is_never_read_as_another_figure(tmp_path: Path) -> None:
    """A figure changed inside the file is told, not given."""
    path = tmp_path / "index.sqlite"
    with Index(path) as index:
        index.put("k", "a", {"figure": 613613})
    path.write_bytes(path.read_bytes().replace(b"613613", b"713613"))
    with Index(path) as index, pytest.raises(AccountedError, match="Delete this file"):
        index.get("k", "a")
