"""Averages over decomposable graphs: the published examples, and every integer summed one by one as the judge."""

import numpy as np
import pytest
from published_tables import published

from accounted.estimate import Estimate, decomposable, poisson_gamma
from accounted.estimate.cells import cells_of
from accounted.estimate.decomposable import graphs_of
from accounted.estimate.graphs import Prepared, marginal_parts, scores
from accounted.estimate.numbers import Floats


def _made(result: object) -> Estimate:
    assert isinstance(result, Estimate), result
    return result


def _all_numbers(name: str, delta: float, most: int) -> tuple[Floats, Floats]:
    """Gives N and the joint posterior of N and graph, every number summed, prior 1/N."""
    table = published(name)
    counts, size = cells_of(table), len(table.lists)
    _, starts, sets, factors = graphs_of(size)
    fixed, absent = marginal_parts(counts, size, delta)
    unseen = np.arange(0.0, most + 1)
    whole = unseen + counts.sum()
    made = scores(Prepared(fixed, absent, starts, sets, factors, size, delta, float(counts.sum())), unseen)
    mass = np.exp(made - np.log(whole)[:, None] - made.max())
    return whole, mass / mass.sum()


@pytest.mark.parametrize(
    ("name", "times"),
    [
        ("korea_palembang", 10),
        ("kosovo", 10),
        ("hiv_rome", 10),
        ("gaza_traumatic", 3),
        ("western_us", 10),
        ("australia", 10),
        ("neworleans5_185", 10),
        ("massachusetts_anomaly5", 10),
    ],
)
def test_as_every_number_summed(name: str, times: int) -> None:
    """Mean and weights are within 1e-6, and each quantile the same, as with every number summed."""
    table = published(name)
    most, delta = times * table.persons, 2.0 ** -len(table.lists)
    whole, mass = _all_numbers(name, delta, most)
    found = _made(decomposable(table, most=most))
    by_number = mass.sum(axis=1)
    assert found.mean == pytest.approx(float((by_number * whole).sum()), rel=1e-6)
    told = found.told("top_graphs")
    assert isinstance(told, tuple)
    weights = [float(str(row[1])) for row in told if isinstance(row, tuple)]
    assert weights == pytest.approx(np.sort(mass.sum(axis=0))[::-1][: len(weights)].tolist(), abs=1e-6)
    quantiles = [float(whole[np.searchsorted(by_number.cumsum(), q)]) for q in (0.025, 0.5, 0.975)]
    assert [found.low, found.median, found.high] == quantiles


@pytest.mark.parametrize(
    ("name", "mean", "median", "low", "high", "times"),
    [
        ("kosovo", 12749, 12595, 9827, 16544, 10),
        ("uk5", 20228, 22365, 10343, 29446, 10),
        ("netherlands5", 73973, 49385, 41405, 168992, 20),
        ("western_us", 2186, 2113, 1339, 3420, 10),
        ("australia", 2302, 2143, 1175, 4188, 10),
        ("hiv_rome", 11357, 11220, 9404, 14094, 10),
        ("massachusetts_anomaly5", 619, 618, 590, 656, 10),
    ],
)
def test_as_dga(name: str, mean: int, median: int, low: int, high: int, times: int) -> None:
    """With delta 2^-lists and p(N) 1/N the figures are those of dga 2.0.2 on the same grid."""
    table = published(name)
    found = _made(decomposable(table, most=times * table.persons))
    assert (round(found.mean or 0), found.median, found.low, found.high) == (mean, median, low, high)


def test_spina_bifida_of_madigan_and_york() -> None:
    """Three lists, delta 1, gamma-Poisson prior: top weight .37; averaged N 731 by relative loss, mode 728."""
    found = _made(decomposable(published("spina_bifida3"), delta=1, prior=poisson_gamma(13.14, 55.17), most=300))
    told = found.told("top_graphs")
    assert isinstance(told, tuple)
    assert isinstance(told[0], tuple)
    assert round(float(str(told[0][1])), 2) == 0.37
    assert round(float(str(found.told("smallest_relative_loss")))) == 731
    assert found.told("mode") == 728


def test_each_graph_of_spina_bifida() -> None:
    """The graph of the highest weight alone gives 731 by relative loss and mode 729, as Madigan & York print."""
    table, unseen = published("spina_bifida3"), np.arange(0.0, 301)
    _, starts, sets, factors = graphs_of(3)
    fixed, absent = marginal_parts(cells_of(table), 3, 1.0)
    whole = unseen + table.persons
    made = scores(Prepared(fixed, absent, starts, sets, factors, 3, 1.0, float(table.persons)), unseen)
    made += poisson_gamma(13.14, 55.17)(whole)[:, None]
    mass = np.exp(made - made.max())
    top = mass[:, int(mass.sum(axis=0).argmax())]
    assert round(float((top / whole).sum() / (top / whole**2).sum())) == 731
    assert whole[int(top.argmax())] == 729


def test_five_lists_of_madigan_and_york() -> None:
    """Five lists, delta 1/2: weights .217 .160 .082 .065 .052, mean 617.8, mode 614."""
    found = _made(decomposable(published("massachusetts_anomaly5"), delta=0.5, most=300))
    told = found.told("top_graphs")
    assert isinstance(told, tuple)
    assert [round(float(str(row[1])), 3) for row in told[:5] if isinstance(row, tuple)] == [
        0.217,
        0.160,
        0.082,
        0.065,
        0.052,
    ]
    assert (round(found.mean or 0, 1), found.told("mode")) == (617.8, 614)


def test_counts_of_graphs() -> None:
    """There are 8, 61, 822 and 18,154 decomposable graphs on three to six lists."""
    assert [len(graphs_of(size)[0]) for size in (3, 4, 5, 6)] == [8, 61, 822, 18154]
