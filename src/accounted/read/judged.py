"""Rejections by a judgement on what was stated: "the figure is inflated", "called it a lie", "the myth of 900 dead"."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from accounted.read.lexicon import Lexicon, load_lexicon
from accounted.read.passive_voices import passive_be
from accounted.read.roles import (
    ACCOUNT,
    ADVERB,
    AGENT,
    ANAPHOR,
    ARTICLE,
    BE,
    BOUNDARY,
    COMPARES,
    CONJUNCTION,
    COUNTER,
    DENIED,
    DETERMINER,
    FIGURE,
    FRAME,
    HAVE,
    INFINITIVE,
    LABEL,
    NAME,
    NEGATION,
    NUMBER,
    OF,
    PREPOSITION,
    PRONOUN,
    REFUSES,
    SAYS,
    THAT,
    TOTAL,
    TRIGGER,
    UNIT,
)
from accounted.read.tokens import Token
from accounted.read.who_speaks import behind_determiner

_STOPS: Final = frozenset(".;:?!(),")
_QUOTES: Final = frozenset("\"“”«»„'‘’")
_BEFORE_WORD: Final = 5
_OBJECT: Final = 11
_SUBJECT: Final = 12
_HEAD: Final = 5
_NEAR: Final = 3
_STATED: Final = ACCOUNT | FIGURE | TOTAL | DENIED | COUNTER
_EVENT: Final = LABEL | TRIGGER | NUMBER
_POINTS: Final = ANAPHOR | PRONOUN
_LISTS: Final = ("untrue", "untruths", "distrusts", "upheld", "leaves_out", "judges", "harmless", "words")
_WITH_NONE: Final = ("upheld", "judges", "harmless", "words")


@dataclass(frozen=True, slots=True)
class Judged:
    """Tokens `first` to `last` judge; `subject`: the words before them belong to it; `behind`: those behind, too.

    `asserted` where what is told behind the judgement is no less said: "this leaves out the 300 who drowned".
    """

    first: int
    last: int
    subject: bool = True
    behind: bool = False
    asserted: bool = False


@lru_cache(maxsize=16)
def judging_words(code: str) -> frozenset[str]:
    """Takes a language, gives the words at which a judgement may stand."""
    lists = load_lexicon(code).lists
    return frozenset().union(*(lists.get(f"speech.{name}", frozenset()) for name in _LISTS))


def judging_hints(lexicon: Lexicon) -> frozenset[str]:
    """Takes a lexicon, gives the words and pairs of which one must stand in a sentence that judges."""
    lists = lexicon.lists
    named = ("grammar.negations", "speech.refusals", "numbers.none", "speech.avoids")
    none = [no for name in named for no in lists.get(name, ()) if " " not in no]
    alone = (lists.get(f"speech.{name}", frozenset()) for name in _LISTS if name not in _WITH_NONE)
    told = (word for name in _WITH_NONE for word in lists.get(f"speech.{name}", ()))
    return frozenset().union(*alone) | {f"{word} {no}" for word in told for no in none}


def judged(tokens: list[Token], at: int, lexicon: Lexicon) -> Judged | None:
    """Takes a word's place, gives the judgement on what was stated that it ends or opens, or None."""
    lists, word = lexicon.lists, tokens[at].lower
    untruth = word in lists.get("speech.untruths", ())
    if untruth or word in lists.get("speech.untrue", ()):
        found = _of_event(tokens, at) if untruth else _attributive(tokens, at, lexicon)
        return found or _predicate(tokens, at, lexicon) or _complement(tokens, at, lexicon)
    if word in lists.get("speech.distrusts", ()):
        return _distrusted(tokens, at, lexicon)
    if word in lists.get("speech.leaves_out", ()):
        return Judged(at, at, behind=True, asserted=True) if _stated_before(tokens, at, lexicon) else None
    if word in lists.get("speech.upheld", ()):
        return _not_upheld(tokens, at, lexicon)
    if word in lists.get("speech.harmless", ()):
        return _harmless(tokens, at, lexicon)
    if word in lists.get("speech.words", ()):
        return _word_avoided(tokens, at, lexicon)
    return _not_seen_as(tokens, at) if word in lists.get("speech.judges", ()) else None


def _attributive(tokens: list[Token], at: int, lexicon: Lexicon) -> Judged | None:
    """ "The false figure of 300 dead", "fabricated allegations of torture"."""
    place = at + 1
    while place < len(tokens) and place - at < _NEAR and _may_qualify(tokens[place]):
        place += 1
    if place >= len(tokens) or not _states(tokens[place], lexicon):
        return None
    opens = at
    while opens and (tokens[opens - 1].roles & (ARTICLE | ANAPHOR) or tokens[opens - 1].lower in _QUOTES):
        opens -= 1
    quoted = place + 1 < len(tokens) and tokens[place + 1].lower in _QUOTES  # "such “unfounded claims”"
    return Judged(opens, place, subject=False, behind=not quoted, asserted=True)


