"""What a clerical sample is drawn from: links, and places where a link could be missed, each in one random order.

A place is a row and a list in which the row has no partner: of two lists, the rows of the smaller one. Its best pair
among those compared stands for it or, where there is none, the row of that list with the most similar name.

The order is that of a number made of both rows' lists and lines (and a seed), so that it stays when other lists come
in: the first n of a stratum are a random sample of it, whoever answered them, and why.
"""

from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

import numpy as np

from accounted.link.blocks import dense
from accounted.link.encode import Encoded
from accounted.link.letters import ratio
from accounted.link.linkage import Linkage

SURE: Final = 0.95
LIKELY: Final = 0.02
ABOVE, BELOW = "linked above .95", "linked below .95"
CLOSE, NEAR, OUTSIDE = "alone, above .02", "alone, compared", "alone, outside"
_LEAST_ALIKE: Final = 0.45
_NEAREST: Final = 400
_MIX: Final = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """Units in their random order: links or places, each with the pair that stands for it and its number.

    In the stratum of places never compared, `right` is the list in which a partner would be looked for.
    """

    left: Any
    right: Any
    number: Any

    @property
    def size(self) -> int:
        """Gives how many units there are."""
        return len(self.left)


def strata(made: Linkage, *, seed: int = 1) -> dict[str, Stratum]:
    """Takes a linkage, gives what a sample is drawn from: links sure and less sure; places compared or never."""
    scored, linked = made.scored, made.linked()
    sure = scored.probability >= SURE
    keys = _row_keys(made.rows, seed)
    found = {
        name: _in_order(
            scored.left[chosen], scored.right[chosen], keys[scored.left[chosen]] + keys[scored.right[chosen]]
        )
        for name, chosen in ((ABOVE, linked & sure), (BELOW, linked & ~sure))
    }
    row, other = open_places(made)
    left, right, chance = _best_pairs(made, row, other)
    has = chance >= 0
    for name, chosen in ((CLOSE, chance >= LIKELY), (NEAR, has & (chance < LIKELY))):
        one, two = _each_once(left[chosen], right[chosen], len(made.rows.lists))
        found[name] = _in_order(one, two, keys[one] + keys[two])
    found[OUTSIDE] = _in_order(
        row[~has], other[~has], keys[row[~has]] + _mixed(other[~has].astype(np.uint64) + _MIX[0])
    )
    return {name: stratum for name, stratum in found.items() if stratum.size}


def _each_once(left: Any, right: Any, lists: int) -> tuple[Any, Any]:
    """Of one list two rows may each be the other's best; then their pair stands for both, once."""
    if lists > 1 or not len(left):
        return left, right
    return tuple(np.unique(np.stack([left, right], axis=1), axis=0).T)


def _in_order(left: Any, right: Any, number: Any) -> Stratum:
    number = _mixed(number)
    order = np.argsort(number, kind="stable")
    return Stratum(left=left[order], right=right[order], number=number[order])


def _mixed(value: Any) -> Any:
    """Gives 64 bits well mixed (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014)."""
    with np.errstate(over="ignore"):
        value = value + _MIX[0]
        value = (value ^ (value >> np.uint64(30))) * _MIX[1]
        value = (value ^ (value >> np.uint64(27))) * _MIX[2]
        return value ^ (value >> np.uint64(31))


def _row_keys(rows: Encoded, seed: int) -> Any:
    """Gives a number for each row, of its list's id and its line alone."""
    parts = []
    for one in rows.lists:
        base = np.uint64(int.from_bytes(one.id.encode()[-8:], "big") ^ (seed * 0x9E37))
        lines = range(len(one)) if one.forms else one.sheet_rows
        parts.append(_mixed(np.asarray(lines, np.uint64) ^ _mixed(base)))
    return np.concatenate(parts)


def open_places(made: Linkage) -> tuple[Any, Any]:
    """Takes a linkage, gives rows and the lists in which each has no partner: of every two lists, rows of the smaller.

    Of one list, and where one was linked with itself alone, rows that are linked to nothing.
    """
    rows, person = made.rows, made.person
    if len(rows.lists) == 1:
        sizes = np.bincount(person, minlength=len(person))
        alone = np.flatnonzero((sizes[person] == 1) & rows.usable).astype(np.int32)
        return alone, np.zeros(len(alone), np.int32)
    found_rows, found_lists = [], []
    for a, b in combinations(range(len(rows.lists)), 2):
        small, large = (a, b) if len(rows.lists[a]) <= len(rows.lists[b]) else (b, a)
        there = np.zeros(len(person), np.bool_)
        there[person[rows.side == large]] = True
        mine = np.flatnonzero((rows.side == small) & rows.usable & ~there[person]).astype(np.int32)
        found_rows.append(mine)
        found_lists.append(np.full(len(mine), large, np.int32))
    return np.concatenate(found_rows), np.concatenate(found_lists)


def _best_pairs(made: Linkage, row: Any, other: Any) -> tuple[Any, Any, Any]:
    """Gives for each place its most probable scored pair with its probability, or -1 where it has none."""
    scored, rows = made.scored, made.rows
    lists = len(rows.lists)
    free = np.flatnonzero(~made.linked())
    left, right = scored.left[free].astype(np.int64), scored.right[free].astype(np.int64)
    one, two = np.concatenate([left, right]), np.concatenate([right, left])
    key = one * lists + (rows.side[two] if lists > 1 else 0)
    order = np.lexsort((two, -np.tile(scored.probability[free], 2), key))
    keys, first = np.unique(key[order], return_index=True)
    wanted = row.astype(np.int64) * lists + (other if lists > 1 else 0)
    at = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    has = keys[at] == wanted if len(keys) else np.zeros(len(row), np.bool_)
    partner = two[order][first][at] if len(keys) else row
    chance = np.tile(scored.probability[free], 2)[order][first][at] if len(keys) else np.zeros(len(row))
    least, most = np.minimum(row, partner).astype(np.int32), np.maximum(row, partner).astype(np.int32)
    return least, most, np.where(has, chance, -1.0)


def nearest(made: Linkage, row: Any, other: Any) -> list[tuple[int, int]]:
    """Takes places (rows and lists), gives each row with that list's row of the most similar name, whatever else is
    told; a place without any name alike gives none.
    """
    found: list[tuple[int, int]] = []
    if not len(row):
        return found
    letters, lengths = made.rows.joined()
    for which in np.unique(other).tolist():
        usable = made.rows.usable & (lengths > 1)
        if len(made.rows.lists) > 1:
            usable &= made.rows.side == which
        order = np.flatnonzero(usable).astype(np.int32)
        told = row[other == which].astype(np.int32)
        if not len(order):
            continue
        begin, end = np.zeros(len(told), np.int64), np.full(len(told), len(order), np.int64)
        near, counts = dense(told, (begin, end, order), (letters, lengths), _LEAST_ALIKE, _NEAREST)
        for at, one in enumerate(told.tolist()):
            able = [int(j) for j in near[at, : min(int(counts[at]), _NEAREST)] if j != one]
            mine = letters[one], lengths[one]
            if able:
                best = max(able, key=lambda j: (float(ratio(*mine, letters[j], lengths[j])), -j))
                found.append((min(one, best), max(one, best)))
    return found
