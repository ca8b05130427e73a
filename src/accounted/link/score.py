"""Probabilities of pairs: weights learnt from the lists themselves, with priors, and rows competing for each other."""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from accounted.link.candidates import Candidates
from accounted.link.encode import Encoded
from accounted.link.reasons import Told
from accounted.link.weights import (
    Kinds,
    Odds,
    Weights,
    all_pairs,
    chance_levels,
    first_weights,
    levels_of,
    ratios,
    updated,
)

ROUNDS: Final = 6
AT_ONCE: Final = 1_000_000
LEARN_FROM: Final = 300_000
CHANCE_PAIRS: Final = 300_000
LEFT_OVER, FEW_OPEN = 50.0, 5.0
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
    chosen = rows_to_learn_from(found.count, len(rows.side), seed)[found.left]
    sample = found.left[chosen], found.right[chosen]
    weights = learnt(rows, sample, first(rows, repeats=single, seed=seed), compete=not single, count=found.count)
    left, right, odds = _all_odds(found, Odds(rows, weights))
    probability = probabilities(rows, odds, left, right=right, compete=not single)
    return Scored(left=left, right=right, log_odds=odds, probability=probability, weights=weights)


def first(rows: Encoded, *, repeats: bool, seed: int) -> Weights:
    """Takes rows, gives the weights to start from: priors of m, and u of pairs drawn at random."""
    possible = all_pairs(rows, repeats=repeats)
    u = chance_levels(rows, _by_chance(rows, repeats=repeats, seed=seed), possible=possible)
    return first_weights(rows, possible=possible, u=u)


def _by_chance(rows: Encoded, *, repeats: bool, seed: int) -> tuple[Any, Any]:
    draw = np.random.default_rng(seed)
    usable = np.flatnonzero(rows.usable).astype(np.int32)
    if len(usable) < 2:
        return np.zeros(0, np.int32), np.zeros(0, np.int32)
    left, right = draw.choice(usable, CHANCE_PAIRS), draw.choice(usable, CHANCE_PAIRS)
    apart = (left != right) if repeats else (rows.side[left] != rows.side[right])
    low, high = np.minimum(left, right)[apart], np.maximum(left, right)[apart]
    return low, high


def learnt(rows: Encoded, sample: tuple[Any, Any], weights: Weights, *, compete: bool, count: int) -> Weights:
    """Takes the candidates to learn from, out of `count`, and weights to start from, gives the weights learnt."""
    left, right = sample
    scale = count / max(len(left), 1)
    levels = levels_of(rows, left, right)
    for _ in range(ROUNDS):
        person, family, event, first_word = ratios(rows, levels, weights)
        kinds = kinds_of((person, family, event), weights, first_word)
        p_person = kinds.person
        if compete:
            odds = log_odds((person, family, event), weights)
            p_person = probabilities(rows, odds, left, right=right, compete=True)
        weights = updated(weights, rows, levels, kinds=replace(kinds, person=p_person), scale=scale)
        if compete:
            told = linked_by_lists(rows, sample, p_person)
            weights = replace(weights, open_pairs=open_pairs(rows, scale * told))
    return weights


def linked_by_lists(rows: Encoded, pairs: tuple[Any, Any], probability: Any) -> Any:
    """Takes pairs with their probabilities, gives how many links there are between every two lists, as a square."""
    count = len(rows.lists)
    found = np.bincount(
        rows.side[pairs[0]].astype(np.int64) * count + rows.side[pairs[1]], weights=probability, minlength=count**2
    ).reshape(count, count)
    return found + found.T


def open_pairs(rows: Encoded, linked: Any) -> float:
    """Takes how many links there are between every two lists that name a person once, gives how many pairs of rows are
    left for one link more.

    Two lists of 100 and 200 rows with 90 links leave 10 and 110 rows, 1,100 pairs. A matching of that size is as
    probable as any other, so that one link more is as probable a priori as 90 in 1,100, not as 90 in 20,000: where
    nearly all of a list is on the other one, a row left over is mostly a person whose two rows differ
    (Fortini, Liseo, Nuccitelli and Scanu, "On Bayesian record linkage", Research in Official Statistics 4, 2001).
    One row in `LEFT_OVER` and `FEW_OPEN` more count as open at least, and no pair is held likelier than one in eleven
    before it is looked at: links must not call for more links without end.
    """
    sizes = np.bincount(rows.side[rows.usable], minlength=len(rows.lists)).astype(np.float64)
    left = np.maximum(sizes[:, None] - linked, sizes[:, None] / LEFT_OVER + FEW_OPEN)
    free = max(float(np.triu(left * left.T, 1).sum()), 10 * float(np.triu(linked, 1).sum()))
    return max(min(free, all_pairs(rows, repeats=False)), 1.0)


def rows_to_learn_from(count: int, size: int, seed: int) -> Any:
    """Takes how many candidates and rows there are, gives the left rows to learn from: all, or so many that their
    pairs suffice; all pairs of a row, so that rows still compete.
    """
    return np.random.default_rng(seed).random(size) < (LEARN_FROM / count if count > LEARN_FROM else 1.0)


def kinds_of(told: tuple[Any, Any, Any], weights: Weights, first: Any) -> Kinds:
    """Takes the log ratios of pairs, gives the probability of each kind, by Bayes over four of them."""
    a, b, c = told[0] + weights.prior, told[1] + weights.prior_family, told[2] + weights.prior_event
    top = np.maximum(np.maximum(np.maximum(a, b), c), 0.0)
    one, two, three = np.exp(a - top), np.exp(b - top), np.exp(c - top)
    total = one + two + three + np.exp(-top)
    return Kinds(person=one / total, family=two / total, event=three / total, first=first)


def log_odds(told: tuple[Any, Any, Any], weights: Weights) -> Any:
    """Takes the log ratios of pairs, gives the log odds of one person against anything else, before rows compete."""
    b, c = told[1] + weights.prior_family, told[2] + weights.prior_event
    return told[0] + weights.prior - np.logaddexp(np.logaddexp(b, c), 0.0)


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
