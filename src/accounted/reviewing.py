"""Clerical review in a project: what to ask next, answers kept as decisions, agreement, and what is measured."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from accounted.core.decision import Decision, decision_id
from accounted.core.outcome import AccountedError, Refusal, WrongUsage
from accounted.deciding import act_for
from accounted.link import Question, next_questions, reviewers_agree
from accounted.link.clerical import FOR_DOUBT, FOR_MEASURE
from accounted.link.decide import ANSWERS, DIFFERENT, SAME, UNSURE, standing
from accounted.persons import ASKED, ProjectPersons, answered_pairs, machine, stratum_of
from accounted.receiving import Who
from accounted.store import Folder

_FOR_DOUBT: Final = "asked for its doubt"
COLUMNS: Final = ("row_a", "row_b", "answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Two rows side by side, as a reviewer sees them: ids, places, (header, cell, cell), and why they are asked.

    The probability is left out, so that it does not lead the answer; `probability` tells it where it is asked for.
    """

    row_a: str
    row_b: str
    places: tuple[str, str]
    cells: tuple[tuple[str, str, str], ...]
    why: str


def questions(made: ProjectPersons, *, count: int, seed: int = 1, by: str = "") -> tuple[Asked, ...]:
    """Takes a project's persons, gives what to ask next: pairs in doubt, and pairs at random, which measure.

    A reviewer named by `by` is first asked about pairs on which two others differ, then, for at most half of the
    count, about pairs that one other answered: their agreement is told, and nobody sees another's answer.
    """
    again = tuple(_asked(made, one) for one in _again(made, by)[: max(count // 2, 1)]) if by else ()
    return again + _fresh(made, count - len(again), seed)


def _again(made: ProjectPersons, by: str) -> list[Question]:
    """Gives pairs that others were asked about and this reviewer not: those who differ first, then those of one."""
    differ, once = [], []
    place = made.linkage.rows.places_of_ids({row for one in made.answers for row in one.key()})
    for key, told in standing(made.answers).items():
        asked = next((one.why for one in told.values() if one.why.startswith((ASKED, _FOR_DOUBT))), "")
        if by in told or not asked or not set(key) <= place.keys():
            continue
        left, right = sorted(place[row] for row in key)
        measures = asked.startswith(ASKED)
        question = Question(
            left=left, right=right, stratum=stratum_of(asked) if measures else FOR_DOUBT,
            asked_for=FOR_MEASURE if measures else FOR_DOUBT,
        )  # fmt: skip
        words = [one.answer for one in told.values() if one.answer != UNSURE]
        if words.count(SAME) == words.count(DIFFERENT) > 0:
            differ.append(question)
        elif len(told) == 1:
            once.append(question)
    return differ + once


def _fresh(made: ProjectPersons, count: int, seed: int) -> tuple[Asked, ...]:
    found = next_questions(machine(made.linkage), count=count, seed=seed, answered=answered_pairs(made))
    measuring = [one for one in found if one.asked_for == FOR_MEASURE]
    pairs = {(one.left, one.right) for one in measuring}
    doubtful = [one for one in found if one.asked_for != FOR_MEASURE and (one.left, one.right) not in pairs]
    return tuple(_asked(made, one) for one in (*doubtful, *measuring))


def _asked(made: ProjectPersons, one: Question) -> Asked:
    rows = made.linkage.rows
    (a, left), (b, right) = rows.place_of(one.left), rows.place_of(one.right)
    lists = rows.lists[a], rows.lists[b]
    told: dict[str, list[str]] = {}
    for side, (which, number) in enumerate(zip(lists, (left, right), strict=True)):
        for use in which.mapping.uses:
            if use.role not in ("unused", "row_number"):
                cell = told.setdefault(use.role, ["", ""])
                cell[side] = " ".join(part for part in (cell[side], which.columns[use.column][number]) if part)
    places = tuple(
        f"{which.name}:{n + 1 if which.forms else which.sheet_rows[n]}"
        for which, n in zip(lists, (left, right), strict=True)
    )
    why = ASKED + one.stratum if one.asked_for == FOR_MEASURE else _FOR_DOUBT
    return Asked(
        row_a=rows.row_id(one.left), row_b=rows.row_id(one.right), places=(places[0], places[1]),
        cells=tuple((role, cell[0], cell[1]) for role, cell in told.items()), why=why,
    )  # fmt: skip


def keep_answers(folder: Folder, answers: Iterable[tuple[str, str, str, str]], *, who: Who) -> int:
    """Takes (row, row, same / different / unsure, why asked), keeps them as decisions in one batch, gives how many."""
    made = [
        Decision(
            id=decision_id(word, (one, other), value=word, by=who.name, when=who.when),
            kind=word, about=(one, other), value=word, by=who.name, when=who.when, why=why,
        )
        for one, other, word, why in answers
    ]  # fmt: skip
    folder.append([act_for(one, who=who) for one in made])
    return len(made)


def read_answers(path: Path) -> list[tuple[str, str, str, str]]:
    """Takes a CSV with row_a, row_b, answer and perhaps asked, gives its answers; another word is a WrongUsage."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            lines = list(csv.DictReader(stream))
    except (OSError, UnicodeError) as fault:
        raise AccountedError(
            where=str(path), found=str(fault), expected="a CSV file", advice="Check the path."
        ) from None
    if lines and not set(COLUMNS) <= set(lines[0]):
        raise WrongUsage(
            where=path.name, found=", ".join(lines[0]), expected=", ".join(COLUMNS), advice="Mend the header."
        )
    for number, line in enumerate(lines, start=2):
        if line["answer"] not in ANSWERS:
            raise WrongUsage(
                where=f"{path.name}:{number}",
                found=line["answer"],
                expected=", ".join(ANSWERS),
                advice="Mend the line.",
            )
    return [(line["row_a"], line["row_b"], line["answer"], line.get("asked") or "") for line in lines]


def state(made: ProjectPersons) -> dict[str, Any]:
    """Takes a project's persons, gives what reviewers have said of them so far, in plain content."""
    told = standing(made.answers)
    who = sorted({name for of in told.values() for name in of})
    both, alpha = reviewers_agree(made.answers)
    found = made.measured
    content: dict[str, Any] = {
        "pairs_answered": len(told), "reviewers": who, "answered_by_two": both, "krippendorff_alpha": alpha,
    }  # fmt: skip
    if isinstance(found, Refusal):
        return content | {"measured": None, "why": f"{found.reason}. {found.advice}"}
    shares = {name: getattr(found, name) for name in ("precision", "recall", "missed")}
    told_shares = {name: [one.low, one.mid, one.high] for name, one in shares.items()}
    return content | {"measured": told_shares, "answers_at_random": found.answers}


def pairs_to_split(made: ProjectPersons, row: str) -> list[tuple[str, str]]:
    """Takes the id of a row, gives the pairs that have to be different so that it leaves its person."""
    ids = list(made.linkage.rows.row_ids())
    if row not in ids:
        raise WrongUsage(where="row", found=row, expected="the id of a row", advice="See derived/rows.parquet.")
    person = made.person[ids.index(row)]
    return [(row, other) for other, of in zip(ids, made.person, strict=True) if of == person and other != row]


def asked_rows(asked: Sequence[Asked]) -> list[dict[str, Any]]:
    """Takes questions, gives them in plain content, in the form that `read_answers` takes back with answers."""
    return [
        {"row_a": one.row_a, "row_b": one.row_b, "answer": "", "asked": one.why, "places": list(one.places),
         "cells": [list(cell) for cell in one.cells]}
        for one in asked
    ]  # fmt: skip
