"""Tables that nobody should send: each ends as an error with its place, a refusal, or a finite figure; no warning."""

import math
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from accounted.core.capture import CaptureTable
from accounted.core.capture_text import TableNotUsable
from accounted.core.figure import Estimate
from accounted.core.outcome import Refusal
from accounted.estimate import (
    LatentSettings,
    assumption,
    averaged,
    chao,
    chapman,
    decomposable,
    doubly_robust,
    heterogeneity,
    latent,
    loglinear,
    low_risk,
    stepwise,
)

_SHORT = LatentSettings(effective=50.0, budget=30_000)
METHODS: dict[str, Callable[[CaptureTable], Estimate | Refusal]] = {
    "chapman": chapman,
    "chao": chao,
    "loglinear": lambda table: loglinear(table, bootstraps=30),
    "stepwise": lambda table: stepwise(table, bootstraps=30),
    "averaged": averaged,
    "averaged-aic": lambda table: averaged(table, criterion="aic"),
    "darroch": heterogeneity,
    "poisson": lambda table: heterogeneity(table, kind="poisson"),
    "gamma": lambda table: heterogeneity(table, kind="gamma"),
    "lower-bound": lambda table: heterogeneity(table, kind="lower-bound"),
    "decomposable": decomposable,
    "assumption": assumption,
    "latent": lambda table: latent(table, settings=_SHORT),
    "low-risk": lambda table: low_risk(table, settings=_SHORT),
    "doubly-robust": doubly_robust,
}
_SEVEN = ("111", "110", "101", "011", "100", "010", "001")


def _seven(*counts: int) -> CaptureTable:
    return CaptureTable.from_patterns(_SEVEN, counts, lists=list("abc"))


def _forty() -> CaptureTable:
    patterns = ["".join("1" if j in (i, (7 * i + 3) % 40) else "0" for j in range(40)) for i in range(40)]
    return CaptureTable.from_patterns(patterns, range(1, 41), lists=[f"list{i}" for i in range(40)])


TABLES = {
    "nobody": _seven(0, 0, 0, 0, 0, 0, 0),
    "one pattern": _seven(5, 0, 0, 0, 0, 0, 0),
    "one list alone": _seven(0, 0, 0, 0, 9, 0, 0),
    "three persons and one": _seven(1, 0, 0, 0, 1, 1, 1),
    "a thousand million in every cell": _seven(*[10**9] * 7),
    "a thousand million in one": _seven(1, 1, 1, 1, 10**9, 1, 1),
    "forty lists": _forty(),
    "five lists, hardly joined": CaptureTable.from_patterns(
        ["11000", "00110", "00001", "10000"], [1, 1, 30, 5], lists=list("abcde")
    ),
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("method", METHODS)
def test_every_method_answers(name: str, method: str) -> None:
    """A refusal with its reason, or a figure that is finite, ordered and not below the persons listed."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = METHODS[method](TABLES[name])
    if isinstance(found, Refusal):
        assert found.reason
        assert found.advice
        return
    figures = [value for value in (found.point, found.low, found.high, found.mean, found.median) if value is not None]
    figures += [value for _, value in found.diagnostics if isinstance(value, float)]
    assert all(math.isfinite(value) for value in figures)
    assert TABLES[name].persons <= found.low <= found.point
    assert found.high is None or found.point <= found.high


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a,b,c,count\n1,1,0,-3\n", "t.csv:2, column 'count'"),
        ("a,b,c,count\n1,1,0,3.5\n", "t.csv:2, column 'count'"),
        ("a,b,c,count\n1,1,0,nan\n", "t.csv:2, column 'count'"),
        ("a,b,c,count\n1,1,0,1e400\n", "t.csv:2, column 'count'"),
        ("a,b,c,count\n1,1,0,10000000000000\n", "t.csv:2, column 'count'"),
        ("a,b,c,count\n1,1,0,4\n1,nan,0,4\n", "t.csv:3, column 'b'"),
        ("a,b,c,count\n1,2,0,4\n", "t.csv:2, column 'b'"),
        ("a,a,c,count\n1,1,1,3\n", "t.csv"),
        ("a,b,c,count\n0,0,0,4\n", "t.csv:2"),
        ("a,b,c,count\n1,0,4\n", "t.csv:2"),
        ("", "t.csv"),
        ("\n\n", "t.csv"),
        ("count\n3\n", "t.csv"),
        ("a,b,,count\n1,1,0,3\n", "t.csv"),
        ("\ufeffa,b,a,count\n1,1,1,3\n", "t.csv"),
        ("a,b,count,count\n1,1,3,3\n", "t.csv"),
        ("a,b,c,count\n1,1,0,\n", "t.csv:2, column 'count'"),
        ("a,b,c,count\n1,1,0,4,5\n", "t.csv:2"),
        (",".join(f"l{i}" for i in range(61)) + "\n" + ",".join("1" * 61) + "\n", "t.csv"),
    ],
)
def test_errors_name_their_place(tmp_path: Path, text: str, place: str) -> None:
    """A cell that cannot be read as 0 or 1, or as a number of persons, is an error with file, line and column."""
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableNotUsable) as error:
        CaptureTable.from_csv(path)
    assert error.value.where == place


@pytest.mark.parametrize(
    "text", ["a,b,c,count\n1,1,0,4\n", "\ufeffa,b,c,count\r\n1,1,0,4\r\n", "a,b,c,count\n1,1,0,4.0\n"]
)
def test_one_row_is_a_table(tmp_path: Path, text: str) -> None:
    """One row is read, with a byte order mark, Windows line ends or a count written 4.0 too; methods then refuse."""
    path = tmp_path / "t.csv"
    path.write_bytes(text.encode())
    table = CaptureTable.from_csv(path)
    assert table.lists == ("a", "b", "c")
    assert table.patterns() == {"110": 4}
    assert isinstance(loglinear(table, bootstraps=20), Refusal)
