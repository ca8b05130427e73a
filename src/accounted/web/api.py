"""The same in JSON, for another program on this computer: what is held, stated, set side by side, and who did what."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query, Request
from pydantic import BaseModel, ConfigDict

from accounted.viewing.view import Found, View
from accounted.web.documents import desk_of

router = APIRouter(prefix="/api/v1", tags=["accounted"], responses={404: {"description": "No such thing here"}})
Name = Annotated[str, Path(pattern=r"^[a-z]{3}-[0-9a-f]{20}$")]
Number = Annotated[int, Query(ge=1, le=100_000, description="Page from 1, 50 rows each")]
Words = Annotated[str, Query(max_length=200)]


class Rows(BaseModel):
    """One page of rows: `whole` is how many there are in all, `pages` how many pages."""

    model_config = ConfigDict(extra="forbid")
    whole: int
    page: int
    pages: int
    rows: list[dict[str, Any]]


class Held(BaseModel):
    """What the project holds, in numbers, and what `verify` said of it last."""

    title: str
    unchanged: str
    counts: dict[str, int]


def _view(request: Request) -> View:
    return desk_of(request).view


def _rows(found: Found) -> Rows:
    return Rows(whole=found.whole, page=found.page, pages=found.pages, rows=list(found.rows))


def _there(found: dict[str, Any] | None) -> dict[str, Any]:
    if found is None:
        raise HTTPException(404, "Nothing here has this id.")
    return found


@router.get("/project")
def project(request: Request) -> Held:
    """Gives what the project holds."""
    view = _view(request)
    return Held(title=view.meta("title"), unchanged=view.meta("unchanged"), counts=view.counts())


@router.get("/documents")
def documents(request: Request, words: Words = "", language: Words = "", page: Number = 1) -> Rows:
    """Takes words to search for, a language and a page, gives documents in order of intake."""
    return _rows(_view(request).documents({"words": words, "language": language}, page=page))


@router.get("/documents/{name}")
def document(request: Request, name: Name) -> dict[str, Any]:
    """Takes a document's id, gives what is told about it and all that is stated in it."""
    view = _view(request)
    return _there(view.document(name)) | {"stated": list(view.stated_in(name))}


@router.get("/documents/{name}/text")
def text(request: Request, name: Name) -> dict[str, Any]:
    """Takes a document's id, gives its canonical text: offsets of figures are code points of it."""
    view = _view(request)
    return {"id": _there(view.document(name))["id"], "text": view.text(name)}


@router.get("/figures")
def figures(request: Request, words: Words = "", effect: Words = "", speaker: Words = "", page: Number = 1) -> Rows:
    """Takes words, an effect, a speaker and a page, gives what is stated by date of statement, undated last."""
    return _rows(_view(request).figures({"words": words, "effect": effect, "speaker": speaker}, page=page))


@router.get("/figures/{name}")
def figure(request: Request, name: Name) -> dict[str, Any]:
    """Takes the id of what was stated, gives it with its words, their place, and the comparisons it stands in."""
    view = _view(request)
    return _there(view.stated(name)) | {"beside": list(view.beside(name))}


@router.get("/events")
def events(request: Request) -> list[dict[str, Any]]:
    """Gives the events of the project, by place and dates, in order."""
    return list(_view(request).events())


@router.get("/events/{name}")
def event(request: Request, name: Name) -> dict[str, Any]:
    """Takes an event's id, gives its comparisons."""
    return _there(_view(request).event(name))


@router.get("/comparisons/{name}")
def comparison(request: Request, name: Name) -> dict[str, Any]:
    """Takes a comparison's id, gives its rows in order of statement."""
    view = _view(request)
    return _there(view.comparison(name)) | {"rows": list(view.compared(name))}


@router.get("/ties")
def ties(request: Request, page: Number = 1) -> Rows:
    """Takes a page, gives which documents lean on which, with the words."""
    return _rows(_view(request).ties(page=page))


@router.get("/remarks")
def remarks(request: Request, code: Words = "", page: Number = 1) -> Rows:
    """Takes a code and a page, gives remarks in order."""
    return _rows(_view(request).remarks(code=code, page=page))


@router.get("/acts")
def acts(request: Request, kind: Words = "", about: Words = "", page: Number = 1) -> Rows:
    """Takes a kind, a thing and a page, gives the acts, the newest first."""
    return _rows(_view(request).history(kind=kind, about=about, page=page))
