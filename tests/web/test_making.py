"""The making of a view: apart from the desk, from a snapshot, while others write; every page of it stays short."""

import json
import re
import shutil
import sqlite3
from pathlib import Path

import httpx
import pytest

from accounted.deciding import Request
from accounted.project import Who
from accounted.viewing import make_view
from accounted.viewing.apart import renew_apart
from accounted.viewing.near import work_in
from accounted.viewing.opening import PLACE, Desk
from accounted.viewing.side_by_side import ROWS, side_by_side
from accounted.viewing.view import View
from web.made_project import made_documents, made_project
from web.served import served

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
    for page in pages:
        for name, rows in page.rows.items():
            assert desk.view.compared(name, start=page.start[name], most=len(rows)) == rows


def test_a_chart_of_very_many_rows_is_drawn_a_page_at_a_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """An event's page asks for the chart of the rows that stand on it, and says so; all rows are in the saved one."""
    (event, table, whole) = desk.view.ask(
        "select c.event, c.id, count(*) from compared k join comparison c on c.id = k.comparison group by c.id "
        "order by 3 desc limit 1"
    )[0]
    among = "select count(*) from compared k join comparison c on c.id = k.comparison where c.event = ?"
    every = desk.view.ask(among, (event,))[0][0]
    monkeypatch.setattr("accounted.viewing.side_by_side.ROWS", 30)
    assert desk.keys is not None
    assert whole > 30
    with served(desk.root, desk.keys) as at, httpx.Client(base_url=at, timeout=120) as asking:
        pages = [asking.get(f"/compare/{event}?page={number}").text for number in range(1, every // 30 + 2)]
        pattern = rf"{table}/chart.inline\?start=(\d+)&amp;most=(\d+)\""
        asked = [found for text in pages for found in re.findall(pattern, text)]
        assert sum(int(most) for _, most in asked) == whole
        assert all("above are drawn those of this page" in text for text in pages if f"{table}/chart.inline?" in text)
        start, most = asked[0]
        rows = f"start={start}&most={most}"
        drawn = [asking.get(f"/comparisons/{table}/chart.{form}?{rows}") for form in ("json", "inline")]
        assert len(drawn[0].json()["data"]["values"]) == int(most) <= 30
        assert f"{most} rows by date of statement" in drawn[1].text
        assert len(asking.get(f"/comparisons/{table}/chart.json").json()["data"]["values"]) == whole


def _event_of(view: View, document: str) -> list[tuple[object, ...]]:
    """Takes a view and a document, gives the tables of the events of its figures: title, effect, rows in order."""
    return view.ask(
        "select e.id, e.title, c.id, c.effect, c.content, k.stated, k.place from event e join comparison c on c.event "
        "= e.id join compared k on k.comparison = c.id where e.id in (select event from stated where document = ?) "
        "order by c.place, k.place",
        (document,),
    )


def _shown_of(view: View, document: str) -> list[object]:
    """Takes a view and a document, gives what its pages show of it: its line, its words, and what it states."""
    lines = view.ask(
        "select s.content, d.content, d.figures, d.first, s.event, s.state, s.weight from stated s join document d on "
        "d.id = s.document where s.document = ? order by s.place",
        (document,),
    )
    found = view.documents({"words": "Fernholt"}, page=1)
    return [lines, [row["id"] for row in found.rows], view.text(document), view.stated_in(document)]


@pytest.mark.parametrize("place", ["Fernholt", None])
def test_a_new_document_is_worked_in_with_its_neighbours_as_it_is_in_the_whole(
    desk: Desk, tmp_path: Path, place: str | None
) -> None:
    """Its figures, its event's tables and what else the event's rows say are those of a view made anew, and the view
    still says that it is one of before.
    """
    shutil.copytree(desk.root, tmp_path / "project")
    shutil.copytree(desk.keys or tmp_path, tmp_path / "keys")
    own = Desk(tmp_path / "project", keys=tmp_path / "keys")
    busiest = own.view.ask("select title from event order by json_extract(content, '$.figures') desc limit 1")[0][0]
    name, _, day = str(busiest).partition(", ")
    text = f"Fernholt Gazette. On {day or '3 March 2009'} the council said 37 people were killed in {place or name}.\n"
    (tmp_path / "new.txt").write_text(text, encoding="utf-8")
    with own.writing(WHO) as project:
        (kept,) = [d for out in project.collect([tmp_path / "new.txt"]) for d in out.kept]
    before = own.view.meta("key")
    assert work_in(own, WHO)
    assert not own.current()
    assert own.view.meta("key") == before
    assert own.view.history(about=kept.id).rows
    near, shown = _event_of(own.view, kept.id), _shown_of(own.view, kept.id)
    assert (len({row[5] for row in near}) > 1) == (place is None)
    assert not work_in(own, WHO)
    own.renew(WHO)
    assert own.current()
    assert near == _event_of(own.view, kept.id)
    assert shown == _shown_of(own.view, kept.id)


def test_a_correction_a_rejection_and_its_undoing_are_worked_in(desk: Desk, tmp_path: Path) -> None:
    """The event's tables follow each of them at once, as a view made anew has them."""
    shutil.copytree(desk.root, tmp_path / "project")
    shutil.copytree(desk.keys or tmp_path, tmp_path / "keys")
    (tmp_path / "project" / "ledger").stat()
    own = Desk(tmp_path / "project", keys=tmp_path / "keys")
    asked = "select s.id, s.document from stated s join compared c on c.stated = s.id where s.weight > 3 order by s.id"
    (one, document), (other, second) = own.view.ask(f"{asked} limit 1")[0], own.view.ask(f"{asked} desc limit 1")[0]
    with own.writing(WHO) as project:
        project.decide("reject", (str(one),), why="another event")
        made = project.decide("correct", (str(other),), value='{"effect": "injured"}', why="said so in the text")
    assert work_in(own, WHO)
    assert own.view.stated(str(one))["state"] == "rejected"  # type: ignore[index]
    near = [_event_of(own.view, str(name)) for name in (document, second)]
    assert all(row[5] != one for rows in near for row in rows)
    own.renew(WHO)
    assert near == [_event_of(own.view, str(name)) for name in (document, second)]
    with own.writing(WHO) as project:
        project.undo(made.id, why="it was not")
    assert work_in(own, WHO)
    after = _event_of(own.view, str(second))
    own.renew(WHO)
    assert after == _event_of(own.view, str(second))
