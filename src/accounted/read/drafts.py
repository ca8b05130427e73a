"""A figure while it is being read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from accounted.core.document import MadeBy, Span
from accounted.read.lexicon import Lexicon, Order
from accounted.read.numbers import Number
from accounted.read.phrases import Phrase
from accounted.read.tokens import Token
from accounted.read.trigger_words import DEATHS, Trigger

_ORDER: Final = Order()
SHARES: Final = ("percent", "fraction")
"""The qualifiers of numbers that count nobody by themselves."""
UNTOLD: Final = "no effect told for it"
"""Why a number that no rule told an effect for is no figure."""


@dataclass(frozen=True, slots=True)
class TextRead:
    """What every step of one reading needs; `blocks` where a line break ends a paragraph."""

    document: str
    text: str
    lexicon: Lexicon
    made_by: MadeBy
    blocks: bool

    def span(self, start: int, end: int) -> Span:
        """Takes offsets, gives the place with its words."""
        return Span(document=self.document, start=start, end=end, quote=self.text[start:end])


@dataclass(slots=True, eq=False)
class Draft:
    """A figure being read: its number, what it counts, its trigger, and the draft of which it is a part."""

    at: int
    number: Number
    phrase: Phrase
    effect: str
    rule: str
    trigger: Trigger | None = None
    whole: "Draft | None" = None
    note: str | None = None
    unit: str = "persons"

    @property
    def root(self) -> "Draft":
        """Gives the total that the figure is a part of, or the figure itself."""
        return self.whole if self.whole is not None else self

    @property
    def kind(self) -> tuple[str, str]:
        """Gives the effect, deaths of any kind as one, and the unit: figures of one kind may be added up."""
        return ("killed" if self.effect in DEATHS else self.effect), self.unit

    def noun(self, tokens: Sequence[Token]) -> str | None:
        """Takes the tokens of the figure's sentence, gives the noun that it counts, in small letters, or None."""
        return tokens[self.phrase.head].lower if self.phrase.head is not None else None


def part_at_most(number: Number, whole: Draft | None) -> Draft | None:
    """Takes a number and the total found for it, gives that, or the total of that, which is not smaller than it."""
    value = number.best or number.low or 0
    while whole is not None and number.qualifier not in SHARES:
        most = whole.number.high or whole.number.best
        if whole.number.qualifier not in SHARES and (most is None or value < most or number.is_one):
            break
        whole = whole.whole
    return whole


@dataclass(slots=True)
class Found:
    """What a sentence holds: drafts, and the numbers that are no figures with the reason.

    While it is read, `untold` are the numbers of the sentence before it that tell no effect, `total` is the last total
    told before the sentence, and `opened` the place where a breakdown opened before the number being read.
    """

    drafts: list[Draft] = field(default_factory=list)
    others: list[tuple[Number, str]] = field(default_factory=list)
    again: bool = False
    total: Draft | None = None
    opened: int | None = None
    earlier: Sequence[Draft] = ()
    untold: Sequence[Number] = ()
    order: Order = _ORDER
