"""Takes counts by capture pattern and the terms of a log-linear model, gives its maximum likelihood fit (compiled).

The model is log mu_w = sum of alpha_t over terms t inside w (Cormack 1989). Patterns and terms are bit masks: bit i
is list i. All sums over patterns that contain a term come from one pass of the zeta transform (Yates 1937), so that
the information matrix is H[a, b] = M[a | b] with M the sums of fitted counts over supersets.

Existence: parameters whose sufficient statistic is zero are -infinity and their cells leave the table (extended
maximum likelihood, Fienberg & Rinaldo 2012, as specialised in Chan, Silverman & Vincent 2021, section 2). On the
rest, a fit that converges to positive cells solves A x = t with x > 0 and is itself the certificate; a fit that
drifts has none.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from accounted.core.compiled import kernel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FITTED, NO_MAXIMUM, NOT_IDENTIFIED = 0, 1, 2
_TOLERANCE = 1e-7
_ROUNDS = 40


class Work(NamedTuple):
    """One table and its fit: counts, their sums over supersets, cells in use, parameters, fitted cells; number of
    lists.
    """

    counts: Floats
    totals: Floats
    alive: Floats
    alpha: Floats
    mu: Floats
    lists: int


@kernel
def work_on(counts: Floats, lists: int) -> Work:
    """Takes counts, gives the room to fit models to them."""
    totals = counts.copy()
    sum_over_supersets(totals, lists)
    return Work(counts, totals, np.ones(counts.size), np.zeros(counts.size), np.zeros(counts.size), lists)


@kernel
def sum_over_supersets(values: Floats, lists: int) -> None:
    """Takes a value a pattern, replaces each by the sum over all patterns that contain it."""
    for i in range(lists):
        bit = 1 << i
        for w in range(values.size):
            if not w & bit:
                values[w] += values[w | bit]


@kernel
def sum_over_subsets(values: Floats, lists: int) -> None:
    """Takes a value a term, replaces each by the sum over all terms inside it."""
    for i in range(lists):
        bit = 1 << i
        for w in range(values.size):
            if w & bit:
                values[w] += values[w ^ bit]


@kernel
def solve_positive(matrix: Floats, right: Floats, size: int) -> bool:
    """Takes a symmetric matrix (lower half) and a right side, solves in place by Cholesky; False where not of full
    rank.
    """
    for j in range(size):
        pivot = matrix[j, j]
        whole = pivot
        for k in range(j):
            pivot -= matrix[j, k] * matrix[j, k]
        if not pivot > 1e-11 * whole:
            return False
        root = math.sqrt(pivot)
        matrix[j, j] = root
        inverse = 1.0 / root
        for i in range(j + 1, size):
            value = matrix[i, j]
            for k in range(j):
                value -= matrix[i, k] * matrix[j, k]
            matrix[i, j] = value * inverse
    for i in range(size):
        value = right[i]
        for k in range(i):
            value -= matrix[i, k] * right[k]
        right[i] = value / matrix[i, i]
    for i in range(size - 1, -1, -1):
        value = right[i]
        for k in range(i + 1, size):
            value -= matrix[k, i] * right[k]
        right[i] = value / matrix[i, i]
    return True


@kernel
def fill_information(matrix: Floats, sums: Floats, terms: Ints) -> None:
    """Takes sums over supersets and the terms, fills the lower half of the information matrix."""
    for i in range(terms.size):
        a = terms[i]
        for j in range(i + 1):
            matrix[i, j] = sums[a | terms[j]]


@kernel
def fitted_cells(work: Work) -> float:
    """Takes parameters and the cells in use, fills the fitted counts, gives their sum."""
    mu = work.mu
    mu[:] = work.alpha
    sum_over_subsets(mu, work.lists)
    total = 0.0
    for w in range(mu.size):
        if work.alive[w] > 0.0:
            mu[w] = math.exp(mu[w])
            total += mu[w]
        else:
            mu[w] = 0.0
    return total


@kernel
def start(work: Work, terms: Ints) -> bool:
    """Takes a table and terms, fills first parameters by weighted least squares on log counts; False where rank
    fails.
    """
    weights, moments = np.zeros(work.counts.size), np.zeros(work.counts.size)
    for w in range(work.counts.size):
        if work.alive[w] > 0.0:
            weights[w] = work.counts[w] + 0.5
            moments[w] = weights[w] * math.log(weights[w])
    sum_over_supersets(weights, work.lists)
    sum_over_supersets(moments, work.lists)
    matrix, right = np.empty((terms.size, terms.size)), np.empty(terms.size)
    fill_information(matrix, weights, terms)
    for i in range(terms.size):
        right[i] = moments[terms[i]]
    if not solve_positive(matrix, right, terms.size):
        return False
    work.alpha[:] = 0.0
    for i in range(terms.size):
        work.alpha[terms[i]] = right[i]
    return True


@kernel
def log_likelihood(work: Work, terms: Ints, fitted: float) -> float:
    """Takes the parameters and the sum of fitted cells, gives the Poisson log-likelihood's varying part."""
    value = -fitted
    for i in range(terms.size):
        value += work.totals[terms[i]] * work.alpha[terms[i]]
    return value


