"""Lines of a sheet that are no rows of persons: each set aside with its code and its place."""

from collections.abc import Sequence
from typing import Final

from accounted.core.outcome import SetAside
from accounted.read.mapping import folded, role_of_header, words_for
from accounted.read.sheet_line import Line

_LONGEST_HEADER: Final = 40
_MOST_ALIKE: Final = 0.6


def no_row(where: str, line: Line, header: tuple[str, ...], *, further: bool) -> SetAside | None:
    """Takes a line below the header, gives why it is no row of persons, or None where it is one.

    `further` where it stands so near the header that it may name the columns again in another language.
    """
    if line.fault:
        return set_aside_as("broken-quote", where, line)
    code = _code(line, header) or ("repeated-header" if further and _names_the_same(line, header) else None)
    return None if code is None else set_aside_as(code, where, line, header=header)


def _code(line: Line, header: tuple[str, ...]) -> str | None:
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
    if len(header) >= 3 and ":" in first and _is_note(line.cells):
        return "note-row"
    return None


def _is_total(cells: Sequence[str]) -> bool:
    told = ""
    for cell in cells:
        if not told:
            told = cell.strip()
        elif cell and not cell.strip().replace(".", "").isdecimal() and cell.strip():
            return False
    return not told.isdecimal() and folded(told) in words_for("total")


_SAID: Final = {
    "empty-row": ("a row without anything in it", "a person", "Nothing to do; it keeps its number."),
    "note-row": ("a note", "a person", "Nothing to do; it keeps its number."),
    "broken-quote": (
        "a quotation mark that does not close, or a text behind one that does",
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


def set_aside_as(code: str, where: str, line: Line, *, header: tuple[str, ...] = ()) -> SetAside:
    """Takes a code, the sheet and a line, gives the line set aside; cells beyond the header are told as they are."""
    found, expected, advice = _SAID[code]
    if code == "too-many-cells":
        found += ": " + ", ".join(f"“{cell.strip()}”" for cell in line.cells[len(header) :] if cell.strip())
    return SetAside(code=code, where=f"{where}:{line.number}", found=found, expected=expected, advice=advice)


def above(where: str, line: Line, header: tuple[str, ...]) -> SetAside | None:
    """Takes a line above the first row, gives it set aside (a title, a date); the header's own lines are none."""
    told = [cell.strip() for cell in line.cells if cell.strip()]
    if not line.fault and all(any(cell in title for title in header) for cell in told):
        return None
    return set_aside_as("broken-quote" if line.fault else "above-the-header", where, line)


def _names_the_same(line: Line, header: tuple[str, ...]) -> bool:
    """Gives whether a line names the columns again, in another language, say: two roles at least, none other."""
    told = [(cell.strip(), title) for cell, title in zip(line.cells, header, strict=False) if cell.strip()]
    if len(told) < 2 or any(len(cell) > _LONGEST_HEADER or any(c.isdecimal() for c in cell) for cell, _ in told):
        return False
    roles = [(role_of_header(cell), role_of_header(title)) for cell, title in told]
    alike = sum(one is not None and one == other for one, other in roles)
    return alike >= 2 and alike >= _MOST_ALIKE * len(told)


def _is_note(cells: Sequence[str]) -> bool:
    """A line of one cell in a wide sheet that begins as a note does: "Source: …", "Note: …"."""
    told = [cell for cell in cells if cell.strip()]
    word, sign, rest = (told[0] if len(told) == 1 else "").partition(":")
    return bool(sign and rest.strip()) and folded(word) in words_for("note")
