"""A plain no: a sentence that is nothing else, and one in quotation marks."""

from typing import Final

from accounted.read.lexicon import Lexicon
from accounted.read.roles import BE, COMPARES
from accounted.read.tokens import Token

_QUOTES: Final = frozenset("\"“”«»„'‘’")
_POINTED: Final = 3


def plain_no(tokens: list[Token], lexicon: Lexicon) -> bool:
    """Takes a sentence's tokens and a lexicon, gives whether it is a plain “no” or begins with one: “NO.”."""
    words = [at for at, token in enumerate(tokens) if token.lower[0].isalnum()]
    if not words or tokens[words[0]].lower not in lexicon.lists.get("speech.plain_no", ()):
        return False
    after = tokens[words[0] + 1] if words[0] + 1 < len(tokens) else None
    if after is None or after.lower in (".", "!"):
        return True
    return tokens[words[0]].lower.endswith(".") and after.capital  # "No. Today ..."; not "No. 5"


def quoted_no(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """Takes the place of a word, gives whether it is a plain no in quotation marks: 'the charge was "rubbish"'."""
    if at < _POINTED or tokens[at - 1].lower not in _QUOTES or not tokens[at - 2].roles & (BE | COMPARES):
        return False
    return tokens[at].lower in lexicon.lists.get("speech.plain_no", ())
