"""Who a sentence is about, for the pronouns behind it: "The Commission sat for eleven days. It found"."""

from collections.abc import Sequence
from typing import Final

from accounted.read.appositions import may_be_manner
from accounted.read.lexicon import Order
from accounted.read.parts import Part
from accounted.read.roles import ADVERB, ARTICLE, NAME, NOT_SPEAKER, OF, OTHERS, PREPOSITION, PRONOUN, TITLE, UNIT
from accounted.read.sentences import sentences
from accounted.read.speakers import head_subject, named
from accounted.read.tokens import Token, tokenise
from accounted.read.who_speaks import may_speak, stands_for

_LONGEST_SUBJECT: Final = 10
_LONGEST_DATE: Final = 6
_FAR: Final = 600
_FULL_NAME: Final = 2
_BEHIND_PLACE: Final = frozenset((",", "(", "-", "—", "–"))


def named_far(part: Part, pronoun: str, text: str) -> str | None:
    """Takes a part and a pronoun in it, gives the person it stands for, further back, by a full name; or None.

    "Ivo Renn opened the debate. It rained. He".
    """
    start = max(0, part.sentence.start - _FAR)
    for first, last, _ in reversed(sentences(text[start : part.sentence.start])[1 if start else 0 :]):
        tokens = tokenise(text, start + first, start + last, part.lexicon).tokens
        name = subject_of(tokens, text, part.lexicon.order)
        full = name is not None and len(name.split()) > 1 and name.istitle()
        if name is not None and full and stands_for(pronoun, name, part.lexicon.order):
            return name
    return None


def subject_before_it(found: Sequence[Part], index: int, text: str) -> str | None:
    """Takes the parts and one of them, gives who the sentence just before is about, where it was not looked at."""
    part = found[index]
    start, end = part.before
    if start == end or (index and found[index - 1].sentence.end == part.sentence.start):
        return None
    return subject_of(tokenise(text, start, end, part.lexicon).tokens, text, part.lexicon.order)


def subject_of(tokens: list[Token], text: str, order: Order) -> str | None:
    """Takes a sentence, gives who it is about, where its first words name them: "The Commission sat for days"."""
    dated = next((at + 1 for at in range(min(_LONGEST_DATE, len(tokens))) if tokens[at].lower == ","), 0)
    dated = 0 if any(token.roles & (NAME | UNIT | TITLE) for token in tokens[:dated]) else dated  # "Last month, "
    subject = head_subject(tokens, min(len(tokens), dated + _LONGEST_SUBJECT), dated)
    if subject is None or tokens[subject[0]].roles & (PRONOUN | NOT_SPEAKER | OTHERS):
        return None
    first, last = subject
    while last > first and _ends_name(tokens, last - 1) and not tokens[last].roles & UNIT:
        last -= 1  # an unknown verb: "The Commission received"
    if last > first + 1 and _ends_sentence(tokens, last):
        last -= 1  # "A guard spoke."
    last = _last_of_full_name(tokens, first, last, order)
    if last > first and _verb_behind(tokens, last, order):
        last -= 1  # "The mayor spoke on Tuesday"
    if last + 1 < len(tokens) and tokens[last].capital and tokens[last + 1].roles & OF:
        last = _last_of_name(tokens, last + 1)  # "The Commission of Inquiry was set up"
    body = any(t.roles & (NAME | TITLE | UNIT) or t.lower in order.speech.bodies for t in tokens[first : last + 1])
    name = named(tokens, first, last, text) if body else None
    return name if name is not None and may_speak(name, order) and not _dateline(name, tokens, last + 1) else None


def _ends_sentence(tokens: list[Token], at: int) -> bool:
    return not tokens[at].capital and not tokens[at].roles & UNIT and [t.lower for t in tokens[at + 1 :]] == ["."]


def _last_of_full_name(tokens: list[Token], first: int, last: int, order: Order) -> int:
    """ "Ivo Renn came back" is Ivo Renn: behind a full name an unknown word is a verb, but for people and bodies."""
    behind = first
    while behind <= last and tokens[behind].capital and tokens[behind].roles & NAME:
        behind += 1
    if behind - first < _FULL_NAME or behind > last or not may_be_manner(tokens[behind]):
        return last
    speech, word = order.speech, tokens[behind].lower
    known = word in speech.bodies or word in speech.offices or word in speech.stand_ins
    return last if known or word.endswith(speech.plurals) else behind - 1


def _verb_behind(tokens: list[Token], at: int, order: Order) -> bool:
    """An unknown word behind those who can speak, and before a preposition: a verb, where it is no office."""
    unknown = not tokens[at].roles and not tokens[at].capital and tokens[at].lower.isalpha()
    speaks = tokens[at - 1].roles & (UNIT | TITLE) or tokens[at - 1].lower in order.speech.bodies
    goes_on = at + 1 < len(tokens) and tokens[at + 1].roles & (PREPOSITION | ADVERB)
    return bool(unknown and speaks and goes_on) and tokens[at].lower not in order.speech.offices


def _ends_name(tokens: list[Token], at: int) -> bool:
    return tokens[at].capital and not tokens[at + 1].capital and not tokens[at].roles & ARTICLE


def _last_of_name(tokens: list[Token], at: int) -> int:
    while at + 1 < len(tokens) and tokens[at + 1].capital:
        at += 1
    return at if tokens[at].capital else at - 1


def _dateline(name: str, tokens: list[Token], behind: int) -> bool:
    """ "LANNER, March 5.", "LANNER (AP) -": the place that a message comes from; or a headline in capitals."""
    return name.isupper() and (" " in name or (behind < len(tokens) and tokens[behind].lower in _BEHIND_PLACE))
