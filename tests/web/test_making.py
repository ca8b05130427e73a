"""The making of a view: apart from the desk, from a snapshot, while others write; every page of it stays short."""

import json
import sqlite3
from pathlib import Path

import pytest

from accounted.deciding import Request
from accounted.project import Who
from accounted.viewing import make_view
from accounted.viewing.apart import renew_apart
from accounted.viewing.opening import PLACE, Desk
from accounted.viewing.side_by_side import ROWS, side_by_side
from web.made_project import made_documents, made_project

WHO = Who(name="R. Reader", when="2026-01-01T00:00:00Z")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of sixty generated documents, read once, so that a making keeps no acts of its own any more."""
    at = tmp_path_factory.mktemp("made")
    made_project(at / "project", at / "keys", documents=60, figures=10)
    Desk(at / "project", keys=at / "keys").renew(WHO)
    return at


@pytest.fixture
def desk(made: Path) -> Desk:
    """The desk of that project."""
    found = Desk(made / "project", keys=made / "keys")
    found.renew(WHO)
    return found


def _tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(path) as database:
        names = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
        return {name: database.execute(f"select * from {name} order by 1, 2").fetchall() for name in names}


def test_the_same_numbers_generate_the_same_documents() -> None:
    """The generated collection is the same each time, has copies and own reports, and about the figures asked for."""
    one, other = list(made_documents(80, figures=10)), list(made_documents(80, figures=10))
    assert one == other
    lines = [line for document in one for line in document.lines]
    assert 0.05 < 1 - len(set(lines)) / len(lines) < 0.6


def test_a_view_made_apart_is_the_view_made_here(desk: Desk) -> None:
    """Another process writes the same tables, tells how far it is, and keeps what was kept."""
    desk.renew(WHO)
    here = _tables(desk.root / PLACE)
    far: list[tuple[int, int]] = []
    renew_apart(desk, WHO, progress=lambda done, whole: far.append((done, whole)))
    assert _tables(desk.root / PLACE) == here
    assert desk.current()
    assert far == sorted(far)
    assert {whole for _, whole in far} == {120}


def test_an_answer_given_while_a_view_is_made_is_in_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A figure accepted after the snapshot was taken stands accepted in the new view, which is the newest."""
    name = desk.view.ask("select id from stated where state = 'open' and kind = 'figure' limit 1")[0][0]

    def interrupted(*told: object, **more: object) -> None:
        make_view(*told, **more)  # type: ignore[arg-type]
        desk.decide(Request(kind="accept", about=(str(name),)), who=WHO)

    monkeypatch.setattr("accounted.viewing.opening.make_view", interrupted)
    desk.renew(WHO)
    assert desk.view.stated(str(name))["state"] == "accepted"  # type: ignore[index]
    assert desk.current()
    assert desk.view.meta("since") == "1"


def test_a_correction_given_while_a_view_is_made_asks_for_another(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What changes tables is never hidden: the view made from before it says that it is one of before."""
    name = str(desk.view.ask("select id from stated where kind = 'figure' order by id desc limit 1")[0][0])

    def interrupted(*told: object, **more: object) -> None:
        make_view(*told, **more)  # type: ignore[arg-type]
        asked = Request(kind="correct", about=(name,), value=json.dumps({"where": "Elsewhere"}), why="")
        desk.correct(asked, who=WHO)

    monkeypatch.setattr("accounted.viewing.opening.is_large", lambda root: True)  # else it is made anew at once
    monkeypatch.setattr("accounted.viewing.opening.make_view", interrupted)
    desk.renew(WHO)
    assert not desk.current()
    monkeypatch.undo()
    desk.renew(WHO)
    assert desk.current()
    assert desk.view.stated(name)["where"] == "Elsewhere"  # type: ignore[index]


def test_no_making_leaves_a_file_behind(desk: Desk) -> None:
    """What a making writes beside the view is put in its place or taken away."""
    assert not list((desk.root / PLACE).parent.glob("*.new"))


def test_an_event_of_many_figures_is_shown_a_page_at_a_time(desk: Desk) -> None:
    """Every row of every table stands on one page of its event, in order, and no page holds more than a hundred."""
    events = desk.view.events()
    most = max(events, key=lambda event: event["figures"])
    tables = desk.view.event(most["id"])["tables"]  # type: ignore[index]
    first = side_by_side(desk.view, tables, page=1)
    assert first.found.whole > ROWS
    pages = [side_by_side(desk.view, tables, page=number) for number in range(1, first.found.pages + 1)]
    assert all(sum(map(len, page.rows.values())) <= ROWS for page in pages)
    shown = {table["id"]: [row["id"] for page in pages for row in page.rows.get(table["id"], ())] for table in tables}
    assert shown == {table["id"]: [row["id"] for row in desk.view.compared(table["id"])] for table in tables}
