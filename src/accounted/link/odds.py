"""Compiled weights: from levels of agreement to log odds, for pairs one by one, so that nothing is kept in between.

Sums are taken in one order whatever the number of processors, so that the same lists give the same figures.
"""

from typing import Any

import numpy as np
from numba import prange

from accounted.core.compiled import kernel, kernel_as
from accounted.link.kernels import IS_RARE, LEAD, NONE, SHARES, SLOTS, WHOLE, field_levels, name_slots, words_in
from accounted.link.letters import ABSENT, ALIKE

_PART = 1024


@kernel
def _field_weight(  # noqa: PLR0913, PLR0917 - arrays in a tuple would be counted anew at every call
    level: Any, f: Any, code: Any, rules: Any, log_share: Any, log_m: Any, log_u: Any
) -> Any:
    """Gives log(m/u) of one field: u of a rare value agreed on is the share of rows with it."""
    if level == NONE:
        return 0.0
    if level == 0 and rules[f, IS_RARE]:
        return log_m[f, 0] - log_share[rules[f, SHARES] + code]
    return log_m[f, level] - log_u[f, level]


@kernel
def _slot_weight(slot: Any, first: Any, second: Any, logs: Any, name_m: Any, name_u: Any) -> Any:
    """Gives log(m/u) of one slot: u of a word agreed on is the share of rows with it, of forms alike with its
    skeleton. A word that one side alone tells says nothing.
    """
    kind, level = slot >> 3, slot & 7
    if level == ABSENT:
        return 0.0
    if level == 0:
        return name_m[kind, 0] - logs[first, 0]
    if level == 1:
        return name_m[kind, 1] - max(logs[first, 1], logs[second, 1])
    return name_m[kind, level] - name_u[kind, level]


@kernel_as(parallel=True)
def slot_weights(slots: Any, words: Any, logs: Any, name_m: Any, name_u: Any) -> Any:
    """Takes slots of pairs with their words, gives log(m/u) of each slot; zero where there is none."""
    first, second = words
    out = np.zeros(slots.shape, np.float64)
    for p in prange(slots.shape[0]):
        for k in range(slots.shape[1]):
            if slots[p, k] != NONE:
                out[p, k] = _slot_weight(np.int64(slots[p, k]), first[p, k], second[p, k], logs, name_m, name_u)
    return out


@kernel_as(parallel=True)
def field_weights(left: Any, levels: Any, lines: Any, tables: Any) -> Any:
    """Takes levels of pairs by field, gives log(m/u) of each; zero where a side does not tell it."""
    rules, log_share, log_m, log_u = tables
    out = np.zeros(levels.shape, np.float64)
    for p in prange(levels.shape[0]):
        for f in range(levels.shape[1]):
            code = np.int64(lines[left[p], f])
            out[p, f] = _field_weight(np.int64(levels[p, f]), f, code, rules, log_share, log_m, log_u)
    return out


@kernel_as(parallel=True)
def family_names(slots: Any, words: Any, logs: Any, of_family: Any) -> Any:
    """Takes slots of pairs with their words, gives the weight of each pair's names as those of two of one family, and
    the probability that the first word of a whole name is the given one, if they are.
    """
    first, second = words
    out, lead = np.zeros(slots.shape[0], np.float64), np.ones(slots.shape[0], np.float64)
    for p in prange(slots.shape[0]):
        out[p], lead[p] = _family_name(slots, first, second, p, logs, of_family)
    return out, lead


@kernel
def _family_name(slots: Any, first: Any, second: Any, p: Any, logs: Any, of_family: Any) -> Any:
    """Gives the weight of the names of two of one family: words of families count; of given names, that agree by
    chance, those that do speak against it, since children of one house are named apart.

    In names told as a whole any word may be the given one, the first most likely: all ways to read them are summed.
    """
    name_f, name_u, namesake, given_first = of_family
    total, others, at = 0.0, 0, -1
    for k in range(slots.shape[1]):
        slot = np.int64(slots[p, k])
        if slot == NONE or slot & 7 == ABSENT:
            continue
        if slot >> 3 == LEAD >> 3:
            total += namesake if slot & 7 <= ALIKE else 0.0
        elif slot >> 3 != 1 or at >= 0:
            total += _family_word(slot, first[p, k], second[p, k], logs, name_f, name_u)
        if slot >> 3 == WHOLE >> 3:
            at = k
        others += 1
    if at < 0 or others < 2:
        return total, 1.0
    told, lead = 0.0, 0.0
    for k in range(slots.shape[1]):
        slot = np.int64(slots[p, k])
        if slot == NONE or slot & 7 == ABSENT:
            continue
        chance = given_first if k == at else (1.0 - given_first) / (others - 1)
        bare = _family_word(slot, first[p, k], second[p, k], logs, name_f, name_u)
        way = chance * np.exp((namesake if slot & 7 <= ALIKE else 0.0) - bare)
        told += way
        lead += way if k == at else 0.0
    return total + np.log(told), lead / told


