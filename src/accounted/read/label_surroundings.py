"""What stands around a word that may name an event, as plain statements that a trained table weighs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from accounted.read.label_phrases import framed_from, is_year, phrase_of
from accounted.read.label_quotes import CLOSING, OPENING
from accounted.read.labels import Name, bare_name, is_verb, labels, listed, singular, tells_body
from accounted.read.lexicon import Lexicon
from accounted.read.roles import (
    ARTICLE,
    DETERMINER,
    LABEL,
    LOOSE_LABEL,
    NAME,
    NAMING,
    NUMBER,
    POSSESSIVE,
    THAT,
    TRIGGER,
    UNIT,
)
from accounted.read.tokens import Token

_KINDS: Final = ("weak", "when_named", "when_grave", "not_bare", "pointed", "placed", "loose")
_NAMED_WITHIN: Final = 5
_OPENING_TEXT: Final = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may name an event: its sentence's place and tokens, and whether the rules tell it as a name."""

    part: int
    tokens: list[Token]
    name: Name
    told: bool
    headline: bool


def candidates(tokens: list[Token], lexicon: Lexicon, part: int, *, headline: bool) -> Iterator[Candidate]:
    """Takes the tokens of a sentence and its place, gives the names that rules tell and the words that they leave."""
    told = labels(tokens, lexicon, headline=headline)
    names = {name.at: name for name in told}
    for at, token in enumerate(tokens):
        if at in names:
            yield Candidate(part, tokens, names[at], told=True, headline=headline)
        elif token.roles & (LABEL | LOOSE_LABEL) and not any(name.first <= at <= name.last for name in told):
            if is_verb(tokens, at, lexicon, headline=headline) or tells_body(tokens, at, lexicon):
                continue
            yield Candidate(part, tokens, _left(tokens, at, lexicon), told=False, headline=headline)


def _left(tokens: list[Token], at: int, lexicon: Lexicon) -> Name:
    """The phrase of a word that the rules leave, as far as it would go if it were a name."""
    first, last = phrase_of(tokens, at, lexicon)
    framed = framed_from(tokens, first)
    bare = bare_name(tokens, first, at, last)
    return Name(framed, last, singular(tokens[at].lower, lexicon), at, bare, core=first if framed < first else -1)


