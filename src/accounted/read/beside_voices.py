"""Voices beside what they tell: "by one estimate", "(UN estimate)", "double the official figure of 60"."""

from typing import Final

from accounted.read.lexicon import Order
from accounted.read.roles import (
    ACCOUNT,
    ADVERB,
    AMOUNT,
    ARTICLE,
    BE,
    CONJUNCTION,
    COUNTER,
    DETERMINER,
    FIGURE,
    HAVE,
    NUMBER,
    OF,
    PAST,
    PREPOSITION,
    SAYS,
    THAT,
    TITLE,
    TOTAL,
    UNIT,
)
from accounted.read.speakers import back_until, until, words
from accounted.read.tokens import Token
from accounted.read.voice import Voice

_CLOSERS: Final = frozenset(".;:?!()")
_OPENERS: Final = _CLOSERS | frozenset((",", "—", "–"))
_LONGEST: Final = 6
_NEAR: Final = 4
_NO_PART: Final = PREPOSITION | BE | HAVE | SAYS | THAT | CONJUNCTION


def told_beside(tokens: list[Token], at: int, text: str, order: Order) -> Voice | None:
    """Takes tokens and the place of a word for an account, gives it as the voice of what it stands beside, or None."""
    if not order.speech.by_account or not tokens[at].roles & (ACCOUNT | TOTAL):
        return None
    first = at
    while first and at - first < _LONGEST and _goes_with(tokens[first - 1]):
        first -= 1
    if (against := _official(tokens, first, at, text, order)) is not None:
        return against
    before = tokens[first - 1] if 0 < first < at else None
    if before is None or not tokens[at].roles & ACCOUNT:
        return None
    name = words(tokens, first, at, text)
    if before.lower == "(" and tokens[at + 1 : at + 2] and tokens[at + 1].lower == ")":
        told = back_until(tokens, first - 1, _OPENERS)
        return Voice(name, told, first - 1, at) if told < first - 1 else None
    if before.lower not in order.speech.by_account or tokens[at].roles & COUNTER:
        return None
    if first == 1 or tokens[first - 2].lower in _OPENERS or tokens[first - 2].roles & (CONJUNCTION | THAT):
        return Voice(name, at, until(tokens, at, _CLOSERS), at)
    ends = at + 1 == len(tokens) or tokens[at + 1].lower in _OPENERS
    if ends and not tokens[first - 2].roles & (PAST | BE | SAYS):
        return Voice(name, back_until(tokens, first - 1, _OPENERS), at, at)  # "up to 1,700 by other estimates"
    return None


def _goes_with(token: Token) -> bool:
    """A word before an account that tells what account it is: "one", "the official", "conservative", a name."""
    if not token.lower[0].isalpha() or token.roles & ARTICLE:
        return False
    one = token.number is not None and token.number.best == 1
    return one or not token.roles & (_NO_PART | NUMBER) or bool(token.roles & (DETERMINER | UNIT | TITLE | ADVERB))


def _official(tokens: list[Token], first: int, at: int, text: str, order: Order) -> Voice | None:
    """ "Double the official figure of 60": not the figure of who says so; alone, it speaks where nobody else does."""
    number = at + 1 + bool(tokens[at + 1 : at + 2] and tokens[at + 1].roles & (OF | AMOUNT))
    told = tokens[at].roles & (FIGURE | TOTAL) and number < len(tokens) and tokens[number].roles & NUMBER
    if not told or not first or not tokens[first - 1].roles & ARTICLE:
        return None
    if tokens[first].lower not in order.speech.official or first == at:
        return None
    near = (token.lower for token in tokens[max(0, first - _NEAR) : first - 1])
    against = any(lower in order.speech.set_against for lower in near)
    of = tokens[at].lower.rpartition(" ")[2] if tokens[at].roles & COUNTER else ""  # "figure of" is one token
    name = words(tokens, first, at, text).removesuffix(of).rstrip()
    return Voice(name, at, until(tokens, number, _OPENERS), at, weak=not against)
