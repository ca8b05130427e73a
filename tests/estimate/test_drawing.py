"""Random numbers: they have the distributions that they are named for, and the same seed gives the same numbers."""

import numpy as np
import pytest
from scipy import stats

from accounted.estimate import drawing

Floats = np.ndarray[tuple[int], np.dtype[np.float64]]


def _many(draw: object, *arguments: float, count: int = 40_000) -> Floats:
    assert callable(draw)
    state = drawing.seeded(7, 0)
    return np.array([float(draw(state, *arguments)) for _ in range(count)])


def test_normal_and_uniform() -> None:
    """Normal and uniform numbers pass the Kolmogorov-Smirnov test."""
    assert stats.kstest(_many(drawing.normal), "norm").pvalue > 1e-3
    assert stats.kstest(_many(drawing.uniform), "uniform").pvalue > 1e-3


@pytest.mark.parametrize("shape", [0.2, 1.0, 7.5])
def test_gamma(shape: float) -> None:
    """Gamma numbers have their shape."""
    assert stats.kstest(_many(drawing.gamma, shape), "gamma", args=(shape,)).pvalue > 1e-3


@pytest.mark.parametrize(("trials", "chance"), [(5, 0.3), (40, 0.02), (200, 0.4), (10_000, 0.7), (10**9, 1e-8)])
def test_binomial(trials: int, chance: float) -> None:
    """Binomial numbers pass the chi-squared test on their commonest values."""
    found = _many(drawing.binomial, trials, chance)
    low, high = int(stats.binom.ppf(0.02, trials, chance)), int(stats.binom.ppf(0.98, trials, chance))
    edges = np.unique(np.linspace(low, high + 1, min(30, high - low + 2)).astype(int))
    seen, _ = np.histogram(found, bins=edges - 0.5)
    expected = np.diff(stats.binom.cdf(edges - 1, trials, chance)) * len(found)
    assert stats.chi2.sf(float(np.sum((seen - expected) ** 2 / expected)), len(seen)) > 1e-3


@pytest.mark.parametrize("mean", [0.4, 8.0, 300.0])
def test_poisson(mean: float) -> None:
    """Poisson numbers have their mean and variance."""
    found = _many(drawing.poisson, mean)
    assert found.mean() == pytest.approx(mean, abs=4 * (mean / len(found)) ** 0.5)
    assert found.var() == pytest.approx(mean, rel=0.05)


def test_resamples_keep_everybody() -> None:
    """A resample has as many persons as the table, and only in cells in use."""
    counts, state = np.array([0.0, 5.0, 0.0, 200.0, 31.0]), drawing.seeded(3, 1)
    made = np.empty(5)
    for _ in range(200):
        drawing.resample(state, counts, 236, made)
        assert made.sum() == 236
        assert made[counts == 0].sum() == 0


def test_streams_differ() -> None:
    """The same seed and stream give the same numbers, another stream others."""
    first, again, other = drawing.seeded(1, 0), drawing.seeded(1, 0), drawing.seeded(1, 1)
    assert (first == again).all()
    assert (first != other).any()
