"""Takes counts by pattern, gives the log-linear model that forward stepwise selection chooses, and its estimate
(compiled).

Chan, Silverman & Vincent (2021), section 2: from the main effects, the pair of lists whose overlap is least probable
under the model so far (one tail of the Poisson distribution, taken in logarithms so that large tables do not
underflow) enters, where the fit with it exists and is identified, until none is below the threshold.
"""

import math

import numpy as np
from numpy.typing import NDArray

from accounted.core.compiled import kernel
from accounted.estimate.drawing import resample, seeded
from accounted.estimate.fitting import (
    FITTED,
    Work,
    climb,
    finite_terms,
    fit_terms,
    remove_cells,
    sum_over_supersets,
    work_on,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NONE = -1.0


@kernel
def log_tail(seen: float, expected: float, enough: float) -> float:
    """Takes a count and its Poisson mean, gives log P of a count at least as far out on its side; above `enough` it
    stops.
    """
    if expected <= 0.0:
        return 0.0 if seen == 0.0 else -np.inf
    first = seen * math.log(expected) - expected - math.lgamma(seen + 1.0)
    total, term, k = 1.0, 1.0, seen
    below = seen <= expected
    while term > 1e-17 * total:
        if below:
            term *= k / expected
            k -= 1.0
        else:
            k += 1.0
            term *= expected / k
        total += term
        if first + math.log(total) > enough:
            return 0.0
    return first + math.log(total)


@kernel
def stepwise_fit(counts: Floats, lists: int, log_threshold: float, chosen: Ints) -> tuple[float, int]:
    """Takes counts, fills `chosen` with the pairs in the order they entered, gives the estimate and how many pairs.

    The estimate is NONE where the model of independent lists has no maximum.
    """
    work = work_on(counts, lists)
    main = finite_terms(work, np.empty(0, dtype=np.int64))
    terms = np.empty(main.size + lists * (lists - 1) // 2, dtype=np.int64)
    terms[: main.size] = main
    size = main.size
    ended, _ = fit_terms(work, main)
    if ended != FITTED:
        return NONE, 0
    entered = 0
    while enter_pair(work, terms, size, log_threshold, chosen, entered):
        if work.totals[chosen[entered]] > 0.0:
            size += 1
        entered += 1
    return work.totals[0] + math.exp(work.alpha[0]), entered


@kernel
def chances_of_pairs(work: Work, log_threshold: float, taken: Ints) -> Floats:
    """Takes the model so far and the pairs in it, gives the log probability of each other pair's overlap; 0
    for none.
    """
    sums, chance = work.mu.copy(), np.zeros(work.mu.size)
    sum_over_supersets(sums, work.lists)
    for i in range(work.lists):
        for j in range(i + 1, work.lists):
            if work.totals[1 << i] > 0.0 and work.totals[1 << j] > 0.0:
                pair = (1 << i) | (1 << j)
                chance[pair] = log_tail(work.totals[pair], sums[pair], log_threshold)
    for pair in taken:
        chance[pair] = 0.0
    return chance


@kernel
def least_probable(chance: Floats, lists: int, log_threshold: float) -> int:
    """Takes log probabilities of pairs, gives the pair with the least one below the threshold, else 0."""
    best, pair = log_threshold, 0
    for i in range(lists):
        for j in range(i + 1, lists):
            w = (1 << i) | (1 << j)
            if chance[w] < best:
                best, pair = chance[w], w
    return pair


@kernel
def enter_pair(work: Work, terms: Ints, size: int, log_threshold: float, chosen: Ints, entered: int) -> bool:
    """Takes the model so far, lets the least probable pair enter whose fit exists; False where none is below the
    threshold.
    """
    chance = chances_of_pairs(work, log_threshold, chosen[:entered])
    alive, alpha = work.alive.copy(), work.alpha.copy()
    while True:
        pair = least_probable(chance, work.lists, log_threshold)
        if pair == 0:
            return False
        chance[pair] = 0.0
        grown = size
        if work.totals[pair] > 0.0:
            terms[size] = pair
            grown += 1
        else:
            remove_cells(work.alive, pair)
        ended, _ = climb(work, terms[:grown], -np.inf, 1.0)
        if ended == FITTED:
            chosen[entered] = pair
            return True
        work.alive[:] = alive
        work.alpha[:] = alpha


@kernel
def stepwise_draws(counts: Floats, lists: int, log_threshold: float, draws: int, seed: int) -> Floats:
    """Takes counts, gives the stepwise estimate of each bootstrap sample, the selection repeated in each."""
    state = seeded(seed, 0)
    made = np.empty(counts.size)
    chosen = np.empty(lists * (lists - 1) // 2 + 1, dtype=np.int64)
    found = np.empty(draws)
    persons = int(counts.sum())
    for b in range(draws):
        resample(state, counts, persons, made)
        found[b], _ = stepwise_fit(made, lists, log_threshold, chosen)
    return found


@kernel
def stepwise_left_out(counts: Floats, lists: int, log_threshold: float) -> Floats:
    """Takes counts, gives for each cell in use the stepwise estimate with one of its persons left out."""
    made = counts.copy()
    chosen = np.empty(lists * (lists - 1) // 2 + 1, dtype=np.int64)
    found = np.zeros(counts.size)
    for w in range(counts.size):
        if counts[w] > 0.0:
            made[w] -= 1.0
            found[w], _ = stepwise_fit(made, lists, log_threshold, chosen)
            made[w] += 1.0
    return found
