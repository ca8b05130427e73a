"""Takes what a method found, gives an Estimate with everything that every estimate has to carry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from accounted.core.capture import CaptureTable
from accounted.core.document import MadeBy
from accounted.core.figure import Estimate, Gate, Told

VERSION = "1"
"""Rises with every change that can move a figure."""

CLOSED = "Nobody entered or left the population between the lists."
LINKED = "Every person's rows are linked, and no two persons are linked as one."
SAME_SCOPE = "Every list could have named anyone of the same population."


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
        diagnostics=tuple(account.told.items()),
        gates=tuple(account.gates),
        remarks=table.remarks(),
    )
