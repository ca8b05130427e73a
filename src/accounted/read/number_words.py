"""A number without its qualifier: digits, words, vague words, fractions, percentages."""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final

from accounted.read.lexicon import Lexicon
from accounted.read.roles import (
    BARE_SCALE,
    CONJUNCTION,
    DETERMINER,
    ESCALATING,
    FRACTION,
    HALF,
    INDEFINITE,
    MEASURE,
    MONTH,
    NONE,
    NUMBER_WORD,
    OF,
    PARTS_OPEN,
    PERCENT,
    QUALIFIER,
    QUALIFIER_AFTER,
    SCALE,
    SHORT_SCALE,
    STRONG,
    VAGUE,
)
from accounted.read.tokens import Token

_GROUPED: Final = re.compile(r"\d{1,3}(?:(?:\s?['’]\s?|[,.٬ \u00a0\u2009\u202f])\d{3})+")
_FOOTNOTE: Final = re.compile(r"\[\d{1,3}\]$")
_FLOOR_OF_SCALE: Final = {10: 20, 12: 24, 20: 40, 100: 200, 1000: 2000, 1e6: 2e6, 1e9: 2e9}
_GOES_ON: Final = SCALE | PERCENT | HALF | CONJUNCTION | QUALIFIER_AFTER | ESCALATING
_PLAIN_DIGITS: Final = 12
_LARGEST: Final = 1e12  # beyond it, digits are a sign and no count
_SMALL: Final = 100
_FEWEST_LEFT: Final = 20  # "2 thousand 5 of them" may be two numbers
_THOUSAND: Final = 1000


@dataclass(slots=True)
class Core:
    """A number without its qualifier: its value, the tokens it takes, what kind it is."""

    value: float
    first: int
    last: int
    kind: str = "exact"
    scale: float = 1
    qualifier: str | None = None
    digits: str = ""


def core_at(tokens: list[Token], at: int, lexicon: Lexicon) -> Core | None:
    """Takes tokens and a place, gives the number without qualifier that starts there, or None."""
    core = _core(tokens, at, lexicon)
    return _and_a_half(tokens, core, lexicon) if core is not None and core.kind in ("exact", "vague") else core


