"""The sentences of a text that hold a number, a name for an event or a rejection, with their tokens and voices."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from accounted.read.denials import Rejection, denials, may_deny_name
from accounted.read.hints import NAMES, NUMBERS, REJECTIONS, hints, is_fraction, ordinals_of
from accounted.read.lexicon import Lexicon, Order
from accounted.read.numbers import join_numbers
from accounted.read.old_style import double_dates, may_be_double
from accounted.read.pointing import figures_given, pointed_back
from accounted.read.roles import (
    ACCORDING,
    ARTICLE,
    BE,
    INFINITIVE,
    NAME,
    NOT_SPEAKER,
    NUMBER,
    OF,
    OTHERS,
    PRONOUN,
    REPORTED_TENSE,
    THAT,
    TITLE,
    UNIT,
    WEEKDAY,
    Word,
)
from accounted.read.sentences import sentences
from accounted.read.signatures import signed
from accounted.read.speaker_phrase import in_full
from accounted.read.speakers import head_subject, named, subject_before
from accounted.read.tokens import Sentence, Token, tokenise
from accounted.read.turns import turn as turn_of
from accounted.read.turns import turn_on_its_line
from accounted.read.vocabulary import holds_compound_number
from accounted.read.voice import Voice
from accounted.read.voices import head_voice, voice_at, voices
from accounted.read.who_speaks import is_stand_in, may_speak, stands_for
from accounted.read.written_dates import WrittenDate, hint_words, may_hold_one, written_dates

_QUOTES: Final = '"“”«»„'
_WORD: Final = re.compile(r"\w+")
_PARTING: Final = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}
_DIGIT: Final = re.compile(r"\d")
_PREFIX_NAME: Final = re.compile(r"\[([A-Z(*]{1,4})\]")
_QUOTED_REACH: Final = 4
_LAST_MARK: Final = 12
_AT_END: Final = 9
_ITEMS: Final = tuple("-*•–")
_LONGEST_SUBJECT: Final = 10
_LONGEST_DATE: Final = 6
_FAR: Final = 600
_BEHIND_PLACE: Final = frozenset((",", "(", "-", "—", "–"))


@dataclass(slots=True)
class Part:
    """A sentence that was looked at; `quoted` where it begins inside a quotation.

    `dates` are those written in another calendar; each is one token of the sentence. `intro` is the sentence above the
    paragraph, or above the list that it is an item of, where that ends in a colon: "The council's report said:".
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
    _roles: int = -1
    _voices: tuple[Voice, ...] | None = None
    _rejections: tuple[Rejection, ...] | None = None

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Gives the speakers named in the sentence, found when first asked for."""
        if self._voices is None:
            self._voices = voices(self.sentence, self.text, self.lexicon.order)
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
    for part in found:
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


def speaker_of(found: Sequence[Part], index: int, at: int, text: str) -> Voice | None:
    """Takes the parts of a text, one of them and the place of a token, gives the voice that speaks there, or None.

    A speaker named by letters is given with the full name, where the text tells it.
    """
    voice = _voice_of(found, index, at, text)
    if voice is None or (full := in_full(voice.speaker, text)) is voice.speaker:
        return voice
    return replace(voice, speaker=full)


def _voice_of(found: Sequence[Part], index: int, at: int, text: str) -> Voice | None:
    """The voice that speaks at a token, under the name that the words give it.

    Looked for in this order: a voice of the same sentence that covers the token; inside a quotation, the voice of the
    sentences that follow or come before within the paragraph; a quote prefix such as "[AB]" at the line's start.
    A pronoun is resolved to the voice named last before it.
    """
    part = found[index]
    voice = voice_at(part.voices, at)
    if (voice is None or _own(voice, part)) and (part.quoted or _inside_quotes(part, at)):
        voice = signed(part.sentence.tokens, at, text, part.lexicon) or _quoted_voice(found, index) or voice
    if voice is not None and voice.pronoun:
        voice = _resolved(found, index, voice, text)
    voice = voice or _prefix_voice(part, at, text) or _still_reported(found, index, at, text)
    voice = voice or _others_too(found, index, at, text)
    if voice is None and part.intro[1]:
        voice = _announced(part, text)
    said = (pointed_back(text, part.sentence.end, part.lexicon) or _given(part, text)) if voice is None else None
    if said is not None:
        return Voice(said, 0, len(part.sentence.tokens), at)
    if voice is None and part.turn is not None:
        return Voice(part.turn, 0, len(part.sentence.tokens), at)
    return voice


def _given(part: Part, text: str) -> str | None:
    return figures_given(text, part.sentence.end, part.lexicon) if part.number else None


def _announced(part: Part, text: str) -> Voice | None:
    """Who is announced to say a paragraph: "The council's report said:", "According to the council:"."""
    tokens = tokenise(text, *part.intro, part.lexicon).tokens
    asks = part.lexicon.order.speech.asks
    asked = next((place for place, token in enumerate(tokens) if token.lower in asks), 0)
    asking = subject_before(tokens, asked) if asked and not tokens[asked - 1].roles & (BE | INFINITIVE) else None
    if asking is not None and (name := named(tokens, *asking, text)) is not None:
        return Voice(name, 0, len(part.sentence.tokens), 0)
    told = [v for v in voices(Sentence(*part.intro, tokens), text, part.lexicon.order) if not v.pronoun]
    if not told:
        return None
    at_end = told[-1].verb >= len(tokens) - 1 - _AT_END or tokens[told[-1].verb].roles & ACCORDING
    return replace(told[-1], first=0, last=len(part.sentence.tokens), verb=0) if at_end else None


def _inside_quotes(part: Part, at: int) -> bool:
    marks = sum(1 for token in part.sentence.tokens[:at] if token.lower in _QUOTES)
    return (marks % 2 == 1) != part.quoted


def _own(voice: Voice, part: Part) -> bool:
    """ "Our teams counted 40": those of whoever is quoted."""
    return voice.speaker.split()[0].lower() in part.lexicon.order.speech.own


def _quoted_voice(found: Sequence[Part], index: int) -> Voice | None:
    for part in found[index : index + _QUOTED_REACH]:
        if part is not found[index] and (part.opens_paragraph or not part.quoted):
            break
        spoken = [voice for voice in part.voices if not _own(voice, part)]
        if spoken:
            return spoken[-1]
    own = found[index]
    if own.opens_paragraph and own.sentence.tokens[0].lower not in _QUOTES and not own.quoted:
        return None  # a quotation that opens within the paragraph is not that of the one before
    for part in reversed(found[max(0, index - _QUOTED_REACH) : index]):
        if part.voices:
            return part.voices[-1]
        if part.opens_paragraph:
            break
    return None


def _resolved(found: Sequence[Part], index: int, voice: Voice, text: str) -> Voice:
    order = found[index].lexicon.order
    if not is_stand_in(voice.speaker, order):
        voice = head_voice(found[index].sentence.tokens, voice, text)
    if not voice.pronoun:
        return voice
    subject = _subject_before(found, index, text)
    if subject is not None and stands_for(voice.speaker, subject, order):
        return Voice(subject, voice.first, voice.last, voice.verb, voice.stance)
    for place in range(index, max(-1, index - 2 * _QUOTED_REACH - 1), -1):
        part = found[place]
        spoken = [v for v in part.voices if not v.pronoun and (part is not found[index] or v.verb < voice.verb)]
        told = [v.speaker for v in spoken if stands_for(voice.speaker, v.speaker, order)]
        subject = None if told or part is found[index] else _subject_of(part.sentence.tokens, text, order)
        if told or (subject is not None and stands_for(voice.speaker, subject, order)):
            speaker = told[-1] if told else subject or ""
            return Voice(speaker, voice.first, voice.last, voice.verb, voice.stance)
    far = _named_far(found[index], voice.speaker, text) if voice.speaker.lower() in order.speech.persons else None
    return voice if far is None else replace(voice, speaker=far, pronoun=False)


def _named_far(part: Part, pronoun: str, text: str) -> str | None:
    """The person a pronoun stands for, further back, by a full name: "Ivo Renn opened the debate. It rained. He"."""
    start = max(0, part.sentence.start - _FAR)
    for first, last, _ in reversed(sentences(text[start : part.sentence.start])[1 if start else 0 :]):
        tokens = tokenise(text, start + first, start + last, part.lexicon).tokens
        name = _subject_of(tokens, text, part.lexicon.order)
        full = name is not None and len(name.split()) > 1 and name.istitle()
        if name is not None and full and stands_for(pronoun, name, part.lexicon.order):
            return name
    return None


def _still_reported(found: Sequence[Part], index: int, at: int, text: str) -> Voice | None:
    """ "The envoy said that 254 had been shot. 150 had been burnt": the tense goes on with what is said."""
    part = found[index]
    while index and not part.opens_paragraph and part.roles & REPORTED_TENSE:
        before = found[index - 1]
        if before.sentence.end != part.sentence.start:
            return None
        if before.voices:
            voice, tokens = before.voices[-1], before.sentence.tokens
            told = voice.first == voice.verb and voice.verb + 1 < len(tokens) and tokens[voice.verb + 1].roles & THAT
            voice = _resolved(found, index - 1, voice, text) if told and voice.pronoun else voice
            return Voice(voice.speaker, 0, at, at, voice.stance) if told and not voice.pronoun else None
        part, index = before, index - 1
    return None


def _others_too(found: Sequence[Part], index: int, at: int, text: str) -> Voice | None:
    """ "The mayor said that 12 died. Thirty others were hurt": who gave the others gives these."""
    part = found[index]
    if part.opens_paragraph or not index or not part.roles & OTHERS or part.voices:
        return None
    tokens, before = part.sentence.tokens, found[index - 1]
    if not any(tokens[p].roles & NUMBER and tokens[p + 1].roles & OTHERS for p in range(min(at + 1, len(tokens) - 1))):
        return None
    if before.sentence.end != part.sentence.start or not before.number or not before.voices:
        return None
    counted = [place for place, token in enumerate(before.sentence.tokens) if token.roles & NUMBER]
    voice = voice_at(before.voices, counted[-1]) if counted else None
    voice = _resolved(found, index - 1, voice, text) if voice is not None and voice.pronoun else voice
    return replace(voice, first=0, last=len(tokens), verb=at, aside=(0, 0)) if voice is not None else None


def _subject_before(found: Sequence[Part], index: int, text: str) -> str | None:
    """Who the sentence just before is about, where it held nothing else and was not looked at."""
    part = found[index]
    start, end = part.before
    if start == end or (index and found[index - 1].sentence.end == part.sentence.start):
        return None
    return _subject_of(tokenise(text, start, end, part.lexicon).tokens, text, part.lexicon.order)


def _subject_of(tokens: list[Token], text: str, order: Order) -> str | None:
    """Who a sentence is about, where its first words name somebody: "The Commission sat for eleven days"."""
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
    if last + 1 < len(tokens) and tokens[last].capital and tokens[last + 1].roles & OF:
        last = _last_of_name(tokens, last + 1)  # "The Commission of Inquiry was set up"
    body = any(t.roles & (NAME | TITLE | UNIT) or t.lower in order.speech.bodies for t in tokens[first : last + 1])
    name = named(tokens, first, last, text) if body else None
    return name if name is not None and may_speak(name, order) and not _dateline(name, tokens, last + 1) else None


def _ends_sentence(tokens: list[Token], at: int) -> bool:
    return not tokens[at].capital and not tokens[at].roles & UNIT and [t.lower for t in tokens[at + 1 :]] == ["."]


def _ends_name(tokens: list[Token], at: int) -> bool:
    return tokens[at].capital and not tokens[at + 1].capital and not tokens[at].roles & ARTICLE


def _last_of_name(tokens: list[Token], at: int) -> int:
    while at + 1 < len(tokens) and tokens[at + 1].capital:
        at += 1
    return at if tokens[at].capital else at - 1


def _dateline(name: str, tokens: list[Token], behind: int) -> bool:
    """ "LANNER, March 5.", "LANNER (AP) -": the place that a message comes from; or a headline in capitals."""
    return name.isupper() and (" " in name or (behind < len(tokens) and tokens[behind].lower in _BEHIND_PLACE))


def _prefix_voice(part: Part, at: int, text: str) -> Voice | None:
    start = part.sentence.tokens[at].start
    before = [span for span in part.sentence.prefixes if span[0] <= start]
    line = text.rfind("\n", 0, start) + 1
    last = _PREFIX_NAME.match(text, line) or (_PREFIX_NAME.search(text, *before[-1]) if before else None)
    return Voice(last[1], 0, len(part.sentence.tokens), at) if last else None
