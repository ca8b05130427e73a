"""Published estimates by latent classes: the same tables give the same figures."""

import pytest
from published_tables import published

from accounted.core.figure import Estimate
from accounted.estimate import latent


@pytest.mark.journey
def test_latent_classes_on_kosovo_settle() -> None:
    """Manrique-Vallier (2016), converged: mean 10,700 and median 10,430 [9,050, 13,900]."""
    made = latent(published("kosovo"))
    assert isinstance(made, Estimate), made
    assert made.mean == pytest.approx(10_700, abs=40)
    assert made.median == pytest.approx(10_430, abs=30)
    assert made.low == pytest.approx(9_050, abs=50)
    assert made.high == pytest.approx(13_900, abs=100)


@pytest.mark.parametrize(("name", "mean", "within"), [("western_us", 1916, 25), ("massachusetts_anomaly5", 635.6, 2)])
def test_latent_classes_agree_with_long_runs(name: str, mean: float, within: float) -> None:
    """Long runs of the published method: 1,916 and 635 to 636, within their Monte Carlo error and ours."""
    made = latent(published(name))
    assert isinstance(made, Estimate), made
    assert made.mean == pytest.approx(mean, abs=within)
    assert float(str(made.told("bulk_ess"))) > 400
