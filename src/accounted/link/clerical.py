"""Clerical review: which pairs to ask about, and what the answers say on precision, recall and missed links.

Answers on the pairs most in doubt change most; answers on pairs drawn at random within strata measure. Both are
asked, only the
second kind measures. What could be missed are rows linked to nothing (of the smaller list): each stands with its best
pair
among those compared or, where there is none, with the most similar row that never was a candidate. The estimate is
that of a
stratified sample (Cochran, Sampling Techniques, 1977, chapter 5), each share with Jeffreys' beta(1/2, 1/2) prior
(Brown, Cai
and DasGupta, "Interval estimation for a binomial proportion", Statistical Science 16, 2001), so that a few dozen
answers give
an honest interval, if a wide one. A wrong link that took the place of a right one counts as wrong, not also as missed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from accounted.core.outcome import Refusal
from accounted.link.blocks import dense
from accounted.link.letters import ratio
from accounted.link.linkage import Linkage

SURE: Final = 0.95
ABOVE, BELOW, NEAR, OUTSIDE = "linked above .95", "linked below .95", "alone, compared", "alone, outside"
FOR_DOUBT, FOR_MEASURE = "doubt", "measure"
FEWEST: Final = 20
_LEAST_ALIKE: Final = 0.45
_NEAREST: Final = 400
_DRAWS: Final = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Two rows to be looked at: their places among all rows, the stratum they stand for, and why they are asked.

    The probability is left out: a reviewer answers without it (blind), and may ask for it afterwards.
    """

    left: int
    right: int
    stratum: str
    asked_for: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A share with its central 95 % interval."""

    low: float
    mid: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a clerical sample says: precision and recall of links, the share of links missed, from how many answers.

    `missed_alpha` and `missed_beta` are the beta distribution of the missed share, from which draws take it.
    """

    answers: int
    precision: Interval
    recall: Interval
    missed: Interval
    missed_alpha: float
    missed_beta: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """Pairs that stand for some rows or links: how many there are, and those that can be asked (left, right)."""

    size: int
    pairs: tuple[tuple[int, int], ...]


def strata(made: Linkage) -> dict[str, Stratum]:
    """Takes a linkage, gives what a sample is drawn from: links sure and less sure; rows alone, compared or never
    compared.
    """
    scored, linked = made.scored, made.linked()
    sure = scored.probability >= SURE
    found = {}
    for name, chosen in ((ABOVE, linked & sure), (BELOW, linked & ~sure)):
        found[name] = _stratum(zip(scored.left[chosen].tolist(), scored.right[chosen].tolist(), strict=True))
    best = _best_pairs(made)
    alone = unlinked_rows(made).tolist()
    found[NEAR] = _stratum(best[row] for row in alone if row in best)
    rest = [row for row in alone if row not in best]
    found[OUTSIDE] = Stratum(size=len(rest), pairs=tuple((row, row) for row in rest))
    return {name: stratum for name, stratum in found.items() if stratum.size}


def _stratum(pairs: Iterable[tuple[int, int]]) -> Stratum:
    told = tuple(pairs)
    return Stratum(size=len(told), pairs=told)


def _best_pairs(made: Linkage) -> dict[int, tuple[int, int]]:
    """Gives for every row its most probable scored pair that is not linked."""
    scored = made.scored
    free = np.flatnonzero(~made.linked())
    order = free[np.lexsort((scored.right[free], scored.left[free], scored.probability[free]))]
    best: dict[int, tuple[int, int]] = {}
    for a, b in zip(scored.left[order].tolist(), scored.right[order].tolist(), strict=True):
        best[a] = best[b] = (a, b)
    return best


def next_questions(
    made: Linkage, *, count: int, seed: int, answered: frozenset[tuple[int, int]] = frozenset(), doubt: float = 0.4
) -> tuple[Question, ...]:
    """Takes a linkage, gives the next pairs to ask: a share in doubt (where an answer changes most), the rest at
    random.

    The random part goes to strata by their size times their spread (Neyman's allocation, with a share of .03 where
    none is
    known), four at least; pairs already answered are not asked again.
    """
    scored = made.scored
    pairs = list(zip(scored.left.tolist(), scored.right.tolist(), strict=True))
    value = scored.probability * (1 - scored.probability)
    order = np.argsort(-value, kind="stable")[: int(count * doubt) + len(answered)].tolist()
    in_doubt = [pairs[at] for at in order if pairs[at] not in answered and value[at] > 0][: int(count * doubt)]
    asked = [Question(left=a, right=b, stratum=FOR_DOUBT, asked_for=FOR_DOUBT) for a, b in in_doubt]
    draw = np.random.default_rng(seed)
    by_stratum = strata(made)
    weight = {name: stratum.size * (0.5 if name == NEAR else 0.17) for name, stratum in by_stratum.items()}
    for name, stratum in by_stratum.items():
        share = max(4, round((count - len(asked)) * weight[name] / sum(weight.values())))
        free = [pair for pair in stratum.pairs if pair not in answered]
        chosen = [free[at] for at in draw.permutation(len(free))[:share].tolist()]
        chosen = _outside(made, [pair[0] for pair in chosen]) if name == OUTSIDE else chosen
        asked += [Question(left=a, right=b, stratum=name, asked_for=FOR_MEASURE) for a, b in chosen]
    return tuple(asked)


