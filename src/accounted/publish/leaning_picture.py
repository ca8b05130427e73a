"""Takes the plan of what leans on what, gives it as two still pictures: columns of dates, and a list for telephones.

One colour a root that more than one document leads back to, and its number in every dot, so that colour is never all
there is to go by. The colours tell apart for the colour-blind (Okabe and Ito, Color Universal Design, 2008); they stand
in the order of roots, which is that of dates: no speaker and no side has one.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from textwrap import wrap

from markupsafe import escape

from accounted.core.picture import Dot, LeansPicture, Line
from accounted.publish.catalogue import page_of, safe_id
from accounted.publish.dating import date_words

PALETTE = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#b8a800")
MOST = 40
"""Documents that are all drawn; of more, those with a tie are."""
RADIUS = 14
_WIDEST, _NARROWEST, _ROW, _LIST_ROW = 176, 118, 92, 48
_LIST_DOT, _LIST_WIDTH = 98, 350
_FIT = 1190
Point = tuple[float, float]


def roots_shared(plan: LeansPicture) -> list[int]:
    """Takes a plan, gives the roots that more than one document leads back to, in order: these have a colour."""
    found = Counter(root for dot in plan.dots for root in dot.roots)
    return sorted(root for root, number in found.items() if number > 1)


def shown_part(plan: LeansPicture) -> LeansPicture:
    """Takes a plan, gives the part that is drawn: all of a small one, of a large one the documents with a tie."""
    if len(plan.dots) <= MOST:
        return plan
    tied = {end for line in plan.lines for end in (line.start, line.end)}
    dots = [dot for dot in plan.dots if dot.document in tied]
    columns = sorted({dot.column for dot in dots})
    packed = []
    for new, old in enumerate(columns):
        layer = sorted((dot for dot in dots if dot.column == old), key=lambda dot: dot.row)
        packed += [replace(dot, column=new, row=row) for row, dot in enumerate(layer)]
    return replace(
        plan,
        columns=tuple(plan.columns[column] for column in columns),
        dots=tuple(packed),
        rows=max((dot.row + 1 for dot in packed), default=0),
    )


def drawn_wide(plan: LeansPicture, names: Mapping[str, str]) -> str:
    """Takes a plan and the documents' titles, gives the picture in columns of dates, the oldest left."""
    step = max(_NARROWEST, min(_WIDEST, _FIT // max(1, len(plan.columns))))
    dot_of = {dot.document: dot for dot in plan.dots}
    reach = max((-_bow(line, dot_of) for line in plan.lines), default=0.0) / 2
    top = 40 + RADIUS + max(0.0, reach)
    at = {dot.document: (step * (dot.column + 0.5), top + _ROW * dot.row) for dot in plan.dots}
    dates = [
        f'<text class="date" text-anchor="middle" x="{step * (n + 0.5):g}" y="16">{escape(_date(words))}</text>'
        for n, words in enumerate(plan.columns)
    ]
    between = [
        f'<path class="between" d="M{step * n} 6V{top + _ROW * plan.rows:g}"/>' for n in range(1, len(plan.columns))
    ]
    lines = [_drawn(line, at, _control(line, at, _bow(line, dot_of))) for line in plan.lines]
    colours = _colours(plan)
    dots = [_dot(dot, at[dot.document], colours) + _beneath(dot, at[dot.document], names, step) for dot in plan.dots]
    size = (step * len(plan.columns), top + _ROW * plan.rows)
    return _svg("leaning-wide", size, [*between, *dates, *lines, *dots], plan)


def drawn_narrow(plan: LeansPicture, names: Mapping[str, str]) -> str:
    """Takes a plan and the documents' titles, gives the picture as a list by date with the ties at its left."""
    listed = sorted(plan.dots, key=lambda dot: (dot.column, dot.row))
    at = {dot.document: (float(_LIST_DOT), 26.0 + _LIST_ROW * n) for n, dot in enumerate(listed)}
    lines = [_drawn(line, at, _aside(at[line.start], at[line.end])) for line in plan.lines]
    colours = _colours(plan)
    dots = []
    for dot in listed:
        x, y = at[dot.document]
        date = f'<text class="date" x="{x + 26:g}" y="{y - 4:g}">{escape(_date(plan.columns[dot.column]))}</text>'
        title = _title(dot, names, (x + 26, y + 13), 30, anchor="start")
        dots.append(_dot(dot, (x, y), colours) + date + title)
    return _svg("leaning-narrow", (_LIST_WIDTH, 12 + _LIST_ROW * len(listed)), [*lines, *dots], plan)


def _svg(name: str, size: Point, inside: list[str], plan: LeansPicture) -> str:
    width, height = size
    words = f"{len(plan.dots)} documents by date, {len(plan.lines)} ties, {plan.roots} roots. The table holds the same."
    told = f'<title id="{name}-t">Who leans on whom</title><desc id="{name}-d">{words}</desc>'
    opening = f'<svg class="leaning" role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {width:g} {height:g}"'
    return f'{opening} width="{width:g}" height="{height:g}">{told}{"".join(inside)}</svg>'


def _colours(plan: LeansPicture) -> dict[int, str]:
    return {root: PALETTE[n % len(PALETTE)] for n, root in enumerate(roots_shared(plan))}


def _dot(dot: Dot, at: Point, colours: Mapping[int, str]) -> str:
    """Draws a ring in its roots' colours with their numbers inside; a root has a second ring around it."""
    x, y = at
    ring = [f'<circle class="paper" cx="{x:g}" cy="{y:g}" r="{RADIUS}"/>']
    roots = [root for root in dot.roots if root in colours]
    ring += [_arc(at, n, len(roots), colours[root]) for n, root in enumerate(roots)]
    if dot.is_root:
        ring.append(f'<circle class="root" cx="{x:g}" cy="{y:g}" r="{RADIUS + 4}"/>')
    numbers = [str(root + 1) for root in dot.roots]
    words = "·".join(numbers) if len(numbers) < 3 else f"{numbers[0]}+{len(numbers) - 1}"
    return "".join(ring) + f'<text class="number" text-anchor="middle" x="{x:g}" y="{y + 4:g}">{words}</text>'


def _arc(at: Point, part: int, parts: int, colour: str) -> str:
    x, y = at
    radius = RADIUS - 2.5
    if parts == 1:
        return f'<circle class="ring" cx="{x:g}" cy="{y:g}" r="{radius:g}" stroke="{colour}"/>'
    first, last = (2 * math.pi * n / parts - math.pi / 2 for n in (part, part + 1))
    ends = [f"{x + radius * math.cos(a):.2f} {y + radius * math.sin(a):.2f}" for a in (first, last)]
    return f'<path class="ring" d="M{ends[0]}A{radius:g} {radius:g} 0 {int(parts < 2)} 1 {ends[1]}" stroke="{colour}"/>'


def _beneath(dot: Dot, at: Point, names: Mapping[str, str], step: int) -> str:
    return _title(dot, names, (at[0], at[1] + RADIUS + 18), step // 8, anchor="middle")


def _title(dot: Dot, names: Mapping[str, str], at: Point, chars: int, *, anchor: str) -> str:
    """Writes a document's title in two lines at most, a link to its page; the table has it whole."""
    most = 2 if anchor == "middle" else 1
    lines = wrap(names[dot.document], chars, break_long_words=True, max_lines=most, placeholder=" …") or ["…"]
    x, y = at
    spans = "".join(f'<tspan x="{x:g}" y="{y + 15 * n:g}">{escape(words)}</tspan>' for n, words in enumerate(lines))
    label = f'<text class="given" text-anchor="{anchor}">{spans}</text>'
    return f'<a tabindex="-1" href="{page_of(dot.document)}">{label}</a>'


def _bow(line: Line, dot_of: Mapping[str, Dot]) -> float:
    """Gives how far a line bows out: one along a row over the dots between, one along a column beside them."""
    one, other = dot_of[line.start], dot_of[line.end]
    gap = abs(one.column - other.column) or abs(one.row - other.row)
    if one.row == other.row:
        return 0.0 if gap == 1 else -(30.0 + 22.0 * min(gap, 8))
    return 112.0 + 8.0 * min(gap, 2) if one.column == other.column else 0.0


def _control(line: Line, at: Mapping[str, Point], bow: float) -> Point:
    (x1, y1), (x2, y2) = at[line.start], at[line.end]
    x, y = (x1 + x2) / 2, (y1 + y2) / 2
    return (x, y + bow) if y1 == y2 else (x + bow, y)


def _aside(one: Point, other: Point) -> Point:
    apart = abs(one[1] - other[1]) / _LIST_ROW
    return (one[0] - RADIUS - min(34 + 22 * apart, 150), (one[1] + other[1]) / 2)


def _drawn(line: Line, at: Mapping[str, Point], control: Point) -> str:
    start, end = (_edge(at[name], control) for name in (line.start, line.end))
    kind = "line weak" if line.dashed else "line"
    path = f'<path class="{kind}" d="M{_xy(start)}Q{_xy(control)} {_xy(end)}"/>'
    head = f'<path class="head" d="{"".join(_head(end, control))}"/>' if line.arrow else ""
    return f'<a tabindex="-1" href="#{safe_id(line.tie)}">{path}{head}</a>'


def _edge(centre: Point, towards: Point) -> Point:
    """Gives the point where a line meets the outer ring of a dot."""
    dx, dy = towards[0] - centre[0], towards[1] - centre[1]
    length = math.hypot(dx, dy) or 1.0
    return (centre[0] + (RADIUS + 5) * dx / length, centre[1] + (RADIUS + 5) * dy / length)


def _head(end: Point, control: Point) -> Iterator[str]:
    angle = math.atan2(end[1] - control[1], end[0] - control[0])
    yield f"M{_xy(end)}"
    for turn in (2.7, -2.7):
        yield f"L{_xy((end[0] + 10 * math.cos(angle + turn), end[1] + 10 * math.sin(angle + turn)))}"
    yield "Z"


def _xy(point: Point) -> str:
    return f"{point[0]:.2f} {point[1]:.2f}"


def _date(edtf: str) -> str:
    return "undated" if edtf == "undated" else date_words(edtf, short=True)
