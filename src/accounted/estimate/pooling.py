"""Takes estimates of strata, imputations or draws of the linking, gives one estimate and where its uncertainty comes
from.
"""

import importlib
import math
from collections.abc import Callable, Iterable, Sequence
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from accounted.core.capture import CaptureTable
from accounted.core.figure import Estimate, Told
from accounted.core.outcome import AccountedError, Refusal
from accounted.estimate.making import Account, Found, estimate_of
from accounted.estimate.refusing import refusal

Floats = NDArray[np.float64]
Method = Callable[[CaptureTable, int], Estimate | Refusal]
"""Takes a table and a seed, gives the estimate or refusal."""
DRAWS = 10_000


def over_strata(table: CaptureTable, method: Method, *, seed: int = 1) -> Estimate | Refusal:
    """Takes a table with strata and a method, gives the sum over strata: draws of each are added, so intervals are
    not.

    A stratum that is refused refuses the sum; it is named.

    Assumes that what is not known of one stratum does not bear on another.

    >>> cells = [(p, n, (place,)) for place in ("north", "south") for p, n in table.patterns().items()]
    >>> both = CaptureTable.of(table.lists, cells, stratum_names=["place"])
    >>> over_strata(both, lambda part, seed: chao(part)).shown()
    '550 (95 % interval 480 to 660), of whom 318 stand on lists'
    """
    made, refused = [], []
    for i, (stratum, part) in enumerate(sorted(table.strata().items())):
        found = method(part, seed + i)
        if isinstance(found, Refusal):
            refused.append(f"{' / '.join(stratum)}: {found.reason}")
        else:
            made.append((stratum, found))
    if refused:
        words = f"{len(refused)} of {len(refused) + len(made)} strata have no estimate. {refused[0]}"
        return refusal("no-stratum-estimated", "sum-of-strata", words, "Join strata that hold few persons.")
    draws = np.sum([draws_of(estimate, seed + i) for i, (_, estimate) in enumerate(made)], axis=0)
    told: dict[str, Told] = {
        "strata": tuple(
            (" / ".join(stratum), e.point, e.low, e.high if e.high is not None else "no upper limit")
            for stratum, e in made
        ),
        "method": made[0][1].method,
    }
    shared = made[0][1].assumptions[3:]
    assumed = (*shared, "What is not known of one stratum does not bear on another.")
    account = Account(assumes=assumed, told=told, seed=seed)
    return _pooled(table, "sum-of-strata", draws, sum(e.point for _, e in made), account)


def over_linkages(tables: Iterable[CaptureTable], method: Method, *, seed: int = 1) -> Estimate | Refusal:
    """Takes one table a draw of the linking, and a method, gives the pooled estimate and how much of its variance is
    linking.

    Every draw of the linking gives draws of N; all are pooled with equal weight (Sadinle 2018, arXiv 1812.09590).
    Share of linking = variance of the draws' means over the variance of all.

    Assumes that the draws say how uncertain the linking is.

    >>> made = over_linkages([table, table, table.merged("ngo", "press")], lambda part, seed: chao(part))
    >>> made.shown(), round(made.told("share_of_linking"), 2)
    ('270 (95 % interval 230 to 350), of whom 159 stand on lists', 0.01)
    """
    given = list(tables)
    found = [method(table, seed + i) for i, table in enumerate(given)]
    made = [e for e in found if isinstance(e, Estimate)]
    if len(made) < 2 or len(made) < 0.9 * len(found):
        first = next(
            (e.reason for e in found if isinstance(e, Refusal)), "Fewer than two draws of the linking were given."
        )
        words = f"{len(made)} of {len(found)} draws of the linking have an estimate. {first}"
        return refusal("too-few-draws", "over-linkages", words, "Give more draws, or look at the linking.")
    each = np.array([draws_of(e, seed + i) for i, e in enumerate(made)])
    between, within = float(each.mean(axis=1).var(ddof=1)), float(each.var(axis=1, ddof=1).mean())
    told: dict[str, Told] = {
        "linkings": len(found),
        "linkings_without_estimate": len(found) - len(made),
        "variance_between_linkings": between,
        "variance_within_linkings": within,
        "share_of_linking": between / (between + within) if between + within > 0 else 0.0,
        "method": made[0].method,
    }
    account = Account(assumes=made[0].assumptions[3:], told=told, seed=seed)
    return _pooled(given[0], "over-linkages", each.ravel(), float(np.median(each)), account)


