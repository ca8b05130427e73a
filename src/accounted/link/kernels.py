"""Compiled comparisons: words of names, short texts and dense windows; two rows in, levels of agreement out.

Ratios are indel ratios 2 LCS(a, b) / (|a| + |b|), with the longest common subsequence by bits (Hyyro, "Bit-parallel LCS-length
computation revisited", AWOCA 2004). Compiled once and kept on disk; loaded only when lists are linked.
"""

from typing import Any

import numpy as np
from numba import njit, prange

SAME, ALIKE, CLOSE, WEAK, OTHER, ABSENT = range(6)
"""Levels of two words: equal; equal skeleton or forms of one name; a letter or two apart; weak or an initial; different; on one side only."""
NONE = 255
SLOTS = 6


@njit(cache=True, inline="always")
def _lcs(a: Any, n: int, b: Any, m: int) -> int:
    """Takes two words as letters 1..27 with their lengths (at most 63), gives the length of their longest common subsequence."""
    full = np.uint64(0xFFFFFFFFFFFFFFFF)
    v = full
    for j in range(m):
        mask = np.uint64(0)
        for i in range(n):
            if a[i] == b[j]:
                mask |= np.uint64(1) << np.uint64(i)
        u = v & mask
        v = (v + u) | (v - u)
    count = 0
    for i in range(n):
        if not (v >> np.uint64(i)) & np.uint64(1):
            count += 1
    return count


@njit(cache=True)
def ratio(a: Any, n: int, b: Any, m: int) -> float:
    """Takes two words as letters, gives their indel ratio from 0 to 1."""
    if n == 0 or m == 0:
        return 0.0
    return 2.0 * _lcs(a, n, b, m) / (n + m)


@njit(cache=True)
def word_level(a: int, b: int, roman: Any, roman_len: Any, bone: Any, bone_len: Any, bone_id: Any, nick: Any) -> int:
    """Takes two words by their numbers, gives how they agree, from SAME to OTHER."""
    if a == b:
        return SAME
    for i in range(nick.shape[1]):
        if nick[a, i] < 0:
            break
        for j in range(nick.shape[1]):
            if nick[a, i] == nick[b, j]:
                return ALIKE
    n, m = roman_len[a], roman_len[b]
    if bone_id[a] == bone_id[b] and bone_len[a] >= 2:
        return ALIKE
    if n == 1 or m == 1:
        return WEAK if roman[a, 0] == roman[b, 0] else OTHER
    small, large = min(n, m), max(n, m)
    if 2.4 * small < large:
        return OTHER
    score = 2.0 * _lcs(roman[a], n, roman[b], m) / (n + m)
    if bone_len[a] >= 3 and bone_len[b] >= 3:
        score = max(score, ratio(bone[a], bone_len[a], bone[b], bone_len[b]) - 0.04)
    if score >= 0.79:
        return CLOSE
    if score >= 0.6:
        return WEAK
    return OTHER


@njit(cache=True)
def _joined(words: Any, used: Any, count: int, letters: Any, lengths: Any, out: Any) -> int:
    total = 0
    for at in range(count):
        if not used[at]:
            word = words[at]
            for k in range(lengths[word]):
                if total < out.shape[0]:
                    out[total] = letters[word, k]
                    total += 1
    return total


