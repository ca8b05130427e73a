"""Text made comparable, with a map back to the offsets it came from."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a text, folded for comparison; word i stands at `starts[i]:ends[i]` of the original text."""

    folded: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def fold(text: str) -> str:
    """Takes text, gives it case-folded, without combining marks, compatibility forms unified: for comparison only.

    >>> fold("Xocalı’DA"), fold("ＡＢＣ"), fold("Élan")
    ('xocalı’da', 'abc', 'elan')
    """
    if text.isascii():
        return text.lower()  # nothing in it decomposes: most texts are folded so, and each word once a use
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words_of(text: str) -> Words:
    """Takes text, gives its folded words with their offsets; marks and line breaks fall between."""
    found = [(m.group(), *m.span()) for m in _WORD.finditer(text.lower() if text.isascii() else text)]
    words = [word for word, _, _ in found]
    return Words(
        folded=tuple(words if text.isascii() else map(_folded_word, words)),
        starts=tuple(start for _, start, _ in found),
        ends=tuple(end for _, _, end in found),
    )


@lru_cache(maxsize=1 << 15)
def _folded_word(word: str) -> str:
    return fold(word)


def line_of(text: str, offset: int) -> int:
    """Takes a text and an offset, gives the line it stands on, counted from 1."""
    return text.count("\n", 0, offset) + 1
