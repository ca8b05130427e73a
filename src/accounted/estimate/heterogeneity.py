"""Takes a capture table, gives estimates that let persons differ in how likely they are to be listed.

log mu_w = alpha_0 + sum of list effects + what k, the number of lists of w, adds: tau k^2/2 (Darroch et al. 1993,
JASA 88:1137), tau (2^k - 1) (Poisson), -tau log(3.5 + k) (Gamma), or, for the lower bound, a free eta_k >= 0 for each
k above two (Chao 1987; Rivest & Baillargeon 2007, Biometrics 63:999).
"""

import math
from statistics import NormalDist

import numpy as np

from accounted.core.capture import CaptureTable
from accounted.core.figure import Estimate, Gate, Told
from accounted.core.outcome import AccountedError, Refusal
from accounted.estimate.cells import Floats, cells_of
from accounted.estimate.checking import of_cells
from accounted.estimate.making import Account, Found, estimate_of
from accounted.estimate.refusing import conditions, refusal

MOST_TIMES = 1e6
"""A fit whose interval reaches farther has run away: it is no estimate."""
_Fit = tuple[float, float, dict[str, Told], Floats]
"""Log number on no list, its standard error, diagnostics, expected counts by mask."""
KINDS = ("darroch", "poisson", "gamma", "lower-bound")
_WORDS = {
    "darroch": "Persons differ in how likely they are to be listed; the difference is the same on every list and "
    "about normal.",
    "poisson": "Persons differ in how likely they are to be listed, as if by a Poisson number of chances.",
    "gamma": "Persons differ in how likely they are to be listed, with a long tail of persons hardly ever listed.",
    "lower-bound": "Persons differ in any way in how likely they are to be listed; then this is a lower bound.",
}


def heterogeneity(table: CaptureTable, *, kind: str = "darroch", level: float = 0.95) -> Estimate | Refusal:
    """Takes a table of three to twelve lists and the form of the difference between persons, gives the estimate.

    The interval is log-normal in the number on no list, from the model's information; it takes the form as known.

    Assumes the form; forms that fit equally well give other numbers (Link 2003).

    >>> [(kind, round(heterogeneity(table, kind=kind).point)) for kind in ("darroch", "poisson", "lower-bound")]
    [('darroch', 415), ('poisson', 331), ('lower-bound', 274)]
    """
    if kind not in KINDS:
        raise AccountedError(
            where="heterogeneity", found=f"kind {kind!r}", expected=", ".join(KINDS), advice="Choose one of them."
        )
    method = f"heterogeneity-{kind}"
    held = conditions(table, method, most=12)
    if held is not None:
        return held
    used = table.in_use()
    counts = cells_of(used)
    fitted = _bound(counts, len(used.lists)) if kind == "lower-bound" else _shaped(counts, len(used.lists), kind)
    if fitted is None or not _bounded(fitted[0], fitted[1], table.persons):
        words = "The fit does not settle: too few persons stand on several lists to tell how persons differ."
        return refusal("not-estimable", method, words, "Use Chao's lower bound.")
    alpha, error, told, expected = fitted
    shared = of_cells(used, [expected])
    unseen, z = math.exp(alpha), NormalDist().inv_cdf((1 + level) / 2)
    found = Found(
        point=table.persons + unseen,
        low=table.persons + unseen * math.exp(-z * error),
        high=table.persons + unseen * math.exp(z * error),
        level=level,
    )
    form = Gate(
        name="the form is known",
        met=kind == "lower-bound",
        words=(
            "Different forms of the difference between persons fit the lists equally well and give different numbers "
            "(Link 2003)."
        ),
    )
    return estimate_of(
        table,
        method,
        found,
        Account(
            assumes=(_WORDS[kind],),
            told=told | shared.told(),
            gates=(form, shared.gate()),
            choices={"kind": kind, "level": level},
        ),
    )


def _bounded(log_unseen: float, error: float, persons: int) -> bool:
    """Gives whether the number on no list and its upper limit stay below a million times the persons listed."""
    farthest = math.log(MOST_TIMES * max(persons, 1))
    return log_unseen + 2 * error < farthest and log_unseen - 2 * error > -farthest


def _shaped(counts: Floats, lists: int, kind: str) -> _Fit | None:
    times = _times(counts.size)
    shape = {"darroch": times**2 / 2, "poisson": 2.0**times - 1, "gamma": math.log(3.5) - np.log(3.5 + times)}[kind]
    design = np.column_stack([_effects(counts.size, lists), shape])
    fitted = poisson_regression(counts[1:], design[1:])
    if fitted is None:
        return None
    alpha, information, deviance = fitted
    told: dict[str, Told] = {"kind": kind, "tau": float(alpha[-1]), "deviance": deviance}
    return float(alpha[0]), _error(information), told, np.exp(np.clip(design @ alpha, -200.0, 200.0))


def _bound(counts: Floats, lists: int) -> _Fit | None:
    """Fits the lower bound: eta_k enters for every k above two, and leaves again where it falls below zero."""
    times, levels = _times(counts.size), list(range(3, lists + 1))
    while True:
        levels = [k for k in levels if counts[times == k].sum() > 0]
        usable = (times > 0) & ((times <= 2) | (counts > -1))
        columns = [_effects(counts.size, lists), *[(times == k).astype(float)[:, None] for k in levels]]
        fitted = poisson_regression(counts[usable], np.column_stack(columns)[usable])
        if fitted is None:
            return None
        alpha, information, deviance = fitted
        etas = dict(zip(levels, alpha[1 + lists :], strict=True))
        negative = [k for k, eta in etas.items() if eta < 0]
        if not negative:
            told: dict[str, Told] = {
                "kind": "lower-bound",
                "levels": tuple(levels),
                "deviance": deviance,
                "lower_bound": True,
            }
            expected = np.zeros(counts.size)
            expected[usable] = np.exp(np.clip(np.column_stack(columns)[usable] @ alpha, -200.0, 200.0))
            return float(alpha[0]), _error(information), told, expected
        levels.remove(min(negative, key=lambda k: etas[k]))


def poisson_regression(counts: Floats, design: Floats) -> tuple[Floats, Floats, float] | None:
    """Takes counts and a design, gives parameters, information and deviance of the Poisson fit; None where none is
    found.
    """
    mu: Floats = counts + 0.5
    eta: Floats = np.log(mu)
    before = math.inf
    alpha: Floats = np.zeros(design.shape[1])
    for _ in range(60):
        working = eta + (counts - mu) / mu
        information = design.T @ (mu[:, None] * design)
        if np.linalg.cond(information) > 1e13:
            return None
        alpha = np.asarray(np.linalg.solve(information, design.T @ (mu * working)), dtype=np.float64)
        eta = np.asarray(np.clip(design @ alpha, -200.0, 200.0), dtype=np.float64)
        mu = np.asarray(np.exp(eta), dtype=np.float64)
        seen = counts > 0
        deviance = 2 * float(np.sum(counts[seen] * np.log(counts[seen] / mu[seen])) - np.sum(counts - mu))
        if abs(before - deviance) < 1e-10 * (abs(deviance) + 1):
            return alpha, design.T @ (mu[:, None] * design), deviance
        before = deviance
    return None


def _times(cells: int) -> Floats:
    return np.array([float(w.bit_count()) for w in range(cells)])


def _effects(cells: int, lists: int) -> Floats:
    masks = np.arange(cells)
    return np.column_stack([np.ones(cells), *[(masks >> i & 1).astype(float) for i in range(lists)]])


def _error(information: Floats) -> float:
    return float(np.sqrt(np.linalg.inv(information)[0, 0]))
