"""Strata that are not told are drawn from what is told, and the estimates of the tables are pooled."""

import numpy as np
import pytest
from estimate_scene import made, simulated

from accounted.core.capture import CaptureTable
from accounted.core.outcome import AccountedError
from accounted.estimate import decomposable, imputed, over_imputations, over_strata


def _with_places(missing: float) -> CaptureTable:
    """Two places of 1,000 persons each, of whose listed persons a share has no place."""
    random, cells = np.random.default_rng(3), []
    for place, chances, seed in (("north", [0.5, 0.45, 0.4], 1), ("south", [0.25, 0.2, 0.3], 2)):
        for pattern, count in simulated(1000, chances, seed=seed).patterns().items():
            hidden = int(random.binomial(count, missing))
            cells += [(pattern, count - hidden, (place,)), (pattern, hidden, ("not told",))]
    return CaptureTable.of(list("abc"), cells, stratum_names=["place"])


def test_everybody_keeps_pattern_and_gains_a_place() -> None:
    """Patterns stay as they are, nobody is lost, no stratum is left open, and draws differ between tables."""
    table = _with_places(0.2)
    tables = imputed(table, times=4, seed=2)
    assert all(one.patterns() == table.patterns() for one in tables)
    assert all({cell.stratum[0] for cell in one.counts} == {"north", "south"} for one in tables)
    assert len({one.data_hash for one in tables}) == 4
    assert imputed(table, times=4, seed=2) == tables


def test_partly_told_strata_keep_what_is_told() -> None:
    """Of two fields one is told: the draw keeps it and fills the other."""
    cells = [("110", 30, ("north", "woman")), ("110", 10, ("south", "man")), ("110", 8, ("south", "not told"))]
    table = CaptureTable.of(list("abc"), cells, stratum_names=["place", "sex"])
    (one,) = imputed(table, times=1)
    assert {cell.stratum: cell.count for cell in one.counts} == {("north", "woman"): 30, ("south", "man"): 18}


def test_pooling_holds_the_known_number() -> None:
    """Estimates of the filled tables, pooled by Rubin's rules, hold the 2,000 persons; the missing widen the figure."""
    sums = [made(over_strata(t, lambda part, _: decomposable(part))) for t in imputed(_with_places(0.3), times=5)]
    pooled = made(over_imputations(sums, _with_places(0.3)))
    assert pooled.high is not None
    assert pooled.low < 2000 < pooled.high
    assert 0.0 < float(str(pooled.told("share_of_imputation"))) < 0.5


def test_nothing_told_is_an_error() -> None:
    """Where no person's stratum is told there is nothing to draw from."""
    table = CaptureTable.of(list("abc"), [("110", 3, ("not told",))], stratum_names=["place"])
    with pytest.raises(AccountedError):
        imputed(table)
