"""Sheets of persons: each row kept with its raw cells and its place, or set aside with a code; nothing is lost."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final

from accounted.core.document import MadeBy
from accounted.core.ids import content_id
from accounted.core.outcome import Outcome, Remark, SetAside
from accounted.core.person import GROUP, UNNAMED, Mapping, PersonList
from accounted.read.mapping import folded, look_of, propose, role_of_header, words_for
from accounted.read.sheet_lines import Line, SheetLines, sheets_of

VERSION: Final = "1"
_HEADER_WITHIN: Final = 12
_SAMPLE: Final = 400
_MADE_BY: Final = MadeBy(step="read.sheet", version=VERSION)
_COUNT: Final = re.compile(r"\d{1,3}")
_NAME_ROLES: Final = ("name", "given", "family", "father", "grandfather")
_NUMBER_WORDS: Final = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}

Correct = Callable[[Mapping], Mapping]


@dataclass(slots=True)
class _Table:
    """Columns being filled, each value kept once in memory however often it comes."""

    columns: list[list[str]]
    seen: dict[str, str] = field(default_factory=dict)
    sheet_rows: list[int] = field(default_factory=list)
    aside: list[tuple[int, SetAside]] = field(default_factory=list)

    def add(self, line: Line) -> None:
        seen, width = self.seen, len(line.cells)
        for at, column in enumerate(self.columns):
            value = line.cells[at] if at < width else ""
            column.append(seen.setdefault(value, value))
        self.sheet_rows.append(line.number)


def read_sheet(
    name: str, content: bytes, *, document: str, encoding: str | None = None, correct: Correct | None = None
) -> Outcome[PersonList]:
    """Takes a sheet's file name and bytes, gives its lists of persons, one a sheet, and the rows set aside.

    Every line below the header is a row with a number from 0, also when it is set aside (its number stays). The columns
    are mapped as proposed, or as `correct` gives the proposal back. Sheets without rows are passed over.
    """
    kept: list[PersonList] = []
    aside: list[SetAside] = []
    remarks: list[Remark] = []
    for sheet in sheets_of(name, content, encoding=encoding):
        found = _read_one(name, sheet, document, correct)
        remarks.extend(sheet.remarks)
        if found is not None:
            kept.append(found[0])
            aside.extend(found[1])
    return Outcome(kept=tuple(kept), set_aside=tuple(aside), remarks=tuple(remarks))


def _read_one(
    name: str, sheet: SheetLines, document: str, correct: Correct | None
) -> tuple[PersonList, list[SetAside]] | None:
    first = list(islice(sheet.lines, _HEADER_WITHIN))
    header, body = header_of(first)
    begin = [line for line in first if line.number >= body]
    where = f"{name}:{sheet.sheet}" if sheet.sheet else name
    higher = (_above(where, line, header) for line in first if line.number < body and any(line.cells))
    above = [told for told in higher if told is not None]
    table = _filled(where, header, chain(begin, sheet.lines))
    if not table.sheet_rows:
        return None
    header = _named_columns(header, len(table.columns))
    mapping = propose(header, [column[:_SAMPLE] for column in table.columns])
    if correct is not None:
        mapping = correct(mapping)
    aside = {number for number, _ in table.aside}
    steps = table.sheet_rows
    dense = steps[-1] - steps[0] + 1 == len(steps)
    made = PersonList(
        id=content_id("lst", {"document": document, "sheet": sheet.sheet}),
        name=where,
        document=document,
        sheet=sheet.sheet,
        header=header,
        columns=tuple(tuple(column) for column in table.columns),
        sheet_rows=range(steps[0], steps[-1] + 1) if dense else tuple(steps),
        mapping=mapping,
        not_named=_not_named(table.columns, mapping, aside),
        aside=frozenset(aside),
        made_by=_MADE_BY,
    )
    return made, above + [told for _, told in table.aside]


def header_of(lines: Sequence[Line]) -> tuple[tuple[str, ...], int]:
    """Takes the first lines of a sheet, gives its header and the number of the first line below it.

    The header is the first line with about as many cells naming a role as any. Where cells of it are empty or repeated
    (merged ones), the line below joins it if it names roles too. Without a header the first line is a row.
    """
    scores = [sum(1 for cell in line.cells if cell.strip() and _names(cell)) for line in lines]
    most = max(scores, default=0)
    if most == 0:
        return (), lines[0].number if lines else 1
    at = next(k for k, score in enumerate(scores) if score >= 0.6 * most)
    if scores[at] == 1 and sum(1 for cell in lines[at].cells if cell.strip()) > 3:
        return (), lines[0].number
    cells = [cell.strip().lstrip("\ufeff") for cell in lines[at].cells]
    if at + 1 < len(lines) and scores[at + 1] >= 2 and _incomplete(cells) and not _like_data(lines[at + 1]):
        below = [cell.strip() for cell in lines[at + 1].cells]
        width = max(len(cells), len(below))
        cells, below = cells + [""] * (width - len(cells)), below + [""] * (width - len(below))
        cells = [" ".join(dict.fromkeys(part for part in pair if part)) for pair in zip(cells, below, strict=True)]
        at += 1
    return tuple(cells), lines[at].number + 1


def _incomplete(cells: Sequence[str]) -> bool:
    told = [cell for cell in cells if cell]
    return len(told) < len(cells) or len(set(told)) < len(told)


def _names(cell: str) -> bool:
    return len(cell) < 60 and not any(c.isdecimal() for c in cell[:1]) and role_of_header(cell) is not None


def _like_data(line: Line) -> bool:
    filled = [cell for cell in line.cells if cell.strip()]
    return any(len(cell) < 3 for cell in filled) or any(
        look_of([cell]) in ("date", "age", "number", "sex") for cell in filled
    )


def _named_columns(header: Sequence[str], width: int) -> tuple[str, ...]:
    named = [title or f"column {at + 1}" for at, title in enumerate(header)]
    named += [f"column {at + 1}" for at in range(len(named), width)]
    seen: Counter[str] = Counter()
    unique = []
    for title in named:
        seen[title] += 1
        unique.append(title if seen[title] == 1 else f"{title} ({seen[title]})")
    return tuple(unique)


def _filled(where: str, header: tuple[str, ...], lines: Iterator[Line]) -> _Table:
    first = next(lines, None)
    if first is None:
        return _Table(columns=[])
    table = _Table(columns=[[] for _ in range(len(header) or len(first.cells))])
    waiting: list[Line] = []
    for line in chain([first], lines):
        if not line.fault and not any(line.cells):
            waiting.append(line)
            continue
        for empty in waiting:
            _set_aside(table, where, empty, "empty-row")
        waiting.clear()
        code = (line.fault and "broken-quote") or _code(line, header)
        if code:
            _set_aside(table, where, line, code)
        else:
            table.add(line)
    return table


def _code(line: Line, header: tuple[str, ...]) -> str | None:
    """Gives why a line is no row of persons, or None."""
    width = len(header)
    if header and len(line.cells) > width and any(cell.strip() for cell in line.cells[width:]):
        return "too-many-cells"
    first = line.cells[0]
    if not first and not any(cell.strip() for cell in line.cells):
        return "empty-row"
    if header and first == header[0] and tuple(cell.strip() for cell in line.cells) == header:
        return "repeated-header"
    if len(first) < 24 and not first.isdecimal() and _is_total(line.cells):
        return "total-row"
    return None


def _is_total(cells: Sequence[str]) -> bool:
    told = next((cell for cell in cells if cell.strip()), "")
    if told.isdecimal() or folded(told) not in words_for("total"):
        return False
    others = [cell for cell in cells if cell.strip()][1:]
    return all(cell.strip().replace(".", "").isdecimal() for cell in others)


_SAID: Final = {
    "empty-row": ("a row without anything in it", "a person", "Nothing to do; it keeps its number."),
    "broken-quote": (
        "a quotation mark that does not close",
        "quotation marks in pairs",
        "Mend that line; the lines after it were read.",
    ),
    "too-many-cells": (
        "more cells than the header has",
        "as many cells as columns",
        "Put a cell with the dividing sign in quotation marks.",
    ),
    "above-the-header": ("a line above the header", "a header", "Nothing to do if it is a title; it is no row."),
    "repeated-header": ("the header again", "a person", "Nothing to do; it keeps its number."),
    "total-row": ("a sum", "a person", "Nothing to do; it keeps its number."),
}


def _set_aside(table: _Table, where: str, line: Line, code: str) -> None:
    found, expected, advice = _SAID[code]
    told = SetAside(code=code, where=f"{where}:{line.number}", found=found, expected=expected, advice=advice)
    table.aside.append((len(table.sheet_rows), told))
    table.add(line)


def _above(where: str, line: Line, header: tuple[str, ...]) -> SetAside | None:
    """Gives a line above the header set aside (a title, a date); the header's own lines are none."""
    told = [cell.strip() for cell in line.cells if cell.strip()]
    if not line.fault and all(any(cell in title for title in header) for cell in told):
        return None
    found, expected, advice = _SAID["broken-quote" if line.fault else "above-the-header"]
    code = "broken-quote" if line.fault else "above-the-header"
    return SetAside(code=code, where=f"{where}:{line.number}", found=found, expected=expected, advice=advice)


