"""Closed forms, named assumptions, covariates, pooling, plans, diagnoses, the battery and charts."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from estimate_scene import kosovo, made, refused, simulated, three

from accounted.core.capture import CaptureTable
from accounted.core.figure import Estimate, OfTable
from accounted.core.outcome import AccountedError, Refusal
from accounted.estimate import (
    Plan,
    across,
    assumption,
    battery,
    chao,
    chapman,
    consistency,
    decomposable,
    departures,
    dependence,
    doubly_robust,
    draws_chart,
    heterogeneity,
    interval_chart,
    leave_one_out,
    merge_pairs,
    over_imputations,
    over_linkages,
    over_strata,
    stepwise,
    trajectory_chart,
)
from accounted.estimate.pooling import barnard_rubin
from accounted.estimates_shown import shown_of
from accounted.estimating import METHOD_NAMES, estimate_file, estimate_table


def _two(both: int, first: int, second: int) -> CaptureTable:
    return CaptureTable.from_patterns(["11", "10", "01"], [both, first, second], lists=["a", "b"])


def test_chapman_by_hand() -> None:
    """200 and 150 with 30 on both give 201 * 151 / 31 - 1, labelled as of lower trust."""
    found = made(chapman(_two(30, 170, 120)))
    assert found.point == pytest.approx(201 * 151 / 31 - 1)
    assert not found.met
    assert refused(chapman(_two(0, 5, 5))).code == "no-overlap"
    assert refused(chapman(three())).code == "too-many-lists"


def test_chao_by_hand() -> None:
    """f1 = 30, f2 = 10 on three lists with 44 persons give 44 + 2/3 * 900/20 = 74."""
    table = CaptureTable.from_patterns(["100", "110", "111"], [30, 10, 4], lists=["a", "b", "c"])
    assert made(chao(table)).point == pytest.approx(74.0)


def test_named_assumption() -> None:
    """The factor xi multiplies the number on no list, five values are swept; an empty combination is refused."""
    base, double = made(assumption(three())), made(assumption(three(), xi=2.0))
    assert double.point - 159 == pytest.approx(2 * (base.point - 159))
    sweep = base.told("sweep")
    assert isinstance(sweep, tuple)
    assert len(sweep) == 5
    assert (
        refused(assumption(CaptureTable.from_patterns(["110", "100"], [3, 4], lists=list("abc")))).code
        == "too-few-lists"
    )
    missing = CaptureTable.from_patterns(["110", "101", "011", "100", "010", "001"], [3] * 6, lists=list("abc"))
    assert refused(assumption(missing)).code == "cell-empty"


def test_lower_bound_is_below() -> None:
    """The lower bound lies below the forms that assume more."""
    points = {kind: made(heterogeneity(kosovo(), kind=kind)).point for kind in ("lower-bound", "darroch", "gamma")}
    assert points["lower-bound"] < points["darroch"] < points["gamma"]
    with pytest.raises(AccountedError):
        heterogeneity(kosovo(), kind="other")


def test_doubly_robust_finds_the_truth() -> None:
    """Lists independent given the place, and very unequal between places: the truth of 6,000 is in the interval."""
    random, columns = np.random.default_rng(5), {"a": [], "b": [], "place": []}  # type: ignore[var-annotated]
    for place, size, chances in (("north", 3000, (0.7, 0.6)), ("south", 3000, (0.15, 0.2))):
        rows = random.random((size, 2)) < np.array(chances)
        for row in rows[rows.any(axis=1)]:
            columns["a"].append(int(row[0]))
            columns["b"].append(int(row[1]))
            columns["place"].append(place)
    table = CaptureTable.from_columns(columns, lists=["a", "b"], strata=["place"])
    found = made(doubly_robust(table))
    assert found.high is not None
    assert found.low < 6000 < found.high
    assert made(chapman(table)).point < found.low
    assert refused(doubly_robust(three())).code == "no-covariates"


def _stepwise(table: CaptureTable, seed: int) -> Estimate | Refusal:
    return stepwise(table, seed=seed, bootstraps=200)


def test_sum_over_strata() -> None:
    """The sum of strata has the sum of points, and an interval narrower than the sum of intervals."""
    columns: dict[str, list[object]] = {"a": [], "b": [], "c": [], "place": []}
    for place, seed in (("north", 1), ("south", 2)):
        part = simulated(1000, [0.4, 0.4, 0.4], seed=seed)
        for pattern, count in part.patterns().items():
            for name, mark in zip("abc", pattern, strict=True):
                columns[name] += [int(mark)] * count
            columns["place"] += [place] * count
    table = CaptureTable.from_columns(columns, lists=list("abc"), strata=["place"])
    found = made(over_strata(table, _stepwise))
    parts = [made(_stepwise(part, 1)) for part in table.strata().values()]
    assert found.point == pytest.approx(sum(p.point for p in parts))
    assert found.high is not None
    assert found.high - found.low < sum((p.high or math.inf) - p.low for p in parts)


def test_a_stratum_without_estimate_refuses_the_sum() -> None:
    """A stratum in which nobody is on two lists refuses the sum and is named."""
    columns = {"a": [1, 1, 1, 0], "b": [1, 1, 0, 1], "c": [1, 0, 0, 0], "place": ["x", "x", "y", "y"]}
    table = CaptureTable.from_columns(columns, lists=list("abc"), strata=["place"])
    found = refused(over_strata(table, _stepwise))
    assert found.code == "no-stratum-estimated"


def test_linking_is_carried_through() -> None:
    """Draws of the linking that differ widen the interval, and the share of the variance that is linking is told."""
    same = made(over_linkages([three()] * 4, _stepwise))
    tables = [simulated(700, [0.3, 0.35, 0.3], seed=s) for s in (1, 2, 3, 4)]
    mixed = made(over_linkages(tables, _stepwise))
    assert float(str(same.told("share_of_linking"))) < 0.05
    assert float(str(mixed.told("share_of_linking"))) > 0.05
    assert refused(over_linkages([three()], _stepwise)).code == "too-few-draws"


def test_rubins_rules() -> None:
    """Degrees of freedom are those of Barnard & Rubin (1999) by hand; equal imputations add nothing."""
    assert barnard_rubin(5, within=1, between=0.5, complete=100) == pytest.approx(19.43, abs=0.01)
    one = made(stepwise(three(), bootstraps=200))
    found = made(over_imputations([one] * 5, three()))
    assert found.told("share_of_imputation") == 0.0
    assert found.point == pytest.approx(one.point)


def test_plan_and_departures() -> None:
    """A plan has an id of its content; another method, list, choice or seed is printed as a departure."""
    plan = Plan(lists=three().lists, methods=("stepwise", "chao"), choices=(("stepwise", "threshold", "0.02"),))
    assert plan.id == Plan(**{name: getattr(plan, name) for name in ("lists", "methods", "choices")}).id
    kept = [made(stepwise(three(), bootstraps=50)), made(chao(three()))]
    assert departures(plan, three(), kept) == ()
    other = [made(stepwise(three(), seed=2, bootstraps=50, threshold=0.05)), made(decomposable(three()))]
    words = " ".join(r.message for r in departures(plan, kosovo(), other))
    assert all(part in words for part in ("lists", "chao is in the plan", "decomposable was run", "threshold", "seed"))


def test_sensitivity_and_consistency() -> None:
    """Each list is left out, each pair joined, and each list's known number estimated from the others."""
    assert next(v.change for v in leave_one_out(kosovo(), decomposable)) == "without EXH"
    assert len(merge_pairs(kosovo(), decomposable)) == 6
    known = consistency(kosovo(), lambda table: stepwise(table, bootstraps=100))
    assert [c.known for c in known] == list(kosovo().per_list().values())
    assert {c.holds() for c in known} <= {True, False, "refused"}
    pair = dependence(kosovo())[0]
    assert pair.shared <= kosovo().overlap("EXH", "ABA")
    assert [ratio for ratio, _ in pair.by_odds_ratio] == [0.5, 1.0, 2.0]


