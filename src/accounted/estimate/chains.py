"""Takes chains of draws, gives whether they agree: rank-normalised split R-hat and effective sample sizes.

Vehtari, Gelman, Simpson, Carpenter & Buerkner (2021, Bayesian Analysis 16:667), equations 3 to 14; autocovariances by
FFT and Geyer's (1992) initial monotone sequence.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def r_hat(draws: Floats) -> float:
    """Takes draws (a row a chain), gives the larger of the R-hat of ranks and of folded ranks."""
    halves = _split(draws)
    folded = np.abs(halves - np.median(halves))
    return max(_plain_r_hat(_ranked(halves)), _plain_r_hat(_ranked(folded)))


def bulk_ess(draws: Floats) -> float:
    """Takes draws (a row a chain), gives the effective sample size of rank-normalised draws."""
    return effective(_ranked(_split(draws)))


def tail_ess(draws: Floats) -> float:
    """Takes draws, gives the smaller effective sample size of the 5 % and 95 % quantiles."""
    halves = _split(draws)
    return min(effective((halves <= np.quantile(halves, q)).astype(float)) for q in (0.05, 0.95))


def mean_ess(draws: Floats) -> float:
    """Takes draws, gives the effective sample size for their mean, which its Monte Carlo error is computed from."""
    return effective(_split(draws))


def effective(chains: Floats) -> float:
    """Takes chains, gives the effective sample size by the initial monotone sequence over pairs of autocorrelations."""
    count, size = chains.shape
    within = float(np.mean(chains.var(axis=1, ddof=1)))
    if not within > 0.0:
        return float(count * size)
    covariance = _autocovariance(chains).mean(axis=0)
    whole = within * (size - 1) / size + (float(chains.mean(axis=1).var(ddof=1)) if count > 1 else 0.0)
    correlation = 1.0 - (within - covariance * size / (size - 1)) / whole
    pairs = correlation[: size - size % 2].reshape(-1, 2).sum(axis=1)
    stop = int(np.argmax(pairs <= 0.0)) if (pairs <= 0.0).any() else len(pairs)
    monotone = np.minimum.accumulate(pairs[: max(stop, 1)])
    time = max(-1.0 + 2.0 * float(monotone.sum()), 1.0 / np.log10(count * size))
    return float(count * size / time)


def _split(draws: Floats) -> Floats:
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, -half:]])


def _ranked(chains: Floats) -> Floats:
    """Gives normal scores of ranks, ties at their mean rank: Phi^-1((r - 3/8) / (S + 1/4))."""
    from scipy.special import ndtri  # noqa: PLC0415 - scipy is loaded when first needed

    flat = chains.ravel()
    _, places, counts = np.unique(flat, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = (ends - (counts - 1) / 2.0)[places]
    made: Any = ndtri((ranks - 0.375) / (flat.size + 0.25))
    scores: Floats = np.asarray(made).reshape(chains.shape)
    return scores


def _plain_r_hat(chains: Floats) -> float:
    size = chains.shape[1]
    within = float(chains.var(axis=1, ddof=1).mean())
    between = float(chains.mean(axis=1).var(ddof=1)) * size
    return float(np.sqrt((size - 1) / size + between / (within * size))) if within > 0.0 else 1.0


def _autocovariance(chains: Floats) -> Floats:
    size = chains.shape[1]
    length = 1 << (2 * size - 1).bit_length()
    spectrum = np.fft.rfft(chains - chains.mean(axis=1, keepdims=True), n=length, axis=1)
    made: Floats = np.fft.irfft(np.abs(spectrum) ** 2, n=length, axis=1)[:, :size] / size
    return made
