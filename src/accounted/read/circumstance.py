"""When and where a figure belongs: the nearest date and place that its own sentence or paragraph states."""

import re
from bisect import bisect_right
from typing import Final

from accounted.read.lexicon import Lexicon
from accounted.read.names import PlaceName, places
from accounted.read.times import Time, times
from accounted.read.tokens import Sentence

_PARAGRAPH: Final = re.compile(r"\n[ \t>|*]*\n")


class Circumstances:
    """The dates of one text, found once; places are looked up sentence by sentence."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text, self._lexicon = text, lexicon
        self._times = times(text, lexicon)
        self._time_starts = [time.start for time in self._times]
        self._paragraphs = [0, *(match.end() for match in _PARAGRAPH.finditer(text))]

    def of(self, offset: int, sentence: Sentence) -> tuple[str | None, str | None]:
        """Takes an offset and its sentence, gives when (EDTF) and where as stated for it; None where nothing is stated.

        The sentence's own date or place counts first, the nearest one; else the only one that the paragraph stated before.
        """
        return self._when(offset, sentence), self._where(offset, sentence)

    def _when(self, offset: int, sentence: Sentence) -> str | None:
        own = self._between(sentence.start, sentence.end)
        if own:
            return min(own, key=lambda time: abs(time.start - offset)).edtf
        before = {time.edtf for time in self._between(self._paragraph(offset), sentence.start)}
        return before.pop() if len(before) == 1 else None

    def _where(self, offset: int, sentence: Sentence) -> str | None:
        own = places(self._text, sentence.start, sentence.end, self._lexicon)
        if own:
            return self._nearest(own, offset).name
        before = places(self._text, self._paragraph(offset), sentence.start, self._lexicon)
        return self._nearest(before, offset).name if before else None

    @staticmethod
    def _nearest(found: tuple[PlaceName, ...], offset: int) -> PlaceName:
        return min(found, key=lambda place: (-place.sure, abs(place.start - offset)))

    def _between(self, start: int, end: int) -> tuple[Time, ...]:
        first = bisect_right(self._time_starts, start - 1)
        last = bisect_right(self._time_starts, end - 1)
        return self._times[first:last]

    def _paragraph(self, offset: int) -> int:
        return self._paragraphs[bisect_right(self._paragraphs, offset) - 1]
