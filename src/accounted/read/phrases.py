"""The noun phrase that a number counts: "613 people", "hundreds of women and children", "8 occupied regions"."""

from dataclasses import dataclass
from typing import Final

from accounted.read.lexicon import Order
from accounted.read.roles import (
    ACCORDING,
    ADJECTIVE,
    ADVERB,
    AGE_AFTER,
    ANAPHOR,
    ARTICLE,
    BE,
    BOUNDARY,
    CONJUNCTION,
    COUNTER,
    CUSTODY,
    DETERMINER,
    DOUBT,
    FIGURE,
    GERUND,
    HAVE,
    HEARSAY,
    INTRANSITIVE,
    KEEP,
    MEASURE,
    NAME,
    NUMBER,
    OF,
    OF_NOUN,
    OF_PRONOUN,
    PARTS_AFTER,
    PARTS_OPEN,
    PAST,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    REMAIN,
    SAYS,
    STRONG,
    TOTAL,
    TRANSITIVE,
    UNIT,
    WEAK,
)
from accounted.read.tokens import Token

_LONGEST: Final = 8
_ORDER: Final = Order()
_NOUN: Final = UNIT | STRONG | WEAK
_QUOTES: Final = frozenset("\"'“”‘’«»_*")
_ENDS: Final = ACCORDING | BE | HAVE | PREPOSITION | BOUNDARY | PRONOUN | NUMBER | SAYS | CONJUNCTION | PUNCTUATION
_NAMES_SOMEONE: Final = _NOUN | DETERMINER | ADVERB | KEEP | PREPOSITION
_VERB: Final = TRANSITIVE | INTRANSITIVE
_SIGNS: Final = frozenset(":=")
_COUNTED_ACTS: Final = ("killed", "executed_or_died_in_custody", "detained", "missing", "raped")


@dataclass(slots=True)
class Phrase:
    """What a number counts: tokens `first` to `last` (last < first: nothing is named), head, unit, effects told."""

    first: int
    last: int
    head: int | None = None
    unit: str | None = None
    strong: str | None = None
    weak: str | None = None
    adjective: str | None = None
    measure: bool = False
    named: bool = False
    of_them: bool = False
    custody: bool = False
    base: int = 0
    head_first: bool = False
    verb_final: bool = False

    @property
    def empty(self) -> bool:
        """Gives whether the number stands without a noun."""
        return self.last < self.first


def noun_phrase(tokens: list[Token], number: int, order: Order = _ORDER) -> Phrase:
    """Takes tokens and the place of a number, gives the phrase that the number counts."""
    at = number + 1
    phrase = Phrase(first=at, last=at - 1, head_first=order.head_first, verb_final=order.verb_final)
    if number and tokens[number - 1].roles & TOTAL and tokens[number - 1].end == tokens[number].start:
        return phrase  # "Deaths120": a line of a box, and the next behind it
    if at < len(tokens) and tokens[at].roles & (FIGURE | COUNTER) and not tokens[at].roles & _NAMES_SOMEONE:
        return phrase  # "cited the 600 figure for weeks"
    if at + 1 < len(tokens) and _time_behind(tokens, at):
        return phrase  # "killed 12 that day"
    if at < len(tokens) and tokens[at].roles & ARTICLE and not tokens[at].roles & OF:
        if not (order.verb_before_subject and at + 1 < len(tokens) and tokens[at + 1].roles & _NOUN):
            return phrase  # "up from 22 the day before"
        at += 1  # "fueron 500 los cuerpos"
    if at < len(tokens) and (tokens[at].roles & OF or _of_a_group(tokens[at])):
        if _of_pronoun(tokens, at):
            phrase.of_them, phrase.last = True, at
            phrase.strong = tokens[at].word.effect_as(STRONG)
            return phrase
        at = _after_determiners(tokens, at + 1)
        phrase.base = _base_number(tokens, at)
        at = phrase.base + 1 if phrase.base else at
    _walk(tokens, _behind_bracket(tokens, at), phrase)
    return phrase


def _time_behind(tokens: list[Token], at: int) -> bool:
    """ "That day", "every week": a time behind a number, which it does not count."""
    told = tokens[at].roles & DETERMINER and not tokens[at].roles & KEEP
    return bool(told and tokens[at + 1].roles & MEASURE and not tokens[at + 1].roles & UNIT)


