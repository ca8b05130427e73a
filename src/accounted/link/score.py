"""Probabilities of pairs: weights learnt from the lists themselves, with priors, and rows competing for each other."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from accounted.link.candidates import Candidates
from accounted.link.encode import Encoded
from accounted.link.reasons import Told
from accounted.link.weights import (
    Odds,
    Weights,
    all_pairs,
    chance_levels,
    first_weights,
    levels_of,
    log_ratios,
    updated,
)

ROUNDS: Final = 6
AT_ONCE: Final = 1_000_000
LEARN_FROM: Final = 300_000
CHANCE_PAIRS: Final = 300_000
KEEP: Final = -9.0
"""Pairs whose log odds lie below this (about 1 in 8,000) are not kept as scored: they are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Candidate pairs with their log odds of being one person, their probability, and the weights behind both; `told`
    holds the reasons where another engine scored them.
    """

    left: Any
    right: Any
    log_odds: Any
    probability: Any
    weights: Weights
    told: Told | None = None


def score(rows: Encoded, found: Candidates, *, repeats: bool, seed: int) -> Scored:
    """Takes rows and candidates, gives each pair's probability of being one person.

    The weights start from priors and are learnt in a few rounds from a part of the candidates; pairs at random, drawn
    with
    `seed`, tell how often rows of two persons agree.
    """
    single = len(rows.lists) == 1 or repeats
    possible = all_pairs(rows, repeats=single)
    u = chance_levels(rows, _by_chance(rows, repeats=single, seed=seed), possible=possible)
    weights = first_weights(rows, possible=possible, u=u)
    weights = _learnt(rows, found, weights, compete=not single, seed=seed)
    left, right, odds = _all_odds(found, Odds(rows, weights))
    probability = probabilities(rows, odds, left, right=right, compete=not single)
    return Scored(left=left, right=right, log_odds=odds, probability=probability, weights=weights)


def _by_chance(rows: Encoded, *, repeats: bool, seed: int) -> tuple[Any, Any]:
    draw = np.random.default_rng(seed)
    usable = np.flatnonzero(rows.usable).astype(np.int32)
    if len(usable) < 2:
        return np.zeros(0, np.int32), np.zeros(0, np.int32)
    left, right = draw.choice(usable, CHANCE_PAIRS), draw.choice(usable, CHANCE_PAIRS)
    apart = (left != right) if repeats else (rows.side[left] != rows.side[right])
    low, high = np.minimum(left, right)[apart], np.maximum(left, right)[apart]
    return low, high


def _learnt(rows: Encoded, found: Candidates, weights: Weights, *, compete: bool, seed: int) -> Weights:
    left, right, scale = _part(found, len(rows.side), seed)
    levels = levels_of(rows, left, right)
    for _ in range(ROUNDS):
        person, family = log_ratios(rows, levels, weights)
        p_person, p_family = kinds(person, family, weights)
        if compete:
            odds = np.log(np.maximum(p_person, 1e-300)) - np.log(np.maximum(1 - p_person, 1e-300))
            p_person = probabilities(rows, odds, left, right=right, compete=True)
        weights = updated(weights, rows, levels, kinds=(p_person, p_family), scale=scale)
    return weights


def _part(found: Candidates, size: int, seed: int) -> tuple[Any, Any, float]:
    """Gives the candidates to learn from: all, or all those of some left rows, so that rows still compete."""
    if found.count <= LEARN_FROM:
        return found.left, found.right, 1.0
    share = LEARN_FROM / found.count
    chosen = np.random.default_rng(seed).random(size) < share
    kept = chosen[found.left]
    return found.left[kept], found.right[kept], len(found.left) / max(int(kept.sum()), 1)


def kinds(person: Any, family: Any, weights: Weights) -> tuple[Any, Any]:
    """Takes both log ratios, gives the probability of one person and of two of one family, by Bayes over three
    kinds.
    """
    a = person + np.log(weights.matches / weights.all_pairs)
    b = family + np.log(weights.relatives / weights.all_pairs)
    top = np.maximum(np.maximum(a, b), 0.0)
    one, two, none = np.exp(a - top), np.exp(b - top), np.exp(-top)
    total = one + two + none
    return one / total, two / total


def log_odds(person: Any, family: Any, weights: Weights) -> Any:
    """Takes both log ratios, gives the log odds of one person against anything else, before rows compete."""
    a = person + np.log(weights.matches / weights.all_pairs)
    b = family + np.log(weights.relatives / weights.all_pairs)
    return a - np.logaddexp(b, 0.0)


def _all_odds(found: Candidates, odds: Odds) -> tuple[Any, Any, Any]:
    """Gives the pairs worth keeping with their log odds, taken in parts so that memory stays flat."""
    kept: list[tuple[Any, Any, Any]] = []
    for at in range(0, max(len(found.left), 1), AT_ONCE):
        left, right = found.left[at : at + AT_ONCE], found.right[at : at + AT_ONCE]
        told = odds.of(left, right, least=KEEP)
        good = told > KEEP
        kept.append((left[good], right[good], told[good]))
    left, right, scores = (np.concatenate([part[k] for part in kept]) for k in range(3))
    return left, right, scores


def probabilities(rows: Encoded, odds: Any, left: Any, *, right: Any, compete: bool) -> Any:
    """Takes log odds of pairs, gives probabilities; in lists that name a person once, rivals for a row share one.

    p(i,j) = o(i,j) / (1 + sum of o(i,.) + sum of o(.,j) - o(i,j)), the exact posterior for one row with its rivals.
    """
    if not compete:
        return 1.0 / (1.0 + np.exp(-np.clip(odds, -500, 500)))
    odd = np.exp(np.clip(odds, -60, 60).astype(np.float64))
    lists = len(rows.lists)
    from_left = left.astype(np.int64) * lists + rows.side[right]
    from_right = right.astype(np.int64) * lists + rows.side[left]
    size = len(rows.side) * lists
    of_left = np.bincount(from_left, weights=odd, minlength=size)[from_left]
    of_right = np.bincount(from_right, weights=odd, minlength=size)[from_right]
    return odd / (1.0 + of_left + of_right - odd)
