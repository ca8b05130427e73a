"""Takes the view of a project's lists and persons, gives what a page asks: lists, rows, persons, why they are one."""

import json
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Final

from accounted.core.person import Reason, form_cell
from accounted.core.plain import from_plain
from accounted.core.text import fold
from accounted.publish.persons import in_a_sentence
from accounted.viewing.finding import looked_for
from accounted.viewing.view import SIZE, Found, Row, View, as_marks
from accounted.viewing.waterfall import waterfall

_KINDS: Final = {
    "several": "rows > 1",
    "decided": "decided > 0",
    "chain": "chain > 0",
    "withheld": "withheld > 0",
    "alone": "rows = 1",
}
"""What persons can be filtered by."""
_LEAST: Final = 3
"""Letters that the index needs; shorter words are looked for one by one."""
_MOST_ROWS: Final = 200
_MOST_PAIRS: Final = 60
_ROLES: Final = (
    "name", "given", "father", "grandfather", "mother", "family", "other_name", "age", "birth", "sex", "date", "place",
    "cause", "status", "id", "category", "source", "text", "row_number",
)  # fmt: skip


def said(view: View, key: str) -> Any:
    """Takes the view and a key ("state", "missed", "remarks"), gives what linking said under it."""
    return json.loads(view.meta(key) or "null")


def counts(view: View) -> dict[str, int]:
    """Takes the view, gives how many rows, persons, persons of several rows, chains and withheld persons there are."""
    counted: dict[str, int] = said(view, "counts")
    return counted


def lists(view: View) -> tuple[Row, ...]:
    """Takes the view, gives the lists that are linked, in order of intake, each with its columns and counts."""
    lines = view.ask("select number, id, document, name, content from list order by number")
    return tuple(
        {"number": number, "id": name, "document": document, "name": title} | json.loads(content)
        for number, name, document, title, content in lines
    )


def rows_of(view: View, number: int, *, aside: bool = False, page: int = 1) -> Found:
    """Takes a list's number and a page, gives its rows in the order of the sheet, those set aside alone if asked."""
    rest = "where list = ? and aside <> ''" if aside else "where list = ?"
    whole = view.ask(f"select count(*) from row {rest}", (number,))[0][0]  # noqa: S608 - written here
    lines = view.ask(
        f"select id, person, naming, aside, withheld, content from row {rest} order by number limit ? offset ?",  # noqa: S608
        (number, SIZE, (page - 1) * SIZE),
    )
    names = "id person naming aside withheld".split()
    rows = tuple(dict(zip(names, told, strict=True)) | json.loads(content) for *told, content in lines)
    return Found(rows=tuple(_hidden(row) for row in rows), whole=int(whole), page=page)


def _hidden(row: Row) -> Row:
    return row | {"cells": ["" for _ in row["cells"]]} if row["withheld"] else row


def persons(view: View, asked: dict[str, str], *, page: int = 1) -> Found:
    """Takes words in any script and a kind, gives persons: those of most rows first, or in order of intake."""
    where, values = [_KINDS.get(asked.get("kind", ""), "1")], list[Any]()
    for word in dict.fromkeys((asked.get("words") or "").replace("\0", " ").split()):
        forms = looked_for(word)
        if forms and min(map(len, forms)) >= _LEAST:
            where = [*where, "place in (select rowid from found where found match ?)"]
            values = [*values, " OR ".join('"' + form.replace('"', '""') + '"' for form in forms)]
        else:
            where, values = [*where, "said like ? escape '\\'"], [*values, f"%{_escaped(fold(word))}%"]
    rest = " and ".join(where)
    whole = view.ask(f"select count(*) from person where {rest}", values)[0][0]  # noqa: S608 - written here
    order = "place" if asked.get("words") or asked.get("kind") else "rows desc, place"
    lines = view.ask(
        f"select id, rows, decided, chain, withheld, content from person where {rest} order by {order} "  # noqa: S608
        "limit ? offset ?",
        (*values, SIZE, (page - 1) * SIZE),
    )
    names = "id rows decided chain withheld".split()
    found = tuple(dict(zip(names, told, strict=True)) | json.loads(content) for *told, content in lines)
    return Found(rows=found, whole=int(whole), page=page)


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def now(view: View, name: str) -> str | None:
    """Takes the id of a person, gives the id it goes by now: its own, or that of the person that superseded it."""
    if view.ask("select 1 from person where id = ?", (name,)):
        return name
    lines = view.ask("select new from superseded where old = ?", (name,))
    return str(lines[0][0]) if lines else None


def person(view: View, name: str) -> Row | None:
    """Takes the id of a person, gives it with its rows, the fields that are told of any, and the ids it superseded."""
    lines = view.ask("select id, rows, decided, chain, withheld, content from person where id = ?", (name,))
    if not lines:
        return None
    *told, content = lines[0]
    row: Row = dict(zip("id whole decided chain withheld".split(), told, strict=True)) | json.loads(content)
    rows = rows_with(view, "where person = ? order by place limit ?", (name, _MOST_ROWS))
    if row["withheld"]:
        rows = tuple(one | {"cells": ["" for _ in one["cells"]], "by_role": {}} for one in rows)
    fields = [role for role in _ROLES if any(role in one["by_role"] for one in rows)]
    fields += sorted({role for one in rows for role in one["by_role"]} - set(fields))
    old = [str(one) for (one,) in view.ask("select old from superseded where new = ? order by old", (name,))]
    return row | {"rows": rows, "fields": fields, "supersedes": old}


