"""Takes a text and the places that are marked in it, gives the text in pieces: all of it, once, in order.

Marks may nest, overlap and touch. The text is cut at every edge, so that each piece carries all marks that cover it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A marked stretch: `kind` is figure, name, rejection, or place (an anchor for a remark or a tie)."""

    id: str
    start: int
    end: int
    kind: str
    number: int = 0
    label: str = ""


_Held: TypeAlias = tuple[int, int, Mark]
"""A mark with its edges brought inside the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of text with the marks that cover it (widest first), open before it and close after it.

    `page` is the number of the page that begins here.
    """

    text: str
    start: int
    covering: tuple[Mark, ...] = ()
    opening: tuple[Mark, ...] = ()
    closing: tuple[Mark, ...] = ()
    page: int | None = None

    def kinds(self) -> tuple[str, ...]:
        """Gives the kinds of the marks that cover this piece, each once, without those that are anchors alone."""
        return tuple(sorted({m.kind for m in self.covering} - {"place"}))

    def inner(self) -> Mark | None:
        """Gives the narrowest mark that covers this piece."""
        shown = [m for m in self.covering if m.kind != "place"]
        return shown[-1] if shown else None

    def depth(self) -> int:
        """Gives how many figures cover this piece."""
        return sum(1 for m in self.covering if m.kind == "figure")


def segments(text: str, marks: Iterable[Mark], *, page_starts: dict[int, int] | None = None) -> tuple[Segment, ...]:
    """Takes a text, its marks and the offsets where pages begin, gives its pieces: joined, they are the text again."""
    size = len(text)
    pages = {_within(start, size): number for start, number in (page_starts or {}).items()}
    starts: dict[int, list[_Held]] = {}
    ends: dict[int, list[Mark]] = {}
    for mark in marks:
        start = _within(mark.start, size)
        end = max(start, _within(mark.end, size))
        starts.setdefault(start, []).append((start, end, mark))
        ends.setdefault(end, [])
        if end > start:
            ends[end].append(mark)
    edges = sorted({0, size, *pages, *starts, *ends})
    made: list[Segment] = []
    covering: list[_Held] = []
    for edge, following in zip(edges, [*edges[1:], size], strict=True):
        opening = sorted(starts.get(edge, []), key=_widest_first)
        covering = sorted([c for c in [*covering, *opening] if c[1] > edge], key=_widest_first)
        if edge == size and made and not opening and edge not in pages:
            break
        closing = [m for _, end, m in opening if end == edge] + ends.get(following, [])
        made.append(
            Segment(
                text=text[edge:following],
                start=edge,
                covering=tuple(c[2] for c in covering),
                opening=tuple(c[2] for c in opening),
                closing=tuple(sorted(closing if following > edge else _empty(opening), key=_by_number)),
                page=pages.get(edge),
            )
        )
    return tuple(made)


def _widest_first(held: _Held) -> tuple[int, int, str]:
    return (held[0] - held[1], held[2].number, held[2].id)


def _by_number(mark: Mark) -> tuple[int, str]:
    return (mark.number, mark.id)


def _empty(opening: list[_Held]) -> list[Mark]:
    return [mark for start, end, mark in opening if start == end]


def _within(offset: int, size: int) -> int:
    return min(max(offset, 0), size)
