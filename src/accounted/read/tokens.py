"""Tokens of one sentence: words with offsets and roles, phrases of the language file joined into one."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from accounted.read.lexicon import ANY, Lexicon, Phrases, Written
from accounted.read.roles import DIGITS, HYPHEN, NAME, PLURAL, POSSESSIVE, Word
from accounted.read.vocabulary import meet

if TYPE_CHECKING:
    from accounted.read.numbers import Number

_DIGITS: Final = (
    r"\d{1,3}(?:\s?['’]\s?\d{3})+(?!\d)|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)|"
    r"\d{1,3}(?:[,.٬]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,٫]\d+)?"
)
_MARKS: Final = "\u0300-\u036f\u055a-\u055c\u055e\u055f\u064b-\u065f\u0670"  # signs on or within a word
_HYPHENS: Final = "\u00ad\u2010\u2011"  # a soft one, one as such, one that no line breaks at
_SIMPLE: Final = r"[A-Za-z]+(?=[\s,.;:])"  # most words; what the general form gives for them, found sooner
_WORD: Final = rf"[^\W\d_]+(?:[-'’{_HYPHENS}][^\W_]+|[{_MARKS}]+[^\W_]*)*"
_WORD_OR_MARK: Final = rf"{_SIMPLE}|{_DIGITS}|{_WORD}|[^\W_]+|\[\d{{1,3}}\]|\.\.\.|[^\w\s]|_"
_PLAIN: Final = rf"(?=\S)(?:{_WORD_OR_MARK})"  # white space is passed over at once, not form by form
_TOKEN: Final = re.compile(_PLAIN)
_PREFIX: Final = r"(?<![^\n])[ \t]*(?:>[> \t]*|\[[A-Z(*]{1,4}\][ \t]?|\|\s)"
_TOKEN_OR_PREFIX: Final = re.compile(rf"(?P<prefix>{_PREFIX})|{_PLAIN}")
_LINE_OPENS: Final = re.compile(r"(?<![^\n])[ \t]*[>\[|]")
_OPENERS: Final = frozenset((">", "[", "|", " ", "\t"))
_MOST_REMEMBERED: Final = 500_000
_WEAK_FORMS: Final = PLURAL | POSSESSIVE
_RAISED: Final = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_SHORTEST_MARKED: Final = 4  # "m²" is a measure, "killed²" bears a note
_FOLDED: Final = re.compile(f"[{_HYPHENS}’İ،؛؟٪۔։ـ\u0307\u055a-\u055c\u055e\u055f\u064b-\u065f\u0670]")
_FOLDS: Final = str.maketrans(
    {
        **dict(zip("’،؛؟٪۔։\u2010\u2011", "',;?%..--", strict=True)),
        **dict.fromkeys(
            (0x00AD, 0x0307, 0x0640, 0x0670, 0x055A, 0x055B, 0x055C, 0x055E, 0x055F, *range(0x064B, 0x0660))
        ),
    }
)


@dataclass(slots=True)
class Token:
    """A word, number or mark: `text[start:end]` of the document, lower-cased form, and its roles."""

    lower: str
    start: int
    end: int
    word: Word
    roles: int
    capital: bool = False
    number: "Number | None" = None


@dataclass(slots=True)
class Sentence:
    """The tokens of one sentence; quote prefixes at line starts are kept apart in `prefixes`."""

    start: int
    end: int
    tokens: list[Token]
    prefixes: list[tuple[int, int]] = field(default_factory=list)

    def holds(self, offset: int) -> bool:
        """Takes an offset, gives whether it lies in the sentence."""
        return self.start <= offset < self.end


def tokenise(text: str, start: int, end: int, lexicon: Lexicon) -> Sentence:
    """Takes a text, a stretch of it and a lexicon, gives the stretch's tokens with phrases joined.

    Everything in the stretch but white space is in a token or a prefix: nothing is passed over. The raised digits of a
    note are kept with the prefixes, or within the word that bears them.
    """
    raw, prefixes = _raw_tokens(text, start, end)
    raised = not text.isascii() and _RAISED.search(text, start, end) is not None
    if raised:
        marks = [span for found, *span in raw if _RAISED.fullmatch(found)]
        raw = [told for told in raw if not _RAISED.fullmatch(told[0])]
        prefixes = sorted([*prefixes, *((first, last) for first, last in marks)])
    if raw and text.find(".", start, raw[-1][1]) >= 0:  # a point that is not the last mark
        raw = _with_abbreviations(raw, lexicon.lists.get("grammar.abbreviations", frozenset()))
    if lexicon.elided and any("'" in found or "’" in found for found, _, _ in raw):
        raw = _with_elided(raw, lexicon)
    folds = raised or (not text.isascii() and _FOLDED.search(text, start, end) is not None)
    tokens = _joined(raw, lexicon, folds=folds)
    return Sentence(start, end, tokens, _outside(prefixes, tokens) if prefixes else prefixes)


def _outside(prefixes: list[tuple[int, int]], tokens: list[Token]) -> list[tuple[int, int]]:
    """Gives the prefixes that stand in no token: "no" and "one" on two quoted lines are one phrase across the mark."""
    starts = [token.start for token in tokens]
    ends = {start: tokens[at - 1].end if (at := bisect_right(starts, start)) else start for start, _ in prefixes}
    return [(start, end) for start, end in prefixes if ends[start] <= start]


def looked_up(word: str) -> str:
    """Takes a word, gives the form under which the language file knows it: lower case, its marks plain or left out.

    >>> looked_up("İki"), looked_up("قُتل"), looked_up("։")
    ('iki', 'قتل', '.')
    """
    return word.lower().translate(_FOLDS) or word


def _raw_tokens(text: str, start: int, end: int) -> tuple[list[tuple[str, int, int]], list[tuple[int, int]]]:
    one_line = text.find("\n", start, end) < 0 and text[start : start + 1] not in _OPENERS
    if one_line or _LINE_OPENS.search(text, start, end) is None:
        raw = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text, start, end)]
        return raw, []
    raw, prefixes = [], []
    for match in _TOKEN_OR_PREFIX.finditer(text, start, end):
        if match.lastgroup == "prefix":
            prefixes.append(match.span())
        else:
            raw.append((match.group(), match.start(), match.end()))
    return raw, prefixes


def _with_abbreviations(raw: list[tuple[str, int, int]], abbreviations: frozenset[str]) -> list[tuple[str, int, int]]:
    """Joins the point of "Mr." and "pp." to its word, so that it ends no clause."""
    points = [at for at in range(1, len(raw)) if raw[at][0] == "." and raw[at - 1][2] == raw[at][1]]
    for at in reversed(points):
        word, start, _ = raw[at - 1]
        if word.lower() in abbreviations and at + 1 < len(raw):
            raw[at - 1 : at + 1] = [(word + ".", start, raw[at][2])]
    return raw


def _with_elided(raw: list[tuple[str, int, int]], lexicon: Lexicon) -> list[tuple[str, int, int]]:
    """Parts "d'environ" and "d'une trentaine" at the apostrophe: a qualifier or number behind a word cut short."""
    parted: list[tuple[str, int, int]] = []
    for at, (found, start, end) in enumerate(raw):
        cut = max(found.find("'"), found.find("’")) + 1
        head, rest = looked_up(found[:cut]), looked_up(found[cut:])
        following = looked_up(raw[at + 1][0]) if at + 1 < len(raw) else ""
        parts = head in lexicon.elided and rest and not lexicon.behind_elided.isdisjoint((rest, f"{rest} {following}"))
        if cut and parts:
            parted += [(found[:cut], start, start + cut), (found[cut:], start + cut, end)]
        else:
            parted.append((found, start, end))
    return parted


def _joined(raw: list[tuple[str, int, int]], lexicon: Lexicon, *, folds: bool) -> list[Token]:
    tokens: list[Token] = []
    known = lexicon.written
    seen = [known.get(found) or _seen(found, lexicon, folds=folds) for found, _, _ in raw]
    last, behind = len(raw) - 1, 0
    for at, (_, start, end) in enumerate(raw):
        if at < behind:
            continue  # within a phrase
        lower, word, longer, roles, capital = seen[at]
        phrase = None
        if longer is not None and at < last and (seen[at + 1][0] in longer or ANY in longer):
            phrase = _phrase_at(seen, at, longer)
        if phrase is None:
            tokens.append(Token(lower, start, end, word, roles, capital))
            continue
        length, told = phrase
        behind = at + length
        words = " ".join([one[0] for one in seen[at:behind]])
        tokens.append(Token(words, start, raw[behind - 1][2], told, _roles(told, words, capital=capital), capital))
    return tokens


def _seen(found: str, lexicon: Lexicon, *, folds: bool) -> Written:
    """What a word is as it is written: its lower case, what it opens, its roles, whether it has a capital."""
    lower = looked_up(found) if folds else found.lower()
    if folds and len(lower) >= _SHORTEST_MARKED:
        lower = _RAISED.sub("", lower)
    word, longer = lexicon.met.get(lower) or meet(lexicon, lower)
    capital = found[0].isupper()
    seen = (lower, word, longer, _roles(word, lower, capital=capital), capital)
    if len(lexicon.written) < _MOST_REMEMBERED and (not folds or found.isascii()):
        lexicon.written[found] = seen
    return seen


def _roles(word: Word, lower: str, *, capital: bool) -> int:
    """A word's roles with those that its form gives: a name, a number in digits, a word with a hyphen."""
    roles = word.roles
    if not roles & ~_WEAK_FORMS:
        roles |= NAME if capital else DIGITS if lower[0].isdecimal() else 0
    return roles | HYPHEN if "-" in lower else roles


def _phrase_at(seen: list[Written], at: int, longer: Phrases) -> tuple[int, Word] | None:
    """The longest phrase that a word opens here: how many words it takes, and what it is."""
    longest: tuple[int, Word] | None = None
    for second in (seen[at + 1][0], ANY):
        for rest, wild, phrase in longer.get(second, ()):
            if longest is not None and len(rest) < longest[0]:
                break
            if len(rest) == 1 and not wild:
                longest = (2, phrase)
                break
            following = [one[0] for one in seen[at + 1 : at + 1 + len(rest)]]
            if tuple(following) == rest or (wild and _fits(rest, following)):
                longest = (1 + len(rest), phrase)
                break
    return longest


def _fits(rest: tuple[str, ...], following: list[str]) -> bool:
    """Whether words fit a phrase of the language file in which a part may end in any way."""
    if len(following) < len(rest):
        return False
    return all(
        word.startswith(part[:-1]) if part.endswith("*") else word == part
        for part, word in zip(rest, following, strict=True)
    )
