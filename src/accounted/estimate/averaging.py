"""Takes a capture table, gives the average over all hierarchical log-linear models by their weights."""

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np

from accounted.core.capture import CaptureTable
from accounted.core.figure import Estimate, Gate, Told
from accounted.core.outcome import Refusal
from accounted.estimate.candidates import Candidates, all_fitted, none_estimable
from accounted.estimate.cells import Floats, Ints, terms_in
from accounted.estimate.checking import of_cells
from accounted.estimate.fitted import fitted_counts
from accounted.estimate.making import Account, Found, covers_nine_in_ten, estimate_of, shares_held
from accounted.estimate.refusing import conditions


def averaged(
    table: CaptureTable, *, criterion: str = "bic", plausible: float = 20.0, level: float = 0.95
) -> Estimate | Refusal:
    """Takes a table and a criterion ("bic" or "aic"), gives the average over all hierarchical models by their
    weights.

    Weights exp(-criterion/2) (Buckland, Burnham & Augustin 1997; Regal & Hook 1991); each model's number on no list
    is log-normal about its fit, and the interval is of the mixture. Models above `plausible` times the persons listed
    are left out, as Rossi et al. (2010) do, and said.

    Assumes that one of the models holds, also for those on no list.

    >>> averaged(table).shown()
    '254 (95 % interval 219 to 315), of whom 159 stand on lists'
    >>> round(averaged(table, criterion="aic").point)
    274
    """
    name = f"averaged-{criterion}"
    held = conditions(table, name, most=5)
    if held is not None:
        return held
    used = table.in_use()
    candidates = all_fitted(used, len(used.lists) - 1)
    values, points = (candidates.aic() if criterion == "aic" else candidates.bic()), candidates.points()
    usable = np.isfinite(values) & (points <= plausible * table.persons)
    if not usable.any():
        return none_estimable(name, len(values))
    weights = np.where(usable, np.exp(-(values - values[usable].min()) / 2), 0.0)
    weights /= weights.sum()
    kept = np.flatnonzero(weights > 1e-6)
    mixture = _mixture(used, candidates, kept, weights=weights)
    point = float(np.sum(weights[kept] * points[kept]) / weights[kept].sum())
    told: dict[str, Told] = {
        "models": len(values),
        "models_not_estimable": int(np.sum(~np.isfinite(values))),
        "models_above_limit": int(np.sum(np.isfinite(values) & ~usable)),
        "top_weight": float(weights.max()),
        "top_model": candidates.name(int(weights.argmax())),
    }
    heavy = kept[weights[kept] > 1e-3 * weights.max()]
    size = len(used.lists)
    models = [terms_in(int(candidates.models[m]), candidates.high) for m in heavy]
    shared = of_cells(used, [fitted_counts(candidates.counts, m, size) for m in models], weights[heavy])
    low, median, high = (mixture(q) for q in ((1 - level) / 2, 0.5, (1 + level) / 2))
    return estimate_of(
        table,
        name,
        Found(point=point, low=low, high=high, level=level, mean=point, median=median),
        Account(
            assumes=("One of the hierarchical log-linear models holds, also for those on no list.",),
            told=told | shared.told(),
            gates=(label_of_coverage(name, usual=(plausible, level) == (20.0, 0.95)), shared.gate()),
            choices={"criterion": criterion, "plausible": plausible, "level": level},
        ),
    )


def label_of_coverage(method: str, *, usual: bool = True) -> Gate:
    """Takes the method's name and whether its level and limit are those simulated, gives the gate that says whether the
    interval covers at least nine times in ten: it repeats no selection, so that its form does not show it.
    """
    fewest, most = shares_held(method)
    if not usual:
        words = "How often the interval covers was measured at 95 % and with the usual limit, not with these choices."
    elif covers_nine_in_ten(method):
        words = f"Simulated, its 95 % interval held the known number in {fewest} to {most} % of tables of each kind."
    else:
        words = (
            "The interval takes the fit of each model as if it were chosen beforehand; it covers less often than it "
            f"says: in {fewest} to {most} of 100 simulated tables of a kind (docs/estimation.md)."
        )
    return Gate(name="interval covers nine times in ten", met=usual and covers_nine_in_ten(method), words=words)


def _mixture(table: CaptureTable, candidates: Candidates, kept: Ints, *, weights: Floats) -> Callable[[float], float]:
    """Gives the quantile function of N - n as a mixture of log-normals, one a model."""
    from accounted.estimate.profiling import errors_of_models  # noqa: PLC0415 - compiled code is loaded when first needed

    normal = NormalDist()
    space = candidates.space(kept)
    centres = [max(float(c), math.log(1e-9)) for c in candidates.alphas[kept, 0]]
    errors = [float(e) for e in errors_of_models(candidates.counts, space)]
    shares = [float(w) for w in weights[kept]]
    whole = sum(shares)

    def at(share: float) -> float:
        low, high = min(centres) - 12 * max(errors), max(centres) + 12 * max(errors)
        for _ in range(80):
            trial = (low + high) / 2
            below = (
                sum(w * normal.cdf((trial - c) / e) for c, e, w in zip(centres, errors, shares, strict=True)) / whole
            )
            low, high = (trial, high) if below < share else (low, trial)
        return table.persons + math.exp((low + high) / 2)

    return at
