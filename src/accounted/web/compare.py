"""Figures, comparisons, leanings, remarks, a timeline: what is stated, side by side, and the way back to its words."""

from dataclasses import replace
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from accounted.viewing.answering import corrected_fields
from accounted.viewing.opening import Desk
from accounted.viewing.pictures import chart_of, specification_of
from accounted.viewing.scanned import doubtful_in, with_pictures
from accounted.viewing.side_by_side import ROWS, side_by_side
from accounted.viewing.standing import counted_by, rules_of
from accounted.viewing.timeline import timeline
from accounted.viewing.tracing import trace_of
from accounted.viewing.view import Found, Row, View
from accounted.web.acting import who_of
from accounted.web.documents import CLOSED, asked_of, desk_of
from accounted.web.drawn import page
from accounted.web.first import FORMS, source_line
from accounted.web.guard import OwnForm

router = APIRouter(include_in_schema=False)
_FILTERS: Final = ("words", "kind", "effect", "speaker", "state", "rule", "label", "where", "event", "from", "to")


@router.get("/figures")
def figures(request: Request) -> Response:
    """Takes a request, gives figures, names and rejections by date of statement, as asked for."""
    view = desk_of(request).view
    asked, number = asked_of(request, _FILTERS)
    found = view.figures(asked, page=number)
    return page(request, "figures", "figures", found=found, asked=asked, choices=view.choices())


@router.get("/figures/{name}")
def figure(request: Request, name: str) -> Response:
    """Takes what was stated, gives how it was read, its way home, and what stands beside it."""
    desk = desk_of(request)
    row = desk.view.stated(name)
    if row is None:
        raise HTTPException(404, "Nothing stated in this project has this address.")
    parts = desk.view.several([*row["parts"], *filter(None, [row["part_of"]])])
    beside = [table | {"rows": desk.view.compared(table["id"])} for table in desk.view.beside(name)]
    return page(
        request, "figure", "figures", row=row, steps=_steps(desk, row), parts_of=parts, beside=beside,
        remarks=_remarked(desk.view, name), history=desk.view.history(about=name),
        decisions=desk.view.decisions([name])[name],
        closed=CLOSED, corrected=corrected_fields(desk, name), doubtful=doubtful_in(desk.view, row),
    )  # fmt: skip


def _remarked(view: View, name: str) -> Found:
    found = view.remarks(about=name)
    return replace(found, rows=with_pictures(view, found.rows))


def _steps(desk: Desk, row: dict[str, Any]) -> Any:
    document = desk.document(row["document"])
    entries = desk.entries(row["document"])
    return trace_of(row, document=document, entries=entries, unchanged=desk.view.unchanged())


@router.get("/compare")
def events(request: Request) -> Response:
    """Takes a request, gives the events with how many figures are set side by side; a single one is opened."""
    found = desk_of(request, worked_in=True).view.events()
    if len(found) == 1:
        return RedirectResponse(f"/compare/{found[0]['id']}", status_code=303)
    return page(request, "events", "compare", events=found)


def event_of(view: View, name: str) -> Row:
    """Takes the view and an event's id, gives the event; without one it is said that there is no such page."""
    event = view.event(name)
    if event is None:
        raise HTTPException(404, "No event of this project has this address.")
    return event


@router.get("/compare/{name}")
def compare(request: Request, name: str) -> Response:
    """Takes an event, gives its tables: figures by speaker and date, each with its chart."""
    view = desk_of(request, worked_in=True).view
    event = event_of(view, name)
    asked, number = asked_of(request, ("effect", "scope", "rule"))
    effects = list(dict.fromkeys((t["effect"], t["heading"]) for t in event["tables"]))
    scopes = list(dict.fromkeys(t["scope"] for t in event["tables"]))
    tables = [t for t in event["tables"] if all(asked.get(f) in (None, t[f]) for f in ("effect", "scope"))]
    shown = side_by_side(view, tables, page=number)
    named = [*event["names"], *event["rejections"]] if number == 1 else []
    names = view.several([*named, *(part for rows in shown.rows.values() for row in rows for part in row["parts"])])
    counted = counted_by(view, event["key"], asked["rule"]) if asked.get("rule") else {}
    return page(
        request, "compare", "compare", event=event, shown=shown, names=names, effects=effects, asked=asked,
        scopes=scopes, rules=rules_of(view, event["key"]), counted=counted,
    )  # fmt: skip


