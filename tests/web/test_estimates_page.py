"""Estimates at the desk: a plan before any figure, a run of it, models on one scale, what bars them."""

import re
import shutil
import time
from pathlib import Path

import httpx

from accounted.project import Who
from accounted.viewing.estimates import planned_choices, plans, tables
from accounted.viewing.opening import Desk
from web.served import served
from web.test_persons_pages import plain, post


def ended(asking: httpx.Client) -> httpx.Response:
    """Takes a desk on which a run was begun, gives the page of estimates once it has ended."""
    until = time.monotonic() + 240
    while time.monotonic() < until:
        page = asking.get("/estimates")
        here = page.text.partition('id="run"')[2].partition('<section class="event"')[0]
        if "The run has ended" in here or 'role="alert"' in here:
            return page
        time.sleep(0.3)
    raise AssertionError("the run did not end")


def lists_of(page: httpx.Response) -> list[str]:
    """Takes the page of estimates, gives the lists that can be chosen."""
    return re.findall(r'<select name="(list:[^"]+)"', page.text)


def test_a_plan_is_frozen_before_any_figure_and_then_run(three: httpx.Client) -> None:
    """Strata and lists are frozen as an act and run; what is not measured bars the figures from publication."""
    three.get("/persons")
    names = lists_of(three.get("/estimates"))
    assert len(names) == 3
    acts = three.get("/api/v1/acts", params={"kind": "run"}).json()["whole"]
    post(three, "/estimates/plan", **{"stratum:sex": "1", "quick": "1", "draws": "5", "seed": "3"})
    page = ended(three)
    assert three.get("/api/v1/acts", params={"kind": "run"}).json()["whole"] == acts
    plan = re.findall(r'name="plan" value="(pln-[0-9a-f]+)"', page.text)
    assert "strata sex" in plain(page)
    assert post(three, "/estimates", plan="pln-0").status_code == 409
    post(three, "/estimates", plan=plan[0])
    made = plain(ended(three))
    assert "Not for publication: how many links are missed was not measured" in made
    assert "is linking: which rows are one person" in made
    assert "models put it between" in made
    assert "No plan was kept" not in made
    assert "Covers less often than it says: its 95 % interval held the known number" in made


def test_lists_that_count_as_one_are_one_in_the_plan(three: httpx.Client) -> None:
    """Two lists marked alike are one capture, a list left out is in none; more draws than may be is refused."""
    three.get("/persons")
    names = lists_of(three.get("/estimates"))
    told = {names[0]: "a", names[1]: "a", names[2]: "own", "quick": "1", "draws": "2", "seed": "1"}
    post(three, "/estimates/plan", **told)
    page = plain(ended(three))
    stems = [name.partition("/")[2] for name in names]
    assert f"{names[0].removeprefix('list:')}+{names[1].removeprefix('list:')}" in page
    assert stems[2] in page
    assert post(three, "/estimates/plan", draws="100000").status_code == 409
    assert post(three, "/estimates/plan", seed="a").status_code == 409


def test_a_method_that_declines_stands_beside_one_whose_interval_covers_too_seldom(built: Path, tmp_path: Path) -> None:
    """The page of a published table opens with a refused change in it, and each model says how often it covers."""
    shutil.copytree(built / "demo" / "kosovo-1999", tmp_path / "project")
    shutil.copytree(built / "keys", tmp_path / "keys")
    with served(tmp_path / "project", tmp_path / "keys") as at:
        page = httpx.get(f"{at}/estimates", timeout=120)
    assert page.status_code == 200
    words = plain(page)
    assert "Methods that decline" in words
    assert "Covers less often than it says: its 95 % interval held the known number" in words


def test_a_row_that_takes_the_linking_as_known_is_never_for_publication(built: Path, tmp_path: Path) -> None:
    """Of linked lists no model alone may be published; of a table as received it may, where it meets its gates."""
    root = built / "demo"
    for name, linked in (("three-lists", True), ("kosovo-1999", False)):
        shutil.copytree(root / name, tmp_path / name)
        desk = Desk(tmp_path / name, keys=built / "keys")
        desk.renew(Who.now("a reader"))
        (table,) = tables(desk.view)
        groups = dict(table["groups"])
        assert groups["models"]
        assert any(row["allowed"] for row in groups["models"]) != linked
        assert bool(groups["through"]) == linked
        assert all(planned_choices(desk.view, one["id"]) for one in plans(desk.view))
