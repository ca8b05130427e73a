"""Why two rows are, or are not, held to be one person: every field's part of the score, in words and in bits."""

from collections.abc import Sequence
from math import log
from typing import Any, Final

import numpy as np

from accounted.core.person import Reason
from accounted.link.encode import Encoded
from accounted.link.kernels import NONE
from accounted.link.plan import AGE, DAY, ID, PLACE, SEX, TEXT
from accounted.link.weights import Weights, field_parts, levels_of, name_parts

_WORD: Final = ("equal", "alike", "close", "weakly alike", "different", "on one side only")
_FIELD: Final = {
    DAY: ("same day", "same as far as told", "nearly the same", "same year", "a year apart", "different"),
    AGE: ("equal", "one year more", "one year less", "two years apart", "three to five years apart", "further apart"),
    SEX: ("equal", "different"),
    TEXT: ("equal", "close", "partly", "different"),
    PLACE: ("equal", "close", "partly, or in another column", "different"),
    ID: ("equal", "close", "partly", "different"),
}


def reasons(rows: Encoded, left: Any, right: Any, weights: Weights) -> list[tuple[Reason, ...]]:
    """Takes pairs of rows, gives the reasons of each: the bits add up to the pair's log odds before rows compete.

    The first reason, "how rare one person's pairs are", is the prior: how many pairs among all are expected to be one
    person.
    A name's words are given as romanised; other values as written.
    """
    found = levels_of(rows, left, right)
    names, parts = name_parts(rows, found, weights), field_parts(rows, found, weights)
    prior = log(weights.matches / weights.all_pairs) / log(2)
    first = Reason(field="how rare one person's pairs are", left="", right="", agreement="", bits=round(prior, 2))
    made = []
    for at in range(len(left)):
        told = [first, *_of_name(rows, found, names, at)]
        a, b = rows.place_of(int(left[at])), rows.place_of(int(right[at]))
        for k, column in enumerate(rows.columns):
            level = int(found.fields[at, k])
            if level == NONE:
                continue
            columns = column.field.columns
            value = [_cell(rows, place, columns[place[0]]) for place in (a, b)]
            words = _FIELD[column.field.kind][level]
            bits = round(float(parts[at, k]) / log(2), 2)
            told.append(Reason(field=column.field.label, left=value[0], right=value[1], agreement=words, bits=bits))
        made.append(tuple(told))
    return made


def _cell(rows: Encoded, place: tuple[int, int], column: int) -> str:
    return rows.lists[place[0]].columns[column][place[1]] if column >= 0 else "(in parts)"


def _of_name(rows: Encoded, found: Any, names: Any, at: int) -> list[Reason]:
    told = []
    for slot in np.flatnonzero(found.slots[at] != NONE).tolist():
        code = int(found.slots[at, slot])
        word = [_roman(rows, int(found.words[side][at, slot])) for side in (0, 1)]
        field = "given name" if code >> 3 else "name"
        bits = round(float(names[at, slot]) / log(2), 2)
        told.append(Reason(field=field, left=word[0], right=word[1], agreement=_WORD[min(code & 7, 5)], bits=bits))
    return told


def _roman(rows: Encoded, word: int) -> str:
    return rows.words.roman[word] if word >= 0 else ""


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