def test_battery_prints_plots_and_exports() -> None:
    """The battery has a row a method with its gates, a table for a notebook, columns for a dataframe, and charts."""
    found = battery(three(), quick=True, plan=Plan(lists=three().lists, methods=("stepwise",)))
    text = str(found)
    assert "No row is the answer" in text
    assert "departs" not in text
    assert "is not in the plan" in text
    assert found._repr_html_().count("<tr>") == len(found.rows()) + 1
    lengths = {len(column) for column in found.columns().values()}
    assert lengths == {len(found.rows())}
    chart = interval_chart(found.methods)
    assert json.dumps(chart, allow_nan=False)
    assert json.dumps(draws_chart(made(stepwise(three(), bootstraps=50))), allow_nan=False)
    path = trajectory_chart(across({"to May": three(), "to June": kosovo()}, decomposable))
    assert [v["method"] for v in path["data"]["values"]] == ["to May", "to June"]


def test_battery_of_two_lists() -> None:
    """Two lists give Chapman's and Chao's figures, and words on why the others decline."""
    found = battery(_two(30, 170, 120), quick=True)
    names = [m.method for m in found.methods if isinstance(m, Estimate)]
    assert names == ["chapman", "chao"]


@pytest.mark.parametrize("method", [m for m in METHOD_NAMES if m not in ("latent", "low-risk")])
def test_command_gives_json(tmp_path: Path, method: str) -> None:
    """Each method's content has the documented keys and is JSON without NaN."""
    path = tmp_path / "t.csv"
    rows = "\n".join(f"{','.join(p)},{c}" for p, c in three().patterns().items())
    path.write_text(f"ngo,church,press,count\n{rows}\n", encoding="utf-8")
    content = json.loads(json.dumps(estimate_file(path, OfTable(method=method)), allow_nan=False))
    row = content["estimates"][0]
    keys = {"method", "assumptions", "point", "mean", "median", "low", "high", "level", "status", "reason"}
    assert keys | {"diagnostics", "seconds"} <= set(row)
    assert content["n_observed"] == 159
    assert row["status"] in ("estimated", "refused")
    ((_, (line,)),) = shown_of(content).tables
    assert line.name == row["method"]


def test_unknown_method_is_named() -> None:
    """An unknown method is wrong usage, with the methods that there are."""
    with pytest.raises(AccountedError) as error:
        estimate_table(three(), method="magic")
    assert "stepwise" in error.value.expected
