"""From the terminal: what is known of each person in a second file, and strata that are not told for some."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from estimate_scene import made
from typer.testing import CliRunner

from accounted.cli import app
from accounted.core.outcome import WrongUsage
from accounted.estimate import CaptureTable, chapman, doubly_robust
from accounted.estimating import with_covariates

WHOLE = 4000


def _run(*words: str) -> dict[str, Any]:
    done = CliRunner().invoke(app, ["estimate", *words, "--json"])
    assert done.exit_code == 0, done.output
    content: dict[str, Any] = json.loads(done.output)
    return content


def _two_lists(tmp_path: Path) -> tuple[Path, Path]:
    """Writes 4,000 persons of whom older ones are on both of two lists more often, and a file of their ages."""
    random = np.random.default_rng(4)
    age = random.integers(18, 80, WHOLE)
    chance = 1 / (1 + np.exp(-(age - 50) / 12))
    on = random.random((WHOLE, 2)) < np.column_stack([chance * 0.8 + 0.1, chance * 0.7 + 0.1])
    rows = [f"{i},{int(a)},{int(b)}" for i, (a, b) in enumerate(on) if a or b]
    first, second = tmp_path / "lists.csv", tmp_path / "known.csv"
    first.write_text("\n".join(["person,ngo,press", *rows]), encoding="utf-8")
    second.write_text("\n".join(["person,age", *(f"{i},{a}" for i, a in enumerate(age))]), encoding="utf-8")
    return first, second


def test_what_is_known_of_persons_brings_two_lists_near(tmp_path: Path) -> None:
    """Two lists that both find the old: blind to age they miss a tenth and more; by age the interval holds 4,000."""
    first, second = _two_lists(tmp_path)
    (row,) = _run(str(first), "--method", "doubly-robust", "--covariates", str(second))["estimates"]
    assert row["low"] < WHOLE < row["high"]
    table = with_covariates(first, second)
    blind, told = chapman(table.whole()), doubly_robust(table)
    assert (made(blind).high or WHOLE) < WHOLE
    assert abs(made(told).point / WHOLE - 1) < 0.04


def test_a_person_told_twice_or_no_shared_column_is_an_error(tmp_path: Path) -> None:
    """The message names the file and line of a second mention, and asks for a column that both files have."""
    first, second = _two_lists(tmp_path)
    second.write_text("person,age\n1,30\n1,31\n", encoding="utf-8")
    with pytest.raises(WrongUsage) as error:
        with_covariates(first, second)
    assert error.value.where == "known.csv:3"
    second.write_text("id,age\n1,30\n", encoding="utf-8")
    with pytest.raises(WrongUsage, match="one column in both"):
        with_covariates(first, second)


def test_strata_not_told_are_drawn_and_pooled(tmp_path: Path) -> None:
    """North and south differ in how often they are listed; told for seven of ten, the pooled interval holds 3,000."""
    random = np.random.default_rng(8)
    north = random.random(3000) < 0.5
    chances = np.where(north[:, None], [0.5, 0.4, 0.45], [0.25, 0.3, 0.2])
    on = random.random((3000, 3)) < chances
    told = random.random(3000) < 0.7
    place = np.where(told, np.where(north, "north", "south"), "")
    rows = [f"{p},{','.join('1' if x else '0' for x in r)}" for p, r in zip(place, on, strict=True) if r.any()]
    path = tmp_path / "t.csv"
    path.write_text("\n".join(["place,a,b,c", *rows]), encoding="utf-8")
    (row,) = _run(str(path), "--strata", "place", "--impute", "5")["estimates"]
    assert row["method"] == "over-imputations"
    assert row["low"] < 3000 < row["high"]
    assert 0 < row["diagnostics"]["share_of_imputation"] < 0.5
    table = CaptureTable.from_csv(path, strata=["place"])
    assert {"", "north", "south"} == {stratum for (stratum,) in table.strata()}
