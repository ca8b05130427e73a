"""Takes the file of a project's view, gives what a page asks of it: pages of rows, searches, neighbours."""

import json
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from accounted.core.text import fold
from accounted.core.worded import made_again
from accounted.viewing.search import match_of

SIZE: Final = 50
"""Rows on one page of a list."""
Row = dict[str, Any]
_SNIPPET: Final = "snippet(words, {}, char(1), char(2), ' … ', 40)"
_WORKED: Final = (
    "select x.thing from decided x join decision d on d.id = x.decision where d.kind = 'remark' and d.stands and "
    "d.place = (select max(e.place) from decided y join decision e on e.id = y.decision where y.thing = x.thing "
    "and e.kind = 'remark' and e.stands) and d.value = 'worked through'"
)
"""The remarks that a person worked through: of several decisions on one, the newest that stands counts."""
_LABELLED: Final = "kind <> 'figure' and json_extract(content, '$.label') = ?"
_ORDERS: Final = {"intake": "place", "date": "first, place", "-date": "first desc, place", "title": "title, place"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of what was asked for: the rows, how many there are in all, and which page this is from 1."""

    rows: tuple[Row, ...]
    whole: int
    page: int = 1
    size: int = SIZE

    @property
    def pages(self) -> int:
        """Gives how many pages there are: at least one."""
        return max(1, -(-self.whole // self.size))


def as_marks(values: Sequence[Any]) -> str:
    """Takes values, gives the marks that stand for them in a question: "?,?,?"."""
    return ",".join("?" * len(values))


class View:
    """The view of one project: read from many threads, each with a connection of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._own = threading.local()
        self._choices: tuple[str, dict[str, list[tuple[str, int]]]] = ("", {})

    def _database(self) -> sqlite3.Connection:
        """Gives this thread's connection; a view that was made anew meanwhile is opened anew."""
        now = self.path.stat().st_ino
        if getattr(self._own, "made", None) != now:
            address = f"{self.path.resolve().as_uri()}?mode=ro"
            self._own.open = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._own.made = now
        database: sqlite3.Connection = self._own.open
        return database

    def _all(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._database().execute(query, values).fetchall()

    def _rows(self, query: str, values: Sequence[Any] = ()) -> tuple[Row, ...]:
        return tuple(json.loads(line[0]) for line in self._all(query, values))

    def made(self) -> str:
        """Gives a key that another making of the view has not; what a decision writes into it leaves it the same."""
        return f"{self.path.stat().st_ino} {self.meta('made')}"

    def ask(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Takes a query written in this package and its values, gives the lines."""
        return self._all(query, values)

    def decisions(self, things: Sequence[str]) -> dict[str, tuple[Row, ...]]:
        """Takes what was stated, gives the decisions on each, the newest first."""
        found: dict[str, list[Row]] = {thing: [] for thing in things}
        names = "thing id kind value by at why undoes stands place".split()
        for start in range(0, len(things), 500):
            part = things[start : start + 500]
            query = (
                "select x.thing, d.id, d.kind, d.value, d.by, d.at, d.why, d.undoes, d.stands, d.place from decided x "  # noqa: S608
                f"join decision d on d.id = x.decision where x.thing in ({as_marks(part)}) "
                "order by d.place desc"
            )
            for line in self._all(query, part):
                found[line[0]].append(dict(zip(names, line, strict=True)))
        return {thing: tuple(rows) for thing, rows in found.items()}

    def meta(self, key: str) -> str:
        """Takes a key, gives what the view says of itself under it; "" where it says nothing."""
        found = self._all("select value from meta where key = ?", (key,))
        return str(found[0][0]) if found else ""

    def unchanged(self) -> str:
        """Gives what the examination of the project said when the view was made, in words that remember how."""
        return made_again(json.loads(self.meta("unchanged_said") or '""'))

    def counts(self) -> dict[str, int]:
        """Gives how many documents, figures, names, rejections, ties, remarks and things set aside there are."""
        (sums,) = self._all(
            "select count(*), coalesce(sum(figures), 0), coalesce(sum(names), 0), coalesce(sum(rejections), 0)"
            " from document"
        )
        (more,) = self._all(
            "select (select count(*) from tie), (select count(*) from remark), (select count(*) from aside),"
            " (select count(*) from event), (select count(*) from act)"
        )
        names = "documents figures names rejections ties remarks aside events acts".split()
        return dict(zip(names, (*sums, *more), strict=True))

    def choices(self) -> dict[str, list[tuple[str, int]]]:
        """Gives what lists can be filtered by: the values of each filter with how many rows have them."""
        asked = {
            "speaker": "select speaker, count(*) from document where speaker <> '' group by 1 order by 2 desc "
            "limit 200",
            "publisher": "select publisher, count(*) from document where publisher <> '' group by 1 order by 2 desc "
            "limit 200",
            "language": "select language, count(*) from document where language <> '' group by 1 order by 2 desc",
            "effect": "select effect, count(*) from stated where kind = 'figure' group by 1 order by 2 desc",
            "voice": "select speaker, count(*) from stated where speaker <> '' group by 1 order by 2 desc limit 200",
            "label": "select json_extract(content, '$.label'), count(*) from stated where kind <> 'figure' and "
            "json_extract(content, '$.label') is not null group by 1 order by 2 desc limit 200",
            "state": "select state, count(*) from stated group by 1 order by 2 desc",
            "rule": "select rule, count(*) from stated group by 1 order by 2 desc limit 100",
        }
        key = self.meta("key")
        if self._choices[0] != key:
            told = {name: [(str(v), int(n)) for v, n in self._all(query)] for name, query in asked.items()}
            self._choices = (key, told)
        return self._choices[1]

    def documents(self, asked: dict[str, str], *, page: int = 1) -> Found:
        """Takes what is asked for (words, speaker, language, effect, from, to, order ...), gives documents."""
        where, values = _document_filters(asked)
        shown = self._searched(asked.get("words", ""), where, values)
        rest = " and ".join(shown[0]) or "1"
        whole = self._all(f"select count(*) from document where {rest}", shown[1])[0][0]  # noqa: S608 - written here
        order = _ORDERS.get(asked.get("order", ""), "place")
        lines = self._all(
            "select content, figures, names, rejections, looked, place from document "  # noqa: S608
            f"where {rest} order by {order} limit ? offset ?",
            (*shown[1], SIZE, (page - 1) * SIZE),
        )
        rows = tuple(json.loads(c) | {"counts": (f, n, r), "looked": k, "order": p} for c, f, n, r, k, p in lines)
        found = Found(rows=rows, whole=int(whole), page=page)
        return self._with_snippets(found, asked.get("words", ""))

    def _searched(self, words: str, where: list[str], values: list[Any]) -> tuple[list[str], list[Any]]:
        match, rest = match_of(words)
        if match:
            where, values = [*where, "place in (select rowid from words where words match ?)"], [*values, match]
        for word in rest:
            part = f"%{_escaped(word)}%"
            where = [*where, "place in (select place from body where text like ? escape '\\' union select place from "
                     "document where title like ? escape '\\')"]  # fmt: skip
            values = [*values, part, part]
        return where, values

    def _with_snippets(self, found: Found, words: str) -> Found:
        """Gives the rows with the words around the first place that matches, the match between U+0001 and U+0002."""
        match, _ = match_of(words)
        if not match or not found.rows:
            return found
        places = [row["order"] for row in found.rows]
        lines = self._all(
            f"select rowid, {_SNIPPET.format(1)}, {_SNIPPET.format(2)}"  # noqa: S608 - written here
            f" from words where words match ? and rowid in ({as_marks(places)})",
            (match, *places),
        )
        said = {rowid: body if "\1" in (body or "") else folded for rowid, body, folded in lines}
        rows = tuple(row | {"snippet": said.get(row["order"]) or ""} for row in found.rows)
        return Found(rows=rows, whole=found.whole, page=found.page)

    def document(self, name: str) -> Row | None:
        """Takes a document's id, gives it with its neighbours in order of intake; None where there is none."""
        lines = self._all("select content, place, text, figures, names, rejections from document where id = ?", (name,))
        if not lines:
            return None
        content, place, text, *counts = lines[0]
        around = self._all(
            "select (select id from document where place < ? order by place desc limit 1),"
            " (select id from document where place > ? order by place limit 1)",
            (place, place),
        )
        row: Row = json.loads(content)
        return row | {"counts": tuple(counts), "text_hash": text, "before": around[0][0], "behind": around[0][1]}

    def text(self, name: str) -> str | None:
        """Takes a document's id, gives its text, or None where it has none."""
        lines = self._all("select b.text from body b join document d on d.place = b.place where d.id = ?", (name,))
        return str(lines[0][0]) if lines else None

    def stated_in(self, document: str) -> tuple[Row, ...]:
        """Takes a document's id, gives all that is stated in it, in order of place, each with its state."""
        return self._stated("where document = ? order by place", (document,))

    def _stated(self, rest: str, values: Sequence[Any]) -> tuple[Row, ...]:
        lines = self._all(f"select content, state, event from stated {rest}", values)  # noqa: S608 - written here
        return tuple(json.loads(content) | {"state": state, "event_id": event} for content, state, event in lines)

    def stated(self, name: str) -> Row | None:
        """Takes the id of what was stated, gives its row with `core`, its plain form; None where none is."""
        lines = self._all("select content, state, event, core from stated where id = ?", (name,))
        if not lines:
            return None
        content, state, event, core = lines[0]
        row: Row = json.loads(content)
        return row | {"state": state, "event_id": event, "core": json.loads(core)}

    def several(self, names: Iterable[str]) -> dict[str, Row]:
        """Takes ids of what was stated, gives their rows by id."""
        asked = list(dict.fromkeys(names))
        found: dict[str, Row] = {}
        for start in range(0, len(asked), 500):
            part = asked[start : start + 500]
            rows = self._stated(f"where id in ({as_marks(part)})", part)
            found |= {row["id"]: row for row in rows}
        return found

    def figures(self, asked: dict[str, str], *, page: int = 1) -> Found:
        """Takes what is asked for (kind, effect, speaker, state, words ...), gives rows by date of statement."""
        where, values = _stated_filters(asked)
        rest = f"where {' and '.join(where) or 1}"
        whole = self._all(f"select count(*) from stated {rest}", values)[0][0]  # noqa: S608 - written here
        shown = _one_page("stated", rest, "first, place")
        rows = self._stated(f"where {shown}", (*values, SIZE, (page - 1) * SIZE))
        return Found(rows=rows, whole=int(whole), page=page)

    def events(self) -> tuple[Row, ...]:
        """Gives the events in order, each with how many figures are set side by side and in how many tables."""
        lines = self._all("select id, title, content from event order by place")
        return tuple({"id": name, "title": title} | json.loads(content) for name, title, content in lines)

    def event(self, name: str) -> Row | None:
        """Takes an event's id, gives it with its tables; None where there is none."""
        lines = self._all("select id, title, content from event where id = ?", (name,))
        if not lines:
            return None
        told: Row = json.loads(lines[0][2]) | {"id": lines[0][0], "title": lines[0][1]}
        tables = self._rows("select content from comparison where event = ? order by place", (name,))
        return told | {"tables": tables}

    def comparison(self, name: str) -> Row | None:
        """Takes a comparison's id, gives it with its event's title; None where there is none."""
        lines = self._all(
            "select c.content, e.id, e.title from comparison c join event e on e.id = c.event where c.id = ?", (name,)
        )
        return (json.loads(lines[0][0]) | {"event_id": lines[0][1], "title": lines[0][2]}) if lines else None

    def compared(self, comparison: str, *, start: int = 0, most: int = -1) -> tuple[Row, ...]:
        """Takes a comparison's id, where to start and how many at most, gives its rows in order of statement."""
        return self._stated(
            "join compared on stated.id = compared.stated where compared.comparison = ? "
            "order by compared.place limit ? offset ?",
            (comparison, most, start),
        )

    def beside(self, stated: str) -> tuple[Row, ...]:
        """Takes the id of a figure, gives the comparisons that it stands in, each with its event's title."""
        return self._rows(
            "select json_set(c.content, '$.title', e.title, '$.event_id', e.id) from compared x join comparison c on "
            "c.id = x.comparison join event e on e.id = c.event where x.stated = ?",
            (stated,),
        )

    def ties(self, document: str | None = None, *, page: int = 1) -> Found:
        """Takes a document's id or none, gives the ties between documents, those of one document where it is told."""
        among = "where id in (select tie from tied where document = ?)" if document else ""
        asked = (document,) if document else ()
        whole = self._all(f"select count(*) from tie {among}", asked)[0][0]  # noqa: S608 - written here
        query = f"select content from tie where {_one_page('tie', among, 'place')}"  # noqa: S608 - written here
        rows = self._rows(query, (*asked, SIZE, (page - 1) * SIZE))
        return Found(rows=rows, whole=int(whole), page=page)

    def titles(self, documents: Iterable[str]) -> dict[str, Row]:
        """Takes ids of documents, gives the documents by id."""
        asked = list(dict.fromkeys(documents))[:900]
        rows = self._rows(f"select content from document where id in ({as_marks(asked)})", asked)  # noqa: S608
        return {row["id"]: row for row in rows}

    def remarks(self, *, about: str | None = None, code: str = "", state: str = "", page: int = 1) -> Found:
        """Takes a thing, a code, a state ("open", "worked through"), or none, gives remarks in order with their ids."""
        where, values = ["1"], list[Any]()
        if about:
            where, values = [*where, "id in (select remark from remarked where thing = ?)"], [*values, about]
        if code:
            where, values = [*where, "code = ?"], [*values, code]
        if state:
            where = [*where, f"id {'' if state != 'open' else 'not '}in ({_WORKED})"]
        rest = " and ".join(where)
        whole = self._all(f"select count(*) from remark where {rest}", values)[0][0]  # noqa: S608 - written here
        lines = self._all(
            f"select id, content from remark where {_one_page('remark', f'where {rest}', 'place')}",  # noqa: S608
            (*values, SIZE, (page - 1) * SIZE),
        )
        return Found(rows=tuple({"id": i} | json.loads(c) for i, c in lines), whole=int(whole), page=page)

    def remark_codes(self) -> list[tuple[str, int]]:
        """Gives the codes of remarks with how many remarks have each."""
        return [(str(c), int(n)) for c, n in self._all("select code, count(*) from remark group by 1 order by 1")]

    def aside(self) -> tuple[Row, ...]:
        """Gives what was set aside."""
        return self._rows("select content from aside order by place")

    def history(self, *, about: str = "", kind: str = "", page: int = 1) -> Found:
        """Takes a thing, a kind of act, or neither, gives acts, the newest first."""
        where, values = ["1"], list[Any]()
        if about:
            where, values = [*where, "number in (select number from about where thing = ?)"], [*values, about]
        if kind:
            where, values = [*where, "kind = ?"], [*values, kind]
        rest = " and ".join(where)
        whole = self._all(f"select count(*) from act where {rest}", values)[0][0]  # noqa: S608 - written here
        lines = self._all(
            f"select number, act, device, line, at, who, kind, content from act where {rest} "  # noqa: S608
            "order by number desc limit ? offset ?",
            (*values, SIZE, (page - 1) * SIZE),
        )
        names = "number act device line at who kind".split()
        rows = tuple(dict(zip(names, told, strict=True)) | {"content": json.loads(c)} for *told, c in lines)
        return Found(rows=rows, whole=int(whole), page=page)

    def act_kinds(self) -> list[tuple[str, int]]:
        """Gives the kinds of acts with how many acts are of each."""
        return [(str(k), int(n)) for k, n in self._all("select kind, count(*) from act group by 1 order by 1")]

    def dated(self, *, limit: int = 400) -> tuple[Row, ...]:
        """Takes how many at most, gives figures whose words or table date them, in order of that date."""
        return self._stated(
            "where dated <> '' and kind = 'figure' order by dated, place limit ?",
            (limit,),
        )


def _one_page(table: str, among: str, order: str) -> str:
    """Gives the condition of one page of rows: ids first, by an index, since a row's content is long."""
    return f"id in (select id from {table} {among} order by {order} limit ? offset ?) order by {order}"  # noqa: S608


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _between(asked: dict[str, str]) -> tuple[list[str], list[Any]]:
    where: list[str] = []
    values: list[Any] = []
    if asked.get("from"):
        where, values = [*where, "first >= ?"], [*values, asked["from"]]
    if asked.get("to"):
        where, values = [*where, "first <= ? and first <> '9999'"], [*values, asked["to"] + "~"]
    return where, values


def _document_filters(asked: dict[str, str]) -> tuple[list[str], list[Any]]:
    where, values = _between(asked)
    for name in ("speaker", "publisher", "language"):
        if asked.get(name):
            where, values = [*where, f"{name} = ?"], [*values, asked[name]]
    for name in ("effect", "state"):
        if asked.get(name):
            where = [*where, f"id in (select document from stated where {name} = ?)"]  # noqa: S608 - written here
            values = [*values, asked[name]]
    if asked.get("label"):
        where = [*where, f"id in (select document from stated where {_LABELLED})"]  # noqa: S608 - written here
        values = [*values, asked["label"]]
    if asked.get("kind") in ("figures", "names", "rejections"):
        where = [*where, f"{asked['kind']} > 0"]
    return where, values


def _stated_filters(asked: dict[str, str]) -> tuple[list[str], list[Any]]:
    where, values = _between(asked)
    if not asked.get("state"):
        where = [*where, "state <> 'rejected'"]
    for name in ("kind", "effect", "speaker", "state", "rule", "event"):
        if asked.get(name):
            where, values = [*where, f"{name} = ?"], [*values, asked[name]]
    if asked.get("where"):
        where = [*where, "kind = 'figure' and json_extract(content, '$.where') = ?"]
        values = [*values, asked["where"]]
    if asked.get("label"):
        where, values = [*where, _LABELLED], [*values, asked["label"]]
    for word in fold(asked.get("words", "").replace("\0", " ")).split():
        where, values = [*where, "folded like ? escape '\\'"], [*values, f"%{_escaped(word)}%"]
    return where, values
