"""Breakdowns written as lists: "by cause: shelling 120; mines 22", "Killed by district: Ardel, 40; Tolm, 30"."""

from collections.abc import Sequence
from typing import Final

from accounted.read.drafts import Draft
from accounted.read.roles import (
    ADJECTIVE,
    BE,
    CONJUNCTION,
    HAVE,
    NUMBER,
    PRONOUN,
    PUNCTUATION,
    SAYS,
    STRONG,
    TRANSITIVE,
    WEAK,
)
from accounted.read.tokens import Token

_LONGEST_ITEM: Final = 6
_LONGEST_HEAD: Final = 8
_LONGEST_LIST: Final = 120
_FEWEST: Final = 2
_MOST_CHARACTERS: Final = 900
_PARTS: Final = frozenset(";,:")
_ENDS: Final = frozenset(".!?")
_NO_ITEM: Final = BE | HAVE | SAYS | PRONOUN | NUMBER | TRANSITIVE
_CLOSES: Final = frozenset(";,.)")


def listed_part(tokens: list[Token], at: int, before: Sequence[Draft], earlier: Sequence[Draft]) -> Draft | str | None:
    """Takes the place of a number that nothing tells of, gives the total that its list divides, or the effect told.

    A list opens with a colon and has two counts at least, each behind the words it counts and before a mark. The total
    is the one that the counts sum to, else the last one before the list; a head that tells an effect names that.
    """
    opens = _opening(tokens, at)
    if opens is None or not _is_item(tokens, at, opens):
        return None
    values = [_value(tokens, place) for place in _items(tokens, opens)]
    if len(values) < _FEWEST or None in values:
        return None
    told = sum(value or 0.0 for value in values)
    head = tokens[max(0, opens - _LONGEST_HEAD) : opens]
    here = [draft for draft in before if draft.at < opens]
    near = [d for d in (*earlier, *here) if d.whole is None and tokens[at].start - d.number.end < _MOST_CHARACTERS]
    inside = [draft for draft in before if draft.at > opens]
    if inside:
        return inside[-1].whole or inside[-1].effect  # "Ardel, 40 killed; Tolm, 30"
    exact = [draft for draft in near if draft.number.best == told]
    if exact:
        return exact[-1]
    named = next((e for t in reversed(head) if (e := t.word.effect_as(STRONG | ADJECTIVE | TRANSITIVE))), None)
    if named is not None and not here:
        return named
    total = here[-1] if here else near[-1] if near else None
    return total if total is not None and (total.number.best or 0) > told else None


def _opening(tokens: list[Token], at: int) -> int | None:
    """The place of the colon that opens the list in which a number stands."""
    for place in range(at - 1, max(-1, at - _LONGEST_LIST), -1):
        if tokens[place].lower == ":":
            return place
        if tokens[place].lower in _ENDS:
            return None
    return None


def _items(tokens: list[Token], opens: int) -> list[int]:
    """The places of the counts of a list."""
    found: list[int] = []
    for place in range(opens + 1, min(len(tokens), opens + _LONGEST_LIST)):
        if tokens[place].lower in _ENDS:
            break
        if tokens[place].number is not None and _is_item(tokens, place, opens):
            found.append(place)
    return found


def _is_item(tokens: list[Token], at: int, opens: int) -> bool:
    """Whether a count stands behind one to six words, no verb among them, and before a mark."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if behind is not None and behind.lower not in _CLOSES and not behind.roles & CONJUNCTION:
        return False
    words = 0
    for place in range(at - 1, max(opens, at - _LONGEST_ITEM - 1) - 1, -1):
        token = tokens[place]
        if token.lower in _PARTS and place < at - 1 and words:
            return True
        if token.roles & _NO_ITEM and not token.roles & (STRONG | WEAK):
            return False
        if token.roles & CONJUNCTION and words:
            return True
        words += not token.roles & PUNCTUATION
    return False


def _value(tokens: list[Token], at: int) -> float | None:
    number = tokens[at].number
    return number.best if number is not None and number.qualifier == "exact" else None
