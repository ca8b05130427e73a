"""A scorer trained on reviewers' answers: logistic, drawn towards the default scores, explained field by field.

From about a hundred answers on, the log odds of every scored pair become w . x, where x holds the default log odds,
the part of every field, how names agree and what is left over. The prior of w is normal around the default scorer
(one for its log odds, nothing for all else), so that few answers change little. It is fitted by Newton's method.

It stands aside where it does not help: in five parts, each scored as trained on the other four, it must decide fewer of
the answered pairs wrongly than the default scores do.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from accounted.link.encode import Encoded
from accounted.link.kernels import NONE
from accounted.link.weights import Levels, Weights, field_parts, levels_of, log_ratios, name_parts

FROM_ANSWERS: Final = 100
LEAST_OF_EACH: Final = 8
_SPREAD: Final = 0.6
_MOST: Final = 12.0
_STEPS: Final = 60
_PARTS: Final = 5
_CHUNK: Final = 200_000
_KINDS: Final = ("family names", "further given names", "given name")


def features(rows: Encoded, left: Any, right: Any, *, weights: Weights, odds: Any) -> tuple[Any, tuple[str, ...]]:
    """Takes pairs of rows with their default log odds, gives the features of each pair and their names."""
    found = levels_of(rows, left, right)
    person, family, event = log_ratios(rows, found, weights)
    told = [np.clip(odds, -_MOST, _MOST), np.clip(person - family, -_MOST, _MOST)]
    told.append(np.clip(family - event, -_MOST, _MOST))
    names = ["default score", "against two of one family", "names of one family"]
    parts = field_parts(rows, found, weights)
    for at, column in enumerate(rows.columns):
        told.append(parts[:, at])
        told.append((found.fields[:, at] == NONE).astype(np.float64))
        names += [column.field.label, f"{column.field.label} not told"]
    more, labels = _of_names(rows, found, weights)
    return np.stack([*told, *more], axis=1), (*names, *labels)


def _of_names(rows: Encoded, found: Levels, weights: Weights) -> tuple[list[Any], list[str]]:
    part = name_parts(rows, found, weights)
    level, kind = found.slots & 7, np.minimum(found.slots >> 3, 2)
    told = found.slots != NONE
    more, labels = [], []
    for which, name in enumerate(_KINDS):
        mine = told & (kind == which)
        more += [np.clip(np.where(mine, part, 0).sum(axis=1), -_MOST, _MOST), (mine & (level == 4)).sum(axis=1)]
        more += [(mine & (level == 5)).sum(axis=1), (mine & (level <= 1)).sum(axis=1)]
        labels += [name, f"{name} different", f"{name} on one side", f"{name} equal or alike"]
    rare = np.maximum(rows.words.logs[found.words[0], level % 2], rows.words.logs[found.words[1], level % 2])
    rarest = np.where(told & (level <= 1), -rare, 0).max(axis=1, initial=0)
    return [*more, rarest], [*labels, "rarest word agreed on"]


def enough(same: Sequence[bool]) -> bool:
    """Takes answers, gives whether they are enough to train on: about a hundred, some of either kind."""
    return len(same) >= FROM_ANSWERS and LEAST_OF_EACH <= sum(same) <= len(same) - LEAST_OF_EACH


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """Log odds as trained, and how many answered pairs they decide wrongly, each scored without its own answer, beside
    how many the default scores do. Where they do not help, `odds` are the default ones.
    """

    odds: Any
    wrong: int
    wrong_before: int

    @property
    def helps(self) -> bool:
        """Gives whether the trained scores decide fewer of the answered pairs wrongly."""
        return self.wrong < self.wrong_before


def trained_odds(
    rows: Encoded, scored: tuple[Any, Any, Any], weights: Weights, *, answers: tuple[Any, Any, Any]
) -> Trained:
    """Takes scored pairs (left, right, log odds) and answers (left, right, same), gives the log odds as trained, or as
    they were where training does not help.
    """
    left, right, odds = scored
    place = dict(zip(zip(left.tolist(), right.tolist(), strict=True), odds.tolist(), strict=True))
    mine = np.array([place.get(pair, -_MOST) for pair in zip(answers[0].tolist(), answers[1].tolist(), strict=True)])
    x, _ = features(rows, answers[0], answers[1], weights=weights, odds=mine)
    mean, spread = x.mean(axis=0), np.maximum(x.std(axis=0), 0.3)
    same, told = answers[2].astype(np.bool_), (x - mean) / spread
    part = np.empty(len(same), np.int64)
    part[np.lexsort((answers[1], answers[0], mine, same))] = np.arange(len(same)) % _PARTS
    wrong = sum(
        _wrong(_scored(told[part == k], _fitted(told[part != k], same[part != k], spread[0], mean[0])), same[part == k])
        for k in range(_PARTS)
    )
    made = Trained(odds=odds, wrong=wrong, wrong_before=_wrong(mine, same))
    if not made.helps:
        return made
    w = _fitted(told, same, spread[0], mean[0])
    out = np.empty(len(left), np.float32)
    for at in range(0, len(left), _CHUNK):
        here = slice(at, at + _CHUNK)
        all_x, _ = features(rows, left[here], right[here], weights=weights, odds=odds[here])
        out[here] = _scored((all_x - mean) / spread, w)
    return replace(made, odds=out)


def _scored(x: Any, w: Any) -> Any:
    return w[0] + x @ w[1:]


def _wrong(odds: Any, same: Any) -> int:
    return int(((odds > 0) != same).sum())


def _fitted(x: Any, same: Any, spread: float, mean: float) -> Any:
    """Gives the weights, the constant first: the highest posterior around the default log odds."""
    design = np.concatenate([np.ones((len(x), 1)), x], axis=1)
    centre = np.zeros(design.shape[1])
    centre[0], centre[1] = mean, spread
    precision = np.full(design.shape[1], 1 / _SPREAD**2)
    precision[0], precision[1] = 0.02, 1 / (0.5 * spread) ** 2
    w = centre.copy()
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(design @ w, -30, 30)))
        slope = design.T @ (same - p) - precision * (w - centre)
        bend = (design * (p * (1 - p))[:, None]).T @ design + np.diag(precision)
        step = np.linalg.solve(bend, slope)
        w = w + step / max(1.0, float(np.abs(step).max()) / 3)
        if float(np.abs(step).max()) < 1e-9:
            break
    return w
