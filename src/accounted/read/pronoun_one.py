"""The word "one" where it is a pronoun, and where it counts a victim."""

from typing import Final

from accounted.read.phrases import Phrase
from accounted.read.roles import (
    ADJECTIVE,
    ADVERB,
    BE,
    CONJUNCTION,
    DETERMINER,
    HAVE,
    INTRANSITIVE,
    LABEL,
    MEASURE,
    NAME,
    NOT_AFTER_ONE,
    NUMBER,
    OF,
    PARTS_OPEN,
    PAST,
    PLURAL,
    PREPOSITION,
    PUNCTUATION,
    STRONG,
    THAT,
    TRANSITIVE,
    UNIT,
    WEAK,
)
from accounted.read.tokens import Token
from accounted.read.trigger_words import DEATHS

_NEITHER_REACH: Final = 3
_SAME_CLAUSE: Final = 8
_UNKNOWN: Final = 2
_HARM: Final = DEATHS | {"injured"}


def one_that_counts_nothing(tokens: list[Token], at: int, phrase: Phrase) -> str | None:
    """Takes a number's place and what it counts, gives why it counts none where it is a pronoun or an empty zero."""
    number = tokens[at].number
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if number is not None and number.is_one:
        counted = phrase.head is not None and bool(tokens[phrase.head].roles & (UNIT | STRONG))
        apart = phrase.of_them or _one_of_them_suffered(tokens, phrase)
        if after is None:
            return None if _verb_before(tokens, at) and not phrase.base else "the pronoun one"
        if after.roles & (NOT_AFTER_ONE | NUMBER) and not apart:
            return "the pronoun one"
        stands_for = DETERMINER | OF  # "every one of them", "members of one family"
        if at and tokens[at - 1].roles & stands_for and not tokens[at - 1].roles & THAT:
            return "the pronoun one"
        befell = bool(after.roles & INTRANSITIVE) or _one_told(tokens, at) or _one_suffered(tokens, at)
        told = counted or befell or phrase.of_them or _part_before(tokens, at) or _one_more(tokens, at)
        told = told or _verb_before(tokens, at)
        if not told or phrase.base:
            return "the pronoun one"
    named = phrase.empty or (phrase.head is not None and tokens[phrase.head].roles & (UNIT | STRONG | WEAK))
    return "not a count" if not named and number is not None and number.best == 0 and not number.digits else None


def _one_told(tokens: list[Token], at: int) -> bool:
    """ "One killed and ten wounded", "one dead": an effect right behind, and nothing that it would befall."""
    behind = tokens[at + 2] if at + 2 < len(tokens) else None
    ends = behind is None or behind.roles & (CONJUNCTION | PREPOSITION | PUNCTUATION)
    return bool(ends) and bool(tokens[at + 1].roles & ADJECTIVE and not tokens[at + 1].roles & UNIT)


def _verb_before(tokens: list[Token], at: int) -> bool:
    """ "Died one, wounded were 15": one behind its verb, and nothing that it would be one of."""
    place = at - 1 - bool(at > 1 and tokens[at - 1].roles & BE)
    ends = at + 1 >= len(tokens) or tokens[at + 1].roles & (PUNCTUATION | CONJUNCTION)
    return place >= 0 and bool(ends) and bool(tokens[place].roles & INTRANSITIVE)


def _one_more(tokens: list[Token], at: int) -> bool:
    """ "Killed four in Ardel and one in Tolan": one counted like those before it, elsewhere."""
    elsewhere = tokens[at + 1].roles & PREPOSITION and not tokens[at + 1].roles & OF
    first = max(0, at - _SAME_CLAUSE)
    nearest = next((place for place in range(at - 2, first - 1, -1) if tokens[place].number is not None), None)
    if nearest is None or any(token.roles & (MEASURE | LABEL) for token in tokens[nearest + 1 : nearest + 3]):
        return False  # "in three bomb explosions in Ardel and one in Tolan"
    return bool(elsewhere and at and tokens[at - 1].roles & CONJUNCTION)


def _one_suffered(tokens: list[Token], at: int) -> bool:
    """ "One was killed", "one had been badly wounded"."""
    place = at + 2 if tokens[at + 1].roles & NAME else at + 1  # "one Orrinian died"
    if _unknown_harmed(tokens, at):
        return True
    if tokens[place - 1].roles & NAME and place < len(tokens) and tokens[place].roles & INTRANSITIVE:
        return True
    if at and tokens[at - 1].roles & TRANSITIVE and tokens[at + 1].roles & (CONJUNCTION | PUNCTUATION):
        return bool(tokens[at - 1].word.effects)  # "killed one and injured 200"
    if at and tokens[at - 1].roles & TRANSITIVE and tokens[at - 1].roles & PAST and tokens[at + 1].lower.isalpha():
        harms = tokens[at - 1].word.effect_as(TRANSITIVE) in ("killed", "injured")
        return harms and not tokens[at + 1].roles & ~PLURAL  # "having killed one gunner": an unknown noun
    while place < len(tokens) and tokens[place].roles & (BE | HAVE | ADVERB) and place - at <= _NEITHER_REACH:
        place += 1
    told = place < len(tokens) and place > at + 1 and tokens[place].roles & TRANSITIVE
    return bool(told) and not tokens[place].roles & UNIT


def _unknown_harmed(tokens: list[Token], at: int) -> bool:
    """ "One blacksmith was killed", "one old weaver died": a noun that no list knows, and its harm."""
    place = at + 1
    while place < len(tokens) and place - at <= _UNKNOWN and not tokens[place].roles and tokens[place].lower.isalpha():
        place += 1
    if place == at + 1 or place >= len(tokens):
        return False
    if tokens[place].roles & INTRANSITIVE:
        return tokens[place].word.effect_as(INTRANSITIVE) in _HARM
    while (
        place < len(tokens) and tokens[place].roles & (BE | HAVE | ADVERB) and place - at <= _UNKNOWN + _NEITHER_REACH
    ):
        place += 1
    behind = tokens[place] if place < len(tokens) and tokens[place - 1].roles & (BE | ADVERB) else None
    return behind is not None and behind.word.effect_as(TRANSITIVE | ADJECTIVE) in _HARM


def _part_before(tokens: list[Token], at: int) -> bool:
    return at > 0 and (tokens[at - 1].lower == "," or bool(tokens[at - 1].roles & PARTS_OPEN))


def _one_of_them_suffered(tokens: list[Token], phrase: Phrase) -> bool:
    """ "One of my fellow priests was killed": one of people named, and what befell that one right behind."""
    at = phrase.last + 1
    if phrase.unit != "persons" or phrase.strong or phrase.base or at + 1 >= len(tokens):
        return False
    told = tokens[at + 1].roles & TRANSITIVE and not tokens[at + 1].roles & UNIT
    return bool(tokens[at].roles & BE and told)
