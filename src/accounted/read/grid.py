"""A table as rows and columns of cells: which are numbers, which are heads, which row sums the others."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Final

from accounted.core.document import Table, TableCell
from accounted.read.lexicon import Lexicon
from accounted.read.numbers import Number, join_numbers
from accounted.read.roles import ADJECTIVE, COUNTER, FIGURE, INTRANSITIVE, STRONG, TRANSITIVE, UNIT, WEAK
from accounted.read.roles import TOTAL as TOTAL_NOUN
from accounted.read.tokens import Token, looked_up, tokenise

TOTAL, PLACE, DATE, SPEAKER, NOT_COUNTED = "total", "place", "date", "speaker", "not_counted"
_SPEAKING: Final = TRANSITIVE | ADJECTIVE | STRONG | INTRANSITIVE | TOTAL_NOUN | WEAK | UNIT | FIGURE | COUNTER
_YEAR: Final = re.compile(r"(?:1[0-9]|20)\d\d")
_MOST_ROWS, _MOST_COLUMNS = 5000, 60
_LONGEST_CELL: Final = 90
_MOST_WORDS: Final = 3
_MOST_HEADS: Final = 4
_MARKS: Final = "*†‡+()[]~≈.,"
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*|[#№%]|n°")


@lru_cache(maxsize=1)
def _called() -> dict[str, frozenset[str]]:
    """What rows and columns are called, by role."""
    text = resources.files("accounted.read").joinpath("headers", "tables.toml").read_text(encoding="utf-8")
    return {role: frozenset(names) for role, names in tomllib.loads(text).items()}


def role_of(words: str) -> str | None:
    """Takes the words of a heading, gives the role it names (total, place, date, speaker, not_counted), or None."""
    plain = " ".join(looked_up(words).replace(":", " ").split()).strip(" .*†()")
    called = _called()
    whole = next((role for role in (TOTAL, SPEAKER, DATE, PLACE, NOT_COUNTED) if plain in called[role]), None)
    if whole is not None:
        return whole
    parts = _WORD.findall(plain)
    if not 1 < len(parts) <= _MOST_WORDS:
        return NOT_COUNTED if "%" in parts else None
    found = [role for role in (NOT_COUNTED, SPEAKER, PLACE, DATE) if any(part in called[role] for part in parts)]
    return found[0] if found else TOTAL if parts[0] in called[TOTAL] else None


@dataclass(slots=True, eq=False)
class Cell:
    """A cell with words: its place, its words, and its number where it is one; `rest` are the words behind the number.

    `prose` is a cell of sentences, which are read as such.
    """

    told: TableCell
    words: str
    number: Number | None = None
    rest: list[Token] = field(default_factory=list)
    prose: bool = False

    @property
    def is_year(self) -> bool:
        """Gives whether the cell is a year, as heads of columns are."""
        return self.number is not None and bool(_YEAR.fullmatch(self.words.strip("*†")))


@dataclass(slots=True)
class Grid:
    """A table: each place with the cell that covers it, how many rows are heads, where it stands in the text."""

    cells: dict[tuple[int, int], Cell]
    rows: int
    columns: int
    heads: int
    start: int
    end: int

    def head(self, column: int) -> list[Cell]:
        """Takes a column, gives the cells of its head, the lowest first, each once; a title is no head of a column."""
        stack = (self.cells.get((row, column)) for row in range(self.heads - 1, -1, -1))
        return list(dict.fromkeys(cell for cell in stack if cell is not None and not self.is_title(cell)))

    def is_title(self, cell: Cell) -> bool:
        """Takes a cell, gives whether it reaches over all columns."""
        return self.columns > 1 and cell.told.columns >= self.columns

    def labels(self, row: int) -> list[Cell]:
        """Takes a row, gives the cells before its first number, each once."""
        found: list[Cell] = []
        for column in range(self.columns):
            cell = self.cells.get((row, column))
            if cell is None:
                continue
            if cell.number is not None and not (column == 0 and cell.is_year):
                break
            found.append(cell)
        return list(dict.fromkeys(found))


def grids(tables: Sequence[Table], text: str, lexicon: Lexicon) -> Iterator[Grid]:
    """Takes the tables of a text, gives each as a grid; one that goes on after a page break is one with the first part.

    It goes on where the next table stands on the next page, has as many columns, and repeats the head or has none.
    """
    made = [grid for table in tables if (grid := _grid(table, text, lexicon)) is not None]
    pages = {id(grid): table.page for grid, table in _paired(made, tables)}
    waiting: tuple[Grid, int | None] | None = None
    for grid in made:
        page = pages[id(grid)]
        if waiting is not None and _goes_on(waiting, grid, page):
            waiting = (_joined(waiting[0], grid), page)
            continue
        if waiting is not None:
            yield waiting[0]
        waiting = (grid, page)
    if waiting is not None:
        yield waiting[0]


def _paired(made: Sequence[Grid], tables: Sequence[Table]) -> Iterator[tuple[Grid, Table]]:
    starts = {min(cell.start for cell in table.cells): table for table in tables}
    return ((grid, starts[grid.start]) for grid in made)


def _grid(table: Table, text: str, lexicon: Lexicon) -> Grid | None:
    rows = max(cell.row + cell.rows for cell in table.cells)
    columns = max(cell.column + cell.columns for cell in table.cells)
    if rows > _MOST_ROWS or columns > _MOST_COLUMNS:
        return None
    cells: dict[tuple[int, int], Cell] = {}
    for told in table.cells:
        cell = _cell(told, text, lexicon)
        for row in range(told.row, min(told.row + told.rows, rows)):
            for column in range(told.column, min(told.column + told.columns, columns)):
                cells.setdefault((row, column), cell)
    start, end = min(cell.start for cell in table.cells), max(cell.end for cell in table.cells)
    grid = Grid(cells, rows, columns, 0, start, end)
    grid.heads = _heads(grid, lexicon)
    return grid


def _cell(told: TableCell, text: str, lexicon: Lexicon) -> Cell:
    words = " ".join(" ".join(text[a:b].split()) for a, b in ((told.start, told.end), *told.more))
    cell = Cell(told, words)
    if told.end - told.start > _LONGEST_CELL or told.more:
        cell.prose = any(sign.isdecimal() for sign in words) and not told.more
        return cell
    tokens = join_numbers(tokenise(text, told.start, told.end, lexicon).tokens, text, lexicon)
    first = next((at for at, token in enumerate(tokens) if token.lower not in _MARKS), len(tokens))
    if first < len(tokens) and tokens[first].number is not None and _stands_alone(tokens[first + 1 :]):
        cell.number, cell.rest = tokens[first].number, tokens[first + 1 :]
    else:
        cell.prose = any(token.number is not None for token in tokens)
    return cell


def _stands_alone(rest: Sequence[Token]) -> bool:
    """Whether what follows a number in its cell is a note, a bracket, or the noun of those counted."""
    if rest and rest[0].lower[0] in "([":
        return True
    words = [token for token in rest if token.lower not in _MARKS and token.lower[0] != "["]
    return len(words) <= _MOST_WORDS and all(token.roles & UNIT for token in words)


def _heads(grid: Grid, lexicon: Lexicon) -> int:
    """How many rows at the top are heads: down to the last that says what a column holds, above the first number."""
    heads = 0
    for row in range(min(grid.rows, _MOST_HEADS + 1)):
        here = [cell for column in range(grid.columns) if (cell := grid.cells.get((row, column))) is not None]
        if not here:
            continue
        if grid.is_title(here[0]):
            if row:
                return heads
            heads = row + 1
            continue
        numbers = [cell for cell in here if cell.number is not None]
        marked = all(cell.told.head for cell in here)
        years = len(numbers) > 1 and all(cell.is_year for cell in numbers) and row == 0
        if numbers and not marked and not years:
            return heads
        if years or any(_speaks(cell, lexicon) for cell in here if cell.told.column):
            heads = row + 1
    return heads if heads < grid.rows else 0


def _speaks(cell: Cell, lexicon: Lexicon) -> bool:
    """Whether a cell says what a column holds: an effect, whom, a place, a source."""
    tokens = tokenise(cell.words, 0, len(cell.words), lexicon).tokens
    return role_of(cell.words) is not None or any(token.roles & _SPEAKING for token in tokens)


def _goes_on(before: tuple[Grid, int | None], grid: Grid, page: int | None) -> bool:
    first, last = before
    if page is None or last is None or page != last + 1 or grid.columns != first.columns:
        return False
    return grid.heads == 0 or _top(grid, grid.heads) == _top(first, first.heads)


def _top(grid: Grid, heads: int) -> list[str]:
    places = ((row, column) for row in range(heads) for column in range(grid.columns))
    return [grid.cells[place].words.lower() if place in grid.cells else "" for place in places]


def _joined(first: Grid, other: Grid) -> Grid:
    cells = dict(first.cells)
    for (row, column), cell in other.cells.items():
        if row >= other.heads:
            cells[first.rows + row - other.heads, column] = cell
    rows = first.rows + other.rows - other.heads
    return Grid(cells, rows, first.columns, first.heads, first.start, max(first.end, other.end))


def is_total(cells: Iterable[Cell], lexicon: Lexicon) -> bool:
    """Takes the labels of a row or the head of a column, gives whether they name the total of the others."""
    words = [cell.words for cell in cells if cell.words.strip()]
    if not words:
        return False
    tokens = tokenise(words[0], 0, len(words[0]), lexicon).tokens
    named = len(tokens) <= 2 and bool(tokens[0].roles & (FIGURE | COUNTER))
    return role_of(words[0]) == TOTAL or named
