"""Log-linear models: the compiled search and fits against plain and exact judges on made tables."""

import math
from pathlib import Path

import numpy as np
import pytest
from estimate_scene import kosovo, made, refused, simulated, three
from hypothesis import given, settings
from hypothesis import strategies as st

from accounted.core.capture import CaptureTable
from accounted.core.outcome import AccountedError
from accounted.estimate import averaged, certificate, decomposable, fit, loglinear, profile_interval, stepwise
from accounted.estimate.candidates import all_fitted
from accounted.estimate.cells import cells_of, hierarchical_models, model_name, table_of, terms_in
from accounted.estimate.existence import design_of, solvable
from accounted.estimate.fitted import Fitted
from accounted.estimate.heterogeneity import poisson_regression
from accounted.estimate.making import HELD
from accounted.estimate.searching import lowest_bic

SPARSE = st.lists(st.sampled_from([0, 0, 0, 1, 2, 5, 30]), min_size=15, max_size=15)


def test_numbers_of_models() -> None:
    """There are 8, 113 and 6,893 hierarchical models on three, four and five lists, 32,768 of order two on six."""
    assert [len(hierarchical_models(n, n - 1)[1]) for n in (3, 4, 5)] == [8, 113, 6893]
    assert len(hierarchical_models(6, 2)[1]) == 32768


@settings(deadline=None, max_examples=60)
@given(SPARSE)
def test_ends_of_fits_are_the_certificates(counts: list[int]) -> None:
    """A compiled fit ends as the linear programme and the rank say: exists, does not exist, is not identified."""
    table = table_of([0, *counts], ["a", "b", "c", "d"])
    if not table.persons or not all(table.per_list().values()):
        return
    candidates = all_fitted(table, 2)
    for i in range(0, len(candidates.models), 9):
        code = certificate(table, terms_in(int(candidates.models[i]), candidates.high))
        assert (candidates.ends[i] == 0) == (code == 0), (code, candidates.name(i))


@settings(deadline=None, max_examples=25)
@given(SPARSE.filter(lambda counts: sum(counts) > 20))
def test_search_finds_the_lowest_bic(counts: list[int]) -> None:
    """The bounded search gives the model that fitting all of them gives."""
    table = table_of([0, *counts], ["a", "b", "c", "d"])
    if not all(table.per_list().values()):
        return
    candidates = all_fitted(table, 3)
    bic = candidates.bic()
    best = int(bic.argmin())
    if not np.isfinite(bic[best]):
        return
    _, place = lowest_bic(candidates.counts, candidates.space(candidates.first(best)))
    assert bic[place] == pytest.approx(bic[best], abs=1e-6)


def test_fit_is_that_of_plain_regression() -> None:
    """The fit by zeta transforms is the Poisson regression on the design matrix, with its standard error."""
    table, terms = kosovo(), (3, 5, 6, 7, 9, 12)
    found = fit(table, terms)
    assert isinstance(found, Fitted)
    counts = cells_of(table)
    design, _ = design_of(counts, 4, terms)
    plain = poisson_regression(counts[1:], design)
    assert plain is not None
    alpha, information, deviance = plain
    assert found.point == pytest.approx(4400 + math.exp(alpha[0]))
    assert found.deviance == pytest.approx(deviance)
    assert found.log_unseen_error == pytest.approx(math.sqrt(np.linalg.inv(information)[0, 0]))


def test_programme_on_a_plain_case() -> None:
    """A table whose totals force an empty cell has no positive solution."""
    assert solvable(np.eye(2), np.array([3.0, 4.0]))
    assert not solvable(np.array([[1.0, 0.0], [1.0, 1.0]]), np.array([3.0, 3.0]))


def test_names_of_models() -> None:
    """A model is named by its generators, lists counted from 1."""
    assert model_name([3, 5, 6, 7, 9, 12], 4) == "[123,14,34]"
    assert model_name([], 3) == "[1,2,3]"


def test_a_model_not_estimable_is_refused() -> None:
    """The artificial table's model [12,3] is refused in words."""
    table = CaptureTable.from_patterns(["110", "100", "010", "001"], [6, 40, 30, 20], lists=["A", "B", "C"])
    found = fit(table, [3])
    assert not isinstance(found, Fitted)
    assert found.code == "not-estimable"
    assert "does not exist" in found.reason


