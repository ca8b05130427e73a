"""Takes a view and acts that came after it was made, works them in: who acts next sees them at once."""

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from accounted.core.decision import Decision
from accounted.core.document import Entry
from accounted.core.ids import canonical_json, sha256_of
from accounted.core.plain import from_plain
from accounted.store import Act, Folder
from accounted.viewing.acts import act_line, things_of
from accounted.viewing.schema import VERSION

STATES: Final = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
_AT_ONCE: Final = ("accept", "reject", "remark")
"""Decisions that a view shows without being made anew."""
_INTO_DECISION: Final = "insert or replace into decision values (?, ?, ?, ?, ?, ?, ?, ?, ?)"


def content_json(content: Any) -> str:
    """Takes plain content, gives it as text that a database takes: half of a surrogate pair becomes a mark."""
    return json.dumps(content, ensure_ascii=False).encode("utf-8", "replace").decode()


def view_key(heads: dict[str, Any]) -> str:
    """Takes the newest lines of all ledgers, gives the key under which a view of them is kept."""
    return sha256_of(canonical_json([VERSION, heads]))


def write_act(database: sqlite3.Connection, number: int, entry: Entry, *, act: Act) -> None:
    """Takes an open view, the number of an act, its ledger line and the act, writes it among the acts."""
    told = content_json(act_line(act))
    line = (number, entry.act, entry.device, entry.line, entry.when, entry.who, entry.kind, told)
    database.execute("insert into act values (?, ?, ?, ?, ?, ?, ?, ?)", line)
    database.executemany("insert or ignore into about values (?, ?)", [(thing, number) for thing in things_of(act)])


def write_decision(database: sqlite3.Connection, one: Decision, *, place: int, stands: bool) -> None:
    """Takes an open view, a decision, its place in order and whether it stands, writes it."""
    line = (one.id, place, one.kind, one.value, one.by, one.when, one.why, one.undoes, int(stands))
    database.execute(_INTO_DECISION, line)
    database.executemany("insert or ignore into decided values (?, ?)", [(thing, one.id) for thing in one.about])


def note_decision(path: Path, one: Decision, acted: tuple[Entry, Act], *, heads: dict[str, Any], before: str) -> None:
    """Takes a view, a decision on what was read or on a remark, its act and the newest ledger lines, writes it there.

    What is set side by side is made anew later; `since` counts the decisions that are not worked in. A view that was
    not made of the lines `before` stays one to be made anew; one that does not hold the words decided on goes on
    without the decision.
    """
    database = sqlite3.connect(path, timeout=10)
    try:
        database.execute("pragma synchronous = off")  # the ledger is on the disk; this file can be made anew
        with database:
            known = database.execute("select value from meta where key = 'key'").fetchone() == (before,)
            held = any(_held(database, thing) for thing in one.about)
            if held:
                number = database.execute("select coalesce(max(number), 0) + 1 from act").fetchone()[0]
                write_act(database, number, acted[0], act=acted[1])
                place = database.execute("select count(*) from decision").fetchone()[0]
                write_decision(database, one, place=place, stands=True)
                states = [(STATES[one.kind], thing) for thing in one.about if one.kind in STATES]
                database.executemany("update stated set state = ? where id = ?", states)
                since = database.execute("select value from meta where key = 'since'").fetchone()
                count = str(int(since[0] if since else 0) + 1)
                database.execute("insert or replace into meta values ('since', ?)", (count,))
            if known:
                _write_heads(database, heads)
    finally:
        database.close()


def _held(database: sqlite3.Connection, thing: str) -> bool:
    asked = "select 1 from stated where id = ? union all select 1 from remark where id = ?"
    return database.execute(asked, (thing, thing)).fetchone() is not None


def _write_heads(database: sqlite3.Connection, heads: dict[str, Any]) -> None:
    told = {"key": view_key(heads), "heads": json.dumps(heads)}
    database.executemany("insert or replace into meta values (?, ?)", told.items())


def bring_up_to_date(path: Path, folder: Folder, entries: Sequence[Entry], *, due: Sequence[Act]) -> bool:
    """Takes a view, the project open for writing, the ledger lines the view was made from and the acts of its making,
    gives whether the view is of now.

    Where nothing was written meanwhile, these acts are kept and the view is of now. Acceptances and rejections given
    meanwhile are worked in. After anything else the view stays one of before, and is made anew when it is asked for.
    """
    now = tuple(folder.entries())
    news = now[len(entries) :]
    if now[: len(entries)] != tuple(entries) or any(entry.kind != "decision" for entry in news):
        return False
    acted = [(entry, folder.act(entry.act)) for entry in news]
    decided = [from_plain(Decision, act.content["decision"]) for _, act in acted]
    if any(one.kind not in _AT_ONCE or one.undoes for one in decided):
        return False
    heads, before = folder.heads(), _key_of(path)
    if not news:
        _note_acts(path, list(zip(folder.append(due), due, strict=True)), heads=folder.heads())
    for one, act in zip(decided, acted, strict=True):
        note_decision(path, one, act, heads=heads, before=before)
        before = view_key(heads)
    return True


def note_runs(path: Path, news: Sequence[tuple[Entry, Act]], *, heads: dict[str, Any], before: str, made: Any) -> None:
    """Takes a view, plans and runs of estimates with their ledger lines, the newest lines, the view's key before, and
    estimates or None; writes them into a view that knew everything before: no figure that was read follows them.
    """
    if _key_of(path) != before:
        return
    _note_acts(path, news, heads=heads)
    if made is not None:
        database = sqlite3.connect(path, timeout=10)
        try:
            with database:
                database.execute("insert or replace into meta values ('estimates', ?)", (json.dumps(made),))
        finally:
            database.close()


def _key_of(path: Path) -> str:
    database = sqlite3.connect(path)
    try:
        return str(database.execute("select value from meta where key = 'key'").fetchone()[0])
    finally:
        database.close()


def _note_acts(path: Path, acted: Sequence[tuple[Entry, Act]], *, heads: dict[str, Any]) -> None:
    database = sqlite3.connect(path, timeout=10)
    try:
        with database:
            last = database.execute("select coalesce(max(number), 0) from act").fetchone()[0]
            for number, (entry, act) in enumerate(acted, start=last + 1):
                write_act(database, number, entry, act=act)
            _write_heads(database, heads)
    finally:
        database.close()
