"""Two words side by side: how many letters they share in order, and how they agree; compiled.

Ratios are indel ratios 2 LCS(a, b) / (|a| + |b|), with the longest common subsequence by bits (Hyyro, "Bit-parallel
LCS-length computation revisited", AWOCA 2004). All that is known of a word lies in eight numbers side by side, since
fetching it from memory takes longer than comparing it.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from accounted.core.compiled import kernel, kernel_as

SAME, ALIKE, CLOSE, WEAK, OTHER, ABSENT = range(6)
"""Levels of two words: equal; equal skeleton or forms of one name; a letter or two apart; weak or an initial;
different; on one side only.
"""

ROMAN, BONE, ROMAN_SET, BONE_SET, SIZES, NICK = 0, 2, 4, 5, 6, 7
"""Where in the eight numbers of a word lie its letters and those of its skeleton (sixteen in two numbers), both as
sets, their counts with the skeleton's number, and the groups of nicknames (up to four, counted from 1).
"""
LONGEST: Final = 16


def word_facts(roman: Any, bone: Any, bone_id: Any, nick: Any) -> Any:
    """Takes the letters of words and of their skeletons, each with their counts, the skeletons' numbers and groups of
    nicknames, gives eight numbers for each word.
    """
    facts = np.zeros((len(bone_id), 8), np.uint64)
    facts[:, ROMAN : ROMAN + 2] = roman[0].view(np.uint64)
    facts[:, BONE : BONE + 2] = bone[0].view(np.uint64)
    facts[:, ROMAN_SET], facts[:, BONE_SET] = sets_of(roman[0]), sets_of(bone[0])
    sizes = roman[1].astype(np.uint64) | (bone[1].astype(np.uint64) << np.uint64(8))
    facts[:, SIZES] = sizes | (bone_id.astype(np.uint64) << np.uint64(16))
    facts[:, NICK] = nick.view(np.uint64)[:, 0]
    return facts


def letters_of(texts: Sequence[str], width: int) -> tuple[Any, Any]:
    """Takes texts, gives their signs as numbers 1 to 63, cut to a width, and their counts.

    >>> letters_of(["ab", "S9"], 4)[0].tolist()
    [[1, 2, 0, 0], [41, 39, 0, 0]]
    """
    cut = [text[:width] for text in texts]
    size = np.fromiter(map(len, cut), np.int32, len(cut))
    points = np.frombuffer("".join(cut).encode("utf-32-le", "surrogatepass"), np.uint32)
    out = np.zeros((len(cut), width), np.uint8)
    out[np.arange(width) < size[:, None]] = _signs(points)
    return out, size


def _signs(points: Any) -> Any:
    small = (points >= ord("a")) & (points <= ord("z"))
    digit = (points >= ord("0")) & (points <= ord("9"))
    told = np.where(points == ord("S"), 41, 42 + points % 21)
    return np.where(small, points - 96, np.where(digit, points - 18, told)).astype(np.uint8)


def sets_of(letters: Any) -> Any:
    """Takes words as letters, gives for each the set of its letters as bits."""
    found = np.zeros(len(letters), np.uint64)
    for k in range(letters.shape[1]):
        told = letters[:, k] > 0
        found[told] |= np.uint64(1) << letters[told, k].astype(np.uint64)
    return found


@kernel_as(inline="always")
def bits(signs: Any) -> Any:
    """Takes a number of 64 bits, gives how many of them are set."""
    x = signs - ((signs >> np.uint64(1)) & np.uint64(0x5555555555555555))
    x = (x & np.uint64(0x3333333333333333)) + ((x >> np.uint64(2)) & np.uint64(0x3333333333333333))
    x = (x + (x >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((x * np.uint64(0x0101010101010101)) >> np.uint64(56))


@kernel_as(inline="always")
def could_be(a: Any, n: Any, b: Any, m: Any) -> Any:
    """Takes the letters of two words as sets and their counts, gives the highest ratio that they can have.

    A common subsequence is at most as long as the letters in common and those that one of the words repeats.
    """
    return 2.0 * (bits(a & b) + min(n - bits(a), m - bits(b))) / (n + m)


@kernel
def ratio(a: Any, n: Any, b: Any, m: Any) -> float:
    """Takes two words as letters (at most 63), gives their indel ratio from 0 to 1."""
    if n == 0 or m == 0:
        return 0.0
    v = np.uint64(0xFFFFFFFFFFFFFFFF)
    for j in range(m):
        mask = np.uint64(0)
        for i in range(n):
            if a[i] == b[j]:
                mask |= np.uint64(1) << np.uint64(i)
        u = v & mask
        v = (v + u) | (v - u)
    return float(2.0 * bits(~v & ((np.uint64(1) << np.uint64(n)) - np.uint64(1))) / (n + m))


@kernel_as(inline="always")
def _where(packed: Any, letter: Any) -> Any:
    """Gives at which of eight packed letters one stands, as bits."""
    low = np.uint64(0x7F7F7F7F7F7F7F7F)
    x = packed ^ (letter * np.uint64(0x0101010101010101))
    told = ~(((x & low) + low) | x | low)
    return ((told >> np.uint64(7)) * np.uint64(0x0102040810204080)) >> np.uint64(56)


@kernel_as(inline="always")
def letter_of(facts: Any, word: Any, at: Any, place: Any) -> Any:
    """Takes a word by number and where its letters lie, gives the letter at a place."""
    return (facts[word, at + (place >> 3)] >> np.uint64(8 * (place & 7))) & np.uint64(255)


@kernel
def _packed_ratio(facts: Any, at: Any, a: Any, n: Any, b: Any, m: Any) -> Any:
    """Gives the indel ratio of two words by number whose letters lie at one place of their facts."""
    v = np.uint64(0xFFFFFFFFFFFFFFFF)
    low, high = facts[a, at], facts[a, at + 1]
    for j in range(m):
        letter = letter_of(facts, b, at, j)
        told = _where(low, letter)
        if n > 8:
            told |= _where(high, letter) << np.uint64(8)
        u = v & told
        v = (v + u) | (v - u)
    left = ~v & ((np.uint64(1) << np.uint64(n)) - np.uint64(1))
    return 2.0 * bits(left) / (n + m)


@kernel
def word_level(a: Any, b: Any, facts: Any) -> int:
    """Takes two words by their numbers and the facts of all words, gives how they agree, from SAME to OTHER."""
    if a == b:
        return SAME
    if facts[a, NICK] and facts[b, NICK] and _one_name(facts[a, NICK], facts[b, NICK]):
        return ALIKE
    x, y = facts[a, SIZES], facts[b, SIZES]
    n, m = np.int64(x & np.uint64(255)), np.int64(y & np.uint64(255))
    k, q = np.int64((x >> np.uint64(8)) & np.uint64(255)), np.int64((y >> np.uint64(8)) & np.uint64(255))
    if (x >> np.uint64(16)) == (y >> np.uint64(16)) and (k >= 2 or (n >= 2 and m >= 2)):
        return ALIKE
    if n == 1 or m == 1:
        return WEAK if letter_of(facts, a, ROMAN, 0) == letter_of(facts, b, ROMAN, 0) else OTHER
    if 2.4 * min(n, m) < max(n, m):
        return OTHER
    score = 0.0
    if could_be(facts[a, ROMAN_SET], n, facts[b, ROMAN_SET], m) >= 0.6:
        score = _packed_ratio(facts, ROMAN, a, n, b, m)
    if score < 0.79 and k >= 3 and q >= 3 and could_be(facts[a, BONE_SET], k, facts[b, BONE_SET], q) >= 0.6:
        score = max(score, _packed_ratio(facts, BONE, a, k, b, q) - 0.04)
    if score >= 0.79:
        return CLOSE
    return WEAK if score >= 0.6 else OTHER


@kernel
def _one_name(one: Any, other: Any) -> Any:
    """Gives whether two words are forms of one name: they share a group of nicknames."""
    for x in range(4):
        group = (one >> np.uint64(16 * x)) & np.uint64(0xFFFF)
        for y in range(4):
            if group and group == (other >> np.uint64(16 * y)) & np.uint64(0xFFFF):
                return True
    return False
