"""Takes a table whose strata are not told for some persons, gives tables in which they are drawn: multiple imputation.

Rubin (1987): each table is drawn from what the told persons show, with its own uncertainty, so that the spread between
tables is that of not knowing. The estimates of the tables are pooled by `over_imputations`.
"""

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from accounted.core.capture import CaptureTable
from accounted.core.outcome import AccountedError

NOT_TOLD = ("not told", "", "unknown")
PSEUDO = 0.5
"""Jeffreys' half a person a stratum, so that a stratum that nobody of a pattern was told in stays possible."""
Floats = NDArray[np.float64]


def imputed(
    table: CaptureTable, *, times: int = 5, seed: int = 1, not_told: tuple[str, ...] = NOT_TOLD
) -> tuple[CaptureTable, ...]:
    """Takes a table with strata and how many tables are wanted, gives them with every stratum filled in.

    For a pattern, the shares of the strata that fit what is told are drawn from Dirichlet(told persons + 1/2), and the
    persons not told by a multinomial. 30 north and 10 south told and 8 not told on one pattern: about 6 and 2.
    Assumes that what is missing depends on what is known, on nothing else. No told person at all is an error.

    >>> cells = [("11", 30, ("north",)), ("11", 10, ("south",)), ("11", 8, ("not told",)), ("10", 9, ("north",))]
    >>> part = CaptureTable.of(["a", "b"], cells, stratum_names=["place"])
    >>> [sorted((s[0], t.persons) for s, t in one.strata().items()) for one in imputed(part, times=2)]
    [[('north', 46), ('south', 11)], [('north', 47), ('south', 10)]]
    """
    told = [cell for cell in table.counts if not any(value in not_told for value in cell.stratum)]
    whole = Counter(dict.fromkeys(sorted({cell.stratum for cell in told}), 0))
    if not whole or times < 1:
        raise AccountedError(
            where="imputed",
            found=f"{len(whole)} strata told, {times} tables wanted",
            expected="a stratum told for at least one person, and one table or more",
            advice="Leave the strata out, or tell them for some persons.",
        )
    random = np.random.default_rng(seed)
    return tuple(_filled(table, tuple(whole), random, not_told) for _ in range(times))


def _filled(
    table: CaptureTable, strata: tuple[tuple[str, ...], ...], random: np.random.Generator, not_told: tuple[str, ...]
) -> CaptureTable:
    known = {(cell.pattern, cell.stratum): cell.count for cell in table.counts}
    made = []
    for cell in table.counts:
        open_fields = [value in not_told for value in cell.stratum]
        if not any(open_fields):
            made.append((cell.pattern, cell.count, cell.stratum))
            continue
        fits = [s for s in strata if all(o or a == b for o, a, b in zip(open_fields, cell.stratum, s, strict=True))]
        possible = fits or list(strata)
        weights: Floats = np.array([known.get((cell.pattern, s), 0) + PSEUDO for s in possible])
        drawn = random.multinomial(cell.count, random.dirichlet(weights))
        made += [(cell.pattern, int(n), s) for s, n in zip(possible, drawn.tolist(), strict=True) if n]
    return CaptureTable.of(table.lists, made, stratum_names=table.stratum_names, duplicates=dict(table.duplicates))
