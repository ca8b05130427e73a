"""Groups of a stated size: who was there, and what befell all of them where it is told right beside."""

from typing import Final

from accounted.read.left_triggers import left_trigger
from accounted.read.lexicon import Order
from accounted.read.phrases import Phrase
from accounted.read.tokens import Token
from accounted.read.trigger_words import Trigger
from accounted.read.triggers import right_trigger

_HARMS: Final = frozenset(("killed", "executed_or_died_in_custody", "injured"))
_BESIDE: Final = 3


def of_the_group(tokens: list[Token], group: Trigger, phrase: Phrase, order: Order) -> Trigger | None:
    """Takes tokens, the word for a group before a number and what that counts, gives what befell all of it, or None.

    "Killed a group of 29 men", "a group of 29 men was killed": told right beside the group.
    """
    left = left_trigger(tokens, group.first, order)
    if left is not None and left.rule == "active" and left.effect in _HARMS and group.first - left.last <= _BESIDE:
        return left
    right = right_trigger(tokens, phrase, order)
    beside = right is not None and right.rule in ("passive", "adjective") and right.first - phrase.last <= _BESIDE
    return right if beside and right is not None and right.effect in _HARMS else None
