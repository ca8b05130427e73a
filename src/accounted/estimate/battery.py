"""Takes a capture table, gives every defensible method and sensitivity beside one another, each with its gates: never
one number.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import combinations
from typing import Any

from accounted.core.capture import CaptureTable
from accounted.core.figure import Estimate
from accounted.core.outcome import Refusal, Remark
from accounted.estimate.assumption import assumption, marginal_assumptions
from accounted.estimate.averaging import averaged
from accounted.estimate.checking import NAME
from accounted.estimate.closed import chao, chapman
from accounted.estimate.covariates import doubly_robust
from accounted.estimate.decomposable import decomposable
from accounted.estimate.diagnosing import (
    Consistency,
    Dependence,
    Variant,
    consistency,
    dependence,
    leave_one_out,
    merge_pairs,
)
from accounted.estimate.heterogeneity import KINDS, heterogeneity
from accounted.estimate.latent import Progress, latent
from accounted.estimate.loglinear import loglinear
from accounted.estimate.lowrisk import low_risk
from accounted.estimate.planning import Plan, departures
from accounted.estimate.pooling import over_strata
from accounted.estimate.stepwise import stepwise

Run = Callable[[CaptureTable, int, Progress | None], Estimate | Refusal]
"""Takes a table, a seed and where to tell progress, gives the estimate or refusal."""
SENTENCE = (
    "Methods answer differently because they assume different things about those on no list. No row is the answer."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Battery:
    """Results side by side: methods; changes of lists, priors and assumptions; known lists estimated; pairs of
    lists.
    """

    n_observed: int
    data_hash: str
    methods: tuple[Estimate | Refusal, ...]
    variants: tuple[Variant, ...]
    consistency: tuple[Consistency, ...]
    dependence: tuple[Dependence, ...]
    remarks: tuple[Remark, ...]
    departures: tuple[Remark, ...] = ()

    def rows(self) -> tuple[tuple[str, str, str, str], ...]:
        """Gives (method, figure, whether it may be published, why not) of each method and each change, in words."""
        changed = ((f"{_name(v.result)}, {v.change}", v.result) for v in self.variants)
        return tuple((name, *_in_words(result)) for name, result in [*((_name(m), m) for m in self.methods), *changed])

    def columns(self) -> dict[str, list[Any]]:
        """Gives the results as columns that any dataframe library takes: method, change, point, low, high, status,
        reason.
        """
        whole = [("as given", m) for m in self.methods] + [(v.change, v.result) for v in self.variants]
        made: dict[str, list[Any]] = {
            name: [] for name in ("method", "change", "point", "low", "high", "status", "reason")
        }
        for change, result in whole:
            figures = [result.point, result.low, result.high] if isinstance(result, Estimate) else [None] * 3
            status = "estimated" if isinstance(result, Estimate) else "refused"
            values = [_name(result), change, *figures, status, _in_words(result)[2]]
            for name, value in zip(made, values, strict=True):
                made[name].append(value)
        return made

    def __str__(self) -> str:
        head = f"{self.n_observed:,} persons stand on lists. {SENTENCE}"
        lines = [
            f"  {name}: {figure}. {status}{': ' + why if why else ''}" for name, figure, status, why in self.rows()
        ]
        noted = [f"  {words}" for words in self._coverage()]
        return "\n".join([head, *lines, *noted])

    def _repr_html_(self) -> str:
        rows = [(name, figure.partition(", of whom")[0], *rest) for name, figure, *rest in self.rows()]
        left = "text-align:left;vertical-align:top"
        styles = (left, f"{left};white-space:nowrap", f"{left};white-space:nowrap", left)
        head = "".join(f'<th style="{left}">{title}</th>' for title in ("method", "figure", "gates", "why"))
        cells = "".join(
            "<tr>" + "".join(f'<td style="{s}">{escape(c)}</td>' for s, c in zip(styles, row, strict=True)) + "</tr>"
            for row in rows
        )
        said = "".join(f"<li>{escape(words)}</li>" for words in self._coverage())
        return (
            f"<p>{self.n_observed:,} persons stand on lists. {escape(SENTENCE)}</p>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{cells}</tbody></table><ul>{said}</ul>"
        )

    def _coverage(self) -> Iterator[str]:
        """Gives how often each method's interval held the known number in simulations, and the remarks."""
        for one in self.methods:
            if isinstance(one, Estimate):
                yield f"{one.method}: {one.told('coverage')}"
        yield from (remark.message for remark in (*self.departures, *self.remarks))


