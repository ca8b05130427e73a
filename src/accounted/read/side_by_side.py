"""Figures told side by side: each has a day, a year, a turn or a doer of its own, so that none is part of another."""

from collections.abc import Sequence
from typing import Final

from accounted.read.drafts import Draft
from accounted.read.roles import CONJUNCTION, FIRST, MONTH, NAME, NUMBER, PREPOSITION, UNIT, WEEKDAY
from accounted.read.tokens import Token
from accounted.read.totals import of_a_date

_STOPS: Final = frozenset(",;:.?!(")
_OPENS: Final = frozenset(":(-–—")
_REACH: Final = 12
_TIMES: Final = ("day", "month", "year", "turn")

Apart = dict[str, set[str]]


def side_by_side(total: tuple[list[Token], Draft], parts: Sequence[tuple[list[Token], Draft]], *, small: bool) -> bool:
    """Takes a figure and those behind it that sum to it, each with its sentence, gives whether they stand beside it.

    "46 people in May, 12 in June and 34 in July", "the army lost 46 men, the rebels 12, the police 34". A place of its
    own sets apart a small figure, and those of one sentence, too; a colon, a dash or a bracket between them opens a
    breakdown.
    """
    tokens, draft = total
    first_tokens, first = parts[0]
    if first_tokens is tokens:
        between = tokens[draft.at + 1 : first.at]
        if any(token.lower in _OPENS for token in between):
            return False
        if first.at - 1 == max(draft.at, draft.phrase.last) + 1 and tokens[first.at - 1].roles & CONJUNCTION:
            return True
        if all(of is tokens and _has_doer(tokens, part) for of, part in parts):
            return True
    here = all(of is tokens for of, _ in parts)
    return _apart(total, parts, (*_TIMES, "place") if small or here else _TIMES)


def apart_in_time(total: tuple[list[Token], Draft], parts: Sequence[tuple[list[Token], Draft]]) -> bool:
    """Takes a figure and those before it that sum to it, gives whether each has a day, a year or a turn of its own."""
    return _apart(total, parts, _TIMES)


def _apart(total: tuple[list[Token], Draft], parts: Sequence[tuple[list[Token], Draft]], kinds: Sequence[str]) -> bool:
    own, others = set_apart(*total), [set_apart(of, part) for of, part in parts]
    for kind in kinds:
        values = own.get(kind, set())
        if len(values) == 1 and all(other.get(kind, set()) - values for other in others):
            return True
    return False


def set_apart(tokens: list[Token], draft: Draft) -> Apart:
    """Takes a sentence and a figure, gives the days, months, years, turns and places told in its own words."""
    found: Apart = {}
    behind = max(draft.at, draft.phrase.last) + 1
    last = behind
    while last < min(behind + _REACH, len(tokens)) and not _ends(tokens, last):
        last += 1
    first = draft.at
    while first > max(0, draft.at - _REACH) and not _ends(tokens, first - 1, ahead=first - 1 > 0):
        first -= 1
    for place in (*range(first, draft.at), *range(behind, last)):
        kind = _kind(tokens, place)
        if kind is not None:
            found.setdefault(kind, set()).add(tokens[place].lower)
    return found


def _ends(tokens: list[Token], at: int, *, ahead: bool = False) -> bool:
    """Whether a figure's own words end here: at a mark but a comma behind a head, or at a number that is no date."""
    token = tokens[at]
    if (
        token.lower == ","
        and ahead
        and not any(t.roles & NUMBER and not of_a_date(tokens, p) for p, t in _head(tokens, at))
    ):
        return False
    return token.lower in _STOPS or (bool(token.roles & NUMBER) and not of_a_date(tokens, at))


def _head(tokens: list[Token], at: int) -> Sequence[tuple[int, Token]]:
    return list(enumerate(tokens[:at]))


def _kind(tokens: list[Token], at: int) -> str | None:
    roles = tokens[at].roles
    if roles & WEEKDAY:
        return "day"
    if roles & MONTH:
        return "month"
    if roles & NUMBER and of_a_date(tokens, at) and not any(t.roles & MONTH for t in tokens[max(0, at - 1) : at + 2]):
        return "year"
    if roles & FIRST:
        return "turn"
    return "place" if roles & NAME and at and tokens[at - 1].roles & PREPOSITION else None


def _has_doer(tokens: list[Token], part: Draft) -> bool:
    """ "The rebels 12": those who lost them right before a number, where a verb is left out."""
    before = tokens[part.at - 1].roles if part.at else 0
    return part.phrase.empty and part.rule == "elided" and bool(before & (UNIT | NAME))