@njit(cache=True, parallel=True)
def compare_names(left: Any, right: Any, words: Any, given: Any, table: Any) -> Any:
    """Takes pairs of rows and the words of each row, gives for each pair up to six slots: level, kind and the two words.

    A word is matched with its most similar word of the other name, wherever that stands; what is left over on both sides is
    compared joined, since lists cut names differently. A slot is level + 8 if one of its words is a given name.
    """
    roman, roman_len, bone, bone_len, bone_id, nick = table
    pairs, width = left.shape[0], words.shape[1]
    slots = np.full((pairs, SLOTS), NONE, np.uint8)
    first = np.full((pairs, SLOTS), -1, np.int32)
    second = np.full((pairs, SLOTS), -1, np.int32)
    for p in prange(pairs):
        i, j = left[p], right[p]
        n, m = 0, 0
        while n < width and words[i, n] >= 0:
            n += 1
        while m < width and words[j, m] >= 0:
            m += 1
        if n == 0 or m == 0:
            continue
        used_a, used_b = np.zeros(width, np.bool_), np.zeros(width, np.bool_)
        levels = np.empty((width, width), np.uint8)
        for a in range(n):
            for b in range(m):
                levels[a, b] = word_level(words[i, a], words[j, b], roman, roman_len, bone, bone_len, bone_id, nick)
        at = 0
        for level in range(OTHER):
            for shift in range(width):
                for a in range(n):
                    for sign in range(2 if shift else 1):
                        b = a + shift if sign == 0 else a - shift
                        if b < 0 or b >= m or used_a[a] or used_b[b] or levels[a, b] != level or at >= SLOTS:
                            continue
                        used_a[a], used_b[b] = True, True
                        slots[p, at] = level + (8 if given[i, a] or given[j, b] else 0)
                        first[p, at], second[p, at] = words[i, a], words[j, b]
                        at += 1
        rest_a, rest_b = n - used_a.sum(), m - used_b.sum()
        if rest_a > 0 and rest_b > 0 and rest_a + rest_b > 2:
            one, two = np.empty(60, np.uint8), np.empty(60, np.uint8)
            na = _joined(words[i], used_a, n, bone, bone_len, one)
            nb = _joined(words[j], used_b, m, bone, bone_len, two)
            if ratio(one, na, two, nb) >= 0.8 and at < SLOTS:
                slots[p, at] = CLOSE
                for a in range(n):
                    if not used_a[a]:
                        used_a[a], first[p, at] = True, words[i, a]
                        if given[i, a]:
                            slots[p, at] = CLOSE + 8
                for b in range(m):
                    if not used_b[b]:
                        used_b[b], second[p, at] = True, words[j, b]
                at += 1
        _left_over(p, at, i, j, n, m, words, given, used_a, used_b, slots, first, second)
    return slots, first, second


@njit(cache=True)
def _left_over(
    p: int, at: int, i: int, j: int, n: int, m: int, words: Any, given: Any, used_a: Any, used_b: Any,
    slots: Any, first: Any, second: Any,
) -> None:  # fmt: skip
    a, b = 0, 0
    while at < SLOTS:
        while a < n and used_a[a]:
            a += 1
        while b < m and used_b[b]:
            b += 1
        if a >= n and b >= m:
            return
        of_given = (a < n and given[i, a]) or (b < m and given[j, b])
        slots[p, at] = (OTHER if a < n and b < m else ABSENT) + (8 if of_given else 0)
        if a < n:
            first[p, at], used_a[a] = words[i, a], True
        if b < m:
            second[p, at], used_b[b] = words[j, b], True
        at += 1


@njit(cache=True, parallel=True)
def compare_texts(left: Any, right: Any, code: Any, letters: Any, lengths: Any) -> Any:
    """Takes pairs of rows and one column of short texts, gives levels: 0 equal, 1 close, 2 partly, 3 different, 255 not told."""
    out = np.full(left.shape[0], NONE, np.uint8)
    for p in prange(left.shape[0]):
        a, b = code[left[p]], code[right[p]]
        if a < 0 or b < 0:
            continue
        if a == b:
            out[p] = 0
            continue
        n, m = lengths[a], lengths[b]
        if 2 * min(n, m) < max(n, m):
            same = min(n, m) >= 4
            for k in range(min(n, m)):
                same = same and letters[a, k] == letters[b, k]
            out[p] = 2 if same else 3
            continue
        score = ratio(letters[a], n, letters[b], m)
        out[p] = 1 if score >= 0.82 else 2 if score >= 0.66 else 3
    return out


