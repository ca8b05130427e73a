"""What a workbook hides: a sheet, rows, columns. They are read like the others, and said."""

from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass, field
from typing import Final

from accounted.core.outcome import Remark
from accounted.read.sheet_line import Line, SheetLines
from accounted.read.sheet_text import in_stretches

_LETTERS: Final = 26


@dataclass(slots=True)
class Hidden:
    """What is hidden of one sheet: the whole, rows by their number from 1, columns from 0."""

    sheet: bool = False
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)

    def noted(self, lines: Iterable[Line], made: SheetLines) -> Iterator[Line]:
        """Takes a sheet's lines, gives them, and says behind the last one which hidden ones hold anything."""
        rows, filled = list[int](), set[int]()
        try:
            for line in lines:
                if line.number in self.rows and any(line.cells):
                    rows.append(line.number)
                if self.columns:
                    filled.update(at for at in self.columns - filled if at < len(line.cells) and line.cells[at])
                yield line
        finally:
            told = self._told(rows, sorted(filled))
            if told:
                message = (
                    f"{told} What is hidden was read like the rest; whoever hid it may have meant to leave it out."
                )
                made.remarks.append(Remark(code="hidden-in-the-sheet", where=made.where, message=message))

    def _told(self, rows: list[int], columns: list[int]) -> str:
        parts = ["The sheet is hidden."] if self.sheet else []
        if rows:
            parts.append(f"{_counted(rows, 'row')} hidden: {in_stretches(rows)}.")
        if columns:
            parts.append(f"{_counted(columns, 'column')} hidden: {', '.join(map(column_letters, columns))}.")
        return " ".join(parts)


def _counted(told: Sized, what: str) -> str:
    return f"1 {what} is" if len(told) == 1 else f"{len(told)} {what}s are"


def column_letters(column: int) -> str:
    """Takes a column from 0, gives its letters as a spreadsheet shows them.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(701), column_letters(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % _LETTERS) + letters
        column = column // _LETTERS - 1
    return letters
