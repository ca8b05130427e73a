"""Takes a table and a log-linear model, gives whether the data determine its estimate: a certificate for each model.

Fienberg & Rinaldo (2012, Annals of Statistics 40:996) for existence, as specialised for capture tables by Chan,
Silverman & Vincent (2021, JASA 116:1297), section 2: parameters of empty overlaps are -infinity and take their cells
along; on the rest the estimate exists if A x = t has a solution with every x > 0, and is identified if A has full
column rank.
"""

import importlib
from collections.abc import Iterable
from typing import Any

import numpy as np

from accounted.core.capture import CaptureTable
from accounted.estimate.cells import Floats, cells_of

CERTIFICATES = {
    0: "the estimate exists and the data determine it",
    1: "the estimate does not exist: it runs to infinity",
    2: "the data do not determine the estimate: several answers fit equally",
    3: "the estimate neither exists nor do the data determine it",
}


def certificate(table: CaptureTable, terms: Iterable[int]) -> int:
    """Takes a table and a model's terms (masks; single lists are always in), gives its code.

    The codes are those of `CERTIFICATES`. The table of three lists in Chan, Silverman & Vincent (2021, Table 2) gives
    [12,13,23] -> 2, [12,3] -> 1, [13,23] -> 0.

    Fienberg & Rinaldo (2012, Annals of Statistics 40:996); Chan, Silverman & Vincent (2021, section 2). Terms are
    masks: lists 1 and 2 are 3. Assumes that the counts are whole.

    >>> certificate(table, (0b011,)), CERTIFICATES[0]
    (0, 'the estimate exists and the data determine it')
    >>> empty = CaptureTable.from_patterns(["110", "100", "010", "001"], [6, 40, 30, 20], lists=list("abc"))
    >>> certificate(empty, (0b011, 0b101, 0b110))
    2
    """
    counts = cells_of(table)
    above = tuple(sorted({term for term in terms if term.bit_count() > 1}))
    design, totals = design_of(counts, len(table.lists), above)
    full_rank = int(np.linalg.matrix_rank(design)) == design.shape[1]
    return (0 if solvable(design, totals) else 1) + (0 if full_rank else 2)


def design_of(counts: Floats, lists: int, terms: tuple[int, ...]) -> tuple[Floats, Floats]:
    """Takes counts and a model, gives the 0/1 matrix of its cells in use by its finite terms, and the terms' totals."""
    masks = np.arange(counts.size)
    known = [0, *[1 << i for i in range(lists)], *terms]
    totals = {t: float(counts[(masks & t) == t].sum()) for t in known}
    empty = [t for t in known if totals[t] == 0.0]
    used = [w for w in range(1, counts.size) if not any(w & t == t for t in empty)]
    finite = [t for t in known if totals[t] > 0.0]
    design = np.array([[float(w & t == t) for t in finite] for w in used])
    return design, np.array([totals[t] for t in finite])


def solvable(design: Floats, totals: Floats) -> bool:
    """Takes the design and the totals, gives whether a table with these totals has every cell above zero.

    Linear programme: largest s with A' x = t, x >= s (Fienberg & Rinaldo 2012, section 4).
    """
    optimize: Any = importlib.import_module("scipy.optimize")
    cells = design.shape[0]
    scale = max(float(totals.max()), 1.0)
    equal = np.hstack([design.T, design.sum(axis=0)[:, None]])
    cost = np.zeros(cells + 1)
    cost[-1] = -1.0
    done = optimize.linprog(cost, A_eq=equal, b_eq=totals / scale, bounds=[(0, None)] * (cells + 1), method="highs")
    return bool(done.status == 0 and -done.fun * scale > 1e-7)
