"""Figures in the cells of a table: heads of rows and columns tell what befell whom, where, when, by whose account."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from accounted.read.grid import (
    DATE,
    NOT_COUNTED,
    PLACE,
    SPEAKER,
    TOTAL,
    Cell,
    Grid,
    is_total,
    role_of,
)
from accounted.read.lexicon import Lexicon
from accounted.read.numbers import Number, join_numbers
from accounted.read.roles import (
    ADJECTIVE,
    COUNTER,
    FIGURE,
    INTRANSITIVE,
    PARTS_OPEN,
    STRONG,
    TRANSITIVE,
    UNIT,
    WEAK,
)
from accounted.read.roles import TOTAL as TOTAL_NOUN
from accounted.read.tables import CellFigure
from accounted.read.tokens import Token, tokenise

_TELLS: Final = TRANSITIVE | ADJECTIVE | STRONG | INTRANSITIVE | TOTAL_NOUN | WEAK
_MOST_WORDS: Final = 14
_BOTH: Final = "two effects under one number"
_NO_HEAD: Final = "in a table whose heads tell no effect"
_HEAD: Final = "the head of a table"
_OTHERWISE: Final = "in a table, under a head that counts something else"
_SHARE: Final = "in a table, a share"


@dataclass(slots=True)
class Told:
    """What a table gave: its figures in order, the numbers that are none with the reason, and where cells of it stand.

    `cells` are stretches whose numbers are not read as sentences.
    """

    start: int
    figures: list[CellFigure] = field(default_factory=list)
    others: list[tuple[Number, str]] = field(default_factory=list)
    cells: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Effect:
    effect: str
    words: str
    cell: Cell | None
    note: str | None = None


@dataclass(slots=True)
class _Reader:
    """One table being read."""

    grid: Grid
    text: str
    lexicon: Lexicon
    caption: str
    section: Cell | None = None
    found: dict[tuple[int, int], CellFigure] = field(default_factory=dict)
    groups: dict[tuple[int, int], tuple[int, str]] = field(default_factory=dict)
    totals: set[int] = field(default_factory=set)
    parts: dict[int, int] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)


def grid_figures(grid: Grid, text: str, lexicon: Lexicon, *, caption: str) -> Told:
    """Takes a table as a grid, its text and the words above it, gives its figures and the numbers that are none.

    The effect stands in the head of the column, else before the number in its row, else over a group of rows, else in
    the words above the table. Rows and columns that are named so hold totals, and the others are their parts.
    """
    reading = _Reader(grid, text, lexicon, caption)
    told = Told(grid.start)
    stated = _stated_for_all(reading)
    for row in range(grid.rows):
        _read_row(reading, row, told, stated)
    _give_wholes(reading)
    told.figures.sort(key=lambda figure: figure.number.start)
    return told


def _read_row(reading: _Reader, row: int, told: Told, stated: dict[str, Cell]) -> None:
    grid = reading.grid
    here = [(column, cell) for column in range(grid.columns) if (cell := grid.cells.get((row, column))) is not None]
    cells = list(dict.fromkeys(cell for _, cell in here))
    numbers = [cell for cell in cells if cell.number is not None]
    if row < grid.heads:
        reading.section = next((cell for cell in cells if grid.is_title(cell)), reading.section)
        told.others += [(cell.number, _HEAD) for cell in numbers if cell.number is not None]
        told.cells += [(cell.told.start, cell.told.end) for cell in numbers]
        return
    if not numbers and len(cells) == 1 and not cells[0].prose:
        reading.section = cells[0]
        return
    labels = grid.labels(row)
    if is_total(labels, reading.lexicon):
        reading.totals.add(row)
    _note_part(reading, row, labels)
    for column, cell in here:
        if cell.number is None or id(cell) in reading.seen or cell in labels:
            continue
        reading.seen.add(id(cell))
        told.cells.append((cell.told.start, cell.told.end))
        figure = _figure(reading, (row, column), cell, labels, stated)
        if isinstance(figure, str):
            told.others.append((cell.number, figure))
            continue
        reading.found[row, column] = figure
        told.figures += [figure, *_bracketed(reading, cell, figure)]


def _note_part(reading: _Reader, row: int, labels: Sequence[Cell]) -> None:
    """ "of whom children": the row is a part of the last one that is none."""
    if labels and _opens_parts(labels[-1].words, reading.lexicon):
        above = [other for other in range(reading.grid.heads, row) if other not in reading.parts]
        if above:
            reading.parts[row] = above[-1]


def _opens_parts(words: str, lexicon: Lexicon) -> bool:
    tokens = tokenise(words, 0, len(words), lexicon).tokens
    return bool(tokens) and any(token.roles & PARTS_OPEN for token in tokens[:2])


def _figure(
    reading: _Reader, place: tuple[int, int], cell: Cell, labels: Sequence[Cell], stated: dict[str, Cell]
) -> CellFigure | str:
    row, column = place
    number = cell.number
    assert number is not None
    head = reading.grid.head(column)
    roles = {role_of(one.words) for one in head} | {role_of(one.words) for one in labels[-1:]}
    if number.qualifier in ("percent", "fraction"):
        return _SHARE
    if NOT_COUNTED in roles or DATE in {role_of(one.words) for one in head}:
        return _OTHERWISE
    effect = _effect(reading, row, column, head, labels)
    if effect is None:
        return _NO_HEAD
    group = head[-1].told.column if head and head[-1].told.columns > 1 else -1
    reading.groups[place] = (group, effect.effect)
    names = _named(reading, labels, head, effect)
    figure = CellFigure(
        number=number,
        start=_start(cell, labels),
        end=number.end,
        effect=effect.effect,
        row=names.victims,
        unit=_unit(reading, labels, head, cell) or _unit_of(effect.effect),
        header=effect.words,
        where=names.where,
        when=names.when,
        speaker=names.speaker,
        note=effect.note,
    )
    for role, one in stated.items():
        figure.where = figure.where or (one.words if role == PLACE else None)
        figure.when = figure.when or (_place(one) if role == DATE else None)
        figure.speaker = figure.speaker or (one.words if role == SPEAKER else None)
    return figure


def _place(cell: Cell) -> tuple[int, int]:
    return cell.told.start, cell.told.end


def _start(cell: Cell, labels: Sequence[Cell]) -> int:
    """The figure's words begin at its row's label where that stands right before it."""
    near = labels[-1] if labels else None
    beside = near is not None and not near.told.more and near.told.column + near.told.columns == cell.told.column
    return near.told.start if near is not None and beside and near.told.start < cell.told.start else cell.told.start


def _unit_of(effect: str) -> str:
    return "buildings" if effect in ("destroyed", "damaged") else "persons"


def _unit(reading: _Reader, labels: Sequence[Cell], head: Sequence[Cell], cell: Cell) -> str | None:
    units = [token.word.unit for token in cell.rest if token.word.unit]
    for one in (*head, *reversed(labels)):
        units += [token.word.unit for token in _tokens(reading, one.words) if token.word.unit]
    return units[0] if units else None


def _tokens(reading: _Reader, words: str) -> list[Token]:
    return tokenise(words, 0, len(words), reading.lexicon).tokens


def _effect(reading: _Reader, row: int, column: int, head: Sequence[Cell], labels: Sequence[Cell]) -> _Effect | None:
    for cell in (*head, *reversed(labels), *([reading.section] if reading.section is not None else [])):
        found = _effect_in(reading, cell)
        if found is not None:
            return found
    left = reading.found.get((row, column - 1))
    if left is not None and head and _opens_parts(head[0].words, reading.lexicon):
        return _Effect(left.effect, left.header, None)
    above = reading.found.get((reading.parts.get(row, -1), column))
    if above is not None:
        return _Effect(above.effect, above.header, None)
    return _effect_of_words(reading, reading.caption, None) if _counts(reading, head) else None


def _counts(reading: _Reader, head: Sequence[Cell]) -> bool:
    """Whether a column says no more than that it counts: the words above the table may tell of what then."""
    if not head or all(cell.is_year or role_of(cell.words) == TOTAL for cell in head):
        return True
    return all(any(t.roles & (UNIT | FIGURE | COUNTER) for t in _tokens(reading, cell.words)) for cell in head)


def _effect_in(reading: _Reader, cell: Cell) -> _Effect | None:
    return _effect_of_words(reading, cell.words, cell)


def _effect_of_words(reading: _Reader, words: str, cell: Cell | None) -> _Effect | None:
    tokens = _tokens(reading, words)
    if len(tokens) > _MOST_WORDS:
        return None
    told = [(token.word.effect_as(_TELLS), token.lower) for token in tokens]
    effects = {effect: lower for effect, lower in told if effect and effect not in ("present", "other")}
    if len(effects) == 1:
        ((effect, lower),) = effects.items()
        return _Effect(effect, lower, cell)
    if len(effects) > 1 and cell is not None:
        return _Effect("other", " ".join(words.split()), cell, note=_BOTH)
    weak = [lower for effect, lower in told if effect == "other"]
    if not weak or cell is None:
        return None
    return _Effect("other", weak[0], cell, note=_BOTH if " " in weak[0] else None)


@dataclass(slots=True)
class _Names:
    victims: str = ""
    where: str | None = None
    when: tuple[int, int] | None = None
    speaker: str | None = None


def _named(reading: _Reader, labels: Sequence[Cell], head: Sequence[Cell], effect: _Effect) -> _Names:
    """Whom, where, when and by whose account: what the row's labels are under their own heads, and other words."""
    names = _Names()
    victims: list[str] = []
    for label in labels:
        roles = [role for one in reading.grid.head(label.told.column) if (role := role_of(one.words))]
        role = roles[0] if roles else None
        if role_of(label.words) == TOTAL:
            continue
        if role == PLACE:
            names.where = label.words
        elif role == DATE or label.is_year:
            names.when = _place(label)
        elif role == SPEAKER:
            names.speaker = label.words
        elif label is not effect.cell:
            victims.append(_who(reading, label) if _opens_parts(label.words, reading.lexicon) else label.words)
    for one in head:
        if one.is_year:
            names.when = _place(one)
        elif one is not effect.cell and role_of(one.words) is None and _is_who(reading, one):
            victims.append(one.words)
    if effect.cell is not None and not victims and _is_who(reading, effect.cell):
        victims.append(_who(reading, effect.cell))
    names.victims = ", ".join(dict.fromkeys(victims))
    _beside(reading, labels, names)
    return names


