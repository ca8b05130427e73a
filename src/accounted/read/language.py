"""The language of a text, without a network."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, cast

from accounted.read.lexicon import known_languages, load_lexicon

_ENOUGH: Final = 200
_LOOKED_AT: Final = 4000
_COVERED: Final = 0.34
_WORD: Final = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """Takes a text, gives its language as a two-letter code, or None where the text is too short to tell.

    Longer texts are told by py3langid (Lui & Baldwin 2012, "langid.py: An Off-the-shelf Language Identification Tool",
    ACL 2012 system demonstrations); shorter ones by the share of their words that a language file knows.
    """
    letters = _WORD.findall(text[:_LOOKED_AT].lower())
    if not letters:
        return None
    if sum(map(len, letters)) < _ENOUGH:
        return _by_known_words(letters)
    return str(_classifier()(text[:_LOOKED_AT])[0])


def _by_known_words(words: list[str]) -> str | None:
    shares = [
        (sum(word in load_lexicon(code).words for word in words) / len(words), code) for code in known_languages()
    ]
    share, code = max(shares)
    return code if share >= _COVERED else None


@lru_cache(maxsize=1)
def _classifier() -> Callable[[str], tuple[str, float]]:
    """The model is loaded when the first text asks for it: it costs more than the start of the program."""
    from py3langid.langid import classify  # noqa: PLC0415

    return cast("Callable[[str], tuple[str, float]]", classify)
