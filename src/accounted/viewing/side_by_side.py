"""Takes a view and an event's comparisons, gives their rows a page at a time, so that a page stays short."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from accounted.viewing.view import Found, Row, View, as_marks

ROWS: Final = 100
"""Rows of comparisons on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """One page of an event: the tables on it, the rows of each that stand on it, from which of its rows on these are,
    how many each has in all, and its number among the event's tables.
    """

    tables: tuple[Row, ...]
    rows: dict[str, tuple[Row, ...]]
    start: dict[str, int]
    whole: dict[str, int]
    number: dict[str, int]
    found: Found


def side_by_side(view: View, tables: Sequence[Row], *, page: int) -> SideBySide:
    """Takes a view, comparisons in order and a page from 1, gives what stands on it.

    The tables are one run of rows that is cut into pages: an event of three thousand figures has many pages, none long.
    """
    asked = [str(table["id"]) for table in tables]
    counted = "select comparison, count(*) from compared where comparison in ({}) group by 1"
    whole = dict.fromkeys(asked, 0)
    whole |= {str(n): int(c) for n, c in view.ask(counted.format(as_marks(asked)), asked)}
    first, start = (page - 1) * ROWS, 0
    rows: dict[str, tuple[Row, ...]] = {}
    begun: dict[str, int] = {}
    for name in asked:
        here, end = max(first, start), min(first + ROWS, start + whole[name])
        if here < end or (page == 1 and not whole[name]):
            begun[name] = here - start
            rows[name] = view.compared(name, start=here - start, most=max(0, end - here))
        start += whole[name]
    return SideBySide(
        tables=tuple(table for table in tables if table["id"] in rows),
        rows=rows,
        start=begun,
        whole=whole,
        number={name: number for number, name in enumerate(asked, start=1)},
        found=Found(rows=(), whole=start, page=page, size=ROWS),
    )
