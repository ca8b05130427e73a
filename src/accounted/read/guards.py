"""Numbers that count no person or property: dates, ages, measures, money, identifiers, and why each is one."""

import re
from typing import Final

from accounted.read.gapped_speakers import gapped_speaker
from accounted.read.phrases import Phrase
from accounted.read.pronoun_one import one_that_counts_nothing
from accounted.read.ratios import ratio_or_doers
from accounted.read.roles import (
    ADJECTIVE,
    AGE_AFTER,
    AGE_BEFORE,
    AGED,
    AGENT,
    AMOUNT,
    ANAPHOR,
    ARTICLE,
    BE,
    BEFORE_YEAR,
    BOUNDARY,
    CONJUNCTION,
    DETERMINER,
    DIRECTION,
    FIGURE,
    GROUP_SIZE,
    HAVE,
    IDENTIFIER,
    INTRANSITIVE,
    KIN_BEFORE,
    LABEL,
    MARGIN,
    MONEY_AFTER,
    MONEY_BEFORE,
    MONTH,
    NAME,
    NEITHER,
    NUMBER,
    OF,
    ONE_BODY,
    ORDINAL,
    PARTS_OPEN,
    PLURAL,
    PREPOSITION,
    PUNCTUATION,
    STRENGTH,
    STRONG,
    THAT,
    TRANSITIVE,
    TRIGGER,
    UNDONE,
    UNIT,
    WEAK,
)
from accounted.read.tokens import Token
from accounted.read.trigger_words import FIRST_YEAR, LAST_YEAR

