"""The verb or noun before a number whose object or subject it is."""

from typing import Final

from accounted.read.lexicon import Order
from accounted.read.roles import (
    ACCORDING,
    ADJECTIVE,
    ADVERB,
    AMOUNT,
    BE,
    BOUNDARY,
    CONJUNCTION,
    DETERMINER,
    DIGITS,
    EITHER,
    HAVE,
    HEARSAY,
    HYPHEN,
    INTRANSITIVE,
    INVERTED,
    KEEP,
    MONTH,
    NUMBER,
    OF,
    OF_NOUN,
    OF_THEM_NUMBER,
    PARTS_OPEN,
    PAST,
    PLURAL,
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
    TROOP,
    UNIT,
    WEAK,
    WEEKDAY,
)
from accounted.read.tokens import Token
from accounted.read.totals import of_a_date
from accounted.read.trigger_words import (
    DEATHS,
    Trigger,
    is_passive,
    negated_before,
    object_follows,
    told_by,
    told_of_counted,
    told_unless_negated,
)

_ORDER: Final = Order()
_NEAR: Final = 10
_TWO_VERBS: Final = 2
_HARMS: Final = frozenset((*DEATHS, "injured", "missing", "detained", "displaced", "tortured", "raped"))
_FARTHEST_LEFT: Final = 16
_FARTHEST_SUBJECT: Final = 5
_STOPS: Final = frozenset(".;:?!")
_QUOTES: Final = frozenset("\"'“”‘’«»_*")
_SKIP_LEFT: Final = QUALIFIER | KEEP | DETERMINER | ADVERB | HEARSAY
_NOUNS: Final = UNIT | STRONG | WEAK
_ENDS_SUBJECT: Final = NUMBER | CONJUNCTION | BOUNDARY | RELATIVE | SAYS | BE | HAVE | AMOUNT | TOTAL | STRONG | WEAK


def left_trigger(tokens: list[Token], number: int, order: Order = _ORDER) -> Trigger | None:
    """Takes tokens and the place of a number, gives the verb or noun before it whose object it is.

    "killed 613 people", "the deaths of 32 people", "killing the mayor and 30 others".
    """
    at = number - 1
    skipped = _SKIP_LEFT | (BE if order.verb_before_subject else 0)
    while at >= 0 and (tokens[at].roles & skipped or tokens[at].lower in _QUOTES):
        if tokens[at].roles & (TRANSITIVE | OF_NOUN | INTRANSITIVE | PARTS_OPEN | THAT):
            break  # "63 killed including 20 children"
        at -= 1
    at = _before_date(tokens, at)
    if at < 0:
        return None
    found = _verb_first(tokens, at) if order.verb_before_subject else None
    if found is None and order.verb_before_subject and tokens[at].lower == ",":
        found = _verb_before_aside(tokens, at)
    if found is None and tokens[at].lower == "," and not order.verb_before_subject:
        found = _active_before_aside(tokens, at)
    if found is None and order.object_before_verb:
        some = at > 0 and tokens[number].roles & OF_THEM_NUMBER and tokens[at].roles & UNIT
        found = _participle_before(tokens, at - 1 if some else at)  # "of-the-killed villagers two"
    found = found or _adjacent_left(tokens, at)
    if found is None and order.verb_before_subject:
        found = _verb_over_subject(tokens, at)
    found = found or _inverted(tokens, number)
    if found is not None or not (tokens[at].roles & CONJUNCTION or tokens[at].lower == ","):
        return found
    return _coordinated_left(tokens, at) or (_verb_first_list(tokens, at) if order.verb_before_subject else None)


def _inverted(tokens: list[Token], number: int) -> Trigger | None:
    """ "There fell on our side 300", "in this manner perished at the ford two officers and 40 men"."""
    for place in range(number - 1, max(-1, number - _FARTHEST_LEFT), -1):
        token = tokens[place]
        if token.roles & INVERTED:
            return told_by(token, INVERTED, place, "verb-first")
        if token.roles & (BOUNDARY | SAYS | PRONOUN | TRANSITIVE | INTRANSITIVE) and not token.roles & _NOUNS:
            return None
        if token.lower in _STOPS or (token.roles & NUMBER and not _listed_behind(tokens, place, number)):
            return None
    return None


