"""The words that tell what befell those counted, and where they stand: left of the number, right of it, in a total."""

from dataclasses import dataclass
from typing import Final

from accounted.read.lexicon import Order
from accounted.read.phrases import Phrase
from accounted.read.roles import (
    ADJECTIVE,
    ADVERB,
    AMOUNT,
    BE,
    BOUNDARY,
    CAUSATIVE,
    COMPARES,
    CONJUNCTION,
    COUNTER,
    DETERMINER,
    DIGITS,
    EITHER,
    FIGURE,
    GERUND,
    GROUP_OF,
    HAVE,
    HEARSAY,
    INTRANSITIVE,
    KEEP,
    LABEL,
    MONTH,
    NAME,
    NEGATION,
    NUMBER,
    OF,
    OF_NOUN,
    PREPOSITION,
    PRONOUN,
    QUALIFIER,
    RELATIVE,
    REMAIN,
    SAYS,
    STRONG,
    SUFFERED,
    THAT,
    TOTAL,
    TRANSITIVE,
    TRIGGER,
    UNIT,
    WEAK,
    WEEKDAY,
)
from accounted.read.tokens import Token

_FARTHEST_RIGHT: Final = 28
_ORDER: Final = Order()
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_NEAR: Final = 10
_FARTHEST_TOTAL: Final = 28
_FARTHEST_LEFT: Final = 16
_FARTHEST_SUBJECT: Final = 5
_STOPS: Final = frozenset(".;:?!")
_QUOTES: Final = frozenset("\"'“”‘’«»_*")
_SKIP_LEFT: Final = QUALIFIER | KEEP | DETERMINER | ADVERB | HEARSAY
_NOUNS: Final = UNIT | STRONG | WEAK
_ENDS_SUBJECT: Final = NUMBER | CONJUNCTION | BOUNDARY | RELATIVE | SAYS | BE | HAVE | AMOUNT | TOTAL | STRONG | WEAK


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that tell an effect: tokens `first` to `last`, and the rule that read them."""

    effect: str
    first: int
    last: int
    rule: str
    negated: bool = False


def left_trigger(tokens: list[Token], number: int, order: Order = _ORDER) -> Trigger | None:
    """Takes tokens and the place of a number, gives the verb or noun before it whose object it is.

    "killed 613 people", "the deaths of 32 people", "killing the mayor and 30 others".
    """
    at = number - 1
    skipped = _SKIP_LEFT | (BE if order.verb_before_subject else 0)
    while at >= 0 and (tokens[at].roles & skipped or tokens[at].lower in _QUOTES):
        if tokens[at].roles & (TRANSITIVE | OF_NOUN | INTRANSITIVE):
            break
        at -= 1
    at = _before_date(tokens, at)
    if at < 0:
        return None
    found = _verb_first(tokens, at) if order.verb_before_subject else None
    if found is None and order.verb_before_subject and tokens[at].lower == ",":
        found = _verb_before_aside(tokens, at)
    if found is None and order.object_before_verb:
        found = _participle_before(tokens, at)
    found = found or _adjacent_left(tokens, at)
    if found is None and order.verb_before_subject:
        found = _verb_over_subject(tokens, at)
    if found is not None or not (tokens[at].roles & CONJUNCTION or tokens[at].lower == ","):
        return found
    return _coordinated_left(tokens, at) or (_verb_first_list(tokens, at) if order.verb_before_subject else None)


def _before_date(tokens: list[Token], at: int) -> int:
    """ "Killed on Monday 20 people", "erschoss am 14. August 20 Rebellen": steps over a date before the object."""
    place, dated = at, False
    while place >= 0 and at - place < _NEAR:
        token = tokens[place]
        day = bool(token.roles & (MONTH | WEEKDAY)) or _of_a_date(tokens, place)
        if not (day or token.roles & (DETERMINER | PREPOSITION | ADVERB | DIGITS)) or token.roles & OF_NOUN:
            break
        dated, place = dated or day, place - 1
    return place if dated else at


def _verb_first(tokens: list[Token], at: int) -> Trigger | None:
    """ "There died 20 people", "killed were 20 people", in a language that commonly says it so."""
    token = tokens[at]
    if token.roles & INTRANSITIVE:
        return _trigger(token, INTRANSITIVE, at, "verb-first")
    if token.roles & TRANSITIVE and (_passive(tokens, at) or tokens[at + 1].roles & BE):
        return _trigger(token, TRANSITIVE, at, "verb-first")
    return None


def _verb_before_aside(tokens: list[Token], at: int) -> Trigger | None:
    """ "Died, according to the police, 23 people": the verb stands before an aside between commas."""
    for place in range(at - 1, max(0, at - _FARTHEST_LEFT), -1):
        if tokens[place].lower == ",":
            return _verb_first(tokens, place - 1)
        if tokens[place].roles & (NUMBER | TRIGGER) or tokens[place].lower in _STOPS:
            return None
    return None


def _participle_before(tokens: list[Token], at: int) -> Trigger | None:
    """ "Killed 20 people" for 20 people who were killed, in a language that puts the participle before its number."""
    return _trigger(tokens[at], ADJECTIVE, at, "participle-before") if tokens[at].roles & ADJECTIVE else None


def _verb_over_subject(tokens: list[Token], at: int) -> Trigger | None:
    """ "Arrested the police 35 marchers", "fled from the village 900 people": verb, subject or place, number."""
    for place in range(at, max(-1, at - _FARTHEST_SUBJECT), -1):
        token = tokens[place]
        if token.roles & (TRANSITIVE | INTRANSITIVE | OF_NOUN) and not token.roles & UNIT:
            noun = token.roles & OF_NOUN and not token.roles & (TRANSITIVE | INTRANSITIVE)
            role = TRANSITIVE if token.roles & TRANSITIVE else INTRANSITIVE
            return None if noun else _trigger(token, role, place, "verb-first")
        if token.roles & _ENDS_SUBJECT and not _helps_verb(tokens, place):
            return None
        if not token.lower[0].isalpha():
            return None
    return None


def _helps_verb(tokens: list[Token], at: int) -> bool:
    """ "Occupied was 20 percent": an auxiliary right behind its verb."""
    return bool(at and tokens[at].roles & BE and tokens[at - 1].roles & (TRANSITIVE | INTRANSITIVE))


def _adjacent_left(tokens: list[Token], at: int) -> Trigger | None:
    token = tokens[at]
    if token.roles & OF_NOUN:
        return _trigger(token, OF_NOUN, at, "noun-of")
    if token.roles & TRANSITIVE and not _passive(tokens, at):
        return _trigger(token, TRANSITIVE, at, "active")
    if token.roles & SUFFERED:
        return Trigger("lost", at, at, "lost")
    if token.roles & OF and at:
        return _noun_before_of(tokens, at)
    if token.roles & INTRANSITIVE and at + 1 < len(tokens):  # "among those who died were 20 children"
        return None
    return None


def _noun_before_of(tokens: list[Token], at: int) -> Trigger | None:
    before = tokens[at - 1]
    if before.roles & STRONG:
        return _trigger(before, STRONG, at - 1, "noun-of")
    return None


def _trigger(token: Token, role: int, at: int, rule: str) -> Trigger | None:
    effect = token.word.effect_as(role)
    return Trigger(effect, at, at, rule) if effect else None


def _passive(tokens: list[Token], at: int) -> bool:
    """Whether a participle stands in the passive: "were brutally killed"."""
    place = at - 1
    while place >= 0 and tokens[place].roles & ADVERB and not tokens[place].roles & BE:
        place -= 1
    return place >= 0 and bool(tokens[place].roles & BE) and not tokens[at].roles & GERUND


def _coordinated_left(tokens: list[Token], at: int) -> Trigger | None:
    """Walks left over a list of objects to its verb: "killed a priest, two nuns and 30 others"."""
    for place in range(at, max(-1, at - _FARTHEST_LEFT), -1):
        token = tokens[place]
        if token.roles & TRANSITIVE and not token.roles & _NOUNS:
            if _passive(tokens, place) or not _object_follows(tokens, place):
                return None
            return _trigger(token, TRANSITIVE, place, "active-list")
        if token.roles & OF_NOUN:
            return _trigger(token, OF_NOUN, place, "noun-of-list")
        ends = BE | HAVE | SAYS | BOUNDARY | PRONOUN | INTRANSITIVE | REMAIN | ADJECTIVE
        if (token.roles & ends and not token.roles & (_NOUNS | DETERMINER)) or token.lower in _STOPS:
            return None
        if token.lower in "()":
            return None
    return None


def _verb_first_list(tokens: list[Token], at: int) -> Trigger | None:
    """ "Destroyed was a school and 14 houses": back over the first subjects of a verb that stands before them."""
    for place in range(at - 1, max(-1, at - _NEAR), -1):
        token = tokens[place]
        if token.roles & INTRANSITIVE and not token.roles & _NOUNS:
            return _trigger(token, INTRANSITIVE, place, "verb-first-list")
        if token.roles & (NUMBER | BOUNDARY | SAYS | TRIGGER & ~_NOUNS) or not token.lower[0].isalpha():
            return None
    return None


def _object_follows(tokens: list[Token], at: int) -> bool:
    """Whether a verb form has its object behind it, and so is active."""
    place = at + 1
    while place < len(tokens) and tokens[place].roles & (ADVERB | QUALIFIER) and not tokens[place].roles & NUMBER:
        place += 1
    if place >= len(tokens):
        return False
    token = tokens[place]
    if token.roles & (PREPOSITION | CONJUNCTION | BOUNDARY | BE | HAVE | RELATIVE) or not token.lower[0].isalnum():
        return token.lower in _QUOTES and place + 1 < len(tokens) and bool(tokens[place + 1].roles & (NUMBER | UNIT))
    return bool(token.roles & (NUMBER | DETERMINER | UNIT | PRONOUN | NAME | STRONG | WEAK)) or not token.roles


def right_trigger(tokens: list[Token], phrase: Phrase, order: Order = _ORDER) -> Trigger | None:
    """Takes tokens and what a number counts, gives the predicate behind it.

    "487 people were wounded", "150 people are still missing", "12 dead", "scores of people who died".
    """
    at, passive, steps = phrase.last + 1, False, 0
    beside, crossed, aside = True, False, 0
    while at < len(tokens) and steps < _FARTHEST_RIGHT:
        token, steps = tokens[at], steps + 1
        if token.lower == "(" or (token.lower == "," and _aside_follows(tokens, at)):
            at = _closing(tokens, at) + 1
            continue
        if token.lower in _STOPS or token.lower == ")" or (token.lower in "—–" and not token.roles & TRANSITIVE):
            return None
        if order.verb_before_subject and _subject_follows(tokens, at):
            return None
        found = _predicate(tokens, at, passive=passive, beside=beside) or _verb_behind(
            tokens, at, order, crossed=crossed
        )
        if found is not None and found.effect == "other" and steps > _NEAR:
            return None
        if found is not None and found.effect in ("detained", "tortured", "raped"):
            found = _later_death(tokens, at) or found
        if found is not None and not (crossed and not passive and found.rule == "participle" and aside):
            return found
        if _ends_right(tokens, at, passive=passive):
            return None
        passive = passive or (bool(token.roles & (BE | REMAIN)) and not token.roles & CAUSATIVE)
        linked = at > 0 and (tokens[at - 1].roles & CONJUNCTION or tokens[at - 1].lower == ",")
        crossed = crossed or bool(token.roles & NUMBER and not (order.object_before_verb and linked))
        aside += bool(token.roles & PREPOSITION)
        beside = beside and bool(token.roles & (ADVERB | HEARSAY | REMAIN) or token.lower in _QUOTES)
        at += 1
    return None


def _verb_behind(tokens: list[Token], at: int, order: Order, *, crossed: bool) -> Trigger | None:
    """The verb behind its object, in a language that commonly puts it there: "they 20 people killed"."""
    token = tokens[at]
    if not order.object_before_verb or crossed:
        return None
    if token.roles & OF_NOUN and not _number_soon(tokens, at + 1):
        return _trigger(token, OF_NOUN, at, "noun-behind")
    if not token.roles & TRANSITIVE or token.roles & (UNIT | OF_NOUN):
        return None
    return _trigger(token, TRANSITIVE, at, "active-behind")


def _subject_follows(tokens: list[Token], at: int) -> bool:
    """Whether a verb stands before a number of its own, in a language that commonly puts the verb first."""
    return bool(tokens[at].roles & (TRANSITIVE | INTRANSITIVE | OF_NOUN)) and _number_soon(tokens, at + 1)


def _number_soon(tokens: list[Token], at: int) -> bool:
    """Whether a number follows at once, but for words that may stand between verb and number."""
    while at < len(tokens) and tokens[at].roles & (_SKIP_LEFT | BE) and not tokens[at].roles & NUMBER:
        at += 1
    return at < len(tokens) and bool(tokens[at].roles & NUMBER)


def _later_death(tokens: list[Token], at: int) -> Trigger | None:
    """ "were rounded up, led up a hill and killed": the last of a chain of predicates, where it tells of death."""
    for place in range(at + 1, min(at + 10, len(tokens))):
        token = tokens[place]
        if token.roles & (NUMBER | BOUNDARY | SAYS | PRONOUN) or token.lower in _STOPS:
            return None
        linked = tokens[place - 1].roles & (CONJUNCTION | ADVERB) or tokens[place - 1].lower == ","
        if token.roles & TRANSITIVE and linked and not _object_follows(tokens, place):
            found = _trigger(token, TRANSITIVE, place, "passive")
            if found is not None and found.effect in ("killed", "executed_or_died_in_custody"):
                return found
    return None


def _aside_follows(tokens: list[Token], at: int) -> bool:
    """ "2,000 others, some of whom had fled, were missing": a clause between commas that tells of some of them."""
    if at + 1 >= len(tokens) or not tokens[at + 1].roles & RELATIVE:
        return False
    closes = next((place for place in range(at + 1, len(tokens)) if tokens[place].lower == ","), 0)
    tells = any(token.roles & (TRANSITIVE | INTRANSITIVE | ADJECTIVE) for token in tokens[at + 1 : closes])
    return bool(closes) and (" of " in tokens[at + 1].lower or not tells)


def _closing(tokens: list[Token], at: int) -> int:
    """The place of the bracket or comma that closes what opens here."""
    if tokens[at].lower == ",":
        return next(place for place in range(at + 1, len(tokens)) if tokens[place].lower == ",")
    depth = 0
    for place in range(at, len(tokens)):
        depth += (tokens[place].lower == "(") - (tokens[place].lower == ")")
        if depth == 0:
            return place
    return at


def _predicate(tokens: list[Token], at: int, *, passive: bool, beside: bool) -> Trigger | None:
    found = _one_predicate(tokens, at, passive=passive, beside=beside)
    return _with_alternative(tokens, found) if found is not None else None


def _with_alternative(tokens: list[Token], found: Trigger) -> Trigger:
    """ "destroyed or badly damaged" tells the weaker; two effects on people under one number are told as "other"."""
    at = found.last + 1
    if at >= len(tokens) or not tokens[at].roles & CONJUNCTION:
        return found
    either = bool(tokens[at].roles & EITHER)
    at += 1
    while at < len(tokens) and tokens[at].roles & ADVERB:
        at += 1
    second = tokens[at].word.effect_as(TRANSITIVE | ADJECTIVE) if at < len(tokens) else None
    if second is None or second == found.effect or _object_follows(tokens, at):
        return found
    if {found.effect, second} == {"destroyed", "damaged"}:
        return Trigger("damaged", found.first, at, found.rule)
    if either or {found.effect, second} == {"killed", "injured"}:
        return Trigger("other", found.first, at, "two-effects")
    return found


def _one_predicate(tokens: list[Token], at: int, *, passive: bool, beside: bool) -> Trigger | None:
    token = tokens[at]
    negated = any(tokens[place].roles & NEGATION for place in range(max(0, at - 2), at))
    if token.roles & ADJECTIVE and (passive or beside or " " in token.lower):
        return _negatable(token, ADJECTIVE, at, "adjective" if passive else "after-noun", negated)
    if token.roles & TRANSITIVE and not token.roles & (OF_NOUN | UNIT):
        if passive:
            return _negatable(token, TRANSITIVE, at, "passive", negated)
        if not token.roles & GERUND and not _object_follows(tokens, at):
            return _negatable(token, TRANSITIVE, at, "participle", negated)
    if token.roles & INTRANSITIVE:
        return _negatable(token, INTRANSITIVE, at, "intransitive", negated)
    return None


def _negatable(token: Token, role: int, at: int, rule: str, negated: bool) -> Trigger | None:
    effect = token.word.effect_as(role)
    return Trigger(effect, at, at, rule, negated) if effect else None


def _ends_right(tokens: list[Token], at: int, *, passive: bool) -> bool:
    """Whether the clause of the number ends here, or shows that those counted act themselves."""
    token = tokens[at]
    if token.roles & TRANSITIVE and not passive and not token.roles & (UNIT | STRONG | WEAK):
        return not token.roles & GERUND or _object_follows(tokens, at)
    if token.roles & THAT and at + 1 < len(tokens) and tokens[at + 1].roles & (BE | HAVE):
        return False  # "six people that were killed"
    if token.roles & BOUNDARY and not token.roles & RELATIVE:
        return not (passive and token.roles & COMPARES)
    return bool(token.roles & SAYS) and not passive and not token.roles & (REMAIN | BE)


def total_trigger(tokens: list[Token], number: int) -> Trigger | None:
    """Takes tokens and the place of a number, gives the noun of which the number is the amount.

    "the death toll rose to 28", "the number of refugees reached more than 1 million", "Killed: 28".
    """
    linked, effect, first = False, None, None
    wider: Trigger | None = None
    for place in range(number - 1, max(-1, number - _FARTHEST_TOTAL), -1):
        token = tokens[place]
        if (token.roles & NUMBER and not _of_a_date(tokens, place)) or token.lower in ".;?!()":
            return wider
        if token.roles & TOTAL and (linked or place == number - 1):
            found = _trigger(token, TOTAL, place, "total")
            if found is None or found.effect != "other":
                return found
            wider = wider or found  # "the death toll ... for casualties suffered": the death toll counts
        if token.roles & COUNTER and effect and first is not None:
            return Trigger(effect, place, first, "total")
        if token.roles & (STRONG | WEAK | TRANSITIVE | ADJECTIVE | INTRANSITIVE):
            told = token.word.effect_as(STRONG | WEAK | TRANSITIVE | ADJECTIVE | INTRANSITIVE)
            effect, first = told or effect, place if first is None else first
        if token.roles & SAYS and not linked and not token.roles & (BE | REMAIN):
            return wider
        linked = linked or bool(token.roles & AMOUNT)
    return wider


def figure_trigger(tokens: list[Token], number: int) -> Trigger | None:
    """Takes tokens and the place of a number, gives "the figure of", "brought the count to" before it; effect not told."""
    at = number - 1
    if at >= 0 and tokens[at].roles & (AMOUNT | PREPOSITION) and not tokens[at].roles & FIGURE:
        at -= 1
    if at >= 0 and tokens[at].roles & FIGURE and not tokens[at].roles & TOTAL:
        return Trigger("", at, at, "figure")
    return None


def _of_a_date(tokens: list[Token], at: int) -> bool:
    number = tokens[at].number
    if number is not None and any(t.roles & MONTH for t in tokens[max(0, at - 1) : at + 2]):
        return True
    value = number and (number.high if number.high is not None else number.best)
    return bool(number and number.bare and value and _FIRST_YEAR <= value <= _LAST_YEAR)


def group_trigger(tokens: list[Token], number: int) -> Trigger | None:
    """Takes tokens and the place of a number, gives "a settlement of", "a population of" before it: people present."""
    at = number - 1
    while at >= 0 and tokens[at].roles & (KEEP | QUALIFIER | DETERMINER) and not tokens[at].roles & GROUP_OF:
        at -= 1
    if at >= 0 and tokens[at].roles & GROUP_OF:
        return Trigger("present", at, at, "group-of")
    return None


def label_near(tokens: list[Token], number: int) -> Trigger | None:
    """Takes tokens and the place of a number, gives a name for an event within the same clause, to the left of it."""
    for place in range(number - 1, max(-1, number - 8), -1):
        if tokens[place].lower in _STOPS:
            return None
        if tokens[place].roles & LABEL:
            return Trigger("other", place, place, "event-in-settlements")
    return None
