"""Takes an answer on what was stated, gives the decision it means: what is shown is what is accepted."""

import json
from typing import Any, Final

from accounted.core.decision import Decision
from accounted.core.outcome import WrongUsage
from accounted.deciding import Request
from accounted.project import Who
from accounted.viewing.opening import ANSWERS as STATES
from accounted.viewing.opening import Desk
from accounted.viewing.undoing import as_read
from accounted.viewing.view import Row, View

ANSWERS: Final = ("accept", "reading", "reject")
"""What a reviewer says: it is right as it stands here; right as the program read it; not stated so."""


def standing_answer(view: View, name: str) -> Row | None:
    """Takes what was stated, gives the answer that stands on it: the newest, or None where nobody answered."""
    found = (row for row in view.decisions([name])[name] if row["stands"] and row["kind"] in STATES and row["value"])
    return next(found, None)


def standing_correction(view: View, name: str) -> Row | None:
    """Takes what was stated, gives the correction that stands on it, or None where another answer or none does."""
    stands = standing_answer(view, name)
    return stands if stands is not None and stands["kind"] == "correct" else None


def answer_of(view: View, name: str, answer: str, *, why: str) -> Request:
    """Takes what was stated, an answer and why, gives the decision as asked for.

    Who accepts a figure that a person corrected says that the correction is right: the same correction, by them. The
    program's reading comes back where it is chosen by name.
    """
    stands = standing_correction(view, name)
    if answer == "accept" and stands is not None:
        return Request(kind="correct", about=(name,), value=str(stands["value"]), why=why)
    return Request(kind="reject" if answer == "reject" else "accept", about=(name,), why=why)


def keep_answer(desk: Desk, asked: Request, *, who: Who, seen: str | None = None) -> Decision:
    """Takes an answer on one thing as asked for, keeps it, gives it; `seen` is as for `Desk.decide`.

    Where the reading comes back in the place of a correction, the view is made anew: it holds the correction.
    """
    if asked.kind == "accept" and standing_correction(desk.view, asked.about[0]) is not None:
        return desk.correct(asked, who=who, seen=seen)
    return desk.decide(asked, who=who, seen=seen)


def correction_of(desk: Desk, name: str, told: Row, *, why: str) -> Request:
    """Takes what was stated and the fields as a person would have them, gives the correction as asked for.

    A correction holds every field that differs from the reading, since the newest alone counts: fields that were
    corrected before stay so, and those put back to the reading go. One in which none differs accepts the reading.
    """
    row = desk.view.stated(name) or {}
    stands = standing_correction(desk.view, name)
    before: Row = json.loads(stands["value"]) if stands is not None else {}
    now = _fields(row)
    fresh = {field: given for field, given in told.items() if given != now.get(field)}
    if not fresh:
        raise WrongUsage(
            where="this form", found="nothing changed", expected="a field that differs", advice="Change one."
        )
    read = as_read(desk, name)
    whole = {field: given for field, given in (before | fresh).items() if field not in read or read[field] != given}
    if not whole:
        return Request(kind="accept", about=(name,), why=why)
    return Request(kind="correct", about=(name,), value=json.dumps(whole, ensure_ascii=False, sort_keys=True), why=why)


def _fields(row: Row) -> Row:
    core: Row = row.get("core") or {}
    quantity: Row = core.get("quantity") or {}
    return core | quantity


def corrected_fields(desk: Desk, name: str) -> list[tuple[str, Any, Any]]:
    """Takes what was stated, gives field by field what the program read and what a person made of it; of a figure
    whose correction does not stand, nothing.
    """
    stands = standing_correction(desk.view, name)
    if stands is None:
        return []
    read = as_read(desk, name)
    return [(field, read.get(field), value) for field, value in json.loads(stands["value"]).items()]
