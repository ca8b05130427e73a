"""Takes figures with the dates they are about, gives a timeline: every date as long as it was stated, none a point."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from accounted.core.dates import read_edtf
from accounted.publish.dating import date_words

WIDTH: Final = 720
_ROW: Final = 22


def timeline(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Takes rows, gives the bars by stretch of days: what is dated alike stands on one line with how many there are."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row["dated"], []).append(row)
    dated = [
        (found, rows) for text, rows in groups.items() if (found := read_edtf(text)) and (found.first or found.last)
    ]
    if not dated:
        return {"bars": [], "height": 0, "ticks": [], "width": WIDTH}
    days = [day for found, _ in dated for day in (found.first, found.last) if day]
    first, last = min(days), max(days)
    span = max(1, (last - first).days + 1)
    ordered = sorted(dated, key=lambda one: (one[0].first or first, one[0].last or last))
    bars = [_bar(found, rows, (first, last, span), number) for number, (found, rows) in enumerate(ordered)]
    return {"bars": bars, "height": _ROW * len(bars) + 26, "ticks": ticks(first, last, span), "width": WIDTH}


def _bar(found: Any, rows: list[dict[str, Any]], scale: tuple[date, date, int], number: int) -> dict[str, Any]:
    first, last, span = scale
    start, end = found.first or first, found.last or last
    left = (start - first).days / span * WIDTH
    width = max(2.0, ((end - start).days + 1) / span * WIDTH)
    open_ends = [found.first is None, found.last is None]
    return {
        "x": round(left, 1), "y": 24 + number * _ROW, "width": round(width, 1), "edtf": found.edtf,
        "words": date_words(found.edtf), "open": open_ends, "uncertain": found.uncertain, "rows": rows[:12],
        "more": max(0, len(rows) - 12), "count": len(rows),
    }  # fmt: skip


def ticks(first: date, last: date, span: int) -> list[tuple[float, str]]:
    """Takes the first and last day and how many days there are, gives where ticks stand and what they say."""
    years = range(first.year, last.year + 1)
    if len(years) > 2:
        step = max(1, len(years) // 8)
        days = [date(year, 1, 1) for year in years[::step]]
    else:
        days = [date.fromordinal(first.toordinal() + span * n // 6) for n in range(6)]
    return [(round((day - first).days / span * WIDTH, 1), _said(day, years)) for day in days if first <= day <= last]


def _said(day: date, years: range) -> str:
    return str(day.year) if len(years) > 2 else day.isoformat()
