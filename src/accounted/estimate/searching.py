"""Takes counts by pattern and all hierarchical models, gives the one with the lowest BIC, and its estimate
(compiled).

Silverman, Chan & Vincent (2024). The search over all models is exact: the deviance of a model bounds that of every
model inside it from below, so most models need no fit. All parameters count in BIC = -2 log L + k log n, also those
of empty overlaps (their published figures follow this).
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from accounted.core.compiled import kernel
from accounted.estimate.drawing import resample, seeded
from accounted.estimate.fitting import (
    FITTED,
    NOT_IDENTIFIED,
    Work,
    climb,
    finite_terms,
    fit_terms,
    saturated,
    work_on,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NONE = -1.0


class Space(NamedTuple):
    """All models of a number of lists, by falling number of parameters.

    `high` are the terms above single lists, a model is a mask over them; `alphas` its parameters on the whole table,
    from which a resample's fit starts; `first` the models to fit first.
    """

    lists: int
    high: Ints
    models: Ints
    sizes: Floats
    alphas: Floats
    first: Ints


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
def fit_model(work: Work, high: Ints, enough: float, slack: float) -> tuple[int, float]:
    """Takes a table and a model's terms above single lists, fits it; gives how it ended and the log-likelihood or its
    bound.

    With `slack` above 0 it starts from the parameters in `work`, else from nothing.
    """
    terms = finite_terms(work, high)
    if slack <= 0.0:
        return fit_terms(work, terms)
    kept = work.alpha.copy()
    work.alpha[:] = 0.0
    for i in range(terms.size):
        work.alpha[terms[i]] = kept[terms[i]]
    ended, value = climb(work, terms, enough, slack)
    if ended == NOT_IDENTIFIED:
        return fit_terms(work, terms)
    return ended, value


@kernel
def fit_all(counts: Floats, space: Space, likelihoods: Floats, ends: Ints) -> None:
    """Takes all models, fits each, fills parameters, log-likelihoods and how each fit ended."""
    work = work_on(counts, space.lists)
    for m in range(space.models.size):
        ends[m], likelihoods[m] = fit_model(work, model_terms(space.models[m], space.high), -np.inf, 0.0)
        space.alphas[m] = work.alpha
        if ends[m] == NOT_IDENTIFIED:
            space.alphas[m] = 0.0
            likelihoods[m] = np.inf


@kernel
def ruled_out(model: int, fitted: Ints, bounds: Floats, seen: int, left: float) -> bool:
    """Takes a model and the deviance that it may have at most, gives whether a model around it has a larger one."""
    for k in range(seen):  # noqa: SIM110 - compiled code has no generators
        if bounds[k] >= left and model & ~fitted[k] == 0:
            return True
    return False


@kernel
def lowest_bic(counts: Floats, space: Space) -> tuple[float, int]:
    """Takes counts and all models, gives the estimate of the one with the lowest BIC, and its place.

    The models that are fitted first are scouts: they are fitted only as far as needed to bound the models inside
    them. The estimate is NONE where no model has a fit that exists and is identified.
    """
    work, count = work_on(counts, space.lists), space.models.size
    persons = work.totals[0]
    full, price = saturated(counts), math.log(persons)
    fitted, bounds, seen = np.empty(2 * count, dtype=np.int64), np.empty(2 * count), 0
    done = np.zeros(count, dtype=np.bool_)
    lowest, place, estimate = np.inf, -1, NONE
    for visit in range(space.first.size + count):
        m = space.first[visit] if visit < space.first.size else visit - space.first.size
        left = lowest - space.sizes[m] * price
        scouting = 0 < visit < space.first.size
        if done[m] or (left <= 0.0 and not scouting) or ruled_out(space.models[m], fitted, bounds, seen, left):
            continue
        work.alpha[:] = space.alphas[m]
        enough = np.inf if scouting else full - 0.5 * left
        ended, value = fit_model(work, model_terms(space.models[m], space.high), enough, 0.1 if scouting else 1.0)
        done[m] = not scouting
        if ended == NOT_IDENTIFIED:
            continue
        fitted[seen], bounds[seen] = space.models[m], 2.0 * (full - value)
        bic = bounds[seen] + space.sizes[m] * price
        seen += 1
        if ended == FITTED and bic < lowest:
            lowest, place, estimate = bic, m, persons + math.exp(work.alpha[0])
    return estimate, place


@kernel
def bic_draws(counts: Floats, space: Space, draws: int, seed: int) -> tuple[Floats, Ints]:
    """Takes counts and all models, gives the estimate and the model of each bootstrap sample, the selection
    repeated.
    """
    state = seeded(seed, 0)
    made, found, places = np.empty(counts.size), np.empty(draws), np.empty(draws, dtype=np.int64)
    persons = int(counts.sum())
    for b in range(draws):
        resample(state, counts, persons, made)
        found[b], places[b] = lowest_bic(made, space)
    return found, places


@kernel
def bic_left_out(counts: Floats, space: Space) -> Floats:
    """Takes counts and all models, gives for each cell in use the estimate with one of its persons left out."""
    made, found = counts.copy(), np.zeros(counts.size)
    for w in range(counts.size):
        if counts[w] > 0.0:
            made[w] -= 1.0
            found[w], _ = lowest_bic(made, space)
            made[w] += 1.0
    return found


@kernel
def covered(space: Space, bounds: Floats, open_models: Ints, p: int, limit: float) -> float:
    """Takes the models not yet ruled out, gives how many of them the deviance of model `p` rules out, for its cost.

    `limit` is what a model's parameters may cost beside its deviance, in units of log n.
    """
    found = 0
    for m in open_models:
        if space.models[m] & ~space.models[p] == 0 and bounds[p] + space.sizes[m] >= limit:
            found += 1
    return float(found / space.sizes[p])


@kernel
def first_fits(space: Space, bounds: Floats, best: int, margin: float) -> Ints:
    """Takes each model's deviance on the whole table in units of log n, gives the few fits that rule out most others.

    Greedy covering with lazy gains (Minoux 1978): the more models a fit rules out for its cost, the sooner it is
    made.
    """
    count, limit = space.models.size, bounds[best] + space.sizes[best] + margin
    open_models = np.flatnonzero(space.sizes < limit)
    open_models = open_models[open_models != best]
    gains = np.zeros(count)
    largest = space.sizes[open_models].max() if open_models.size else 0.0
    for p in range(count):
        if bounds[p] > 0.0 and space.sizes[p] <= largest + 4.0:
            gains[p] = covered(space, bounds, open_models, p, limit)
    order, chosen = np.empty(count, dtype=np.int64), 1
    order[0] = best
    while open_models.size > 0:
        p = int(np.argmax(gains))
        if gains[p] * space.sizes[p] < 1.5:
            break
        now = covered(space, bounds, open_models, p, limit)
        if now < gains[p] - 1e-12:
            gains[p] = now
            continue
        inside = (space.models[open_models] & ~space.models[p]) == 0
        open_models = open_models[~(inside & (bounds[p] + space.sizes[open_models] >= limit))]
        gains[p] = 0.0
        order[chosen] = p
        chosen += 1
    return order[:chosen]


@kernel
def downhill(counts: Floats, lists: int, high: Ints) -> tuple[float, int]:
    """Takes counts and the terms that may enter, walks from the main effects to lower BIC, one term in or out a step.

    For tables with too many models to bound; the end is a lowest point of its surroundings, perhaps not of all.
    """
    work = work_on(counts, lists)
    price = math.log(work.totals[0])
    ended, value = fit_model(work, model_terms(0, high), -np.inf, 0.0)
    if ended != FITTED:
        return NONE, 0
    current = work.alpha.copy()
    model, lowest, size = 0, -2.0 * value, 0
    while True:
        best, step = lowest, -1
        for k in range(high.size):
            changed = model ^ (1 << k)
            grown = size + 1 if changed > model else size - 1
            work.alpha[:] = current
            ended, value = fit_model(work, model_terms(changed, high), -0.5 * (best - grown * price), 1.0)
            if ended == FITTED and -2.0 * value + grown * price < best - 1e-9:
                best, step = -2.0 * value + grown * price, k
        if step < 0:
            return work.totals[0] + math.exp(current[0]), model
        size += 1 if (model >> step) & 1 == 0 else -1
        model ^= 1 << step
        _, value = fit_model(work, model_terms(model, high), -np.inf, 0.0)
        current[:] = work.alpha
        lowest = -2.0 * value + size * price


@kernel
def downhill_draws(counts: Floats, lists: int, high: Ints, draws: int, seed: int) -> tuple[Floats, Ints]:
    """Takes counts and the terms that may enter, gives the estimate and model of each bootstrap sample, the walk
    repeated.
    """
    state = seeded(seed, 0)
    made, found, places = np.empty(counts.size), np.empty(draws), np.empty(draws, dtype=np.int64)
    persons = int(counts.sum())
    for b in range(draws):
        resample(state, counts, persons, made)
        found[b], places[b] = downhill(made, lists, high)
    return found, places


@kernel
def downhill_left_out(counts: Floats, lists: int, high: Ints) -> Floats:
    """Takes counts, gives for each cell in use the estimate of the walk with one of its persons left out."""
    made, found = counts.copy(), np.zeros(counts.size)
    for w in range(counts.size):
        if counts[w] > 0.0:
            made[w] -= 1.0
            found[w], _ = downhill(made, lists, high)
            made[w] += 1.0
    return found