def _may_qualify(token: Token) -> bool:
    """An unknown adjective or a mark between two of them: "the wrong, inflated figure"."""
    return (
        token.lower == ","
        or bool(token.roles & CONJUNCTION)
        or (token.lower.isalpha() and not token.roles & ~(NAME | ADVERB | DETERMINER))
    )


def _of_event(tokens: list[Token], at: int) -> Judged | None:
    """ "The myth of 900 dead", "the massacre hoax"."""
    opens = at
    while opens and tokens[opens - 1].roles & (ARTICLE | ANAPHOR | LABEL):
        opens -= 1
    if opens and any(t.roles & BE for t in tokens[max(0, opens - _NEAR) : opens]):
        return None
    article = at + 1 < len(tokens) and tokens[at + 1].roles & (ARTICLE | DETERMINER)
    if any(tokens[place].roles & LABEL for place in range(opens, at)) and not article:
        return Judged(opens, at, subject=False)  # not "at the root of the conflict lie the claims"
    if at + 1 >= len(tokens) or not tokens[at + 1].roles & (OF | THAT):
        return None
    for token in tokens[at + 2 : at + 2 + _HEAD]:
        if token.roles & _EVENT:
            return Judged(opens, at, subject=False, behind=True, asserted=True)
        if token.lower in _STOPS or token.roles & (BE | HAVE):
            return None
    return None


def _predicate(tokens: list[Token], at: int, lexicon: Lexicon) -> Judged | None:
    """ "The estimates are greatly inflated", "the story of the raid was an invention"."""
    be = at - 1
    while be > 0 and at - be < _BEFORE_WORD and _before_predicate(tokens[be]):
        be -= 1
    if be < 1 or not tokens[be].roles & BE:
        return None
    behind = tokens[at + 1 : at + 3]
    claimed = len(behind) > 1 and behind[0].roles & INFINITIVE and behind[1].roles & SAYS
    if behind and behind[0].roles & (INFINITIVE | OF) and not claimed:
        return None  # "it was wrong to shoot them", but "it is nonsense to claim that"
    return Judged(be, at, behind=bool(claimed)) if _stated_before(tokens, be, lexicon) else None


def _before_predicate(token: Token) -> bool:
    if token.roles & (BE | NEGATION | NUMBER):
        return False
    plain = token.lower.isalpha() and (not token.roles or token.roles & (ADVERB | ARTICLE | DETERMINER))
    return bool(plain) or token.lower in _QUOTES


