"""Numbers told as the sum of those before them: "in total 126", "making 46", "these 21 people"."""

from typing import Final

from accounted.read.drafts import Draft, Found
from accounted.read.phrases import Phrase
from accounted.read.roles import ANAPHOR, BRINGS, TOTALLED
from accounted.read.tokens import Token

_LEAST: Final = 2
_MOST: Final = 5
_FAR: Final = 800
RULE: Final = "summed"


def summed(tokens: list[Token], at: int, phrase: Phrase, found: Found) -> Draft | None:
    """Takes a number of which nothing is told, and what was found before it, gives a figure of their effect.

    Where two or more of one effect sum to it exactly, and words tell that it is their sum or point back at them.
    """
    number = tokens[at].number
    if number is None or number.best is None or not _told(tokens, at, phrase):
        return None
    before = (*found.earlier, *found.drafts)
    left, count, last = number.best, 0, before[-1] if before else None
    for draft in reversed(before[-_MOST:]):
        if last is None or draft.effect != last.effect or number.start - draft.number.end > _FAR:
            break
        if draft.whole is not None or draft.number.qualifier != "exact":
            break
        left, count = left - (draft.number.best or 0), count + 1
        if left <= 0:
            break
    if left or count < _LEAST or last is None:
        return None
    return Draft(at, number, phrase, last.effect, RULE)


def _told(tokens: list[Token], at: int, phrase: Phrase) -> bool:
    """Whether words beside a number tell that it is a sum, or point back."""
    last = tokens[at - 1].roles if at else 0
    if (last | (tokens[at - 2].roles if at > 1 else 0)) & (TOTALLED | BRINGS) or last & ANAPHOR:
        return True
    return phrase.empty and at + 1 < len(tokens) and bool(tokens[at + 1].roles & TOTALLED)
