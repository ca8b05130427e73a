"""The words behind a number that tell what befell those counted."""

from typing import Final

from accounted.read.asides import behind_aside
from accounted.read.lexicon import Order
from accounted.read.phrases import Phrase, next_item
from accounted.read.roles import (
    ADJECTIVE,
    ADVERB,
    AMONG,
    ARTICLE,
    BE,
    BOUNDARY,
    CAUSATIVE,
    COMPARES,
    CONJUNCTION,
    DETERMINER,
    EITHER,
    FALLS,
    GERUND,
    HAVE,
    HEARSAY,
    INTRANSITIVE,
    KEEP,
    LABEL,
    NAME,
    NOT_SPEAKER,
    NUMBER,
    OF_NOUN,
    PARTS_AFTER,
    PARTS_OPEN,
    PAST,
    PLURAL,
    PREPOSITION,
    PRESENT,
    PUNCTUATION,
    QUALIFIER,
    RELATIVE,
    REMAIN,
    SAYS,
    SOME_OF,
    STRONG,
    THAT,
    THEM,
    TRANSITIVE,
    UNIT,
    WEAK,
    WHOSE,
)
from accounted.read.tokens import Token
from accounted.read.told_later import told_later
from accounted.read.trigger_words import (
    Trigger,
    dash_is_copula,
    negated_before,
    object_follows,
    of_another,
    told_by,
    told_unless_negated,
)

_FARTHEST_RIGHT: Final = 28
_ORDER: Final = Order()
_PREDICATE: Final = TRANSITIVE | INTRANSITIVE | ADJECTIVE | PARTS_OPEN | FALLS
_MAY_END: Final = SOME_OF | NOT_SPEAKER | WHOSE | LABEL | TRANSITIVE | THAT | BOUNDARY | SAYS
_APART: Final = ("displaced", "detained", "missing")  # with "killed" under one number: told as "other"
_DASHES: Final = frozenset("-–—")
_NEAR: Final = 10
_STOPS: Final = frozenset(".;:?!")
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_QUOTES: Final = frozenset("\"'“”‘’«»_*")
_SKIP_LEFT: Final = QUALIFIER | KEEP | DETERMINER | ADVERB | HEARSAY


def right_trigger(tokens: list[Token], phrase: Phrase, order: Order = _ORDER) -> Trigger | None:
    """Takes tokens and what a number counts, gives the predicate behind it.

    "487 people were wounded", "150 people are still missing", "12 dead", "scores of people who died".
    """
    passive, steps = dash_is_copula(tokens, phrase.last + 1), 0
    at = phrase.last + 1 + passive
    beside, crossed, aside = True, False, 0
    opened = phrase.first > 1 and tokens[phrase.first - 2].lower in _DASHES
    left_so = phrase.first > 1 and bool(tokens[phrase.first - 2].roles & CAUSATIVE)
    while at < len(tokens) and steps < _FARTHEST_RIGHT:
        token, steps = tokens[at], steps + 1
        roles = token.roles
        if roles & PUNCTUATION and (behind := behind_aside(tokens, at, opened=opened)):
            at = behind
            continue
        if token.lower in _STOPS or token.lower == ")" or (token.lower in "—–" and not roles & TRANSITIVE):
            return None
        verb_first = order.verb_before_subject and _subject_follows(tokens, at)
        verb_first = verb_first or bool(roles & _PREDICATE and next_item(tokens, phrase.first - 1, at))
        of_others = bool(roles & (NUMBER | UNIT)) and of_another(tokens, at, passive=passive)
        if verb_first or of_others or (roles & TRANSITIVE and _new_verb(tokens, at)):
            return None
        found = _predicate(tokens, at, passive=passive, beside=beside) if roles & _PREDICATE else None
        if found is None and order.object_before_verb:
            found = _verb_behind(tokens, at, crossed=crossed)
        if found is not None:
            far = crossed and roles & PARTS_OPEN
            if far or (found.effect == "other" and steps > _NEAR):
                return None
            found = told_later(tokens, phrase, found)
            if not (crossed and not passive and found.rule == "participle" and aside):
                return found
        if (roles & _MAY_END or token.lower == ",") and _ends_right(tokens, at, passive=passive):
            return None
        passive = passive or (bool(roles & (BE | REMAIN)) and not roles & CAUSATIVE)
        if roles & NUMBER:
            linked = bool(tokens[at - 1].roles & CONJUNCTION or tokens[at - 1].lower == ",")
            behind = _behind_number(tokens, at, passive=passive, shared=order.object_before_verb and linked)
            if behind != at:
                at = behind
                continue
            crossed = crossed or not (order.object_before_verb and linked)
        aside += bool(roles & PREPOSITION)
        near = bool(roles & (ADVERB | HEARSAY | REMAIN)) or token.lower in _QUOTES
        beside = beside and (near or (left_so and not roles & (BOUNDARY | CONJUNCTION | PUNCTUATION)))
        at += 1
    return None


