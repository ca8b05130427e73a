"""A second look at a sentence's numbers: one that no rule told of may be a figure, one that a rule told of none."""

from collections.abc import Iterable, Sequence
from typing import Final

from accounted.read.breakdown import is_directly_part
from accounted.read.drafts import UNTOLD, Draft, Found, part_at_most
from accounted.read.phrases import Phrase, noun_phrase
from accounted.read.plausible import is_base, unit_of
from accounted.read.roles import NEGATION, NEITHER, PUNCTUATION, SOME_OF, TRANSITIVE, TRIGGER, UNDONE
from accounted.read.surroundings import Around, Group, around, groups
from accounted.read.tokens import Token
from accounted.read.trigger_words import DEATHS, Trigger, object_follows
from accounted.read.weighing import Weights, shares_of, told_most, weigh_groups

_LOOKED_AT: Final = frozenset((UNTOLD, "the pronoun one"))
_ADDED_FROM: Final = 0.8
_CHANGED_BELOW, _CHANGED_FROM = 0.1, 0.8
_LEFT_OUT_BELOW, _NONE_FROM = 0.05, 0.9
_BESIDE: Final = 3
_HARMED: Final = frozenset(("killed", "injured", "executed_or_died_in_custody", "detained", "missing"))
_JUST_BEFORE: Final = 250
_PLAIN: Final = frozenset(("active", "participle", "after-noun", "adjective"))
_MAY_BE_HARMED: Final = ("persons", "families", "buildings", "settlements")
_REACH: Final = 8
_NOT_SO: Final = NEGATION | NEITHER | UNDONE | SOME_OF
_QUOTED: Final = 8
_NOT_ADDED: Final = frozenset(("none", "other", "present"))


def look_again(tokens: list[Token], found: Found, weights: Weights) -> None:
    """Takes the tokens of a sentence, what the rules found in it and a trained table, mends what was found.

    A number that the rules left becomes a figure where its surroundings tell one effect with a share of .8 or more.
    Where the effect of persons harmed that the rules told has a share below .1 and another has .8 or more, that is
    taken; where its predicate stands not beside it, its share is below .05 and none has .9 or more, it is left out.
    A death, and what a plain verb tells, right beside its number is sure.
    """
    untold = {number.start for number, reason in found.others if reason in _LOOKED_AT and number.best != 0}
    untold = untold if untold and _tells_of_harm(tokens, found) else set()
    if not untold and not any(_doubtful(tokens, draft) for draft in found.drafts):
        return
    sentence, told = around(tokens, found.drafts), list(found.drafts)
    drafts: dict[int, list[Draft]] = {}
    for draft in told:
        drafts.setdefault(draft.at, []).append(draft)
    kept: list[Draft] = []
    for at, token in enumerate(tokens):
        if token.number is None:
            continue
        here = drafts.get(at, ())
        for draft in here:
            kept += _kept(sentence, draft, found, kept, weights) if _doubtful(tokens, draft) else [draft]
        if not here and token.number.start in untold:
            kept += _added(sentence, at, found, kept, weights)
    _parts_beside(tokens, kept)
    found.drafts[:] = kept
    figures = {draft.number.start for draft in kept}
    found.others[:] = [(number, reason) for number, reason in found.others if number.start not in figures]
    _part_of_nothing_left_out(found, told)


def _parts_beside(tokens: list[Token], kept: Sequence[Draft]) -> None:
    """What was added behind "including" is a part of the figure before it: "to 52, including one woman"."""
    for place, draft in enumerate(kept):
        if draft.rule != "weighed" or draft.whole is not None or not place or not is_directly_part(tokens, draft.at):
            continue
        before = kept[place - 1]
        total = part_at_most(draft.number, before.whole or before)
        if total is not None and total.effect == draft.effect and total.unit == draft.unit:
            draft.whole = total


def _tells_of_harm(tokens: list[Token], found: Found) -> bool:
    """Whether a word of the sentence tells an effect, or the figure just before it told of deaths."""
    last = found.earlier[-1] if found.earlier else None
    if last is not None and last.effect in DEATHS and tokens[0].start - last.number.start < _JUST_BEFORE:
        return True
    return any(token.roles & TRIGGER and token.number is None for token in tokens)


def _doubtful(tokens: list[Token], draft: Draft) -> bool:
    """A figure of persons harmed, but for a death and for what a plain verb tells right beside it: these are sure."""
    if draft.effect not in _HARMED:
        return False
    return not (draft.effect in DEATHS or draft.rule in _PLAIN) or _far_fetched(tokens, draft)


def _far_fetched(tokens: list[Token], draft: Draft) -> bool:
    """A figure whose predicate stands not right beside it, nor words that open a breakdown."""
    if draft.trigger is None:
        return not is_directly_part(tokens, draft.at)
    last = draft.at if draft.phrase.empty else draft.phrase.last
    return draft.at - draft.trigger.last > _BESIDE or draft.trigger.first - last > _BESIDE


