"""The conductor's way from a capture table's file to estimates: what `accounted estimate TABLE.csv` gives and
prints.
"""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import StringIO
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any, Final

from accounted.core.capture import CaptureTable
from accounted.core.capture_text import lines_of, text_of
from accounted.core.figure import Choices, Estimate, Gate, OfTable
from accounted.core.outcome import Refusal, WrongUsage
from accounted.estimate import (
    METHODS,
    LatentSettings,
    Plan,
    across,
    battery,
    decomposable,
    imputed,
    latent,
    loglinear,
    over_imputations,
    over_linkages,
    over_strata,
    plan_of_battery,
    stepwise,
    withheld,
)
from accounted.estimate.battery import Battery, Run
from accounted.estimate.imputing import NOT_TOLD
from accounted.estimate.withholding import SMALLEST
from accounted.withheld_estimates import to_publish

__all__ = [
    "METHOD_NAMES", "Linking", "as_csv", "estimate_file", "estimate_imputed", "estimate_table", "estimates_of",
    "usual_plan", "with_covariates",
]  # fmt: skip

METHOD_NAMES: Final = tuple(name for name in METHODS if name != "averaged")
RESAMPLED: Final[Mapping[str, Callable[..., Estimate | Refusal]]] = {"loglinear": loglinear, "stepwise": stepwise}
"""Methods that draw resamples, as many as asked for."""
Progress = Callable[[int, int], None]
_SMALL: Final = CaptureTable.from_patterns(
    ["111", "110", "101", "011", "100", "010", "001"], [9, 12, 11, 14, 40, 35, 38], lists=["a", "b", "c"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """Draws of the linking that a table comes from: one table a draw; whether links missed were measured, in words.

    `by_threshold` are the tables that stricter or looser linking gives, by what was changed; `by_date` those of the
    lists up to each date on which one came out.
    """

    tables: tuple[CaptureTable, ...]
    measured: bool
    note: str
    by_threshold: Mapping[str, CaptureTable] = field(default_factory=dict)
    by_date: Mapping[str, CaptureTable] = field(default_factory=dict)


def estimate_file(
    path: Path, asked: OfTable | None = None, choices: Choices | None = None, *, progress: Progress | None = None
) -> dict[str, Any]:
    """Takes a CSV of a table of lists and what is asked of it (every method without), gives the JSON content of its
    estimates.

    Works outside any project. `seconds` is the method's own processor time, after compiled code is loaded.
    """
    asked, choices = asked or OfTable(), choices or Choices()
    table = (
        CaptureTable.from_csv(path, strata=choices.strata or None)
        if asked.covariates is None
        else with_covariates(path, asked.covariates)
    )
    if asked.impute:
        content = estimate_imputed(table, times=asked.impute, method=asked.method, seed=choices.seed)
    else:
        run = _method(asked)
        content = estimate_table(table, method=asked.method, seed=choices.seed, run=run, progress=progress)
    return to_publish(content, table, smallest=asked.withhold) if asked.withhold else content


def with_covariates(path: Path, covariates: Path) -> CaptureTable:
    """Takes a CSV of 0/1 columns with a line a person, and a CSV of what is known of persons, gives the table whose
    strata are what is known.

    The one column that both have names the person. A person whom the second does not hold is "not told" in it all.
    """
    header, rows = lines_of(text_of(path), path.name)
    known_header, known_rows = lines_of(text_of(covariates), covariates.name)
    shared = [name for name in header if name in known_header]
    if len(shared) != 1 or "count" in header:
        raise WrongUsage(
            where=f"{path.name} and {covariates.name}",
            found=f"{len(shared)} columns in both" + ", and a column of counts" * ("count" in header),
            expected="one column in both that names the person, and a line a person",
            advice="Give each person a number, the same in both files.",
        )
    key, known_key = header.index(shared[0]), known_header.index(shared[0])
    told: dict[str, tuple[str, ...]] = {}
    for line, row in known_rows:
        _check_line(row, known_header, where=f"{covariates.name}:{line}")
        if row[known_key] in told:
            raise WrongUsage(
                where=f"{covariates.name}:{line}",
                found=f"{shared[0]} {row[known_key]!r} a second time",
                expected="a line a person",
                advice="Correct the file and try again.",
            )
        told[row[known_key]] = tuple(cell.strip() or NOT_TOLD[0] for i, cell in enumerate(row) if i != known_key)
    names = [name for name in known_header if name != shared[0]]
    lists = [name for name in header if name != shared[0]]
    columns: dict[str, list[str]] = {name: [] for name in (*lists, *names)}
    for line, row in rows:
        _check_line(row, header, where=f"{path.name}:{line}")
        values = (*(cell for i, cell in enumerate(row) if i != key), *told.get(row[key], (NOT_TOLD[0],) * len(names)))
        for name, value in zip((*lists, *names), values, strict=True):
            columns[name].append(value)
    return CaptureTable.from_columns(columns, lists=lists, strata=names)


def _check_line(row: Sequence[str], header: Sequence[str], *, where: str) -> None:
    if len(row) != len(header):
        advice = "Correct the file and try again."
        raise WrongUsage(where=where, found=f"{len(row)} columns", expected=f"{len(header)}", advice=advice)


def estimate_imputed(table: CaptureTable, *, times: int, method: str | None, seed: int) -> dict[str, Any]:
    """Takes a table whose strata are not told for some, how often to draw them and a method (decomposable without),
    gives the JSON content of the sums over strata pooled by Rubin's rules.
    """
    chosen = method or "decomposable"
    _known_method(chosen)
    if not table.stratum_names:
        raise WrongUsage(
            where="--impute",
            found="a table without strata",
            expected="columns of strata",
            advice="Name them by --strata.",
        )
    started, found = process_time(), []
    for i, filled in enumerate(imputed(table, times=times, seed=seed)):
        found.append(over_strata(filled, lambda part, at: METHODS[chosen](part, at, None), seed=seed + 1000 * i))
    refused = [one for one in found if isinstance(one, Refusal)]
    made = [one for one in found if isinstance(one, Estimate)]
    result = refused[0] if refused else over_imputations(made, table)
    row = _row(result) | {"seconds": process_time() - started}
    return {"n_observed": table.persons, "data_hash": table.data_hash, "lists": list(table.lists), "estimates": [row]}


def as_csv(content: dict[str, Any]) -> str:
    """Takes the content of estimates, gives it as CSV: a line an estimate, the first line naming the columns."""
    names = ("method", "change", "status", "point", "mean", "median", "low", "high", "level", "publishable", "reason")
    held = StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(names)
    for row in content["estimates"]:
        writer.writerow(["" if row.get(name) is None else row[name] for name in names])
    return held.getvalue()


def estimate_table(
    table: CaptureTable,
    *,
    method: str | None = None,
    seed: int = 1,
    run: Run | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Takes a capture table and a method's name (the battery without one), gives the JSON content of its estimates.

    `run` is the method with choices of its own; without it with its defaults.
    """
    if method is None:
        return _battery(table, seed, progress)
    _known_method(method)
    _load(method)
    started = process_time()
    result = (run or METHODS[method])(table, seed, progress)
    row = _row(result) | {"seconds": process_time() - started}
    return {"n_observed": table.persons, "data_hash": table.data_hash, "lists": list(table.lists), "estimates": [row]}


def _method(asked: OfTable) -> Run | None:
    """Gives the method asked for with the number of resamples asked for; None where none was."""
    if not asked.bootstraps:
        return None
    if asked.method not in RESAMPLED:
        raise WrongUsage(
            where="--bootstraps",
            found=f"--method {asked.method}" if asked.method else "every method",
            expected=f"--method {' or '.join(RESAMPLED)}",
            advice="Other methods draw no resamples; leave it out for them.",
        )
    method, times = RESAMPLED[str(asked.method)], asked.bootstraps
    return lambda table, seed, told: method(table, seed=seed, bootstraps=times)


def _known_method(method: str) -> None:
    if method not in METHODS:
        advice = "Choose one, or leave it out for all."
        raise WrongUsage(where="--method", found=method, expected=", ".join(METHOD_NAMES), advice=advice)


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
    content |= {"lists": table.per_list(), "patterns": [list(row) for row in withheld(table)]} | _of_strata(table)
    if linking is None:
        return content | {"linking": None}
    taken = Gate(name="linking carried through", met=False, words="This row takes the linking as known.")
    whole = replace(made, methods=tuple(_gated(result, taken) for result in made.methods))
    through = [
        _row(_over(linking, method, choices.seed)) | {"seconds": None} for method in (decomposable, _quick_stepwise)
    ]
    content |= {"estimates": _of_battery(whole, [None] * len(made.methods))["estimates"] + through}
    moved = across({**linking.by_threshold, **linking.by_date}, decomposable)
    content["estimates"] += [_row(one.result) | {"change": one.change, "seconds": None} for one in moved]
    return content | {"linking": {"draws": len(linking.tables), "measured": linking.measured, "note": linking.note}}


def _of_strata(table: CaptureTable) -> dict[str, Any]:
    """Gives whether a stratum of the table holds a count that may not be shown, and what is remarked of its strata."""
    if not table.stratum_names:
        return {}
    remarks = [one.message for one in table.remarks() if one.code == "list-vanishes-in-stratum"]
    return {"of_strata": {"small": any(one.count < SMALLEST for one in table.counts), "remarks": remarks}}


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
