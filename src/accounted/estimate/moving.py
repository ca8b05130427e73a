"""Takes a state of the latent class model, moves it with persons' classes and the number on no list integrated out
(compiled).

The likelihood is then that of the listed persons given that they are listed; alpha is integrated out too. One move
slides a class along the direction that a Gibbs sweep crosses slowest: its chances of being listed down by a factor,
its size up by the same. Label moves exchange two classes (Papaspiliopoulos & Roberts 2008, Biometrika 95:169).
"""

import math

import numpy as np
from numpy.typing import NDArray

from accounted.core.compiled import kernel
from accounted.estimate.classes import (
    NEGLIGIBLE,
    Data,
    State,
    class_likelihood,
    exchange_rows,
    log_add,
    shift,
    unseen_given,
)
from accounted.estimate.drawing import gamma, normal, uniform

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Random = NDArray[np.uint64]


@kernel
def last_weight_density(log_last: float, state: State) -> float:
    """Takes the log weight of the last class, gives what it adds to the log density of the weights, alpha integrated
    out.

    Integral of Gamma(a, b) times alpha^(K-1) w^(alpha-1): -log w - (a + K - 1) log(b - log w).
    """
    return float(-log_last - (state.held[4] + state.log_weight.size - 1.0) * math.log(state.held[5] - log_last))


@kernel
def renew_alpha(state: State, random: Random) -> None:
    """Draws alpha given the weights: every move that integrates it out has to, before a sweep uses it again."""
    classes = state.log_weight.size
    log_last = state.log_weight[classes - 1] - state.rest[0]
    state.held[0] = max(gamma(random, state.held[4] + classes - 1.0) / (state.held[5] - log_last), 1e-8)


@kernel
def prior_change(state: State, spare: State, k: int, log_weight: float) -> float:
    """Takes a new log weight of class k, fills spare.rest up to k, gives the change of the weights' log density."""
    classes = state.log_weight.size
    rest = spare.rest
    rest[k] = log_add(log_weight, state.rest[k + 1]) if k + 1 < classes else log_weight
    for i in range(k - 1, -1, -1):
        rest[i] = log_add(state.log_weight[i], rest[i + 1])
    whole, whole_old = rest[0], state.rest[0]
    last = log_weight if k == classes - 1 else state.log_weight[classes - 1]
    change = log_weight - state.log_weight[k] - classes * (whole - whole_old)
    change += last_weight_density(last - whole, state)
    change -= last_weight_density(state.log_weight[classes - 1] - whole_old, state)
    for i in range(1, min(k, classes - 2) + 1):
        change += state.rest[i] - rest[i]
    return float(change + (classes - 2) * (whole - whole_old))


@kernel
def try_class(data: Data, state: State, spare: State, random: Random, k: int, log_weight: float) -> bool:
    """Takes a proposal for class k (chances in spare.chances[0]), accepts it or not with persons' classes integrated
    out.

    On return spare.like[0], spare.rest and spare.mixed hold scratch.
    """
    old_weight, new_weight = math.exp(state.log_weight[k]), math.exp(log_weight)
    if old_weight < NEGLIGIBLE and new_weight < NEGLIGIBLE:
        return False
    chances, like = spare.chances[0], spare.like[0]
    seen = class_likelihood(data, chances, like, spare.chances[1])
    listed = state.held[1] - old_weight * state.seen[k] + new_weight * seen
    if not listed > 0.0:
        return False
    change = prior_change(state, spare, k, log_weight) - data.persons * math.log(listed / state.held[1])
    product = 1.0
    for j in range(data.lists):
        old = state.chances[k, j]
        product *= chances[j] * (1.0 - chances[j]) / (old * (1.0 - old))
    if not product > 0.0:
        return False
    change += math.log(product)
    for w in range(data.counts.size):
        value = state.mixed[w] - old_weight * state.like[k, w] + new_weight * like[w]
        if not value > 0.0:
            return False
        spare.mixed[w] = value
        change += data.counts[w] * math.log(value / state.mixed[w])
    if not math.log(uniform(random)) < change:
        return False
    whole = math.exp(spare.rest[0])
    absent = max(1.0 - listed / whole, 1e-300)
    if absent > 0.8 and unseen_given(random, data.whole_persons, absent) > data.limit:
        return False
    state.mixed[:] = spare.mixed
    state.like[k] = like
    state.chances[k] = chances
    state.log_weight[k], state.seen[k], state.held[1] = log_weight, seen, listed
    for i in range(k + 1):
        state.rest[i] = spare.rest[i]
    return True


@kernel
def swap_labels(state: State, spare: State, random: Random, k: int) -> bool:
    """Takes a class, exchanges it with another where the stick-breaking prior accepts; the likelihood does not
    change.
    """
    classes = state.log_weight.size
    other = int(classes * uniform(random))
    if uniform(random) < 0.5:
        other = min(k + 1, classes - 1)
    if other == k:
        return False
    trial, rest = spare.log_weight, spare.rest
    trial[:] = state.log_weight
    trial[k], trial[other] = trial[other], trial[k]
    rest[classes - 1] = trial[classes - 1]
    for i in range(classes - 2, -1, -1):
        rest[i] = log_add(trial[i], rest[i + 1])
    whole = state.rest[0]
    change = last_weight_density(trial[classes - 1] - whole, state)
    change -= last_weight_density(state.log_weight[classes - 1] - whole, state)
    for i in range(1, classes - 1):
        change += state.rest[i] - rest[i]
    if not math.log(uniform(random)) < change:
        return False
    state.log_weight[:] = trial
    state.rest[:] = rest
    exchange_rows(state.chances, k, other)
    exchange_rows(state.like, k, other)
    state.seen[k], state.seen[other] = state.seen[other], state.seen[k]
    return True


@kernel
def move_classes(data: Data, state: State, spare: State, random: Random, moves: int) -> int:
    """Takes a number of moves, makes them, gives how many were accepted."""
    classes, accepted = state.log_weight.size, 0
    chances = spare.chances[0]
    for _ in range(moves):
        k = int(classes ** uniform(random)) - 1
        kind = uniform(random)
        if kind < 0.15:
            accepted += swap_labels(state, spare, random, k)
            continue
        step = normal(random) * 1.6 * 0.2 ** (2.0 * uniform(random))
        chances[:] = state.chances[k]
        log_weight = state.log_weight[k]
        if kind < 0.3:
            log_weight += step
        elif kind < 0.65:
            log_weight += shift(chances, 0, data.lists, math.exp(step)) - step
        else:
            only = int(uniform(random) * data.lists)
            kept = shift(chances, only, only + 1, math.exp(step))
            if kind < 0.82:
                log_weight += kept
        accepted += try_class(data, state, spare, random, k, log_weight)
    return accepted
