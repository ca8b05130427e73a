"""Parts of those out of whom they are counted: "209 of the 290 towns", "of the 300 villagers, 12 were killed"."""

from collections.abc import Sequence
from typing import Final

from accounted.read.drafts import Draft, part_at_most
from accounted.read.plausible import is_base
from accounted.read.tokens import Token

_BETWEEN: Final = 6
_STOPS: Final = frozenset(".;:?!")


def count_out(tokens: list[Token], drafts: Sequence[Draft]) -> None:
    """Takes the figures of a sentence in order, marks as parts those that are counted out of another of them.

    Right before it ("209 of the 290 towns"), or behind it where that stands at a clause's head ("of the 300 villagers,
    12 were killed and 30 wounded"). None that is larger, and none that is a part of something already.
    """
    for place, base in enumerate(drafts):
        if not is_base(tokens, base.at):
            continue
        before = drafts[place - 1] if place else None
        if before is not None and base.at - before.phrase.last <= _BETWEEN:
            _mark(before, base)
        else:
            _mark_behind(tokens, base, drafts[place + 1 :])


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
