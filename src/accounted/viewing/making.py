"""Takes an edition and the acts of a project, gives its view: written beside the old one, then put in its place."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from accounted.core.claim import Claim
from accounted.core.dates import read_edtf, sort_key
from accounted.core.decision import Decision
from accounted.core.document import Entry
from accounted.core.ids import content_id
from accounted.core.outcome import Remark
from accounted.core.plain import to_plain
from accounted.core.text import fold
from accounted.core.worded import how_made
from accounted.publish import Edition
from accounted.publish.catalogue import Catalogue, Stated, all_stated, catalogue, place_key
from accounted.publish.events import Event, sections
from accounted.publish.places import Locator, locator
from accounted.publish.statements import Statement, statement, with_parts
from accounted.publish.wording import TIE
from accounted.store import Act
from accounted.viewing.noting import STATES, content_json, view_key, write_act, write_decision
from accounted.viewing.rows import document_row, kind_of, row_of
from accounted.viewing.schema import INDEXES, TABLES
from accounted.viewing.standing import write_standing

_UNDATED: Final = "9999"
_INTO_DOCUMENT: Final = "insert into document values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INTO_STATED: Final = "insert into stated values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
Acts = Iterable[tuple[Entry, Act]]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What an edition does not tell: text hashes by document, every decision, those that stand, what they rejected.

    `heads` are the newest lines of the ledgers that it was made from.
    """

    texts: dict[str, str]
    heads: dict[str, Any]
    decisions: tuple[Decision, ...] = ()
    standing: tuple[Decision, ...] = ()
    rejected: tuple[Stated, ...] = ()


def make_view(path: Path, edition: Edition, acts: Acts, *, kept: Kept, progress: Progress | None = None) -> None:
    """Takes a path, an edition, the acts and what is kept beside it, writes the view there.

    `progress` is told how many documents of how many are written.
    """
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.executescript("pragma journal_mode = off; pragma synchronous = off;" + TABLES)
        database.execute("begin")
        _Maker(database, edition, kept).make(acts, progress)
        told = {
            "key": view_key(kept.heads),
            "heads": json.dumps(kept.heads),
            "title": edition.title,
            "made": edition.made_when,
            "measured": json.dumps(dict(edition.languages_measured)),
        }
        told |= {"lines": str(database.execute("select coalesce(max(number), 0) from act").fetchone()[0])}
        told |= {"unchanged_said": json.dumps(how_made(edition.verified_sentence))}
        told |= {"estimates": json.dumps(edition.estimates) if edition.estimates else ""}
        database.executemany("insert into meta values (?, ?)", told.items())
        database.execute("commit")
        database.executescript(INDEXES)
    finally:
        database.close()


class _Maker:
    """Writes the tables of one view."""

    def __init__(self, database: sqlite3.Connection, edition: Edition, kept: Kept) -> None:
        self.database, self.edition, self.kept = database, edition, kept
        self.held: Catalogue = catalogue(edition)
        self.event_of: dict[str, str] = {}
        self.weight: Counter[str] = Counter()
        self.state = {t: STATES[d.kind] for d in kept.standing if d.kind in STATES for t in d.about}

    def make(self, acts: Acts, progress: Progress | None) -> None:
        found = sections(self.edition, self.held)
        for place, event in enumerate(found.events):
            self._event(place, event)
        for place, document in enumerate(self.edition.documents):
            if progress is not None:
                progress(place, len(self.edition.documents))
            self._document(place, document.id)
        self._ties()
        self._remarks()
        write_standing(self.database, self.edition, self.held)
        aside = ((n, content_json(to_plain(told))) for n, told in enumerate(self.edition.set_aside))
        self.database.executemany("insert into aside values (?, ?)", aside)
        self._decisions()
        for number, (entry, act) in enumerate(acts, start=1):
            write_act(self.database, number, entry, act=act)

    def _event(self, place: int, event: Event) -> None:
        name = event_id(event.key)
        stated = {row.stated.id for table in event.tables for top in table.rows for row in with_parts(top)}
        content: dict[str, Any] = {"key": event.key, "names": _ids(event.names), "rejections": _ids(event.rejections)}
        content |= {"tables": len(event.tables), "figures": len(stated & self.held.claims.keys())}
        self.database.execute(
            "insert into event values (?, ?, ?, ?)", (name, place, event.title, content_json(content))
        )
        for number, table in enumerate(event.tables):
            told = to_plain(table.comparison) | {"heading": table.heading}
            row = (table.comparison.id, name, place * 1000 + number, table.comparison.effect, content_json(told))
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
            self.kept.texts.get(name), content_json(row),
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
            made["dated"] or "", words, content_json(made), content_json(to_plain(stated)),
        )  # fmt: skip

    def _decisions(self) -> None:
        stand = {one.id for one in self.kept.standing}
        carried = {one.id: one for one in self.kept.standing}
        for place, one in enumerate(self.kept.decisions):
            write_decision(self.database, carried.get(one.id, one), place=place, stands=one.id in stand)

    def _ties(self) -> None:
        for place, tie in enumerate(self.edition.ties):
            told = to_plain(tie) | {"said": how_made(tie.reason), "kind_words": TIE[tie.kind]}
            self.database.execute("insert or ignore into tie values (?, ?, ?)", (tie.id, place, content_json(told)))
            both = [(document, tie.id) for document in {tie.from_document, tie.to_document}]
            self.database.executemany("insert or ignore into tied values (?, ?)", both)

    def _remarks(self) -> None:
        for place, remark in enumerate(self.edition.remarks):
            told = to_plain(remark) | {"said": how_made(remark.message)}
            name = remark_id(remark)
            self.database.execute(
                "insert or ignore into remark values (?, ?, ?, ?)", (name, place, remark.code, content_json(told))
            )
            things = {*(p.document for p in remark.places), *remark.made_from}
            self.database.executemany("insert or ignore into remarked values (?, ?)", [(t, name) for t in things])


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


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode().replace("\0", " ")