METHODS: dict[str, Run] = {
    "chapman": lambda table, seed, told: chapman(table),
    "chao": lambda table, seed, told: chao(table),
    "loglinear": lambda table, seed, told: loglinear(table, seed=seed),
    "stepwise": lambda table, seed, told: stepwise(table, seed=seed),
    "averaged": lambda table, seed, told: averaged(table),
    "heterogeneity": lambda table, seed, told: heterogeneity(table),
    "decomposable": lambda table, seed, told: decomposable(table),
    "latent": lambda table, seed, told: latent(table, seed=seed, progress=told),
    "low-risk": lambda table, seed, told: low_risk(table, seed=seed, progress=told),
    "assumption": lambda table, seed, told: assumption(table),
    "doubly-robust": lambda table, seed, told: doubly_robust(table, seed=seed),
}
"""Every method by the name it has on the command line."""


Single = Callable[[CaptureTable, int], Estimate | Refusal]
_CHOSEN = ("samples have an answer", "upper limit", "ends lie among the resamples", "selection is stable", NAME)
_FORM = ("the form is known", NAME)
_COVERS = ("interval covers nine times in ten", NAME)
GATES: dict[str, tuple[str, ...]] = {
    "chapman": ("three lists", "enough shared persons"),
    "chao": ("enough shared persons",),
    "loglinear": _CHOSEN,
    "stepwise": _CHOSEN,
    "averaged-bic": _COVERS,
    "averaged-aic": _COVERS,
    **{f"heterogeneity-{kind}": _FORM for kind in KINDS},
    "decomposable": ("the data identify N", "the limit does not matter", NAME),
    "assumption": ("the assumption moves the figure little",),
    "doubly-robust": ("enough shared persons",),
    "latent": ("chains agree", "enough effective draws", "the limit does not matter", "enough classes", NAME),
}
"""The gates on each method's estimates, by name: a plan freezes them."""


def battery(
    table: CaptureTable,
    *,
    seed: int = 1,
    plan: Plan | None = None,
    quick: bool = False,
    progress: Progress | None = None,
) -> Battery:
    """Takes a table (and a plan frozen before), gives all methods, sensitivities and checks; `quick` leaves out
    sampling.

    Two lists give Chapman's and Chao's estimates only, as of lower trust; the others say why they decline.

    What the field asks to see together: Binette & Steorts (2022); Manrique-Vallier, Ball & Sulmont (2019). Assumes of
    each row what it prints.

    >>> made = battery(table, quick=True)
    >>> made.rows()[0][:3]
    ('chao', '270 (95 % interval 230 to 350), of whom 159 stand on lists', 'not refused')
    >>> len(made.methods), made.consistency, made.dependence[0].expected
    (11, (), 6.388888888888889)
    """
    done = []
    whole = list(_methods(table, quick))
    for i, (_, run) in enumerate(whole):
        if progress is not None:
            progress(i, len(whole) + 1)
        done.append(run(table, seed))
    if progress is not None:
        progress(len(whole), len(whole) + 1)
    variants = tuple(_variants(table, seed)) if len(table.lists) > 2 else ()
    return Battery(
        n_observed=table.persons,
        data_hash=table.data_hash,
        methods=tuple(done),
        variants=variants,
        consistency=consistency(table.whole(), _quick_stepwise) if len(table.lists) > 3 else (),
        dependence=dependence(table.whole()),
        remarks=table.remarks(),
        departures=departures(plan, table, done) if plan is not None else (),
    )


