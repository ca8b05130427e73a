"""Lists: what sheets hold, a sheet looked at row by row before it is taken in, a new edition beside the one before."""

import json
import tempfile
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from fastapi import APIRouter, File, HTTPException, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from accounted.core.outcome import WrongUsage
from accounted.core.person import ROLES
from accounted.deciding import Request as Asked
from accounted.viewing import persons as seen
from accounted.viewing.persons_opening import LARGE_BYTES, Seen
from accounted.viewing.sheets import (
    Sheet,
    cells_of,
    changed,
    columns_of,
    compared,
    counted,
    editions_like,
    is_list,
    looked_at,
    outcomes,
    sheet_of,
)
from accounted.viewing.standing_now import newest_on
from accounted.viewing.taking import take_sheet
from accounted.viewing.view import View
from accounted.web.acting import who_of
from accounted.web.documents import asked_of
from accounted.web.drawn import page
from accounted.web.first import description_of, file_name
from accounted.web.guard import OwnForm
from accounted.web.linked import Linked, NotLinked, linked_of, linked_soon, shown_of
from accounted.web.state import State

router = APIRouter(include_in_schema=False)
_ROLE: Final = "role:"
_TAKING: Final = 20.0
"""Seconds that taking in a list of few rows waits for it to be linked, before it is shown as not linked yet."""


@router.get("/lists")
def lists(request: Request) -> Response:
    """Takes a request, gives the lists that are linked, other sheets, what was set aside, and the form to add one."""
    linked = linked_of(request, lists_alone=True)
    view = linked.people.view
    held = seen.lists(view)
    others = other_sheets(linked.people.desk.view, {one["document"] for one in held})
    return page(
        request, "lists", "lists", lists=held, others=others, counts=seen.counts(view), said=view.meta("said"),
        remarks=seen.said(view, "remarks"), **shown_of(linked),
    )  # fmt: skip


def other_sheets(desk: View, known: Collection[str] = ()) -> list[dict[str, Any]]:
    """Takes the desk's view and the documents of lists, gives the other sheets: tables of figures, older editions,
    sheets without names.
    """
    told = desk.ask(
        "select d.id, d.title, d.kind, d.figures, (select group_concat(x2.thing) from decided x join decision e on "
        "e.id = x.decision join decided x2 on x2.decision = e.id where x.thing = d.id and e.kind = 'edition' and "
        "e.stands = 1) from document d where kind like '%csv' or kind like '%tab-sep%' or kind like '%sheet%' "
        "or kind like '%parquet%' order by place"
    )
    names = "id title kind figures editions".split()
    return [dict(zip(names, one, strict=True)) for one in told if one[0] not in known]


def not_linked(request: Request, error: Exception) -> Response:
    """Takes a request for persons who are not linked yet, gives the sheets, which are known, and goes on by itself.

    What was to be kept is refused: the page that it was told on was made of persons.
    """
    assert isinstance(error, NotLinked)
    if request.method != "GET":
        return page(request, "problem", status=409, message=str(error))
    linked = error.linked
    return page(request, "linking", "lists", sheets=other_sheets(linked.people.desk.view), **shown_of(linked))


@router.get("/lists/linking")
def linking(request: Request) -> Response:
    """Takes a request, gives the notice on linking that goes on, or that it has ended; a page that waits is sent on.

    `first` is of a page that has nothing to show before.
    """
    linked, first = linked_soon(request), request.query_params.get("first") == "1"
    asked = urlsplit(request.headers.get("hx-current-url", "/lists"))
    shown = linked.people.linked() or (asked.path.startswith("/lists") and linked.people.there())
    if not linked.people.current():
        linked.fresh(wait=0)
    back = f"{asked.path}?{asked.query}" if asked.query else asked.path
    answer = page(request, "linking-notice", "lists", first=first, back=back, **shown_of(linked))
    if first and shown:
        answer.headers["HX-Refresh"] = "true"
    return answer


@router.get("/lists/{name}")
def one_list(request: Request, name: str) -> Response:
    """Takes a list's or a sheet's id, gives its columns and its rows in order, each with what became of it."""
    linked = linked_of(request, lists_alone=True)
    view = linked.people.view
    held = next((one for one in seen.lists(view) if name in (one["id"], one["document"])), None)
    asked, number = asked_of(request, ("what", "sheet"))
    if held is None:
        key = _held_sheet(linked, name)
        return RedirectResponse(f"/lists/look/{key}", status_code=303)
    found = seen.rows_of(view, held["number"], aside=asked.get("what") == "aside", page=number)
    decided = linked.people.desk.view.decisions([held["document"]])[held["document"]]
    return page(
        request, "list", "lists", one=held, found=found, asked=asked, history=decided,
        others=[one for one in seen.lists(view) if one["document"] != held["document"]], **shown_of(linked),
    )  # fmt: skip


def _held_sheet(linked: Linked, name: str) -> str:
    """Holds a document of the project as a sheet under its id, read from its bytes."""
    project = linked.people.desk.reading()
    held = project.held()
    document = held.documents.get(name)
    if document is None:
        raise HTTPException(404, "No list of this project has this address.")
    return linked.keep(sheet_of(document, lambda told: project.folder.read_file(told.sha256), held), name)


@router.post("/lists")
def upload(request: Request, form: OwnForm, file: Annotated[UploadFile, File()]) -> Response:
    """Takes a sheet, holds it in memory, gives the preview: nothing of it is in the project yet."""
    linked = linked_soon(request)
    told = description_of(form)
    held = linked.people.desk.reading().held()
    with tempfile.TemporaryDirectory(prefix="accounted-") as folder:
        path = Path(folder) / file_name(file.filename or "")
        with path.open("wb") as out:
            while block := file.file.read(1 << 20):
                out.write(block)
        sheet = looked_at(path, held)
    sheet = replace(sheet, document=replace(sheet.document, described=told))
    return RedirectResponse(f"/lists/look/{linked.keep(sheet)}", status_code=303)


