"""The columns of a sheet being filled, line by line or many rows at once; nothing is lost, what is no row is said."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from accounted.core.cells import Cells, Codes
from accounted.core.outcome import SetAside
from accounted.read.mapping import folded, words_for
from accounted.read.sheet_aside import no_row, set_aside_as
from accounted.read.sheet_line import InBlocks, Line

if TYPE_CHECKING:  # compiled code, which small sheets do not wait for
    from accounted.read.sheet_cut import Block

_FURTHER_HEADERS: Final = 3


@dataclass(slots=True, kw_only=True)
class Column:
    """One column being filled: its distinct values, and which of them stands in each row."""

    table: Codes = field(default_factory=Codes)
    codes: "array[int]" = field(default_factory=lambda: array("i"))

    def cells(self) -> Cells:
        """Gives the column as it is kept."""
        return Cells(list(self.table), self.codes)


@dataclass(slots=True, kw_only=True)
class Table:
    """Columns being filled, each value kept once in memory however often it comes; `aside` holds what is no row."""

    where: str
    header: tuple[str, ...]
    columns: list[Column]
    rows: int = 0
    aside: list[tuple[int, SetAside]] = field(default_factory=list)
    _runs: list[range] = field(default_factory=list)
    _waiting: list[Line] = field(default_factory=list)

    def add(self, line: Line) -> None:
        """Takes a line, adds it; empty lines wait until another one follows, so that those at the end are none."""
        if not line.fault and not any(line.cells):
            self._waiting.append(line)
            return
        for empty in self._waiting:
            self.aside.append((self.rows, set_aside_as("empty-row", self.where, empty)))
            self._put(empty)
        self._waiting.clear()
        told = no_row(self.where, line, self.header, further=self.rows < _FURTHER_HEADERS)
        if told is not None:
            self.aside.append((self.rows, told))
        self._put(line)

    def sheet_rows(self) -> range | tuple[int, ...]:
        """Gives the line in the sheet of each row."""
        return self._runs[0] if len(self._runs) == 1 else tuple(chain.from_iterable(self._runs))

    def _put(self, line: Line) -> None:
        width = len(line.cells)
        for at, column in enumerate(self.columns):
            column.codes.append(column.table[line.cells[at] if at < width else ""])
        self._count(line.number, 1)

    def _count(self, first: int, rows: int) -> None:
        self.rows += rows
        last = self._runs[-1] if self._runs else None
        if last is not None and last.stop == first:
            self._runs[-1] = range(last.start, first + rows)
        else:
            self._runs.append(range(first, first + rows))

    def takes_blocks(self) -> bool:
        """Gives whether rows may now come many at once: no line waits, and none may name the columns again."""
        return not self._waiting and self.rows >= _FURTHER_HEADERS

    def add_rows(self, first: int, rows: Sequence[Sequence[str]]) -> None:
        """Takes the number of a line and the cells of it and those that follow, adds them as `add` does one by one.

        Where all are as wide as the table, those whose first cell may tell that they are no rows are looked at alone.
        """
        whole = set(map(len, rows)) == {len(self.columns)} and self.takes_blocks()
        columns = list(zip(*rows, strict=True)) if whole else []
        doubtful = {cell for cell in set(columns[0]) if self._tells_no_row(cell)} if columns else set()
        looked_at = [at for at, cell in enumerate(columns[0]) if cell in doubtful] if doubtful else []
        if not columns or not all(any(rows[at]) for at in looked_at):
            for number, cells in enumerate(rows, start=first):
                self.add(Line(number=number, cells=cells))
            return
        for at in looked_at:
            self._look_at(at, first, rows[at])
        for column, cells in zip(self.columns, columns, strict=True):
            column.codes.extend(map(column.table.__getitem__, cells))
        self._count(first, len(rows))

    def add_block(self, first: int, block: "Block") -> None:
        """Takes the number of a line and a block of rows that begins there, adds them as `add` does one by one."""
        for at in block.doubtful(self._tells_no_row, self._tells_behind_blanks):
            self._look_at(at, first, block.cells(at))
        for at, column in enumerate(self.columns):
            column.codes.frombytes(block.coded(at, column.table))
        self._count(first, block.rows)

    def _look_at(self, at: int, first: int, cells: Sequence[str]) -> None:
        told = no_row(self.where, Line(number=first + at, cells=cells), self.header, further=False)
        if told is not None:
            self.aside.append((self.rows + at, told))

    def _tells_no_row(self, cell: str) -> bool:
        return not cell.strip() or ":" in cell or self.header[:1] == (cell,) or _is_total(cell)

    def _tells_behind_blanks(self, cell: str) -> bool:
        """Gives whether the first cell that is not blank, other than that of the first column, may tell a sum or the
        header again: nothing else is told there.
        """
        return cell.strip() in self.header or _is_total(cell)


@lru_cache(maxsize=1 << 16)
def _is_total(cell: str) -> bool:
    return folded(cell.strip()) in words_for("total")


def filled(where: str, header: tuple[str, ...], begin: Sequence[Line], lines: Iterator[Line]) -> Table:
    """Takes a sheet's header, its lines as far as they were looked at and those that follow, gives its columns."""
    first = next(iter(begin), None) or next(lines, None)
    if first is None:
        return Table(where=where, header=header, columns=[])
    table = Table(where=where, header=header, columns=[Column() for _ in range(len(header) or len(first.cells))])
    for line in begin or [first]:
        table.add(line)
    while _goes_on(table, lines):
        continue
    return table


def _goes_on(table: Table, lines: Iterator[Line]) -> bool:
    """Adds what comes next: rows cut at once, rows read at once, or a line; gives whether anything came."""
    if isinstance(lines, InBlocks):
        plain = lines.plain(len(table.columns)) if table.takes_blocks() else None
        if plain is not None:
            table.add_block(*plain)
            return True
        block = lines.block()
        if block is not None:
            table.add_rows(*block)
            return True
    line = next(lines, None)
    if line is not None:
        table.add(line)
    return line is not None
