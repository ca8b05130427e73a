"""Words of denying that reject no statement: what is withheld from somebody, a noun, and what nobody denies."""

from typing import Final

from accounted.read.lexicon import Lexicon
from accounted.read.passive_voices import passive_be
from accounted.read.roles import (
    ACCOUNT,
    ADVERB,
    AGENT,
    ANAPHOR,
    ARTICLE,
    BOUNDARY,
    COMPARES,
    CONJUNCTION,
    DENIAL_PHRASE,
    DENIED,
    DENIES,
    DETERMINER,
    FIGURE,
    INFINITIVE,
    LABEL,
    NEGATION,
    NOT_SPEAKER,
    NUMBER,
    OF,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    REFUSES,
    RELATIVE,
    SAYS,
    THAT,
    THIRD_PERSON,
    TOTAL,
    TRIGGER,
    UNIT,
    WEAK_DENIAL,
)
from accounted.read.tokens import Token

_STATED: Final = DENIED | ACCOUNT | FIGURE | TOTAL | LABEL | TRIGGER | NUMBER | SAYS
_POINTED: Final = PRONOUN | ANAPHOR | THIRD_PERSON | THAT | RELATIVE | NOT_SPEAKER
_NO_OBJECT: Final = AGENT | THAT | BOUNDARY | PREPOSITION | CONJUNCTION | ADVERB | INFINITIVE | PUNCTUATION | COMPARES
_NEAR: Final = 2


def rejects_nothing(tokens: list[Token], first: int, at: int, lexicon: Lexicon) -> bool:
    """Takes the place of a word of denying and that of its subject, gives whether the words reject no statement."""
    if _nobody_does(tokens, first, at, lexicon):
        return True
    if not tokens[at].roles & DENIES:
        return _told_how(tokens, at) or _unstated_passive(tokens, first, at, lexicon)
    refused = any(token.roles & REFUSES for token in tokens[max(0, at - _NEAR) : at])
    asked = tokens[-1].lower == "?" and not tokens[at].lower.endswith(lexicon.endings["past_endings"])
    return refused or asked or _is_noun(tokens, at, lexicon) or _withheld(tokens, first, at, lexicon)


def stated_in(tokens: list[Token], first: int, end: int) -> bool:
    """Takes a stretch of tokens, gives whether it holds what somebody states or points back to it."""
    return any(token.roles & (_STATED | _POINTED) for token in tokens[first:end])


def of_a_deed(tokens: list[Token], at: int, last: int, lexicon: Lexicon) -> bool:
    """Takes a word of rejecting and the last of its object, gives whether only deeds are rejected: "the attacks"."""
    told = [token for token in tokens[at + 1 : last + 1] if token.roles & (LABEL | DENIED | ACCOUNT | FIGURE | THAT)]
    deeds = lexicon.lists.get("labels.weak", frozenset()) | lexicon.lists.get("labels.when_named", frozenset())
    return bool(told) and all(token.lower in deeds and not token.roles & (DENIED | ACCOUNT) for token in told)


def _nobody_does(tokens: list[Token], first: int, at: int, lexicon: Lexicon) -> bool:
    """ "No one denies that", "nobody should have any doubts that"."""
    none = tokens[first].roles & NUMBER and tokens[first].lower in lexicon.lists.get("numbers.none", ())
    if first == at or not (none or tokens[first].roles & NEGATION):
        return False
    that = lexicon.lists.get("grammar.complementisers", ())
    return bool(tokens[at].roles & DENIES) or tokens[at].lower.rpartition(" ")[2] in that


def _told_how(tokens: list[Token], at: int) -> bool:
    """ "Did not happen by chance": how it came about is told, not that it did not."""
    by = at + 1 < len(tokens) and tokens[at + 1].roles & AGENT
    return bool(by) and " " in tokens[at].lower


def _unstated_passive(tokens: list[Token], first: int, at: int, lexicon: Lexicon) -> bool:
    """ "Rejected by the assembly", of what nobody stated."""
    by = tokens[at].lower.rpartition(" ")[2] in lexicon.lists.get("speech.agents", ())
    return bool(by and tokens[at].roles & DENIAL_PHRASE) and not stated_in(tokens, max(0, first - _NEAR), at)


def _is_noun(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """ "The type of dispute": a verb's form that is a noun behind an article or a preposition."""
    if not at or not tokens[at].roles & WEAK_DENIAL or tokens[at].lower.endswith(lexicon.endings["past_endings"]):
        return False
    before = tokens[at - 1].roles
    if at > 1 and not before and tokens[at - 1].lower.isalpha():
        before = tokens[at - 2].roles & (OF | PREPOSITION)  # "a century of harsh disputes"
    return bool(before & (ARTICLE | OF | DETERMINER | PREPOSITION)) and not before & (INFINITIVE | PRONOUN | ANAPHOR)


def _withheld(tokens: list[Token], first: int, at: int, lexicon: Lexicon) -> bool:
    """ "They were denied due process", "to deny the rebels the support of the farmers"."""
    if tokens[at].roles & WEAK_DENIAL or at + 1 >= len(tokens):
        return False
    place = passive_be(tokens, at, lexicon.order)
    if place >= 0:
        after = tokens[at + 1]
        return not after.roles & _NO_OBJECT and after.lower[0].isalpha() and not stated_in(tokens, first, place)
    whom = at + 1 + bool(tokens[at + 1].roles & ARTICLE)
    if whom + 1 >= len(tokens) or not tokens[whom].roles & UNIT:
        return False
    return bool(tokens[whom + 1].roles & (ARTICLE | DETERMINER))
