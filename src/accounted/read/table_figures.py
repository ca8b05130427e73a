"""The figure of one row of a claims table: its words, its bounds, what its qualifier asks for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from accounted.core.claim import QUALIFIERS, Quantity
from accounted.read.lexicon import load_lexicon
from accounted.read.number_words import digit_value
from accounted.read.numbers import read_quantity

_BOUNDS = ("low", "high", "best")
_SAME = {"exact": ("low", "high", "best"), "at_least": ("low", "best"), "more_than": ("low", "best")}
_SAME |= {"at_most": ("high", "best"), "fewer_than": ("high", "best")}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be used: its code, what was found, what was expected, what to do."""

    code: str
    found: str
    expected: str
    advice: str = "Correct the row and collect the table again; the other rows were read."


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity, the column that holds its words, the raw text of that cell, and whether words and bounds agree."""

    quantity: Quantity
    column: str
    raw: str
    agrees: bool


def figure_of(row: Mapping[str, str]) -> Figure | Fault:
    """Takes a row by column, gives its figure, or why there is none.

    Bounds are as written in their cells. Where all three are empty they are read from the words by the number parser,
    and where the words give none either, a vague word stands without a bound and anything else is set aside.
    """
    column = next((c for c in ("figure_as_written", "best", "low", "high") if row.get(c, "").strip()), None)
    if column is None:
        return Fault("claim-without-number", "no figure", "a figure as written, or one of low, high and best")
    raw, words = row[column], row[column].strip()
    bounds = {name: _number(row.get(name, "")) for name in _BOUNDS}
    for value in bounds.values():
        if isinstance(value, Fault):
            return value
    stated = {name: value for name, value in bounds.items() if isinstance(value, float)}
    qualifier = _qualifier(row.get("qualifier", ""))
    if isinstance(qualifier, Fault):
        return qualifier
    read = read_quantity(words, load_lexicon("en"))
    parsed = {} if read is None else {n: v for n in _BOUNDS if (v := getattr(read, n)) is not None}
    qualifier = qualifier or (read.qualifier if read and (parsed == stated or not stated) else _by_bounds(stated))
    found = _filled(stated or parsed, qualifier)
    fault = _fault_of(found, qualifier, words)
    if fault:
        return fault
    start = raw.index(words)
    quantity = Quantity(
        low=found.get("low"),
        high=found.get("high"),
        best=found.get("best"),
        qualifier=qualifier,
        text=words,
        start=start,
        end=start + len(words),
    )
    agrees = not parsed or not stated or bool(set(parsed.values()) & set(found.values()))
    return Figure(quantity=quantity, column=column, raw=raw, agrees=agrees)


def _number(cell: str) -> float | Fault | None:
    """An empty cell is None: not stated. "1.275" may be either of two numbers, so it is neither."""
    written = cell.strip()
    if not written:
        return None
    value, decimal = digit_value(written)
    if value is None or (decimal is None and "." in written):
        return Fault("bad-number", f"“{written}”", "a number without separators, such as 1275, 0.5 or 0")
    return value


def _qualifier(cell: str) -> str | Fault | None:
    name = re.sub(r"[\s_-]+", "_", cell.strip().lower())
    if not name or name in QUALIFIERS:
        return name or None
    return Fault("unknown-qualifier", f"“{cell.strip()}”", f"one of {', '.join(QUALIFIERS)}")


def _by_bounds(stated: Mapping[str, float]) -> str:
    low, high = stated.get("low"), stated.get("high")
    if low is not None and high is not None and low != high:
        return "range"
    if low is not None and high is None:
        return "at_least"
    return "at_most" if high is not None and low is None else "exact"


def _filled(stated: Mapping[str, float], qualifier: str) -> dict[str, float]:
    """Fills what the qualifier says is the same number: of "at least 200", low and best are both 200."""
    same = _SAME.get(qualifier, ())
    values = {stated[name] for name in same if name in stated}
    if len(values) != 1:
        return dict(stated)
    return dict(stated) | dict.fromkeys(same, values.pop())


def _fault_of(found: Mapping[str, float], qualifier: str, words: str) -> Fault | None:
    low, high, best = (found.get(name) for name in _BOUNDS)
    if not found and qualifier != "vague":
        return Fault("claim-without-number", f"“{words}” and no bounds", "a number in low, high or best")
    if low is not None and high is not None and low > high:
        return Fault("low-above-high", f"low {low:g} above high {high:g}", "low at most as large as high")
    if best is not None and ((low is not None and best < low) or (high is not None and best > high)):
        return Fault("best-out-of-bounds", f"best {best:g} outside low and high", "best between low and high")
    if qualifier == "range" and (low is None or high is None):
        return Fault("range-without-ends", "a range with one end", "both low and high, or another qualifier")
    if qualifier == "exact" and low != high:
        return Fault("bounds-differ", "an exact figure with two bounds", "one number, or the qualifier “range”")
    return None
