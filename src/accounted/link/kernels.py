"""Compiled comparisons: two rows in, levels of agreement out, for the words of their names and for every field.

Everything that is known of a row lies side by side in one line: the codes of its fields, then its words, each its
number twice and one more where it may be a given name; where all words may be, the name is told as a whole, its first
word most often the given one. Compiled once and kept on disk; loaded when lists are linked.
"""

from typing import Any

import numpy as np
from numba import prange

from accounted.core.compiled import kernel, kernel_as
from accounted.link.letters import ABSENT, BONE, CLOSE, OTHER, SIZES, could_be, letter_of, ratio, word_level

NONE = 255
SLOTS = 6
GIVEN, LEAD, WHOLE = 8, 16, 24
DAYS, AGES, SEXES, TEXTS = range(4)
KIND, SHARES, LETTERS, IS_PLACE, IS_RARE, IS_BIRTH = range(6)
"""What a rule says of a field: how it is compared, where the shares of its codes begin, where its texts' letters."""
_PART = 2048


@kernel
def words_in(lines: Any, i: Any, fields: int) -> int:
    """Takes a row, gives how many words its name has."""
    at = fields
    while at < lines.shape[1] and lines[i, at] >= 0:
        at += 1
    return at - fields


@kernel
def _given_in(i: Any, lines: Any, fields: int, count: int) -> int:
    """Gives which words of a row's name may be given names, as bits."""
    found = 0
    for at in range(count):
        found |= (lines[i, fields + at] & 1) << at
    return found


@kernel
def name_slots(  # noqa: PLR0913, PLR0917 - arrays in a tuple would be counted anew at every call
    i: Any, j: Any, lines: Any, fields: int, facts: Any, slots: Any, first: Any, second: Any, p: Any, levels: Any
) -> None:
    """Takes two rows, writes up to six slots in line p: level, kind and the two words.

    A word is matched with its most similar word of the other name, wherever that stands; what is left over on both
    sides is compared joined, since lists cut names differently. A slot is level + GIVEN if a word of it is a given
    name, level + LEAD for the given name that agrees best: slots stand from the best level to the worst. Where one of
    the names is told as a whole, so that its first word may be a family name, it is level + WHOLE.
    """
    slots[p, :] = NONE
    first[p, :] = -1
    second[p, :] = -1
    n, m = words_in(lines, i, fields), words_in(lines, j, fields)
    if n == 0 or m == 0:
        return
    given_a, given_b = _given_in(i, lines, fields, n), _given_in(j, lines, fields, m)
    whole = given_a == (1 << n) - 1 or given_b == (1 << m) - 1
    given_a = 1 if given_a == (1 << n) - 1 else given_a
    given_b = 1 if given_b == (1 << m) - 1 else given_b
    at, used_a, used_b, there = 0, 0, 0, 1
    for level in range(OTHER):
        if not (there >> level) & 1:
            continue
        for shift in range(2 * max(n, m)):
            step = (shift + 1) // 2 if shift % 2 else -(shift // 2)
            for a in range(max(0, -step), min(n, m - step)):
                one, other = lines[i, fields + a], lines[j, fields + a + step]
                alike = levels[a, a + step] == level if level else one >> 1 == other >> 1
                if not alike or at >= SLOTS or (used_a >> a) & 1 or (used_b >> (a + step)) & 1:
                    continue
                used_a, used_b = used_a | (1 << a), used_b | (1 << (a + step))
                slots[p, at] = level + (GIVEN if ((given_a >> a) | (given_b >> (a + step))) & 1 else 0)
                first[p, at], second[p, at] = one >> 1, other >> 1
                at += 1
        if level == 0:
            there = _open_levels(i, j, lines, fields, facts, used_a, used_b, n, m, levels)
    used, given = used_a | (used_b << 8), given_a | (given_b << 8)
    if at < SLOTS:
        used, at = _matched_joined(i, j, lines, fields, facts, slots, first, second, p, used, at, n, m, given)
    _left_over(i, j, lines, fields, slots, first, second, p, used, at, n, m, given, whole)
    for k in range(SLOTS):
        if slots[p, k] != NONE and slots[p, k] & GIVEN:
            slots[p, k] += (WHOLE if whole else LEAD) - GIVEN
            return


