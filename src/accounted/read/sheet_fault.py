"""What is said of damaged workbooks: one does not open, one breaks off; rows before that place are kept."""

from collections.abc import Iterator

from accounted.core.outcome import AccountedError, SetAside
from accounted.read.sheet_line import Line, SheetLines


def unreadable(name: str, fault: str) -> AccountedError:
    """Takes a file's name and a library's words, gives the error that says so."""
    found = f"a workbook that does not open ({fault.rstrip('.')})"
    return AccountedError(where=name, found=found, expected="a whole sheet", advice="Save it again.")


def read_to_the_fault(where: str, lines: Iterator[Line], made: SheetLines) -> Iterator[Line]:
    """Takes where they stand, lines and their sheet, gives the lines as far as they can be read; what stops the reading
    is set aside with the row at which it did.
    """
    number = 0
    try:
        for line in lines:
            number = line.number
            yield line
    except AccountedError:
        raise
    except Exception as fault:  # a damaged part raises what its library raises; rows before it are kept
        made.set_aside.append(
            broken_off(f"{where}:{number + 1}", f"a sheet that breaks off here ({first_line(fault)})")
        )


def first_line(fault: Exception) -> str:
    """Takes what a library raised, gives its kind and the first line of its words."""
    told = str(fault).splitlines()
    return f"{type(fault).__name__}: {told[0].rstrip('.')}" if told else type(fault).__name__


def broken_off(where: str, found: str) -> SetAside:
    """Takes a place and what breaks off there, gives it set aside."""
    advice = "Ask for the file again; rows before this place were read."
    return SetAside(code="sheet-broken-off", where=where, found=found, expected="a whole sheet", advice=advice)