def _kept(sentence: Around, draft: Draft, found: Found, before: Sequence[Draft], weights: Weights) -> list[Draft]:
    """The figure as the rules told it, with another effect, or left out and listed with the reason."""
    told = groups(sentence, draft.at, draft.phrase, before, found.earlier)
    sums = weigh_groups(told, weights)
    if sums[weights.effects.index(draft.effect)] == max(sums):
        return [draft]
    weighed = shares_of(sums, weights)
    own, effect = weighed.shares[draft.effect], weighed.effect
    if effect == "none":
        surely = own < _LEFT_OUT_BELOW and weighed.share >= _NONE_FROM and _far_fetched(sentence.tokens, draft)
    else:
        surely = own < _CHANGED_BELOW and weighed.share >= _CHANGED_FROM
    if not surely or {effect, draft.effect} == DEATHS or (effect != "none" and _undone(sentence.tokens, draft.at)):
        return [draft]
    because = _because(told, weights, effect, weighed.share)
    if effect == "none":
        found.others.append((draft.number, because))
        return []
    draft.note = f"rule {draft.rule} tells {draft.effect}; {because}"
    draft.effect, draft.rule, draft.trigger = effect, "weighed", None
    if draft.whole is not None and draft.whole.effect != draft.effect:
        draft.whole = None
    return [draft]


def _added(sentence: Around, at: int, found: Found, before: Sequence[Draft], weights: Weights) -> list[Draft]:
    """A figure that no rule told of, where its surroundings tell an effect."""
    number = sentence.tokens[at].number
    assert number is not None
    phrase = noun_phrase(sentence.tokens, at, found.order)
    if not _may_be_harmed(phrase) or _harms_or_not(sentence.tokens, at, phrase) or is_base(sentence.tokens, at):
        return []
    told = groups(sentence, at, phrase, before, found.earlier)
    weighed = shares_of(weigh_groups(told, weights), weights)
    if weighed.share < _ADDED_FROM or weighed.effect in _NOT_ADDED:
        return []
    because = _because(told, weights, weighed.effect, weighed.share)
    draft = Draft(at, number, phrase, weighed.effect, "weighed", _told_near(sentence, at, phrase, weighed.effect))
    draft.note = because
    draft.unit = unit_of(draft)
    return [draft]


def _told_near(sentence: Around, at: int, phrase: Phrase, effect: str) -> Trigger | None:
    """The nearest word of the clause that tells the effect and is no other number's, so that the figure quotes it."""
    last = at if phrase.empty else phrase.last
    own = (one for one in sentence.met if effect in dict(one.told) and not one.told_of)
    near = [(at - one.at if one.at < at else one.at - last, one.at) for one in own]
    off, place = min(near, default=(0, 0))
    between = sentence.tokens[place + 1 : at] if place < at else sentence.tokens[last + 1 : place]
    if not 0 < off <= _QUOTED or any(t.number is not None or t.roles & PUNCTUATION for t in between):
        return None
    return Trigger(effect, place, place, "weighed")


def _may_be_harmed(phrase: Phrase) -> bool:
    """Whether a number counts those who may be harmed, or nothing named: not days, wagons or raids."""
    return phrase.empty or phrase.of_them or phrase.named or phrase.unit in _MAY_BE_HARMED


def _harms_or_not(tokens: list[Token], at: int, phrase: Phrase) -> bool:
    """ "12 people were not killed", "two bombs killed one": what did not happen, and those who did it."""
    if any(token.roles & _NOT_SO for token in tokens[max(0, at - _REACH) : at + _REACH]):
        return True
    behind = (at if phrase.empty else phrase.last) + 1
    if phrase.empty and behind < len(tokens) and not tokens[behind].roles & TRANSITIVE:
        behind += 1  # "two bombings killed one"
    return behind < len(tokens) and bool(tokens[behind].roles & TRANSITIVE) and object_follows(tokens, behind)


def _undone(tokens: list[Token], at: int) -> bool:
    """ "Threatened to kill 31 hostages": a verb right before a number, and a word by which it was not done."""
    return at > 1 and bool(tokens[at - 1].roles & TRANSITIVE and tokens[at - 2].roles & NEGATION)


def _because(told: Sequence[Group], weights: Weights, effect: str, share: float) -> str:
    """Why, for the page that explains a reading: the effect, its share, and what weighed most for it."""
    what = "no casualty" if effect == "none" else effect
    most = told_most([one for group in told for one in group], weights, effect)
    return f"weighed by what stands around it: {what} {share:.2f} ({'; '.join(most)})"


def _part_of_nothing_left_out(found: Found, drafts: Iterable[Draft]) -> None:
    """What was a part of a figure that is left out now is a part of nothing."""
    kept = {id(draft) for draft in found.drafts}
    gone = {id(draft) for draft in drafts} - kept
    for draft in found.drafts:
        if draft.whole is not None and id(draft.whole) in gone:
            draft.whole = None
