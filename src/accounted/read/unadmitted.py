"""Rejections without a word of denying: what is not admitted, and what is insisted not to have been."""

from typing import Final

from accounted.read.lexicon import Lexicon
from accounted.read.roles import (
    ACCOUNT,
    ADVERB,
    ANAPHOR,
    ARTICLE,
    BOUNDARY,
    DENIED,
    DETERMINER,
    FIGURE,
    INFINITIVE,
    INSISTS,
    LABEL,
    LESSENS,
    NEGATION,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    REFUSES,
    THAT,
    TOTAL,
    TRIGGER,
    UNIT,
)
from accounted.read.tokens import Token

_STOPS: Final = frozenset(".;:?!(),")
_BEFORE_ADMITS: Final = 4
_REACH: Final = 9
_TOLD: Final = 9
_MATTER: Final = TRIGGER | LABEL | DENIED | ACCOUNT | FIGURE | TOTAL | UNIT


def unadmitted_words(lexicon: Lexicon) -> frozenset[str]:
    """Takes a lexicon, gives the pairs of words of which both must stand in a sentence for such a rejection."""
    listed = lexicon.lists
    none = listed.get("grammar.negations", frozenset()) | listed.get("numbers.none", frozenset())
    refused = none | listed.get("speech.refusals", frozenset())
    less = none | listed.get("speech.lessens", frozenset())
    pairs = {f"{verb} {word}" for verb in listed.get("speech.admits", ()) for word in refused}
    return frozenset(pairs | {f"{verb} {word}" for verb in listed.get("speech.insists", ()) for word in less})


def not_admitted(tokens: list[Token], at: int, lexicon: Lexicon) -> int:
    """Takes the place of a verb of admitting, gives that of the word that refuses it, or -1: "refused to admit"."""
    place = at - 1
    while place > 0 and at - place < _BEFORE_ADMITS and _between(tokens[place], lexicon):
        place -= 1
    return place if place >= 0 and tokens[place].roles & (REFUSES | NEGATION) else -1


def _between(token: Token, lexicon: Lexicon) -> bool:
    if token.roles & (NEGATION | REFUSES):
        return False
    manner = not token.roles and token.lower.endswith(lexicon.order.manner)
    return manner or bool(token.roles & (ADVERB | INFINITIVE))


def insisted_not(tokens: list[Token], at: int, lexicon: Lexicon) -> int:
    """Takes the place of a verb of insisting, gives that of the negation that it insists on, or -1.

    "Insisted that no villager was killed", "maintained that the patrol had never entered the village".
    """
    if not at or tokens[at - 1].roles & (ARTICLE | DETERMINER | ANAPHOR | PREPOSITION | NUMBER):
        return -1  # "the claim that no one died"
    for place in range(at + 1, min(at + _REACH, len(tokens))):
        token = tokens[place]
        if token.lower in _STOPS or (place > at + 1 and token.roles & BOUNDARY and not token.roles & (THAT | ADVERB)):
            return -1
        none = token.roles & NUMBER and token.lower in lexicon.lists.get("numbers.none", ())
        if none or token.roles & NEGATION or (token.roles & LESSENS and _of_what(tokens, at, place)):
            matter = any(told.roles & _MATTER for told in tokens[place : place + _TOLD])
            return place if matter or token.roles & LESSENS else -1
    return -1


def _of_what(tokens: list[Token], at: int, place: int) -> bool:
    """Whether what is told to be less was told before: "that it was lower", "only rebels were killed"."""
    if tokens[place].roles & ADVERB:
        behind = [token.roles for token in tokens[place + 1 : place + _TOLD]]
        opens = tokens[place - 1].roles & (THAT | INSISTS) != 0
        return opens and any(roles & UNIT for roles in behind) and any(roles & TRIGGER for roles in behind)
    return any(token.roles & (PRONOUN | FIGURE | TOTAL | ACCOUNT) for token in tokens[at + 1 : place])
