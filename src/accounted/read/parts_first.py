"""Parts that stand before their total in verb-final order: "63 children included, 613 people were killed"."""

from bisect import bisect_right
from typing import Final

from accounted.read.drafts import Draft, Found
from accounted.read.roles import (
    BE,
    CONJUNCTION,
    INTRANSITIVE,
    OF_THEM_NUMBER,
    PARTS_AFTER,
    PUNCTUATION,
    SAYS,
    TRANSITIVE,
)
from accounted.read.tokens import Token

_REACH: Final = 15
_OUT_OF: Final = 6


def parts_before_total(tokens: list[Token], found: Found) -> None:
    """Takes a sentence's tokens and figures, marks the parts that stand before their total.

    "63 children included, 613 people were killed": in verb-final order the parts may stand before their total.

    A total is moved before its parts, so that it is known when they are made claims.
    """
    moved = False
    for place, token in enumerate(tokens):
        if not token.roles & (PARTS_AFTER | OF_THEM_NUMBER):
            continue
        after = bisect_right(found.drafts, place, key=lambda draft: draft.at)
        total = found.drafts[after] if after < len(found.drafts) else None
        if total is not None and total.at - place <= _REACH and _same_clause(tokens, place + 1, total.at):
            before = found.drafts[max(0, after - _REACH) : after]
            moved |= _given_to(total, _parts_closed_at(tokens, place, total, before))
    if moved:
        found.drafts.sort(key=lambda draft: draft.at if draft.whole is None else draft.whole.at + 0.5)


def _parts_closed_at(tokens: list[Token], place: int, total: Draft, before: list[Draft]) -> list[Draft]:
    """The figures that a word such as "included" at this place makes parts of the total behind it."""
    edge = place
    if tokens[place].roles & OF_THEM_NUMBER:  # "two-of-them children 7 people"
        told = before[-1:] if before and before[-1].at == place else []
        return told if total.at - place <= _OUT_OF and not _marked(tokens, place + 1, total.at) else []
    if place and tokens[place - 1].number is not None:  # "3-of-them children 7 people": told beside the total
        return before[-1:] if _beside(tokens, place + 1, total.at) else []
    parts: list[Draft] = []
    for draft in reversed(before):
        if edge - draft.at > _REACH or not _same_clause(tokens, draft.phrase.last + 1, edge):
            break
        parts.append(draft)
        edge = draft.at
    return parts


def _given_to(total: Draft, parts: list[Draft]) -> bool:
    for draft in parts:
        draft.whole, draft.effect, draft.rule, draft.trigger = total, total.effect, "part", None
    return bool(parts)


def _beside(tokens: list[Token], first: int, last: int) -> bool:
    """Whether only one or two words stand between two places, no mark and no "and"."""
    return 1 <= last - first <= 2 and not _marked(tokens, first, last)


def _marked(tokens: list[Token], first: int, last: int) -> bool:
    return any(t.roles & (CONJUNCTION | PUNCTUATION | BE) for t in tokens[first:last])


def _same_clause(tokens: list[Token], first: int, last: int) -> bool:
    """Whether no verb and no stop stands between two places."""
    return not any(t.roles & (TRANSITIVE | INTRANSITIVE | SAYS) or t.lower in ".;:()" for t in tokens[first:last])
