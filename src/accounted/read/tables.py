"""Figures in tables: rows that end in numbers under a header that tells what befell those counted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from accounted.read.lexicon import Lexicon
from accounted.read.numbers import Number, join_numbers
from accounted.read.roles import (
    ADJECTIVE,
    COUNTER,
    FIGURE,
    INTRANSITIVE,
    MEASURE,
    STRONG,
    TOTAL,
    TRANSITIVE,
    UNIT,
    WEAK,
)
from accounted.read.tokens import Token, tokenise

_BEHIND_NUMBER: Final = "%\t "
_LONGEST_ROW: Final = 200
_DIGITS: Final = re.compile(r"\d+")
_FEWEST_ROWS: Final = 2
_LONGEST_HEADER: Final = 160
_MOST_HEADER_WORDS: Final = 14
_TELLS: Final = TRANSITIVE | ADJECTIVE | STRONG | INTRANSITIVE | TOTAL | WEAK


@dataclass(slots=True, eq=False)
class CellFigure:
    """A figure of a table: its number, whom it counts, what the header tells, and the total that it is a part of.

    `when` is a stretch of the text; all three stand where the table tells them.
    """

    number: Number
    start: int
    end: int
    effect: str
    row: str
    unit: str
    header: str
    whole: "CellFigure | None" = None
    where: str | None = None
    when: tuple[int, int] | None = None
    speaker: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    start: int
    end: int
    label: str
    numbers: tuple[Number, ...]
    unit: str | None
    is_total: bool
    effect: str | None = None


def table_figures(text: str, lexicon: Lexicon) -> Iterator[tuple[tuple[int, int], list[CellFigure]]]:
    """Takes a text and its language, gives each table's stretch of the text and its figures.

    A table is two or more lines in a row that begin with words and end in equally many numbers, under a header (or a
    caption) that tells an effect for the column: "Quarter | Killed | Wounded". A row named as the total is the total of
    its column, and the others are its parts.
    """
    for rows in _runs(text, lexicon):
        effects = _column_effects(text, rows, lexicon)
        figures = [figure for column, told in enumerate(effects) if told for figure in _column(rows, column, told)]
        if figures:
            yield (rows[0].start, rows[-1].end), sorted(figures, key=lambda figure: figure.number.start)


def _runs(text: str, lexicon: Lexicon) -> Iterator[list[_Row]]:
    """Rows that follow one another, each with as many numbers as the one before."""
    run: list[_Row] = []
    for start, end in _lines(text):
        follows = bool(run) and not text[run[-1].end : start].strip()
        row = None
        if end - start <= _LONGEST_ROW:
            row = _row(text, start, end, lexicon, columns=len(run[-1].numbers) if follows else 0)
        if row is not None and follows and len(run[-1].numbers) == len(row.numbers):
            run.append(row)
            continue
        if len(run) >= _FEWEST_ROWS:
            yield run
        run = [row] if row is not None else []
    if len(run) >= _FEWEST_ROWS:
        yield run


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines that end in a number."""
    start = 0
    for line in text.split("\n"):
        if line.rstrip(_BEHIND_NUMBER)[-1:].isdecimal():
            yield start, start + len(line)
        start += len(line) + 1


def _row(text: str, start: int, end: int, lexicon: Lexicon, *, columns: int) -> _Row | None:
    tokens = join_numbers(tokenise(text, start, end, lexicon).tokens, text, lexicon)
    first = next((at for at, token in enumerate(tokens) if token.number is not None), 0)
    cells, label = tokens[first:], tokens[:first]
    numbers = tuple(token.number for token in cells if token.number is not None)
    if columns and len(numbers) != columns and len(numbers) == len(cells):
        numbers = tuple(part for number in numbers for part in _apart(text, number))  # "214 171" in two columns
    if not label or len(numbers) < len(cells) or not all(number.bare for number in numbers):
        return None
    if len(label) > 8 or any(token.roles & MEASURE and not token.roles & UNIT for token in label):
        return None
    unit = next((token.word.unit for token in reversed(label) if token.word.unit), None)
    total = bool(label[0].roles & (FIGURE | COUNTER)) and len(label) <= 2
    words = " ".join(text[label[0].start : label[-1].end].split())
    told = {effect for token in label if (effect := token.word.effect_as(_TELLS))}
    effect = told.pop() if len(told) == 1 else None
    return _Row(label[0].start, tokens[-1].end, words, numbers, unit, total, effect)


def _apart(text: str, number: Number) -> list[Number]:
    """Digits that white space parts, each as a number of its own."""
    digits = list(_DIGITS.finditer(text, number.start, number.end))
    return [
        Number(float(d[0]), float(d[0]), float(d[0]), "exact", d.start(), d.end(), bare=True, digits=d[0])
        for d in digits
    ]


def _column_effects(text: str, rows: Sequence[_Row], lexicon: Lexicon) -> list[tuple[str, str] | None]:
    """What each column tells: effect and the header's words; None where the header tells none."""
    lines = text[max(0, rows[0].start - 3 * _LONGEST_HEADER) : rows[0].start].rstrip("\n").split("\n")
    header = lines[-1] if lines and len(lines[-1]) <= _LONGEST_HEADER else ""
    columns = len(rows[0].numbers)
    cells = [cell.strip() for cell in header.split("\t")]
    if len(cells) == columns + 1:
        told = [_effect_in(cell, lexicon) for cell in cells[1:]]
    else:
        effects = _effects_in(header, lexicon)
        told = list(effects) if len(effects) == columns else []
    if not any(told) and columns == 1:
        captions = [line for line in lines[-4:] if line.strip() and len(line) <= _LONGEST_HEADER]
        told = [next((e for e in (_effect_in(line, lexicon) for line in reversed(captions)) if e), None)]
    return told or [None] * columns


def _effect_in(words: str, lexicon: Lexicon) -> tuple[str, str] | None:
    effects = _effects_in(words, lexicon)
    return effects[0] if len(effects) == 1 or (effects and len({e for e, _ in effects}) == 1) else None


def _effects_in(words: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    tokens: list[Token] = tokenise(words, 0, len(words), lexicon).tokens
    if len(tokens) > _MOST_HEADER_WORDS or any(token.lower[0].isdecimal() for token in tokens):
        return []
    told = ((token.word.effect_as(_TELLS), token.lower) for token in tokens)
    return [(effect, lower) for effect, lower in told if effect and effect != "present"]


def _column(rows: Sequence[_Row], column: int, told: tuple[str, str]) -> list[CellFigure]:
    effect, header = told
    figures = [
        CellFigure(
            number=row.numbers[column],
            start=row.start if column == 0 else row.numbers[column].start,
            end=row.numbers[column].end,
            effect=(row.effect or effect) if effect == "other" else effect,  # "Losses / Wounded: 31"
            row=row.label,
            unit=row.unit or ("buildings" if effect in ("destroyed", "damaged") else "persons"),
            header=header,
        )
        for row in rows
    ]
    totals = [figure for figure, row in zip(figures, rows, strict=True) if row.is_total]
    if len(totals) == 1:
        for figure in figures:
            figure.whole = totals[0] if figure is not totals[0] else None
    return figures
