"""The persons of a project: lists recognised, decisions that win and are carried, ids that stay, tables, review."""

import csv
from collections.abc import Sequence
from pathlib import Path

import duckdb
import link_scene
import pytest

from accounted import joining, reviewing
from accounted.core.outcome import AccountedError, Refusal, WrongUsage
from accounted.persons import ProjectPersons
from accounted.persons_tables import COLUMNS
from accounted.project import Project, Who

ONE, OTHER = link_scene.ONE[:-1], link_scene.OTHER[:-1]


def written(path: Path, rows: Sequence[Sequence[str]], header: Sequence[str] = link_scene.HEADER) -> Path:
    """Takes a path and rows, writes them as CSV, gives the path."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    return path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with two lists of persons, a table of figures and a text."""
    written(tmp_path / "one-2009.csv", ONE)
    written(tmp_path / "other.csv", OTHER)
    written(tmp_path / "prices.csv", [("bread", "2.50")], ("item", "price"))
    (tmp_path / "note.txt").write_text("Two lists came today.", encoding="utf-8")
    who = Who(name="A. Recorder", when="2009-05-12T09:00:00Z")
    made = Project.create(tmp_path / "p", "Persons", who=who, keys=tmp_path / "keys")
    for _ in made.collect([tmp_path / name for name in ("one-2009.csv", "other.csv", "prices.csv", "note.txt")]):
        pass
    return made


def later(project: Project, minute: int, name: str = "B. Reader") -> None:
    """Takes a project and a minute, lets somebody act then."""
    project.who = Who(name=name, when=f"2009-05-12T10:{minute:02d}:00Z")


def row(made: ProjectPersons, which: int, number: int) -> str:
    """Takes persons, a list and a row in it, gives the row's id."""
    return made.linkage.rows.lists[which].row(number).id


def person(made: ProjectPersons, which: int, number: int) -> str:
    """Takes persons, a list and a row in it, gives the person's id."""
    return made.person[int(made.linkage.rows.offsets[which]) + number]


def test_lists_among_documents_are_linked(project: Project) -> None:
    """Two sheets name persons, one does not; three persons stand on both, and every row has a person."""
    made = project.link()
    assert [one.name for one in made.held.lists] == ["one-2009.csv", "other.csv"]
    assert [person(made, 0, n) == person(made, 1, n) for n in range(4)] == [True, True, True, False]
    assert len(made.person) == len(ONE) + len(OTHER)
    assert isinstance(made.measured, Refusal)
    assert made.draws.note == "missed links not measured"


def test_tables_lie_in_derived(project: Project) -> None:
    """Rows, pairs, clusters and draws are Parquet with the columns that are documented, the same bytes again."""
    made = project.link()
    at = project.folder.root / "derived"
    for name, columns in COLUMNS.items():
        found = duckdb.execute(f"select * from '{at / name}.parquet'").description
        assert [column[0] for column in found] == list(columns)
    rows = duckdb.execute(f"select person, name from '{at / 'rows'}.parquet'").fetchall()
    assert [line[0] for line in rows] == list(made.person)
    assert rows[0][1] == "Mira Petran"
    before = {path.name: path.read_bytes() for path in at.glob("*.parquet")}
    project.link()
    assert before == {path.name: path.read_bytes() for path in at.glob("*.parquet")}


def test_a_decision_wins_and_is_undone(project: Project) -> None:
    """ "Different" parts two rows that are alike, "same" joins two that are not; undone, the scores decide again."""
    first = project.link()
    alike = (row(first, 0, 0), row(first, 1, 0))
    project.decide("different", alike)
    later(project, 1)
    project.decide("same", (row(first, 0, 3), row(first, 1, 3)))
    made = project.link()
    assert person(made, 0, 0) != person(made, 1, 0)
    assert person(made, 0, 3) == person(made, 1, 3)
    later(project, 2)
    for one in project.held().decisions:
        project.decide("", (), undoes=one.id)
    assert project.link().person == first.person


def test_ids_of_persons_stay(project: Project) -> None:
    """A person keeps the id of its first row; the ids of its other rows are superseded and lead to it."""
    first = project.link()
    one, other = person(first, 0, 3), person(first, 1, 3)
    assert one != other
    project.decide("same", [joining.row_named(first, told) for told in (one, other)])
    made = project.link()
    joined = person(made, 0, 3)
    assert {joined, *made.supersedes[joined]} == {one, other}
    (gone,) = made.supersedes[joined]
    assert joining.row_named(made, joined) == joining.row_named(made, gone)
    later(project, 3)
    for pair in reviewing.pairs_to_split(made, row(made, 1, 3)):
        project.decide("different", pair)
    later(project, 4)
    project.decide("different", (row(made, 0, 3), row(made, 1, 3)), undoes=project.held().decisions[0].id)
    assert (person(project.link(), 0, 3), person(project.link(), 1, 3)) == (one, other)
    with pytest.raises(WrongUsage, match="per-nobody"):
        joining.row_named(made, "per-nobody")


