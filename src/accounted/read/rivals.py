"""Rival figures: what one settles on, argues for or corrects it to, and the former figure beside the new one."""

from collections.abc import Sequence
from math import log
from typing import Final

from accounted.read.drafts import Draft
from accounted.read.gapped_speakers import gapped_speaker
from accounted.read.numbers import Number
from accounted.read.roles import (
    AGENT,
    ARTICLE,
    BE,
    CONJUNCTION,
    FIGURE,
    MEASURE,
    OF,
    PREPOSITION,
    PUNCTUATION,
    RELATIVE,
    RIVAL,
    SAYS,
    SETTLES,
    THAT,
    THIRD_PERSON,
)
from accounted.read.tokens import Token
from accounted.read.trigger_words import Trigger

_QUOTES: Final = frozenset("\"'“”‘’«»„")
_BESIDE: Final = frozenset(",:-–—(")
_FEWEST: Final = 5
_NO_HARM: Final = frozenset(("destroyed", "damaged", "present"))
_LINKED: Final = PUNCTUATION | CONJUNCTION | RELATIVE


def rival_trigger(tokens: list[Token], at: int) -> Trigger | None:
    """Takes tokens and the place of a number without a noun, gives the words that set it beside figures told before.

    "The council insists on 700", "historians have settled on 400", "gave a lower figure, 27".
    """
    first, quoted = _behind_quotes(tokens, at)
    if _said_first(tokens, at):
        return Trigger("", at, at, "said")
    if first < 1 or not (quoted or _ends(tokens, at + 1)):
        return None
    if (name := gapped_speaker(tokens, at)) is not None:
        return Trigger("", name[1], name[1], "said")  # "the council says 4,000, the church 6,000"
    if first > 1 and tokens[first].roles & BE and tokens[first - 1].roles & THIRD_PERSON and _said(tokens[first - 2]):
        return Trigger("", first - 2, first, "said")  # "but the council says it was 40"
    if tokens[first].lower in _BESIDE and tokens[first - 1].roles & FIGURE and not tokens[first - 1].roles & SAYS:
        return Trigger("", first - 1, first - 1, "said")
    if quoted and tokens[first].roles & FIGURE:
        return Trigger("", first, first, "said")  # 'a figure "somewhere north of 200"'
    verb = first
    if tokens[verb].roles & PREPOSITION and not tokens[verb].roles & (SETTLES | AGENT):
        verb -= 1
        verb -= bool(verb > 0 and tokens[verb].roles & THIRD_PERSON)
    settles = tokens[verb].roles & SETTLES and not _few(tokens[at])
    says = verb < first and tokens[first].roles & OF and tokens[verb].roles & SAYS and not tokens[verb].roles & MEASURE
    return Trigger("", verb, verb, "said") if settles or says else None


def _said(token: Token) -> bool:
    return bool(token.roles & (SAYS | THAT)) and not token.roles & FIGURE


def _said_first(tokens: list[Token], at: int) -> bool:
    """ "Twenty-seven," said the clerk: a number at its sentence's head, a comma, a verb of saying."""
    if any(token.lower not in _QUOTES for token in tokens[:at]) or _few(tokens[at]):
        return False
    behind = [token for token in tokens[at + 1 : at + 4] if token.lower not in _QUOTES]
    return len(behind) > 1 and behind[0].lower == "," and bool(behind[1].roles & SAYS)


def nearest_in_size(number: Number, totals: Sequence[Draft]) -> Draft | None:
    """Takes a figure and totals told before it, gives the one that it is a rival of: harm to people, nearest in size.

    Behind "93 drowned, 12 were hurt", one who "always spoke of 140" spoke of the drowned.
    """
    value = number.best or number.low or number.high
    people = [draft for draft in totals if draft.effect not in _NO_HARM and draft.unit == "persons" and _value(draft)]
    if not value or not people:
        return None
    return min(reversed(people), key=lambda draft: abs(log(value / _value(draft))))


def _value(draft: Draft) -> float:
    return draft.number.best or draft.number.low or draft.number.high or 0.0


def _few(token: Token) -> bool:
    """ "Settled on two": so few may be anything."""
    number = token.number
    return number is None or ((number.best or number.low or number.high or 0) < _FEWEST and not number.digits)


def former_figure(tokens: list[Token], at: int, before: Sequence[Draft]) -> Draft | None:
    """Takes the place of a number without a noun, gives the figure of its sentence that it was or might have been.

    "41 people died, up from 22 the day before", "the dead were 17, not 71", "raised to 119 from 73".
    """
    last = before[-1] if before else None
    if last is None or at < 1 or last.unit != "persons" or last.at > at or last.rule == "part":
        return None
    first, _ = _behind_quotes(tokens, at)
    changed = last.at == at - 1 and last.rule == "total"  # the number's own words hold "from"
    between = any(token.number is not None for token in tokens[last.at + 1 : at])
    if first < 1 or between or not (changed or tokens[first].roles & RIVAL):
        return None
    return last if _ends(tokens, at + 1) or not tokens[at + 1].capital else None


def _behind_quotes(tokens: list[Token], at: int) -> tuple[int, bool]:
    """The place before a number, its article and its quotation marks, and whether these hold nothing else."""
    first = at - 1
    opened = first >= 0 and tokens[first].lower in _QUOTES
    while first > 0 and (tokens[first].lower in _QUOTES or tokens[first].roles & ARTICLE):
        first -= 1
    return first, opened and any(token.lower in _QUOTES for token in tokens[at + 1 : at + 3])


def _ends(tokens: list[Token], at: int) -> bool:
    return at >= len(tokens) or bool(tokens[at].roles & _LINKED)