def _methods(table: CaptureTable, quick: bool) -> Iterator[tuple[str, Single]]:
    """Gives the methods of the battery in order, each with the name of its results."""
    if len(table.lists) == 2:
        yield "chapman", lambda t, seed: chapman(t)
    yield "chao", lambda t, seed: chao(t)
    yield "loglinear", lambda t, seed: loglinear(t, seed=seed)
    yield "stepwise", lambda t, seed: stepwise(t, seed=seed)
    yield "averaged-bic", lambda t, seed: averaged(t)
    yield "averaged-aic", lambda t, seed: averaged(t, criterion="aic")
    for kind in KINDS:
        yield f"heterogeneity-{kind}", lambda t, seed, kind=kind: heterogeneity(t, kind=kind)  # type: ignore[misc]
    yield "decomposable", lambda t, seed: decomposable(t)
    yield "assumption", lambda t, seed: assumption(t)
    if table.stratum_names:
        yield "doubly-robust", lambda t, seed: doubly_robust(t, seed=seed)
        yield "sum-of-strata", lambda t, seed: over_strata(t, lambda part, _: decomposable(part), seed=seed)
    if not quick:
        yield "latent", lambda t, seed: latent(t, seed=seed)


def plan_of_battery(table: CaptureTable, *, seed: int = 1, quick: bool = False) -> Plan:
    """Takes a table, gives the plan that freezes the battery's methods, their choices (the priors too) and gates.

    Nothing is computed. The battery run afterwards with the same seed has no departure from it.

    Manrique-Vallier, Ball & Sulmont (2019): methods fixed before any figure. Assumes nothing.

    >>> plan_of_battery(table, quick=True).methods[:3], plan_of_battery(table).gates[0]
    (('chao', 'loglinear', 'stepwise'), 'chao: enough shared persons')
    """
    names = tuple(name for name, _ in _methods(table, quick))
    size = len(table.in_use().lists)
    usual: dict[str, dict[str, object]] = {
        "loglinear": {"criterion": "bic", "bootstraps": 1000},
        "stepwise": {"threshold": 0.02, "bootstraps": 1000},
        "averaged-bic": {"plausible": 20.0},
        "averaged-aic": {"plausible": 20.0},
        "decomposable": {"delta": 2.0**-size, "prior": "1/N", "most": None},
        "assumption": {"xi": 1.0},
        "latent": {"shape": 0.25, "rate": 0.25, "limit": 20.0, "classes": min(2**size - 1, 15)},
    }
    choices = [(m, choice, str(value)) for m in names for choice, value in sorted(usual.get(m, {}).items())]
    gates = [f"{m}: {gate}" for m in names for gate in GATES.get(m, ())]
    return Plan(
        lists=table.lists,
        stratum_names=table.stratum_names,
        methods=names,
        choices=tuple(choices),
        gates=tuple(gates),
        seed=seed,
    )


def _variants(table: CaptureTable, seed: int) -> Iterator[Variant]:
    """Gives what one change moves: a list left out, two lists joined, the prior, the limit on N, the named
    assumption.
    """
    whole = table.whole()
    few = len(table.lists) <= 6
    method = decomposable if few else _quick_stepwise
    if len(table.lists) > 3:
        yield from leave_one_out(whole, method)
        yield from merge_pairs(whole, method)
    if few:
        base = 2.0 ** -len(whole.in_use().lists)
        for delta in (base / 2, base, 0.5, 1.0):
            yield Variant(change=f"delta {delta:g}", result=decomposable(whole, delta=delta))
        for times in (5, 10, 20):
            limit = times * max(whole.persons, 1)
            yield Variant(change=f"at most {times} times the listed on no list", result=decomposable(whole, most=limit))
        for prior in ("uniform", "1/N^2"):
            yield Variant(change=f"prior {prior}", result=decomposable(whole, prior=prior))
    for threshold in (0.005, 0.05, 0.1):
        result = stepwise(whole, seed=seed, bootstraps=200, threshold=threshold)
        yield Variant(change=f"threshold {threshold:g}", result=result)
    if 3 < len(table.lists) <= 6:
        chosen = combinations(whole.lists, 3)
        for names, made in zip(chosen, marginal_assumptions(whole), strict=True):
            yield Variant(change=f"lists {', '.join(names)}", result=made)


def _quick_stepwise(table: CaptureTable) -> Estimate | Refusal:
    return stepwise(table, seed=1, bootstraps=200)


def _name(result: Estimate | Refusal) -> str:
    return result.method


def _in_words(result: Estimate | Refusal) -> tuple[str, str, str]:
    if isinstance(result, Refusal):
        return "no figure", "refused", f"{result.reason} {result.advice}"
    unmet = " ".join(gate.words for gate in result.gates if not gate.met)
    return result.shown(), "not for publication" if unmet else "not refused", unmet
