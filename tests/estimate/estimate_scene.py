"""Tables for the tests of this room: a published one, made ones, and a simulated population of known size."""

import numpy as np

from accounted.core.capture import CaptureTable
from accounted.core.figure import Estimate
from accounted.core.outcome import Refusal


def kosovo() -> CaptureTable:
    """Gives the table of Ball et al. (2002)."""
    counts = [27, 181, 18, 177, 42, 228, 106, 1131, 32, 217, 31, 845, 123, 936, 306]
    patterns = [f"{15 - i:04b}" for i in range(15)]
    return CaptureTable.from_patterns(patterns, counts, lists=["EXH", "ABA", "OSCE", "HRW"])


def three() -> CaptureTable:
    """Gives a small table of three lists."""
    patterns = ["111", "110", "101", "011", "100", "010", "001"]
    return CaptureTable.from_patterns(patterns, [9, 12, 11, 14, 40, 35, 38], lists=["ngo", "church", "press"])


def simulated(persons: int, chances: list[float], *, seed: int, classes: int = 1) -> CaptureTable:
    """Takes a number of persons and the lists' chances, gives a table; of two classes one is listed half as often."""
    random = np.random.default_rng(seed)
    factor = np.where(random.random(persons) < 0.5, 1.0, 1.0 / classes)
    rows = random.random((persons, len(chances))) < np.array(chances) * factor[:, None]
    listed = rows[rows.any(axis=1)].astype(int)
    return CaptureTable.from_rows(listed.tolist(), lists=[f"list{i + 1}" for i in range(len(chances))])


def made(result: Estimate | Refusal) -> Estimate:
    """Takes a result that must be an estimate, gives it."""
    assert isinstance(result, Estimate), result
    return result


def refused(result: Estimate | Refusal) -> Refusal:
    """Takes a result that must be a refusal, gives it."""
    assert isinstance(result, Refusal), result
    return result
