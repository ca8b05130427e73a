"""Decisions that contradict each other through other rows: A is B, B is C, and A is not C."""

from collections import deque
from collections.abc import Iterable, Mapping
from typing import TypeAlias

Pair: TypeAlias = tuple[int, int]


def contradicted(same: Iterable[Pair], different: Iterable[Pair]) -> dict[Pair, tuple[int, ...]]:
    """Takes pairs held to be one person and pairs held not to be, gives those of the second kind that the first kind
    joins, each with the shortest way from one row to the other.

    >>> contradicted([(0, 1), (1, 2), (4, 5)], [(0, 2), (0, 4)])
    {(0, 2): (0, 1, 2)}
    """
    beside: dict[int, list[int]] = {}
    for a, b in same:
        beside.setdefault(a, []).append(b)
        beside.setdefault(b, []).append(a)
    ways = {pair: _way(pair[0], pair[1], beside) for pair in different if pair[0] in beside and pair[1] in beside}
    return {pair: way for pair, way in ways.items() if way}


def _way(begin: int, end: int, beside: Mapping[int, list[int]]) -> tuple[int, ...]:
    before: dict[int, int] = {begin: begin}
    waiting = deque([begin])
    while waiting and end not in before:
        at = waiting.popleft()
        for other in beside.get(at, ()):
            if other not in before:
                before[other] = at
                waiting.append(other)
    if end not in before:
        return ()
    way = [end]
    while way[-1] != begin:
        way.append(before[way[-1]])
    return tuple(reversed(way))
