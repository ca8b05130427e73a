"""Takes a project's persons as linked and decided, gives the view of them: written beside the old one, then put in its
place.
"""

import secrets
import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from accounted.core.ids import canonical_json, content_id, sha256_of
from accounted.core.person import NAMED, PersonList
from accounted.core.plain import to_plain
from accounted.holdings import Holdings
from accounted.link import reasons, unclosed
from accounted.persons import ASKED, SHEET_TYPES, ListsHeld, ProjectPersons, origin_of
from accounted.persons_report import missed_words
from accounted.reviewing import questions, state
from accounted.viewing.finding import searchable
from accounted.viewing.noting import content_json
from accounted.viewing.persons_schema import TABLES, VERSION

KINDS: Final = ("same", "different", "unsure", "mapping", "edition", "protect")
"""The decisions that persons follow."""
NAME_ROLES: Final = ("name", "given", "father", "grandfather", "family")
_BESIDE: Final = ("other_name", "age", "birth", "date", "sex", "place", "father", "mother", "cause", "status")
_LEAST: Final = 0.05
_ASKED: Final = 400
_CHUNK: Final = 20_000
_SHOWN: Final = 4
_INTO_ROW: Final = "insert into row values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INTO_PERSON: Final = "insert into person values (?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Persons:
    """What a view of persons is made of: the lists, and the persons where they could be linked.

    `said` tells why they are not linked. `withheld` are the rows of protected persons.
    """

    held: ListsHeld
    made: ProjectPersons | None
    said: str = ""
    withheld: frozenset[str] = frozenset()


def persons_key(documents: Iterable[str], decisions: Iterable[str]) -> str:
    """Takes the ids of sheets and forms, and of decisions that persons follow, gives the key of a view of them."""
    return sha256_of(canonical_json([VERSION, sorted(documents), sorted(decisions)]))


def key_of(held: Holdings) -> str:
    """Takes what a project holds, gives the key under which a view of its persons is kept."""
    sheets = [one.id for one in held.documents.values() if one.media_type in SHEET_TYPES]
    return persons_key(sheets, [one.id for one in held.decisions if one.kind in KINDS])


def make_persons(path: Path, told: Persons, *, key: str) -> None:
    """Takes a path, lists with their persons and the key, writes the view."""
    new = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    database = sqlite3.connect(new, isolation_level=None)
    try:
        database.executescript("pragma journal_mode = off; pragma synchronous = off;" + TABLES)
        database.execute("begin")
        _Maker(database, told).make()
        meta = {"key": key, "said": told.said, "version": VERSION}
        database.executemany("insert into meta values (?, ?)", meta.items())
        database.execute("commit")
        database.close()
        new.replace(path)
    finally:
        database.close()
        new.unlink(missing_ok=True)


class _Maker:
    """Writes the tables of one view."""

    def __init__(self, database: sqlite3.Connection, told: Persons) -> None:
        self.database, self.told, self.lists = database, told, told.held.lists
        self.ids = [row for one in self.lists for row in one.row_ids()]
        self.columns = [{role: _columns(one, role) for role in ("name", *_BESIDE)} for one in self.lists]
        self.starts = [0]
        for one in self.lists:
            self.starts.append(self.starts[-1] + len(one))

    def make(self) -> None:
        aside = {told.where: told.code for told in self.told.held.set_aside}
        for number, one in enumerate(self.lists):
            self._list(number, one)
            self.database.executemany(_INTO_ROW, self._rows(number, one, aside))
        asides = ((n, "", content_json(to_plain(one))) for n, one in enumerate(self.told.held.set_aside))
        self.database.executemany("insert into aside values (?, ?, ?)", asides)
        if self.told.made is not None:
            self._persons(self.told.made)
            self._pairs(self.told.made)
            self._questions(self.told.made)
        self._meta()

    def _list(self, number: int, one: PersonList) -> None:
        naming = Counter(word for row, (word, _) in one.not_named.items() if row not in one.aside)
        content = {
            "rows": len(one), "aside": len(one.aside), "naming": dict(naming), "sheet": one.sheet,
            "columns": to_plain(one.mapping.uses), "proposed": one.mapping.proposed, "forms": bool(one.forms),
            "carried": len(self.told.held.origins.get(one.id, ())),
        }  # fmt: skip
        line = (number, one.id, one.document, one.name, content_json(content))
        self.database.execute("insert into list values (?, ?, ?, ?, ?)", line)

    def _rows(self, number: int, one: PersonList, aside: dict[str, str]) -> Iterator[tuple[Any, ...]]:
        made, start = self.told.made, self.starts[number]
        for row in range(len(one)):
            document, sheet, line = one.place(row)
            naming, stated = one.not_named.get(row, (NAMED, 1))
            code = aside.get(f"{one.name}:{line}", "set-aside") if row in one.aside else ""
            name = self.ids[start + row]
            person = made.person[start + row] if made is not None and not code else ""
            content = {"cells": one.cells(row), "line": line, "document": document, "sheet": sheet, "stated": stated}
            hidden = int(name in self.told.withheld)
            yield start + row, name, person, number, row, naming, code, hidden, content_json(content)

    def _persons(self, made: ProjectPersons) -> None:
        members: dict[str, list[int]] = {}
        aside = {self.starts[n] + row for n, one in enumerate(self.lists) for row in one.aside}
        for at, person in enumerate(made.person):
            if at not in aside:
                members.setdefault(person, []).append(at)
        broken = unclosed(made.linkage)
        self.database.executemany("insert or ignore into chain values (?, ?)", broken)
        chains = Counter(made.person[one] for one, _ in broken)
        decided = {row for one in made.answers for row in one.key()}
        for place, (person, rows) in enumerate(members.items()):
            self._person(place, person, rows, marks=(chains[person], decided))
        old = [(name, new) for new, names in made.supersedes.items() for name in names]
        self.database.executemany("insert or ignore into superseded values (?, ?)", old)
        moved = ((origin_of(made.linkage, made.held, at), self.ids[at]) for at in self._carried())
        self.database.executemany("insert or ignore into moved values (?, ?)", moved)

    def _carried(self) -> Iterator[int]:
        for number, one in enumerate(self.lists):
            yield from (self.starts[number] + row for row in self.told.held.origins.get(one.id, ()))

    def _person(self, place: int, person: str, rows: list[int], *, marks: tuple[int, set[str]]) -> None:
        chain, decided = marks
        placed = [self._placed(at) for at in rows]
        ids = [self.ids[at] for at in rows]
        hidden = int(any(name in self.told.withheld for name in ids))
        told = self._told(rows)
        listed = list(dict.fromkeys(one.name for one, _ in placed))
        said = "" if hidden else searchable((*told["name"], *told["other_name"]))
        shown = {"lists": listed, "naming": placed[0][0].not_named.get(placed[0][1], (NAMED, 1))[0]}
        content = shown | {"told": {} if hidden else {role: values[:_SHOWN] for role, values in told.items() if values}}
        answered = int(any(name in decided for name in ids))
        line = (place, person, len(rows), len(listed), answered, chain, hidden, said, content_json(content))
        self.database.execute(_INTO_PERSON, line)
        if said:
            self.database.execute("insert into found (rowid, said) values (?, ?)", (place, said))

    def _told(self, rows: list[int]) -> dict[str, list[str]]:
        """Gives what some rows say, by role: each value once, as written."""
        found: dict[str, dict[str, bool]] = {role: {} for role in ("name", *_BESIDE)}
        for at in rows:
            which = bisect_right(self.starts, at) - 1
            columns, number = self.lists[which].columns, at - self.starts[which]
            for role, used in self.columns[which].items():
                value = " ".join(part for column in used if (part := columns[column][number].strip()))
                if value:
                    found[role][value] = True
        return {role: list(values) for role, values in found.items()}

    def _placed(self, at: int) -> tuple[PersonList, int]:
        which = bisect_right(self.starts, at) - 1
        return self.lists[which], at - self.starts[which]

    def _pairs(self, made: ProjectPersons) -> None:
        scored, linked = made.linkage.scored, made.linkage.linked()
        told = (linked | (scored.probability >= _LEAST)).nonzero()[0]
        for start in range(0, len(told), _CHUNK):
            part = told[start : start + _CHUNK]
            why = reasons(made.linkage.rows, scored.left[part], scored.right[part], scored.weights)
            lines = (
                (int(scored.left[at]), int(scored.right[at]), round(float(scored.probability[at]), 6),
                 int(linked[at]), content_json(to_plain(because)))
                for at, because in zip(part.tolist(), why, strict=True)
            )  # fmt: skip
            self.database.executemany("insert or ignore into pair values (?, ?, ?, ?, ?)", lines)

    def _questions(self, made: ProjectPersons) -> None:
        asked = questions(made, count=_ASKED)
        hidden = self.told.withheld
        told = [(one.row_a, one.row_b, one.why) for one in asked if not {one.row_a, one.row_b} & hidden]
        lines = ((n, *one) for n, one in enumerate(_mixed(told)))
        self.database.executemany("insert into question values (?, ?, ?, ?)", lines)

    def _meta(self) -> None:
        made = self.told.made
        (found,) = self.database.execute(
            "select (select count(*) from row), (select count(*) from person), (select count(*) from person where "
            "rows > 1), (select count(*) from person where chain > 0), (select count(*) from person where withheld > 0)"
        ).fetchall()
        counts = dict(zip(("rows", "persons", "several", "chains", "withheld"), found, strict=True))
        told: dict[str, Any] = {
            "remarks": to_plain(self.told.held.remarks),
            "state": None,
            "missed": "",
            "counts": counts,
        }
        if made is not None:
            told |= {"remarks": to_plain(made.remarks), "state": state(made), "missed": missed_words(made.measured)}
        self.database.executemany(
            "insert into meta values (?, ?)", ((name, content_json(one)) for name, one in told.items())
        )


def _mixed(asked: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Gives pairs in doubt and pairs at random in turn, so that a pair's place says nothing of its score.

    Within each kind those that would change most come first; those at random are in an order of their own.
    """
    doubtful = [one for one in asked if not one[2].startswith(ASKED)]
    random = sorted((one for one in asked if one[2].startswith(ASKED)), key=lambda one: content_id("ask", list(one)))
    placed = [((n + 0.5) / len(kind), one) for kind in (doubtful, random) for n, one in enumerate(kind)]
    return [one for _, one in sorted(placed, key=lambda told: told[0])]


def _columns(one: PersonList, role: str) -> tuple[int, ...]:
    """Gives the columns that a role is shown from; a name's parts are one name, in the order of the sheet."""
    if role == "name":
        return tuple(sorted(set(one.mapping.columns(*NAME_ROLES))))
    if role == "father" and one.mapping.columns("name", "given", "family"):
        return ()
    return one.mapping.columns(role)
