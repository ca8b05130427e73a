"""Verbs whose end stands behind their object: "beat two men to death", "burned 20 people alive"."""

from typing import Final

from accounted.read.phrases import Phrase
from accounted.read.roles import BE, BOUNDARY, INTRANSITIVE, PRONOUN, SAYS, SPLIT_END, SPLIT_VERB
from accounted.read.tokens import Token
from accounted.read.trigger_words import Trigger, is_passive

_FARTHEST: Final = 16
_STOPS: Final = frozenset(".;:?!")
_ENDS: Final = BE | BOUNDARY | SAYS | PRONOUN


def split_trigger(tokens: list[Token], at: int, phrase: Phrase) -> Trigger | None:
    """Takes a number and what it counts, gives the verb before it whose end stands right behind those counted.

    The verbs are an effect's split_verb of the language file, their ends the same effect's split_end.
    """
    end = phrase.last + 1
    told = tokens[end].word.effect_as(SPLIT_END) if end < len(tokens) else None
    if told is None:
        return None
    for place in range(at - 1, max(-1, at - _FARTHEST), -1):
        token = tokens[place]
        if (SPLIT_VERB, told) in token.word.effects:
            return None if is_passive(tokens, place) else Trigger(told, place, place, "active")
        if token.roles & _ENDS or token.lower in _STOPS:
            return None
    return None


def lost_lives(tokens: list[Token], phrase: Phrase, left: Trigger) -> Trigger | None:
    """Takes a number, what it counts and the verb before it, gives "lost 20 people their lives", where that is told.

    The verb alone would tell that they are missing.
    """
    at = phrase.last + 1
    if left.effect != "missing" or at >= len(tokens) or not tokens[at].roles & INTRANSITIVE:
        return None
    told = tokens[at].word.effect_as(INTRANSITIVE)
    return Trigger(told, left.first, at, left.rule) if told == "killed" else None
