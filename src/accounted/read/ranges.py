"""The second end of a range, and what a scale said once means for both ends: "500-1,000", "20 or 30 thousand"."""

from dataclasses import replace
from typing import Final

from accounted.read.lexicon import Lexicon
from accounted.read.number_words import Core, core_at, word_value
from accounted.read.roles import (
    ADJECTIVE,
    BEFORE_YEAR,
    ESCALATING,
    INTRANSITIVE,
    MONTH,
    NUMBER_WORD,
    OF,
    QUALIFIER,
    SCALE,
    STRONG,
    TRANSITIVE,
    UNIT,
)
from accounted.read.tokens import Token

_ALTERNATIVE: Final = frozenset("(/")
_COUNTED: Final = UNIT | STRONG | OF | ADJECTIVE
_DASHES: Final = ("-", "–", "—", "‑", "−")
_YEAR_DIGITS, _LAST_YEAR = 4, 2100
_THOUSAND, _NEAR_ENDS = 1000, 10


def range_end(tokens: list[Token], core: Core, opener: str | None, lexicon: Lexicon) -> Core | None:
    """Takes a number's first end and the word that opened it, gives the upper end of a range, or None.

    "500-1,000", "between 460 and 3,500", "40,000 or 50,000", "dozens, maybe hundreds", "89 (or 84)".
    """
    at = core.last + 1
    if at >= len(tokens):
        return None
    link = tokens[at]
    if link.lower not in lexicon.joiners and not link.roles & ESCALATING:
        return None
    if link.lower in _ALTERNATIVE:
        return _alternative(tokens, core, lexicon)
    joins = _joins(tokens, at, opener, lexicon)
    if not joins:
        return None
    first = at + joins
    if first < len(tokens) and tokens[first].roles & QUALIFIER and not tokens[first].roles & NUMBER_WORD:
        first += 1
    dashed = link.lower in _DASHES and first > at + joins
    second = core_at(tokens, first, lexicon) if first < len(tokens) and not dashed else None  # "day 9 - over 40 dead"
    turned = opener == "range_between" and second is not None and _ascends(second, core, link)
    if second is None or second.kind == "none" or not (turned or _ascends(core, second, link)):
        return None
    if core.kind != "percent" and opener is None and _after_year(tokens, at - 1, core):
        return None
    if core.kind == "vague" and second.kind != "vague" and (opener != "range_between" or second.kind != "exact"):
        return None
    if core.kind == "percent" and second.kind != "percent":
        return None  # "rose by 7 per cent to 143"
    return second


def _alternative(tokens: list[Token], core: Core, lexicon: Lexicon) -> Core | None:
    """ "89 (or 84) people", "15/16 men": another figure for the same in brackets or behind a stroke."""
    opens = core.last + 1
    stroke = tokens[opens].lower == "/"
    joined = opens + 1 < len(tokens) and tokens[opens + 1].lower in lexicon.lists.get("numbers.range_or", ())
    first = opens + 1 if stroke else opens + 2
    if first >= len(tokens) or not (stroke or joined) or core.kind != "exact":
        return None
    second = core_at(tokens, first, lexicon)
    if second is None or second.kind != "exact" or not _alike(core, second):
        return None
    behind = tokens[second.last + 1] if second.last + 1 < len(tokens) else None
    if not stroke:
        closed = behind is not None and behind.lower == ")"
        return replace(second, last=second.last + 1) if closed else None
    two = len(core.digits) > 1 and len(second.digits) > 1 and core.value < second.value
    return second if two and (behind is None or behind.roles & _COUNTED) else None


def _alike(core: Core, second: Core) -> bool:
    """Whether two figures may be told of the same: the larger at most twice the other."""
    return 0 < max(core.value, second.value) <= 2 * min(core.value, second.value) and core.value != second.value


def _after_year(tokens: list[Token], at: int, core: Core) -> bool:
    """ "Fixé en 1950 à 11 342 morts": a year behind its word, and no range from it."""
    year = len(core.digits) == _YEAR_DIGITS and core.digits.isdecimal() and at == core.last and core.first > 0
    return bool(year and core.value < _LAST_YEAR and tokens[core.first - 1].roles & BEFORE_YEAR)


def _joins(tokens: list[Token], at: int, opener: str | None, lexicon: Lexicon) -> int:
    """How many tokens from `at` join two numbers into a range: 0 for none."""
    lists, link = lexicon.lists, tokens[at].lower
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if tokens[at].roles & ESCALATING or link in lists.get("numbers.range_to", ()):
        return 1
    if link in lists.get("numbers.range_or", ()):
        return 1
    if opener == "range_between" and link in lists.get("numbers.range_and", ()):
        return 1
    if opener == "range_from" and link in lists.get("numbers.range_until", ()):
        return 1
    if link == "," and f", {following}" in lists.get("numbers.range_or", ()):
        return 2
    return 0


def _ascends(core: Core, second: Core, link: Token) -> bool:
    if core.kind == "none" or (second.value <= core.value and second.scale == core.scale):
        return False
    if link.lower in _DASHES and core.digits and second.digits:
        return second.value > core.value
    return second.value * (second.scale if second.scale != core.scale else 1) > core.value


def day_and_count(tokens: list[Token], first: Core, second: Core) -> bool:
    """Takes two numbers, gives whether they are a day and a count behind a dash that stands apart.

    "May 5 – 12 people were killed", "5/5 – 12 killed".
    """
    dash = tokens[first.last + 1]
    apart = dash.lower in _DASHES and dash.start > tokens[first.last].end and first.first > 0
    if not apart or (not tokens[first.first - 1].roles & MONTH and tokens[first.first - 1].lower != "/"):
        return False
    behind = tokens[second.last + 1].roles if second.last + 1 < len(tokens) else 0
    return bool(behind & (UNIT | STRONG | ADJECTIVE | TRANSITIVE | INTRANSITIVE)) or not second.digits


def with_scale(tokens: list[Token], second: Core, lexicon: Lexicon) -> Core:
    """Takes the second end of a range, gives it with the scales that hold for both ends.

    "Fifteen to twenty-five thousand", "six or seven hundred": one word, then scales.
    """
    leading = word_value(tokens[second.first], lexicon)
    scales = tokens[second.first + 1 : second.last + 1]
    if leading and scales and all(token.roles & SCALE for token in scales):
        return replace(second, scale=second.value / leading)
    return second


def said_once(tokens: list[Token], first: Core, second: Core, lexicon: Lexicon) -> Core:
    """Takes both ends of a range, gives the first with the thousands said behind the second alone: "20 à 30 000".

    So where the language does it commonly, or does at a dash.
    """
    commonly = lexicon.source["numbers"].get("thousands_once", False)
    if not (commonly is True or (commonly == "dash" and tokens[first.last + 1].lower in _DASHES)):
        return first
    if not (first.digits.isdecimal() and second.digits):
        return first
    thousands = second.value / _THOUSAND
    once = second.value % _THOUSAND == 0 and first.value < thousands <= first.value * _NEAR_ENDS
    return replace(first, value=first.value * _THOUSAND) if once else first
