"""Voices of quotations: who is quoted, through whom, and whom a colon or a headline names."""

from typing import Final

from accounted.read.appositions import is_name
from accounted.read.roles import (
    ACCOUNT,
    AMOUNT,
    ARTICLE,
    BE,
    CHARGE,
    COMPARES,
    DENIES,
    HAVE,
    LABEL,
    NAME,
    NOT_SPEAKER,
    NUMBER,
    PAST,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    SAYS,
    TITLE,
    TRIGGER,
    UNIT,
    VERDICT,
    VIA,
)
from accounted.read.speakers import named, names_someone, subject_before, until, words
from accounted.read.tokens import Token
from accounted.read.voice import Voice

_QUOTES: Final = frozenset('"“”«»„')
_HEAD_ENDS: Final = frozenset(',;:()"“”«»')
_OMITTED: Final = frozenset(("?", "!", "..."))
_LONGEST_NAME: Final = 14
_POSSESSED: Final = 7
_LONGEST_SOURCE: Final = 4
_SHORTEST_HEADLINE: Final = 3
_BODY: Final = NAME | UNIT | TITLE | ARTICLE | POSSESSIVE
_NO_SOURCE: Final = NUMBER | TRIGGER | LABEL | BE | HAVE | PREPOSITION | PRONOUN
_PASSIVE: Final = SAYS | AMOUNT | CHARGE | VERDICT


def announced(tokens: list[Token], at: int, text: str) -> Voice | None:
    """Takes tokens and a colon's place, gives who speaks behind it in a quotation, or whom a headline names behind it.

    "The Lanner Post: "We counted 40""; "Forty dead in Ardel: police".
    """
    if not at or at + 1 >= len(tokens):
        return None
    if tokens[at + 1].lower not in _QUOTES:
        return _account_of_line(tokens, at, text) or _named_by_headline(tokens, at, text)
    first = at
    while first and at - first < _LONGEST_NAME and tokens[first - 1].lower not in _HEAD_ENDS | {"."}:
        first -= 1
    capital = any(token.capital and token.roles & (NAME | TITLE | UNIT) for token in tokens[first:at])
    said = any(token.roles & (SAYS | BE | HAVE | DENIES) and token.roles & (PAST | BE) for token in tokens[first:at])
    head = 0 if said else until(tokens, 0, _HEAD_ENDS)
    if 0 < head < first and all(token.roles & _BODY for token in tokens[:head]):
        return Voice(words(tokens, 0, head - 1, text), at, len(tokens), at)  # "The Post, that day, has this note:"
    name = named(tokens, first, at - 1, text) if capital and not said and first < at else None
    return Voice(name, at, len(tokens), at) if name is not None else None


def _account_of_line(tokens: list[Token], at: int, text: str) -> Voice | None:
    """ "Modern estimate: at least 19": a line that opens with somebody's account, as a table of facts has it."""
    line = text.rfind("\n", 0, tokens[at].start) + 1
    first = next(place for place in range(at + 1) if tokens[place].start >= line)
    account = tokens[at - 1].roles & (ACCOUNT | NOT_SPEAKER) and tokens[at - 1].roles & SAYS
    if not account or not tokens[at + 1].roles & NUMBER or not 1 < at - first <= _LONGEST_SOURCE:
        return None
    if any(token.roles & ~(NAME | UNIT | TITLE | PLURAL) for token in tokens[first : at - 1]):
        return None  # "total number: 40"
    ends = text.find("\n", tokens[at].end)
    last = next((p for p in range(at, len(tokens)) if ends >= 0 and tokens[p].start > ends), len(tokens))
    return Voice(words(tokens, first, at - 1, text), at, last - 1, at)


def _named_by_headline(tokens: list[Token], at: int, text: str) -> Voice | None:
    """ "Forty dead in Ardel: police": a line without a full stop, that names its source behind a colon."""
    line = text.rfind("\n", 0, tokens[at].start) + 1
    ends = text.find("\n", tokens[at].end)
    last = at
    while last + 1 < len(tokens) and (ends < 0 or tokens[last + 1].start < ends):
        last += 1
        if last - at > _LONGEST_SOURCE or not tokens[last].lower.isalpha() or tokens[last].roles & _NO_SOURCE:
            return None
    first = next(place for place in range(at + 1) if tokens[place].start >= line)
    told = at - first >= _SHORTEST_HEADLINE and any(token.roles & (TRIGGER | NUMBER) for token in tokens[first:at])
    source = names_someone(tokens, at + 1, last) or tokens[at + 1].roles & NOT_SPEAKER & ~SAYS
    if last == at or not told or not source:
        return None
    return Voice(words(tokens, at + 1, last, text), first, at, at)


def quoted_as_saying(tokens: list[Token], at: int, text: str) -> Voice | None:
    """Takes tokens and a verb's place, gives who is quoted, and via whom, or None.

    "The paper quoted the mayor as saying 200 were missing": the mayor, via the paper.
    """
    as_ = next((p for p in range(at - 1, max(-1, at - 3), -1) if tokens[p].roles & COMPARES), -1)
    verb = next((p for p in range(as_, max(-1, as_ - _LONGEST_NAME), -1) if tokens[p].roles & VIA), -1)
    if as_ < 1 or verb < 0:
        return None
    last = as_ - 1
    while last > verb and tokens[last].lower == ",":
        last -= 1
    outer = subject_before(tokens, verb)
    if last == verb:  # "was quoted as saying"
        while outer is None and verb and tokens[verb - 1].roles & (BE | HAVE):
            verb -= 1
            outer = subject_before(tokens, verb)
        inner, outer = outer, None
    else:
        comma = next((p for p in range(verb + 1, last) if tokens[p].lower == ","), verb)
        inner = (comma + 1, last) if is_name(tokens, comma + 1, last) else (verb + 1, last)
    if inner is None:
        return None
    name = words(tokens, *inner, text)
    if outer is not None and not tokens[outer[0]].roles & PRONOUN:
        name = f"{name}, via {words(tokens, *outer, text)}"
    return Voice(name, at, until(tokens, at + 1, _OMITTED), at)


def behind_quotation(tokens: list[Token], at: int) -> bool:
    """Takes a verb's place, gives whether its speaker alone stands between what is said and it.

    "... to date," the charter says.".
    """
    place = at - 1
    while place > 0 and at - place < _POSSESSED and not tokens[place].roles & (_PASSIVE | BE | HAVE | NUMBER):
        if tokens[place].lower in _QUOTES or tokens[place].lower == ",":
            return at - place > 1
        place -= 1
    return False
