"""Who says what stands before: a sentence behind it that points back, "This was announced by the council"."""

import re
from functools import cache
from typing import Final

from accounted.read.lexicon import Lexicon
from accounted.read.roles import ARTICLE, DETERMINER, POINTS_BACK, SAYS
from accounted.read.sentences import sentences
from accounted.read.speakers import name_end, named, names_someone
from accounted.read.tokens import Token, tokenise

_REACH: Final = 900
_SENTENCES: Final = 4
_NEAR_REACH: Final = 400
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


def figures_given(text: str, end: int, lexicon: Lexicon) -> str | None:
    """Takes a text, where a sentence ends and a lexicon, gives who gave its figures by a sentence behind, or None.

    "The raid killed 60. These figures were given in the first official report": within the paragraph, two sentences on.
    """
    told, given = lexicon.lists.get("speech.told_figures"), lexicon.lists.get("speech.figures_given")
    if not told or not given:
        return None
    opening = _opening(told, given)
    next_ends = text.find(". ", end + 1, end + _NEAR_REACH)
    starts = (end, next_ends + 1) if next_ends > 0 and "\n\n" not in text[end:next_ends] else (end,)
    match = next((found for start in starts if (found := opening.match(text, start)) is not None), None)
    if match is None or "\n\n" in match[0]:
        return None
    sentence = sentences(text[match.end() : match.end() + _NEAR_REACH])[:1]
    tokens = tokenise(text, match.end(), match.end() + sentence[0][1], lexicon).tokens if sentence else []
    last = name_end(tokens, 0) if tokens else -1
    return named(tokens, 0, last, text) if last >= 0 and names_someone(tokens, 0, last) else None


@cache
def _opening(told: frozenset[str], given: frozenset[str]) -> re.Pattern[str]:
    heads, verbs = ("|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) for phrases in (told, given))
    return re.compile(rf"\s*(?:{heads})\s+(?:{verbs})\s+", re.IGNORECASE)


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
