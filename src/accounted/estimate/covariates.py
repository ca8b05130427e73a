"""Takes a capture table whose strata say what is known about each person, gives the doubly robust two-list estimate.

Das, Kennedy & Jewell (2021, JASA; arXiv 2104.14091): lists are independent given what is known. With q1, q2, q12 the
chances, among the listed, of being on list 1, 2 and both, the inverse of the chance of being listed is estimated by
the mean of phi = q1 q2/q12 (Y1/q1 + Y2/q2 - Y1 Y2/q12), the q fitted on other persons than they are used for.
"""

import math
import re
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from accounted.core.capture import CaptureTable
from accounted.core.figure import Estimate, Gate, Told
from accounted.core.outcome import Refusal
from accounted.estimate.imputing import NOT_TOLD
from accounted.estimate.making import Account, Found, estimate_of
from accounted.estimate.refusing import conditions, refusal

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
FOLDS = 5
SMALLEST = 0.01
"""Fitted chances are held above this, as the paper advises: a smaller chance of being on both lists makes phi
explode.
"""
MOST_PERSONS = 5_000_000
MOST_MARKS = 8
"""A covariate of more numbers than this enters as a number, not as one mark a value."""
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def doubly_robust(
    table: CaptureTable, *, lists: Sequence[str] | None = None, seed: int = 1, level: float = 0.95
) -> Estimate | Refusal:
    """Takes a table with strata and two of its lists (the two largest by default), gives the doubly robust estimate.

    The interval is N +- z sqrt(N (psi var(phi) + (1 - psi)/psi)), psi the chance of being listed.

    Assumes that, among persons alike in what is known, being on one list says nothing about the other.

    >>> cells = [("11", 60, ("old",)), ("10", 40, ("old",)), ("01", 30, ("old",)), ("11", 10, ("young",)),
    ...      ("10", 40, ("young",)), ("01", 30, ("young",))]
    >>> two = CaptureTable.of(["ngo", "press"], cells, stratum_names=["age"])
    >>> round(doubly_robust(two).point), 100 * 90 / 60 + 50 * 40 / 10
    (333, 350.0)
    """
    if not table.stratum_names:
        words = "The table has no strata, so it says nothing about each person beside the lists; the method needs that."
        return refusal(
            "no-covariates", "doubly-robust", words, "Give columns such as sex, age band or place as strata."
        )
    pair = tuple(lists) if lists else tuple(sorted(table.per_list(), key=lambda name: -table.per_list()[name])[:2])
    part = table.only(pair)
    held = conditions(part, "doubly-robust", least=2, most=2)
    if held is not None:
        return held
    if part.persons > MOST_PERSONS or part.persons < 2 * FOLDS:
        return refusal(
            "too-few-persons",
            "doubly-robust",
            f"{part.persons:,} persons on the two lists.",
            f"Between {2 * FOLDS} and {MOST_PERSONS:,} can be used.",
        )
    design, kinds = _persons(part)
    phi = _influence(design, kinds, seed)
    inverse = float(phi.mean())
    point, chance = len(phi) * inverse, 1.0 / inverse
    spread = math.sqrt(point * (chance * float(phi.var(ddof=1)) + (1.0 - chance) / chance)) if inverse > 1.0 else 0.0
    z = NormalDist().inv_cdf((1 + level) / 2)
    both = float(np.mean(kinds == 2))
    told: dict[str, Told] = {
        "lists": pair,
        "covariates": tuple(part.stratum_names),
        "chance_of_being_listed": chance,
        "on_both": both,
    }
    alike = ", ".join(part.stratum_names)
    words = f"Being on {pair[0]} says nothing about being on {pair[1]}, among persons alike in {alike}."
    gate = Gate(
        name="enough shared persons",
        met=both * len(phi) >= 30,
        words=f"{both * len(phi):,.0f} persons are on both lists; 30 are asked for.",
    )
    found = Found(point=max(point, table.persons), low=point - z * spread, high=point + z * spread, level=level)
    return estimate_of(
        table,
        "doubly-robust",
        found,
        Account(assumes=(words,), told=told, gates=(gate,), seed=seed, choices={"lists": pair, "level": level}),
    )


