"""Parts of those out of whom they are counted: "209 of the 290 towns", "of the 300 villagers, 12 were killed"."""

from collections.abc import Sequence
from typing import Final

from accounted.read.drafts import Draft, part_at_most
from accounted.read.plausible import is_base
from accounted.read.roles import GROUP_OF, OF, OF_THE, PREPOSITION, RATIO
from accounted.read.tokens import Token

_HEAD: Final = 2
_BETWEEN: Final = 6
_STOPS: Final = frozenset(".;:?!")


def count_out(tokens: list[Token], drafts: Sequence[Draft]) -> None:
    """Takes the figures of a sentence in order, marks as parts those that are counted out of another of them.

    Right before it ("209 of the 290 towns"), or behind it where that stands at a clause's head ("of the 300 villagers,
    12 were killed and 30 wounded"). None that is larger, and none that is a part of something already.
    """
    for place, base in enumerate(drafts):
        if _at_head(tokens, base):
            _mark_behind_comma(tokens, base, drafts[place + 1 :])
            continue
        if place and _of_a_force(tokens, drafts[place - 1], base):
            base.effect, base.rule, base.trigger = "present", "group-of", None
            _mark(drafts[place - 1], base)
            continue
        if not is_base(tokens, base.at) and not _out_of(tokens, drafts[place - 1] if place else None, base):
            continue
        before = drafts[place - 1] if place else None
        if before is not None and base.at - before.phrase.last <= _BETWEEN:
            _mark(before, base)
        else:
            _mark_behind(tokens, base, drafts[place + 1 :])


def _at_head(tokens: list[Token], base: Draft) -> bool:
    """ "Of 800 soldiers captured in May, ...": those at a sentence's head of whom others are counted."""
    return base.at == 1 and bool(tokens[0].roles & OF)


def _mark_behind_comma(tokens: list[Token], base: Draft, behind: Sequence[Draft]) -> None:
    if behind and any(token.lower == "," for token in tokens[base.at + 1 : behind[0].at]):
        _mark_behind(tokens, base, behind)


def _of_a_force(tokens: list[Token], before: Draft, base: Draft) -> bool:
    """ "About 100 of the garrison of 400": those who were there, out of whom they are counted."""
    group = tokens[base.at - 1].roles & GROUP_OF and tokens[base.at - _HEAD].roles & OF_THE
    return bool(group) and base.at - before.at == _HEAD + 1


def _out_of(tokens: list[Token], before: Draft | None, base: Draft) -> bool:
    """ "63 of their enemies out of nearly 300": words between, and no verb."""
    ratio = tokens[base.at - 1].roles & RATIO and not tokens[base.at - 1].roles & PREPOSITION
    return bool(ratio) and before is not None and base.at - before.phrase.last <= _BETWEEN


def _mark_behind(tokens: list[Token], base: Draft, behind: Sequence[Draft]) -> None:
    last = base.at
    for draft in behind:
        if any(token.lower in _STOPS for token in tokens[last + 1 : draft.at]):
            return
        _mark(draft, base)
        last = draft.at


def _mark(draft: Draft, base: Draft) -> None:
    same = draft.unit == base.unit or draft.phrase.empty
    if draft.whole is None and base.whole is not draft and same and part_at_most(draft.number, base) is base:
        draft.whole = base
