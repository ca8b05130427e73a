"""Takes counts by pattern, gives the latent class model of capture: its state, likelihood and what follows
(compiled).

Manrique-Vallier (2016, Biometrics 72:1246): each person belongs to one of K classes with stick-breaking weights,
alpha ~ Gamma(a, b); within a class the lists are independent, their chances uniform beforehand; p(N) is 1/N up to a
limit.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from accounted.core.compiled import kernel
from accounted.estimate.drawing import gamma, poisson

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Random = NDArray[np.uint64]
NEGLIGIBLE = 1e-17
"""A class of less weight than this changes no sum that is computed here."""
LEAST_LOG = math.log(NEGLIGIBLE)


class Data(NamedTuple):
    """The lists of pattern w are members[starts[w]:starts[w + 1]]; counts and persons listed; the limit on those not.

    `whole` are the counts rounded, `whole_persons` their sum: what a sweep can allot to classes. The patterns as a
    tree: node 0 is that of no list, node i is parents[i] with the list added[i], and cell_of[i] its place among the
    counts, -1 where it has none.
    """

    starts: Ints
    members: Ints
    counts: Floats
    whole: Floats
    lists: int
    persons: float
    whole_persons: float
    limit: float
    parents: Ints
    added: Ints
    cell_of: Ints


class State(NamedTuple):
    """Where a chain stands.

    chances[k, j]; log_weight[k], up to a constant; rest[k] = log of the sum of weights from k on; like[k, w] the
    probability of pattern w in class k; seen[k] of being on any list; mixed[w] the weighted sum of like; held[0]
    alpha, held[1] the weighted sum of seen, held[2] the number on no list, held[3] the classes in use, held[4:6]
    alpha's prior. The last three are room to work in, shared by all states of a ladder: persons of each class on each
    list; sizes, weights, parts of classes and what fell to them; the classes with weight.
    """

    chances: Floats
    log_weight: Floats
    rest: Floats
    like: Floats
    seen: Floats
    mixed: Floats
    held: Floats
    listed_in: Floats
    work: Floats
    live: Ints


@kernel
def class_likelihood(data: Data, chances: Floats, like: Floats, odds: Floats) -> float:
    """Takes the chances of one class, fills the probability of each pattern, gives that of being on any list.

    The last is summed as s + c (1 - s), which keeps its digits where all chances are small.
    """
    seen, absent = 0.0, 1.0
    for j in range(data.lists):
        other = 1.0 - chances[j]
        seen += chances[j] * (1.0 - seen)
        absent *= other
        odds[j] = chances[j] / other
    for w in range(data.counts.size):
        value = absent
        for i in range(data.starts[w], data.starts[w + 1]):
            value *= odds[data.members[i]]
        like[w] = value
    return seen


@kernel
def refresh(data: Data, state: State) -> None:
    """Takes chances and weights, fills all that follows from them; weights are scaled to sum to 1.

    What a class without weight would add is not computed: whoever gives it weight computes it.
    """
    classes = state.log_weight.size
    state.rest[classes - 1] = state.log_weight[classes - 1]
    for k in range(classes - 2, -1, -1):
        state.rest[k] = log_add(state.log_weight[k], state.rest[k + 1])
    whole = state.rest[0]
    odds = state.work[4]
    state.mixed[:] = 0.0
    state.held[1] = 0.0
    for k in range(classes):
        state.log_weight[k] -= whole
        state.rest[k] -= whole
        if state.log_weight[k] < LEAST_LOG:
            continue
        weight = math.exp(state.log_weight[k])
        state.seen[k] = class_likelihood(data, state.chances[k], state.like[k], odds)
        state.held[1] += weight * state.seen[k]
        for w in range(data.counts.size):
            state.mixed[w] += weight * state.like[k, w]


@kernel
def log_add(a: float, b: float) -> float:
    """Takes two logarithms, gives the logarithm of the sum."""
    high = max(a, b)
    return high + math.log1p(math.exp(min(a, b) - high))


@kernel
def rescale(state: State) -> None:
    """Scales the weights to sum to 1, and all that follows from them."""
    whole = state.rest[0]
    factor = math.exp(-whole)
    state.log_weight[:] -= whole
    state.rest[:] -= whole
    state.mixed[:] *= factor
    state.held[1] *= factor


@kernel
def likelihood(data: Data, state: State) -> float:
    """Takes data and a state, gives the log-likelihood of the listed persons given that they are listed."""
    value = -data.persons * math.log(state.held[1])
    for w in range(data.counts.size):
        if data.counts[w] > 0.0:
            value += data.counts[w] * math.log(state.mixed[w])
    return value


@kernel
def unseen_given(random: Random, persons: float, absent: float) -> float:
    """Takes the persons listed and the chance of being on no list, gives a draw of the number on no list.

    Under p(N) = 1/N it is negative binomial: a Poisson number with gamma mean.
    """
    mean = gamma(random, persons) * absent / (1.0 - absent)
    return poisson(random, mean)


@kernel
def limited_unseen(random: Random, data: Data, absent: float) -> float:
    """Takes the chance of being on no list, gives a draw of the number on no list that does not exceed the limit.

    After ten thousand draws above the limit it is the limit: the start of a chain may be that far out, nothing after
    it.
    """
    for _ in range(10_000):
        unseen = unseen_given(random, data.whole_persons, absent)
        if unseen <= data.limit:
            return unseen
    return math.floor(data.limit)


@kernel
def shift(chances: Floats, first: int, stop: int, factor: float) -> float:
    """Takes chances, multiplies the odds of some by a factor, gives by how much the log chance of none of them fell.

    Chances are kept inside 1e-12 and 1 - 1e-12.
    """
    product = 1.0
    for j in range(first, stop):
        old = chances[j]
        new = min(max(old * factor / (1.0 - old + old * factor), 1e-12), 1.0 - 1e-12)
        product *= (1.0 - old) / (1.0 - new)
        chances[j] = new
    return math.log(product)


@kernel
def exchange_rows(matrix: Floats, k: int, other: int) -> None:
    """Takes a matrix and two rows, exchanges them in place."""
    for j in range(matrix.shape[1]):
        matrix[k, j], matrix[other, j] = matrix[other, j], matrix[k, j]


@kernel
def copy_state(source: State, target: State) -> None:
    """Takes two states, makes the second equal to the first."""
    target.chances[:] = source.chances
    target.log_weight[:] = source.log_weight
    target.rest[:] = source.rest
    target.like[:] = source.like
    target.seen[:] = source.seen
    target.mixed[:] = source.mixed
    target.held[:] = source.held


@kernel
def sort_classes(state: State) -> None:
    """Puts classes in falling order of weight."""
    order = np.argsort(-state.log_weight)
    state.chances[:] = state.chances[order].copy()
    state.log_weight[:] = state.log_weight[order].copy()
