"""Names of places and names for events, as the words stand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from accounted.read.lexicon import Lexicon

_CAPITAL: Final = "A-ZÀ-ÞŠŽČĆĐĄĘŁŃŚŹŻА-ЯЁІЇЄҐ"
_NAME: Final = (
    rf"(?:[{_CAPITAL}][\w’'-]+|[A-Z]{{3,}})"
    rf"(?:[ -](?:(?:de|del|al|el|la|le|upon)[ -])?[{_CAPITAL}][\w’'-]+){{0,3}}"
)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place as written: `text[start:end]`, and how sure its words are (2: "in", "at"; 1: "of", "from")."""

    start: int
    end: int
    name: str
    sure: int


@lru_cache(maxsize=16)
def _place_pattern(code: str, before: tuple[str, ...], kinds: tuple[str, ...]) -> re.Pattern[str]:
    announced, kind = _in_any_case(before), _in_any_case(kinds)
    nearby = _in_any_case(("the", "nearby", "neighbouring", "neighboring"))
    return re.compile(
        rf"\b(?P<how>{announced})\s+(?:(?:{nearby})\s+)*"
        rf"(?:(?:[A-Za-z]+\s+)?(?:{kind})\s+(?:{_in_any_case(('of',))}\s+)?)?(?P<name>{_NAME})(?:\s+(?:{kind})\b)?",
    )


def _in_any_case(words: Iterable[str]) -> str:
    """Words as alternatives, the longest first, each small, with a capital, and in capitals.

    Written out rather than matched without regard to case: a search then looks at first letters alone.
    """
    listed = sorted(words, key=len, reverse=True)
    forms = dict.fromkeys(form for word in listed for form in (word, word.capitalize(), word.title(), word.upper()))
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)


def places(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[PlaceName, ...]:
    """Takes a text and a stretch of it, gives the place names that its prepositions announce, in order."""
    table = lexicon.source.get("places", {})
    pattern = _place_pattern(lexicon.code, tuple(table.get("before", ())), tuple(table.get("kinds", ())))
    found = []
    for match in pattern.finditer(text, start, end):
        name = " ".join(match["name"].split()).removesuffix("'s").removesuffix("’s")
        if _is_time(name, lexicon) or (name.isupper() and len(name) <= 3) or _is_body(name, lexicon):
            continue
        sure = 2 if " " not in match["how"].strip() else 1
        found.append(PlaceName(match.start("name"), match.start("name") + len(name), name, sure))
    return tuple(found)


def _is_body(name: str, lexicon: Lexicon) -> bool:
    """An office, a force or a word at the start of a phrase is no place: "in the Ministry", "AT LEAST"."""
    no_places = lexicon.lists.get("places.not_places", frozenset())
    return any(word.lower().removesuffix("'s") in no_places for word in name.replace("-", " ").split())


def _is_time(name: str, lexicon: Lexicon) -> bool:
    first = name.split(maxsplit=1)[0].lower()
    return first in lexicon.months or first in lexicon.lists.get("dates.weekdays", ())