def _beside(reading: _Reader, labels: Sequence[Cell], names: _Names) -> None:
    """A source, place or date that stands in a column of its own, behind the numbers."""
    if not labels:
        return
    row = labels[0].told.row
    for column in range(reading.grid.columns):
        cell = reading.grid.cells.get((row, column))
        if cell is None or cell in labels or (cell.number is not None and not cell.is_year):
            continue
        role = next((r for one in reading.grid.head(column) if (r := role_of(one.words))), None)
        if role == SPEAKER and names.speaker is None:
            names.speaker = cell.words
        elif role == PLACE and names.where is None:
            names.where = cell.words
        elif role == DATE and names.when is None:
            names.when = _place(cell)


def _who(reading: _Reader, cell: Cell) -> str:
    """The nouns of those counted in a label: "children" of "of whom children"."""
    tokens = [token for token in _tokens(reading, cell.words) if token.roles & UNIT]
    return " ".join(cell.words[token.start : token.end] for token in tokens) or cell.words


def _is_who(reading: _Reader, cell: Cell) -> bool:
    return any(token.roles & UNIT for token in _tokens(reading, cell.words))


def _stated_for_all(reading: _Reader) -> dict[str, Cell]:
    """Of a table of two columns, the place, date and source that rows of their own tell: "Location | Ardel"."""
    told: dict[str, Cell] = {}
    grid = reading.grid
    for row in range(grid.rows if grid.columns == 2 else 0):
        label, value = grid.cells.get((row, 0)), grid.cells.get((row, 1))
        if label is None or value is None or label is value or value.number is not None:
            continue
        role = role_of(label.words)
        if role in (PLACE, DATE, SPEAKER) and role_of(value.words) is None and _effect_in(reading, value) is None:
            told.setdefault(role, value)
    return told


