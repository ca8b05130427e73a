"""The conductor's way from a capture table's file to estimates: what `accounted estimate TABLE.csv` gives and
prints.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any, Final

from accounted.core.capture import CaptureTable
from accounted.core.figure import Choices, Estimate, Gate
from accounted.core.outcome import Refusal, WrongUsage
from accounted.estimate import (
    METHODS,
    LatentSettings,
    Plan,
    across,
    battery,
    decomposable,
    latent,
    over_linkages,
    plan_of_battery,
    stepwise,
)
from accounted.estimate.battery import SENTENCE, Battery

__all__ = ["METHOD_NAMES", "Linking", "estimate_file", "estimate_table", "estimates_of", "printed", "usual_plan"]

METHOD_NAMES: Final = tuple(name for name in METHODS if name != "averaged")
Progress = Callable[[int, int], None]
_SMALL: Final = CaptureTable.from_patterns(
    ["111", "110", "101", "011", "100", "010", "001"], [9, 12, 11, 14, 40, 35, 38], lists=["a", "b", "c"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """Draws of the linking that a table comes from: one table a draw; whether links missed were measured, in words.

    `by_threshold` are the tables that stricter or looser linking gives, by what was changed.
    """

    tables: tuple[CaptureTable, ...]
    measured: bool
    note: str
    by_threshold: Mapping[str, CaptureTable] = field(default_factory=dict)


def estimate_file(
    path: Path,
    *,
    method: str | None = None,
    seed: int = 1,
    strata: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Takes a CSV of a capture table and a method's name (all of them without one), gives the JSON content of its
    estimates.

    Works outside any project. `seconds` is the method's own processor time, after compiled code is loaded.
    """
    return estimate_table(CaptureTable.from_csv(path, strata=strata), method=method, seed=seed, progress=progress)


def estimate_table(
    table: CaptureTable, *, method: str | None = None, seed: int = 1, progress: Progress | None = None
) -> dict[str, Any]:
    """Takes a capture table and a method's name (the battery without one), gives the JSON content of its estimates."""
    if method is None:
        return _battery(table, seed, progress)
    if method not in METHODS:
        advice = "Choose one, or leave it out for all."
        raise WrongUsage(where="--method", found=method, expected=", ".join(METHOD_NAMES), advice=advice)
    _load(method)
    started = process_time()
    result = METHODS[method](table, seed, progress)
    row = _row(result) | {"seconds": process_time() - started}
    return {"n_observed": table.persons, "data_hash": table.data_hash, "lists": list(table.lists), "estimates": [row]}


