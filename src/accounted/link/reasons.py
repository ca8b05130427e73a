"""Why two rows are, or are not, held to be one person: every field's part of the score, in words and in bits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import Any, Final

from accounted.core.person import Reason
from accounted.link.encode import Encoded
from accounted.link.kernels import NONE
from accounted.link.plan import AGE, DAY, ID, PLACE, SEX, TEXT
from accounted.link.weights import Levels, Weights, field_parts, levels_of, name_parts

PRIOR: Final = "how rare one person's pairs are"
_WORD: Final = ("equal", "alike", "close", "weakly alike", "different", "on one side only")
_FIELD: Final = {
    DAY: (
        "same day",
        "same as far as told",
        "nearly the same",
        "one part of three differs",
        "same year",
        "a year apart",
        "different",
    ),
    AGE: ("equal", "one year more", "one year less", "two years apart", "three to five years apart", "further apart"),
    SEX: ("equal", "different"),
    TEXT: ("equal", "close", "partly", "different"),
    PLACE: ("equal", "close", "partly, or in another column", "different"),
    ID: ("equal", "close", "partly", "different"),
}


def reasons(rows: Encoded, left: Any, right: Any, weights: Weights) -> list[tuple[Reason, ...]]:
    """Takes pairs of rows, gives the reasons of each: the bits add up to the pair's log odds before rows compete.

    The first reason, "how rare one person's pairs are", is the prior: how many pairs among those open are expected to
    be one person.
    A name's words are given as romanised; other values as written.
    """
    found = levels_of(rows, left, right)
    prior = weights.prior / log(2)
    first = Reason(field=PRIOR, left="", right="", agreement="", bits=round(prior, 2))
    in_names = _of_names(rows, found, name_parts(rows, found, weights))
    parts = field_parts(rows, found, weights).tolist()
    places = zip(zip(*rows.places_of(left), strict=True), zip(*rows.places_of(right), strict=True), strict=True)
    in_fields = (
        _of_fields(rows, levels, bits, both)
        for levels, bits, both in zip(found.fields.tolist(), parts, places, strict=True)
    )
    return [(first, *names, *fields) for names, fields in zip(in_names, in_fields, strict=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Reasons as another engine tells them: the words of its levels by comparison, those of the parts of names first,
    then those of fields; the parts of names by row; for each scored pair the level of each comparison (-1 where a row
    does not tell it), and its bits.
    """

    labels: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    names: tuple[Sequence[str | None], ...]
    levels: Any
    bits: Any
    prior: float


def told_reasons(rows: Encoded, told: Told, at: Any, left: Any, right: Any) -> list[tuple[Reason, ...]]:
    """Takes another engine's reasons, scored pairs by their place and their rows, gives the reasons of each."""
    first = Reason(field=PRIOR, left="", right="", agreement="", bits=round(told.prior, 2))
    pairs = zip(left.tolist(), right.tolist(), told.levels[at].tolist(), told.bits[at].tolist(), strict=True)
    return [
        (first, *(
            Reason(
                field=told.labels[k], left=_value(rows, told, k, a), right=_value(rows, told, k, b),
                agreement=told.words[k][level], bits=round(bits[k], 2),
            )
            for k, level in enumerate(levels) if level >= 0
        ))
        for a, b, levels, bits in pairs
    ]  # fmt: skip


def _value(rows: Encoded, told: Told, k: int, row: int) -> str:
    if k < len(told.names):
        return told.names[k][row] or ""
    place = rows.place_of(row)
    return _cell(rows, place, rows.columns[k - len(told.names)].field.columns[place[0]])


def _of_fields(
    rows: Encoded, levels: list[int], parts: list[float], both: tuple[tuple[int, int], tuple[int, int]]
) -> Iterator[Reason]:
    for column, level, part in zip(rows.columns, levels, parts, strict=True):
        if level == NONE:
            continue
        told = column.field
        left, right = (_cell(rows, place, told.columns[place[0]]) for place in both)
        yield Reason(
            field=told.label, left=left, right=right, agreement=_FIELD[told.kind][level], bits=round(part / log(2), 2)
        )


def _cell(rows: Encoded, place: tuple[int, int], column: int) -> str:
    return rows.lists[place[0]].columns[column][place[1]] if column >= 0 else "(in parts)"


def _of_names(rows: Encoded, found: Levels, names: Any) -> Iterator[list[Reason]]:
    roman = [*rows.words.roman, ""]
    first, second = (side.tolist() for side in found.words)
    for slots, left, right, parts in zip(found.slots.tolist(), first, second, names.tolist(), strict=True):
        yield [
            Reason(
                field="given name" if slot >> 3 else "name", left=roman[a], right=roman[b],
                agreement=_WORD[min(slot & 7, 5)], bits=round(part / log(2), 2),
            )
            for slot, a, b, part in zip(slots, left, right, parts, strict=True)
            if slot != NONE
        ]  # fmt: skip


def in_words(told: Sequence[Reason]) -> str:
    """Takes the reasons of a pair, gives them in one line, strongest first, with their bits.

    >>> in_words([Reason(field="age", left="34", right="34", agreement="equal", bits=3.1)])
    'age equal (34) +3.1'
    """
    ordered = sorted(told, key=lambda one: -abs(one.bits))
    return "; ".join(f"{one.field} {_said(one)} {one.bits:+.1f}".replace("  ", " ") for one in ordered)


def _said(one: Reason) -> str:
    values = one.left if one.left == one.right else f"{one.left or '-'} / {one.right or '-'}"
    return f"{one.agreement} ({values})" if values else one.agreement
