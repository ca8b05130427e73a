"""Shares beside a figure: of those it counts, or of all who lived there."""

from typing import Final

from accounted.read.drafts import SHARES, Draft
from accounted.read.numbers import Number
from accounted.read.phrases import Phrase
from accounted.read.roles import INSIDE, OF, PARTS_AFTER, PREPOSITION, UNIT, VICTIMS, WEAK
from accounted.read.tokens import Token

_BESIDE: Final = 2


def share_beside(tokens: list[Token], at: int, last: Draft) -> bool:
    """Takes the place of a share or a count and the figure before it, gives whether it says what some of those are.

    "4,000 people were killed, 70 percent civilians": right behind a comma, its noun beside it.
    """
    number = tokens[at].number
    if _with_a_mark(tokens, at, last):
        return True
    share = number is not None and number.qualifier in SHARES and last.number.qualifier not in SHARES
    noun = tokens[at + 1] if at + 1 < len(tokens) else None
    named = noun is not None and bool(noun.roles & UNIT) and noun.word.effect_as(WEAK) != "present"
    return share and named and tokens[at - 1].lower == ","


def _with_a_mark(tokens: list[Token], at: int, last: Draft) -> bool:
    """ "31 corpses, 22 with their hands tied": right behind the noun, and what they bore."""
    beside = not last.phrase.empty and tokens[at - 1].lower == "," and last.phrase.last == at - _BESIDE
    behind = tokens[at + 1].roles if at + 1 < len(tokens) else 0
    number = tokens[at].number
    smaller = number is not None and (number.best or 0) < (last.number.best or 0)
    return beside and smaller and bool(behind & PREPOSITION and not behind & (OF | INSIDE))


def of_all_there(tokens: list[Token], phrase: Phrase, number: Number, whole: Draft) -> bool:
    """Takes what a share is of, and the total found for it, gives whether it is a share of others than those.

    "65,000 were killed (80% of the population)": of a population the dead are the part. "Two guards escaped. Ninety
    per cent of the victims": of none who lived.
    """
    victims = any(token.roles & VICTIMS for token in tokens[phrase.first : phrase.last + 1])
    if victims and whole.effect == "other" and whole.rule == "intransitive":
        return True
    if number.qualifier not in SHARES or phrase.head is None or whole.effect == "present":
        return False
    of = phrase.head > phrase.first - 1 and bool(tokens[phrase.first].roles & OF)
    return of and tokens[phrase.head].word.effect_as(WEAK) == "present"


def under_an_age(tokens: list[Token], at: int) -> bool:
    """Takes the place of a number behind "of them", gives whether it is an age: "half of them under ten"."""
    number = tokens[at].number
    bound = number is not None and number.qualifier in ("fewer_than", "more_than")
    some = at > 1 and tokens[at - 1].roles & PARTS_AFTER and tokens[at - 2].number is not None
    return bool(bound and some)
