"""Two words side by side: how many letters they share in order, and how they agree; compiled.

Ratios are indel ratios 2 LCS(a, b) / (|a| + |b|), with the longest common subsequence by bits (Hyyro, "Bit-parallel
LCS-length computation revisited", AWOCA 2004); words of sixteen letters lie packed in two numbers.
"""

from typing import Any

import numpy as np
from numba import njit

SAME, ALIKE, CLOSE, WEAK, OTHER, ABSENT = range(6)
"""Levels of two words: equal; equal skeleton or forms of one name; a letter or two apart; weak or an initial;
different; on one side only.
"""


@njit(cache=True, inline="always")
def _lcs(a: Any, n: int, b: Any, m: int) -> int:
    """Takes two words as letters 1..27 with their lengths (at most 63), gives the length of their longest common
    subsequence.
    """
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


@njit(cache=True, inline="always")
def bits(signs: Any) -> Any:
    """Takes a number of 64 bits, gives how many of them are set."""
    x = signs - ((signs >> np.uint64(1)) & np.uint64(0x5555555555555555))
    x = (x & np.uint64(0x3333333333333333)) + ((x >> np.uint64(2)) & np.uint64(0x3333333333333333))
    x = (x + (x >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((x * np.uint64(0x0101010101010101)) >> np.uint64(56))


@njit(cache=True, inline="always")
def _where(packed: Any, letter: Any) -> Any:
    """Gives at which of eight packed letters one stands, as bits."""
    low = np.uint64(0x7F7F7F7F7F7F7F7F)
    x = packed ^ (letter * np.uint64(0x0101010101010101))
    told = ~(((x & low) + low) | x | low)
    return ((told >> np.uint64(7)) * np.uint64(0x0102040810204080)) >> np.uint64(56)


@njit(cache=True)
def packed_ratio(a: int, n: int, b: int, m: int, packed: Any, letters: Any) -> Any:
    """Takes two words by number and length, and all words packed and as letters, gives their indel ratio."""
    v = np.uint64(0xFFFFFFFFFFFFFFFF)
    low, high = packed[a, 0], packed[a, 1]
    for j in range(m):
        letter = np.uint64(letters[b, j])
        u = v & (_where(low, letter) | (_where(high, letter) << np.uint64(8)))
        v = (v + u) | (v - u)
    left = ~v & ((np.uint64(1) << np.uint64(n)) - np.uint64(1))
    return 2.0 * bits(left) / (n + m)


@njit(cache=True)
def word_level(a: int, b: int, table: Any) -> int:
    """Takes two words by their numbers and the table of words, gives how they agree, from SAME to OTHER."""
    if a == b:
        return SAME
    roman, roman_len, bone, bone_len, bone_id, nick, roman_set, bone_set, roman_packed, bone_packed = table
    if _one_name(a, b, nick):
        return ALIKE
    n, m = roman_len[a], roman_len[b]
    if bone_id[a] == bone_id[b] and (bone_len[a] >= 2 or (n >= 2 and m >= 2)):
        return ALIKE
    if n == 1 or m == 1:
        return WEAK if roman[a, 0] == roman[b, 0] else OTHER
    if 2.4 * min(n, m) < max(n, m):
        return OTHER
    score = 0.0
    if _could_be(roman_set[a], n, roman_set[b], m):
        score = packed_ratio(a, n, b, m, roman_packed, roman)
    n, m = bone_len[a], bone_len[b]
    if n >= 3 and m >= 3 and _could_be(bone_set[a], n, bone_set[b], m):
        score = max(score, packed_ratio(a, n, b, m, bone_packed, bone) - 0.04)
    if score >= 0.79:
        return CLOSE
    return WEAK if score >= 0.6 else OTHER


@njit(cache=True)
def _could_be(a: Any, n: int, b: Any, m: int) -> Any:
    """Gives whether two words of these sets of letters can reach a ratio of .6.

    A common subsequence is at most as long as the letters in common and those that one of the words repeats.
    """
    common = bits(a & b)
    return 2.0 * (common + min(n - bits(a), m - bits(b))) >= 0.6 * (n + m)


@njit(cache=True)
def _one_name(a: int, b: int, nick: Any) -> Any:
    """Gives whether two words are forms of one name: they share a group of nicknames."""
    if nick[a, 0] < 0 or nick[b, 0] < 0:
        return False
    for x in range(nick.shape[1]):
        for y in range(nick.shape[1]):
            if nick[a, x] >= 0 and nick[a, x] == nick[b, y]:
                return True
    return False
