"""The demonstration's lists, whose truth is known: three scripts linked, a copy found, editions and answers carried."""

import csv
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from accounted import demo
from accounted.capturing import captured
from accounted.demo.lists import LATER, NEWSPAPER, decide_lists
from accounted.link import Measured
from accounted.merging import merged_lists
from accounted.persons import ProjectPersons
from accounted.project import Choices, Project, Who

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(demo.__file__).parent


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with the lists collected and nothing decided."""
    at = tmp_path_factory.mktemp("lists")
    who = Who(name="A. Recorder", when="2009-06-12T09:00:00Z")
    made = Project.create(at / "p", "Lists", who=who, keys=at / "keys")
    for _ in made.collect([FOLDER / "three-lists"]):
        pass
    return made


@pytest.fixture(scope="module")
def decided(project: Project) -> ProjectPersons:
    """Its persons after the demonstration's decisions."""
    decide_lists(project)
    return project.link()


def _known() -> dict[tuple[str, int], str]:
    with (FOLDER / "known" / "three-lists.csv").open(encoding="utf-8") as stream:
        return {(one["list"], int(one["row"])): one["person"] for one in csv.DictReader(stream)}


def _pairs(persons: dict[tuple[str, int], str]) -> set[frozenset[tuple[str, int]]]:
    of: dict[str, list[tuple[str, int]]] = {}
    for row, person in persons.items():
        of.setdefault(person, []).append(row)
    return {frozenset(pair) for rows in of.values() for pair in combinations(rows, 2)}


def test_the_lists_are_the_ones_made() -> None:
    """docs/make_demo_lists.py makes the same bytes on every machine."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "make_demo_lists.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_persons_are_found_in_three_scripts(decided: ProjectPersons) -> None:
    """Latin, Cyrillic and Arabic rows of one person are one person, with few mistakes either way."""
    lists = decided.linkage.rows.lists
    rows = [(one.name.rpartition("/")[2], row) for one in lists for row in range(len(one))]
    found = _pairs(dict(zip(rows, decided.person, strict=True)))
    known = _known()
    right = _pairs({row: known[row] for row in rows})
    assert len(found & right) >= 0.96 * len(found)
    assert len(found & right) >= 0.93 * len(right)


def test_the_answers_measure_what_was_missed(decided: ProjectPersons) -> None:
    """The share of links missed has an interval that holds the known share, and the draws carry it."""
    assert isinstance(decided.measured, Measured)
    lists = decided.linkage.rows.lists
    rows = [(one.name.rpartition("/")[2], row) for one in lists for row in range(len(one))]
    known = _known()
    right = _pairs({row: known[row] for row in rows})
    missed = 1 - len(_pairs(dict(zip(rows, decided.person, strict=True))) & right) / len(right)
    assert decided.measured.missed.low - 0.02 <= missed <= decided.measured.missed.high
    assert decided.draws.missed is not None


def test_an_edition_is_compared_and_a_copy_counts_once(project: Project, decided: ProjectPersons) -> None:
    """The town hall's editions are told row by row; the newspaper's stretch of its list is no list of its own."""
    ((old, new, compared),) = decided.held.editions
    assert (old.name.rpartition("/")[2], new.name) == ("town-hall-2009-04.csv", LATER)
    assert compared.key == "number"
    assert (compared.count("added"), compared.count("removed")) == (12, 4)
    assert 0 < compared.count("changed") <= 9
    merged = merged_lists(decided, project.held())
    assert merged.groups == ((NEWSPAPER, LATER),)
    (table,) = captured(project.folder, project.held(), Choices(draws=3))
    assert len(table.table.lists) == 3
    assert any("count as one list" in told for told in table.remarks)


def test_a_copy_counts_once_without_a_decision_and_apart_with_one(project: Project, decided: ProjectPersons) -> None:
    """Nobody has to notice the order: such lists are merged, until a person decides that neither leans on the other."""
    held = project.held()
    tie = next(one for one in held.decisions if one.kind == "tie")
    project.who = Who(name="B. Reader", when="2009-06-12T10:00:00Z")
    project.undo(tie.id, why="looked at again")
    merged = merged_lists(decided, project.held())
    assert merged.groups == ((NEWSPAPER, LATER),)
    assert "follow each other" in merged.said[0]
    project.who = Who(name="B. Reader", when="2009-06-12T10:01:00Z")
    project.decide("tie", (NEWSPAPER, LATER), value="does-not-lean", why="both copied a register")
    apart = merged_lists(decided, project.held())
    assert apart.groups == ()
    assert "both copied a register" in apart.said[0]
