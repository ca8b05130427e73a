"""Takes estimates as they were made last, gives them as a page compares them: on one scale, with what bars each."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from accounted.core.figure import Choices
from accounted.project import Project, Who
from accounted.viewing.making import Progress
from accounted.viewing.noting import note_runs, view_key
from accounted.viewing.opening import Desk
from accounted.viewing.view import Row, View

CARRIED: Final = "over-linkages"
_WIDE: Final = 240
STRATA: Final = ("sex", "date:year", "date:month", "place", "cause", "status", "category")
"""What persons on lists can be parted by, where a list has such a column."""


def freeze(desk: Desk, choices: Choices, *, who: Who) -> None:
    """Takes a desk and choices, keeps a plan a table as an act: lists are linked for it, and nobody waits meanwhile."""
    from accounted import capturing  # noqa: PLC0415  compiled code that pages need not wait for

    reading = desk.reading()
    told = capturing.plans_of(reading.folder, reading.held(), choices)
    _kept(desk, lambda project: capturing.keep_plans(project.folder, told, by=who.by), who=who, made=None)


def run(desk: Desk, choices: Choices, *, who: Who, progress: Progress) -> None:
    """Takes a desk, choices and whom to tell how far it is, keeps the estimates of the project as it is now.

    Others may write while it runs.
    """
    from accounted import capturing  # noqa: PLC0415  as above

    reading = desk.reading()
    made = capturing.computed(reading.folder, reading.held(), choices, progress=progress)
    _kept(desk, lambda project: capturing.keep_estimates(project.folder, made, choices, by=who.by), who=who, made=made)


def _kept(desk: Desk, keep: Callable[[Project], None], *, who: Who, made: Row | None) -> None:
    """Keeps what was made; the desk's view knows it at once, since nothing that was read follows it."""
    with desk.writing(who) as project:
        before, lines = view_key(project.folder.heads()), len(tuple(project.folder.entries()))
        keep(project)
        news = [(entry, project.folder.act(entry.act)) for entry in tuple(project.folder.entries())[lines:]]
        if desk.there():
            note_runs(desk.place, news, heads=project.folder.heads(), before=before, made=made)


def plans(view: View) -> list[Row]:
    """Takes a desk's view, gives the newest plan of each table, those of one choice together, each with its act."""
    found: dict[str, Row] = {}
    for act in view.history(kind="plan").rows:
        told = act["content"]
        if "choices" in told and told["table"] not in found:
            found[told["table"]] = told | {"who": act["who"], "at": act["at"], "act": act["act"]}
    return list(found.values())


def planned_choices(view: View, plan: str) -> Choices | None:
    """Takes a desk's view and the id of a plan, gives the choices that it freezes, or None where none has this id."""
    told = next((one for one in plans(view) if one["id"] == plan), None)
    return Choices.of(told["choices"]) if told else None


def strata_of(lists: Iterable[Row]) -> list[str]:
    """Takes lists as held, gives by what their persons can be parted: roles that a list has a column of."""
    roles = {use["role"] for one in lists for use in one["columns"]}
    return [name for name in STRATA if name.partition(":")[0] in roles]


def tables(view: View) -> list[Row]:
    """Takes a desk's view, gives the tables of the last run: rows by group, drawn on one scale a table."""
    stored = view.meta("estimates")
    return [_table(one) for one in json.loads(stored)["tables"]] if stored else []


def _table(told: Row) -> Row:
    rows = [_row(row, told) for row in told["estimates"]]
    ends = [float(row[name]) for row in rows for name in ("high", "point", "low") if row[name] is not None]
    most = max((*ends, float(told["n_observed"]), 1.0))
    drawn = [row | _drawn(row, most) for row in rows]
    shown = {"most": most, "groups": _groups(drawn), "spread": _spread(drawn), "listed": _at(told["n_observed"], most)}
    shares = [row["diagnostics"]["share_of_linking"] for row in rows if "share_of_linking" in row["diagnostics"]]
    return told | shown | {"shares": shares, "barred": bool(told["linking"]) and not told["linking"]["measured"]}


def _row(row: Row, table: Row) -> Row:
    """A row of a table that comes from linking may be published where the linking is carried through it alone."""
    known = bool(table["linking"]) and row["method"] != CARRIED
    allowed = row["status"] == "estimated" and bool(row.get("publishable")) and not known
    return row | {"allowed": allowed, "change": row.get("change") or ""}


def _drawn(row: Row, most: float) -> Row:
    if row["low"] is None:
        return {"x": None}
    return {
        "x": _at(row["low"], most), "end": _at(row["high"] if row["high"] is not None else most, most),
        "dot": _at(row["point"] if row["point"] is not None else row["low"], most),
    }  # fmt: skip


def _at(value: float, most: float) -> float:
    return round(_WIDE * float(value) / most, 1)


def _groups(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Gives the rows in groups: the linking carried through, each model, what a change moves, what declined."""
    made = [row for row in rows if row["status"] == "estimated"]
    return [
        ("through", [row for row in made if row["method"] == CARRIED]),
        ("models", [row for row in made if row["method"] != CARRIED and not row["change"]]),
        ("changes", [row for row in made if row["change"]]),
        ("declined", [row for row in rows if row["status"] == "refused"]),
    ]


def _spread(rows: Sequence[Row]) -> Row | None:
    """Gives between which points and which ends the models lie: no model is taken for the others' judge."""
    made = [row for row in rows if row["status"] == "estimated" and not row["change"] and row["point"] is not None]
    if len(made) < 2:
        return None
    points = [row["point"] for row in made]
    tops = [row["high"] for row in made]
    ends = {"least": min(row["low"] for row in made), "most": None if None in tops else max(tops)}
    return ends | {"low": min(points), "high": max(points), "models": len(made)}
