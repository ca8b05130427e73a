"""The amounts that a number states: the total noun before it, a figure taken up, a group, an item of a list."""

from collections.abc import Iterator
from typing import Final

from accounted.read.lexicon import Order
from accounted.read.roles import (
    ADJECTIVE,
    ADVERB,
    AGENT,
    AMOUNT,
    ANAPHOR,
    ARTICLE,
    BE,
    CONJUNCTION,
    COUNTER,
    DETERMINER,
    FIGURE,
    GERUND,
    GROUP_OF,
    HAVE,
    INTRANSITIVE,
    KEEP,
    LABEL,
    MONTH,
    NUMBER,
    OF,
    OF_NOUN,
    PARTS_OPEN,
    PREPOSITION,
    PRESENT,
    PUNCTUATION,
    QUALIFIER,
    RELATIVE,
    REMAIN,
    SAID_NUMBER,
    SAYS,
    STRONG,
    THAT,
    THIRD_PERSON,
    TOTAL,
    TRANSITIVE,
    UNIT,
    WEAK,
)
from accounted.read.tokens import Token
from accounted.read.trigger_words import FIRST_YEAR, LAST_YEAR, Trigger, told_before_counter, told_by

_ORDER: Final = Order()
_EFFECT_WORD: Final = TRANSITIVE | ADJECTIVE | STRONG | TOTAL
_FARTHEST_TOTAL: Final = 28
_PARTICIPLE: Final = TRANSITIVE | ADJECTIVE
_PLAIN_LINK: Final = BE | PREPOSITION | OF | CONJUNCTION | PUNCTUATION | FIGURE | PARTS_OPEN
_ANY_EFFECT: Final = TRANSITIVE | INTRANSITIVE | ADJECTIVE | STRONG | WEAK
_TELLS_TOTAL: Final = _ANY_EFFECT | NUMBER | TOTAL | COUNTER | SAYS | AMOUNT
_LONGEST_ITEM: Final = 10
_FIGURE_REACH: Final = 6
_BEFORE_COUNT: Final = frozenset(",:|=-–—")
_CELL_MARKS: Final = frozenset(":|=")  # "Killed | 333": a row of a table in plain text
_STOPS: Final = frozenset(".;:?!")
_ENDS: Final = _STOPS | {"("}
_ITEM_ENDS: Final = _STOPS | {"|"}
_QUOTES: Final = frozenset("\"'“”‘’«»_*")


def total_trigger(tokens: list[Token], number: int, order: Order = _ORDER) -> Trigger | None:
    """Takes tokens and the place of a number, gives the noun of which the number is the amount.

    "the death toll rose to 28", "the number of refugees reached more than 1 million", "Killed: 28".
    """
    beside_it = _beside_total(tokens, number) or _to_the_number(tokens, number)
    if beside_it is not None:
        return beside_it
    aside = number > 0 and tokens[number - 1].lower == ","
    linked = amounted = bool(tokens[number].roles & AMOUNT) and not aside  # "estimated at 260": its own words
    effect, first = None, None
    beside = number - 1
    while beside > 0 and tokens[beside].roles & ADVERB and not tokens[beside].roles & (BE | TOTAL):
        beside -= 1  # "toll now 22"
    wider: Trigger | None = None
    for place in _leftward(tokens, number):
        token = tokens[place]
        change = token.number is not None and place > 0 and _changed(tokens, place, number)
        if (token.roles & NUMBER and not change and not of_a_date(tokens, place)) or token.lower in ".;?!(":
            return wider
        if token.roles & COUNTER and token.roles & TOTAL and effect and first is not None and first - place <= 2:
            return Trigger(effect, place, first, "total")  # "the toll of wounded rose to 12"
        if (token.roles & TOTAL and (linked or place == beside)) or (linked and _those_harmed(tokens, place)):
            found = told_by(token, TOTAL | ADJECTIVE, place, "total")
            if found is None or found.effect != "other":
                return _with_counter(tokens, found)
            wider = wider or found  # "the death toll ... for casualties suffered": the death toll counts
        if token.roles & COUNTER and (counted := _counted(tokens, place, (effect, first), order)) is not None:
            return counted
        wider = wider or (_amounting(tokens, place, number) if amounted else None)
        if token.roles & (STRONG | WEAK | TRANSITIVE | ADJECTIVE | INTRANSITIVE):
            told = None if effect and token.roles & WEAK else token.word.effect_as(_ANY_EFFECT)  # "hostages slain"
            effect, first = told or effect, place if first is None else first
        if token.roles & SAYS and not linked and not token.roles & (BE | REMAIN):
            return wider
        linked = linked or bool(token.roles & AMOUNT)
        amounted = amounted or bool(token.roles & AMOUNT and not token.roles & _PLAIN_LINK)
    return wider


