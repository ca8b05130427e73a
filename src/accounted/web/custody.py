"""What custodians do: accounts made and closed, the log of views read and examined, who may see a document."""

from typing import Any, Final

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from accounted.core.outcome import WrongUsage
from accounted.deciding import Request as Asked
from accounted.web import audit
from accounted.web.acting import who_of
from accounted.web.documents import desk_of
from accounted.web.drawn import page
from accounted.web.guard import OwnForm
from accounted.web.own import signed_in
from accounted.web.roles import CLEARANCES, MAY, MEANING, ROLES
from accounted.web.sessions import tokens_of

router = APIRouter(include_in_schema=False)
_LINES: Final = 100


def _shown(request: Request, *, status: int = 200, **told: Any) -> Response:
    accounts, _ = signed_in(request)
    whole = {"problem": "", "once": "", "whose": ""} | told
    return page(
        request, "accounts", "accounts", status=status, accounts=accounts.all(), roles=ROLES, clearances=CLEARANCES,
        may_table=MAY, meaning=MEANING, tokens=tokens_of(accounts), now=accounts.clock(), **whole,
    )  # fmt: skip


@router.get("/accounts")
def accounts(request: Request) -> Response:
    """Takes a request, gives the accounts with their roles, and what each role may."""
    return _shown(request)


def _roles(form: dict[str, str]) -> tuple[str, ...]:
    return tuple(role for role in ROLES if form.get(f"role-{role}"))


@router.post("/accounts")
def add(request: Request, form: OwnForm) -> Response:
    """Takes a name, roles and a clearance, makes the account, gives the password of its first login, shown once."""
    kept, session = signed_in(request)
    clearance = form.get("clearance", CLEARANCES[0])
    try:
        once = kept.add(form.get("name", ""), roles=_roles(form), clearance=clearance, by=session.account.name)
    except WrongUsage as wrong:
        return _shown(request, status=422, problem=str(wrong))
    return _shown(request, once=once, whose=form.get("name", ""))


@router.post("/accounts/{name}/{what}")
def change(request: Request, name: str, what: str, form: OwnForm) -> Response:
    """Takes an account and what to do with it (change, reset, close, open), does it."""
    kept, session = signed_in(request)
    by = session.account.name
    try:
        if what == "reset":
            once = kept.reset(name, by=by, keep_code=form.get("code") != "drop")
            return _shown(request, once=once, whose=name)
        if what == "change":
            kept.change(name, roles=_roles(form), clearance=form.get("clearance", CLEARANCES[0]), by=by)
        elif what == "close":
            kept.close(name, by=by)
        elif what == "open":
            kept.reopen(name, by=by)
        else:
            raise HTTPException(404)
    except WrongUsage as wrong:
        return _shown(request, status=422, problem=str(wrong))
    return RedirectResponse("/accounts", status_code=303)


@router.get("/audit")
def log(request: Request) -> Response:
    """Takes a request, gives the log, the newest first, and whether any line of it was changed."""
    kept, _ = signed_in(request)
    told = request.query_params
    number = int(told["page"]) if told.get("page", "").isdecimal() and len(told["page"]) < 7 else 1
    head = "".join(told.get("head", "").split())[:64].lower()
    with kept.reading() as database:
        found = audit.examine(database, head=head)
        lines = audit.lines(database, newest=_LINES, past=(max(1, number) - 1) * _LINES)
    named = {name for line in lines for name in line.told.get("documents", ())}
    titles = desk_of(request).view.titles(sorted(named))
    pages = max(1, -(-found.count // _LINES))
    return page(
        request, "audit", "accounts", lines=lines, found=found, head=head, titles=titles, number=number, pages=pages
    )


@router.post("/documents/{name}/sensitivity")
def sensitivity(request: Request, name: str, form: OwnForm) -> Response:
    """Takes a document, who may see it and why, keeps it as a decision."""
    desk = desk_of(request)
    if desk.view.document(name) is None:
        raise HTTPException(404, "No document of this project has this address.")
    asked = Asked(kind="sensitivity", about=(name,), value=form.get("value", ""), why=form.get("why", "").strip())
    request.state.back = f"/documents/{name}"
    desk.correct(asked, who=who_of(request), seen=form.get("seen"))
    return RedirectResponse(f"/documents/{name}", status_code=303)
