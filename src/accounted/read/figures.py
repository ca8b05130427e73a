"""The figures of one sentence: what each number counts, what befell them, and of which total it is a part."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from accounted.read.guards import not_a_count
from accounted.read.lexicon import Order
from accounted.read.numbers import Number
from accounted.read.phrases import Phrase, noun_phrase
from accounted.read.roles import (
    ADJECTIVE,
    ADVERB,
    ANAPHOR,
    BE,
    CONJUNCTION,
    DETERMINER,
    EITHER,
    INTRANSITIVE,
    NAME,
    NEGATION,
    NOT_ZERO,
    OF,
    OF_THE,
    OTHERS,
    PARTS_AFTER,
    PARTS_OPEN,
    POSSESSIVE,
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
from accounted.read.triggers import (
    Trigger,
    figure_trigger,
    group_trigger,
    label_near,
    left_trigger,
    right_trigger,
    total_trigger,
)

_ORDER: Final = Order()
_STRONG_VERB_RULES: Final = (
    "adjective",
    "active-list",
    "noun-of-list",
    "verb-first",
    "verb-first-list",
    "active-behind",
    "noun-behind",
    "participle-before",
    "active",
    "passive",
    "noun-of",
    "total",
    "participle",
    "after-noun",
    "intransitive",
    "two-effects",
)
_HEAD: Final = 2
_BREAKDOWN_REACH: Final = 60
_PROPERTY_RULES: Final = ("active", "passive", "participle", "verb-first", "intransitive", "noun-of")
_ZERO_REACH: Final = 6
_REACH: Final = 15


@dataclass(slots=True, eq=False)
class Draft:
    """A figure being read: its number, what it counts, its trigger, and the draft of which it is a part."""

    at: int
    number: Number
    phrase: Phrase
    effect: str
    rule: str
    trigger: Trigger | None = None
    whole: "Draft | None" = None
    note: str | None = None
    unit: str = "persons"


@dataclass(slots=True)
class Found:
    """What a sentence holds: drafts, and the numbers that are no figures with the reason."""

    drafts: list[Draft] = field(default_factory=list)
    others: list[tuple[Number, str]] = field(default_factory=list)
    again: bool = False
    earlier: Sequence[Draft] = ()
    order: Order = _ORDER


def figures(tokens: list[Token], earlier: Sequence[Draft] = (), order: Order = _ORDER) -> Found:
    """Takes the tokens of a sentence and the figures before it, gives its figures and the other numbers with reasons."""
    found = Found(earlier=earlier, order=order)
    whole = next((draft for draft in reversed(earlier) if draft.whole is None), None)
    for at, token in enumerate(tokens):
        if token.number is None:
            continue
        phrase = noun_phrase(tokens, at, head_first=order.head_first)
        reason = not_a_count(tokens, at, phrase)
        again = _taken_up_again(tokens, at, earlier)
        if again is not None:
            whole, found.again = again, True
            reason = "a figure taken up again"
        draft = None if reason else _draft(tokens, at, phrase, found, whole)
        if draft is None:
            found.others.append((token.number, reason or "no effect told for it"))
        else:
            found.drafts.append(draft)
    if order.verb_final:
        _parts_before_total(tokens, found)
    return found


def _parts_before_total(tokens: list[Token], found: Found) -> None:
    """ "63 children included, 613 people were killed": in verb-final order the parts may stand before their total.

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


def _taken_up_again(tokens: list[Token], at: int, earlier: Sequence[Draft]) -> Draft | None:
    """The earlier figure that "of these 184", "those 31", "of the 31 we saw" point back to."""
    number, before = tokens[at].number, tokens[at - 1].roles if at else 0
    of_the = before & OF_THE and at == 1
    if number is None or number.best is None or not (before & ANAPHOR or of_the):
        return None
    return next((draft for draft in reversed(earlier) if draft.number.best == number.best), None)


def _draft(tokens: list[Token], at: int, phrase: Phrase, found: Found, earlier: Draft | None) -> Draft | None:
    number, before = tokens[at].number, found.drafts
    assert number is not None
    if found.again and not before:
        return _part_of_again(tokens, at, phrase, earlier, found.order)
    whole = _named_whole(tokens, at, _whole(tokens, at, phrase, found, earlier), found.earlier)
    if whole is None and found.again and before and before[0].whole is earlier:
        whole = _in_series(tokens, at, phrase, before)
    trigger = _trigger(tokens, at, phrase, found.order)
    draft = None
    if trigger is not None:
        effect = trigger.effect
        if effect == "killed" and phrase.unit in ("buildings", "settlements", "territory"):
            effect = "destroyed"
        draft = Draft(at, number, phrase, effect, trigger.rule, trigger)
    elif number.best == 0:
        return None  # a zero is a figure only where its own words tell of what there was none
    elif whole is not None and (not phrase.empty or _directly_part(tokens, at)):
        draft = Draft(at, number, phrase, whole.effect, "part")
    elif _elided(tokens, at, phrase, before):
        last = before[-1]
        draft = Draft(at, number, phrase, last.effect, "elided")
        whole = whole or last.whole
    if draft is None:
        draft = _figure_again(tokens, at, phrase, (*found.earlier, *before))
    if draft is None:
        return None
    whole = whole or _of_the_first(tokens, before)
    if whole is not None and (draft.rule == "part" or _same_effect(draft, whole) or _directly_part(tokens, at)):
        draft.whole = whole
    draft.unit = _unit(draft)
    return draft


