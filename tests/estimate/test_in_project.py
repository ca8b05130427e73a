"""Inside a project: tables received and lists linked become estimates, after a plan, with what departs from it."""

import json
from itertools import count
from pathlib import Path
from random import Random

import pytest
from estimate_scene import three
from typer.testing import CliRunner

from accounted.cli import app
from accounted.core.capture import CaptureTable
from accounted.core.figure import Choices
from accounted.core.outcome import AccountedError
from accounted.estimate import GATES, Estimate, battery, plan_of_battery
from accounted.estimate.planning import departures
from accounted.estimating import Linking, estimates_of
from accounted.project import Project, Who

QUICK = Choices(draws=4, quick=True)
_WHEN = "2009-05-12T09:00:00Z"


def _csv(table: CaptureTable) -> str:
    rows = "\n".join(f"{','.join(p)},{c}" for p, c in table.patterns().items())
    return f"{','.join(table.lists)},count\n{rows}\n"


def _project(tmp_path: Path, files: dict[str, str]) -> Project:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    salts = count(1)
    who = Who(name="a test", when=_WHEN, salt=lambda: f"{next(salts):06d}")
    made = Project.create(tmp_path / "project", "a test", who=who, keys=tmp_path / "keys")
    for _ in made.collect([tmp_path / name for name in files]):
        pass
    return made


def test_a_table_received_is_estimated_and_published(tmp_path: Path) -> None:
    """A capture table among the documents gives estimates, a page with refusals in words, and the same bytes again."""
    with _project(tmp_path, {"table.csv": _csv(three())}) as made:
        content = made.estimate(QUICK)
        (table,) = content["tables"]
        assert table["n_observed"] == 159
        assert any("No plan was kept" in sentence for sentence in table["remarks"])
        out = made.publish()
        page = (out / "estimates.html").read_text(encoding="utf-8")
        assert "No row is the answer" in page
        assert "159 persons stand on lists" in page
        assert "not for publication" in page
        assert json.loads((out / "estimates.json").read_text(encoding="utf-8")) == json.loads(json.dumps(content))
        (tmp_path / "project" / "derived" / "index.sqlite").unlink()
        assert (made.publish() / "estimates.html").read_text(encoding="utf-8") == page


def test_small_counts_stand_nowhere_in_the_report(tmp_path: Path) -> None:
    """Lists of which two share three persons: the report's JSON and page hold no such count, overlap, digit or hash."""
    patterns = ["1111", "1110", "1100", "0110", "1010", "0011", "1000", "0100", "0010", "0001"]
    counts = [3, 14, 31, 29, 33, 17, 80, 75, 90, 85]
    table = CaptureTable.from_patterns(patterns, counts, lists=["ngo", "church", "press", "court"])
    with _project(tmp_path, {"table.csv": _csv(table)}) as made:
        (inside,) = made.estimate(QUICK)["tables"]
        assert {"lists": ["ngo", "court"], "shared": 3} in [
            {name: one[name] for name in ("lists", "shared")} for one in inside["dependence"]
        ]
        out = made.publish()
        page = (out / "estimates.html").read_text(encoding="utf-8")
        (told,) = json.loads((out / "estimates.json").read_text(encoding="utf-8"))["tables"]
    assert dict(told["patterns"])["1111"] == "withheld"
    assert (
        {one["shared"] for one in told["dependence"]} == {one["expected"] for one in told["dependence"]} == {"withheld"}
    )
    assert "data_hash" not in told
    rows = [*told["estimates"], *(one["estimate"] for one in told["consistency"])]
    assert {name for row in rows for name in row["diagnostics"]} <= {"coverage", "method", "share_of_linking"}
    assert not {"gates", "n_observed", "made_from", "data_hash"} & {name for row in rows for name in row}
    figures = [row[name] for row in rows for name in ("point", "low", "high") if row[name] is not None]
    assert figures
    assert not [figure for figure in figures if figure % 5]
    assert "share 3 persons" not in page
    assert "are withheld; figures are rounded" in page


def test_a_plan_comes_first(tmp_path: Path) -> None:
    """After its plan the battery departs in nothing; a plan kept after figures were shown is said to be late."""
    with _project(tmp_path, {"table.csv": _csv(three())}) as made:
        (plan,) = made.plan(QUICK)
        assert made.plan(QUICK)[0]["id"] == plan["id"]
        assert len(list(made.folder.acts("plan"))) == 1
        (table,) = made.estimate(QUICK)["tables"]
        assert table["plan"] == plan["id"]
        assert not [r for r in table["remarks"] if "plan" in r.casefold()]
        made.plan(Choices(seed=2, quick=True))
        (table,) = made.estimate(QUICK)["tables"]
        assert any("after figures had been shown" in r for r in table["remarks"])
        assert any("The plan sets the seed 2" in r for r in table["remarks"])


def test_nothing_to_estimate_is_said(tmp_path: Path) -> None:
    """A project without lists or a table says what it needs."""
    with _project(tmp_path, {"note.txt": "Nothing happened."}) as made, pytest.raises(AccountedError) as error:
        made.estimate(QUICK)
    assert "three lists of persons" in error.value.expected


