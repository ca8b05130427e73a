"""What rules on triggers share: the trigger itself, its voice, its object."""

from dataclasses import dataclass
from typing import Final

from accounted.read.roles import (
    ADJECTIVE,
    ADVERB,
    AMOUNT,
    BE,
    BOUNDARY,
    CONJUNCTION,
    DETERMINER,
    GERUND,
    HAVE,
    HYPHEN,
    INTRANSITIVE,
    MEASURE,
    NAME,
    NEGATION,
    NUMBER,
    OF,
    OF_PRONOUN,
    ORDINAL,
    PARTS_OPEN,
    PAST,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    QUALIFIER,
    RELATIVE,
    SAYS,
    STRONG,
    TRANSITIVE,
    UNIT,
    WEAK,
)
from accounted.read.tokens import Token

DEATHS: Final = frozenset(("killed", "executed_or_died_in_custody"))
FIRST_YEAR, LAST_YEAR = 1000, 2100
"""Between these a bare number may be a year."""
_COUNTED: Final = 6
_NEAR_COUNTER: Final = 10
_QUOTES: Final = frozenset("\"'“”‘’«»_*")
_NO_STEP: Final = NUMBER | PARTS_OPEN  # "63 killed including 20 children"


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that tell an effect: tokens `first` to `last`, and the rule that read them."""

    effect: str
    first: int
    last: int
    rule: str
    negated: bool = False


def told_by(token: Token, role: int, at: int, rule: str) -> Trigger | None:
    """Takes a token, the role it plays and the rule, gives the trigger, or None where it tells no effect so."""
    effect = token.word.effect_as(role)
    return Trigger(effect, at, at, rule) if effect else None


def is_passive(tokens: list[Token], at: int) -> bool:
    """Takes a participle's place, gives whether it stands in the passive: "were brutally killed"."""
    place = at - 1
    while place >= 0 and tokens[place].roles & ADVERB and not tokens[place].roles & BE:
        place -= 1
    return place >= 0 and bool(tokens[place].roles & BE) and not tokens[at].roles & GERUND


def told_of_counted(tokens: list[Token], at: int) -> bool:
    """Takes a verb form's place, gives whether it tells of a number counted out of: "of the 291 persons killed 211"."""
    if not tokens[at].roles & PAST or tokens[at].roles & GERUND:
        return False
    for place in range(at - 1, max(0, at - _COUNTED), -1):
        if tokens[place].roles & NUMBER:
            if tokens[place + 1].roles & ORDINAL and tokens[place + 1].start == tokens[place].end:
                return False  # "men of the 18th division killed 22"
            before = place - 1
            while before > 0 and tokens[before].roles & DETERMINER:
                before -= 1
            return bool(tokens[before].roles & OF)
        if (
            tokens[place].roles & (BE | HAVE | PREPOSITION | CONJUNCTION | RELATIVE)
            or not tokens[place].lower.isalpha()
        ):
            return False
    return False


def object_follows(tokens: list[Token], at: int) -> bool:
    """Takes a verb form's place, gives whether its object stands behind it, so that it is active."""
    place = at + 1
    if told_of_counted(tokens, at):
        return False
    while place < len(tokens) and tokens[place].roles & (ADVERB | QUALIFIER) and not tokens[place].roles & _NO_STEP:
        place += 1
    if place >= len(tokens):
        return False
    token = tokens[place]
    if _of_years(token):
        return False  # "starved to death between 1979 and 1980"
    if token.roles & DETERMINER and place + 1 < len(tokens) and tokens[place + 1].roles & MEASURE:
        return False  # "taken hostage last week"
    if (
        token.roles & (PARTS_OPEN | PREPOSITION | CONJUNCTION | BOUNDARY | BE | HAVE | RELATIVE)
        or not token.lower[0].isalnum()
    ):
        return token.lower in _QUOTES and place + 1 < len(tokens) and bool(tokens[place + 1].roles & (NUMBER | UNIT))
    return (
        bool(token.roles & (NUMBER | DETERMINER | UNIT | PRONOUN | NAME | STRONG | WEAK)) or not token.roles & ~HYPHEN
    )


def _of_years(token: Token) -> bool:
    number = token.number
    if number is None or number.qualifier != "range" or number.low is None or number.high is None:
        return False
    return token.lower[0].isalpha() and FIRST_YEAR <= number.low < number.high <= LAST_YEAR


def negated_before(tokens: list[Token], at: int) -> bool:
    """Takes a verb form's place, gives whether one of the two words before it says no."""
    return bool(at and (tokens[at - 1].roles | (tokens[at - 2].roles if at > 1 else 0)) & NEGATION)


def told_unless_negated(token: Token, role: int, at: int, rule: str, negated: bool) -> Trigger | None:
    """Takes what `told_by` takes and whether a negation stands before, gives the trigger that says so."""
    effect = token.word.effect_as(role)
    return Trigger(effect, at, at, rule, negated) if effect else None


def of_another(tokens: list[Token], at: int, *, passive: bool) -> bool:
    """Takes a place behind a number, gives whether what follows is told of others than those counted.

    "Out of 900 men (500 guards) 211 were killed", "660 are relatives of those killed".
    """
    token = tokens[at]
    if token.roles & NUMBER and tokens[at - 1].lower == ")":
        return True
    if not (passive and token.roles & UNIT and tokens[at - 1].roles & BE and at + 2 < len(tokens)):
        return False
    return bool(tokens[at + 1].roles & OF) and not tokens[at + 1].roles & OF_PRONOUN


def dash_is_copula(tokens: list[Token], at: int) -> bool:
    """Takes the place behind those counted, gives whether a dash there stands for "are": "ещё 25 – ранены"."""
    if at + 1 >= len(tokens) or tokens[at].lower not in "—–":
        return False
    if not tokens[at].roles & AMOUNT:  # "200 schools were destroyed and over 600 – damaged"
        ends = at + 2 >= len(tokens) or tokens[at + 2].roles & PUNCTUATION
        return bool(ends and at and tokens[at].start > tokens[at - 1].end and tokens[at + 1].roles & PAST)
    return bool(tokens[at + 1].roles & (TRANSITIVE | INTRANSITIVE | ADJECTIVE))


def told_before_counter(tokens: list[Token], counter: int) -> Trigger | None:
    """Takes the place of a word for a number, gives the total told before it: "of-the-killed soldiers number"."""
    for place in range(counter - 1, max(-1, counter - _NEAR_COUNTER), -1):
        if tokens[place].roles & (NUMBER | SAYS | BOUNDARY) or tokens[place].lower in ".;:?!,":
            return None
        told = tokens[place].word.effect_as(ADJECTIVE | STRONG)
        if told:
            return Trigger(told, place, counter, "total")
    return None