def _last_total(earlier: Sequence[Draft], effect: str) -> Draft | None:
    """The last total of an effect: what "22 of the dead" are counted out of."""
    return next((d for d in reversed(earlier) if d.whole is None and d.effect == effect), None)


def _in_series(tokens: list[Token], at: int, phrase: Phrase, before: list[Draft]) -> Draft | None:
    """ ", and 13 were children": goes on with the parts of a figure taken up again."""
    linked = tokens[at - 1].roles & CONJUNCTION or tokens[at - 1].lower == ","
    return before[0].whole if linked else None


def _part_of_again(tokens: list[Token], at: int, phrase: Phrase, whole: Draft | None, order: Order) -> Draft | None:
    """ "Of these 184 people, 51 were women": the first number after a figure taken up again."""
    number = tokens[at].number
    trigger = _trigger(tokens, at, phrase, order)
    if whole is None or number is None:
        return None
    effect = trigger.effect if trigger is not None else whole.effect
    draft = Draft(at, number, phrase, effect, trigger.rule if trigger is not None else "part", trigger)
    draft.whole, draft.unit = whole, phrase.unit or whole.unit
    return draft


def _figure_again(tokens: list[Token], at: int, phrase: Phrase, earlier: Sequence[Draft]) -> Draft | None:
    """ "Rejects the figure of 600": the effect is that of the same figure before it, or of the last total."""
    trigger, number = figure_trigger(tokens, at), tokens[at].number
    if trigger is None or number is None or not phrase.empty:
        return None
    totals = [draft for draft in earlier if draft.whole is None]
    same = [draft for draft in totals if draft.number.best == number.best]
    if not totals:
        return None
    effect = (same or totals)[-1].effect
    return Draft(at, number, phrase, effect, "figure", Trigger(effect, trigger.first, trigger.last, "figure"))


def _of_the_first(tokens: list[Token], before: list[Draft]) -> Draft | None:
    """ "Of seven bodies seen, two were children": what a sentence counts out of the number at its head."""
    head = next((at for at, token in enumerate(tokens) if token.lower[0].isalnum()), 0)
    opens = before and before[0].at <= head + _HEAD and tokens[head].roles & (OF | PARTS_OPEN)
    return before[0] if opens else None


def _same_effect(draft: Draft, whole: Draft) -> bool:
    return draft.effect == whole.effect or whole.effect == "other"


def _trigger(tokens: list[Token], at: int, phrase: Phrase, order: Order) -> Trigger | None:
    """The trigger that counts, nearest and surest first."""
    for trigger in _candidates(tokens, at, phrase, order):
        if _plausible(tokens, at, phrase, trigger):
            return trigger
    return None


def _candidates(tokens: list[Token], at: int, phrase: Phrase, order: Order) -> Iterator[Trigger]:
    inside, left, group = _inside(phrase), left_trigger(tokens, at, order), group_trigger(tokens, at)
    if group is not None:
        yield group
    told_inside = inside is not None and inside.rule != "weak-noun"
    if inside is not None and told_inside and (left is None or left.effect != "killed"):
        yield inside
    if left is not None and left.rule in ("active", "noun-of", "verb-first", "participle-before"):
        yield left
    if inside is not None and told_inside:
        yield inside
    right = None if _is_base(tokens, at) else right_trigger(tokens, phrase, order)
    total = total_trigger(tokens, at)
    if total is not None and (right is None or right.rule not in ("passive", "adjective")):
        yield total
    if right is not None:
        yield right
    if left is not None:
        yield Trigger("killed", left.first, left.last, "lost") if left.rule == "lost" else left
    if inside is not None:
        yield inside
    for found in (_counted_out_of(tokens, at), _in_settlements(tokens, at, phrase)):
        if found is not None:
            yield found


def _is_base(tokens: list[Token], at: int) -> bool:
    """Whether the number is what another is counted out of: the 31 in "20 of the 31 passengers died"."""
    place = at - 1
    while place >= 0 and (tokens[place].roles & (NAME | DETERMINER) or tokens[place].word.roles & POSSESSIVE):
        place -= 1
    before = tokens[place - 1].number if place > 0 else None
    return place > 0 and bool(tokens[place].roles & OF) and before is not None and not before.is_one


def _counted_out_of(tokens: list[Token], at: int) -> Trigger | None:
    return Trigger("present", at, at, "counted-out-of") if _is_base(tokens, at) else None


def _inside(phrase: Phrase) -> Trigger | None:
    """An effect told inside the phrase: "29 bodies", "three dead children", "500 refugees"."""
    for effect, rule in ((phrase.strong, "noun"), (phrase.adjective, "before-noun"), (phrase.weak, "weak-noun")):
        if effect:
            return Trigger(effect, phrase.first, phrase.last, rule)
    return None


