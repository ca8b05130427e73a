"""Takes a capture table and one log-linear model, gives its fit with its certificate, and its profile-likelihood
interval.

log mu_w = sum over terms t inside pattern w of alpha_t; N = n + exp(alpha_0) (Fienberg 1972, Biometrika 59:591;
Bishop, Fienberg & Holland 1975, ch. 6; Cormack 1989, Biometrics 45:395).
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from accounted.core.capture import CaptureTable
from accounted.core.outcome import Refusal
from accounted.estimate.cells import Floats, cells_of, model_name
from accounted.estimate.existence import CERTIFICATES, certificate
from accounted.estimate.refusing import conditions, refusal

MOST_LISTS = 10
"""Beyond, order two alone has 2**55 models and a walk through them no longer ends in reasonable time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """One model fitted: its name, estimate, certificate, deviance, information criteria, and the log number on no
    list.
    """

    model: str
    terms: tuple[int, ...]
    point: float
    certificate: int
    deviance: float
    aic: float
    bic: float
    log_unseen_error: float


def fit(table: CaptureTable, terms: Iterable[int]) -> Fitted | Refusal:
    """Takes a table and a model's terms above single lists (masks: lists 1 and 3 are 5), gives the fit or why there
    is none.

    Kosovo, [123,14,34]: N = 10,356.5 (Ball et al. 2002; Silverman, Chan & Vincent 2024, Table 2).

    Fienberg (1972); Cormack (1989). Assumes the model, also for those on no list.

    >>> round(fit(table, (0b011,)).point, 1), fit(table, (0b011,)).model
    (256.2, '[12,3]')
    >>> round(fit(kosovo, (3, 5, 6, 7, 9, 12)).point, 1)
    10356.5
    """
    held = conditions(table, "loglinear", least=2, most=MOST_LISTS)
    if held is not None:
        return held
    from accounted.estimate.fitting import saturated, work_on  # noqa: PLC0415 - compiled code is loaded when first needed
    from accounted.estimate.profiling import root_inverse  # noqa: PLC0415
    from accounted.estimate.searching import fit_model  # noqa: PLC0415

    counts, size, chosen = cells_of(table), len(table.lists), tuple(sorted(set(terms)))
    high = np.array(chosen, dtype=np.int64)
    work = work_on(counts, size)
    ended, value = fit_model(work, high, -np.inf, 0.0)
    code, name = certificate(table, chosen), model_name(chosen, size)
    if ended != 0 or code != 0:
        words = f"Model {name}: {CERTIFICATES[code or 1]}."
        return refusal("not-estimable", "loglinear", words, "Choose a model with fewer dependences between lists.")
    parameters, persons = 1 + size + len(chosen), float(counts.sum())
    return Fitted(
        model=name,
        terms=chosen,
        point=persons + math.exp(work.alpha[0]),
        certificate=code,
        deviance=2 * (saturated(counts) - value),
        aic=2 * parameters - 2 * value,
        bic=parameters * math.log(persons) - 2 * value,
        log_unseen_error=float(root_inverse(work, high)),
    )


def fitted_counts(counts: Floats, terms: Iterable[int], lists: int) -> Floats:
    """Takes counts by mask and a model's terms above single lists, gives the counts that the fitted model expects."""
    from accounted.estimate.fitting import work_on  # noqa: PLC0415 - compiled code is loaded when first needed
    from accounted.estimate.searching import fit_model  # noqa: PLC0415

    work = work_on(counts, lists)
    fit_model(work, np.array(sorted(set(terms)), dtype=np.int64), -np.inf, 0.0)
    made: Floats = work.mu
    return made


def profile_interval(table: CaptureTable, fitted: Fitted, *, level: float = 0.95) -> tuple[float, float | None]:
    """Takes a table and a fitted model, gives the profile-likelihood interval; no upper end where the data set none.

    It holds the model fixed, and so covers too seldom: 61 % for 95 % where the model was chosen by BIC (Chan,
    Silverman & Vincent 2021, section 3.4). Kosovo, [123,14,34]: 8,994 to 12,110.

    Assumes the model as if it had been chosen beforehand.

    >>> low, high = profile_interval(table, fit(table, (0b011,)))
    >>> round(low), round(high)
    (212, 321)
    """
    from accounted.estimate.profiling import profile  # noqa: PLC0415 - compiled code is loaded when first needed

    counts, size, high = cells_of(table), len(table.lists), np.array(fitted.terms, dtype=np.int64)
    best = max(fitted.point - table.persons, 0.0)

    def height(unseen: float) -> float:
        return float(profile(counts, size, high, unseen))

    peak = _peak(height, best)
    bound = height(peak) - NormalDist().inv_cdf((1 + level) / 2) ** 2 / 2
    low = _crossing(height, peak, 0.0, bound=bound) if height(0.0) < bound else 0.0
    far = 2 * peak + 10.0
    while height(far) > bound and far < 1e6 * (peak + 10.0):
        far *= 2
    high_end = _crossing(height, peak, far, bound=bound) + table.persons if height(far) <= bound else None
    return low + table.persons, high_end


def _peak(height: Callable[[float], float], start: float) -> float:
    """Gives the top of a curve with one top, by golden section on the log scale about `start`."""
    low, high = math.log1p(start) - 1.0, math.log1p(start) + 1.0
    ratio = (math.sqrt(5) - 1) / 2
    for _ in range(60):
        a, b = high - ratio * (high - low), low + ratio * (high - low)
        if height(max(math.expm1(a), 0.0)) < height(max(math.expm1(b), 0.0)):
            low = a
        else:
            high = b
    return max(math.expm1((low + high) / 2), 0.0)


def _crossing(height: Callable[[float], float], inside: float, outside: float, *, bound: float) -> float:
    """Gives where a curve falls to `bound` between a place above it and one below it, by halving."""
    for _ in range(60):
        trial = (inside + outside) / 2
        inside, outside = (trial, outside) if height(trial) > bound else (inside, trial)
    return (inside + outside) / 2