def _bracketed(reading: _Reader, cell: Cell, whole: CellFigure) -> Iterator[CellFigure]:
    """ "487 (incl. 63 children)": what stands in brackets behind a number, and counts people, is a part of it."""
    tokens = join_numbers(list(cell.rest), reading.text, reading.lexicon)
    for at, token in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.number is None or after is None or not after.roles & UNIT:
            continue
        yield CellFigure(
            number=token.number,
            start=token.start,
            end=after.end,
            effect=whole.effect,
            row=reading.text[after.start : after.end],
            unit=after.word.unit or whole.unit,
            header=whole.header,
            whole=whole,
            where=whole.where,
            when=whole.when,
            speaker=whole.speaker,
        )


def _give_wholes(reading: _Reader) -> None:
    """Each figure's total: a column's beside it, else a row's below or above it; "of whom" is a part of the last."""
    for (row, column), figure in reading.found.items():
        if row in reading.parts:
            figure.whole = reading.found.get((reading.parts[row], column))
            continue
        across = _across(reading, row, column)
        figure.whole = across or _down(reading, row, column)


def _across(reading: _Reader, row: int, column: int) -> CellFigure | None:
    head = reading.grid.head(column)
    if head and _opens_parts(head[0].words, reading.lexicon):
        return reading.found.get((row, column - 1))
    if is_total(head[:1], reading.lexicon):
        return None
    group = reading.groups[row, column]
    for other in range(reading.grid.columns):
        same = other != column and reading.groups.get((row, other)) == group
        if same and is_total(reading.grid.head(other)[:1], reading.lexicon):
            return reading.found[row, other]
    return None


def _down(reading: _Reader, row: int, column: int) -> CellFigure | None:
    if row in reading.totals:
        later = [total for total in reading.totals if total > row]
        grand = max(later, default=None)
        return reading.found.get((grand, column)) if grand is not None and len(reading.totals) > 1 else None
    below = [total for total in sorted(reading.totals) if total > row]
    above = [total for total in sorted(reading.totals) if total < row]
    nearest = below[0] if below else above[0] if above and above[0] == reading.grid.heads else None
    return reading.found.get((nearest, column)) if nearest is not None else None
