"""What a sentence must hold to be looked at, so that the others are passed over before they are taken apart."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from accounted.read.denials import denial_words
from accounted.read.lexicon import Lexicon, Opened, load_lexicon
from accounted.read.roles import DETERMINER, HALF, OF
from accounted.read.vocabulary import meet

_WORD: Final = re.compile(r"\w+")
_PAIR: Final = 2
_DAYS: Final = ("dates.weekdays", "labels.marked_times")
NUMBERS, NAMES, REJECTIONS = 1, 2, 4
"""What words hint at, as bits."""


@dataclass(frozen=True, slots=True)
class Hints:
    """Words of which one must stand in a sentence, what each hints at by itself, and in a phrase, by all its words.

    What is hinted at are bits: a number, a name for an event, a rejection. A phrase is known by its longest word; of
    pairs, the words beside that one are kept together.
    """

    words: frozenset[str]
    alone: dict[str, int]
    longest: dict[str, tuple[tuple[frozenset[str], int], ...]]
    beside: dict[str, tuple[tuple[frozenset[str], int], ...]]

    def told_by(self, words: set[str], met: frozenset[str]) -> int:
        """Takes the small words of a sentence and those of them that hint, gives what can stand in it."""
        told = 0
        for word in met:
            told |= self.alone.get(word, 0)
        for word in met:
            for others, kind in self.beside.get(word, ()):
                if not told & kind and not others.isdisjoint(words):
                    told |= kind
            for phrase, kind in self.longest.get(word, ()):
                if not told & kind and phrase <= words:
                    told |= kind
        return told


@lru_cache(maxsize=16)
def hints(code: str) -> Hints:
    """Takes a language, gives what a sentence must hold: for a number, a name for an event, a rejection."""
    lexicon = load_lexicon(code)
    numbers = lexicon.source["numbers"]
    counted = {word for table in ("words", "scales", "vague", "fractions") for word in numbers.get(table, {})}
    counted |= {*numbers.get("none", ()), *numbers.get("one_before", ())}
    counted -= ordinals_of(code)
    named = frozenset[str]().union(*(lexicon.lists.get(f"labels.{key}", ()) for key in ("nouns", "naming", "loose")))
    days = [*lexicon.months, *(day for key in _DAYS for day in lexicon.lists.get(key, ()))]
    listed = ((NUMBERS, counted), (NAMES, named), (REJECTIONS, denial_words(lexicon)))
    alone: dict[str, int] = {}
    longest: dict[str, tuple[tuple[frozenset[str], int], ...]] = {}
    for kind, words in [(kind, _WORD.findall(text)) for kind, texts in listed for text in texts]:
        if len(words) == 1:
            alone[words[0]] = alone.get(words[0], 0) | kind
        elif words:
            word = max(words, key=len)
            longest[word] = (*longest.get(word, ()), (frozenset(words), kind))
    for mark in lexicon.lists.get("labels.marked_days", ()):  # by the mark: days stand in many sentences
        longest[mark] = (*longest.get(mark, ()), *((frozenset((mark, day)), NAMES) for day in days))
    known = ordinals_of(code).union(alone, longest)
    beside = {word: _beside(word, told) for word, told in longest.items()}
    longest = {word: tuple(one for one in told if len(one[0]) != _PAIR) for word, told in longest.items()}
    return Hints(words=known, alone=alone, longest=longest, beside={w: told for w, told in beside.items() if told})


def _beside(word: str, phrases: Sequence[tuple[frozenset[str], int]]) -> tuple[tuple[frozenset[str], int], ...]:
    """The words that hint beside a word, by what they hint at."""
    told: dict[int, set[str]] = {}
    for phrase, kind in phrases:
        if len(phrase) == _PAIR:
            told.setdefault(kind, set()).update(phrase - {word})
    return tuple((frozenset(others), kind) for kind, others in told.items())


@lru_cache(maxsize=16)
def ordinals_of(code: str) -> frozenset[str]:
    """Takes a language, gives its fractions that are mostly ordinals: "third" is one where "of" or its like follows."""
    lexicon = load_lexicon(code)
    numbers = lexicon.source["numbers"]
    if numbers.get("bare_fractions", False):
        return frozenset()
    counts = {word for table in ("words", "scales", "vague") for word in numbers.get(table, {})}
    told = (word for word in numbers.get("fractions", {}) if _WORD.fullmatch(word) and word not in counts)
    return frozenset(word for word in told if not _opened(lexicon, word)[0].roles & HALF)


def _opened(lexicon: Lexicon, word: str) -> Opened:
    return lexicon.met.get(word) or meet(lexicon, word)


def is_fraction(words: Sequence[str], ordinals: Iterable[str], lexicon: Lexicon) -> bool:
    """Takes the small words of a sentence in order and those of them that are such words, gives whether one may be a
    fraction, as `number_words` reads it.
    """
    for ordinal in ordinals:
        for at, word in enumerate(words):
            if word == ordinal:
                following = _opened(lexicon, words[at + 1]) if at + 1 < len(words) else None
                if following is None or following[1] is not None or following[0].roles & (OF | DETERMINER):
                    return True
    return False
