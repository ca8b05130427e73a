"""Breakdowns that no word announces: figures in a row whose sum is exactly a total beside them."""

from collections.abc import Sequence
from typing import Final

from accounted.read.drafts import Draft

_SMALLEST_TOTAL: Final = 10  # below it, sums agree by chance
_REACH: Final = 8
_MOST_CHARACTERS: Final = 900


def join_by_sums(drafts: Sequence[Draft]) -> None:
    """Takes the figures of a text in order, marks as parts those in a row whose sum is exactly a total next to them.

    At least two exact figures, or ranges of which one end fits, of the same effect and unit, none of them marked as a
    part before, within a paragraph's length of the total; figures before the total count too ("12 guards and 11
    farmers; 23 dead in all").

    A worked example: 184 dead; "gunshots killed 151, shrapnel 20, blows 10, cold 3": 151 + 20 + 10 + 3 = 184.
    """
    for at, total in enumerate(drafts):
        value = _exact(total) or (total.number.best if total.number.qualifier == "at_least" else None)
        if value is None or value < _SMALLEST_TOTAL or total.whole is not None or total.rule == "among":
            continue
        behind = _run(drafts[at + 1 : at + 1 + _REACH], total, value)
        before = _run(drafts[max(0, at - _REACH) : at][::-1], total, value)
        for part in behind or before:
            part.whole = total
            part.note = part.note or "taken as part: its sum with those beside it is the total"


def _run(near: Sequence[Draft], total: Draft, value: float) -> list[Draft]:
    """The shortest row of figures beside the total that sums to it; parts marked before may stand between."""
    row: list[Draft] = []
    low = high = value  # what is left by the upper ends, and by the lower ones
    for draft in near:
        if draft.whole is not None:
            continue
        stated = _ends(draft)
        far = abs(draft.number.start - total.number.start) > _MOST_CHARACTERS
        if stated is None or far or draft.effect != total.effect or draft.unit != total.unit or stated[0] > high:
            return []
        row.append(draft)
        low, high = low - stated[1], high - stated[0]
        if 0 in (low, high):
            return row if len(row) > 1 else []
    return []


def _ends(draft: Draft) -> tuple[float, float] | None:
    """The lower and the upper end of a figure: the same for an exact one."""
    number = draft.number
    if number.qualifier == "range" and number.low is not None and number.high is not None:
        return number.low, number.high
    exact = _exact(draft)
    return None if exact is None else (exact, exact)


def _exact(draft: Draft) -> float | None:
    return draft.number.best if draft.number.qualifier == "exact" else None
