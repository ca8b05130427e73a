"""Places that the name of an event holds ("the Ardel massacre", "the siege of Ardel"), and whose the counted are."""

from collections.abc import Sequence
from typing import Final

from accounted.read.labels import Name
from accounted.read.lexicon import Lexicon
from accounted.read.names import PlaceName
from accounted.read.roles import (
    AGENT,
    CONJUNCTION,
    HYPHEN,
    LABEL_LINK,
    NAME,
    NUMBER,
    OF,
    OF_NOUN,
    PLURAL,
    POSSESSIVE,
    UNIT,
)
from accounted.read.tokens import Token

EVENT: Final = 3
"""How sure the place in an event's name is: surer than one that a preposition announces."""
_OWN: Final = 2
_LONGEST: Final = 4
_BARE: Final = NAME | POSSESSIVE | PLURAL | HYPHEN


def place_of_event(tokens: Sequence[Token], name: Name, text: str, lexicon: Lexicon) -> PlaceName | None:
    """Takes tokens and a name for an event, gives the place that it holds, before its head or behind "of", "in", "at".

    A people's name is no place: "the Halvanese massacre" tells whose, not where.
    """
    sure = EVENT if name.head in lexicon.lists.get("labels.nouns", ()) and _strong(name, lexicon) else _OWN
    first = _first_of_names(tokens, name.at - 1)
    if first < name.at and (first or tokens[name.at].capital):
        found = _place(tokens, (first, name.at - 1), sure, text, lexicon)
        return found if found is not None and _is_told_as_place(found.name, text, lexicon) else None
    taken = name.head in lexicon.lists.get("places.taken", ())
    for at in range(name.at, min(name.last, len(tokens) - 1)):
        links = tokens[at].roles & (LABEL_LINK | OF_NOUN) and not tokens[at].roles & AGENT
        if links and (taken or not tokens[at].roles & (OF | OF_NOUN)) and _may_name(tokens[at + 1]):
            last = at + 1
            while last < name.last and _may_name(tokens[last + 1]):
                last += 1
            return _place(tokens, (at + 1, last), sure, text, lexicon)
    return None


def _is_told_as_place(name: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a text says "in Tolan" of the one word before an event: "the Halvan massacre" may tell whose.

    Asked of every such word, whatever its ending, so that no party's name is read otherwise than another's.
    """
    before = lexicon.source.get("places", {}).get("before", ())
    return " " in name or any(f" {word} {name}" in text for word in before)


def _strong(name: Name, lexicon: Lexicon) -> bool:
    """Whether a name for an event says by itself which one a text is about: no clash, raid or shelling among others."""
    return not any(name.head in lexicon.lists.get(f"labels.{key}", ()) for key in ("weak", "not_bare", "when_named"))


def _first_of_names(tokens: Sequence[Token], last: int) -> int:
    """Where the names begin that end here, two joined by "and" too: "the Ardel and Corvais massacre"."""
    first = last + 1
    while first and last + 1 - first < _LONGEST and _may_name(tokens[first - 1]):
        first -= 1
    joined = last >= first > 1 and tokens[first - 1].roles & CONJUNCTION and _may_name(tokens[first - 2])
    return first - 2 if joined else first


def places_of_counted(tokens: Sequence[Token], text: str, lexicon: Lexicon) -> tuple[PlaceName, ...]:
    """Takes tokens, gives places told by a possessive before those counted: "Ardel's 10,000 people"."""
    found = []
    for at, token in enumerate(tokens[:-1]):
        if not (token.word.roles & POSSESSIVE and token.capital) or not _may_name(token):
            continue
        counted = tokens[at + 1].roles & (NUMBER | UNIT) and tokens[at + 1].lower not in lexicon.lists.get(
            "places.kin", ()
        )
        place = _place(tokens, (_first_of_names(tokens, at), at), _OWN, text, lexicon) if counted else None
        if place is not None:
            found.append(place)
    return tuple(found)


def _may_name(token: Token) -> bool:
    return bool(token.roles & (NAME | POSSESSIVE) and token.capital and not token.roles & ~_BARE)


def _place(tokens: Sequence[Token], span: tuple[int, int], sure: int, text: str, lexicon: Lexicon) -> PlaceName | None:
    """The name in a stretch of tokens, where it is a place's: no people, office, month or weekday."""
    first, last = span
    start, end = tokens[first].start, tokens[last].end
    name = " ".join(text[start:end].split()).removesuffix("'s").removesuffix("’s").rstrip("'’")
    table = lexicon.source.get("places", {})
    endings = (*table.get("peoples", ()), *table.get("adjectives", ()))
    words = name.split()
    offices = lexicon.lists.get("places.not_places", frozenset())
    if not words or name.endswith(endings) or any(word.lower() in offices for word in words):
        return None
    if any(word.lower() in lexicon.months or word.lower() in lexicon.lists["dates.weekdays"] for word in words):
        return None
    return PlaceName(start, end, name, sure)