@kernel
def _family_word(slot: Any, first: Any, second: Any, logs: Any, name_f: Any, name_u: Any) -> Any:
    """Gives the weight of a word that two of one family share: as `_slot_weight` for one person."""
    level = slot & 7
    if level == 0:
        return name_f[0] - logs[first, 0]
    if level == 1:
        return name_f[1] - max(logs[first, 1], logs[second, 1])
    return name_f[level] - name_u[slot >> 3, level]


@kernel
def counts(levels: Any, kinds: Any, weight: Any) -> Any:
    """Takes levels (level + 8 * kind) of pairs and a weight for each pair, gives the weight of every kind and level.

    Words that one side alone tells do not count.
    """
    out = np.zeros((kinds, 8))
    for p in range(levels.shape[0]):
        for k in range(levels.shape[1]):
            if levels[p, k] != NONE and levels[p, k] & 7 != ABSENT:
                out[levels[p, k] >> 3, levels[p, k] & 7] += weight[p]
    return out[:, :6]


@kernel
def field_counts(levels: Any, weight: Any) -> Any:
    """Takes levels of pairs by field and a weight for each pair, gives the weight of every field and level."""
    out = np.zeros((levels.shape[1], 7))
    for p in range(levels.shape[0]):
        for f in range(levels.shape[1]):
            if levels[p, f] != NONE:
                out[f, levels[p, f]] += weight[p]
    return out


@kernel_as(parallel=True)
def most_of_names(lines: Any, fields: int, logs: Any, name_m: Any, name_u: Any) -> Any:
    """Gives the most that the name of each row can weigh: every word at its best, and all other slots at theirs."""
    top = 0.0
    for level in range(2, ABSENT):
        for kind in range(4):
            top = max(top, name_m[kind, level] - name_u[kind, level])
    same, alike = name_m[:, 0].max(), name_m[:, 1].max()
    out = np.zeros(lines.shape[0], np.float32)
    for r in prange(lines.shape[0]):
        told = words_in(lines, r, fields)
        total = top * (SLOTS - told) if told else 0.0
        for k in range(told):
            word = lines[r, fields + k] >> 1
            total += max(top, same - logs[word, 0], alike - logs[word, 1])
        out[r] = total + 0.01
    return out


@kernel_as(parallel=True)
def odds_of(left: Any, right: Any, rows: Any, weights: Any, least: float) -> Any:
    """Takes pairs of rows, gives their log odds of one person against all else; -inf where they lie below `least`.

    Fields are weighed first: where even names that agree in every word could not lift a pair above `least`, they are
    not compared. `weights` holds the priors of one person and of one family as log odds.
    """
    lines, facts, logs, most, rules, letters, sets, nested, log_share = rows
    field_m, field_u, field_f, name_m, name_u, of_family, shared, prior, prior_family, prior_event = weights
    pairs, width = left.shape[0], rules.shape[0]
    out = np.full(pairs, -np.inf, np.float32)
    for part in prange((pairs + _PART - 1) // _PART):
        of_words, levels = np.empty((SLOTS, SLOTS), np.int64), np.empty((1, width), np.uint8)
        slots = np.empty((1, SLOTS), np.uint8)
        first, second = np.empty((1, SLOTS), np.int32), np.empty((1, SLOTS), np.int32)
        for p in range(part * _PART, min(pairs, (part + 1) * _PART)):
            i, j = np.int64(left[p]), np.int64(right[p])
            field_levels(i, j, lines, rules, letters, sets, nested, levels, 0)
            person, event = prior, 0.0
            for f in range(width):
                code, level = np.int64(lines[i, f]), np.int64(levels[0, f])
                person += _field_weight(level, f, code, rules, log_share, field_m, field_u)
            if person + min(most[i], most[j]) < least:
                continue
            for f in range(width):
                if shared[f]:
                    code, level = np.int64(lines[i, f]), np.int64(levels[0, f])
                    event += _field_weight(level, f, code, rules, log_share, field_f, field_u)
            name_slots(i, j, lines, width, facts, slots, first, second, 0, of_words)
            for k in range(SLOTS):
                slot = np.int64(slots[0, k])
                if slot != NONE:
                    person += _slot_weight(slot, first[0, k], second[0, k], logs, name_m, name_u)
            if person < least:
                continue
            family = event + _family_name(slots, first, second, 0, logs, of_family)[0]
            odds = person - np.log(1.0 + np.exp(family + prior_family) + np.exp(event + prior_event))
            if odds > least:
                out[p] = odds
    return out
