"""Decisions carried to what a better reader reads: takes decisions and readings, gives them on what is there now."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from accounted.core.claim import Claim, Denial, Label, Reading
from accounted.core.decision import Decision
from accounted.core.document import Place, Span
from accounted.core.outcome import SetAside

ABOUT_STATED = ("accept", "reject", "correct", "event", "position", "attributed")
"""The kinds of decisions that are about what is stated in a document."""

Stated = Claim | Label | Denial


def carry(
    decisions: Sequence[Decision], readings: Sequence[Reading]
) -> tuple[tuple[Decision, ...], tuple[SetAside, ...]]:
    """Takes decisions and readings as they are now, gives each decision about ids that are there, and what was lost.

    An id that no reading holds any more is carried to the statement of the same kind whose place in the same document
    has most characters in common with the place decided on; in a table, to the one in the same cell. A decision none of
    whose statements are found stays as it is and is listed.
    """
    held: dict[str, dict[str, Stated]] = defaultdict(dict)
    for reading in readings:
        every: tuple[Stated, ...] = (*reading.claims, *reading.labels, *reading.denials)
        held[reading.document].update((one.id, one) for one in every)
    known = {name for some in held.values() for name in some}
    carried: list[Decision] = []
    aside: list[SetAside] = []
    for decision in decisions:
        lost = [] if decision.kind not in ABOUT_STATED else [n for n in decision.about if _stated(n) and n not in known]
        found = {name: _nearest(name, decision, held) for name in lost}
        missing = [name for name in lost if found[name] is None]
        if missing:
            aside.append(_not_carried(decision, missing))
        about = tuple(dict.fromkeys(found.get(name) or name for name in decision.about))
        carried.append(replace(decision, about=about) if lost else decision)
    return tuple(carried), tuple(aside)


def _stated(name: str) -> bool:
    return name.partition("-")[0] in ("clm", "lbl", "dnl")


def _nearest(name: str, decision: Decision, held: dict[str, dict[str, Stated]]) -> str | None:
    """Gives the id of what stands now where a lost id stood, or None."""
    place = dict(zip(decision.about, decision.places, strict=False)).get(name)
    if place is None:
        return None
    kind = name.partition("-")[0]
    shared = {
        other: _in_common(place, one.place)
        for other, one in held.get(place.document, {}).items()
        if other.partition("-")[0] == kind
    }
    best = max(shared, key=lambda other: (shared[other], other), default=None)
    return best if best is not None and shared[best] > 0 else None


def _in_common(one: Place, other: Place) -> int:
    if isinstance(one, Span) and isinstance(other, Span):
        return min(one.end, other.end) - max(one.start, other.start)
    if isinstance(one, Span) or isinstance(other, Span):
        return 0
    return int((one.sheet, one.row, one.column) == (other.sheet, other.row, other.column))


def _not_carried(decision: Decision, missing: Sequence[str]) -> SetAside:
    return SetAside(
        code="decision-not-carried",
        where=f"decision {decision.id}",
        found=f"{len(missing)} statements that are read no more where they stood ({', '.join(missing[:3])})",
        expected="statements in the same places",
        advice="The decision is kept; look at the places again and decide anew.",
    )
