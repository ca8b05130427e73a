"""What a sheet is made of, whatever its format: lines with their numbers, and what is to be said of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from accounted.core.outcome import Remark, SetAside

if TYPE_CHECKING:  # compiled code, which small sheets do not wait for
    from accounted.read.sheet_cut import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a sheet: its number from 1 as a spreadsheet shows it, its raw cells, and what kept it from being
    read.
    """

    number: int
    cells: Sequence[str]
    fault: str | None = None


@runtime_checkable
class InBlocks(Protocol):
    """Lines that can be had many at once, which is several times as fast."""

    def block(self) -> tuple[int, Sequence[Sequence[str]]] | None:
        """Gives the number of the next line and the cells of it and those read ahead; None where it must be had alone
        or is not there.
        """

    def plain(self, width: int) -> "tuple[int, Block] | None":
        """Takes how many columns there are, gives the number of the next line and a block of rows that begins there,
        cut by compiled code; None where the lines that come next must be read otherwise.
        """


@dataclass(slots=True, kw_only=True)
class SheetLines:
    """The lines of one sheet, its name ("" for a CSV file), and what reading them said or set aside.

    Remarks and what is set aside are whole once the lines have been read.
    """

    sheet: str
    lines: Iterator[Line]
    where: str = ""
    remarks: list[Remark] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
