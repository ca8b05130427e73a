"""Who speaks: takes a claim and what is told about its document, gives the name and a key that its mentions share."""

import re
from dataclasses import dataclass
from functools import lru_cache

from accounted.core.claim import Claim
from accounted.core.document import Description
from accounted.core.text import fold

_PARENTHESES = re.compile(r"(?<=\S)\s*\([^)]*\)")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A speaker: the name to show, the key, whether it is the document's own voice, whether the name is a proper one.

    A speaker without a proper name ("residents") is only the same speaker inside one document.
    """

    key: str
    name: str
    own: bool
    proper: bool


@lru_cache(maxsize=1 << 15)
def name_key(name: str) -> str:
    """Takes a speaker's name, gives it folded, without an article at its head or what stands in parentheses.

    >>> name_key("The  Regional Council")
    'regional council'
    """
    return _ARTICLE.sub("", " ".join(fold(_PARENTHESES.sub(" ", name) or name).split()))


@lru_cache(maxsize=1 << 14)
def is_proper(name: str) -> bool:
    """Takes a name as stated, gives whether it is a proper name: a capital past the article, or a script without them.

    >>> is_proper("the Regional Council"), is_proper("residents"), is_proper("Survivors")
    (True, False, False)
    """
    words = [word for word in re.findall(r"\w+", name) if fold(word) not in {"the", "a", "an"}]
    letters = "".join(words)
    if letters.lower() == letters.upper():
        return bool(letters)
    if len(words) == 1 and fold(words[0]) in _PEOPLE_WORDS:
        return False
    return any(word[0].isupper() for word in words)


_WORDS = (
    "survivors survivor residents resident witnesses witness eyewitnesses officials official refugees doctors doctor "
    "police authorities sources source villagers relatives journalists reporters neighbours observers soldiers"
)
_PEOPLE_WORDS = frozenset(_WORDS.split())
"""Words for speakers without a name, which a sentence may begin with a capital."""


def voice_of(claim: Claim, described: Description, *, document: str, name: str) -> Voice:
    """Takes a claim, what is told about its document, the document's id and name, gives who speaks."""
    told = claim.citation.publisher if claim.citation and claim.citation.publisher else None
    own = claim.speaker is None
    shown = claim.speaker or told or described.source or described.publisher
    if not shown:
        return Voice(key=f"{document}|", name=f"{name} (speaker not named)", own=True, proper=False)
    shown = " ".join(shown.split())
    proper = is_proper(shown)
    key = name_key(shown) if proper else f"{document}|{name_key(shown)}"
    return Voice(key=key, name=shown if proper or own else f"“{shown}”", own=own, proper=proper)