@router.get("/comparisons/{name}/chart.{form}")
def chart(request: Request, name: str, form: str) -> Response:
    """Takes a comparison and a form, gives its interval chart, with its source line inside where it leaves the page."""
    desk = desk_of(request)
    told = desk.view.comparison(name)
    if told is None or form not in FORMS:
        raise HTTPException(404)
    narrow = request.query_params.get("narrow") == "1"
    start, most = asked_rows(request)
    request.state.names = {row["document"] for row in desk.view.compared(name, start=start, most=most)}
    return Response(_drawn(desk, (name, form, narrow, start, most), desk.view.meta("key")), media_type=FORMS[form])


def asked_rows(request: Request) -> tuple[int, int]:
    """Takes a request for a chart, gives from which row of its comparison on it is drawn and how many at most: those of
    one page, so that a chart of many hundred figures is drawn a page at a time; all of them where none are told.
    """
    told = [request.query_params.get(name, "") for name in ("start", "most")]
    if not all(one.isdecimal() and len(one) < 7 for one in told):
        return 0, -1
    start, most = map(int, told)
    return start, min(most, ROWS)


@lru_cache(maxsize=512)
def _drawn(desk: Desk, asked: tuple[str, str, bool, int, int], _key: str) -> bytes:
    name, form, narrow, start, most = asked
    told, rows = desk.view.comparison(name) or {}, list(desk.view.compared(name, start=start, most=most))
    scope = f" Compared: {told['scope']}." if told["scope"] else ""
    which = f", from row {start + 1} on" if start else ""
    words = f"Interval chart, {len(rows)} rows by date of statement{which}, on a linear scale from zero.{scope}"
    specification = specification_of(rows, description=words, narrow=narrow)
    return chart_of(specification, title=f"{told['title']}. {told['heading']}", source=source_line(rows), form=form)


@router.get("/leans")
def leans(request: Request) -> Response:
    """Takes a request, gives who leans on whom, with the words side by side."""
    view = desk_of(request).view
    _, number = asked_of(request, ())
    ties = view.ties(page=number)
    documents = view.titles(d for tie in ties.rows for d in (tie["from_document"], tie["to_document"]))
    return page(request, "leans", "compare", found=ties, documents=documents)


@router.get("/remarks")
def remarks(request: Request) -> Response:
    """Takes a request, gives the remarks to work through, of one code where it is told, and what was set aside."""
    view = desk_of(request).view
    asked, number = asked_of(request, ("code", "state"))
    found = view.remarks(code=asked.get("code", ""), state=asked.get("state", "open").replace("all", ""), page=number)
    found = replace(found, rows=with_pictures(view, found.rows))
    return page(
        request, "remarks", "compare", found=found, asked=asked, codes=view.remark_codes(), aside=view.aside(),
        decisions=view.decisions([row["id"] for row in found.rows]), done=view.remarks(state="worked through").whole,
    )  # fmt: skip


@router.post("/remarks/{name}")
def worked(request: Request, name: str, form: OwnForm) -> Response:
    """Takes a remark, what a person says of it and why, keeps it as an act, gives the page of the next ones."""
    value = "open" if form.get("state") == "open" else "worked through"
    request.state.back = "/remarks"
    why, seen = form.get("why", "").strip(), form.get("seen")
    desk_of(request).work_through(name, value, why=why, who=who_of(request), seen=seen)
    back = {key: form[key] for key in ("code", "shown") if form.get(key)}
    asked = urlencode({"code": back.get("code", ""), "state": back.get("shown", "")})
    return RedirectResponse(f"/remarks?{asked}", status_code=303)


@router.get("/timeline")
def times(request: Request) -> Response:
    """Takes a request, gives the dates that figures are about, each as long as it was stated."""
    drawn = timeline(desk_of(request).view.dated())
    return page(request, "timeline", "compare", drawn=drawn)
