"""Compiled comparisons: words of names, short texts and dense windows; two rows in, levels of agreement out.

Ratios are indel ratios 2 LCS(a, b) / (|a| + |b|), with the longest common subsequence by bits (Hyyro, "Bit-parallel
LCS-length
computation revisited", AWOCA 2004). Compiled once and kept on disk; loaded only when lists are linked.
"""

from typing import Any

import numpy as np
from numba import njit, prange

from accounted.link.letters import ABSENT, CLOSE, OTHER, ratio, word_level

NONE = 255
SLOTS = 6


@njit(cache=True, parallel=True)
def compare_names(left: Any, right: Any, words: Any, given: Any, table: Any) -> Any:
    """Takes pairs of rows and the words of each row, gives for each pair up to six slots: level, kind and the two
    words.

    A word is matched with its most similar word of the other name, wherever that stands; what is left over on both
    sides is compared joined, since lists cut names differently. A slot is level + 8 if a word of it is a given name.
    """
    pairs = left.shape[0]
    slots = np.full((pairs, SLOTS), NONE, np.uint8)
    first = np.full((pairs, SLOTS), -1, np.int32)
    second = np.full((pairs, SLOTS), -1, np.int32)
    for p in prange(pairs):
        i, j = left[p], right[p]
        n, m = _count(words[i]), _count(words[j])
        if n == 0 or m == 0:
            continue
        one, other = (words[i], given[i], n), (words[j], given[j], m)
        out = (slots[p], first[p], second[p])
        state = _matched(one, other, table, out)
        state = _matched_joined(one, other, table, state, out)
        _left_over(one, other, state, out)
    return slots, first, second


@njit(cache=True)
def _count(words: Any) -> int:
    for at in range(words.shape[0]):
        if words[at] < 0:
            return at
    return int(words.shape[0])


@njit(cache=True)
def _matched(one: Any, other: Any, table: Any, out: Any) -> Any:
    """Matches words from the best level to the worst, nearest place first; gives the words used on both sides, as
    bits.
    """
    words_a, given_a, n = one
    words_b, given_b, m = other
    slots, first, second = out
    levels = np.empty((n, m), np.uint8)
    for a in range(n):
        for b in range(m):
            levels[a, b] = word_level(words_a[a], words_b[b], table)
    used_a, used_b, at = 0, 0, 0
    for level in range(OTHER):
        for shift in range(2 * max(n, m)):
            step = (shift + 1) // 2 if shift % 2 else -(shift // 2)
            for a in range(max(0, -step), min(n, m - step)):
                b = a + step
                if levels[a, b] != level or at >= SLOTS or (used_a >> a) & 1 or (used_b >> b) & 1:
                    continue
                used_a, used_b = used_a | (1 << a), used_b | (1 << b)
                slots[at] = level + (8 if given_a[a] or given_b[b] else 0)
                first[at], second[at] = words_a[a], words_b[b]
                at += 1
    return used_a, used_b, at


@njit(cache=True)
def _joined(name: Any, used: int, table: Any, out: Any) -> int:
    """Writes the skeletons of the words not used one after the other, gives their length."""
    words, _, count = name
    total = 0
    for at in range(count):
        if not (used >> at) & 1:
            for k in range(table[3][words[at]]):
                if total < out.shape[0]:
                    out[total] = table[2][words[at], k]
                    total += 1
    return total


@njit(cache=True)
def _matched_joined(one: Any, other: Any, table: Any, state: Any, out: Any) -> Any:
    """Compares what is left over on both sides joined: a slot CLOSE where lists cut one name differently."""
    used_a, used_b, at = state
    n, m = one[2], other[2]
    rest = 0
    for k in range(n):
        rest += 1 - ((used_a >> k) & 1)
    left = rest
    for k in range(m):
        rest += 1 - ((used_b >> k) & 1)
    if left in (0, rest) or rest <= 2 or at >= SLOTS:
        return state
    first_letters, second_letters = np.empty(60, np.uint8), np.empty(60, np.uint8)
    length = _joined(one, used_a, table, first_letters)
    if ratio(first_letters, length, second_letters, _joined(other, used_b, table, second_letters)) < 0.8:
        return state
    slots, first, second = out
    slots[at] = CLOSE
    for k in range(n):
        if not (used_a >> k) & 1:
            first[at] = one[0][k]
            slots[at] = CLOSE + 8 if one[1][k] else slots[at]
    for k in range(m):
        if not (used_b >> k) & 1:
            second[at] = other[0][k]
    return (1 << n) - 1, (1 << m) - 1, at + 1


