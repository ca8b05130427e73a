"""The same verbs in JSON, for a program that acts: look, collect, decide, undo, link, estimate, write the draft."""

import io
import json
import tempfile
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Body, HTTPException, Query, Request, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from accounted.core.decision import DECISIONS
from accounted.core.plain import to_plain
from accounted.deciding import Request as Asked
from accounted.viewing.estimates import planned_choices
from accounted.viewing.estimates import plans as stand
from accounted.viewing.looking import look
from accounted.viewing.opening import Desk
from accounted.viewing.standing_now import Stale
from accounted.viewing.undoing import told_of
from accounted.web.acting import ask_for, who_of
from accounted.web.api import NOT_DONE, Name, there
from accounted.web.documents import collected, desk_of
from accounted.web.estimates import begin, begin_plan, choices_of
from accounted.web.first import description_of
from accounted.web.review import taken_back
from accounted.web.state import State

router = APIRouter(prefix="/api/v1", tags=["accounted"], responses=NOT_DONE)
_MOST_TEXT: Final = 2_000_000
_Line = Annotated[str, Field(max_length=400)]
_Why = Annotated[str, Field(max_length=2000, description="Kept permanently; may have to be disclosed.")]


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Text(_Given):
    """A text to look at, and what is known about it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "text": "On 11 April 2009 the Regional Council said that 625 residents were killed in Ardel.",
                "published": "2009-04-12",
            }
        },
    )
    text: Annotated[str, Field(max_length=_MOST_TEXT)]
    source: _Line = ""
    publisher: _Line = ""
    published: _Line = ""
    language: Annotated[str, Field(pattern=r"^([a-z]{2,3})?$")] = ""


class About(_Given):
    """A file's name and what is told about it; `sensitivity` says who may see it."""

    name: Annotated[str, Field(min_length=1, max_length=180, examples=["report.pdf"])]
    title: _Line = ""
    source: _Line = ""
    publisher: _Line = ""
    published: _Line = ""
    language: Annotated[str, Field(pattern=r"^([a-z]{2,3})?$")] = ""
    url: _Line = ""
    obtained_how: _Line = ""
    obtained_by: _Line = ""
    sensitivity: Literal["ordinary", "sensitive", "protected"] = "ordinary"


class Looked(_Given):
    """What was read in a text that is not kept: rows in order of the page, remarks, what was set aside."""

    figures: list[dict[str, Any]]
    names: list[dict[str, Any]]
    rejections: list[dict[str, Any]]
    remarks: list[dict[str, Any]]
    set_aside: list[dict[str, Any]]
    language: str | None


class Outcomes(_Given):
    """What became of what was sent: kept as documents, or set aside with a code and what to do."""

    kept: list[dict[str, Any]]
    set_aside: list[dict[str, Any]]
    remarks: list[dict[str, Any]]


class Decide(_Given):
    """A decision as asked for: its kind, the ids or names that it is about, its value, and why.

    With `seen`, the id of the newest decision on it that was seen ("" for none), nothing is kept where a newer one
    stands: the answer is 409 with what others decided.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "kind": "reject", "about": ["clm-0123456789abcdef0123"], "why": "another day is meant", "seen": "",
            }
        },
    )  # fmt: skip
    kind: Annotated[str, Field(json_schema_extra={"enum": list(DECISIONS)}, max_length=40)]
    about: Annotated[list[_Line], Field(min_length=1, max_length=100)]
    value: Annotated[str, Field(max_length=20_000)] = ""
    why: _Why = ""
    seen: Annotated[str | None, Field(max_length=40)] = None


class Undo(_Given):
    """Why a decision is taken back."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"why": "the other document was meant"}})
    why: Annotated[_Why, Field(min_length=1)]
    seen: Annotated[str | None, Field(max_length=40)] = None


class Link(_Given):
    """An answer on two rows of lists: are they one person?"""

    row_a: Annotated[str, Field(pattern=r"^row-[0-9a-f]{20}$")]
    row_b: Annotated[str, Field(pattern=r"^row-[0-9a-f]{20}$")]
    answer: Literal["same", "different", "unsure"]
    why: _Why = ""


