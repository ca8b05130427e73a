"""Decisions: what was read is accepted, rejected, corrected or made by a person, one by one or from a queue."""

import json
from typing import Any, Final
from urllib.parse import quote, unquote

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from accounted.core.outcome import WrongUsage
from accounted.deciding import Request as Asked
from accounted.project import Who
from accounted.viewing.agreement import fields_agreement
from accounted.viewing.queue import agreement, differing, next_for, progress
from accounted.web.documents import CLOSED, desk_of
from accounted.web.drawn import page
from accounted.web.guard import OwnForm
from accounted.web.state import State

router = APIRouter(include_in_schema=False)
_FREE: Final = ("victims", "speaker", "when", "where")
_NUMBERS: Final = ("low", "best", "high")
_PASSED: Final = 40
_YEAR: Final = 365 * 86400


def who_of(request: Request) -> Who:
    """Takes a request, gives who acts: the name that this browser was given, else the one the desk was started with."""
    state: State = request.app.state.desk
    name = unquote(request.cookies.get("acting", "")).strip()
    return Who.now(name, None) if name else state.who()


@router.post("/name")
def named(request: Request, form: OwnForm) -> Response:
    """Takes a name, keeps it in this browser: acts made from here are kept under it."""
    back = form.get("back", "/")
    answer = RedirectResponse(
        back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/", status_code=303
    )
    name = form.get("name", "").strip()[:80]
    answer.set_cookie("acting", quote(name), max_age=_YEAR, samesite="strict", httponly=True)
    return answer


@router.post("/figures/{name}/decide")
def decide(request: Request, name: str, form: OwnForm) -> Response:
    """Takes an answer on what was stated and why, keeps it as an act, gives the page it was given on."""
    desk = desk_of(request)
    desk.decide(name, _answer(form), why=form.get("why", "").strip(), who=who_of(request))
    if request.headers.get("hx-request") == "true":
        row = desk.view.stated(name)
        return page(
            request, "card", row=row, decisions=desk.view.decisions([name])[name], number=form.get("number", "")
        )
    return RedirectResponse(f"/figures/{name}", status_code=303)


def _answer(form: dict[str, str]) -> str:
    answer = form.get("answer", "")
    if answer not in ("accept", "reject"):
        raise WrongUsage(where="this form", found=f"“{answer}”", expected="accept or reject", advice="Choose one.")
    return answer


@router.post("/figures/{name}/correct")
def correct(request: Request, name: str, form: OwnForm) -> Response:
    """Takes the fields of a figure as they should be read, keeps those that differ as a correction."""
    desk = desk_of(request)
    row = desk.view.stated(name)
    if row is None or row["kind"] != "figure":
        raise HTTPException(404, "No figure of this project has this address.")
    told = {field: given for field, given in fields_of(form).items() if given != _as_read(row).get(field)}
    if not told:
        raise WrongUsage(
            where="this form", found="nothing changed", expected="a field that differs", advice="Change one."
        )
    asked = Asked(kind="correct", about=(name,), value=json.dumps(told), why=form.get("why", "").strip())
    desk.correct(asked, who=who_of(request))
    return RedirectResponse(f"/figures/{_moved(desk, name)}", status_code=303)


def _moved(desk: Any, name: str) -> str:
    return name if desk.view.stated(name) else ""


def _as_read(row: dict[str, Any]) -> dict[str, Any]:
    core = row["core"]
    told: dict[str, Any] = {name: core.get(name) for name in (*_FREE, "effect", "unit", "stance")}
    quantity: dict[str, Any] = core["quantity"]
    return told | quantity


def fields_of(form: dict[str, str]) -> dict[str, Any]:
    """Takes a form, gives the fields of a figure in it; an empty field is "not said"."""
    told: dict[str, Any] = {name: form[name].strip() or None for name in _FREE if name in form}
    told |= {name: form[name] for name in CLOSED if form.get(name)}
    return told | {name: _number(form[name], name) for name in _NUMBERS if name in form}


def _number(given: str, name: str) -> float | None:
    plain = given.strip().replace(",", "").replace(" ", "")
    try:
        return float(plain) if plain else None
    except ValueError:
        raise WrongUsage(
            where=name, found=f"“{given}”", expected="a number or nothing", advice="Write digits."
        ) from None


@router.post("/decisions/{name}/undo")
def undo(request: Request, name: str, form: OwnForm) -> Response:
    """Takes a decision, takes it back by a new one: both stay in the history."""
    desk = desk_of(request)
    desk.correct(Asked(kind="", about=(), undoes=name, why=form.get("why", "").strip()), who=who_of(request))
    back = form.get("back", "/history")
    return RedirectResponse(back if back.startswith(("/figures/", "/documents/")) else "/history", status_code=303)


@router.post("/documents/{name}/make")
def make(request: Request, name: str, form: OwnForm) -> Response:
    """Takes words of a document and what they state, keeps a figure made of them; its number is read from its words."""
    desk = desk_of(request)
    text = desk.view.text(name)
    start, end = (int(form[key]) if form.get(key, "").isdecimal() else -1 for key in ("start", "end"))
    if (
        text is None
        or not 0 <= start < end <= len(text)
        or text[start:end] != form.get("quote", "").replace("\r\n", "\n")
    ):
        raise WrongUsage(
            where=name, found="words that are not there", expected="words of the text", advice="Select again."
        )
    told = {key: value for key, value in fields_of(form).items() if value is not None} | {"start": start, "end": end}
    desk.correct(
        Asked(kind="make", about=(name,), value=json.dumps(told), why=form.get("why", "").strip()), who=who_of(request)
    )
    return RedirectResponse(f"/documents/{name}#{_made_at(desk, name, start)}", status_code=303)


def _made_at(desk: Any, document: str, start: int) -> str:
    return next((r["id"] for r in desk.view.stated_in(document) if r["place"].get("start") == start), "text")


@router.get("/review")
def queue(request: Request) -> Response:
    """Takes a request, gives the next figure, name or rejection to look at, without what others answered."""
    view = desk_of(request).view
    passed = tuple(request.query_params.get("passed", "").split(",")[-_PASSED:])
    me = who_of(request).name
    row = next_for(view, me, passed=tuple(name for name in passed if name))
    return page(request, "review", "review", row=row, progress=progress(view, me), me=me, passed=",".join(passed))


@router.post("/review/{name}")
def answered(request: Request, name: str, form: OwnForm) -> Response:
    """Takes an answer on what was asked, keeps it, gives the next; "pass" keeps nothing and asks another first."""
    passed = form.get("passed", "")
    if form.get("answer") == "pass":
        return RedirectResponse(f"/review?passed={quote(f'{passed},{name}'.strip(','))}", status_code=303)
    desk_of(request).decide(name, _answer(form), why=form.get("why", "").strip(), who=who_of(request))
    return RedirectResponse(f"/review?passed={quote(passed)}", status_code=303)


@router.get("/review/differing")
def split(request: Request) -> Response:
    """Takes a request, gives the rows on which two reviewers differ, and how far reviewers agree."""
    view = desk_of(request).view
    measured, rows = agreement(view)
    fields = fields_agreement(view)
    return page(request, "differing", "review", rows=differing(view), alpha=measured, twice=rows, fields=fields)
