"""Takes an edition and the acts of a project, gives its view: written beside the old one, then put in its place."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from accounted.core.claim import Claim
from accounted.core.dates import read_edtf, sort_key
from accounted.core.decision import Decision
from accounted.core.document import Entry
from accounted.core.ids import canonical_json, content_id, sha256_of
from accounted.core.outcome import Remark
from accounted.core.plain import to_plain
from accounted.core.text import fold
from accounted.publish import Edition
from accounted.publish.catalogue import Catalogue, Stated, all_stated, catalogue, place_key
from accounted.publish.events import Event, sections
from accounted.publish.places import Locator, locator
from accounted.publish.statements import Statement, statement, with_parts
from accounted.store import Act
from accounted.viewing.acts import act_line, things_of
from accounted.viewing.rows import document_row, kind_of, row_of
from accounted.viewing.schema import TABLES, VERSION
from accounted.viewing.standing import write_standing

_UNDATED: Final = "9999"
_INTO_DOCUMENT: Final = "insert into document values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INTO_STATED: Final = "insert into stated values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INTO_DECISION: Final = "insert or replace into decision values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_STATES: Final = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
Acts = Iterable[tuple[Entry, Act]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What an edition does not tell: text hashes by document, every decision, those that stand, what they rejected."""

    texts: dict[str, str]
    decisions: tuple[Decision, ...] = ()
    standing: tuple[Decision, ...] = ()
    rejected: tuple[Stated, ...] = ()


def view_key(heads: dict[str, Any]) -> str:
    """Takes the newest lines of all ledgers, gives the key under which a view of them is kept."""
    return sha256_of(canonical_json([VERSION, heads]))


