"""Estimates: how many are on no list. What will be done is frozen as a plan first, then run, then compared."""

from collections.abc import Callable
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from accounted.core.figure import Choices
from accounted.core.outcome import AccountedError, WrongUsage
from accounted.viewing import estimates as estimating
from accounted.viewing import persons as seen
from accounted.viewing.estimates import planned_choices, plans, strata_of, tables
from accounted.web.acting import who_of
from accounted.web.documents import desk_of
from accounted.web.drawn import page
from accounted.web.guard import OwnForm
from accounted.web.linked import linked_now
from accounted.web.state import Run, State

router = APIRouter(include_in_schema=False)
_MOST_STRATA: Final = 4
_MOST_DRAWS: Final = 400
_OUT: Final = "out"
GROUPS: Final = ("a", "b", "c")


@router.get("/estimates")
def estimates(request: Request) -> Response:
    """Takes a request, gives what can be chosen, the plan that stands, how far a run is, and what was made last."""
    state: State = request.app.state.desk
    desk = desk_of(request)
    linked = linked_now(request)
    lists = seen.lists(linked.people.view) if linked else ()
    return page(
        request, "estimates", "estimates", tables=tables(desk.view), plans=plans(desk.view), run=state.run,
        lists=lists, strata=strata_of(lists), groups=GROUPS,
        measured=seen.said(linked.people.view, "state") if linked else None,
    )  # fmt: skip


@router.post("/estimates/plan")
def plan(request: Request, form: OwnForm) -> Response:
    """Takes lists, strata and methods, freezes them as a plan: an act, before any figure of it is computed."""
    begin_plan(request, _choices(form))
    return RedirectResponse("/estimates", status_code=303)


@router.post("/estimates")
def run(request: Request, form: OwnForm) -> Response:
    """Takes the id of a plan, starts the run that it freezes; the page shows how far it is."""
    choices = planned_choices(desk_of(request).view, form.get("plan", ""))
    if choices is None:
        raise WrongUsage(
            where="this form", found=f"the plan “{form.get('plan', '')}”", expected="the plan that stands",
            advice="Freeze a plan first; of several the newest stands.",
        )  # fmt: skip
    begin(request, choices)
    return RedirectResponse("/estimates", status_code=303)


def begin(request: Request, choices: Choices) -> bool:
    """Takes choices, starts a run in the background where none is going; gives whether it was started."""
    desk, who = desk_of(request), who_of(request)
    return _begun(request, lambda told: estimating.run(desk, choices, who=who, progress=told.progress))


def begin_plan(request: Request, choices: Choices) -> bool:
    """Takes choices, freezes them as a plan in the background where nothing is going; gives whether it was begun."""
    desk, who = desk_of(request), who_of(request)
    return _begun(request, lambda _: estimating.freeze(desk, choices, who=who))


def _begun(request: Request, work: Callable[[Run], None]) -> bool:
    state: State = request.app.state.desk

    def worked(told: Run) -> None:
        try:
            work(told)
        except (AccountedError, ValueError) as error:
            told.said = str(error)

    if state.run is not None and state.run.going:
        return False
    state.run = Run.started(worked)
    return True


def _choices(form: dict[str, str]) -> Choices:
    strata = tuple(name.removeprefix("stratum:") for name in form if name.startswith("stratum:"))
    seed, draws = form.get("seed", "").strip() or "1", form.get("draws", "").strip() or "50"
    if (
        len(strata) > _MOST_STRATA
        or not (seed.isdecimal() and draws.isdecimal())
        or not 2 <= int(draws[:6]) <= _MOST_DRAWS
        or len(seed) > 9
    ):
        raise WrongUsage(
            where="this form", found=f"{len(strata)} strata, {draws} draws, seed “{seed}”",
            expected=f"at most {_MOST_STRATA} strata, 2 to {_MOST_DRAWS} draws and a whole number",
            advice="Correct the field.",
        )  # fmt: skip
    told = {name.removeprefix("list:"): use for name, use in form.items() if name.startswith("list:")}
    merged = tuple(tuple(name for name, use in told.items() if use == group) for group in GROUPS)
    return Choices(
        strata=strata, seed=int(seed), draws=int(draws), quick=form.get("quick") == "1",
        without=tuple(name for name, use in told.items() if use == _OUT),
        merged=tuple(names for names in merged if len(names) > 1),
    )  # fmt: skip


def choices_of(form: dict[str, str]) -> Choices:
    """Takes the fields of a program's request, gives the choices in it; WrongUsage where one cannot be used."""
    strata = tuple(part.strip() for part in form.get("strata", "").split(",") if part.strip())
    return _choices(dict.fromkeys((f"stratum:{name}" for name in strata), "1") | form)
