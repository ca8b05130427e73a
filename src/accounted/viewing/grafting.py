"""Takes a view and a small one made of a few of its documents, puts documents and events of the small one into it."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from accounted.core.decision import Decision
from accounted.core.document import Entry
from accounted.core.plain import from_plain
from accounted.store import Act
from accounted.viewing.noting import write_act, write_decision

_EACH: Final = 100_000
"""Places of what is stated that each document has; tables of an event have a thousand."""
_STATED: Final = "start, kind, effect, speaker, first, event, rule, state, whole, weight, dated, folded, content, core"
_DOCUMENT: Final = (
    "title, speaker, publisher, first, last, language, kind, sha256, figures, names, rejections, looked, text, content"
)


class Graft:
    """Both views open, as one change: all of it is written, or nothing."""

    def __init__(self, whole: Path, small: Path) -> None:
        self.database = sqlite3.connect(whole, timeout=10, isolation_level=None)
        self.database.execute("pragma synchronous = off")  # the ledger is on the disk; this file can be made anew
        self.database.execute("attach ? as near", (str(small),))
        self.database.execute("create temp table old (event text primary key, key text, place integer) without rowid")
        self.database.execute("create temp table new (event text primary key, key text) without rowid")
        self.database.execute("create temp table touched (document text primary key) without rowid")

    def __enter__(self) -> Self:
        self.database.execute("begin immediate")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.database.execute("rollback" if kind else "commit")
        self.database.close()

    def missing(self, touched: Iterable[str], near: set[str]) -> set[str]:
        """Takes the touched documents and those that the small view is made of, finds the events that are put anew;
        gives the documents with figures in them that the small view lacks.
        """
        self.database.executemany("insert into touched values (?)", [(name,) for name in sorted(touched)])
        before = -1
        while before != (before := self._count()):
            self.database.execute(
                "insert or ignore into new (event) select distinct n.event from near.stated n left join main.stated m "
                "on m.id = n.id where n.event <> '' and (n.document in (select document from touched) "
                "or m.event in (select event from old))"
            )
            self.database.execute(
                "insert or ignore into old (event) select distinct m.event from main.stated m left join near.stated n "
                "on n.id = m.id where m.event <> '' and (m.document in (select document from touched) "
                "or n.event in (select event from new))"
            )
        asked = "select distinct document from main.stated where event in (select event from old)"
        return {str(name) for (name,) in self.database.execute(asked)} - near

    def _count(self) -> int:
        asked = "select (select count(*) from old) + (select count(*) from new)"
        return int(self.database.execute(asked).fetchone()[0])

    def put(self, touched: Iterable[str], order: Sequence[str]) -> None:
        """Takes the touched documents and all in order of intake, writes them, what they state, and its events."""
        wanted = set(touched)
        for name in order:
            if name in wanted:
                self._document(name)
        one = "(select n.{} from near.stated n where n.id = main.stated.id)"
        self.database.execute(
            f"update main.stated set event = {one.format('event')}, weight = {one.format('weight')} "  # noqa: S608
            "where event in (select event from old) and id in (select id from near.stated)"
        )
        self._events()
        self._beside()

    def _document(self, name: str) -> None:
        ask = self.database.execute
        known = ask("select place from main.document where id = ?", (name,)).fetchone()
        place = known[0] if known else ask("select coalesce(max(place), -1) + 1 from main.document").fetchone()[0]
        near = ask("select place from near.document where id = ?", (name,)).fetchone()[0]
        for line in (
            "delete from main.stated where document = :id",
            "delete from main.document where id = :id",
            "delete from main.body where place = :place",
            "delete from main.words where rowid = :place",
            f"insert into main.document (id, place, {_DOCUMENT}) select id, :place, {_DOCUMENT} from near.document "  # noqa: S608
            "where id = :id",
            "insert into main.body select :place, text from near.body where place = :near",
            "insert into main.words (rowid, title, body, folded) select :place, title, body, folded from near.words "
            "where rowid = :near",
            f"insert or replace into main.stated (id, document, place, {_STATED}) select id, document, "  # noqa: S608
            f":place * {_EACH} + place % {_EACH}, {_STATED} from near.stated where document = :id",
        ):
            ask(line, {"id": name, "place": place, "near": near})

    def _events(self) -> None:
        """Writes the new events where the old ones stood, in the first one's place where none is the same."""
        ask = self.database.execute
        for side, among in (("main", "old"), ("near", "new")):
            ask(f"update {among} set key = (select json_extract(e.content, '$.key') from {side}.event e "  # noqa: S608
                f"where e.id = {among}.event)")  # fmt: skip
        ask("update old set place = (select e.place from main.event e where e.id = old.event)")
        first = ask("select coalesce((select min(place) from old), (select max(place) + 1 from main.event), 0)")
        (place,) = first.fetchone()
        for line in (
            "delete from main.compared where comparison in (select c.id from main.comparison c join old on "
            "old.event = c.event)",
            "delete from main.comparison where event in (select event from old)",
            "delete from main.event where id in (select event from old)",
            "delete from main.counted where event in (select key from old union select key from new)",
            "delete from main.position where event in (select key from old union select key from new)",
            "insert or replace into main.event select e.id, coalesce((select o.place from old o where o.event = e.id), "
            ":place), e.title, e.content from near.event e join new on new.event = e.id",
            "insert or replace into main.comparison select c.id, c.event, (select e.place from main.event e where e.id "
            "= c.event) * 1000 + c.place % 1000, c.effect, c.content from near.comparison c join new on new.event = "
            "c.event",
            "insert or replace into main.compared select c.* from near.compared c join near.comparison k on k.id = "
            "c.comparison join new on new.event = k.event",
            "insert or replace into main.counted select c.* from near.counted c join new on new.key = c.event",
            "insert or replace into main.position select p.* from near.position p join new on new.key = p.event",
        ):
            ask(line, {"place": place})

    def _beside(self) -> None:
        """Writes ties and remarks of the touched documents that the view does not know, behind the others."""
        ask = self.database.execute
        tied = "(select tie from near.tied where document in (select document from touched))"
        things = "(select document from touched union select id from near.stated where document in (select document from touched))"  # noqa: E501
        remarked = f"(select remark from near.remarked where thing in {things})"  # noqa: S608
        for table, among in (("tie", tied), ("remark", remarked)):
            (last,) = ask(f"select coalesce(max(place), -1) + 1 from main.{table}").fetchone()  # noqa: S608
            code = ", code" if table == "remark" else ""
            ask(
                f"insert or ignore into main.{table} (id, place{code}, content) "  # noqa: S608
                f"select id, place + ?{code}, content from near.{table} where id in {among}",
                (last,),
            )
        ask(f"insert or ignore into main.tied select * from near.tied where tie in {tied}")  # noqa: S608
        ask(f"insert or ignore into main.remarked select * from near.remarked where remark in {remarked}")  # noqa: S608

    def note(self, news: Sequence[tuple[Entry, Act]], stand: Sequence[str]) -> None:
        """Takes acts that the view does not know with their ledger lines, and which decisions stand, writes them."""
        ask = self.database.execute
        (number,) = ask("select coalesce(max(number), 0) from main.act").fetchone()
        (place,) = ask("select count(*) from main.decision").fetchone()
        for entry, act in news:
            number += 1
            write_act(self.database, number, entry, act=act)
            if act.kind == "decision":
                write_decision(self.database, _decision(act), place=place, stands=False)
                place += 1
        ask("update main.decision set stands = 0")
        self.database.executemany("update main.decision set stands = 1 where id = ?", [(name,) for name in stand])
        ask("insert or replace into main.meta values ('lines', ?)", (str(number),))


def _decision(act: Act) -> Any:
    return from_plain(Decision, act.content["decision"])
