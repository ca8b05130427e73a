"""The conductor's way from what a project holds to estimates: capture tables as received, and lists linked to one."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np

from accounted import __version__
from accounted.core.capture import CaptureTable
from accounted.core.capture_text import looks_like_table
from accounted.core.figure import Choices
from accounted.core.ids import canonical_json, sha256_of
from accounted.core.outcome import AccountedError, WrongUsage
from accounted.core.person import PersonList
from accounted.estimate import Plan
from accounted.estimating import Linking, Progress, estimates_of, usual_plan
from accounted.holdings import Holdings
from accounted.link import Linkage, capture_rows, clustering_draws
from accounted.link.linkage import persons
from accounted.merging import merged_lists
from accounted.persons import Content, ListsHeld, link_persons, lists_held
from accounted.store import By, Folder, act_of

LINKED: Final = "linked lists"
_TABLES: Final = (
    "text/csv",
    "text/tab-separated-values",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
_LEAST_LISTS: Final = 2
_THRESHOLDS: Final = (0.3, 0.7, 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """One capture table of a project: its name, the documents it was made from, and draws of the linking if linked."""

    name: str
    table: CaptureTable
    documents: tuple[str, ...]
    linking: Linking | None = None
    remarks: tuple[str, ...] = field(default=())


def captured(folder: Folder, held: Holdings, choices: Choices) -> tuple[Captured, ...]:
    """Takes a project and choices, gives its capture tables: those received, then one of its lists of persons.

    A table received keeps its own strata. An error says so where the project holds neither.
    """
    found = []
    for document in held.documents.values():
        if document.media_type in _TABLES:
            content = folder.read_file(document.sha256)
            text = content.decode(document.encoding or "utf-8", errors="replace").removeprefix("\ufeff")
            if looks_like_table(text):
                table = CaptureTable.from_text(text, name=document.name)
                found.append(Captured(name=document.name, table=table, documents=(document.id,)))
    lists = _chosen(lists_held(held, lambda told: folder.read_file(told.sha256)), choices)
    if len(lists.lists) >= _LEAST_LISTS:
        found.append(_linked(held, lambda told: folder.read_file(told.sha256), choices, lists))
    if not found:
        raise AccountedError(
            where=str(folder.root),
            found=f"{len(lists.lists)} list{'s' * (len(lists.lists) != 1)} of persons and no table of patterns",
            expected="three lists of persons or more, or a table of patterns with a column `count`",
            advice="Collect them first, or name a table: accounted estimate TABLE.csv.",
        )
    return tuple(found)


def _chosen(held: ListsHeld, choices: Choices) -> ListsHeld:
    """Gives the lists without those that are left out; a name that none of them has is a WrongUsage."""
    known = [one.name for one in held.lists]
    named = [*choices.without, *(name for names in choices.merged for name in names)]
    unknown = next((name for name in named if name not in known), None)
    if unknown is not None:
        raise WrongUsage(where="lists", found=f"“{unknown}”", expected=", ".join(known), advice="Name one of these.")
    return replace(held, lists=tuple(one for one in held.lists if one.name not in choices.without))


def estimated(
    folder: Folder, held: Holdings, choices: Choices, *, by: Callable[[], By], progress: Progress | None = None
) -> dict[str, Any]:
    """Takes a project and choices, gives the estimates of its capture tables, and keeps that they were made.

    Departures from the plan that was kept before are in them; a plan kept after figures were seen is said to be.
    """
    made = computed(folder, held, choices, progress=progress)
    keep_estimates(folder, made, choices, by=by)
    return made


def computed(folder: Folder, held: Holdings, choices: Choices, *, progress: Progress | None = None) -> dict[str, Any]:
    """Takes a project, open for reading at least, and choices, gives the estimates; nothing is written meanwhile."""
    return {"tables": [_of_one(folder, one, choices, progress) for one in captured(folder, held, choices)]}


def keep_estimates(folder: Folder, made: dict[str, Any], choices: Choices, *, by: Callable[[], By]) -> None:
    """Takes a project open for writing and estimates that were computed, keeps that they were made."""
    content = {"step": "estimate", "version": __version__, "result": _result(made), "choices": choices.plain()}
    before = [act.content for _, act in folder.acts("run") if act.content["step"] == "estimate"]
    if not before or before[-1] != content:
        folder.append([act_of("run", content, by=by())])
    with folder.index() as index:
        index.put("estimate", "newest", made)


def kept(folder: Folder, held: Holdings) -> dict[str, Any] | None:
    """Takes a project, gives the estimates that were made last, made anew where their copy is gone; None if none."""
    runs = [act.content for _, act in folder.acts("run") if act.content["step"] == "estimate"]
    if not runs:
        return None
    with folder.index() as index:
        stored = dict(index.rows("estimate")).get("newest")
    if stored is not None and _result(stored) == runs[-1]["result"]:
        return dict(stored)
    choices = Choices.of(runs[-1]["choices"])
    return {"tables": [_of_one(folder, one, choices, None) for one in captured(folder, held, choices)]}


def planned(folder: Folder, held: Holdings, choices: Choices, *, by: Callable[[], By]) -> tuple[dict[str, Any], ...]:
    """Takes a project and choices, keeps one plan a capture table as an act, gives them: no figure is computed."""
    plans = plans_of(folder, held, choices)
    keep_plans(folder, plans, by=by)
    return plans


def plans_of(folder: Folder, held: Holdings, choices: Choices) -> tuple[dict[str, Any], ...]:
    """Takes a project, open for reading at least, and choices, gives one plan a capture table."""
    plans = []
    for one in captured(folder, held, replace(choices, draws=0)):
        plan = usual_plan(one.table, seed=choices.seed, quick=choices.quick)
        content = {"table": one.name, "draws": choices.draws, "plan": plan.plain(), "id": plan.id}
        plans.append(content | {"choices": choices.plain()})
    return tuple(plans)


def keep_plans(folder: Folder, plans: Sequence[dict[str, Any]], *, by: Callable[[], By]) -> None:
    """Takes a project open for writing and plans, keeps each as an act, those that stand already not again."""
    for content in plans:
        if content not in [act.content for _, act in folder.acts("plan")]:
            folder.append([act_of("plan", content, by=by())])


def _of_one(folder: Folder, one: Captured, choices: Choices, progress: Progress | None) -> dict[str, Any]:
    plan, said = _plan_of(folder, one.name)
    made = estimates_of(one.table, choices, plan=plan, linking=one.linking, progress=progress)
    head = {"name": one.name, "documents": list(one.documents), "plan": plan.id if plan else None}
    return head | made | {"remarks": [*said, *one.remarks, *made["remarks"]]}


def _plan_of(folder: Folder, name: str) -> tuple[Plan | None, list[str]]:
    """Gives the newest plan for a table, and what is to be said of its time."""
    found, seen, late = None, False, False
    for _, act in folder.acts():
        if act.kind == "run" and act.content["step"] == "estimate":
            seen = True
        elif act.kind == "plan" and act.content["table"] == name:
            found, late = act.content["plan"], seen
    if found is None:
        return None, ["No plan was kept before these figures were shown (accounted estimate --plan)."]
    plain = {name: tuple(v) if isinstance(v, list) else v for name, v in found.items()}
    plan = Plan(**(plain | {"choices": tuple(tuple(c) for c in found["choices"])}))
    return plan, ["The plan was kept after figures had been shown."] if late else []


def _linked(held: Holdings, content: Content, choices: Choices, lists: ListsHeld) -> Captured:
    """Gives the capture table of lists linked to one another as decided, with one table a drawn clustering."""
    made = link_persons(held, content, seed=choices.seed, count=choices.draws, lists=lists)
    merged = merged_lists(made, held, chosen=choices.merged)
    rows = capture_rows(made.linkage, strata=choices.strata, merged=merged.groups)
    drawn = clustering_draws(made.linkage, made.draws, strata=choices.strata, merged=merged.groups)
    out = [f"{count} rows ({why}) are left out of the table." for why, count in rows.left_out.items()]
    return Captured(
        name=LINKED,
        table=rows.table(),
        documents=tuple(dict.fromkeys(one.document for one in made.held.lists)),
        linking=Linking(
            tables=drawn.tables,
            measured=drawn.measured,
            note=drawn.note,
            by_date=_growing(held, made.held.lists, merged.groups, rows.table()),
            by_threshold={
                f"links from probability {t:g} on": _stricter(made.linkage, t, choices, merged.groups)
                for t in _THRESHOLDS
            },
        ),
        remarks=(*out, *merged.said),
    )


def _growing(
    held: Holdings, lists: Sequence[PersonList], merged: Sequence[Sequence[str]], table: CaptureTable
) -> dict[str, CaptureTable]:
    """Gives the table of the lists published up to each date, from the third list on: the trajectory of the estimate.

    A list without a date counts from the day on which it was received, lists that count as one from the last of them.
    """
    dates = dict[str, str]()
    for one in lists:
        document = held.documents[one.document]
        dates[one.name] = document.described.published or document.received_when[:10]
    together = ([name for name in dates if name in one] for one in merged)
    dates |= {"+".join(names): max(dates[name] for name in names) for names in together}
    known = {name: dates[name] for name in table.lists if name in dates}
    found = {}
    for date in sorted(set(known.values())):
        names = [name for name in known if known[name] <= date]
        if 3 <= len(names) < len(table.lists):
            found[f"lists up to {date}"] = table.only(names)
    return found


def _stricter(made: Linkage, threshold: float, choices: Choices, merged: tuple[tuple[str, ...], ...]) -> CaptureTable:
    """Gives the table with links from another probability on: every pair's odds are shifted, so that it lies at .5."""
    scored, shift = made.scored, math.log(threshold / (1 - threshold))
    sure = np.clip(np.asarray(scored.probability, dtype=float), 1e-12, 1 - 1e-12)
    moved = replace(scored, log_odds=scored.log_odds - shift, probability=1 / (1 + (1 - sure) / sure * math.exp(shift)))
    person = persons(made.rows, moved, repeats=made.repeats, decided=made.decided)
    return capture_rows(made, strata=choices.strata, merged=merged, person=person).table()


def _result(made: dict[str, Any]) -> str:
    return sha256_of(canonical_json(made))
