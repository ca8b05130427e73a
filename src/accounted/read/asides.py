"""Asides between a number and the predicate told of it: in brackets, between commas, between dashes."""

from typing import Final

from accounted.read.roles import ADJECTIVE, BE, CONJUNCTION, HAVE, INTRANSITIVE, RELATIVE, RIVAL, TRANSITIVE
from accounted.read.tokens import Token

_LONGEST_ASIDE: Final = 80
_LONGEST_DASHED: Final = 16
_LONGEST_FORMER: Final = 9
_LONGEST_SHARE: Final = 7
_DASHES: Final = frozenset("-–—")
_STOPS: Final = frozenset(".;:?!")


def behind_aside(tokens: list[Token], at: int, *, opened: bool) -> int:
    """Takes the place of a mark, gives the place behind the aside that it opens, between commas, dashes or in brackets.

    It is 0 where none opens; `opened` where the number itself stands behind a dash, so that the next one closes.
    """
    lower = tokens[at].lower
    if lower == "(" or (lower == "," and _aside_follows(tokens, at)):
        return _closing(tokens, at) + 1
    if lower in _DASHES and opened and at + 1 < len(tokens) and tokens[at + 1].roles & (BE | HAVE):
        return at + 1  # "all the men - 192 in all - were killed"
    return _dash_closes(tokens, at) if lower in _DASHES else 0


def over_bracket(tokens: list[Token], at: int) -> int:
    """Takes the place of a word, gives that of the word behind it, over a short bracket: "639 (about 36%) were"."""
    if at + 1 >= len(tokens) or tokens[at + 1].lower != "(":
        return at + 1
    closes = next((p for p in range(at + 2, min(at + _LONGEST_SHARE, len(tokens))) if tokens[p].lower == ")"), at)
    return closes + 1


def _dash_closes(tokens: list[Token], at: int) -> int:
    """The place behind the dash that closes an aside, where the predicate goes on there; 0 where none does."""
    first = at + 2 if at + 1 < len(tokens) and tokens[at + 1].lower in _DASHES else at + 1
    for place in range(first, min(at + _LONGEST_DASHED, len(tokens) - 1)):
        token = tokens[place]
        if token.lower in _STOPS:
            return 0
        if token.lower in _DASHES and (token.lower == "—" or token.start > tokens[place - 1].end):
            behind = place + 2 if tokens[place + 1].lower in _DASHES else place + 1
            goes_on = behind < len(tokens) and tokens[behind].roles & (BE | HAVE | INTRANSITIVE | CONJUNCTION)
            return behind if goes_on else 0
    return 0


def _aside_follows(tokens: list[Token], at: int) -> bool:
    """ "2,000 others, some of whom had fled, were missing": a clause between commas that tells of some of them."""
    former = at + 2 < len(tokens) and tokens[at + 1].roles & RIVAL and tokens[at + 2].number is not None
    if at + 1 >= len(tokens) or not (tokens[at + 1].roles & RELATIVE or former):
        return False
    closes = next((place for place in range(at + 1, len(tokens)) if tokens[place].lower == ","), 0)
    tells = any(token.roles & (TRANSITIVE | INTRANSITIVE | ADJECTIVE) for token in tokens[at + 1 : closes])
    if former:
        return 0 < closes <= at + _LONGEST_FORMER  # "96 people, not 69 as first stated, died"
    return bool(closes) and (" of " in tokens[at + 1].lower or not tells or _told_behind(tokens, closes))


def _told_behind(tokens: list[Token], closes: int) -> bool:
    """ "40 people, who had fled the day before, were killed": the main clause goes on behind the aside."""
    behind = tokens[closes + 1 : closes + 4]
    if not behind or not behind[0].roles & BE:
        return False
    return any(token.roles & (TRANSITIVE | INTRANSITIVE | ADJECTIVE) for token in behind[1:])


def _closing(tokens: list[Token], at: int) -> int:
    """The place of the bracket or comma that closes what opens here."""
    if tokens[at].lower == ",":
        return next(place for place in range(at + 1, len(tokens)) if tokens[place].lower == ",")
    depth = 0
    for place in range(at, min(len(tokens), at + _LONGEST_ASIDE)):
        depth += (tokens[place].lower == "(") - (tokens[place].lower == ")")
        if depth == 0:
            return place
    return at
