"""Number expressions with their exact words: ranges, bounds and qualifiers around a number."""

from dataclasses import dataclass
from typing import Final

from accounted.core.claim import Quantity
from accounted.read.lexicon import Lexicon
from accounted.read.number_words import Core, core_at, digits_alone, one_counted, scaled, word_value, words_at
from accounted.read.ranges import day_and_count, range_end, said_once, with_scale
from accounted.read.roles import (
    AMOUNT,
    BE,
    DIGITS,
    FRACTION,
    HALF,
    HYPHEN,
    INDEFINITE,
    KEEP,
    MORE,
    NOBODY,
    NONE,
    NUMBER,
    NUMBER_WORD,
    OF,
    OF_THEM_NUMBER,
    ONE,
    OPENS_RANGE,
    PREPOSITION,
    QUALIFIER,
    QUALIFIER_AFTER,
    SAID_NUMBER,
    SAYS,
    SCALE,
    STRONG,
    TOTAL,
    VAGUE,
    Word,
)
from accounted.read.tokens import Token, tokenise

_NUMBER_START: Final = NUMBER_WORD | VAGUE | NONE | FRACTION | HALF | SCALE
_MAY_START: Final = _NUMBER_START | QUALIFIER | DIGITS | OPENS_RANGE | INDEFINITE | HYPHEN
_DASHES: Final = ("-", "–", "—", "‑", "−")
_PREFIX_SIGNS: Final = (">", "|")
_FEW: Final = 6
_YEAR_DIGITS, _LAST_YEAR = 4, 2100
_THOUSAND, _NEAR_ENDS = 1000, 10
_NO_WORDS: Final[frozenset[str]] = frozenset()
_NUMBER_TOKEN: Final = Word(roles=NUMBER)


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


def join_numbers(tokens: list[Token], text: str, lexicon: Lexicon) -> list[Token]:
    """Takes the tokens of a sentence, gives them with each number expression as one token that holds its `Number`."""
    joined: list[Token] = []
    marks = lexicon.lists.get("numbers.change_from", _NO_WORDS) | lexicon.lists.get("numbers.none_after", _NO_WORDS)
    may = [place for place, token in enumerate(tokens) if token.roles & _MAY_START or (marks and token.lower in marks)]
    at = 0
    for place in may:
        if place < at:
            continue
        joined += tokens[at:place]
        at = place
        marked = tokens[at].lower in marks
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
        said = tokens[at].roles & SAYS and at and not tokens[at - 1].roles & BE
        roles = NUMBER | SAID_NUMBER if said else NUMBER
        roles |= tokens[at].roles & AMOUNT  # "estimated at 260"
        roles |= tokens[last].roles & (OF_THEM_NUMBER | NOBODY)
        joined.append(Token(lower, start, number.end, _NUMBER_TOKEN, roles, number=number))
        at = last + 1
    joined += tokens[at:]
    return joined


def _change(tokens: list[Token], at: int, lexicon: Lexicon) -> int:
    """The place of the second number in "с 96 до 158" (from 96 to 158), of which only the second counts, or 0.

    For a language that says a change (numbers.change_from) in other words than a range.
    """
    if tokens[at].lower not in lexicon.lists.get("numbers.change_from", _NO_WORDS):
        return 0
    former = core_at(tokens, at + 1, lexicon)
    until = former.last + 1 if former is not None else len(tokens)
    if until + 1 >= len(tokens) or tokens[until].lower not in lexicon.lists.get("numbers.range_until", _NO_WORDS):
        return 0
    return until + 1 if core_at(tokens, until + 1, lexicon) is not None else 0


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
    if words.isascii() and words.isdecimal():
        value = float(words)
        return Number(value, value, value, "exact", 0, len(words), bare=True, digits=words)
    if words.startswith(_PREFIX_SIGNS):
        words = f"({words}"  # at the beginning of a text the sign would be a quote prefix
    tokens = join_numbers(tokenise(words, 0, len(words), lexicon).tokens, words, lexicon)
    numbers = [token.number for token in tokens if token.number is not None]
    return numbers[0] if len(numbers) == 1 else None


