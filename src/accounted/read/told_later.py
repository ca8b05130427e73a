"""What befell those counted in the end: "were rounded up, led up a hill and killed", "were trapped and died"."""

from typing import Final

from accounted.read.phrases import Phrase
from accounted.read.roles import (
    ADVERB,
    BE,
    BOUNDARY,
    CONJUNCTION,
    GERUND,
    INTRANSITIVE,
    NUMBER,
    PRONOUN,
    RELATIVE,
    SAYS,
    TRANSITIVE,
)
from accounted.read.tokens import Token
from accounted.read.trigger_words import Trigger, object_follows, told_by

_FARTHEST_RIGHT: Final = 28
_STOPS: Final = frozenset(".;:?!")


def told_later(tokens: list[Token], phrase: Phrase, found: Trigger) -> Trigger:
    """Takes what a number counts and its predicate, gives what befell them in the end, where that is told later."""
    if found.effect in ("detained", "tortured", "raped"):
        return _later_death(tokens, found.first) or found
    if found.effect in ("displaced", "present", "other"):
        main = _main_clause(tokens, phrase, found.first)
        return main or (_and_died(tokens, found) if found.rule == "passive" else None) or found
    return found


def _and_died(tokens: list[Token], found: Trigger) -> Trigger | None:
    """ "Were trapped and died": a second verb right behind the first."""
    at = found.last + 2
    if at >= len(tokens) or not (tokens[at - 1].roles & CONJUNCTION and tokens[at].roles & INTRANSITIVE):
        return None
    died = told_by(tokens[at], INTRANSITIVE, at, "intransitive")
    return died if died is not None and died.effect == "killed" else None


def _later_death(tokens: list[Token], at: int) -> Trigger | None:
    """ "were rounded up, led up a hill and killed": the last of a chain of predicates, where it tells of death."""
    for place in range(at + 1, min(at + 10, len(tokens))):
        token = tokens[place]
        if token.roles & (NUMBER | BOUNDARY | SAYS | PRONOUN) or token.lower in _STOPS:
            return None
        linked = tokens[place - 1].roles & (CONJUNCTION | ADVERB) or tokens[place - 1].lower == ","
        if token.roles & TRANSITIVE and linked and not object_follows(tokens, place):
            found = told_by(token, TRANSITIVE, place, "passive")
            if found is not None and found.effect in ("killed", "executed_or_died_in_custody"):
                return found
    return None


def _main_clause(tokens: list[Token], phrase: Phrase, at: int) -> Trigger | None:
    """ "200 people who were trying to flee the town were shot": what befell them in the main clause, behind another."""
    opens = tokens[phrase.last + 1] if phrase.last + 1 < len(tokens) else None
    if opens is None or not opens.roles & (RELATIVE | GERUND):
        return None
    for place in range(at + 1, min(at + _FARTHEST_RIGHT, len(tokens) - 1)):
        token, before = tokens[place], tokens[place - 1].roles
        if (token.roles & (NUMBER | SAYS) and not token.roles & BE) or token.lower in _STOPS:
            return None
        if token.roles & BE and not before & (RELATIVE | CONJUNCTION | PRONOUN | BOUNDARY):
            verb = place + 1
            while verb < len(tokens) - 1 and tokens[verb].roles & ADVERB:
                verb += 1
            return told_by(tokens[verb], TRANSITIVE, verb, "passive")
    return None
