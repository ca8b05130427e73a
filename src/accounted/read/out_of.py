"""Parts of those out of whom they are counted: "209 of the 290 towns", "of the 300 villagers, 12 were killed"."""

from collections.abc import Sequence
from typing import Final

from accounted.read.drafts import SHARES, UNTOLD, Draft, Found, part_at_most
from accounted.read.phrases import noun_phrase
from accounted.read.plausible import is_base
from accounted.read.roles import GROUP_OF, OF, OF_RELATIVE, OF_THE, PREPOSITION, RATIO
from accounted.read.tokens import Token

_HEAD: Final = 2
_BETWEEN: Final = 6
_STOPS: Final = frozenset(".;:?!")


def count_out(tokens: list[Token], found: Found) -> None:
    """Takes what a sentence holds, marks as parts the figures that are counted out of another of them.

    Right before it ("209 of the 290 towns"), or behind it where that stands at a clause's head ("of the 300 villagers,
    12 were killed and 30 wounded"). None that is larger, and none that is a part of something already.
    """
    if found.drafts and any(reason == UNTOLD for _, reason in found.others):
        those_of_whom(tokens, found)
    drafts = found.drafts
    for place, base in enumerate(drafts if len(drafts) > 1 else ()):
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


def those_of_whom(tokens: list[Token], found: Found) -> None:
    """Takes a sentence, gives a number of people of which nothing is told as those present, where some are told of.

    "The regiment had four officers, of whom two were killed and one wounded".
    """
    for number, reason in list(found.others):
        at = next((place for place, token in enumerate(tokens) if token.number is number), None)
        if reason != UNTOLD or at is None or number.best is None or number.qualifier in SHARES:
            continue
        phrase = noun_phrase(tokens, at, found.order)
        opens = phrase.last + 1 + (phrase.last + 1 < len(tokens) and tokens[phrase.last + 1].lower == ",")
        if phrase.unit != "persons" or opens + 1 >= len(tokens) or not tokens[opens].roles & OF_RELATIVE:
            continue
        some = next((draft for draft in found.drafts if draft.at == opens + 1), None)
        if some is None or (some.number.best or 0) >= number.best:
            continue
        base = Draft(at, number, phrase, "present", "of-whom")
        found.others.remove((number, reason))
        found.drafts.insert(found.drafts.index(some), base)
        _mark_behind(tokens, base, found.drafts[found.drafts.index(some) :])


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
