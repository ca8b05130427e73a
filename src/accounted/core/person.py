"""Lists of persons as received, the rows in them, and which rows are held to be one person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from accounted.core.cells import Cells
from accounted.core.document import Cell, MadeBy
from accounted.core.ids import ID_LENGTH, canonical_json, content_id, sha256_of

ROLES = (
    "name", "given", "father", "grandfather", "mother", "family", "other_name", "age", "birth", "date", "sex", "place",
    "cause", "status", "id", "source", "category", "text", "row_number", "unused",
)  # fmt: skip
"""What a column can hold. `date` is the day of death or of the event that the list is about."""

NAMED, UNNAMED, GROUP = "named", "unnamed", "group"
"""How a row names: one person; a person without a name ("name withheld"); several ("family of five")."""


FIRST_FIELD, FORM_COLUMN = 3, 3
"""Of a form received as a table (field, answer, value): the line of its first field, and the column of values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnUse:
    """What one column of a sheet is taken to hold, and why: its header, or the look of its values."""

    column: int
    header: str
    role: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """What the columns of a sheet hold, in the order of the sheet: proposed by the program, corrected by a person."""

    uses: tuple[ColumnUse, ...]
    proposed: bool = True

    def columns(self, *roles: str) -> tuple[int, ...]:
        """Takes roles, gives the columns that hold them: by role as told, then from left to right."""
        return tuple(use.column for role in roles for use in self.uses if use.role == role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a list: its number from 0, its line in the sheet from 1, its raw cells, and how it names.

    `persons` is how many persons it stands for as stated: 1, or the number of a group; None where not stated.
    """

    id: str
    list: str
    number: int
    sheet_row: int
    cells: tuple[str, ...]
    naming: str = NAMED
    persons: int | None = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonList:
    """One list as received: raw cells by column, the line in the sheet of each row, and the mapping of its columns.

    Cells are kept by column, each distinct value once, since a list may have ten million rows. `not_named` holds the
    rows that do not name one person: their number, "unnamed" or "group", and how many persons they state. `aside` holds
    the rows set aside, which keep their numbers and are never linked. `forms` are the documents of a list whose rows
    were each received as a form of its own, a field a line; see `form_cell`.
    """

    id: str
    name: str
    document: str
    sheet: str
    header: tuple[str, ...]
    columns: tuple[Cells, ...]
    sheet_rows: tuple[int, ...] | range
    mapping: Mapping
    not_named: dict[int, tuple[str, int | None]] = field(default_factory=dict)
    aside: frozenset[int] = frozenset()
    made_by: MadeBy | None = None
    forms: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Gives the number of rows, those set aside among them."""
        return len(self.sheet_rows)

    def cells(self, number: int) -> tuple[str, ...]:
        """Takes a row's number from 0, gives its raw cells."""
        return tuple(column[number] for column in self.columns)

    def row(self, number: int) -> Row:
        """Takes a row's number from 0, gives the row."""
        naming, persons = self.not_named.get(number, (NAMED, 1))
        cells, line = self.cells(number), self.sheet_rows[number]
        return Row(
            id=self.row_id(number),
            list=self.id,
            number=number,
            sheet_row=line,
            cells=cells,
            naming=naming,
            persons=persons,
        )

    def rows(self) -> Iterator[Row]:
        """Gives the rows that are kept, in the order of the sheet."""
        return (self.row(number) for number in range(len(self)) if number not in self.aside)

    def cell(self, number: int, column: int) -> Cell:
        """Takes a row and a column from 0, gives the place of the cell as a spreadsheet counts it."""
        document, sheet, line = self.place(number)
        quote = self.columns[column][number]
        row, at = form_cell(column, len(self.columns)) if self.forms else (line, column + 1)
        return Cell(document=document, sheet=sheet, row=row, column=at, quote=quote)

    def place(self, number: int) -> tuple[str, str, int]:
        """Takes a row's number from 0, gives its document, sheet and line there."""
        if self.forms:
            return self.forms[number], self.sheet, FIRST_FIELD
        return self.document, self.sheet, self.sheet_rows[number]

    def row_id(self, number: int) -> str:
        """Takes a row's number from 0, gives the row's id."""
        return row_id(*self.place(number))

    def row_ids(self) -> Iterator[str]:
        """Gives the ids of all rows in their order, those set aside among them."""
        if self.forms:
            return map(self.row_id, range(len(self)))
        return row_ids(self.document, self.sheet, self.sheet_rows)


def form_cell(column: int, width: int) -> tuple[int, int]:
    """Takes a column of a list made of forms and how many it has, gives the line and column of the cell in the form.

    The first half of the columns are values, the second half the answers: told, not asked, not known, refused.

    >>> form_cell(0, 30), form_cell(15, 30)
    ((3, 3), (3, 2))
    """
    half = width // 2
    return column % half + FIRST_FIELD, FORM_COLUMN if column < half else FORM_COLUMN - 1


def row_id(document: str, sheet: str, line: int) -> str:
    """Takes a document's id, a sheet and a line from 1, gives the row's id: the same file gives the same ids."""
    return content_id("row", {"document": document, "sheet": sheet, "row": line})


def row_ids(document: str, sheet: str, lines: Iterable[int]) -> Iterator[str]:
    """Takes a document's id, a sheet and lines, gives the id of each as `row_id` does, in a tenth of the time.

    What all share is written once: the number of the line stands between two signs that no text holds unescaped.

    >>> next(row_ids("doc-1", "a", [7])) == row_id("doc-1", "a", 7)
    True
    """
    before, sign, behind = canonical_json({"document": document, "sheet": sheet, "row": 0}).partition(b',"row":0,')
    before, behind = before + sign[:-2], sign[-1:] + behind
    for line in lines:
        yield f"row-{sha256_of(b'%b%d%b' % (before, line, behind))[:ID_LENGTH]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One field's part in a score: the values on both sides, how they agree, and the weight in bits (log2)."""

    field: str
    left: str
    right: str
    agreement: str
    bits: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two rows that may be one person: the lists and rows, the probability, and the reasons that add up to it.

    `linked` is the program's own decision after one-to-one or clustering, or a person's where one was taken.
    """

    list_a: str
    row_a: int
    list_b: str
    row_b: int
    probability: float
    linked: bool
    reasons: tuple[Reason, ...] = ()
    decided_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Rows held to be one person: a stable id, its (list, row) members in order, and the ids that it supersedes."""

    id: str
    members: tuple[tuple[str, int], ...]
    supersedes: tuple[str, ...] = ()
    made_by: MadeBy | None = None


def person_id(rows: tuple[str, ...]) -> str:
    """Takes the ids of a cluster's rows, gives the person's id: that of the first row by id, so that it is stable.

    A cluster that gains or loses other rows keeps its id as long as the row with the least id stays in it.
    """
    return content_id("per", min(rows))