def surroundings(found: Sequence[Candidate], lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """Takes the candidates of a text in order, gives for each what stands around it."""
    heads = Counter(one.name.head for one in found)
    phrases = Counter(map(_words, found))
    strong = any(not _kinds(one, lexicon) for one in found)
    before: Counter[str] = Counter()
    met: set[str] = set()
    for one in found:
        head, words = one.name.head, _words(one)
        told = ["any name", "rules tell it" if one.told else "rules leave it"]
        told += _of_phrase(one, lexicon)
        told += _beside(one)
        told.append(f"mention {_some(before[head] + 1, (1, 2, 3))} of its head")
        told.append(f"head {_some(heads[head], (1, 2, 4))} times in the text")
        told += ["phrase told before"] if words in met else []
        told += ["phrase stands again"] if phrases[words] > 1 else []
        told += _of_sentence(one)
        if one.headline:
            told.append(f"in a headline, {'again' if phrases[words] > 1 else 'once'}")
        told += ["a strong name elsewhere"] if strong and _kinds(one, lexicon) else []
        yield tuple(told)
        before[head] += 1
        met.add(words)


def _of_sentence(one: Candidate) -> Iterator[str]:
    """Whether a number or a word for an effect stands in its sentence."""
    if any(token.roles & NUMBER for token in one.tokens):
        yield "a number in its sentence"
    if any(token.roles & TRIGGER for token in one.tokens):
        yield "an effect in its sentence"


def _words(one: Candidate) -> str:
    name = one.name
    return " ".join(token.lower for token in one.tokens[name.first : name.last + 1] if not token.roles & ARTICLE)


def _some(count: int, most: tuple[int, ...]) -> str:
    return next((str(limit) for limit in most if count <= limit), "more")


def _kinds(one: Candidate, lexicon: Lexicon) -> list[str]:
    """The lists that hold a head and keep it from being a name by itself; none for a strong one: "massacre"."""
    return [kind for kind in _KINDS if listed(one.tokens[one.name.at], kind, lexicon)]


def _of_phrase(one: Candidate, lexicon: Lexicon) -> Iterator[str]:
    """The head, what opens the phrase, its modifiers, how it goes on and what frames it."""
    tokens, name = one.tokens, one.name
    core = name.first if name.core < 0 else name.core
    for kind in _kinds(one, lexicon) or ["strong"]:
        yield f"kind {kind}"
    yield f"head '{name.head}'"
    if tokens[name.at].lower != name.head:
        yield "plural"
    opens, modifiers = _opens(tokens, core), [token for token in tokens[core : name.at] if not token.roles & DETERMINER]
    tail = tokens[name.at + 1 : name.last + 1]
    yield f"opens with {opens}"
    yield f"{opens}, {'modified' if modifiers else 'bare'}, {'goes on' if tail else 'ends'}"
    yield from _modified(modifiers, lexicon)
    yield from _goes_on(tail)
    if name.core >= 0:
        yield "framed"
        yield f"framed by '{tokens[core - 1].lower}'"
    if core < name.at and tokens[name.at].capital and tokens[name.at - 1].capital:
        yield "title in capitals"
    if any(token.roles & NAME for token in tokens[name.first : name.last + 1]):
        yield "holds a name"


def _opens(tokens: Sequence[Token], first: int) -> str:
    token = tokens[first]
    if token.word.roles & POSSESSIVE:
        return "whose"
    if not token.roles & DETERMINER or token.roles & NUMBER:
        return "no article"
    return f"'{token.lower}'" if token.roles & ARTICLE else "a pointing word" if token.roles & THAT else "a determiner"


def _modified(modifiers: Sequence[Token], lexicon: Lexicon) -> Iterator[str]:
    for token in modifiers:
        if token.number is not None:
            yield "modified by a year" if is_year(token) else "modified by a number"
        elif token.roles & NAME or token.capital:
            yield "modified by a name"
        else:
            yield f"modified by '{token.lower}'"
        if listed(token, "grave", lexicon):
            yield "modified by a grave word"
    if modifiers:
        yield f"{_some(len(modifiers), (1, 2, 3))} modifiers"


def _goes_on(tail: Sequence[Token]) -> Iterator[str]:
    if not tail:
        return
    yield f"goes on with '{tail[0].lower}'"
    yield f"goes on for {_some(len(tail), (1, 2, 3, 5))} words"
    for what, holds in (
        ("a name", any(token.roles & NAME for token in tail)),
        ("a number", any(token.number is not None for token in tail)),
        ("persons", any(token.roles & UNIT for token in tail)),
    ):
        if holds:
            yield f"goes on with {what}"


def _beside(one: Candidate) -> Iterator[str]:
    """The words before and behind the phrase, a word of naming, quotation marks, and where in the text it stands."""
    tokens, first, last = one.tokens, one.name.first, one.name.last
    for side, places in (("before", (first - 1, first - 2)), ("behind", (last + 1, last + 2))):
        for off, place in enumerate(places, start=1):
            if 0 <= place < len(tokens) and not tokens[place].roles & NAME and tokens[place].number is None:
                yield f"{side} {off} '{tokens[place].lower}'"
    if any(token.roles & NAMING for token in tokens[max(0, first - _NAMED_WITHIN) : first]):
        yield "named"
    if first > 0 and tokens[first - 1].lower in OPENING:
        alone = last + 1 < len(tokens) and tokens[last + 1].lower in CLOSING
        yield "alone in quotation marks" if alone else "opens a quotation"
    if one.headline:
        yield "in a headline"
    if first == 0:
        yield "opens the sentence"
    if tokens[first].start < _OPENING_TEXT:
        yield "opens the text"
