"""Charts as plain Vega-Lite specifications: any room makes them; a report, a notebook and a desk draw the same one.

Stated figures are drawn as they were stated: an exact figure is a dot, "about" a ring, a range a bar, a bound an open
arrow without a dot, a vague word is the word. One colour, a linear scale from zero (Tufte, The Visual Display of
Quantitative Information, 1983, on scales; Vega-Lite 5 for the form). Every place is given in pixels and no text is
measured, so that the fonts of a machine do not move a mark.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
ARROW = 46
"""Length of an open arrow in pixels: the same for all, since the length of a bound says nothing."""
LINE = 16
INK = "currentColor"
LEAST, MOST = ("at_least", "more_than"), ("at_most", "fewer_than")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """One row of an interval chart: when it was said, by whom, the bounds as stated, and the words beside the mark.

    `rejected` is a figure that its speaker rejects or doubts: it is printed as words and draws no mark.
    """

    said_on: str
    speaker: str
    low: float | None
    high: float | None
    best: float | None
    qualifier: str
    words: str
    rejected: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the columns of a chart lie, in pixels, and how many characters fit a line; `stacked` is for telephones."""

    width: int
    date: int
    speaker: int
    plot: int
    plot_end: int
    speaker_chars: int
    words_chars: int
    ticks: int
    stacked: bool = False


WIDE = Layout(width=980, date=2, speaker=118, plot=352, plot_end=800, speaker_chars=34, words_chars=84, ticks=5)
NARROW = Layout(
    width=350, date=2, speaker=2, plot=10, plot_end=195, speaker_chars=48, words_chars=46, ticks=3, stacked=True
)


def shape_of(row: ChartRow) -> str:
    """Takes a row, gives how it is drawn: dot, ring, bar, from (an arrow from a bound), to (an arrow to one), words."""
    if row.rejected or row.qualifier in ("vague", "percent", "fraction"):
        return "words"
    if row.qualifier in LEAST and row.low is not None:
        return "from"
    if row.qualifier in MOST and row.high is not None:
        return "to"
    if row.low is not None and row.high is not None and row.low != row.high:
        return "bar"
    if row.best is None:
        return "words"
    return "ring" if row.qualifier == "about" else "dot"


def interval_chart(rows: Iterable[ChartRow], *, description: str, layout: Layout = WIDE) -> dict[str, Any]:
    """Takes rows in the order they are to stand (by date of statement), gives one Vega-Lite specification.

    Speakers stand down, numbers across. The order is the caller's and is never changed here.
    """
    drawn = list(rows)
    numbers = [n for row in drawn for n in _marked(row)]
    ticks = axis_ticks(numbers, count=layout.ticks)
    values, height = _values(drawn, layout, top=ticks[-1])
    span = layout.plot_end - layout.plot
    return {
        "$schema": SCHEMA,
        "description": description,
        "width": span,
        "height": height,
        "autosize": "none",
        "padding": {"left": layout.plot, "right": layout.width - layout.plot_end, "top": 24, "bottom": 6},
        "background": None,
        "config": {"aria": False, "view": {"stroke": None}, "font": "sans-serif"},
        "data": {"name": "figures", "values": values},
        "layer": _layers(layout, ticks, height, axis=_axis(ticks) if numbers else None),
    }


def axis_ticks(numbers: Sequence[float], *, count: int = 5) -> list[float]:
    """Takes the numbers to be drawn, gives round ticks from zero to the first one not below the largest.

    >>> axis_ticks([30, 613])
    [0.0, 200.0, 400.0, 600.0, 800.0]
    """
    largest = max(numbers, default=0.0)
    if largest <= 0:
        return [0.0, 1.0]
    rough = largest / (count - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999 or m == 10)
    step = max(1.0, float(math.ceil(step))) if step < 10 else step
    return [round(step * i, 9) for i in range(math.ceil(round(largest / step, 9)) + 1)]


def _marked(row: ChartRow) -> tuple[float, ...]:
    if shape_of(row) == "words":
        return ()
    return tuple(n for n in (row.low, row.high, row.best) if n is not None)


def _values(rows: list[ChartRow], layout: Layout, *, top: float) -> tuple[list[dict[str, Any]], int]:
    """Gives each row its place: as many lines as its words need, so that no name is cut."""
    values: list[dict[str, Any]] = []
    y = 4
    for row in rows:
        heading = f"{row.said_on} · {row.speaker}" if layout.stacked else row.speaker
        speaker = _lines(heading, layout.speaker_chars)
        words = _lines(row.words, layout.words_chars if shape_of(row) == "words" else 30)
        above = LINE * len(speaker) if layout.stacked else 0
        height = above + LINE * len(words) if layout.stacked else LINE * max(len(speaker), len(words))
        middle = y + above + LINE // 2 + 5
        values.append(
            _mark(row, layout, top)
            | {"said_on": row.said_on, "speaker": speaker, "words": words}
            | {
                "y_name": y + LINE // 2 + 5,
                "y": middle,
                "y_up": middle - 5,
                "y_down": middle + 5,
                "y_end": y + height + 10,
            }
        )
        y += height + 10
    return values, y


