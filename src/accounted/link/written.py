"""The person of every row as lines of a table, written by compiled code: a million rows in a tenth of a second."""

import csv
import io
from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from accounted.core.compiled import kernel
from accounted.link.linkage import Linkage

HEADER: Final = b"list,row,person\n"
_AT_ONCE: Final = 1 << 16
_LONGEST_NUMBER: Final = 20


def person_table(made: Linkage) -> Iterator[bytes]:
    """Takes a linkage, gives a CSV in parts: list, row and person for every row of every list, once, in their order.

    A person goes by the first of its rows; a row set aside or naming nobody that is linked to nothing has a key of
    its own.
    """
    yield HEADER
    offsets = made.rows.offsets
    for one, begin in zip(made.rows.lists, offsets.tolist(), strict=False):
        head = np.frombuffer(_cell(one.name), np.uint8)
        for at in range(0, len(one), _AT_ONCE):
            first = made.person[begin + at : begin + min(at + _AT_ONCE, len(one))]
            out = np.empty(len(first) * (len(head) + 3 * (_LONGEST_NUMBER + 1)), np.uint8)
            yield out[: person_rows(head, at, first, offsets, out)].tobytes()


def _cell(name: str) -> bytes:
    """Gives a list's name as a cell, with the comma behind it."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow((name, ""))
    return stream.getvalue().removesuffix("\n").encode()


@kernel
def person_rows(head: Any, row: int, person: Any, offsets: Any, out: Any) -> int:
    """Takes what each line begins with, the first row's number and the first row of each one's person among all,
    writes a line for each, gives how many bytes they take.
    """
    size = 0
    for at in range(person.shape[0]):
        out[size : size + head.shape[0]] = head
        which = np.searchsorted(offsets, person[at], side="right") - 1
        size = _number(row + at, out, size + head.shape[0], ord(","))
        size = _number(which + 1, out, size, ord("-"))
        size = _number(person[at] - offsets[which], out, size, ord("\n"))
    return size


@kernel
def _number(told: int, out: Any, at: int, end: int) -> int:
    """Writes a number and a sign behind it, gives where they end."""
    digits, left = 1, told
    while left >= 10:
        left //= 10
        digits += 1
    for k in range(digits):
        out[at + digits - 1 - k] = told % 10 + 48
        told //= 10
    out[at + digits] = end
    return at + digits + 1