@njit(cache=True, parallel=True)
def compare_days(left: Any, right: Any, year: Any, month: Any, day: Any) -> Any:
    """Takes pairs of rows and dates by parts (0 where not told), gives levels of agreement.

    0 the same day; 1 the same as far as both are told; 2 day and month changed places, one part of three differs, or within
    three days; 3 the same year; 4 a year apart; 5 different; 255 not told.
    """
    out = np.full(left.shape[0], NONE, np.uint8)
    for p in prange(left.shape[0]):
        i, j = left[p], right[p]
        if year[i] == 0 or year[j] == 0:
            continue
        y = abs(year[i] - year[j])
        whole = day[i] > 0 and day[j] > 0
        if not whole:
            fits = month[i] == month[j] or month[i] == 0 or month[j] == 0
            out[p] = (1 if fits else 3) if y == 0 else 4 if y == 1 else 5
            continue
        m, d = month[i] == month[j], day[i] == day[j]
        swapped = month[i] == day[j] and day[i] == month[j]
        near = abs((year[i] - year[j]) * 372 + (month[i] - month[j]) * 31 + day[i] - day[j]) <= 3
        if y == 0 and m and d:
            out[p] = 0
        elif near or (y == 0 and (swapped or m or d)) or (m and d and (y <= 1 or y % 10 == 0 or y < 10)):
            out[p] = 2
        else:
            out[p] = 3 if y == 0 else 4 if y == 1 else 5
    return out


@njit(cache=True)
def _dense_one(i: int, begin: int, end: int, order: Any, bones: Any, lengths: Any, least: float, out: Any) -> int:
    masks = np.zeros(64, np.uint64)
    n = lengths[i]
    for k in range(n):
        masks[bones[i, k]] |= np.uint64(1) << np.uint64(k)
    found = 0
    room = out.shape[0]
    for at in range(begin, end):
        j = order[at]
        m = lengths[j]
        if m == 0 or 2.0 * min(n, m) < least * (n + m):
            continue
        v = np.uint64(0xFFFFFFFFFFFFFFFF)
        for k in range(m):
            u = v & masks[bones[j, k]]
            v = (v + u) | (v - u)
        zero = ~v & ((np.uint64(1) << np.uint64(n)) - np.uint64(1))
        count = 0
        while zero:
            zero &= zero - np.uint64(1)
            count += 1
        if 2.0 * count >= least * (n + m):
            if found < room:
                out[found] = j
            found += 1
    return found


@njit(cache=True, parallel=True)
def dense(rows: Any, begin: Any, end: Any, order: Any, bones: Any, lengths: Any, least: float, most: int) -> Any:
    """Takes rows, for each a window [begin, end) of an order of other rows, gives the pairs whose joined skeletons are alike.

    At most `most` a row are given; how many there were is given too, so that what was cut can be said.
    """
    found = np.empty((rows.shape[0], most), np.int32)
    counts = np.zeros(rows.shape[0], np.int64)
    for r in prange(rows.shape[0]):
        if lengths[rows[r]] > 0:
            counts[r] = _dense_one(rows[r], begin[r], end[r], order, bones, lengths, least, found[r])
    return found, counts


@njit(cache=True)
def pairs_of_blocks(order: Any, starts: Any, ends: Any, side: Any, out_left: Any, out_right: Any) -> int:
    """Takes rows sorted by key and the bounds of each block, writes its pairs, left row first, gives how many.

    `side` is the list of each row, or its own number where rows of one list may be one person: equal sides make no pair.
    """
    at = 0
    for block in range(starts.shape[0]):
        for x in range(starts[block], ends[block]):
            for y in range(x + 1, ends[block]):
                i, j = order[x], order[y]
                if side[i] == side[j]:
                    continue
                out_left[at], out_right[at] = min(i, j), max(i, j)
                at += 1
    return at
