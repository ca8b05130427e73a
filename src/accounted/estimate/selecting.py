"""Takes counts by pattern, gives the log-linear model that a selection rule chooses, and its estimate (compiled).

Stepwise: Chan, Silverman & Vincent (2021), section 2: from the main effects, the pair of lists whose overlap is least
probable under the model so far (one tail of the Poisson distribution, taken in logarithms so that large tables do not
underflow) enters, where the fit with it exists and is identified, until none is below the threshold.

BIC over all hierarchical models: Silverman, Chan & Vincent (2024). The search is exact: the deviance of a model bounds that
of every model inside it from below, so most models need no fit.
"""

import math

import numpy as np
from numpy.typing import NDArray

from accounted.estimate.compiled import kernel
from accounted.estimate.drawing import resample, seeded
from accounted.estimate.fitting import (
    FITTED,
    NOT_IDENTIFIED,
    cells_and_terms,
    climb,
    fit_terms,
    remove_cells,
    saturated,
    sum_over_supersets,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NONE = -1.0


@kernel
def log_tail(seen: float, expected: float, enough: float) -> float:
    """Takes a count and its Poisson mean, gives log P of a count at least as far out on its side; above `enough` it stops."""
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
    totals = counts.copy()
    sum_over_supersets(totals, lists)
    room = 1 + lists + lists * (lists - 1) // 2
    terms = np.empty(room, dtype=np.int64)
    alive, alpha, mu = np.empty(counts.size), np.zeros(counts.size), np.empty(counts.size)
    size = cells_and_terms(totals, lists, np.empty(0, dtype=np.int64), alive, terms)
    ended, _ = fit_terms(counts, totals, alive, terms[:size], lists, alpha, mu)
    if ended != FITTED:
        return NONE, 0
    entered = 0
    while enter_pair(totals, alive, terms, size, lists, log_threshold, alpha, mu, chosen, entered):
        if totals[chosen[entered]] > 0.0:
            size += 1
        entered += 1
    return totals[0] + math.exp(alpha[0]), entered


@kernel
def enter_pair(
    totals: Floats,
    alive: Floats,
    terms: Ints,
    size: int,
    lists: int,
    log_threshold: float,
    alpha: Floats,
    mu: Floats,
    chosen: Ints,
    entered: int,
) -> bool:
    """Takes the model so far, lets the least probable pair enter whose fit exists; False where none is below the threshold."""
    sums = mu.copy()
    sum_over_supersets(sums, lists)
    tried = np.zeros(mu.size, dtype=np.bool_)
    for k in range(entered):
        tried[chosen[k]] = True
    chance = np.zeros(mu.size)
    for i in range(lists):
        for j in range(i + 1, lists):
            pair = (1 << i) | (1 << j)
            if not tried[pair] and totals[1 << i] > 0.0 and totals[1 << j] > 0.0:
                chance[pair] = log_tail(totals[pair] + (1.0 if totals[pair] > sums[pair] else 0.0), sums[pair], log_threshold)
    alive_new, alpha_new = np.empty(mu.size), np.empty(mu.size)
    while True:
        best, pair = log_threshold, 0
        for i in range(lists):
            for j in range(i + 1, lists):
                w = (1 << i) | (1 << j)
                if not tried[w] and chance[w] < best:
                    best, pair = chance[w], w
        if pair == 0:
            return False
        tried[pair] = True
        alive_new[:] = alive
        alpha_new[:] = alpha
        grown = size
        if totals[pair] > 0.0:
            terms[size] = pair
            grown += 1
        else:
            remove_cells(alive_new, pair)
        ended, _ = climb(totals, alive_new, terms[:grown], lists, alpha_new, mu, -np.inf)
        if ended == FITTED:
            alive[:] = alive_new
            alpha[:] = alpha_new
            chosen[entered] = pair
            return True


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


@kernel
def model_terms(model: int, high: Ints) -> Ints:
    """Takes a model as a mask over the terms above single lists, gives its terms."""
    size = 0
    for k in range(high.size):
        if (model >> k) & 1:
            size += 1
    found = np.empty(size, dtype=np.int64)
    size = 0
    for k in range(high.size):
        if (model >> k) & 1:
            found[size] = high[k]
            size += 1
    return found


@kernel
def fit_model(
    counts: Floats, totals: Floats, lists: int, high: Ints, alpha: Floats, mu: Floats, warm: bool, enough: float
) -> tuple[int, float]:
    """Takes counts and a model's terms above single lists, fits it; gives how it ended and the log-likelihood or its bound."""
    alive = np.empty(counts.size)
    terms = np.empty(1 + lists + high.size, dtype=np.int64)
    size = cells_and_terms(totals, lists, high, alive, terms)
    if not warm:
        return fit_terms(counts, totals, alive, terms[:size], lists, alpha, mu)
    kept = np.zeros(alpha.size)
    for i in range(size):
        kept[terms[i]] = alpha[terms[i]]
    alpha[:] = kept
    ended, value = climb(totals, alive, terms[:size], lists, alpha, mu, enough)
    if ended == NOT_IDENTIFIED:
        return fit_terms(counts, totals, alive, terms[:size], lists, alpha, mu)
    return ended, value


@kernel
def fit_all(
    counts: Floats, lists: int, high: Ints, models: Ints, alphas: Floats, likelihoods: Floats, ends: Ints
) -> None:
    """Takes all models, fits each, fills parameters, log-likelihoods and how each fit ended."""
    totals = counts.copy()
    sum_over_supersets(totals, lists)
    mu = np.empty(counts.size)
    for m in range(models.size):
        terms = model_terms(models[m], high)
        ends[m], likelihoods[m] = fit_model(counts, totals, lists, terms, alphas[m], mu, False, -np.inf)
        if ends[m] == NOT_IDENTIFIED:
            alphas[m, :] = 0.0
            likelihoods[m] = np.inf


@kernel
def lowest_bic(
    counts: Floats, lists: int, high: Ints, models: Ints, sizes: Ints, alphas: Floats, first: Ints
) -> tuple[float, int]:
    """Takes all models by falling number of parameters, gives the estimate of the one with the lowest BIC, and its place.

    `first` are the models to fit first. The estimate is NONE where no model has a fit that exists and is identified.
    """
    totals = counts.copy()
    sum_over_supersets(totals, lists)
    full, price = saturated(counts), math.log(totals[0])
    alpha, mu = np.empty(counts.size), np.empty(counts.size)
    fitted, bounds, seen = np.empty(models.size, dtype=np.int64), np.empty(models.size), 0
    done = np.zeros(models.size, dtype=np.bool_)
    lowest, place, estimate = np.inf, -1, NONE
    for visit in range(first.size + models.size):
        m = first[visit] if visit < first.size else visit - first.size
        left = lowest - sizes[m] * price
        if done[m] or left <= 0.0:
            continue
        pruned = False
        for k in range(seen):
            if bounds[k] >= left and models[m] & ~fitted[k] == 0:
                pruned = True
                break
        if pruned:
            continue
        done[m] = True
        alpha[:] = alphas[m]
        terms = model_terms(models[m], high)
        enough = full - 0.5 * left
        ended, value = fit_model(counts, totals, lists, terms, alpha, mu, True, enough)
        if ended == NOT_IDENTIFIED:
            continue
        fitted[seen], bounds[seen] = models[m], 2.0 * (full - value)
        bic = bounds[seen] + sizes[m] * price
        seen += 1
        if ended == FITTED and bic < lowest:
            lowest, place, estimate = bic, m, totals[0] + math.exp(alpha[0])
    return estimate, place


@kernel
def bic_draws(
    counts: Floats,
    lists: int,
    high: Ints,
    models: Ints,
    sizes: Ints,
    alphas: Floats,
    first: Ints,
    draws: int,
    seed: int,
) -> tuple[Floats, Ints]:
    """Takes counts and all models, gives the estimate and the model of each bootstrap sample, the selection repeated."""
    state = seeded(seed, 0)
    made, found, places = np.empty(counts.size), np.empty(draws), np.empty(draws, dtype=np.int64)
    persons = int(counts.sum())
    for b in range(draws):
        resample(state, counts, persons, made)
        found[b], places[b] = lowest_bic(made, lists, high, models, sizes, alphas, first)
    return found, places


@kernel
def bic_left_out(
    counts: Floats, lists: int, high: Ints, models: Ints, sizes: Ints, alphas: Floats, first: Ints
) -> Floats:
    """Takes counts and all models, gives for each cell in use the estimate with one of its persons left out."""
    made, found = counts.copy(), np.zeros(counts.size)
    for w in range(counts.size):
        if counts[w] > 0.0:
            made[w] -= 1.0
            found[w], _ = lowest_bic(made, lists, high, models, sizes, alphas, first)
            made[w] += 1.0
    return found
