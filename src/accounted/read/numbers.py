"""Number expressions with their exact words: digits, words, vague words, ranges, bounds, fractions, percentages."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from accounted.core.claim import Quantity
from accounted.read.lexicon import Lexicon
from accounted.read.roles import (
    BARE_SCALE,
    DETERMINER,
    DIGITS,
    ESCALATING,
    FRACTION,
    HALF,
    INDEFINITE,
    KEEP,
    MONTH,
    MORE,
    NONE,
    NUMBER,
    NUMBER_WORD,
    OF,
    ONE,
    OPENS_RANGE,
    PERCENT,
    QUALIFIER,
    QUALIFIER_AFTER,
    SCALE,
    SHORT_SCALE,
    STRONG,
    TOTAL,
    VAGUE,
    Word,
)
from accounted.read.tokens import Token, tokenise

_GROUPED: Final = re.compile(r"\d{1,3}(?:(?:\s?['’]\s?|[,.٬ \u00a0\u2009\u202f])\d{3})+")
_FOOTNOTE: Final = re.compile(r"\[\d{1,3}\]$")
_NUMBER_START: Final = NUMBER_WORD | VAGUE | NONE | FRACTION | HALF | SCALE
_MAY_START: Final = _NUMBER_START | QUALIFIER | DIGITS | OPENS_RANGE | INDEFINITE
_DASHES: Final = ("-", "–", "—", "‑", "−")
_FLOOR_OF_SCALE: Final = {10: 20, 12: 24, 20: 40, 100: 200, 1000: 2000, 1e6: 2e6, 1e9: 2e9}
_SMALL: Final = 100
_THOUSAND: Final = 1000
_NO_WORDS: Final[frozenset[str]] = frozenset()


@dataclass(slots=True)
class Number:
    """A number as its words state it. `bare` is digits alone with no qualifier: it may be a year, an age, a page."""

    low: float | None
    high: float | None
    best: float | None
    qualifier: str
    start: int
    end: int
    bare: bool = False
    digits: str = ""
    is_one: bool = False

    def quantity(self, text: str) -> Quantity:
        """Takes the document's text, gives the quantity with the words as written."""
        return Quantity(
            low=self.low,
            high=self.high,
            best=self.best,
            qualifier=self.qualifier,
            text=text[self.start : self.end],
            start=self.start,
            end=self.end,
        )


@dataclass(slots=True)
class _Core:
    """A number without its qualifier: its value, the tokens it takes, what kind it is."""

    value: float
    first: int
    last: int
    kind: str = "exact"
    scale: float = 1
    qualifier: str | None = None
    digits: str = ""


_NUMBER_TOKEN: Final = Word(roles=NUMBER)


def join_numbers(tokens: list[Token], text: str, lexicon: Lexicon) -> list[Token]:
    """Takes the tokens of a sentence, gives them with each number expression as one token that holds its `Number`."""
    joined: list[Token] = []
    marks = lexicon.lists.get("numbers.change_from", _NO_WORDS) | lexicon.lists.get("numbers.none_after", _NO_WORDS)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        marked = bool(marks) and token.lower in marks
        if not (token.roles & _MAY_START or marked or "-" in token.lower):
            joined.append(token)
            at += 1
            continue
        if marked and (changed := _change(tokens, at, lexicon)):
            joined += tokens[at:changed]
            at = changed
        found = _none_after(tokens, at, lexicon) if marked else None
        found = found or _expression(tokens, at, lexicon)
        if found is None:
            joined.append(tokens[at])
            at += 1
            continue
        number, last = found
        start = max(number.start, tokens[at].start)  # a "none" behind its noun: the noun is a token of its own
        lower = text[start : number.end].lower()
        joined.append(Token(lower, start, number.end, _NUMBER_TOKEN, NUMBER, number=number))
        at = last + 1
    return joined


