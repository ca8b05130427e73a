"""When and where a figure belongs: the nearest date and place that its own sentence or paragraph states."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from typing import Final

from accounted.core.dates import DateRange, read_edtf
from accounted.read.dated import dated
from accounted.read.event_places import EVENT, places_of_counted
from accounted.read.lexicon import Lexicon, load_lexicon
from accounted.read.names import PlaceName, places
from accounted.read.parts import Part
from accounted.read.roles import BE, BOUNDARY, CONJUNCTION, DENIES, MONTH, NUMBER, SAYS, TRIGGER
from accounted.read.times import Time, times
from accounted.read.tokens import Sentence

_SAYING: Final = SAYS | DENIES
_TOLD: Final = TRIGGER | NUMBER
_DATED: Final = NUMBER | MONTH
_PARTING: Final = NUMBER | CONJUNCTION | BOUNDARY
_PARAGRAPHS_BACK: Final = 1
_TIMES_BACK: Final = 8
_YEAR_DIGITS: Final = 4
_DECADE: Final = 9
_PLACES_BACK: Final = 50
_PLACES_NEAR: Final = 6
_CLAUSE: Final = 80
_TO_THE_DAY: Final = len("1992-02-25")
_LOOK_BACK: Final = 40
_YEAR: Final = re.compile(r"(?:1[0-9]|20)\d\d")
_LINE: Final = re.compile(r"\n")
_PARAGRAPH: Final = re.compile(r"\r?\n[ \t>|*]*\r?\n")


@lru_cache(maxsize=16)
def _said_on(code: str) -> tuple[str, ...]:
    """What stands before a date on which something was said: "in a statement of the"."""
    told = load_lexicon(code).lists.get("dates.said_on", frozenset())
    return tuple(f"{words}{article}" for words in sorted(told) for article in ("", " the", " a"))


def _hints(looked_at: Iterable[Sentence], *, lower_months: bool) -> Iterator[tuple[int, int]]:
    """Where a date may stand: at the name of a month, at a number of four digits."""
    for sentence in looked_at:
        for token in sentence.tokens:
            if not token.roles & _DATED:
                continue
            if token.number is not None:
                year = _YEAR.search(token.lower) if len(token.lower) >= _YEAR_DIGITS else None
                if year is not None:
                    yield token.start + year.start(), token.end
            elif token.roles & MONTH and (token.capital or lower_months):
                yield token.start, token.end


def _is_wide(edtf: str) -> bool:
    """Whether a date is a year or a decade: "1988", "1980/1989"."""
    first, _, last = edtf.partition("/")
    decade = len(last) == _YEAR_DIGITS == len(first) and int(last) - int(first) == _DECADE
    return len(edtf) <= _YEAR_DIGITS or decade


def _holds(one: DateRange, other: DateRange) -> bool:
    """Whether every day of the other range lies in this one."""
    if one.first is None or other.first is None or other.last is None:
        return one.edtf == other.edtf
    return one.first <= other.first and (one.last is None or other.last <= one.last)


def _between_clauses(sentence: Sentence, place: tuple[int, int], offset: int) -> int:
    """How many other numbers and joints of clauses stand between a date or place and a figure."""
    first, last = (place[1], offset) if place[1] <= offset else (offset + 1, place[0])
    return len([t for t in sentence.tokens if t.roles & _PARTING and first <= t.start < last])


@dataclass(frozen=True, slots=True)
class Circumstance:
    """When (EDTF), as of when, and where, as stated for a figure; and what is told of these dates."""

    when: str | None
    as_of: str | None
    where: str | None
    said: str = ""


class Circumstances:
    """The dates of one text, found once; places are looked up sentence by sentence."""

    def __init__(
        self,
        text: str,
        looked_at: Iterable[Part],
        lexicon: Lexicon,
        *,
        events: Iterable[PlaceName] = (),
        lines_are_blocks: bool = False,
    ) -> None:
        self._events = sorted(events, key=lambda place: place.start)
        self._event_starts = [place.start for place in self._events]
        self._text, self._lexicon = text, lexicon
        small = bool(lexicon.source.get("dates", {}).get("lower_months", False))
        seen = list(looked_at)
        found = times(text, _hints([part.sentence for part in seen], lower_months=small), lexicon)
        self._times = dated(text, found, [one for part in seen for one in part.dates])
        self._places: dict[tuple[int, int], tuple[PlaceName, ...]] = {}
        self._own: dict[tuple[int, int], tuple[list[Time], list[Time]]] = {}
        self._said: dict[int, bool] = {}
        self._earlier: dict[int, Time | None] = {}
        self._read_to: dict[int, tuple[int, list[PlaceName]]] = {}
        self._says = lexicon.lists.get("speech.says", frozenset()) | lexicon.lists.get("speech.denies", frozenset())
        self._says -= lexicon.lists.get("speech.finds", frozenset())  # "were found on 3 May" tells when, of an event
        self._happened_last = {words.split()[-1] for words in lexicon.lists.get("speech.not_speech", ())}
        self._happened = tuple(sorted(lexicon.lists.get("speech.not_speech", ())))
        self._said_on, self._as_of = _said_on(lexicon.code), tuple(sorted(lexicon.lists.get("dates.as_of", ())))
        self._time_starts = [time.start for time in self._times]
        self._paragraphs = [0, *(match.end() for match in (_LINE if lines_are_blocks else _PARAGRAPH).finditer(text))]

    def of(self, offset: int, sentence: Sentence) -> Circumstance:
        """Takes an offset and its sentence, gives when, as of when, and where it is as stated; None where it is not.

        The sentence's own date or place counts first, the nearest one; else the only one that the paragraph stated
        before. A date on which something was said is not the date of what is told: "On 20 March the council said ...".
        """
        own, as_of = self._own.get((sentence.start, sentence.end)) or self._stated_at(sentence)
        told = [time for time in own if not self._parted(time, offset)]
        when = self._nearest_time(told, offset, sentence) if told else self._when_before(offset, sentence)
        dates = [time for time in (when, *as_of[:1]) if time is not None]
        return Circumstance(
            when=when.edtf if when is not None else None,
            as_of=as_of[0].edtf if as_of else None,
            where=self._where(offset, sentence),
            said="; ".join(dict.fromkeys(time.said for time in dates if time.said)),
        )

    def _stated_at(self, sentence: Sentence) -> tuple[list[Time], list[Time]]:
        """The dates that a sentence states for what it tells, and those up to which it counts; found once."""
        stated = [t for t in self._between(sentence.start, sentence.end) if not self._of_saying(t, sentence)]
        as_of = [time for time in stated if self._is_as_of(time)]
        self._own[sentence.start, sentence.end] = [time for time in stated if time not in as_of], as_of
        return self._own[sentence.start, sentence.end]

    def within(self, start: int, end: int) -> tuple[Time, ...]:
        """Takes a stretch of the text, gives the dates that begin in it."""
        return self._between(start, end)

    def names_a_day(self, offset: int) -> bool:
        """Takes an offset, gives whether it stands in a date that names a day: what stands there counts nobody."""
        place = bisect_right(self._time_starts, offset) - 1
        if place < 0 or offset >= self._times[place].end or len(self._times[place].edtf) < _TO_THE_DAY:
            return False
        return self._text.find("\n\n", offset, self._times[place].end) < 0  # "killing 15." above "Jan 30" is no day

    def _nearest_time(self, told: list[Time], offset: int, sentence: Sentence) -> Time:
        if len(told) == 1:
            return told[0]
        return min(told, key=lambda t: (_between_clauses(sentence, (t.start, t.end), offset), abs(t.start - offset)))

    def _parted(self, time: Time, offset: int) -> bool:
        """Whether a semicolon stands between a date and a figure: each has its own clause then."""
        return ";" in self._text[min(time.start, offset) : max(time.start, offset)]

    def _when_before(self, offset: int, sentence: Sentence) -> Time | None:
        """The date that the paragraph stated before; where it states none, that of the nearest paragraph before it."""
        if sentence.start not in self._earlier:
            self._earlier[sentence.start] = self._looked_back(offset, sentence)
        return self._earlier[sentence.start]

    def _looked_back(self, offset: int, sentence: Sentence) -> Time | None:
        here = bisect_right(self._paragraphs, offset) - 1
        end = sentence.start
        for place in range(here, max(-1, here - _PARAGRAPHS_BACK), -1):
            start = self._paragraphs[place]
            told = self._told_in(start, end) if place == here or self._is_prose(start, end) else []
            if told:
                return self._widest(told)
            end = start
        return None

    def _told_in(self, start: int, end: int) -> list[Time]:
        """Dates of a stretch that may be an event's: not of saying, nor up to when another sentence counts.

        A year alone, or a decade, is too wide to lend to a sentence that states none.
        """
        first, last = self._before(start, end)
        told = (self._times[place] for place in range(first, last) if not self._of_saying_at(place))
        return [time for time in told if not _is_wide(time.edtf) and not self._is_as_of(time)][-_TIMES_BACK:]

    def _is_prose(self, start: int, end: int) -> bool:
        """A dateline or heading states no date of an event: it ends without a stop."""
        return self._text[start:end].rstrip().endswith((".", "!", "?", '"', "”", "»", ":", ";", "։", "؟"))

    @staticmethod
    def _widest(told: list[Time]) -> Time | None:
        """The date that holds all the others; two that stand apart leave it open."""
        ranges = [(found, time) for time in told if (found := read_edtf(time.edtf)) is not None]
        for one, time in ranges:
            if all(_holds(one, other) for other, _ in ranges):
                return time
        return None

    def _of_saying_at(self, place: int) -> bool:
        if place not in self._said:
            self._said[place] = self._after_saying(self._times[place])
        return self._said[place]

    def _of_saying(self, time: Time, sentence: Sentence) -> bool:
        """Whether a date tells when something was said: beside the verb of saying, or before it at the head."""
        if self._after_saying(time):
            return True
        tokens = sentence.tokens
        says = [t.start for t in tokens if t.roles & _SAYING and not t.roles & BE and t.start >= time.end]
        if not says or says[0] - time.end >= _CLAUSE:
            return False
        if any(t.roles & _TOLD for t in tokens if t.end <= time.start):
            return False
        events = (t.start for t in tokens if t.start > time.end and t.roles & _TOLD and not t.roles & SAYS)
        return says[0] < next(events, sentence.end)

    def _after_saying(self, time: Time) -> bool:
        """ "said on 20 March", "in a statement of 20 March"."""
        before = self._text[max(0, time.start - _LOOK_BACK) : time.start].lower().split()
        said = not self._says.isdisjoint(word.strip(",;:()") for word in before[-2:])
        if (
            said
            and not self._happened_last.isdisjoint(before[-2:])
            and (" ".join(before).endswith(self._happened) or " ".join(before[:-1]).endswith(self._happened))
        ):
            said = False  # "took place on 9 April"
        return said or " ".join(before).endswith(self._said_on)

    def _is_as_of(self, time: Time) -> bool:
        before = " ".join(self._text[max(0, time.start - _LOOK_BACK) : time.start].lower().split())
        return before.endswith(self._as_of)

    def _where(self, offset: int, sentence: Sentence) -> str | None:
        own = self._places.get((sentence.start, sentence.end))
        if own is None:
            own = self._places[sentence.start, sentence.end] = self._stated_in(sentence)
        if len(own) > 1:
            own = tuple(nsmallest(_PLACES_NEAR, own, key=lambda p: abs(p.start - offset)))
            near = (_between_clauses(sentence, (p.start, p.end), offset) for p in own)
            return min(zip(own, near, strict=True), key=lambda p: (-p[0].sure, p[1], abs(p[0].start - offset)))[0].name
        return own[0].name if own else self._where_before(offset, sentence)

    def _stated_in(self, sentence: Sentence) -> tuple[PlaceName, ...]:
        """The places that a sentence states: behind a preposition or as an owner; else the one in an event's name."""
        stated = places(self._text, sentence.start, sentence.end, self._lexicon)
        text, start, end = self._text, sentence.start, sentence.end
        if text.find("'", start, end) >= 0 or text.find("’", start, end) >= 0:
            stated += places_of_counted(sentence.tokens, self._text, self._lexicon)
        if stated:
            return stated
        first, last = (bisect_right(self._event_starts, at - 1) for at in (sentence.start, sentence.end))
        return tuple(self._events[first:last])

    def _where_before(self, offset: int, sentence: Sentence) -> str | None:
        """The surest and nearest place of the paragraph before; each stretch of it is looked through once."""
        paragraph = self._paragraph(offset)
        end, found = self._read_to.get(paragraph, (paragraph, []))
        if end < sentence.start:
            found.extend(places(self._text, end, sentence.start, self._lexicon))
            self._read_to[paragraph] = (sentence.start, found)
        before = [place for place in found[-_PLACES_BACK:] if place.start < sentence.start]
        last = bisect_right(self._event_starts, sentence.start - 1)
        named = [place for place in self._events[:last] if place.start >= paragraph][-1:]
        told = [*before, *named] or self._only_event(last)
        return min(told, key=lambda place: (-place.sure, offset - place.start)).name if told else None

    def _only_event(self, last: int) -> list[PlaceName]:
        """The place of the event that the text is about, over paragraphs: where every name for one so far holds it."""
        named = [place for place in self._events[:last] if place.sure >= EVENT]
        return named[-1:] if len({place.name for place in named}) == 1 else []

    def _between(self, start: int, end: int) -> tuple[Time, ...]:
        first, last = self._before(start, end)
        return self._times[first:last]

    def _before(self, start: int, end: int) -> tuple[int, int]:
        return bisect_right(self._time_starts, start - 1), bisect_right(self._time_starts, end - 1)

    def _paragraph(self, offset: int) -> int:
        return self._paragraphs[bisect_right(self._paragraphs, offset) - 1]
