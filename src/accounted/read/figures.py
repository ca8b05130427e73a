"""The figures of one sentence: what each number counts, what befell them, and of which total it is a part."""

from collections.abc import Sequence
from typing import Final

from accounted.read.beside_breakdown import fatally
from accounted.read.breakdown import (
    counts_some,
    find_whole,
    is_directly_part,
    nested_whole,
    opened_before,
    opener_effect,
    opens_with_those,
    taken_up_again,
    whole_at_head,
    whole_by_name,
    whole_of_series,
    whole_out_of,
)
from accounted.read.counted import Counted, counted
from accounted.read.custody import died_in_custody
from accounted.read.drafts import UNTOLD, Draft, Found, part_at_most
from accounted.read.lexicon import Order
from accounted.read.listed import listed_part
from accounted.read.numbers import Number
from accounted.read.out_of import count_out
from accounted.read.parts_first import parts_before_total
from accounted.read.phrases import Phrase
from accounted.read.plausible import is_elided, unit_of
from accounted.read.rivals import former_figure, nearest_in_size, rival_trigger
from accounted.read.roles import (
    CONJUNCTION,
    DIGITS,
    HAVE,
    OF_THEM_NUMBER,
    PARTS_AFTER,
    PARTS_OPEN,
    SAYS,
    TREATED,
    VICTIMS,
)
from accounted.read.second_look import look_again
from accounted.read.series import among_the_next, before_their_verb, goes_on_without_verb, sums_to
from accounted.read.shares import of_all_there, share_beside, under_an_age
from accounted.read.some_of import some_more_of_them, some_of_them
from accounted.read.summed import summed
from accounted.read.tokens import Token
from accounted.read.totals import figure_trigger
from accounted.read.trigger_words import DEATHS, Trigger
from accounted.read.weighing import Weights

_ORDER: Final = Order()
_NEAR: Final = 600
_PARTITIVE: Final = 6
_PROPERTY: Final = ("buildings", "settlements", "territory")


def figures(
    tokens: list[Token],
    earlier: Sequence[Draft] = (),
    order: Order = _ORDER,
    weights: Weights | None = None,
    given: tuple[Sequence[Counted] | None, Sequence[Number]] = (None, ()),
) -> Found:
    """Takes the tokens of a sentence and the figures before it, gives its figures, and other numbers with reasons.

    Where the language has a trained table, what the rules told is looked at again by it. `given` are the sentence's
    numbers as `counted` gives them, where it was asked before, and those of the sentence before that tell no effect.
    """
    numbers, untold = given
    found = Found(earlier=earlier, order=order, untold=untold)
    whole = (earlier[-1].whole or earlier[-1]) if earlier else None
    for token in tokens:
        if token.roles & DIGITS and token.number is None:
            found.others.append((Number(None, None, None, "exact", token.start, token.end), "no whole number"))
    for one in counted([tokens], order)[0] if numbers is None else numbers:
        reason, number = one.reason, tokens[one.at].number
        again = taken_up_again(tokens, one.at, earlier)
        if again is not None:
            whole, found.again = again, True
            reason = "a figure taken up again"
        draft = None if reason else _draft(tokens, one, found, whole)
        draft = draft or (summed(tokens, one.at, one.phrase, found) if again is None else None)
        if draft is not None:
            found.drafts.append(draft)
        elif number is not None:
            found.others.append((number, reason or UNTOLD))
    among_the_next(tokens, found)
    if order.verb_final:
        before_their_verb(tokens, found)
        parts_before_total(tokens, found)
        _leave_out_untold(found)
    if weights is not None:
        look_again(tokens, found, weights)
    if found.drafts:
        count_out(tokens, found)
    for draft in found.drafts:
        if draft.whole is not None and draft.rule == "intransitive" and draft.effect == "killed" and _held(draft.whole):
            draft.effect = "executed_or_died_in_custody"  # "of the 300 prisoners, 40 died"
    return found


def _held(whole: Draft) -> bool:
    return whole.effect == "detained" or whole.phrase.custody


