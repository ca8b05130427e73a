"""Names and positions over time, a map of the places stated, live charts: what stands beside the tables of an event."""

from typing import Any, Final

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import JSONResponse, Response

from accounted.core.outcome import Refusal
from accounted.viewing.live_chart import live_specification, script
from accounted.viewing.mapped import drawn_map
from accounted.viewing.over_time import Said, strips
from accounted.viewing.places import stated_places, told_places
from accounted.viewing.standing import positions_of
from accounted.viewing.view import Row
from accounted.web.compare import asked_rows, event_of
from accounted.web.documents import desk_of
from accounted.web.drawn import page

router = APIRouter(include_in_schema=False)
_KEPT: Final = {"Cache-Control": "private, max-age=31536000, immutable"}


@router.get("/compare/{name}/over-time")
def over_time(request: Request, name: str) -> Response:
    """Takes an event, gives the names used for it and the positions held on it, by speaker and date."""
    view = desk_of(request).view
    event = event_of(view, name)
    rows = view.several([*event["names"], *event["rejections"]])
    named = [rows[i] for i in dict.fromkeys((*event["names"], *event["rejections"])) if i in rows]
    held = positions_of(view, event["key"])
    return page(
        request, "over-time", "compare", event=event, names=named, named=strips(map(_name_said, named)),
        positions=held, held=strips(map(_position_said, held)),
    )  # fmt: skip


def _name_said(row: Row) -> Said:
    words = row["label"] or row["quote"]
    return Said(
        line=words,
        speaker=row["speaker"] or "",
        said_on=row["said_on"],
        stance="rejects" if row["kind"] == "rejection" else row["stance"],
        words=words,
        href=f"/figures/{row['id']}",
    )


def _position_said(row: Row) -> Said:
    return Said(
        line=row["speaker"],
        speaker=row["speaker"],
        said_on=row["said_on"],
        stance=row["act"],
        words=row["words"],
        href=f"/figures/{row['stated']}",
    )


@router.get("/map")
def places(request: Request) -> Response:
    """Takes a request, gives the page of the map; what is on it comes behind it, since it takes seconds at first."""
    event = request.query_params.get("event", "")
    return page(request, "map", "compare", event=desk_of(request).view.event(event) if event else None)


@router.get("/map/drawn")
def drawn(request: Request) -> Response:
    """Takes a request, gives the map of the places stated, or why none can be drawn, and the places as a list."""
    view = desk_of(request).view
    event = request.query_params.get("event", "")
    stated = stated_places(view, event)
    told = told_places(stated)
    refused = told if isinstance(told, Refusal) else None
    made = drawn_map(()) if isinstance(told, Refusal) else drawn_map(told)
    return page(request, "map-drawn", "compare", drawn=made, refused=refused, stated=stated, event=event)


@router.get("/comparisons/{name}/chart.json")
def live(request: Request, name: str) -> Response:
    """Takes a comparison, gives the specification of its chart for a pointer."""
    view = desk_of(request).view
    told = view.comparison(name)
    if told is None:
        raise HTTPException(404)
    start, most = asked_rows(request)
    rows: list[dict[str, Any]] = list(view.compared(name, start=start, most=most))
    request.state.names = {row["document"] for row in rows}
    narrow = request.query_params.get("narrow") == "1"
    made = live_specification(rows, description=str(told["heading"]), event=str(told["title"]), narrow=narrow)
    return JSONResponse(made)


@router.get("/live-chart.js")
def live_script() -> Response:
    """Gives the script that draws charts for a pointer."""
    return Response(script(), media_type="text/javascript; charset=utf-8", headers=_KEPT)
