"""Codes of existence as published: Chan, Silverman & Vincent (2021), Tables 2 and 3 and section 4.1."""

import itertools

import numpy as np
import pytest
from published_tables import published

from accounted.estimate import certificate
from accounted.estimate.cells import cells_of
from accounted.estimate.fitting import FITTED, work_on
from accounted.estimate.searching import fit_model


@pytest.mark.parametrize(
    ("terms", "code"),
    [((0b011, 0b101, 0b110), 2), ((0b011,), 1), ((0b101, 0b110), 0)],
    ids=["12, 13, 23", "12, 3", "13, 23"],
)
def test_what_does_not_exist_is_certified_as_published(terms: tuple[int, ...], code: int) -> None:
    """Tables 2 and 3: not determined, running to infinity, fine."""
    assert certificate(published("artificial3"), terms) == code


def _pairs_of_new_orleans() -> tuple[list[int], list[int]]:
    """Gives the pairs of its eight lists that share somebody, and those that share nobody."""
    counts = cells_of(published("neworleans_185"))
    pairs = [(1 << i) | (1 << j) for i, j in itertools.combinations(range(8), 2)]
    masks = np.arange(counts.size)
    return (
        [p for p in pairs if counts[(masks & p) == p].sum()],
        [p for p in pairs if not counts[(masks & p) == p].sum()],
    )


def test_every_top_model_of_new_orleans_has_an_estimate() -> None:
    """Every one of 2^18 choices of empty pairs beside all ten that share somebody has one; the programme agrees."""
    table = published("neworleans_185")
    shared, empty = _pairs_of_new_orleans()
    assert (len(shared), len(empty)) == (10, 18)
    work = work_on(cells_of(table), 8)
    for code in range(1 << len(empty)):
        terms = [*shared, *(pair for k, pair in enumerate(empty) if code >> k & 1)]
        ended, _ = fit_model(work, np.array(terms, dtype=np.int64), -np.inf, 0.0)
        assert ended == FITTED, terms
        if code % 2621 == 0:
            assert certificate(table, terms) == 0
