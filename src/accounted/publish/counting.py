"""Takes what each named counting rule makes of each event, gives the pages that set the rules side by side.

One page an event, so that a page stays readable however many there are: a table of the rules' numbers for each effect,
beneath it every claim with what each rule does with it, at the foot each rule's text, source and parameters.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from accounted.core.claim import EFFECTS
from accounted.core.outcome import Refusal
from accounted.core.rule import CountingRule, Excluded, Inclusion, RuleFigure, RuleResult, Slot, Taken
from accounted.publish.catalogue import Catalogue, safe_id, trace_of
from accounted.publish.edition import Edition
from accounted.publish.events import Sections, event_anchor, event_file
from accounted.publish.navigation import Sheet
from accounted.publish.statements import Statement, statement
from accounted.publish.wording import SHARED, count_words, effect_words, event_title, number_words


@dataclass(slots=True)
class Rows:
    """The row of each figure, made once: the same figure stands in many tables of these pages."""

    held: Catalogue
    made: dict[str, Statement] = field(default_factory=dict)

    def of(self, claim: str) -> Statement | None:
        """Takes a figure's id, gives its row; None where no reading that is shown holds it."""
        if claim not in self.made:
            found = self.held.claims.get(claim)
            if found is None:
                return None
            self.made[claim] = statement(found, self.held)
        return self.made[claim]


def event_heads(found: Sections) -> dict[str, tuple[str, str]]:
    """Takes a report's sections, gives each event's title and its anchor on the front page, in order."""
    return {e.key: (e.title, event_anchor(e)) for e in found.events}


def rule_sheets(edition: Edition, held: Catalogue, found: Sections) -> Iterator[Sheet]:
    """Takes an edition, its catalogue and sections, gives the page of the rules, then one page an event."""
    heads, rows = event_heads(found), Rows(held)
    groups: dict[str, dict[str, list[RuleResult]]] = {}
    for result in edition.reconciling.counted:
        groups.setdefault(result.event, {}).setdefault(result.effect, []).append(result)
    inclusion = edition.reconciling.inclusion
    out = _excluded_by_event(edition, inclusion)
    events = [*heads, *(event for event in groups if event not in heads)]
    shown = [event for event in events if event in groups or event in out]
    view = {
        "inclusion": _inclusion(inclusion) if inclusion else None,
        "events": [_listed(e, heads, groups.get(e, {}), len(out.get(e, ()))) for e in shown],
        "excluded": [_excluded(one, rows) for one in out.get(None, ())],
        "rules": rules_view(result.rule for result in edition.reconciling.counted),
    }
    yield Sheet(path="rules.html", key="rules", template="rules", heading="Counting rules, side by side", view=view)
    for event in shown:
        yield _event_sheet(event, heads, groups.get(event, {}), (rows, out.get(event, ())))


def rules_view(rules: Iterable[CountingRule]) -> list[dict[str, Any]]:
    """Takes rules, gives each one once, as its text, source and parameters stand at the foot of a page."""
    return [{"anchor": "rule-" + safe_id(r.id), "rule": r} for r in {(r.id, r.version): r for r in rules}.values()]


def _excluded_by_event(edition: Edition, inclusion: Inclusion | None) -> dict[str | None, tuple[Excluded, ...]]:
    """Gives what the inclusion rule leaves out by event; a figure of several events stands with the first."""
    event_of: dict[str, str] = {}
    for comparison in edition.comparisons:
        for claim in comparison.claims:
            event_of.setdefault(claim, comparison.event)
    found: dict[str | None, list[Excluded]] = {}
    for one in inclusion.excluded if inclusion else ():
        found.setdefault(event_of.get(one.claim), []).append(one)
    return {event: tuple(some) for event, some in found.items()}


def _inclusion(inclusion: Inclusion) -> dict[str, Any]:
    rule = inclusion.rule
    asked = [
        ("effects", ", ".join(effect_words(e) for e in rule.effects)),
        ("units", ", ".join(rule.units)),
        ("places", ", ".join(rule.places)),
        ("from", rule.first or ""),
        ("to", rule.last or ""),
        ("populations", ", ".join(p or "everyone" for p in rule.populations)),
        ("assessed as", ", ".join(f"“{s}”" if s else "not assessed" for s in rule.statuses)),
    ]
    reasons = Counter(one.reason for one in inclusion.excluded)
    return {
        "rule": rule,
        "asked": [(name, words) for name, words in asked if words],
        "counted": count_words(len(inclusion.counted), "figure"),
        "left_out": count_words(len(inclusion.excluded), "figure"),
        "reasons": sorted(reasons.items()),
    }


def _listed(
    event: str, heads: Mapping[str, tuple[str, str]], effects: Mapping[str, list[RuleResult]], left_out: int
) -> dict[str, Any]:
    page = f"rules/{event_file(event)}"
    return {
        "title": heads[event][0] if event in heads else event_title(event, ""),
        "href": page,
        "effects": [
            (effect_words(e), f"{page}#effect-{safe_id(e)}", len(effects[e][0].taken)) for e in _ordered(effects)
        ],
        "left_out": f"{page}#excluded" if left_out else "",
        "left_out_words": count_words(left_out, "figure"),
    }  # fmt: skip


