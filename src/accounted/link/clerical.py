"""Clerical review: which pairs to ask about, and what the answers say on precision, recall and missed links.

Answers on the pairs most in doubt change most; answers on pairs drawn at random within strata measure. Both are asked.
Of answers for doubt those that the random order of a stratum would have come to measure too; the others do not, since
pairs in doubt are not like the rest. The estimate is that of a stratified sample (Cochran, Sampling Techniques, 1977,
chapter 5), its middle with Jeffreys' beta(1/2, 1/2) prior; its limits combine those of Clopper and Pearson over the
strata (melded as in Fay, Proschan and Brittain, Biometrics 71, 2015), so that a few dozen answers give an honest
interval, if a wide one: simulated coverage stands in docs/linking.md. A wrong link that took the place of a right one
counts as wrong, not also as missed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from accounted.core.outcome import Refusal
from accounted.link.linkage import Linkage
from accounted.link.strata import ABOVE, BELOW, CLOSE, NEAR, OUTSIDE, Stratum, nearest, strata

FOR_DOUBT, FOR_MEASURE = "doubt", "measure"
FEWEST: Final = 20
_DRAWS: Final = 4000
_LEAST_SHARE: Final = 1e-6
_WEIGHT: Final = {ABOVE: 0.17, BELOW: 0.3, CLOSE: 0.5, NEAR: 0.17, OUTSIDE: 0.17}


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


def next_questions(
    made: Linkage, *, count: int, seed: int, answered: frozenset[tuple[int, int]] = frozenset(), doubt: float = 0.4
) -> tuple[Question, ...]:
    """Takes a linkage, gives the next pairs to ask: a share in doubt (where an answer changes most), the rest at
    random.

    The random part goes to strata by their size times their spread (Neyman's allocation, with a spread guessed before
    any answer), four at least, in the order of each stratum; pairs already answered are passed over.
    """
    scored = made.scored
    pairs = list(zip(scored.left.tolist(), scored.right.tolist(), strict=True))
    value = scored.probability * (1 - scored.probability)
    order = np.argsort(-value, kind="stable")[: int(count * doubt) + len(answered)].tolist()
    in_doubt = [pairs[at] for at in order if pairs[at] not in answered and value[at] > 0][: int(count * doubt)]
    asked = [Question(left=a, right=b, stratum=FOR_DOUBT, asked_for=FOR_DOUBT) for a, b in in_doubt]
    by_stratum = strata(made, seed=seed)
    weight = {name: stratum.size * _WEIGHT[name] for name, stratum in by_stratum.items()}
    left = count - len(asked)
    for name, stratum in by_stratum.items():
        share = max(4, round(left * weight[name] / sum(weight.values())))
        chosen = _first(made, stratum, share, answered=answered, outside=name == OUTSIDE)
        asked += [Question(left=a, right=b, stratum=name, asked_for=FOR_MEASURE) for a, b in chosen]
    return tuple(asked)


def _first(
    made: Linkage, stratum: Stratum, share: int, *, answered: frozenset[tuple[int, int]], outside: bool
) -> list[tuple[int, int]]:
    """Gives the first pairs of a stratum, in its order, that nobody answered."""
    most = share + len(answered)
    units = zip(stratum.left[:most].tolist(), stratum.right[:most].tolist(), strict=True)
    pairs = nearest(made, stratum.left[:most], stratum.right[:most]) if outside else units
    return [pair for pair in dict.fromkeys(pairs) if pair not in answered][:share]


def measured(made: Linkage, answers: Sequence[tuple[Question, bool]], *, seed: int) -> Measured | Refusal:
    """Takes questions with their answers (one person or not), gives precision, recall and missed links with intervals.

    Answers asked for doubt measure where the random order came past them, and are left out elsewhere. With 1,000 links
    of which 20 drawn at random are all "same" the share of right links is beta(20.5, 0.5): between .886 and 1. Fewer
    than 20 answers at random, or none on places without a link while there are such places, are refused: what was
    never compared would be taken for nothing.
    """
    by_stratum = strata(made, seed=seed)
    told = {name: _told(name, stratum, answers) for name, stratum in by_stratum.items()}
    count = sum(map(len, told.values()))
    silent = [name for name in by_stratum if not told[name]]
    if count < FEWEST or any(name in (ABOVE, NEAR) for name in silent):
        reason = f"{count} answers on pairs drawn at random, none in: {', '.join(silent) or '-'}"
        advice = f"Answer at least {FEWEST} such questions, some on rows linked to nothing."
        return Refusal(code="too-few-answers", method="link.measured", reason=reason, advice=advice)
    return _from_shares(by_stratum, told, count, np.random.default_rng(seed))


def _from_shares(
    by_stratum: Mapping[str, Stratum], told: Mapping[str, list[bool]], count: int, draw: np.random.Generator
) -> Measured:
    mid, low, high = (_shares(by_stratum, told, draw, side=side) for side in (0, -1, 1))
    alpha, beta = _beta_of(mid[1])
    precision = _interval(mid[0], low[0], high[0])
    missed = _interval(mid[1], low[1], high[1])
    recall = Interval(low=round(1 - missed.high, 6), mid=round(1 - missed.mid, 6), high=round(1 - missed.low, 6))
    return Measured(
        answers=count, precision=precision, recall=recall, missed=missed, missed_alpha=alpha, missed_beta=beta
    )


def _shares(
    by_stratum: Mapping[str, Stratum], told: Mapping[str, list[bool]], draw: np.random.Generator, *, side: int
) -> tuple[Any, Any]:
    """Gives draws of the share of right links and of the share of links missed.

    `side` is 0 for the middle (Jeffreys), -1 and 1 for draws of which the lower and the upper limit are taken: each
    stratum then errs to that side, as the limits of Clopper and Pearson do.
    """
    sizes = {name: (stratum.size, sum(told[name]), len(told[name])) for name, stratum in by_stratum.items()}
    links = [told_of for name, told_of in sizes.items() if name in (ABOVE, BELOW)]
    open_places = [told_of for name, told_of in sizes.items() if name not in (ABOVE, BELOW)]
    right = _counts(links, draw, side)
    missed = _counts(open_places, draw, side)
    found = right if side == 0 else _counts(links, draw, -side)
    return right / max(sum(size for size, _, _ in links), 1), missed / np.maximum(found + missed, 1e-9)


def _counts(strata_of: Sequence[tuple[int, int, int]], draw: np.random.Generator, side: int) -> Any:
    """Gives draws of how many units of some strata are one person, of (size, answered "same", answered)."""
    count = np.zeros(_DRAWS)
    for size, same, answered in strata_of:
        first, second = same + (0.5, 1, 0)[side], answered - same + (0.5, 0, 1)[side]
        whole = 1.0 if second == 0 else 0.0
        count += size * (draw.beta(first, second, _DRAWS) if first and second else whole)
    return count


def _interval(mid: Any, low: Any, high: Any) -> Interval:
    told = np.quantile(low, 0.025), np.quantile(mid, 0.5), np.quantile(high, 0.975)
    least, middle, most = (round(float(value), 6) for value in told)
    return Interval(low=least, mid=middle, high=most)


def _told(name: str, stratum: Stratum, answers: Sequence[tuple[Question, bool]]) -> list[bool]:
    """Gives the answers that measure a stratum: those asked to, and those for doubt among the first of its order.

    The first of its order are those up to the last that was asked to measure, where each of them was answered.
    """
    asked = [same for question, same in answers if question.asked_for == FOR_MEASURE and question.stratum == name]
    if name == OUTSIDE:
        return asked
    place = {pair: at for at, pair in enumerate(zip(stratum.left.tolist(), stratum.right.tolist(), strict=True))}
    at_random: dict[int, bool] = {}
    in_doubt: dict[int, bool] = {}
    for question, same in answers:
        at = place.get((question.left, question.right))
        if at is not None:
            (at_random if question.asked_for == FOR_MEASURE else in_doubt)[at] = same
    last = max(at_random, default=-1)
    if len(at_random) < len(asked) or any(at not in at_random and at not in in_doubt for at in range(last + 1)):
        return asked
    return asked + [same for at, same in in_doubt.items() if at <= last and at not in at_random]


def _beta_of(values: Any) -> tuple[float, float]:
    """Gives the beta distribution with the mean and variance of some shares (method of moments)."""
    mean = min(max(float(values.mean()), _LEAST_SHARE), 1 - _LEAST_SHARE)
    variance = float(values.var())
    size = max(mean * (1 - mean) / max(variance, 1e-12) - 1, 0.5)
    return round(mean * size, 6), round((1 - mean) * size, 6)


def missed_rate(found: Measured) -> tuple[float, float]:
    """Takes what a clerical sample says, gives the beta distribution of the share of links missed."""
    return found.missed_alpha, found.missed_beta
