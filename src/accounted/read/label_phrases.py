"""How far the name of an event goes: its adjectives before the head, and the place or people behind it."""

from typing import Final

from accounted.read.label_quotes import CLOSING, OPENING
from accounted.read.lexicon import Lexicon
from accounted.read.roles import (
    ADVERB,
    AMOUNT,
    ANAPHOR,
    BE,
    BOUNDARY,
    CHARGE,
    CONJUNCTION,
    DENIAL_PHRASE,
    DENIES,
    DETERMINER,
    FRAME,
    HAVE,
    LABEL,
    LABEL_LINK,
    LOOSE_LABEL,
    MONTH,
    NAME,
    NAMING,
    NEGATION,
    NUMBER,
    OF,
    OF_NOUN,
    OF_THE,
    ONE,
    PARTS_OPEN,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUALIFIER,
    RELATIVE,
    SAYS,
    THAT,
    TRANSITIVE,
    UNIT,
    VERDICT,
)
from accounted.read.tokens import Token

_MODIFIERS: Final = 4
_TAIL_WORDS: Final = 4
_TAIL: Final = 7
_YEAR_DIGITS: Final = 4
_ENDS: Final = (
    OF | BE | HAVE | BOUNDARY | CONJUNCTION | PRONOUN | SAYS | PREPOSITION | NUMBER | DENIES | CHARGE | VERDICT | AMOUNT
)


def framed_from(tokens: list[Token], first: int) -> int:
    """Takes where a name begins, gives where it does with the frame before it: "an act of", "the worst form of"."""
    if not first or not tokens[first - 1].roles & FRAME:
        return first
    first -= 1
    while first > 0 and modifies(tokens[first - 1]) and not tokens[first - 1].roles & TRANSITIVE:
        first -= 1
    return first - 1 if first and tokens[first - 1].roles & DETERMINER else first


def phrase_of(tokens: list[Token], at: int, lexicon: Lexicon) -> tuple[int, int]:
    """Takes the tokens of a sentence and a head, gives the first and the last token of the name that it bears."""
    first = at
    while first > 0 and at - first < _MODIFIERS:
        if not (modifies(tokens[first - 1]) or _adjective_of_saying(tokens, first - 1) or _is_day(tokens, first - 1)):
            break
        if any(is_none(tokens, first - 1, lexicon) for is_none in (_is_unknown_verb, _is_manner, _is_act, _is_field)):
            break
        first -= 1
    if first == at and at > 1 and tokens[at - 1].lower in CLOSING:
        closes = at + 1 < len(tokens) and tokens[at + 1].lower in CLOSING  # the mark before opens what this one closes
        first = at if closes else _quoted_from(tokens, at)
    before = tokens[first - 1] if first > 0 else None
    if before is not None and before.roles & DETERMINER and not before.roles & NUMBER:
        that = before.roles & THAT and (first < at or (first > 1 and tokens[first - 2].roles & (SAYS | DENIES)))
        first -= 0 if that else 1  # "said that mass killings went on"
    one_of = first > 1 and tokens[first - 1].roles & OF and tokens[first - 2].roles & (ONE | NUMBER)
    if one_of and tokens[first - 2].lower in lexicon.lists.get("grammar.one", ()):
        first -= 2  # "one of the worst massacres"
    return first, _tail(tokens, at, lexicon)


def _quoted_from(tokens: list[Token], at: int) -> int:
    """Where adjectives in quotation marks open before a head: the "brutal and cowardly" attack; else the head."""
    for opens in range(at - 2, max(-1, at - 2 - _MODIFIERS), -1):
        if tokens[opens].lower in OPENING:
            return opens
        if tokens[opens].roles & RELATIVE or not (modifies(tokens[opens]) or tokens[opens].roles & CONJUNCTION):
            break
    return at


def _adjective_of_saying(tokens: list[Token], at: int) -> bool:
    """ "The alleged massacre", "these reported killings": behind an article a participle of saying is an adjective."""
    return bool(
        at and tokens[at].roles & SAYS and tokens[at].roles & PAST and tokens[at - 1].roles & (DETERMINER | ANAPHOR)
    )