def _draft(tokens: list[Token], one: Counted, found: Found, earlier: Draft | None) -> Draft | None:
    at, phrase, trigger = one.at, one.phrase, one.trigger
    number, before = tokens[at].number, found.drafts
    assert number is not None
    if found.again and not before:
        return _part_of_again(number, one, earlier)
    found.opened, found.total = opened_before(tokens, at), earlier
    whole = _whole(tokens, at, phrase, found, earlier)
    if trigger is not None and whole in before and _told_of_the_next(tokens, at, before, trigger):
        trigger = None
    if whole is None and trigger is None and (not phrase.empty or counts_some(tokens, at)):
        whole = whole_at_head(tokens, before)
    draft: Draft | None = None
    if trigger is not None:
        effect = _effect_told(tokens, phrase, trigger, whole, (found, is_directly_part(tokens, at)))
        draft = Draft(at, number, phrase, effect, trigger.rule, trigger)
    elif number.best != 0:  # a zero is a figure only where its own words tell of what there was none
        draft, whole = _without_trigger(tokens, at, phrase, found, whole)
    if draft is None:
        return None
    nested = nested_whole(tokens, at, before)
    nested = nested if nested is not None and _same_effect(draft, nested) else None
    whole = part_at_most(number, nested or whole or whole_at_head(tokens, before))
    if whole is not None and of_all_there(tokens, phrase, number, whole):
        whole = None
    if whole is None and draft.rule == "part" and draft.effect and not (before or opener_effect(tokens, found.opened)):
        return None  # more than the total before its sentence, which alone told its effect
    if draft.rule == "group-of" and (part := whole_out_of(tokens, at, before)) is not None:
        part.whole = draft
    if whole is not None and (
        nested
        or draft.rule == "part"
        or phrase.of_them
        or _same_effect(draft, whole)
        or is_directly_part(tokens, at)
        or _of_those_at_head(tokens, at, found, whole)
    ):
        draft.whole = whole
    draft.unit = unit_of(draft)
    return draft


def _of_those_at_head(tokens: list[Token], at: int, found: Found, whole: Draft) -> bool:
    """ "Of these, it killed 300", "of these, 40 were freed and 270 deported": the first, and those linked to it."""
    if not opens_with_those(tokens, found.opened):
        return False
    linked = tokens[at - 1].roles & CONJUNCTION or tokens[at - 1].lower == ","
    return not found.drafts or bool(linked and all(draft.whole is whole for draft in found.drafts))


def _effect_told(
    tokens: list[Token], phrase: Phrase, trigger: Trigger, whole: Draft | None, where: tuple[Found, bool]
) -> str:
    """The effect that a trigger tells here: of a part that of its total, of a death in custody its own."""
    found, directly = where
    effect = _effect(trigger, phrase, whole, here=whole in found.drafts or directly)
    if effect == "killed" and died_in_custody(tokens, phrase, trigger):
        return "executed_or_died_in_custody"
    among = bool(tokens[trigger.first].roles & PARTS_OPEN) and trigger.rule == "adjective"
    if effect == "other" and among and found.total is not None and found.total.effect in DEATHS:
        return found.total.effect  # "the famine killed 3 million. Two million farmers were among the victims"
    if effect == "other" and found.drafts and found.drafts[-1].effect in DEATHS and _counts_victims(tokens, trigger):
        return found.drafts[-1].effect  # "the council says 165 died, later studies count 600 victims"
    if effect == "other" and whole is None and trigger.rule != "two-effects":
        return opener_effect(tokens, found.opened) or effect  # "the dead - 14 men and 6 women - were buried"
    return effect


def _counts_victims(tokens: list[Token], trigger: Trigger) -> bool:
    return any(token.roles & VICTIMS for token in tokens[trigger.first : trigger.last + 1])


