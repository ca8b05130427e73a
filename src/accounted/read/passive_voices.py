"""Voices of passives: who said what was said by somebody, and who is named behind a verb."""

from typing import Final

from accounted.read.appositions import is_name
from accounted.read.lexicon import Order
from accounted.read.roles import (
    ADVERB,
    AGENT,
    ARTICLE,
    BE,
    BOUNDARY,
    CHARGE,
    COMPARES,
    CONJUNCTION,
    GERUND,
    HEARSAY,
    NAME,
    NAME_LINK,
    NOT_SPEAKER,
    NUMBER,
    OF,
    PAST,
    PLURAL,
    PREPOSITION,
    SAYS,
    STRONG,
    THAT,
    TITLE,
    TRANSITIVE,
    UNIT,
    VERDICT,
)
from accounted.read.speakers import back_until, name_end, named, names_someone, until
from accounted.read.tokens import Token
from accounted.read.voice import Voice

_CLOSERS: Final = frozenset(".;:?!()")
_HEAD_ENDS: Final = frozenset(',;:()"“”«»')
_NEAR: Final = 9
_POSSESSED: Final = 7


def of_manner(token: Token, order: Order) -> bool:
    """Takes a token and the order rules, gives whether it is an unknown word of manner: "strongly"."""
    return not token.capital and not token.roles and token.lower.endswith(order.manner)


def in_passive(tokens: list[Token], at: int, order: Order) -> bool:
    """Takes a verb's place, gives whether it is passive: "was said", "has been largely described"."""
    if at and tokens[at - 1].roles & BE and not tokens[at].roles & GERUND:
        return True  # "was said", not "is blaming"
    if not tokens[at].roles & PAST or tokens[at].roles & GERUND:
        return False
    behind = [token.roles for token in tokens[at + 1 : at + 3]]
    if len(behind) > 1 and behind[0] & AGENT and not behind[1] & (NOT_SPEAKER | GERUND | NUMBER):
        return True  # "the bombardment described by observers", not "he said by telephone"
    return passive_be(tokens, at, order) >= 0


def passive_be(tokens: list[Token], at: int, order: Order) -> int:
    """Takes a verb's place, gives that of the "be" of its passive, adverbs and one unknown word between; or -1."""
    place, unknown = at - 1, 0
    while place > 0 and not tokens[place].roles & BE:
        adverb = tokens[place].roles & ADVERB or of_manner(tokens[place], order)
        unknown += not adverb and not tokens[place].capital and not tokens[place].roles & ~PLURAL
        if not adverb and (unknown != 1 or tokens[place].roles & ~PLURAL or not tokens[place].lower.isalpha()):
            return -1
        place -= 1
    return place if place >= 0 and tokens[place].roles & BE else -1


def speaker_behind(tokens: list[Token], first: int, end: int, text: str) -> str | None:
    """Takes the words behind a verb, gives who is named there, or None.

    An office with its holder between commas is the holder: "the mayor, Anna Tolm,".
    """
    told = end + 1  # "the Permanent Representative to the council, Anna Tolm"
    while told < min(end + _POSSESSED, len(tokens)) and tokens[told].roles & (PREPOSITION | ARTICLE | NAME | UNIT):
        told += 1
    comma = told < len(tokens) and tokens[told].lower == ","
    office = any(not token.capital and token.lower.isalpha() and not token.roles for token in tokens[first : end + 1])
    title = any(token.roles & TITLE for token in tokens[first : end + 1])
    near = range(told + 1, min(told + 7, len(tokens)))
    last = next((p - 1 for p in near if tokens[p].lower in _HEAD_ENDS | {"."}), 0)
    if comma and (office or title) and last > told and is_name(tokens, told + 1, last):
        return named(tokens, told + 1, last, text)
    return named(tokens, first, end, text)


def told_by_agent(tokens: list[Token], at: int, text: str) -> Voice | None:
    """Takes tokens and a passive's place, gives who said it behind "by", or None.

    "This figure is quoted by the spokeswoman", "was put at 12 by the council".
    """
    place = at - 1
    while place >= 0 and tokens[place].roles & ADVERB and not tokens[place].roles & BE:
        place -= 1
    if place < 0 or not tokens[place].roles & BE:
        return None
    bracket = at + 1 < len(tokens) and tokens[at + 1].lower == "("  # "it was estimated (by the clerks) that"
    for by in range(at + 1 + bracket, min(at + _NEAR, len(tokens))):
        if tokens[by].roles & AGENT:
            if by > at + 1 and _done_by(tokens, by):
                return None  # "were found shot by soldiers": these shot, they told nothing
            end = name_end(tokens, by + 1)
            if end > by and names_someone(tokens, by + 1, end) and (name := speaker_behind(tokens, by + 1, end, text)):
                first = back_until(tokens, at, frozenset(".;:?!"))
                return Voice(name, first, until(tokens, end + 2 if bracket else at, _CLOSERS), at)
        if tokens[by].lower == "," and any(token.roles & NUMBER for token in tokens[at:by]):
            return None  # "is put at 200,000, either by soldiers": who did it
        if (tokens[by].roles & (THAT | BOUNDARY) and not tokens[by].roles & COMPARES) or tokens[by].lower in _CLOSERS:
            return None
    return None


def _done_by(tokens: list[Token], by: int) -> bool:
    """Whether "by" names who did what befell people: a participle of another verb stands before it."""
    verb = by - 1
    while tokens[verb].roles & ADVERB:
        verb -= 1
    return bool(tokens[verb].roles & (TRANSITIVE | PAST)) and not tokens[verb].roles & SAYS


def reported_by(tokens: list[Token], at: int, text: str) -> Voice | None:
    """Takes tokens and a participle's place, gives who is named behind its "by": "4,600 dead estimated by the clerks".

    The participle stands right behind those counted, or says that it is hearsay: "were reported by farmers".
    """
    by = at + 1
    counted = at and tokens[at - 1].roles & (STRONG | UNIT | NUMBER) and tokens[at].roles & PAST
    if by + 1 >= len(tokens) or not tokens[by].roles & AGENT or not (counted or tokens[at].roles & HEARSAY):
        return None
    if tokens[by + 1].roles & (NUMBER | GERUND | NOT_SPEAKER) or tokens[by + 1].number is not None:
        return None
    end = name_end(tokens, by + 1)
    links = (p for p in range(by + 2, end) if tokens[p].roles & NAME_LINK & ~OF and not tokens[p + 1].capital)
    end = next(links, end + 1) - 1  # "by the State Department in late May"
    if end <= by or not names_someone(tokens, by + 1, end):
        return None
    name = speaker_behind(tokens, by + 1, end, text)
    if name is None:
        return None
    return Voice(name, back_until(tokens, at, frozenset(".;:?!,")), until(tokens, at, _CLOSERS), at)


def charged(tokens: list[Token], at: int, text: str) -> Voice | None:
    """Takes tokens and a place, gives a court's voice: "found guilty of the murder of 22"."""
    if not tokens[at].roles & (CHARGE | VERDICT):
        return None
    court = "verdict" if tokens[at].roles & VERDICT else "charge"
    end = until(tokens, at, _CLOSERS)
    joined = (p for p in range(at + 1, end) if tokens[p].roles & CONJUNCTION and _told_behind(tokens, p, end))
    return Voice(court, at, next(joined, end), at)


def _told_behind(tokens: list[Token], at: int, end: int) -> bool:
    """Whether another clause goes on behind "and": "convicted of murder and 40 others were released"."""
    comma = next((p for p in range(at, end) if tokens[p].lower == ","), end)
    return any(token.roles & BE for token in tokens[at:comma])