def _listed_behind(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a number behind another goes on its list: "two officers and 40 men"."""
    between = tokens[first + 1 : last]
    joined = any(token.roles & CONJUNCTION or token.lower == "," for token in between)
    return of_a_date(tokens, first) or (joined and len(between) <= _FARTHEST_SUBJECT)


def _before_date(tokens: list[Token], at: int) -> int:
    """ "Killed on Monday 20 people", "erschoss am 14. August 20 Rebellen": steps over a date before the object."""
    place, dated = at, False
    while place >= 0 and at - place < _NEAR:
        token = tokens[place]
        day = bool(token.roles & (MONTH | WEEKDAY)) or of_a_date(tokens, place)
        steps = day or token.roles & (DETERMINER | PREPOSITION | ADVERB | DIGITS)
        if not steps or token.roles & (OF_NOUN | THAT):
            break
        dated, place = dated or day, place - 1
    return place if dated else at


def _verb_first(tokens: list[Token], at: int) -> Trigger | None:
    """ "There died 20 people", "killed were 20 people", in a language that commonly says it so."""
    token = tokens[at]
    if token.roles & INTRANSITIVE:
        return told_by(token, INTRANSITIVE, at, "verb-first")
    if token.roles & TRANSITIVE and (is_passive(tokens, at) or tokens[at + 1].roles & BE):
        return told_by(token, TRANSITIVE, at, "verb-first")
    return None


def _verb_before_aside(tokens: list[Token], at: int) -> Trigger | None:
    """ "Died, according to the police, 23 people": the verb stands before an aside between commas."""
    for place in range(at - 1, max(0, at - _FARTHEST_LEFT), -1):
        if tokens[place].lower == ",":
            return _verb_first(tokens, place - 1)
        if tokens[place].roles & (NUMBER | TRIGGER) or tokens[place].lower in _STOPS:
            return None
    return None


def _active_before_aside(tokens: list[Token], at: int) -> Trigger | None:
    """ "The rebels killed, by the most careful count, thirty people": an aside between the verb and its object."""
    for place in range(at - 1, max(0, at - _FARTHEST_LEFT), -1):
        token = tokens[place]
        if token.lower == ",":
            verb = tokens[place - 1]
            opens = tokens[place + 1].roles & (PREPOSITION | ACCORDING | PRONOUN) and place + 1 < at
            acts = verb.roles & TRANSITIVE and not verb.roles & (UNIT | BE) and not is_passive(tokens, place - 1)
            return (
                told_by(verb, TRANSITIVE, place - 1, "active") if opens and acts and _acts(tokens, place - 1) else None
            )
        if token.roles & (NUMBER | TRIGGER) or token.lower in _STOPS:
            return None
    return None


def _acts(tokens: list[Token], at: int) -> bool:
    """Whether a verb has a subject right before it, and is no participle behind a noun that a number counts."""
    subject = tokens[at - 1] if at else None
    counted = any(token.number is not None for token in tokens[max(0, at - _NEAR) : at])
    return subject is not None and subject.lower[0].isalpha() and not subject.roles & PREPOSITION and not counted


def _participle_before(tokens: list[Token], at: int) -> Trigger | None:
    """ "Killed 20 people" for 20 people who were killed, in a language that puts the participle before its number."""
    counted = at > 0 and tokens[at - 1].number is not None and not tokens[at + 1].roles & NUMBER
    if counted:
        return None  # "35 wounded: 13 children"
    return told_by(tokens[at], ADJECTIVE, at, "participle-before") if tokens[at].roles & ADJECTIVE else None


def _verb_over_subject(tokens: list[Token], at: int) -> Trigger | None:
    """ "Arrested the police 35 marchers", "fled from the village 900 people": verb, subject or place, number."""
    for place in range(at, max(-1, at - _FARTHEST_SUBJECT), -1):
        token = tokens[place]
        if token.roles & (TRANSITIVE | INTRANSITIVE | OF_NOUN) and not token.roles & UNIT:
            noun = token.roles & OF_NOUN and not token.roles & (TRANSITIVE | INTRANSITIVE)
            role = TRANSITIVE if token.roles & TRANSITIVE else INTRANSITIVE
            return None if noun else told_by(token, role, place, "verb-first")
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
    negated = negated_before(tokens, at)
    if (two := None if negated else _two_verbs(tokens, at)) is not None:
        return two
    if token.roles & OF_NOUN and _joined_with_another(tokens, at):
        return Trigger("other", at - 2, at, "two-effects")
    if token.roles & TROOP and (number := tokens[at + 1].number) is not None and not number.is_one:
        return None  # "a body of 3,000 men"
    if token.roles & OF_NOUN:
        return told_unless_negated(token, OF_NOUN, at, "noun-of", negated)
    if token.roles & TRANSITIVE and not is_passive(tokens, at) and not told_of_counted(tokens, at):
        return told_unless_negated(token, TRANSITIVE, at, "active", negated)
    if token.roles & ADJECTIVE and (at == 0 or tokens[at - 1].lower == ","):
        return told_by(token, ADJECTIVE, at, "active")  # "killed 12, wounded 30, missing 4"
    if token.roles & SUFFERED:
        return Trigger("lost", at, at, "lost")
    if token.roles & OF and at:
        return _noun_before_of(tokens, at)
    behind = tokens[at + 1].roles if at + 1 < len(tokens) else 0
    return _noun_before_of(tokens, at + 1) if behind & OF and not token.roles & ~PLURAL else None


def _joined_with_another(tokens: list[Token], at: int) -> bool:
    """ "The kidnapping, torture and murder of 30": nouns of two effects on people before one number."""
    if at < _TWO_VERBS or not tokens[at - 1].roles & CONJUNCTION or tokens[at - 2].roles & (NUMBER | STRONG):
        return False  # "killings and deportation of 30"
    before = {effect for _, effect in tokens[at - 2].word.effects} & _HARMS
    return bool(before) and before.isdisjoint(effect for _, effect in tokens[at].word.effects)


def _two_verbs(tokens: list[Token], at: int) -> Trigger | None:
    """ "Damaged or destroyed 18 houses", "killing and raping hundreds": what two verbs before one object tell together.

    Of damage and destruction the weaker is told; two harms to persons under one number are "other"; a death behind
    "and" is what befell them in the end.
    """
    if at < _TWO_VERBS or not tokens[at - 1].roles & CONJUNCTION or not tokens[at - 2].roles & TRANSITIVE:
        return None
    told = [{effect for _, effect in tokens[place].word.effects} for place in (at - 2, at)]
    weaker, stronger = sorted(told, key=lambda effects: "damaged" not in effects)
    if "damaged" in weaker and "damaged" not in stronger and stronger & {"destroyed", "killed"}:
        return Trigger("damaged", at - 2, at, "active")
    first, second = (tokens[place].word.effect_as(TRANSITIVE) for place in (at - 2, at))
    if second is None and _plain_verb(tokens[at]) and not is_passive(tokens, at - 2):
        return told_by(tokens[at - 2], TRANSITIVE, at - 2, "active")  # "arrested and charged 180 people"
    apart = first in _HARMS and second in _HARMS and first != second
    then = first == "detained" or (second in DEATHS and first != "injured")  # "abducted and shot"
    later = then and not tokens[at - 1].roles & EITHER
    return Trigger("other", at - 2, at, "two-effects") if apart and not later else None


def _plain_verb(token: Token) -> bool:
    """Whether a word tells no harm and no name: between "and" and a number, a verb."""
    told = token.roles & SAYS and token.roles & PAST  # "charged", "named"
    return bool(told or not token.roles & ~HYPHEN) and token.lower.isalpha()


def _noun_before_of(tokens: list[Token], at: int) -> Trigger | None:
    place = at - 1
    if place and not tokens[place].roles & ~PLURAL and tokens[place].lower.isalpha():
        place -= 1  # "les exécutions arbitraires de 20 personnes"
    return told_by(tokens[place], STRONG, place, "noun-of") if tokens[place].roles & STRONG else None


def _coordinated_left(tokens: list[Token], at: int) -> Trigger | None:
    """Walks left over a list of objects to its verb: "killed a priest, two nuns and 30 others"."""
    for place in range(at, max(-1, at - _FARTHEST_LEFT), -1):
        token = tokens[place]
        if token.roles & ADJECTIVE and place < at and tokens[place + 1].lower == "," and _heads_item(tokens, place):
            return told_by(token, ADJECTIVE, place, "active-list")  # "Killed, 3 officers, 40 men"
        if token.roles & TRANSITIVE and not token.roles & _NOUNS:
            if is_passive(tokens, place) or not object_follows(tokens, place):
                return None
            return told_by(token, TRANSITIVE, place, "active-list")
        if token.roles & OF_NOUN:
            return told_by(token, OF_NOUN, place, "noun-of-list")
        if token.roles & SUFFERED and place < at and not tokens[place + 1].roles & OF:
            return Trigger("lost", place, place, "lost")  # "lost his mother and three sisters"
        ends = BE | HAVE | SAYS | BOUNDARY | PRONOUN | INTRANSITIVE | REMAIN | ADJECTIVE
        if (token.roles & ends and not token.roles & (_NOUNS | DETERMINER)) or token.lower in _STOPS:
            return None
        if token.lower in "()":
            return None
    return None


def _heads_item(tokens: list[Token], at: int) -> bool:
    return at == 0 or tokens[at - 1].lower in _STOPS


def _verb_first_list(tokens: list[Token], at: int) -> Trigger | None:
    """ "Destroyed was a school and 14 houses": back over the first subjects of a verb that stands before them."""
    for place in range(at - 1, max(-1, at - _NEAR), -1):
        token = tokens[place]
        if token.roles & INTRANSITIVE and not token.roles & _NOUNS:
            return told_by(token, INTRANSITIVE, place, "verb-first-list")
        if token.roles & (NUMBER | BOUNDARY | SAYS | TRIGGER & ~_NOUNS) or not token.lower[0].isalpha():
            return None
    return None
