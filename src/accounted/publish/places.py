"""Takes a text layer and offsets, gives where the words stand: line, page, and their boxes on the page."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from accounted.core.document import CharBox, TextLayer


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box around words on one line of a page, in points from the page's lower left."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where words stand: line from 1, page from 1 and its size, boxes, and what the text reads there."""

    line: int
    start: int
    end: int
    text: str
    page: int | None = None
    width: float = 0
    height: float = 0
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """A text layer made ready for many look-ups: offsets of line starts and of boxes, in order."""

    layer: TextLayer
    lines: tuple[int, ...]
    boxes: tuple[CharBox, ...]
    box_offsets: tuple[int, ...]


def locator(layer: TextLayer) -> Locator:
    """Takes a text layer, gives it ready for `where`."""
    starts = [0, *(i + 1 for i, c in enumerate(layer.text) if c == "\n")]
    boxes = tuple(sorted(layer.boxes, key=lambda b: b.offset))
    return Locator(layer=layer, lines=tuple(starts), boxes=boxes, box_offsets=tuple(b.offset for b in boxes))


def where(at: Locator, start: int, end: int) -> Where:
    """Takes a locator and offsets, gives the place: the line counts on the page where there are pages."""
    pages = at.layer.pages
    page = next((p for p in reversed(pages) if p.start <= start), None)
    before = bisect_right(at.lines, page.start) if page else 1
    line = bisect_right(at.lines, start) - before + 1
    found = at.boxes[bisect_left(at.box_offsets, start) : bisect_left(at.box_offsets, end)]
    text = at.layer.text[start:end]
    if page is None:
        return Where(line=line, start=start, end=end, text=text)
    size = {"width": page.width, "height": page.height}
    return Where(line=line, start=start, end=end, text=text, page=page.number, boxes=_runs(found), **size)


def _runs(boxes: tuple[CharBox, ...]) -> tuple[Box, ...]:
    """Joins the boxes of characters that stand on one line of one page."""
    runs: list[Box] = []
    for box in boxes:
        last = runs[-1] if runs else None
        if last and last.page == box.page and box.bottom < last.top and box.top > last.bottom:
            runs[-1] = _joined(last, box)
        else:
            runs.append(Box(page=box.page, left=box.left, bottom=box.bottom, right=box.right, top=box.top))
    return tuple(runs)


def _joined(one: Box, other: CharBox) -> Box:
    return Box(
        page=one.page,
        left=min(one.left, other.left),
        bottom=min(one.bottom, other.bottom),
        right=max(one.right, other.right),
        top=max(one.top, other.top),
    )


def box_words(box: Box) -> str:
    """Takes a box, gives it in words, to a tenth of a point."""
    sides = (box.left, box.bottom, box.right, box.top)
    left, bottom, right, top = (f"{round(side, 1):g}" for side in sides)
    return f"from {left}, {bottom} to {right}, {top}"
