"""Parts that look back at a total: "60% of the refugees", "the first two killed", "the other three", "Nine died"."""

from collections.abc import Iterator, Sequence
from typing import Final

from accounted.read.drafts import SHARES, Draft
from accounted.read.parts import Part
from accounted.read.roles import (
    ANAPHOR,
    ARTICLE,
    BRINGS,
    CONJUNCTION,
    DETERMINER,
    FIRST,
    INDEFINITE,
    MEASURE,
    NAME,
    NUMBER,
    OF_THE,
    OTHERS,
    PARTS_AFTER,
    PARTS_OPEN,
    PREPOSITION,
    QUALIFIER,
    SAYS,
    SEPARATELY,
    STILL,
    STRONG,
    TOTAL,
    UNIT,
    VICTIMS,
    WEEKDAY,
)
from accounted.read.tokens import Token
from accounted.read.totals import of_a_date
from accounted.read.trigger_words import DEATHS

_FAR: Final = 900
_NEAR: Final = 300
_NEXT: Final = 160
_LOOKED_AT: Final = 12
_SET_APART: Final = FIRST | WEEKDAY | SEPARATELY | SAYS | MEASURE
_HEAD: Final = 2
_PREDICATE: Final = 3
_BASES: Final = ("present", "detained")
_SUBJECT: Final = ("passive", "intransitive", "adjective")
_PLURAL: Final = "s"
_BARE: Final = "taken as part: a number without a noun at the head of the next sentence"
_AGAIN: Final = "taken as part: the same number of the same noun is a part before"
_POINTS: Final = FIRST | OTHERS | ARTICLE | ANAPHOR
_NOUN: Final = "taken as part: some of those whom the same noun told before"

Told = tuple[int, Draft]


def join_looking_back(drafts: Sequence[Told], found: Sequence[Part]) -> None:
    """Takes the figures of a text in order, each with its sentence's place, marks as parts those that look back."""
    for at, (index, draft) in enumerate(drafts):
        tokens = found[index].sentence.tokens
        if draft.rule in ("total", "weighed"):
            _brought_to(tokens, drafts, at)
        if draft.whole is not None or draft.number.best is None:
            continue
        if at + 1 < len(drafts) and drafts[at + 1][0] == index and _told_ahead(tokens, draft, drafts[at + 1][1]):
            draft.whole = drafts[at + 1][1]
            continue
        if at and drafts[at - 1][0] == index and _in_bracket(tokens, draft, drafts[at - 1][1]):
            last = drafts[at - 1][1]
            draft.whole = last.whole if last.whole is not None and _alone(tokens, last.at) else last
            continue
        if not at or not _points(tokens, draft):
            continue
        before = [told for told in drafts[max(0, at - _LOOKED_AT) : at] if _reaches(told[1], draft, _FAR)]
        if not before:
            continue
        whole, note = _whole(found, (index, draft), before)
        if whole is not None and whole is not draft and not _holds(draft, whole):
            draft.whole, draft.note = whole, draft.note or note


def _points(tokens: list[Token], draft: Draft) -> bool:
    """Whether a word beside a number, or in its predicate, may point back at those told of before."""
    at = draft.at
    if at and tokens[at - 1].roles & _POINTS:
        return True
    if at + 1 < len(tokens) and tokens[at + 1].roles & OF_THE:
        return True
    return draft.trigger is not None and any(t.roles & STILL for t in tokens[at + 1 : draft.trigger.last + 1])


def _told_ahead(tokens: list[Token], draft: Draft, total: Draft) -> bool:
    """ "Including 12 children, 46 people were killed", "deaths, one-third of them children, now top 800"."""
    opened = draft.at == 1 and tokens[0].roles & PARTS_OPEN and not tokens[0].roles & (ANAPHOR | PARTS_AFTER)
    behind = tokens[draft.phrase.last + 1].roles if draft.phrase.last + 1 < len(tokens) else 0
    among = behind & PARTS_OPEN and behind & STRONG and total.rule == "total"
    some = draft.phrase.of_them and draft.number.qualifier in SHARES and total.rule in ("total", "weighed")
    return bool(opened or among or some) and draft.kind == total.kind and _larger(total, draft) and total.whole is None


def _in_bracket(tokens: list[Token], draft: Draft, last: Draft) -> bool:
    """ "110 were killed in action (67) or died of wounds (43)": a number alone in a bracket, behind no name."""
    told = _alone(tokens, draft.at) and not tokens[draft.at - 2].roles & NAME
    return told and draft.kind == last.root.kind and _larger(last, draft)


def _alone(tokens: list[Token], at: int) -> bool:
    return 1 < at < len(tokens) - 1 and tokens[at - 1].lower == "(" and tokens[at + 1].lower == ")"


