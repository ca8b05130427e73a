"""Numbers beside a breakdown that are none of its parts, and words that may stand before a part."""

from typing import Final

from accounted.read.drafts import Draft
from accounted.read.phrases import Phrase
from accounted.read.roles import (
    CONJUNCTION,
    FATAL,
    OF,
    PARTS_OPEN,
    PREPOSITION,
    SEPARATELY,
    STRONG,
    THIRD_PERSON,
    TOTAL,
    VICTIMS,
)
from accounted.read.tokens import Token

_AT_HEAD: Final = 2


def beside_breakdown(tokens: list[Token], at: int, opened: int, phrase: Phrase) -> bool:
    """Takes a number behind the place where a breakdown opened, gives whether it is told of something else.

    "They visited four of them and spoke to 71 persons", "three of these were guards, with a nurse to five gardens".
    """
    behind_link = tokens[at - 1].roles & PREPOSITION and not tokens[at - 1].roles & (PARTS_OPEN | CONJUNCTION | OF)
    if phrase.empty or not behind_link or at - 1 <= opened + 1:
        return False
    return phrase.unit is None or tokens[opened - 1].number is not None


def those_before(tokens: list[Token], opened: int, earlier: Draft | None) -> bool:
    """Takes where a breakdown opened and the total before its sentence, gives whether it may be of those told before.

    Not so in "a committee of three judges", "troops (300 men)".
    """
    if opened and tokens[opened - 1].roles & VICTIMS and earlier is not None and earlier.effect == "injured":
        return False  # "45 dead and 22 injured. Victims included nine children": of both
    if tokens[opened].lower == "(" and opened:
        return any(token.roles & (STRONG | TOTAL | THIRD_PERSON) for token in tokens[:opened])
    if opened < _AT_HEAD:
        return True
    return bool(tokens[opened - 1].roles) or not tokens[opened].lower[0].isalpha()


def is_further(token: Token) -> bool:
    """Takes a word before a number, gives whether it only goes on: "among them another 12"."""
    return bool(token.roles & SEPARATELY) and not token.roles & (CONJUNCTION | PARTS_OPEN)


def fatally(tokens: list[Token], at: int, phrase: Phrase) -> bool:
    """Takes a number and what it counts, gives whether those died: "thirty were wounded, six of them fatally"."""
    behind = (at if phrase.empty else phrase.last) + 1
    return behind < len(tokens) and bool(tokens[behind].roles & FATAL)