def _lines(text: str, chars: int) -> list[str]:
    return wrap(text, chars, break_long_words=True) or [""]


def _mark(row: ChartRow, layout: Layout, top: float) -> dict[str, Any]:
    shape = shape_of(row)
    arrow = ARROW * top / (layout.plot_end - layout.plot)
    start, end = {
        "from": (row.low, (row.low or 0) + arrow),
        "to": (max(0.0, (row.high or 0) - arrow), row.high),
        "bar": (row.low, row.high),
        "words": (0.0, 0.0),
    }.get(shape, (row.best, row.best))
    stated = {"low": row.low, "high": row.high, "best": row.best, "qualifier": row.qualifier}
    return {"shape": shape, "x": start, "x_end": end, "href": row.href} | stated


def _layers(layout: Layout, ticks: list[float], height: int, *, axis: dict[str, Any] | None) -> list[dict[str, Any]]:
    x: dict[str, Any] = {"field": "x", "type": "quantitative", "axis": axis}
    x["scale"] = {"domain": [0, ticks[-1]], "nice": False, "zero": True}
    end = {"field": "x_end"}
    y: dict[str, Any] = {"field": "y", "type": "quantitative", "axis": None}
    y["scale"] = {"domain": [0, height], "range": [0, height], "nice": False, "zero": True}
    link = {"href": {"field": "href"}}
    heads = [
        _layer("bars", "bar,from,to", _rule(2), {"x": x, "x2": end, "y": y}),
        _layer("starts", "bar,from", _rule(2), {"x": x, "y": _at(y, "y_up"), "y2": {"field": "y_down"}}),
        _layer("stops", "bar,to", _rule(2), {"x": _at(x, "x_end"), "y": _at(y, "y_up"), "y2": {"field": "y_down"}}),
        _layer("heads", "from,to", _point("M-1,-1L0,0L-1,1", 110), {"x": _at(x, "x_end"), "y": y}),
        _layer("dots", "dot", _point("circle", 70, filled=True), {"x": x, "y": y}),
        _layer("rings", "ring", _point("circle", 62), {"x": x, "y": y}),
        _layer(
            "figures", "dot,ring,bar,from,to", _text(11), {"x": _at(x, "x_end"), "y": y, "text": _field("words")} | link
        ),
        _layer("words", "words", _text(4), {"x": x, "y": y, "text": _field("words")} | link),
    ]
    return [_lines_between(layout, y), *heads, *_row_labels(layout, y)]


def _row_labels(layout: Layout, y: dict[str, Any]) -> list[dict[str, Any]]:
    """Date and speaker at the left; stacked, the speaker's line carries the date."""
    at = _at(y, "y_name")
    speaker = {"x": {"value": layout.speaker - layout.plot}, "y": at, "text": _field("speaker")}
    named = [{"name": "given", "mark": _text(0), "encoding": speaker}]
    if layout.stacked:
        return named
    date = {"x": {"value": layout.date - layout.plot}, "y": at, "text": _field("said_on")}
    return [{"name": "dates", "mark": _text(0), "encoding": date}, *named]


def _lines_between(layout: Layout, y: dict[str, Any]) -> dict[str, Any]:
    across = {"x": {"value": -layout.plot}, "x2": {"value": layout.width - layout.plot}, "y": _at(y, "y_end")}
    return {"name": "between", "mark": _rule(1) | {"opacity": 0.14}, "encoding": across}


def _layer(name: str, shapes: str, mark: dict[str, Any], encoding: dict[str, Any]) -> dict[str, Any]:
    chosen = {"field": "shape", "oneOf": shapes.split(",")}
    return {"name": name, "transform": [{"filter": chosen}], "mark": mark, "encoding": encoding}


def _at(channel: dict[str, Any], field: str) -> dict[str, Any]:
    return channel | {"field": field}


def _field(name: str) -> dict[str, str]:
    return {"field": name}


def _rule(width: int) -> dict[str, Any]:
    return {"type": "rule", "color": INK, "strokeWidth": width}


def _point(shape: str, size: int, *, filled: bool = False) -> dict[str, Any]:
    look = {"type": "point", "shape": shape, "size": size, "color": INK, "opacity": 1, "filled": filled}
    return look if filled else look | {"strokeWidth": 2}


def _text(dx: int) -> dict[str, Any]:
    place = {"align": "left", "baseline": "middle", "dx": dx}
    return {"type": "text", "color": INK, "fontSize": 13, "lineHeight": LINE} | place


def _axis(ticks: list[float]) -> dict[str, Any]:
    look = {"labelColor": INK, "labelOpacity": 0.75, "labelFontSize": 12, "gridColor": INK, "gridOpacity": 0.14}
    plain = {"domain": False, "ticks": False, "title": None, "labelOverlap": False, "labelFlush": False}
    return {"orient": "top", "values": ticks, "format": ",~f", "grid": True, "zindex": 0} | plain | look
