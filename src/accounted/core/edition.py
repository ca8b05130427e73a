"""Two editions of one table: their rows, and what differs, both readings kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounted.core.document import Cell
from accounted.core.outcome import SetAside

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRows:
    """The rows of one edition: its document and name, its rows by column, and the number of each row as a sheet shows.

    `columns` gives the number of each column from 1, so that a cell can be shown.
    """

    document: str
    name: str
    columns: Mapping[str, int]
    rows: tuple[Row, ...]
    numbers: tuple[int, ...]
    sheet: str = ""

    def cell(self, place: int, column: str) -> Cell:
        """Takes the place of a row from 0 and a column, gives the cell."""
        quote, number = self.rows[place].get(column, ""), self.columns.get(column, 0)
        return Cell(document=self.document, sheet=self.sheet, row=self.numbers[place], column=number, quote=quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """One cell that reads differently: its column, the earlier and the later cell."""

    column: str
    earlier: Cell
    later: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDifference:
    """One row that is not in both editions alike: "added", "removed" or "changed", with the reason given."""

    kind: str
    key: tuple[str, ...]
    earlier: Row | None = None
    later: Row | None = None
    earlier_row: int | None = None
    later_row: int | None = None
    cells: tuple[CellChange, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDifference:
    """All differences in order: changed and removed as the earlier edition has them, then added as the later has them.

    `unchanged` counts rows alike in both. Every row of either edition is in one of these or set aside.
    `matched` are the numbers of the rows that stand in both, alike or changed.
    """

    earlier: str
    later: str
    keys: tuple[str, ...]
    changed: tuple[RowDifference, ...]
    removed: tuple[RowDifference, ...]
    added: tuple[RowDifference, ...]
    unchanged: int
    matched: tuple[tuple[int, int], ...] = ()
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
