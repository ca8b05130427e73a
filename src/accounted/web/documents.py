"""Documents: taken in, filtered, searched, opened with all that is stated in them marked in place."""

import io
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import APIRouter, File, HTTPException, Request, UploadFile
from starlette.responses import Response

from accounted.core.claim import EFFECTS, QUALIFIERS, STANCES, UNITS
from accounted.core.outcome import AccountedError, Outcome
from accounted.project import Project, Who
from accounted.viewing.opening import Desk
from accounted.viewing.pictures import page_picture
from accounted.viewing.replaced import replaced_by
from accounted.viewing.scanned import with_pictures, word_picture
from accounted.viewing.sensitivity import ORDINARY
from accounted.viewing.standing_now import newest_on
from accounted.viewing.tracing import pieces
from accounted.web.acting import accounts_of, acting_of, who_of
from accounted.web.drawn import page
from accounted.web.first import description_of, file_name, glance_of
from accounted.web.guard import OwnForm
from accounted.web.state import State

router = APIRouter(include_in_schema=False)
CLOSED: Final = {"effect": EFFECTS, "unit": UNITS, "stance": STANCES, "qualifier": QUALIFIERS}
"""Terms that a figure's fields are chosen from."""
_FILTERS: Final = (
    "words",
    "speaker",
    "publisher",
    "language",
    "effect",
    "kind",
    "state",
    "label",
    "from",
    "to",
    "order",
)


def desk_of(request: Request, *, worked_in: bool = False) -> Desk:
    """Takes a request, gives the desk with its view; without one it is said why there is no such page."""
    state: State = request.app.state.desk
    desk = state.fresh(worked_in=worked_in, clearance=acting_of(request).clearance)
    if desk is None:
        raise HTTPException(
            404, "No project is open here. Make one with `accounted new`, then `accounted serve` in it."
        )
    if not desk.there():
        raise HTTPException(409, state.said or "The project is being read for the first time. Look again in a moment.")
    return desk


def asked_of(request: Request, names: tuple[str, ...]) -> tuple[dict[str, str], int]:
    """Takes a request and the names of filters, gives what is asked for and the number of the page."""
    told = request.query_params
    number = told.get("page", "1")
    return {n: told[n][:200] for n in names if told.get(n)}, int(number) if number.isdecimal() and 0 < len(
        number
    ) < 7 else 1


@router.get("/documents")
def documents(request: Request) -> Response:
    """Takes a request, gives the documents that match what is asked for."""
    view = desk_of(request).view
    asked, number = asked_of(request, _FILTERS)
    found = view.documents(asked, page=max(1, number))
    return page(request, "documents", "documents", found=found, asked=asked, choices=view.choices(), outcomes=None)


@router.post("/documents")
def take_in(request: Request, form: OwnForm, files: Annotated[list[UploadFile], File()]) -> Response:
    """Takes files, gives what became of each: kept or set aside, with its reason; they are safe on disk by then."""
    state: State = request.app.state.desk
    desk = desk_of(request)
    named = [file for file in files if file.filename]
    outcomes = collected(desk, who_of(request), named, form)
    state.renew(desk)
    return page(request, "taken-in", "documents", outcomes=outcomes)


@router.post("/look/{name}/keep")
def keep_looked_at(request: Request, name: str, form: OwnForm) -> Response:
    """Takes what was looked at and what is told about it, takes its bytes into the project, gives what became of it."""
    state: State = request.app.state.desk
    desk, glance = desk_of(request), glance_of(request, name)
    sent = UploadFile(io.BytesIO(glance.content), filename=form.get("name", "").strip() or glance.name)
    outcomes = collected(desk, who_of(request), [sent], glance.told | form)
    state.renew(desk)
    return page(request, "taken-in", "documents", outcomes=outcomes)


def collected(desk: Desk, who: Who, files: list[UploadFile], form: dict[str, str]) -> list[Outcome[Any]]:
    """Takes files and what is told about them, gives what became of each, already safe on disk."""
    told = description_of(form)
    with tempfile.TemporaryDirectory(prefix="accounted-") as folder, desk.writing(who) as project:
        before = frozenset(project.held().documents)
        paths = [_written(Path(folder) / str(number), file) for number, file in enumerate(files)]
        outcomes: list[Outcome[Any]] = []
        for path in paths:  # one by one, so that each keeps the bare name it came with
            outcomes.extend(project.collect([path], described=told))
        restrict(project, outcomes, form.get("sensitivity", ORDINARY), before=before)
        return outcomes


