"""Takes counts and a log-linear model, gives its profile likelihood over the whole number (compiled).

Cormack (1992, Biometrics 48:567): for a given number on no list the model is fitted to the full table; twice the fall
of the multinomial log-likelihood from its peak is compared with chi-squared.
"""

import math

import numpy as np
from numpy.typing import NDArray

from accounted.core.compiled import kernel
from accounted.estimate.fitting import (
    NOT_IDENTIFIED,
    Work,
    finite_terms,
    fit_terms,
    fitted_cells,
    sum_over_supersets,
    work_on,
)
from accounted.estimate.searching import Space, model_terms

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@kernel
def profile(counts: Floats, lists: int, high: Ints, unseen: float) -> float:
    """Takes counts, a model's terms above single lists and a number on no list, gives the multinomial
    log-likelihood.
    """
    full = counts.copy()
    full[0] = unseen
    work = work_on(full, lists)
    persons = work.totals[0]
    terms = finite_terms(work, high)
    work.alive[0] = 1.0
    ended, _ = fit_terms(work, terms)
    if ended == NOT_IDENTIFIED:
        return -np.inf
    value = math.lgamma(persons + 1.0) - math.lgamma(unseen + 1.0)
    for w in range(counts.size):
        if full[w] > 0.0:
            value += full[w] * math.log(work.mu[w] / persons)
    return value


@kernel
def root_inverse(work: Work, high: Ints) -> float:
    """Takes a fitted model, gives the standard error of the log number on no list: the root of the inverse
    information.
    """
    terms = finite_terms(work, high)
    sums = work.mu.copy()
    sum_over_supersets(sums, work.lists)
    matrix = np.empty((terms.size, terms.size))
    for i in range(terms.size):
        for j in range(terms.size):
            matrix[i, j] = sums[terms[i] | terms[j]]
    return math.sqrt(np.linalg.inv(matrix)[0, 0])


@kernel
def errors_of_models(counts: Floats, space: Space) -> Floats:
    """Takes fitted models, gives for each of `space.first` the standard error of its log number on no list."""
    work = work_on(counts, space.lists)
    found = np.empty(space.first.size)
    for i in range(space.first.size):
        m = space.first[i]
        high = model_terms(space.models[m], space.high)
        finite_terms(work, high)
        work.alpha[:] = space.alphas[m]
        fitted_cells(work)
        found[i] = root_inverse(work, high)
    return found