def _persons(table: CaptureTable) -> tuple[Floats, Ints]:
    """Gives one row a person: an intercept and what is known of it; and on which lists it is: first, second (1), both
    (2).
    """
    coded = [_coded(sorted({cell.stratum[i] for cell in table.counts})) for i in range(len(table.stratum_names))]
    rows, kinds, repeats = [], [], []
    for cell in table.counts:
        marks = [mark for code, value in zip(coded, cell.stratum, strict=True) for mark in code[value]]
        rows.append([1.0, *marks])
        kinds.append({"10": 0, "01": 1, "11": 2}[cell.pattern])
        repeats.append(cell.count)
    return np.repeat(np.array(rows), repeats, axis=0), np.repeat(np.array(kinds), repeats)


def _coded(values: list[str]) -> dict[str, tuple[float, ...]]:
    """Takes the values of one covariate, gives the numbers that stand for each: a mark a value, or, where there are
    many and all that are told are numbers, the scaled number and its square, with a mark for what is not told.
    """
    told = {value: float(value) for value in values if _NUMBER.fullmatch(value)}
    if len(told) <= MOST_MARKS or any(v not in told and v not in NOT_TOLD for v in values):
        return {value: tuple(float(value == other) for other in values[1:]) for value in values}
    middle, spread = float(np.mean(list(told.values()))), float(np.std(list(told.values()))) or 1.0
    scaled = {value: (number - middle) / spread for value, number in told.items()}
    return {v: (scaled[v], scaled[v] ** 2, 0.0) if v in told else (0.0, 0.0, 1.0) for v in values}


def _influence(design: Floats, kinds: Ints, seed: int) -> Floats:
    """Gives phi for each person, its chances fitted on the other folds."""
    fold = np.random.default_rng(seed).permutation(len(kinds)) % FOLDS
    phi = np.empty(len(kinds))
    for k in range(FOLDS):
        here = fold == k
        chances = np.clip(_chances(design[~here], kinds[~here], design[here]), SMALLEST, None)
        chances /= chances.sum(axis=1, keepdims=True)
        q12 = chances[:, 2]
        q1, q2 = chances[:, 0] + q12, chances[:, 1] + q12
        on1, on2, both = kinds[here] != 1, kinds[here] != 0, kinds[here] == 2
        phi[here] = q1 * q2 / q12 * (on1 / q1 + on2 / q2 - both / q12)
    return phi


def _chances(design: Floats, kinds: Ints, new: Floats) -> Floats:
    """Gives the chance of each kind for new persons by multinomial logistic regression with a slight ridge (Newton)."""
    width, marks = design.shape[1], np.column_stack([kinds == 0, kinds == 1]).astype(float)
    beta = np.zeros(2 * width)
    for _ in range(50):
        scores = np.column_stack([design @ beta[:width], design @ beta[width:], np.zeros(len(design))])
        p = np.exp(scores - scores.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        slope = np.concatenate([design.T @ (marks[:, 0] - p[:, 0]), design.T @ (marks[:, 1] - p[:, 1])]) - 1e-3 * beta
        blocks = [[design.T @ ((p[:, i] * ((i == j) - p[:, j]))[:, None] * design) for j in range(2)] for i in range(2)]
        step = np.linalg.solve(np.block(blocks) + 1e-3 * np.eye(2 * width), slope)
        beta += step
        if np.abs(step).max() < 1e-9:
            break
    scores = np.column_stack([new @ beta[:width], new @ beta[width:], np.zeros(len(new))])
    made: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    made /= made.sum(axis=1, keepdims=True)
    return made