def _amounting(tokens: list[Token], place: int, number: int) -> Trigger | None:
    """ "The killings amounted to some twenty", "villagers held in camps exceed 700", "those arrested came to 90"."""
    token = tokens[place]
    if token.roles & STRONG and not token.roles & OF_NOUN:
        return told_by(token, STRONG, place, "total")
    participle = token.roles & _PARTICIPLE and not token.roles & (GERUND | PRESENT)
    if not participle or not place or not tokens[place - 1].roles & (UNIT | ANAPHOR):
        return None
    if any(token.lower == "," for token in tokens[place + 1 : number]):
        return None  # "40 villagers killed, in all 60 hurt"
    told = told_by(token, _PARTICIPLE, place, "total")
    return None if told is None else Trigger(told.effect, place - 1, told.last, told.rule)


def _those_harmed(tokens: list[Token], place: int) -> bool:
    """ "The gravely wounded were estimated at 260": an article, what befell them, and no noun."""
    first = place - 1 if tokens[place].roles & ADJECTIVE else -1
    while first > 0 and tokens[first].roles & ADVERB and not tokens[first].roles & ARTICLE:
        first -= 1
    behind = tokens[place + 1].roles
    return first >= 0 and bool(tokens[first].roles & ARTICLE) and bool(behind & (BE | AMOUNT | NUMBER | ADVERB))


def _counted(tokens: list[Token], place: int, told: tuple[str | None, int | None], order: Order) -> Trigger | None:
    """The total that "the number of" makes of what is told behind it, or before it: "of-the-killed soldiers number"."""
    effect, first = told
    if effect and first is not None:
        return Trigger(effect, place, first, "total")
    return told_before_counter(tokens, place) if order.verb_final or order.object_before_verb else None


def _leftward(tokens: list[Token], number: int) -> Iterator[int]:
    """The places before a number that may tell of it or end its clause, nearest first, over what stands in brackets."""
    place, last = number - 1, max(-1, number - _FARTHEST_TOTAL)
    while place > last:
        if tokens[place].lower == ")":
            while place > last and tokens[place].lower != "(":
                place -= 1
        elif tokens[place].roles & _TELLS_TOTAL or tokens[place].lower in _ENDS:
            yield place
        place -= 1


def _to_the_number(tokens: list[Token], number: int) -> Trigger | None:
    """ "They slew of all ranks to the number of 10,000": what is told before those words."""
    before = tokens[number - 1].roles if number else 0
    if not (before & COUNTER and before & PREPOSITION) or _told_behind(tokens, number + 1):
        return None
    for place in _leftward(tokens, number):
        if tokens[place].lower in _STOPS or tokens[place].roles & NUMBER:
            return None
        if (found := told_by(tokens[place], _ANY_EFFECT, place, "total")) is not None:
            return found
    return None


def _told_behind(tokens: list[Token], at: int) -> bool:
    """ "To the number of 200, were taken back": their predicate follows."""
    return at + 1 < len(tokens) and tokens[at].lower == "," and bool(tokens[at + 1].roles & BE)


def _beside_total(tokens: list[Token], number: int) -> Trigger | None:
    """ "Killed: 28", "all the dead - 26 - were": a mark alone between the word and its number."""
    if number < 2 or tokens[number - 1].lower not in _BEFORE_COUNT:
        return None
    if tokens[number - 1].lower in _CELL_MARKS and tokens[number - 2].roles & _EFFECT_WORD:
        return told_by(tokens[number - 2], _EFFECT_WORD, number - 2, "total")
    behind = tokens[number + 1].lower if number + 1 < len(tokens) else "."
    ends = behind in _BEFORE_COUNT or behind in _STOPS
    return (
        told_by(tokens[number - 2], TOTAL, number - 2, "total") if ends and tokens[number - 2].roles & TOTAL else None
    )


def _changed(tokens: list[Token], place: int, number: int) -> bool:
    """Whether a number before another tells from where it changed, "rose from 26 to 32", or is no count of its own."""
    before, told = tokens[place - 1].roles, tokens[place].number
    if told is not None and told.qualifier == "percent" and before & AGENT:
        return True
    if before & ANAPHOR:
        return True  # "killed by these three governments"
    link = tokens[place + 1].roles
    return place + 2 == number and bool(link & AMOUNT) and bool(link & PREPOSITION) and not link & OF


