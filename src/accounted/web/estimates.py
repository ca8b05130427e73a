"""Estimates: how many are on no list, run from the desk with progress, each with what must hold for it."""

import json
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from accounted.core.figure import Choices
from accounted.core.outcome import AccountedError, WrongUsage
from accounted.project import Who
from accounted.viewing.opening import Desk
from accounted.web.acting import who_of
from accounted.web.documents import desk_of
from accounted.web.drawn import page
from accounted.web.guard import OwnForm
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
    begin(request, choices_of(form))
    return RedirectResponse("/estimates", status_code=303)


def begin(request: Request, choices: Choices) -> None:
    """Takes choices, starts a run in the background where none is going."""
    state: State = request.app.state.desk
    desk, who = desk_of(request), who_of(request)
    if state.run is None or not state.run.going:
        state.run = Run.started(lambda told: _estimated(desk, who, choices, told))


def choices_of(form: dict[str, str]) -> Choices:
    """Takes a form, gives the choices in it; WrongUsage where one cannot be used."""
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
