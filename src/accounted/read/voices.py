"""Who speaks in a sentence, over which words, and in what stance: nobody's words are given to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from accounted.read.lexicon import Order
from accounted.read.roles import (
    ACCORDING,
    ACCORDING_AFTER,
    ADVERB,
    ARTICLE,
    BE,
    BOUNDARY,
    CONJUNCTION,
    DENIES,
    DETERMINER,
    DOUBT,
    HAVE,
    HEARSAY,
    HONORIFIC,
    LABEL,
    NAME,
    NAME_LINK,
    NOT_SPEAKER,
    NUMBER,
    OF,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    REMAIN,
    SAYS,
    THAT,
    THIRD_PERSON,
    TITLE,
    TOTAL,
    TRIGGER,
    UNIT,
)
from accounted.read.tokens import Sentence, Token

_QUOTES: Final = frozenset('"“”«»„')
_CLOSERS: Final = frozenset(".;:?!()")
_LONGEST_NAME: Final = 14
_HEAD_ENDS: Final = frozenset(',;:()"“”«»')
_ORDER: Final = Order()
_NEAR: Final = 9
_BEFORE_SPEAKER: Final = frozenset((",", "—", "–"))


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker over tokens `first` to `last` of a sentence; `pronoun` where only a pronoun names them."""

    speaker: str
    first: int
    last: int
    verb: int
    stance: str = "asserts"
    pronoun: bool = False


def voices(sentence: Sentence, text: str, order: Order = _ORDER) -> tuple[Voice, ...]:
    """Takes a sentence with its text, gives the speakers named in it and the tokens that each covers."""
    tokens, found = sentence.tokens, []
    for at, token in enumerate(tokens):
        voice = None
        if token.roles & ACCORDING:
            voice = _according(tokens, at, text)
        elif token.roles & (SAYS | DENIES) and not token.roles & BE:
            voice = _said(tokens, at, text, order)
        elif token.roles & ACCORDING_AFTER and at:
            voice = _according_after(tokens, at, text)
        elif token.roles & TOTAL and at:
            voice = _whose_total(tokens, at, text)
        if voice is not None:
            found.append(voice)
    return tuple(found)


def voice_at(found: Sequence[Voice], at: int) -> Voice | None:
    """Takes the voices of a sentence and the place of a token, gives the nearest voice that covers it."""
    covering = [voice for voice in found if voice.first <= at <= voice.last]
    return min(covering, key=lambda voice: (abs(voice.verb - at), voice.verb)) if covering else None


def stance_at(tokens: list[Token], at: int, voice: Voice | None) -> str:
    """Takes tokens, the place of a number and its voice, gives the stance: asserts, denies, doubts or reports."""
    if voice is not None and voice.stance == "denies":
        return "denies"
    near = tokens[max(0, at - _NEAR) : at + _NEAR]
    if any(token.roles & DOUBT for token in tokens[max(0, at - _NEAR) : at]):
        return "doubts"
    for index, token in enumerate(near):
        if token.roles & HEARSAY and not (token.roles & (SAYS | REMAIN) and not _passive_before(near, index)):
            return "reports"
    return "asserts"


def _passive_before(near: list[Token], index: int) -> bool:
    return index > 0 and bool(near[index - 1].roles & BE)


def _according(tokens: list[Token], at: int, text: str) -> Voice | None:
    end = _name_end(tokens, at + 1)
    if end <= at:
        return None
    name = _words(tokens, at + 1, end, text)
    opens = at == 0 or (tokens[at - 1].lower in ",;(" and at <= 1) or tokens[at - 1].roles & CONJUNCTION
    if opens or at < 3:
        return Voice(name, at, _until(tokens, end + 1, _CLOSERS), at)
    first = _back_until(tokens, at - 1, frozenset(".;:?!"))
    last = end if end + 1 >= len(tokens) or tokens[end + 1].lower in ".;)" else _until(tokens, end + 1, _CLOSERS)
    return Voice(name, first, last, at)


