"""Numbers beside a breakdown that are none of its parts, and words that may stand before a part."""

from accounted.read.phrases import Phrase
from accounted.read.roles import CONJUNCTION, FATAL, OF, PARTS_OPEN, PREPOSITION, SEPARATELY
from accounted.read.tokens import Token


def beside_breakdown(tokens: list[Token], at: int, opened: int, phrase: Phrase) -> bool:
    """Takes a number behind the place where a breakdown opened, gives whether it is told of something else.

    "They visited four of them and spoke to 71 persons", "three of these were guards, with a nurse to five gardens".
    """
    behind_link = tokens[at - 1].roles & PREPOSITION and not tokens[at - 1].roles & (PARTS_OPEN | CONJUNCTION | OF)
    if phrase.empty or not behind_link or at - 1 <= opened + 1:
        return False
    return phrase.unit is None or tokens[opened - 1].number is not None


def is_further(token: Token) -> bool:
    """Takes a word before a number, gives whether it only goes on: "among them another 12"."""
    return bool(token.roles & SEPARATELY) and not token.roles & (CONJUNCTION | PARTS_OPEN)


def fatally(tokens: list[Token], at: int, phrase: Phrase) -> bool:
    """Takes a number and what it counts, gives whether those died: "thirty were wounded, six of them fatally"."""
    behind = (at if phrase.empty else phrase.last) + 1
    return behind < len(tokens) and bool(tokens[behind].roles & FATAL)
