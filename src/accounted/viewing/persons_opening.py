"""Takes a desk, gives its lists and persons as they were linked last, or linked anew where decisions have gone on."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from accounted.core.decision import Decision, decision_id, standing
from accounted.core.document import Document, Entry
from accounted.core.outcome import AccountedError
from accounted.deciding import Request, act_for, decision_of
from accounted.holdings import Holdings
from accounted.persons import SHEET_TYPES, ListsHeld, link_persons, lists_held, withheld_rows
from accounted.project import Project, Who
from accounted.store import Act
from accounted.viewing.noting import view_key, write_act, write_decision
from accounted.viewing.opening import PLACE as DESK
from accounted.viewing.opening import Desk
from accounted.viewing.persons_making import KINDS, Persons, key_of, make_persons, persons_key
from accounted.viewing.persons_schema import VERSION
from accounted.viewing.standing_now import refuse_overtaken
from accounted.viewing.view import View, as_marks

PLACE: Final = Path("derived") / "persons.sqlite"
LARGE_BYTES: Final = 400_000
"""Of sheets, some eight thousand rows: below, persons are linked sooner than a page is asked for again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A decision on rows as asked for: its kind, the two rows, and why."""

    kind: str
    about: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What somebody saw when deciding: the newest decision on these things ("" for none; None asks nothing).

    With `together`, decisions on all of them count: those on a pair of rows.
    """

    things: tuple[str, ...]
    newest: str | None
    together: bool = False


