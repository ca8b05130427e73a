"""Decisions: what was read is accepted, rejected, corrected or made by a person, one by one or from a queue."""

import json
from typing import Any, Final
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from accounted.core.outcome import WrongUsage
from accounted.deciding import Request as Asked
from accounted.viewing.agreement import fields_agreement
from accounted.viewing.answering import (
    ANSWERS,
    answer_of,
    corrected_fields,
    correction_of,
    keep_answer,
    standing_correction,
)
from accounted.viewing.opening import Desk
from accounted.viewing.queue import agreement, asked_again, differing, next_for, progress
from accounted.viewing.scanned import doubtful_in
from accounted.viewing.standing_now import Stale
from accounted.viewing.undoing import told_of
from accounted.web.acting import ask_to_undo, may_take_back, who_of
from accounted.web.documents import CLOSED, desk_of
from accounted.web.drawn import page
from accounted.web.guard import OwnForm
from accounted.web.own import here_after

router = APIRouter(include_in_schema=False)
_FREE: Final = ("victims", "speaker", "when", "where")
_NUMBERS: Final = ("low", "best", "high")
_PASSED: Final = 40
_YEAR: Final = 365 * 86400


@router.post("/name")
def named(request: Request, form: OwnForm) -> Response:
    """Takes a name, keeps it in this browser: acts made from here are kept under it."""
    answer = RedirectResponse(here_after(form.get("back", "/")), status_code=303)
    name = form.get("name", "").strip()[:80]
    answer.set_cookie("acting", quote(name), max_age=_YEAR, samesite="strict", httponly=True)
    return answer


@router.post("/figures/{name}/decide")
def decide(request: Request, name: str, form: OwnForm) -> Response:
    """Takes an answer on what was stated and why, keeps it as an act, gives the page it was given on.

    Where somebody decided on it since the page was opened, nothing is kept, and what they decided is shown beside it.
    """
    desk = desk_of(request)
    part = request.headers.get("hx-request") == "true"
    request.state.back = f"/figures/{name}"
    others: tuple[dict[str, Any], ...] = ()
    try:
        keep_answer(desk, _answer(desk, name, form), who=who_of(request), seen=form.get("seen"))
    except Stale as stale:
        if not part:
            raise
        others = stale.others
    if part:
        return page(
            request, "card", row=desk.view.stated(name), decisions=desk.view.decisions([name])[name],
            number=form.get("number", ""), others=others, why=form.get("why", "") if others else "",
        )  # fmt: skip
    return RedirectResponse(f"/figures/{name}", status_code=303)


def _answer(desk: Desk, name: str, form: dict[str, str]) -> Asked:
    said = form.get("answer", "")
    if said not in ANSWERS:
        raise WrongUsage(where="this form", found=f"“{said}”", expected=", ".join(ANSWERS), advice="Choose one.")
    return answer_of(desk.view, name, said, why=form.get("why", "").strip())


@router.post("/figures/{name}/correct")
def correct(request: Request, name: str, form: OwnForm) -> Response:
    """Takes the fields of a figure as they should be read, keeps those that differ as a correction."""
    desk = desk_of(request)
    row = desk.view.stated(name)
    if row is None or row["kind"] != "figure":
        raise HTTPException(404, "No figure of this project has this address.")
    asked = correction_of(desk, name, fields_of(form), why=form.get("why", "").strip())
    request.state.back = f"/figures/{name}"
    desk.correct(asked, who=who_of(request), seen=form.get("seen"))
    return RedirectResponse(f"/figures/{_moved(desk, name)}", status_code=303)


def _moved(desk: Any, name: str) -> str:
    return name if desk.view.stated(name) else ""


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


@router.get("/decisions/{name}")
def decision(request: Request, name: str) -> Response:
    """Takes a decision, gives who took it and why, what stood before and after, what taking it back would change."""
    desk = desk_of(request)
    told = told_of(desk, name)
    if told is None:
        raise HTTPException(404, "No decision of this project has this address.")
    back = here_after(request.query_params.get("back", "/history"))
    return page(
        request, "decision", "history", told=told, back=back, may_undo=may_take_back(request, told["by"]),
        titles=desk.view.titles(told["about"]), rows=desk.view.several(told["about"]),
    )  # fmt: skip


@router.post("/decisions/{name}/undo")
def undo(request: Request, name: str, form: OwnForm) -> Response:
    """Takes a decision and a reason, takes it back by a new one: both stay in the history."""
    desk = desk_of(request)
    request.state.back = f"/decisions/{name}"
    taken_back(request, desk, name, why=form.get("why", "").strip(), seen=form.get("seen"))
    back = form.get("back", "/history")
    return RedirectResponse(here_after(back) if back != "/" else "/history", status_code=303)


def taken_back(request: Request, desk: Desk, name: str, *, why: str, seen: str | None) -> Any:
    """Takes a decision, a reason and what was seen, takes the decision back where this account may, gives the act."""
    ask_to_undo(request, desk.view, name)
    if not why:
        raise WrongUsage(
            where="taking back", found="no reason", expected="why it is taken back",
            advice="Write a reason: it is kept beside both decisions.",
        )  # fmt: skip
    return desk.correct(Asked(kind="", about=(), undoes=name, why=why), who=who_of(request), seen=seen)


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
    """Takes a request, gives the next figure, name or rejection to look at, without what others answered.

    A figure that a person corrected is asked as corrected, beside what the program read.
    """
    desk = desk_of(request)
    passed = tuple(request.query_params.get("passed", "").split(",")[-_PASSED:])
    me = who_of(request).name
    again = asked_again(desk.view, request.query_params.get("again", ""))
    row = again or next_for(desk.view, me, passed=tuple(name for name in passed if name))
    return page(
        request, "review", "review", row=row, progress=progress(desk.view, me), me=me, passed=",".join(passed),
        corrected=corrected_fields(desk, row["id"]) if row else [], stood=_stood(desk, row["id"]) if row else "",
        again=again is not None, doubtful=doubtful_in(desk.view, row) if row else [],
    )  # fmt: skip


def _stood(desk: Desk, name: str) -> str:
    """Gives the correction that stands on what is asked: its id, "" for none."""
    stands = standing_correction(desk.view, name)
    return str(stands["id"]) if stands is not None else ""


@router.post("/review/{name}")
def answered(request: Request, name: str, form: OwnForm) -> Response:
    """Takes an answer on what was asked, keeps it, gives the next; "pass" keeps nothing and asks another first.

    What somebody corrected since it was asked is asked again as it is now.
    """
    passed = form.get("passed", "")
    if form.get("answer") == "pass":
        return RedirectResponse(f"/review?passed={quote(f'{passed},{name}'.strip(','))}", status_code=303)
    desk = desk_of(request)
    if form.get("stood", "") != _stood(desk, name):
        return RedirectResponse(f"/review?passed={quote(passed)}&again={name}", status_code=303)
    keep_answer(desk, _answer(desk, name, form), who=who_of(request))
    return RedirectResponse(f"/review?passed={quote(passed)}", status_code=303)


@router.get("/review/differing")
def split(request: Request) -> Response:
    """Takes a request, gives the rows on which two reviewers differ, and how far reviewers agree."""
    view = desk_of(request).view
    measured, rows = agreement(view)
    found = differing(view)
    told = view.decisions([row["id"] for row in found])
    return page(
        request, "differing", "review", rows=found, alpha=measured, twice=rows, fields=fields_agreement(view),
        decisions=told,
    )  # fmt: skip