def among_trigger(tokens: list[Token], phrase: Phrase) -> Trigger | None:
    """Takes tokens and what a number counts, gives what befell those it is of: "28 children among 76 killed"."""
    at = phrase.last + 1
    if at >= len(tokens) or not tokens[at].roles & AMONG:
        return None
    at += 2 if at + 1 < len(tokens) and tokens[at + 1].roles & ARTICLE else 1
    if at + 1 >= len(tokens) or tokens[at].number is None:
        return None
    return told_by(tokens[at + 1], ADJECTIVE | STRONG, at + 1, "among")


def them_trigger(tokens: list[Token], phrase: Phrase) -> Trigger | None:
    """Takes tokens and what a number counts, gives what is told later of "them": "took forty men out and shot them"."""
    for place in range(phrase.last + 1, min(phrase.last + _FARTHEST_RIGHT, len(tokens) - 1)):
        token, behind = tokens[place], tokens[place + 1]
        if token.roles & NUMBER or token.lower in _STOPS:
            return None
        if token.roles & TRANSITIVE and behind.roles & THEM:
            return told_by(token, TRANSITIVE, place, "them")
        if behind.roles & TRANSITIVE and token.roles & THEM and tokens[place - 1].roles & HAVE:
            return told_by(behind, TRANSITIVE, place + 1, "them")
    return None


def _behind_number(tokens: list[Token], at: int, *, passive: bool, shared: bool) -> int:
    """Where to look on behind another number: right there; behind an aside on some; nowhere, where a clause is its own.

    `shared` where the language lists numbers before the verb that tells of all of them.
    """
    before = tokens[at - 1]
    if before.roles & PARTS_AFTER and before.roles & PARTS_OPEN:
        return _behind_aside(tokens, at)  # "4,000 had passed through, of whom some 50 did not survive"
    if before.roles & HAVE and at > 1 and tokens[at - 2].roles & CONJUNCTION:
        return len(tokens)  # "lost 24 men and had 52 wounded"
    linked = before.roles & CONJUNCTION or before.lower == ","
    return len(tokens) if linked and not shared and _own_clause(tokens, at, passive=passive) else at


def _behind_aside(tokens: list[Token], at: int) -> int:
    """The place of the comma that closes an aside on some of those counted; the end where none does."""
    for place in range(at, len(tokens)):
        listed = place + 1 < len(tokens) and tokens[place + 1].roles & (NUMBER | CONJUNCTION)
        if tokens[place].lower == "," and not listed:
            return place + 1
        if tokens[place].lower in _STOPS:
            break
    return len(tokens)


def _own_clause(tokens: list[Token], at: int, *, passive: bool) -> bool:
    """Whether a number linked to what stands before it has a clause of its own: what follows is told of it alone.

    "38 were exiled and 12 captured", "41 boys, and 1,200 wounded"; not "20 men and 30 women were killed".
    """
    if passive or at + 1 >= len(tokens):
        return passive
    beside = tokens[at + 1]  # "8 women and 10 children, and 180 injured"
    told = beside.roles & (STRONG | ADJECTIVE | TRANSITIVE) and not beside.roles & UNIT
    return bool(told) and tokens[at - 1].roles & CONJUNCTION != 0 and tokens[at - 2].lower == ","


def _verb_behind(tokens: list[Token], at: int, *, crossed: bool) -> Trigger | None:
    """The verb behind its object, in a language that commonly puts it there: "they 20 people killed"."""
    token = tokens[at]
    if crossed:
        return None
    if token.roles & OF_NOUN and not _number_soon(tokens, at + 1):
        return told_by(token, OF_NOUN, at, "noun-behind")
    if not token.roles & TRANSITIVE or token.roles & (UNIT | OF_NOUN):
        return None
    return told_by(token, TRANSITIVE, at, "active-behind")


def _subject_follows(tokens: list[Token], at: int) -> bool:
    """Whether a verb stands before a number of its own, in a language that commonly puts the verb first."""
    return bool(tokens[at].roles & (TRANSITIVE | INTRANSITIVE | OF_NOUN)) and _number_soon(tokens, at + 1)


def _number_soon(tokens: list[Token], at: int) -> bool:
    """Whether a number follows at once, but for words that may stand between verb and number."""
    while at < len(tokens) and tokens[at].roles & (_SKIP_LEFT | BE) and not tokens[at].roles & NUMBER:
        at += 1
    return at < len(tokens) and bool(tokens[at].roles & NUMBER)