@kernel
def _open_levels(  # noqa: PLR0913, PLR0917 - as above
    i: Any, j: Any, lines: Any, fields: int, facts: Any, used_a: Any, used_b: Any, n: Any, m: Any, levels: Any
) -> int:
    """Writes the levels of words that found no equal word, gives which levels there are, as bits."""
    there = 0
    for a in range(n):
        if (used_a >> a) & 1:
            continue
        for b in range(m):
            if not (used_b >> b) & 1:
                levels[a, b] = word_level(lines[i, fields + a] >> 1, lines[j, fields + b] >> 1, facts)
                there |= 1 << levels[a, b]
    return there


@kernel
def _joined(  # noqa: PLR0913, PLR0917 - as above
    i: Any, lines: Any, fields: int, facts: Any, used: Any, count: Any, out: Any
) -> int:
    """Writes the skeletons of the words not used one after the other, gives their length."""
    total = 0
    for at in range(count):
        if (used >> at) & 1:
            continue
        word = lines[i, fields + at] >> 1
        for k in range(np.int64((facts[word, SIZES] >> np.uint64(8)) & np.uint64(255))):
            if total < out.shape[0]:
                out[total] = letter_of(facts, word, BONE, k)
                total += 1
    return total


@kernel
def _matched_joined(  # noqa: PLR0913, PLR0917 - as above
    i: Any, j: Any, lines: Any, fields: int, facts: Any, slots: Any, first: Any, second: Any, p: Any, used: Any,
    at: Any, n: Any, m: Any, given: Any,
) -> Any:  # fmt: skip
    """Compares what is left over on both sides joined: a slot CLOSE where lists cut one name differently."""
    left, right = 0, 0
    for k in range(n):
        left += 1 - ((used >> k) & 1)
    for k in range(m):
        right += 1 - ((used >> (8 + k)) & 1)
    if left == 0 or right == 0 or left + right <= 2:
        return used, at
    one, other = np.empty(60, np.uint8), np.empty(60, np.uint8)
    length = _joined(i, lines, fields, facts, used, n, one)
    if ratio(one, length, other, _joined(j, lines, fields, facts, used >> 8, m, other)) < 0.8:
        return used, at
    slots[p, at] = CLOSE
    for k in range(n):
        if not (used >> k) & 1:
            first[p, at] = lines[i, fields + k] >> 1
            if (given >> k) & 1:
                slots[p, at] = CLOSE + GIVEN
    for k in range(m):
        if not (used >> (8 + k)) & 1:
            second[p, at] = lines[j, fields + k] >> 1
    return (1 << n) - 1 | (((1 << m) - 1) << 8), at + 1


@kernel
def _left_over(  # noqa: PLR0913, PLR0917 - as above
    i: Any, j: Any, lines: Any, fields: int, slots: Any, first: Any, second: Any, p: Any, used: Any, at: Any, n: Any,
    m: Any, given: Any, whole: bool,
) -> None:  # fmt: skip
    """Writes words that found no partner: different where both sides have one left, else on one side only.

    Where lists tell given names apart, those left over stand beside given names, and other names beside others.
    """
    left, right = ~used & ((1 << n) - 1), ~(used >> 8) & ((1 << m) - 1)
    for role in range(2):
        a = left if whole else left & given if role == 0 else left & ~given
        b = right if whole else right & (given >> 8) if role == 0 else right & ~(given >> 8)
        while (a or b) and at < SLOTS:
            slots[p, at] = OTHER if a and b else ABSENT
            one, other = _lowest(a), _lowest(b)
            if a:
                first[p, at] = lines[i, fields + one] >> 1
                slots[p, at] |= GIVEN * ((given >> one) & 1)
                a &= a - 1
            if b:
                second[p, at] = lines[j, fields + other] >> 1
                slots[p, at] |= GIVEN * ((given >> (8 + other)) & 1)
                b &= b - 1
            at += 1
        if whole:
            return


@kernel
def _lowest(told: int) -> int:
    """Gives the place of the lowest bit that is set, 0 where none is."""
    at = 0
    while told and not (told >> at) & 1:
        at += 1
    return at


@kernel
def _text_level(a: Any, b: Any, letters: Any, sets: Any) -> int:
    """Gives 0 equal, 1 close, 2 partly, 3 different."""
    last = letters.shape[1] - 1
    n, m = np.int64(letters[a, last]), np.int64(letters[b, last])
    if 2 * min(n, m) < max(n, m):
        same = min(n, m) >= 4
        for k in range(min(n, m)):
            same = same and letters[a, k] == letters[b, k]
        return 2 if same else 3
    if could_be(sets[a], n, sets[b], m) < 0.66:
        return 3
    score = ratio(letters[a], n, letters[b], m)
    return 1 if score >= 0.82 else 2 if score >= 0.66 else 3


