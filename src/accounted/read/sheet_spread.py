"""Cells of workbooks: their text, and merged areas, whose first cell's text stands for each of their cells."""

from datetime import date, datetime, time
from typing import Final

LARGEST_SPREAD: Final = 100_000
"""Cells of a merged area beyond which it is laid out, not data."""


class Spread:
    """Merged areas, whose first cell's text stands for each of their cells."""

    def __init__(self) -> None:
        self.first: dict[tuple[int, int], tuple[int, int]] = {}
        self.text: dict[tuple[int, int], str] = {}
        self.width: dict[int, int] = {}

    def add(self, left: int, top: int, right: int, bottom: int) -> None:
        """Takes an area: columns from 0, the right one outside it; rows from 1, the bottom one in it."""
        self.first.update({(row, at): (top, left) for row in range(top, bottom + 1) for at in range(left, right)})
        self.text[top, left] = ""
        self.width.update({row: max(right, self.width.get(row, 0)) for row in range(top, bottom + 1)})

    def filled(self, number: int, cells: list[str]) -> list[str]:
        """Takes a row and its cells, gives them with what merged areas say of empty ones."""
        if number not in self.width:
            return cells
        cells += [""] * (self.width[number] - len(cells))
        for at, text in enumerate(cells):
            first = self.first.get((number, at))
            if first == (number, at):
                self.text[first] = text
            elif first is not None and not text:
                cells[at] = self.text[first]
        return cells


def cell_text(value: object) -> str:
    """Takes a cell's value, gives its text: days as ISO 8601, whole numbers without a point, nothing as "".

    >>> cell_text(34.0), cell_text(None), cell_text(datetime(1992, 2, 26))
    ('34', '', '1992-02-26')
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
