"""What befell those counted in the end: "were rounded up, led up a hill and killed", "were trapped and died"."""

from typing import Final

from accounted.read.phrases import Phrase
from accounted.read.roles import (
    ADJECTIVE,
    ADVERB,
    BE,
    BOUNDARY,
    CONJUNCTION,
    DETERMINER,
    GERUND,
    HAVE,
    INFINITIVE,
    INTRANSITIVE,
    NAME,
    NUMBER,
    PRONOUN,
    RELATIVE,
    REMAIN,
    SAYS,
    TRANSITIVE,
)
from accounted.read.tokens import Token
from accounted.read.totals import of_a_date
from accounted.read.trigger_words import DEATHS, Trigger, object_follows, told_by

_FARTHEST_RIGHT: Final = 28
_LONGEST_ASIDE: Final = 9
_LED_AWAY: Final = ("displaced", "detained")
_FINITE: Final = BE | HAVE | INTRANSITIVE | ADVERB
_STOPS: Final = frozenset(".;:?!")


def told_later(tokens: list[Token], phrase: Phrase, found: Trigger) -> Trigger:
    """Takes what a number counts and its predicate, gives what befell them in the end, where that is told later."""
    if found.effect in DEATHS:
        return found
    if (main := _main_clause(tokens, phrase, found.first)) is not None:
        return main
    if found.effect in ("detained", "tortured", "raped"):
        return _later_in_chain(tokens, found) or found
    if found.effect in ("displaced", "present", "other") and found.rule == "passive":
        return _and_died(tokens, found) or found
    return found


def _and_died(tokens: list[Token], found: Trigger) -> Trigger | None:
    """ "Were trapped and died": a second verb right behind the first."""
    at = found.last + 2
    if at >= len(tokens) or not (tokens[at - 1].roles & CONJUNCTION and tokens[at].roles & INTRANSITIVE):
        return None
    died = told_by(tokens[at], INTRANSITIVE, at, "intransitive")
    return died if died is not None and died.effect == "killed" else None


def _later_in_chain(tokens: list[Token], found: Trigger) -> Trigger | None:
    """ "were rounded up, led up a hill and killed": the last of a chain of predicates, where it tells of death.

    Or of being led away: "were rounded up and deported".
    """
    at = found.first
    for place in range(at + 1, min(at + 10, len(tokens))):
        token = tokens[place]
        if token.roles & (NUMBER | BOUNDARY | SAYS | PRONOUN) or token.lower in _STOPS:
            return None
        linked = tokens[place - 1].roles & (CONJUNCTION | ADVERB) or tokens[place - 1].lower == ","
        if token.roles & TRANSITIVE and linked and not object_follows(tokens, place):
            later = told_by(token, TRANSITIVE, place, "passive")
            if later is not None and (later.effect in DEATHS or (later.effect, found.effect) == _LED_AWAY):
                return later
    return None


def _main_clause(tokens: list[Token], phrase: Phrase, at: int) -> Trigger | None:
    """What befell them in the main clause, behind another: "200 people who were trying to flee the town were shot".

    "Eight herders taken hostage last week were beheaded", "one of those wounded, the baker, died".
    """
    opens = tokens[phrase.last + 1] if phrase.last + 1 < len(tokens) else None
    if opens is None:
        return None
    aside = opens.lower == "," and tokens[min(phrase.last + 2, at)].roles & RELATIVE
    reduced = phrase.last + 1 == at and opens.roles & (TRANSITIVE | ADJECTIVE)
    if not (aside or reduced or opens.roles & (RELATIVE | GERUND)):
        return None
    place, last = at + 1, min(at + _FARTHEST_RIGHT, len(tokens) - 1)
    while place < last:
        token, before = tokens[place], tokens[place - 1].roles
        if token.lower == "," and (place := _behind_comma(tokens, place)) == 0:
            return None
        if token.lower == ",":
            continue
        if token.lower in _STOPS or _new_clause(tokens, place):
            return None
        finite = token.roles & (BE | HAVE | INTRANSITIVE) and not token.roles & INFINITIVE
        if finite and not before & (RELATIVE | CONJUNCTION | PRONOUN | BOUNDARY | HAVE):
            return _finite(tokens, place)
        place += 1
    return None


def _finite(tokens: list[Token], at: int) -> Trigger | None:
    """What a finite verb tells: "were shot", "have since died", "have been found dead"."""
    if tokens[at].roles & INTRANSITIVE:
        return told_by(tokens[at], INTRANSITIVE, at, "intransitive")
    while at < len(tokens) - 1 and tokens[at].roles & (ADVERB | BE | HAVE | REMAIN | BOUNDARY):
        if tokens[at].roles & (TRANSITIVE | INTRANSITIVE | ADJECTIVE):
            break
        at += 1
    passive = told_by(tokens[at], TRANSITIVE, at, "passive") or told_by(tokens[at], ADJECTIVE, at, "adjective")
    return passive or told_by(tokens[at], INTRANSITIVE, at, "intransitive")


def _new_clause(tokens: list[Token], at: int) -> bool:
    """Whether another clause or another number begins here, so that what follows is told of others."""
    token = tokens[at]
    if token.roles & NUMBER:
        return not of_a_date(tokens, at)
    if token.roles & CONJUNCTION:
        return bool(tokens[at + 1].roles & (DETERMINER | NUMBER | PRONOUN))
    return bool(token.roles & (BOUNDARY | SAYS) and not token.roles & (BE | HAVE | REMAIN))


def _behind_comma(tokens: list[Token], at: int) -> int:
    """Where the clause goes on behind a comma, over an aside on who it was: ", were hanged", ", the baker, died"."""
    if tokens[at + 1].roles & (_FINITE | NAME | CONJUNCTION):
        return at + 1
    for place in range(at + 2, min(at + _LONGEST_ASIDE, len(tokens) - 1)):
        if tokens[place].lower == ",":
            return place + 1 if tokens[place + 1].roles & _FINITE else 0
        if tokens[place].roles & (NUMBER | BE | SAYS | CONJUNCTION | BOUNDARY):
            return 0
    return 0
