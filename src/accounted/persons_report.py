"""The persons of a project as its report shows them: those of several rows, the pairs most in doubt, what is missed."""

from dataclasses import replace
from typing import Final

import numpy as np

from accounted.core.outcome import Refusal
from accounted.core.person import Pair, PersonList
from accounted.holdings import Holdings
from accounted.link import Measured, reasons
from accounted.persons import Content, ProjectPersons, link_persons, lists_held, withheld_rows
from accounted.publish import EditionShown, ListShown, PersonsShown, RowShown
from accounted.read.sheet_diff import Comparison, RowChange

_ROLES: Final = ("name", "other_name", "father", "mother", "age", "birth", "date", "sex", "place", "cause", "status")
_PARTS: Final = ("name", "given", "father", "grandfather", "family")
_PEOPLE: Final = 200
_DOUBTFUL: Final = 40
_CHANGES: Final = 200
WITHHELD: Final = "withheld, as a person decided"


def persons_shown(held: Holdings, content: Content) -> PersonsShown | None:
    """Takes what a project holds, gives its persons as the report shows them, or None where it has no list."""
    if not lists_held(held, content).lists:
        return None
    made = link_persons(held, content, count=0)
    roles = tuple(role for role in _ROLES if any(_cells(one, role) for one in made.held.lists))
    return PersonsShown(
        lists=tuple(_list(one) for one in made.held.lists), rows=len(made.person), persons=len(set(made.person)),
        several=len(made.supersedes), roles=roles, people=_people(made, roles, withheld_rows(held)),
        doubtful=_doubtful(made, withheld_rows(held)),
        missed=missed_words(made.measured), remarks=made.remarks,
        editions=tuple(_edition(old, new, told, withheld_rows(held)) for old, new, told in made.held.editions),
    )  # fmt: skip


def missed_words(found: Measured | Refusal) -> str:
    """Takes what a clerical sample says or why it says nothing, gives it in a sentence."""
    if isinstance(found, Refusal):
        return f"Missed links are not measured: {found.reason}. {found.advice}"
    low, mid, high = (round(100 * value, 1) for value in (found.missed.low, found.missed.mid, found.missed.high))
    return f"Links missed: {mid} % (95 % interval {low} to {high} %), from {found.answers} answers at random."


def _edition(old: PersonList, new: PersonList, told: Comparison, hidden: frozenset[str]) -> EditionShown:
    changed = [change for change in told.changes if change.kind != "same"]
    if hidden:
        changed = [replace(one, cells=()) if _hidden(old, new, one) & hidden else one for one in changed]
    return EditionShown(
        old=(old.name, old.document), new=(new.name, new.document), key=told.key,
        counts=tuple((kind, told.count(kind)) for kind in ("added", "removed", "changed", "same")),
        changes=tuple(
            (change.kind, _line(old, change.old), _line(new, change.new), change.cells) for change in changed[:_CHANGES]
        ),
    )  # fmt: skip


def _hidden(old: PersonList, new: PersonList, change: RowChange) -> set[str]:
    """Gives the ids of a change's rows in both editions: a decision may name either."""
    sides = ((old, change.old), (new, change.new))
    return {one.row_id(row) for one, row in sides if row is not None}


def _line(one: PersonList, row: int | None) -> int | None:
    return None if row is None else one.sheet_rows[row]


def _list(one: PersonList) -> ListShown:
    columns = "; ".join(f"“{use.header}” as {use.role}" for use in one.mapping.uses)
    return ListShown(name=one.name, document=one.document, rows=len(one), columns=columns)


def _cells(one: PersonList, role: str) -> tuple[int, ...]:
    """Gives the columns that a role is shown from; a name's parts are one name, in the order of the sheet."""
    if role == "name":
        return tuple(sorted(set(one.mapping.columns(*_PARTS))))
    if role == "father" and one.mapping.columns("name", "given", "family"):
        return ()
    return one.mapping.columns(role)


def _people(
    made: ProjectPersons, roles: tuple[str, ...], hidden: frozenset[str]
) -> tuple[tuple[str, tuple[RowShown, ...]], ...]:
    rows = made.linkage.rows
    members: dict[str, list[int]] = {}
    for at, person in enumerate(made.person):
        if person in made.supersedes and (person in members or len(members) < _PEOPLE):
            members.setdefault(person, []).append(at)
    shown: list[tuple[str, tuple[RowShown, ...]]] = []
    for person, of in members.items():
        told = tuple(_row(rows.lists, rows.place_of(at), roles) for at in of)
        if hidden and any(rows.row_id(at) in hidden for at in of):
            told = tuple(replace(one, cells=(WITHHELD, *("" for _ in one.cells[1:]))) for one in told)
        shown.append((person, told))
    return tuple(shown)


def _row(lists: tuple[PersonList, ...], place: tuple[int, int], roles: tuple[str, ...]) -> RowShown:
    one, number = lists[place[0]], place[1]
    cells = tuple(" ".join(one.columns[c][number] for c in _cells(one, role)).strip() for role in roles)
    document, _, line = one.place(number)
    return RowShown(list=one.name, document=document, line=line, cells=cells)


def _doubtful(made: ProjectPersons, hidden: frozenset[str]) -> tuple[Pair, ...]:
    scored, rows = made.linkage.scored, made.linkage.rows
    doubt = np.abs(scored.probability - 0.5)
    order = np.lexsort((scored.right, scored.left, doubt))[:_DOUBTFUL]
    order = order[doubt[order] <= 0.45]
    why = reasons(rows, scored.left[order], scored.right[order], scored.weights)
    linked = made.linkage.linked()
    decided = {one.key(): f"{one.answer}, {one.by}" for one in made.answers}
    pairs = []
    for told, at in zip(why, order.tolist(), strict=True):
        left, right = int(scored.left[at]), int(scored.right[at])
        (a, row_a), (b, row_b) = rows.place_of(left), rows.place_of(right)
        one, other = sorted((rows.row_id(left), rows.row_id(right)))
        if {one, other} & hidden:
            continue
        pairs.append(
            Pair(
                list_a=rows.lists[a].name, row_a=row_a, list_b=rows.lists[b].name, row_b=row_b,
                probability=float(scored.probability[at]), linked=bool(linked[at]), reasons=told,
                decided_by=decided.get((one, other)),
            )
        )  # fmt: skip
    return tuple(pairs)