def _change(tokens: list[Token], at: int, lexicon: Lexicon) -> int:
    """The place of the second number in "с 96 до 158" (from 96 to 158), of which only the second counts, or 0.

    For a language that says a change (numbers.change_from) in other words than a range.
    """
    if tokens[at].lower not in lexicon.lists.get("numbers.change_from", _NO_WORDS):
        return 0
    former = _core(tokens, at + 1, lexicon)
    until = former.last + 1 if former is not None else len(tokens)
    if until + 1 >= len(tokens) or tokens[until].lower not in lexicon.lists.get("numbers.range_until", _NO_WORDS):
        return 0
    return until + 1 if _core(tokens, until + 1, lexicon) is not None else 0


def _none_after(tokens: list[Token], at: int, lexicon: Lexicon) -> tuple[Number, int] | None:
    """ "Погибших нет" (of-dead none): a zero behind what there was none of; its own words are both."""
    if tokens[at].lower not in lexicon.lists.get("numbers.none_after", _NO_WORDS):
        return None
    if at == 0 or not tokens[at - 1].roles & (STRONG | TOTAL):
        return None
    return Number(0.0, 0.0, 0.0, "exact", tokens[at - 1].start, tokens[at].end), at


def read_quantity(words: str, lexicon: Lexicon) -> Number | None:
    """Takes the words of a quantity alone, gives the number that stands in them; None where they hold none or several.

    This is the law's re-reading: a reader may only report what this finds in the quantity's own span.

    >>> from accounted.read.lexicon import load_lexicon
    >>> read_quantity("between 460 and 3,500", load_lexicon("en")).high
    3500.0
    """
    if words.isascii() and words.isdigit():
        value = float(words)
        return Number(value, value, value, "exact", 0, len(words), bare=True, digits=words)
    tokens = join_numbers(tokenise(words, 0, len(words), lexicon).tokens, words, lexicon)
    numbers = [token.number for token in tokens if token.number is not None]
    return numbers[0] if len(numbers) == 1 else None


def _expression(tokens: list[Token], at: int, lexicon: Lexicon) -> tuple[Number, int] | None:
    token = tokens[at]
    if not _may_start(tokens, at, lexicon):
        return None
    first, qualifier = at, None
    opener = _opens_range(token, lexicon)
    if opener or (token.roles & QUALIFIER and not token.roles & NUMBER_WORD):
        first = _after_qualifier(tokens, at, opener=opener is not None)
        qualifier = None if opener else _qualifier(tokens, at, first)
        if first >= len(tokens):
            return None
    core = (_one_scale(tokens, first, lexicon) if first > at else None) or _core(tokens, first, lexicon)
    if core is None:
        return None
    return _with_range(tokens, at, core, (qualifier, opener), lexicon)


def _one_scale(tokens: list[Token], first: int, lexicon: Lexicon) -> _Core | None:
    """ "Более тысячи" (more than a thousand): behind a qualifier, a scale word in a form that means one of it."""
    if tokens[first].lower not in lexicon.lists.get("numbers.single_scales", _NO_WORDS):
        return None
    value, last = _scaled(tokens, first, tokens[first].word.value or 1)
    rest = _words(tokens, last + 1, lexicon) if last + 1 < len(tokens) else None
    if rest is not None and rest.kind == "exact" and rest.value < value:
        return _Core(value + rest.value, first, rest.last, scale=value)
    return _Core(value, first, last, scale=value)


