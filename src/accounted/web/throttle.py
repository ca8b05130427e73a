"""How often somebody may try to come in: by account and by address, kept on disk, so that a restart forgets nothing."""

import sqlite3
from typing import Final

from accounted.core.ids import sha256_of

WINDOW_SECONDS: Final = 15 * 60
OF_ACCOUNT: Final = 5
"""Tries of one name within the window, whether an account has it or not."""
OF_ADDRESS: Final = 40
"""Tries from one address within the window: a whole office may stand behind one."""
TABLE: Final = """
create table if not exists tried (thing text not null, at numeric not null);
create index if not exists tried_by_thing on tried (thing, at);
"""


def things(name: str, address: str) -> dict[str, int]:
    """Takes a name as typed and an address, gives what is counted, as hashes, with how many tries each has."""
    account = sha256_of(f"account {name.casefold()}".encode("utf-8", "replace"))
    return {account: OF_ACCOUNT, sha256_of(f"address {address}".encode("utf-8", "replace")): OF_ADDRESS}


def begin(database: sqlite3.Connection, counted: dict[str, int], *, now: float) -> float:
    """Takes an open database in a transaction, what is counted and the time, gives the seconds still to wait.

    A try that need not wait is counted before its password is looked at, so that many at once gain nothing.
    """
    database.execute("delete from tried where at < ? or at > ?", (now - WINDOW_SECONDS, now + WINDOW_SECONDS))
    wait = 0.0
    for thing, most in counted.items():
        asked = "select at from tried where thing = ? order by at desc limit 1 offset ?"
        found = database.execute(asked, (thing, most - 1)).fetchone()
        if found is not None:
            wait = max(wait, found[0] + WINDOW_SECONDS - now)
    if wait <= 0:
        database.executemany("insert into tried values (?, ?)", [(thing, now) for thing in counted])
    return max(0.0, wait)


def came_in(database: sqlite3.Connection, counted: dict[str, int], *, now: float) -> None:
    """Takes an open database in a transaction, what was counted and when, takes back the tries of who came in."""
    account = next(thing for thing, most in counted.items() if most == OF_ACCOUNT)
    database.execute("delete from tried where thing = ?", (account,))
    database.executemany("delete from tried where thing = ? and at = ?", [(thing, now) for thing in counted])


def forget(database: sqlite3.Connection, name: str) -> None:
    """Takes an open database in a transaction and a name, forgets the tries of that name."""
    (account, _) = things(name, "")
    database.execute("delete from tried where thing = ?", (account,))
