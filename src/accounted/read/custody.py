"""Deaths in custody: where they died is told beside the words for their death."""

from typing import Final

from accounted.read.phrases import Phrase
from accounted.read.roles import (
    ARTICLE,
    BE,
    BOUNDARY,
    CONJUNCTION,
    CUSTODY_PLACE,
    DETERMINER,
    HAVE,
    IN_CUSTODY,
    INSIDE,
    NAME,
    NUMBER,
    PARTS_OPEN,
    SAYS,
    WHERE,
)
from accounted.read.tokens import Token
from accounted.read.trigger_words import Trigger

_BESIDE: Final = 3
_REACH: Final = 8
_ENDS: Final = BE | BOUNDARY | CONJUNCTION | HAVE | NUMBER | SAYS
_STOPS: Final = frozenset(",.;:?!()")
_RULES: Final = ("intransitive", "verb-first", "noun", "noun-of", "total")


def died_in_custody(tokens: list[Token], phrase: Phrase, trigger: Trigger) -> bool:
    """Takes what a number counts and the words for their death, gives whether they died in custody, as told there.

    "The death of 88 people in detention", "40 died in the old Tolm prison"; not "40 died near the prison".
    """
    if trigger.rule not in _RULES:
        return False
    last = max(trigger.last, phrase.last)
    near = (*tokens[last + 1 : last + _BESIDE], *tokens[max(0, trigger.first - 1) : trigger.first])
    if not any(token.lower == "," for token in near) and any(token.roles & IN_CUSTODY for token in near):
        return True
    return _inside_a_place(tokens, last + 1) or _told_before(tokens, min(trigger.first, phrase.first))


def _told_before(tokens: list[Token], first: int) -> bool:
    """Whether the place stands right before the figure.

    "Camps where thousands died", "deported to the Tolm camp, of whom 900 died", "in the prison 40 died".
    """
    place = first - 1
    while place > 0 and tokens[place].roles & NUMBER:
        place -= 1
    if place > 0 and tokens[place].roles & WHERE:
        return bool(tokens[place - 1].roles & (CUSTODY_PLACE | IN_CUSTODY))
    if place > 1 and tokens[place].roles & PARTS_OPEN and tokens[place - 1].lower == ",":
        return bool(tokens[place - 2].roles & (CUSTODY_PLACE | IN_CUSTODY))
    place -= bool(place > 0 and tokens[place].lower == ",")
    if place < 0 or not tokens[place].roles & (CUSTODY_PLACE | IN_CUSTODY):
        return False
    return bool(tokens[place].roles & IN_CUSTODY) or _is_inside(tokens, place, 0)


def _is_inside(tokens: list[Token], place: int, first: int) -> bool:
    """Whether a word for being in it stands before the name and the article of a place."""
    before = place - 1
    while before > first and (tokens[before].roles & (NAME | ARTICLE | DETERMINER) or not tokens[before].roles):
        before -= 1
    return before >= first and bool(tokens[before].roles & INSIDE)


def _inside_a_place(tokens: list[Token], first: int) -> bool:
    """Whether a prison or a camp stands behind, and a word for being in it before its name and article."""
    for place in range(first, min(first + _REACH, len(tokens))):
        token = tokens[place]
        if token.roles & IN_CUSTODY:
            return True
        if token.roles & CUSTODY_PLACE:
            return _is_inside(tokens, place, first)
        if token.lower in _STOPS or token.roles & _ENDS:
            return False
    return False