def restrict(project: Project, outcomes: list[Outcome[Any]], level: str, *, before: frozenset[str]) -> None:
    """Takes what was taken in, who may see it and what was held before, keeps that as a decision on what is new."""
    new = [d.id for outcome in outcomes for d in outcome.kept if d.id not in before]
    known = project.held().documents
    about = [name for name in dict.fromkeys(new) if name in known]
    if level != ORDINARY and about:
        project.decide("sensitivity", about, value=level, why="told when it was taken in")


def _written(folder: Path, file: UploadFile) -> Path:
    folder.mkdir()
    path = folder / file_name(file.filename or "")
    with path.open("wb") as out:
        while block := file.file.read(1 << 20):
            out.write(block)
    return path


@router.get("/documents/{name}")
def document(request: Request, name: str) -> Response:
    """Takes a document's id, gives its page: the text marked, and what is stated beside it."""
    view = desk_of(request).view
    told = _document(view, name)
    rows, text, ties = view.stated_in(name), view.text(name), view.ties(name)
    shared = _shared(ties.rows, name)
    made = pieces(text, rows, shared=shared, pages=told["pages"]) if text is not None else None
    others = view.titles(d for t in ties.rows for d in (t["from_document"], t["to_document"]))
    remarked = view.remarks(about=name)
    remarked = replace(remarked, rows=with_pictures(view, remarked.rows))
    state: State = request.app.state.desk
    level = state.desk.sensitivities().get(name, ORDINARY) if state.desk else ORDINARY
    return page(
        request, "document", "documents", document=told, rows=rows, pieces=made, ties=ties, others=others,
        remarks=remarked, history=view.history(about=name), closed=CLOSED,
        decisions=view.decisions([row["id"] for row in rows]), level=level, seen=newest_on(view, [name]),
        replaced=replaced_by(view, [name]).get(name),
    )  # fmt: skip


def _document(view: Any, name: str) -> dict[str, Any]:
    told: dict[str, Any] | None = view.document(name)
    if told is None:
        raise HTTPException(404, "No document of this project has this address.")
    return told


def _shared(ties: tuple[dict[str, Any], ...], document: str) -> list[dict[str, Any]]:
    spans = [(tie["id"], span) for tie in ties for pair in tie["spans"] for span in pair if span]
    return [
        {"id": f"{name}-{n}", "start": span["start"], "end": span["end"]}
        for n, (name, span) in enumerate(spans)
        if span["document"] == document
    ]


@router.get("/documents/{name}/pages/{number}.png")
def picture(request: Request, name: str, number: int) -> Response:
    """Takes a document and a page, gives the page as it looks."""
    desk = desk_of(request)
    told = _document(desk.view, name)
    if told["media_type"] != "application/pdf":
        raise HTTPException(404)
    try:
        drawn = page_picture(desk.reading().folder.read_file(told["sha256"]), number)
    except (KeyError, AccountedError):
        raise HTTPException(404) from None
    return _png(request, drawn)


@router.get("/documents/{name}/words/{start}.png")
def word(request: Request, name: str, start: int) -> Response:
    """Takes a scanned document and where a word begins in its text, gives the picture of the word."""
    view = desk_of(request).view
    _document(view, name)
    drawn = word_picture(view, name, start)
    if drawn is None:
        raise HTTPException(404)
    return _png(request, drawn)


def _png(request: Request, drawn: bytes) -> Response:
    kept = {} if accounts_of(request) else {"Cache-Control": "private, max-age=3600"}  # else it outlives a session
    return Response(drawn, media_type="image/png", headers=kept)


@router.get("/documents/{name}/pages/{number}")
def paged(request: Request, name: str, number: int) -> Response:
    """Takes a document and a page, gives the page's picture with a box around every figure."""
    view = desk_of(request).view
    told = _document(view, name)
    size = next((p for p in told["pages"] if p[0] == number), None)
    if size is None or told["media_type"] != "application/pdf":
        raise HTTPException(404)
    rows = [(n, row) for n, row in enumerate(view.stated_in(name), start=1) if row["place"].get("page") == number]
    return page(request, "paged", "documents", document=told, number=number, size=size, rows=rows)


@router.get("/documents/{name}/file")
def received(request: Request, name: str) -> Response:
    """Takes a document, gives its bytes as received, as a file to save and never as a page."""
    desk = desk_of(request)
    told = _document(desk.view, name)
    content = desk.reading().folder.read_file(told["sha256"])
    headers = {"Content-Disposition": f'attachment; filename="{told["sha256"][:16]}.bin"'}
    return Response(content, media_type="application/octet-stream", headers=headers)
