"""Simulated populations: intervals that repeat the selection hold the known number about as often as they say."""

import pytest
from coverage_study import covered


@pytest.mark.parametrize("method", ["stepwise", "loglinear", "decomposable"])
def test_independent_lists_are_covered(method: str) -> None:
    """On independent lists at least 88 of 100 intervals of 95 % hold the number."""
    found = covered("lists that do not lead to one another", method, tables=100)
    assert found.refused == 0
    assert found.share() >= 0.88
    assert abs(found.error) < 0.03


def test_a_pair_that_depends_is_found() -> None:
    """Where one list leads to another, methods that look for it hold the number more often than the lower bound."""
    found, bound = (
        covered("a pair of lists depends", method, tables=60) for method in ("stepwise", "chao (lower bound)")
    )
    assert found.share() >= 0.8
    assert bound.share() < found.share()


def test_a_lower_bound_stays_below() -> None:
    """On two classes of persons Chao's lower bound lies below the number in nearly every table."""
    found = covered("two classes of persons", "chao (lower bound)", tables=60)
    assert found.error < 0.0