def printed(content: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Takes the content, gives the rows to print: (method, figure, words), first the persons listed.

    What every method takes for granted stands once, in the second row; what a change moves is named by its change.
    """
    rows = content["estimates"]
    told = [row["assumptions"] for row in rows if row["assumptions"]]
    shared = _shared(told) if len(told) > 1 else []
    head = [("on lists", f"{content['n_observed']:,}", SENTENCE)]
    head += [("every method", "", " ".join(shared))] if shared else []
    return head + [_printed_row(row, shared) for row in rows]


def _shared(told: Sequence[Sequence[str]]) -> list[str]:
    return [sentence for sentence in told[0] if all(sentence in one for one in told)]


def _printed_row(row: dict[str, Any], shared: Sequence[str]) -> tuple[str, str, str]:
    own = " ".join(sentence for sentence in row["assumptions"] if sentence not in shared)
    named = f"{row['method']}: {row['change']}" if row.get("change") else str(row["method"])
    words = _words_of(row, own)
    return named, str(row["shown"]).partition(", of whom")[0], words


def _words_of(row: dict[str, Any], own: str) -> str:
    """Gives what a row is told to hold under, what is not met, and how often its interval covered in simulations."""
    if row["status"] == "refused":
        return str(row["reason"])
    parts = [] if row.get("change") else [own, str(row["diagnostics"].get("coverage", ""))]
    not_met = f"Not met: {row['reason']}" if row["reason"] else ""
    return " ".join(part for part in ([*parts[:1], not_met, *parts[1:]]) if part) or "as above"


def _load(method: str) -> None:
    """Loads the compiled code of a method by a small table, so that its time is its own."""
    if method in ("latent", "low-risk"):
        latent(_SMALL, settings=LatentSettings(effective=1.0, budget=1))
    else:
        METHODS[method](_SMALL, 1, None)


def usual_plan(table: CaptureTable, *, seed: int = 1, quick: bool = False) -> Plan:
    """Takes a table, gives the plan of the battery with its defaults: lists, strata, methods, choices and gates.

    No figure is computed: the methods are those that the battery runs, the choices their defaults.
    """
    return plan_of_battery(table, seed=seed, quick=quick)


def estimates_of(
    table: CaptureTable,
    choices: Choices,
    *,
    plan: Plan | None = None,
    linking: Linking | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Takes a table, choices, a plan kept before and draws of its linking, gives the battery's content without times.

    Where the table comes from linking, no row of the battery alone may be published: it takes the linking as known.
    The rows that carry the linking through say how much of the variance it is.
    """
    made = battery(table, seed=choices.seed, quick=choices.quick, plan=plan, progress=progress)
    content = _of_battery(made, [None] * len(made.methods))
    content |= {"lists": table.per_list(), "patterns": [list(row[1:]) for row in table.whole().suppressed()]}
    if linking is None:
        return content | {"linking": None}
    taken = Gate(name="linking carried through", met=False, words="This row takes the linking as known.")
    whole = replace(made, methods=tuple(_gated(result, taken) for result in made.methods))
    through = [
        _row(_over(linking, method, choices.seed)) | {"seconds": None} for method in (decomposable, _quick_stepwise)
    ]
    content |= {"estimates": _of_battery(whole, [None] * len(made.methods))["estimates"] + through}
    moved = across(linking.by_threshold, decomposable)
    content["estimates"] += [_row(one.result) | {"change": one.change, "seconds": None} for one in moved]
    return content | {"linking": {"draws": len(linking.tables), "measured": linking.measured, "note": linking.note}}


def _over(linking: Linking, method: Callable[[CaptureTable], Estimate | Refusal], seed: int) -> Estimate | Refusal:
    """Gives the pooled estimate over draws of the linking, unmet where links missed were not measured."""
    pooled = over_linkages(linking.tables, lambda table, _: method(table), seed=seed)
    words = f"The draws of the linking say: {linking.note}. They may not feed a figure that is published."
    return _gated(pooled, Gate(name="missed links measured", met=linking.measured, words=words))


def _gated(result: Estimate | Refusal, gate: Gate) -> Estimate | Refusal:
    return result if isinstance(result, Refusal) else replace(result, gates=(*result.gates, gate))


def _quick_stepwise(table: CaptureTable) -> Estimate | Refusal:
    return stepwise(table, bootstraps=200)


def _battery(table: CaptureTable, seed: int, progress: Progress | None) -> dict[str, Any]:
    """Gives the battery's content; the time of each method is that between the progress it tells."""
    for name in METHODS:
        _load(name)
    times: list[float] = []

    def told(done: int, whole: int) -> None:
        times.append(process_time())
        if progress is not None:
            progress(done, whole)

    made = battery(table, seed=seed, progress=told)
    spent = [after - before for before, after in pairwise(times)]
    return _of_battery(made, spent)


def _of_battery(made: Battery, spent: Sequence[float | None]) -> dict[str, Any]:
    rows = [_row(result) | {"seconds": time} for result, time in zip(made.methods, spent, strict=True)]
    rows += [_row(variant.result) | {"change": variant.change, "seconds": None} for variant in made.variants]
    known = [
        {"list": c.known_list, "known": c.known, "holds": c.holds(), "estimate": _row(c.result)}
        for c in made.consistency
    ]
    pairs = [
        {"lists": [d.first, d.second], "shared": d.shared, "expected": d.expected}
        | {"by_odds_ratio": [list(x) for x in d.by_odds_ratio]}
        for d in made.dependence
    ]
    noted = [r.message for r in (*made.departures, *made.remarks)]
    whole = {"n_observed": made.n_observed, "data_hash": made.data_hash, "estimates": rows}
    return whole | {"consistency": known, "dependence": pairs, "remarks": noted}


def _row(result: Estimate | Refusal) -> dict[str, Any]:
    if isinstance(result, Refusal):
        nothing = dict.fromkeys(("point", "mean", "median", "low", "high", "level"))
        words = {"reason": f"{result.reason} {result.advice}", "shown": "no figure", "code": result.code}
        return {"method": result.method, "status": "refused", "assumptions": [], "diagnostics": {}} | nothing | words
    unmet = " ".join(gate.words for gate in result.gates if not gate.met)
    told = {"status": "estimated", "reason": unmet or None, "shown": result.shown(), "publishable": result.met}
    return result.plain() | told