def _said(tokens: list[Token], at: int, text: str, order: Order) -> Voice | None:
    if (at and tokens[at - 1].roles & BE) or _negated_or_noun(tokens, at):
        return None
    stance = "denies" if tokens[at].roles & DENIES else "asserts"
    if order.verb_final:
        return _spoken_at_end(tokens, at, stance, text)
    before = tokens[at - 1].lower if at else ""
    inverted = order.verb_before_subject and before in _BEFORE_SPEAKER and _names_behind(tokens, at)
    left = None if inverted else _subject_left(tokens, at)
    if left is not None:
        return _spoken(tokens, at, left, stance, text)
    if (before and before in _QUOTES) or before == "," or (order.verb_before_subject and _opens_clause(tokens, at)):
        end = _name_end(tokens, at + 1)
        if end > at and _names_someone(tokens, at + 1, end):
            return Voice(_words(tokens, at + 1, end, text), 0, len(tokens), at, stance)
    return None


def _names_behind(tokens: list[Token], at: int) -> bool:
    """Whether a verb of saying has its speaker behind it: ", dijo el alcalde"."""
    end = _name_end(tokens, at + 1)
    return end > at and not tokens[at + 1].roles & BOUNDARY and _names_someone(tokens, at + 1, end)


def _opens_clause(tokens: list[Token], at: int) -> bool:
    return at == 0 or bool(tokens[at - 1].roles & (CONJUNCTION | ADVERB)) or tokens[at - 1].lower in ",;:—–"


def _according_after(tokens: list[Token], at: int, text: str) -> Voice | None:
    """The speaker stands before the word: "<the council> by", in a language that puts it so."""
    first = at - 1
    while first > 0 and at - first < _LONGEST_NAME and not _ends_subject(tokens, first - 1):
        first -= 1
    if not _names_someone(tokens, first, at - 1):
        return None
    return Voice(_words(tokens, first, at - 1, text), 0, len(tokens), at)


def _spoken_at_end(tokens: list[Token], at: int, stance: str, text: str) -> Voice | None:
    """The subject at the sentence's head, the verb of saying at its end: everything between is what is said."""
    last = 0
    while last < at and last < _LONGEST_NAME and tokens[last].lower not in _HEAD_ENDS:
        if tokens[last].roles & (NUMBER | TRIGGER | BE) and not tokens[last].roles & UNIT:
            break
        last += 1
    if last == 0 or not _names_someone(tokens, 0, last - 1):
        return None
    return Voice(_words(tokens, 0, last - 1, text), 0, at, at, stance)


def _negated_or_noun(tokens: list[Token], at: int) -> bool:
    """Whether a word that is a noun too ("claims", "reports") is one here: nothing that can be said follows it."""
    if tokens[at].roles & (PAST | DENIES):
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.lower in _QUOTES or following.lower in ",:":
        return False
    said = NUMBER | THAT | DETERMINER | ARTICLE | PRONOUN | NAME | ADVERB | UNIT | BOUNDARY | HEARSAY
    return not following.roles & said or bool(following.roles & OF)


def _spoken(tokens: list[Token], at: int, subject: tuple[int, int], stance: str, text: str) -> Voice | None:
    first, last = subject
    pronoun = first == last and tokens[first].roles & PRONOUN != 0
    if pronoun and not tokens[first].roles & THIRD_PERSON:
        return None
    name = _words(tokens, first, last, text)
    rest = [token for token in tokens[at + 1 :] if token.lower not in _QUOTES and token.lower != "."]
    trailing = len(rest) <= 1 or (tokens[at + 1].lower in (",", ".") and first > 0)
    if trailing and first > 0:
        return Voice(name, 0, at, at, stance, pronoun)
    return Voice(name, at, _until(tokens, at + 1, frozenset("?!")), at, stance, pronoun)


