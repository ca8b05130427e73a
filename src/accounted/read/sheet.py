"""Sheets of persons: each row kept with its raw cells and its place, or set aside with a code; nothing is lost."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Final

from accounted.core.cells import Cells
from accounted.core.document import MadeBy
from accounted.core.ids import content_id
from accounted.core.outcome import Outcome, Remark, SetAside
from accounted.core.person import GROUP, UNNAMED, Mapping, PersonList
from accounted.read.mapping import corrected, folded, look_of, propose, role_of_header, words_for
from accounted.read.sheet_aside import above
from accounted.read.sheet_line import Line, SheetLines
from accounted.read.sheet_lines import sheets_of
from accounted.read.sheet_table import filled

VERSION: Final = "1"
_HEADER_WITHIN: Final = 12
_SAMPLE: Final = 400
_FEWEST_ZEROS: Final = 5
_MANY_ROWS: Final = 1000
_MUCH_OF_A_LIST: Final = 0.1
_MADE_BY: Final = MadeBy(step="read.sheet", version=VERSION)
_DIGIT: Final = re.compile(r"\d")
_COUNT: Final = re.compile(r"\d{1,3}")
ZEROS: Final = "the values are zeros alone"
_LONGEST_PHRASE: Final = 4
_SHORT_WORD: Final = 4
_MAY: Final = 1 << 16
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
        if found is not None:
            kept.append(found[0])
            aside.extend(found[1])
            remarks.extend(_column_remarks(found[0]))
        remarks.extend(sheet.remarks)
        aside.extend(sheet.set_aside)
    return Outcome(kept=tuple(kept), set_aside=tuple(aside), remarks=tuple(remarks))


def _read_one(
    name: str, sheet: SheetLines, document: str, correct: Correct | None
) -> tuple[PersonList, list[SetAside]] | None:
    first = list(islice(sheet.lines, _HEADER_WITHIN))
    header, body = header_of(first)
    begin = [line for line in first if line.number >= body]
    where = f"{name}:{sheet.sheet}" if sheet.sheet else name
    higher = (above(where, line, header) for line in first if line.number < body and any(line.cells))
    aside_above = [told for told in higher if told is not None]
    table = filled(where, header, begin, sheet.lines)
    if not table.rows:
        return None
    columns = tuple(column.cells() for column in table.columns)
    header = _named_columns(header, len(columns))
    mapping = propose(header, [column[:_SAMPLE] for column in columns])
    mapping = _without_zeros(mapping, columns)
    if correct is not None:
        mapping = correct(mapping)
    aside = {number for number, _ in table.aside}
    made = PersonList(
        id=content_id("lst", {"document": document, "sheet": sheet.sheet}),
        name=where,
        document=document,
        sheet=sheet.sheet,
        header=header,
        columns=columns,
        sheet_rows=table.sheet_rows(),
        mapping=mapping,
        not_named=_not_named(columns, mapping, aside),
        aside=frozenset(aside),
        made_by=_MADE_BY,
    )
    return made, aside_above + [told for _, told in table.aside]


def _without_zeros(mapping: Mapping, columns: Sequence[Cells]) -> Mapping:
    """Gives a mapping in which a column of zeros alone says nothing: ages of 0 throughout stand for ages not known."""
    uses = tuple(
        replace(use, role="unused", reason=f"{ZEROS} (the header “{use.header}” says {use.role})")
        if use.role in ("age", "birth", "date") and _zeros(columns[use.column])
        else use
        for use in mapping.uses
    )
    return replace(mapping, uses=uses)


def _zeros(column: Cells) -> bool:
    if any(value.strip().strip("0-/. :") for value in column.values):
        return False
    return sum(1 for value in column if value.strip()) >= _FEWEST_ZEROS


def _column_remarks(one: PersonList) -> list[Remark]:
    found = [use for use in one.mapping.uses if use.reason.startswith(ZEROS)]
    why = (
        "holds zeros alone, which may stand for not known, so it is not compared. Say what it holds if that is not so."
    )
    said = [
        Remark(code="column-of-zeros", where=f"{one.name}: {use.header}", message=f"The column “{use.header}” {why}")
        for use in found
    ]
    return said + _one_name(one)


def _one_name(one: PersonList) -> list[Remark]:
    """Gives a remark where one name is borne by so many rows that they cannot be told apart by it."""
    named = [one.columns[at] for at in one.mapping.columns(*_NAME_ROLES)]
    many = max(_MANY_ROWS, _MUCH_OF_A_LIST * len(one))
    if not named or len(one) < _MANY_ROWS or any(_most(column) < many for column in named):
        return []
    counts = Counter(zip(*named, strict=True)).most_common(1)
    if counts[0][1] < many or not any(counts[0][0]):
        return []
    parts, count = counts[0]
    told = f"{count:,} of {len(one):,} rows bear the name “{' '.join(part for part in parts if part)}”"
    message = f"{told}: where nothing else tells them apart, they are not compared with each other."
    return [Remark(code="one-name-throughout", where=one.name, message=message)]


def _most(column: Cells) -> int:
    import numpy as np  # noqa: PLC0415 - heavy, and needed for long lists alone

    return int(np.bincount(np.frombuffer(column.codes, np.int32)).max())


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


def remapped(one: PersonList, told: Dict[str, str]) -> PersonList:
    """Takes a list and {header: role} as a person told it, gives the list read by it; its rows stay as they are."""
    mapping = corrected(one.mapping, told)
    return replace(one, mapping=mapping, not_named=_not_named(one.columns, mapping, set(one.aside)))


def _not_named(columns: Sequence[Cells], mapping: Mapping, aside: set[int]) -> dict[int, tuple[str, int | None]]:
    used = [columns[at] for at in mapping.columns(*_NAME_ROLES)]
    doubtful = _may_name_nobody(used) if used else ()
    naming_by_name: dict[str, tuple[str, int | None] | None] = {}
    found: dict[int, tuple[str, int | None]] = {}
    for number in doubtful:
        name = " ".join(column[number] for column in used if column[number])
        naming = naming_by_name[name] if name in naming_by_name else naming_by_name.setdefault(name, naming_of(name))
        if naming is not None and number not in aside:
            found[number] = naming
    return found


def _may_name_nobody(used: Sequence[Cells]) -> list[int]:
    """Gives the rows whose names may be nobody's or several persons', which takes a closer look: a part of them tells
    so, or all are empty. Each value is looked at once.
    """
    import numpy as np  # noqa: PLC0415 - heavy, and needed for lists alone

    told = np.zeros(len(used[0]), np.int32)
    for column in used:
        tells = np.array([_tells(value) for value in column.values], np.int32)
        told += tells[np.frombuffer(column.codes, np.int32)]
    found: list[int] = np.flatnonzero((told >= _MAY) | (told == len(used))).tolist()
    return found


def _tells(part: str) -> int:
    """Gives what a part of a name may tell: nothing of note; that it is empty; that the name may be nobody's."""
    if part.isascii() and part.isalpha():
        return _MAY if part.lower() in _openers() else 0
    plain = folded(part)
    may = plain.partition(" ")[0] in _openers() or not any(c.isalpha() for c in part) or bool(_DIGIT.search(plain))
    return (_MAY if may else 0) if part else 1


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
    if words[0] not in _openers() and not _DIGIT.search(told):
        return None
    counts = [_NUMBER_WORDS.get(word) or (int(word) if _COUNT.fullmatch(word) else 0) for word in words]
    begins = _begins(words[1:] if counts[0] > 1 else words, words_for("group"))
    if begins and (max(counts) > 1 or "of" in words or "and his" in told):
        return (GROUP, max(counts) or None)
    unnamed = _begins(words, words_for("unnamed"))
    return (UNNAMED, 1) if unnamed is not None and len(unnamed) > _SHORT_WORD else None


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    """The words that a phrase for nobody or for several begins with; most names begin with none of them."""
    phrases = (phrase for kind in ("unnamed", "group") for phrase in words_for(kind))
    return frozenset(phrase.partition(" ")[0] for phrase in phrases) | _NUMBER_WORDS.keys()