def _predicate(tokens: list[Token], at: int, *, passive: bool, beside: bool) -> Trigger | None:
    found = _one_predicate(tokens, at, passive=passive, beside=beside)
    return _with_alternative(tokens, found) if found is not None else None


def _with_alternative(tokens: list[Token], found: Trigger) -> Trigger:
    """ "destroyed or badly damaged" tells the weaker; two effects on people under one number are told as "other"."""
    at = _listed_effect(tokens, found)
    if at >= len(tokens) or not tokens[at].roles & CONJUNCTION:
        return found
    either = bool(tokens[at].roles & EITHER)
    at += 1
    while at < len(tokens) and tokens[at].roles & ADVERB:
        at += 1
    second = tokens[at].word.effect_as(TRANSITIVE | ADJECTIVE | INTRANSITIVE) if at < len(tokens) else None
    if second == "killed" and not either and tokens[at].roles & INTRANSITIVE:
        return Trigger("killed", found.first, at, "intransitive")  # "were wounded and died"
    burned = second is not None and ("destroyed" in {effect for _, effect in tokens[at].word.effects})
    second = "destroyed" if burned and found.effect == "killed" else second  # "assassinadas e queimadas"
    if second is None or second == found.effect or object_follows(tokens, at):
        return found
    if {found.effect, second} == {"destroyed", "killed"}:
        return Trigger("killed", found.first, at, found.rule)  # "were burnt, drowned or put to the sword"
    if {found.effect, second} == {"destroyed", "damaged"}:
        return Trigger("damaged", found.first, at, found.rule)
    if either or {found.effect, second} == {"killed", "injured"} or (found.effect == "killed" and second in _APART):
        return Trigger("other", found.first, at, "two-effects")
    return found


def _listed_effect(tokens: list[Token], found: Trigger) -> int:
    """The place behind a predicate, and behind others in a list with it: "killed, injured, or missing"."""
    at = found.last + 1
    while at + 2 < len(tokens) and tokens[at].lower == ",":
        if tokens[at + 1].roles & CONJUNCTION:
            return at + 1
        if tokens[at + 1].word.effect_as(TRANSITIVE | ADJECTIVE) is None or tokens[at + 2].roles & NUMBER:
            return at
        at += 2
    return at


def _acts_on(tokens: list[Token], at: int) -> bool:
    """ "20 soldiers killed 12 people": those counted act; "12 killed 40 wounded" is a list without commas."""
    if not object_follows(tokens, at):
        return False
    after = tokens[at + 2].roles if at + 2 < len(tokens) else 0
    listed = tokens[at + 1].number is not None and after & ADJECTIVE and not after & UNIT
    return not listed


def _one_predicate(tokens: list[Token], at: int, *, passive: bool, beside: bool) -> Trigger | None:
    token = tokens[at]
    if at and tokens[at - 1].roles & ARTICLE:
        return None  # "40 doctors treat the wounded"
    negated = negated_before(tokens, at)
    if passive and token.roles & PARTS_OPEN and token.roles & STRONG and token.lower.find(" ") > 0:
        return told_unless_negated(token, STRONG, at, "adjective", negated)  # "186 children were among the dead"
    acts = token.roles & TRANSITIVE and not passive and _acts_on(tokens, at)
    if token.capital and _named_so(tokens, at):
        return None
    if token.roles & ADJECTIVE and not acts and (passive or beside or " " in token.lower):
        return told_unless_negated(token, ADJECTIVE, at, "adjective" if passive else "after-noun", negated)
    named = token.roles & LABEL and not token.roles & PAST  # "it was murder"
    if token.roles & TRANSITIVE and not token.roles & (OF_NOUN | UNIT) and not named:
        if passive:
            return told_unless_negated(token, TRANSITIVE, at, "passive", negated)
        if not token.roles & (GERUND | PRESENT) and not object_follows(tokens, at):
            return told_unless_negated(token, TRANSITIVE, at, "participle", negated)
    if token.roles & FALLS:
        return told_unless_negated(token, FALLS, at, "falls", negated)
    if token.roles & INTRANSITIVE:
        return told_unless_negated(token, INTRANSITIVE, at, "intransitive", negated)
    return None


def _named_so(tokens: list[Token], at: int) -> bool:
    """ "Medals for Wounded Creek": a word of a name, in a sentence that is no headline."""
    return bool(at + 1 < len(tokens) and tokens[at + 1].roles & NAME and at and not tokens[at - 1].capital)


