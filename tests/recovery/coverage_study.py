"""How often each method's 95 % interval holds the known number: populations are simulated, estimated and counted.

`python tests/recovery/coverage_study.py` runs it long and prints the table of docs/estimation.md; tests run it short.
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accounted.core.capture import CaptureTable
from accounted.core.figure import Estimate
from accounted.core.outcome import Refusal
from accounted.estimate import averaged, chao, decomposable, heterogeneity, loglinear, stepwise
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


POPULATIONS: dict[str, Callable[[np.random.Generator], Floats]] = {
    "independent lists": independent,
    "a pair of lists depends": paired,
    "two classes of persons": in_classes,
    "sparse lists": sparse,
}
QUICK = LatentSettings(effective=400.0, budget=400_000)
METHODS: dict[str, Method] = {
    "chao (lower bound)": lambda table, seed: chao(table),
    "stepwise": lambda table, seed: stepwise(table, seed=seed),
    "loglinear": lambda table, seed: loglinear(table, seed=seed),
    "averaged-bic": lambda table, seed: averaged(table),
    "heterogeneity-darroch": lambda table, seed: heterogeneity(table),
    "decomposable": lambda table, seed: decomposable(table),
    "latent": lambda table, seed: latent(table, seed=seed, settings=QUICK),
}


def covered(population: str, method: str, *, tables: int, seed: int = 1) -> Coverage:
    """Takes a population, a method and how many tables to simulate, gives how often the interval held the number."""
    found, held, whole = [], 0, 0
    for i in range(tables):
        rows = POPULATIONS[population](np.random.default_rng([seed, i]))
        whole = len(rows)
        listed = rows[rows.any(axis=1)].astype(int)
        result = METHODS[method](CaptureTable.from_rows(listed.tolist(), lists=list("abcde")[: rows.shape[1]]), i + 1)
        if isinstance(result, Estimate):
            high = result.high if result.high is not None else np.inf
            found.append((result.point / whole - 1, (high - result.low) / whole))
            held += result.low <= whole <= high
    error, width = (float(np.median([row[k] for row in found])) if found else 0.0 for k in (0, 1))
    return Coverage(
        population=population,
        method=method,
        tables=tables,
        refused=tables - len(found),
        held=held,
        error=error,
        width=width,
    )


def study(tables: int, methods: Iterable[str] = METHODS) -> list[Coverage]:
    """Takes how many tables a population, gives every method on every population."""
    return [
        covered(p, m, tables=tables if m != "latent" else max(tables // 10, 5)) for p in POPULATIONS for m in methods
    ]


def main() -> None:
    """Prints the table of the documentation; the number of tables a population may be told (200)."""
    tables = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    sys.stdout.write("| population | method | estimates | held the number | median error | median width |\n")
    sys.stdout.write("|---|---|--:|--:|--:|--:|\n")
    for name in POPULATIONS:
        for method in METHODS:
            count = tables if method != "latent" else max(tables // 10, 5)
            sys.stdout.write(covered(name, method, tables=count).row() + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
