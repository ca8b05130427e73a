"""Of which total a figure is a part: brackets, "among them", "of these 184", parts before their total."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from accounted.read.drafts import Draft, Found
from accounted.read.phrases import Phrase
from accounted.read.roles import (
    ADJECTIVE,
    ANAPHOR,
    BE,
    CONJUNCTION,
    INTRANSITIVE,
    OF,
    OF_THE,
    PARTS_AFTER,
    PARTS_OPEN,
    PUNCTUATION,
    SAYS,
    STRONG,
    TOTAL,
    TRANSITIVE,
    TRIGGER,
    UNIT,
    WEAK,
)
from accounted.read.tokens import Token

_HEAD: Final = 2
_BREAKDOWN_REACH: Final = 60
_REACH: Final = 15


def parts_before_total(tokens: list[Token], found: Found) -> None:
    """Takes a sentence's tokens and figures, marks the parts that stand before their total.

    "63 children included, 613 people were killed": in verb-final order the parts may stand before their total.

    A total is moved before its parts, so that it is known when they are made claims.
    """
    moved = False
    for place, token in enumerate(tokens):
        if not token.roles & PARTS_AFTER:
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
    return 1 <= last - first <= 2 and not any(t.roles & (CONJUNCTION | PUNCTUATION | BE) for t in tokens[first:last])


def _same_clause(tokens: list[Token], first: int, last: int) -> bool:
    """Whether no verb and no stop stands between two places."""
    return not any(t.roles & (TRANSITIVE | INTRANSITIVE | SAYS) or t.lower in ".;:()" for t in tokens[first:last])


def taken_up_again(tokens: list[Token], at: int, earlier: Sequence[Draft]) -> Draft | None:
    """Takes a number's place and earlier figures, gives the one that "of these 184", "the 31 we saw" point to."""
    number, before = tokens[at].number, tokens[at - 1].roles if at else 0
    of_the = before & OF_THE and at == 1
    if number is None or number.best is None or not (before & ANAPHOR or of_the):
        return None
    return next((draft for draft in reversed(earlier) if draft.number.best == number.best), None)


def _last_total(earlier: Sequence[Draft], effect: str) -> Draft | None:
    """The last total of an effect: what "22 of the dead" are counted out of."""
    return next((d for d in reversed(earlier) if d.whole is None and d.effect == effect), None)


def opener_effect(tokens: list[Token], at: int) -> str | None:
    """Takes a number's place, gives the effect that "among the dead" before it tells, where no total was told."""
    opened = _opened(tokens, at)
    return tokens[opened].word.effect_as(STRONG) if opened is not None else None


def whole_of_series(tokens: list[Token], at: int, phrase: Phrase, before: list[Draft]) -> Draft | None:
    """Takes a number's place, gives the total that ", and 13 were children" goes on with."""
    linked = tokens[at - 1].roles & CONJUNCTION or tokens[at - 1].lower == ","
    return before[0].whole if linked else None


def whole_at_head(tokens: list[Token], before: list[Draft]) -> Draft | None:
    """Takes a sentence and its figures, gives the total at its head: "Of seven bodies seen, two were children"."""
    head = next((at for at, token in enumerate(tokens) if token.lower[0].isalnum()), 0)
    opens = before and before[0].at <= head + _HEAD and tokens[head].roles & (OF | PARTS_OPEN)
    return before[0] if opens else None


def is_directly_part(tokens: list[Token], at: int) -> bool:
    """Takes a number's place, gives whether a word that opens a breakdown stands right before it."""
    return tokens[at - 1].roles & PARTS_OPEN != 0


def find_whole(tokens: list[Token], at: int, phrase: Phrase, found: Found, earlier: Draft | None) -> Draft | None:
    """Takes a number's place, gives the total it is a part of: after "among them", in brackets, "20 of them"."""
    before = found.drafts
    if phrase.of_them and phrase.strong:
        return _last_total((*found.earlier, *before), phrase.strong)
    opened = _opened(tokens, at)
    named = tokens[opened].word.effect_as(STRONG) if opened is not None and tokens[opened].roles & PARTS_OPEN else None
    total = _last_total((*found.earlier, *before), named) if named else None  # "of the dead, 63 were children"
    if total is not None:
        return total
    if phrase.of_them or (at + 1 < len(tokens) and tokens[at + 1].roles & PARTS_AFTER):
        return _root(before[-1]) if before else earlier
    if opened is None:
        return None
    if opened == 0 or not before or before[0].at >= opened:
        pointed = _starts_of_these(tokens, opened) or (phrase.unit == "persons" and not _told(tokens, opened))
        return earlier if pointed else None
    return _root([d for d in before if d.at < opened][-1], opened)


def whole_by_name(tokens: list[Token], at: int, whole: Draft | None, earlier: Sequence[Draft]) -> Draft | None:
    """Takes a number behind "among the dead", gives the last total told of that effect, not the last of any."""
    opened = _opened(tokens, at)
    named = tokens[opened].word.effect_as(TOTAL) if opened is not None else None
    if named is None or (whole is not None and whole.effect == named):
        return whole
    return next((draft for draft in reversed(earlier) if draft.whole is None and draft.effect == named), whole)


def _told(tokens: list[Token], opened: int) -> bool:
    """Whether the words before a breakdown tell an effect of their own."""
    return any(token.roles & (TRIGGER | SAYS) for token in tokens[:opened])


def _root(draft: Draft, opened: int = 0) -> Draft:
    """The total itself where the last draft is already one of its parts."""
    return draft.whole if draft.whole is not None else draft


def _opened(tokens: list[Token], at: int) -> int | None:
    """The place where a breakdown opened before this number, still open at it; None where none is open."""
    depth = 0
    for place in range(at - 1, max(-1, at - _BREAKDOWN_REACH), -1):
        token = tokens[place]
        if token.lower == ")":
            depth += 1
        elif token.lower == "(":
            if depth == 0:
                return place if _bracket_is_breakdown(tokens, place) else None
            depth -= 1
        elif depth == 0 and token.roles & PARTS_OPEN:
            return place
        elif (depth == 0 and token.lower in (";", ".", ":")) or (depth == 0 and _verb_between(tokens, place)):
            return None
    return None


def _bracket_is_breakdown(tokens: list[Token], place: int) -> bool:
    inside = tokens[place + 1 : place + 4]
    if any(token.roles & PARTS_OPEN for token in inside):
        return True
    return bool(inside) and inside[0].number is not None


def _verb_between(tokens: list[Token], place: int) -> bool:
    """A new clause ends a breakdown: "including 12 children, and wounded 40"."""
    token = tokens[place]
    if not token.roles & CONJUNCTION:
        return False
    follows = tokens[place + 1 : place + 3]
    return any(t.word.effects and not t.roles & (UNIT | STRONG | WEAK | ADJECTIVE) for t in follows)


def _starts_of_these(tokens: list[Token], opened: int) -> bool:
    return opened <= 1 and bool(tokens[opened].roles & PARTS_OPEN)
