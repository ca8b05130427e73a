"""What the noun that a number counts tells by itself, and what came of it: "three wounded men had died"."""

from typing import Final

from accounted.read.lexicon import Order
from accounted.read.phrases import Phrase
from accounted.read.roles import INTRANSITIVE
from accounted.read.tokens import Token
from accounted.read.totals import total_trigger
from accounted.read.trigger_words import DEATHS, Trigger
from accounted.read.triggers import right_trigger

_SURVIVED: Final = ("injured", "detained", "displaced", "missing", "tortured", "raped")
_OF_PRISONERS: Final = ("released", "injured", "tortured", "raped")
_TOLLS: Final = ("killed", "injured")
_PREDICATES: Final = ("passive", "adjective")


def inside_trigger(phrase: Phrase) -> Trigger | None:
    """Takes what a number counts, gives the effect told inside it: "29 bodies", "three dead children", "500 refugees".

    Of "six dead victims" the adjective tells more than the noun.
    """
    strong = None if phrase.strong == "other" and phrase.adjective else phrase.strong
    for effect, rule in ((strong, "noun"), (phrase.adjective, "before-noun"), (phrase.weak, "weak-noun")):
        if effect:
            return Trigger(effect, phrase.first, phrase.last, rule)
    return None


def came_of_it(tokens: list[Token], phrase: Phrase, inside: Trigger, order: Order) -> Trigger | None:
    """Takes what a number counts and what is told inside that, gives what is told behind it where it came of the first.

    "Three wounded men had died", "12 captured soldiers were freed", "five injured died later".
    """
    if inside.effect == "other":  # "the death toll stands at 61 victims"
        total = total_trigger(tokens, phrase.first - 1, order)
        if total is None or any(token.lower == "," for token in tokens[total.last : phrase.first - 1]):
            return None
        return total if total.effect in _TOLLS else None
    right = right_trigger(tokens, phrase, order) if inside.effect in _SURVIVED else None
    if right is None:
        return None
    verb = right.rule == "intransitive" or tokens[right.first].roles & INTRANSITIVE  # "drowned"
    if not verb and not (inside.rule == "before-noun" and right.rule in _PREDICATES):
        return None
    if any(token.number is not None for token in tokens[phrase.last + 1 : right.first]):
        return None  # "of 40 wounded, 12 died"
    if right.effect in DEATHS:
        return right
    return right if inside.effect == "detained" and right.effect in _OF_PRISONERS else None
