"""Takes a number of lists, gives all decomposable graphs over them, and their scores (compiled).

A graph is decomposable where its lists can be taken away one at a time, each with neighbours that are all joined
(perfect elimination; Fulkerson & Gross 1965). Taking v with neighbours S away adds the clique S + v and the separator
S, so that a graph is a small vector of whole numbers over sets of lists. There are 8, 61, 822 and 18,154 for 3 to 6
lists.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from accounted.core.compiled import kernel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@kernel
def decomposable_graphs(lists: int) -> tuple[Ints, Ints, Ints]:
    """Takes a number of lists, gives (codes of edges, sets and signs): row g holds `lists` cliques and `lists`
    separators.

    A set is a mask of lists; the empty set has score 0.
    """
    edges = lists * (lists - 1) // 2
    codes = np.empty(1 << edges, dtype=np.int64)
    sets = np.zeros((1 << edges, 2 * lists), dtype=np.int64)
    near = np.zeros(lists, dtype=np.int64)
    found = 0
    for code in range(1 << edges):
        near[:] = 0
        bit = 0
        for i in range(lists):
            for j in range(i + 1, lists):
                if (code >> bit) & 1:
                    near[i] |= 1 << j
                    near[j] |= 1 << i
                bit += 1
        if eliminated(near, lists, sets[found]):
            codes[found] = code
            found += 1
    signs = np.ones(2 * lists, dtype=np.int64)
    signs[lists:] = -1
    return codes[:found].copy(), sets[:found].copy(), signs


@kernel
def eliminated(near: Ints, lists: int, row: Ints) -> bool:
    """Takes the neighbours of each list, fills cliques and separators in order of elimination; False where it gets
    stuck.
    """
    left = (1 << lists) - 1
    for step in range(lists):
        taken = False
        for v in range(lists):
            if not (left >> v) & 1:
                continue
            around = near[v] & left
            joined = True
            for u in range(lists):
                if (around >> u) & 1 and (around & ~near[u]) != (1 << u):
                    joined = False
                    break
            if joined:
                row[step] = around | (1 << v)
                row[lists + step] = around
                left &= ~(1 << v)
                taken = True
                break
        if not taken:
            return False
    return True


@kernel
def distinct(sets: Ints, lists: int) -> tuple[Ints, Ints, Ints]:
    """Takes cliques and separators, gives what is left after equal ones cancel: starts, sets and whole-number
    factors.
    """
    starts = np.zeros(sets.shape[0] + 1, dtype=np.int64)
    kept, factors = np.empty(sets.size, dtype=np.int64), np.empty(sets.size, dtype=np.int64)
    tally = np.zeros(1 << lists, dtype=np.int64)
    size = 0
    for g in range(sets.shape[0]):
        for k in range(2 * lists):
            tally[sets[g, k]] += 1 if k < lists else -1
        tally[0] = 0
        for k in range(2 * lists):
            s = sets[g, k]
            if tally[s] != 0:
                kept[size], factors[size] = s, tally[s]
                size += 1
                tally[s] = 0
        starts[g + 1] = size
    return starts, kept[:size].copy(), factors[:size].copy()


@kernel
def log_gamma(x: float) -> float:
    """Takes a number above 0, gives log Gamma by Stirling's series after shifting it above 10 (error below 1e-14
    relative).
    """
    shift = 1.0
    while x < 10.0:
        shift *= x
        x += 1.0
    inverse = 1.0 / x
    square = inverse * inverse
    series = inverse * (
        1.0 / 12.0
        - square
        * (
            1.0 / 360.0
            - square * (1.0 / 1260.0 - square * (1.0 / 1680.0 - square * (1.0 / 1188.0 - square * 691.0 / 360360.0)))
        )
    )
    value = (x - 0.5) * math.log(x) - x + 0.9189385332046727 + series
    return value if shift == 1.0 else value - math.log(shift)


@kernel
def marginal_parts(counts: Floats, lists: int, delta: float) -> tuple[Floats, Floats]:
    """Takes counts and delta, gives for each set of lists the part of its score that no unseen person moves, and z.

    z is how many listed persons stand on none of the set's lists.
    """
    fixed, absent = np.zeros(counts.size), np.zeros(counts.size)
    cell = np.zeros(counts.size)
    for s in range(1, counts.size):
        cell[:] = 0.0
        size = 0
        for i in range(lists):
            size += (s >> i) & 1
        for w in range(1, counts.size):
            cell[w & s] += counts[w]
        share = delta * 2.0 ** (lists - size)
        first = log_gamma(share)
        for w in range(1, counts.size):
            if w & ~s == 0 and cell[w] > 0.0:
                fixed[s] += log_gamma(share + cell[w]) - first
        fixed[s] += log_gamma(delta * 2.0**lists) - first
        absent[s] = cell[0]
    return fixed, absent


class Prepared(NamedTuple):
    """A table made ready to be scored: parts that no unseen person moves, persons on none of a set's lists; the
    graphs.

    Graph g is sets[starts[g]:starts[g + 1]] with whole-number factors.
    """

    fixed: Floats
    absent: Floats
    starts: Ints
    sets: Ints
    factors: Ints
    lists: int
    delta: float
    persons: float


@kernel
def scores(prepared: Prepared, unseen: Floats) -> Floats:
    """Takes a table and numbers on no list, gives each graph's log probability of the table with them: a row a
    number.

    Dawid & Lauritzen (1993, Annals of Statistics 21:1272); Madigan & York (1997, Biometrika 84:19).
    """
    fixed, absent, starts, sets, factors, lists, delta, persons = prepared
    graphs = starts.size - 1
    made = np.empty((unseen.size, graphs))
    part = np.zeros(fixed.size)
    share = np.empty(fixed.size)
    for s in range(1, fixed.size):
        size = 0
        for i in range(lists):
            size += (s >> i) & 1
        share[s] = delta * 2.0 ** (lists - size)
    for k in range(unseen.size):
        m = unseen[k]
        whole = log_gamma(delta * 2.0**lists + persons + m)
        for s in range(1, fixed.size):
            part[s] = fixed[s] + log_gamma(share[s] + absent[s] + m) - whole
        draw = log_gamma(persons + m + 1.0) - log_gamma(m + 1.0)
        for g in range(graphs):
            value = draw
            for j in range(starts[g], starts[g + 1]):
                value += factors[j] * part[sets[j]]
            made[k, g] = value
    return made


@kernel
def masses(
    score: Floats, log_prior: Floats, weights: Floats, unseen: Floats, peak: float
) -> tuple[Floats, Floats, Floats]:
    """Takes scores, log prior and integration weights by number on no list, and the peak, gives masses by number, by
    graph, and sums of numbers by graph.
    """
    numbers, graphs = score.shape
    by_number, by_graph = np.zeros(numbers), np.zeros(graphs)
    first = np.zeros(graphs)
    for k in range(numbers):
        for g in range(graphs):
            away = score[k, g] + log_prior[k] - peak
            if away > -46.0:
                value = math.exp(away)
                by_number[k] += value
                by_graph[g] += weights[k] * value
                first[g] += weights[k] * value * unseen[k]
    return by_number, by_graph, first


@kernel
def log_sums(score: Floats) -> Floats:
    """Takes scores (a row a number), gives the log of the sum of their exponentials over graphs."""
    found = np.empty(score.shape[0])
    for k in range(score.shape[0]):
        high = -np.inf
        for g in range(score.shape[1]):
            high = max(high, score[k, g])
        total = 0.0
        for g in range(score.shape[1]):
            away = score[k, g] - high
            if away > -40.0:
                total += math.exp(away)
        found[k] = high + math.log(total)
    return found
