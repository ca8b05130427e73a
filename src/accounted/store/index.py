"""Takes what the rooms made, gives it back in order from one SQLite file that may be deleted at any time.

Nothing rests on the index: what it holds is made anew from files, acts and texts. Each row carries a check sum, so that
a damaged row is never read as another figure.
"""

import contextlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from accounted.core.outcome import AccountedError

_SCHEMA = """
create table if not exists item (
  kind text not null, id text not null, place integer not null, content text not null, sum integer not null,
  primary key (kind, id)
) without rowid;
create unique index if not exists in_order on item (kind, place);
"""
_PUT = "insert into item (kind, id, place, content, sum) values (?, ?, ?, ?, ?)"
_PAGE = 500
"""Rows in memory at a time."""


class Index:
    """An index that is open: rows by kind and id, in the order in which they were put."""

    __slots__ = ("_database", "path", "was_damaged")

    def __init__(self, path: Path) -> None:
        self.path = path
        self.was_damaged = False
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._database = _opened(path)
        except sqlite3.DatabaseError:
            self.was_damaged = True
            _delete(path)
            self._database = _opened(path)

    def replace(self, kind: str, rows: Iterable[tuple[str, Any]]) -> int:
        """Takes a kind and rows (id, plain content), gives their number; they replace the rows of that kind."""
        with self._said(), self._database as database:
            database.execute("delete from item where kind = ?", (kind,))
            number = 0
            for number, (name, content) in enumerate(rows, start=1):
                database.execute(_PUT, _row(kind, name, number, content))
            return number

    def put_all(self, kind: str, rows: Sequence[tuple[str, Any]]) -> None:
        """Takes a kind and rows (id, plain content), puts each as `put` does; the disk is waited for once."""
        with self._said(), self._database as database:
            last = database.execute("select max(place) from item where kind = ?", (kind,)).fetchone()[0] or 0
            for name, content in rows:
                before = database.execute("select place from item where kind = ? and id = ?", (kind, name)).fetchone()
                database.execute("delete from item where kind = ? and id = ?", (kind, name))
                last += before is None
                database.execute(_PUT, _row(kind, name, before[0] if before else last, content))

    def put(self, kind: str, name: str, content: Any) -> None:
        """Takes a kind, an id and plain content, gives it as a row: in its old place, or behind all others."""
        self.put_all(kind, [(name, content)])

    def get(self, kind: str, name: str) -> Any:
        """Takes a kind and an id, gives the content; a KeyError where no such row is."""
        with self._said():
            found = self._database.execute(
                "select id, content, sum from item where kind = ? and id = ?", (kind, name)
            ).fetchone()
            if found is None:
                raise KeyError(f"{kind} {name}")
            return self._content(kind, found)

    def rows(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Takes a kind, gives id and content of each row in order; rows put meanwhile behind the last are given too."""
        place = 0
        while True:
            with self._said():
                page = self._database.execute(
                    "select id, content, sum, place from item where kind = ? and place > ? order by place limit ?",
                    (kind, place, _PAGE),
                ).fetchall()
            for row in page:
                yield row[0], self._content(kind, row)
                place = row[3]
            if not page:
                return

    def count(self, kind: str) -> int:
        """Takes a kind, gives how many rows it has."""
        with self._said():
            return int(self._database.execute("select count(*) from item where kind = ?", (kind,)).fetchone()[0])

    def close(self) -> None:
        """Gives the file free."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _content(self, kind: str, row: tuple[Any, ...]) -> Any:
        if row[2] != _sum(kind, row[0], row[1]):
            raise _damaged(self.path, f"another check sum in the row {kind} {row[0]}")
        return json.loads(row[1])

    @contextlib.contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.IntegrityError as error:
            raise AccountedError(
                where=str(self.path),
                found=f"one id twice in one kind ({error})",
                expected="one row an id",
                advice="Give each row its own id.",
            ) from error
        except sqlite3.DatabaseError as error:
            raise _damaged(self.path, str(error)) from error


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path)
    try:
        database.executescript(_SCHEMA)
        _check(database)
    except sqlite3.OperationalError as error:
        database.close()
        if "locked" in str(error):
            raise _locked(path) from error
        raise
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database


def _check(database: sqlite3.Connection) -> None:
    found = database.execute("pragma quick_check(1)").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(found)
    database.execute("select kind, id, place, content, sum from item limit 1").fetchall()


def _delete(path: Path) -> None:
    for name in (path, path.with_name(path.name + "-journal"), path.with_name(path.name + "-wal")):
        name.unlink(missing_ok=True)


def _row(kind: str, name: str, place: int, content: Any) -> tuple[str, str, int, str, int]:
    text = json.dumps(content, allow_nan=False)
    return kind, name, place, text, _sum(kind, name, text)


def _sum(kind: str, name: str, text: str) -> int:
    return zlib.crc32(f"{kind}\0{name}\0{text}".encode())


def _damaged(path: Path, found: str) -> AccountedError:
    return AccountedError(
        where=str(path),
        found=f"a damaged index ({found})",
        expected="the index as it was written",
        advice="Delete this file; the next command makes it anew, and nothing is lost.",
    )


def _locked(path: Path) -> AccountedError:
    return AccountedError(
        where=str(path),
        found="an index that another process is writing",
        expected="one writer at a time",
        advice="Wait until the other command ends, then run this one again.",
    )
