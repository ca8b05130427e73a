"""Names that speakers give to events ("massacre", "battle", "incident"), each as its phrase, once a phrase."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from accounted.core.text import fold
from accounted.read.lexicon import Lexicon
from accounted.read.roles import (
    ADVERB,
    AGENT,
    ANAPHOR,
    ARTICLE,
    BE,
    BOUNDARY,
    CONJUNCTION,
    DENIES,
    DETERMINER,
    FRAME,
    GERUND,
    HAVE,
    INFINITIVE,
    LABEL,
    LABEL_LINK,
    NAME,
    NAMING,
    NEGATION,
    NUMBER,
    OF,
    OF_NOUN,
    PAST,
    PREPOSITION,
    PRONOUN,
    SAYS,
    TRANSITIVE,
    UNIT,
)
from accounted.read.tokens import Token

_OPENING, _CLOSING = frozenset("\"“«„'‘"), frozenset("\"”»“'’")
_MODIFIERS: Final = 4
_QUOTED_WITHIN: Final = 14
_NAMED_WITHIN: Final = 5
_TAIL_WORDS: Final = 4
_TAIL: Final = 7
_YEAR_DIGITS: Final = 4
_ENDS: Final = OF | BE | HAVE | BOUNDARY | CONJUNCTION | PRONOUN | SAYS | PREPOSITION | NUMBER | DENIES


@dataclass(frozen=True, slots=True)
class Name:
    """A name for an event: its tokens, and the head word in its dictionary form.

    `bare` is the head with an article at most: "the massacre" points back to a name that was given before.
    """

    first: int
    last: int
    head: str
    at: int
    bare: bool


def labels(tokens: list[Token], lexicon: Lexicon, *, headline: bool = False) -> tuple[Name, ...]:
    """Takes the tokens of a sentence, gives the names for events in it; a verb counts only in a headline."""
    found, free = [], 0
    for at, token in enumerate(tokens):
        if not token.roles & LABEL or at < free:
            continue
        if _is_verb(tokens, at, lexicon) and not headline:
            continue
        first, last = _phrase(tokens, at)
        framed = _framed(tokens, first)
        if _named(tokens, framed):
            agent = next((p for p in range(at + 1, last + 1) if tokens[p].roles & AGENT), last + 1)
            found.append(Name(framed, agent - 1, _singular(token.lower, lexicon), at, bare=False))
            free = last + 1
            continue
        if token.lower in lexicon.lists.get("labels.when_named", ()):
            continue
        if framed < first:
            found.append(Name(framed, last, _singular(token.lower, lexicon), at, bare=False))
            free = last + 1
            continue
        if first == last == at and token.lower in lexicon.lists.get("labels.weak", ()) and not token.capital:
            continue
        if not _specific(tokens, first, last, at, lexicon):
            continue
        free = last + 1
        follows = tokens[at + 1].roles if at + 1 < len(tokens) else 0
        bare = all(t.roles & (DETERMINER | ANAPHOR) for t in tokens[first:at]) and last == at
        if bare and not follows & LABEL_LINK and token.lower in lexicon.lists.get("labels.not_bare", ()):
            continue
        if found and _joined_with(tokens, found[-1].last, first):
            found[-1] = replace(found[-1], last=last)  # "war crimes and crimes against humanity"
            continue
        found.append(Name(first, last, _singular(token.lower, lexicon), at, bare))
    return tuple(sorted((*found, *_quoted_names(tokens, found)), key=lambda name: name.first))


def _framed(tokens: list[Token], first: int) -> int:
    """Where the phrase starts when a frame stands before it: "an act of", "a policy of", "the worst form of"."""
    if not first or not tokens[first - 1].roles & FRAME:
        return first
    first -= 1
    while first > 0 and _modifies(tokens[first - 1]) and not tokens[first - 1].roles & TRANSITIVE:
        first -= 1
    return first - 1 if first and tokens[first - 1].roles & DETERMINER else first


def _joined_with(tokens: list[Token], last: int, first: int) -> bool:
    """Whether a name stands right behind another one, with nothing but "and" between."""
    return first - last == 2 and bool(tokens[last + 1].roles & CONJUNCTION)


def _quoted_names(tokens: list[Token], found: list[Name]) -> Iterator[Name]:
    """A short quotation behind a word of naming is a name, whatever its words: called "the night of the bells"."""
    for at, token in enumerate(tokens):
        if not token.roles & NAMING:
            continue
        opens = next(
            (p for p in range(at + 1, min(at + _QUOTED_WITHIN, len(tokens))) if tokens[p].lower in _OPENING), 0
        )
        closes = next((p for p in range(opens + 1, min(opens + 8, len(tokens))) if tokens[p].lower in _CLOSING), 0)
        inside = any(name.first <= closes and opens <= name.last for name in found)
        if opens and closes > opens + 1 and not inside:
            yield Name(opens + 1, closes - 1, tokens[closes - 1].lower, closes - 1, bare=False)


def phrase_key(text: str) -> str:
    """Takes the words of a name, gives the form under which the same phrase counts as the same."""
    return " ".join(word for word in fold(text).split() if word not in ("the", "a", "an"))


def _named(tokens: list[Token], first: int) -> bool:
    """Whether words say that a name follows: "calls it a raid", "what took place was a police operation"."""
    if any(token.roles & NAMING for token in tokens[max(0, first - _NAMED_WITHIN) : first]):
        return True
    before = first - 1
    while before > 0 and tokens[before].roles & (NEGATION | ADVERB) and not tokens[before].roles & BE:
        before -= 1  # "it was not a riot"
    return first > 0 and bool(tokens[first].roles & ARTICLE and tokens[before].roles & BE)


def _is_verb(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """ "to murder", "massacred": a verb names nothing."""
    before = tokens[at - 1] if at else None
    if tokens[at].roles & PAST and not tokens[at].roles & GERUND:
        return True
    if before is not None and (before.roles & INFINITIVE or before.roles & (HAVE | PRONOUN)):
        return True
    gerund = tokens[at].roles & GERUND
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    return bool(gerund) and follows is not None and bool(follows.roles & (NUMBER | DETERMINER | NAME | ADVERB))


def _phrase(tokens: list[Token], at: int) -> tuple[int, int]:
    first = at
    while first > 0 and at - first < _MODIFIERS and _modifies(tokens[first - 1]):
        first -= 1
    if first > 0 and tokens[first - 1].roles & DETERMINER and not tokens[first - 1].roles & NUMBER:
        first -= 1
    return first, _tail(tokens, at)


def _modifies(token: Token) -> bool:
    if not token.lower[0].isalnum():
        return False
    if token.number is not None and token.number.bare and len(token.lower) == _YEAR_DIGITS:
        return True  # "the 1915 genocide"
    if token.roles & (_ENDS | DETERMINER | ADVERB | NAMING) or (token.roles & TRANSITIVE and token.roles & PAST):
        return bool(token.roles & LABEL)
    return True


def _tail(tokens: list[Token], at: int) -> int:
    """ "of ... in Sumgait": what was named and where, as far as the phrase goes."""
    last, place = at, at + 1
    if tokens[at].roles & OF_NOUN:
        last = place = _tail_end(tokens, at + 1) - 1
        place += 1
    while place < len(tokens) and tokens[place].roles & LABEL_LINK and place - at < _TAIL:
        end = _tail_end(tokens, place + 1)
        named = any(token.capital or token.roles & UNIT for token in tokens[place + 1 : end])
        if end == place + 1 or not named:
            break
        last, place = end - 1, end
    return last


def _tail_end(tokens: list[Token], start: int) -> int:
    end = start
    while end < len(tokens) and end - start < _TAIL_WORDS and _in_tail(tokens[end]):
        end += 1
    return end


def _in_tail(token: Token) -> bool:
    return token.lower[0].isalnum() and not token.roles & _ENDS and not token.roles & PAST


def _specific(tokens: list[Token], first: int, last: int, at: int, lexicon: Lexicon) -> bool:
    """A weak word ("attack", "siege") names an event only with the place or people that it tells of."""
    weak = lexicon.lists.get("labels.weak", frozenset())
    head = tokens[at].lower.rpartition(" ")[0] if tokens[at].roles & OF_NOUN else ""  # "murder" in "murder of"
    if tokens[at].lower not in weak and head not in weak:
        return True
    return any(token.roles & NAME for token in tokens[at + 1 : last + 1])


def _singular(head: str, lexicon: Lexicon) -> str:
    nouns = lexicon.lists.get("labels.nouns", frozenset())
    head = head if head in nouns else head.rpartition(" ")[0]
    if head.endswith("ies") and head[:-3] + "y" in nouns:
        return head[:-3] + "y"
    for ending in ("es", "s"):
        if head.endswith(ending) and head.removesuffix(ending) in nouns:
            return head.removesuffix(ending)
    return head