def _may_start(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    token = tokens[at]
    if token.roles & (_NUMBER_START | QUALIFIER | DIGITS | OPENS_RANGE):
        return True
    if "-" in token.lower and _word_value(token, lexicon) is not None:
        return True
    if not token.roles & INDEFINITE:
        return False
    return _scale_after(tokens, at) or _one_counted(tokens, at, lexicon) is not None


def _after_qualifier(tokens: list[Token], at: int, *, opener: bool) -> int:
    first = at + 1
    while first < len(tokens) and tokens[first].roles & (KEEP | QUALIFIER) and first - at < 4:
        if tokens[first].roles & (NUMBER_WORD | VAGUE | HALF | FRACTION) or (opener and first > at + 2):
            break
        if _scale_after(tokens, first):
            break
        first += 1
    return first


def _qualifier(tokens: list[Token], at: int, first: int) -> str | None:
    """The qualifier of several in a row that says most: "estimated at upwards of" is a bound."""
    told = [token.word.qualifier for token in tokens[at:first] if token.roles & QUALIFIER]
    return next((qualifier for qualifier in told if qualifier not in (None, "about")), tokens[at].word.qualifier)


def _opens_range(token: Token, lexicon: Lexicon) -> str | None:
    if not token.roles & OPENS_RANGE:
        return None
    for kind in ("range_between", "range_from"):
        if token.lower in lexicon.lists.get(f"numbers.{kind}", ()):
            return kind
    return None


def _scale_after(tokens: list[Token], at: int) -> bool:
    following = tokens[at + 1].roles if at + 1 < len(tokens) else 0
    return bool(following & (SCALE | FRACTION)) and not tokens[at].lower[0].isdigit()


def _with_range(
    tokens: list[Token], at: int, core: _Core, how: tuple[str | None, str | None], lexicon: Lexicon
) -> tuple[Number, int] | None:
    qualifier, opener = how
    second = _second(tokens, core, opener, lexicon)
    if second is not None:
        return _range(tokens, at, core, second)
    if opener is not None:
        at = core.first  # "from 20 villages" opens no range
    after = tokens[core.last + 1] if core.last + 1 < len(tokens) else None
    last = core.last
    bare = qualifier is None and core.kind == "exact"
    if bare and after is not None and after.roles & QUALIFIER_AFTER:
        opens = after.roles & MORE or (after.roles & QUALIFIER and _number_follows(tokens, core.last + 1))
        if not opens:
            qualifier, last = after.word.qualifier, core.last + 1
    return _single(tokens, at, core, (qualifier, last))


def _number_follows(tokens: list[Token], at: int) -> bool:
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is not None and (following.lower[0].isdigit() or bool(following.roles & _NUMBER_START))


def _single(tokens: list[Token], at: int, core: _Core, how: tuple[str | None, int]) -> tuple[Number, int]:
    qualifier, last = how
    low: float | None
    high: float | None
    best: float | None
    low = high = best = core.value
    kind = qualifier or core.qualifier or "exact"
    if core.kind == "vague":
        kind, low, high, best = "vague", core.value or None, None, None
    elif core.kind in ("percent", "fraction"):
        low = core.value if kind in ("more_than", "at_least") else None
        high = core.value if kind in ("fewer_than", "at_most") else None
        kind = core.kind
    elif kind in ("at_least", "more_than"):
        high = None
    elif kind in ("at_most", "fewer_than"):
        low = None
    elif kind == "about":
        low = high = None
    number = Number(low, high, best, kind, tokens[at].start, tokens[last].end)
    number.bare = qualifier is None and bool(core.digits)
    number.digits = core.digits
    number.is_one = at == last and bool(tokens[at].roles & ONE)
    return number, last


def _range(tokens: list[Token], at: int, first: _Core, second: _Core) -> tuple[Number, int]:
    start, end = tokens[at].start, tokens[second.last].end
    if first.kind == "vague" or second.kind == "vague":
        floor = first.value or None
        return Number(floor, None, None, "vague", start, end), second.last
    low = first.value
    if first.scale == 1 and second.scale > 1 and first.value < second.value / second.scale * 10 and first.digits:
        low = first.value * second.scale if first.value < _SMALL else first.value
    if second.kind in ("percent", "fraction"):
        return Number(low, second.value, None, second.kind, start, end), second.last
    number = Number(low, second.value, None, "range", start, end)
    number.digits = first.digits
    number.bare = bool(first.digits and second.digits)
    return number, second.last


def _second(tokens: list[Token], core: _Core, opener: str | None, lexicon: Lexicon) -> _Core | None:
    """The upper end of a range: "500-1,000", "between 460 and 3,500", "40,000 or 50,000", "dozens, maybe hundreds"."""
    at = core.last + 1
    if at >= len(tokens):
        return None
    link, skip = tokens[at], 1
    joins = _joins(tokens, at, opener, lexicon)
    if not joins:
        return None
    skip = joins
    first = at + skip
    if first < len(tokens) and tokens[first].roles & QUALIFIER and not tokens[first].roles & NUMBER_WORD:
        first += 1
    second = _core(tokens, first, lexicon) if first < len(tokens) else None
    if second is None or second.kind == "none" or not _ascends(core, second, link):
        return None
    if core.kind == "vague" and second.kind != "vague":
        return None
    return second


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


def _ascends(core: _Core, second: _Core, link: Token) -> bool:
    if core.kind == "none" or (second.value <= core.value and second.scale == core.scale):
        return False
    if link.lower in _DASHES and core.digits and second.digits:
        return second.value > core.value
    return second.value * (second.scale if second.scale != core.scale else 1) > core.value


def _core(tokens: list[Token], at: int, lexicon: Lexicon) -> _Core | None:
    """A number without qualifier that starts at this token."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.lower[0].isdigit():
        return _digits(tokens, at, lexicon)
    if token.roles & VAGUE:
        return _vague(tokens, at)
    if token.roles & NONE:
        return _Core(0.0, at, at, "none")
    if token.roles & HALF and at + 1 < len(tokens) and tokens[at + 1].roles & SCALE:
        value = (tokens[at + 1].word.value or 0) / 2
        return _Core(value, at, at + 1, scale=tokens[at + 1].word.value or 1)
    if token.roles & FRACTION or (token.roles & INDEFINITE and _fraction_at(tokens, at + 1)):
        return _fraction(tokens, at, lexicon)
    if token.roles & INDEFINITE:
        return _indefinite_scale(tokens, at) or _one_counted(tokens, at, lexicon)
    if "-" in token.lower or token.roles & (NUMBER_WORD | SCALE):
        return _words(tokens, at, lexicon)
    return None


def _fraction_at(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and bool(tokens[at].roles & FRACTION)


def _fraction(tokens: list[Token], at: int, lexicon: Lexicon) -> _Core | None:
    """A fraction of something; where the genitive is a case and no word, its noun follows at once."""
    last = at if tokens[at].roles & FRACTION else at + 1
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if following is None and at > 1:
        return None  # "the quarter." at a sentence's end is no fraction; alone, it is the words of one
    by_word = not lexicon.source["numbers"].get("bare_fractions", False)
    if by_word and following is not None and not following.roles & (OF | DETERMINER):
        return None
    return _Core(tokens[last].word.value or 0, at, last, "fraction")


def _one_counted(tokens: list[Token], at: int, lexicon: Lexicon) -> _Core | None:
    """ "Un mort et trois blessés": the article is the number one only before a noun of [numbers] one_before."""
    counted = lexicon.lists.get("numbers.one_before")
    if not counted or not (at + 1 == len(tokens) or tokens[at + 1].lower in counted):
        return None
    return _Core(1.0, at, at)


def _indefinite_scale(tokens: list[Token], at: int) -> _Core | None:
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or not following.roles & SCALE or following.roles & SHORT_SCALE:
        return None
    value, last = _scaled(tokens, at + 1, following.word.value or 1)
    return _Core(value, at, last, scale=value)


def _vague(tokens: list[Token], at: int) -> _Core:
    """A vague word with its floor: "several", "hundreds"; one that is a scale has twice its scale ("сотни тысяч")."""
    value, last = tokens[at].word.value or 0, at
    counts = bool(tokens[at].roles & SCALE)
    value = _FLOOR_OF_SCALE.get(value, value) if counts else value
    while last + 1 < len(tokens) and tokens[last + 1].roles & SCALE:
        scale = tokens[last + 1].word.value or 1
        value = value * scale if counts else _FLOOR_OF_SCALE.get(scale, scale)
        counts, last = True, last + 1
    if last == at and last + 1 < len(tokens) and tokens[last + 1].roles & VAGUE:
        return _Core(tokens[last + 1].word.value or 0, at, last + 1, "vague", scale=tokens[last + 1].word.value or 1)
    return _Core(value, at, last, "vague", scale=value or 1)


def _scaled(tokens: list[Token], at: int, value: float) -> tuple[float, int]:
    """Takes on further scales: "two hundred thousand"."""
    last = at
    while last + 1 < len(tokens) and tokens[last + 1].roles & SCALE and (tokens[last + 1].word.value or 0) >= _SMALL:
        value *= tokens[last + 1].word.value or 1
        last += 1
    return value, last


def _digits(tokens: list[Token], at: int, lexicon: Lexicon) -> _Core | None:
    token = tokens[at]
    value, is_decimal = digit_value(token.lower)
    if value is None:
        return None
    last, scale = at, 1.0
    while last + 1 < len(tokens) and _FOOTNOTE.match(tokens[last + 1].lower):
        last += 1
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if following is not None and following.roles & SCALE and not following.roles & MONTH:
        if is_decimal is None:
            value = _as_decimal(token.lower)
        scale = following.word.value or 1
        last += 1
        return _Core(value * scale, at, last, scale=scale)
    if following is not None and following.roles & PERCENT:
        value = _as_decimal(token.lower) if is_decimal is None else value
        return _Core(value, at, last + 1, "percent")
    if is_decimal:
        return None
    return _Core(value, at, max(at, last), digits=token.lower)


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
    if _GROUPED.fullmatch(plain):
        one_point = plain.count(".") == 1 and not re.search(r"[,' ’]", plain)
        return float(re.sub(r"\D", "", plain)), (None if one_point or plain.count(",") == 1 else False)
    if plain.isdigit():
        return float(plain), False
    if re.fullmatch(r"\d+[.,]\d+", plain):
        return float(plain.replace(",", ".")), True
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", plain):
        return float(plain.replace(",", "")), True
    return None, None


def _words(tokens: list[Token], at: int, lexicon: Lexicon) -> _Core | None:
    """Number words: "six hundred and thirteen", "Thirty-three", "one hundred twenty"."""
    total, current, last, seen = 0.0, 0.0, at - 1, False
    index = at
    while index < len(tokens):
        value = _word_value(tokens[index], lexicon)
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
        return _Core(total + current, at, last + 1, "percent")
    alone = at == last
    if alone and tokens[at].roles & SCALE and not tokens[at].roles & NUMBER_WORD:
        exact = tokens[at].lower in lexicon.lists.get("numbers.exact_scales", ())  # "mil" is just 1,000
        return _Core(tokens[at].word.value or 0, at, at, "exact" if exact else "vague")
    about = tokens[at].word.qualifier if alone and tokens[at].roles & QUALIFIER else None  # "une centaine"
    return _Core(total + current, at, last, scale=total or 1, qualifier=about)


def _no_sum(current: float, value: float) -> bool:
    """Whether a number word cannot continue the one before: "twenty five" can, "five twenty" cannot."""
    remainder = current % _SMALL
    return remainder != 0 and not (remainder >= 20 and remainder % 10 == 0 and value < 10)


def _and_continues(tokens: list[Token], index: int, current: float, lexicon: Lexicon) -> bool:
    if tokens[index].lower not in lexicon.lists.get("numbers.and", ()) or index + 1 >= len(tokens):
        return False
    follows = _word_value(tokens[index + 1], lexicon)
    previous = tokens[index - 1]
    after = tokens[index + 2] if index + 2 < len(tokens) else None
    big_follows = after is not None and after.roles & SCALE and (after.word.value or 0) >= 100
    tens = lexicon.order.and_joins_tens and follows is not None and follows < 10 and current % 10 == 0 and current > 0
    hundreds = previous.roles & SCALE and (previous.word.value or 0) >= 100
    return bool((hundreds or tens) and follows and not big_follows)


def _word_value(token: Token, lexicon: Lexicon) -> float | None:
    if token.roles & NUMBER_WORD:
        return token.word.value
    if "-" in token.lower:
        parts = [lexicon.words.get(part) for part in token.lower.split("-") if part not in lexicon.lists["numbers.and"]]
        if all(part is not None and part.roles & NUMBER_WORD for part in parts):
            return sum(part.value or 0 for part in parts if part is not None)
        if len(parts) == 2 and parts[0] and parts[1] and parts[0].roles & NUMBER_WORD and parts[1].roles & SCALE:
            return (parts[0].value or 0) * (parts[1].value or 1)
    return None
