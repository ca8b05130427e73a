"""A voice: who says a stretch of a sentence, and how."""

from dataclasses import dataclass
from typing import Final

from accounted.read.roles import BE, DOUBT, HEARSAY, REMAIN, SAYS
from accounted.read.tokens import Token

_NEAR: Final = 9


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
    near = tokens[max(0, at - _NEAR) : at + _NEAR]
    if any(token.roles & DOUBT for token in tokens[max(0, at - _NEAR) : at]):
        return "doubts"
    for index, token in enumerate(near):
        if token.roles & HEARSAY and not (token.roles & (SAYS | REMAIN) and not _passive_before(near, index)):
            return "reports"
    return "asserts"


def _passive_before(near: list[Token], index: int) -> bool:
    return index > 0 and bool(near[index - 1].roles & BE)
