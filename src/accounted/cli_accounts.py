"""Accounts of the desk, typed in a terminal: made, changed, closed; the way back in for who forgot a password."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accounted import terminal_accounts as shown
from accounted.project import Project
from accounted.terminal_options import AsJson, In, device_keys

if TYPE_CHECKING:
    from accounted.web.accounts import Accounts

app = typer.Typer(
    no_args_is_help=True,
    help="Accounts of the desk of this project, kept on this computer beside its key and not in the project. Whoever "
    "may read this computer’s files needs no account: these commands ask for no password.",
)
Name = Annotated[str, typer.Argument(help="The account’s name: it stands beside every act of the account.")]
Role = Annotated[
    list[str], typer.Option("--role", help="reader, coder, reviewer, custodian or publisher; more than once for more.")
]
Clearance = Annotated[
    str, typer.Option(help="Up to which documents it sees: ordinary, sensitive, protected. A custodian sees all.")
]
BY = "the command line"


def _kept(project: Path | None) -> "Accounts":
    from accounted.web.accounts import accounts_at  # noqa: PLC0415  hashing that other commands need not load

    return accounts_at(Project.around(project or Path.cwd(), told=project is not None), device_keys())


@app.command(epilog="Example: `accounted accounts add 'C. Custodian' --role custodian`")
def add(name: Name, role: Role, clearance: Clearance = "ordinary", project: In = None, as_json: AsJson = False) -> None:
    """Make an account; the password printed is for its first login, within seven days."""
    once = _kept(project).add(name, roles=tuple(role), clearance=clearance, by=BY)
    shown.once(name, once, as_json=as_json)


@app.command("list", epilog="Example: `accounted accounts list`")
def listed(project: In = None, as_json: AsJson = False) -> None:
    """List the accounts with their roles."""
    kept = _kept(project)
    shown.accounts(kept.all() if kept.there() else (), as_json=as_json)


@app.command(epilog="Example: `accounted accounts change 'A. Coder' --role coder --role reviewer`")
def change(
    name: Name, role: Role, clearance: Clearance = "ordinary", project: In = None, as_json: AsJson = False
) -> None:
    """Give an account other roles and another clearance, from its next request on."""
    kept = _kept(project)
    kept.change(name, roles=tuple(role), clearance=clearance, by=BY)
    shown.accounts(kept.all(), as_json=as_json)


@app.command(epilog="Example: `accounted accounts password 'C. Custodian' --drop-code`")
def password(
    name: Name,
    drop_code: Annotated[
        bool, typer.Option("--drop-code", help="Ask for no code either: the telephone is lost.")
    ] = False,
    project: In = None,
    as_json: AsJson = False,
) -> None:
    """Give an account a password for one login, where its own was forgotten; its sessions and tokens end."""
    once = _kept(project).reset(name, by=BY, keep_code=not drop_code)
    shown.once(name, once, as_json=as_json)


@app.command(epilog="Example: `accounted accounts close 'A. Coder'`")
def close(name: Name, project: In = None, as_json: AsJson = False) -> None:
    """Let an account in no more; what it did stays, and its name is not given again."""
    kept = _kept(project)
    kept.close(name, by=BY)
    shown.accounts(kept.all(), as_json=as_json)


@app.command("open", epilog="Example: `accounted accounts open 'A. Coder'`")
def reopen(name: Name, project: In = None, as_json: AsJson = False) -> None:
    """Let a closed account in again."""
    kept = _kept(project)
    kept.reopen(name, by=BY)
    shown.accounts(kept.all(), as_json=as_json)


@app.command(epilog="Example: `accounted accounts token 'A. Coder' --scope read --scope collect --days 30`")
def token(
    name: Name,
    scope: Annotated[list[str], typer.Option("--scope", help="read, collect, code, decide, undo, estimate, publish.")],
    label: Annotated[str, typer.Option(help="What it is for.")] = "",
    days: Annotated[int, typer.Option(help="How long it stands.")] = 90,
    project: In = None,
    as_json: AsJson = False,
) -> None:
    """Make a token for a program that acts under the account's name; it is printed once and not kept."""
    from accounted.web.sessions import make_token  # noqa: PLC0415  as above

    kept = _kept(project)
    made = make_token(kept, kept.named(name), label, scopes=tuple(scope), days=days)
    shown.token(made, as_json=as_json)


@app.command(epilog="Example: `accounted accounts tokens`")
def tokens(project: In = None, as_json: AsJson = False) -> None:
    """List tokens with what they may and until when."""
    from accounted.web.sessions import tokens_of  # noqa: PLC0415  as above

    kept = _kept(project)
    shown.tokens(tokens_of(kept) if kept.there() else (), now=kept.clock(), as_json=as_json)


@app.command("revoke", epilog="Example: `accounted accounts revoke 3f2a90c1`")
def end_token(
    name: Annotated[str, typer.Argument(help="The id of a token, as listed.")],
    project: In = None,
    as_json: AsJson = False,
) -> None:
    """Let a token in no more."""
    from accounted.web.sessions import revoke, tokens_of  # noqa: PLC0415  as above

    kept = _kept(project)
    revoke(kept, name, by=BY)
    shown.tokens(tokens_of(kept), now=kept.clock(), as_json=as_json)


@app.command(epilog="Examples: `accounted accounts audit`, `accounted accounts audit --head 3f2a90c1`")
def audit(
    head: Annotated[str, typer.Option(help="The hash of a newest line, noted earlier and elsewhere.")] = "",
    newest: Annotated[int, typer.Option(min=0, help="How many lines to print.")] = 50,
    project: In = None,
    as_json: AsJson = False,
) -> None:
    """Print the log of views and logins; say whether a line of it was changed since it was written."""
    from accounted.web.audit import examine, lines  # noqa: PLC0415  the name of the command is that of the module

    with _kept(project).reading() as database:
        found, newest_lines = examine(database, head=head.strip().lower()), lines(database, newest=newest)
    shown.log(newest_lines, found, as_json=as_json)
    raise typer.Exit(2 if found.change else 0)