def unlinked_rows(made: Linkage) -> Any:
    """Takes a linkage, gives the rows of its smallest list (of its one list) that are linked to nothing."""
    sizes = np.bincount(made.person, minlength=len(made.person))
    alone = (sizes[made.person] == 1) & made.rows.usable
    smallest = int(np.argmin([len(one) for one in made.rows.lists]))
    return np.flatnonzero(alone & (made.rows.side == smallest)).astype(np.int32)


def _outside(made: Linkage, alone: Sequence[int]) -> list[tuple[int, int]]:
    """Gives for rows that have no scored pair the row with the most similar name, whatever the other fields say."""
    rows = made.rows
    letters, lengths = rows.joined()
    others = rows.usable & (lengths > 1)
    if len(rows.lists) > 1 and alone:
        others &= rows.side != rows.side[alone[0]]
    order = np.flatnonzero(others).astype(np.int32)
    told = np.array(alone, np.int32)
    if not len(told) or not len(order):
        return []
    begin, end = np.zeros(len(told), np.int64), np.full(len(told), len(order), np.int64)
    near, counts = dense(told, (begin, end, order), (letters, lengths), _LEAST_ALIKE, _NEAREST)
    asked = []
    for at, row in enumerate(told.tolist()):
        able = [int(j) for j in near[at, : min(int(counts[at]), _NEAREST)] if j != row]
        if able:
            mine = letters[row], lengths[row]
            best = max(able, key=lambda j: (float(ratio(*mine, letters[j], lengths[j])), -j))
            asked.append((min(row, best), max(row, best)))
    return asked


def measured(made: Linkage, answers: Sequence[tuple[Question, bool]], *, seed: int) -> Measured | Refusal:
    """Takes questions with their answers (one person or not), gives precision, recall and missed links with intervals.

    Answers asked for doubt do not measure and are left out. With 1,000 links of which 20 drawn at random are all
    "same" the
    share of right links is beta(20.5, 0.5): between .886 and 1. Fewer than 20 answers at random, or none on rows
    alone while
    there are such rows, are refused: what was never compared would be taken for nothing.
    """
    random = [(question, same) for question, same in answers if question.asked_for == FOR_MEASURE]
    by_stratum = strata(made)
    told = {name: [same for question, same in random if question.stratum == name] for name in by_stratum}
    silent = [name for name in by_stratum if not told[name]]
    if len(random) < FEWEST or any(name in (ABOVE, NEAR) for name in silent):
        reason = f"{len(random)} answers on pairs drawn at random, none in: {', '.join(silent) or '-'}"
        advice = f"Answer at least {FEWEST} such questions, some on rows linked to nothing."
        return Refusal(code="too-few-answers", method="link.measured", reason=reason, advice=advice)
    draw = np.random.default_rng(seed)
    true, missed, links = np.zeros(_DRAWS), np.zeros(_DRAWS), 0
    for name, stratum in by_stratum.items():
        same = sum(told[name])
        part = stratum.size * draw.beta(same + 0.5, len(told[name]) - same + 0.5, _DRAWS)
        if name in (ABOVE, BELOW):
            true, links = true + part, links + stratum.size
        else:
            missed = missed + part
    share = missed / np.maximum(true + missed, 1e-9)
    alpha, beta = _beta_of(share)
    return Measured(
        answers=len(random), precision=_interval(true / max(links, 1)), recall=_interval(1 - share),
        missed=_interval(share), missed_alpha=alpha, missed_beta=beta,
    )  # fmt: skip


def _interval(values: Any) -> Interval:
    low, mid, high = (float(value) for value in np.quantile(values, (0.025, 0.5, 0.975)))
    return Interval(low=round(low, 6), mid=round(mid, 6), high=round(high, 6))


def _beta_of(values: Any) -> tuple[float, float]:
    """Gives the beta distribution with the mean and variance of some shares (method of moments)."""
    mean, variance = float(values.mean()), float(values.var())
    size = max(mean * (1 - mean) / max(variance, 1e-12) - 1, 0.5)
    return round(mean * size, 6), round((1 - mean) * size, 6)


def missed_rate(found: Measured) -> tuple[float, float]:
    """Takes what a clerical sample says, gives the beta distribution of the share of links missed."""
    return found.missed_alpha, found.missed_beta
