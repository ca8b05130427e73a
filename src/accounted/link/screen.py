"""A cheap first look at many pairs: those that cannot reach a weight worth keeping are left out.

The bound is never meant to be below the full score: fields are compared by code, words by their letters as sets, and
what would need a longer look is taken at its best. Used for long lists alone, where candidates run into millions. All
that is known of a row lies side by side in memory, and so does all that is known of a word.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numba import njit, prange

from accounted.link.encode import Encoded
from accounted.link.letters import bits
from accounted.link.plan import AGE, DAY, PLACE, SEX
from accounted.link.weights import Weights, nested_places

_LEAST: Final = 1e-6
CODES, DAYS, AGES = 0, 1, 2
_KINDS: Final = {DAY: DAYS, AGE: AGES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Tables for the compiled look: codes of fields and words by row, weights by field and level, weights of words."""

    lines: Any
    most: Any
    fields: tuple[Any, ...]
    words: tuple[Any, ...]
    least: float

    def passes(self, packed: Any) -> Any:
        """Takes packed pairs of rows, gives those that may reach the least weight."""
        told = _passes(packed, self.lines, self.most, self.fields, self.words, np.float32(self.least))
        return packed[told]


def screen(rows: Encoded, weights: Weights, *, least: float) -> Screen:
    """Takes encoded rows, weights and the least log odds worth keeping, gives the screen."""
    columns = rows.columns
    value = np.log(np.maximum(weights.field_m, _LEAST)) - np.log(np.maximum(weights.field_u, _LEAST))
    for at, column in enumerate(columns):
        if column.field.kind not in (DAY, AGE, SEX):
            value[at, 1] = value[at, 1:4].max()
    first_m = np.log(np.maximum(weights.field_m[:, 0], _LEAST)) if columns else np.zeros(0)
    shares = [np.log(c.share) if c.share is not None else np.zeros(0) for c in columns]
    begin = np.concatenate([[0], np.cumsum([len(one) for one in shares])]).astype(np.int64)
    rare = np.array([c.share is not None for c in columns], np.bool_)
    floored, across = _adjusted(rows)
    kind = np.array([_KINDS.get(c.field.kind, CODES) for c in columns], np.int32)
    flat = np.concatenate([*shares, np.zeros(1)]).astype(np.float32)
    tables = (kind, value.astype(np.float32), first_m.astype(np.float32), flat, begin, rare, floored, across)
    prior = float(np.log(weights.matches / weights.all_pairs))
    words = _of_words(rows, weights)
    lines = _lines(rows)
    return Screen(
        lines=lines, most=_most(lines, len(columns), words), fields=tables, words=words, least=least - prior,
    )  # fmt: skip


def _lines(rows: Encoded) -> Any:
    """Gives for each row its codes of fields, then its words, twice their number and one more where a given name."""
    lines = np.empty((len(rows.side), len(rows.columns) + rows.word.shape[1]), np.int32)
    for at, column in enumerate(rows.columns):
        lines[:, at] = column.code
    lines[:, len(rows.columns) :] = np.where(rows.word >= 0, rows.word * 2 + rows.given, -1)
    return lines


def _adjusted(rows: Encoded) -> tuple[Any, Any]:
    """Gives the fields whose disagreement may come to count for nothing, and those found again in another column."""
    columns = rows.columns
    born = any(c.field.label == "birth" for c in columns)
    coarse = {at for _, at in nested_places(rows)}
    floored = np.array([(c.field.kind == AGE and born) or at in coarse for at, c in enumerate(columns)], np.bool_)
    several = sum(1 for c in columns if c.field.kind == PLACE) > 1
    return floored, np.array([several and c.field.kind == PLACE for c in columns], np.bool_)


def _of_words(rows: Encoded, weights: Weights) -> tuple[Any, ...]:
    """Gives the weights of levels by kind of word; of each word its shares, lengths, skeleton and letters as sets."""
    log_m = np.log(np.maximum(weights.name_m, _LEAST))
    value = log_m - np.log(np.maximum(weights.name_u, _LEAST))
    both = np.stack([value[0], np.maximum(value[1], value[2])])
    both[:, :2] = np.stack([log_m[0, :2], np.maximum(log_m[1, :2], log_m[2, :2])])
    roman, roman_len, _, bone_len, bone_id, nick, roman_set, bone_set, _, _ = rows.words.table
    share = np.stack([np.log(rows.words.share), np.log(rows.words.bone_share)], axis=1).astype(np.float32)
    short = np.stack([roman_len, bone_len, bone_id, roman[:, 0], (nick[:, 0] >= 0)], axis=1).astype(np.int32)
    sets = np.stack([roman_set, bone_set], axis=1)
    return both.astype(np.float32), share, short, sets, np.ascontiguousarray(nick)


@njit(cache=True, inline="always")
def _reach(a: Any, n: int, b: Any, m: int) -> Any:
    """Gives the highest ratio that two words of these sets of letters can have."""
    common = bits(a & b) + min(n - bits(a), m - bits(b))
    return 2.0 * min(common, n, m) / (n + m)