def _expression(tokens: list[Token], at: int, lexicon: Lexicon) -> tuple[Number, int] | None:
    token = tokens[at]
    if token.roles == DIGITS and digits_alone(tokens, at, lexicon):
        value = float(token.lower)
        return Number(value, value, value, "exact", token.start, token.end, bare=True, digits=token.lower), at
    if not _may_start(tokens, at, lexicon):
        return None
    first, qualifier = at, None
    opener = _opens_range(token, lexicon)
    if opener or (token.roles & QUALIFIER and not token.roles & NUMBER_WORD):
        first = _after_qualifier(tokens, at, opener=opener is not None)
        qualifier = None if opener else _qualifier(tokens, at, first)
        if first >= len(tokens):
            return None
    core = (_one_scale(tokens, first, lexicon) if first > at else None) or core_at(tokens, first, lexicon)
    if core is None:
        return None
    return _with_range(tokens, at, core, (qualifier, opener), lexicon)


def _one_scale(tokens: list[Token], first: int, lexicon: Lexicon) -> Core | None:
    """ "Более тысячи" (more than a thousand): behind a qualifier, a scale word in a form that means one of it."""
    if tokens[first].lower not in lexicon.lists.get("numbers.single_scales", _NO_WORDS):
        return None
    value, last = scaled(tokens, first, tokens[first].word.value or 1)
    rest = words_at(tokens, last + 1, lexicon) if last + 1 < len(tokens) else None
    if rest is not None and rest.kind == "exact" and rest.value < value:
        return Core(value + rest.value, first, rest.last, scale=value)
    return Core(value, first, last, scale=value)


def _may_start(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    token = tokens[at]
    if token.roles & (_NUMBER_START | QUALIFIER | DIGITS | OPENS_RANGE):
        return True
    if "-" in token.lower and word_value(token, lexicon) is not None:
        return True
    if not token.roles & INDEFINITE:
        return False
    return _scale_after(tokens, at) or one_counted(tokens, at, lexicon) is not None


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
    return bool(following & (SCALE | FRACTION)) and not tokens[at].lower[0].isdecimal()


def _with_range(
    tokens: list[Token], at: int, core: Core, how: tuple[str | None, str | None], lexicon: Lexicon
) -> tuple[Number, int] | None:
    qualifier, opener = how
    changed = opener == "range_from" and at and tokens[at - 1].lower in lexicon.lists.get("numbers.changed", _NO_WORDS)
    second = range_end(tokens, core, opener, lexicon) if not changed else None
    if second is not None and day_and_count(tokens, core, second):
        second = None
    if second is not None:
        return _range(tokens, at, said_once(tokens, core, second, lexicon), with_scale(tokens, second, lexicon))
    if opener is not None and tokens[at].roles & OF and not changed:
        return None  # "exécutions d'environ 40": a genitive, and its number behind it
    if opener is not None:
        at = core.first  # "from 20 villages" opens no range
    spatial = qualifier not in (None, "about") and tokens[at].roles & PREPOSITION
    if spatial and core.kind == "exact" and core.value < _FEW:
        at, qualifier = core.first, None  # "lay under two corpses", "over two days" are no bounds
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
    return following is not None and (following.lower[0].isdecimal() or bool(following.roles & _NUMBER_START))


def _single(tokens: list[Token], at: int, core: Core, how: tuple[str | None, int]) -> tuple[Number, int]:
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


def _range(tokens: list[Token], at: int, first: Core, second: Core) -> tuple[Number, int]:
    start, end = tokens[at].start, tokens[second.last].end
    if first.kind == "vague" and second.kind == "exact":
        return Number(first.value or None, second.value, None, "range", start, end), second.last
    if first.kind == "vague" or second.kind == "vague":
        floor = first.value or None
        return Number(floor, None, None, "vague", start, end), second.last
    low = first.value
    if first.scale == 1 and second.scale > 1 and first.value < second.value / second.scale:
        low = first.value * second.scale if first.value < _THOUSAND else first.value
    if second.kind in ("percent", "fraction"):
        return Number(low, second.value, None, second.kind, start, end), second.last
    low, high = sorted((low, second.value))  # "between 200,000 and 150,000"
    number = Number(low, high, None, "range", start, end)
    number.digits = first.digits
    number.bare = bool(first.digits and second.digits)
    return number, second.last
