"""Persons joined and parted by decision: it survives linking again and a new edition, is undone, and contradictions
are shown.
"""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import link_scene
import pytest
from typer.testing import CliRunner

from accounted import joining
from accounted.cli import app
from accounted.core.outcome import AccountedError, WrongUsage
from accounted.link import Answer, Linkage, link
from accounted.link.contradicting import contradicted
from accounted.persons import ProjectPersons
from accounted.project import Project, Who

ONE, OTHER = link_scene.ONE[:-1], link_scene.OTHER[:-1]


def written(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Takes a path and rows, writes them as CSV, gives the path."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([link_scene.HEADER, *rows])
    return path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with two lists: three persons stand on both."""
    files = [written(tmp_path / "one-2009.csv", ONE), written(tmp_path / "other.csv", OTHER)]
    who = Who(name="A. Recorder", when="2009-05-12T09:00:00Z")
    made = Project.create(tmp_path / "p", "Persons", who=who, keys=tmp_path / "keys")
    for _ in made.collect(files):
        pass
    return made


def at(project: Project, minute: int) -> Who:
    """Takes a project and a minute, lets somebody act then, gives who."""
    project.who = Who(name="B. Reader", when=f"2009-05-12T10:{minute:02d}:00Z")
    return project.who


def person(made: ProjectPersons, told: str) -> str:
    """Takes persons and a row's list and line, gives the id of the person."""
    rows = made.linkage.rows
    ids = [rows.row_id(n) for n in range(len(made.person))]
    return made.person[ids.index(joining.row_named(made, told))]


def test_a_merge_survives_linking_again_and_is_undone(project: Project) -> None:
    """Two that no score would join are one person; the id that goes is superseded; undone, both ids come back."""
    first = project.link()
    one, other = "one-2009.csv:5", "other.csv:5"
    before = person(first, one), person(first, other)
    assert before[0] != before[1]
    (made,) = joining.merge(project.folder, first, (one, other), why="the sister says so", who=at(project, 1))
    for _ in range(2):
        again = project.link()
        assert person(again, one) == person(again, other)
    both = person(again, one)
    assert {both, *again.supersedes[both]} == set(before)
    assert joining.row_named(again, next(iter(again.supersedes[both]))) == joining.row_named(again, both)
    at(project, 2)
    project.undo(made.id, why="two cousins were meant")
    last = project.link()
    assert (person(last, one), person(last, other)) == before


def test_a_split_survives_a_new_edition(project: Project, tmp_path: Path) -> None:
    """A row parted from its person stays apart in the next edition of its list, where it stands in another line."""
    first = project.link()
    assert person(first, "one-2009.csv:2") == person(first, "other.csv:2")
    joining.split(project.folder, first, "other.csv:2", why="another father is told", who=at(project, 1))
    files = [written(tmp_path / "one-2010.csv", [*reversed(ONE)])]
    for _ in project.collect(files):
        pass
    at(project, 2)
    project.decide("edition", ("one-2009.csv", "one-2010.csv"), value="replaces")
    made = project.link()
    assert sorted(one.name for one in made.held.lists) == ["one-2010.csv", "other.csv"]
    moved = f"one-2010.csv:{len(ONE) + 1}"
    assert person(made, moved) == person(first, "one-2009.csv:2")
    assert person(made, moved) != person(made, "other.csv:2")
    assert "decisions-carried" in {one.code for one in made.remarks}


@pytest.mark.parametrize("repeats", [False, True])
def test_a_chain_of_decisions_that_contradicts_itself_is_shown(repeats: bool) -> None:
    """A is B, B is C, A is not C: the three rows are named, and they are one person until somebody takes one back."""
    lists = link_scene.two_lists()
    ids = lists[0].row_id(0), lists[1].row_id(0), lists[0].row_id(3)

    def answered(*words: tuple[int, int, str]) -> Linkage:
        told = [Answer(row_a=ids[a], row_b=ids[b], answer=word, by="A. Reader") for a, b, word in words]
        return link(lists, repeats=repeats, answers=told)

    made = answered((0, 1, "same"), (1, 2, "same"), (0, 2, "different"))
    (said,) = [one for one in made.remarks if one.code == "decisions-contradict"]
    assert set(said.made_from) == set(ids)
    assert "one.csv:2" in said.message
    assert "other.csv:2" in said.message
    assert len({int(made.person[row]) for row in (0, 3, 6)}) == 1
    apart = answered((0, 1, "same"), (0, 2, "different"))
    assert [one for one in apart.remarks if one.code == "decisions-contradict"] == []
    assert made.person[0] == made.person[6] != apart.person[3]


def test_the_way_of_a_contradiction_is_the_shortest() -> None:
    """Of two ways that join the rows the one with fewest decisions is shown."""
    same = [(0, 1), (1, 2), (2, 3), (0, 4), (4, 3)]
    assert contradicted(same, [(0, 3), (1, 9)]) == {(0, 3): (0, 4, 3)}


def test_merge_and_split_say_what_is_wrong(project: Project) -> None:
    """No reason, one person twice, a row alone and an unknown id are told apart."""
    made, who = project.link(), at(project, 1)
    with pytest.raises(WrongUsage, match="no reason"):
        joining.merge(project.folder, made, ("one-2009.csv:5", "other.csv:5"), why=" ", who=who)
    with pytest.raises(WrongUsage, match="one already"):
        joining.merge(project.folder, made, ("one-2009.csv:2", "other.csv:2"), why="x", who=who)
    with pytest.raises(WrongUsage, match="stands alone"):
        joining.split(project.folder, made, "one-2009.csv:5", why="x", who=who)
    with pytest.raises(WrongUsage, match=r"gone\.csv:2"):
        joining.split(project.folder, made, "gone.csv:2", why="x", who=who)


def test_the_commands_merge_split_and_undo(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the terminal a merge prints the id by which it is taken back; a split without a reason is refused."""
    monkeypatch.setenv("ACCOUNTED_KEYS", str(tmp_path / "keys"))
    project.folder.close()
    root, run = ["-p", str(tmp_path / "p"), "--by", "B. Reader"], CliRunner()
    ended = run.invoke(
        app, ["persons", "merge", "one-2009.csv:5", "other.csv:5", "--why", "the sister says so", "--json", *root]
    )
    assert ended.exit_code == 0, ended.output
    (told,) = json.loads(ended.output.splitlines()[-1])
    assert (told["kind"], told["why"]) == ("same", "the sister says so")
    undone = run.invoke(app, ["persons", "undo", told["id"], *root])
    assert undone.exit_code == 0, undone.output
    assert "takes back" in undone.output
    refused = run.invoke(app, ["persons", "split", "one-2009.csv:2", *root])
    assert isinstance(refused.exception, AccountedError)
    parted = run.invoke(app, ["persons", "split", "one-2009.csv:2", "--why", "another father is told", *root])
    assert "accounted persons undo dec-" in parted.output
