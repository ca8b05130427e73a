"""Who speaks at a place of a text: a voice of its sentence, of those around it, or of the one whose turn it is."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from accounted.read.mail_quotes import author_at
from accounted.read.parts import Part
from accounted.read.pointing import figures_given, pointed_back
from accounted.read.quotations import closed_at, opened_at
from accounted.read.roles import (
    ACCORDING,
    ACCOUNT,
    ARTICLE,
    BE,
    DETERMINER,
    HEARSAY,
    INFINITIVE,
    NUMBER,
    OTHERS,
    PRONOUN,
    QUALIFIER,
    REPORTED_TENSE,
    SAYS,
    SEPARATELY,
    THAT,
    THIRD_PERSON,
)
from accounted.read.sentence_subject import named_far, subject_before_it, subject_of
from accounted.read.sentences import sentences
from accounted.read.signatures import signed
from accounted.read.speaker_phrase import in_full
from accounted.read.speakers import named, subject_before
from accounted.read.tokens import Sentence, Token, tokenise
from accounted.read.voice import Voice
from accounted.read.voices import head_voice, voice_at, voices
from accounted.read.who_speaks import is_stand_in, stands_for

_QUOTES: Final = '"“”«»„'
_PREFIX_NAME: Final = re.compile(r"\[([A-Z(*]{1,4})\]")
_QUOTED_REACH: Final = 4
_AT_END: Final = 9
_BEFORE_QUOTATION: Final = 400


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
        voice = signed(part.sentence.tokens, at, text, part.lexicon) or _quoted_voice(found, index, text) or voice
        voice = voice or _of_quotation(found, index, at, text)
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


def _quoted_voice(found: Sequence[Part], index: int, text: str) -> Voice | None:
    """Who speaks in the sentences of a quotation behind this one, or else before it; a pronoun where it stands."""
    for place, part in enumerate(found[index : index + _QUOTED_REACH], index):
        if part is not found[index] and (part.opens_paragraph or not part.quoted):
            break
        spoken = [voice for voice in part.voices if not _own(voice, part)]
        if spoken:
            return _resolved(found, place, spoken[-1], text) if spoken[-1].pronoun else spoken[-1]
    own = found[index]
    if own.opens_paragraph and own.sentence.tokens[0].lower not in _QUOTES and not own.quoted:
        return None  # a quotation that opens within the paragraph is not that of the one before
    for place in range(index - 1, max(-1, index - _QUOTED_REACH - 1), -1):
        part = found[place]
        if part.voices:
            return _resolved(found, place, part.voices[-1], text) if part.voices[-1].pronoun else part.voices[-1]
        if part.opens_paragraph:
            break
    return None


def _of_quotation(found: Sequence[Part], index: int, at: int, text: str) -> Voice | None:
    """Who says a quotation: who is named behind its end, or where it opens, some paragraphs off as it may be."""
    part = found[index]
    offset, covers = part.sentence.tokens[at].start, len(part.sentence.tokens)
    opens = opened_at(text, offset)
    closes = closed_at(text, offset) if opens >= 0 else -1
    if opens < 0:
        return None
    ends = next((place for place in range(index, len(found)) if found[place].sentence.holds(closes)), -1)
    for voice in found[ends].voices if ends > index else ():
        if found[ends].sentence.tokens[voice.verb].start > closes and not _own(voice, found[ends]):
            named_there = _resolved(found, ends, voice, text) if voice.pronoun else voice
            return replace(named_there, first=0, last=covers, verb=at, aside=(0, 0))
    name = _named_before(part, opens, text)
    return Voice(name, 0, covers, at) if name is not None else None


def _named_before(part: Part, opens: int, text: str) -> str | None:
    """Who is named to speak in the words before a quotation: "Ivo Renn told the court: "They came at dawn."."""
    start = max(0, opens - _BEFORE_QUOTATION)
    before = [(start + first, start + last) for first, last, _ in sentences(text[start:opens].rstrip())]
    if not before or (len(before) == 1 and start):
        return None
    tokens = tokenise(text, *before[-1], part.lexicon).tokens
    told = [v for v in voices(Sentence(*before[-1], tokens), text, part.lexicon.order) if not v.pronoun]
    if told:
        return told[-1].speaker
    name = subject_of(tokens, text, part.lexicon.order) if tokens else None
    return name if name is not None and len(name.split()) > 1 and name.istitle() else None


