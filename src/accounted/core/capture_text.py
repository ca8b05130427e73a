"""The text of a capture table: read, told from other tables, taken apart into lines."""

import csv
from pathlib import Path

from accounted.core.outcome import AccountedError


class TableNotUsable(AccountedError):
    """A capture table cannot be made of what was given: the place and the words say why."""


def looks_like_table(text: str, *, count: str = "count") -> bool:
    """Takes a text, gives whether it is a CSV of capture patterns: a column of counts, and 0 or 1 in two others."""
    lines = [row for row in csv.reader(text.splitlines()[:200]) if any(cell.strip() for cell in row)]
    header = [cell.strip() for cell in lines[0]] if lines else []
    if count not in header or len(lines) < 2:
        return False
    columns = [{row[i].strip() for row in lines[1:] if i < len(row)} for i in range(len(header))]
    marks = [values <= {"0", "1"} for values, name in zip(columns, header, strict=True) if name != count]
    return sum(marks) >= 2


def text_of(path: Path) -> str:
    """Takes a path, gives its text in UTF-8; raises where there is none."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TableNotUsable(
            where=str(path.name), found=str(error), expected="a CSV in UTF-8", advice="Save the table as CSV (UTF-8)."
        ) from error


def lines_of(text: str, name: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Takes the text of a CSV and its name, gives its header and its lines with their numbers, empty ones left out."""
    try:
        read = list(enumerate(csv.reader(text.splitlines()), start=1))
    except csv.Error as error:
        raise TableNotUsable(
            where=name, found=str(error), expected="lines of a CSV", advice="Save the table as CSV (UTF-8)."
        ) from error
    lines = [(i, row) for i, row in read if any(c.strip() for c in row)]
    if not lines:
        raise TableNotUsable(
            where=name,
            found="an empty file",
            expected="a line of column names and a line a pattern",
            advice="Correct the table and try again.",
        )
    return [cell.strip() for cell in lines[0][1]], lines[1:]
