"""What the numbers of sentences count, and the words that tell what befell those counted: the nearest and surest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accounted.read.companions import companion_trigger
from accounted.read.gapped import shared_noun
from accounted.read.groups import of_the_group
from accounted.read.guards import not_a_count
from accounted.read.left_triggers import left_trigger
from accounted.read.lexicon import Order
from accounted.read.phrases import Phrase, noun_phrase
from accounted.read.plausible import is_base, is_plausible
from accounted.read.roles import CONJUNCTION, PARTS_OPEN
from accounted.read.split_verbs import lost_lives, split_trigger
from accounted.read.tokens import Token
from accounted.read.told_inside import came_of_it, inside_trigger
from accounted.read.totals import group_trigger, item_trigger, label_near, total_trigger
from accounted.read.trigger_words import DEATHS, Trigger
from accounted.read.triggers import among_trigger, in_a_row, right_trigger, tells_before, them_trigger


@dataclass(slots=True)
class Counted:
    """A number of a sentence: what it counts, why it is no count, or else the words that tell what befell those."""

    at: int
    phrase: Phrase
    reason: str | None = None
    trigger: Trigger | None = None


def counted(sentences: Sequence[list[Token]], order: Order) -> list[list[Counted]]:
    """Takes the tokens of sentences, gives for each its numbers with what they count and what is told of it.

    Each question is asked of all numbers before the next one is: a computer is quicker at the same work over and over.
    """
    found = [
        [Counted(at, noun_phrase(tokens, at, order)) for at, token in enumerate(tokens) if token.number is not None]
        for tokens in sentences
    ]
    for tokens, numbers in zip(sentences, found, strict=True):
        for one in numbers:
            one.reason = not_a_count(tokens, one.at, one.phrase)
    for tokens, numbers in zip(sentences, found, strict=True):
        for one in numbers:
            if one.reason is None:
                one.trigger = _trigger(tokens, one.at, one.phrase, order)
    return found


def _trigger(tokens: list[Token], at: int, phrase: Phrase, order: Order) -> Trigger | None:
    """The trigger that counts, nearest and surest first."""
    for trigger in _candidates(tokens, at, phrase, order):
        if is_plausible(tokens, at, phrase, trigger):
            return trigger
    return None


def _candidates(tokens: list[Token], at: int, phrase: Phrase, order: Order) -> Iterator[Trigger]:
    inside, left, group = inside_trigger(phrase), left_trigger(tokens, at, order), group_trigger(tokens, at)
    if group is not None:
        yield of_the_group(tokens, group, phrase, order) or group
    if (split := split_trigger(tokens, at, phrase)) is not None:
        yield split
    if phrase.of_them and phrase.strong:  # "12 of the wounded died": what befell them then
        later = right_trigger(tokens, phrase, order)
        if later is not None and later.rule in ("intransitive", "passive", "adjective"):
            yield later
    told_inside = inside is not None and inside.rule != "weak-noun"
    of_another = left is not None and tells_before(tokens, at, left)  # "26 killed 253 wounded"
    if inside is not None and told_inside and (left is None or left.effect != "killed" or of_another):
        yield (None if left is not None else came_of_it(tokens, phrase, inside, order)) or inside
    if (row := in_a_row(tokens, at, phrase, left)) is not None:
        yield row
    if left is not None and left.rule in ("active", "noun-of", "verb-first", "participle-before"):
        yield lost_lives(tokens, phrase, left) or left
    if inside is not None and told_inside:
        yield inside
    own = left if left is not None and left.rule == "lost" else inside
    yield from _behind_and_before(tokens, at, phrase, order, own)
    if left is not None:
        yield Trigger("killed", left.first, left.last, "lost") if left.rule == "lost" else left
    if inside is not None:
        yield inside
    yield from _last_resort(tokens, at, phrase)


def _last_resort(tokens: list[Token], at: int, phrase: Phrase) -> Iterator[Trigger]:
    """What counts where nothing nearer does: an item of a list, a base, others named with them, what is told later."""
    item, base, places = item_trigger(tokens, at), _counted_out_of(tokens, at), _in_settlements(tokens, at, phrase)
    later = them_trigger(tokens, phrase) if phrase.unit == "persons" and at and tokens[at - 1].lower.isalpha() else None
    shared = companion_trigger(tokens, at, phrase)
    for found in (item, base, places, among_trigger(tokens, phrase), shared, shared_noun(tokens, at)):
        if found is not None:
            yield found
    if later is not None and later.effect in DEATHS:
        yield later


def _behind_and_before(
    tokens: list[Token], at: int, phrase: Phrase, order: Order, inside: Trigger | None
) -> Iterator[Trigger]:
    """The predicate behind the number, and the total noun before it, which counts first where that is less plain."""
    right = None if is_base(tokens, at) else right_trigger(tokens, phrase, order)
    total = total_trigger(tokens, at, order)
    own = right is not None and right.rule in ("passive", "adjective") and not _of_the_next(tokens, phrase, right)
    narrower = inside is not None and inside.rule == "weak-noun" and total is not None and total.effect == "other"
    if total is not None and not own and not narrower and not _wider(total, right):
        yield total
    if right is not None and not _of_another(tokens, phrase, right, inside):
        yield right


def _of_the_next(tokens: list[Token], phrase: Phrase, right: Trigger) -> bool:
    """ "The toll rose to six, seven others were hurt": the predicate is that of the number behind the comma."""
    between = tokens[phrase.last + 1 : right.first]
    return any(t.number is not None and between[at - 1].lower == "," for at, t in enumerate(between) if at)


def _of_another(tokens: list[Token], phrase: Phrase, right: Trigger, inside: Trigger | None) -> bool:
    """Whether a predicate behind is that of another number: "411 inhabitants, 14 killed"."""
    if inside is not None and _over_another(tokens, phrase, right):
        return True
    counted = tokens[right.first - 1].number is not None
    return counted and right.rule == "participle" and _of_the_next(tokens, phrase, right)


def _over_another(tokens: list[Token], phrase: Phrase, right: Trigger) -> bool:
    """ "30,000 refugees, 19 of whom froze": the predicate is that of a figure behind a comma, and no list goes on."""
    between = tokens[phrase.last + 1 : right.first]
    at = next((place for place, token in enumerate(between) if token.number is not None), 0)
    if at > 0 and between[at - 1].roles & PARTS_OPEN and any(token.lower == "," for token in between[at:]):
        return False  # "28 hostages, including four nuns, were found dead"
    joined = any(token.roles & CONJUNCTION for token in between)
    if at > 0 and at + 1 == len(between) and right.rule in ("participle", "after-noun"):
        return True  # "a thousand detained and 100 wounded": each has its own
    return at > 0 and not joined and any(token.lower == "," for token in between[:at])


def _wider(total: Trigger, right: Trigger | None) -> bool:
    """ "Casualties: 12 killed": the word before tells less than the word behind."""
    return total.effect == "other" and right is not None and right.rule in ("after-noun", "participle")


def _counted_out_of(tokens: list[Token], at: int) -> Trigger | None:
    """ "20 of the 31 passengers", "of the 900 farmers there, 200": the number that another is counted out of."""
    return Trigger("present", at, at, "counted-out-of") if is_base(tokens, at) else None


def _in_settlements(tokens: list[Token], at: int, phrase: Phrase) -> Trigger | None:
    return label_near(tokens, at) if phrase.unit == "settlements" else None
