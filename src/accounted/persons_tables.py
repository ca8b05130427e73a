"""The tables of a project's persons: rows, pairs, clusters and draws, each column with its meaning."""

from typing import Any, Final

import numpy as np

from accounted.core.cells import Cells
from accounted.link import in_words, placed_pairs
from accounted.persons import ProjectPersons, names_of

COLUMNS: Final = {
    "rows": {
        "row": "id of the row: of its document, sheet and line",
        "person": "id of the person it is held to be",
        "list": "name of the list",
        "number": "row from 0, the first below the header",
        "sheet_row": "line of the sheet from 1, as a spreadsheet shows it",
        "document": "id of the document",
        "naming": "named, unnamed or group",
        "persons": "persons it states: 1, the number of a group, or 0 where a group states none",
        "set_aside": "true where the row was set aside and never compared",
        "withheld": "true where a person decided to withhold it: what it says is left out here, also from reasons",
        "name": "name as written",
        "age": "age as written",
        "birth": "date of birth as written",
        "date": "date of death or of the event as written",
        "sex": "sex as written",
        "place": "place as written",
        "cause": "cause as written",
        "status": "status as written",
    },
    "pairs": {
        "row_a": "id of one row",
        "row_b": "id of the other",
        "list_a": "its list",
        "number_a": "its number",
        "list_b": "the other's list",
        "number_b": "the other's number",
        "probability": "probability of being one person, before decisions",
        "linked": "true where both are held to be one person",
        "decided": "same, different, unsure, or empty where nobody decided",
        "reasons": "each field's part in bits, strongest first",
    },
    "clusters": {
        "person": "id of the person",
        "rows": "how many rows",
        "lists": "names of its lists, parted by a bar",
        "supersedes": "ids that its other rows bore or would bear alone, parted by blanks",
    },
    "draws": {
        "draw": "number of the drawn clustering, from 0",
        "row": "id of a row whose person differs between draws; all other rows are as in rows.parquet",
        "person": "id of the person it is in this draw",
        "missed": "share of links missed in this draw; not a number where it was not measured",
        "note": "whether links missed were measured",
    },
}
_ROLES: Final = ("age", "birth", "date", "sex", "place", "cause", "status")
_LEAST: Final = 0.05


def tables_of(made: ProjectPersons, withheld: frozenset[str] = frozenset()) -> dict[str, dict[str, Any]]:
    """Takes a project's persons and the rows that a person decided to withhold, gives their tables as columns."""
    rows = made.linkage.rows
    ids = np.array(list(rows.row_ids()), object)
    hidden = np.array([name in withheld for name in ids], np.bool_)
    told = _rows(made, ids) | {"withheld": hidden}
    for column in ("name", *_ROLES):
        told[column] = np.where(hidden, "", told[column])
    return {
        "rows": {name: told[name] for name in COLUMNS["rows"]},
        "pairs": _pairs(made, ids, hidden),
        "clusters": _clusters(made),
        "draws": _draws(made, ids),
        "columns": _meanings(),
    }


def _meanings() -> dict[str, Any]:
    told = [(table, column, meaning) for table, columns in COLUMNS.items() for column, meaning in columns.items()]
    names = ("table", "column", "meaning")
    return {name: np.array(values, object) for name, values in zip(names, zip(*told, strict=True), strict=True)}


def _rows(made: ProjectPersons, ids: Any) -> dict[str, Any]:
    parts: dict[str, list[Any]] = {name: [] for name in COLUMNS["rows"] if name != "withheld"}
    for one in made.linkage.rows.lists:
        count = len(one)
        parts["list"].append(np.full(count, one.name, object))
        parts["number"].append(np.arange(count))
        placed = [one.place(number) for number in range(count)] if one.forms else []
        lines = [line for _, _, line in placed] or list(one.sheet_rows)
        parts["sheet_row"].append(np.array(lines, np.int64))
        told_in = [document for document, _, _ in placed]
        parts["document"].append(np.array(told_in, object) if placed else np.full(count, one.document, object))
        naming, persons = np.full(count, "named", object), np.ones(count, np.int64)
        for row, (word, stated) in one.not_named.items():
            naming[row], persons[row] = word, stated or 0
        parts["naming"].append(naming)
        parts["persons"].append(persons)
        aside = np.zeros(count, np.bool_)
        aside[list(one.aside)] = True
        parts["set_aside"].append(aside)
        parts["name"].append(names_of(one))
        for role in _ROLES:
            column = next(iter(one.mapping.columns(role)), None)
            parts[role].append(np.full(count, "", object) if column is None else _values_of(one.columns[column]))
    told = {name: np.concatenate(values) for name, values in parts.items() if values}
    return {"row": ids, "person": np.array(made.person, object), **told}


def _values_of(column: Cells) -> Any:
    return np.array(column.values, object)[np.frombuffer(column.codes, np.int32)]


def _pairs(made: ProjectPersons, ids: Any, hidden: Any) -> dict[str, Any]:
    decided = {one.key(): one.answer for one in made.answers}
    found: list[tuple[Any, ...]] = []
    for (left, right), one in placed_pairs(made.linkage, least=_LEAST):
        a, b = ids[left], ids[right]
        word = decided.get((min(a, b), max(a, b)), "")
        where = (one.list_a, one.row_a, one.list_b, one.row_b)
        why = "" if hidden[left] or hidden[right] else in_words(one.reasons)
        found.append((a, b, *where, one.probability, one.linked, word, why))
    kinds = (object, object, object, np.int64, object, np.int64, np.float64, np.bool_, object, object)
    columns = list(zip(*found, strict=True)) or [()] * len(kinds)
    return {name: np.array(column, kind) for name, column, kind in zip(COLUMNS["pairs"], columns, kinds, strict=True)}


def _clusters(made: ProjectPersons) -> dict[str, Any]:
    lists: dict[str, list[str]] = {}
    sides = made.linkage.rows.side.tolist()
    names = [one.name for one in made.linkage.rows.lists]
    for person, side in zip(made.person, sides, strict=True):
        lists.setdefault(person, []).append(names[side])
    order = sorted(lists)
    return {
        "person": np.array(order, object),
        "rows": np.array([len(lists[one]) for one in order], np.int64),
        "lists": np.array([" | ".join(dict.fromkeys(lists[one])) for one in order], object),
        "supersedes": np.array([" ".join(made.supersedes.get(one, ())) for one in order], object),
    }


def _draws(made: ProjectPersons, ids: Any) -> dict[str, Any]:
    found = made.draws
    count, moving = found.person.shape
    alone = np.array(made.person, object)
    missed = np.full(count, np.nan) if found.missed is None else found.missed
    return {
        "draw": np.repeat(np.arange(count), moving),
        "row": np.tile(ids[found.rows], count),
        "person": alone[found.person.ravel()] if moving else np.zeros(0, object),
        "missed": np.repeat(missed, moving),
        "note": np.full(count * moving, found.note, object),
    }
