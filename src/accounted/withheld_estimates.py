"""The conductor's way from estimates to what may leave the house: small counts withheld, wherever they stand."""

import math
from collections.abc import Mapping
from typing import Any, Final

from accounted.core.capture import CaptureTable
from accounted.core.figure import supported_unit
from accounted.estimate import REFUSAL_CODES, shown_sizes, withheld
from accounted.estimate.withholding import SMALLEST, WITHHELD

__all__ = ["in_report", "to_publish"]

_FIGURES: Final = ("point", "mean", "median", "low", "high")
_BY_STRATA: Final = ("sum-of-strata", "doubly-robust", "over-imputations")
_STRATA_SAID: Final = (
    "A part of the table holds small counts: figures that come from its parts are rounded, and nothing else is said of "
    "them."
)
_TOLD: Final = ("coverage", "method", "share_of_linking")
"""Diagnostics without a count of persons; every other one, overlaps of two lists first, stays in the house."""


def to_publish(content: dict[str, Any], table: CaptureTable, *, smallest: int) -> dict[str, Any]:
    """Takes the content of estimates and the smallest count that may be shown, gives what may leave the house of it.

    Small counts are withheld, and others from which they could be had; figures are rounded to what their interval
    supports, since all their digits would give counts away; of diagnostics and reasons their kind is left, and no
    hash, by which a guessed table could be tried.
    """
    return {
        "n_observed": _size(table.persons, smallest),
        "lists": shown_sizes(table, smallest=smallest),
        "patterns": [list(row) for row in withheld(table, smallest=smallest)],
        "estimates": [_row(row, smallest) for row in content["estimates"]],
        "remarks": [_said(smallest)],
    }


def in_report(content: Mapping[str, Any]) -> dict[str, Any]:
    """Takes the estimates of a project's tables, gives them as its report holds them.

    Where a pattern of a table is withheld, nothing else of the table may give it away: how many persons two lists
    share, reasons that name such a number, all digits of figures, hashes. A table without small counts stays whole.
    """
    return dict(content) | {"tables": [_table(one) for one in content["tables"]]}


def _table(content: Mapping[str, Any]) -> dict[str, Any]:
    counts = [words for _, words in content["patterns"]]
    if counts and WITHHELD not in counts:
        return _strata_withheld(content)
    whole = {name: value for name, value in content.items() if name not in ("data_hash", "of_strata")}
    told_of_strata = content.get("of_strata", {}).get("remarks", [])
    return whole | {
        "n_observed": _size(content["n_observed"], SMALLEST),
        "lists": {name: _size(count, SMALLEST) for name, count in content["lists"].items()},
        "estimates": [_row(row, SMALLEST) for row in content["estimates"]],
        "consistency": [_known(one) for one in content["consistency"]],
        "dependence": [
            {"lists": one["lists"], "shared": WITHHELD, "expected": WITHHELD, "by_odds_ratio": WITHHELD}
            for one in content["dependence"]
        ],
        "remarks": [*(words for words in content["remarks"] if words not in told_of_strata), _said(SMALLEST)],
    }


def _strata_withheld(content: Mapping[str, Any]) -> dict[str, Any]:
    """Gives a table whose patterns may all be shown, but of whose strata one holds a small count: what comes from the
    strata is rounded, what is remarked of them and every hash, by which a guessed stratum could be tried, is left out.
    """
    strata = content.get("of_strata", {"small": False, "remarks": []})
    kept = {name: value for name, value in content.items() if name != "of_strata"}
    if not strata["small"]:
        return kept
    rows = [_row(row, SMALLEST) if row["method"] in _BY_STRATA else _unhashed(row) for row in content["estimates"]]
    known = [dict(one) | {"estimate": _unhashed(one["estimate"])} for one in content["consistency"]]
    remarks = [words for words in content["remarks"] if words not in strata["remarks"]]
    changed = {"estimates": rows, "consistency": known, "remarks": [*remarks, _STRATA_SAID]}
    return _unhashed(kept) | changed


def _unhashed(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Gives an estimate or a table's content without its hash, remarks of its own, and the id made of the hash."""
    return {name: value for name, value in plain.items() if name not in ("data_hash", "made_from", "remarks")}


def _size(persons: int, smallest: int) -> int | str:
    return persons if persons >= smallest else WITHHELD


def _said(smallest: int) -> str:
    return (
        f"Counts below {smallest}, and others from which they could be had, are withheld; figures are rounded. That "
        "persons can be told by combining this with what others know is not excluded."
    )


def _known(one: Mapping[str, Any]) -> dict[str, Any]:
    return dict(one) | {"known": _size(one["known"], SMALLEST), "estimate": _row(one["estimate"], SMALLEST)}


def _row(row: dict[str, Any], smallest: int) -> dict[str, Any]:
    kept: dict[str, Any] = {name: row[name] for name in ("method", "status", "assumptions", "level") if name in row}
    if row.get("change"):
        kept["change"] = row["change"]
    if row["status"] == "refused":
        nothing = dict.fromkeys(_FIGURES) | {"reason": REFUSAL_CODES[row["code"]], "shown": "no figure"}
        return kept | nothing | {"diagnostics": {}}
    unit = max(supported_unit(row["low"], row["high"]), smallest)
    figures = {name: None if row[name] is None else math.floor(row[name] / unit + 0.5) * unit for name in _FIGURES}
    unmet = "; ".join(gate["name"] for gate in row["gates"] if not gate["met"])
    high = "no upper limit" if figures["high"] is None else f"{figures['high']:,}"
    shown = f"{figures['point']:,} ({row['level'] * 100:g} % interval {figures['low']:,} to {high})"
    told = {"reason": unmet or None, "shown": shown, "publishable": row["publishable"]}
    return kept | figures | told | {"diagnostics": _diagnostics(row["diagnostics"])}


def _diagnostics(told: Mapping[str, Any]) -> dict[str, Any]:
    """Gives those that hold no count; the share of linking in whole percent, since its digits come from counts."""
    kept = {"coverage": ""} | {name: told[name] for name in _TOLD if name in told}
    return {name: round(value, 2) if isinstance(value, float) else value for name, value in kept.items()}
