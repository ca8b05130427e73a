"""Names for events that are known by their marks alone: in quotation marks behind a word of naming, or a marked day."""

from collections.abc import Iterator
from typing import Final

from accounted.read.lexicon import Lexicon
from accounted.read.roles import ARTICLE, DENIAL_PHRASE, DENIES, DOUBT, LABEL, MONTH, NAMING, UNIT, WEEKDAY
from accounted.read.tokens import Token

OPENING: Final = frozenset("\"“«„'‘")
CLOSING: Final = frozenset("\"”»“'’")
_QUOTED_WITHIN: Final = 14
_BRACKETED_WITHIN: Final = 3  # "the killings (the 'Long Night')"
_QUOTED_WORDS: Final = 8


def marked_days(tokens: list[Token], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Takes the tokens of a sentence, gives where a day or month with a colour stands: "Bloody Sunday"."""
    marks = lexicon.lists.get("labels.marked_days", frozenset())
    times = lexicon.lists.get("labels.marked_times", frozenset())
    for at in range(1, len(tokens)):
        day = tokens[at].roles & (WEEKDAY | MONTH) or tokens[at].lower in times
        if day and tokens[at].capital and tokens[at - 1].capital and tokens[at - 1].lower in marks:
            yield at - 1, at


def quoted_names(tokens: list[Token], lexicon: Lexicon) -> Iterator[tuple[int, int, int]]:
    """Takes the tokens of a sentence, gives the word of naming and the first and last of what it quotes as a name.

    An event must be told of before ("events", "killings"): a town, a party and a report are called names as well.
    """
    told = lexicon.lists.get("labels.events", frozenset())
    event = False
    for at, token in enumerate(tokens):
        event = event or bool(token.roles & LABEL) or token.lower in told
        bracket = token.lower == "(" and at > 0 and tokens[at - 1].roles & LABEL
        if not event or not (token.roles & NAMING or bracket):
            continue
        within = _BRACKETED_WITHIN if bracket else _QUOTED_WITHIN
        opens = next((p for p in range(at + 1, min(at + within, len(tokens))) if tokens[p].lower in OPENING), 0)
        behind = range(opens + 1, min(opens + _QUOTED_WORDS, len(tokens)))
        closes = next((p for p in behind if tokens[p].lower in CLOSING), 0)
        if opens and closes > opens + 1 and _may_be_name(tokens, opens, closes):
            yield at, opens + 1, closes - 1


def _may_be_name(tokens: list[Token], opens: int, closes: int) -> bool:
    """Whether a quotation can be a name: no participle, people or rejection ends it."""
    last = tokens[closes - 1] if tokens[closes - 1].lower[0].isalnum() else tokens[closes - 2]
    verbal = last.lower.endswith(("ed", "ing", "ly")) and not (last.capital or last.roles & LABEL)
    article = tokens[opens + 1].roles & ARTICLE
    begins = tokens[opens + 1].capital or article
    return bool(begins) and not ((verbal and not article) or last.roles & (DENIAL_PHRASE | DENIES | DOUBT | UNIT))
