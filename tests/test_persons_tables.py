"""The tables of a project's persons in `derived/`: every row under its own id, and nothing that a withheld row says."""

from pathlib import Path

import duckdb
import pytest

from accounted import demo
from accounted.project import Project, Who

WHO = Who(name="A. Recorder", when="2009-05-12T09:00:00Z")
LISTS = ("burial-register.csv", "mothers-society.csv", "town-hall-2009-06.csv")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with three lists of which two were received under one name."""
    made = Project.create(tmp_path / "project", "Invented persons", who=WHO, keys=tmp_path / "keys")
    for number, name in enumerate(LISTS):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / ("names.csv" if number < 2 else name)
        path.write_bytes((Path(demo.__file__).parent / "three-lists" / name).read_bytes())
        list(made.collect([path]))
    return made


def _table(project: Project, name: str, asked: str) -> list[tuple[object, ...]]:
    path = str(project.folder.root / "derived" / f"{name}.parquet").replace("'", "''")
    return duckdb.connect().execute(asked.format(f"'{path}'")).fetchall()


def test_two_lists_of_one_name_are_told_apart(project: Project) -> None:
    """The second is called by its name and a number, in rows and pairs alike; each pair has the ids of its rows."""
    project.link()
    names = [str(name) for (name,) in _table(project, "rows", 'select distinct list from {} order by "list"')]
    assert names == ["names.csv", "names.csv (2)", "town-hall-2009-06.csv"]
    known = {(name, n): row for name, n, row in _table(project, "rows", "select list, number, row from {}")}
    pairs = _table(project, "pairs", "select row_a, list_a, number_a, row_b, list_b, number_b from {}")
    assert any({"names.csv", "names.csv (2)"} == {one[1], one[4]} for one in pairs)
    assert all(known[a, x] == one and known[b, y] == other for one, a, x, other, b, y in pairs)
    lists = project.lists()
    assert {told.where.rpartition(":")[0] for told in lists.set_aside} <= set(names)


def test_what_a_withheld_row_says_is_in_no_table(project: Project) -> None:
    """Its cells and the reasons of its pairs are left out, its id and person stay; the folder says what it holds."""
    project.link()
    asked = "select p.row_a, r.name, p.reasons from {} p join "
    rows = str(project.folder.root / "derived" / "rows.parquet")
    named = f"'{rows}' r on r.row = p.row_a where r.name <> ''"
    ((row, name, reasons), *_) = _table(project, "pairs", asked + named)
    assert name
    assert reasons
    project.decide("protect", (str(row),), value="withheld", why="a threat was reported")
    project.link()
    asked = "select name, age, birth, date, sex, place, cause, status, withheld from {} where row = "
    told = _table(project, "rows", f"{asked}'{row}'")
    assert told == [("",) * 8 + (True,)]
    assert {
        why for (why,) in _table(project, "pairs", f"select reasons from {{}} where '{row}' in (row_a, row_b)")
    } == {""}
    assert _table(project, "rows", "select count(*) from {} where not withheld and name <> ''") > [(0,)]
    said = (project.folder.root / "derived" / "README.txt").read_text(encoding="utf-8")
    assert "Do not pass it on" in said