def _without_trigger(
    tokens: list[Token], at: int, phrase: Phrase, found: Found, whole: Draft | None
) -> tuple[Draft | None, Draft | None]:
    """A figure of which no words beside it tell, and its total."""
    number, told = tokens[at].number, (*found.earlier, *found.drafts)
    assert number is not None
    whole = whole or some_more_of_them(tokens, at, phrase, told[-1] if told else None)
    draft = _untold(tokens, at, phrase, whole, found)
    if draft is not None:
        whole = whole or draft.whole or (_whole_of_elided(tokens, at, found) if draft.rule == "elided" else None)
    if draft is not None and draft.effect == "injured" and fatally(tokens, at, phrase):
        draft.effect = "killed"
    draft = draft or _figure_again(tokens, at, phrase, told)
    if draft is None and phrase.empty and (former := former_figure(tokens, at, found.drafts)) is not None:
        return Draft(at, number, phrase, former.effect, "figure"), None
    if draft is None and (went := goes_on_without_verb(tokens, at, phrase, told)) is not None:
        total = went.whole or went
        return Draft(at, number, phrase, went.effect, "elided"), total if sums_to(tokens, total) else whole
    if draft is None and found.order.verb_final and _part_of_next(tokens, at):
        draft = Draft(at, number, phrase, "", "part")  # given the effect of its total, or left out
    return draft, whole


def _whole_of_elided(tokens: list[Token], at: int, found: Found) -> Draft | None:
    """The total of a figure that takes over a verb: that of the figure before it, or of one before a bracket.

    "20 in Orlec (12 guards) and nine in Tavrin". Of a share, the figure before it: "4,000 dead, 70 percent civilians".
    """
    last = found.drafts[-1]
    if share_beside(tokens, at, last):
        return last
    between = range(last.at + 1, at)
    opens = next((p for p in between if tokens[p].lower == ")"), None)
    if opens is None or any(tokens[p].lower == "(" for p in between):
        return last.whole
    opens = next((p for p in range(last.at, -1, -1) if tokens[p].lower == "("), -1)
    before = [draft for draft in found.drafts if draft.at < opens]
    return before[-1].whole if before else last.whole


def _part_of_next(tokens: list[Token], at: int) -> bool:
    """ "Two-of-them of Tolan 4 people died": some of those that the next number counts."""
    partitive = tokens[at].roles & OF_THEM_NUMBER or (at + 1 < len(tokens) and tokens[at + 1].roles & PARTS_AFTER)
    return bool(partitive) and any(token.number is not None for token in tokens[at + 1 : at + _PARTITIVE])


def _leave_out_untold(found: Found) -> None:
    """A part that no total was found for tells no effect."""
    found.others += [(draft.number, UNTOLD) for draft in found.drafts if not draft.effect]
    found.drafts[:] = [draft for draft in found.drafts if draft.effect]


def _told_of_the_next(tokens: list[Token], at: int, before: Sequence[Draft], trigger: Trigger) -> bool:
    """ "Six were killed, including two children, and 23 were injured": the predicate is that of the next figure."""
    beyond = trigger.first > at and any(token.number is not None for token in tokens[at + 1 : trigger.first])
    return beyond and (is_directly_part(tokens, at) or _goes_on(tokens, at, before))


def _goes_on(tokens: list[Token], at: int, before: Sequence[Draft]) -> bool:
    """ "including two women and three children": another part of the same total."""
    last = before[-1] if before else None
    if last is None or last.rule != "part":
        return False
    between = tokens[(last.at if last.phrase.empty else last.phrase.last) + 1 : at]
    return 0 < len(between) <= 2 and all(t.roles & CONJUNCTION or t.lower == "," for t in between)


def _whole(tokens: list[Token], at: int, phrase: Phrase, found: Found, earlier: Draft | None) -> Draft | None:
    """The total that words make this number a part of."""
    whole = whole_by_name(tokens, found, find_whole(tokens, at, phrase, found))
    if whole is None and found.again and found.drafts and found.drafts[0].whole is earlier:
        whole = whole_of_series(tokens, at, phrase, found.drafts)
    return whole or some_of_them(tokens, at, found.drafts, earlier)


