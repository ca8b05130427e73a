"""Clauses that leave their verb out: "in Orlin 12 people were killed, in Vask 7"."""

from typing import Final

from accounted.read.drafts import Draft
from accounted.read.roles import (
    ARTICLE,
    BE,
    CONJUNCTION,
    HAVE,
    MEASURE,
    MONTH,
    NAME,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    SAYS,
    SEPARATELY,
    STRONG,
    TREATED,
    TRIGGER,
    UNIT,
    WEAK,
)
from accounted.read.tokens import Token
from accounted.read.trigger_words import Trigger, told_by

_REACH: Final = 24
_LONGEST: Final = 6
_MODIFIERS: Final = 2
_LINKS: Final = frozenset(",;")
_ENDS: Final = frozenset(",;.")
_SAYS_MORE: Final = TRIGGER | BE | HAVE | SAYS | PRONOUN | NUMBER | MEASURE
_NO_MODIFIER: Final = (TRIGGER & ~WEAK) | BE | HAVE | SAYS | PRONOUN | NUMBER | MEASURE | CONJUNCTION | PREPOSITION


def in_another_place(tokens: list[Token], at: int, last: Draft) -> bool:
    """Takes a number without words of its own and the figure before it, gives whether each stands behind its place.

    "In Orlin 12 people were killed, in Vask 7 and in Tol 30".
    """
    if at - last.at > _REACH or not _ends(tokens, at + 1):
        return False
    if _headed(tokens, at) and _headed(tokens, last.at):
        return True  # "1992: 12 killed; 1993: 30"
    opens, before = _behind_place(tokens, at), _behind_place(tokens, last.at)
    linked = opens > 0 and (tokens[opens - 1].lower in _LINKS or bool(tokens[opens - 1].roles & CONJUNCTION))
    return linked and before >= 0


def by_another(tokens: list[Token], at: int, last: Draft) -> bool:
    """Takes a number without words of its own and the figure before it, gives whether another did the same to so many.

    "The guards killed 12 farmers, the soldiers 30, and the band six".
    """
    told = last.trigger.rule in ("active", "lost") if last.trigger is not None else last.rule == "elided"
    if not told or at - last.at > _REACH or not _ends(tokens, at + 1):
        return False
    place = at - 1
    while place > last.at and _names_a_doer(tokens[place]) and at - place <= _LONGEST:
        place -= 1
    if place == at - 1 or not (tokens[place + 1].roles & ARTICLE or tokens[place + 1].roles & NAME):
        return False
    return tokens[place].lower in _LINKS or bool(
        tokens[place].roles & CONJUNCTION and tokens[place - 1].lower in _LINKS
    )


def _names_a_doer(token: Token) -> bool:
    """A word of the subject of a verb that is left out: an article, a name, a noun that tells nothing."""
    if token.roles & (ARTICLE | NAME):
        return True
    return token.lower.isalpha() and not token.roles & (_SAYS_MORE | PREPOSITION | CONJUNCTION | MONTH)


def more_of_them(tokens: list[Token], at: int) -> bool:
    """Takes a number, gives whether it tells of more of them: "nine died at once; six more in hospital"."""
    if at + 2 >= len(tokens) or not at or tokens[at - 1].lower != ";" or not tokens[at + 1].roles & SEPARATELY:
        return False
    end = next((p for p in range(at + 2, len(tokens)) if tokens[p].lower in _ENDS), len(tokens))
    said = any(token.roles & _SAYS_MORE and not token.roles & UNIT for token in tokens[at + 2 : end])
    return bool(tokens[at + 2].roles & (PREPOSITION | TREATED)) and end - at <= _LONGEST + 2 and not said


def _headed(tokens: list[Token], at: int) -> bool:
    """Whether a number stands behind a year, a month or a name with a colon, and that opens an item."""
    if at < 2 or tokens[at - 1].lower != ":" or not tokens[at - 2].roles & (NAME | NUMBER | MONTH):
        return False
    return at == 2 or tokens[at - 3].lower in _ENDS


def _ends(tokens: list[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].lower in _ENDS or bool(tokens[at].roles & CONJUNCTION)


def _behind_place(tokens: list[Token], at: int) -> int:
    """The place of the preposition before the name right before a number, or -1."""
    place = at - 1
    while place >= 0 and tokens[place].roles & NAME and at - place <= _LONGEST:
        place -= 1
    return place if place < at - 1 and place >= 0 and tokens[place].roles & PREPOSITION else -1


def shared_noun(tokens: list[Token], at: int) -> Trigger | None:
    """Takes a number, gives the noun that it shares with the last of its list: "12 police and 40 civilian deaths"."""
    place, listed = at + 1, False
    while place + 1 < len(tokens) and place - at < _REACH:
        words = place
        while place + 1 < len(tokens) and tokens[place].lower.isalpha() and not tokens[place].roles & _NO_MODIFIER:
            place += 1
        if tokens[place].roles & STRONG:
            kind = place > words or " " in tokens[place].lower  # "40 civilian deaths"
            return told_by(tokens[place], STRONG, place, "after-noun") if listed and kind else None
        linked = place
        while linked + 1 < len(tokens) and (tokens[linked].lower == "," or tokens[linked].roles & CONJUNCTION):
            linked += 1
        if not 0 < place - words <= _MODIFIERS or linked == place or tokens[linked].number is None:
            return None
        place, listed = linked + 1, True
    return None