def test_profile_interval_holds_its_point() -> None:
    """The profile interval holds the estimate and never falls below the persons listed."""
    table = three()
    found = fit(table, [3])
    assert isinstance(found, Fitted)
    low, high = profile_interval(table, found)
    assert high is not None
    assert table.persons <= low < found.point < high


@pytest.mark.parametrize("criterion", ["bic", "aic"])
def test_averages_lie_among_models(criterion: str) -> None:
    """The average's interval holds its median; the label on coverage says what was measured."""
    found = made(averaged(kosovo(), criterion=criterion))
    assert found.median is not None
    assert found.high is not None
    assert found.low < found.median < found.high
    assert ("covers less often" in str(found)) == (criterion == "bic")
    assert "held the known number in" in str(found)


@pytest.mark.parametrize("method", HELD)
def test_the_label_on_coverage_follows_the_table(method: str) -> None:
    """What the labels go by are the rows of docs/estimation.md, to the percent."""
    page = (Path(__file__).parents[2] / "docs" / "estimation.md").read_text(encoding="utf-8")
    named = "chao (lower bound)" if method == "chao" else method
    rows = [line.split("|") for line in page.splitlines() if f"| {named} |" in line]
    held = [row for row in rows if row[3].strip() != "0 of 100"]
    assert tuple(int(row[4].strip(" %")) for row in held) == HELD[method]
    assert {row[3].strip() for row in held} <= {"100 of 100", "98 of 100"}


@pytest.mark.parametrize("criterion", ["bic", "aic"])
def test_averages_meet_a_gate_by_their_coverage(criterion: str) -> None:
    """AIC's are known to cover nine times in ten and meet it, BIC's are not; another level was not measured."""
    (gate,) = [one for one in made(averaged(three(), criterion=criterion)).gates if "covers" in one.name]
    assert gate.met == (criterion == "aic")
    (gate,) = [one for one in made(averaged(three(), criterion=criterion, level=0.8)).gates if "covers" in one.name]
    assert not gate.met
    assert "measured at 95 %" in gate.words


@pytest.mark.parametrize("method", ["stepwise", "decomposable"])
def test_a_label_says_that_an_interval_covers_too_seldom(method: str) -> None:
    """It stands in the text, in the notebook and in the JSON of the estimate."""
    found = made(
        {"stepwise": lambda: stepwise(three(), bootstraps=50), "decomposable": lambda: decomposable(three())}[method]()
    )
    for shown in (str(found), found._repr_html_(), str(found.plain()["diagnostics"]["coverage"])):
        assert "Covers less often than it says" in shown


def test_lists_that_vanish_in_resamples() -> None:
    """A list of two persons vanishes from many resamples; they still have answers and no NaN."""
    table = CaptureTable.from_patterns(
        ["1100", "1010", "0110", "1000", "0100", "0010", "0001", "1001"],
        [12, 9, 11, 40, 35, 30, 1, 1],
        lists=["a", "b", "c", "d"],
    )
    for found in (made(stepwise(table, bootstraps=300)), made(loglinear(table, bootstraps=300))):
        assert np.isfinite(found.point)
        assert found.high is None or np.isfinite(found.high)


def test_a_billion_persons() -> None:
    """Counts of 10^9 give an estimate in which no digit is lost to overflow."""
    table = CaptureTable.from_patterns(
        ["111", "110", "101", "011", "100", "010", "001"], [10**9] * 7, lists=["a", "b", "c"]
    )
    found = made(stepwise(table, bootstraps=20))
    assert np.isfinite(found.point)
    assert found.point >= table.persons


def test_wrong_choices_are_errors() -> None:
    """A threshold of 2 or no resamples are errors that say what is usual."""
    with pytest.raises(AccountedError):
        stepwise(three(), threshold=2.0)
    with pytest.raises(AccountedError):
        loglinear(three(), bootstraps=0)


@pytest.mark.parametrize("method", [stepwise, loglinear, averaged])
def test_two_lists_are_refused(method: object) -> None:
    """Two lists are refused with words on why."""
    table = simulated(200, [0.4, 0.5], seed=1)
    assert callable(method)
    assert refused(method(table)).code == "too-few-lists"