def _is_unknown_verb(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """ "The warplanes perpetrated massacres": a past form that is not behind an article is a verb."""
    token = tokens[at]
    past = not token.roles and not token.capital and token.lower.endswith(lexicon.endings["past_endings"])
    if not past or at == 0 or tokens[at - 1].lower in OPENING:
        return False
    return not tokens[at - 1].roles & (DETERMINER | ADVERB | PREPOSITION | OF | CONJUNCTION)


def _is_manner(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """ "Vainly fighting": a word of manner that no article stands before goes with a verb."""
    manner = not tokens[at].roles and tokens[at].lower.endswith(lexicon.endings["manner_endings"])
    if tokens[at].lower in lexicon.lists.get("labels.grave", ()):
        return False  # "most cowardly attacks"
    return manner and not (at and tokens[at - 1].roles & DETERMINER)


def _is_day(tokens: list[Token], at: int) -> bool:
    """ "The 20 January massacre": the day before a month."""
    return tokens[at].number is not None and bool(tokens[at + 1].roles & MONTH and tokens[at + 1].capital)


def _is_act(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """ "They halt massacres", "of committing massacres": a verb that acts, and a gerund that no article is before."""
    token, before = tokens[at], tokens[at - 1] if at else None
    if token.lower in lexicon.lists.get("labels.acts", ()):
        return True
    if any(token.lower in lexicon.lists.get(f"labels.{key}", ()) for key in ("ongoing", "grave")):
        return False
    gerund = token.lower.endswith(lexicon.endings["gerund_endings"]) and not token.roles & (LABEL | LOOSE_LABEL)
    whose = before is not None and (before.roles & (DETERMINER | ANAPHOR) or before.word.roles & POSSESSIVE)
    return bool(gerund and not token.capital and "-" not in token.lower and not whose)


def _is_field(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """ "Attack type: massacre" on two lines: the name of a field in a box is no adjective of what fills it."""
    return tokens[at].lower in lexicon.lists.get("labels.fields", ())


def is_year(token: Token) -> bool:
    """Takes a token, gives whether it is a number that may be a year: "the famine of 1932"."""
    return token.number is not None and token.number.bare and len(token.lower) == _YEAR_DIGITS


def modifies(token: Token) -> bool:
    """Takes a token, gives whether it can stand between the article of a name and its head."""
    if not token.lower[0].isalnum():
        return False
    if is_year(token):
        return True  # "the 1915 genocide"
    if token.roles & (_ENDS | DETERMINER | ADVERB | NAMING | NEGATION | DENIAL_PHRASE | FRAME) or (
        token.roles & TRANSITIVE and token.roles & PAST
    ):
        return bool(token.roles & (LABEL | LOOSE_LABEL))
    return True


def _tail(tokens: list[Token], at: int, lexicon: Lexicon) -> int:
    """ "of ... in Sumgait": what was named and where, as far as the phrase goes."""
    last, place = at, at + 1
    if tokens[at].roles & OF_NOUN:
        place = _told_end(tokens, at, lexicon)
        last = place - 1
        if place == at + 1 and _dates(tokens, at):
            return place
        if _counted_from(tokens, at) > at + 1:
            return last
    verb = tokens[at].roles & TRANSITIVE and place + 1 < len(tokens) and tokens[place].roles & NUMBER
    if verb and tokens[place + 1].roles & (OF | UNIT):
        last, place = place, place + 1  # a headline: "guards massacre 40 in Ardel"
    done = behind_done(tokens, place, lexicon)
    place, open_end = done, done > place
    while place < len(tokens) and _links(tokens[place], lexicon, done=open_end) and place - at < _TAIL:
        if tokens[place].roles & OF and _dates(tokens, place):
            return place + 1
        end = _told_end(tokens, place, lexicon)
        named = any(token.capital or token.roles & UNIT for token in tokens[place + 1 : end])
        against = tokens[place].lower in lexicon.lists.get("labels.open_links", ())
        whole = open_end and not (end < len(tokens) and tokens[end].roles & CONJUNCTION)
        if end == place + 1 or not (named or against or whole):
            break
        open_end = False
        last = end - 1
        if _counted_from(tokens, place) > place + 1:
            break
        place = end
    return last


def _links(token: Token, lexicon: Lexicon, *, done: bool) -> bool:
    """Whether a word joins what is told to a name; behind "committed" also a word of time: "during the war"."""
    return bool(token.roles & LABEL_LINK) or (done and token.lower in lexicon.lists.get("labels.done_links", ()))


def _dates(tokens: list[Token], link: int) -> bool:
    """ "The riots of 1921": a year behind the link, and nobody that it counts."""
    dated = link + 1 < len(tokens) and is_year(tokens[link + 1])
    return dated and not (link + 2 < len(tokens) and tokens[link + 2].roles & (UNIT | NAME))


def _told_end(tokens: list[Token], link: int, lexicon: Lexicon) -> int:
    """Behind what a link joins to a name: those counted up to their noun ("of about 40 farmers"), or a few words."""
    start = _counted_from(tokens, link)
    end = _tail_end(tokens, start, lexicon)
    return next((p + 1 for p in range(start, end) if tokens[p].roles & UNIT), end) if start > link + 1 else end


def _counted_from(tokens: list[Token], link: int) -> int:
    """Where those counted are named: behind the number in "of about 40 farmers"; else the place behind the link."""
    place = link + 1
    if tokens[link].roles & OF_THE or not tokens[link].roles & (OF | OF_NOUN):
        return place
    while place < len(tokens) - 1 and tokens[place].roles & (NUMBER | QUALIFIER) and not is_year(tokens[place]):
        place += 1
    counted = tokens[place - 1].roles & NUMBER
    if counted and tokens[place].roles & OF and place < len(tokens) - 1:
        place += 1  # "of thousands of farmers"
    return place if counted and _in_tail(tokens[place]) else link + 1


def behind_done(tokens: list[Token], place: int, lexicon: Lexicon) -> int:
    """Takes a place behind a head, gives that of the link behind "committed", "that took place", or the same."""
    relative = place < len(tokens) and tokens[place].roles & (RELATIVE | THAT)
    at = place + 1 if relative else place
    been = relative and at < len(tokens) and tokens[at].roles & (BE | HAVE)
    keys = ("befell", "done") if been else ("befell",) if relative else ("done",)  # "that were committed"
    at = at + 1 if been else at
    if at >= len(tokens) or not any(tokens[at].lower in lexicon.lists.get(f"labels.{key}", ()) for key in keys):
        return place
    at += 1
    out = at < len(tokens) and tokens[at].roles & PREPOSITION and not _links(tokens[at], lexicon, done=True)
    return at + 1 if out else at  # "carried out in Ardel"


def _tail_end(tokens: list[Token], start: int, lexicon: Lexicon) -> int:
    end, named = start, False
    if start < len(tokens) and tokens[start].roles & THAT and tokens[start].roles & DETERMINER:
        end += 1  # "in that city"
    ends = lexicon.lists.get("labels.done", frozenset()) | lexicon.lists.get("labels.tail_ends", frozenset())
    while end < len(tokens) and end - start < _TAIL_WORDS and _in_tail(tokens[end]) and tokens[end].lower not in ends:
        if named and not (tokens[end].capital or tokens[end].roles or _belongs(tokens, start, end, lexicon)):
            break  # "the siege of Hask lasted"
        named = named or bool(tokens[end].roles & NAME)
        end += 1
    while end > start and tokens[end - 1].roles & (ADVERB | DETERMINER):
        end -= 1
    dated = start < end < len(tokens) and tokens[end - 1].roles & MONTH and tokens[end].lower[0].isdecimal()
    return end + 1 if dated else end  # "in March 1994"


def _belongs(tokens: list[Token], start: int, at: int, lexicon: Lexicon) -> bool:
    """Whether a small word goes with the name before it: "in Tolan's north", "by the Tolan-led coalition"."""
    whose = tokens[at - 1].word.roles & POSSESSIVE
    article = any(token.roles & DETERMINER for token in tokens[start:at]) and tokens[at - 1].roles & NAME
    verb = tokens[at].lower.endswith((*lexicon.endings["past_endings"], *lexicon.endings["manner_endings"]))
    return bool((whose or article) and not verb)


def _in_tail(token: Token) -> bool:
    if token.roles & MONTH and token.capital:
        return True  # "on May 14"
    verb = token.roles & TRANSITIVE and not token.roles & (LABEL | LOOSE_LABEL | UNIT)
    return token.lower[0].isalnum() and not (verb or token.roles & (_ENDS | PARTS_OPEN | PAST | RELATIVE))
