"""Voices of accounts: whose figure, estimate or allegation it is, where a noun and no verb says so."""

from typing import Final

from accounted.read.roles import (
    ACCOUNT,
    ADVERB,
    AGENT,
    ARTICLE,
    BE,
    BOUNDARY,
    CONJUNCTION,
    COUNTER,
    HAVE,
    HONORIFIC,
    NAME,
    NUMBER,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    RANGES,
    SAYS,
    THAT,
    TITLE,
    TOTAL,
    TRIGGER,
    UNIT,
)
from accounted.read.speakers import name_end, named, names_someone, until, words
from accounted.read.tokens import Token
from accounted.read.voice import Voice

_CLOSERS: Final = frozenset(".;:?!()")
_POSSESSED: Final = 7
_RANGES: Final = 18
_NO_PART: Final = BOUNDARY | CONJUNCTION | PREPOSITION | SAYS | BE | HAVE


def whose_account(tokens: list[Token], at: int, text: str) -> Voice | None:
    """Takes tokens and an account's place, gives its possessor's voice, or None.

    "Ardel's official death toll stands at 20", "Ardel's wild allegations of 2,000 dead": the possessor speaks.
    """
    for place in range(at - 1, max(-1, at - _POSSESSED), -1):
        token = tokens[place]
        if token.word.roles & POSSESSIVE:
            first = place
            while first and _in_possessor(tokens[first - 1]) and not tokens[first].roles & ARTICLE:
                first -= 1
            if first < place and "-" in tokens[first].lower and not tokens[first].capital:
                first += 1  # "war-weary Halvane's figure"
            if not any(t.capital or t.roles & UNIT for t in tokens[first : place + 1]) and not _body(tokens, first, at):
                return None
            name = words(tokens, first, place, text).rstrip("'’")
            name = name[:-2] if name.endswith(("'s", "’s")) else name
            return Voice(name, at, until(tokens, at, _CLOSERS), at)
        if token.roles & (NUMBER | BE | HAVE | SAYS | PREPOSITION) or token.lower in _CLOSERS:
            return None
    return None


def _body(tokens: list[Token], first: int, at: int) -> bool:
    """ "The interim government's estimate": a possessor with an article, of an account and no toll of a day or town."""
    return bool(tokens[first].roles & ARTICLE) and bool(tokens[at].roles & ACCOUNT) and not tokens[at].roles & TOTAL


def accounts_range(tokens: list[Token], at: int, text: str) -> Voice | None:
    """Takes tokens and an account's place, gives it as a voice: "other estimates typically range from 20 to 30"."""
    near = range(at + 1, min(at + _RANGES, len(tokens)) if tokens[at].roles & ACCOUNT else at)
    told = next((p for p in near if tokens[p].roles & RANGES or tokens[p].lower in _CLOSERS), 0)
    if not told or not tokens[told].roles & RANGES:
        return None
    first = at
    while first and tokens[first - 1].lower.isalpha() and not tokens[first - 1].roles & _NO_PART:
        first -= 1
    before, _, of = tokens[at].lower.rpartition(" ")  # "estimates of" is one token
    counter = bool(tokens[at].roles & COUNTER)
    if counter and first == at and not before:
        return None  # "the number killed may range from": no account
    name = words(tokens, first, at, text)
    name = name.removesuffix(of).rstrip() if counter and before else name
    return Voice(name, first, until(tokens, at, _CLOSERS), at)


def officially(tokens: list[Token], at: int, text: str) -> Voice | None:
    """Takes tokens and such a word's place, gives it as the voice of the figure beside it, or None.

    "Officially, 39 people died", "39 officially"; not "was officially opened".
    """
    after = at + 2 if at + 1 < len(tokens) and tokens[at + 1].lower == "," else at + 1
    name = text[tokens[at].start : tokens[at].end]
    if after < len(tokens) and tokens[after].roles & NUMBER:
        return Voice(name, at, until(tokens, after, _CLOSERS), at, weak=True)
    behind = any(token.roles & NUMBER for token in tokens[max(0, at - 2) : at])
    ends = at + 1 == len(tokens) or tokens[at + 1].lower in _CLOSERS or tokens[at + 1].lower == ","
    return Voice(name, max(0, at - 2), at, at, weak=True) if behind and ends else None


def account_by(tokens: list[Token], at: int, text: str) -> Voice | None:
    """Takes tokens and an account's place, gives who makes it behind "by": "a boast by the victors that 200 ..."."""
    if not tokens[at].roles & ACCOUNT or at + 2 >= len(tokens) or not tokens[at + 1].roles & AGENT:
        return None
    end = name_end(tokens, at + 2)
    if end < at + 2 or not names_someone(tokens, at + 2, end) or (name := named(tokens, at + 2, end, text)) is None:
        return None
    return Voice(name, at, until(tokens, at, _CLOSERS), at)


def account_is(tokens: list[Token], at: int, text: str) -> Voice | None:
    """Takes tokens and an account's place, gives it as a voice: "the official figure is that 69 were killed"."""
    told = at + 1 < len(tokens) and tokens[at + 1].roles & BE
    behind = tokens[at + 2] if told and at + 2 < len(tokens) else None
    if behind is None or not behind.roles & (THAT | NUMBER) or not tokens[at - 1].lower.isalpha():
        return None
    first = at
    while first and not tokens[first].roles & ARTICLE and _in_possessor(tokens[first - 1]):
        first -= 1
    if first == at or not tokens[first].roles & ARTICLE or (behind.roles & NUMBER and at - first < 2):
        return None
    return Voice(words(tokens, first, at, text), at, until(tokens, at, _CLOSERS), at, weak=True)


def _in_possessor(token: Token) -> bool:
    """A word that goes with a possessor: "the health ministry's", "Mr Tolm's"."""
    return token.lower[0].isalpha() and (
        bool(token.roles & (NAME | TITLE | HONORIFIC | UNIT | ARTICLE))
        or not token.roles
        & (PREPOSITION | CONJUNCTION | BE | HAVE | SAYS | PAST | BOUNDARY | ADVERB | TRIGGER | NUMBER)
    )