@njit(cache=True)
def _left_over(one: Any, other: Any, state: Any, out: Any) -> None:
    """Writes words that found no partner: different where both sides have one left, else on one side only."""
    slots, first, second = out
    used_a, used_b, at = state
    a, b = 0, 0
    while at < SLOTS:
        while a < one[2] and (used_a >> a) & 1:
            a += 1
        while b < other[2] and (used_b >> b) & 1:
            b += 1
        if a >= one[2] and b >= other[2]:
            return
        of_given = (a < one[2] and one[1][a]) or (b < other[2] and other[1][b])
        slots[at] = (OTHER if a < one[2] and b < other[2] else ABSENT) + (8 if of_given else 0)
        if a < one[2]:
            first[at] = one[0][a]
            a += 1
        if b < other[2]:
            second[at] = other[0][b]
            b += 1
        at += 1


@njit(cache=True, parallel=True)
def compare_texts(left: Any, right: Any, code: Any, letters: Any, lengths: Any) -> Any:
    """Takes pairs of rows and one column of short texts, gives levels: 0 equal, 1 close, 2 partly, 3 different, 255
    not told.
    """
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

    0 the same day; 1 the same as far as both are told; 2 day and month changed places, one part of three differs, or
    within
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
def _dense_one(i: int, window: Any, bones: Any, lengths: Any, least: float, out: Any) -> int:
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
        zero = ~v & inside
        count = 0
        while zero:
            zero &= zero - np.uint64(1)
            count += 1
        if 2.0 * count >= least * (n + m):
            if found < out.shape[0]:
                out[found] = j
            found += 1
    return found


@njit(cache=True, parallel=True)
def dense(rows: Any, windows: Any, joined: Any, least: float, most: int) -> Any:
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


@njit(cache=True)
def groups(key: Any) -> Any:
    """Takes a key of each row (-1: none), gives the rows that have one, those of one key side by side, and the bounds.

    Rows are put into buckets by a hash, in their order, and sorted within a bucket: faster than sorting all of them.
    """
    bits = 8
    while (1 << bits) < key.shape[0]:
        bits += 1
    bucket = ((key.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - bits)).astype(np.int32)
    place = np.zeros((1 << bits) + 1, np.int64)
    for r in range(key.shape[0]):
        if key[r] >= 0:
            place[bucket[r] + 1] += 1
    place = np.cumsum(place)
    total, begin = place[-1], place[:-1].copy()
    order = np.empty(total, np.int32)
    for r in range(key.shape[0]):
        if key[r] >= 0:
            order[begin[bucket[r]]] = r
            begin[bucket[r]] += 1
    starts, count = np.empty(total, np.int64), 0
    for b in range(1 << bits):
        low, high = place[b], place[b + 1]
        if high - low > 24:
            part = order[low:high].copy()
            order[low:high] = part[np.argsort(key[part], kind="mergesort")]
        else:
            for x in range(low + 1, high):
                row, y = order[x], x
                while y > low and key[order[y - 1]] > key[row]:
                    order[y] = order[y - 1]
                    y -= 1
                order[y] = row
        for x in range(low, high):
            if x == low or key[order[x]] != key[order[x - 1]]:
                starts[count] = x
                count += 1
    starts = starts[:count]
    ends = np.append(starts[1:], total)
    return order, starts, ends


@njit(cache=True)
def pairs_of_blocks(order: Any, bounds: Any, side: Any, out: Any) -> int:
    """Takes rows sorted by key and the bounds of each block, writes its pairs, left row first, gives how many.

    `side` is the list of each row, or its own number where rows of one list may be one person: equal sides make no
    pair.
    """
    starts, ends = bounds
    out_left, out_right = out
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


@njit(cache=True, parallel=True)
def join_letters(word: Any, letters: Any, lengths: Any, out: Any) -> Any:
    """Takes the words of each row and the letters of each word, writes them one after the other, gives the lengths."""
    total = np.zeros(word.shape[0], np.int32)
    for r in prange(word.shape[0]):
        for k in range(word.shape[1]):
            told = word[r, k]
            if told < 0:
                continue
            for c in range(lengths[told]):
                if total[r] < out.shape[1]:
                    out[r, total[r]] = letters[told, c]
                    total[r] += 1
    return total
