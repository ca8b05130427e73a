"""A figure while it is being read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from accounted.core.document import MadeBy, Span
from accounted.read.lexicon import Lexicon, Order
from accounted.read.numbers import Number
from accounted.read.phrases import Phrase
from accounted.read.trigger_words import Trigger

_ORDER: Final = Order()
_SHARES: Final = ("percent", "fraction")
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


def part_at_most(number: Number, whole: Draft | None) -> Draft | None:
    """Takes a number and the total found for it, gives that, or the total of that, which is not smaller than it."""
    value = number.best or number.low or 0
    while whole is not None and number.qualifier not in _SHARES:
        most = whole.number.high or whole.number.best
        if whole.number.qualifier not in _SHARES and (most is None or value < most or number.is_one):
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
