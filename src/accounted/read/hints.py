"""What a sentence must hold to be looked at, so that the others are passed over before they are taken apart."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

from accounted.read.denials import denial_words
from accounted.read.lexicon import Lexicon, Opened, load_lexicon
from accounted.read.roles import DETERMINER, HALF, OF
from accounted.read.vocabulary import meet

_WORD: Final = re.compile(r"\w+")
_DAYS: Final = ("dates.weekdays", "labels.marked_times")


@lru_cache(maxsize=16)
def hints(code: str) -> tuple["Hint", "Hint", "Hint"]:
    """Takes a language, gives what a sentence must hold: for a number, a name for an event, a rejection."""
    lexicon = load_lexicon(code)
    numbers = lexicon.source["numbers"]
    counted = {word for table in ("words", "scales", "vague", "fractions") for word in numbers.get(table, {})}
    counted |= {*numbers.get("none", ()), *numbers.get("one_before", ())}
    counted -= ordinals_of(code)
    named = lexicon.lists.get("labels.nouns", frozenset()) | lexicon.lists.get("labels.naming", frozenset())
    days = [*lexicon.months, *(day for key in _DAYS for day in lexicon.lists.get(key, ()))]
    names = Hint.of(named)
    for mark in lexicon.lists.get("labels.marked_days", ()):  # by the mark: days stand in many sentences
        names.longest[mark] = (*names.longest.get(mark, ()), *(frozenset((mark, day)) for day in days))
    return Hint.of(counted), names, Hint.of(denial_words(lexicon))


@lru_cache(maxsize=16)
def hinted(code: str) -> frozenset[str]:
    """Takes a language, gives words of which one must stand in a sentence, so that any of the hints can."""
    return ordinals_of(code).union(*(hint.words | hint.longest.keys() for hint in hints(code)))


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


def is_fraction(sentence: str, ordinals: frozenset[str], lexicon: Lexicon) -> bool:
    """Takes a sentence and such words, gives whether one may be a fraction, as `number_words` reads it."""
    words = _WORD.findall(sentence.lower())
    for at, word in enumerate(words):
        if word in ordinals:
            following = _opened(lexicon, words[at + 1]) if at + 1 < len(words) else None
            if following is None or following[1] is not None or following[0].roles & (OF | DETERMINER):
                return True
    return False


@dataclass(frozen=True, slots=True)
class Hint:
    """Words and phrases of which one must stand in a sentence; a phrase by its longest word, then by all its words."""

    words: frozenset[str]
    longest: dict[str, tuple[frozenset[str], ...]]

    @classmethod
    def of(cls, listed: Iterable[str]) -> Self:
        """Takes words and phrases, gives the hint that holds them."""
        found = [words for words in map(_WORD.findall, listed) if words]
        longest: dict[str, tuple[frozenset[str], ...]] = {}
        for words in found:
            if len(words) > 1:
                word = max(words, key=len)
                longest[word] = (*longest.get(word, ()), frozenset(words))
        return cls(words=frozenset(words[0] for words in found if len(words) == 1), longest=longest)

    def stands_in(self, words: set[str], met: frozenset[str]) -> bool:
        """Takes the small words of a sentence and those that any hint has, gives whether this hint can stand in it."""
        if not self.words.isdisjoint(met):
            return True
        for word in met:
            for phrase in self.longest.get(word, ()):  # plain loops: this is asked of every sentence
                if phrase <= words:
                    return True
        return False