class People:
    """The lists and persons of a desk's project: a view of their own, since linking takes longer than a page may."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.view = View(desk.root / PLACE)

    def there(self) -> bool:
        """Gives whether a view was made before that can be read: one of other tables cannot."""
        try:
            return self.view.meta("version") == VERSION
        except (OSError, sqlite3.DatabaseError):
            return False

    def current(self) -> bool:
        """Gives whether the view follows every sheet and every decision on lists and rows that the desk knows.

        While the desk itself is behind its ledgers, this view may be ahead of it and is left as it is.
        """
        try:
            return self.there() and (self.view.meta("key") == self._wanted() or not self.desk.current())
        except (OSError, sqlite3.DatabaseError):
            return False

    def linked(self) -> bool:
        """Gives whether persons were linked before, or it was said why not; else the view holds lists alone."""
        return self.there() and bool(self.view.meta("key"))

    def large(self) -> bool:
        """Gives whether the sheets that the desk knows take longer to link than a page may wait."""
        asked = "select sum(json_extract(content, '$.size_bytes')) from document where kind in "
        (found,) = self.desk.view.ask(f"{asked}({as_marks(SHEET_TYPES)})", SHEET_TYPES)
        return int(found[0] or 0) > LARGE_BYTES

    def _wanted(self) -> str:
        view = self.desk.view
        sheets = view.ask(f"select id from document where kind in ({as_marks(SHEET_TYPES)})", SHEET_TYPES)  # noqa: S608
        made = view.ask(f"select id from decision where kind in ({as_marks(KINDS)})", KINDS)  # noqa: S608
        return persons_key((str(one) for (one,) in sheets), (str(one) for (one,) in made))

    def renew(self) -> None:
        """Makes the view anew; others may write meanwhile, and the view then says that it is older than they are.

        The first time it is made of lists alone at first, since they are read sooner than persons are linked.
        """
        project = self.desk.reading()
        held = project.held()
        lists = lists_held(held, _content(project))
        if lists.lists and not self.there():
            hidden = withheld_rows(held)
            make_persons(self.desk.root / PLACE, Persons(held=lists, made=None, withheld=hidden), key="")
        make_persons(self.desk.root / PLACE, linked(project, held, lists), key=key_of(held))

    def decide(self, told: Sequence[Told], *, who: Who, seen: Seen | None = None) -> tuple[Decision, ...]:
        """Takes decisions on rows, keeps them in one batch, gives them; the desk's history knows them at once.

        Where somebody decided since on what was seen, nothing is kept and a `Stale` says what.
        """
        made = [
            Decision(
                id=decision_id(one.kind, one.about, value=_VALUES.get(one.kind, one.kind), by=who.name, when=who.when),
                kind=one.kind, about=one.about, value=_VALUES.get(one.kind, one.kind), by=who.name, when=who.when,
                why=one.why,
            )
            for one in told
        ]  # fmt: skip
        with self.desk.writing(who) as project:
            self._refuse_overtaken(project, seen)
            self._keep(project, made, who)
        return tuple(made)

    def _refuse_overtaken(self, project: Project, seen: Seen | None) -> None:
        if seen is not None and self.desk.there():
            refuse_overtaken(self.desk.view, project, seen.things, seen=seen.newest, together=seen.together)

    def decide_on(self, asked: Sequence[Request], *, who: Who, seen: Seen | None = None) -> tuple[Decision, ...]:
        """Takes decisions on documents, or decisions to be taken back, keeps them, gives them; `seen` is as above."""
        with self.desk.writing(who) as project:
            self._refuse_overtaken(project, seen)
            held = project.held()
            made = [decision_of(one, who=who, held=held, readings=()) for one in asked]
            self._keep(project, made, who)
        return tuple(made)

    def _keep(self, project: Project, made: Sequence[Decision], who: Who) -> None:
        acts = [act_for(one, who=who) for one in made]
        known = self.desk.there() and self.desk.view.meta("key") == view_key(project.folder.heads())
        entries = project.folder.append(acts)
        stand = None
        if any(one.undoes for one in made):
            stand = [one.id for one in standing(project.held().decisions)]
        if known:  # else acts that it does not know would be hidden: it is made anew
            told = list(zip(made, zip(entries, acts, strict=True), strict=True))
            note_decisions(self.desk.root / DESK, told, heads=project.folder.heads(), stand=stand)


_VALUES: Final = {"protect": "withheld"}


def _content(project: Project) -> Callable[[Document], bytes]:
    return lambda document: project.folder.read_file(document.sha256)


def linked(project: Project, held: Holdings, lists: ListsHeld) -> Persons:
    """Takes a project, what it holds and its lists, gives them with their persons, or why they are not linked."""
    hidden = withheld_rows(held)
    if not lists.lists:
        return Persons(held=lists, made=None, withheld=hidden)
    try:
        made = link_persons(held, _content(project), count=0, lists=lists)
    except AccountedError as error:
        return Persons(held=lists, made=None, said=str(error), withheld=hidden)
    return Persons(held=made.held, made=made, withheld=hidden)


def note_decisions(
    path: Path,
    told: Sequence[tuple[Decision, tuple[Entry, Act]]],
    *,
    heads: dict[str, Any],
    stand: Sequence[str] | None,
) -> None:
    """Takes a desk's view, decisions on rows and lists with their acts, the newest ledger lines, and which decisions
    stand where one was taken back; writes them into the view.

    What figures are read and compared does not follow them, so that the view stays the newest.
    """
    database = sqlite3.connect(path, timeout=10)
    try:
        database.execute("pragma synchronous = off")  # the ledger is on the disk; this file can be made anew
        with database:
            number = database.execute("select coalesce(max(number), 0) from act").fetchone()[0]
            place = database.execute("select count(*) from decision").fetchone()[0]
            for more, (one, (entry, act)) in enumerate(told):
                write_act(database, number + more + 1, entry, act=act)
                write_decision(database, one, place=place + more, stands=bool(one.value))
            if stand is not None:
                database.execute("update decision set stands = 0 where stands = 1")
                database.executemany("update decision set stands = 1 where id = ?", [(name,) for name in stand])
            told_now = {"key": view_key(heads), "heads": json.dumps(heads)}
            database.executemany("insert or replace into meta values (?, ?)", told_now.items())
    finally:
        database.close()
