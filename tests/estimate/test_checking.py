"""Predictive checks: a model that does not describe how lists overlap is said to, one that does is not."""

import numpy as np
import pytest
from estimate_scene import kosovo, made, three
from scipy import stats

from accounted.core.capture import CaptureTable
from accounted.core.figure import Estimate, Gate
from accounted.estimate import decomposable, heterogeneity, loglinear, stepwise
from accounted.estimate.cells import cells_of
from accounted.estimate.checking import NAME, checked, of_cells, of_classes, sets_of


def _gate(found: Estimate) -> Gate:
    return next(gate for gate in found.gates if gate.name == NAME)


def test_a_model_without_pairs_does_not_describe_kosovo() -> None:
    """Darroch's form lets no pair depend: 108 persons on ABA and HRW beside 173 predicted."""
    unmet = _gate(made(heterogeneity(kosovo())))
    assert not unmet.met
    assert unmet.words.startswith("ABA and HRW share 108 persons; the model predicts about 173.")
    for found in (loglinear(kosovo(), bootstraps=20), stepwise(kosovo(), bootstraps=20), decomposable(kosovo())):
        assert _gate(made(found)).met


def test_the_tail_is_that_of_the_binomial() -> None:
    """With one draw the chance of so many is twice the smaller tail of the binomial distribution."""
    table = three()
    sets = list(sets_of(3))
    assert sets == [(0, 1), (0, 2), (1, 2), (0, 1, 2)]
    chances = np.array([[0.2, 0.1, 0.15, 0.05]])
    found = checked(table, chances)
    for one, p in zip(found.sets, chances[0], strict=True):
        below = stats.binom.cdf(one.persons, table.persons, p)
        above = stats.binom.sf(one.persons - 1, table.persons, p)
        assert one.tail == pytest.approx(min(1.0, 2 * min(below, above)))
        assert one.predicted == pytest.approx(table.persons * p)


def test_counts_that_are_predicted_exactly_are_likely() -> None:
    """A model that expects just what is there gives no set a small chance, also where a pair shares nobody."""
    table = CaptureTable.from_patterns(["110", "100", "010", "001"], [6, 40, 30, 20], lists=list("abc"))
    found = of_cells(table, [cells_of(table)])
    assert found.gate().met
    assert min(one.tail for one in found.sets) > 0.5


def test_classes_predict_their_mixture() -> None:
    """Two classes of equal weight, chances .5 and .1: a share of .13 is on the first two of three lists."""
    states = np.array([[[0.5, 0.5, 0.5, 0.5], [0.1, 0.1, 0.1, 0.5]]])
    listed = 1 - (0.5**3 + 0.9**3) / 2
    found = of_classes(three(), states)
    assert found.sets[0].predicted == pytest.approx(three().persons * (0.25 + 0.01) / 2 / listed)
