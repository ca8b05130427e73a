"""Who says what stands before: a sentence behind it that points back, "This was announced by the council"."""

from typing import Final

from accounted.read.lexicon import Lexicon
from accounted.read.roles import ARTICLE, DETERMINER, POINTS_BACK, SAYS
from accounted.read.sentences import sentences
from accounted.read.speakers import name_end, named
from accounted.read.tokens import Token, tokenise

_REACH: Final = 900
_SENTENCES: Final = 4
_HEAD: Final = 10
_NEAR: Final = 4


def pointed_back(text: str, end: int, lexicon: Lexicon) -> str | None:
    """Takes a text, where a sentence ends and a lexicon, gives who says it by a sentence behind, or None.

    The phrases that point back are [speech] points_back of the language file: "об этом", "bu barədə".
    """
    phrases = lexicon.lists.get("speech.points_back")
    if not phrases:
        return None
    behind = text[end : end + _REACH]
    for start, last, _ in sentences(behind)[:_SENTENCES]:
        head = behind[start:last].lower()
        if any(phrase in head for phrase in phrases):
            return _speaker(tokenise(text, end + start, end + last, lexicon).tokens, text, lexicon)
    return None


def _speaker(tokens: list[Token], text: str, lexicon: Lexicon) -> str | None:
    pointing = next((at for at, token in enumerate(tokens[:_HEAD]) if token.roles & POINTS_BACK), None)
    if pointing is None:
        return None
    if lexicon.order.verb_final:
        verb = next((at for at in range(len(tokens) - 1, pointing, -1) if tokens[at].roles & SAYS), pointing)
        return named(tokens, pointing + 1, verb - 1, text) if verb > pointing + 1 else None
    near = range(max(0, pointing - _NEAR), min(len(tokens), pointing + _HEAD))
    verb = next((at for at in near if tokens[at].roles & SAYS), -1)
    first = max(verb, pointing) + 1
    while first < len(tokens) and tokens[first].roles & (ARTICLE | DETERMINER):
        first += 1
    last = name_end(tokens, first) if verb >= 0 and first < len(tokens) else -1
    return named(tokens, first, last, text) if last >= first else None
