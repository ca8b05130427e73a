"""Accounts of a desk: who may come in, kept on this device beside its key, outside the project and its reports."""

import os
import re
import sqlite3
import stat
import sys
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from accounted.core.outcome import AccountedError, WrongUsage
from accounted.viewing.sensitivity import device_place
from accounted.web import audit, throttle
from accounted.web.passwords import hashed, one_time, step_of, usable
from accounted.web.roles import CLEARANCES, HIGHEST, ROLES, may_of

FILE: Final = "accounts.sqlite"
ONE_TIME_DAYS: Final = 7
_NAME: Final = re.compile(r"[^\W_](?:[\w .’'\-]{0,58}[\w.])?")
_TABLES: Final = f"""
create table if not exists account (
  id integer primary key, name text not null, folded text not null unique, roles text not null,
  clearance text not null, password text not null, once_until numeric, secret text, step integer not null default 0,
  made text not null, closed text
);
create table if not exists session (
  hash text primary key, account integer not null, made numeric not null, seen numeric not null, address text not null
) without rowid;
create table if not exists token (
  id text primary key, hash text not null unique, account integer not null, label text not null, scopes text not null,
  made numeric not null, until numeric not null, used numeric, revoked text
) without rowid;
{throttle.TABLE}{audit.TABLE}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account: who, in which roles, up to which sensitivity; `once` asks for a new password before all else."""

    id: int
    name: str
    roles: tuple[str, ...]
    clearance: str
    once: bool
    code: bool
    made: str
    closed: str | None

    @property
    def may(self) -> frozenset[str]:
        """Gives all that the account may."""
        return may_of(self.roles)


class Accounts:
    """The accounts of one project on this device: one SQLite file that its owner alone may read.

    `clock` gives the seconds since 1970.
    """

    def __init__(self, folder: Path, *, clock: Callable[[], float] = time.time) -> None:
        self.path, self.clock = folder / FILE, clock
        self._turn = threading.RLock()
        self._open: sqlite3.Connection | None = None

    def there(self) -> bool:
        """Gives whether accounts were made here."""
        return self.path.is_file() and bool(self.all())

    @contextmanager
    def database(self) -> Iterator[sqlite3.Connection]:
        """Gives the open file inside one transaction, kept on disk when it ends well."""
        with self._turn:
            if self._open is None:
                self._open = _opened(self.path)
            try:
                self._open.execute("begin immediate")
                yield self._open
                self._open.execute("commit")
            except BaseException as error:
                if self._open.in_transaction:
                    self._open.execute("rollback")
                if isinstance(error, sqlite3.OperationalError):
                    raise _not_kept(self.path, error) from error
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Gives the file open for reading as it is now: a long look keeps nobody waiting."""
        with self.database():
            pass
        database = sqlite3.connect(self.path, timeout=10)
        try:
            yield database
        finally:
            database.close()

    def now(self) -> str:
        """Gives the time as the log writes it."""
        return datetime.fromtimestamp(self.clock(), UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

    def note(self, account: str, what: str, **told: Any) -> None:
        """Takes who did what and its particulars, writes it into the log."""
        with self.database() as database:
            audit.note(database, self.now(), account, what=what, told=told)

    def all(self) -> tuple[Account, ...]:
        """Gives every account by name, closed ones too."""
        with self.database() as database:
            found = database.execute("select * from account order by folded").fetchall()
        return tuple(account_of(row) for row in found)

    def named(self, name: str) -> Account:
        """Takes a name, gives its account; WrongUsage where there is none."""
        found = next((one for one in self.all() if one.name.casefold() == _folded(name)), None)
        if found is None:
            raise WrongUsage(
                where=name, found="no account of this name", expected=", ".join(one.name for one in self.all()),
                advice="Make it with `accounted accounts add`.",
            )  # fmt: skip
        return found

    def add(self, name: str, *, roles: tuple[str, ...], clearance: str, by: str) -> str:
        """Takes a name, roles, a clearance and who makes it, gives the password of its first login."""
        told, clearance = checked_name(name), checked_clearance(roles, clearance)
        if not self.all() and "custodian" not in roles:
            raise WrongUsage(
                where="the first account", found=f"the roles {', '.join(roles)}", expected="a custodian",
                advice="A custodian makes the others: add --role custodian first.",
            )  # fmt: skip
        once = one_time()
        values = (told, _folded(told), " ".join(roles), clearance, hashed(once), self._once_until(), self.now())
        with self.database() as database:
            if database.execute("select 1 from account where folded = ?", (_folded(told),)).fetchone():
                raise WrongUsage(
                    where=told, found="an account of this name", expected="a name that is not taken",
                    advice="A closed account keeps its name, since acts stand under it.",
                )  # fmt: skip
            database.execute(
                "insert into account (name, folded, roles, clearance, password, once_until, made) "
                "values (?, ?, ?, ?, ?, ?, ?)",
                values,
            )
            particulars = {"name": told, "roles": list(roles), "clearance": clearance}
            audit.note(database, self.now(), by, what="account made", told=particulars)
        return once

    def _once_until(self) -> float:
        return self.clock() + ONE_TIME_DAYS * 86400

    def change(self, name: str, *, roles: tuple[str, ...], clearance: str, by: str) -> None:
        """Takes a name, new roles, a new clearance and who changes them, keeps them from the next request on."""
        account, clearance = self.named(name), checked_clearance(roles, clearance)
        if "custodian" not in roles:
            self._refuse_last(account)
        told = {"name": account.name, "roles": list(roles), "clearance": clearance, "before": list(account.roles)}
        values = (" ".join(roles), clearance)
        self._set(account, "roles = ?, clearance = ?", values, noted=("account changed", by, told))

    def reset(self, name: str, *, by: str, keep_code: bool = True) -> str:
        """Takes a name and who asks, gives a password for one login; sessions and tokens of before end.

        With `keep_code` False the account logs in without a code until it is set anew.
        """
        account, once = self.named(name), one_time()
        told = {"name": account.name, "code kept": keep_code}
        code = "" if keep_code else ", secret = null, step = 0"
        values = (hashed(once), self._once_until())
        self._set(account, f"password = ?, once_until = ?{code}", values, noted=("password reset", by, told))
        with self.database() as database:
            throttle.forget(database, account.name)
        self.end(account)
        return once

    def close(self, name: str, *, by: str) -> None:
        """Takes a name and who asks, lets the account in no more; what it did stays."""
        account = self.named(name)
        self._refuse_last(account)
        self._set(account, "closed = ?", (self.now(),), noted=("account closed", by, {"name": account.name}))
        self.end(account)

    def reopen(self, name: str, *, by: str) -> None:
        """Takes a name and who asks, lets a closed account in again."""
        account = self.named(name)
        self._set(account, "closed = null", (), noted=("account opened again", by, {"name": account.name}))

    def set_password(self, account: Account, password: str) -> None:
        """Takes an account and a new password, keeps its hash; other sessions end."""
        made = hashed(usable(password, name=account.name))
        self._set(account, "password = ?, once_until = null", (made,), noted=("password changed", account.name, {}))

    def set_code(self, account: Account, secret: str, code: str) -> bool:
        """Takes an account, a secret and a code, gives whether the code is of it; then each login asks for one."""
        step = step_of(secret, code, now=self.clock(), after=0)
        if step is not None:
            values = (secret, step)
            self._set(account, "secret = ?, step = ?", values, noted=("code set up", account.name, {}))
        return step is not None

    def drop_code(self, account: Account) -> None:
        """Takes an account, asks it for no code from now on."""
        self._set(account, "secret = null, step = 0", (), noted=("code taken away", account.name, {}))

    def end(self, account: Account, *, keep: str = "", tokens: bool = True) -> None:
        """Takes an account, ends its sessions but the one whose hash is to be kept, and revokes its tokens."""
        with self.database() as database:
            database.execute("delete from session where account = ? and hash <> ?", (account.id, keep))
            if tokens:
                asked = "update token set revoked = ? where account = ? and revoked is null"
                database.execute(asked, (self.now(), account.id))

    def _set(
        self, account: Account, what: str, values: tuple[Any, ...], *, noted: tuple[str, str, dict[str, Any]]
    ) -> None:
        with self.database() as database:
            database.execute(f"update account set {what} where id = ?", (*values, account.id))  # noqa: S608 - written here
            audit.note(database, self.now(), noted[1], what=noted[0], told=noted[2])

    def _refuse_last(self, account: Account) -> None:
        others = [one for one in self.all() if "custodian" in one.roles and not one.closed and one.id != account.id]
        if "custodian" in account.roles and not others:
            raise WrongUsage(
                where=account.name, found="the last custodian", expected="another custodian beside it",
                advice="Make another custodian first; without one nobody can let others in.",
            )  # fmt: skip


def accounts_at(root: Path, keys: Path) -> Accounts:
    """Takes a project folder and this device's keys, gives where the accounts of the project are kept."""
    return Accounts(device_place(root, keys))