def _behind_bracket(tokens: list[Token], at: int) -> int:
    """ "Fifteen thousand (Orrin) souls": over a word or two in brackets between a number and its noun."""
    if at + 2 >= len(tokens) or tokens[at].lower != "(":
        return at
    closes = next((p for p in range(at + 2, min(at + 4, len(tokens) - 1)) if tokens[p].lower == ")"), 0)
    return closes + 1 if closes and tokens[closes + 1].roles & UNIT and tokens[at + 1].number is None else at


def _of_a_group(token: Token) -> bool:
    """ "22 of the dead": a group named before, and what befell it."""
    return bool(token.roles & PARTS_OPEN and token.roles & (STRONG | PARTS_AFTER))


def _base_number(tokens: list[Token], at: int) -> int:
    """The place of the number that this one is counted out of ("20 of the 31 passengers"), or 0."""
    while at < len(tokens) and tokens[at].roles & NAME:
        at += 1
    return at if at < len(tokens) and tokens[at].roles & NUMBER else 0


def _of_pronoun(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.roles & OF_PRONOUN or token.roles & STRONG:
        return True
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    return bool(token.roles & ANAPHOR) and (follows is None or bool(follows.roles & (_ENDS | _VERB)))


def _after_determiners(tokens: list[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].roles & DETERMINER:
        at += 1
    return at


def _walk(tokens: list[Token], at: int, phrase: Phrase) -> None:
    candidate: int | None = None
    limit = at + _LONGEST
    while at < len(tokens) and at < limit and not next_item(tokens, phrase.first - 1, at):
        token = tokens[at]
        if phrase.head is not None:
            more = _continues(tokens, at, phrase)
            if not more:
                return
            at, limit = more, more + _LONGEST
            continue
        if phrase.verb_final and at > phrase.first and _names_group(tokens, at):
            at += 1
            continue
        proper = token.capital and tokens[at - 1].capital  # "10 United Nations workers"
        if (token.roles & MEASURE and not token.roles & UNIT and not proper) or token.roles & AGE_AFTER:
            phrase.measure, phrase.last = True, at
            return
        if _premodifies(tokens, at):
            phrase.adjective = phrase.adjective or token.word.effect_as(ADJECTIVE | TRANSITIVE)
        elif token.roles & _NOUN:
            _take_head(tokens, at, phrase)
        elif token.roles & OF_NOUN and token.word.effect_as(OF_NOUN) in _COUNTED_ACTS and " " in token.lower:
            phrase.head = phrase.last = at  # "140,000 executions of soldiers"
            phrase.strong, phrase.unit = token.word.effect_as(OF_NOUN), "persons"
            _of_whom(tokens, at, phrase)
            return
        elif _ends_phrase(token, seen=candidate is not None or at > phrase.first) and not _quoted_word(tokens, at):
            break
        elif token.lower[0].isalpha():
            candidate = _better(tokens, candidate, at)
        at += 1
    if phrase.head is None and candidate is not None:
        phrase.head = phrase.last = candidate
        phrase.named = bool(tokens[candidate].roles & NAME)


def next_item(tokens: list[Token], number: int, at: int) -> bool:
    """Takes the places of a number and of a word behind it, gives whether that word heads the next line of a box.

    "Deaths: 45-60 / Injured: 130", "fatalities = 39 / injuries =": the number is behind such a word itself.
    """
    sign = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if sign not in _SIGNS:
        return False
    if sign == "=":
        return True
    counted = at + 2 < len(tokens) and tokens[at + 2].number is not None
    return counted and number > 0 and tokens[number - 1].lower == sign


def _names_group(tokens: list[Token], at: int) -> bool:
    """ "Two separatist organisation member": a noun that is no measure of the number, before those counted."""
    return bool(tokens[at].roles & MEASURE) and at + 1 < len(tokens) and bool(tokens[at + 1].roles & UNIT)


def _better(tokens: list[Token], candidate: int | None, at: int) -> int | None:
    """The likelier head among unknown words: the last plural, or the last capitalised word."""
    return at if tokens[at].word.roles & PLURAL else candidate


def _ends_phrase(token: Token, *, seen: bool) -> bool:
    if token.lower in _QUOTES:
        return seen
    if token.roles & ARTICLE and not token.roles & OF and seen:
        return True  # "the murder of the thirty-one shocked the town"
    if token.roles & (KEEP | DETERMINER | ADVERB | DOUBT | HEARSAY) and not token.roles & BE:
        return bool(token.roles & (PREPOSITION | PRONOUN))
    if token.roles & _ENDS:
        return True
    return bool(token.roles & (_VERB | REMAIN)) and not token.roles & _NOUN


def _quoted_word(tokens: list[Token], at: int) -> bool:
    """ "Seven 'bandit' deaths": the noun goes on behind a word in quotation marks."""
    return tokens[at].lower in _QUOTES and at + 1 < len(tokens) and bool(tokens[at + 1].roles & (STRONG | UNIT))


def _premodifies(tokens: list[Token], at: int) -> bool:
    """Whether an effect word stands before its noun: "three dead children", "8 occupied regions"."""
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is not None and following.roles & STRONG and token.roles & PAST and token.roles & (SAYS | REMAIN):
        return True  # "44 per cent of the verified deaths"
    if not token.roles & (ADJECTIVE | TRANSITIVE) or token.roles & GERUND:
        return False
    if following is None:
        return False
    if following.roles & _NOUN:
        return True
    return bool(following.roles & NAME) and at + 2 < len(tokens) and bool(tokens[at + 2].roles & UNIT)


def _take_head(tokens: list[Token], at: int, phrase: Phrase) -> None:
    token = tokens[at]
    phrase.head = phrase.last = at
    phrase.unit = token.word.unit or phrase.unit
    phrase.custody = phrase.custody or bool(token.roles & CUSTODY)
    if token.roles & STRONG:
        phrase.strong = token.word.effect_as(STRONG)
        phrase.unit = phrase.unit or "persons"
    elif token.roles & WEAK:
        phrase.weak = _weak_effect(tokens, at, phrase)
        phrase.unit = phrase.unit or "persons"


def _weak_effect(tokens: list[Token], at: int, phrase: Phrase) -> str | None:
    """ "A town with 300 residents" tells of people present; "300 residents" alone tells nothing."""
    effect = tokens[at].word.effect_as(WEAK)
    before = tokens[phrase.first - 2] if phrase.first >= 2 else None
    told = before is not None and bool(before.roles & (BE | HAVE | PREPOSITION))
    return effect if effect != "present" or told else None


def _continues(tokens: list[Token], at: int, phrase: Phrase) -> int:
    """Takes a place after the head, gives the place after a further part of the same phrase, or 0 where it ends."""
    token = tokens[at]
    if token.roles & _NOUN and not token.roles & (BE | SAYS) and not (token.roles & ADJECTIVE):
        if phrase.head_first and phrase.unit and not token.roles & (STRONG | WEAK):
            phrase.last = at  # "64 inhabitants of-the-village": the first noun is the one counted
        else:
            _take_head(tokens, at, phrase)
        return at + 1
    if token.roles & CONJUNCTION or token.lower == ",":
        follows = at + 1
        if token.lower == "," and follows < len(tokens) and tokens[follows].roles & CONJUNCTION:
            follows += 1
        end = _coordinated(tokens, follows)
        if end:
            phrase.last = end
            return end + 1
    if token.roles & OF and phrase.strong and at + 1 < len(tokens):
        return _of_whom(tokens, at, phrase)
    return 0


def _coordinated(tokens: list[Token], at: int) -> int:
    """The place of a noun that goes on the list ("men, women and children"), or 0."""
    for place in range(at, min(at + 4, len(tokens))):
        token = tokens[place]
        if token.roles & UNIT and not token.roles & (BE | SAYS):
            return place if _no_new_clause(tokens, at, place) else 0
        if token.roles & (_ENDS | _VERB | REMAIN | DETERMINER) or not token.lower[0].isalpha():
            return 0
    return 0


def _no_new_clause(tokens: list[Token], first: int, place: int) -> bool:
    """A listed noun with a capitalised word before it may be a new subject: "and Armenian soldiers left"."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return not (following is not None and following.roles & SAYS and place > first)


def _of_whom(tokens: list[Token], at: int, phrase: Phrase) -> int:
    """Takes "bodies" in "31 bodies of refugees": goes on to what they are."""
    place = _after_determiners(tokens, at + 1)
    for index in range(place, min(place + 4, len(tokens))):
        if tokens[index].roles & UNIT:
            phrase.last = index
            return index + 1
        if tokens[index].roles & (_ENDS | _VERB):
            return 0
    return 0
