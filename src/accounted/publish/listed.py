"""What is shown of persons on lists, handed over by the conductor."""

from dataclasses import dataclass

from accounted.core.outcome import Remark
from accounted.core.person import Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class ListShown:
    """One list: its name, document and rows, and what its columns are read as."""

    name: str
    document: str
    rows: int
    columns: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShown:
    """One row of a person: its list, document and line, and its cells by role."""

    list: str
    document: str
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionShown:
    """Two editions of one list: their names and documents, how rows were found again, counts, and what became of rows.

    A line of `changes` is its kind, the lines of both sheets (None where a row is not there), and cells that differ.
    """

    old: tuple[str, str]
    new: tuple[str, str]
    key: str
    counts: tuple[tuple[str, int], ...]
    changes: tuple[tuple[str, int | None, int | None, tuple[tuple[str, str, str], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsShown:
    """What the page of persons shows. `people` are those of several rows, the first `len(people)` of `several`."""

    lists: tuple[ListShown, ...]
    rows: int
    persons: int
    several: int
    roles: tuple[str, ...]
    people: tuple[tuple[str, tuple[RowShown, ...]], ...]
    doubtful: tuple[Pair, ...]
    missed: str
    remarks: tuple[Remark, ...]
    editions: tuple[EditionShown, ...] = ()
