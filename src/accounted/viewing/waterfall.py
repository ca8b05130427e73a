"""Takes the reasons of a pair, gives the picture of its score: each field moves it towards one person or away."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, Final

from accounted.core.person import Reason

WIDTH: Final = 240
_TALL: Final = 20
_MARGIN: Final = 4


def waterfall(reasons: Sequence[Reason]) -> dict[str, Any]:
    """Takes reasons in the order they add up, gives bars from where the score stood to where each field moved it.

    Bits are powers of two: a field of 3 bits makes one person eight times as likely as before.
    """
    ends = [0.0, *accumulate(one.bits for one in reasons)]
    low, high = min(ends), max(ends)
    scale = (WIDTH - 2 * _MARGIN) / ((high - low) or 1.0)
    at = [round(_MARGIN + (end - low) * scale, 1) for end in ends]
    bars = [
        {
            "field": one.field, "agreement": one.agreement, "left": one.left, "right": one.right,
            "bits": f"{one.bits:+.1f}", "towards": one.bits >= 0, "x": min(at[n], at[n + 1]),
            "width": round(max(abs(at[n + 1] - at[n]), 1.0), 1), "y": n * _TALL + 4, "next": at[n + 1],
        }
        for n, one in enumerate(reasons)
    ]  # fmt: skip
    zero = round(_MARGIN + (0 - low) * scale, 1)
    total = f"{ends[-1]:+.1f}"
    return {"bars": bars, "zero": zero, "height": len(bars) * _TALL, "total": total, "total_x": at[-1]}