def over_imputations(estimates: Sequence[Estimate], table: CaptureTable, *, level: float = 0.95) -> Estimate | Refusal:
    """Takes estimates from multiply imputed tables, gives the pooled one by Rubin's rules on the log number on no
    list.

    T = W + (1 + 1/m) B (Rubin 1987); degrees of freedom of Barnard & Rubin (1999, Biometrika 86:948) with the persons
    listed as complete-data degrees.

    Assumes that what is missing depends on what is known, on nothing else.

    >>> made = over_imputations([chao(table), chao(table.without("press"))], table)
    >>> made.shown(), round(made.told("degrees_of_freedom"), 1)
    ('260 (95 % interval 210 to 350), of whom 159 stand on lists', 133.4)
    """
    m = len(estimates)
    if m < 2:
        return refusal(
            "too-few-draws", "over-imputations", f"{m} imputed table.", "Five imputed tables or more are usual."
        )
    z = NormalDist().inv_cdf((1 + level) / 2)
    persons = float(np.mean([e.n_observed for e in estimates]))
    logs = np.array([math.log(max(e.point - e.n_observed, 0.5)) for e in estimates])
    errors = np.array([_log_error(e, z) for e in estimates])
    within, between = float(np.mean(errors**2)), float(logs.var(ddof=1))
    total = within + (1 + 1 / m) * between
    freedom = barnard_rubin(m, within=within, between=between, complete=persons - 1)
    special: Any = importlib.import_module("scipy.special")
    t = float(special.stdtrit(freedom, (1 + level) / 2))
    centre, spread = float(logs.mean()), math.sqrt(total)
    found = Found(
        point=persons + math.exp(centre),
        low=persons + math.exp(centre - t * spread),
        high=persons + math.exp(centre + t * spread),
        level=level,
    )
    told: dict[str, Told] = {
        "imputations": m,
        "degrees_of_freedom": freedom,
        "share_of_imputation": (1 + 1 / m) * between / total if total else 0.0,
    }
    assumed = (*estimates[0].assumptions[3:], "What is missing depends on what is known, on nothing else.")
    return estimate_of(table, "over-imputations", found, Account(assumes=assumed, told=told, choices={"level": level}))


def barnard_rubin(m: int, *, within: float, between: float, complete: float) -> float:
    """Takes m, within and between variance and complete-data degrees, gives the degrees of freedom (Barnard & Rubin
    1999).

    m = 5, W = 1, B = 0.5, 100: gamma = 0.375, old 28.4, observed 61.3, together 19.4.
    """
    share = (1 + 1 / m) * between / (within + (1 + 1 / m) * between) if between > 0 else 0.0
    observed = (complete + 1) / (complete + 3) * complete * (1 - share)
    return observed if share == 0.0 else 1 / (share**2 / (m - 1) + 1 / observed)


def draws_of(estimate: Estimate, seed: int, *, count: int = DRAWS) -> Floats:
    """Takes an estimate, gives so many draws of N: resampled from its own, else log-normal on each side of its point.

    Where the interval has no upper end the estimate cannot be pooled.
    """
    random = np.random.default_rng(seed)
    if estimate.draws:
        return random.choice(np.array(estimate.draws), size=count)
    if estimate.high is None:
        raise AccountedError(
            where=estimate.method,
            found="no upper limit",
            expected="an interval with two ends",
            advice="Use another method.",
        )
    z, scores = NormalDist().inv_cdf((1 + estimate.level) / 2), random.standard_normal(count)
    unseen = max(estimate.point - estimate.n_observed, 0.5)
    up = math.log(max(estimate.high - estimate.n_observed, unseen) / unseen) / z
    down = math.log(unseen / min(max(estimate.low - estimate.n_observed, unseen * 1e-6), unseen)) / z
    return estimate.n_observed + unseen * np.exp(np.where(scores > 0, up, down) * scores)


def _log_error(estimate: Estimate, z: float) -> float:
    high = estimate.high if estimate.high is not None else estimate.point
    top, bottom = max(high - estimate.n_observed, 0.5), max(estimate.low - estimate.n_observed, 0.05)
    return max(math.log(top / bottom) / (2 * z), 1e-6)


def _pooled(table: CaptureTable, method: str, draws: Floats, point: float, account: Account) -> Estimate:
    low, median, high = (float(np.quantile(draws, q)) for q in (0.025, 0.5, 0.975))
    found = Found(point=point, mean=float(draws.mean()), median=median, low=low, high=high, draws=tuple(draws.tolist()))
    return estimate_of(table, method, found, account)
