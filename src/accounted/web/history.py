"""History, checks and the report: who did what when, whether anything was changed, the draft as it would be printed."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import FileResponse, RedirectResponse, Response

from accounted.core.outcome import AccountedError
from accounted.project import Who
from accounted.viewing.opening import Desk, is_large
from accounted.viewing.undoing import with_before
from accounted.web.acting import who_of
from accounted.web.documents import asked_of, desk_of
from accounted.web.drawn import page
from accounted.web.guard import OwnForm
from accounted.web.state import Run, State

router = APIRouter(include_in_schema=False)
_PATIENCE: Final = 8.0
"""Seconds that a page waits for a long report, which is written in the background; for a short one it waits longer."""
_REPORT: Final = Path("out") / "internal"
_TYPES: Final = {".html": "text/html", ".css": "text/css", ".csv": "text/csv", ".json": "application/json"}


@router.get("/history")
def history(request: Request) -> Response:
    """Takes a request, gives the acts, the newest first, of one kind or about one thing where it is told."""
    view = desk_of(request).view
    asked, number = asked_of(request, ("kind", "about"))
    found = view.history(about=asked.get("about", ""), kind=asked.get("kind", ""), page=number)
    found = replace(found, rows=with_before(view, found.rows))
    titles = view.titles(filter(None, [asked.get("about")]))
    return page(request, "history", "history", found=found, asked=asked, kinds=view.act_kinds(), titles=titles)


@router.post("/verify")
def verify(request: Request, form: OwnForm) -> Response:
    """Takes a request, looks for any change in files, texts, acts and ledgers, gives what was found."""
    del form
    found = desk_of(request).reading().verify()
    return page(request, "verified", "history", found=found)


@router.get("/report")
def report(request: Request) -> Response:
    """Takes a request, gives where the draft report is, and when it was made."""
    state: State = request.app.state.desk
    place = desk_of(request).root / _REPORT / "index.html"
    return page(request, "report", "report", there=place.is_file(), run=state.report)


@router.post("/report")
def make_report(request: Request, form: OwnForm) -> Response:
    """Takes a request, writes the draft report for internal use, gives its first page."""
    del form
    state: State = request.app.state.desk
    desk, who = desk_of(request), who_of(request)
    if state.report is None or not state.report.going:
        state.report = Run.started(lambda told: _reported(desk, who, told))
    state.report.wait(_PATIENCE if is_large(desk.root) else 8 * _PATIENCE)
    written = not state.report.going and not state.report.said
    return RedirectResponse("/report/pages/index.html" if written else "/report", status_code=303)


def _reported(desk: Desk, who: Who, told: Run) -> None:
    try:
        with desk.writing(who) as project:
            project.publish()
    except AccountedError as error:
        told.said = str(error)


@router.get("/report/pages/{path:path}")
def report_page(request: Request, path: str) -> Response:
    """Takes the path of a page of the draft report, gives the page as it was written."""
    folder = (desk_of(request).root / _REPORT).resolve()
    file = (folder / path).resolve()
    if not file.is_relative_to(folder) or not file.is_file():
        raise HTTPException(404)
    return FileResponse(file, media_type=_TYPES.get(file.suffix, "application/octet-stream"))