def _whole(found: Sequence[Part], told: Told, before: Sequence[Told]) -> tuple[Draft | None, str | None]:
    index, draft = told
    tokens, at = found[index].sentence.tokens, draft.at
    ahead = tokens[at - 1].roles if at else 0
    behind = tokens[at + 1].roles if at + 1 < len(tokens) else 0
    if behind & OF_THE:
        return _of_the_noun(found, told, before), _NOUN
    if ahead & FIRST and draft.rule not in ("elided", "weighed") and at > 1 and tokens[at - _HEAD].roles & ARTICLE:
        return _first_of(found, told, before), None
    if ahead & OTHERS and at > 1 and tokens[at - _HEAD].roles & ARTICLE:
        return _rest_of(draft, before), None
    if ahead & (ARTICLE | ANAPHOR) and not ahead & INDEFINITE:
        return _again(found, told, before), _AGAIN
    if draft.trigger is not None and any(t.roles & STILL for t in tokens[at + 1 : draft.trigger.last + 1]):
        near = [one for one in before if one[1].effect == draft.effect]
        return _last_total(draft, near, _FAR), None
    return None, None


def join_bare_subjects(drafts: Sequence[Told], found: Sequence[Part]) -> None:
    """Takes the figures of a text in order, marks as parts numbers without a noun at the head of the next sentence.

    "The blast killed 46. Nine died in hospital, ten on the way." After the sums: those tell more of them.
    """
    for at, (index, draft) in enumerate(drafts):
        tokens = found[index].sentence.tokens
        if draft.whole is not None or draft.number.best is None or not draft.phrase.empty:
            continue
        goes_on = at and drafts[at - 1][0] == index and drafts[at - 1][1].note == _BARE
        if goes_on and (draft.rule == "elided" or tokens[draft.at - 1].roles & CONJUNCTION):
            whole = drafts[at - 1][1].whole
        elif at and draft.at and tokens[draft.at - 1].lower == ";":
            whole = _behind_semicolon(tokens, draft, [one for other, one in drafts[:at] if other == index])
        elif at and _heads(tokens, draft.at):
            whole = _bare_subject(tokens, (index, draft), drafts[max(0, at - _LOOKED_AT) : at])
        else:
            continue
        if whole is not None and not _holds(draft, whole) and draft is not whole:
            draft.whole, draft.note = whole, draft.note or _BARE


def _first_of(found: Sequence[Part], told: Told, before: Sequence[Told]) -> Draft | None:
    """ "The first two killed", "the first two victims"; not "the first two attackers", unless the total is of those."""
    total, noun = _last_total(told[1], before, _FAR), told[1].noun(found[told[0]].sentence.tokens)
    if total is None or told[1].phrase.empty or told[1].phrase.strong is not None:
        return total
    return (
        total
        if any(draft is total and draft.noun(found[index].sentence.tokens) == noun for index, draft in before)
        else None
    )


def _of_the_noun(found: Sequence[Part], told: Told, before: Sequence[Told]) -> Draft | None:
    """ "Five of the murdered monks": of the last figure with the same noun; "of the victims": of the last dead."""
    index, draft = told
    head = draft.phrase.head
    if head is None:
        return None
    token = found[index].sentence.tokens[head]
    if token.roles & VICTIMS:
        return _last_total(draft, before, _FAR)
    for other, total in reversed(before):
        words = found[other].sentence.tokens[total.phrase.first : total.phrase.last + 1]
        named = any(_same_noun(word.lower, token.lower) for word in words if not word.roles & NUMBER)
        if named and _larger(total, draft) and _fits(draft, total):
            return total
    return None


def _same_noun(one: str, other: str) -> bool:
    return one == other or one + _PLURAL == other or other + _PLURAL == one


def _fits(draft: Draft, total: Draft) -> bool:
    """Whether what is told of a part can befall some of those told of in a total: all but a death of the wounded."""
    dead = total.effect in DEATHS
    return draft.kind == total.kind or (not dead and total.effect != "injured") or (dead and draft.effect == "other")


def _rest_of(draft: Draft, before: Sequence[Told]) -> Draft | None:
    """ "Two were shot; the other three were stabbed": the rest of a total, which befell what befell all of it."""
    last = before[-1][1]
    for _, total in reversed(before):
        stated = (total.number.best or 0) == (last.number.best or 0) + (draft.number.best or 0)
        if stated and total is not last and _reaches(total, draft, _NEAR) and last.whole in (None, total):
            if last.kind != total.kind:
                return None
            last.whole = total
            if draft.effect == "injured" and total.effect in DEATHS:
                draft.effect = total.effect
            return total
    return None