def _stated_before(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether the subject before a verb is something stated, or a pronoun by itself that points to it."""
    first = at
    while first and at - first < _SUBJECT and not _ends_subject(tokens[first - 1]):
        first -= 1
    told = tokens[first:at]
    if any(_states(token, lexicon) for token in told):
        return True
    words = [token for token in told if token.lower.isalpha() and not token.roles & ADVERB]
    return len(words) == 1 and words[0].lower in lexicon.lists.get("speech.pointers", ())


def told_of(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Takes the words behind a verb and a lexicon, gives whether one of them is a noun for what was stated."""
    return any(_states(token, lexicon) for token in tokens)


def _states(token: Token, lexicon: Lexicon) -> bool:
    stated = lexicon.lists.get("speech.stated", ())
    framed = token.roles & FRAME and token.lower.partition(" ")[0] in stated  # "the magnitude of"
    return bool(token.roles & _STATED or framed) or token.lower in stated


def _ends_subject(token: Token) -> bool:
    return token.lower in _STOPS or bool(token.roles & (BOUNDARY | BE) and not token.roles & (HAVE | ADVERB))


def _complement(tokens: list[Token], at: int, lexicon: Lexicon) -> Judged | None:
    """ "Called the reports of a massacre false", "described the figure as inflated", "branded it propaganda"."""
    judges = lexicon.lists.get("speech.judges", frozenset())
    for place in range(at - 1, max(-1, at - _OBJECT), -1):
        token = tokens[place]
        if token.lower in _STOPS or token.roles & (BE | NEGATION):
            return None
        if token.lower in judges:
            told = tokens[place + 1 : at]
            stated = any(t.roles & LABEL or _states(t, lexicon) for t in told)
            points = bool(told) and bool(told[0].roles & _POINTS)
            return Judged(place, at) if stated or points else None
    return None


def _distrusted(tokens: list[Token], at: int, lexicon: Lexicon) -> Judged | None:
    """ "Questioned the estimate", "the estimate is doubted by historians"."""
    if _stated_behind(tokens, at, lexicon):
        return Judged(at, at, behind=True)
    be = passive_be(tokens, at, lexicon.order)
    return Judged(be, at, behind=True, asserted=True) if be > 0 and _stated_before(tokens, be, lexicon) else None


def _stated_behind(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether what was stated is the head behind a verb, a number of people before none: "questioned the estimate"."""
    if behind_determiner(tokens, at) or (at + 1 < len(tokens) and tokens[at + 1].roles & (OF | PREPOSITION)):
        return False  # "the question of", "doubts over the data"
    stated = lexicon.lists.get("speech.stated", frozenset())
    for token in tokens[at + 1 : at + 1 + _HEAD]:
        if _states(token, lexicon) and (not token.roles & DENIED or token.lower in stated):
            return True  # not "hid the crime"
        if token.lower in _STOPS or token.roles & (NUMBER | UNIT | PRONOUN | AGENT | BOUNDARY):
            return False
    return False


def _negated(tokens: list[Token], at: int) -> int:
    """The place of the negation close before a word, or -1: "was not supported", "does not see this as"."""
    for place in range(at - 1, max(-1, at - _BEFORE_WORD), -1):
        token = tokens[place]
        if token.roles & (NEGATION | REFUSES):
            return place
        if not token.roles & (BE | HAVE | ADVERB | INFINITIVE) and (token.roles or not token.lower.isalpha()):
            return -1
    return -1


def _not_upheld(tokens: list[Token], at: int, lexicon: Lexicon) -> Judged | None:
    """ "The claim is not supported by most historians", "this was not confirmed by the army"."""
    none = _negated(tokens, at)
    if none < 0 and (be := _none_are(tokens, at, lexicon)):
        return Judged(be, at)
    verb = none
    while verb > 0 and tokens[verb - 1].roles & (BE | HAVE):
        verb -= 1
    if none <= 0 or not any(token.roles & BE for token in tokens[verb:at]) or not _stated_before(tokens, verb, lexicon):
        return None
    return Judged(verb, at, behind=True, asserted=True)


def _none_are(tokens: list[Token], at: int, lexicon: Lexicon) -> int:
    """The place of "is" in "nothing of this is true", "none of the dead was a civilian"; or 0."""
    be = at - 1
    while be > 0 and at - be < _NEAR and tokens[be].roles & (ARTICLE | ADVERB):
        be -= 1
    if be < 1 or not tokens[be].roles & BE:
        return 0
    first = be
    while first and be - first < _SUBJECT and not _ends_subject(tokens[first - 1]):
        first -= 1
    return be if tokens[first].lower in lexicon.lists.get("numbers.none", ()) else 0


def _harmless(tokens: list[Token], at: int, lexicon: Lexicon) -> Judged | None:
    """ "The dead were not civilians", "none of the dead was a civilian": those who died are said to be others."""
    none = _negated(tokens, at)
    be = none - 1 if none > 0 else _none_are(tokens, at, lexicon)
    if be < 1 or not tokens[be].roles & BE:
        return None
    told = tokens[max(0, be - _HEAD) : be]
    return Judged(be, at) if any(t.roles & TRIGGER and not t.roles & BE for t in told) else None


def _not_seen_as(tokens: list[Token], at: int) -> Judged | None:
    """ "Does not see this as genocide", "avoided using the word massacre"."""
    none = _negated(tokens, at)
    if none < 0:
        return None
    for place in range(at + 1, min(at + _OBJECT, len(tokens))):
        token = tokens[place]
        if token.lower in _STOPS:
            return None
        if token.roles & LABEL and any(t.roles & COMPARES for t in tokens[at + 1 : place]):
            return Judged(none, place)
    return None


def _word_avoided(tokens: list[Token], at: int, lexicon: Lexicon) -> Judged | None:
    """ "Avoided using the word massacre", "saw to it that nobody used the term genocide"."""
    avoids = lexicon.lists.get("speech.avoids", frozenset()) | lexicon.lists.get("numbers.none", frozenset())
    named = next((p for p in range(at + 1, min(at + 1 + _NEAR, len(tokens))) if tokens[p].roles & LABEL), None)
    reach = range(at - 1, max(-1, at - _HEAD - 1), -1)
    avoided = next((p for p in reach if tokens[p].lower in avoids or tokens[p].roles & (NEGATION | REFUSES)), None)
    return None if named is None or avoided is None else Judged(avoided, named)
