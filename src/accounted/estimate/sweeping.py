"""Takes a state of the latent class model, makes one blocked Gibbs sweep (compiled).

Manrique-Vallier (2016), section 4; alpha is drawn with the weights integrated out, since given the weights of classes
that nobody is in it hardly moves.
"""

import math

import numpy as np
from numpy.typing import NDArray

from accounted.core.compiled import kernel
from accounted.estimate.classes import LEAST_LOG, Data, State, limited_unseen, log_add, rescale
from accounted.estimate.drawing import binomial, gamma, log_small_gamma, normal, uniform
from accounted.estimate.graphs import log_gamma

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Random = NDArray[np.uint64]
FEW = 12
"""Up to so many persons of a pattern are allotted to classes one by one."""


@kernel
def allot(random: Random, parts: Floats, persons: float, got: Floats) -> None:
    """Takes the share of each class in a pattern (up to a factor) and its persons, fills how many fall to each class.

    Binomials one class after another, until few persons are left: these are drawn one by one.
    """
    classes, mass, left = parts.size, parts.sum(), persons
    got[:] = 0.0
    for k in range(classes):
        if left <= 0.0:
            return
        if left <= FEW:
            for _ in range(int(left)):
                at, rest = k, uniform(random) * mass - parts[k]
                while rest > 0.0 and at < classes - 1:
                    at += 1
                    rest -= parts[at]
                got[at] += 1.0
            return
        if parts[k] < 1e-15 * mass:
            continue
        drawn = left if parts[k] >= mass else float(binomial(random, int(left), parts[k] / mass))
        mass -= parts[k]
        left -= drawn
        got[k] = drawn
    got[int(np.argmax(parts))] += max(left, 0.0)


@kernel
def sweep(data: Data, state: State, random: Random) -> None:
    """Makes one blocked Gibbs sweep over the number on no list, persons' classes and chances; weights follow.

    On return state.work[0] holds the sizes of the classes.
    """
    classes = state.log_weight.size
    rescale(state)
    absent = max(1.0 - state.held[1], 1e-300)
    unseen = limited_unseen(random, data, absent)
    state.held[2] = unseen
    listed_in, sizes = state.listed_in, state.work[0, :classes]
    listed_in[:] = 0.0
    sizes[:] = 0.0
    live, count = state.live, 0
    for k in range(classes):
        if state.log_weight[k] > LEAST_LOG:
            live[count] = k
            count += 1
    weights, parts, got = state.work[1, :count], state.work[2, :count], state.work[3, :count]
    for i in range(count):
        weights[i] = math.exp(state.log_weight[live[i]])
    cells = data.counts.size
    for w in range(cells + 1):
        for i in range(count):
            k = live[i]
            parts[i] = weights[i] * (1.0 - state.seen[k] if w == cells else state.like[k, w])
        allot(random, parts, unseen if w == cells else data.whole[w], got)
        for i in range(count):
            if got[i] > 0.0:
                sizes[live[i]] += got[i]
                if w < cells:
                    for place in range(data.starts[w], data.starts[w + 1]):
                        listed_in[live[i], data.members[place]] += got[i]
    draw_chances(data, state, random)


@kernel
def draw_chances(data: Data, state: State, random: Random) -> None:
    """Takes persons of each class, by list and in all, draws each class's chances and counts the classes in use."""
    sizes, listed_in, in_use = state.work[0], state.listed_in, 0
    for k in range(state.log_weight.size):
        in_use += sizes[k] > 0.0
        for j in range(data.lists):
            if sizes[k] == 0.0:
                value = uniform(random)
            else:
                a = gamma(random, 1.0 + listed_in[k, j])
                value = a / (a + gamma(random, 1.0 + sizes[k] - listed_in[k, j]))
            state.chances[k, j] = min(max(value, 1e-12), 1.0 - 1e-12)
    state.held[3] = in_use


@kernel
def log_alpha_density(alpha: float, sizes: Floats, prior: Floats) -> float:
    """Takes alpha and the sizes of classes, gives the log density of log alpha with the weights integrated out.

    A stick beyond the last class in use integrates to 1, so that only the sticks in use hold alpha back.
    """
    value = prior[0] * math.log(alpha) - prior[1] * alpha
    left = sizes.sum()
    for k in range(sizes.size - 1):
        if left <= 0.0:
            break
        after = left - sizes[k]
        value += math.log(alpha) + log_gamma(alpha + after) - log_gamma(1.0 + alpha + left)
        left = after
    return float(value)


@kernel
def draw_alpha(state: State, random: Random, sizes: Floats, prior: Floats) -> None:
    """Takes the sizes of classes, moves alpha by Metropolis steps of several lengths on its logarithm."""
    current = log_alpha_density(state.held[0], sizes, prior)
    for step in range(3):
        trial = state.held[0] * math.exp(normal(random) * (0.5 + step))
        if trial < 1e-8:
            continue
        value = log_alpha_density(trial, sizes, prior)
        if math.log(uniform(random)) < value - current:
            state.held[0], current = trial, value


@kernel
def break_sticks(state: State, random: Random, sizes: Floats) -> None:
    """Takes the sizes of classes, draws their weights by stick-breaking under the state's alpha."""
    classes = sizes.size
    alpha, after, log_left = state.held[0], sizes.sum(), 0.0
    for k in range(classes - 1):
        after -= sizes[k]
        whole = alpha + after
        if sizes[k] == 0.0 and after <= 0.0:
            b = math.log(uniform(random)) / alpha
            a = math.log(-math.expm1(b)) if b < -1e-300 else -690.0
        else:
            a = math.log(gamma(random, 1.0 + sizes[k]))
            b = log_small_gamma(random, whole) if whole < 1.0 else math.log(gamma(random, whole))
            both = log_add(a, b)
            a, b = a - both, b - both
        state.log_weight[k] = log_left + a
        log_left += b
    state.log_weight[classes - 1] = log_left