def make_view(path: Path, edition: Edition, acts: Acts, *, heads: dict[str, Any], kept: Kept) -> None:
    """Takes a path, an edition, the acts, the newest ledger lines and what is kept of persons, writes the view."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    database = sqlite3.connect(new, isolation_level=None)
    try:
        database.executescript("pragma journal_mode = off; pragma synchronous = off;" + TABLES)
        database.execute("begin")
        _Maker(database, edition, kept).make(acts)
        told = {"key": view_key(heads), "heads": json.dumps(heads), "title": edition.title, "made": edition.made_when}
        told |= {"unchanged": edition.verified_sentence, "measured": json.dumps(dict(edition.languages_measured))}
        told |= {"estimates": json.dumps(edition.estimates) if edition.estimates else ""}
        database.executemany("insert into meta values (?, ?)", told.items())
        database.execute("commit")
    finally:
        database.close()
    new.replace(path)


class _Maker:
    """Writes the tables of one view."""

    def __init__(self, database: sqlite3.Connection, edition: Edition, kept: Kept) -> None:
        self.database, self.edition, self.kept = database, edition, kept
        self.held: Catalogue = catalogue(edition)
        self.event_of: dict[str, str] = {}
        self.weight: Counter[str] = Counter()
        self.state = {t: _STATES[d.kind] for d in kept.standing if d.kind in _STATES for t in d.about}

    def make(self, acts: Acts) -> None:
        found = sections(self.edition, self.held)
        for place, event in enumerate(found.events):
            self._event(place, event)
        for place, document in enumerate(self.edition.documents):
            self._document(place, document.id)
        self._ties()
        self._remarks()
        write_standing(self.database, self.edition, self.held)
        aside = ((n, _json(to_plain(told))) for n, told in enumerate(self.edition.set_aside))
        self.database.executemany("insert into aside values (?, ?)", aside)
        self._decisions()
        for number, (entry, act) in enumerate(acts, start=1):
            write_act(self.database, number, entry, act=act)

    def _event(self, place: int, event: Event) -> None:
        name = event_id(event.key)
        stated = {row.stated.id for table in event.tables for top in table.rows for row in with_parts(top)}
        content: dict[str, Any] = {"key": event.key, "names": _ids(event.names), "rejections": _ids(event.rejections)}
        content |= {"tables": len(event.tables), "figures": len(stated & self.held.claims.keys())}
        self.database.execute("insert into event values (?, ?, ?, ?)", (name, place, event.title, _json(content)))
        for number, table in enumerate(event.tables):
            told = to_plain(table.comparison) | {"heading": table.heading}
            row = (table.comparison.id, name, place * 1000 + number, table.comparison.effect, _json(told))
            self.database.execute("insert or ignore into comparison values (?, ?, ?, ?, ?)", row)
            lines = [(table.comparison.id, top.stated.id, n) for n, top in enumerate(table.rows)]
            self.database.executemany("insert or ignore into compared values (?, ?, ?)", lines)
            self.event_of |= {row.stated.id: name for top in table.rows for row in with_parts(top)}
            for top in table.rows:
                self.weight[top.stated.id] = max(self.weight[top.stated.id], len(table.rows))
        self.event_of |= {row.stated.id: name for row in (*event.names, *event.rejections)}

    def _document(self, place: int, name: str) -> None:
        layer = self.edition.layer(name)
        document = self.held.documents[name]
        row = document_row(document, self.held, layer)
        dated = read_edtf(row["published"]) if row["published"] else None
        first, last = (
            day.isoformat() if day else _UNDATED for day in ((dated.first, dated.last) if dated else (None, None))
        )
        counts = self._stated(place, name, locator(layer) if layer else None)
        columns = (
            name, place, row["title"], row["voice"], row["publisher"] or "", first, last, row["language"] or "",
            row["media_type"], row["sha256"], counts["figure"], counts["name"], counts["rejection"], 0,
            self.kept.texts.get(name), _json(row),
        )  # fmt: skip
        self.database.execute(_INTO_DOCUMENT, columns)
        if layer is not None:
            self.database.execute("insert into body values (?, ?)", (place, layer.text))
            self._words(place, row["title"], layer.text)

    def _words(self, place: int, title: str, text: str) -> None:
        folded = fold(text)
        beside = folded if folded != text.casefold() else ""
        line = (place, title, _storable(text), _storable(beside))
        self.database.execute("insert into words (rowid, title, body, folded) values (?, ?, ?, ?)", line)

    def _stated(self, place: int, document: str, at: Locator | None) -> Counter[str]:
        found = [s for reading in self.held.readings.get(document, ()) for s in all_stated(reading)]
        counted = Counter(kind_of(s) for s in {s.id: s for s in found}.values())
        found += [s for s in self.kept.rejected if s.place.document == document]
        found = list({s.id: s for s in found}.values())
        found.sort(key=lambda s: (*place_key(s.place), s.id))
        rows = (self._row(place * 100_000 + n, statement(s, self.held), at) for n, s in enumerate(found))
        self.database.executemany(_INTO_STATED, rows)
        return counted

    def _row(self, place: int, row: Statement, at: Locator | None) -> tuple[Any, ...]:
        made, stated = row_of(row, at), row.stated
        whole = not (isinstance(stated, Claim) and stated.part_of in self.held.claims)
        words = fold(" ".join(filter(None, (made["quote"], made["speaker"], made["label"], made["who"]))))
        return (
            made["id"], made["document"], place, place_key(stated.place)[0], made["kind"], made["effect"] or "",
            made["speaker"] or "", _first(row.said_on), self.event_of.get(stated.id, ""), stated.rule,
            self.state.get(stated.id) or ("made" if stated.made_by.step == "decision" else "open"), int(whole),
            self.weight[stated.id],
            made["dated"] or "", words, _json(made), _json(to_plain(stated)),
        )  # fmt: skip

    def _decisions(self) -> None:
        stand = {one.id for one in self.kept.standing}
        carried = {one.id: one for one in self.kept.standing}
        for place, one in enumerate(self.kept.decisions):
            write_decision(self.database, carried.get(one.id, one), place=place, stands=one.id in stand)

    def _ties(self) -> None:
        for place, tie in enumerate(self.edition.ties):
            told = to_plain(tie)
            self.database.execute("insert or ignore into tie values (?, ?, ?)", (tie.id, place, _json(told)))
            both = [(document, tie.id) for document in {tie.from_document, tie.to_document}]
            self.database.executemany("insert or ignore into tied values (?, ?)", both)

    def _remarks(self) -> None:
        for place, remark in enumerate(self.edition.remarks):
            told = to_plain(remark)
            name = remark_id(remark)
            self.database.execute(
                "insert or ignore into remark values (?, ?, ?, ?)", (name, place, remark.code, _json(told))
            )
            things = {*(p.document for p in remark.places), *remark.made_from}
            self.database.executemany("insert or ignore into remarked values (?, ?)", [(t, name) for t in things])


def write_act(database: sqlite3.Connection, number: int, entry: Entry, *, act: Act) -> None:
    """Takes an open view, the number of an act, its ledger line and the act, writes it among the acts."""
    told = _json(act_line(act))
    line = (number, entry.act, entry.device, entry.line, entry.when, entry.who, entry.kind, told)
    database.execute("insert into act values (?, ?, ?, ?, ?, ?, ?, ?)", line)
    database.executemany("insert or ignore into about values (?, ?)", [(thing, number) for thing in things_of(act)])


def write_decision(database: sqlite3.Connection, one: Decision, *, place: int, stands: bool) -> None:
    """Takes an open view, a decision, its place in order and whether it stands, writes it."""
    line = (one.id, place, one.kind, one.value, one.by, one.when, one.why, one.undoes, int(stands))
    database.execute(_INTO_DECISION, line)
    database.executemany("insert or ignore into decided values (?, ?)", [(thing, one.id) for thing in one.about])


def note_decision(path: Path, one: Decision, acted: tuple[Entry, Act], *, heads: dict[str, Any], before: str) -> None:
    """Takes a view, a decision on what was read or on a remark, its act and the newest ledger lines, writes it there.

    What is set side by side is made anew later; `since` counts the decisions that are not worked in. A view that was
    not made of the lines `before` is left as it is, to be made anew; one that does not hold the words decided on goes
    on without the decision.
    """
    database = sqlite3.connect(path, timeout=10)
    try:
        with database:
            if database.execute("select value from meta where key = 'key'").fetchone() != (before,):
                return
            if not any(_held(database, thing) for thing in one.about):
                database.execute("update meta set value = ? where key = 'key'", (view_key(heads),))
                return
            number = database.execute("select coalesce(max(number), 0) + 1 from act").fetchone()[0]
            write_act(database, number, acted[0], act=acted[1])
            place = database.execute("select count(*) from decision").fetchone()[0]
            write_decision(database, one, place=place, stands=True)
            states = [(_STATES[one.kind], thing) for thing in one.about if one.kind in _STATES]
            database.executemany("update stated set state = ? where id = ?", states)
            told = {"key": view_key(heads), "heads": json.dumps(heads)}
            database.executemany("insert or replace into meta values (?, ?)", told.items())
            since = database.execute("select value from meta where key = 'since'").fetchone()
            database.execute(
                "insert or replace into meta values ('since', ?)", (str(int(since[0] if since else 0) + 1),)
            )
    finally:
        database.close()


def _held(database: sqlite3.Connection, thing: str) -> bool:
    asked = "select 1 from stated where id = ? union all select 1 from remark where id = ?"
    return database.execute(asked, (thing, thing)).fetchone() is not None


def remark_id(remark: Remark) -> str:
    """Takes a remark, gives the id under which it is worked through: another content is another remark."""
    return content_id("rem", to_plain(remark))


def event_id(key: str) -> str:
    """Takes an event's key, gives the id under which its page stands."""
    return content_id("evt", key)


def _first(said_on: str | None) -> str:
    undated, day = sort_key(said_on)
    return _UNDATED if undated else day


def _ids(rows: Iterable[Statement]) -> list[str]:
    return [row.stated.id for row in rows]


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False).encode("utf-8", "replace").decode()


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode().replace("\0", " ")
