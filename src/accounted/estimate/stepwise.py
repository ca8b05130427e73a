"""Takes a capture table, gives the estimate of the log-linear model that forward stepwise selection chooses."""

import math

import numpy as np

from accounted.core.capture import CaptureTable
from accounted.core.figure import Estimate, Told
from accounted.core.outcome import AccountedError, Refusal
from accounted.estimate.bootstrapping import check_bootstraps
from accounted.estimate.cells import cells_of
from accounted.estimate.refusing import conditions, refusal
from accounted.estimate.selected import Selected, selected_estimate

THRESHOLD = 0.02
MOST_LISTS = 12


def stepwise(
    table: CaptureTable, *, seed: int = 1, bootstraps: int = 1000, threshold: float = THRESHOLD, level: float = 0.95
) -> Estimate | Refusal:
    """Takes a table of three to twelve lists, gives the stepwise estimate with a BCa interval that repeats the
    selection.

    Chan, Silverman & Vincent (2021, JASA 116:1297): pairs of lists enter while p < threshold. Western United States:
    2,483 with the pair AE, published interval 1,293 to 3,670.

    Assumes that the chosen model holds, also for those on no list.

    >>> stepwise(table, bootstraps=200).shown()
    '251 (95 % interval 221 to 293), of whom 159 stand on lists'
    >>> round(stepwise(kosovo, bootstraps=20).point, 2)
    14341.66
    """
    _check(threshold)
    check_bootstraps("stepwise", bootstraps)
    held = conditions(table, "stepwise", most=MOST_LISTS)
    if held is not None:
        return held
    from accounted.estimate.entering import stepwise_draws, stepwise_fit, stepwise_left_out  # noqa: PLC0415 - compiled

    used = table.in_use()
    counts, size, limit = cells_of(used), len(used.lists), math.log(threshold)
    chosen = np.zeros(size * (size - 1) // 2 + 1, dtype=np.int64)
    point, entered = stepwise_fit(counts, size, limit, chosen)
    if point < 0:
        return _none(used)
    terms = tuple(int(t) for t in chosen[:entered])
    told: dict[str, Told] = {
        "entered": tuple("*".join(used.lists[i] for i in range(size) if t >> i & 1) for t in terms),
        "threshold": threshold,
    }
    selected = Selected(
        method="stepwise",
        point=float(point),
        terms=terms,
        draws=stepwise_draws(counts, size, limit, bootstraps, seed),
        left_out=stepwise_left_out(counts, size, limit),
        counts=counts,
        told=told,
        seed=seed,
        level=level,
        choices={"threshold": threshold},
    )
    return selected_estimate(table, used, selected)


def _none(used: CaptureTable) -> Refusal:
    few = all(pattern.count("1") > 1 for pattern in used.patterns())
    why = "nobody stands on one list alone" if few else "too few persons stand on several lists"
    words = f"The model without dependence between lists has no estimate: {why}."
    return refusal("not-estimable", "stepwise", words, "Merge lists that hardly overlap, or add a list.")


def _check(threshold: float) -> None:
    if not 0.0 < threshold <= 0.4:
        raise AccountedError(
            where="stepwise",
            found=f"threshold {threshold}",
            expected="above 0, at most 0.4",
            advice="0.02 is usual.",
        )
