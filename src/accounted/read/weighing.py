"""A second look: what stands around a number or a word is weighed by a table that was trained on annotated passages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from math import exp, fsum
from typing import Final

_SHOWN: Final = 3
_MOST_REMEMBERED: Final = 1 << 15


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained table: the effects (or other answers) it tells apart, and each statement's weight for every one."""

    effects: tuple[str, ...]
    table: dict[str, tuple[float, ...]]
    summed: dict[tuple[str, ...], tuple[float, ...]] = field(default_factory=dict, repr=False, compare=False)

    def of(self, told: Iterable[str]) -> tuple[float, ...]:
        """Takes statements, gives their weights for each effect added up; a statement counts once.

        The sums are exact (Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997), so that no order of
        statements moves a share over a bound.
        """
        rows = [row for one in dict.fromkeys(told) if (row := self.table.get(one)) is not None]
        return tuple(map(fsum, zip(*rows, strict=True)))


@dataclass(frozen=True, slots=True)
class Weighed:
    """What weighing gave: the share of each effect, which add up to one, and the effect with the largest."""

    shares: dict[str, float]
    effect: str
    share: float


@lru_cache(maxsize=32)
def load_weights(code: str, kind: str = "weights") -> Weights | None:
    """Takes a language code and what the table is for, gives it, or None where there is none: rules then stand alone.

    The file is languages/xx.KIND.tsv ("weights": of figures): comment lines that say on what it was trained, a line of
    answers, and one line a statement with its weight for each of them (empty: none).
    """
    path = resources.files("accounted.read.languages").joinpath(f"{code}.{kind}.tsv")
    if not path.is_file():
        return None
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    effects = tuple(lines[0].split("\t")[1:])
    rows = (line.split("\t") for line in lines[1:])
    return Weights(effects, {row[0]: tuple(float(weight or 0) for weight in row[1:]) for row in rows})


def weigh(told: Sequence[str], weights: Weights) -> Weighed:
    """Takes what stands around a number and a trained table, gives the share of each effect.

    Multinomial logistic regression: the weights of all statements are added for each effect, and its share is
    exp(sum) over the total of these (Hosmer, Lemeshow and Sturdivant, Applied Logistic Regression, 3rd ed., eq. 8.2).
    Worked example: sums 1.2 for "none" and 2.2 for "killed" give shares .27 and .73.
    """
    row = weights.of(told)
    return shares_of(_sums([row] if row else [], weights), weights)


def weigh_groups(told: Iterable[tuple[str, ...]], weights: Weights) -> list[float]:
    """Takes what stands around a number in groups of statements, none in two groups, gives the sum for each effect.

    The sum of each group is remembered with the table.
    """
    rows = []
    for group in told:
        row = weights.summed.get(group)
        if row is None:
            row = weights.of(group)
            if len(weights.summed) >= _MOST_REMEMBERED:
                weights.summed.clear()
            weights.summed[group] = row
        if row:
            rows.append(row)
    return _sums(rows, weights)


def _sums(rows: list[tuple[float, ...]], weights: Weights) -> list[float]:
    return list(map(sum, zip(*rows, strict=True))) if rows else [0.0] * len(weights.effects)


def shares_of(sums: list[float], weights: Weights) -> Weighed:
    """Takes the sum for each effect, gives their shares: exp(sum) over the total of these."""
    top = max(sums)
    grown = [exp(one - top) for one in sums]
    total = sum(grown)
    shares = {effect: one / total for effect, one in zip(weights.effects, grown, strict=True)}
    effect = weights.effects[sums.index(top)]
    return Weighed(shares, effect, shares[effect])


def told_most(told: Sequence[str], weights: Weights, effect: str) -> tuple[str, ...]:
    """Takes what `weigh` takes and an effect, gives the three statements that weigh most for it, the heaviest first."""
    at = weights.effects.index(effect)
    known = [(weights.table[one][at], one) for one in dict.fromkeys(told) if one in weights.table]
    return tuple(one for weight, one in sorted(known, key=lambda pair: (-pair[0], pair[1]))[:_SHOWN] if weight > 0)
