"""A voice: who says a stretch of a sentence, and how."""

from dataclasses import dataclass


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