class Links(_Given):
    """Answers on pairs of rows."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "answers": [
                    {
                        "row_a": "row-0123456789abcdef0123", "row_b": "row-1123456789abcdef0123",
                        "answer": "same", "why": "one father, one village",
                    }
                ]
            }
        },
    )  # fmt: skip
    answers: Annotated[list[Link], Field(min_length=1, max_length=1000)]


class Strata(_Given):
    """What is estimated: by which columns or roles, with which seed, with or without the slow methods."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"strata": ["sex"], "seed": 1}})
    strata: Annotated[list[_Line], Field(max_length=4)] = []
    seed: Annotated[int, Field(ge=0, le=999_999_999)] = 1
    quick: bool = True


class Planned(_Given):
    """The id of the plan that is run, as `/plans` gives it: without a plan nothing is computed."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"plan": "pln-0123456789abcdef0123"}})
    plan: Annotated[str, Field(max_length=40)] = ""


class Plan(_Given):
    """A plan that stands: the table it is for, what it freezes, who froze it and when."""

    id: str
    table: str
    choices: dict[str, Any]
    who: str
    at: str


class Run(_Given):
    """How far a run is, what was said where it could not proceed, and the estimates that were made last."""

    going: bool
    done: int
    whole: int
    said: str
    tables: list[dict[str, Any]]


class Nothing(_Given):
    """An empty object: nothing is asked beside the verb."""


class Written(_Given):
    """Where the draft report was written: a page of this desk, for internal use."""

    report: str


class Examined(_Given):
    """What was found: nothing, or each change with its place."""

    changes: list[str]


@router.post("/look")
def look_at(request: Request, given: Annotated[Text, Body()]) -> Looked:
    """Takes a text, gives who says what in it; nothing of it is kept."""
    del request
    told = description_of(given.model_dump())
    with tempfile.TemporaryDirectory(prefix="accounted-") as folder:
        path = Path(folder) / "pasted text.txt"
        path.write_bytes(given.text.encode("utf-8", "replace"))
        found = look([path], described=told, language=given.language or None)
    rows = {"figures": list(found.figures), "names": list(found.names), "rejections": list(found.rejections)}
    aside, remarks = to_plain(found.set_aside), to_plain(found.remarks)
    return Looked(**rows, remarks=list(remarks), set_aside=list(aside), language=found.language)


@router.post("/documents", status_code=201)
def collect(
    request: Request,
    content: Annotated[bytes, Body(media_type="application/octet-stream", min_length=1, description="The file.")],
    told: Annotated[About, Query()],
) -> Outcomes:
    """Takes the bytes of a file, its name and what is told about it, gives what became of it.

    What is kept is safe on disk when the answer comes.
    """
    desk = desk_of(request)
    sent = UploadFile(io.BytesIO(content), filename=told.name)
    outcomes = collected(desk, who_of(request), [sent], told.model_dump())
    state: State = request.app.state.desk
    state.renew(desk)
    return Outcomes(
        kept=[to_plain(one) for outcome in outcomes for one in outcome.kept],
        set_aside=[to_plain(one) for outcome in outcomes for one in outcome.set_aside],
        remarks=[to_plain(one) for outcome in outcomes for one in outcome.remarks],
    )


@router.get("/decisions")
def decisions(request: Request, about: Annotated[str, Query(min_length=1, max_length=200)]) -> list[dict[str, Any]]:
    """Takes the id of a figure, a document or a row, gives the decisions on it, the newest first."""
    return list(desk_of(request).view.decisions([about])[about])


@router.get("/decisions/{name}")
def decision(request: Request, name: Name) -> dict[str, Any]:
    """Takes a decision's id, gives it with what stood before, what stands, and what taking it back would change."""
    told = there(told_of(desk_of(request), name))
    return told | {"undone": to_plain(told["undone"]) if told["undone"] else None}


@router.post("/decisions", status_code=201)
def decide(request: Request, given: Annotated[Decide, Body()]) -> dict[str, Any]:
    """Takes a decision as asked for, keeps it as an act under the account's name, gives it."""
    ask_for(request, given.kind)
    desk = desk_of(request)
    if not all(_named(desk, given.kind, name) for name in given.about):
        raise HTTPException(404, "Nothing here has this id.")
    asked = Asked(kind=given.kind, about=tuple(given.about), value=given.value, why=given.why)
    try:
        if given.kind in ("accept", "reject") and len(given.about) == 1 and not given.value:
            made = desk.decide(asked, who=who_of(request), seen=given.seen)
        else:
            made = desk.correct(asked, who=who_of(request), seen=given.seen)
    except Stale as stale:
        raise HTTPException(409, {"message": str(stale), "others": list(stale.others)}) from None
    told: dict[str, Any] = to_plain(made)
    return told