@kernel
def climb(work: Work, terms: Ints, enough: float, slack: float) -> tuple[int, float]:
    """Takes a table, terms and first parameters, climbs by Newton steps; gives how it ended and the log-likelihood.

    On return the parameters and fitted cells are in `work`. Where the log-likelihood cannot reach `enough` any more,
    and the Newton decrement is below `slack`, it stops with NO_MAXIMUM and an upper bound: the decrement and a half
    more, since along a direction in which the fit drifts the rest of the climb is the decrement itself.
    """
    size = terms.size
    matrix, step, slope = np.empty((size, size)), np.empty(size), np.empty(size)
    sums = np.empty(work.mu.size)
    value = log_likelihood(work, terms, fitted_cells(work))
    for _ in range(_ROUNDS):
        sums[:] = work.mu
        sum_over_supersets(sums, work.lists)
        fill_information(matrix, sums, terms)
        for i in range(size):
            slope[i] = work.totals[terms[i]] - sums[terms[i]]
            step[i] = slope[i]
        if not solve_positive(matrix, step, size):
            return NOT_IDENTIFIED, value
        longest, decrement = 0.0, 0.0
        for i in range(size):
            longest = max(longest, abs(step[i]))
            decrement += slope[i] * step[i]
        if decrement < slack and value + 1.5 * decrement + 1e-6 < enough:
            return NO_MAXIMUM, value + 1.5 * decrement + 1e-6
        value = ascend(work, terms, step, value, longest)
        if longest < _TOLERANCE:
            return FITTED, value
    return NO_MAXIMUM, value


@kernel
def ascend(work: Work, terms: Ints, step: Floats, value: float, longest: float) -> float:
    """Takes a Newton step, goes along it as far as the log-likelihood does not fall, gives its new value."""
    share = 1.0 if longest <= 8.0 else 8.0 / longest
    for _ in range(30):
        for i in range(terms.size):
            work.alpha[terms[i]] += share * step[i]
        better = log_likelihood(work, terms, fitted_cells(work))
        if better >= value - 1e-9 * abs(value) - 1e-9:
            return better
        for i in range(terms.size):
            work.alpha[terms[i]] -= share * step[i]
        share *= 0.5
    fitted_cells(work)
    return value


@kernel
def fit_terms(work: Work, terms: Ints) -> tuple[int, float]:
    """Takes a table and the terms of a model, fits it from nothing; gives how it ended and the log-likelihood."""
    if not start(work, terms):
        return NOT_IDENTIFIED, 0.0
    return climb(work, terms, -np.inf, 1.0)


@kernel
def saturated(counts: Floats) -> float:
    """Takes counts, gives the log-likelihood of the model that fits each exactly (the varying part)."""
    total = 0.0
    for w in range(1, counts.size):
        if counts[w] > 0.0:
            total += counts[w] * math.log(counts[w]) - counts[w]
    return total


@kernel
def finite_terms(work: Work, high: Ints) -> Ints:
    """Takes a table and the terms above single lists, fills the cells in use, gives the terms with a finite
    parameter.

    Lists that hold nobody leave the table; a term that nobody fulfils takes its cells with it.
    """
    terms = np.empty(1 + work.lists + high.size, dtype=np.int64)
    work.alive[:] = 1.0
    work.alive[0] = 0.0
    terms[0] = 0
    size = 1
    for k in range(work.lists + high.size):
        term = 1 << k if k < work.lists else high[k - work.lists]
        if work.totals[term] > 0.0:
            terms[size] = term
            size += 1
        else:
            remove_cells(work.alive, term)
    return terms[:size]


@kernel
def remove_cells(alive: Floats, term: int) -> None:
    """Takes the cells in use and a term that nobody fulfils, takes every cell that contains it out of use."""
    for w in range(alive.size):
        if w & term == term:
            alive[w] = 0.0
