"""Persons: found in any script, one with all its rows side by side, joined and parted by a person's decision."""

from typing import Any, Final

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from accounted.core.outcome import WrongUsage
from accounted.deciding import Request as Asked
from accounted.viewing import persons as seen
from accounted.viewing.persons_opening import Seen, Told
from accounted.viewing.standing_now import newest_on
from accounted.viewing.view import View
from accounted.web.acting import ask_to_undo, who_of
from accounted.web.documents import asked_of
from accounted.web.drawn import page
from accounted.web.guard import OwnForm
from accounted.web.linked import Linked, linked_of, shown_of

router = APIRouter(include_in_schema=False)
_ABOUT_ROWS: Final = ("same", "different", "unsure", "protect")


@router.get("/persons")
def persons(request: Request) -> Response:
    """Takes a request, gives the persons that match what is asked for."""
    linked = linked_of(request)
    asked, number = asked_of(request, ("words", "kind"))
    view = linked.people.view
    found = seen.persons(view, asked, page=number)
    return page(
        request, "persons", "persons", found=found, asked=asked, counts=seen.counts(view), said=view.meta("said"),
        missed=seen.said(view, "missed"), **shown_of(linked),
    )  # fmt: skip


@router.get("/persons/{name}")
def person(request: Request, name: str) -> Response:
    """Takes a person's id, gives its rows side by side, why they are held to be one, and what was decided."""
    linked = linked_of(request)
    view = linked.people.view
    now = seen.now(view, name)
    if now is None:
        raise HTTPException(404, "No person of this project has this id.")
    if now != name:
        return RedirectResponse(f"/persons/{now}?from={name}", status_code=303)
    told = seen.person(view, name) or {}
    rows = told["rows"]
    hidden = bool(told["withheld"])
    return page(
        request, "person", "persons", person=told, came=request.query_params.get("from", "")[:24],
        pairs=() if hidden else seen.pairs_within(view, rows), beside=() if hidden else seen.pairs_beside(view, rows),
        chains=seen.chains_of(view, rows), decisions=_decisions(linked, rows), seen=_newest(linked, rows),
        **shown_of(linked),
    )  # fmt: skip


def _newest(linked: Linked, rows: Any) -> str:
    """Gives the newest decision on these rows that a page of their person shows."""
    return newest_on(linked.people.desk.view, [row["id"] for row in rows])


def _seen(request: Request, linked: Linked, name: str, form: dict[str, str]) -> Seen:
    """Takes a person and its form, gives what was seen: the newest decision on its rows when the page was opened."""
    request.state.back = f"/persons/{name}"
    return Seen(things=_rows_of(linked, name), newest=form.get("seen"))


def _rows_of(linked: Linked, person: str) -> tuple[str, ...]:
    rows = linked.people.view.ask("select id from row where person = ?", (person,))
    return tuple(str(one) for (one,) in rows)


def _decisions(linked: Linked, rows: Any) -> list[dict[str, Any]]:
    """Gives the decisions on rows, those of one moment, person and reason as one."""
    ids = {row["id"] for row in rows}
    old = linked.people.view.ask("select old, new from moved")
    ids |= {str(before) for before, now in old if now in ids}
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for told in linked.people.desk.view.decisions(sorted(ids)).values():
        for one in told:
            if one["kind"] in _ABOUT_ROWS:
                key = (one["kind"], one["by"], one["at"], one["why"], str(one["stands"]))
                found.setdefault(key, one | {"ids": {}})["ids"][one["id"]] = True
    return sorted(found.values(), key=lambda one: one["at"], reverse=True)


@router.post("/persons/{name}/merge")
def merge(request: Request, name: str, form: OwnForm) -> Response:
    """Takes a person and the id of another person or of a row of it, keeps that both are one; gives the page."""
    linked = linked_of(request, fresh=False)
    view = linked.people.view
    other = form.get("other", "").strip()
    rows = _first_row(view, name), _row_of(view, other)
    if view.ask("select person from row where id = ?", (rows[1],))[0][0] == name:
        raise WrongUsage(
            where="merge", found="two rows of one person", expected="another person",
            advice="They are held to be one already.",
        )  # fmt: skip
    told = [Told(kind="same", about=rows, why=_reason(form))]
    linked.people.decide(told, who=who_of(request), seen=_seen(request, linked, name, form))
    return RedirectResponse(f"/persons/{name}", status_code=303)


def _first_row(view: View, person: str) -> str:
    found = view.ask("select id from row where person = ? order by place limit 1", (seen.now(view, person) or "",))
    if not found:
        raise WrongUsage(
            where="merge", found=f"“{person}”", expected="the id of a person, as its page shows it",
            advice="Copy it from the other person’s page.",
        )  # fmt: skip
    return str(found[0][0])


def _row_of(view: View, told: str) -> str:
    return told if view.ask("select 1 from row where id = ?", (told,)) else _first_row(view, told.rpartition("/")[2])


def _reason(form: dict[str, str]) -> str:
    why = form.get("why", "").strip()
    if not why:
        raise WrongUsage(where="why", found="nothing", expected="a reason", advice="Say why; it is kept for good.")
    return why


@router.post("/persons/{name}/split")
def split(request: Request, name: str, form: OwnForm) -> Response:
    """Takes a person and a row of it, keeps that the row is another person than each of the others."""
    linked = linked_of(request, fresh=False)
    rows = _rows_of(linked, name)
    out = form.get("row", "")
    if out not in rows or len(rows) < 2:
        raise WrongUsage(
            where="split", found="a row that is not one of this person’s", expected="one of several rows",
            advice="Open the person again: it may have changed meanwhile.",
        )  # fmt: skip
    why = _reason(form)
    told = [Told(kind="different", about=(out, other), why=why) for other in rows if other != out]
    linked.people.decide(told, who=who_of(request), seen=_seen(request, linked, name, form))
    return RedirectResponse(f"/persons/{name}", status_code=303)


@router.post("/persons/{name}/withhold")
def withhold(request: Request, name: str, form: OwnForm) -> Response:
    """Takes a person, keeps that what its rows say is withheld on pages of persons, lists and pairs."""
    linked = linked_of(request, fresh=False)
    rows = _rows_of(linked, name)
    if not rows:
        raise HTTPException(404, "No person of this project has this id.")
    told = [Told(kind="protect", about=rows, why=_reason(form))]
    linked.people.decide(told, who=who_of(request), seen=_seen(request, linked, name, form))
    return RedirectResponse(f"/persons/{name}", status_code=303)


@router.post("/persons/{name}/undo")
def undo(request: Request, name: str, form: OwnForm) -> Response:
    """Takes a person and decisions on its rows, takes them back by new ones: all stay in the history."""
    linked = linked_of(request, fresh=False)
    ids = [one for one in form.get("decisions", "").split() if one][:400]
    why = _reason(form)
    for one in ids:
        ask_to_undo(request, linked.people.desk.view, one)
    told = [Asked(kind="", about=(), undoes=one, why=why) for one in ids]
    linked.people.decide_on(told, who=who_of(request), seen=_seen(request, linked, name, form))
    return RedirectResponse(f"/persons/{name}", status_code=303)
