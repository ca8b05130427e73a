"""From probabilities to persons: one row of a list at most where a list names a person once, clusters otherwise."""

import heapq
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

THRESHOLD: Final = 0.5
TIE: Final = 1 / 3
CERTAIN: Final = 1e6
"""What a person's decision counts in log odds: more than all scores of a cluster together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What persons decided, as pairs of rows by their place among all rows: held to be one person, and not."""

    same: tuple[tuple[int, int], ...] = ()
    different: tuple[tuple[int, int], ...] = ()


class _Groups:
    """Rows held together so far, the lists that each group has rows of, and which groups must stay apart."""

    def __init__(self, side: Any, decided: Decided) -> None:
        self.parent = np.arange(len(side), dtype=np.int64)
        self.side = side
        self.lists: dict[int, set[int]] = {}
        self.apart: dict[int, set[int]] = {}
        for a, b in decided.different:
            self.apart.setdefault(a, set()).add(b)
            self.apart.setdefault(b, set()).add(a)
        for a, b in decided.same:
            self.join(a, b)

    def join(self, left: int, right: int) -> None:
        """Takes two rows, makes their groups one."""
        a, b = _root(self.parent, left), _root(self.parent, right)
        if a == b:
            return
        self.parent[b] = a
        self.lists[a] = self._of(a) | self._of(b)
        if b in self.apart:
            self.apart.setdefault(a, set()).update(self.apart[b])

    def may_join(self, left: int, right: int) -> bool:
        """Takes two rows, gives whether their groups share no list and no decision keeps them apart."""
        a, b = _root(self.parent, left), _root(self.parent, right)
        if a == b or self._of(a) & self._of(b):
            return a == b
        return not any(_root(self.parent, row) == b for row in self.apart.get(a, ()))

    def _of(self, root: int) -> set[int]:
        return self.lists.get(root) or {int(self.side[root])}


NOTHING_DECIDED: Final = Decided()


def one_to_one(
    pairs: tuple[Any, Any], weight: Any, probability: Any, *, side: Any, decided: Decided = NOTHING_DECIDED
) -> Any:
    """Takes pairs, gives for each row the least row of its person: best pairs first, no person gets two rows of one
    list.

    Greedy by weight; a pair below the threshold is never linked. What persons decided goes first and is never undone.
    """
    left, right = pairs
    groups = _Groups(side, decided)
    able = np.flatnonzero((probability >= THRESHOLD) | _tied(left, right, probability))
    order = able[np.lexsort((right[able], left[able], -weight[able]))]
    for a, b in zip(left[order].tolist(), right[order].tolist(), strict=True):
        if groups.may_join(a, b):
            groups.join(a, b)
    found = np.array([_root(groups.parent, at) for at in range(len(side))], np.int64)
    return _least(found)


def _tied(left: Any, right: Any, probability: Any) -> Any:
    """Gives pairs that are the best of both their rows at a third or more: rows written twice alike share one chance.

    One of two equal rows is linked, the first: whichever it is, the person is on both lists.
    """
    size = int(max(left.max(initial=-1), right.max(initial=-1))) + 1
    best = np.zeros(size)
    np.maximum.at(best, left, probability)
    np.maximum.at(best, right, probability)
    most = np.maximum(best[left], best[right])
    return (probability >= TIE) & (probability >= most * (1 - 1e-9))


def _least(label: Any) -> Any:
    least = np.full(len(label), len(label), np.int64)
    np.minimum.at(least, label, np.arange(len(label)))
    return least[label]


def _root(parent: Any, at: int) -> int:
    while parent[at] != at:
        parent[at] = parent[parent[at]]
        at = int(parent[at])
    return at


STRONGEST: Final = 8.0
"""Log odds count in a cluster up to this (2,980 to 1), so that one strong pair does not outweigh all others."""

UNSCORED: Final = -2.0
"""Log odds of a pair that was no candidate, or scored too low to be kept: it speaks against a merge, but not loudly."""


