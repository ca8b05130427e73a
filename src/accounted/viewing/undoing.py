"""Takes a desk and a decision, gives what stood before and after it, and what taking it back would change."""

import json
from typing import Any, Final

from accounted.core.decision import Decision, standing
from accounted.viewing.noting import STATES
from accounted.viewing.opening import ANSWERS, Desk
from accounted.viewing.standing_now import decided_about, newest_on
from accounted.viewing.view import View

_FOLLOWING: Final = 20
Row = dict[str, Any]


def told_of(desk: Desk, name: str) -> Row | None:
    """Takes a desk and a decision's id, gives the decision with what stood before and after; None where none is.

    `then` says what stands on each thing once it is taken back, `tables` what is set side by side anew, `later` what
    was decided on what it made.
    """
    view = desk.view
    found = view.ask("select id, kind, value, by, at, why, undoes, stands from decision where id = ?", (name,))
    if not found:
        return None
    told: Row = dict(zip("id kind value by at why undoes stands".split(), found[0], strict=True))
    about = list(decided_about(view, name))
    every = _on(view, about)
    undone = next((one for one in every if one.undoes == name and one.value == "" and _stands(every, one)), None)
    return told | {
        "about": about,
        "fields": _fields(desk, told, about, every),
        "before": {thing: _before(every, thing, told) for thing in about},
        "undone": undone,
        "then": {thing: _then(every, thing, told) for thing in about} if told["stands"] else {},
        "tables": _tables(view, about),
        "later": _later(view, told, about),
        "seen": newest_on(view, about),
    }


def _on(view: View, things: list[str]) -> list[Decision]:
    """Gives every decision on these things, in the order of the ledger."""
    rows: dict[str, Row] = {}
    about: dict[str, list[str]] = {}
    for thing, found in view.decisions(things).items():
        for row in found:
            rows[row["id"]] = row
            about.setdefault(row["id"], []).append(thing)
    ordered = sorted(rows.values(), key=lambda row: int(row["place"]))
    return [
        Decision(
            id=row["id"], kind=row["kind"], about=tuple(about[row["id"]]), value=row["value"], by=row["by"],
            when=row["at"], why=row["why"], undoes=row["undoes"],
        )
        for row in ordered
    ]  # fmt: skip


def _stands(every: list[Decision], one: Decision) -> bool:
    undoing = [other for other in every if other.undoes == one.id]
    return not any(_stands(every, other) for other in undoing)


def _same_question(kind: str) -> tuple[str, ...]:
    return ANSWERS if kind in ANSWERS else (kind,)


def _newest_state(every: tuple[Decision, ...], thing: str, kind: str) -> Row:
    """Gives what stands on a thing: the newest decision on the same question, or nothing but what was read."""
    found = [one for one in every if thing in one.about and one.kind in _same_question(kind)]
    if not found:
        return {"state": "", "by": "", "why": "", "at": ""}
    one = found[-1]
    return {"state": STATES.get(one.kind, one.value), "by": one.by, "why": one.why, "at": one.when, "id": one.id}


def _before(every: list[Decision], thing: str, told: Row) -> Row:
    place = next(n for n, one in enumerate(every) if one.id == told["id"])
    return _newest_state(standing(tuple(every[:place])), thing, told["kind"])


def _then(every: list[Decision], thing: str, told: Row) -> Row:
    newest = max(one.when for one in every)
    taken = Decision(
        id="dec-asked", kind=told["kind"], about=(thing,), value="", by="", when=newest, undoes=told["id"]
    )  # fmt: skip
    return _newest_state(standing((*every, taken)), thing, told["kind"])


def _fields(desk: Desk, told: Row, about: list[str], every: list[Decision]) -> list[tuple[str, Any, Any]]:
    """Gives field by field what a correction changed: its name, what stood before, what it was made."""
    if told["kind"] not in ("correct", "make") or not told["value"]:
        return []
    now: Row = json.loads(told["value"])
    if told["kind"] == "make":
        return [(field, None, value) for field, value in now.items() if field not in ("start", "end")]
    place = next(n for n, one in enumerate(every) if one.id == told["id"])
    before = as_read(desk, about[0])
    for one in standing(tuple(every[:place])):
        if one.kind == "correct" and about[0] in one.about:
            before |= json.loads(one.value)
    return [(field, before.get(field), value) for field, value in now.items()]


def as_read(desk: Desk, name: str) -> Row:
    """Takes a desk and the id of a figure, gives its fields as the reader read them, before anybody corrected one."""
    row = desk.view.stated(name)
    if row is None:
        return {}
    with desk.reading().folder.index() as index:
        try:
            reading = index.get("reading", row["document"])["reading"]
        except KeyError:
            return {}
    claim: Row = next((one for one in reading["claims"] if one["id"] == name), {})
    quantity: Row = claim.get("quantity") or {}
    return claim | quantity


def _tables(view: View, about: list[str]) -> list[Row]:
    """Gives the tables that the things stand in: they are made anew when one of them changes."""
    found: dict[str, Row] = {}
    for thing in about:
        for table in view.beside(thing):
            found.setdefault(table["id"], table)
    return list(found.values())[:_FOLLOWING]


def _later(view: View, told: Row, about: list[str]) -> list[Row]:
    """Gives what was decided on the figure that this decision made: it stands on nothing once that is gone."""
    if told["kind"] != "make" or not told["value"]:
        return []
    start = json.loads(told["value"]).get("start")
    there = (row for row in view.stated_in(about[0]) if row["place"].get("start") == start)
    made = [row["id"] for row in there if row["state"] != "open"]
    return [row for rows in view.decisions(made).values() for row in rows][:_FOLLOWING]


_EARLIER: Final = {
    "description": ("$.document", "described"),
    "rule": ("$.name", "text"),
    "assessment": ("$.assessment.about", "assessment"),
    "term": ("$.term.term", "term"),
}
"""Kinds of acts that say something anew: what names the thing, and what is said of it."""


def with_before(view: View, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Takes acts, gives them with what the act before said of the same thing, where they say it anew."""
    return tuple(row | {"before": _said_before(view, row)} for row in rows)


def _said_before(view: View, row: Row) -> Any:
    if row["kind"] not in _EARLIER:
        return None
    path, said = _EARLIER[row["kind"]]
    asked = (
        "select content from act where kind = ? and number < ? and json_extract(content, ?) = json_extract(?, ?) "
        "order by number desc limit 1"
    )
    found = view.ask(asked, (row["kind"], row["number"], path, json.dumps(row["content"]), path))
    if found:
        return json.loads(found[0][0])[said]
    if row["kind"] == "description":
        first = "select content from act where kind = 'document' and json_extract(content, '$.document.id') = ?"
        documents = view.ask(first, (row["content"]["document"],))
        return json.loads(documents[0][0])["document"].get("described") if documents else None
    return None
