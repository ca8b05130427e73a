"""Takes a capture table, gives what of it may be shown: small counts withheld, and others from which they could be had.

Primary and complementary cell suppression (Cox 1980, JASA 75:377; Hundepool et al. 2012, Statistical Disclosure
Control, ch. 4): given the number of persons, the sizes of the lists and the cells that are shown, linear programmes
say between which bounds a withheld count must lie. Where they are too close, further cells are withheld.
"""

import importlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from accounted.core.capture import CaptureTable
from accounted.core.outcome import AccountedError

Floats = NDArray[np.float64]
SMALLEST = 5
WITHHELD = "withheld"
MOST_TRIED = 40
"""In tables of more patterns no withheld cell is tried again whether it could be shown after all."""


def withheld(table: CaptureTable, *, smallest: int = SMALLEST) -> tuple[tuple[str, str], ...]:
    """Takes a table and the smallest count that may be shown, gives (pattern, count in words) with strata added up.

    A count below `smallest` is withheld, and so are others, the smallest first, until no withheld count can be told
    within fewer than `smallest` persons from the persons in all, the sizes of the lists and what is shown. Assumes
    that these, and nothing else of the table, are known. Where all of them withheld are not enough, no pattern is
    given. Three lists whose patterns 110 and 111 hold 3 and 30: 3 is
    withheld, and 111, 100, 101 too, since any fewer would give 3 by subtraction.

    >>> table = CaptureTable.from_patterns(
    ...     ["111", "110", "101", "011", "100", "010", "001"], [30, 3, 31, 40, 32, 41, 42], lists=list("abc"))
    >>> [pattern for pattern, words in withheld(table) if words == "withheld"]
    ['100', '101', '110', '111']
    """
    if smallest < 1:
        raise AccountedError(
            where="withheld", found=f"smallest {smallest}", expected="1 or more", advice="Five is usual."
        )
    counts = table.patterns()
    patterns = sorted(counts)
    sums = np.array([[1.0, *(float(mark) for mark in p)] for p in patterns])
    values = np.array([float(counts[p]) for p in patterns])
    known = np.array([0, *(i + 1 for i, n in enumerate(table.per_list().values()) if n >= smallest)])
    hidden = _hidden(sums[:, known], values, smallest)
    if hidden is None:
        return ()
    return tuple((p, WITHHELD if h else f"{counts[p]}") for p, h in zip(patterns, hidden, strict=True))


def shown_sizes(table: CaptureTable, *, smallest: int = SMALLEST) -> dict[str, str]:
    """Takes a table, gives the size of each list in words, sizes below `smallest` withheld.

    Primary suppression (Cox 1980). Assumes that other cells are shown as `withheld` gives them.

    >>> shown_sizes(CaptureTable.from_patterns(["11", "10"], [3, 9], lists=["ngo", "press"]))
    {'ngo': '12', 'press': 'withheld'}
    """
    return {name: f"{n}" if n >= smallest else WITHHELD for name, n in table.per_list().items()}


def _hidden(sums: Floats, values: Floats, smallest: int) -> Sequence[bool] | None:
    """Gives which cells are withheld: small ones, then more until all small ones are safe, then those not needed
    again shown; None where all withheld are not enough.
    """
    small = values < smallest
    hidden, added = small.copy(), list[int]()
    for cell in np.argsort(values, kind="stable"):
        if _safe(sums, values, hidden, small, smallest):
            break
        if not hidden[cell]:
            hidden[cell] = True
            added.append(int(cell))
    if hidden.all() and not _safe(sums, values, hidden, small, smallest):
        return None
    for cell in reversed(added) if len(values) <= MOST_TRIED else ():
        hidden[cell] = False
        hidden[cell] = not _safe(sums, values, hidden, small, smallest)
    made: list[bool] = hidden.tolist()
    return made


def _safe(sums: Floats, values: Floats, hidden: NDArray[np.bool_], small: NDArray[np.bool_], smallest: int) -> bool:
    """Gives whether every small count could differ by `smallest` between what fits all that is known."""
    optimise: Any = importlib.import_module("scipy.optimize")
    places = np.flatnonzero(hidden)
    known = sums[places].T @ values[places]
    for at in np.flatnonzero(small[places]):
        aim = np.zeros(len(places))
        ends = []
        for sign in (1.0, -1.0):
            aim[at] = sign
            made = optimise.linprog(aim, A_eq=sums[places].T, b_eq=known, bounds=(1, None))
            ends.append(float(values.sum()) * sign if made.x is None else float(made.x[at]))
        if abs(ends[1] - ends[0]) < smallest - 1e-6:
            return False
    return True