def digits_alone(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """Takes a place, gives whether a number is digits and nothing behind them can go on with it, as most numbers."""
    digits = tokens[at].lower
    if len(digits) > _PLAIN_DIGITS or not (digits.isascii() and digits.isdecimal()) or lexicon.endings["proclitics"]:
        return False
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if behind is None:
        return True
    return not (behind.roles & _GOES_ON or behind.lower in lexicon.joiners or behind.lower[0] == "[")


def _and_a_half(tokens: list[Token], core: Core, lexicon: Lexicon) -> Core:
    """ "Un million et demi", "two and a half million": half of the scale more."""
    at = core.last + 1
    if at >= len(tokens) or not (tokens[at].roles & (HALF | CONJUNCTION) or lexicon.endings["proclitics"]):
        return core
    joined = at < len(tokens) and tokens[at].lower in lexicon.lists.get("numbers.and", ())
    at += joined
    written_on = at < len(tokens) and tokens[at].lower.startswith(lexicon.endings["proclitics"] or ("\0",))
    joined = (joined or written_on) and at < len(tokens)
    at += bool(joined and tokens[at].roles & INDEFINITE and not tokens[at].roles & HALF)
    if at >= len(tokens) or not tokens[at].roles & HALF or (tokens[at].roles & FRACTION and not joined):
        return core
    scale = (tokens[core.last].word.value or 0) if tokens[core.last].roles & SCALE else 0
    behind = (tokens[at + 1].word.value or 0) if at + 1 < len(tokens) and tokens[at + 1].roles & SCALE else 0
    if joined and at + 1 < len(tokens) and tokens[at + 1].roles & MEASURE:
        return replace(core, value=core.value + 0.5, last=at)  # "three and a half hours"
    if scale >= _SMALL and behind in (0, scale):
        return replace(core, value=core.value + scale / 2, last=at + bool(behind), kind="exact")
    if behind >= _SMALL and core.kind == "exact" and core.value < _SMALL:
        return replace(core, value=(core.value + 0.5) * behind, last=at + 1, scale=behind)
    return core


def _core(tokens: list[Token], at: int, lexicon: Lexicon) -> Core | None:
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.lower[0].isdecimal():
        return _digits(tokens, at, lexicon)
    if token.roles & VAGUE:
        return _vague(tokens, at)
    if token.roles & NONE:
        return Core(0.0, at, at, "none")
    if token.roles & HALF and at + 1 < len(tokens) and tokens[at + 1].roles & SCALE:
        value = (tokens[at + 1].word.value or 0) / 2
        return Core(value, at, at + 1, scale=tokens[at + 1].word.value or 1)
    if token.roles & FRACTION or (token.roles & INDEFINITE and _fraction_at(tokens, at + 1)):
        return _fraction(tokens, at, lexicon)
    if token.roles & INDEFINITE:
        return _indefinite_scale(tokens, at, lexicon) or one_counted(tokens, at, lexicon)
    if "-" in token.lower or token.roles & (NUMBER_WORD | SCALE):
        return words_at(tokens, at, lexicon)
    return None


def _fraction_at(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and bool(tokens[at].roles & FRACTION)


def _fraction(tokens: list[Token], at: int, lexicon: Lexicon) -> Core | None:
    """A fraction of something; where the genitive is a case and no word, its noun follows at once."""
    last = at if tokens[at].roles & FRACTION else at + 1
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if following is None and at > 1 and not (tokens[at - 1].lower in lexicon.joiners and _fraction_at(tokens, at - 2)):
        return None  # "the quarter." at a sentence's end is no fraction; alone, it is the words of one
    if (scale := _of_a_scale(tokens, last + 1)) is not None:
        value = scale.word.value or 1
        return Core(round((tokens[last].word.value or 0) * value), at, last + 3, scale=value)
    by_word = not lexicon.source["numbers"].get("bare_fractions", False)
    article = following is not None and following.roles & INDEFINITE and last + 2 < len(tokens)
    if article and tokens[last + 2].roles & MEASURE:
        return None  # "half an hour"
    ranged = following is not None and following.lower in lexicon.joiners and _fraction_at(tokens, last + 2)
    of_a_group = following is not None and following.roles & STRONG and following.roles & PARTS_OPEN
    if by_word and following is not None and not (following.roles & (OF | DETERMINER) or of_a_group or ranged):
        return None
    return Core(tokens[last].word.value or 0, at, last, "fraction")


def _of_a_scale(tokens: list[Token], at: int) -> Token | None:
    """The scale behind a fraction: "a quarter of a million" is a number of its own, and no part of anything."""
    if at + 2 >= len(tokens) or not tokens[at].roles & OF or not tokens[at + 1].roles & INDEFINITE:
        return None
    scale = tokens[at + 2]
    return scale if scale.roles & SCALE and not scale.roles & SHORT_SCALE else None


def one_counted(tokens: list[Token], at: int, lexicon: Lexicon) -> Core | None:
    """Takes a place, gives one where an article counts: before a noun of [numbers] one_before, as in "un mort"."""
    counted = lexicon.lists.get("numbers.one_before")
    if not counted or not (at + 1 == len(tokens) or tokens[at + 1].lower in counted):
        return None
    return Core(1.0, at, at)


def _indefinite_scale(tokens: list[Token], at: int, lexicon: Lexicon) -> Core | None:
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or not following.roles & SCALE or following.roles & SHORT_SCALE:
        return None
    more = words_at(tokens, at + 1, lexicon) if following.roles & BARE_SCALE else None  # "a hundred and twenty"
    if more is not None and more.last > at + 1:
        return Core(more.value, at, more.last, scale=more.scale)
    value, last = scaled(tokens, at + 1, following.word.value or 1)
    return Core(value, at, last, scale=value)


def _vague(tokens: list[Token], at: int) -> Core:
    """A vague word with its floor: "several", "hundreds"; one that is a scale has twice its scale ("сотни тысяч")."""
    value, last = tokens[at].word.value or 0, at
    counts = bool(tokens[at].roles & SCALE)
    value = _FLOOR_OF_SCALE.get(value, value) if counts else value
    while last + 1 < len(tokens) and tokens[last + 1].roles & SCALE:
        scale = tokens[last + 1].word.value or 1
        value = value * scale if counts else _FLOOR_OF_SCALE.get(scale, scale)
        counts, last = True, last + 1
    if last == at and last + 1 < len(tokens) and tokens[last + 1].roles & VAGUE:
        return Core(tokens[last + 1].word.value or 0, at, last + 1, "vague", scale=tokens[last + 1].word.value or 1)
    return Core(value, at, last, "vague", scale=value or 1)


def scaled(tokens: list[Token], at: int, value: float) -> tuple[float, int]:
    """Takes a place and a value, gives it with the scales that follow ("two hundred thousand"), and their end."""
    last = at
    while last + 1 < len(tokens) and tokens[last + 1].roles & SCALE and (tokens[last + 1].word.value or 0) >= _SMALL:
        value *= tokens[last + 1].word.value or 1
        last += 1
    return value, last


def _digits(tokens: list[Token], at: int, lexicon: Lexicon) -> Core | None:
    token = tokens[at]
    value, is_decimal = digit_value(token.lower)
    if value is None or value > _LARGEST:
        return None
    last, scale = at, 1.0
    while last + 1 < len(tokens) and tokens[last + 1].lower[0] == "[" and _FOOTNOTE.match(tokens[last + 1].lower):
        last += 1
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if following is not None and following.roles & SCALE and not following.roles & MONTH:
        if is_decimal is None:
            value = _as_decimal(token.lower)
        scale = following.word.value or 1
        return _smaller_behind(tokens, Core(value * scale, at, last + 1, scale=scale), lexicon)
    if following is not None and following.roles & PERCENT:
        value = _as_decimal(token.lower) if is_decimal is None else value
        return Core(value, at, last + 1, "percent")
    if is_decimal and not _scale_behind_range(tokens, last + 1):
        return None
    return Core(value, at, max(at, last), digits=token.lower)


def _smaller_behind(tokens: list[Token], core: Core, lexicon: Lexicon) -> Core:
    """ "3 тысячи 809", "1 млн 200 тыс.": what is left of the number behind its scale, smaller than it."""
    at = core.last + 1
    at += at < len(tokens) and tokens[at].lower in lexicon.lists.get("numbers.and", ()) and core.scale == _THOUSAND
    if core.scale < _THOUSAND or at >= len(tokens) or not tokens[at].lower[0].isdecimal():
        return core
    left, is_decimal = digit_value(tokens[at].lower)
    scale = tokens[at + 1].word.value or 0 if at + 1 < len(tokens) and tokens[at + 1].roles & SCALE else 0
    value = (left or 0) * (scale or 1)
    if left is None or is_decimal is not False or not _FEWEST_LEFT <= value < core.scale or core.value % core.scale:
        return core
    if scale and not _THOUSAND <= scale < core.scale:
        return core
    return replace(core, value=core.value + value, last=at + bool(scale))


def _scale_behind_range(tokens: list[Token], at: int) -> bool:
    """ "3.3 and 3.9 million", "1.5-2 million": the scale stands behind the second number alone."""
    if at + 2 >= len(tokens) or not tokens[at + 1].lower[0].isdecimal():
        return False
    return bool(tokens[at + 2].roles & SCALE) and not tokens[at + 2].roles & MONTH


def _as_decimal(written: str) -> float:
    return float(re.sub(r"[^\d.]", "", _plain_digits(written).replace(",", ".")))


def _plain_digits(written: str) -> str:
    if written.isascii():
        return written
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else {"٫": ".", "٬": ","}.get(c, c) for c in written)


def digit_value(written: str) -> tuple[float | None, bool | None]:
    """Takes a number in digits with its separators, gives its value and whether it is a decimal (None: perhaps).

    Groups of exactly three digits are thousands ("1.275", "1 275", "1'275"); "1.5" is a decimal.

    >>> digit_value("1,275"), digit_value("1.5"), digit_value("2 000")
    ((1275.0, None), (1.5, True), (2000.0, False))
    """
    plain = _plain_digits(written)
    if plain.isdecimal():
        return float(plain), False
    if _GROUPED.fullmatch(plain):
        one_point = plain.count(".") == 1 and not re.search(r"[,' ’]", plain)
        return float(re.sub(r"\D", "", plain)), (None if one_point or plain.count(",") == 1 else False)
    if re.fullmatch(r"\d+[.,]\d+", plain):
        return float(plain.replace(",", ".")), True
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", plain):
        return float(plain.replace(",", "")), True
    return None, None


def words_at(tokens: list[Token], at: int, lexicon: Lexicon) -> Core | None:
    """Takes a place, gives the number words there: "six hundred and thirteen", "Thirty-three", "one hundred twenty"."""
    total, current, last, seen = 0.0, 0.0, at - 1, False
    index = at
    while index < len(tokens):
        value = word_value(tokens[index], lexicon)
        if value is not None and not (seen and value >= 1 and _no_sum(current, value)):
            current += value
            if value >= _THOUSAND:  # a scale that is a number by itself: "тысяча двести"
                total, current = total + current, 0.0
        elif tokens[index].roles & SCALE and (seen or tokens[index].roles & BARE_SCALE):
            scale = tokens[index].word.value or 1
            current = max(current, 1) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
        elif seen and _and_continues(tokens, index, current, lexicon):
            index += 1
            continue
        else:
            break
        seen, last = True, index
        index += 1
    if not seen:
        return None
    if last + 1 < len(tokens) and tokens[last + 1].roles & PERCENT:
        return Core(total + current, at, last + 1, "percent")
    alone = at == last
    if alone and tokens[at].roles & SCALE and not tokens[at].roles & NUMBER_WORD:
        exact = tokens[at].lower in lexicon.lists.get("numbers.exact_scales", ())  # "mil" is just 1,000
        value = tokens[at].word.value or 0
        core = Core(value, at, at, "exact" if exact else "vague", scale=value)
        return _smaller_behind(tokens, core, lexicon) if exact else core
    about = tokens[at].word.qualifier if alone and tokens[at].roles & QUALIFIER else None  # "une centaine"
    core = Core(total + current, at, last, scale=total or 1, qualifier=about)
    scaled_last = tokens[last].roles & SCALE and core.scale == core.value
    return _smaller_behind(tokens, core, lexicon) if scaled_last else core


def _no_sum(current: float, value: float) -> bool:
    """Whether a number word cannot continue the one before: "twenty five" can, "five twenty" cannot."""
    remainder = current % _SMALL
    return remainder != 0 and not (remainder >= 20 and remainder % 10 == 0 and value < 10)


def _and_continues(tokens: list[Token], index: int, current: float, lexicon: Lexicon) -> bool:
    if tokens[index].lower not in lexicon.lists.get("numbers.and", ()) or index + 1 >= len(tokens):
        return False
    follows = word_value(tokens[index + 1], lexicon)
    previous = tokens[index - 1]
    after = tokens[index + 2] if index + 2 < len(tokens) else None
    bigger = (after.word.value or 0) if after is not None and after.roles & SCALE else 0
    big_follows = bigger == _SMALL or (bigger > _SMALL and (previous.word.value or 0) >= bigger)
    tens = lexicon.order.and_joins_tens and follows is not None and follows < 10 and current % 10 == 0 and current > 0
    hundreds = previous.roles & SCALE and (previous.word.value or 0) >= 100
    return bool((hundreds or tens) and follows and not big_follows)


def word_value(token: Token, lexicon: Lexicon) -> float | None:
    """Takes a token, gives the number that its word means ("thirty-three"), or None."""
    if token.roles & NUMBER_WORD:
        return token.word.value
    if "-" in token.lower:
        left_out = lexicon.lists["numbers.and"] | lexicon.lists.get("numbers.a", frozenset())
        parts = [lexicon.words.get(part) for part in token.lower.split("-") if part not in left_out]
        if len(parts) == 2 and parts[0] and parts[1] and parts[0].roles & NUMBER_WORD and parts[1].roles & HALF:
            return (parts[0].value or 0) + 0.5  # "one-and-a-half million"
        if all(part is not None and part.roles & NUMBER_WORD for part in parts):
            return sum(part.value or 0 for part in parts if part is not None)
        if len(parts) == 2 and parts[0] and parts[1] and parts[0].roles & NUMBER_WORD and parts[1].roles & SCALE:
            return (parts[0].value or 0) * (parts[1].value or 1)
    return None
