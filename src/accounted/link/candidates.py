"""Candidates: which pairs of rows are compared in full. Dense windows where the lists allow, blocks of keys besides.

A pair that is no candidate has no chance of being linked, so what candidates may lose is measured apart (clerical.py);
what was cut here by a limit is counted and said.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Any, Final

import numpy as np
from numba import get_num_threads

from accounted.link.blocks import dense, keyed, pairs_of_blocks, refined, sizes_of_blocks
from accounted.link.encode import Column, Encoded
from accounted.link.plan import AGE, DAY, ID, SEX

LARGEST_BLOCK: Final = 40
"""Rows in a block beyond which its key is held to say nothing: 40 rows are 780 pairs."""

SMALL: Final = 12
"""Where a key's larger blocks are passed over from fewer rows on, they are cut by a third field."""

PAIRS_A_ROW, PAIRS_ALWAYS = 0.15, 150_000
"""Pairs that one key may make for each row, or in any case, before its larger blocks are passed over."""

DENSE_PAIRS: Final = 160_000_000
"""Cheap comparisons that dense windows may cost: some seconds on two cores."""

DENSE_LEAST: Final = 0.6
DENSE_MOST: Final = 60
MOST_AT_ONCE: Final = 4
"""Keys worked on at once: each takes some 20 bytes a row while it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What candidates may cost. `repeats` says that rows of one list may be one person."""

    repeats: bool
    largest_block: int = LARGEST_BLOCK
    dense_pairs: int = DENSE_PAIRS


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Pairs of rows (the left one stands before the right one), each once, and how they were found.

    `windows` says which dense windows were used; `blocks_cut` how many blocks were passed over for their size.
    """

    left: Any
    right: Any
    windows: str
    blocks_cut: int
    rows_cut: int

    @property
    def count(self) -> int:
        """Gives how many pairs there are."""
        return len(self.left)


def candidates(rows: Encoded, limits: Limits) -> Candidates:
    """Takes encoded rows, gives the pairs to compare in full, each once."""
    side = sides(rows, limits)
    with ThreadPoolExecutor(min(get_num_threads(), MOST_AT_ONCE)) as pool:
        blocks = list(pool.map(partial(pairs_of_key, rows.usable, side, limits.largest_block), keys_of(rows)))
    windows, near, rows_cut = dense_pairs(rows, side, limits)
    packed = each_once(np.concatenate([*(pairs for pairs, _ in blocks), near]))
    left, right = unpacked(packed, len(rows.side))
    cut = sum(passed for _, passed in blocks)
    return Candidates(left=left, right=right, windows=windows, blocks_cut=cut, rows_cut=rows_cut)


def sides(rows: Encoded, limits: Limits) -> Any:
    """Takes encoded rows, gives what rows of a pair must not share: their list, or nothing where rows repeat."""
    return np.arange(len(rows.side), dtype=np.int32) if limits.repeats else rows.side


def unpacked(packed: Any, total: int) -> tuple[Any, Any]:
    """Takes packed pairs and how many rows there are, gives the rows on the left and on the right."""
    left = packed // max(total, 1)
    return left.astype(np.int32), (packed - left * total).astype(np.int32)


Key = tuple[Any, Any, bool, Any]
"""Two codes a row, -1 for none, whether they may change places, and a third code for blocks that are too large."""


def keys_of(rows: Encoded) -> Iterator[Key]:
    """Takes encoded rows, gives keys: two words of the name; a word with another field; two other fields; one that says
    enough alone.
    """
    bones = _bones(rows)
    contexts = [code for column in rows.columns for code in _contexts(column)]
    finest = sorted((code for column in rows.columns for code in _contexts(column)[:1]), key=lambda code: -code.max())
    for at, (one, other) in enumerate(combinations(bones, 2)):
        yield one, other, True, _one_of(finest, at, (one, other))
    for which, context in enumerate(contexts):
        for at, bone in enumerate(bones):
            yield bone, context, False, _one_of([*finest, *bones[:1]], at + which, (bone, context))
    for one, other in combinations(contexts, 2):
        yield one, other, False, bones[0]
    for column in rows.columns:
        if column.field.kind == ID or (column.field.kind == DAY and not column.field.shared):
            yield column.code, column.code, False, bones[0]


def _one_of(codes: Sequence[Any], at: int, taken: tuple[Any, Any]) -> Any:
    """Gives one code that a key does not hold already, in turn, so that keys are made finer in different ways."""
    free = [code for code in codes if all(code is not one for one in taken)]
    return free[at % len(free)] if free else taken[0]


def _bones(rows: Encoded) -> list[Any]:
    """Gives the number of the skeleton of the first five words of each row's name."""
    found = []
    for k in range(5):
        word = rows.word(k)
        if k and not (word >= 0).any():
            break
        found.append(np.where(word >= 0, rows.words.bone_id[word], -1))
    return found


