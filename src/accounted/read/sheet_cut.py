"""Plain rows of a text table cut into cells by compiled code, each distinct cell of a column kept once.

Plain is a row as wide as the table, on one line, that is not empty throughout and whose quotation marks each stand
around a whole cell. Other rows are left to who reads line by line, so that both read the same.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from accounted.core.cells import Codes
from accounted.core.compiled import kernel_as

_CELLS: Final = 1 << 18
_ROWS: Final = 1 << 15
_FEWEST_ROWS: Final = 64
_AT_ONCE: Final = 2
_QUOTE, _NEW_LINE, _RETURN = ord('"'), ord("\n"), ord("\r")


@kernel_as(nogil=True)
def cells_of_lines(text: Any, at: int, sign: int, begins: Any, sizes: Any) -> Any:
    """Takes a text, a place where a row begins and the sign between cells, writes where the cells of each row begin
    and how long they are; gives how many plain rows there are and where what follows them begins.
    """
    row, size, width = 0, text.shape[0], begins.shape[0]
    while row < begins.shape[1] and at < size:
        place, column, filled = at, 0, 0
        while True:
            if column == width:
                return row, at
            begin = place
            if place < size and text[place] == _QUOTE:
                begin += 1
                place += 1
                while place < size and text[place] != _QUOTE and text[place] != _NEW_LINE and text[place] != _RETURN:
                    place += 1
                if place == size or text[place] != _QUOTE:
                    return row, at
                sizes[column, row] = place - begin
                place += 1
            else:
                while place < size and not (text[place] == sign or (text[place] <= _QUOTE and _ends(text[place]))):
                    place += 1
                sizes[column, row] = place - begin
            begins[column, row] = begin
            filled += sizes[column, row]
            column += 1
            if place == size or text[place] != sign:
                break
            place += 1
        if place < size and text[place] == _RETURN:
            place += 1
            if place == size:
                return row, at
        if column != width or filled == 0 or (place < size and text[place] != _NEW_LINE):
            return row, at
        at = place + 1 if place < size else size
        row += 1
    return row, at


@kernel_as(nogil=True, inline="always")
def _ends(letter: Any) -> Any:
    return letter in (_NEW_LINE, _RETURN, _QUOTE)


@kernel_as(nogil=True)
def codes_of_cells(  # noqa: PLR0913, PLR0917 - plain arrays
    text: Any, begins: Any, sizes: Any, slots: Any, begin: Any, size: Any, stirred: Any, count: int, out: Any
) -> int:
    """Takes where cells of a column begin and how long they are, and the table of its distinct cells so far, writes
    the code of each cell; gives how many distinct cells there are now.
    """
    mask = np.uint64(slots.shape[0] - 1)
    for r in range(begins.shape[0]):
        a, n = begins[r], sizes[r]
        x = np.uint64(0xCBF29CE484222325)
        for k in range(a, a + n):
            x = (x ^ np.uint64(text[k])) * np.uint64(0x100000001B3)
        x ^= x >> np.uint64(32)
        place = x & mask
        while True:
            told = slots[place]
            if told < 0:
                slots[place] = told = count
                begin[count], size[count], stirred[count] = a, n, x
                count += 1
                break
            if stirred[told] == x and size[told] == n:
                b, k = begin[told], 0
                while k < n and text[a + k] == text[b + k]:
                    k += 1
                if k == n:
                    break
            place = (place + np.uint64(1)) & mask
        out[r] = told
    return count


@kernel_as(nogil=True)
def placed(stirred: Any, count: int, slots: Any) -> None:
    """Takes the hashes of distinct cells and an empty table of a power of two of places, puts them into it."""
    mask = np.uint64(slots.shape[0] - 1)
    for told in range(count):
        place = stirred[told] & mask
        while slots[place] >= 0:
            place = (place + np.uint64(1)) & mask
        slots[place] = told


@dataclass(slots=True)
class _Column:
    """The distinct cells of a column: where each first stands, its hash, its text, and its code as others count."""

    slots: Any = field(default_factory=lambda: np.full(256, -1, np.int32))
    begin: Any = field(default_factory=lambda: np.empty(128, np.int64))
    size: Any = field(default_factory=lambda: np.empty(128, np.int32))
    stirred: Any = field(default_factory=lambda: np.empty(128, np.uint64))
    count: int = 0
    texts: list[str] = field(default_factory=list)
    blank: Any = field(default_factory=lambda: np.empty(0, np.bool_))
    codes: Any = field(default_factory=lambda: np.empty(0, np.int32))

    def code(self, text: Any, begins: Any, sizes: Any) -> Any:
        """Takes a text and where cells stand in it, gives their codes; there is room for twice as many as may come."""
        self._widen(self.count + len(begins))
        out = np.empty(len(begins), np.int32)
        table = self.slots, self.begin, self.size, self.stirred
        self.count = codes_of_cells(text, begins, sizes, *table, self.count, out)
        return out

    def _widen(self, most: int) -> None:
        if most > len(self.begin):
            room = 1 << (most - 1).bit_length()
            self.begin, self.size, self.stirred = (
                np.concatenate([told[: self.count], np.empty(room - self.count, told.dtype)])
                for told in (self.begin, self.size, self.stirred)
            )
            self.slots = np.full(2 * room, -1, np.int32)
            placed(self.stirred, self.count, self.slots)

    def read(self, content: bytes) -> None:
        """Reads the texts of cells that are new."""
        known = len(self.texts)
        if known < self.count:
            begin, size = self.begin[known : self.count].tolist(), self.size[known : self.count].tolist()
            more = [content[a : a + n].decode() for a, n in zip(begin, size, strict=True)]
            self.texts += more
            self.blank = np.concatenate([self.blank, np.array([not text or text.isspace() for text in more])])


@dataclass(frozen=True, slots=True)
class Block:
    """Rows cut into cells: the codes of each column, and what is known of their values; its columns grow behind it."""

    rows: int
    codes: Sequence[Any]
    columns: Sequence[_Column]

    def cells(self, row: int) -> tuple[str, ...]:
        """Takes a row of the block, gives its cells."""
        return tuple(column.texts[codes[row]] for column, codes in zip(self.columns, self.codes, strict=True))

    def coded(self, at: int, table: Codes) -> bytes:
        """Takes a column and the table of its codes, gives the code of each row as four bytes, new values added."""
        column = self.columns[at]
        if len(column.codes) < len(column.texts):
            more = list(map(table.__getitem__, column.texts[len(column.codes) :]))
            column.codes = np.concatenate([column.codes, np.array(more, np.int32)])
        told: bytes = column.codes[self.codes[at]].tobytes()
        return told

    def doubtful(self, tells: Callable[[str], bool], behind_blanks: Callable[[str], bool]) -> list[int]:
        """Takes what a first cell may tell, and a first cell behind blank ones, gives the rows where one does or all
        are blank.
        """
        first, column = self.codes[0], self.columns[0]
        found = [_rows_of(first, [c for c in np.unique(first).tolist() if _told(column, c, tells)])]
        left = np.flatnonzero(column.blank[first])
        for codes, column in zip(self.codes[1:], self.columns[1:], strict=True):
            here = codes[left]
            blank = column.blank[here]
            told = [c for c in np.unique(here[~blank]).tolist() if behind_blanks(column.texts[c])]
            found.append(left[_rows_of(here, told)])
            left = left[blank]
        rows: list[int] = np.unique(np.concatenate([*found, left])).tolist()
        return rows


def _told(column: _Column, code: int, tells: Callable[[str], bool]) -> bool:
    return not column.blank[code] and tells(column.texts[code])


def _rows_of(codes: Any, wanted: Sequence[int]) -> Any:
    return np.flatnonzero(np.isin(codes, wanted)) if wanted else np.empty(0, np.int64)


class Cutter:
    """Cuts the plain rows of one text in UTF-8, a block at a time; columns are worked on by several threads."""

    def __init__(self, content: bytes, *, sign: str, width: int) -> None:
        self._content, self._sign = content, ord(sign)
        self._text = np.frombuffer(content, np.uint8)
        self._columns = [_Column() for _ in range(width)]
        rows = max(_FEWEST_ROWS, min(_ROWS, _CELLS // max(width, 1)))
        self._begins, self._sizes = np.empty((width, rows), np.int64), np.empty((width, rows), np.int32)
        self._pool = ThreadPoolExecutor(_AT_ONCE)

    def cut(self, at: int) -> tuple[int, Block] | None:
        """Takes a place where a row begins, gives where the rows cut end, and the rows; None where the first is not
        plain.
        """
        rows, end = cells_of_lines(self._text, at, self._sign, self._begins, self._sizes)
        if not rows:
            return None
        codes = list(self._pool.map(lambda k: self._code(k, rows), range(len(self._columns))))
        for column in self._columns:
            column.read(self._content)
        return end, Block(rows=rows, codes=codes, columns=self._columns)

    def _code(self, at: int, rows: int) -> Any:
        return self._columns[at].code(self._text, self._begins[at, :rows], self._sizes[at, :rows])