def test_a_new_edition_keeps_decisions_and_ids(project: Project, tmp_path: Path) -> None:
    """In an edition with rows moved, added and mended, decisions and ids are carried; what has no row left is said."""
    first = project.link()
    project.decide("different", (row(first, 0, 0), row(first, 1, 0)))
    later(project, 1)
    project.decide("same", (row(first, 0, 3), row(first, 1, 3)))
    anew = [("Anno Velk", "70", "m", "Kolm", "2009-03-06"), ONE[2], ONE[1], ("Mira Petran", "35", *ONE[0][2:])]
    for _ in project.collect([written(tmp_path / "one-2010.csv", anew)]):
        pass
    names = {one.name: one.id for one in project.held().documents.values()}
    later(project, 2)
    project.decide("edition", (names["one-2009.csv"], names["one-2010.csv"]), value="replaces")
    made = project.link()
    assert sorted(one.name for one in made.held.lists) == ["one-2010.csv", "other.csv"]
    new = next(at for at, one in enumerate(made.linkage.rows.lists) if one.name == "one-2010.csv")
    assert person(made, new, 3) == person(first, 0, 0) != person(made, 1 - new, 0)
    assert person(made, new, 1) == person(made, 1 - new, 2)
    codes = {one.code for one in made.remarks}
    assert {"decisions-carried", "answers-without-rows"} <= codes


def test_a_mapping_is_decided_once(project: Project, tmp_path: Path) -> None:
    """What a column holds is decided once: it holds for that list and its next edition, and for no other list."""
    project.decide("mapping", ("one-2009.csv",), value='{"age": "unused"}')
    for _ in project.collect([written(tmp_path / "one-2010.csv", ONE[:3])]):
        pass
    found = project.lists()
    ages = {one.name: one.mapping.columns("age") for one in found.lists}
    assert ages == {"one-2009.csv": (), "other.csv": (1,), "one-2010.csv": ()}
    assert [one.code for one in found.remarks] == ["mapping-carried"]


def test_answers_measure_what_was_missed(project: Project, tmp_path: Path) -> None:
    """Answers in a CSV become decisions; two reviewers' agreement is told; few answers measure nothing."""
    made = project.link()
    asked = reviewing.questions(made, count=8)
    lines = [(one.row_a, one.row_b, "same", one.why) for one in asked]
    path = written(tmp_path / "answers.csv", lines, ("row_a", "row_b", "answer", "asked"))
    for minute, name in ((1, "B. Reader"), (2, "C. Reader")):
        later(project, minute, name)
        assert reviewing.keep_answers(project.folder, reviewing.read_answers(path), who=project.who) == len(lines)
    told = reviewing.state(project.link())
    assert told["reviewers"] == ["B. Reader", "C. Reader"]
    assert told["answered_by_two"] == len({(one.row_a, one.row_b) for one in asked})
    assert told["measured"] is None
    bad = written(tmp_path / "bad.csv", [("a", "b", "perhaps")], ("row_a", "row_b", "answer"))
    with pytest.raises(WrongUsage, match=r"bad.csv:2"):
        reviewing.read_answers(bad)


def test_a_project_without_lists_says_so(tmp_path: Path) -> None:
    """Where no document is a list of persons, linking says what it looks for."""
    who = Who(name="A. Recorder", when="2009-05-12T09:00:00Z")
    made = Project.create(tmp_path / "p", "Empty", who=who, keys=tmp_path / "keys")
    with pytest.raises(AccountedError, match="no list of persons"):
        made.link()


def test_the_report_shows_persons(project: Project) -> None:
    """The page of persons shows rows side by side, reasons in words and bars, and that misses are not measured."""
    made = project.link()
    project.decide("different", (row(made, 0, 1), row(made, 1, 1)))
    page = (project.publish() / "persons.html").read_text(encoding="utf-8")
    for words in ("Mira Petran", "Petran, Mira", person(made, 0, 0), "Missed links are not measured"):
        assert words in page
    shown = page[page.index('id="people"') : page.index('id="doubt"')]
    assert "Dorin Kasval" in shown
    assert "Ilann" not in shown
    assert 'href="persons.html" aria-current="page"' in page


def test_a_second_reviewer_reads_again_and_a_third_settles(project: Project) -> None:
    """The second is asked blind about pairs of the first; where they differ a third is asked first, and settles it."""
    made = project.link()
    first = reviewing.questions(made, count=6, by="B. Reader")
    later(project, 1, "B. Reader")
    reviewing.keep_answers(project.folder, [(q.row_a, q.row_b, "same", q.why) for q in first], who=project.who)
    made = project.link()
    again = reviewing.questions(made, count=4, by="C. Reader")
    assert {(q.row_a, q.row_b) for q in again[:2]} <= {(q.row_a, q.row_b) for q in first}
    assert {(q.row_a, q.row_b) for q in reviewing.questions(made, count=4, by="B. Reader")}.isdisjoint(
        (q.row_a, q.row_b) for q in first
    )
    split = again[0]
    later(project, 2, "C. Reader")
    reviewing.keep_answers(project.folder, [(split.row_a, split.row_b, "different", split.why)], who=project.who)
    made = project.link()
    assert "reviewers-differ" in {one.code for one in made.remarks}
    third = reviewing.questions(made, count=4, by="D. Reader")[0]
    assert (third.row_a, third.row_b, third.why) == (split.row_a, split.row_b, split.why)
    later(project, 3, "D. Reader")
    reviewing.keep_answers(project.folder, [(third.row_a, third.row_b, "different", third.why)], who=project.who)
    assert "reviewers-differ" not in {one.code for one in project.link().remarks}
