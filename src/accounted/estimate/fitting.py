"""Takes counts by capture pattern and the terms of a log-linear model, gives its maximum likelihood fit (compiled).

The model is log mu_w = sum of alpha_t over terms t inside w (Cormack 1989). Patterns and terms are bit masks: bit i is list
i. All sums over patterns that contain a term come from one pass of the zeta transform (Yates 1937), so that the information
matrix is H[a, b] = M[a | b] with M the sums of fitted counts over supersets.

Existence: parameters whose sufficient statistic is zero are -infinity and their cells leave the table (extended maximum
likelihood, Fienberg & Rinaldo 2012, as specialised in Chan, Silverman & Vincent 2021, section 2). On the rest, a fit that
converges to positive cells solves A x = t with x > 0 and is itself the certificate; a fit that drifts has none.
"""

import math

import numpy as np
from numpy.typing import NDArray

from accounted.estimate.compiled import kernel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FITTED, NO_MAXIMUM, NOT_IDENTIFIED = 0, 1, 2
_TOLERANCE = 1e-7
_ROUNDS = 40


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
    """Takes a symmetric matrix (lower half) and a right side, solves in place by Cholesky; False where not of full rank."""
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
def fill_information(matrix: Floats, sums: Floats, terms: Ints, size: int) -> None:
    """Takes sums over supersets and the terms, fills the lower half of the information matrix."""
    for i in range(size):
        a = terms[i]
        for j in range(i + 1):
            matrix[i, j] = sums[a | terms[j]]


@kernel
def fitted_cells(alpha: Floats, alive: Floats, mu: Floats, lists: int) -> float:
    """Takes parameters and the cells in use, fills the fitted counts, gives their sum."""
    mu[:] = alpha
    sum_over_subsets(mu, lists)
    total = 0.0
    for w in range(mu.size):
        if alive[w] > 0.0:
            mu[w] = math.exp(mu[w])
            total += mu[w]
        else:
            mu[w] = 0.0
    return total


@kernel
def start(counts: Floats, alive: Floats, terms: Ints, size: int, lists: int, alpha: Floats) -> bool:
    """Takes counts and terms, fills first parameters by weighted least squares on log counts; False where rank fails."""
    weights = np.zeros(counts.size)
    moments = np.zeros(counts.size)
    for w in range(counts.size):
        if alive[w] > 0.0:
            weights[w] = counts[w] + 0.5
            moments[w] = weights[w] * math.log(weights[w])
    sum_over_supersets(weights, lists)
    sum_over_supersets(moments, lists)
    matrix = np.empty((size, size))
    right = np.empty(size)
    fill_information(matrix, weights, terms, size)
    for i in range(size):
        right[i] = moments[terms[i]]
    if not solve_positive(matrix, right, size):
        return False
    alpha[:] = 0.0
    for i in range(size):
        alpha[terms[i]] = right[i]
    return True


@kernel
def log_likelihood(totals: Floats, terms: Ints, size: int, alpha: Floats, fitted: float) -> float:
    """Takes sufficient totals, parameters and the sum of fitted cells, gives the Poisson log-likelihood's varying part."""
    value = -fitted
    for i in range(size):
        value += totals[terms[i]] * alpha[terms[i]]
    return value


@kernel
def climb(
    totals: Floats, alive: Floats, terms: Ints, lists: int, alpha: Floats, mu: Floats, enough: float
) -> tuple[int, float]:
    """Takes sufficient totals and first parameters, climbs by Newton steps; gives how it ended and the log-likelihood.

    On return `alpha` holds the parameters and `mu` the fitted cells. Where the log-likelihood cannot reach `enough` any
    more it stops with NO_MAXIMUM and an upper bound: three times the Newton decrement, since along a direction in which
    the fit drifts the rest of the climb is twice the decrement.
    """
    size = terms.size
    matrix = np.empty((size, size))
    step = np.empty(size)
    slope = np.empty(size)
    sums = np.empty(mu.size)
    value = log_likelihood(totals, terms, size, alpha, fitted_cells(alpha, alive, mu, lists))
    for _ in range(_ROUNDS):
        sums[:] = mu
        sum_over_supersets(sums, lists)
        fill_information(matrix, sums, terms, size)
        for i in range(size):
            slope[i] = totals[terms[i]] - sums[terms[i]]
            step[i] = slope[i]
        if not solve_positive(matrix, step, size):
            return NOT_IDENTIFIED, value
        longest, decrement = 0.0, 0.0
        for i in range(size):
            longest = max(longest, abs(step[i]))
            decrement += slope[i] * step[i]
        if decrement < 1.0 and value + 1.5 * decrement + 1e-6 < enough:
            return NO_MAXIMUM, value + 1.5 * decrement + 1e-6
        value = ascend(totals, alive, terms, alpha, mu, step, value, longest)
        if longest < _TOLERANCE:
            return FITTED, value
    return NO_MAXIMUM, value


@kernel
def ascend(
    totals: Floats, alive: Floats, terms: Ints, alpha: Floats, mu: Floats, step: Floats, value: float, longest: float
) -> float:
    """Takes a Newton step, goes along it as far as the log-likelihood does not fall, gives its new value."""
    size = terms.size
    lists = 0
    while (1 << lists) < mu.size:
        lists += 1
    share = 1.0 if longest <= 8.0 else 8.0 / longest
    better = value
    for _ in range(30):
        for i in range(size):
            alpha[terms[i]] += share * step[i]
        better = log_likelihood(totals, terms, size, alpha, fitted_cells(alpha, alive, mu, lists))
        if better >= value - 1e-9 * abs(value) - 1e-9:
            return better
        for i in range(size):
            alpha[terms[i]] -= share * step[i]
        share *= 0.5
    fitted_cells(alpha, alive, mu, lists)
    return value


@kernel
def fit_terms(
    counts: Floats, totals: Floats, alive: Floats, terms: Ints, lists: int, alpha: Floats, mu: Floats
) -> tuple[int, float]:
    """Takes a table and the terms of a model, fits it from nothing; gives how it ended and the log-likelihood."""
    if not start(counts, alive, terms, terms.size, lists, alpha):
        return NOT_IDENTIFIED, 0.0
    return climb(totals, alive, terms, lists, alpha, mu, -np.inf)


@kernel
def saturated(counts: Floats) -> float:
    """Takes counts, gives the log-likelihood of the model that fits each exactly (the varying part)."""
    total = 0.0
    for w in range(1, counts.size):
        if counts[w] > 0.0:
            total += counts[w] * math.log(counts[w]) - counts[w]
    return total


@kernel
def cells_and_terms(totals: Floats, lists: int, high: Ints, alive: Floats, terms: Ints) -> int:
    """Takes totals and the terms above single lists, fills the cells in use and the terms with a finite parameter.

    Lists that hold nobody leave the table; a term that nobody fulfils takes its cells with it. Gives how many terms.
    """
    alive[:] = 1.0
    alive[0] = 0.0
    terms[0] = 0
    size = 1
    for i in range(lists):
        if totals[1 << i] > 0.0:
            terms[size] = 1 << i
            size += 1
        else:
            remove_cells(alive, 1 << i)
    for k in range(high.size):
        if totals[high[k]] > 0.0:
            terms[size] = high[k]
            size += 1
        else:
            remove_cells(alive, high[k])
    return size


@kernel
def remove_cells(alive: Floats, term: int) -> None:
    """Takes the cells in use and a term that nobody fulfils, takes every cell that contains it out of use."""
    for w in range(alive.size):
        if w & term == term:
            alive[w] = 0.0
