"""The same in JSON, for another program on this computer: what is held, stated, set side by side, and who did what."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Path, Query, Request
from pydantic import BaseModel, ConfigDict

from accounted.viewing.view import Found, View
from accounted.web.documents import desk_of

NOT_DONE: Final[dict[int | str, dict[str, Any]]] = {
    401: {"description": "This desk has accounts, and no token came, or one that no longer stands"},
    403: {"description": "The token’s scopes, or its account’s roles or clearance, do not allow this"},
    404: {"description": "No such thing here"},
    409: {"description": "It could not be done: where, what was found and expected, what to do"},
    411: {"description": "The length of what is sent was not told"},
    413: {"description": "More was sent than is held in memory"},
    415: {"description": "Neither JSON nor plain bytes were sent"},
}
ABOUT: Final = """Who said what, when, where seen. It does not decide which figure is right.

At a desk with accounts every request brings a token: `Authorization: Bearer accounted_…`, made on the account's page or
with `accounted accounts token`. A token may what both its scopes and its account allow, and acts stand under the
account's name. At a desk without accounts, which answers to this computer alone, no token is needed.
Requests that write send `application/json` or `application/octet-stream`, which a page of another site cannot.
"""
router = APIRouter(prefix="/api/v1", tags=["accounted"], responses=NOT_DONE)
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


def there(found: dict[str, Any] | None) -> dict[str, Any]:
    """Takes what was found, gives it; nothing is a 404."""
    if found is None:
        raise HTTPException(404, "Nothing here has this id.")
    return found


@router.get("/project")
def project(request: Request) -> Held:
    """Gives what the project holds."""
    view = _view(request)
    return Held(title=view.meta("title"), unchanged=str(view.unchanged()), counts=view.counts())


@router.get("/documents")
def documents(request: Request, words: Words = "", language: Words = "", page: Number = 1) -> Rows:
    """Takes words to search for, a language and a page, gives documents in order of intake."""
    return _rows(_view(request).documents({"words": words, "language": language}, page=page))


@router.get("/documents/{name}")
def document(request: Request, name: Name) -> dict[str, Any]:
    """Takes a document's id, gives what is told about it and all that is stated in it."""
    view = _view(request)
    return there(view.document(name)) | {"stated": list(view.stated_in(name))}


@router.get("/documents/{name}/text")
def text(request: Request, name: Name) -> dict[str, Any]:
    """Takes a document's id, gives its canonical text: offsets of figures are code points of it."""
    view = _view(request)
    return {"id": there(view.document(name))["id"], "text": view.text(name)}


@router.get("/figures")
def figures(request: Request, words: Words = "", effect: Words = "", speaker: Words = "", page: Number = 1) -> Rows:
    """Takes words, an effect, a speaker and a page, gives what is stated by date of statement, undated last."""
    return _rows(_view(request).figures({"words": words, "effect": effect, "speaker": speaker}, page=page))


@router.get("/figures/{name}")
def figure(request: Request, name: Name) -> dict[str, Any]:
    """Takes the id of what was stated, gives it with its words, their place, and the comparisons it stands in."""
    view = _view(request)
    return there(view.stated(name)) | {"beside": list(view.beside(name))}


@router.get("/events")
def events(request: Request) -> list[dict[str, Any]]:
    """Gives the events of the project, by place and dates, in order."""
    return list(_view(request).events())


@router.get("/events/{name}")
def event(request: Request, name: Name) -> dict[str, Any]:
    """Takes an event's id, gives its comparisons."""
    return there(_view(request).event(name))


@router.get("/comparisons/{name}")
def comparison(request: Request, name: Name) -> dict[str, Any]:
    """Takes a comparison's id, gives its rows in order of statement."""
    view = _view(request)
    return there(view.comparison(name)) | {"rows": list(view.compared(name))}


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