def _looked(linked: Linked, key: str) -> Sheet:
    sheet = linked.sheet(key)
    if sheet is None and key.startswith("doc-"):
        sheet = linked.sheet(_held_sheet(linked, key))
    if sheet is None:
        raise HTTPException(404, "This sheet is held no more: others were looked at since. Choose the file again.")
    if not sheet.lists:
        raise WrongUsage(
            where=sheet.document.name, found="no rows", expected="a sheet with a header and rows", advice="Check it."
        )
    return sheet


@router.get("/lists/look/{key}")
def look(request: Request, key: str) -> Response:
    """Takes a sheet that is looked at, gives its columns as read, and what would become of each row."""
    linked = linked_soon(request)
    sheet = _looked(linked, key)
    asked, number = asked_of(request, ("what", "sheet"))
    which = _which(sheet, asked.get("sheet", ""))
    one = sheet.lists[which]
    inside = sheet.content is None
    held = linked.people.desk.reading().held()
    return page(
        request, "sheet", "lists", key=key, sheet=sheet, which=which, one=one, columns=columns_of(one), asked=asked,
        counted=counted(one), found=outcomes(sheet, which, what=asked.get("what", ""), page=number),
        roles=ROLES, is_list=is_list(one), inside=inside,
        seen=newest_on(linked.people.desk.view, [sheet.document.id]),
        editions=editions_like(sheet, _lists_now(linked), held), **shown_of(linked),
    )  # fmt: skip


def _lists_now(linked: Linked) -> tuple[Any, ...]:
    return seen.lists(linked.people.view) if linked.people.there() else ()


def _which(sheet: Sheet, told: str) -> int:
    return int(told) if told.isdecimal() and int(told) < len(sheet.lists) else 0


def _roles(form: dict[str, str]) -> dict[str, str]:
    told = {name.removeprefix(_ROLE): role for name, role in form.items() if name.startswith(_ROLE)}
    wrong = next((role for role in told.values() if role not in ROLES), None)
    if wrong is not None:
        raise WrongUsage(where="this form", found=f"“{wrong}”", expected=", ".join(ROLES), advice="Choose one.")
    return told


@router.post("/lists/look/{key}")
def correct(request: Request, key: str, form: OwnForm) -> Response:
    """Takes what the columns hold as a person says, gives the preview by it; what the project holds keeps it."""
    linked = linked_soon(request)
    sheet = _looked(linked, key)
    before = sheet.told
    sheet = sheet.mapped(_roles(form))
    which = _which(sheet, form.get("sheet", ""))
    if sheet.content is not None:
        linked.keep(sheet, key)
        return RedirectResponse(f"/lists/look/{key}?sheet={which}", status_code=303)
    news = {header: role for header, role in sheet.told.items() if before.get(header) != role}
    if news:
        request.state.back = f"/lists/look/{key}"
        _decide_mapping(linked, request, sheet, form)
    linked.drop(key)
    return RedirectResponse(f"/lists/{sheet.document.id}", status_code=303)


def _decide_mapping(linked: Linked, request: Request, sheet: Sheet, form: dict[str, str]) -> None:
    value = json.dumps(sheet.told, ensure_ascii=False, sort_keys=True)
    about, why = (sheet.document.id,), form.get("why", "").strip()
    told = Asked(kind="mapping", about=about, value=value, why=why)
    linked.people.decide_on([told], who=who_of(request), seen=Seen(things=about, newest=form.get("seen")))


@router.post("/lists/look/{key}/take")
def take(request: Request, key: str, form: OwnForm) -> Response:
    """Takes a sheet that is looked at and which list it is a new edition of, takes it in; its bytes are kept unchanged.

    What a person said of its columns is kept as a decision, and holds for its next edition too.
    """
    state: State = request.app.state.desk
    linked = linked_soon(request)
    sheet = _looked(linked, key)
    document = take_sheet(linked.people.desk, sheet, replaces=form.get("replaces", ""), who=who_of(request))
    linked.drop(key)
    state.renew()
    linked.fresh(wait=_TAKING if len(sheet.content or b"") < LARGE_BYTES else 0, anew=True)
    return RedirectResponse(f"/lists/{document}", status_code=303)


@router.get("/lists/look/{key}/beside/{name}")
def beside(request: Request, key: str, name: str) -> Response:
    """Takes a sheet that is looked at and a list that is held, gives row by row what the sheet adds, leaves out and
    changes.
    """
    linked = linked_soon(request)
    new = _looked(linked, key)
    old = _looked(linked, name if name.startswith("doc-") else "")
    asked, number = asked_of(request, ("what", "sheet"))
    which = _which(new, asked.get("sheet", ""))
    told = compared_once(linked, (key, name, which, tuple(sorted(new.told.items()))), (old, new))
    found = changed(told, asked.get("what", ""), page=number)
    kinds = {kind: told.count(kind) for kind in ("added", "removed", "changed", "same")}
    rows = list(zip(found.rows, cells_of(old, which, found, "old"), cells_of(new, which, found, "new"), strict=True))
    return page(
        request, "edition", "lists", key=key, name=name, old=old, new=new, which=which, told=told, found=found,
        rows=rows, kinds=kinds, asked=asked,
    )  # fmt: skip


def compared_once(linked: Linked, key: tuple[Any, ...], sheets: tuple[Sheet, Sheet]) -> Any:
    """Takes two editions, gives them side by side: compared once, however many pages of changes are opened."""
    if linked.beside[0] != key:
        linked.beside = (key, compared(*sheets, number=key[2]))
    return linked.beside[1]
