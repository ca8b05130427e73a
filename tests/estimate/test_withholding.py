"""Small counts: withheld with what gives them, in what may be published; a figure's digits do not give them away."""

import csv
import itertools
import json
from io import StringIO
from pathlib import Path

import pytest
from estimate_scene import three
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from accounted.cli import app
from accounted.core.capture import CaptureTable
from accounted.core.figure import Choices
from accounted.estimate import withheld
from accounted.estimating import estimates_of
from accounted.withheld_estimates import in_report

SEVEN = ("111", "110", "101", "011", "100", "010", "001")


def _table(counts: list[int]) -> CaptureTable:
    return CaptureTable.from_patterns(SEVEN, counts, lists=list("abc"))


def test_one_small_count_takes_three_others_with_it() -> None:
    """One count of 3: by itself it would be the difference of what is shown, so three more are withheld."""
    words = dict(withheld(_table([30, 3, 31, 40, 32, 41, 42])))
    assert [pattern for pattern, word in words.items() if word == "withheld"] == ["100", "101", "110", "111"]
    assert words["001"] == "42"


def test_nothing_small_nothing_withheld() -> None:
    """A table without small counts is shown whole, a count of exactly five too."""
    assert all(word != "withheld" for _, word in withheld(_table([30, 5, 31, 40, 32, 41, 42])))


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(1, 12), min_size=7, max_size=7))
def test_no_withheld_small_count_can_be_had_by_subtraction(counts: list[int]) -> None:
    """Of all whole tables that agree with what is shown, two at least differ in each small count."""
    table = _table(counts)
    shown = withheld(table, smallest=4)
    assume(shown)
    hidden = [pattern for pattern, word in shown if word == "withheld"]
    small = [pattern for pattern in SEVEN if table.patterns()[pattern] < 4]
    assert set(small) <= set(hidden)
    fitting: dict[str, set[int]] = {pattern: set() for pattern in small}
    for step in itertools.product(range(-3, 4), repeat=3):
        x, y, z = step
        # what leaves the persons in all and on each list as they are has three directions
        change = {"111": x + y + z, "110": -x - y, "101": -x - z, "011": -y - z, "100": x, "010": y, "001": z}
        if any(change[p] for p in SEVEN if p not in hidden):
            continue
        moved = {p: table.patterns()[p] + change[p] for p in SEVEN}
        if min(moved.values()) >= 1:
            for pattern in small:
                fitting[pattern].add(moved[pattern])
    assert all(len(values) > 1 for values in fitting.values())


def _csv(path: Path, table: CaptureTable) -> str:
    rows = "\n".join(f"{','.join(p)},{n}" for p, n in table.patterns().items())
    path.write_text(f"{','.join(table.lists)},count\n{rows}\n", encoding="utf-8")
    return str(path)


def test_what_is_published_holds_no_small_count(tmp_path: Path) -> None:
    """--withhold 5 with --json: no count below 5, no hash, figures in steps of five or more, reasons by their kind."""
    table = _table([9, 3, 11, 14, 40, 35, 38])
    done = CliRunner().invoke(app, ["estimate", _csv(tmp_path / "t.csv", table), "--withhold", "5", "--json"])
    assert done.exit_code == 0, done.output
    content = json.loads(done.output)
    assert "data_hash" not in content
    assert dict(content["patterns"])["110"] == "withheld"
    assert not [words for _, words in content["patterns"] if words != "withheld" and int(words) < 5]
    for row in content["estimates"]:
        figures = [row[name] for name in ("point", "mean", "median", "low", "high") if row[name] is not None]
        assert not [figure for figure in figures if figure % 5]
        assert set(row["diagnostics"] if row["status"] == "estimated" else {}) <= {"coverage"}
    assert "is not excluded" in content["remarks"][0]


def test_csv_has_a_line_an_estimate(tmp_path: Path) -> None:
    """--csv prints a header and the same rows as --json, each with point, limits and what is not met."""
    path = _csv(tmp_path / "t.csv", three())
    done = CliRunner().invoke(app, ["estimate", path, "--method", "chao", "--withhold", "5", "--csv"])
    assert done.exit_code == 0, done.output
    (row,) = csv.DictReader(StringIO(done.output))
    assert row["method"] == "chao"
    assert float(row["low"]) < float(row["point"]) < float(row["high"])


def test_where_nothing_helps_no_pattern_is_shown() -> None:
    """Seven patterns of one person each: that there are seven persons would give every count."""
    assert withheld(_table([1] * 7), smallest=4) == ()


@pytest.mark.parametrize("smallest", [0, -2])
def test_a_limit_below_one_is_an_error(smallest: int) -> None:
    """Nothing below one person can be withheld."""
    with pytest.raises(Exception, match="1 or more"):
        withheld(three(), smallest=smallest)


def _in_two_strata(small: int) -> CaptureTable:
    """Gives a table without small patterns; one cell of its second stratum holds `small`, a list of it nobody."""
    whole = {"111": 30, "110": 31, "101": 32, "011": 33, "100": 60, "010": 61, "001": 62}
    cells = [(pattern, count, ("men",)) for pattern, count in whole.items()]
    return CaptureTable.of(
        list("abc"), [*cells, ("110", small, ("women",)), ("100", 9, ("women",))], stratum_names=["sex"]
    )


def test_a_small_count_of_a_stratum_is_not_given_by_a_report() -> None:
    """No pattern is small, so the table is shown; what comes from its strata is rounded and nothing else said of it."""
    given = estimates_of(_in_two_strata(2), Choices(quick=True))
    assert any("in stratum women" in words for words in given["remarks"])
    (shown,) = in_report({"tables": [given]})["tables"]
    assert dict(shown["patterns"])["110"] == "33"
    assert not any("women" in words for words in shown["remarks"])
    text = json.dumps(shown)
    assert given["data_hash"] not in text
    assert given["data_hash"][:20] not in text
    assert "women" not in text
    (total,) = [row for row in shown["estimates"] if row["method"] == "sum-of-strata"]
    assert "strata" not in total["diagnostics"]
    (plain,) = [row for row in shown["estimates"] if row["method"] == "chao"]
    assert plain["diagnostics"]


def test_strata_without_small_counts_are_reported_whole() -> None:
    """Where no stratum holds a small count, nothing is left out."""
    given = estimates_of(_in_two_strata(7), Choices(quick=True))
    (shown,) = in_report({"tables": [given]})["tables"]
    assert shown == {name: value for name, value in given.items() if name != "of_strata"}
