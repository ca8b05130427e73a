"""Names of places and names for events, as the words stand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from accounted.read.alternatives import one_of
from accounted.read.lexicon import Lexicon, load_lexicon
from accounted.read.roles import (
    ADVERB,
    BE,
    BOUNDARY,
    CONJUNCTION,
    HAVE,
    INTRANSITIVE,
    LABEL,
    NAME,
    PAST,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SAYS,
    STRONG,
    TRANSITIVE,
    UNIT,
    WEAK,
)
from accounted.read.vocabulary import meet

_CAPITAL: Final = "A-ZÀ-ÞŠŽČĆĐĄĘŁŃŚŹŻŞĞİƏА-ЯЁІЇЄҐԱ-Ֆ"
_NO_NOUN: Final = BE | HAVE | PREPOSITION | CONJUNCTION | ADVERB | BOUNDARY | RELATIVE | PRONOUN | SAYS | PAST
_KNOWN: Final = UNIT | STRONG | WEAK | LABEL | TRANSITIVE
_PARTED: Final = r"\W"  # in front of the announcing word: a search for one mark is faster than one for a boundary
_NEXT_WORD: Final = re.compile(r"\s+([^\W\d_]+)")
_NAME: Final = (
    rf"(?:[{_CAPITAL}][\w’'-]+|[A-Z]{{3,}})"
    rf"(?:[ -](?:(?:de|del|al|el|la|le|upon)[ -])?[{_CAPITAL}][\w’'-]+){{0,3}}"
)
_FURTHER: Final = re.compile(rf"(?P<join>,\s+(?:[a-zа-я]+\s+)?|\s+[^\W\d_]+\s+)(?P<name>{_NAME})")
_TOLD_OF: Final = HAVE | SAYS | TRANSITIVE | INTRANSITIVE
_NOTHING: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place as written: `text[start:end]`, and how sure its words are (2: "in", "at"; 1: "of", "from")."""

    start: int
    end: int
    name: str
    sure: int


