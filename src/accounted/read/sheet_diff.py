"""Two editions of one list, row by row: added, removed, changed, as before; by a key where there is one."""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.process import cdist

from accounted.core.cells import Cells
from accounted.core.person import PersonList

ALIKE: Final = 80.0
"""Of 100: how alike two rows without a key must be to be one row changed (rapidfuzz ratio of their cells)."""
_MOST_PAIRS: Final = 25_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """One row of two editions: what became of it, its number in each (None where it is not there), and the cells that
    differ.
    """

    kind: str
    old: int | None
    new: int | None
    cells: tuple[tuple[str, str, str], ...] = ()

    def in_words(self) -> str:
        """Gives the change as one line, rows counted from 1 as below the header of each edition."""
        rows = " and ".join(
            f"row {number + 1} of the {edition} edition"
            for edition, number in (("earlier", self.old), ("later", self.new))
            if number is not None
        )
        cells = "; ".join(f"{header}: “{before}” to “{after}”" for header, before, after in self.cells)
        return f"{self.kind}: {rows}" + (f": {cells}" if cells else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two editions side by side: by which column rows were found again ("" for none), and what became of each row."""

    key: str
    changes: tuple[RowChange, ...]
    columns_added: tuple[str, ...]
    columns_removed: tuple[str, ...]

    def count(self, kind: str) -> int:
        """Takes added, removed, changed or same, gives how many rows that is."""
        return sum(1 for change in self.changes if change.kind == kind)


def compare_editions(old: PersonList, new: PersonList) -> Comparison:
    """Takes two editions of one list, gives what became of every row: none is lost, each stands in exactly one change.

    Rows are found again by a column whose values are distinct in both editions and mostly shared; without one, equal
    rows
    first, then the most alike of those that are left (a name must be alike too).
    """
    shared = [title for title in old.header if title in new.header]
    key = _key(old, new)
    taken = _by_key(old, new, key) if key else _by_likeness(old, new, shared)
    changes = [_change(old, new, a, b, shared) for a, b in sorted(taken.items())]
    changes += [RowChange(kind="removed", old=a, new=None) for a in range(len(old)) if a not in taken]
    found = set(taken.values())
    changes += [RowChange(kind="added", old=None, new=b) for b in range(len(new)) if b not in found]
    return Comparison(
        key=key,
        changes=tuple(changes),
        columns_added=tuple(title for title in new.header if title not in old.header),
        columns_removed=tuple(title for title in old.header if title not in new.header),
    )


def _column(one: PersonList, title: str) -> Cells:
    return one.columns[one.header.index(title)]


def _key(old: PersonList, new: PersonList) -> str:
    for at in old.mapping.columns("id"):
        title = old.header[at]
        if title not in new.header:
            continue
        before, after = ([v for v in _keys(one, title) if v] for one in (old, new))
        distinct = len(set(before)) == len(before) >= 0.95 * len(old) and len(set(after)) == len(after) >= 0.95 * len(
            new
        )
        if distinct and len(set(before) & set(after)) >= 0.5 * min(len(before), len(after)):
            return title
    return ""


def _keys(one: PersonList, title: str) -> list[str]:
    """Gives the values of a column without the signs that nobody sees: marks of direction, joiners, blanks."""
    return ["".join(c for c in value if unicodedata.category(c) != "Cf").strip() for value in _column(one, title)]


def _by_key(old: PersonList, new: PersonList, key: str) -> dict[int, int]:
    places = {value: row for row, value in enumerate(_keys(new, key)) if value}
    return {row: places[value] for row, value in enumerate(_keys(old, key)) if value in places}


def _by_likeness(old: PersonList, new: PersonList, shared: Sequence[str]) -> dict[int, int]:
    counting = {old.header[at] for at in old.mapping.columns("row_number")}
    titles = [title for title in shared if title not in counting]
    before = list(zip(*(_column(old, title) for title in titles), strict=True)) if titles else []
    after = list(zip(*(_column(new, title) for title in titles), strict=True)) if titles else []
    waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row in reversed(range(len(after))):
        waiting[after[row]].append(row)
    taken = {row: waiting[cells].pop() for row, cells in enumerate(before) if waiting.get(cells)}
    found = set(taken.values())
    left = [row for row in range(len(before)) if row not in taken]
    right = [row for row in range(len(after)) if row not in found]
    if 0 < len(left) * len(right) <= _MOST_PAIRS:
        taken.update(
            _most_alike(left, right, [" | ".join(before[r]) for r in left], [" | ".join(after[r]) for r in right])
        )
    return taken


def _most_alike(left: Sequence[int], right: Sequence[int], one: list[str], other: list[str]) -> dict[int, int]:
    scores = cdist(one, other, score_cutoff=ALIKE)
    pairs = [(-float(scores[i, j]), i, j) for i, j in zip(*scores.nonzero(), strict=True)]
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(pairs):
        if left[i] not in taken and right[j] not in used:
            taken[left[i]] = right[j]
            used.add(right[j])
    return taken


def _change(old: PersonList, new: PersonList, a: int, b: int, shared: Sequence[str]) -> RowChange:
    cells = ((title, _column(old, title)[a], _column(new, title)[b]) for title in shared)
    differ = tuple((title, before, after) for title, before, after in cells if before != after)
    return RowChange(kind="changed" if differ else "same", old=a, new=b, cells=differ)
