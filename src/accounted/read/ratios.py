"""Numbers that are one side of a ratio, or say how many the doers were: they count nobody harmed."""

from typing import Final

from accounted.read.phrases import Phrase
from accounted.read.roles import DOER, EACH, RATIO, UNIT
from accounted.read.tokens import Token

_TOLD: Final = frozenset(":=")
_MOST: Final = 100
_LEAST_BEFORE: Final = 2


def ratio_or_doers(tokens: list[Token], at: int, phrase: Phrase) -> str | None:
    """Takes tokens, a number's place and what it counts, gives why it counts none of the harmed, or None.

    "One person in nine starved", "three wounded for every man killed", "Attackers: 30".
    """
    if at >= _LEAST_BEFORE and tokens[at - 1].lower in _TOLD and tokens[at - 2].roles & DOER:
        return "strength of a force"
    behind = phrase.last + 1
    if behind < len(tokens) and tokens[behind].roles & EACH:
        return "a ratio"
    if not phrase.empty or at < _LEAST_BEFORE or not tokens[at - 1].roles & RATIO:
        return None
    first = at - 2 - bool(tokens[at - 2].roles & UNIT)
    small, large = tokens[first].number if first >= 0 else None, tokens[at].number
    if small is None or large is None or {small.qualifier, large.qualifier} != {"exact"}:
        return None
    return "a ratio" if (small.best or _MOST) < (large.best or 0) <= _MOST else None
