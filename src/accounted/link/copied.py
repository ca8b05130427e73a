"""Lists that took rows from each other: such lists are one capture, not two, and are shown before any estimate."""

from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from accounted.core.outcome import Remark
from accounted.link.linkage import Linkage

FEWEST: Final = 30
IN_ORDER: Final = 0.3
_RUN: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOrder:
    """Two lists, by their numbers, whose shared persons stand in one order: how many, and the share that does."""

    one: int
    other: int
    shared: int
    share: float


def lists_in_one_order(made: Linkage) -> tuple[OneOrder, ...]:
    """Takes a linkage, gives every two lists whose shared persons stand in the same order, row after row.

    Two lists that were drawn up apart put their shared persons next to each other in the same order by chance only,
    unless both are sorted by the same thing; 30 shared rows of which three in ten follow each other in both lists are
    told. Whether one took from the other, and which, is for a person to say.
    """
    found = []
    linked = made.linked()
    left, right = made.scored.left[linked], made.scored.right[linked]
    for a, b in combinations(range(len(made.rows.lists)), 2):
        both = (made.rows.side[left] == a) & (made.rows.side[right] == b)
        if int(both.sum()) < FEWEST:
            continue
        order = np.argsort(left[both], kind="stable")
        step_a, step_b = np.diff(left[both][order]), np.diff(right[both][order])
        share = float(((step_a == _RUN) & (step_b == _RUN)).mean())
        if share >= IN_ORDER:
            found.append(OneOrder(one=a, other=b, shared=int(both.sum()), share=share))
    return tuple(found)


def leaning_lists(made: Linkage) -> tuple[Remark, ...]:
    """Takes a linkage, gives a remark for every two lists whose shared persons stand in one order."""
    names = [one.name for one in made.rows.lists]
    return tuple(_remark(names[t.one], names[t.other], t.shared, t.share) for t in lists_in_one_order(made))


def _remark(one: str, other: str, count: int, share: float) -> Remark:
    message = (
        f"{one} and {other} share {count} persons, of whom {share:.0%} follow each other in the same order in both: "
        "one list may have taken rows from the other. In an estimate they count as one list, unless a person decides "
        "that neither leans on the other; two lists sorted alike look so too."
    )
    return Remark(code="lists-in-one-order", where=f"{one} / {other}", message=message)