def _named(desk: Desk, kind: str, name: str) -> bool:
    """Gives whether what a decision is about is here to be seen: words, a document; events go by their names."""
    if kind in ("nest", "position", "actions-near", "discounted", "party"):
        return True
    if kind in ("same", "different", "unsure"):
        return name.startswith("row-")
    return desk.view.stated(name) is not None or desk.view.document(name) is not None


@router.post("/decisions/{name}/undo", status_code=201)
def undo(request: Request, name: Name, given: Annotated[Undo, Body()]) -> dict[str, Any]:
    """Takes a decision's id and why, takes it back by a new one; both stay in the history."""
    try:
        made = taken_back(request, desk_of(request), name, why=given.why.strip(), seen=given.seen)
    except Stale as stale:
        raise HTTPException(409, {"message": str(stale), "others": list(stale.others)}) from None
    told: dict[str, Any] = to_plain(made)
    return told


@router.post("/links", status_code=201)
def link(request: Request, given: Annotated[Links, Body()]) -> dict[str, int]:
    """Takes answers on pairs of rows (one person or not), keeps all in one batch or none, gives how many."""
    told = [(one.row_a, one.row_b, one.answer, one.why) for one in given.answers]
    return {"kept": desk_of(request).link(told, who=who_of(request))}


@router.get("/estimates")
def estimates(request: Request) -> Run:
    """Gives how far a run is, and the estimates that were made last, each with what must hold, or why it declines."""
    state: State = request.app.state.desk
    stored = desk_of(request).view.meta("estimates")
    tables = json.loads(stored)["tables"] if stored else []
    run = state.run
    if run is None:
        return Run(going=False, done=0, whole=0, said="", tables=tables)
    return Run(going=run.going, done=run.done, whole=run.whole, said=run.said, tables=tables)


@router.get("/plans")
def plans(request: Request) -> list[Plan]:
    """Gives the plans that stand, the newest of each table."""
    told = stand(desk_of(request).view)
    return [Plan(**{name: one[name] for name in Plan.model_fields}) for one in told]


def _going() -> HTTPException:
    return HTTPException(409, "Another plan or run is going. Ask /estimates until it has ended, then send it again.")


@router.post("/plans", status_code=202)
def plan(request: Request, given: Annotated[Strata, Body()]) -> Run:
    """Takes strata and a seed, freezes them as a plan: an act, before any figure of it is computed.

    Lists are linked for it in the background: ask `/estimates` whether it is going, then `/plans` for its id.
    """
    form = {"strata": ",".join(given.strata), "seed": str(given.seed), "quick": "1" if given.quick else "0"}
    if not begin_plan(request, choices_of(form)):
        raise _going()
    return estimates(request)


@router.post("/estimates", status_code=202)
def estimate(request: Request, given: Annotated[Planned, Body()]) -> Run:
    """Takes the id of a plan that stands, begins its run in the background; ask again for how far it is."""
    choices = planned_choices(desk_of(request).view, given.plan)
    if choices is None:
        raise HTTPException(
            409,
            f"No plan “{given.plan}” stands, and figures are computed after a plan was frozen, never before. "
            "Send strata and seed to POST /plans, ask GET /plans for its id, and send that.",
        )
    if not begin(request, choices):
        raise _going()
    return estimates(request)


@router.post("/report", status_code=201)
def report(request: Request, given: Annotated[Nothing, Body()]) -> Written:
    """Gives where the draft report was written, for internal use; a project with a change in it is not published."""
    del given
    with desk_of(request).writing(who_of(request)) as project:
        project.publish()
    return Written(report="/report/pages/index.html")


@router.post("/verify")
def verify(request: Request, given: Annotated[Nothing, Body()]) -> Examined:
    """Gives any change in files, texts, acts and ledgers since they were received, each with its place."""
    del given
    return Examined(changes=[str(change) for change in desk_of(request).reading().verify().changes])
