"""How each event stands: what every counting rule makes of it, who held which position when; written, and asked for."""

import json
import sqlite3
from collections import Counter
from typing import Any

from accounted.core.outcome import Refusal
from accounted.core.plain import to_plain
from accounted.core.rule import RuleFigure, RuleResult
from accounted.publish import Edition
from accounted.publish.catalogue import Catalogue
from accounted.publish.counting import does
from accounted.publish.statements import title_of
from accounted.publish.wording import number_words
from accounted.viewing.noting import content_json
from accounted.viewing.view import View

Row = dict[str, Any]


def write_standing(database: sqlite3.Connection, edition: Edition, held: Catalogue) -> None:
    """Takes an open view, an edition and its catalogue, writes what the rules give and the positions, by event."""
    places: Counter[str] = Counter()
    for result in edition.reconciling.counted:
        places[result.event] += 1
        line = (result.event, places[result.event], result.rule.id, result.effect, content_json(_counted(result)))
        database.execute("insert into counted values (?, ?, ?, ?, ?)", line)
    for place, one in enumerate(edition.reconciling.positions):
        told = to_plain(one) | {"title": title_of(held.documents[one.document]), "figure": one.stated in held.claims}
        database.execute("insert into position values (?, ?, ?)", (one.event, place, content_json(told)))


def _counted(result: RuleResult) -> Row:
    return {
        "rule": to_plain(result.rule),
        "effect": result.effect,
        "taken": {one.claim: does(one) for one in result.taken},
        "unconfirmed": len(result.unconfirmed),
        **_answer(result.answer),
    }


def _answer(answer: RuleFigure | Refusal) -> Row:
    if isinstance(answer, Refusal):
        return {"refused": answer.reason, "advice": answer.advice, "slots": [], "status": None, "notes": []}
    slots = [(slot.name, None if slot.number is None else number_words(slot.number)) for slot in answer.slots]
    return {"refused": "", "advice": "", "slots": slots, "status": answer.status, "notes": list(answer.notes)}


def rules_of(view: View, event: str) -> list[tuple[str, str]]:
    """Takes an event's key, gives the rules that were tried on it: (id, name), in the order of their list."""
    lines = view.ask(
        "select rule, json_extract(content, '$.rule.name') from counted where event = ? order by place", (event,)
    )
    return list(dict.fromkeys((str(rule), str(name)) for rule, name in lines))


def counted_by(view: View, event: str, rule: str) -> dict[str, Row]:
    """Takes an event's key and a rule's id, gives what the rule makes of it, by effect."""
    lines = view.ask("select effect, content from counted where event = ? and rule = ? order by place", (event, rule))
    return {str(effect): json.loads(content) for effect, content in lines}


def positions_of(view: View, event: str) -> tuple[Row, ...]:
    """Takes an event's key, gives the positions that speakers held, each speaker's by date."""
    lines = view.ask("select content from position where event = ? order by place", (event,))
    return tuple(json.loads(content) for (content,) in lines)
