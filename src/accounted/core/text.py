"""Text made comparable, with a map back to the offsets it came from."""

import re
import unicodedata
from dataclasses import dataclass

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
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words_of(text: str) -> Words:
    """Takes text, gives its folded words with their offsets; marks and line breaks fall between."""
    found = [(fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]
    return Words(folded=tuple(f[0] for f in found), starts=tuple(f[1] for f in found), ends=tuple(f[2] for f in found))


def line_of(text: str, offset: int) -> int:
    """Takes a text and an offset, gives the line it stands on, counted from 1."""
    return text.count("\n", 0, offset) + 1