_ORDINAL: Final = re.compile(r"(?:st|nd|rd|th|s)$")
_APOSTROPHES: Final = frozenset("'’‘")
_OLDEST: Final = 120
_LONGEST_SIGN: Final = 3
_LONGEST_DAYS: Final = 40
_ROUND: Final = 100
_METRES: Final = ("m", "м")
_LARGEST_DAY: Final = 31
_NEITHER_REACH: Final = 3
_ROMAN_MONTHS: Final = frozenset(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"))
_FULL_NAME: Final = 3  # first name, family name, comma
_YEAR_DIGITS: Final = 4
_TELLS_HOW_MANY: Final = frozenset(":՝")
_PREDICATE: Final = BE | HAVE | INTRANSITIVE  # "of these 32 were taken to hospital": a part, and nothing taken up
_MAY_STAND_BEFORE_YEARS: Final = BE | BOUNDARY | PREPOSITION | BEFORE_YEAR | OF | PUNCTUATION | DETERMINER


def not_a_count(tokens: list[Token], at: int, phrase: Phrase) -> str | None:
    """Takes tokens, the place of a number and what it counts, gives why the number is no casualty figure, or None.

    The reasons are words of the page that explains a reading: date, year, age, measure, money, identifier, ordinal.
    """
    number = tokens[at].number
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if number is None:
        return "no number"
    if _dated(tokens, at) or _day_of_several(tokens, at):
        return "date"
    if (beside := _counted_otherwise(tokens, at, phrase) or ratio_or_doers(tokens, at, phrase)) is not None:
        return beside
    if at and _neither(tokens, at):
        return "denied of them"
    if _compound(tokens, at):
        return "part of a compound word"
    again = number.digits or not (phrase.unit or phrase.strong or phrase.empty)  # "these three governments"
    parted = before is not None and after is not None and before.roles & PARTS_OPEN and after.roles & _PREDICATE
    if again and before is not None and before.roles & ANAPHOR and not (phrase.base or parted):
        return "a figure taken up again"
    if phrase.unit in ("settlements", "territory") and _whose_people(tokens, at):
        return "where those told of live"
    if after is not None and after.roles & STRENGTH:
        return "strength of a force"
    figure = before is not None and before.roles & FIGURE and at > 1 and tokens[at - 2].roles & ARTICLE
    if number.bare and before is not None and not figure and _identified(before, after, phrase):
        return None if gapped_speaker(tokens, at) else "identifier"  # "reported 12 dead and the hospital 40"
    if number.digits and (sign := _longer_sign(tokens, at)):
        return sign
    if _year(tokens, at, phrase):
        return "year"
    return one_that_counts_nothing(tokens, at, phrase)


def _whose_people(tokens: list[Token], at: int) -> bool:
    """ "The inhabitants of the three villages": people without a number of their own, and where they are from."""
    of = at - 1
    while of > 0 and tokens[of].roles & DETERMINER and not tokens[of].roles & OF:
        of -= 1
    if of < 1 or not tokens[of].roles & OF or not tokens[of - 1].roles & (UNIT | WEAK):
        return False
    return tokens[of - 1].word.unit == "persons" and all(t.number is None for t in tokens[max(0, of - 5) : of])


def _day_of_several(tokens: list[Token], at: int) -> bool:
    """ "Entre el 10 y el 13 de diciembre": a day before another of the same month."""
    number, place = tokens[at].number, at + 1
    if number is None or not number.bare or (number.best or _LARGEST_DAY + 1) > _LARGEST_DAY:
        return False
    if place >= len(tokens) or not tokens[place].roles & CONJUNCTION:
        return False
    place += 1
    while place < len(tokens) and tokens[place].roles & (ARTICLE | DETERMINER) and not tokens[place].roles & NUMBER:
        place += 1
    return place < len(tokens) and _dated(tokens, place)


def _counted_otherwise(tokens: list[Token], at: int, phrase: Phrase) -> str | None:
    """Money, ages, measures, somebody's children, coordinates."""
    before = tokens[at - 1].roles if at else 0
    after = tokens[at + 1].roles if at + 1 < len(tokens) else 0
    if before & MONEY_BEFORE or after & MONEY_AFTER:
        return "money"
    if _aged(tokens, at, phrase):
        return "age"
    if phrase.measure:
        return "measure"
    if after & DIRECTION and tokens[at].lower.endswith(_METRES):
        return "measure"  # "30m north of the town"
    if after & UNDONE:
        return "attempted, not done"
    if (before | after) & AGENT and _in_turn(tokens, at):
        return "taken in turn"
    if before & (KIN_BEFORE | MARGIN | GROUP_SIZE):
        return _named_before(before)
    if _is_share(tokens[at]) and phrase.head is not None and tokens[phrase.head].roles & ONE_BODY:
        return "a share of one body"
    if before & AGENT and after & (PREPOSITION | PUNCTUATION) and _is_share(tokens[at]):
        return "a change"  # "rose by 7 per cent to 143"
    for place in range(max(0, at - 2), min(at + 2, len(tokens))):
        if tokens[place].lower == "°":
            return "coordinates"
    return None


def _named_before(before: int) -> str:
    """What the word right before a number says that it counts, where that is nobody harmed."""
    if before & KIN_BEFORE:
        return "somebody's children"
    return "how far off a figure may be" if before & MARGIN else "how many at a time"


def _is_share(token: Token) -> bool:
    return token.number is not None and token.number.qualifier in ("percent", "fraction")


def _neither(tokens: list[Token], at: int) -> bool:
    """ "Neither of the two drivers was hurt"."""
    for token in reversed(tokens[max(0, at - _NEITHER_REACH) : at]):
        if token.roles & NEITHER or token.lower in ".;":
            return token.lower not in ".;"
    return False


def _longer_sign(tokens: list[Token], at: int) -> str | None:
    """Digits written together with what stands beside them: "25th", "12/03", "9:30"."""
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    number_length = tokens[at].end - tokens[at].start
    if after is not None and tokens[at].end == after.start:
        if _ORDINAL.match(after.lower) or after.roles & ORDINAL:
            return "ordinal"
        if after.lower == "." and at + 2 < len(tokens) and tokens[at + 2].start == after.end:
            return "ordinal" if tokens[at + 2].roles & ORDINAL else None  # "6.ª"
        further = tokens[at + 2] if at + 2 < len(tokens) else None
        goes_on = further is not None and further.start == after.end and further.lower[0].isdecimal()
        if after.lower == "/" or (after.lower == ":" and goes_on):
            return "part of a longer sign"
    if before is not None and before.lower in _APOSTROPHES and before.end == tokens[at].start and number_length == 2:
        return "year"  # "the winter of '44"
    touches = before is not None and before.end == tokens[at].start
    if touches and before is not None and _bears_a_sign(tokens, at, before):
        return "part of a longer sign"  # "N700", "R50"
    if not touches or before is None or before.lower not in "/.:#-–—№":
        return None
    if before.lower == ":" and at > 1 and tokens[at - 2].lower.isalpha():
        return None  # "Fatalities:30"
    aside = before.lower == "—" and at > 1 and tokens[at - 2].number is None and tokens[at - 2].lower.isalpha()
    return None if aside or tokens[at].lower[0].isalpha() else "part of a longer sign"  # "grew worse—300 died"


def _bears_a_sign(tokens: list[Token], at: int, before: Token) -> bool:
    """Whether the word that a number is written on to makes it a sign, or the number of a note: "the massacre43"."""
    if before.capital and len(before.lower) <= _LONGEST_SIGN:
        return True
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    counted = before.capital or (follows is not None and follows.roles & (UNIT | STRONG | ADJECTIVE))
    return len(before.lower) > _LONGEST_SIGN and before.lower.isalpha() and not counted


def _dated(tokens: list[Token], at: int) -> bool:
    """A day beside its month: "25-26 February", "February 25", "the 25th of February"."""
    number = tokens[at].number
    if number is None or not number.digits:
        return False
    value = number.best or number.high or number.low or 0
    if value <= _LARGEST_DAY and at + 1 < len(tokens) and tokens[at + 1].lower in _ROMAN_MONTHS:
        return tokens[at + 1].capital  # "3-4 IX 1939"
    if value <= _LARGEST_DAY:
        for beside in (*tokens[at - 1 : at], *tokens[at + 1 : at + 2]):
            if beside.roles & MONTH and (beside.capital or not beside.roles & HAVE):
                return not (at + 1 < len(tokens) and tokens[at + 1].roles & (UNIT | STRONG | WEAK))
        if number.bare and at > 1 and _day_of_list(tokens, at):
            return True
    if not number.bare or not FIRST_YEAR <= value <= LAST_YEAR or not at:
        return False
    before = tokens[at - 1]
    if before.lower == "," and at > 2 and tokens[at - 2].roles & MONTH and tokens[at - 3].roles & (NUMBER | ORDINAL):
        return not (at + 1 < len(tokens) and tokens[at + 1].roles & UNIT)  # "up to 10th July, 1680 people were hurt"
    year_after_month = before.roles & (MONTH | OF) or before.lower == ","
    return bool(year_after_month) and at > 1 and any(tokens[i].roles & MONTH for i in range(max(0, at - 3), at))


def _day_of_list(tokens: list[Token], at: int) -> bool:
    """ "March 5, 6, 9 and 20": days in a row behind one month; the last is followed by no word that tells of it."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if behind is not None and not behind.roles & (CONJUNCTION | PUNCTUATION):
        return False
    joined = tokens[at - 1].lower == "," or bool(tokens[at - 1].roles & CONJUNCTION)
    for place in range(at - 1, max(0, at - _LONGEST_DAYS), -1):
        token = tokens[place]
        if token.roles & MONTH:
            return joined
        day = token.number is not None and token.number.bare and (token.number.best or 0) <= _LARGEST_DAY
        if not (day or token.lower == "," or token.roles & CONJUNCTION):
            return False
    return False


def _aged(tokens: list[Token], at: int, phrase: Phrase) -> bool:
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if before is not None and before.roles & AGE_BEFORE:
        return True
    if at > 2 and before is not None and before.roles & CONJUNCTION and tokens[at - 3].roles & AGE_BEFORE:
        return True  # "aged 6 and 8"
    if (after is not None and after.roles & AGE_AFTER) or _age_of_several(tokens, at):
        return True
    if before is None:
        return False
    if (after is None or after.lower in ".;!?") and _of_one_named(tokens, at):
        return True
    if after is None:
        return False
    if before.lower == "," and after.lower == "," and at >= 2:  # "Anna Tolm, 34, said"
        number = tokens[at].number
        name = at - 3 if at > 2 and tokens[at - 2].lower == "." else at - 2  # "Musa D., 43, said"
        of_one = tokens[name].capital or tokens[name].roles & AGED  # "one man, 26, was found"
        return bool(of_one and number and (number.best or _OLDEST) < _OLDEST)
    counted = after.roles & (UNIT | STRONG | WEAK | NUMBER)
    return bool(before.roles & OF and tokens[at - 2].roles & AGED and not counted)  # "a girl of four"


def _of_one_named(tokens: list[Token], at: int) -> bool:
    """ "Among them Ivo Renn, 30, and Ana Tolm, 22.": behind the full name of one of those told of."""
    number = tokens[at].number
    if number is None or not number.bare or not 0 < (number.best or _OLDEST) < _OLDEST or at < _FULL_NAME:
        return False
    name = tokens[at - _FULL_NAME : at - 1]
    if tokens[at - 1].lower != "," or not all(token.capital and token.roles & NAME for token in name):
        return False
    return any(token.roles & PARTS_OPEN for token in tokens[: at - _FULL_NAME])


def _age_of_several(tokens: list[Token], at: int) -> bool:
    """ "13 and 15 years old": an age joined by "and" to another."""
    if not (at + 3 < len(tokens) and tokens[at + 1].roles & CONJUNCTION and tokens[at + 3].roles & AGE_AFTER):
        return False
    number = tokens[at].number if tokens[at + 2].number is not None else None
    return number is not None and number.bare and (number.best or _OLDEST) < _OLDEST


def _compound(tokens: list[Token], at: int) -> bool:
    """ "a 15-man team": a number joined to a word by a hyphen."""
    if at + 2 >= len(tokens) or tokens[at + 1].lower not in ("-", "‑"):
        return False
    hyphen, word = tokens[at + 1], tokens[at + 2]
    return tokens[at].end == hyphen.start and hyphen.end == word.start and word.lower[0].isalpha()


def _identified(before: Token, after: Token | None, phrase: Phrase) -> bool:
    if before.lower in ("#", "№"):
        return True
    if not before.roles & IDENTIFIER or after is None:
        return bool(before.roles & IDENTIFIER)
    if phrase.unit == "persons" and not (before.capital or after.capital):
        return False  # "as a result of this act 386 peaceful inhabitants"
    died = after.roles & INTRANSITIVE and not before.capital  # "by one count 300 died"
    return not (after.roles & (UNIT | STRONG | WEAK) or died)


def _year(tokens: list[Token], at: int, phrase: Phrase) -> bool:
    number = tokens[at].number
    if number is None or len(number.digits) != _YEAR_DIGITS or not number.digits.isdecimal():
        return False
    value = number.best if number.best is not None else number.low
    if value is None or not FIRST_YEAR <= value <= LAST_YEAR or _amount_before(tokens, at):
        return False
    if _they_were_harmed(tokens, at):
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    before = tokens[at - 1] if at else None
    counted = after is not None and bool(after.roles & (UNIT | STRONG | WEAK))
    if before is not None and before.roles & BEFORE_YEAR and not counted:
        return True
    follows = after is not None and bool(after.roles & (BE | HAVE | INTRANSITIVE | TRANSITIVE | ADJECTIVE))
    if not number.bare:
        return number.qualifier == "about" and phrase.head is None and not follows
    if after is not None and after.roles & ARTICLE:
        return True  # "in the spring of 1914 the governor deported"
    named = after is not None and after.roles & LABEL and not after.roles & UNIT
    if named and before is not None and before.roles & ARTICLE:
        return True  # "the 1994 killings"
    head = tokens[phrase.head] if phrase.head is not None else None
    if head is not None and head.roles & (UNIT | STRONG | WEAK):
        return (phrase.head or 0) > phrase.first + 1
    if head is not None and not head.capital and value % _ROUND and not head.roles & (TRANSITIVE | ADJECTIVE):
        return True  # "the 1985 peace negotiations"
    return (
        phrase.empty
        or not tokens[phrase.head or at].word.roles & PLURAL
        or (after is not None and after.roles & NUMBER != 0)
    )


def _they_were_harmed(tokens: list[Token], at: int) -> bool:
    """ "Reports had it that 1000 were killed": behind "that" a year is no subject of what befalls people."""
    told = at and at + 2 < len(tokens) and tokens[at - 1].roles & THAT and tokens[at + 1].roles & BE
    return bool(told and tokens[at + 2].roles & (TRANSITIVE | ADJECTIVE))


def _amount_before(tokens: list[Token], at: int) -> bool:
    """ "The number of wounded reached 1240", "wounded: 1240": an amount and no year."""
    if at > 1 and tokens[at - 1].lower in _TELLS_HOW_MANY and tokens[at - 2].roles & TRIGGER:
        return True
    if at + 2 < len(tokens) and tokens[at + 1].lower == "," and tokens[at + 2].number is not None:
        return False  # "Deaths by year: 1994, 40; 1995, 30"
    return at > 0 and bool(tokens[at - 1].roles & AMOUNT) and not tokens[at - 1].roles & _MAY_STAND_BEFORE_YEARS


def _in_turn(tokens: list[Token], at: int) -> bool:
    """ "Two by two they were led out": one number twice around "by"."""
    for link, other in ((at + 1, at + 2), (at - 1, at - 2)):
        if 0 <= other < len(tokens) and tokens[link].roles & AGENT and tokens[other].lower == tokens[at].lower:
            return True
    return False