def _begins(words: Sequence[str], phrases: frozenset[str]) -> str | None:
    """Gives the longest phrase that a name begins with, word by word, or None."""
    beginnings = (" ".join(words[:count]) for count in range(min(len(words), _LONGEST_PHRASE), 0, -1))
    return next((told for told in beginnings if told in phrases), None)


_BESIDE: Final = ("age", "birth", "date", "sex", "place", "father", "mother", "id", "cause", "status", "family")


def is_persons(one: PersonList) -> bool:
    """Takes a list as read, gives whether it names persons: a column of names and another thing told of each.

    What a person said of its columns decides; one that is said to hold nothing in use is no list.
    """
    return _of_persons(one.mapping)


def _of_persons(mapping: Mapping) -> bool:
    named = mapping.columns("name", "given", "family")
    beside = [at for at in mapping.columns(*_BESIDE) if at not in named[:1]]
    return bool(named) and (bool(beside) or not mapping.proposed)


def names_persons(name: str, content: bytes, *, encoding: str | None = None) -> bool:
    """Takes a sheet's file name and bytes, gives whether a sheet of it names persons, by its first rows alone."""
    for sheet in sheets_of(name, content, encoding=encoding):
        first = list(islice(sheet.lines, _SAMPLE))
        header, body = header_of(first[:_HEADER_WITHIN])
        rows = [line.cells for line in first if line.number >= body]
        columns = [[row[at] if at < len(row) else "" for row in rows] for at in range(len(header))]
        if rows and _of_persons(propose(header, columns)):
            return True
    return False