@kernel
def _day_level(a: Any, b: Any) -> int:
    """Gives how two days agree, each year * 512 + month * 32 + day, what is not told being 0.

    0 the same day; 1 the same as far as both are told; 2 day and month changed places, or within three days; 3 one
    part of three differs; 4 the same year; 5 a year apart; 6 different.
    """
    y1, m1, d1 = a >> 9, (a >> 5) & 15, a & 31
    y2, m2, d2 = b >> 9, (b >> 5) & 15, b & 31
    y = abs(y1 - y2)
    if d1 == 0 or d2 == 0:
        fits = m1 == m2 or m1 * m2 == 0
        return (1 if fits else 4) if y == 0 else 5 if y == 1 else 6
    if a == b:
        return 0
    m, d = m1 == m2, d1 == d2
    swapped = m1 == d2 and d1 == m2
    near = abs((y1 - y2) * 372 + (m1 - m2) * 31 + d1 - d2) <= 3
    if near or (y == 0 and swapped):
        return 2
    if (y == 0 and (m or d)) or (m and d and (y % 10 == 0 or y < 10)):
        return 3
    return 4 if y == 0 else 5 if y == 1 else 6


@kernel
def _age_level(gap: Any) -> int:
    """Gives 0 equal, 1 the second one more, 2 one less, 3 two apart, 4 up to five, 5 more.

    The sign is kept, since an age by another definition or on another day is a year more for most, not at random.
    """
    if gap == 0:
        return 0
    if gap in (1, -1):
        return 1 if gap == 1 else 2
    return 3 if abs(gap) == 2 else 4 if abs(gap) <= 5 else 5


@kernel
def field_levels(  # noqa: PLR0913, PLR0917 - as above
    i: Any, j: Any, lines: Any, rules: Any, letters: Any, sets: Any, nested: Any, out: Any, p: Any
) -> None:
    """Takes two rows, writes in line p how they agree on every field; NONE where a side does not tell it.

    A place that stands in another column of the other row agrees in part: a county written where a town is asked for.
    An age says nothing more where both dates of birth are told, nor a province where two rows agree on the town.
    """
    born = False
    for f in range(rules.shape[0]):
        a, b = np.int64(lines[i, f]), np.int64(lines[j, f])
        out[p, f] = NONE
        if a < 0 or b < 0:
            continue
        kind = rules[f, KIND]
        if kind == DAYS:
            out[p, f] = _day_level(a, b)
            born = born or rules[f, IS_BIRTH] == 1
        elif kind == AGES:
            out[p, f] = NONE if born else _age_level(b - a)
        elif kind == SEXES:
            out[p, f] = 0 if a == b else 1
        elif a == b:
            out[p, f] = 0
        else:
            begin = np.int64(rules[f, LETTERS])
            out[p, f] = _text_level(begin + a, begin + b, letters, sets)
            if out[p, f] == 3 and rules[f, IS_PLACE] and _in_another_column(i, j, f, lines, rules):
                out[p, f] = 2
    for k in range(nested.shape[0]):
        if out[p, nested[k, 0]] == 0 and out[p, nested[k, 1]] == 0:
            out[p, nested[k, 1]] = NONE


@kernel
def _in_another_column(i: Any, j: Any, f: Any, lines: Any, rules: Any) -> bool:
    for other in range(rules.shape[0]):
        if other != f and rules[other, IS_PLACE] and lines[j, other] >= 0 and lines[i, f] == lines[j, other]:
            return True
        if other != f and rules[other, IS_PLACE] and lines[i, other] >= 0 and lines[j, f] == lines[i, other]:
            return True
    return False


@kernel_as(parallel=True)
def compare(left: Any, right: Any, lines: Any, facts: Any, fields: Any) -> Any:
    """Takes pairs of rows, gives their levels by field, the slots of their names, and the two words of each slot."""
    rules, letters, sets, nested = fields
    pairs, width = left.shape[0], rules.shape[0]
    levels = np.empty((pairs, width), np.uint8)
    slots = np.empty((pairs, SLOTS), np.uint8)
    first, second = np.empty((pairs, SLOTS), np.int32), np.empty((pairs, SLOTS), np.int32)
    for part in prange((pairs + _PART - 1) // _PART):
        of_words = np.empty((SLOTS, SLOTS), np.int64)
        for p in range(part * _PART, min(pairs, (part + 1) * _PART)):
            i, j = np.int64(left[p]), np.int64(right[p])
            field_levels(i, j, lines, rules, letters, sets, nested, levels, p)
            name_slots(i, j, lines, width, facts, slots, first, second, p, of_words)
    return levels, slots, first, second
