"""The sentences of a text that hold a number, a name for an event or a rejection, with their tokens and voices."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from accounted.read.denials import Rejection, denials, may_deny_name
from accounted.read.hints import NAMES, NUMBERS, REJECTIONS, hints, is_fraction, ordinals_of
from accounted.read.lexicon import Lexicon
from accounted.read.mail_quotes import Attribution, attributions, without_attributions
from accounted.read.numbers import join_numbers
from accounted.read.old_style import double_dates, may_be_double
from accounted.read.roles import (
    WEEKDAY,
    Word,
)
from accounted.read.sentences import sentences
from accounted.read.tokens import Sentence, Token, tokenise
from accounted.read.turns import turn as turn_of
from accounted.read.turns import turn_on_its_line
from accounted.read.vocabulary import holds_compound_number
from accounted.read.voice import Voice
from accounted.read.voices import voices
from accounted.read.written_dates import WrittenDate, hint_words, may_hold_one, written_dates

_QUOTES: Final = '"“”«»„'
_WORD: Final = re.compile(r"\w+")
_PARTING: Final = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}
_DIGIT: Final = re.compile(r"\d")
_LAST_MARK: Final = 12
_ITEMS: Final = tuple("-*•–")


@dataclass(slots=True)
class Part:
    """A sentence that was looked at; `quoted` where it begins inside a quotation.

    `dates` are those written in another calendar; each is one token of the sentence. `intro` is the sentence above the
    paragraph, or above the list that it is an item of, where that ends in a colon: "The council's report said:". `mail`
    are the lines of the text that say whose words its quoted lines are.
    """

    sentence: Sentence
    opens_paragraph: bool
    quoted: bool
    number: bool
    label: bool
    denial: bool
    text: str = field(repr=False)
    lexicon: Lexicon = field(repr=False)
    turn: str | None = None
    before: tuple[int, int] = (0, 0)
    intro: tuple[int, int] = (0, 0)
    dates: tuple[WrittenDate, ...] = ()
    mail: tuple[Attribution, ...] = ()
    _roles: int = -1
    _voices: tuple[Voice, ...] | None = None
    _rejections: tuple[Rejection, ...] | None = None

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Gives the speakers named in the sentence, found when first asked for."""
        if self._voices is None:
            found = voices(self.sentence, self.text, self.lexicon.order)
            self._voices = without_attributions(found, self.sentence.tokens, self.mail) if self.mail else found
        return self._voices

    @property
    def roles(self) -> int:
        """Gives the roles that any of its words has."""
        if self._roles < 0:
            self._roles = 0
            for token in self.sentence.tokens:
                self._roles |= token.roles
        return self._roles

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """Gives the rejections in the sentence, found when first asked for."""
        if self._rejections is None:
            self._rejections = denials(self.sentence.tokens, self.lexicon) if self.denial else ()
        return self._rejections


def parts(text: str, lexicon: Lexicon, *, lines_are_blocks: bool = False) -> list[Part]:
    """Takes a text and a lexicon, gives its sentences that may hold something; the rest is passed over quickly.

    Each step is taken for all sentences before the next one is: a computer is quicker at the same work over and over.
    """
    found = list(_looked_at(text, lexicon, lines_are_blocks=lines_are_blocks))
    mail = attributions(text, lexicon)
    for part in found:
        part.mail = mail
        part.sentence = tokenise(text, part.sentence.start, part.sentence.end, lexicon)
    for part in found:
        tokens = _with_dates(part.sentence.tokens, part.dates) if part.dates else part.sentence.tokens
        part.sentence.tokens = join_numbers(tokens, text, lexicon)
    return found


def _looked_at(text: str, lexicon: Lexicon, *, lines_are_blocks: bool) -> Iterator[Part]:
    """The sentences that may hold something, not yet taken apart."""
    looked_for, ordinals = hints(lexicon.code), ordinals_of(lexicon.code)
    marks = [mark for mark in _QUOTES if mark in text]
    says = lexicon.lists.get("speech.says", frozenset())
    plain = text.lower().translate(_PARTING) if text.isascii() else ""  # the same words, sooner
    dotted = may_hold_one(text, ())
    other_dates = dotted or may_be_double(text)
    quoted, turn, standing, last, intro = False, None, None, (0, 0), (0, 0)
    for start, end, opens in sentences(text, lines_are_blocks=lines_are_blocks):
        quoted = quoted and not opens
        if opens:
            standing = turn_on_its_line(text, start, lexicon) or standing
            turn = turn_of(text, start, lexicon) or standing
            intro = _intro(text, last, start, intro)
        in_order = plain[start:end].split() if plain else _WORD.findall(text[start:end].lower())
        words = set(in_order)
        number = label = denial = False
        met = looked_for.words & words
        if met:
            told = looked_for.told_by(words, met)
            number, label, denial = bool(told & NUMBERS), bool(told & NAMES), bool(told & REJECTIONS)
            number = number or (not ordinals.isdisjoint(met) and is_fraction(in_order, ordinals & met, lexicon))
            denial = denial or (label and may_deny_name(words, lexicon))
        number = number or _DIGIT.search(text, start, end) is not None
        number = number or (lexicon.order.compound_numbers and holds_compound_number(lexicon, words))
        speech = marks and (quoted or any(mark in text[start:end] for mark in marks)) and not says.isdisjoint(words)
        if number or label or denial or speech:
            dates: tuple[WrittenDate, ...] = ()
            if number and (other_dates or not hint_words().isdisjoint(words)):
                dates = _dates(text, (start, end), words, lexicon, dotted=dotted)
            before, sentence = (0, 0) if opens else last, Sentence(start, end, [])
            yield Part(sentence, opens, quoted, number, label, denial, text, lexicon, turn, before, intro, dates)
        last = (start, end)
        if marks and sum([text.count(mark, start, end) for mark in marks]) % 2:
            quoted = not quoted


def _dates(
    text: str, stretch: tuple[int, int], words: set[str], lexicon: Lexicon, *, dotted: bool
) -> tuple[WrittenDate, ...]:
    """The dates of other calendars in a sentence, and the days written in two."""
    start, end = stretch
    found = list(double_dates(text, start, end, lexicon))
    if may_hold_one(text[start:end] if dotted else "", words):
        other = written_dates(text, start, end)
        found += [one for one in other if not any(o.start < one.end and one.start < o.end for o in found)]
    return tuple(sorted(found, key=lambda one: one.start))


def _with_dates(tokens: list[Token], dates: Sequence[WrittenDate]) -> list[Token]:
    """The tokens with each date as one, so that its numbers count nobody."""
    made: list[Token] = []
    taken: WrittenDate | None = None
    for token in tokens:
        date = next((d for d in dates if d.start < token.end and token.start < d.end), None)
        if date is None:
            made.append(token)
        elif date is taken:
            made[-1].end = token.end
        else:
            made.append(Token(date.words.lower(), token.start, token.end, Word(), WEEKDAY))
        taken = date
    return made


def _intro(text: str, last: tuple[int, int], start: int, intro: tuple[int, int]) -> tuple[int, int]:
    """The sentence that announces a paragraph with a colon; the items of a list that it announced still follow it."""
    if text[max(last[0], last[1] - _LAST_MARK) : last[1]].rstrip().endswith(":"):
        return last
    return intro if intro[1] and text[start : start + _LAST_MARK].lstrip()[:1] in _ITEMS else (0, 0)
