"""Takes a table of statements, gives its interval chart: the specification and the two still pictures of a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from accounted.core.chart import NARROW, WIDE, ChartRow, Layout, interval_chart
from accounted.core.claim import Claim, Quantity
from accounted.publish.catalogue import safe_id
from accounted.publish.charts import still_svg
from accounted.publish.dating import date_words
from accounted.publish.events import Table
from accounted.publish.statements import Statement
from accounted.publish.wording import count_words, figure_words

FEWEST = 2
"""Rows from which a chart is drawn: one alone is beside nothing, and its table says all of it."""
NO_NUMBER = Quantity(low=None, high=None, best=None, qualifier="vague", text="", start=0, end=0)
"""What a rejection without a figure draws: no mark."""
LONGEST = 160
"""Characters of a rejection printed inside a chart; the whole of it stands in the table behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart: its specification, and its pictures for a wide and a narrow page."""

    specification: dict[str, Any]
    wide: str
    narrow: str


def picture(table: Table, *, event: str) -> Picture:
    """Takes a table and its event's title, gives its picture."""
    name = safe_id(table.comparison.id)
    title = f"{event}. {table.heading}"
    described = describe(table)

    def draw(layout: Layout, suffix: str) -> tuple[dict[str, Any], str]:
        specification = interval_chart(chart_rows(table.rows), description=described, layout=layout)
        return specification, still_svg(specification, name=f"c-{name}-{suffix}", title=title)

    specification, wide = draw(WIDE, "wide")
    return Picture(specification=specification, wide=wide, narrow=draw(NARROW, "narrow")[1])


def describe(table: Table) -> str:
    """Takes a table, gives what its chart shows in one sentence for those who do not see it."""
    rows = count_words(len(table.rows), "row")
    scope = f" Compared: {table.comparison.scope}." if table.comparison.scope else ""
    drawn = f"Interval chart, {rows} by date of statement, numbers on a linear scale from zero."
    return f"{drawn}{scope} The table holds the same."


def chart_rows(rows: Iterable[Statement]) -> tuple[ChartRow, ...]:
    """Takes statements in order, gives the rows of a chart in the same order."""
    return tuple(_row(row) for row in rows)


def _row(row: Statement) -> ChartRow:
    claim = row.stated
    if isinstance(claim, Claim):
        quantity, reading = claim.quantity, figure_words(claim.quantity)
    else:
        quantity, reading = NO_NUMBER, f"“{_short(row.label())}”"
    return ChartRow(
        said_on=date_words(row.said_on, short=True),
        speaker=row.voice.name,
        low=quantity.low,
        high=quantity.high,
        best=quantity.best,
        qualifier=quantity.qualifier,
        words=reading if row.stance == "says" else f"{row.stance} {reading}",
        rejected=row.stance in ("rejects", "doubts"),
        href=row.href(),
    )


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST else plain[:LONGEST].rsplit(" ", 1)[0] + " …"
