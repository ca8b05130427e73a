"""Speakers whose verb of saying is that of another: "the army put the dead at 300, the rebels at 900"."""

from collections.abc import Iterator
from typing import Final

from accounted.read.roles import (
    ADVERB,
    ARTICLE,
    BE,
    BOUNDARY,
    CONJUNCTION,
    INTRANSITIVE,
    LABEL,
    MEASURE,
    NAME,
    NUMBER,
    PREPOSITION,
    SAID_NUMBER,
    SAYS,
    STRONG,
    THAT,
    TRANSITIVE,
    UNIT,
    WEAK,
)
from accounted.read.speakers import words
from accounted.read.tokens import Token
from accounted.read.voice import Voice

_LONGEST_NAME: Final = 4
_FARTHEST_VERB: Final = 24
_SAID_BEFORE: Final = 5
_BREAKS: Final = frozenset(",;")
_ENDS: Final = frozenset(",;.:)!?")
_TOLD: Final = TRANSITIVE | INTRANSITIVE | STRONG | WEAK | LABEL
_NO_NAME: Final = _TOLD | NUMBER | SAYS | BE | MEASURE | PREPOSITION | ADVERB


def gapped_speaker(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """Takes a number's place, gives from and to of the name before it whose verb of saying stands before, or None.

    "The council estimates 4,000 dead, the church 6,000 and the army 900", "the ministry reported 12 dead and the
    hospital 40". What is said before must be a figure beside its verb: in "the police said Tolm lost 12 and Ardel 40"
    Ardel says nothing.
    """
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if behind is not None and behind.lower not in _ENDS and not behind.roles & CONJUNCTION:
        return None
    last = at - 1
    last -= bool(last > 0 and tokens[last].roles & PREPOSITION and not tokens[last].roles & UNIT)
    first = last
    while first > 0 and last - first < _LONGEST_NAME and not _breaks(tokens[first - 1]):
        first -= 1
    if first < 1 or not _breaks(tokens[first - 1]) or not _names(tokens[first : last + 1]):
        return None
    place = bool(tokens[first].roles & NAME)
    return (first, last) if _figure_said(tokens, first - 1, prepared=last < at - 1, place=place) else None


def gapped_voices(tokens: list[Token], text: str) -> Iterator[Voice]:
    """Takes the tokens of a sentence with its text, gives the voices of such speakers."""
    counted = [at for at, token in enumerate(tokens) if token.number is not None]
    for at in counted[1:]:
        if (told := gapped_speaker(tokens, at)) is not None:
            yield Voice(words(tokens, *told, text), told[0], at, at)


def _breaks(token: Token) -> bool:
    return token.lower in _BREAKS or bool(token.roles & (CONJUNCTION | BOUNDARY) and not token.roles & THAT)


def _names(name: list[Token]) -> bool:
    """Whether a few words name somebody: with an article, a name, or people, and nothing told of them."""
    if not name or any((t.roles & _NO_NAME and not t.capital) or not t.lower[0].isalpha() for t in name):
        return False
    opens = name[0]
    return bool(opens.roles & (ARTICLE | NAME | UNIT)) and (len(name) > 1 or not opens.roles & ARTICLE)


def _figure_said(tokens: list[Token], end: int, *, prepared: bool, place: bool) -> bool:
    """Whether the verb of saying before a place has a figure right behind it, or behind its preposition, if needed."""
    for verb in range(end - 1, max(-1, end - _FARTHEST_VERB), -1):
        if not tokens[verb].roles & (SAYS | SAID_NUMBER) or tokens[verb].roles & BE:
            continue
        number = next((p for p in range(verb + 1, end) if tokens[p].roles & NUMBER), None)
        if number is None or number - verb > _SAID_BEFORE:
            return bool(tokens[verb].roles & SAID_NUMBER)
        between = tokens[verb + 1 : number]
        if any(token.roles & (TRANSITIVE | INTRANSITIVE | NAME) for token in between):
            return False
        if place and any(tokens[p].roles & PREPOSITION and tokens[p + 1].roles & NAME for p in range(number, end - 1)):
            return False  # "reported 12 dead in Tolm, Ardel 40"
        return not prepared or bool(between and between[-1].roles & PREPOSITION)
    return False
