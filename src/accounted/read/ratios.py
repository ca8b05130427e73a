"""Numbers that are one side of a ratio, a change, an hour, or say how many the doers were: they count nobody harmed."""

from typing import Final

from accounted.read.phrases import Phrase
from accounted.read.roles import ADJECTIVE, CHANGE, DETERMINER, DOER, EACH, MORE, OF, RATIO, TRANSITIVE, UNIT
from accounted.read.tokens import Token

_HARMED: Final = TRANSITIVE | ADJECTIVE
_TOLD: Final = frozenset(":=")
_MOST: Final = 100
_LEAST_BEFORE: Final = 2
_HOUR: Final = 4


def ratio_or_doers(tokens: list[Token], at: int, phrase: Phrase) -> str | None:
    """Takes tokens, a number's place and what it counts, gives why it counts none of the harmed, or None.

    "One person in nine starved", "three wounded for every man killed", "Attackers: 30", "a 38 per cent rise in deaths",
    "between 0200 and 0300".
    """
    if _is_change(tokens, at):
        return "a change"
    written = tokens[at].lower
    hours = written.split() if written[0] == "0" or " 0" in written else ()
    if any(len(word) == _HOUR and word[0] == "0" and word.isdigit() for word in hours):
        return "time"
    if at >= _LEAST_BEFORE and tokens[at - 1].lower in _TOLD and tokens[at - 2].roles & DOER:
        return "strength of a force"
    behind = phrase.last + 1
    if behind + 1 < len(tokens) and tokens[behind].roles & _HARMED and tokens[behind + 1].roles & EACH:
        return "a ratio"  # "100 hostages shot for every man killed"
    if behind < len(tokens) and tokens[behind].roles & EACH:
        return "a ratio"
    number = tokens[at].number
    if number is not None and number.is_one:
        larger = at + 2 + bool(at + 1 < len(tokens) and tokens[at + 1].roles & UNIT)
        if larger < len(tokens) and _one_in(tokens, larger):
            return "a ratio"  # "one child in two"
    if (
        at >= _LEAST_BEFORE
        and tokens[at - 1].roles & (RATIO | DETERMINER)
        and _one_in(tokens, at)
        and phrase.unit in (None, "persons")
    ):
        return "a ratio"  # "one in ten prisoners died", "one out of every ten"
    if not phrase.empty or at < _LEAST_BEFORE or not tokens[at - 1].roles & RATIO:
        return None
    first = at - 2 - bool(tokens[at - 2].roles & UNIT)
    small, large = tokens[first].number if first >= 0 else None, tokens[at].number
    if small is None or large is None or {small.qualifier, large.qualifier} != {"exact"}:
        return None
    return "a ratio" if (small.best or _MOST) < (large.best or 0) <= _MOST else None


def _one_in(tokens: list[Token], at: int) -> bool:
    link = at - 1 - bool(tokens[at - 1].roles & DETERMINER and at > _LEAST_BEFORE)
    first = link - 1 - bool(link > 1 and tokens[link - 1].roles & UNIT)  # "one child in two lives in fear"
    one, large = tokens[first].number, tokens[at].number
    if not tokens[link].roles & RATIO or one is None or large is None or large.qualifier != "exact":
        return False
    return one.is_one and 1 < (large.best or 0) <= _MOST


def _is_change(tokens: list[Token], at: int) -> bool:
    """ "A 238 per cent increase in deaths", "a rise of 40 deaths", "executed 37 percent more persons"."""
    if at >= _LEAST_BEFORE and tokens[at - 1].roles & OF and tokens[at - 2].roles & CHANGE:
        return True
    number = tokens[at].number
    share = number is not None and number.qualifier in ("percent", "fraction")
    return share and at + 1 < len(tokens) and bool(tokens[at + 1].roles & (CHANGE | MORE))
