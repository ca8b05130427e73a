"""How often each method's 95 % interval holds the known number: populations are simulated, estimated and counted.

`make coverage` runs it long and writes the table of docs/estimation.md, rows that are bad included; tests run it short.
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from accounted.core.capture import CaptureTable
from accounted.core.figure import Estimate
from accounted.core.outcome import Refusal
from accounted.estimate import (
    assumption,
    averaged,
    chao,
    decomposable,
    doubly_robust,
    heterogeneity,
    loglinear,
    low_risk,
    stepwise,
)
from accounted.estimate.latent import LatentSettings, latent

Floats = NDArray[np.float64]
Method = Callable[[CaptureTable, int], Estimate | Refusal]
CHANCES = np.array([0.35, 0.3, 0.25, 0.3])
SPARSE = np.array([0.08, 0.1, 0.06, 0.05, 0.04])


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One method on one population: tables, refusals, how many intervals held the number, median error and width."""

    population: str
    method: str
    tables: int
    refused: int
    held: int
    error: float
    width: float

    def share(self) -> float:
        """Gives the share of intervals that held the number, among those given."""
        return self.held / max(self.tables - self.refused, 1)

    def row(self) -> str:
        """Gives the row of the documentation's table."""
        given = f"{self.tables - self.refused} of {self.tables}"
        if self.refused == self.tables:
            return f"| {self.population} | {self.method} | {given} | refused | | |"
        shares = f"{self.share():.0%} | {self.error:+.0%} | {self.width:.0%}"
        return f"| {self.population} | {self.method} | {given} | {shares} |"


def independent(random: np.random.Generator) -> Floats:
    """Gives 1,000 persons on four independent lists."""
    return (random.random((1000, 4)) < CHANCES).astype(float)


def paired(random: np.random.Generator) -> Floats:
    """Gives 1,000 persons of whom those on the first list are on the second twice as often."""
    rows = random.random((1000, 4)) < CHANCES
    rows[:, 1] = random.random(1000) < np.where(rows[:, 0], 0.5, 0.25)
    return rows.astype(float)


def in_classes(random: np.random.Generator) -> Floats:
    """Gives 1,000 persons, 60 % of whom are listed a third as often as the others on every list."""
    factor = np.where(random.random(1000) < 0.6, 1 / 3, 1.0)[:, None]
    return (random.random((1000, 4)) < np.minimum(CHANCES * 1.8, 0.9) * factor).astype(float)


def sparse(random: np.random.Generator) -> Floats:
    """Gives 2,000 persons on five small independent lists with few or no persons in common."""
    return (random.random((2000, 5)) < SPARSE).astype(float)


def told_apart(random: np.random.Generator) -> Floats:
    """Gives 2,000 persons of two kinds, the first listed twice as often on both of two lists; the kind comes last."""
    kind = (random.random(2000) < 0.5).astype(float)
    chances = np.where(kind[:, None] == 1, [0.6, 0.5], [0.3, 0.25])
    return np.column_stack([(random.random((2000, 2)) < chances).astype(float), kind])


def told_little(random: np.random.Generator) -> Floats:
    """Gives the same persons, but the kind as told is wrong for three of ten."""
    rows = told_apart(random)
    wrong = random.random(len(rows)) < 0.3
    rows[wrong, 2] = 1 - rows[wrong, 2]
    return rows


