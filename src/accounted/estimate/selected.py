"""Takes a model chosen from the data with its resamples, gives the estimate: one account for every way of choosing."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accounted.core.capture import CaptureTable
from accounted.core.figure import Estimate, Gate, Told
from accounted.estimate.bootstrapping import MOST_BOOTSTRAPS, Interval, interval
from accounted.estimate.cells import generators_named, model_name
from accounted.estimate.checking import of_cells
from accounted.estimate.fitted import fitted_counts
from accounted.estimate.making import Account, Found, estimate_of

Floats = NDArray[np.float64]
ONE_MODEL = "The dependence between lists has the form of the chosen model, and the same form for those on no list."


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """A chosen model: its estimate and terms, the estimates of resamples (negative: none) and with one person left
    out.
    """

    method: str
    point: float
    terms: tuple[int, ...]
    draws: Floats
    left_out: Floats
    counts: Floats
    told: dict[str, Told]
    seed: int
    level: float
    choices: dict[str, object]


def selected_estimate(table: CaptureTable, used: CaptureTable, chosen: Selected) -> Estimate:
    """Takes the table as given and as used, and the chosen model, gives the estimate with its BCa interval and
    gates.
    """
    found = interval(chosen.point, chosen.draws, chosen.left_out, counts=chosen.counts, level=chosen.level)
    shared = of_cells(used, [fitted_counts(chosen.counts, chosen.terms, len(used.lists))])
    named: dict[str, Told] = {
        "model": model_name(chosen.terms, len(used.lists)),
        "model_in_words": generators_named(chosen.terms, used.lists),
    }
    return estimate_of(
        table,
        chosen.method,
        Found(
            point=chosen.point,
            low=found.low,
            high=found.high,
            level=chosen.level,
            median=middle(chosen.draws),
            draws=tuple(chosen.draws[chosen.draws >= 0].tolist()),
        ),
        Account(
            assumes=(ONE_MODEL,),
            told=named | chosen.told | told_of(found, chosen.draws) | shared.told(),
            gates=(*gates_of(found, chosen.draws, chosen.point), shared.gate()),
            seed=chosen.seed,
            choices=chosen.choices | {"bootstraps": len(chosen.draws), "level": chosen.level},
        ),
    )


def told_of(found: Interval, draws: Floats) -> dict[str, Told]:
    """Takes a BCa interval and its draws, gives the diagnostics that go with them."""
    return {
        "acceleration": found.acceleration,
        "bias_correction": found.bias,
        "shares_of_ends": found.shares,
        "bootstraps": len(draws),
        "samples_without_answer": int(np.sum(draws < 0)),
    }


def gates_of(found: Interval, draws: Floats, point: float) -> tuple[Gate, ...]:
    """Takes a BCa interval, its draws and the point, gives the gates on the bootstrap."""
    share = float(np.mean(draws < 0))
    answered = Gate(
        name="samples have an answer",
        met=share <= 0.05,
        words=f"In {share:.0%} of the resampled tables no model had an answer; at most 5 % is asked for.",
    )
    limited = Gate(name="upper limit", met=found.high is not None, words="The data set no upper limit.")
    usable = draws[draws >= 0]
    centre = float(np.median(usable)) if len(usable) else math.inf
    near = found.low <= centre and (found.high is None or centre <= found.high)
    words = (
        f"Half of the resampled tables give more than {centre:,.0f}, the chosen model gives {point:,.0f}: the choice "
        "of model is on a knife's edge."
    )
    stable = Gate(name="selection is stable", met=near and centre < 2 * point, words=words)
    return (answered, limited, _inside(found, len(draws)), stable)


def _inside(found: Interval, bootstraps: int) -> Gate:
    """Gives the gate on whether resamples lie beyond the interval's ends, so that the data set them and not the number
    of resamples.
    """
    needed = found.samples_needed()
    asked = min(round(10 * needed, 1 - len(str(10 * needed))), MOST_BOOTSTRAPS)
    words = (
        f"Corrected for bias, an end of the interval is the outermost of {bootstraps:,} resampled tables: their number "
        f"sets it. Ask for {asked:,} (`--bootstraps`)."
    )
    return Gate(name="ends lie among the resamples", met=bootstraps >= needed, words=words)


def middle(draws: Floats) -> float | None:
    """Takes draws, gives the median of those that have an answer; None where none has."""
    usable = draws[draws >= 0]
    return float(np.median(usable)) if len(usable) else None
