"""What stands around a number, as plain statements that a trained table weighs: nouns, triggers, figures before it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import Final, TypeAlias

from accounted.read import roles
from accounted.read.drafts import Draft
from accounted.read.numbers import Number
from accounted.read.phrases import Phrase
from accounted.read.roles import BOUNDARY, NAME, NUMBER, RELATIVE, TRIGGER
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
_TOLD_IN_SENTENCE_BITS: Final = reduce(or_, (bit for _, bit in _TOLD_IN_SENTENCE))
_ANY_ROLE: Final = reduce(or_, (bit for _, bit in _ROLES))
_MARK, _NUMBER, _BOUND = 1, 1 << 16, 1 << 32
"""What is passed is counted in one number, since no sentence has so many of them."""
_PLACES: Final = ("left 1", "left 2", "right 1", "right 2")
_NO_WORD: Final = NUMBER | NAME
_REMEMBERED: Final = 1 << 14
_REACH: Final = 25
_OFF: Final = ("1", "1", "2", *("3-5",) * 3, *("6-10",) * 5, "far")
_NEAR: Final = 7
_MARKS: Final = frozenset(",;:()")
_JUST_BEFORE: Final = 250
_BEFORE: Final = 800
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_BELOW: Final = (1, 2, 10, 100, 1000)
_SIZES: Final = ("0", "1", "2-9", "10-99", "100-999", "1000 and more")
Group: TypeAlias = tuple[str, ...]
"""Statements that are told together."""
_Near: TypeAlias = tuple[tuple[tuple[str, str], ...], str, int, str]
"""What a word near a number tells in which roles, whether of another, what stands between, and how far off it is."""


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
    passed: list[int]
    effects: tuple[str, ...]
    every: int


def around(tokens: list[Token], drafts: Sequence[Draft] = ()) -> Around:
    """Takes the tokens of a sentence and the figures that rules read in it, gives it ready for `surroundings`."""
    read: dict[int, set[int]] = {}
    for draft in drafts:
        if draft.trigger is not None:
            for place in range(draft.trigger.first, draft.trigger.last + 1):
                read.setdefault(place, set()).add(draft.at)
    met, passed = [], [0]
    run = every = 0
    for at, token in enumerate(tokens):
        roles = token.roles
        every |= roles
        if roles & NUMBER:
            run += _NUMBER
        elif token.lower in _MARKS:
            run += _MARK
        elif roles & (BOUNDARY | RELATIVE):
            run += _BOUND
        passed.append(run)
        if roles & TRIGGER and not roles & NUMBER:
            met.append(_Met(at, _kinds_told(token.word.effects), frozenset(read.get(at, ()))))
    effects = tuple(dict.fromkeys([effect for one in met for effect, _ in one.told]))
    return Around(tokens, tuple(met), passed, effects, every & _TOLD_IN_SENTENCE_BITS)


@lru_cache(maxsize=4096)
def _kinds_told(effects: tuple[tuple[int, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((effect, kind) for bit, effect in effects for kind, role in _KINDS if bit & role))


def surroundings(
    sentence: Around, at: int, phrase: Phrase, before: Sequence[Draft], earlier: Sequence[Draft]
) -> list[str]:
    """Takes a sentence, a number's place, what it counts and the figures before it, gives what stands around it.

    Each statement is one feature of the trained table, in words: "left verb killed, 3-5 off". `before` are the
    figures of the same sentence, `earlier` those of the sentences before it.
    """
    return [one for group in groups(sentence, at, phrase, before, earlier) for one in group]


def groups(sentence: Around, at: int, phrase: Phrase, before: Sequence[Draft], earlier: Sequence[Draft]) -> list[Group]:
    """Takes what `surroundings` takes, gives the statements in groups that come again and again, none in two groups.

    A group is made once and remembered, and so is the sum of its weights.
    """
    tokens, number = sentence.tokens, sentence.tokens[at].number
    assert number is not None
    counts = _counts(phrase)
    written = (_written(tokens[at]), _size(number, tokens[at]), counts, number.qualifier)
    last = at if phrase.empty else phrase.last
    told = [_of_number(written, (phrase.strong, phrase.weak, phrase.adjective), of_them=phrase.of_them)]
    places = (at - 1, at - 2, last + 1, last + 2)
    told.append(_beside(counts, *[_what_stands(tokens, place) for place in places]))
    for name, place in zip(_PLACES, places, strict=True):
        if 0 <= place < len(tokens) and _is_word(tokens[place]):
            told.append(_word(name, tokens[place].lower))
    told += _counted(tokens, phrase, last)
    told += [_triggers(sentence, "left", at, at), _triggers(sentence, "right", last, at)]
    beside = tokens[max(0, at - _NEAR) : at + _NEAR + 1]
    told += [
        _word("near", word) for word in {t.lower for t in beside if not t.roles & _NO_WORD and _has_letters(t.lower)}
    ]
    told += _figures_before(tokens, at, phrase, before, earlier)
    return [*told, _sentence_tells(sentence.effects), _sentence_holds(sentence.every, empty=phrase.empty)]


@lru_cache(maxsize=_REMEMBERED)
def _of_number(written: tuple[str, ...], effects: tuple[str | None, ...], *, of_them: bool) -> Group:
    form, size, counts, qualifier = written
    told = ["any number", f"written in {form}", f"size {size}", counts, f"qualifier {qualifier}"]
    told += [
        f"counts {kind} {one}" for kind, one in zip(("noun", "weak noun", "adjective"), effects, strict=True) if one
    ]
    return (*told, "of them") if of_them else tuple(told)


@lru_cache(maxsize=_REMEMBERED)
def _word(where: str, word: str) -> Group:
    return (f"{where} '{word}'",)


@lru_cache(maxsize=_REMEMBERED)
def _sentence_tells(effects: tuple[str, ...]) -> Group:
    return tuple(f"sentence tells {effect}" for effect in effects) or ("sentence tells no effect",)


@lru_cache(maxsize=_REMEMBERED)
def _sentence_holds(every: int, *, empty: bool) -> Group:
    nothing = " nothing counted" if empty else ""
    return tuple(f"sentence holds {name}{nothing}" for name, bit in _TOLD_IN_SENTENCE if every & bit)


def _written(token: Token) -> str:
    digits = token.lower[0].isdecimal() or any(sign.isdecimal() for sign in token.lower)
    return "digits" if digits else "words"


def _size(number: Number, token: Token) -> str:
    value = number.best if number.best is not None else number.low if number.low is not None else number.high or 0.0
    if _FIRST_YEAR <= value < _LAST_YEAR and number.qualifier == "exact" and "," not in token.lower:
        return "of a year"
    return _SIZES[bisect_right(_BELOW, value)]


def _counts(phrase: Phrase) -> str:
    if phrase.empty:
        return "counts nothing named"
    return f"counts {phrase.unit or ('a name' if phrase.named else 'an unknown noun')}"


def _what_stands(tokens: Sequence[Token], at: int) -> int | str:
    """What a token is: its roles as bits, or the mark itself, or a word of no role; "edge" outside the sentence."""
    if not 0 <= at < len(tokens):
        return "edge"
    token = tokens[at]
    if bits := token.roles & _ANY_ROLE:
        return bits
    return "word" if token.lower[0].isalnum() or len(token.lower) > 2 else token.lower


def _named(what: int | str) -> tuple[str, ...]:
    return (what,) if isinstance(what, str) else tuple(name for name, bit in _ROLES if what & bit)


def _is_word(token: Token) -> bool:
    """A word that is neither a name nor a number: its letters themselves may count."""
    return not token.roles & _NO_WORD and _has_letters(token.lower)


@lru_cache(maxsize=_REMEMBERED)
def _has_letters(word: str) -> bool:
    return any(sign.isalpha() for sign in word)


@lru_cache(maxsize=_REMEMBERED)
def _beside(counts: str, *what: int | str) -> Group:
    """What the two tokens before the number and behind what it counts are."""
    told = [f"{name} {role}" for name, one in zip(_PLACES, what, strict=True) for role in _named(one)]
    left, right = _named(what[0]), _named(what[2])
    told += [f"{counts}, left {one}" for one in left]
    told += [f"{counts}, between {one} and {other}" for one in left for other in right]
    return (*told, *[f"{counts}, right {other}" for other in right])


def _counted(tokens: Sequence[Token], phrase: Phrase, last: int) -> list[Group]:
    """The words counted, or the word behind a number that stands alone."""
    if not phrase.empty:
        counted = {token.lower for token in tokens[phrase.first : phrase.last + 1] if not token.roles & NAME}
        return [_word("counts", word) for word in counted]
    if last + 1 < len(tokens) and _is_word(tokens[last + 1]):
        return [_word("counts nothing named, before", tokens[last + 1].lower)]
    return []


def _triggers(sentence: Around, side: str, first: int, number: int) -> Group:
    """The nearest word of each kind that tells an effect on one side, how far off, and what stands between."""
    near: list[_Near] = []
    passed = sentence.passed
    for one in reversed(sentence.met) if side == "left" else sentence.met:
        off = first - one.at if side == "left" else one.at - first
        if off > _REACH:
            break
        if off > 0:
            gap = passed[first] - passed[one.at + 1] if side == "left" else passed[one.at] - passed[first + 1]
            taken = "taken " if one.told_of and number not in one.told_of else ""  # a rule read it for another number
            near.append((one.told, taken, gap, _off(off)))
    return _side_tells(side, tuple(near))


@lru_cache(maxsize=_REMEMBERED)
def _side_tells(side: str, near: tuple[_Near, ...]) -> Group:
    told: dict[str, None] = {}
    seen: set[tuple[str, str]] = set()
    for kinds, taken, gap, off in near:
        for effect, role in kinds:
            kind = taken + role
            if (effect, kind) not in seen:
                seen.add((effect, kind))
                head = f"{side} {kind} {effect}"
                past = f"past {_gap(gap)}"
                told |= dict.fromkeys((head, f"{head}, {off} off", f"{head}, {past}"))
                told[f"{side} {taken}{effect}, {past}, {off} off"] = None
    return tuple(told) or (f"{side} no trigger",)


@lru_cache(maxsize=_REMEMBERED)
def _gap(passed: int) -> str:
    marks, numbers, bounds = passed % _NUMBER, passed % _BOUND // _NUMBER, passed // _BOUND
    return f"{min(2, marks)} marks {min(2, numbers)} numbers {min(1, bounds)} bounds"


def _off(tokens: int) -> str:
    return _OFF[min(max(tokens, 0), len(_OFF) - 1)]


def _figures_before(
    tokens: Sequence[Token], at: int, phrase: Phrase, before: Sequence[Draft], earlier: Sequence[Draft]
) -> Iterator[Group]:
    """What the figure before it told, in its sentence and in those before."""
    if before:
        last = before[-1]
        ended = last.at if last.phrase.empty else last.phrase.last
        between = tokens[ended + 1 : at]
        joined = " ".join([t.lower for t in between if len(t.lower) < 4]) if len(between) <= 2 else None
        same = "the same" if last.phrase.unit == phrase.unit else "another"
        yield _behind(last.effect, last.rule, _off(at - ended - 1), same, joined)
    else:
        yield ("first of its sentence",)
    if earlier:
        off = tokens[at].start - earlier[-1].number.start
        near = "just before" if off < _JUST_BEFORE else "before" if off < _BEFORE else "long before"
        told = f"{near} {earlier[-1].effect}"
        yield (told, f"{told}, counts {phrase.unit}") if phrase.unit else (told,)
    else:
        yield ("first of the text",)


@lru_cache(maxsize=_REMEMBERED)
def _behind(effect: str, rule: str, off: str, same: str, joined: str | None) -> Group:
    told = (f"behind {effect}", f"behind {effect}, {off} off", f"behind {effect}, of {same} unit")
    by = f"behind {effect} by rule {rule}"
    return (*told, by) if joined is None else (*told, by, f"behind {effect}, joined by '{joined}'")
