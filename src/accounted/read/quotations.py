"""Where the quotation around a place opens and closes, over paragraphs that each open with a mark anew."""

import re
from itertools import pairwise
from typing import Final

_MARK: Final = re.compile('["“”«»„]')
_BREAK: Final = re.compile(r"\n[ \t>]*\r?\n\s*|(?<=[.!?…])\s*\n(?=[ \t]*[\"“«„])|\Z")
_REACH: Final = 6000


def opened_at(text: str, offset: int) -> int:
    """Takes a text and a place in it, gives where the mark stands that opened the quotation around it, or -1.

    A paragraph that opens with a mark, behind one whose quotation was not closed, goes on with that quotation.
    """
    start = max(0, offset - _REACH)
    breaks = [start, *(match.end() for match in _BREAK.finditer(text, start, offset) if match.end() < offset)]
    opened = -1
    for first, last in reversed(list(pairwise([*breaks, offset]))):
        marks = [match.start() for match in _MARK.finditer(text, first, last)]
        if len(marks) % 2 == 0:
            return opened
        opened = marks[-1]
        if text[first:opened].strip(" \t\r\n>"):
            return opened
    return opened


def closed_at(text: str, offset: int) -> int:
    """Takes a text and a place inside a quotation, gives where the mark stands that closes it, or -1."""
    first = offset
    while first < len(text):
        broken = _BREAK.search(text, first, offset + _REACH)
        end = broken.start() if broken is not None else len(text)
        mark = _MARK.search(text, first, end)
        if mark is not None:
            return mark.start()
        again = _MARK.match(text, broken.end()) if broken is not None else None
        if again is None:
            return -1
        first = again.end()
    return -1