@njit(cache=True)
def _word_value(  # noqa: PLR0913, PLR0917 - arrays in a tuple would be counted anew at every call
    one: int, other: int, value: Any, share: Any, short: Any, sets: Any, nick: Any
) -> Any:
    """Gives the most that two words can weigh, by their numbers twice and one more where a given name."""
    k, a, b = (one | other) & 1, one >> 1, other >> 1
    if a == b:
        return value[k, 0] - share[a, 0]
    n, m = short[a, 0], short[b, 0]
    alike = short[a, 2] == short[b, 2] and (short[a, 1] >= 2 or (n >= 2 and m >= 2))
    if short[a, 4] and short[b, 4]:
        for x in range(nick.shape[1]):
            for y in range(nick.shape[1]):
                alike = alike or (nick[a, x] >= 0 and nick[a, x] == nick[b, y])
    if alike:
        return value[k, 1] - max(share[a, 1], share[b, 1])
    if n == 1 or m == 1:
        return value[k, 3] if short[a, 3] == short[b, 3] else value[k, 4]
    if 2.4 * min(n, m) < max(n, m):
        return value[k, 4]
    reach = _reach(sets[a, 0], n, sets[b, 0], m)
    if short[a, 1] >= 3 and short[b, 1] >= 3:
        reach = max(reach, _reach(sets[a, 1], short[a, 1], sets[b, 1], short[b, 1]) - 0.04)
    return value[k, 2] if reach >= 0.79 else value[k, 3] if reach >= 0.6 else value[k, 4]


@njit(cache=True, parallel=True)
def _most(lines: Any, fields: int, words: Any) -> Any:
    """Gives the most that the name of each row can weigh: every word agreeing."""
    value, share = words[0], words[1]
    out = np.zeros(lines.shape[0], np.float32)
    for r in prange(lines.shape[0]):
        for at in range(fields, lines.shape[1]):
            if lines[r, at] >= 0:
                out[r] += max(value[0, 0], value[1, 0]) - share[lines[r, at] >> 1, 0]
    return out


@njit(cache=True)
def _names_value(pair: Any, lines: Any, bound: float, least: float, words: Any) -> Any:
    """Gives a bound of the whole weight: each word of the shorter name with its best partner; stops below the least."""
    i, j, width = pair
    value, share, short, sets, nick = words
    last = lines.shape[1]
    n, m = width, width
    while n < last and lines[i, n] >= 0:
        n += 1
    while m < last and lines[j, m] >= 0:
        m += 1
    if width in (n, m):
        return bound
    if n > m:
        i, j, n, m = j, i, m, n
    top = max(value[0, 0], value[1, 0])
    worst, room = np.float32(0), np.float32(0)
    if m > n:
        bound += (m - n) * max(value[0, 5], value[1, 5], np.float32(0))
        room = max(value[0, 2], value[1, 2]) - min(value[0, 4], value[1, 4])
    for x in range(width, n):
        bound += top - share[lines[i, x] >> 1, 0]
    for x in range(width, n):
        best = value[lines[i, x] & 1, 4]
        for y in range(width, m):
            best = max(best, _word_value(lines[i, x], lines[j, y], value, share, short, sets, nick))
        worst = min(worst, best)
        bound += best - (top - share[lines[i, x] >> 1, 0])
        if bound + room < least:
            return bound
    return bound + (room if worst < 0 else 0.0)


@njit(cache=True)
def _day_level(a: int, b: int) -> int:
    y1, m1, d1 = a >> 9, (a >> 5) & 15, a & 31
    y2, m2, d2 = b >> 9, (b >> 5) & 15, b & 31
    y = abs(y1 - y2)
    if d1 == 0 or d2 == 0:
        fits = m1 == m2 or m1 * m2 == 0
        return (1 if fits else 3) if y == 0 else 4 if y == 1 else 5
    m, d = m1 == m2, d1 == d2
    swapped = m1 == d2 and d1 == m2
    near = abs((y1 - y2) * 372 + (m1 - m2) * 31 + d1 - d2) <= 3
    if near or (y == 0 and (swapped or m or d)) or (m and d and (y <= 1 or y % 10 == 0 or y < 10)):
        return 2
    return 3 if y == 0 else 4 if y == 1 else 5


@njit(cache=True)
def _age_level(gap: int) -> int:
    if gap == 0:
        return 0
    if gap in (1, -1):
        return 1 if gap == 1 else 2
    return 3 if abs(gap) == 2 else 4 if abs(gap) <= 5 else 5


@njit(cache=True)
def _fields_value(i: int, j: int, lines: Any, fields: Any) -> Any:
    kind, value, first_m, log_share, begin, rare, floored, across = fields
    total: Any = 0.0
    for f in range(kind.shape[0]):
        a, b = lines[i, f], lines[j, f]
        part = np.float32(0)
        if a < 0 or b < 0:
            continue
        if a == b:
            day = kind[f] == DAYS and a & 31 == 0
            part = value[f, 1] if day else first_m[f] - log_share[begin[f] + a] if rare[f] else value[f, 0]
        elif kind[f] == DAYS:
            part = value[f, _day_level(a, b)]
        elif kind[f] == AGES:
            part = value[f, _age_level(b - a)]
        else:
            part = max(value[f, 1], value[f, 2]) if across[f] else value[f, 1]
        total += max(part, np.float32(0)) if floored[f] else part
    return total


@njit(cache=True, parallel=True)
def _passes(packed: Any, lines: Any, most: Any, fields: Any, words: Any, least: Any) -> Any:
    out = np.zeros(packed.shape[0], np.bool_)
    width, size = fields[0].shape[0], lines.shape[0]
    for p in prange(packed.shape[0]):
        i = packed[p] // size
        j = packed[p] - i * size
        total = _fields_value(i, j, lines, fields)
        if total + min(most[i], most[j]) + 4.0 >= least:
            out[p] = _names_value((i, j, width), lines, total, least, words) > least
    return out
