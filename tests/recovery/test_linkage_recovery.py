"""Linkage finds what it was fed: planted persons, families kept apart, calibrated probabilities."""

import csv
import importlib.util
import io
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from accounted.link import Linkage, link
from accounted.read.sheet import read_sheet

ROOT = Path(__file__).resolve().parent.parent.parent


def _made_lists() -> ModuleType:
    spec = importlib.util.spec_from_file_location("made_lists", ROOT / "bench" / "made_lists.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["made_lists"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def reports() -> tuple[Linkage, list[int]]:
    """One list of invented reports on families, one person in twelve twice."""
    made = _made_lists().reports(2, persons=1500, repeats=0.08)
    stream = io.StringIO()
    csv.writer(stream).writerows([made.header, *made.rows])
    one = read_sheet("reports.csv", stream.getvalue().encode(), document="doc-1").kept[0]
    return link([one]), list(made.person)


def _pairs(labels: list[object]) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(labels).values())


def test_planted_persons_are_found_without_labels(reports: tuple[Linkage, list[int]]) -> None:
    """Few true pairs among many of one family on one day: F1 at least .75 without any label."""
    found, known = reports
    both = _pairs(list(zip(found.person.tolist(), known, strict=True)))
    precision, recall = both / _pairs(found.person.tolist()), both / _pairs(list(known))
    assert 2 * precision * recall / (precision + recall) >= 0.75


def test_the_number_of_matches_is_of_the_right_size(reports: tuple[Linkage, list[int]]) -> None:
    """The expected number of pairs of one person is near the planted one; relatives are far more."""
    found, known = reports
    weights = found.scored.weights
    assert 0.5 < weights.matches / _pairs(list(known)) < 2
    assert weights.relatives > 3 * weights.matches


def test_probabilities_are_calibrated(reports: tuple[Linkage, list[int]]) -> None:
    """The sum of probabilities over the sure pairs is close to how many of them are true."""
    found, known = reports
    person = np.array(known)
    scored = found.scored
    sure = scored.probability > 0.9
    true = person[scored.left[sure]] == person[scored.right[sure]]
    assert abs(float(scored.probability[sure].mean()) - float(true.mean())) < 0.12