def _ordered(effects: Iterable[str]) -> list[str]:
    return sorted(effects, key=lambda e: EFFECTS.index(e) if e in EFFECTS else len(EFFECTS))


def _event_sheet(
    event: str,
    heads: Mapping[str, tuple[str, str]],
    effects: Mapping[str, list[RuleResult]],
    beside: tuple[Rows, tuple[Excluded, ...]],
) -> Sheet:
    rows, out = beside
    title, anchor = heads.get(event, (event_title(event, ""), ""))
    results = [result for effect in effects.values() for result in effect]
    view = {
        "title": title,
        "figures_href": f"index.html#{anchor}" if anchor else "index.html",
        "inclusion": results[0].inclusion if results else None,
        "effects": [_effect(effect, effects[effect], rows) for effect in _ordered(effects)],
        "excluded": [_excluded(one, rows) for one in out],
        "rules": rules_view(result.rule for result in results),
    }
    path = f"rules/{event_file(event)}"
    return Sheet(path=path, key="rules", template="rules_event", heading=f"{title}: counting rules", view=view)


def _excluded(one: Excluded, rows: Rows) -> dict[str, Any]:
    return {"id": one.claim, "row": rows.of(one.claim), "reason": one.reason}


def _effect(effect: str, results: list[RuleResult], rows: Rows) -> dict[str, Any]:
    claims = list(dict.fromkeys(taken.claim for result in results for taken in result.taken))
    numbers = {claim: number for number, claim in enumerate(claims, start=1)}
    by_rule = [{taken.claim: taken for taken in result.taken} for result in results]
    anchor = safe_id(effect)
    return {
        "anchor": f"effect-{anchor}",
        "name": effect,
        "heading": effect_words(effect),
        "counted": count_words(len(claims), "figure"),
        "results": [_result(result, numbers, rows, anchor) for result in results],
        "rules": [(result.rule, f"#rule-{safe_id(result.rule.id)}") for result in results],
        "claims": [
            {
                "number": numbers[claim],
                "anchor": f"{anchor}-{numbers[claim]}",
                "id": claim,
                "row": rows.of(claim),
                "cells": _cells(results, [taken.get(claim) for taken in by_rule]),
            }
            for claim in claims
        ],
    }


def _result(result: RuleResult, numbers: Mapping[str, int], rows: Rows, anchor: str) -> dict[str, Any]:
    answer = result.answer
    refused = answer if isinstance(answer, Refusal) else None
    used = sum(1 for taken in result.taken if taken.used)
    return {
        "rule": result.rule,
        "href": f"#rule-{safe_id(result.rule.id)}",
        "refused": refused,
        "status": None if refused else _figure(answer).status,
        "notes": () if refused else _figure(answer).notes,
        "slots": () if refused else [_slot(slot, result, numbers, (rows, anchor)) for slot in _figure(answer).slots],
        "origins": f"{count_words(result.origins, 'separate origin')} seen; {SHARED}" if result.origins else "",
        "used": f"{used} of {count_words(len(result.taken), 'figure')} used",
        "unconfirmed": _unconfirmed(len(result.unconfirmed), used) if not refused else "",
    }


def _figure(answer: RuleFigure | Refusal) -> RuleFigure:
    assert isinstance(answer, RuleFigure)
    return answer


def _unconfirmed(number: int, used: int) -> str:
    """Says how many of the figures that a number is made of no person assessed with "confirm"."""
    if not number:
        return ""
    of = "the one figure used" if used == 1 else f"{number:,} of the {used:,} figures used"
    return f"unconfirmed: {of} without the assessment “confirm”"


def _slot(slot: Slot, result: RuleResult, numbers: Mapping[str, int], where: tuple[Rows, str]) -> dict[str, Any]:
    rows, anchor = where
    home = next((trace_of(row.stated) for claim in slot.claims for row in [rows.of(claim)] if row), None)
    return {
        "name": slot.name,
        "number": None if slot.number is None else number_words(slot.number),
        "href": home,
        "by": [(numbers[claim], f"#{anchor}-{numbers[claim]}") for claim in slot.claims if claim in numbers],
        "unconfirmed": bool(set(slot.claims) & set(result.unconfirmed)),
    }


def _cells(results: list[RuleResult], taken: list[Taken | None]) -> list[dict[str, Any]]:
    """Gives what each rule does with a claim; neighbours that do the same share a cell."""
    cells = []
    done = [(result, does(one) if one else ("", "not looked at")) for result, one in zip(results, taken, strict=True)]
    for words, some in groupby(done, key=lambda pair: pair[1]):
        names = [result.rule.id for result, _ in some]
        label = "every rule" if len(names) == len(results) > 1 else ", ".join(names)
        cells.append({"span": len(names), "label": f"{label}: ", "used": words[0], "words": words[1]})
    return cells


def does(taken: Taken) -> tuple[str, str]:
    """Takes what a rule does with a claim, gives "used" and how with what it sets, or "" and why it is left out."""
    if not taken.used:
        return "", f"left out: {taken.reason}"
    return f"used as {taken.reason}", f"sets {', '.join(taken.sets)}" if taken.sets else ""
