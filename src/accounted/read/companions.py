"""Those who shared what befell another: "she was killed with her two sons", "he fell along with 30 of his men"."""

from typing import Final

from accounted.read.phrases import Phrase
from accounted.read.roles import (
    ADJECTIVE,
    BE,
    BOUNDARY,
    COMPANION,
    DETERMINER,
    FALLS,
    INTRANSITIVE,
    NUMBER,
    OTHERS,
    QUALIFIER,
    SAYS,
    TRANSITIVE,
)
from accounted.read.tokens import Token
from accounted.read.trigger_words import DEATHS, Trigger, told_by

_REACH: Final = 12
_STOPS: Final = frozenset(".;:?!()")
_TOLD: Final = TRANSITIVE | ADJECTIVE | INTRANSITIVE | FALLS
_SHARED: Final = DEATHS | {"injured", "detained", "missing", "displaced", "tortured"}


def companion_trigger(tokens: list[Token], at: int, phrase: Phrase) -> Trigger | None:
    """Takes a number's place and what it counts, gives what befell the one with whom those were, or None.

    People alone: "killed with two axes" counts nobody, and "he killed them with two friends" tells of no harm to those.
    """
    people = phrase.unit == "persons" or (not phrase.empty and tokens[at + 1].roles & OTHERS)
    link = at - 1
    while link > 0 and tokens[link].roles & (DETERMINER | QUALIFIER) and not tokens[link].roles & COMPANION:
        link -= 1
    if not people or link < 1 or not tokens[link].roles & COMPANION:
        return None
    for place in range(link - 1, max(-1, link - _REACH), -1):
        token = tokens[place]
        if token.lower in _STOPS or token.roles & (NUMBER | SAYS | BOUNDARY):
            return None
        told = told_by(token, _TOLD, place, "companions") if token.roles & _TOLD else None
        if told is not None and told.effect in _SHARED:
            alone = token.roles & (INTRANSITIVE | FALLS) and not token.roles & TRANSITIVE
            return told if alone or _suffered(tokens, place) else None
    return None


def _suffered(tokens: list[Token], verb: int) -> bool:
    """Whether a verb is a passive: "was shot dead with", "had been killed with"."""
    return any(token.roles & BE for token in tokens[max(0, verb - 3) : verb])
