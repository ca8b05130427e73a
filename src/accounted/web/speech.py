"""Takes the languages that a browser asks for, gives the one that is spoken and how its words are found."""

import gettext
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

from accounted.core.worded import IN_ONE, IN_PIECES

LOCALES: Final = Path(__file__).parent / "locale"
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
PIECES: Final = (
    *(*MONTHS, *(month[:3] for month in MONTHS if month != "May")),
    *("undated", "until", "at least", "more than", "up to", "fewer than", "about"),
    *("speaker not named", "Name given", "Rejects", "Rejection"),
)
"""English words inside what the view has made ready: dates, figures in words, headings."""
_PIECE: Final = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(PIECES, key=len, reverse=True))})(?!\w)")
RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur"})


@cache
def spoken() -> tuple[str, ...]:
    """Gives the languages that the desk speaks: English, and each with a catalogue."""
    return ("en", *sorted(path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/desk.mo")))


@cache
def words(language: str) -> gettext.NullTranslations:
    """Takes a language, gives its catalogue; words without a translation stay English."""
    return gettext.translation("desk", LOCALES, languages=[language], fallback=True)


def chosen(asked: str, header: str) -> str:
    """Takes the language that was chosen and the browser's header, gives the first of them that is spoken.

    >>> chosen("", "de;q=0.9, en-GB"), chosen("xx", "")
    ('en', 'en')
    """
    offers = [asked, *(part.partition(";")[0].strip() for part in header.split(","))]
    return next((code for offer in offers if (code := offer.partition("-")[0].lower()) in spoken()), "en")


def direction(language: str) -> str:
    """Takes a language, gives the direction of its script.

    >>> direction("ar"), direction("fr")
    ('rtl', 'ltr')
    """
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def told(ready: str, language: str) -> str:
    """Takes words that the view has made ready, gives them in a language; what a source said, in quotes, stays.

    >>> told("at least 30", "en"), told("“at least” May", "en")
    ('at least 30', '“at least” May')
    """
    say = words(language).gettext
    parts = re.split(r"(“[^”]*”)", ready)
    return "".join(one if one.startswith("“") else _PIECE.sub(lambda m: say(m[0]), one) for one in parts)


_LIST: Final = re.compile(r"(?:\{part\d+\}(?:; |, | and | \+ | · )?)+")
BETWEEN: Final = ("; ", ", ", " and ")


def reworded(how: Any, language: str) -> str:
    """Takes how words were made (`accounted.core.worded.how_made`) and a language, gives them in that language.

    >>> reworded(["{speaker}: {figure} lower.", {"speaker": "Ministry", "figure": "at least 30"}], "en")
    'Ministry: at least 30 lower.'
    """
    if isinstance(how, str):
        return how
    template, values = how
    told_now = {}
    for name, value in values.items():
        said = _value(name.rstrip("0123456789"), value, language)
        told_now[name] = _apart(said, language) if isinstance(value, str) else said
    return _template(template, language).format(**told_now)


def _apart(words_now: str, language: str) -> str:
    """Words that may run the other way, set apart (U+2068, U+2069), so that no number moves beside another name."""
    other = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in words_now)
    return f"\u2068{words_now}\u2069" if words_now and other != (language in RIGHT_TO_LEFT) else words_now


def _template(template: str, language: str) -> str:
    say = words(language).gettext
    if not _LIST.fullmatch(template):
        return say(template) if template else ""
    for one in BETWEEN:
        template = template.replace(one, say(one))
    return template


def _value(name: str, value: Any, language: str) -> str:
    if name in IN_PIECES and isinstance(value, str):
        return told(value, language)
    if name not in IN_ONE or not isinstance(value, str):
        return reworded(value, language)
    return _term(value, words(language).gettext)


def _term(value: str, say: Callable[[str], str]) -> str:
    """A term of a closed list; one that stands there with a capital is said with a small letter."""
    capital = value[:1].upper() + value[1:]
    if say(value) != value or say(capital) == capital:
        return say(value)
    made = say(capital)
    return made[:1].lower() + made[1:]


def headed(heading: str, language: str) -> str:
    """Takes the heading of what was stated, gives it in a language: what it is, and behind the colon its figure."""
    kind, colon, rest = heading.partition(": ")
    return words(language).gettext(kind) + colon + told(rest, language)
