"""The log of a desk with accounts, a hash chain: who saw what is sensitive, who came in, who changed an account."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from accounted.core.ids import canonical_json, sha256_of

FIRST: Final = "0" * 64
TABLE: Final = """
create table if not exists audit (
  number integer primary key, at text not null, account text not null, what text not null, told text not null,
  before text not null, own text not null
);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the log: its own hash is made of all else in it, so that a changed line is found."""

    number: int
    at: str
    account: str
    what: str
    told: dict[str, Any]
    before: str
    own: str

    def hash(self) -> str:
        """Gives the hash that the line's content makes."""
        return sha256_of(canonical_json([self.number, self.at, self.account, self.what, self.told, self.before]))


def note(database: sqlite3.Connection, at: str, account: str, *, what: str, told: dict[str, Any]) -> Line:
    """Takes an open database inside a transaction, the time, who, what and its particulars, gives the line written."""
    last = database.execute("select number, own from audit order by number desc limit 1").fetchone()
    number, before = (last[0] + 1, last[1]) if last else (1, FIRST)
    bare = Line(number=number, at=at, account=account, what=what, told=told, before=before, own="")
    values = (number, at, account, what, json.dumps(told, ensure_ascii=False), before, bare.hash())
    database.execute("insert into audit values (?, ?, ?, ?, ?, ?, ?)", values)
    return _line(values)


def _line(row: tuple[Any, ...]) -> Line:
    number, at, account, what, told, before, own = row
    return Line(number=number, at=at, account=account, what=what, told=json.loads(told), before=before, own=own)


def lines(database: sqlite3.Connection, *, newest: int, past: int = 0) -> tuple[Line, ...]:
    """Takes an open database, how many and how many to pass over, gives lines, the newest first."""
    asked = "select * from audit order by number desc limit ? offset ?"
    return tuple(_line(row) for row in database.execute(asked, (newest, past)).fetchall())


def every(database: sqlite3.Connection) -> Iterator[Line]:
    """Takes an open database, gives all lines, the oldest first."""
    for row in database.execute("select * from audit order by number"):
        yield _line(row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What became of the log: how many lines, the newest hash, and the first line that does not fit, in words."""

    count: int
    head: str
    change: str = ""


def examine(database: sqlite3.Connection, *, head: str = "") -> Examined:
    """Takes an open database and perhaps a hash noted earlier, gives whether the chain holds and has that hash in it.

    The newest lines can be removed without a gap; a hash noted elsewhere is what finds that.
    """
    before, count, seen = FIRST, 0, False
    for one in every(database):
        count += 1
        if (one.number, one.before) != (count, before) or one.own != one.hash():
            return Examined(count=count, head=before, change=f"line {one.number} is not as it was written")
        before = one.own
        seen = seen or one.own.startswith(head)
    if head and not seen:
        return Examined(count=count, head=before, change=f"no line has the hash {head}: lines were removed or replaced")
    return Examined(count=count, head=before)
