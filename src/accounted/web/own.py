"""What an account does for itself: its password, its code, its sessions, tokens for programs under its name."""

import secrets
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from accounted.core.outcome import WrongUsage
from accounted.web import throttle
from accounted.web.accounts import Account, Accounts
from accounted.web.acting import accounts_of, session_of_request
from accounted.web.drawn import page, project_title
from accounted.web.guard import OwnForm
from accounted.web.passwords import address_of, fits, new_secret, picture_of
from accounted.web.roles import MEANING, SCOPES
from accounted.web.sessions import Session, make_token, renewed, revoke, sessions_of, tokens_of

router = APIRouter(include_in_schema=False)


def here_after(told: str) -> str:
    r"""Takes where a form says to go next, gives it where it is a page of this desk, else the first screen.

    >>> here_after("/figures?page=2"), here_after("//elsewhere.invalid/"), here_after("/\\elsewhere.invalid")
    ('/figures?page=2', '/', '/')
    """
    plain = told.startswith("/") and not told.startswith(("//", "/\\")) and told.isprintable()
    return told if plain and not told.startswith(("/login", "/logout")) else "/"


def signed_in(request: Request) -> tuple[Accounts, Session]:
    """Takes a request, gives the accounts and its session; a desk without accounts has no such page."""
    accounts, session = accounts_of(request), session_of_request(request)
    if accounts is None or session is None:
        raise HTTPException(404, "This desk has no accounts. A custodian makes them with `accounted accounts add`.")
    return accounts, session


def _shown(request: Request, *, status: int = 200, **told: Any) -> Response:
    accounts, session = signed_in(request)
    whole = {"problem": "", "done": "", "token": "", "setting": None} | told
    return page(
        request, "account", "account", status=status, account=session.account, meaning=MEANING,
        scopes=[scope for scope in SCOPES if scope in session.account.may], now=accounts.clock(),
        tokens=tokens_of(accounts, session.account), open_sessions=sessions_of(accounts, session.account), **whole,
    )  # fmt: skip


@router.get("/account")
def account(request: Request) -> Response:
    """Takes a request, gives one's own account."""
    return _shown(request)


@router.post("/account/password")
def password(request: Request, form: OwnForm) -> Response:
    """Takes the old and a new password, keeps the new one, ends every other session."""
    accounts, session = signed_in(request)
    if not _knows(accounts, session.account, form.get("old", "")):
        return _shown(request, status=403, problem="The password of now is another.")
    if form.get("new", "") != form.get("again", ""):
        return _shown(request, status=422, problem="The new password was typed in two ways.")
    try:
        accounts.set_password(session.account, form.get("new", ""))
    except WrongUsage as wrong:
        return _shown(request, status=422, problem=str(wrong))
    request.state.gives = renewed(accounts, session.account, request.state.address)
    return RedirectResponse("/account?done=password" if not session.account.once else "/", status_code=303)


def _knows(accounts: Accounts, account: Account, password: str) -> bool:
    """Gives whether the password is the account's; tries are counted as those at the door are."""
    with accounts.database() as database:
        counted = throttle.things(account.name, "")
        if throttle.begin(database, counted, now=accounts.clock()):
            return False
        kept = database.execute("select password from account where id = ?", (account.id,)).fetchone()[0]
    good = fits(kept, password)
    if good:
        with accounts.database() as database:
            throttle.forget(database, account.name)
    return good


@router.post("/account/code")
def code(request: Request, form: OwnForm) -> Response:
    """Takes the password, gives a new secret as a picture and as a key: it counts once a code of it was typed."""
    accounts, session = signed_in(request)
    if not _knows(accounts, session.account, form.get("password", "")):
        return _shown(request, status=403, problem="The password of now is another.")
    return _setting(request, session, new_secret())


def _setting(request: Request, session: Session, secret: str, **told: Any) -> Response:
    address = address_of(secret, name=session.account.name, project=project_title(request))
    key = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    pending: dict[str, tuple[int, str]] = request.app.state.desk.pending
    ticket = secrets.token_urlsafe(16)
    pending[ticket] = (session.account.id, secret)
    while len(pending) > 100:
        pending.pop(next(iter(pending)))
    shown = {"picture": Markup(picture_of(address)), "key": key, "ticket": ticket}  # noqa: S704 - drawn here, no text of others
    return _shown(request, setting=shown, **told)


@router.post("/account/code/confirm")
def confirm(request: Request, form: OwnForm) -> Response:
    """Takes a code of the secret just shown, asks for one at each login from now on."""
    accounts, session = signed_in(request)
    number, secret = request.app.state.desk.pending.pop(form.get("ticket", ""), (0, ""))
    if number != session.account.id:
        return _shown(request, status=409, problem="The key was shown too long ago. Begin again.")
    if not accounts.set_code(session.account, secret, form.get("code", "")):
        words = "This code is not of the key shown. Is the clock of the telephone right? Begin again with the new key."
        return _setting(request, session, new_secret(), status=422, problem=words)
    return RedirectResponse("/account?done=code", status_code=303)


@router.post("/account/code/off")
def code_off(request: Request, form: OwnForm) -> Response:
    """Takes the password, asks for no code any more."""
    accounts, session = signed_in(request)
    if not _knows(accounts, session.account, form.get("password", "")):
        return _shown(request, status=403, problem="The password of now is another.")
    accounts.drop_code(session.account)
    return RedirectResponse("/account", status_code=303)


@router.post("/account/tokens")
def new_token(request: Request, form: OwnForm) -> Response:
    """Takes a label, scopes and days, gives a token: shown here and never again."""
    accounts, session = signed_in(request)
    scopes = tuple(scope for scope in SCOPES if form.get(f"scope-{scope}"))
    days = int(form["days"]) if form.get("days", "").isdecimal() and len(form["days"]) < 5 else 0
    try:
        made = make_token(accounts, session.account, form.get("label", ""), scopes=scopes, days=days)
    except WrongUsage as wrong:
        return _shown(request, status=422, problem=str(wrong))
    return _shown(request, token=made)


@router.post("/account/tokens/{name}/revoke")
def end_token(request: Request, name: str, form: OwnForm) -> Response:
    """Takes a token's id, lets it in no more."""
    del form
    accounts, session = signed_in(request)
    revoke(accounts, name, by=session.account.name, of=session.account)
    return RedirectResponse("/account", status_code=303)


@router.post("/account/sessions")
def end_others(request: Request, form: OwnForm) -> Response:
    """Takes a request, ends one's sessions in other browsers."""
    del form
    accounts, session = signed_in(request)
    accounts.end(session.account, keep=session.hash, tokens=False)
    accounts.note(session.account.name, "ended other sessions")
    return RedirectResponse("/account", status_code=303)
