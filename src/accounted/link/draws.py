"""Uncertain links carried on: many drawn clusterings instead of one, each with its own share of links missed.

Drawing over scored pairs alone leaves out pairs that were never compared: on two lists with a known overlap that put a
Lincoln-Petersen estimate 18.5 % too high inside an interval of 0.1 % (docs/linking.md). So a draw without a clerical
sample is
marked "missed links not measured" and must not feed an estimate that is published.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from accounted.core.compiled import kernel
from accounted.link.choose import clusters
from accounted.link.linkage import Linkage

NOT_MEASURED: Final = "missed links not measured"
SWEEPS_FIRST: Final = 40
SWEEPS_EACH: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """Drawn clusterings: `person[d, k]` is the person of row `rows[k]` in draw d; other rows are as in `base`.

    `missed[d]` is the share of links missed in draw d; None where no clerical sample measured it.
    """

    base: Any
    rows: Any
    person: Any
    side: Any
    missed: Any | None
    note: str

    def __len__(self) -> int:
        """Gives how many draws there are."""
        return int(self.person.shape[0])

    def clustering(self, which: int) -> Any:
        """Takes a draw's number, gives the person of every row in it."""
        told = self.base.copy()
        told[self.rows] = self.person[which]
        return told

    def histories(self, which: int) -> dict[tuple[int, ...], int]:
        """Takes a draw's number, gives how many persons stand on exactly which lists, links missed put back.

        With x links missed between two lists, x persons seen on each alone are one person on both: with 100 on both,
        50 and
        60 alone and a missed share of .2, x = 100 * .2 / .8 = 25, so 125 on both, 25 and 35 alone.
        """
        lists_of: dict[int, set[int]] = {}
        for row, person in enumerate(self.clustering(which).tolist()):
            lists_of.setdefault(person, set()).add(int(self.side[row]))
        counts = Counter(tuple(sorted(lists)) for lists in lists_of.values())
        if self.missed is None:
            return dict(counts)
        share = min(float(self.missed[which]), 0.95)
        return put_back(counts, share / (1 - share))


def put_back(counts: Counter[tuple[int, ...]], odds: float) -> dict[tuple[int, ...], int]:
    """Takes counts by lists and the odds that a link was missed, gives them with the links missed put back."""
    made = Counter(counts)
    for lists, count in sorted(counts.items()):
        if len(lists) < 2:
            continue
        alone = [(one,) for one in lists]
        more = min(round(count * odds), *(made[one] for one in alone))
        made[lists] += more
        for one in alone:
            made[one] -= more
    return {lists: count for lists, count in made.items() if count > 0}


def draws(made: Linkage, *, count: int, seed: int, missed: tuple[float, float] | None = None) -> Draws:
    """Takes a linkage, gives `count` drawn clusterings; `missed` is the beta distribution that a clerical sample gave.

    Lists linked one-to-one are drawn by Gibbs sampling over matchings with probability in proportion to the product of
    their pairs' odds; several rows a person by perturbing log odds with logistic noise and clustering anew
    (Papandreou and
    Yuille, "Perturb-and-MAP random fields", ICCV 2011). What persons decided does not vary.
    """
    draw = np.random.default_rng(seed)
    size = len(made.rows.side)
    sampled = (
        _clusterings(made, count, draw) if made.repeats or len(made.rows.lists) > 2 else _matchings(made, count, seed)
    )
    moves = np.flatnonzero((sampled != made.person[None, :]).any(axis=0)) if count else np.zeros(0, np.int64)
    shares = draw.beta(*missed, count) if missed is not None else None
    assert sampled.shape == (count, size)
    return Draws(
        base=made.person, rows=moves, person=sampled[:, moves], side=made.rows.side, missed=shares,
        note="missed links drawn from a clerical sample" if missed is not None else NOT_MEASURED,
    )  # fmt: skip


def _clusterings(made: Linkage, count: int, draw: np.random.Generator) -> Any:
    scored, size = made.scored, len(made.rows.side)
    out = np.empty((count, size), np.int32)
    for at in range(count):
        noisy = scored.log_odds + draw.logistic(size=len(scored.log_odds))
        out[at] = clusters(scored.left, scored.right, noisy, size=size, decided=made.decided)
    return out


def _matchings(made: Linkage, count: int, seed: int) -> Any:
    scored, size = made.scored, len(made.rows.side)
    left, right, odds = _free_pairs(made)
    order = np.lexsort((right, left))
    left, right = left[order].astype(np.int64), right[order].astype(np.int64)
    odd = np.exp(np.clip(odds[order], -60, 60).astype(np.float64))
    starts = np.searchsorted(left, np.arange(size + 1)).astype(np.int64)
    partner = np.full(size, -1, np.int64)
    linked = scored.left[made.linked()], scored.right[made.linked()]
    partner[linked[0]], partner[linked[1]] = linked[1], linked[0]
    for a, b in made.decided.same:
        partner[a], partner[b] = b, a
    fixed = np.zeros(size, np.bool_)
    fixed[[row for pair in made.decided.same for row in pair]] = True
    return _gibbs((starts, right, odd), partner, fixed, count, seed)


def _free_pairs(made: Linkage) -> tuple[Any, Any, Any]:
    """Gives the scored pairs that no decision keeps apart."""
    scored = made.scored
    apart = {(min(pair), max(pair)) for pair in made.decided.different}
    if not apart:
        return scored.left, scored.right, scored.log_odds
    kept = np.array([p not in apart for p in zip(scored.left.tolist(), scored.right.tolist(), strict=True)], np.bool_)
    return scored.left[kept], scored.right[kept], scored.log_odds[kept]


@kernel
def _gibbs(candidates: Any, partner: Any, fixed: Any, count: int, seed: int) -> Any:
    """Draws matchings: some sweeps to start from, then a few for each draw."""
    np.random.seed(seed)
    size = partner.shape[0]
    out = np.empty((count, size), np.int32)
    for which in range(-1, count):
        for _ in range(SWEEPS_FIRST if which < 0 else SWEEPS_EACH):
            for i in range(size):
                if not fixed[i]:
                    _drawn_anew(i, candidates, partner, fixed)
        if which >= 0:
            for i in range(size):
                out[which, i] = i if partner[i] < 0 else min(i, partner[i])
    return out


@kernel
def _drawn_anew(i: int, candidates: Any, partner: Any, fixed: Any) -> None:
    """Gives a left row no partner (weight 1) or one of its free candidates (weight its odds)."""
    starts, right, odd = candidates
    begin, end = starts[i], starts[i + 1]
    if begin == end:
        return
    if partner[i] >= 0:
        partner[partner[i]] = -1
    partner[i] = -1
    total = 1.0
    for k in range(begin, end):
        if partner[right[k]] < 0 and not fixed[right[k]]:
            total += odd[k]
    aim = np.random.random() * total - 1.0
    for k in range(begin, end):
        if aim < 0:
            return
        j = right[k]
        if partner[j] < 0 and not fixed[j]:
            aim -= odd[k]
            if aim < 0:
                partner[i], partner[j] = j, i


def overlap(found: Draws) -> Any:
    """Takes draws, gives for each how many persons stand on two lists or more, links missed put back."""
    counts = [found.histories(which) for which in range(len(found))]
    return np.array([sum(n for lists, n in one.items() if len(lists) > 1) for one in counts])
