"""Takes what a method found, gives an Estimate with everything that every estimate has to carry."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from accounted.core.capture import CaptureTable
from accounted.core.document import MadeBy
from accounted.core.figure import Estimate, Gate, Told

VERSION = "3"
"""Rises with every change that can move a figure."""

CLOSED = "Nobody entered or left the population between the lists."
LINKED = "Every person's rows are linked, and no two persons are linked as one."
SAME_SCOPE = "Every list could have named anyone of the same population."


COVERAGE = {
    "chao": "95 to 96 of 100 tables where lists do not depend and persons do not differ, 48 where a pair depends, 4 "
    "where persons differ (a lower bound)",
    "stepwise": "91 to 99 of 100 tables, 1 where persons differ",
    "loglinear": "93 to 99 of 100 tables, 25 where persons differ",
    "averaged-bic": "90 to 95 of 100 tables, 20 where persons differ",
    "averaged-aic": "92 to 99 of 100 tables, 92 where persons differ",
    "heterogeneity-darroch": "89 to 96 of 100 tables",
    "heterogeneity-poisson": "93 to 95 of 100 tables where lists do not depend, 50 where a pair does, 6 where persons "
    "differ",
    "heterogeneity-gamma": "86 to 96 of 100 tables",
    "heterogeneity-lower-bound": "89 to 95 of 100 tables where lists do not depend, 36 where a pair does, 2 where "
    "persons differ (a lower bound)",
    "assumption": "88 to 98 of 100 tables; refused where lists are sparse",
    "low-risk": "20 of 20 tables, 8 of 10 where persons differ, 8 of 10 where lists are sparse",
    "doubly-robust": "95 of 100 tables where what is known tells persons apart, 17 where it is wrong for three of ten",
    "decomposable": "95 to 97 of 100 tables, 0 where persons differ",
    "latent": "20 of 20 tables, 8 of 10 where persons differ, 8 of 10 where lists are sparse",
}
"""How often 95 % intervals held the known number: tests/recovery/coverage_study.py, table in docs/estimation.md."""


HELD: dict[str, tuple[int, ...]] = {"averaged-bic": (90, 94, 20, 95), "averaged-aic": (97, 99, 92, 99)}
"""The rows of that table, 100 tables each, of methods whose interval takes its models as chosen beforehand: whether the
interval covers as often as it says is not argued but measured."""


def covers_as_said(method: str, *, tables: int = 100, level: float = 0.95) -> bool:
    """Takes a method of `HELD`, gives whether no population was held more rarely than chance explains.

    One-sided binomial tails at a twentieth, Bonferroni over the populations.

    >>> covers_as_said("averaged-bic"), covers_as_said("averaged-aic")
    (False, True)
    """
    fewest, looked_at = min(HELD[method]), len(HELD[method])
    tail = sum(math.comb(tables, k) * level**k * (1 - level) ** (tables - k) for k in range(fewest + 1))
    return tail >= 0.05 / looked_at


def coverage_of(method: str) -> str:
    """Takes a method's name, gives the sentence on how often its interval held the known number in simulations."""
    held = COVERAGE.get(method)
    return f"Simulated: its 95 % interval held the known number in {held}." if held else "Its coverage is not measured."


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a method found: the point, its interval and, where it has them, mean, median and draws."""

    point: float
    low: float
    high: float | None
    level: float = 0.95
    mean: float | None = None
    median: float | None = None
    draws: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What goes with a figure: what the method assumes beside what all do, its diagnostics, gates, seed and choices."""

    assumes: Sequence[str]
    told: Mapping[str, Told]
    gates: Sequence[Gate] = ()
    seed: int | None = None
    choices: Mapping[str, Any] = field(default_factory=dict)


def estimate_of(table: CaptureTable, method: str, found: Found, account: Account) -> Estimate:
    """Takes a table and what a method found with its account, gives the Estimate.

    The three assumptions that every method here makes come first.
    """
    written = tuple((key, str(value)) for key, value in sorted(account.choices.items()))
    name = table.data_hash
    return Estimate(
        method=method,
        assumptions=(CLOSED, LINKED, SAME_SCOPE, *account.assumes),
        n_observed=table.persons,
        point=found.point,
        low=max(found.low, float(table.persons)),
        high=found.high,
        level=found.level,
        mean=found.mean,
        median=found.median,
        draws=found.draws,
        seed=account.seed,
        data_hash=name,
        made_by=MadeBy(step=f"estimate.{method}", version=VERSION, parameters=written),
        made_from=(f"cap-{name[:20]}",),
        diagnostics=(*account.told.items(), ("coverage", coverage_of(method))),
        gates=tuple(account.gates),
        remarks=table.remarks(),
    )
