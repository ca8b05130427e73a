"""Claims that an adjective rejects where they are named: "such unfounded allegations"."""

from typing import Final

from accounted.read.roles import (
    ACCOUNT,
    ADVERB,
    ANAPHOR,
    ARTICLE,
    BE,
    COMPARES,
    CONJUNCTION,
    DENIAL_PHRASE,
    DOUBT,
    NAME,
)
from accounted.read.tokens import Token

_QUOTES: Final = frozenset("\"“”«»„'‘’")
_NEAR: Final = 3


def told_false(tokens: list[Token], at: int) -> int:
    """Takes the place of an adjective, gives where the words open of the claims that it rejects, or -1."""
    if not tokens[at].roles & DOUBT or not tokens[at].roles & DENIAL_PHRASE or _account_behind(tokens, at) < 0:
        return -1
    opens = at
    while opens and (tokens[opens - 1].roles & (ARTICLE | ANAPHOR) or tokens[opens - 1].lower in _QUOTES):
        opens -= 1
    return -1 if opens and tokens[opens - 1].roles & (BE | ADVERB | COMPARES | CONJUNCTION) else opens


def of_told(tokens: list[Token], at: int, last: int) -> int:
    """Takes that place and where a rejection would end, gives where those words do: with their quotation, if any."""
    noun = _account_behind(tokens, at)
    return noun if noun + 1 < len(tokens) and tokens[noun + 1].lower in _QUOTES else max(noun, last)


def _account_behind(tokens: list[Token], at: int) -> int:
    """Where the noun for what somebody states stands behind an adjective, a name or a word between; or -1."""
    for place in range(at + 1, min(at + 1 + _NEAR, len(tokens))):
        if tokens[place].roles & ACCOUNT:
            return place
        if tokens[place].roles & ~NAME or not tokens[place].lower.isalpha():
            return -1
    return -1
