"""Takes a capture table and what a fitted model predicts, gives whether lists share as many persons as predicted.

Posterior predictive checks (Rubin 1984; Gelman, Meng & Stern 1996) of each pair and triple of lists: given the persons
listed, the number of them on all of a set's lists is binomial, its chance that of the model's draws in turn.
"""

import importlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from accounted.core.capture import CaptureTable
from accounted.core.figure import Gate, Told
from accounted.estimate.cells import Ints

Floats = NDArray[np.float64]
NAME = "lists share persons as predicted"
RARE = 0.05
"""A gate is not met where one set of lists, among all that are looked at, is rarer than this (Bonferroni)."""
MOST_FOR_TRIPLES = 8
"""With more lists pairs alone are looked at: triples of twenty lists are 1,140."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Some lists: persons on all of them, how many the model predicts, and the chance of a number as far off or more,
    on the nearer side, doubled.
    """

    lists: tuple[str, ...]
    persons: int
    predicted: float
    tail: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Every pair and triple of lists beside what the model predicts."""

    sets: tuple[Shared, ...]

    def gate(self) -> Gate:
        """Gives the gate: met where no set of lists is too rare under the model."""
        far = [one for one in self.sets if one.tail < RARE / len(self.sets)]
        if not far:
            words = f"Each of {len(self.sets)} pairs and triples of lists shares about as many as the model predicts."
            return Gate(name=NAME, met=True, words=words)
        worst = min(far, key=lambda one: one.tail)
        *names, last = worst.lists
        words = (
            f"{', '.join(names)} and {last} share {worst.persons:,} persons; the model predicts about "
            f"{worst.predicted:,.0f}. It does not describe how the lists overlap."
        )
        return Gate(name=NAME, met=False, words=words)

    def told(self) -> dict[str, Told]:
        """Gives the diagnostics: how many sets were looked at, the rarest chance, and each pair."""
        pairs = [one for one in self.sets if len(one.lists) == 2]
        return {
            "sets_predicted": len(self.sets),
            "rarest_set": min(one.tail for one in self.sets),
            "pairs_predicted": tuple(("+".join(p.lists), p.persons, p.predicted, p.tail) for p in pairs),
        }


def checked(table: CaptureTable, chances: Floats, weights: Floats | None = None) -> Checked:
    """Takes a table and, a row a draw of the model, the chance that a listed person is on all of each set's lists,
    gives each set beside its prediction. Sets come as `sets_of` gives them.

    Twelve of 100 listed persons shared where the model says 30 %: 12 beside 30, chance .00003.
    """
    special: Any = importlib.import_module("scipy.special")
    share = np.full(len(chances), 1.0 / len(chances)) if weights is None else weights / weights.sum()
    n, made = table.persons, []
    for k, places in enumerate(sets_of(len(table.lists))):
        names = tuple(table.lists[i] for i in places)
        seen, p = table.overlap(*names), np.clip(chances[:, k], 0.0, 1.0)
        above = float(share @ special.betainc(seen, n - seen + 1, p)) if seen else 1.0
        below = float(share @ special.betainc(n - seen, seen + 1, 1 - p)) if seen < n else 1.0
        tail = min(1.0, 2 * min(above, below))
        made.append(Shared(lists=names, persons=seen, predicted=float(n * (share @ p)), tail=tail))
    return Checked(sets=tuple(made))


def sets_of(lists: int) -> Iterator[tuple[int, ...]]:
    """Takes a number of lists, gives every pair, and every triple of up to eight lists."""
    yield from combinations(range(lists), 2)
    if lists <= MOST_FOR_TRIPLES:
        yield from combinations(range(lists), 3)


def of_cells(table: CaptureTable, cells: Sequence[Floats], weights: Floats | None = None) -> Checked:
    """Takes a table and expected counts by pattern (masks; one array a model), gives its sets beside predictions.

    The pattern of no list is left out: what is predicted is the share among persons listed.
    """
    masks: Ints = np.arange(len(cells[0]))
    wanted = [sum(1 << i for i in places) for places in sets_of(len(table.lists))]
    inside = np.array([(masks & mask) == mask for mask in wanted], dtype=float)
    rows = np.array([inside @ row / row[1:].sum() for row in cells])
    return checked(table, rows, weights)


def of_classes(table: CaptureTable, states: Floats) -> Checked:
    """Takes a table and draws of a latent class model (a row a class: chances by list, last its weight), gives its
    sets beside predictions.
    """
    weights, chances = states[:, :, -1], states[:, :, :-1]
    listed = 1.0 - np.sum(weights * np.prod(1.0 - chances, axis=2), axis=1)
    rows = [np.sum(weights * np.prod(chances[:, :, list(s)], axis=2), axis=1) for s in sets_of(len(table.lists))]
    return checked(table, np.column_stack(rows) / np.maximum(listed, 1e-300)[:, None])
