"""What stands around a number, as plain statements that a trained table weighs: nouns, triggers, figures before it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import Final

from accounted.read import roles
from accounted.read.drafts import Draft
from accounted.read.numbers import Number
from accounted.read.phrases import Phrase
from accounted.read.roles import BOUNDARY, NAME, RELATIVE, TRIGGER
from accounted.read.tokens import Token

_ROLES: Final = (
    ("be", roles.BE),
    ("saying", roles.SAYS),
    ("preposition", roles.PREPOSITION),
    ("conjunction", roles.CONJUNCTION),
    ("determiner", roles.DETERMINER),
    ("boundary", BOUNDARY),
    ("relative", RELATIVE),
    ("pronoun", roles.PRONOUN),
    ("opens parts", roles.PARTS_OPEN),
    ("month", roles.MONTH),
    ("figure", roles.FIGURE),
    ("account", roles.ACCOUNT),
    ("hearsay", roles.HEARSAY),
    ("according", roles.ACCORDING),
    ("name", NAME),
    ("unit", roles.UNIT),
    ("number", roles.NUMBER),
    ("of", roles.OF),
    ("name for an event", roles.LABEL),
    ("title", roles.TITLE),
    ("measure", roles.MEASURE),
    ("counter", roles.COUNTER),
    ("amounts to", roles.AMOUNT),
    ("have", roles.HAVE),
    ("gerund", roles.GERUND),
    ("past", roles.PAST),
)
_KINDS: Final = (
    ("verb", roles.TRANSITIVE),
    ("died", roles.INTRANSITIVE),
    ("adjective", roles.ADJECTIVE),
    ("noun", roles.STRONG),
    ("weak noun", roles.WEAK),
    ("noun of", roles.OF_NOUN),
    ("total", roles.TOTAL),
)
_TOLD_IN_SENTENCE: Final = (
    ("total", roles.TOTAL),
    ("figure", roles.FIGURE),
    ("account", roles.ACCOUNT),
    ("name for an event", roles.LABEL),
    ("measure", roles.MEASURE),
    ("counter", roles.COUNTER),
)
_ANY_ROLE: Final = reduce(or_, (bit for _, bit in _ROLES))
_GAPS: Final = [[[f"{m} marks {n} numbers {b} bounds" for b in range(2)] for n in range(3)] for m in range(3)]
_REACH: Final = 25
_NEAR: Final = 7
_MARKS: Final = frozenset(",;:()")
_JUST_BEFORE: Final = 250
_BEFORE: Final = 800
_FIRST_YEAR, _LAST_YEAR = 1000, 2100


@dataclass(frozen=True, slots=True)
class _Met:
    """A word that tells an effect: its place, what it tells in which roles, and of which numbers rules read it."""

    at: int
    told: tuple[tuple[str, str], ...]
    told_of: frozenset[int]


@dataclass(frozen=True, slots=True)
class Around:
    """A sentence made ready: its triggers, what has been passed up to each token, and what all of it tells."""

    tokens: list[Token]
    met: tuple[_Met, ...]
    passed: tuple[tuple[int, int, int], ...]
    whole: tuple[str, ...]
    named: tuple[str, ...]


def around(tokens: list[Token], drafts: Sequence[Draft] = ()) -> Around:
    """Takes the tokens of a sentence and the figures that rules read in it, gives it ready for `surroundings`."""
    read: dict[int, set[int]] = {}
    for draft in drafts:
        if draft.trigger is not None:
            for place in range(draft.trigger.first, draft.trigger.last + 1):
                read.setdefault(place, set()).add(draft.at)
    met, passed = [], [(0, 0, 0)]
    marks = numbers = bounds = every = 0
    for at, token in enumerate(tokens):
        every |= token.roles
        if token.number is not None:
            numbers += 1
        elif token.lower in _MARKS:
            marks += 1
        elif token.roles & (BOUNDARY | RELATIVE):
            bounds += 1
        passed.append((marks, numbers, bounds))
        if token.number is None and token.roles & TRIGGER:
            told = [(effect, kind) for bit, effect in token.word.effects for kind, role in _KINDS if bit & role]
            met.append(_Met(at, tuple(dict.fromkeys(told)), frozenset(read.get(at, ()))))
    effects = {effect: None for one in met for effect, _ in one.told}
    whole = tuple(f"sentence tells {effect}" for effect in effects) or ("sentence tells no effect",)
    return Around(
        tokens, tuple(met), tuple(passed), whole, tuple(name for name, bit in _TOLD_IN_SENTENCE if every & bit)
    )


def surroundings(
    sentence: Around, at: int, phrase: Phrase, before: Sequence[Draft], earlier: Sequence[Draft]
) -> list[str]:
    """Takes a sentence, a number's place, what it counts and the figures before it, gives what stands around it.

    Each statement is one feature of the trained table, in words: "left verb killed, 3-5 off". `before` are the
    figures of the same sentence, `earlier` those of the sentences before it.
    """
    tokens, number = sentence.tokens, sentence.tokens[at].number
    assert number is not None
    counts = _counts(phrase)
    told = ["any number", f"written in {_written(tokens[at])}", f"size {_size(number, tokens[at])}", counts]
    told.append(f"qualifier {number.qualifier}")
    effects = (("noun", phrase.strong), ("weak noun", phrase.weak), ("adjective", phrase.adjective))
    told += [f"counts {kind} {effect}" for kind, effect in effects if effect]
    told += ["of them"] if phrase.of_them else []
    last = at if phrase.empty else phrase.last
    told += _beside(tokens, at, last, counts)
    told += _counted(tokens, phrase, last)
    for side, first in (("left", at), ("right", last)):
        told += _triggers(sentence, side, first, at)
    told += _near(tokens, at)
    told += _figures_before(tokens, at, phrase, before, earlier)
    nothing = " nothing counted" if phrase.empty else ""
    return [*told, *sentence.whole, *(f"sentence holds {name}{nothing}" for name in sentence.named)]


def _written(token: Token) -> str:
    return "digits" if any(sign.isdecimal() for sign in token.lower) else "words"


def _size(number: Number, token: Token) -> str:
    value = next((v for v in (number.best, number.low, number.high) if v is not None), 0.0)
    if _FIRST_YEAR <= value < _LAST_YEAR and number.qualifier == "exact" and "," not in token.lower:
        return "of a year"
    for below, name in ((1, "0"), (2, "1"), (10, "2-9"), (100, "10-99"), (1000, "100-999")):
        if value < below:
            return name
    return "1000 and more"


def _counts(phrase: Phrase) -> str:
    if phrase.empty:
        return "counts nothing named"
    return f"counts {phrase.unit or ('a name' if phrase.named else 'an unknown noun')}"


def _roles_of(tokens: Sequence[Token], at: int) -> tuple[str, ...]:
    """What a token is: its roles, or the mark itself, or a word of no role; "edge" outside the sentence."""
    if not 0 <= at < len(tokens):
        return ("edge",)
    token = tokens[at]
    names = _named_roles(token.roles & _ANY_ROLE)
    if names:
        return names
    return ("word",) if token.lower[0].isalnum() or len(token.lower) > 2 else (token.lower,)


@lru_cache(maxsize=4096)
def _named_roles(bits: int) -> tuple[str, ...]:
    return tuple(name for name, bit in _ROLES if bits & bit)


def _is_word(token: Token) -> bool:
    """A word that is neither a name nor a number: its letters themselves may count."""
    if token.number is not None or token.roles & NAME:
        return False
    return token.lower.isalpha() or any(sign.isalpha() for sign in token.lower)


def _beside(tokens: Sequence[Token], at: int, last: int, counts: str) -> Iterator[str]:
    """The two tokens before the number and behind what it counts."""
    left, right = _roles_of(tokens, at - 1), _roles_of(tokens, last + 1)
    for name, places in (("left", (at - 1, at - 2)), ("right", (last + 1, last + 2))):
        for off, place in enumerate(places, start=1):
            for role in left if place == at - 1 else right if place == last + 1 else _roles_of(tokens, place):
                yield f"{name} {off} {role}"
            if 0 <= place < len(tokens) and _is_word(tokens[place]):
                yield f"{name} {off} '{tokens[place].lower}'"
    for one in left:
        yield f"{counts}, left {one}"
        for other in right:
            yield f"{counts}, between {one} and {other}"
    for other in right:
        yield f"{counts}, right {other}"


def _counted(tokens: Sequence[Token], phrase: Phrase, last: int) -> Iterator[str]:
    """The words counted, or the word behind a number that stands alone."""
    if not phrase.empty:
        for token in tokens[phrase.first : phrase.last + 1]:
            if not token.roles & NAME:
                yield f"counts '{token.lower}'"
    elif last + 1 < len(tokens) and _is_word(tokens[last + 1]):
        yield f"counts nothing named, before '{tokens[last + 1].lower}'"


def _triggers(sentence: Around, side: str, first: int, number: int) -> Iterator[str]:
    """The nearest word of each kind that tells an effect on one side, how far off, and what stands between."""
    ordered = reversed(sentence.met) if side == "left" else sentence.met
    seen: set[tuple[str, str]] = set()
    for one in ordered:
        off = first - one.at if side == "left" else one.at - first
        if off <= 0:
            continue
        if off > _REACH:
            break
        low, high = (one.at + 1, first) if side == "left" else (first + 1, one.at)
        gap = _gap(sentence.passed[low], sentence.passed[high])
        taken = "taken " if one.told_of and number not in one.told_of else ""  # a rule read it for another number
        for effect, role in one.told:
            kind = taken + role
            if (effect, kind) in seen:
                continue
            seen.add((effect, kind))
            yield f"{side} {kind} {effect}"
            yield f"{side} {kind} {effect}, {_off(off)} off"
            yield f"{side} {kind} {effect}, past {gap}"
            yield f"{side} {taken}{effect}, past {gap}, {_off(off)} off"
    if not seen:
        yield f"{side} no trigger"


def _gap(low: tuple[int, int, int], high: tuple[int, int, int]) -> str:
    return _GAPS[min(2, high[0] - low[0])][min(2, high[1] - low[1])][min(1, high[2] - low[2])]


def _off(tokens: int) -> str:
    for most, name in ((1, "1"), (2, "2"), (5, "3-5"), (10, "6-10")):
        if tokens <= most:
            return name
    return "far"


def _near(tokens: Sequence[Token], at: int) -> Iterator[str]:
    for place in range(max(0, at - _NEAR), min(len(tokens), at + _NEAR + 1)):
        if place != at and _is_word(tokens[place]):
            yield f"near '{tokens[place].lower}'"


def _figures_before(
    tokens: Sequence[Token], at: int, phrase: Phrase, before: Sequence[Draft], earlier: Sequence[Draft]
) -> Iterator[str]:
    """What the figure before it told, in its sentence and in those before."""
    if before:
        last = before[-1]
        ended = last.at if last.phrase.empty else last.phrase.last
        between = tokens[ended + 1 : at]
        yield f"behind {last.effect}"
        yield f"behind {last.effect}, {_off(at - ended - 1)} off"
        yield f"behind {last.effect}, of {'the same' if last.phrase.unit == phrase.unit else 'another'} unit"
        yield f"behind {last.effect} by rule {last.rule}"
        if len(between) <= 2:
            yield f"behind {last.effect}, joined by '{' '.join(t.lower for t in between if len(t.lower) < 4)}'"
    else:
        yield "first of its sentence"
    if earlier:
        off = tokens[at].start - earlier[-1].number.start
        near = "just before" if off < _JUST_BEFORE else "before" if off < _BEFORE else "long before"
        yield f"{near} {earlier[-1].effect}"
        if phrase.unit:
            yield f"{near} {earlier[-1].effect}, counts {phrase.unit}"
    else:
        yield "first of the text"
