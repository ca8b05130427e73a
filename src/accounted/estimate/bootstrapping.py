"""Takes bootstrap estimates and estimates with one person left out, gives the bias-corrected accelerated interval
(BCa).

DiCiccio & Efron (1996, Statistical Science 11:189); for patterns with counts, Chan, Silverman & Vincent (2021),
section 3.3.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from accounted.core.outcome import AccountedError

Floats = NDArray[np.float64]
_NORMAL = NormalDist()
MOST_BOOTSTRAPS = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """An interval; `high` None where the samples set no upper limit; with the bias correction and acceleration used.

    `shares` are the shares of the samples that its ends cut off below: .025 and .975 where nothing is corrected.
    """

    low: float
    high: float | None
    bias: float
    acceleration: float
    shares: tuple[float, float]

    def samples_needed(self) -> int:
        """Gives how many samples there have to be for one to lie beyond each end: with fewer their number sets it."""
        rarest = min(self.shares[0], 1.0 if self.high is None else 1.0 - self.shares[1])
        return math.ceil(1.0 / max(rarest, 1.0 / MOST_BOOTSTRAPS))


def check_bootstraps(method: str, bootstraps: int) -> None:
    """Takes a number of resamples, raises where it is not a usable one."""
    if not 1 <= bootstraps <= MOST_BOOTSTRAPS:
        raise AccountedError(
            where=method,
            found=f"{bootstraps} bootstraps",
            expected=f"1 to {MOST_BOOTSTRAPS:,}",
            advice="1,000 is usual.",
        )


def acceleration(left_out: Floats, counts: Floats) -> float:
    """Takes the estimate with one person of each pattern left out, and the patterns' counts, gives the acceleration.

    a = sum c r^3 / (6 (sum c r^2)^1.5), r the weighted mean less each estimate. Kosovo, stepwise: -0.00416.
    """
    used = counts > 0
    weights, estimates = counts[used], left_out[used]
    away = np.average(estimates, weights=weights) - estimates
    spread = float(np.sum(weights * away**2))
    return float(np.sum(weights * away**3)) / (6.0 * spread**1.5) if spread > 0.0 else 0.0


def bias(point: float, draws: Floats) -> float:
    """Takes the point and the draws, gives z0 = Phi^-1(share of draws below the point), kept finite by half a draw."""
    share = float(np.mean(draws < point))
    half = 0.5 / len(draws)
    return _NORMAL.inv_cdf(min(max(share, half), 1.0 - half))


def quantile(draws: Floats, share: float) -> float:
    """Takes sorted draws and a share, gives the quantile of type 8 (Hyndman & Fan 1996), infinite draws allowed.

    >>> quantile(np.array([1.0, 2.0, 3.0, 4.0]), 0.5)
    2.5
    """
    size = len(draws)
    place = (size + 1.0 / 3.0) * share + 1.0 / 3.0
    whole = int(np.floor(place))
    lower = draws[min(max(whole, 1), size) - 1]
    upper = draws[min(max(whole + 1, 1), size) - 1]
    return (
        float(lower) if lower == upper or not np.isfinite(lower) else float(lower + (place - whole) * (upper - lower))
    )


def interval(point: float, draws: Floats, left_out: Floats, *, counts: Floats, level: float = 0.95) -> Interval:
    """Takes the point, bootstrap draws, estimates with one person left out, and counts, gives the BCa interval.

    A negative draw is a sample in which no model had an answer: it counts as without upper limit.
    """
    usable = np.sort(np.where(draws < 0.0, np.inf, draws))
    without = np.where(left_out < 0.0, point, left_out)
    a, z0 = acceleration(without, counts), bias(point, usable)
    below, upto = (_adjusted(share, z0, a) for share in ((1 - level) / 2, (1 + level) / 2))
    low, high = quantile(usable, below), quantile(usable, upto)
    ends = high if np.isfinite(high) else None
    return Interval(low=low, high=ends, bias=z0, acceleration=a, shares=(below, upto))


def _adjusted(share: float, z0: float, a: float) -> float:
    z = z0 + _NORMAL.inv_cdf(share)
    return _NORMAL.cdf(z0 + z / (1.0 - a * z)) if a * z < 1.0 else 1.0
