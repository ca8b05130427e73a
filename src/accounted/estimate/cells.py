"""Takes a capture table, gives its counts as an array over bit masks (bit i is list i), and the names of log-linear
models.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from accounted.core.capture import CaptureTable

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def cells_of(table: CaptureTable) -> Floats:
    """Takes a table of at most 16 lists, gives the count of each of its 2**lists patterns; cell 0 (on no list) is 0."""
    counts = np.zeros(1 << len(table.lists))
    for pattern, count in table.patterns().items():
        counts[mask_of(pattern)] += count
    return counts


def table_of(counts: Sequence[float] | Floats, lists: Sequence[str]) -> CaptureTable:
    """Takes counts over masks and list names, gives the table."""
    size = len(lists)
    made = [(pattern_of(mask, size), int(count), ()) for mask, count in enumerate(counts) if mask and count]
    return CaptureTable.of(lists, made)


def mask_of(pattern: str) -> int:
    """Takes a pattern, gives its mask: "110" is lists 0 and 1, so 3."""
    return sum(1 << i for i, mark in enumerate(pattern) if mark == "1")


def pattern_of(mask: int, size: int) -> str:
    """Takes a mask, gives its pattern."""
    return "".join("1" if mask >> i & 1 else "0" for i in range(size))


def members(mask: int) -> tuple[int, ...]:
    """Takes a mask, gives the places of its lists."""
    return tuple(i for i in range(mask.bit_length()) if mask >> i & 1)


def model_name(terms: Iterable[int], size: int) -> str:
    """Takes the terms of a hierarchical model above single lists, gives its generators, lists counted from 1.

    >>> model_name([3, 5, 6, 7, 9, 12], 4)
    '[123,14,34]'
    """
    known = [1 << i for i in range(size)] + list(terms)
    generators = [t for t in known if not any(t != other and t & other == t for other in known)]
    ordered = sorted(generators, key=lambda t: (-len(members(t)), members(t)))
    mark = "" if size <= 9 else "."
    return "[" + ",".join(mark.join(str(i + 1) for i in members(t)) for t in ordered) + "]"


def generators_named(terms: Iterable[int], lists: Sequence[str]) -> str:
    """Takes the terms of a model above single lists, gives in words which lists it lets depend on one another."""
    generators = [t for t in terms if not any(t != other and t & other == t for other in terms)]
    if not generators:
        return "no two lists depend on one another"
    named = [" with ".join(lists[i] for i in members(t)) for t in sorted(generators)]
    return "these lists may depend on one another: " + "; ".join(named)


def hierarchical_models(lists: int, most: int) -> tuple[Ints, Ints]:
    """Takes a number of lists and the highest order, gives the terms above single lists and each model as a mask over
    them.

    Models come by falling number of terms. Counts: 8, 113 and 6,893 for three, four and five lists (all orders below
    the number of lists), after the free distributive lattice.
    """
    high = [
        sum(1 << i for i in group)
        for k in range(2, min(most, lists - 1) + 1)
        for group in combinations(range(lists), k)
    ]
    place = {term: i for i, term in enumerate(high)}
    models = np.zeros(1, dtype=np.int64)
    for term in high:
        needed = sum(1 << place[term & ~(1 << i)] for i in members(term)) if len(members(term)) > 2 else 0
        fitting = models[models & needed == needed]
        models = np.concatenate([models, fitting | (1 << place[term])])
    sizes = np.array([int(m).bit_count() for m in models])
    order = np.lexsort((models, -sizes))
    return np.array(high, dtype=np.int64), models[order]


def terms_in(model: int, high: Ints) -> tuple[int, ...]:
    """Takes a model as a mask over terms, gives its terms above single lists."""
    return tuple(int(term) for k, term in enumerate(high) if int(model) >> k & 1)