def test_linking_without_a_sample_is_not_for_publication() -> None:
    """Draws in which links missed were not measured leave no row that may be published; each refused row says why."""
    unmeasured = Linking(tables=(three(),) * 4, measured=False, note="missed links not measured")
    rows = estimates_of(three(), QUICK, linking=unmeasured)["estimates"]
    given = [row for row in rows if row["status"] == "estimated" and not row.get("change")]
    assert len(given) > 8
    assert not any(row["publishable"] for row in given)
    assert all("linking" in row["reason"] for row in given)
    measured = Linking(tables=(three(),) * 4, measured=True, note="missed links drawn from a clerical sample")
    rows = estimates_of(three(), QUICK, linking=measured)["estimates"]
    over = [row for row in rows if row["method"] == "over-linkages"]
    assert over
    assert all(row["publishable"] for row in over)


def test_plan_names_the_gates_and_choices_of_the_battery() -> None:
    """What the plan freezes is what the methods use: names, gates and defaults, checked against a run."""
    made = battery(three(), quick=True)
    assert departures(plan_of_battery(three(), quick=True), three(), made.methods) == ()
    for result in made.methods:
        if isinstance(result, Estimate):
            assert tuple(gate.name for gate in result.gates) == GATES[result.method]


def test_commands_keep_a_plan_and_print_estimates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`estimate --plan` prints lists, methods and gates and no figure; `estimate` prints methods beside their words."""
    monkeypatch.setenv("ACCOUNTED_KEYS", str(tmp_path / "keys"))
    _project(tmp_path, {"table.csv": _csv(three())}).folder.close()
    root, run = str(tmp_path / "project"), CliRunner()
    plan = run.invoke(app, ["estimate", "--plan", "--quick", "-p", root])
    assert plan.exit_code == 0, plan.output
    assert "No figure was computed" in plan.output
    assert "159" not in plan.output
    made = run.invoke(app, ["estimate", "--quick", "-p", root])
    assert made.exit_code == 0, made.output
    assert "159" in made.output
    both = run.invoke(app, ["estimate", str(tmp_path / "table.csv"), "--method", "chao", "--battery"])
    assert isinstance(both.exception, AccountedError)
    one = run.invoke(app, ["estimate", str(tmp_path / "table.csv"), "--method", "chao", "--json"])
    assert json.loads(one.output)["estimates"][0]["method"] == "chao"


def test_lists_of_persons_are_linked_and_the_threshold_is_moved(tmp_path: Path) -> None:
    """Three lists of invented persons become one table; draws, thresholds and the share of the linking are told."""
    lists = Path(__file__).parents[2] / "src" / "accounted" / "demo" / "three-lists"
    names = ("burial-register.csv", "mothers-society.csv", "town-hall-2009-06.csv")
    files = {name: (lists / name).read_text(encoding="utf-8") for name in names}
    with _project(tmp_path, files) as made:
        (table,) = made.estimate(QUICK)["tables"]
    assert table["name"] == "linked lists"
    assert len(table["lists"]) == 3
    assert table["linking"] == {"draws": 4, "measured": False, "note": "missed links not measured"}
    changes = {row.get("change"): row for row in table["estimates"]}
    assert {"links from probability 0.3 on", "links from probability 0.9 on"} <= set(changes)
    loose, strict = (changes[f"links from probability {p} on"]["n_observed"] for p in ("0.3", "0.9"))
    assert loose <= table["n_observed"] <= strict
    shares = [row["diagnostics"]["share_of_linking"] for row in table["estimates"] if row["method"] == "over-linkages"]
    assert len(shares) == 2
    assert all(0 <= share <= 1 for share in shares)
    pooled = [row for row in table["estimates"] if row["method"] == "over-linkages"]
    assert any(row["low"] <= 300 <= row["high"] for row in pooled)


def test_lists_that_came_later_show_how_the_estimate_grew(tmp_path: Path) -> None:
    """Three lists of one day and a fourth of a later one: a row gives the estimate of the first three."""
    lists = Path(__file__).parents[2] / "src" / "accounted" / "demo" / "three-lists"
    names = ("burial-register.csv", "mothers-society.csv", "town-hall-2009-04.csv")
    files = {name: (lists / name).read_text(encoding="utf-8") for name in names}
    with _project(tmp_path, files):
        pass
    head, *_ = files[names[0]].splitlines()
    rows = sorted({row for name in names[:2] for row in files[name].splitlines()[1:]})
    later = tmp_path / "later.csv"
    later.write_text("\n".join([head, *Random(3).sample(rows, len(rows) // 3)]), encoding="utf-8")
    salts = count(1000)
    who = Who(name="a test", when="2011-02-03T09:00:00Z", salt=lambda: f"{next(salts):06d}")
    with Project.open(tmp_path / "project", who=who, keys=tmp_path / "keys") as made:
        for _ in made.collect([later]):
            pass
        (table,) = made.estimate(QUICK)["tables"]
    assert len(table["lists"]) == 4
    (row,) = [one for one in table["estimates"] if one.get("change") == f"lists up to {_WHEN[:10]}"]
    assert row["method"] == "decomposable"
