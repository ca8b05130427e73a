"""The language of a text, without a network."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, cast

from accounted.read.lexicon import known_languages, load_lexicon
from accounted.read.roles import NAME, PLURAL, POSSESSIVE, PUNCTUATION
from accounted.read.vocabulary import meet

_ENOUGH: Final = 200
_LOOKED_AT: Final = 4000
_LIKELY: Final = 4
_ENDINGS: Final = NAME | PLURAL | POSSESSIVE | PUNCTUATION
_COVERED: Final = 0.34
_WORD: Final = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """Takes a text, gives its language as a two-letter code, or None where the text is too short to tell.

    Longer texts are told by py3langid (Lui & Baldwin 2012, "langid.py: An Off-the-shelf Language Identification Tool",
    ACL 2012 system demonstrations); shorter ones by the share of
    their words that the language files of the likeliest languages know.
    """
    letters = _WORD.findall(text[:_LOOKED_AT].lower())
    if not letters:
        return None
    likely = [code for code, _ in _ranker()(text[:_LOOKED_AT])[:_LIKELY]]
    if sum(map(len, letters)) < _ENOUGH:
        return _by_known_words(letters, likely)
    return likely[0]


def _by_known_words(words: list[str], likely: list[str]) -> str | None:
    """Of the likeliest languages with rules, the one whose file knows most of the words, where it knows enough."""
    codes = [code for code in known_languages() if code in (*likely, "en")]
    shares = [(_known(words, code) / len(words), code) for code in codes]
    share, code = max(shares)
    return code if share >= _COVERED else None


def _known(words: list[str], code: str) -> int:
    lexicon = load_lexicon(code)
    return sum(bool((lexicon.met.get(word) or meet(lexicon, word))[0].roles & ~_ENDINGS) for word in words)


@lru_cache(maxsize=1)
def _ranker() -> Callable[[str], list[tuple[str, float]]]:
    """The model is loaded when the first text asks for it: it costs more than the start of the program."""
    from py3langid.langid import rank  # noqa: PLC0415

    return cast("Callable[[str], list[tuple[str, float]]]", rank)