POPULATIONS: dict[str, Callable[[np.random.Generator], Floats]] = {
    "lists that do not lead to one another": independent,
    "a pair of lists depends": paired,
    "two classes of persons": in_classes,
    "sparse lists": sparse,
}
WITH_KIND: dict[str, Callable[[np.random.Generator], Floats]] = {
    "two lists, kinds of persons told": told_apart,
    "two lists, kinds told wrong for 3 of 10": told_little,
}
MARKS = ("<!-- coverage: made by make coverage -->", "<!-- end of coverage -->")
QUICK = LatentSettings(effective=400.0, budget=400_000)
METHODS: dict[str, Method] = {
    "chao (lower bound)": lambda table, seed: chao(table),
    "stepwise": lambda table, seed: stepwise(table, seed=seed),
    "loglinear": lambda table, seed: loglinear(table, seed=seed),
    "averaged-bic": lambda table, seed: averaged(table),
    "averaged-aic": lambda table, seed: averaged(table, criterion="aic"),
    "heterogeneity-darroch": lambda table, seed: heterogeneity(table),
    "heterogeneity-poisson": lambda table, seed: heterogeneity(table, kind="poisson"),
    "heterogeneity-gamma": lambda table, seed: heterogeneity(table, kind="gamma"),
    "heterogeneity-lower-bound": lambda table, seed: heterogeneity(table, kind="lower-bound"),
    "assumption": lambda table, seed: assumption(table),
    "decomposable": lambda table, seed: decomposable(table),
    "latent": lambda table, seed: latent(table, seed=seed, settings=QUICK),
    "low-risk": lambda table, seed: low_risk(table, seed=seed, settings=QUICK),
}
"""Low risk counts those whose chance of being listed is a tenth or more: in these populations, everybody."""
BY_KIND: dict[str, Method] = {"doubly-robust": lambda table, seed: doubly_robust(table, seed=seed)}


def covered(population: str, method: str, *, tables: int) -> Coverage:
    """Takes a population, a method and how many tables to simulate, gives how often the interval held the number."""
    found, held, whole = [], 0, 0
    for i in range(tables):
        whole, table = _table(population, i)
        result = (METHODS | BY_KIND)[method](table, i + 1)
        if isinstance(result, Estimate):
            high = result.high if result.high is not None else np.inf
            found.append((result.point / whole - 1, (high - result.low) / whole))
            held += result.low <= whole <= high
    error, width = (float(np.median([row[k] for row in found])) if found else 0.0 for k in (0, 1))
    refused = tables - len(found)
    return Coverage(
        population=population, method=method, tables=tables, refused=refused, held=held, error=error, width=width
    )


def _table(population: str, place: int) -> tuple[int, CaptureTable]:
    """Gives the number of persons of a simulated population and the table of those listed."""
    rows = (POPULATIONS | WITH_KIND)[population](np.random.default_rng([1, place])).astype(int)
    size = rows.shape[1] - (population in WITH_KIND)
    listed, names = rows[rows[:, :size].any(axis=1)], list("abcde")[:size]
    if population not in WITH_KIND:
        return len(rows), CaptureTable.from_rows(listed.tolist(), lists=names)
    cells = [("".join(map(str, row[:size])), 1, ("one" if row[size] else "other",)) for row in listed.tolist()]
    return len(rows), CaptureTable.of(names, cells, stratum_names=["kind"])


def study(tables: int) -> Iterable[Coverage]:
    """Takes how many tables a population, gives every method on every population; methods that sample on a tenth."""
    for population, methods in (*((p, METHODS) for p in POPULATIONS), *((p, BY_KIND) for p in WITH_KIND)):
        for method in methods:
            few = method in ("latent", "low-risk")
            yield covered(population, method, tables=max(tables // 10, 5) if few else tables)


def main() -> None:
    """Prints the rows of the documentation's table as they are made; a file's name after the number of tables gets it
    written between its marks.
    """
    tables = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    rows = [
        "| population | method | estimates | held the number | median error | median width |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for one in study(tables):
        rows.append(one.row())
        sys.stdout.write(rows[-1] + "\n")
        sys.stdout.flush()
    if len(sys.argv) > 2:
        page = Path(sys.argv[2])
        before, _, rest = page.read_text(encoding="utf-8").partition(MARKS[0])
        after = rest.partition(MARKS[1])[2]
        lines = "\n".join([MARKS[0], *rows, MARKS[1]])
        page.write_text(f"{before}{lines}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