def account_of(row: tuple[Any, ...]) -> Account:
    """Takes a row of the table, gives the account."""
    number, name, _, roles, clearance, _, once, secret, _, made, closed = row
    return Account(
        id=number, name=name, roles=tuple(roles.split()), clearance=clearance, once=once is not None,
        code=secret is not None, made=made, closed=closed,
    )  # fmt: skip


def checked_name(name: str) -> str:
    """Takes a name, gives it as it is kept: letters, digits, spaces, dots; WrongUsage where it has others."""
    told = " ".join(unicodedata.normalize("NFC", name).split())
    if not _NAME.fullmatch(told):
        raise WrongUsage(
            where="account", found=f"the name “{name[:80]}”",
            expected="up to 60 letters, digits, spaces, dots, hyphens",
            advice="The name stands beside every act of the account.",
        )  # fmt: skip
    return told


def checked_clearance(roles: tuple[str, ...], clearance: str) -> str:
    """Takes roles and a clearance, gives the clearance; a custodian sees everything, since they say who sees what."""
    unknown = [role for role in roles if role not in ROLES]
    if unknown or not roles:
        raise WrongUsage(
            where="roles", found=", ".join(unknown) or "none", expected=", ".join(ROLES), advice="Choose among these."
        )
    if clearance not in CLEARANCES:
        raise WrongUsage(
            where="clearance", found=f"“{clearance}”", expected=", ".join(CLEARANCES), advice="Choose one of these."
        )
    return HIGHEST if "custodian" in roles else clearance


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


def _opened(path: Path) -> sqlite3.Connection:
    """Gives the file open; it is made readable by its owner alone, and one that others can read is refused."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        if sys.platform != "win32" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise AccountedError(
                where=str(path), found="accounts that others on this computer can read", expected="mode 600",
                advice=f"Say `chmod 600 {path}`, and give the accounts new passwords.",
            )  # fmt: skip
        database = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
        kept = "pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on;"
        database.executescript(f"{kept} {_TABLES}")
    except (OSError, sqlite3.DatabaseError) as error:
        raise _not_kept(path, error) from error
    return database


def _not_kept(path: Path, error: Exception) -> AccountedError:
    return AccountedError(
        where=str(path), found=f"accounts that cannot be opened or written ({error})",
        expected="a file that this account may write",
        advice="Free space on the disk, or put the file back from a copy.",
    )  # fmt: skip
