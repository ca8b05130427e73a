"""Takes estimates, gives charts as plain Vega-Lite specifications: intervals by method, draws of one, a trajectory.

One colour, a linear scale from zero, no headline number; estimates are open rings on their intervals, an interval
without upper end is an arrow. `altair.Chart.from_dict` draws them in a notebook.
"""

import importlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from accounted.core.chart import SCHEMA
from accounted.core.figure import Estimate, rounded, supported_unit
from accounted.core.outcome import AccountedError, Refusal
from accounted.estimate.diagnosing import Variant

INK = "#333333"


def interval_chart(results: Iterable[Estimate | Refusal]) -> dict[str, Any]:
    """Takes results, gives one chart: a line a method in the order given, the persons listed as a dashed rule.

    A Vega-Lite specification, scale from zero. Assumes nothing.

    >>> interval_chart([chao(table)])["data"]["values"][0]["words"]
    '270 (230 to 350)'
    """
    made = [r for r in results if isinstance(r, Estimate)]
    return _intervals([(r.method, r) for r in made])


def trajectory_chart(variants: Sequence[Variant]) -> dict[str, Any]:
    """Takes results under changes in order (growing records, thresholds), gives their intervals in that order.

    A Vega-Lite specification; estimate trajectories after Binette & Steorts (2022). Assumes nothing.

    >>> trajectory_chart(leave_one_out(table, chao))["data"]["values"][0]["words"]
    '220 (170 to 300)'
    """
    return _intervals([(v.change, v.result) for v in variants if isinstance(v.result, Estimate)])


def draws_chart(estimate: Estimate, *, bars: int = 40) -> dict[str, Any]:
    """Takes an estimate with draws, gives their histogram as shares; refuses with an error where there are none.

    A Vega-Lite specification. Assumes nothing; the long tail beyond 99.5 % is left out of the drawing.

    >>> chart = draws_chart(stepwise(table, bootstraps=50))
    >>> round(sum(bar["share"] for bar in chart["data"]["values"]), 2)
    1.0
    """
    if not estimate.draws:
        raise AccountedError(
            where=estimate.method,
            found="no draws",
            expected="an estimate with draws",
            advice="Draw its interval instead.",
        )
    draws = np.array(estimate.draws)
    shares, edges = np.histogram(draws, bins=bars, range=(float(draws.min()), float(np.quantile(draws, 0.995)) + 1))
    values = [
        {"from": float(a), "to": float(b), "share": float(n) / len(draws)}
        for a, b, n in zip(edges[:-1], edges[1:], shares, strict=True)
    ]
    x: dict[str, Any] = {"field": "from", "type": "quantitative", "scale": {"zero": True}, "title": "persons"}
    encoding = {
        "x": x,
        "x2": {"field": "to"},
        "y": {"field": "share", "type": "quantitative", "title": "share of draws"},
    }
    words = f"Draws of {estimate.method}: {estimate.shown()}"
    return {
        "$schema": SCHEMA,
        "description": words,
        "data": {"values": values},
        "mark": {"type": "bar", "color": INK},
        "encoding": encoding,
    }


def to_arviz(estimate: Estimate) -> Any:
    """Takes an estimate with chains of draws, gives an ArviZ InferenceData with the variable N.

    Assumes that the package arviz is there (an error says so where not). Four chains of 5,000 draws of Kosovo: a
    posterior of shape (4, 5000), for arviz.summary and arviz.plot_trace.
    """
    chains = estimate.told("chains") if "chains" in dict(estimate.diagnostics) else 1
    try:
        arviz: Any = importlib.import_module("arviz")
    except ImportError as error:
        raise AccountedError(
            where="to_arviz", found="no package arviz", expected="arviz", advice="Install it: pip install arviz."
        ) from error
    return arviz.from_dict(posterior={"N": np.array(estimate.draws).reshape(int(str(chains)), -1)})


def _intervals(rows: list[tuple[str, Estimate]]) -> dict[str, Any]:
    ends = [e.high for _, e in rows if e.high is not None] + [e.point for _, e in rows]
    far = max(ends, default=1.0)
    values = []
    for place, (name, e) in enumerate(rows):
        unit = supported_unit(e.low, e.high)
        high = rounded(e.high, unit) if e.high is not None else "no upper limit"
        words = f"{rounded(e.point, unit)} ({rounded(e.low, unit)} to {high})"
        values.append(
            {
                "place": place,
                "method": name,
                "low": e.low,
                "point": e.point,
                "high": e.high if e.high is not None else far * 1.05,
                "open": e.high is None,
                "words": words,
                "met": e.met,
            }
        )
    y = {"field": "method", "type": "nominal", "sort": {"field": "place"}, "title": None}
    x = {"type": "quantitative", "scale": {"zero": True}, "title": "persons"}
    layers = [
        {
            "mark": {"type": "rule", "color": INK},
            "encoding": {"y": y, "x": x | {"field": "low"}, "x2": {"field": "high"}},
        },
        {"mark": {"type": "point", "filled": False, "color": INK}, "encoding": {"y": y, "x": x | {"field": "point"}}},
        {
            "transform": [{"filter": "datum.open"}],
            "mark": {"type": "point", "shape": "triangle-right", "color": INK},
            "encoding": {"y": y, "x": x | {"field": "high"}},
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 6, "color": INK},
            "encoding": {"y": y, "x": x | {"field": "high"}, "text": {"field": "words"}},
        },
    ]
    listed = rows[0][1].n_observed if rows else 0
    layers.append(
        {
            "data": {"values": [{"n": listed}]},
            "mark": {"type": "rule", "strokeDash": [4, 3], "color": INK},
            "encoding": {"x": x | {"field": "n"}},
        }
    )
    words = f"Estimates by method. {listed:,} persons stand on lists (dashed)."
    return {"$schema": SCHEMA, "description": words, "data": {"values": values}, "layer": layers}
