"""Readings as persons decided them: takes a reading and decisions, gives it with claims made, corrected or rejected.

What was read stays as it is in the reading handed over. A rejected figure is listed with the decision, never lost.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from accounted.core.claim import (
    EFFECTS,
    QUALIFIERS,
    STANCES,
    UNITS,
    Claim,
    Denial,
    Label,
    NoClaim,
    Quantity,
    Reading,
    claim_id,
)
from accounted.core.decision import Decision
from accounted.core.document import MadeBy, Span
from accounted.core.outcome import Outcome, SetAside
from accounted.read.lexicon import known_languages, load_lexicon
from accounted.read.numbers import read_quantity

Stated = TypeVar("Stated", Claim, Label, Denial)
_CLOSED: Final[Mapping[str, tuple[str, ...]]] = {"effect": EFFECTS, "unit": UNITS, "stance": STANCES}
_FREE: Final = ("victims", "when", "where", "speaker", "part_of", "as_of", "note", "event")
_NUMBERS: Final = ("low", "best", "high")
CORRECTED: Final = (*_CLOSED, *_FREE, "cumulative", *_NUMBERS, "qualifier")
"""The fields of a claim that a person can correct."""

MADE: Final = (*CORRECTED, "start", "end", "number_start", "number_end")
"""The fields of a claim that a person makes: its span in the text, and that of its number."""


class Unreadable(Exception):
    """The value of a decision cannot be used: what was found and what was expected."""

    def __init__(self, found: str, expected: str) -> None:
        self.found, self.expected = found, expected
        super().__init__(found)


def fields_of(value: str, *, known: Sequence[str]) -> dict[str, Any]:
    """Takes the value of a "correct" or "make" decision, gives its fields; Unreadable says what cannot be used.

    >>> fields_of('{"effect": "injured"}', known=CORRECTED)
    {'effect': 'injured'}
    """
    try:
        told = json.loads(value)
    except ValueError as fault:
        raise Unreadable(f"what is not JSON ({fault})", "a JSON object of fields") from None
    if not isinstance(told, dict) or not told:
        raise Unreadable("no fields", f"a JSON object with some of {', '.join(known)}")
    for name, given in told.items():
        if name not in known:
            raise Unreadable(f"the unknown field “{name}”", f"one of {', '.join(known)}")
        expected = _misfit(name, given)
        if expected:
            raise Unreadable(f"{given!r} under {name}", expected)
    return told


def _misfit(name: str, given: Any) -> str:
    """Gives what a field should hold, or nothing where it fits."""
    closed = QUALIFIERS if name == "qualifier" else _CLOSED.get(name)
    if closed is not None:
        return "" if given in closed else f"one of {', '.join(closed)}"
    if name == "cumulative":
        return "" if given is None or isinstance(given, bool) else "true, false or null"
    if name in _FREE:
        return "" if given is None or isinstance(given, str) else "a text or null"
    if given is None and name in _NUMBERS:
        return ""
    is_number = isinstance(given, (int, float)) and not isinstance(given, bool)
    return "" if is_number and 0 <= given < float("inf") else "a number from 0"


def with_made(reading: Reading, decisions: Sequence[Decision], *, text: str) -> Outcome[Reading]:
    """Takes a reading, decisions that stand and the document's text, gives the reading with claims that persons made.

    A claim is made of its span and that of its number, which is read again from its own words; one whose span is not in
    the text, or whose words hold no number and none is told, is set aside.
    """
    made: dict[str, Claim] = {}
    aside: list[SetAside] = []
    for one in decisions:
        if one.kind != "make" or one.about != (reading.document,):
            continue
        try:
            claim = _made(one, reading, text)
        except Unreadable as fault:
            aside.append(_aside(one, fault.found, fault.expected))
            continue
        made[claim.id] = claim
    known = {claim.id for claim in reading.claims}
    claims = (*reading.claims, *(claim for name, claim in made.items() if name not in known))
    ordered = sorted(claims, key=_place) if made else claims
    return Outcome(kept=(replace(reading, claims=tuple(ordered)),), set_aside=tuple(aside))


def _place(claim: Claim) -> tuple[int, int]:
    place = claim.place
    return (place.start, place.end) if isinstance(place, Span) else (place.row, place.column)


def _made(one: Decision, reading: Reading, text: str) -> Claim:
    told = fields_of(one.value, known=MADE)
    start, end = _span(told, ("start", "end"), (0, len(text)))
    first, last = _span(told, ("number_start", "number_end"), (start, end))
    language = reading.language if reading.language in known_languages() else "en"
    number = read_quantity(text[first:last], load_lexicon(language or "en"))
    if number is None and not any(told.get(name) is not None for name in _NUMBERS):
        raise Unreadable(f"no number in “{text[first:last]}”", "words that hold one number, or the number told")
    read = (number.low, number.best, number.high) if number else (None, None, None)
    low, best, high = (told.get(name, value) for name, value in zip(_NUMBERS, read, strict=True))
    quantity = _quantity(
        (low, best, high), told.get("qualifier") or (number.qualifier if number else "exact"), text, (first, last)
    )
    effect = told.get("effect", "other")
    return Claim(
        id=claim_id(reading.document, place=(start, end), effect=effect, quantity=quantity),
        place=Span(document=reading.document, start=start, end=end, quote=text[start:end]),
        effect=effect,
        quantity=quantity,
        victims=told.get("victims"),
        unit=told.get("unit", "persons"),
        part_of=told.get("part_of"),
        when=told.get("when"),
        where=told.get("where"),
        speaker=told.get("speaker"),
        stance=told.get("stance", "asserts"),
        rule="made by a person",
        note=told.get("note"),
        as_of=told.get("as_of"),
        cumulative=told.get("cumulative"),
        event=told.get("event"),
        made_by=_made_by(one),
    )


def _span(told: Mapping[str, Any], names: tuple[str, str], within: tuple[int, int]) -> tuple[int, int]:
    start, end = (told.get(name, default) for name, default in zip(names, within, strict=True))
    if not within[0] <= start < end <= within[1]:
        raise Unreadable(f"characters {start} to {end}", f"characters between {within[0]} and {within[1]}")
    return int(start), int(end)


def _quantity(numbers: tuple[Any, Any, Any], qualifier: str, text: str, place: tuple[int, int]) -> Quantity:
    low, best, high = (None if n is None else float(n) for n in numbers)
    start, end = place
    return Quantity(low=low, best=best, high=high, qualifier=qualifier, text=text[start:end], start=start, end=end)


def as_decided(reading: Reading, decisions: Sequence[Decision]) -> Outcome[Reading]:
    """Takes a reading and decisions that stand, gives it with corrections made and with what was rejected taken out.

    A rejected figure, name or rejection in a text stands among the numbers that became no figure, with who decided and
    why; one in a table is set aside. A figure that was part of a rejected one stands alone.
    """
    newest = _newest(reading, decisions)
    if not newest:
        return Outcome(kept=(reading,))
    gone = {name: one for name, one in newest.items() if one.kind == "reject"}
    aside: list[SetAside] = []
    claims: list[Claim] = []
    for claim in reading.claims:
        try:
            claims.append(_corrected(claim, newest.get(claim.id), gone))
        except Unreadable as fault:
            aside.append(_aside(newest[claim.id], fault.found, fault.expected))
            claims.append(claim)
    every: tuple[Claim | Label | Denial, ...] = (*reading.claims, *reading.labels, *reading.denials)
    rejected = [(stated, gone[stated.id]) for stated in every if stated.id in gone]
    none = [_no_claim(stated.place, one) for stated, one in rejected if isinstance(stated.place, Span)]
    aside += [_rejected(stated, one) for stated, one in rejected if not isinstance(stated.place, Span)]
    kept = replace(
        reading,
        claims=_without(claims, gone),
        labels=_without(reading.labels, gone),
        denials=_without(reading.denials, gone),
        no_claims=tuple(sorted((*reading.no_claims, *none), key=lambda one: (one.start, one.end))),
    )
    return Outcome(kept=(kept,), set_aside=tuple(aside))


def _newest(reading: Reading, decisions: Sequence[Decision]) -> dict[str, Decision]:
    here = {c.id for c in reading.claims} | {s.id for s in reading.labels} | {d.id for d in reading.denials}
    return {
        name: one
        for one in decisions
        if one.kind in ("accept", "reject", "correct")
        for name in one.about
        if name in here
    }


def _without(stated: Sequence[Stated], gone: Mapping[str, Decision]) -> tuple[Stated, ...]:
    return tuple(one for one in stated if one.id not in gone)


def _corrected(claim: Claim, decision: Decision | None, gone: Mapping[str, Decision]) -> Claim:
    whole = None if claim.part_of in gone else claim.part_of
    if decision is None or decision.kind == "reject":
        return replace(claim, part_of=whole) if whole != claim.part_of else claim
    if decision.kind == "accept":
        return replace(claim, part_of=whole, made_by=_looked_at(claim.made_by, decision))
    told = {"part_of": whole} | fields_of(decision.value, known=CORRECTED)
    numbers = {name: told.pop(name) for name in (*_NUMBERS, "qualifier") if name in told}
    quantity = replace(claim.quantity, **numbers) if numbers else claim.quantity
    return replace(claim, **told, quantity=quantity, made_by=_looked_at(claim.made_by, decision))


def _made_by(decision: Decision) -> MadeBy:
    return MadeBy(step="decision", version="1", parameters=_words(decision))


def _looked_at(made_by: MadeBy, decision: Decision) -> MadeBy:
    return replace(made_by, parameters=(*made_by.parameters, *_words(decision)))


def _words(decision: Decision) -> tuple[tuple[str, str], ...]:
    done = {"accept": "accepted by", "correct": "corrected by", "make": "made by"}[decision.kind]
    why = (("why", decision.why),) if decision.why else ()
    return ((done, f"{decision.by}, {decision.when[:10]}"), ("decision", decision.id), *why)


def _no_claim(place: Span, one: Decision) -> NoClaim:
    return NoClaim(start=place.start, end=place.end, text=place.quote, reason=_reason(one))


def _reason(one: Decision) -> str:
    return f"rejected by {one.by}, {one.when[:10]}" + (f": {one.why}" if one.why else "")


def _rejected(stated: Claim | Label | Denial, one: Decision) -> SetAside:
    return SetAside(
        code="rejected-by-decision",
        where=stated.id,
        found=f"“{stated.place.quote}”, {_reason(one)}",
        expected="a figure, name or rejection that no person rejected",
        advice="Undo the decision to set it beside the others again.",
    )


def _aside(one: Decision, found: str, expected: str) -> SetAside:
    return SetAside(
        code="unreadable-decision",
        where=f"decision {one.id}",
        found=found,
        expected=expected,
        advice="The decision is kept and does not count; decide anew, or undo it.",
    )
