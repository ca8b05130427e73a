"""What a team decides on the demonstration's lists: an edition, a tie, and reviewers' answers, which measure."""

import csv
from dataclasses import replace
from importlib import resources
from typing import Final

from accounted.project import Project
from accounted.reviewing import Asked, keep_answers, questions

EARLIER: Final = "three-lists/town-hall-2009-04.csv"
LATER: Final = "three-lists/town-hall-2009-06.csv"
NEWSPAPER: Final = "three-lists/newspaper.csv"
_ASKED: Final = 60
_ASKED_TWICE: Final = 20
_MISTAKEN: Final = 7
Answers = list[tuple[str, str, str, str]]


def decide_lists(project: Project) -> None:
    """Takes the project of lists, keeps its decisions: which edition replaces which, who leans on whom, and answers.

    Two reviewers see the same pairs; the second takes one otherwise, and a third settles it.
    """
    project.decide("edition", (EARLIER, LATER), value="replaces", why="the town hall mended its list in June")
    project.decide("tie", (NEWSPAPER, LATER), value="leans", why="the newspaper names the town hall below its list")
    known, asked = _known(), questions(project.link(), count=_ASKED)
    answers = [_answer(one, known) for one in asked]
    _keep(project, answers, by="N. Halle")
    again = answers[:_ASKED_TWICE]
    one, other, word, why = again[_MISTAKEN]
    again[_MISTAKEN] = (one, other, "same" if word == "different" else "different", why)
    _keep(project, again, by="O. Senn")
    _keep(project, [answers[_MISTAKEN]], by="P. Ried")


def _keep(project: Project, answers: Answers, *, by: str) -> None:
    keep_answers(project.folder, answers, who=replace(project.who, name=by))


def _known() -> dict[tuple[str, int], str]:
    """Gives who stands in which row: the lists are invented, so it is known."""
    text = (resources.files("accounted.demo") / "known" / "three-lists.csv").read_text(encoding="utf-8")
    return {(line["list"], int(line["row"])): line["person"] for line in csv.DictReader(text.splitlines())}


def _answer(one: Asked, known: dict[tuple[str, int], str]) -> tuple[str, str, str, str]:
    persons = [
        known[name.rpartition("/")[2], int(line) - 2] for name, _, line in (p.rpartition(":") for p in one.places)
    ]
    return one.row_a, one.row_b, "same" if persons[0] == persons[1] else "different", one.why
