"""Records of a CSV table (RFC 4180), each with its row; one whose quotation marks stay open is set apart alone."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row as a spreadsheet shows it: its number from 1, its cells, and what kept it from being read."""

    row: int
    cells: tuple[str, ...]
    fault: str | None = None


def only_id(names: Sequence[str], cells: Sequence[str]) -> bool:
    """Takes the columns and cells of a row, gives whether nothing but its id is filled: a template's row not used."""
    told = [name for name, cell in zip(names, cells, strict=False) if cell.strip()]
    return [name.strip().lower() for name in told] == ["id"] and not any(cell.strip() for cell in cells[len(names) :])


def delimiter_of(text: str) -> str:
    """Takes a table's text, gives the comma, semicolon or tab that its first line is divided by."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=line.count)


def records(text: str) -> Iterator[Record]:
    """Takes a table's text, gives its records in order; line breaks inside quotation marks stay in their cell.

    Where quotation marks do not close, that line is given as a fault and reading goes on with the next one.
    """
    lines = list(io.StringIO(text, newline=""))
    delimiter = delimiter_of(text)
    begin, row = 0, 0
    while begin < len(lines):
        reader = csv.reader(iter(lines[begin:]), delimiter=delimiter, strict=True)
        first = begin
        try:
            for cells in reader:
                row += 1
                yield Record(row=row, cells=tuple(cells))
                first = begin + reader.line_num
        except csv.Error as fault:
            row += 1
            yield Record(row=row, cells=(), fault=str(fault))
            begin = first + 1
        else:
            return
