"""Candidates: which pairs of rows are compared in full. Dense windows where the lists allow, blocks of keys besides.

A pair that is no candidate has no chance of being linked, so what candidates may lose is measured apart (clerical.py);
what was cut here by a limit is counted and said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

import numpy as np

from accounted.link.encode import Column, Encoded
from accounted.link.kernels import dense, groups, pairs_of_blocks
from accounted.link.plan import AGE, DAY, ID, SEX

LARGEST_BLOCK: Final = 40
"""Rows in a block beyond which its key is held to say nothing: 40 rows are 780 pairs."""

PAIRS_A_ROW, PAIRS_ALWAYS = 0.15, 150_000
"""Pairs that one key may make for each row, or in any case, before its larger blocks are passed over."""

DENSE_PAIRS: Final = 160_000_000
"""Cheap comparisons that dense windows may cost: some seconds on two cores."""

IN_PARTS: Final = 2_000_000
"""Pairs beyond which they are kept as found and looked at by a screen before they are compared in full."""

DENSE_LEAST: Final = 0.6
DENSE_MOST: Final = 60
_PRIMES: Final = (1_000_003, 998_244_353, 754_974_721, 469_762_049)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What candidates may cost. `repeats` says that rows of one list may be one person."""

    repeats: bool
    largest_block: int = LARGEST_BLOCK
    dense_pairs: int = DENSE_PAIRS


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Pairs of rows (the left one stands before the right one), and how they were found.

    `windows` says which dense windows were used; `blocks_cut` how many blocks were passed over for their size.
    Of long lists the pairs stand in `parts`, one a key, packed as left * rows + right; a pair may stand in several.
    """

    left: Any
    right: Any
    windows: str
    blocks_cut: int
    rows_cut: int
    parts: tuple[Any, ...] = ()

    @property
    def count(self) -> int:
        """Gives how many pairs there are; those of `parts` count once for each key that found them."""
        return len(self.left) + sum(len(part) for part in self.parts)


def candidates(rows: Encoded, limits: Limits) -> Candidates:
    """Takes encoded rows, gives the pairs to compare in full, each once."""
    side = np.arange(len(rows.side), dtype=np.int32) if limits.repeats else rows.side
    found: list[Any] = []
    cut = 0
    for key in _keys(rows):
        packed, passed = _block(key, rows, side, limits.largest_block)
        found.append(packed)
        cut += passed
    windows, near, rows_cut = _dense(rows, side, limits)
    found.append(near)
    if sum(len(part) for part in found) > IN_PARTS:
        none = np.zeros(0, np.int32)
        return Candidates(left=none, right=none, windows=windows, blocks_cut=cut, rows_cut=rows_cut, parts=tuple(found))
    left, right = unpacked(each_once(np.concatenate(found)), len(rows.side))
    return Candidates(left=left, right=right, windows=windows, blocks_cut=cut, rows_cut=rows_cut)


def unpacked(packed: Any, total: int) -> tuple[Any, Any]:
    """Takes packed pairs and how many rows there are, gives the rows on the left and on the right."""
    left = packed // max(total, 1)
    return left.astype(np.int32), (packed - left * total).astype(np.int32)


def _keys(rows: Encoded) -> Iterator[Any]:
    """Gives keys, one number a row, -1 for none: two words of the name; a word with another field; two other fields."""
    bones = _bones(rows)
    contexts = [code for column in rows.columns for code in _contexts(column)]
    alone = [c.code for c in rows.columns if c.field.kind == ID or (c.field.kind == DAY and not c.field.shared)]
    for a, b in combinations(range(bones.shape[1]), 2):
        low, high = np.minimum(bones[:, a], bones[:, b]), np.maximum(bones[:, a], bones[:, b])
        yield _mixed([low, high])
    for context in contexts:
        for k in range(bones.shape[1]):
            yield _mixed([bones[:, k], context])
    for one, two in combinations(contexts, 2):
        yield _mixed([one, two])
    for code in alone:
        yield _mixed([code])


def _bones(rows: Encoded) -> Any:
    ids = rows.words.table[4]
    found = np.where(rows.word >= 0, ids[np.maximum(rows.word, 0)], -1) if len(ids) else rows.word
    widest = int((found >= 0).any(axis=0).sum())
    return found[:, : max(min(widest, 5), 1)]


def _contexts(column: Column) -> list[Any]:
    kind = column.field.kind
    if kind == DAY:
        year = column.parts[0].astype(np.int32)
        return [column.code, np.where(year > 0, year, -1)]
    if kind == SEX:
        return []
    return [column.code]


def _mixed(codes: Sequence[Any]) -> Any:
    told = np.all([code >= 0 for code in codes], axis=0)
    key = np.zeros(len(codes[0]), np.int64)
    for code, prime in zip(codes, _PRIMES, strict=False):
        key = (key ^ (code.astype(np.int64) + 1)) * prime & 0x7FFFFFFFFFFFFFF
    return np.where(told, key, -1)


def _block(key: Any, rows: Encoded, side: Any, largest: int) -> tuple[Any, int]:
    order, starts, ends = groups(np.where(rows.usable, key, -1))
    if not len(order):
        return np.zeros(0, np.int64), 0
    size = ends - starts
    most = min(largest, _largest_within(size, len(rows.side)))
    good = (size > 1) & (size <= most)
    cut = int((size > most).sum())
    starts, ends, size = starts[good], ends[good], size[good]
    room = int((size * (size - 1) // 2).sum())
    left, right = np.empty(room, np.int32), np.empty(room, np.int32)
    count = pairs_of_blocks(order, (starts, ends), side, (left, right))
    return left[:count].astype(np.int64) * len(rows.side) + right[:count], cut


def _largest_within(size: Any, count: int) -> int:
    """Gives the largest block so that a key makes few pairs a row: small blocks say most; cost stays linear."""
    told = np.bincount(np.minimum(size, LARGEST_BLOCK + 1), minlength=LARGEST_BLOCK + 2)
    pairs = np.cumsum(told * np.arange(len(told)) * (np.arange(len(told)) - 1) // 2)
    return max(int(np.searchsorted(pairs, max(PAIRS_A_ROW * count, PAIRS_ALWAYS), side="right")) - 1, 2)


def each_once(packed: Any) -> Any:
    """Takes packed pairs, sorts them in place, gives each once: a hash of thirty million takes five times as long."""
    packed.sort()
    return packed[np.concatenate([[True], packed[1:] != packed[:-1]])] if len(packed) else packed


def _dense(rows: Encoded, side: Any, limits: Limits) -> tuple[str, Any, int]:
    """Compares joined skeletons of every row with all rows, or with those of its sex and about its age, if that is
    enough.
    """
    usable = np.flatnonzero(rows.usable & (rows.joined_length > 1)).astype(np.int32)
    for said, value, sexes in _window_values(rows):
        if _cheapest(value[usable]) > limits.dense_pairs:
            continue
        found = _windows(rows, usable, side, value=value, sexes=sexes)
        cost = sum(int((end - begin).sum()) for _, begin, end, _ in found)
        if cost <= limits.dense_pairs:
            return (said, *_near(rows, side, found))
    return "none", np.zeros(0, np.int64), 0


def _cheapest(value: Any) -> float:
    """Gives fewer pairs than windows of a value hold: rows of one value with each other, sexes apart."""
    return float((np.bincount(value + 1).astype(np.float64) ** 2).sum() / 8)


def _window_values(rows: Encoded) -> Iterator[tuple[str, Any, Any]]:
    """Gives what a window can be made of, widest first: nothing, sex, age within two years and sex."""
    count = len(rows.side)
    nothing = np.full(count, -1, np.int32)
    sex = next((c.code for c in rows.columns if c.field.kind == SEX), nothing)
    yield "all rows", nothing, nothing
    for kind, said in ((AGE, "age within two years"), (DAY, "year within two")):
        for column in rows.columns:
            if column.field.kind == kind and not (kind == DAY and column.field.shared):
                value = (
                    column.code if kind == AGE else np.where(column.parts[0] > 0, column.parts[0], -1).astype(np.int32)
                )
                yield f"{said}, same sex", value, sex


def _windows(rows: Encoded, usable: Any, side: Any, *, value: Any, sexes: Any) -> list[tuple[Any, Any, Any, Any]]:
    found = []
    last = int(rows.side.max(initial=0))
    groups = [(a, b) for a in range(last + 1) for b in range(a + 1, last + 1)]
    if last == 0 or side is not rows.side:
        groups += [(a, a) for a in range(last + 1)]
    for a, b in groups:
        for sex in np.unique(sexes[usable]):
            mine = usable[(rows.side[usable] == a) & (sexes[usable] == sex)]
            theirs = usable[(rows.side[usable] == b) & ((sexes[usable] == sex) | (sexes[usable] == -1) | (sex == -1))]
            order = theirs[np.argsort(value[theirs], kind="stable")]
            sorted_value = value[order]
            low = np.where(value[mine] < 0, -1, value[mine] - 2)
            begin = np.searchsorted(
                sorted_value, np.maximum(low, -1) if (value[usable] >= 0).any() else low, side="left"
            )
            end = np.searchsorted(sorted_value, np.where(value[mine] < 0, -1, value[mine] + 2), side="right")
            if a == b:
                place = np.searchsorted(sorted_value, value[mine], side="left")
                begin = np.maximum(begin, place)
            found.append((mine, begin.astype(np.int64), end.astype(np.int64), order))
    return found


def _near(rows: Encoded, side: Any, windows: Sequence[tuple[Any, Any, Any, Any]]) -> tuple[Any, int]:
    packed, cut = [], 0
    for mine, begin, end, order in windows:
        for at in range(0, len(mine), 20_000):
            part = slice(at, at + 20_000)
            near, counts = dense(
                mine[part], (begin[part], end[part], order), (rows.joined, rows.joined_length), DENSE_LEAST, DENSE_MOST
            )
            cut += int((counts > DENSE_MOST).sum())
            kept = np.arange(DENSE_MOST)[None, :] < np.minimum(counts, DENSE_MOST)[:, None]
            left = np.repeat(mine[part], kept.sum(axis=1)).astype(np.int64)
            right = near[kept].astype(np.int64)
            differ = side[left] != side[right]
            low, high = np.minimum(left, right)[differ], np.maximum(left, right)[differ]
            packed.append(low * len(rows.side) + high)
    return (np.concatenate(packed) if packed else np.zeros(0, np.int64)), cut
