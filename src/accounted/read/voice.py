"""A voice: who says a stretch of a sentence, and how."""

from dataclasses import dataclass
from typing import Final

from accounted.read.roles import (
    BE,
    BOUNDARY,
    COMPARES,
    DETERMINER,
    DOUBT,
    HEARSAY,
    PAST,
    REMAIN,
    SAYS,
    THAT,
    TRIGGER,
    WHO,
)
from accounted.read.tokens import Token

_NEAR: Final = 9
_FAR: Final = 30
_PARTS: Final = frozenset(".;:!?")
_NO_END: Final = THAT | WHO | DETERMINER | COMPARES


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker over tokens `first` to `last` of a sentence; `pronoun` where only a pronoun names them.

    Tokens inside `aside` tell of the speaker, who does not say them: "said Anna Tolm, one of the three who survived".
    A `weak` voice gives way to another: "the villagers found six bodies, the mayor said".
    """

    speaker: str
    first: int
    last: int
    verb: int
    stance: str = "asserts"
    pronoun: bool = False
    aside: tuple[int, int] = (0, 0)
    weak: bool = False

    def covers(self, at: int) -> bool:
        """Takes the place of a token, gives whether this voice says it; an aside on the speaker it does not say."""
        return self.first <= at <= self.last and not self.aside[0] < at < self.aside[1]


def stance_at(tokens: list[Token], at: int, voice: Voice | None) -> str:
    """Takes tokens, the place of a number and its voice, gives the stance: asserts, denies, doubts or reports."""
    if voice is not None and voice.stance == "denies":
        return "denies"
    near = tokens[max(0, at - _NEAR) : _clause_end(tokens, at)]
    if any(token.roles & DOUBT for token in tokens[max(0, at - _NEAR) : at]):
        return "doubts"
    for index, token in enumerate(near):
        if token.roles & HEARSAY and not (token.roles & (SAYS | REMAIN) and not _passive_before(near, index)):
            return "reports"
    return "reports" if _reported_before(tokens, at) else "asserts"


def _clause_end(tokens: list[Token], at: int) -> int:
    """How far behind a number its own clause can reach: "12 died, though more probably lived" ends at "though"."""
    end = min(len(tokens), at + _NEAR)
    joins = (p for p in range(at + 1, end) if tokens[p].roles & BOUNDARY and not tokens[p].roles & _NO_END)
    return next((p for p in joins if tokens[p - 1].lower == ","), end)


def _reported_before(tokens: list[Token], at: int) -> bool:
    """ "The guard reportedly stormed the mill that had stood there for years, killing 12": a word far before."""
    for place in range(at - 1, max(-1, at - _FAR), -1):
        roles = tokens[place].roles
        if tokens[place].lower in _PARTS or (roles & SAYS and not roles & HEARSAY):
            return False
        if roles & HEARSAY and not roles & (SAYS | BE | REMAIN) and " " not in tokens[place].lower:
            return place < at - _NEAR and bool(tokens[place + 1].roles & (PAST | TRIGGER))
    return False


def _passive_before(near: list[Token], index: int) -> bool:
    return index > 0 and bool(near[index - 1].roles & BE)
