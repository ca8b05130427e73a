"""Takes the languages that a browser asks for, gives the one that is spoken and how its words are found."""

import gettext
import re
from functools import cache
from pathlib import Path
from typing import Final

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


def headed(heading: str, language: str) -> str:
    """Takes the heading of what was stated, gives it in a language: what it is, and behind the colon its figure."""
    kind, colon, rest = heading.partition(": ")
    return words(language).gettext(kind) + colon + told(rest, language)
