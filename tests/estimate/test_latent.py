"""Latent classes: agreement with what is known, refusals where chains do not settle, chains judged as published."""

import numpy as np
import pytest
from estimate_scene import made, refused, simulated, three

from accounted.core.capture import CaptureTable
from accounted.estimate import LatentSettings, latent, low_risk
from accounted.estimate.chains import bulk_ess, mean_ess, r_hat
from accounted.estimate.latent import Chains, refused_chains

QUICK = LatentSettings(effective=600.0, budget=600_000)


def test_holds_the_truth_of_one_class() -> None:
    """On a simulated population of 1,500 that is all alike the interval holds 1,500 and the chains agree."""
    found = made(latent(simulated(1500, [0.3, 0.35, 0.3], seed=4), settings=QUICK))
    assert found.high is not None
    assert found.low < 1500 < found.high
    assert float(str(found.told("r_hat"))) < 1.01


def test_same_seed_same_draws() -> None:
    """The same seed gives the same draws."""
    first, again = (made(latent(three(), settings=QUICK)) for _ in range(2))
    assert first.draws == again.draws


def test_what_does_not_settle_is_refused() -> None:
    """Chains about two values give no number; the words say from where to where their middles run."""
    random = np.random.default_rng(3)
    draws = np.full((4, 1000, 5), 0.001)
    draws[:, :, 0] = random.normal([[50_000.0], [50_500.0], [140_000.0], [141_000.0]], 900.0, (4, 1000))
    run = Chains(draws=draws, fits=np.ones(7), exchanged=np.zeros(0), sweeps=1, rungs=1)
    found = refused_chains(run, three(), QUICK, method="latent")
    assert found is not None
    assert found.code == "not-converged"
    assert "from 49,9" in found.reason or "from 50,0" in found.reason
    assert "to 14" in found.reason


def test_low_risk_counts_fewer() -> None:
    """Persons with a chance of at least a half are fewer than those with a chance of at least a hundredth."""
    table = simulated(800, [0.3, 0.3, 0.3], seed=2, classes=4)
    many, few = (made(low_risk(table, alpha=a, settings=QUICK)) for a in (0.01, 0.5))
    assert few.point < many.point
    assert "how many others there are cannot be told" in few.assumptions[-1]


def test_chains_are_judged() -> None:
    """Chains about one value have R-hat 1 and full size; chains about two do not; slow chains have few draws."""
    random = np.random.default_rng(1)
    good = random.standard_normal((4, 2000))
    assert r_hat(good) < 1.01
    assert bulk_ess(good) == pytest.approx(8000, rel=0.15)
    assert r_hat(good + np.array([[0.0], [0.0], [1.0], [1.0]])) > 1.1
    slow = good.copy()
    for i in range(1, 2000):
        slow[:, i] += 0.9 * slow[:, i - 1]
    assert mean_ess(slow) == pytest.approx(8000 / 19, rel=0.35)


def test_forty_lists_are_refused() -> None:
    """More lists than the method takes are refused, not tried."""
    table = CaptureTable.from_rows([[1] * 40, [1] + [0] * 39], lists=[f"l{i}" for i in range(40)])
    assert refused(latent(table)).code == "too-many-lists"