def _in_settlements(tokens: list[Token], at: int, phrase: Phrase) -> Trigger | None:
    return label_near(tokens, at) if phrase.unit == "settlements" else None


def _plausible(tokens: list[Token], at: int, phrase: Phrase, trigger: Trigger) -> bool:
    """Whether what is counted can suffer this: an unknown noun only beside a sure trigger, property not killed."""
    number = tokens[at].number
    if trigger.negated and not (number is not None and number.best == 0):  # "none was not killed" counts none
        return False
    if number is not None and number.best == 0:
        return _zero_stated(tokens, phrase, trigger)
    if phrase.empty:
        sure = (
            "verb-first",
            "active-behind",
            "noun-behind",
            "participle-before",
            "two-effects",
            "group-of",
            "active",
            "noun-of",
            "total",
            "participle",
            "after-noun",
            "passive",
            "adjective",
            "lost",
            "noun",
        )
        return trigger.rule in sure or (trigger.rule == "intransitive" and trigger.first - at <= 3)
    person = phrase.unit in ("persons", "families")
    if trigger.effect in ("destroyed", "damaged"):
        others = phrase.head is not None and bool(tokens[phrase.head].roles & OTHERS)
        property_ = phrase.unit in (None, "buildings", "settlements", "other", "territory")
        return property_ or phrase.of_them or others
    if phrase.unit in ("buildings", "settlements", "territory"):
        if trigger.effect == "killed" and trigger.rule in _PROPERTY_RULES:
            return True  # "villages were wiped out": told as destroyed
        return trigger.effect in ("other", "displaced", "present") or trigger.rule in ("before-noun",)
    if phrase.unit is None and not phrase.of_them:
        return trigger.rule in _STRONG_VERB_RULES or phrase.named
    return person or phrase.of_them or phrase.unit == "other"


def _zero_stated(tokens: list[Token], phrase: Phrase, trigger: Trigger) -> bool:
    """ "no casualties", "no one was killed"; not "no prisoners", which counts nothing."""
    if trigger.effect not in ("killed", "injured", "missing", "other"):
        return False
    if trigger.rule == "noun":
        return phrase.head is not None and not tokens[phrase.head].roles & NOT_ZERO
    if trigger.rule == "total":  # "of-the-dead none"
        return phrase.empty and trigger.last == phrase.first - 2
    if trigger.rule == "verb-first":
        return trigger.first > 0 and bool(tokens[trigger.first - 1].roles & NEGATION)
    near = trigger.first - phrase.last <= _ZERO_REACH
    return near and trigger.rule in ("passive", "intransitive", "adjective")


def _directly_part(tokens: list[Token], at: int) -> bool:
    return tokens[at - 1].roles & PARTS_OPEN != 0


def _whole(tokens: list[Token], at: int, phrase: Phrase, found: Found, earlier: Draft | None) -> Draft | None:
    """The total of which this number is a part: after "among them", in brackets, "20 of them", "of these, 20 ..."."""
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


def _named_whole(tokens: list[Token], at: int, whole: Draft | None, earlier: Sequence[Draft]) -> Draft | None:
    """ "Among the dead are ...": the total is the last one told of this effect, not the last one of any."""
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


def _elided(tokens: list[Token], at: int, phrase: Phrase, before: list[Draft]) -> bool:
    """ "33 people were killed in one town and 216 in another": the second number takes the first one's effect."""
    if not before or at == 0:
        return False
    link = tokens[at - 1]
    if not (link.roles & CONJUNCTION or link.lower == ","):
        return False
    last = before[-1]
    if (not link.roles & EITHER and last.number.qualifier in ("percent", "fraction")) or at - last.at > _REACH:
        return False
    if any(tokens[place].lower in ".;:" or tokens[place].roles & BE for place in range(last.phrase.last + 1, at)):
        stops = any(tokens[p].lower in ".;:" for p in range(last.phrase.last + 1, at))
        return not stops and (phrase.empty or (phrase.unit == last.unit and _clause_ends(tokens, phrase.last + 1)))
    if phrase.empty:
        return True
    listed = phrase.unit == last.unit or phrase.named
    return listed and last.rule in ("active", "part", "noun-of", "active-list", "elided", "lost", "verb-first")


def _clause_ends(tokens: list[Token], at: int) -> bool:
    """Whether nothing is said of a phrase any more: "six guards there."."""
    return at >= len(tokens) or bool(tokens[at].roles & (ADVERB | PUNCTUATION) and tokens[at].lower != ",")


def _unit(draft: Draft) -> str:
    others = draft.phrase.head is not None and draft.phrase.unit == "persons" and draft.rule.startswith("active")
    if others and draft.effect in ("destroyed", "damaged"):
        return "buildings"
    if draft.phrase.unit:
        return draft.phrase.unit
    if draft.phrase.empty and draft.whole is not None:
        return draft.whole.unit
    return "persons"
