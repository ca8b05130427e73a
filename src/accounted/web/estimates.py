"""Estimates: how many are on no list, run from the desk with progress, each with what must hold for it."""

import json
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from accounted.core.figure import Choices
from accounted.core.outcome import AccountedError, WrongUsage
from accounted.project import Who
from accounted.viewing.opening import Desk
from accounted.web.documents import desk_of
from accounted.web.drawn import page
from accounted.web.guard import OwnForm
from accounted.web.review import who_of
from accounted.web.state import Run, State

router = APIRouter(include_in_schema=False)
_MOST_STRATA: Final = 4


@router.get("/estimates")
def estimates(request: Request) -> Response:
    """Takes a request, gives the estimates that were made last, or how far the run is."""
    state: State = request.app.state.desk
    stored = desk_of(request).view.meta("estimates")
    tables = json.loads(stored)["tables"] if stored else []
    return page(request, "estimates", "estimates", tables=tables, run=state.run)


@router.post("/estimates")
def run(request: Request, form: OwnForm) -> Response:
    """Takes strata and a seed, starts the run in the background; the page shows how far it is."""
    state: State = request.app.state.desk
    desk, who, choices = desk_of(request), who_of(request), _choices(form)
    if state.run is None or not state.run.going:
        state.run = Run.started(lambda told: _estimated(desk, who, choices, told))
    return RedirectResponse("/estimates", status_code=303)


def _choices(form: dict[str, str]) -> Choices:
    strata = tuple(part.strip() for part in form.get("strata", "").split(",") if part.strip())
    seed = form.get("seed", "1").strip() or "1"
    if len(strata) > _MOST_STRATA or not seed.isdecimal() or len(seed) > 9:
        raise WrongUsage(
            where="this form", found=f"strata “{form.get('strata', '')}”, seed “{seed}”",
            expected="at most four columns and a whole number", advice="Correct the field.",
        )  # fmt: skip
    return Choices(strata=strata, seed=int(seed), quick=form.get("quick") == "1")


def _estimated(desk: Desk, who: Who, choices: Choices, told: "Run") -> None:
    try:
        with desk.writing(who) as project:
            project.estimate(choices, progress=told.progress)
        desk.renew(who)
    except (AccountedError, ValueError) as error:
        told.said = str(error)
