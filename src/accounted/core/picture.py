"""What leans on what as a plan to be drawn: columns by date, dots, lines."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One document: its column (a date) and row from 0, and the numbers of the roots whose colours it has."""

    document: str
    column: int
    row: int
    roots: tuple[int, ...]
    is_root: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One tie: from the document that leans to the one it leans on; dashed where weak, no arrow where undirected."""

    tie: str
    start: str
    end: str
    kind: str
    arrow: bool
    dashed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LeansPicture:
    """The plan: columns in words (dates, then "undated"), dots, lines, how many roots, how many rows."""

    columns: tuple[str, ...]
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    roots: int
    rows: int