@lru_cache(maxsize=16)
def _place_patterns(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a language announces a place: at the head of a text, and behind a mark or blank."""
    table = load_lexicon(code).source.get("places", {})
    words = tuple(table.get("before", ())), tuple(table.get("kinds", ()))
    return _place_pattern(*words), _place_pattern(*words, _PARTED)


def _place_pattern(before: tuple[str, ...], kinds: tuple[str, ...], opens: str = "") -> re.Pattern[str]:
    announced, kind = _in_any_case(before), _in_any_case(kinds)
    if not before:  # a language that says "in" by an ending: the kind of place, behind the name, announces it
        return re.compile(rf"(?P<how>)\b(?P<name>{_NAME})\s+(?:{kind})\w*")
    nearby = _in_any_case(("the", "nearby", "neighbouring", "neighboring"))
    heads = "".join(sorted({form for word in before for form in (word[0], word[0].upper())}))
    return re.compile(
        rf"{opens}(?=[{re.escape(heads)}])(?P<how>{announced})\s+(?:(?:{nearby})\s+)*"
        rf"(?:(?:[A-Za-z]+\s+)?(?:{kind})\s+(?:OF\s+)?)?(?P<name>{_NAME})(?:\s+(?:{kind})\b)?",
    )


def _in_any_case(words: Iterable[str]) -> str:
    """Any of these words, each small, with a capital, and in capitals.

    Written out rather than matched without regard to case: a search then looks at first letters alone.
    """
    forms = {form for word in words for form in (word, word.capitalize(), word.title(), word.upper())}
    return one_of([r"\s+" if sign == " " else re.escape(sign) for sign in form] for form in forms)


def places(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[PlaceName, ...]:
    """Takes a text and a stretch of it, gives the place names that its prepositions announce, in order."""
    table = lexicon.source.get("places", {})
    at_head, parted = _place_patterns(lexicon.code)
    first = at_head.match(text, 0, end) if start == 0 else None
    matches = parted.finditer(text, first.end() if first else max(0, start - 1), end)
    found = []
    for match in (first, *matches) if first else matches:
        name = _name_of_place(" ".join(match["name"].split()), lexicon.code)
        if not name or _is_people(name, match, lexicon):
            continue
        sure = 2 if " " not in match["how"].strip() else 1
        begins = match.start("name")
        name, begins = _without_owner(name, begins, tuple(table.get("genitive_endings", ())))
        ends = _list_end(text, begins + len(match["name"]), end, lexicon) if name == match["name"] else 0
        ends = ends or begins + len(name)
        found.append(PlaceName(begins, ends, " ".join(text[begins:ends].split()), sure))
    found += _by_ending(text, start, end, lexicon)
    found.sort(key=lambda place: place.start)
    return _without_surroundings(text, found, lexicon) if len(found) > 1 else tuple(found)


def _without_surroundings(text: str, found: list[PlaceName], lexicon: Lexicon) -> tuple[PlaceName, ...]:
    """The places without those that tell where another lies: "in Tolan, a village near Ardel"."""
    kept: list[PlaceName] = []
    lies = _lies_pattern(lexicon.code)
    for place in found:
        if kept and lies is not None and lies.fullmatch(text, kept[-1].end, place.start):
            continue
        kept.append(place)
    return tuple(kept)


@lru_cache(maxsize=16)
def _lies_pattern(code: str) -> re.Pattern[str] | None:
    """What stands between a place and the one that it lies in or near, or None where a language tells it otherwise."""
    table = load_lexicon(code).source.get("places", {})
    words = [*table.get("lies", ()), *table.get("near_before", ())]
    if not words:
        return None
    kinds = _in_any_case(table.get("kinds", ()))
    return re.compile(
        rf"(?:['’]s)?,?\s+(?:\(?(?:an?|the)\s+[^,.;()]{{0,40}}?\s)?(?:{_in_any_case(words)})\s+(?:the\s+)?"
        rf"(?:(?:[A-Za-z]+\s+)?(?:{kinds})\s+(?:of\s+)?)?"
    )


@lru_cache(maxsize=16)
def _ending_pattern(endings: tuple[str, ...]) -> re.Pattern[str]:
    ending = "|".join(re.escape(one).replace("'", "['’]") for one in endings)
    return re.compile(rf"\b(?P<name>[{_CAPITAL}][\w-]+?)(?P<ending>{ending})(?!\w)")


def _by_ending(text: str, start: int, end: int, lexicon: Lexicon) -> list[PlaceName]:
    """Places of which an ending says that something was in them: "Ardel'de"; at a sentence's head not by letters alone.

    A word that the language knows is no name.
    """
    endings = tuple(lexicon.source.get("places", {}).get("in_endings", ()))
    found = []
    for match in _ending_pattern(endings).finditer(text, start, end) if endings else ():
        before = text[: match.start()].rstrip()[-1:]
        head = not before.isalnum() and before not in (",", ";")
        known = _roles(match["name"].lower(), lexicon) & _KNOWN
        if (head and match["ending"][0] not in "'’") or known or _no_place(match["name"], lexicon.code):
            continue
        found.append(PlaceName(match.start("name"), match.end("name"), match["name"], 2))
    return found


def _without_owner(name: str, start: int, endings: tuple[str, ...]) -> tuple[str, int]:
    """ "Azərbaycanın Qarabağ bölgəsində": the country before the region is in the genitive, and is not its name."""
    first, _, rest = name.partition(" ")
    owner = bool(endings) and bool(rest) and first.replace("’", "'").endswith(endings)
    return (rest, start + name.index(rest, len(first))) if owner else (name, start)


def _list_end(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Where a list of places ends that goes on behind the first: "in Ardel, Tolan and Nor Corvais", or 0."""
    joins = lexicon.lists.get("numbers.and", _NOTHING)
    last, joined = start, False
    while not joined and (further := _FURTHER.match(text, last, end)) is not None:
        name = further["name"]
        joined = further["join"].strip(", ").lower() in joins
        known = any(_roles(word, lexicon) & ~(NAME | PLURAL | POSSESSIVE) for word in name.split())
        people = name.endswith((*lexicon.source["places"].get("peoples", ()), *_endings(lexicon)))
        if known or people or _no_place(name, lexicon.code) or not (joined or "," in further[0]):
            return 0
        last = further.end()
    following = _NEXT_WORD.match(text, last, end)
    goes_on = following is not None and (following[1][0].isupper() or _roles(following[1], lexicon) & _TOLD_OF)
    return last if joined and not goes_on else 0


def _endings(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(lexicon.source["places"].get("adjectives", ()))


@lru_cache(maxsize=8192)
def _name_of_place(written: str, code: str) -> str:
    """The name of a place in words behind one that announces it, or "" where they can name none."""
    lexicon = load_lexicon(code)
    name = _trimmed(written, lexicon)
    sign = name.isupper() and len(name) <= 3
    return "" if not name or sign or _no_place(name, code) or _is_noun(name, lexicon) else name


def _trimmed(name: str, lexicon: Lexicon) -> str:
    """A name without marks glued to it, and without the event that a headline writes behind it: "Ardel Attack"."""
    name = name.split("--", 1)[0].removesuffix("'s").removesuffix("’s").rstrip("'’-")
    first, *rest = name.split()
    events = lexicon.lists.get("labels.nouns", frozenset())
    kept = next((at for at, word in enumerate(rest) if word.lower() in events or _is_time(word, lexicon)), len(rest))
    return " ".join((first, *rest[:kept]))


def _is_people(name: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether a name is a people's, or says whose the noun behind it is: "Veshtians", "the Halvanese army"."""
    table = lexicon.source.get("places", {})
    if name.endswith(tuple(table.get("peoples", ()))):
        return True
    adjectives = tuple(table.get("adjectives", ()))
    whole = " ".join(match["name"].split())
    if " " in whole and whole.split(maxsplit=1)[0].endswith(adjectives) and not whole.endswith(name):
        return True
    article = " the " in f"{match.string[match.start() : match.start('name')].lower()}"
    endings = (*adjectives, *table.get("adjectives_with_article", ())) if article else adjectives
    return name.endswith(endings) and _noun_follows(match.string, match.end("name"), lexicon)


def _noun_follows(text: str, end: int, lexicon: Lexicon) -> bool:
    following = _NEXT_WORD.match(text, end)
    if following is None or following[1][0].isupper():
        return False
    roles = _roles(following[1], lexicon)
    return bool(roles & (UNIT | STRONG)) or not roles & _NO_NOUN


def _roles(word: str, lexicon: Lexicon) -> int:
    lower = word.lower()
    return (lexicon.met.get(lower) or meet(lexicon, lower))[0].roles


def _is_noun(name: str, lexicon: Lexicon) -> bool:
    """Whether a language that writes nouns with a capital has this one as a noun, known or by its ending."""
    endings = tuple(lexicon.source.get("places", {}).get("noun_endings", ()))
    if not endings or " " in name:
        return False
    return name.endswith(endings) or bool(_roles(name, lexicon) & _KNOWN)


@lru_cache(maxsize=8192)
def _no_place(name: str, code: str) -> bool:
    lexicon = load_lexicon(code)
    return _is_time(name, lexicon) or _is_body(name, lexicon)


def _is_body(name: str, lexicon: Lexicon) -> bool:
    """An office, a force or a word at the start of a phrase is no place: "in the Ministry", "AT LEAST"."""
    no_places = lexicon.lists.get("places.not_places", frozenset())
    return any(word.lower().removesuffix("'s") in no_places for word in name.replace("-", " ").split())


def _is_time(name: str, lexicon: Lexicon) -> bool:
    first = name.split(maxsplit=1)[0].lower()
    days = lexicon.lists.get("dates.weekdays", frozenset())
    return any(form in lexicon.months or form in days for form in (first, first.removesuffix("s")))
