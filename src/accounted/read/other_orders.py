"""Voices in languages that put the verb, or the word for "according to", behind the speaker."""

from typing import Final

from accounted.read.roles import ADVERB, BE, LABEL, NAME, NUMBER, PREPOSITION, TRIGGER, UNIT
from accounted.read.speakers import ends_subject, named, names_someone, words
from accounted.read.tokens import Token
from accounted.read.voice import Voice

_LONGEST_NAME: Final = 14
_HEAD_ENDS: Final = frozenset(',;:()"“”«»')


def according_after(tokens: list[Token], at: int, text: str) -> Voice | None:
    """Takes tokens and the place of a word for "according to", gives who stands before it: "<the council> by"."""
    first = at - 1
    while first > 0 and at - first < _LONGEST_NAME and not ends_subject(tokens, first - 1):
        first -= 1
    first = max((p + 1 for p in range(first, at - 1) if _joins_clause(tokens[p])), default=first)
    if not names_someone(tokens, first, at - 1) or (name := named(tokens, first, at - 1, text)) is None:
        return None
    return Voice(name, 0, len(tokens), at)


def _joins_clause(token: Token) -> bool:
    """A word before a speaker that ends another phrase: "with", "too", "in the massacre"."""
    return bool(token.roles & (PREPOSITION | ADVERB | LABEL)) and not token.capital and not token.roles & (UNIT | NAME)


def spoken_at_end(tokens: list[Token], at: int, stance: str, text: str) -> Voice | None:
    """Takes tokens and a verb's place, gives the subject at the sentence's head, who says all between."""
    last = 0
    while last < at and last < _LONGEST_NAME and tokens[last].lower not in _HEAD_ENDS:
        if tokens[last].roles & (NUMBER | TRIGGER | BE) and not tokens[last].roles & UNIT:
            break
        last += 1
    if last == 0 or not names_someone(tokens, 0, last - 1):
        return None
    return Voice(words(tokens, 0, last - 1, text), 0, at, at, stance)