def _effect(trigger: Trigger, phrase: Phrase, whole: Draft | None, *, here: bool) -> str:
    told = here or (phrase.of_them and phrase.strong)
    own = trigger.rule in ("two-effects", "intransitive")  # "988 were executed, 48 survived"
    if trigger.effect == "other" and whole is not None and told and not own:
        return whole.effect  # "3,000 of the victims were men", "including 17 children, were buried"
    some = phrase.of_them or phrase.empty
    if trigger.effect in ("destroyed", "damaged") and whole is not None and some and whole.unit == "persons":
        return whole.effect  # "70 bodies, of which 20 had been burned"
    if trigger.effect == "killed" and trigger.rule == "intransitive" and phrase.custody:
        return "executed_or_died_in_custody"  # "1,032 prisoners died"
    if trigger.effect == "killed" and phrase.unit in ("buildings", "settlements", "territory"):
        return "destroyed"
    return trigger.effect


def _untold(tokens: list[Token], at: int, phrase: Phrase, whole: Draft | None, found: Found) -> Draft | None:
    """A number whose effect is that of its total, of the words that open its list, or of the figure before it."""
    number, before = tokens[at].number, found.drafts
    assert number is not None
    told = opener_effect(tokens, found.opened) if whole is None else None
    if told and (not phrase.empty or counts_some(tokens, at)):
        return Draft(at, number, phrase, told, "among")
    some = counts_some(tokens, at) or (at + 1 < len(tokens) and tokens[at + 1].roles & (PARTS_AFTER | HAVE))
    part = not phrase.empty or (is_directly_part(tokens, at) and not under_an_age(tokens, at)) or some
    property_ = phrase.unit in _PROPERTY and whole is not None and whole.unit == "persons"
    if whole is not None and part and not property_:
        return Draft(at, number, phrase, whole.effect, "part")
    said = at > 0 and tokens[at - 1].roles & SAYS and phrase.empty and before
    if said or is_elided(tokens, at, phrase, before):  # "killed 5,000, they claim; the council says 200"
        treated = at + 1 < len(tokens) and tokens[at + 1].roles & TREATED and before[-1].rule != "intransitive"
        return Draft(at, number, phrase, "injured" if treated else before[-1].effect, "elided")
    return _in_list(tokens, at, phrase, found) if phrase.empty else None


def _in_list(tokens: list[Token], at: int, phrase: Phrase, found: Found) -> Draft | None:
    """ "By cause: shelling 120; mines 22": a count in a list that divides a total, or whose head tells an effect."""
    number, told = tokens[at].number, listed_part(tokens, at, found.drafts, found.earlier)
    if told is None or number is None:
        return None
    if isinstance(told, str):
        return Draft(at, number, phrase, told, "listed")
    draft = Draft(at, number, phrase, told.effect, "part")
    draft.whole = told
    return draft


def _part_of_again(number: Number, one: Counted, whole: Draft | None) -> Draft | None:
    """ "Of these 184 people, 51 were women": the first number after a figure taken up again."""
    if whole is None:
        return None
    effect, rule = (one.trigger.effect, one.trigger.rule) if one.trigger is not None else (whole.effect, "part")
    draft = Draft(one.at, number, one.phrase, effect, rule, one.trigger)
    draft.whole, draft.unit = whole, one.phrase.unit or whole.unit
    return draft


def _figure_again(tokens: list[Token], at: int, phrase: Phrase, earlier: Sequence[Draft]) -> Draft | None:
    """ "Rejects the figure of 600": the effect is that of the same figure before it, or of the last total."""
    trigger, number = figure_trigger(tokens, at) or rival_trigger(tokens, at), tokens[at].number
    if trigger is None or number is None or not phrase.empty:
        return None
    totals = [draft for draft in earlier if draft.whole is None]
    same = [draft for draft in totals if draft.number.best == number.best]
    if not totals or (trigger.rule == "said" and number.start - totals[-1].number.start > _NEAR):
        return None
    near = [draft for draft in totals if number.start - draft.number.start <= _NEAR]
    rival = nearest_in_size(number, near) if trigger.rule == "said" and not same else None
    effect = (rival or (same or totals)[-1]).effect
    return Draft(at, number, phrase, effect, "figure", Trigger(effect, trigger.first, trigger.last, "figure"))


def _same_effect(draft: Draft, whole: Draft) -> bool:
    return whole.effect in (draft.effect, "other") or {whole.effect, draft.effect} == DEATHS
