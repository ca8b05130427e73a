"""Figures: claimed, counted, estimated; never added together. An estimate carries its interval, method, seed and
data.
"""

import math
from dataclasses import dataclass, fields
from html import escape
from pathlib import Path
from typing import Any, Literal, TypeAlias

from accounted.core.document import MadeBy
from accounted.core.outcome import Remark

Told: TypeAlias = float | int | str | bool | tuple["Told", ...]
"""A diagnostic's value as it goes to JSON."""
KINDS = ("claimed", "counted", "estimated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What one run of estimating is asked for: strata, drawn clusterings, the seed, and whether to sample at all.

    `without` names lists of persons that are left out, `merged` lists that count as one, since one took from another.
    """

    strata: tuple[str, ...] = ()
    draws: int = 50
    seed: int = 1
    quick: bool = False
    without: tuple[str, ...] = ()
    merged: tuple[tuple[str, ...], ...] = ()

    def plain(self) -> dict[str, Any]:
        """Gives the choices as the content of an act."""
        usual = {"strata": list(self.strata), "draws": self.draws, "seed": self.seed, "quick": self.quick}
        lists = {"without": list(self.without), "merged": [list(names) for names in self.merged]}
        return usual | {name: told for name, told in lists.items() if told}

    @classmethod
    def of(cls, plain: dict[str, Any]) -> "Choices":
        """Takes the content of an act, gives the choices."""
        named = {name: tuple(plain.get(name, ())) for name in ("strata", "without")}
        merged = tuple(tuple(names) for names in plain.get("merged", ()))
        return cls(draws=plain["draws"], seed=plain["seed"], quick=plain["quick"], merged=merged, **named)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfTable:
    """What is asked of a table outside any project: one method or all, a file of covariates, how often strata that are
    not told are drawn, the smallest count that may be shown (0: every count), how many resamples (0: the method's own
    number), and whether CSV is wanted.
    """

    method: str | None = None
    covariates: Path | None = None
    impute: int = 0
    withhold: int = 0
    bootstraps: int = 0
    as_csv: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One condition that an estimate has to meet before it may be published: its name, whether it is met, and why in
    words.
    """

    name: str
    met: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """How many persons there are, those on no list included, inferred by one method under its assumptions.

    `mean` and `median` are None where the method gives none. `high` None says that the data set no upper limit.
    `draws` are posterior or bootstrap draws of the whole number, in the order drawn.
    """

    method: str
    assumptions: tuple[str, ...]
    n_observed: int
    point: float
    low: float
    high: float | None
    level: float = 0.95
    mean: float | None = None
    median: float | None = None
    seed: int | None = None
    data_hash: str
    made_by: MadeBy
    made_from: tuple[str, ...] = ()
    diagnostics: tuple[tuple[str, Told], ...] = ()
    gates: tuple[Gate, ...] = ()
    remarks: tuple[Remark, ...] = ()
    stratum: tuple[str, ...] = ()
    draws: tuple[float, ...] = ()

    @property
    def met(self) -> bool:
        """Gives whether every gate is met: an estimate that meets them is "not refused", never "right"."""
        return all(gate.met for gate in self.gates)

    def shown(self) -> str:
        """Gives the estimate in one line, rounded to what its interval supports.

        "10,000 (95 % interval 7,000 to 18,000), of whom 4,400 stand on lists".
        """
        unit = supported_unit(self.low, self.high)
        high = f"{rounded(self.high, unit)}" if self.high is not None else "no upper limit"
        interval = f"{self.level * 100:g} % interval {rounded(self.low, unit)} to {high}"
        return f"{rounded(self.point, unit)} ({interval}), of whom {self.n_observed:,} stand on lists"

    def __str__(self) -> str:
        unmet = [f"  Not met: {gate.name}. {gate.words}" for gate in self.gates if not gate.met]
        assumed = [f"  Assumes: {words}" for words in self.assumptions]
        covered = [f"  {value}" for name, value in self.diagnostics if name == "coverage"]
        return "\n".join([f"{self.method}: {self.shown()}", *assumed, *unmet, *covered])

    def _repr_html_(self) -> str:
        lines = "".join(f"<li>{escape(line.strip())}</li>" for line in str(self).splitlines()[1:])
        return f"<div><p><strong>{escape(self.method)}</strong>: {escape(self.shown())}</p><ul>{lines}</ul></div>"

    def plain(self, *, draws: bool = False) -> dict[str, Any]:
        """Gives the estimate as JSON content with all its digits; `draws` only where asked."""
        left_out = () if draws else ("draws",)
        content: dict[str, Any] = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in left_out}
        content |= {"made_by": _plain(self.made_by), "diagnostics": {k: _listed(v) for k, v in self.diagnostics}}
        content |= {"gates": [_plain(g) for g in self.gates], "remarks": [r.message for r in self.remarks]}
        return {key: list(value) if isinstance(value, tuple) else value for key, value in content.items()}

    def told(self, name: str) -> Told:
        """Takes the name of a diagnostic, gives its value."""
        return dict(self.diagnostics)[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that may be published: what it counts, of which of the three kinds, and the ids it was made from."""

    id: str
    kind: Literal["claimed", "counted", "estimated"]
    what: str
    value: float
    low: float | None = None
    high: float | None = None
    made_from: tuple[str, ...] = ()
    made_by: MadeBy


def supported_unit(low: float, high: float | None) -> int:
    """Takes an interval, gives the unit to round to: two digits of the interval's width, never finer than one person.

    >>> supported_unit(6947, 18010), supported_unit(128, 349), supported_unit(584, 638)
    (1000, 10, 1)
    """
    width = (high - low) if high is not None else low
    return max(1, 10 ** (math.floor(math.log10(width)) - 1)) if width >= 1 else 1


def rounded(value: float, unit: int) -> str:
    """Takes a number and a unit, gives it rounded, with separators.

    >>> rounded(10356.5, 100)
    '10,400'
    """
    return f"{math.floor(value / unit + 0.5) * unit:,}"


def _plain(value: Any) -> dict[str, Any]:
    return {f.name: _listed(getattr(value, f.name)) for f in fields(value)}


def _listed(value: Any) -> Any:
    return [_listed(item) for item in value] if isinstance(value, tuple) else value