def _again(found: Sequence[Part], told: Told, before: Sequence[Told]) -> Draft | None:
    """ "The two guards who were killed", of whom it was told before that they are a part."""
    index, draft = told
    noun = draft.noun(found[index].sentence.tokens)
    for other, earlier in reversed(before):
        same = earlier.number.best == draft.number.best and draft.kind == earlier.kind
        if (
            same
            and noun is not None
            and earlier.whole is not None
            and earlier.noun(found[other].sentence.tokens) == noun
        ):
            return earlier.whole
    return None


def _bare_subject(tokens: list[Token], told: Told, before: Sequence[Told]) -> Draft | None:
    """ "Nine died in hospital", behind a sentence with one figure of people that can hold them."""
    index, draft = told
    last = before[-1]
    if last[0] >= index or not _reaches(last[1], draft, _NEXT) or draft.trigger is None:
        return None
    if draft.number.qualifier not in SHARES and not _plainly_told(tokens, draft):
        return None
    totals = {id(one.root): one.root for other, one in before if other == last[0] and one.unit == "persons"}
    total = next(iter(totals.values())) if len(totals) == 1 else None
    if total is None or not _larger(total, draft):
        return None
    return total if _befalls(draft, total) else None


def _befalls(draft: Draft, total: Draft) -> bool:
    """Whether what is told of some befell all of a total, or came over those who were there or were held."""
    return draft.kind == total.kind or (
        total.effect in _BASES and (draft.effect in DEATHS or draft.effect == "released")
    )


def _behind_semicolon(tokens: list[Token], draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """ "310 people were arrested; 40 were later shot": behind the one figure of its sentence."""
    totals = {id(one.root): one.root for one in before}
    total = next(iter(totals.values())) if len(totals) == 1 else None
    if total is None or not (_larger(total, draft) and _befalls(draft, total) and _plainly_told(tokens, draft)):
        return None
    return total if total.unit == draft.unit and not total.phrase.empty else None


def _plainly_told(tokens: list[Token], draft: Draft) -> bool:
    """Whether a verb stands right behind a number, and nothing sets those apart: no place, day or turn, no others."""
    trigger = draft.trigger
    if trigger is None or draft.rule not in _SUBJECT or trigger.first - draft.at > _PREDICATE:
        return False
    for place in range(trigger.last + 1, len(tokens)):
        roles = tokens[place].roles
        if roles & _SET_APART or (roles & NAME and tokens[place - 1].roles & PREPOSITION):
            return False
        if roles & CONJUNCTION or tokens[place].lower in ",;:":
            break
        if roles & NUMBER and of_a_date(tokens, place):
            return False
    return True


def _heads(tokens: list[Token], at: int) -> bool:
    """Whether a number stands at its sentence's head."""
    return all(token.roles & (DETERMINER | QUALIFIER) and not token.roles & SEPARATELY for token in tokens[:at])


def _brought_to(tokens: list[Token], drafts: Sequence[Told], at: int) -> None:
    """ "Three more died, bringing the toll to 19": the figures before those words are among the total behind them.

    In the sentence before, where "that" brings it.
    """
    index, total = drafts[at]
    place = next((p for p in range(total.at - 1, -1, -1) if tokens[p].roles & BRINGS), None)
    between = tokens[place + 1 : total.at] if place is not None else []
    told = total.rule == "total" or any(token.roles & TOTAL for token in between)
    if place is None or not told or any(token.roles & NUMBER for token in between):
        return
    own = [draft for other, draft in drafts[:at] if other == index and draft.at < place]
    points = place <= _HEAD and any(token.roles & ANAPHOR or not token.roles & UNIT for token in tokens[:place])
    if not own and points and at and _reaches(drafts[at - 1][1], total, _NEXT):
        own = [drafts[at - 1][1]]
    for draft in own:
        if draft.whole is None and draft.kind == total.kind and _larger(total, draft) and not _holds(draft, total):
            draft.whole = total


def _last_total(draft: Draft, before: Sequence[Told], reach: int) -> Draft | None:
    """The last figure that is part of nothing, of the same effect and larger."""
    near = (total for _, total in reversed(before) if total.whole is None and total.rule != "among")
    return next((t for t in near if draft.kind == t.kind and _larger(t, draft) and _reaches(t, draft, reach)), None)


def _larger(total: Draft, draft: Draft) -> bool:
    if total.number.qualifier in SHARES:
        return False
    most = total.number.high or total.number.best or total.number.low or 0
    return draft.number.qualifier in SHARES or (draft.number.best or 0) < most


def _reaches(total: Draft, draft: Draft, reach: int) -> bool:
    return draft.number.start - total.number.end <= reach


def _above(draft: Draft) -> Iterator[Draft]:
    whole = draft.whole
    for _ in range(_LOOKED_AT):
        if whole is None:
            return
        yield whole
        whole = whole.whole


def _holds(draft: Draft, whole: Draft) -> bool:
    """Whether a figure is a total of the one that it would be a part of."""
    return any(one is draft for one in _above(whole))
