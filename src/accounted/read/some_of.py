"""What some of those told before are: "five were children", "the remaining 40 were men", "twelve have been named"."""

from collections.abc import Sequence
from typing import Final

from accounted.read.drafts import SHARES, Draft
from accounted.read.phrases import Phrase
from accounted.read.roles import (
    ADVERB,
    AGE_BEFORE,
    BE,
    CONJUNCTION,
    DETERMINER,
    HAVE,
    KEEP,
    KIND,
    OF,
    PREPOSITION,
    SEPARATELY,
    UNIT,
)
from accounted.read.tokens import Token

_NEXT_SENTENCE: Final = 200
_HEAD_PHRASE: Final = 5
_TRAIT: Final = 1
_AGES: Final = ("fewer_than", "more_than", "at_most")


def some_of_them(tokens: list[Token], at: int, before: Sequence[Draft], earlier: Draft | None) -> Draft | None:
    """Takes a number's place, gives the total of which it says what some are: "19 were killed, 5 were children".

    At a sentence's head, that of the sentence before: "The guards shot forty. Thirty were women."
    """
    if at + 2 >= len(tokens) or not tokens[at + 1].roles & (BE | HAVE):
        return None
    last, number = before[-1] if before else None, tokens[at].number
    opens = _opens(tokens, at)
    heads = opens or (not before and at <= _HEAD_PHRASE and bool(tokens[0].roles & PREPOSITION))
    if heads and earlier is not None and number is not None and number.start - earlier.number.end < _NEXT_SENTENCE:
        last = earlier  # "Thirty were women", "in this list, 71 were students"
    first = at
    while first and tokens[first - 1].roles & (DETERMINER | SEPARATELY) and not tokens[first - 1].roles & CONJUNCTION:
        first -= 1  # "; the remaining 175 were men"
    linked = opens or (first and (tokens[first - 1].lower in (",", ";") or bool(tokens[first - 1].roles & CONJUNCTION)))
    if last is None or not linked or last.unit != "persons" or (last is not earlier and _of_both(before)):
        return None
    total = last.root
    smaller = number is not None and (number.best or 0) < (total.number.best or total.number.low or 0)
    return total if smaller and _what_they_are(tokens, at) else None


def _of_both(before: Sequence[Draft]) -> bool:
    """ "46 dead and 80 wounded; 12 were children": of which of them is not told."""
    return len({draft.effect for draft in before if draft.whole is None}) > 1


def some_more_of_them(tokens: list[Token], at: int, phrase: Phrase, last: Draft | None) -> Draft | None:
    """Takes a number's place and the last figure told before its sentence, gives the total that it goes on to divide.

    "Of the dead, 15 were girls. The age of another 88 is not known."
    """
    number = tokens[at].number
    if number is None or last is None or last.unit != "persons" or number.start - last.number.end > _NEXT_SENTENCE:
        return None
    first = all(token.number is None for token in tokens[:at])
    if not (first and _trait_of_more(tokens, at) and (phrase.empty or phrase.unit == "persons")):
        return None
    total = last.root
    stated = total.number.best if total.number.qualifier not in SHARES and total.rule != "among" else None
    return total if stated is None or (number.best or 0) < stated else None


def _trait_of_more(tokens: list[Token], at: int) -> bool:
    """ "The sex of another 52", "the age of a further 30": something that a person has, told of more of them."""
    if at <= _TRAIT or not tokens[at - 1].roles & SEPARATELY:
        return False
    return bool(tokens[at - 2].roles & AGE_BEFORE or (tokens[at - 2].roles & OF and tokens[at - 3].roles & KIND))


def _opens(tokens: list[Token], at: int) -> bool:
    """Whether a number stands at its sentence's head, but for "the remaining"."""
    return all(token.roles & (DETERMINER | KEEP | SEPARATELY) for token in tokens[:at])


def _what_they_are(tokens: list[Token], at: int) -> bool:
    """Whether what stands behind "were" is a kind of people, an age, or what is done with the dead."""
    kind = next((token for token in tokens[at + 2 : at + 5] if not token.roles & (ADVERB | DETERMINER | BE)), None)
    if kind is None:
        return False
    number = kind.number
    if tokens[at + 1].roles & BE and kind.roles & UNIT and kind.word.unit == "persons":
        return True
    aged = kind.roles & AGE_BEFORE or (number is not None and number.qualifier in _AGES)
    return bool(kind.roles & KIND or (aged and tokens[at + 1].roles & BE))
