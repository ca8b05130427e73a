"""What the command line prints of accounts, tokens and the log of a desk."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table

from accounted.terminal import as_line, next_step, out

if TYPE_CHECKING:
    from accounted.web.accounts import Account
    from accounted.web.audit import Examined, Line
    from accounted.web.sessions import Token


def once(name: str, password: str, *, as_json: bool) -> None:
    """Takes an account's name and the password of its next login, prints both: it is not kept and not shown again."""
    if as_json:
        as_line({"account": name, "password_once": password})
        return
    out().print(f"{escape(name)} logs in once with this password, within seven days, and then chooses another:")
    out().print(f"  {password}", highlight=False)
    out().print("A desk that runs without accounts asks for them once it is started again.")
    next_step("accounted serve")


def accounts(found: Sequence["Account"], *, as_json: bool) -> None:
    """Takes accounts, prints them."""
    if as_json:
        for one in found:
            as_line(_account(one))
        return
    if not found:
        out().print("No account was made here: the desk answers to this computer alone and asks nobody who they are.")
        return
    table = Table("account", "roles", "sees up to", "code", "made", "state")
    for one in found:
        state = "closed" if one.closed else "waits for its first login" if one.once else ""
        cells = (one.name, ", ".join(one.roles), one.clearance, "yes" if one.code else "no", one.made[:10], state)
        table.add_row(*map(escape, cells))
    out().print(table)


def _account(one: "Account") -> dict[str, Any]:
    told = {"account": one.name, "roles": list(one.roles), "clearance": one.clearance, "code": one.code}
    return told | {"made": one.made, "closed": one.closed, "waits_for_first_login": one.once}


def token(made: str, *, as_json: bool) -> None:
    """Takes a token, prints it: it is not shown again."""
    if as_json:
        as_line({"token": made})
        return
    out().print("Shown once, and kept here as a hash alone:")
    out().print(f"  {made}", highlight=False, soft_wrap=True)
    out().print("A program sends it as `Authorization: Bearer …`.")


def tokens(found: Sequence["Token"], *, now: float, as_json: bool) -> None:
    """Takes tokens and the time, prints them."""
    told = [(one, _token_state(one, now)) for one in found]
    if as_json:
        for one, state in told:
            as_line({"token": one.id, "account": one.account, "label": one.label, "scopes": list(one.scopes),
                     "until": _day(one.until), "state": state})  # fmt: skip
        return
    table = Table("token", "account", "label", "may", "until", "state")
    for one, state in told:
        table.add_row(*map(escape, (one.id, one.account, one.label, ", ".join(one.scopes), _day(one.until), state)))
    out().print(table)


def _token_state(one: "Token", now: float) -> str:
    return "revoked" if one.revoked else "ended" if one.until <= now else "stands"


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def log(lines: Sequence["Line"], found: "Examined", *, as_json: bool) -> None:
    """Takes the newest lines of the log and whether its chain holds, prints them."""
    if as_json:
        as_line({"lines": found.count, "head": found.head, "change": found.change})
        for line in lines:
            as_line({"number": line.number, "at": line.at, "account": line.account, "what": line.what} | line.told)
        return
    for line in reversed(lines):
        told = ", ".join(f"{name} {value}" for name, value in line.told.items() if value)
        who = line.account or "nobody with an account"
        out().print(escape(f"{line.number}  {line.at}  {who}: {line.what}  {told}"), soft_wrap=True)
    if found.change:
        out().print(f"[bold]Changed: {escape(found.change)}.[/]")
    else:
        out().print(f"{found.count} lines, each as it was written. The newest is {found.head[:16]}: note it elsewhere.")
        out().print("Without that note, newest lines that were removed are not missed.")