def _resolved(found: Sequence[Part], index: int, voice: Voice, text: str) -> Voice:
    order = found[index].lexicon.order
    if not is_stand_in(voice.speaker, order):
        voice = head_voice(found[index].sentence.tokens, voice, text)
    if not voice.pronoun:
        return voice
    subject = subject_before_it(found, index, text)
    if subject is not None and stands_for(voice.speaker, subject, order):
        return Voice(subject, voice.first, voice.last, voice.verb, voice.stance)
    for place in range(index, max(-1, index - 2 * _QUOTED_REACH - 1), -1):
        part = found[place]
        spoken = [v for v in part.voices if not v.pronoun and (part is not found[index] or v.verb < voice.verb)]
        told = [v.speaker for v in spoken if stands_for(voice.speaker, v.speaker, order)]
        subject = None if told or part is found[index] else _about(found, place, text)
        if told or (subject is not None and stands_for(voice.speaker, subject, order)):
            speaker = told[-1] if told else subject or ""
            return Voice(speaker, voice.first, voice.last, voice.verb, voice.stance)
    far = named_far(found[index], voice.speaker, text) if voice.speaker.lower() in order.speech.persons else None
    return voice if far is None else replace(voice, speaker=far, pronoun=False)


def _about(found: Sequence[Part], place: int, text: str) -> str | None:
    """Who a sentence is about; where a pronoun opens it, who the one before it is about, that was not looked at."""
    part = found[place]
    tokens = part.sentence.tokens
    name = subject_of(tokens, text, part.lexicon.order)
    return name or (subject_before_it(found, place, text) if tokens[0].roles & THIRD_PERSON else None)


def _of_others(tokens: list[Token], at: int) -> bool:
    """ "Thirty others", "thirty more", "another thirty", "a further thirty"."""
    before = at > 0 and tokens[at - 1].roles & SEPARATELY and tokens[at - 1].roles & DETERMINER
    if any(token.roles & HEARSAY for token in tokens):
        return False
    return bool(before or tokens[at + 1].roles & (OTHERS | (SEPARATELY if tokens[at + 1].roles & QUALIFIER else 0)))


def _still_reported(found: Sequence[Part], index: int, at: int, text: str) -> Voice | None:
    """ "The envoy said that 254 had been shot. 150 had been burnt": the tense goes on with what is said."""
    part = found[index]
    opens = part.sentence.tokens[0].roles
    plain = opens & (NUMBER | ARTICLE | DETERMINER | PRONOUN) and not part.roles & (SAYS | HEARSAY | ACCOUNT)
    while index and not part.opens_paragraph and part.roles & REPORTED_TENSE:
        before = found[index - 1]
        if before.sentence.end != part.sentence.start:
            return None
        if before.voices:
            voice, tokens = before.voices[-1], before.sentence.tokens
            behind = tokens[voice.verb + 1 :] if voice.first == voice.verb else []
            told = behind and (behind[0].roles & THAT or (plain and any(t.roles & REPORTED_TENSE for t in behind)))
            voice = _resolved(found, index - 1, voice, text) if told and voice.pronoun else voice
            return Voice(voice.speaker, 0, at, at, voice.stance) if told and not voice.pronoun else None
        part, index = before, index - 1
    return None


def _others_too(found: Sequence[Part], index: int, at: int, text: str) -> Voice | None:
    """ "The mayor said that 12 died. Thirty others were hurt": who gave the others gives these."""
    part = found[index]
    if part.opens_paragraph or not index or not part.roles & (OTHERS | SEPARATELY) or part.voices:
        return None
    tokens, before = part.sentence.tokens, found[index - 1]
    if not any(tokens[p].roles & NUMBER and _of_others(tokens, p) for p in range(min(at + 1, len(tokens) - 1))):
        return None
    if before.sentence.end != part.sentence.start or not before.number or not before.voices:
        return None
    counted = [place for place, token in enumerate(before.sentence.tokens) if token.roles & NUMBER]
    voice = voice_at(before.voices, counted[-1]) if counted else None
    voice = _resolved(found, index - 1, voice, text) if voice is not None and voice.pronoun else voice
    return replace(voice, first=0, last=len(tokens), verb=at, aside=(0, 0)) if voice is not None else None


def _prefix_voice(part: Part, at: int, text: str) -> Voice | None:
    start = part.sentence.tokens[at].start
    before = [span for span in part.sentence.prefixes if span[0] <= start]
    line = text.rfind("\n", 0, start) + 1
    last = _PREFIX_NAME.match(text, line) or (_PREFIX_NAME.search(text, *before[-1]) if before else None)
    name = last[1] if last else author_at(text, start, part.mail)
    return Voice(name, 0, len(part.sentence.tokens), at) if name else None
