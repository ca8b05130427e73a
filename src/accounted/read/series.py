"""Figures in a row of which one verb tells: rows before their verb, and sentences that go on without a verb."""

from collections.abc import Sequence
from typing import Final

from accounted.read.drafts import Draft, Found
from accounted.read.phrases import Phrase, noun_phrase
from accounted.read.roles import (
    ADVERB,
    AMONG_THE,
    AMOUNT,
    BE,
    CONJUNCTION,
    HAVE,
    LABEL,
    NAME,
    NUMBER,
    PREPOSITION,
    SAYS,
    TOTAL,
    TRIGGER,
    UNIT,
)
from accounted.read.tokens import Token

_VERB: Final = TRIGGER | SAYS | BE | HAVE | AMOUNT | TOTAL | LABEL
_DASHES: Final = frozenset("-–—")
_LINKS: Final = frozenset((",", ";", *_DASHES))
_LONGEST: Final = 16
_NEAR: Final = 160
_SHORT: Final = 5
_REACH: Final = 10


def goes_on_without_verb(tokens: list[Token], at: int, phrase: Phrase, earlier: Sequence[Draft]) -> Draft | None:
    """Takes a number in a sentence without a verb, gives the figure of the sentence before that it goes on with.

    "The raid killed nine people. Six adults and three children.", "In the first war 40 died. In the second - 6 to 10."
    """
    number, last = tokens[at].number, earlier[-1] if earlier else None
    if number is None or last is None or len(tokens) > _LONGEST or last.unit != "persons":
        return None
    if number.start - last.number.start > _NEAR or number.start < last.number.end:
        return None
    if any(token.roles & _VERB and token.lower not in _DASHES for token in tokens):
        return None
    gapped = phrase.empty and at > 1 and tokens[at - 1].lower in _DASHES and _elsewhere(tokens[: at - 1])
    people = phrase.unit == "persons" and _only_counted(tokens) and sums_to(tokens, last.whole or last)
    return last if gapped or people else None


def _elsewhere(tokens: list[Token]) -> bool:
    """ "In the second -": a time or place, and nothing more."""
    return 1 < len(tokens) <= _SHORT and bool(tokens[0].roles & PREPOSITION)


def sums_to(tokens: list[Token], last: Draft) -> bool:
    """Takes a sentence and a figure before it, gives whether the sentence's numbers are exactly its parts."""
    values = [token.number.best for token in tokens if token.number is not None]
    return len(values) > 1 and None not in values and sum(value or 0 for value in values) == last.number.best


def _only_counted(tokens: list[Token]) -> bool:
    """Whether a sentence is nothing but numbers with those they count."""
    return all(
        token.roles & (NUMBER | UNIT | CONJUNCTION) or token.lower in ".,;" or not token.lower[0].isalnum()
        for token in tokens
    )


def among_the_next(tokens: list[Token], found: Found) -> None:
    """Takes a sentence, gives the numbers that are "among the 126 killed" behind them as parts of that figure."""
    for place, token in enumerate(tokens if found.drafts and found.others else ()):
        if not token.roles & AMONG_THE or place + 1 >= len(tokens) or tokens[place + 1].number is None:
            continue
        total = next((draft for draft in found.drafts if draft.at == place + 1), None)
        before = [at for at in range(max(0, place - _REACH), place) if tokens[at].number is not None]
        if total is None or not before or any(draft.at == before[-1] for draft in found.drafts):
            continue
        number = tokens[before[-1]].number
        untold = [other for other in found.others if other[0] is number and "no effect" in other[1]]
        if number is not None and untold:
            found.others.remove(untold[0])
            part = Draft(before[-1], number, noun_phrase(tokens, before[-1]), total.effect, "part", whole=total)
            found.drafts.insert(found.drafts.index(total) + 1, part)


def before_their_verb(tokens: list[Token], found: Found) -> None:
    """Takes a sentence of a verb-final language, gives the effect of a row's last figure to those before it.

    "In Ardel 5, in Tolan 8, in Brask 2 people killed": each number stands alone behind the name of a place.
    """
    told = {draft.at: draft for draft in found.drafts}
    untold = {number.start: place for place, (number, reason) in enumerate(found.others) if "no effect" in reason}
    next_told: Draft | None = None
    gone: list[int] = []
    for at in range(len(tokens) - 1, -1, -1):
        number = tokens[at].number
        if number is None:
            continue
        if at in told:
            next_told = told[at]
            continue
        listed = next_told is not None and number.start in untold and _in_row(tokens, at, next_told.at)
        if not listed or next_told is None:
            next_told = None
            continue
        draft = Draft(at, number, noun_phrase(tokens, at), next_told.effect, "elided", None)
        gone.append(untold[number.start])
        found.drafts.append(draft)
        next_told = draft
    found.others[:] = [other for place, other in enumerate(found.others) if place not in gone]
    found.drafts.sort(key=lambda draft: draft.at)


def _in_row(tokens: list[Token], at: int, following: int) -> bool:
    """A number behind a name, and a comma or "and" before the next name with its number."""
    linked = at + 1 < following and (tokens[at + 1].lower in _LINKS or tokens[at + 1].roles & CONJUNCTION)
    between = tokens[at + 2 : following]
    named = at > 0 and tokens[at - 1].roles & NAME and len(between) > 0 and bool(between[0].roles & NAME)
    return bool(linked and named) and all(token.roles & (NAME | ADVERB | CONJUNCTION) for token in between)