def _subject_left(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """The words before a verb of saying that name who says it; an insertion between commas is stepped over."""
    last = at - 1
    while last >= 0 and tokens[last].roles & (ADVERB | HAVE):
        last -= 1
    if last >= 0 and tokens[last].lower == ",":
        opened = next((p for p in range(last - 1, max(-1, last - 22), -1) if tokens[p].lower == ","), None)
        if opened is not None and _is_name(tokens, opened + 1, last - 1):
            return opened + 1, last - 1
        last = opened - 1 if opened is not None else last - 1
    if last >= 0 and tokens[last].roles & CONJUNCTION:
        return _head_subject(tokens, last)
    first = last
    while first >= 0 and last - first < _LONGEST_NAME and not _ends_subject(tokens, first):
        first -= 1
    first += 1
    while first < last and (tokens[first].roles & (CONJUNCTION | ADVERB) or tokens[first].lower[0] == "["):
        first += 1
    if last < first or not _names_someone(tokens, first, last):
        return None
    return first, last


def _is_name(tokens: list[Token], first: int, last: int) -> bool:
    """ "The former head of the service, Anna Tolm, said": a name between commas is who speaks."""
    between = tokens[first : last + 1]
    return 1 < len(between) <= 4 and all(token.roles & (NAME | TITLE) for token in between)


def _head_subject(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """ "The council met twice and said": the subject of an earlier verb in the clause, at the sentence's head."""
    last = 0
    while last < at and not (tokens[last].roles & (SAYS | BE | HAVE | TRIGGER | NUMBER | DENIES | PREPOSITION)):
        if tokens[last].roles & PAST or tokens[last].lower == "," or tokens[last].lower in _CLOSERS:
            break
        last += 1
    if not 0 < last < _LONGEST_NAME or not _names_someone(tokens, 0, last - 1):
        return None
    return 0, last - 1


def _ends_subject(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.lower in _CLOSERS or token.lower in _QUOTES or token.lower in (",", "-", "—", "–"):
        return True
    if token.roles & (NUMBER | DENIES):
        return True
    if token.roles & (BE | HAVE | BOUNDARY | ACCORDING) and not token.roles & UNIT:
        return True
    verb = token.roles & (TRIGGER | SAYS) and not token.roles & (UNIT | LABEL)
    return bool(verb) and bool(token.roles & PAST)


def _names_someone(tokens: list[Token], first: int, last: int) -> bool:
    named = range(first, last + 1)
    if tokens[first].roles & NOT_SPEAKER and first == last:
        return False
    return any(
        tokens[p].roles & (NAME | UNIT | PRONOUN | TITLE) or (tokens[p].lower.isalpha() and not tokens[p].roles)
        for p in named
    )


def _name_end(tokens: list[Token], first: int) -> int:
    """The last word of a name that starts here: to the comma, the verb, the next number."""
    at = first
    while at < len(tokens) and at - first < _LONGEST_NAME:
        token = tokens[at]
        if token.lower in _CLOSERS or token.lower in _QUOTES or token.lower == ",":
            break
        if token.roles & (BE | HAVE | BOUNDARY | NUMBER | SAYS) and not token.roles & UNIT and at > first:
            break
        if token.roles & PREPOSITION and not token.roles & NAME_LINK:
            break
        at += 1
    return at - 1


def _whose_total(tokens: list[Token], at: int, text: str) -> Voice | None:
    """ "Ardel's official death toll stands at 20": the possessor speaks."""
    for place in range(at - 1, max(-1, at - 4), -1):
        if tokens[place].word.roles & POSSESSIVE and tokens[place].capital:
            name = text[tokens[place].start : tokens[place].end - 2]
            return Voice(name, at, _until(tokens, at, _CLOSERS), at)
    return None


def _words(tokens: list[Token], first: int, last: int, text: str) -> str:
    while first < last and (tokens[first].roles & (ARTICLE | HONORIFIC) or tokens[first].lower in _QUOTES):
        first += 1
    return " ".join(text[tokens[first].start : tokens[last].end].split())


def _until(tokens: list[Token], at: int, marks: frozenset[str]) -> int:
    while at < len(tokens) and tokens[at].lower not in marks:
        at += 1
    return at


def _back_until(tokens: list[Token], at: int, marks: frozenset[str]) -> int:
    while at > 0 and tokens[at - 1].lower not in marks:
        at -= 1
    return at
