"""Takes names given, rejections and positions with their dates, gives strips: each date as it was stated.

One line a name or a speaker, one mark a statement. How its speaker stands to the words a mark says by its form, never
by a colour; what is not dated stands in the table beneath alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from accounted.core.dates import DateRange, read_edtf
from accounted.core.text import fold
from accounted.viewing.timeline import WIDTH, ticks

LINE: Final = 26
_TOP: Final = 24
FORMS: Final[Mapping[str, str]] = {"denies": "crossed", "rejects": "crossed", "doubts": "open", "reports": "open"}
"""Form of a mark by stance; any other is filled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement on a strip: its line's words, who, when as stated, how, in which words, and where it stands."""

    line: str
    speaker: str
    said_on: str | None
    stance: str
    words: str
    href: str


def strips(said: Iterable[Said]) -> dict[str, Any]:
    """Takes statements, gives lines by first date, each with its marks, and ticks; no line is left out."""
    dated = [(one, _dated(one.said_on)) for one in said]
    days = [day for _, found in dated if found for day in (found.first, found.last) if day]
    if not days:
        return {"lines": [], "ticks": [], "width": WIDTH, "height": 0}
    first, last = min(days), max(days)
    groups: dict[str, list[tuple[Said, DateRange | None]]] = {}
    for pair in dated:
        groups.setdefault(fold(pair[0].line), []).append(pair)
    ordered = sorted(groups.values(), key=lambda group: min(((d.first or first) for _, d in group if d), default=last))
    span = max(1, (last - first).days + 1)
    lines = [_line(number, group, (first.toordinal(), span)) for number, group in enumerate(ordered)]
    return {"lines": lines, "ticks": ticks(first, last, span), "width": WIDTH, "height": _TOP + LINE * len(lines)}


def _dated(told: str | None) -> DateRange | None:
    found = read_edtf(told) if told else None
    return found if found and (found.first or found.last) else None


def _line(number: int, group: list[tuple[Said, DateRange | None]], scale: tuple[int, int]) -> dict[str, Any]:
    marks = [_mark(one, found, scale) for one, found in group if found]
    y = _TOP + LINE * number
    return {"words": group[0][0].line, "y": y, "marks": marks, "undated": len(group) - len(marks)}


def _mark(one: Said, found: DateRange, scale: tuple[int, int]) -> dict[str, Any]:
    start, span = scale
    first, last = found.first or found.last, found.last or found.first
    assert first is not None
    assert last is not None
    left = (first.toordinal() - start) / span * WIDTH
    width = (last.toordinal() - first.toordinal() + 1) / span * WIDTH
    told = {"speaker": one.speaker, "said_on": found.edtf, "stance": one.stance, "words": one.words, "href": one.href}
    form = FORMS.get(one.stance, "filled")
    return told | {"x": round(left, 1), "width": round(max(width, 9.0), 1), "form": form}