def _not_named(
    columns: Sequence[Sequence[str]], mapping: Mapping, aside: set[int]
) -> dict[int, tuple[str, int | None]]:
    used = [columns[at] for at in mapping.columns(*_NAME_ROLES)]
    if not used:
        return {}
    told: dict[str, tuple[str, int | None] | None] = {}
    found: dict[int, tuple[str, int | None]] = {}
    for number, parts in enumerate(zip(*used, strict=True)):
        name = parts[0] if len(parts) == 1 else " ".join(part for part in parts if part)
        if name not in told:
            told[name] = naming_of(name)
        naming = told[name]
        if naming is not None and number not in aside:
            found[number] = naming
    return found


def naming_of(name: str) -> tuple[str, int | None] | None:
    """Takes a name as written, gives ("unnamed", 1), ("group", how many as stated or None), or None for one named
    person.

    >>> naming_of("Name withheld by police"), naming_of("Family of five"), naming_of("Mira Petran")
    (('unnamed', 1), ('group', 5), None)
    """
    told = folded(name)
    words = told.split()
    if not any(c.isalpha() for c in told) or told in words_for("unnamed"):
        return (UNNAMED, 1)
    counts = [_NUMBER_WORDS.get(word) or (int(word) if _COUNT.fullmatch(word) else 0) for word in words]
    rest = " ".join(words[1:]) if counts[0] > 1 else told
    if any(_starts(rest, phrase) for phrase in words_for("group")) and (
        max(counts) > 1 or "of" in words or "and his" in told
    ):
        return (GROUP, max(counts) or None)
    if any(_starts(told, phrase) for phrase in words_for("unnamed") if len(phrase) > 4):
        return (UNNAMED, 1)
    return None


def _starts(told: str, phrase: str) -> bool:
    return told == phrase or told.startswith(phrase + " ")


_BESIDE: Final = ("age", "birth", "date", "sex", "place", "father", "mother", "id", "cause", "status", "family")


def is_persons(one: PersonList) -> bool:
    """Takes a list as read, gives whether it names persons: a column of names and another thing told of each.

    What a person said of its columns decides; one that is said to hold nothing in use is no list.
    """
    named = one.mapping.columns("name", "given", "family")
    beside = [at for at in one.mapping.columns(*_BESIDE) if at not in named[:1]]
    return bool(named) and (bool(beside) or not one.mapping.proposed)
