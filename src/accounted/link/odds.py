"""Compiled weights: from levels of agreement to log odds, for pairs one by one, so that nothing is kept in between.

Sums are taken in one order whatever the number of processors, so that the same lists give the same figures.
"""

from typing import Any

import numpy as np
from numba import prange

from accounted.core.compiled import kernel, kernel_as
from accounted.link.kernels import GIVEN, IS_RARE, NONE, SHARES, SLOTS, field_levels, name_slots, words_in

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
    skeleton.
    """
    kind, level = slot >> 3, slot & 7
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
def summed(fields: Any, names: Any, slots: Any, shared: Any, namesake: float) -> Any:
    """Takes weights of fields and of slots, gives for each pair its weight as one person and as two of one family.

    Of two of one family, only what families share counts, and given names that agree speak against it.
    """
    person, family = np.zeros(fields.shape[0]), np.zeros(fields.shape[0])
    for p in prange(fields.shape[0]):
        for f in range(fields.shape[1]):
            person[p] += fields[p, f]
            family[p] += fields[p, f] if shared[f] else 0.0
        for k in range(names.shape[1]):
            person[p] += names[p, k]
            family[p] += _of_family(np.int64(slots[p, k]), names[p, k], namesake)
    return person, family


@kernel
def _of_family(slot: Any, weight: float, namesake: float) -> Any:
    if slot == NONE or slot < GIVEN:
        return weight
    return namesake if slot >> 3 == 2 and slot & 7 <= 1 else 0.0


@kernel
def counts(levels: Any, kinds: Any, weight: Any) -> Any:
    """Takes levels (level + 8 * kind) of pairs and a weight for each pair, gives the weight of every kind and level."""
    out = np.zeros((kinds, 8))
    for p in range(levels.shape[0]):
        for k in range(levels.shape[1]):
            if levels[p, k] != NONE:
                out[levels[p, k] >> 3, levels[p, k] & 7] += weight[p]
    return out[:, :6]


@kernel
def field_counts(levels: Any, weight: Any) -> Any:
    """Takes levels of pairs by field and a weight for each pair, gives the weight of every field and level."""
    out = np.zeros((levels.shape[1], 6))
    for p in range(levels.shape[0]):
        for f in range(levels.shape[1]):
            if levels[p, f] != NONE:
                out[f, levels[p, f]] += weight[p]
    return out


@kernel_as(parallel=True)
def most_of_names(lines: Any, fields: int, logs: Any, name_m: Any, name_u: Any) -> Any:
    """Gives the most that the name of each row can weigh: every word at its best, and all other slots at theirs."""
    top = 0.0
    for level in range(2, 6):
        for kind in range(3):
            top = max(top, name_m[kind, level] - name_u[kind, level])
    same, alike = max(name_m[0, 0], name_m[1, 0], name_m[2, 0]), max(name_m[0, 1], name_m[1, 1], name_m[2, 1])
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
    field_m, field_u, name_m, name_u, shared, namesake, prior, prior_family = weights
    pairs, width = left.shape[0], rules.shape[0]
    out = np.full(pairs, -np.inf, np.float32)
    for part in prange((pairs + _PART - 1) // _PART):
        of_words, levels = np.empty((SLOTS, SLOTS), np.int64), np.empty((1, width), np.uint8)
        slots = np.empty((1, SLOTS), np.uint8)
        first, second = np.empty((1, SLOTS), np.int32), np.empty((1, SLOTS), np.int32)
        for p in range(part * _PART, min(pairs, (part + 1) * _PART)):
            i, j = np.int64(left[p]), np.int64(right[p])
            field_levels(i, j, lines, rules, letters, sets, nested, levels, 0)
            person, family = 0.0, 0.0
            for f in range(width):
                code = np.int64(lines[i, f])
                told = _field_weight(np.int64(levels[0, f]), f, code, rules, log_share, field_m, field_u)
                person += told
                family += told if shared[f] else 0.0
            if person + prior + min(most[i], most[j]) < least:
                continue
            name_slots(i, j, lines, width, facts, slots, first, second, 0, of_words)
            for k in range(SLOTS):
                slot = np.int64(slots[0, k])
                if slot != NONE:
                    told = _slot_weight(slot, first[0, k], second[0, k], logs, name_m, name_u)
                    person += told
                    family += _of_family(slot, told, namesake)
            a, b = person + prior, family + prior_family
            odds = a - max(b, 0.0) - np.log1p(np.exp(-abs(b)))
            if odds > least:
                out[p] = odds
    return out