def clusters(left: Any, right: Any, odds: Any, *, size: int, decided: Decided = NOTHING_DECIDED) -> Any:
    """Takes scored pairs of rows of which several may be one person, gives for each row the least row of its person.

    Average linkage on log odds (a greedy correlation clustering: Bansal, Blum and Chawla, Machine Learning 56, 2004):
    the two
    clusters with the best pairs merge while the mean over all pairs between them is above zero. Single links would
    chain
    two persons through one bad row.

    >>> import numpy as np
    >>> chain = (np.array([0, 1, 0]), np.array([1, 2, 2]), np.array([5.0, 1.0, -9.0]))
    >>> clusters(*chain, size=3).tolist()
    [0, 0, 2]
    """
    label = np.arange(size, dtype=np.int64)
    left, right, value = _with_decisions(left, right, np.clip(odds, -STRONGEST, STRONGEST), decided)
    able = value > 0
    component = _components(left[able], right[able], size)
    inside = component[left] == component[right]
    order = np.flatnonzero(inside)
    order = order[np.argsort(component[left[order]], kind="stable")]
    keys = component[left[order]]
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, np.int64)
    ends = np.concatenate([starts[1:], [len(order)]])
    members = np.bincount(component, minlength=size)
    simple = members[keys[starts]] == 2 if len(starts) else np.zeros(0, np.bool_)
    two = order[starts[simple]]
    two = two[value[two] > 0]
    label[right[two]] = left[two]
    for begin, end in zip(starts[~simple].tolist(), ends[~simple].tolist(), strict=True):
        part = order[begin:end]
        _agglomerated(left[part].tolist(), right[part].tolist(), value[part].tolist(), label)
    return label


def _with_decisions(left: Any, right: Any, value: Any, decided: Decided) -> tuple[Any, Any, Any]:
    """Puts what persons decided in the place of scores."""
    if not (decided.same or decided.different):
        return left, right, value
    told = {(min(pair), max(pair)): CERTAIN for pair in decided.same}
    told.update({(min(pair), max(pair)): -CERTAIN for pair in decided.different})
    kept = np.array([pair not in told for pair in zip(left.tolist(), right.tolist(), strict=True)], np.bool_)
    more = np.array(list(told), np.int64).reshape(-1, 2)
    return (
        np.concatenate([left[kept], more[:, 0]]),
        np.concatenate([right[kept], more[:, 1]]),
        np.concatenate([value[kept], list(told.values())]),
    )


def _components(left: Any, right: Any, size: int) -> Any:
    from scipy.sparse import coo_matrix  # noqa: PLC0415 - heavy
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    graph = coo_matrix((np.ones(len(left), np.bool_), (left, right)), shape=(size, size))
    return connected_components(graph, directed=False)[1]


def _agglomerated(left: list[int], right: list[int], value: list[float], label: Any) -> None:
    """Merges the rows of one component, writes each row's label."""
    sums: dict[int, dict[int, tuple[float, int]]] = {}
    members: dict[int, list[int]] = {}
    heap: list[tuple[float, int, int]] = []
    for a, b, v in zip(left, right, value, strict=True):
        sums.setdefault(a, {})[b] = sums.setdefault(b, {})[a] = (v, 1)
        members.setdefault(a, [a])
        members.setdefault(b, [b])
        if v > 0:
            heap.append((-v, min(a, b), max(a, b)))
    heapq.heapify(heap)
    while heap:
        mean, a, b = heapq.heappop(heap)
        if (
            a not in members
            or b not in members
            or b not in sums[a]
            or -_mean(sums[a][b], members[a], members[b]) != mean
        ):
            continue
        _merge(a, b, sums, members, heap)
    for rows in members.values():
        label[rows] = min(rows)


def _mean(told: tuple[float, int], one: list[int], other: list[int]) -> float:
    pairs = len(one) * len(other)
    return (told[0] + UNSCORED * (pairs - told[1])) / pairs


def _merge(
    a: int, b: int, sums: dict[int, dict[int, tuple[float, int]]], members: dict[int, list[int]],
    heap: list[tuple[float, int, int]],
) -> None:  # fmt: skip
    """Merges cluster b into a; their sums to every other cluster add up."""
    members[a] += members.pop(b)
    of_b = sums.pop(b)
    of_b.pop(a), sums[a].pop(b)
    for other, (value, count) in of_b.items():
        before = sums[a].get(other, (0.0, 0))
        now = (before[0] + value, before[1] + count)
        sums[a][other] = sums[other][a] = now
        sums[other].pop(b)
    for other, told in sums[a].items():
        mean = _mean(told, members[a], members[other])
        if mean > 0:
            heapq.heappush(heap, (-mean, min(a, other), max(a, other)))