def rows_with(view: View, rest: str, values: Sequence[Any]) -> tuple[Row, ...]:
    """Takes the end of a query and its values, gives rows with their list and, by role, each cell with its place."""
    known = {one["number"]: one for one in lists(view)}
    lines = view.ask(f"select place, id, person, list, naming, aside, withheld, content from row {rest}", values)  # noqa: S608
    names = "place id person list naming aside withheld".split()
    return tuple(_placed(dict(zip(names, told, strict=True)) | json.loads(content), known) for *told, content in lines)


def _placed(row: Row, known: dict[int, Row]) -> Row:
    one = known[row["list"]]
    by_role: dict[str, list[Row]] = {}
    for use in one["columns"]:
        role = use["role"] if use["role"] != "unused" else ""
        cell = row["cells"][use["column"]]
        width = len(one["columns"])
        answer = row["cells"][use["column"] + width // 2] if one["forms"] and role else ""
        if role and (cell.strip() or answer):
            place = form_cell(use["column"], width) if one["forms"] else (row["line"], use["column"] + 1)
            told = {"text": cell, "header": use["header"], "line": place[0], "column": place[1], "answer": answer}
            by_role.setdefault(role, []).append(told | {"lang": script_of(cell)})
    return row | {"by_role": by_role, "list_name": one["name"]}


def row_ids(view: View, ids: Iterable[str]) -> dict[str, Row]:
    """Takes ids of rows, those of earlier editions too, gives the rows by the ids that they were asked by."""
    asked = list(dict.fromkeys(ids))[:900]
    moved = dict(view.ask(f"select old, new from moved where old in ({as_marks(asked)})", asked))  # noqa: S608
    wanted = [moved.get(one, one) for one in asked]
    found = {row["id"]: row for row in rows_with(view, f"where id in ({as_marks(wanted)})", wanted)}
    return {one: found[name] for one, name in zip(asked, wanted, strict=True) if name in found}


def pairs_within(view: View, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Takes the rows of a person, gives the pairs among them that were scored, each with its reasons and picture."""
    places = [row["place"] for row in rows][:_MOST_ROWS]
    marks = as_marks(places)
    query = f"where one in ({marks}) and other in ({marks}) order by probability desc limit {_MOST_PAIRS}"
    return _pairs(view, query, (*places, *places))


def pairs_beside(view: View, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Takes the rows of a person, gives pairs with rows of other persons that were weighed, the likeliest first."""
    places = [row["place"] for row in rows][:_MOST_ROWS]
    marks = as_marks(places)
    query = (
        f"where linked = 0 and ((one in ({marks}) and other not in ({marks})) "
        f"or (other in ({marks}) and one not in ({marks}))) order by probability desc limit 12"
    )
    return _pairs(view, query, places * 4)


def pair(view: View, one: str, other: str) -> Row | None:
    """Takes the ids of two rows, gives both with their score and reasons; the score is None where it was not weighed.

    None where a row is in no list that is linked.
    """
    found = row_ids(view, (one, other))
    if len(found) < 2:
        return None
    low, high = sorted((found[one]["place"], found[other]["place"]))
    scored = _pairs(view, "where one = ? and other = ?", (low, high))
    rows = {"a": found[one], "b": found[other]}
    nothing: Row = {"probability": None, "linked": found[one]["person"] == found[other]["person"], "bars": None}
    return (scored[0] if scored else nothing) | rows


def _pairs(view: View, rest: str, values: Sequence[Any]) -> tuple[Row, ...]:
    lines = view.ask(f"select one, other, probability, linked, content from pair {rest}", values)  # noqa: S608
    wanted = sorted({place for line in lines for place in line[:2]})
    rows = {row["place"]: row for row in rows_with(view, f"where place in ({as_marks(wanted)})", wanted)}
    return tuple(_scored(line, rows) for line in lines)


def _scored(line: tuple[Any, ...], rows: dict[int, Row]) -> Row:
    one, other, probability, linked, content = line
    why = [from_plain(Reason, told) for told in json.loads(content)]
    a, b = rows[one], rows[other]
    told = {
        "a": a,
        "b": b,
        "probability": probability,
        "linked": bool(linked),
        "hidden": a["withheld"] or b["withheld"],
    }
    return told | {"words": in_a_sentence(why), "bars": waterfall(why)}


def chains_of(view: View, rows: Sequence[Row]) -> tuple[tuple[Row, Row], ...]:
    """Takes the rows of a person, gives the pairs among them that do not fit each other."""
    by_place = {row["place"]: row for row in rows}
    marks, places = as_marks(list(by_place)), list(by_place)
    found = view.ask(f"select one, other from chain where one in ({marks}) and other in ({marks})", places * 2)  # noqa: S608
    return tuple((by_place[a], by_place[b]) for a, b in found)


_SCRIPTS: Final = {
    "ARABIC": "Arab", "CYRILLIC": "Cyrl", "HEBREW": "Hebr", "GREEK": "Grek", "ARMENIAN": "Armn", "GEORGIAN": "Geor",
    "DEVANAGARI": "Deva", "CJK": "Hani", "HANGUL": "Hang", "HIRAGANA": "Jpan", "KATAKANA": "Jpan", "THAI": "Thai",
    "ETHIOPIC": "Ethi", "TAMIL": "Taml", "SINHALA": "Sinh", "BENGALI": "Beng", "MYANMAR": "Mymr", "KHMER": "Khmr",
    "LATIN": "Latn",
}  # fmt: skip


def script_of(text: str) -> str:
    """Takes a cell, gives a language tag that tells its script alone: which language it is, is not known.

    >>> script_of("أحمد"), script_of("Ахмед"), script_of("34")
    ('und-Arab', 'und-Cyrl', '')
    """
    for letter in text:
        if letter.isalpha():
            script = _SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0])
            return f"und-{script}" if script else ""
    return ""
