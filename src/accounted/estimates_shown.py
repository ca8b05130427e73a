"""The conductor's way from the content of estimates to what a terminal shows of it: figures first, then in words what
each holds under.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from accounted.estimate.battery import SENTENCE

__all__ = ["Line", "Said", "Shown", "shown_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure: by what method or under what change, the number, its interval, and whether it may be published."""

    name: str
    figure: str
    interval: str
    gates: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of one figure: (what it is about, words)."""

    name: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Estimates as a terminal shows them: each table under its title, the methods' first."""

    head: tuple[str, ...]
    tables: tuple[tuple[str, tuple[Line, ...]], ...]
    known: tuple[tuple[str, str, str, str], ...]
    said: tuple[Said, ...]
    remarks: tuple[str, ...]


def shown_of(content: Mapping[str, Any]) -> Shown:
    """Takes the content of estimates, gives what is shown of it.

    What every method takes for granted stands once, at the head.
    """
    rows: Sequence[Mapping[str, Any]] = content["estimates"]
    told = [row["assumptions"] for row in rows if row["assumptions"]]
    shared = [sentence for sentence in told[0] if all(sentence in one for one in told)] if len(told) > 1 else []
    as_given = [row for row in rows if not row.get("change")]
    changes = [row for row in rows if row.get("change")]
    head = [f"{_persons(content['n_observed'])} persons stand on lists. {SENTENCE}"]
    head += [f"Every method assumes: {' '.join(shared)}"] if shared else []
    return Shown(
        head=tuple(head),
        tables=(("method", tuple(_line(row) for row in as_given)), *_by_method(changes)),
        known=tuple(_known(one) for one in content.get("consistency", ())),
        said=(*(_said(row, shared) for row in as_given), *_said_of_changes(changes)),
        remarks=tuple(content.get("remarks", ())),
    )


def _persons(count: int | str) -> str:
    """Gives a number of persons with separators, or the word by which it is withheld."""
    return count if isinstance(count, str) else f"{count:,}"


def _by_method(changes: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, tuple[Line, ...]]]:
    for method, rows in groupby(changes, key=lambda row: str(row["method"])):
        yield f"{method}, changed", tuple(_line(row) for row in rows)


def _line(row: Mapping[str, Any]) -> Line:
    figure, interval = _figures(row)
    return Line(name=str(row.get("change") or row["method"]), figure=figure, interval=interval, gates=_gates(row))


def _figures(row: Mapping[str, Any]) -> tuple[str, str]:
    """Gives the number and its interval: "10,000" and "7,000 to 18,000", with the level where it is not 95 %."""
    figure, _, rest = str(row["shown"]).partition(", of whom")[0].partition(" (")
    level, _, interval = rest.rstrip(")").partition(" interval ")
    return figure, interval if level in ("95 %", "") else f"{interval} ({level})"


def _gates(row: Mapping[str, Any]) -> str:
    if row["status"] == "refused":
        return "refused"
    return "not refused" if row["publishable"] else "not for publication"


def _known(one: Mapping[str, Any]) -> tuple[str, str, str, str]:
    held = {True: "holds it", False: "does not hold it"}.get(one["holds"], "refused")
    return str(one["list"]), _persons(one["known"]), " ".join(_interval_of(one["estimate"])), held


def _interval_of(row: Mapping[str, Any]) -> Iterator[str]:
    figure, interval = _figures(row)
    yield figure
    if interval:
        yield f"({interval})"


def _said(row: Mapping[str, Any], shared: Sequence[str]) -> Said:
    """Gives what a row is told to hold under, what is not met, and how often its interval covered in simulations."""
    own = " ".join(sentence for sentence in row["assumptions"] if sentence not in shared)
    covered = str(row["diagnostics"].get("coverage", ""))
    label, _, words = covered.partition(": ")
    told = (("Assumes", own), _why(row), (label, words) if words else ("Coverage", covered))
    return Said(name=str(row["method"]), words=tuple((label, words) for label, words in told if words))


def _why(row: Mapping[str, Any]) -> tuple[str, str]:
    return "No figure" if row["status"] == "refused" else "Not met", str(row["reason"] or "")


def _said_of_changes(changes: Sequence[Mapping[str, Any]]) -> Iterator[Said]:
    """Gives what is not met after a change, once for all changes of which the same is said."""
    named: dict[tuple[str, str, str], list[str]] = {}
    for row in changes:
        if row["reason"]:
            named.setdefault((str(row["method"]), *_why(row)), []).append(str(row["change"]))
    for (method, label, words), names in named.items():
        yield Said(name=f"{method}, {'; '.join(names)}", words=((label, words),))