def _new_verb(tokens: list[Token], at: int) -> bool:
    """ "seven of whom were children, and wounded 30 others": a verb with a count of its own goes on from before."""
    verb = tokens[at].roles & TRANSITIVE and not tokens[at].roles & (UNIT | GERUND | BE)
    counted = at + 1 < len(tokens) and tokens[at + 1].roles & NUMBER
    return bool(verb and counted and at > 1 and tokens[at - 1].roles & CONJUNCTION and tokens[at - 2].lower == ",")


def _new_subject(tokens: list[Token], at: int) -> bool:
    """ "Ten men, and the trains had been attacked": another subject with a verb of its own goes on behind the comma."""
    if at + 2 >= len(tokens) or not tokens[at + 1].roles & CONJUNCTION or not tokens[at + 2].roles & ARTICLE:
        return False
    for token in tokens[at + 3 : at + 3 + _NEAR]:
        if token.roles & (NUMBER | CONJUNCTION | PUNCTUATION | RELATIVE):
            return False
        if token.roles & (BE | HAVE) and not token.roles & PREPOSITION:
            return True
    return False


def _most_of_them(tokens: list[Token], at: int) -> bool:
    """ "Three of four were farmers, and most died in the hills": a subject of its own behind "and"."""
    if at + 1 >= len(tokens) or tokens[at].roles & (RELATIVE | THAT | UNIT):
        return False
    return bool(tokens[at - 1].roles & CONJUNCTION and tokens[at + 1].roles & (INTRANSITIVE | BE | HAVE))


def _ends_right(tokens: list[Token], at: int, *, passive: bool) -> bool:
    """Whether the clause of the number ends here, or shows that those counted act themselves."""
    token = tokens[at]
    if token.roles & SOME_OF:
        return True  # "51 wounded, some of whom died"
    if token.roles & NOT_SPEAKER and _most_of_them(tokens, at):
        return True
    if token.roles & WHOSE or (token.lower == "," and not passive and _new_subject(tokens, at)):
        return True  # "25 prisons whose inmates were killed"
    if token.roles & LABEL and at and tokens[at - 1].roles & (ARTICLE | PREPOSITION) and not token.roles & PAST:
        return False  # "suspected of the massacre died": a noun, though a verb has the same form
    if token.roles & TRANSITIVE and not passive and not token.roles & (UNIT | STRONG | WEAK):
        return not token.roles & GERUND or object_follows(tokens, at)
    if token.roles & THAT and at and tokens[at - 1].roles & PREPOSITION:
        return False  # "paid for that march with their lives"
    if token.roles & THAT and at + 1 < len(tokens) and tokens[at + 1].roles & (BE | HAVE):
        return False  # "six people that were killed"
    if token.roles & BOUNDARY and at and tokens[at - 1].roles & HAVE:
        return False  # "25 have since been released"
    if token.roles & BOUNDARY and not token.roles & RELATIVE:
        return not (passive and token.roles & COMPARES)
    if token.roles & SAYS and at > 1 and tokens[at - 1].roles & DETERMINER and tokens[at - 2].roles & PREPOSITION:
        return False  # "paid for that show of defiance with their lives": a noun
    return bool(token.roles & SAYS) and not passive and not token.roles & (REMAIN | BE)


def in_a_row(tokens: list[Token], at: int, phrase: Phrase, left: Trigger | None) -> Trigger | None:
    """Takes a number and the verb right before it, gives the participle right behind it where each has its own:

    "4 clerks killed 109 farmers wounded Total: 12 missing": the word before tells of the number before that.
    """
    behind = phrase.last + 1
    if behind >= len(tokens) or not (_headed(tokens, at) or (left is not None and tells_before(tokens, at, left))):
        return None
    following = tokens[behind + 1] if behind + 1 < len(tokens) else None
    if following is None or following.number is not None or following.capital or following.lower in ".;":
        return told_by(tokens[behind], ADJECTIVE | TRANSITIVE, behind, "after-noun")
    return None


def _headed(tokens: list[Token], at: int) -> bool:
    """ "Total: 26 killed": a word before a colon that tells no effect."""
    return at > 1 and tokens[at - 1].lower == ":" and not tokens[at - 2].roles & (ADJECTIVE | TRANSITIVE | STRONG)


def tells_before(tokens: list[Token], at: int, left: Trigger) -> bool:
    """Takes a number and the verb before it, gives whether that stands right behind another number it tells of."""
    if left.last != at - 1 or left.first < 1 or left.rule not in ("active", "total"):
        return False
    before = left.first - 1
    if before > 0 and tokens[before].roles & (UNIT | PLURAL):
        before -= 1
    number = tokens[before].number
    return number is not None and not (number.bare and _FIRST_YEAR <= (number.best or 0) < _LAST_YEAR)
