"""The columns of a sheet being filled, line by line or many rows at once; nothing is lost, what is no row is said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from accounted.core.outcome import SetAside
from accounted.read.mapping import folded, words_for
from accounted.read.sheet_aside import no_row, set_aside_as
from accounted.read.sheet_line import InBlocks, Line

_FURTHER_HEADERS: Final = 3


@dataclass(slots=True, kw_only=True)
class Table:
    """Columns being filled, each value kept once in memory however often it comes; `aside` holds what is no row."""

    where: str
    header: tuple[str, ...]
    columns: list[list[str]]
    sheet_rows: list[int] = field(default_factory=list)
    aside: list[tuple[int, SetAside]] = field(default_factory=list)
    _seen: dict[str, str] = field(default_factory=dict)
    _waiting: list[Line] = field(default_factory=list)

    def add(self, line: Line) -> None:
        """Takes a line, adds it; empty lines wait until another one follows, so that those at the end are none."""
        if not line.fault and not any(line.cells):
            self._waiting.append(line)
            return
        for empty in self._waiting:
            self.aside.append((len(self.sheet_rows), set_aside_as("empty-row", self.where, empty)))
            self._put(empty)
        self._waiting.clear()
        told = no_row(self.where, line, self.header, further=len(self.sheet_rows) < _FURTHER_HEADERS)
        if told is not None:
            self.aside.append((len(self.sheet_rows), told))
        self._put(line)

    def _put(self, line: Line) -> None:
        seen, width = self._seen, len(line.cells)
        for at, column in enumerate(self.columns):
            value = line.cells[at] if at < width else ""
            column.append(seen.setdefault(value, value))
        self.sheet_rows.append(line.number)

    def add_rows(self, first: int, rows: Sequence[Sequence[str]]) -> None:
        """Takes the number of a line and the cells of it and those that follow, adds them as `add` does one by one.

        Where all are as wide as the table, those whose first cell may tell that they are no rows are looked at alone.
        """
        begin = len(self.sheet_rows)
        whole = set(map(len, rows)) == {len(self.columns)} and not self._waiting and begin >= _FURTHER_HEADERS
        columns = list(zip(*rows, strict=True)) if whole else []
        doubtful = {cell for cell in set(columns[0]) if self._tells_no_row(cell)} if columns else set()
        looked_at = [at for at, cell in enumerate(columns[0]) if cell in doubtful] if doubtful else []
        if not columns or not all(any(rows[at]) for at in looked_at):
            for number, cells in enumerate(rows, start=first):
                self.add(Line(number=number, cells=cells))
            return
        for at in looked_at:
            told = no_row(self.where, Line(number=first + at, cells=rows[at]), self.header, further=False)
            if told is not None:
                self.aside.append((begin + at, told))
        for column, cells in zip(self.columns, columns, strict=True):
            column.extend(map(self._seen.setdefault, cells, cells))
        self.sheet_rows.extend(range(first, first + len(rows)))

    def _tells_no_row(self, cell: str) -> bool:
        told = cell.strip()
        return not told or ":" in cell or self.header[:1] == (cell,) or folded(told) in words_for("total")


def filled(where: str, header: tuple[str, ...], begin: Sequence[Line], lines: Iterator[Line]) -> Table:
    """Takes a sheet's header, its lines as far as they were looked at and those that follow, gives its columns."""
    first = next(iter(begin), None) or next(lines, None)
    if first is None:
        return Table(where=where, header=header, columns=[])
    table = Table(where=where, header=header, columns=[[] for _ in range(len(header) or len(first.cells))])
    for line in begin or [first]:
        table.add(line)
    while True:
        block = lines.block() if isinstance(lines, InBlocks) else None
        if block is not None:
            table.add_rows(*block)
            continue
        line_after = next(lines, None)
        if line_after is None:
            return table
        table.add(line_after)
