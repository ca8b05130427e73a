"""One column of a list: each distinct value once, and which of them stands in each row."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload


class Cells(Sequence[str]):
    """The raw cells of a column, read like a tuple of texts. A million rows of a few thousand values take 4 MB.

    `values` are the distinct ones by first appearance, `codes` which of them stands in each row: who works on values
    rather than on rows looks at each once.
    """

    __slots__ = ("codes", "values")

    def __init__(self, values: Sequence[str], codes: "array[int]") -> None:
        self.values, self.codes = tuple(values), codes

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...

    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        if isinstance(at, slice):
            return tuple(map(self.values.__getitem__, self.codes[at]))
        return self.values[self.codes[at]]

    def __iter__(self) -> Iterator[str]:
        return map(self.values.__getitem__, self.codes)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Cells):
            return self.values == other.values and self.codes == other.codes
        return isinstance(other, tuple) and tuple(self) == other

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class Codes(dict[str, int]):
    """Codes by first appearance: a value not seen before gets the next one."""

    def __missing__(self, value: str) -> int:
        self[value] = code = len(self)
        return code


def cells_of(values: Iterable[str]) -> Cells:
    """Takes the cells of a column, gives them with each distinct value once.

    >>> cells_of(["ash", "oak", "ash"]).values, cells_of(["ash", "oak", "ash"])[1:]
    (('ash', 'oak'), ('oak', 'ash'))
    """
    table = Codes()
    codes = array("i", map(table.__getitem__, values))
    return Cells(list(table), codes)
