"""Takes a capture table, gives all its hierarchical log-linear models, each fitted."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from accounted.core.capture import CaptureTable
from accounted.core.outcome import Refusal
from accounted.estimate.cells import Floats, Ints, cells_of, hierarchical_models, model_name, terms_in
from accounted.estimate.refusing import refusal

MARGIN = 1.5
"""How much worse than the best model, in units of log n, a model has to be to count as ruled out before a resample."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """All hierarchical models of a table, fitted, by falling number of parameters."""

    high: Ints
    models: Ints
    sizes: Floats
    alphas: Floats
    likelihoods: Floats
    ends: Ints
    counts: Floats
    lists: int

    def bic(self) -> Floats:
        """Gives each model's BIC; infinite where its estimate does not exist or is not identified."""
        return np.where(self.ends == 0, self.sizes * math.log(self.counts.sum()) - 2 * self.likelihoods, np.inf)

    def aic(self) -> Floats:
        """Gives each model's AIC; infinite as for BIC."""
        return np.where(self.ends == 0, 2 * self.sizes - 2 * self.likelihoods, np.inf)

    def points(self) -> Floats:
        """Gives each model's estimate; infinite where it has none."""
        return np.where(self.ends == 0, self.counts.sum() + np.exp(np.minimum(self.alphas[:, 0], 700.0)), np.inf)

    def first(self, best: int) -> Ints:
        """Takes the best model's place, gives the models to fit first in a resample."""
        from accounted.estimate.fitting import saturated  # noqa: PLC0415 - compiled code is loaded when first needed
        from accounted.estimate.searching import first_fits  # noqa: PLC0415

        price = math.log(self.counts.sum())
        full = saturated(self.counts)
        bounds = np.where(np.isfinite(self.likelihoods), 2 * (full - self.likelihoods) / price, -1e300)
        chosen: Ints = first_fits(self.space(np.zeros(0, dtype=np.int64)), bounds, best, MARGIN)
        return chosen

    def space(self, first: Ints) -> Any:
        """Takes the models to fit first, gives the models as the compiled search takes them."""
        from accounted.estimate.searching import Space  # noqa: PLC0415 - compiled code is loaded when first needed

        return Space(self.lists, self.high, self.models, self.sizes, self.alphas, first)

    def best(self, top: int) -> Any:
        """Takes a number of models, gives so many with the lowest BIC as the compiled search takes them."""
        from accounted.estimate.searching import Space  # noqa: PLC0415 - compiled code is loaded when first needed

        kept = np.sort(np.argsort(self.bic(), kind="stable")[:top])
        none = np.zeros(0, dtype=np.int64)
        return Space(self.lists, self.high, self.models[kept], self.sizes[kept], self.alphas[kept], none)

    def name(self, place: int) -> str:
        """Takes a model's place, gives its name."""
        return model_name(terms_in(int(self.models[place]), self.high), self.lists)


def all_fitted(table: CaptureTable, order: int) -> Candidates:
    """Takes a table of at most six lists and the highest order, gives all its hierarchical models, each fitted."""
    from accounted.estimate.searching import fit_all  # noqa: PLC0415 - compiled code is loaded when first needed

    counts, size = cells_of(table), len(table.lists)
    high, models = hierarchical_models(size, order)
    sizes = np.array([1.0 + size + int(m).bit_count() for m in models])
    candidates = Candidates(
        high=high,
        models=models,
        sizes=sizes,
        alphas=np.zeros((len(models), counts.size)),
        likelihoods=np.zeros(len(models)),
        ends=np.zeros(len(models), dtype=np.int64),
        counts=counts,
        lists=size,
    )
    fit_all(counts, candidates.space(np.zeros(0, dtype=np.int64)), candidates.likelihoods, candidates.ends)
    return candidates


def none_estimable(method: str, models: int) -> Refusal:
    """Takes a method and how many models it has, gives the refusal where none has an answer."""
    words = (
        f"None of {models} models has an estimate that exists and that the data determine: too few persons stand on "
        "several lists."
    )
    return refusal("not-estimable", method, words, "Merge lists that hardly overlap, or add a list.")
