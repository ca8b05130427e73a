"""Takes the languages that a browser asks for, gives the one that is spoken and how its words are found."""

import gettext
from functools import cache
from pathlib import Path
from typing import Final

LOCALES: Final = Path(__file__).parent / "locale"
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
