"""Persons joined and parted by a person's decision, with a reason; a decision wins, is carried and can be undone."""

from collections.abc import Sequence

from accounted.core.decision import Decision, decision_id
from accounted.core.outcome import WrongUsage
from accounted.deciding import act_for
from accounted.persons import ProjectPersons
from accounted.receiving import Who
from accounted.reviewing import pairs_to_split
from accounted.store import Folder


def row_named(made: ProjectPersons, told: str) -> str:
    """Takes the id of a row or of a person, or a list and a line as “names.csv:14”, gives the id of a row."""
    name, _, line = told.rpartition(":")
    for one in made.linkage.rows.lists:
        lines = range(1, len(one) + 1) if one.forms else one.sheet_rows
        if line.isdecimal() and name in (one.name, one.name.rpartition("/")[2]) and int(line) in lines:
            return one.row_id(lines.index(int(line)))
    if told.startswith("row-"):
        ids = list(made.linkage.rows.row_ids())
        found = [row for row in ids if row.startswith(told)]
        if len(found) == 1:
            return found[0]
    return _row_of_person(made, told)


def _row_of_person(made: ProjectPersons, told: str) -> str:
    now = next((new for new, old in made.supersedes.items() if told in old and told not in made.person), told)
    found = [at for at, of in enumerate(made.person) if of == now or (len(told) > 8 and of.startswith(now))]
    if not found or len({made.person[at] for at in found}) > 1:
        raise WrongUsage(
            where="persons", found=told, expected="the id of a person or row, or a list and a line: names.csv:14",
            advice="See the page of persons, or derived/rows.parquet.",
        )  # fmt: skip
    return made.linkage.rows.row_id(found[0])


def merge(folder: Folder, made: ProjectPersons, both: tuple[str, str], *, why: str, who: Who) -> tuple[Decision, ...]:
    """Takes two persons, rows or lines, keeps that they are one person; gives the decision."""
    one, other = (row_named(made, told) for told in both)
    if _person(made, one) == _person(made, other):
        raise WrongUsage(
            where="merge", found="two rows of one person", expected="another person",
            advice="They are held to be one already.",
        )  # fmt: skip
    return _kept(folder, "same", [(one, other)], why=why, who=who)


def split(folder: Folder, made: ProjectPersons, told: str, *, why: str, who: Who) -> tuple[Decision, ...]:
    """Takes a row or a line, keeps that it is another person than each row it is held to be one with."""
    pairs = pairs_to_split(made, row_named(made, told))
    if not pairs:
        raise WrongUsage(
            where="split", found="a row that stands alone", expected="a row of a person of several rows",
            advice="See the page of persons.",
        )  # fmt: skip
    return _kept(folder, "different", pairs, why=why, who=who)


def _person(made: ProjectPersons, row: str) -> str:
    rows = made.linkage.rows
    return made.person[rows.places_of_ids((row,))[row]]


def _kept(folder: Folder, word: str, pairs: Sequence[tuple[str, str]], *, why: str, who: Who) -> tuple[Decision, ...]:
    if not why.strip():
        raise WrongUsage(
            where=word, found="no reason", expected="a reason", advice="Say why (--why); it is kept for good."
        )
    made = tuple(
        Decision(
            id=decision_id(word, pair, value=word, by=who.name, when=who.when),
            kind=word, about=pair, value=word, by=who.name, when=who.when, why=why,
        )
        for pair in pairs
    )  # fmt: skip
    folder.append([act_for(one, who=who) for one in made])
    return made
