"""The compiled bootstrap against a plain one: numpy regression, a linear programme for every pair, no shared code."""

import itertools
import math

import numpy as np
import pytest
from numpy.typing import NDArray
from published_tables import published
from scipy.optimize import linprog
from scipy.stats import norm, poisson

from accounted.core.capture import CaptureTable
from accounted.estimate.bootstrapping import interval
from accounted.estimate.cells import cells_of
from accounted.estimate.drawing import resample, seeded
from accounted.estimate.entering import stepwise_draws, stepwise_left_out

Floats = NDArray[np.float64]
Pair = tuple[int, int]
THRESHOLD, RESAMPLES = 0.02, 200


def _regression(design: Floats, counts: Floats) -> Floats:
    """Gives the coefficients of a Poisson regression by iteratively reweighted least squares."""
    eta: Floats = np.log(counts + 0.5)
    for _ in range(200):
        mu = np.exp(eta)
        weighted = design * mu[:, None]
        beta = np.linalg.solve(design.T @ weighted, weighted.T @ (eta + (counts - mu) / mu))
        step = design @ beta - eta
        eta = eta + step * min(1.0, 5.0 / max(float(np.abs(step).max()), 1e-300))
        if np.abs(step).max() < 1e-9:
            break
    return np.asarray(beta, dtype=np.float64)


def _fitted(histories: NDArray[np.int64], counts: Floats, pairs: list[Pair]) -> tuple[float, Floats] | None:
    """Gives the estimate and each history's fitted count; None where the estimate does not exist or is not identified.

    Pairs that nobody fulfils take their histories along.
    """
    shared = {pair: histories[:, pair[0]] * histories[:, pair[1]] for pair in pairs}
    used = np.ones(len(counts), dtype=bool)
    for both in shared.values():
        if counts @ both == 0:
            used &= both == 0
    finite = [both for both in shared.values() if counts @ both > 0]
    design = np.column_stack([np.ones(len(counts)), histories, *finite])[used].astype(float)
    totals = design.T @ counts[used]
    if np.linalg.matrix_rank(design) < design.shape[1]:
        return None
    cells, cost = len(design), np.r_[np.zeros(len(design)), -1.0]
    equal = np.hstack([design.T, design.sum(axis=0)[:, None]])
    done = linprog(cost, A_eq=equal, b_eq=totals, bounds=[(0, None)] * (cells + 1), method="highs")
    if done.status != 0 or -done.fun < 1e-7:
        return None
    beta = _regression(design, counts[used])
    fitted = np.zeros(len(counts))
    fitted[used] = np.exp(design @ beta)
    return float(counts.sum() + math.exp(beta[0])), fitted


def _stepwise(cells: Floats, lists: int) -> float:
    """Gives the estimate of forward stepwise selection, as Chan, Silverman & Vincent (2021) describe it."""
    masks = np.array([[mask >> i & 1 for i in range(lists)] for mask in range(1, 1 << lists)])
    counts = cells[1:]
    held = [i for i in range(lists) if counts @ masks[:, i] > 0]
    kept = (masks[:, [i for i in range(lists) if i not in held]] == 0).all(axis=1)
    histories, counts = masks[kept][:, held], counts[kept]
    now = _fitted(histories, counts, [])
    assert now is not None
    pairs: list[Pair] = []
    while True:
        chances = []
        for i, j in itertools.combinations(range(len(held)), 2):
            both = (histories[:, i] * histories[:, j]).astype(float)
            seen, mean = float(counts @ both), float(now[1] @ both)
            tail = poisson.logcdf(seen, mean) if seen <= mean else poisson.logsf(seen - 1, mean)
            if (i, j) not in pairs and tail < math.log(THRESHOLD):
                chances.append((float(tail), (i, j)))
        for _, pair in sorted(chances):
            grown = _fitted(histories, counts, [*pairs, pair])
            if grown is not None:
                pairs, now = [*pairs, pair], grown
                break
        else:
            return now[0]


def _tables(table: CaptureTable, resamples: int) -> list[Floats]:
    """Gives the tables that the compiled bootstrap draws with seed 1."""
    counts, made = cells_of(table), []
    state = seeded(1, 0)
    for _ in range(resamples):
        drawn = np.empty(counts.size)
        resample(state, counts, table.persons, drawn)
        made.append(drawn)
    return made


def _interval(point: float, draws: Floats, left_out: Floats, counts: Floats) -> tuple[float, float]:
    """Gives the BCa interval as DiCiccio & Efron (1996) write it, each person left out once."""
    each = np.repeat(left_out, counts.astype(int))
    away = each.mean() - each
    a = (away**3).sum() / (6 * (away**2).sum() ** 1.5)
    z0 = norm.ppf((draws < point).mean())
    z = norm.ppf([0.025, 0.975])
    low, high = np.quantile(draws, norm.cdf(z0 + (z0 + z) / (1 - a * (z0 + z))), method="median_unbiased")
    return float(low), float(high)


@pytest.mark.parametrize("name", ["western_us", "neworleans5_185", "korea_palembang"])
def test_compiled_bootstrap_is_the_plain_one(name: str) -> None:
    """Resample by resample the selection gives the plain one's estimate, with one person left out too, and its BCa."""
    table = published(name)
    counts, size, limit = cells_of(table), len(table.lists), math.log(THRESHOLD)
    plain = np.array([_stepwise(drawn, size) for drawn in _tables(table, RESAMPLES)])
    draws = stepwise_draws(counts, size, limit, RESAMPLES, 1)
    assert draws.tolist() == pytest.approx(plain.tolist(), rel=1e-6)
    cells = np.flatnonzero(counts)
    without = np.array([_stepwise(counts - np.eye(counts.size)[w], size) for w in cells])
    left_out = stepwise_left_out(counts, size, limit)
    assert left_out[cells].tolist() == pytest.approx(without.tolist(), rel=1e-6)
    point = _stepwise(counts, size)
    found = interval(point, draws, left_out, counts=counts)
    assert (found.low, found.high) == pytest.approx(_interval(point, plain, without, counts[cells]), rel=1e-6)