def _with_counter(tokens: list[Token], found: Trigger | None) -> Trigger | None:
    """ "The number of" right before those told of goes with them: "the number of those killed"."""
    if found is None or not found.first or not tokens[found.first - 1].roles & COUNTER:
        return found
    return Trigger(found.effect, found.first - 1, found.last, found.rule)


def figure_trigger(tokens: list[Token], number: int) -> Trigger | None:
    """Takes tokens and the place of a number, gives "the figure of" before it; its effect is not told."""
    at = number - 1
    linked = AMOUNT | PREPOSITION | BE | HAVE | ADVERB | THAT | RELATIVE
    while at > max(0, number - _FIGURE_REACH) and tokens[at].roles & linked and not tokens[at].roles & FIGURE:
        at -= 1  # "a figure that would today be near 500"
    if at >= 0 and tokens[at].roles & FIGURE and not tokens[at].roles & TOTAL:
        return Trigger("", at, at, "figure")
    behind = tokens[number + 1] if number + 1 < len(tokens) else None
    if (
        behind is not None
        and behind.roles & (FIGURE | COUNTER)
        and at == number - 1
        and at >= 0
        and tokens[at].roles & ARTICLE
    ):
        return Trigger("", number + 1, number + 1, "figure")  # "the 600 figure"
    return _said_alone(tokens, number)


def item_trigger(tokens: list[Token], number: int) -> Trigger | None:
    """Takes tokens and the place of a number, gives the words of an item of a list that end with their count.

    "Wounded in attacks on posts, 31.", "Killed, 40", "burned, 156 houses".
    """
    if number < 2 or tokens[number - 1].lower not in _BEFORE_COUNT or not _item_ends(tokens, number + 1):
        return None
    first = number - 1
    while first > 0 and number - first < _LONGEST_ITEM and tokens[first - 1].lower not in _STOPS:
        first -= 1
        if tokens[first].roles & (NUMBER | BE | HAVE | SAYS | RELATIVE | THAT):
            return None
    if first and tokens[first - 1].lower not in _STOPS:
        return None
    return None if tokens[first].roles & GERUND else told_by(tokens[first], _EFFECT_WORD | INTRANSITIVE, first, "total")


def _item_ends(tokens: list[Token], at: int) -> bool:
    """Whether an item ends here, or behind the noun that its number counts."""
    noun = at < len(tokens) and bool(tokens[at].roles & UNIT)
    at += noun
    return at >= len(tokens) or tokens[at].lower in _ITEM_ENDS or (noun and bool(tokens[at].roles & CONJUNCTION))


def _said_alone(tokens: list[Token], number: int) -> Trigger | None:
    """ "The council says 700; others put it at 300": a verb of saying, its figure, and nothing more."""
    at, behind = number - 1, number + 1
    while at > 0 and (tokens[at].lower in _QUOTES or (tokens[at].roles & ADVERB and not tokens[at].roles & BE)):
        at -= 1  # "claimed only 50"
    while behind < len(tokens) and tokens[behind].lower in _QUOTES:
        behind += 1
    if behind < len(tokens) and tokens[behind].lower not in ".,;:!?)" and not tokens[behind].roles & CONJUNCTION:
        return None
    if tokens[number].roles & SAID_NUMBER:
        return Trigger("", number, number, "said")  # "the envoy had estimated 2,700"
    if at > 1 and tokens[at].roles & PREPOSITION and tokens[at - 1].roles & THIRD_PERSON:
        at -= 1
    if at > 0 and tokens[at].roles & THIRD_PERSON and tokens[at - 1].roles & SAYS:
        at -= 1  # "others put it as high as 120"
    return Trigger("", at, at, "said") if at > 0 and tokens[at].roles & SAYS and not tokens[at].roles & BE else None


def of_a_date(tokens: list[Token], at: int) -> bool:
    """Takes a number's place, gives whether it is the day or the year of a date."""
    number = tokens[at].number
    if number is not None and any(t.roles & MONTH for t in tokens[max(0, at - 1) : at + 2]):
        return True
    value = number and (number.high if number.high is not None else number.best)
    return bool(number and number.bare and value and FIRST_YEAR <= value <= LAST_YEAR)


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
