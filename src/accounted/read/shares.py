"""Shares beside a figure: of those it counts, or of all who lived there."""

from typing import Final

from accounted.read.drafts import Draft
from accounted.read.numbers import Number
from accounted.read.phrases import Phrase
from accounted.read.roles import OF, UNIT, WEAK
from accounted.read.tokens import Token

_SHARES: Final = ("percent", "fraction")


def share_beside(tokens: list[Token], at: int, last: Draft) -> bool:
    """Takes a share's place and the figure before it, gives whether it says what some of those are.

    "4,000 people were killed, 70 percent civilians": right behind a comma, its noun beside it.
    """
    number = tokens[at].number
    share = number is not None and number.qualifier in _SHARES and last.number.qualifier not in _SHARES
    noun = tokens[at + 1] if at + 1 < len(tokens) else None
    named = noun is not None and bool(noun.roles & UNIT) and noun.word.effect_as(WEAK) != "present"
    return share and named and tokens[at - 1].lower == ","


def of_all_there(tokens: list[Token], phrase: Phrase, number: Number, whole: Draft) -> bool:
    """Takes what a share is of, and the total found for it, gives whether it is a share of all who lived there.

    "65,000 were killed (80% of the population)": of a population the dead are the part.
    """
    if number.qualifier not in _SHARES or phrase.head is None or whole.effect == "present":
        return False
    of = phrase.head > phrase.first - 1 and bool(tokens[phrase.first].roles & OF)
    return of and tokens[phrase.head].word.effect_as(WEAK) == "present"
