"""Sessions of persons and tokens of programs: takes what a request brings, gives whose it is; hashes alone are kept."""

import secrets
from dataclasses import dataclass
from typing import Any, Final

from accounted.core.ids import sha256_of
from accounted.core.outcome import WrongUsage
from accounted.web import audit, throttle
from accounted.web.accounts import Account, Accounts, account_of
from accounted.web.passwords import fits, hashed, new_secret, nobodys, step_of, weaker
from accounted.web.roles import SCOPES

IDLE_SECONDS: Final = 60 * 60
WHOLE_SECONDS: Final = 12 * 3600
_NOTED_SECONDS: Final = 60
"""A session's last use is written at most once a minute."""
TOKEN_DAYS: Final = 365
TOKEN_START: Final = "accounted_"  # noqa: S105 - how a token begins, no secret
_WRONG: Final = "This name, password and code do not fit together."


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Who asks, with the verbs that are allowed to this session or token, and the hash that it is kept under."""

    account: Account
    may: frozenset[str]
    hash: str
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token of a program: what it may, for how long; the token itself is shown once and not kept."""

    id: str
    account: str
    label: str
    scopes: tuple[str, ...]
    made: float
    until: float
    used: float | None
    revoked: str | None


class Refused(Exception):
    """Nobody comes in so: `wait` are the seconds until another try is looked at, 0 where the try itself was wrong."""

    def __init__(self, wait: float = 0.0) -> None:
        self.wait = wait
        minutes = max(1, round(wait / 60))
        super().__init__(
            f"Too many tries under this name or from this address. Try again in {minutes} min." if wait else _WRONG
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What was typed at the door, and from where."""

    name: str
    password: str
    code: str
    address: str


def log_in(accounts: Accounts, tried: Tried) -> str:
    """Takes what was typed, gives a new session's secret; Refused where it does not fit, whatever the reason.

    A name that no account has costs the same hash and gives the same words.
    """
    now, name = accounts.clock(), " ".join(tried.name.split())[:200]
    counted = throttle.things(name, tried.address)
    with accounts.database() as database:
        wait = throttle.begin(database, counted, now=now)
        row = database.execute("select * from account where folded = ?", (name.casefold(),)).fetchone()
    if wait:
        raise Refused(wait)
    good = fits(row[5] if row else nobodys(), tried.password)
    step = _step(row, tried.code, now)
    account = account_of(row) if row else None
    late = row is not None and row[6] is not None and row[6] < now
    if account is None or not good or step is None or late or account.closed:
        told = {"address": tried.address}  # a name that nobody has may be a password typed in the wrong field
        accounts.note(account.name if account else "", "not let in", **told)
        raise Refused
    again = hashed(tried.password) if weaker(row[5]) else row[5]
    with accounts.database() as database:
        asked = "update account set step = ?, password = ? where id = ? and step <= ?"
        if database.execute(asked, (step, again, account.id, row[8])).rowcount != 1:
            raise Refused  # the same code came in through another door in the meantime
        throttle.came_in(database, counted, now=now)
        audit.note(database, accounts.now(), account.name, what="came in", told={"address": tried.address})
        return _begun(database, account, now, tried.address)


def _step(row: Any, code: str, now: float) -> int | None:
    """Gives the step of the code, 0 where the account asks for none; an unknown name is looked at as long."""
    secret = row[7] if row and row[7] else None
    found = step_of(secret or new_secret(), code, now=now, after=row[8] if row else 0)
    return found if secret else 0


def _begun(database: Any, account: Account, now: float, address: str) -> str:
    made = secrets.token_urlsafe(32)
    database.execute("delete from session where made < ? or seen < ?", (now - WHOLE_SECONDS, now - IDLE_SECONDS))
    database.execute("insert into session values (?, ?, ?, ?, ?)", (_hash(made), account.id, now, now, address))
    return made


def renewed(accounts: Accounts, account: Account, address: str) -> str:
    """Takes an account whose password was changed, gives the secret of a new session; all others end."""
    accounts.end(account, tokens=False)
    with accounts.database() as database:
        return _begun(database, account, accounts.clock(), address)


def session_of(accounts: Accounts, secret: str) -> Session | None:
    """Takes the secret that a browser brings, gives its session; None where it ended, was idle, or never was."""
    now, own = accounts.clock(), _hash(secret)
    with accounts.database() as database:
        asked = "select a.*, s.made, s.seen from session s join account a on a.id = s.account where s.hash = ?"
        row = database.execute(asked, (own,)).fetchone()
        if row is None:
            return None
        made, seen = row[-2:]
        if row[10] or not 0 <= now - made < WHOLE_SECONDS or now - seen >= IDLE_SECONDS:
            database.execute("delete from session where hash = ?", (own,))
            return None
        if now - seen >= _NOTED_SECONDS:
            database.execute("update session set seen = ? where hash = ?", (now, own))
    account = account_of(row[:-2])
    return Session(account=account, may=account.may, hash=own)


def log_out(accounts: Accounts, session: Session) -> None:
    """Takes a session, ends it."""
    with accounts.database() as database:
        database.execute("delete from session where hash = ?", (session.hash,))
        audit.note(database, accounts.now(), session.account.name, what="went out", told={})


def sessions_of(accounts: Accounts, account: Account) -> int:
    """Takes an account, gives how many of its sessions stand open."""
    now = accounts.clock()
    asked = "select count(*) from session where account = ? and made > ? and seen > ?"
    with accounts.database() as database:
        found = database.execute(asked, (account.id, now - WHOLE_SECONDS, now - IDLE_SECONDS)).fetchone()
    return int(found[0])


def make_token(accounts: Accounts, account: Account, label: str, *, scopes: tuple[str, ...], days: int) -> str:
    """Takes an account, a label, scopes and days, gives a token: shown once, kept as its hash."""
    wrong = [scope for scope in scopes if scope not in SCOPES or scope not in account.may]
    if wrong or not scopes:
        raise WrongUsage(
            where="scopes", found=", ".join(wrong) or "none", expected="what the account itself may: "
            + ", ".join(scope for scope in SCOPES if scope in account.may), advice="Choose among these.",
        )  # fmt: skip
    if not 1 <= days <= TOKEN_DAYS:
        raise WrongUsage(where="days", found=str(days), expected=f"1 to {TOKEN_DAYS}", advice="Choose a shorter time.")
    name, secret, now = secrets.token_hex(4), secrets.token_urlsafe(32), accounts.clock()
    made = f"{TOKEN_START}{name}_{secret}"
    label = " ".join(label.split())[:60] or "no label"
    values = (name, _hash(made), account.id, label, " ".join(scopes), now, now + days * 86400)
    told = {"token": name, "label": label, "scopes": list(scopes), "days": days}
    with accounts.database() as database:
        database.execute("insert into token values (?, ?, ?, ?, ?, ?, ?, null, null)", values)
        audit.note(database, accounts.now(), account.name, what="token made", told=told)
    return made


def bearer_of(accounts: Accounts, token: str) -> Session | None:
    """Takes the token that a program brings, gives its session: what both its scopes and its account allow."""
    now = accounts.clock()
    asked = (
        "select a.*, t.id, t.scopes, t.used from token t join account a on a.id = t.account "
        "where t.hash = ? and t.until > ? and t.revoked is null and a.closed is null"
    )
    with accounts.database() as database:
        row = database.execute(asked, (_hash(token), now)).fetchone()
        if row is None:
            return None
        if row[-1] is None or abs(now - row[-1]) >= _NOTED_SECONDS:
            database.execute("update token set used = ? where id = ?", (now, row[-3]))
    account = account_of(row[:-3])
    return Session(account=account, may=account.may & set(row[-2].split()), hash="", token=row[-3])


def tokens_of(accounts: Accounts, account: Account | None = None) -> tuple[Token, ...]:
    """Takes an account or none, gives its tokens or all, the newest first, revoked and ended ones too."""
    asked = (
        "select t.id, a.name, t.label, t.scopes, t.made, t.until, t.used, t.revoked from token t "
        "join account a on a.id = t.account where ? is null or a.id = ? order by t.made desc"
    )
    number = account.id if account else None
    with accounts.database() as database:
        found = database.execute(asked, (number, number)).fetchall()
    return tuple(
        Token(id=i, account=n, label=b, scopes=tuple(s.split()), made=m, until=u, used=d, revoked=r)
        for i, n, b, s, m, u, d, r in found
    )


def revoke(accounts: Accounts, name: str, *, by: str, of: Account | None = None) -> None:
    """Takes a token's id, who asks and perhaps whose it must be, lets it in no more."""
    found = next((one for one in tokens_of(accounts, of) if one.id == name), None)
    if found is None:
        raise WrongUsage(where=name, found="no token of this id", expected="an id as listed", advice="See the list.")
    with accounts.database() as database:
        asked = "update token set revoked = ? where id = ? and revoked is null"
        database.execute(asked, (accounts.now(), name))
        audit.note(database, accounts.now(), by, what="token revoked", told={"token": name, "of": found.account})


def _hash(secret: str) -> str:
    return sha256_of(secret.encode("utf-8", "replace"))
