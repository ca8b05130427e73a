"""Rejections: a speaker denies a figure, an event, responsibility or completeness, in these words."""

from dataclasses import dataclass
from typing import Final

from accounted.read.lexicon import Lexicon
from accounted.read.roles import (
    ADVERB,
    ARTICLE,
    BE,
    BOUNDARY,
    CONJUNCTION,
    DENIAL_NOUN,
    DENIAL_PHRASE,
    DENIES,
    HAVE,
    NAME,
    NEGATION,
    NUMBER,
    PRONOUN,
    SAYS,
    THAT,
    UNIT,
)
from accounted.read.tokens import Token

_LONGEST: Final = 16
_STOPS: Final = frozenset(".;:?!()")


@dataclass(frozen=True, slots=True)
class Rejection:
    """Tokens `first` to `last` reject something; `at` is the word that does; what is rejected stands behind it.

    `subject` is who does, from and to (first > last: not told in these words).
    """

    first: int
    last: int
    at: int
    subject: tuple[int, int]


def denial_words(lexicon: Lexicon) -> frozenset[str]:
    """Takes a lexicon, gives all its words of denial."""
    lists = ("speech.denies", "speech.denial_nouns", "speech.denial_phrases")
    return frozenset().union(*(lexicon.lists.get(name, frozenset()) for name in lists))


def denials(tokens: list[Token]) -> tuple[Rejection, ...]:
    """Takes the tokens of a sentence, gives its rejections, at most one a clause."""
    found: list[Rejection] = []
    for at, token in enumerate(tokens):
        if not token.roles & (DENIES | DENIAL_PHRASE | DENIAL_NOUN):
            continue
        if any(t.roles & NEGATION for t in tokens[max(0, at - 2) : at]) and not token.roles & DENIAL_PHRASE:
            continue  # "never denied that ..."
        first, last = _subject(tokens, at), _object(tokens, at)
        if found and first <= found[-1].last:
            continue
        found.append(Rejection(first, last, at, _who(tokens, first, at)))
    return tuple(found)


def _who(tokens: list[Token], first: int, at: int) -> tuple[int, int]:
    last = at - 1
    while last >= first and tokens[last].roles & (HAVE | BE | ADVERB):
        last -= 1
    while first <= last and tokens[first].roles & ARTICLE:
        first += 1
    named = any(t.roles & (NAME | UNIT) for t in tokens[first : last + 1])
    return (first, last) if named and not tokens[at].roles & DENIAL_NOUN else (first, first - 1)


def _subject(tokens: list[Token], at: int) -> int:
    first = at
    if at and tokens[at - 1].roles & CONJUNCTION and not tokens[at].roles & DENIAL_NOUN:
        return at  # "describes it as a raid and rejects the word": the subject stands before another verb
    while first > 0 and at - first < _LONGEST:
        before = tokens[first - 1]
        parted = before.roles & BOUNDARY and not before.roles & HAVE
        if parted or before.lower in _STOPS or before.lower in ',"“”':
            break
        if before.roles & CONJUNCTION and at - first >= 1 and _verb_before(tokens, first - 1):
            break
        first -= 1
    while first < at and tokens[first].roles & (CONJUNCTION | ADVERB) and not tokens[first].roles & (PRONOUN | BE):
        first += 1
    return first


def _verb_before(tokens: list[Token], at: int) -> bool:
    return any(token.roles & (BE | HAVE | SAYS | DENIES) for token in tokens[max(0, at - 8) : at])


def _object(tokens: list[Token], at: int) -> int:
    last = at
    while last + 1 < len(tokens) and last - at < _LONGEST:
        after = tokens[last + 1]
        if after.lower in _STOPS or (after.lower == "," and last > at):
            break
        if after.roles & BOUNDARY and not after.roles & THAT and last > at + 1:
            break
        if after.roles & CONJUNCTION and last > at + 1 and _verb_follows(tokens, last + 1):
            break
        last += 1
    return last


def _verb_follows(tokens: list[Token], at: int) -> bool:
    return any(
        token.roles & (BE | HAVE | SAYS | DENIES) and not token.roles & NUMBER for token in tokens[at + 1 : at + 3]
    )
