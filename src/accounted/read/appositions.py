"""Names with what is told of them between commas: "Anna Tolm, head of roads, said"."""

from typing import Final

from accounted.read.roles import (
    ARTICLE,
    BE,
    DENIES,
    HAVE,
    NAME,
    NUMBER,
    OF,
    PAST,
    PREPOSITION,
    SAYS,
    TITLE,
    TRIGGER,
    WHO,
)
from accounted.read.tokens import Token

_QUOTES: Final = frozenset('"“”«»„')
_CLOSERS: Final = frozenset(".;:?!()")
_LONGEST_NAME: Final = 14
_LONGEST_ASIDE: Final = 22
_LONGEST_OFFICE: Final = 40
_LONGEST_SHORT_FORM: Final = 3
_SHORTEST_FULL: Final = 2
_FINITE: Final = BE | HAVE | SAYS | TRIGGER | NUMBER | DENIES
_NO_OFFICE: Final = BE | HAVE | NUMBER | PREPOSITION | OF


def is_name(tokens: list[Token], first: int, last: int) -> bool:
    """Takes a stretch between commas, gives whether it is a name: "The former head, Anna Tolm, said"."""
    between = tokens[first : last + 1]
    return 1 < len(between) <= 4 and all(token.roles & (NAME | TITLE) for token in between)


def open_apposition(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """Takes a verb's place, gives the name before an apposition that no comma closes, or None.

    "Anna Tolm, a guide at the time they took the town declared".
    """
    comma = next((p for p in range(2, min(at, _LONGEST_NAME)) if tokens[p].lower == ","), 0)
    far = comma and at - comma > _LONGEST_SHORT_FORM and tokens[comma + 1].roles & ARTICLE
    if not far or not is_name(tokens, 0, comma - 1) or (tokens[at + 1 : at + 2] and tokens[at + 1].lower == ","):
        return None
    between = tokens[comma + 1 : at]
    closed = any(t.lower == "," or t.lower in _CLOSERS or t.lower in _QUOTES for t in between)
    return None if closed or any(t.roles & (SAYS | DENIES) for t in between) else (0, comma - 1)


def before_office(tokens: list[Token], comma: int) -> tuple[int, int] | None:
    """Takes the place of a comma before "who", gives the name that an office stands behind, or None.

    "The guide Anna Tolm, correspondent of the Lanner Post, who said".
    """
    opened = next((p for p in range(comma - 1, max(0, comma - _LONGEST_ASIDE), -1) if tokens[p].lower == ","), 0)
    if not opened or tokens[opened + 1].capital or any(_is_finite(t) for t in tokens[opened + 1 : comma]):
        return None
    first = opened
    while first and tokens[first - 1].roles & NAME and tokens[first - 1].capital:
        first -= 1
    return (first, opened - 1) if is_name(tokens, first, opened - 1) else None


def _is_finite(token: Token) -> bool:
    """A verb, or a number: no noun that is a verb of saying too ("time and place")."""
    return bool(token.roles & (BE | HAVE | NUMBER)) or (
        bool(token.roles & (SAYS | DENIES)) and bool(token.roles & PAST)
    )


def with_apposition(tokens: list[Token], comma: int) -> tuple[int, int] | None:
    """Takes the place of a comma before a verb, gives the first name before its office, or None.

    "Anna Tolm, Head of Roads, Bridges and Ports in the Lanner district, told".
    """
    found, end, at = None, comma, comma - 1
    while at >= 0 and comma - at < _LONGEST_OFFICE:
        token = tokens[at]
        if token.lower == "," or token.lower in _CLOSERS or token.lower in _QUOTES:
            if is_name(tokens, at + 1, end - 1):
                found = at + 1, end - 1
            end = at
            if token.lower != ",":
                return found
        elif token.roles & _FINITE and not token.capital and not _is_age(tokens, at):
            return found
        at -= 1
    return (0, end - 1) if at < 0 and is_name(tokens, 0, end - 1) else found


def behind_its_office(tokens: list[Token], first: int, last: int) -> tuple[int, int] | None:
    """Takes a stretch between commas, gives the full name that ends it behind an office, or None.

    "Years later, the historian Anna Tolm, wrote".
    """
    at = last
    while at > first and tokens[at].capital and tokens[at].roles & NAME:
        at -= 1
    office = tokens[first : at + 1]
    if last - at < _SHORTEST_FULL or not office or any(t.roles & _NO_OFFICE or not t.lower.isalpha() for t in office):
        return None
    return at + 1, last


def _is_age(tokens: list[Token], at: int) -> bool:
    """ "Ivo Renn, 43, a farmer": a number alone between commas."""
    alone = 0 < at < len(tokens) - 1 and tokens[at - 1].lower == "," and tokens[at + 1].lower == ","
    return alone and bool(tokens[at].roles & NUMBER)


def may_be_manner(token: Token) -> bool:
    """Takes a token, gives whether nothing is known of it, in small letters: "originally"."""
    return not token.roles and not token.capital and token.lower.isalpha()


def opens_quotation(tokens: list[Token], at: int) -> bool:
    """Takes a mark's place, gives whether it opens a quotation in its sentence."""
    before = tokens[at - 1]
    apart = before.end < tokens[at].start and tokens[at].end == tokens[at + 1].start
    return apart and before.capital and bool(before.roles & NAME)


def closes_clause(tokens: list[Token], comma: int) -> bool:
    """Takes a comma's place, gives whether it closes what another opened behind a name: ", a miller,"."""
    near = range(comma - 1, max(0, comma - _LONGEST_ASIDE), -1)
    opened = next((p for p in near if tokens[p].lower == ","), 0)
    return bool(opened) and bool(tokens[opened + 1].roles & (WHO | ARTICLE)) and tokens[opened - 1].capital


def is_initial(tokens: list[Token], at: int) -> bool:
    """Takes a place, gives whether it is the point of "Ivo D. Renn"."""
    if not 0 < at < len(tokens) - 1 or tokens[at].lower != ".":
        return False
    return len(tokens[at - 1].lower) == 1 and tokens[at - 1].capital and tokens[at + 1].capital


def bracketed(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """Takes a place, gives the name in the bracket that opens there, or None: "He (Mr Tolm) said"."""
    if at >= len(tokens) or tokens[at].lower != "(":
        return None
    closes = next((p for p in range(at + 2, min(at + 6, len(tokens))) if tokens[p].lower == ")"), 0)
    inside = tokens[at + 1 : closes]
    return (at + 1, closes - 1) if inside and all(t.roles & (NAME | TITLE) for t in inside) else None
