"""Takes a capture table and one named assumption on those on no list, gives the estimate, and how it moves with the
assumption.

Aleshin-Guendel, Sadinle & Wakefield (2024, JASA; arXiv 2101.09304): the listed persons say nothing about those on no
list without an assumption. Here it is that lists have no interaction of the highest order, times xi: N00 = xi *
product of odd cells / product of even cells.
"""

import math
from collections.abc import Sequence
from itertools import combinations
from statistics import NormalDist

from accounted.core.capture import CaptureTable
from accounted.core.figure import Estimate, Gate, Told
from accounted.core.outcome import AccountedError, Refusal
from accounted.estimate.making import Account, Found, estimate_of
from accounted.estimate.refusing import conditions, refusal

SWEEP = (0.5, 2 / 3, 1.0, 1.5, 2.0)


def assumption(
    table: CaptureTable, *, lists: Sequence[str] | None = None, xi: float = 1.0, level: float = 0.95
) -> Estimate | Refusal:
    """Takes a table, the lists that the assumption is made of (all by default) and xi, gives the estimate and its
    sweep.

    The interval is log-normal with variance sum of 1/count (delta method). Three lists of Gaza deaths, xi = 1:
    64,696.07. Of the sweep: each xi with its estimate, in the diagnostic "sweep".

    Bishop, Fienberg & Holland (1975, ch. 6); Aleshin-Guendel, Sadinle & Wakefield (2024, arXiv 2101.09304): n_0 = xi
    times the product of odd cells over that of even cells. Assumes xi as told.

    >>> made = assumption(table)
    >>> round(made.point, 2), round(9 * 40 * 35 * 38 / (12 * 11 * 14) + 159, 2)
    (418.09, 418.09)
    >>> [(round(xi, 2), round(n)) for xi, n in made.told("sweep")]
    [(0.5, 289), (0.67, 332), (1.0, 418), (1.5, 548), (2.0, 677)]
    """
    if not xi > 0.0:
        raise AccountedError(where="assumption", found=f"xi {xi}", expected="above 0", advice="1 is no interaction.")
    part = (table.only(list(lists)) if lists else table).in_use()
    held = conditions(part, "assumption", most=8)
    if held is not None:
        return held
    counts, size = part.patterns(), len(part.lists)
    wanted = [p for p in ("".join(marks) for marks in _all_marks(size)) if "1" in p]
    empty = [p for p in wanted if not counts.get(p)]
    if empty:
        return _divides_by_nobody(part, empty, len(wanted))
    signs = {p: 1 if p.count("1") % 2 else -1 for p in wanted}
    log_unseen = sum(sign * math.log(counts[p]) for p, sign in signs.items())
    error = math.sqrt(sum(1.0 / counts[p] for p in wanted))
    unseen, z = xi * math.exp(log_unseen), NormalDist().inv_cdf((1 + level) / 2)
    base, persons = part.persons, table.persons
    told: dict[str, Told] = {
        "lists": tuple(part.lists),
        "xi": xi,
        "sweep": tuple((x, base + x * math.exp(log_unseen)) for x in SWEEP),
    }
    found = Found(
        point=max(base + unseen, persons),
        low=max(base + unseen * math.exp(-z * error), persons),
        high=base + unseen * math.exp(z * error),
        level=level,
    )
    words = f"The lists {', '.join(part.lists)} have no interaction of the highest order" + (
        "." if xi == 1.0 else f", times {xi:g}."
    )
    spread = (
        f"Between xi 1/2 and 2 the figure runs from {base + unseen / xi / 2:,.0f} to {base + unseen / xi * 2:,.0f}."
    )
    gate = Gate(name="the assumption moves the figure little", met=unseen / xi * 1.5 < 0.5 * base, words=spread)
    return estimate_of(
        table,
        "assumption",
        found,
        Account(assumes=(words,), told=told, gates=(gate,), choices={"xi": xi, "level": level}),
    )


def _divides_by_nobody(table: CaptureTable, empty: Sequence[str], whole: int) -> Refusal:
    named = ", ".join(name for name, mark in zip(table.lists, empty[0], strict=True) if mark == "1")
    words = (
        f"{len(empty)} of the {whole} combinations of lists hold nobody; nobody, for one, is on {named} and on no "
        "other list. The method divides by these numbers."
    )
    return refusal("cell-empty", "assumption", words, "Name fewer lists by `lists`, three at least.")


def marginal_assumptions(table: CaptureTable, *, size: int = 3, xi: float = 1.0) -> tuple[Estimate | Refusal, ...]:
    """Takes a table and a number of lists, gives the estimate for every choice of so many lists.

    Aleshin-Guendel, Sadinle & Wakefield (2024), section 5. Each assumes no interaction of the highest order of its
    lists.

    >>> [(made.told("lists"), round(made.point)) for made in marginal_assumptions(kosovo)][0]
    (('EXH', 'ABA', 'OSCE'), 22301)
    """
    return tuple(assumption(table, lists=names, xi=xi) for names in combinations(table.lists, size))


def _all_marks(size: int) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [()]
    for _ in range(size):
        rows = [(*row, mark) for row in rows for mark in "01"]
    return rows