def _contexts(column: Column) -> list[Any]:
    kind = column.field.kind
    if kind == DAY:
        return [column.code, column.year]
    if kind == SEX:
        return []
    return [column.code]


def pairs_of_key(usable: Any, side: Any, largest: int, key: Key) -> tuple[Any, int]:
    """Takes which rows are usable, their sides and a key, gives the pairs of rows that share it, packed, and how many
    blocks were passed over.
    """
    one, other, either, finer = key
    row_bits = max(len(side) - 1, 1).bit_length()
    found = keyed(one, other, usable, either, row_bits)
    found.sort()
    pairs, most, told = _pairs_within(found, side, largest, row_bits)
    if most >= SMALL or not told[most + 1 :].sum():
        return pairs, int(told[most + 1 :].sum())
    found = refined(found, row_bits, most, finer)
    found.sort()
    more, most, told = _pairs_within(found, side, largest, row_bits)
    return np.concatenate([pairs, more]), int(told[most + 1 :].sum())


def _pairs_within(found: Any, side: Any, largest: int, row_bits: int) -> tuple[Any, int, Any]:
    """Gives the pairs of blocks of sorted keys, the size of the largest block taken, and how many there are of each."""
    told = sizes_of_blocks(found, row_bits, LARGEST_BLOCK)
    most = min(largest, _largest_within(told, len(side)))
    size = np.arange(len(told))
    room = int((told * size * (size - 1) // 2)[: most + 1].sum())
    return pairs_of_blocks(found, side, row_bits, most, room), most, told


def _largest_within(told: Any, count: int) -> int:
    """Gives the largest block so that a key makes few pairs a row: small blocks say most; cost stays linear."""
    pairs = np.cumsum(told * np.arange(len(told)) * (np.arange(len(told)) - 1) // 2)
    return max(int(np.searchsorted(pairs, max(PAIRS_A_ROW * count, PAIRS_ALWAYS), side="right")) - 1, 2)


def each_once(packed: Any) -> Any:
    """Takes packed pairs, sorts them in place, gives each once: a hash of thirty million takes five times as long."""
    packed.sort()
    return packed[np.concatenate([[True], packed[1:] != packed[:-1]])] if len(packed) else packed


def dense_pairs(rows: Encoded, side: Any, limits: Limits) -> tuple[str, Any, int]:
    """Takes encoded rows, compares joined skeletons of every row with all rows, or with those of its sex and about its
    age, if that is enough; gives what windows were used, the pairs packed, and how many rows had more.
    """
    usable = np.flatnonzero(rows.usable).astype(np.int32)
    joined: tuple[Any, Any] | None = None
    for said, value, sexes in _window_values(rows):
        if _cheapest(value[usable]) > 1.2 * limits.dense_pairs:
            continue
        if joined is None:
            joined = rows.joined()
            usable = usable[joined[1][usable] > 1]
        found = _windows(rows, usable, side, value=value, sexes=sexes)
        cost = sum(int((end - begin).sum()) for _, begin, end, _ in found)
        if cost <= limits.dense_pairs:
            return (said, *_near(joined, side, found))
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
                yield f"{said}, same sex", column.code if kind == AGE else column.year, sex


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


def _near(joined: tuple[Any, Any], side: Any, windows: Sequence[tuple[Any, Any, Any, Any]]) -> tuple[Any, int]:
    packed, cut = [], 0
    for mine, begin, end, order in windows:
        for at in range(0, len(mine), 20_000):
            part = slice(at, at + 20_000)
            near, counts = dense(mine[part], (begin[part], end[part], order), joined, DENSE_LEAST, DENSE_MOST)
            cut += int((counts > DENSE_MOST).sum())
            kept = np.arange(DENSE_MOST)[None, :] < np.minimum(counts, DENSE_MOST)[:, None]
            left = np.repeat(mine[part], kept.sum(axis=1)).astype(np.int64)
            right = near[kept].astype(np.int64)
            differ = side[left] != side[right]
            low, high = np.minimum(left, right)[differ], np.maximum(left, right)[differ]
            packed.append(low * len(side) + high)
    return (np.concatenate(packed) if packed else np.zeros(0, np.int64)), cut
