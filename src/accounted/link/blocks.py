"""Compiled search for pairs: rows that share a key, and names that are alike in a window of rows.

A key is sorted as one number with its row below it, which is faster than a table of keys and gives one order whatever
the machine. None of these loops holds the interpreter, so that two keys are worked on at once.
"""

from typing import Any

import numpy as np
from numba import prange

from accounted.core.compiled import kernel, kernel_as
from accounted.link.letters import BONE, SIZES, bits, letter_of

_GOLDEN, _STIR = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)


@kernel_as(nogil=True)
def keyed(one: Any, other: Any, usable: Any, either: bool, row_bits: Any) -> Any:
    """Takes two codes of each row (-1: none), gives a key of both with the row below it, for rows that have both.

    With `either` the codes may change places. Keys are hashes, cut to the bits that rows leave: two codes that share
    one make pairs to compare, no links.
    """
    out = np.empty(one.shape[0], np.uint64)
    count = 0
    for r in range(one.shape[0]):
        a, b = np.int64(one[r]), np.int64(other[r])
        if a < 0 or b < 0 or not usable[r]:
            continue
        if either and a > b:
            a, b = b, a
        x = ((np.uint64(a) << np.uint64(32)) | np.uint64(b)) * _GOLDEN
        x = (x ^ (x >> np.uint64(29))) * _STIR
        x ^= x >> np.uint64(32)
        out[count] = (x >> np.uint64(row_bits) << np.uint64(row_bits)) | np.uint64(r)
        count += 1
    return out[:count]


@kernel_as(nogil=True)
def refined(key: Any, row_bits: Any, most: Any, finer: Any) -> Any:
    """Takes sorted keys with their rows, and a code of each row (-1: none), gives for the rows of blocks of more than
    `most` a key that holds the code as well.
    """
    out = np.empty(key.shape[0], np.uint64)
    mask = (np.uint64(1) << np.uint64(row_bits)) - np.uint64(1)
    count, begin = 0, 0
    for at in range(1, key.shape[0] + 1):
        if at < key.shape[0] and not (key[at] ^ key[begin]) >> np.uint64(row_bits):
            continue
        for x in range(begin, at if at - begin > most else begin):
            row = key[x] & mask
            code = np.int64(finer[np.int64(row)])
            if code >= 0:
                told = ((key[x] >> np.uint64(row_bits)) * _STIR) ^ (np.uint64(code) * _GOLDEN)
                told = (told ^ (told >> np.uint64(29))) * _STIR
                out[count] = ((told ^ (told >> np.uint64(32))) >> np.uint64(row_bits) << np.uint64(row_bits)) | row
                count += 1
        begin = at
    return out[:count]


@kernel_as(nogil=True)
def sizes_of_blocks(key: Any, row_bits: Any, largest: Any) -> Any:
    """Takes sorted keys with their rows, gives how many blocks there are of each size, those above `largest` as one."""
    told = np.zeros(largest + 2, np.int64)
    begin = 0
    for at in range(1, key.shape[0] + 1):
        if at == key.shape[0] or (key[at] ^ key[begin]) >> np.uint64(row_bits):
            told[min(at - begin, largest + 1)] += 1
            begin = at
    return told


@kernel_as(nogil=True)
def pairs_of_blocks(key: Any, side: Any, row_bits: Any, most: Any, room: Any) -> Any:
    """Takes sorted keys with their rows, gives the pairs of blocks of at most `most` rows as left * rows + right.

    `side` is the list of each row, or its own number where rows of one list may be one person: equal sides make no
    pair.
    """
    out = np.empty(room, np.int64)
    mask = (np.uint64(1) << np.uint64(row_bits)) - np.uint64(1)
    size = np.int64(side.shape[0])
    count, begin = 0, 0
    for at in range(1, key.shape[0] + 1):
        if at < key.shape[0] and not (key[at] ^ key[begin]) >> np.uint64(row_bits):
            continue
        if at - begin <= most:
            for x in range(begin, at):
                i = np.int64(key[x] & mask)
                for y in range(x + 1, at):
                    j = np.int64(key[y] & mask)
                    if side[i] != side[j]:
                        out[count] = i * size + j
                        count += 1
        begin = at
    return out[:count]


@kernel
def _dense_one(i: Any, window: Any, bones: Any, lengths: Any, least: float, out: Any) -> int:
    """Compares one joined skeleton with those of a window, writes the rows that are alike, gives how many there are."""
    masks = np.zeros(64, np.uint64)
    n = lengths[i]
    for k in range(n):
        masks[bones[i, k]] |= np.uint64(1) << np.uint64(k)
    inside = (np.uint64(1) << np.uint64(n)) - np.uint64(1)
    found = 0
    for j in window:
        m = lengths[j]
        if m == 0 or 2.0 * min(n, m) < least * (n + m):
            continue
        v = np.uint64(0xFFFFFFFFFFFFFFFF)
        for k in range(m):
            u = v & masks[bones[j, k]]
            v = (v + u) | (v - u)
        if 2.0 * bits(~v & inside) >= least * (n + m):
            if found < out.shape[0]:
                out[found] = j
            found += 1
    return found


@kernel_as(parallel=True)
def dense(rows: Any, windows: Any, joined: Any, least: float, most: Any) -> Any:
    """Takes rows, for each a window (begin, end) of an order of other rows, gives those whose joined skeletons are
    alike.

    `windows` is (begin, end, order), `joined` (letters, lengths). At most `most` a row are given; how many there were
    is
    given too, so that what was cut can be said.
    """
    begin, end, order = windows
    letters, lengths = joined
    found = np.empty((rows.shape[0], most), np.int32)
    counts = np.zeros(rows.shape[0], np.int64)
    for r in prange(rows.shape[0]):
        if lengths[rows[r]] > 0:
            counts[r] = _dense_one(rows[r], order[begin[r] : end[r]], letters, lengths, least, found[r])
    return found, counts


@kernel
def join_letters(lines: Any, fields: int, facts: Any, out: Any) -> Any:
    """Takes the words of each row, writes their skeletons one after the other, gives the lengths."""
    total = np.zeros(lines.shape[0], np.int32)
    for r in range(lines.shape[0]):
        for k in range(fields, lines.shape[1]):
            word = lines[r, k] >> 1
            if word < 0:
                continue
            for c in range(np.int64((facts[word, SIZES] >> np.uint64(8)) & np.uint64(255))):
                if total[r] < out.shape[1]:
                    out[r, total[r]] = letter_of(facts, word, BONE, c)
                    total[r] += 1
    return total
