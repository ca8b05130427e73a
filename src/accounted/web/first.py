"""The first screen: a pasted text or a dropped file, and who says what in it; no project is needed, nothing is kept."""

import tempfile
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Final

from fastapi import APIRouter, File, HTTPException, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from accounted.core.document import Description
from accounted.core.outcome import SetAside
from accounted.viewing.looking import Looked, fetched_from, look
from accounted.viewing.pictures import chart_of, specification_of
from accounted.web.acting import acting_of
from accounted.web.drawn import page
from accounted.web.guard import MOST_BYTES, OwnForm
from accounted.web.state import Glance, State

router = APIRouter(include_in_schema=False)
FORMS: Final = {"svg": "image/svg+xml", "png": "image/png", "inline": "text/html; charset=utf-8"}
NO_NETWORK: Final = (
    "This desk opens no address: nothing here uses the network. "
    "Save the page in your browser and drop the file here, or paste its text. "
    "Whoever starts the desk with --open-addresses lets it ask one server for one page."
)


@router.get("/")
def first(request: Request) -> Response:
    """Takes a request, gives the first screen, with what the project holds where one is open."""
    desk = request.app.state.desk.fresh(clearance=acting_of(request).clearance)
    counts = desk.view.counts() if desk and desk.there() else None
    return page(request, "first", "first", counts=counts, problem="", told={})


@router.post("/look")
def looked_at(request: Request, form: OwnForm, file: Annotated[UploadFile | None, File()] = None) -> Response:
    """Takes a pasted text, a file or an address, gives who says what in it, or in words why it was not read."""
    state: State = request.app.state.desk
    name, content = _given(form, file)
    problem = _problem(form, content, opens=state.opens)
    if not content.strip() and not problem:
        fetched = fetched_from(form["url"].strip(), when=state.who().when)
        if isinstance(fetched, SetAside):
            problem = fetched.message()
        else:
            name, content, form = fetched.name, fetched.content, form | fetched.told
    if problem:
        return page(request, "first", "first", status=422, counts=None, problem=problem, told=form)
    glance = Glance(name=name, content=content, told=form, looked=_look(name, content, form))
    return RedirectResponse(f"/look/{state.keep(glance)}", status_code=303)


@router.get("/look/{name}")
def look_shown(request: Request, name: str) -> Response:
    """Takes the name of what was looked at, gives who says what in it."""
    glance = glance_of(request, name)
    return page(request, "look", "first", name=name, glance=glance, looked=glance.looked, groups=_groups(glance.looked))


@router.get("/look/{name}/chart-{effect}.{form}")
def look_chart(request: Request, name: str, effect: str, form: str) -> Response:
    """Takes what was looked at, an effect and a form, gives its chart with its source line inside."""
    looked = glance_of(request, name).looked
    found = [group for group in _groups(looked) if group["effect"] == effect]
    if not found or form not in FORMS:
        raise HTTPException(404)
    narrow = request.query_params.get("narrow") == "1"
    specification = specification_of(
        found[0]["rows"], description="Figures as stated, linear from zero.", narrow=narrow
    )
    title = f"{looked.event + ': ' if looked.event else ''}{found[0]['heading']}"
    made = chart_of(specification, title=title, source=source_line(found[0]["rows"]), form=form)
    return Response(made, media_type=FORMS[form])


def source_line(rows: list[dict[str, Any]]) -> str:
    """Takes rows, gives the line that says where their figures were seen, to stand inside a picture of them."""
    seen = dict.fromkeys(f"{row['speaker'] or 'speaker not named'} in “{row['seen']}”" for row in rows)
    named = "; ".join(list(seen)[:8]) + (f"; and {len(seen) - 8} more" if len(seen) > 8 else "")
    return f"Figures as stated, not ruled on. Seen: {named}. Not listed here does not mean not said."


def glance_of(request: Request, name: str) -> Glance:
    """Takes a request and a name, gives what was looked at under it; it is held for a while."""
    state: State = request.app.state.desk
    if name not in state.glances:
        raise HTTPException(404, "What was looked at is held for a while and not kept. Paste or drop it again.")
    return state.glances[name]


def _given(form: dict[str, str], file: UploadFile | None) -> tuple[str, bytes]:
    if file is not None and file.filename:
        return file_name(file.filename), file.file.read(MOST_BYTES + 1)
    return "pasted text.txt", form.get("text", "").replace("\r\n", "\n").encode("utf-8", "replace")


def file_name(told: str) -> str:
    """Takes a file's name as a browser told it, gives one that can be written in a folder; its words stay."""
    last = PurePosixPath(told.replace("\\", "/")).name.replace("\0", "")
    whole = last.encode("utf-8", "replace")[-180:].decode("utf-8", "ignore")
    return whole if whole.strip(". ") else "file"


def _problem(form: dict[str, str], content: bytes, *, opens: bool) -> str:
    if len(content) > MOST_BYTES:
        return f"Found more than {MOST_BYTES // 1_000_000} MB; take it in with `accounted collect` in a terminal."
    if content.strip():
        return ""
    if form.get("url", "").strip():
        return "" if opens else NO_NETWORK
    return "Found nothing to read: paste a text, or drop a file."


def description_of(form: dict[str, str]) -> Description:
    """Takes a form, gives what it tells about a document; an empty field is not told."""
    names = ("title", "source", "publisher", "published", "language", "url", "seen_in", "obtained_how", "obtained_by")
    return Description(**{name: form[name].strip() for name in names if form.get(name, "").strip()})


def _look(name: str, content: bytes, form: dict[str, str]) -> Looked:
    with tempfile.TemporaryDirectory(prefix="accounted-") as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return look([path], described=description_of(form), language=form.get("language") or None)


def _groups(looked: Looked) -> list[dict[str, Any]]:
    """Gives the figures by effect, parts beneath their wholes."""
    inside = {part for row in looked.figures for part in row["parts"]}
    groups: dict[str, dict[str, Any]] = {}
    for row in looked.figures:
        if row["id"] not in inside:
            group = groups.setdefault(
                row["effect"], {"effect": row["effect"], "heading": row["effect_words"], "rows": []}
            )
            group["rows"].append(row | {"below": _below(looked, row)})
    return list(groups.values())


def _below(looked: Looked, row: dict[str, Any]) -> list[dict[str, Any]]:
    return [part for name in row["parts"] if (part := looked.row(name))]
