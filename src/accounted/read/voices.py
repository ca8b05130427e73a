"""Who speaks in a sentence, over which words, and in what stance: nobody's words are given to another."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from accounted.read.account_voices import account_by, account_is, accounts_range, officially, whose_account
from accounted.read.appositions import bracketed
from accounted.read.beside_voices import told_beside
from accounted.read.gapped_speakers import gapped_voices
from accounted.read.lexicon import Order
from accounted.read.other_orders import according_after, spoken_at_end
from accounted.read.passive_voices import charged, in_passive, of_manner, reported_by, speaker_behind, told_by_agent
from accounted.read.quoted_voices import announced, quoted_as_saying, quoted_in, relayed, who_issued
from accounted.read.roles import (
    ACCORDING,
    ACCORDING_AFTER,
    ACCOUNT,
    ADVERB,
    AGENT,
    AMOUNT,
    ARTICLE,
    BE,
    BOUNDARY,
    CHARGE,
    COMPARES,
    CONJUNCTION,
    COUNTER,
    DENIAL_PHRASE,
    DENIES,
    DETERMINER,
    FIGURE,
    FINDS,
    GERUND,
    HAVE,
    HEARSAY,
    INDEFINITE,
    INFINITIVE,
    INTRANSITIVE,
    INVERTS,
    LABEL,
    MEASURE,
    NAME,
    NOT_SPEAKER,
    NUMBER,
    OF,
    OFFICIALLY,
    PAST,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    REVISES,
    SAID_NUMBER,
    SAYS,
    THAT,
    THIRD_PERSON,
    TITLE,
    TOTAL,
    TRIGGER,
    UNIT,
    VERDICT,
    VIA,
    WEEKDAY,
)
from accounted.read.speaker_phrase import below_title, clean_phrase, ends_heading
from accounted.read.speakers import (
    back_until,
    head_subject,
    insertion,
    name_end,
    named,
    names_someone,
    printed,
    subject_before,
    until,
    words,
)
from accounted.read.tokens import Sentence, Token
from accounted.read.voice import Voice
from accounted.read.who_speaks import is_stand_in, may_speak, person_named
from accounted.read.word_of_saying import is_adjective, is_noun

_QUOTES: Final = frozenset('"“”«»„')
_CLOSERS: Final = frozenset(".;:?!()")
_OMITTED: Final = frozenset(("?", "!", "..."))  # behind a question or a cut another speaks
_ORDER: Final = Order()
_NAMES_A_SPEAKER: Final = (
    OFFICIALLY
    | ACCORDING
    | ACCORDING_AFTER
    | SAYS
    | DENIES
    | SAID_NUMBER
    | TOTAL
    | ACCOUNT
    | AMOUNT
    | CHARGE
    | VERDICT
    | HEARSAY
    | REVISES
)
_REVISED: Final = TOTAL | FIGURE | COUNTER
_SPEAKS: Final = _NAMES_A_SPEAKER & ~AMOUNT
_PASSIVE: Final = SAYS | AMOUNT | CHARGE | VERDICT
_THAT_NEAR: Final = 6
_LONGEST_REST: Final = 14
_ENDS_CLAUSE: Final = frozenset((".", ",", ";", '"', "”", "»"))
_BEFORE_SPEAKER: Final = frozenset((",", "—", "–"))


def voices(sentence: Sentence, text: str, order: Order = _ORDER) -> tuple[Voice, ...]:
    """Takes a sentence with its text, gives the speakers named in it and the tokens that each covers."""
    tokens = sentence.tokens
    found: list[Voice] = []
    for at, token in enumerate(tokens):
        if not token.roles & _NAMES_A_SPEAKER:
            continue
        if not token.roles & _SPEAKS and token.lower != ":" and not (at and tokens[at - 1].roles & (BE | ADVERB)):
            continue  # "in", "at" and "by" can put a number, after a verb of being alone
        voice = _voice_by(tokens, at, text, order, found)
        if voice is not None and may_speak(voice.speaker, order):
            found.append(_by_name(voice, order))
    shared = any(tokens[voice.verb].roles & (SAYS | SAID_NUMBER) for voice in found)
    told = gapped_voices(tokens, text) if shared else ()
    return (*relayed(found, tokens, order), *(voice for voice in told if may_speak(voice.speaker, order)))


def _by_name(voice: Voice, order: Order) -> Voice:
    """The voice under the name of who speaks, without the office before it."""
    name = person_named(voice.speaker, order)
    return voice if name == voice.speaker else replace(voice, speaker=name)


def _voice_by(tokens: list[Token], at: int, text: str, order: Order, found: Sequence[Voice]) -> Voice | None:
    """The voice that a word names, by what it is."""
    token = tokens[at]
    if token.roles & AMOUNT and token.lower == ":":
        return announced(tokens, at, text, order)
    voice = reported_by(tokens, at, text) if token.roles & (HEARSAY | SAYS) else None
    if voice is None and token.roles & (ACCOUNT | TOTAL):
        voice = told_beside(tokens, at, text, order) or accounts_range(tokens, at, text)
    if voice is not None:
        return voice
    if token.roles & OFFICIALLY:
        voice = officially(tokens, at, text)
    elif token.roles & ACCORDING:
        voice = quoted_in(tokens, at, text) or _according(tokens, at, text)
    elif token.roles & (SAYS | DENIES) and not token.roles & BE:
        voice = _goes_on(found, tokens, at) or _said(tokens, at, text, order)
    elif token.roles & REVISES and any(t.roles & _REVISED for t in tokens[at + 1 : at + _THAT_NEAR]):
        voice = _said(tokens, at, text, order)
    elif token.roles & SAID_NUMBER and (subject := subject_before(tokens, at)) is not None:
        voice = _spoken(tokens, at, subject, "asserts", text)  # "the ministry estimated 700 dead"
    elif token.roles & ACCORDING_AFTER and at:
        voice = according_after(tokens, at, text)
    elif token.roles & (TOTAL | ACCOUNT) and at:
        voice = whose_account(tokens, at, text) or account_by(tokens, at, text) or account_is(tokens, at, text)
    passive = token.roles & (CHARGE | VERDICT) or (at and tokens[at - 1].roles & (BE | ADVERB))
    if passive and voice is None and token.roles & _PASSIVE and not token.roles & BE:
        voice = told_by_agent(tokens, at, text) or charged(tokens, at, text)
    return voice


def voice_at(found: Sequence[Voice], at: int) -> Voice | None:
    """Takes the voices of a sentence and the place of a token, gives the nearest voice that covers it."""
    covering = [voice for voice in found if voice.covers(at)]
    return min(covering, key=lambda voice: (voice.weak, abs(voice.verb - at), voice.verb)) if covering else None


def head_voice(tokens: list[Token], voice: Voice, text: str) -> Voice:
    """Takes a voice that a pronoun names, gives it with the subject at the sentence's head, where that names someone.

    "In 1991 the council closed its inquiry when it established that 40 had died".
    """
    if (
        voice.verb >= len(tokens)
        or (voice.first == 0 and voice.last == voice.verb)
        or tokens[voice.verb].roles & ACCORDING
    ):
        return voice  # behind what is said, no subject of the same clause: '"They were shot," she said'
    dated = 2 if tokens[0].roles & PREPOSITION and len(tokens) > 1 and tokens[1].number is not None else 0
    start = next((p + 1 for p in range(min(4, voice.verb)) if tokens[p].lower == ","), dated)
    subject = head_subject(tokens, voice.verb - 1, start) if voice.verb - start > 2 else None
    if subject is None or not any(token.roles & NAME for token in tokens[subject[0] : subject[1] + 1]):
        return voice
    name = named(tokens, *subject, text)
    return replace(voice, speaker=name, pronoun=False) if name is not None else voice


def _according(tokens: list[Token], at: int, text: str) -> Voice | None:
    end = name_end(tokens, at + 1)
    if end > at and _is_pronoun(tokens, at + 1):
        last = until(tokens, at + 1, _CLOSERS)
        return Voice(words(tokens, at + 1, at + 1, text), back_until(tokens, at, _CLOSERS), last, at, pronoun=True)
    if end <= at or (tokens[at].roles & ACCOUNT and tokens[at + 1].roles & NUMBER):
        return None  # "figures of 100 killed" names nobody
    if tokens[at].roles & PREPOSITION and tokens[at + 1].roles & MEASURE:
        return None  # "six bodies per day"
    if tokens[at].roles & ACCOUNT and tokens[end].roles & UNIT and not any(t.capital for t in tokens[at + 1 : end + 1]):
        return None  # "the figures of the victims"
    made_by = (p + 1 for p in range(at + 3, end) if tokens[p].roles & AGENT and _made(tokens, p - 1))
    first = next(made_by, at + 1)  # "a count made by the envoy" is the envoy's
    name = named(tokens, first, end, text)
    if name is None:
        return None
    opens = at == 0 or (tokens[at - 1].lower in ",;(" and at <= 1) or tokens[at - 1].roles & CONJUNCTION
    if opens or at < 3:
        return Voice(name, at, until(tokens, end + 1, frozenset("?!")), at)
    first = back_until(tokens, at - 1, frozenset(".;:?!"))
    last = end if end + 1 >= len(tokens) or tokens[end + 1].lower in ".;)" else until(tokens, end + 1, _CLOSERS)
    return Voice(name, first, last, at)


def _is_pronoun(tokens: list[Token], at: int) -> bool:
    """ "According to him", "according to her,"."""
    alone = at + 1 == len(tokens) or not tokens[at + 1].lower[0].isalpha()
    return bool(tokens[at].roles & PRONOUN) or bool(tokens[at].roles == DETERMINER and alone)


def _made(tokens: list[Token], at: int) -> bool:
    """ "A count conducted", before "by": an account, and a past form or a word that the language file does not know."""
    form = not tokens[at].capital and (bool(tokens[at].roles & PAST) or not tokens[at].roles)
    return form and bool(tokens[at - 1].roles & ACCOUNT)


def _said(tokens: list[Token], at: int, text: str, order: Order) -> Voice | None:
    if in_passive(tokens, at, order) or is_noun(tokens, at) or _under_account(tokens, at):
        return None
    if tokens[at].capital and " " in tokens[at].lower and at and tokens[at - 1].capital:
        return None  # "told the Lanner Post that": a name and what joins the clause
    if (
        tokens[at].capital
        and at
        and tokens[at - 1].capital
        and tokens[at - 1].roles & NAME
        and _part_of_name(tokens[at])
    ):
        return None  # "in Lanner State, killing 40"
    if at and tokens[at - 1].roles & INFINITIVE and not tokens[at].roles & INFINITIVE:
        return None  # "unable to establish", "urged them to deny it": nobody has said it
    if tokens[at].roles & (PAST | DENIES) and is_adjective(tokens, at, order):
        return None
    stance = "denies" if tokens[at].roles & DENIES else "asserts"
    if at and tokens[at - 1].roles & (COMPARES | ADVERB) and (quoted := quoted_as_saying(tokens, at, text)) is not None:
        return quoted
    if at > 1 and tokens[at].roles & PAST and tokens[at - 1].roles & AMOUNT and not tokens[at].roles & GERUND:
        return None  # "too frightful to be described"
    if order.verb_final:
        return spoken_at_end(tokens, at, stance, text)
    before = tokens[at - 1].lower if at else ""
    inverted = order.verb_before_subject and before in _BEFORE_SPEAKER and _names_behind(tokens, at)
    inverted = inverted or (
        before == "," and bool(tokens[at].roles & INVERTS) and _ends_with_name(tokens, at, text, order)
    )
    left = None if inverted else subject_before(tokens, at)
    left = who_issued(tokens, at, left, order) if left is not None else None
    if left is not None:
        spoken = _spoken(tokens, at, _without_manner(tokens, *left, order), stance, text)
        the = tokens[left[0]].roles & ARTICLE and not tokens[left[0]].roles & INDEFINITE
        return replace(spoken, pronoun=True) if the and spoken and is_stand_in(spoken.speaker, order) else spoken
    if (before and before in _QUOTES) or before == "," or (order.verb_before_subject and _opens_clause(tokens, at)):
        end = at if at + 1 < len(tokens) and tokens[at + 1].roles & NUMBER else name_end(tokens, at + 1)
        if end > at and names_someone(tokens, at + 1, end) and (name := speaker_behind(tokens, at + 1, end, text)):
            return Voice(name, 0, len(tokens), at, stance, aside=_aside(tokens, end + 1))
    return None


def _part_of_name(token: Token) -> bool:
    """A plain form with a capital that is no usual word of saying: "State", "Post", "Record"."""
    return token.capital and not token.roles & (INVERTS | PAST | DENIES)


def _under_account(tokens: list[Token], at: int) -> bool:
    """ "According to a note printed in the Post": the participle is part of what is named there."""
    opens = any(token.roles & ACCORDING for token in tokens[max(0, at - _THAT_NEAR) : at])
    return opens and printed(tokens, at)


def _goes_on(found: Sequence[Voice], tokens: list[Token], at: int) -> Voice | None:
    """ "Ardel denied this, saying that 40 had died": who spoke last in the sentence goes on."""
    if not tokens[at].roles & GERUND or not at or tokens[at - 1].lower != ",":
        return None
    active = [v for v in found if v.first == v.verb and not tokens[v.verb].roles & (ACCORDING | ACCOUNT)]
    active = [v for v in active if v.verb and not tokens[v.verb - 1].roles & BE]
    active += [v for v in found if v.first < v.verb == v.last and _just_said(tokens, v.verb, at)]
    if not active:
        return None
    return replace(active[-1], first=at, last=until(tokens, at + 1, _OMITTED), verb=at, stance="asserts", aside=(0, 0))


def _just_said(tokens: list[Token], verb: int, at: int) -> bool:
    """'"We saw ruin," the mayor said, adding': nothing but whom it was told stands between."""
    between = tokens[verb + 1 : at - 1]
    return tokens[verb].roles & SAYS != 0 and all(t.roles & (NAME | ARTICLE | UNIT | WEEKDAY) for t in between)


def _ends_with_name(tokens: list[Token], at: int, text: str, order: Order) -> bool:
    """Whether a clause ends with the verb and a name: ", reported the Lanner Post."."""
    if at + 1 < len(tokens) and tokens[at + 1].roles & NUMBER:
        return False  # "Anna Tolm, the guide, said 40 men, women and children died"
    end, below = name_end(tokens, at + 1), below_title(tokens, len(tokens) - 1, text)
    end = below - 1 if at < below <= end else end
    if end <= at or (end + 1 < len(tokens) and tokens[end + 1].lower not in _ENDS_CLAUSE and end + 1 != below):
        return False
    inside = tokens[at + 1 : end + 1]
    named_there = any(token.roles & (NAME | UNIT | TITLE) or token.lower in order.speech.bodies for token in inside)
    return named_there and names_someone(tokens, at + 1, end)


def _aside(tokens: list[Token], at: int) -> tuple[int, int]:
    """What is told of a speaker named behind the verb, up to the next quotation mark or stop."""
    if at >= len(tokens) or tokens[at].lower != ",":
        return 0, 0
    end = next(
        (p for p in range(at, len(tokens)) if tokens[p].lower in _QUOTES or tokens[p].lower in ".;"), len(tokens)
    )
    if any(token.roles & SAYS for token in tokens[at:end]):
        return 0, 0
    return at, end


def _names_behind(tokens: list[Token], at: int) -> bool:
    """Whether a verb of saying has its speaker behind it: ", dijo el alcalde"."""
    end = name_end(tokens, at + 1)
    return end > at and not tokens[at + 1].roles & BOUNDARY and names_someone(tokens, at + 1, end)


def _opens_clause(tokens: list[Token], at: int) -> bool:
    return at == 0 or bool(tokens[at - 1].roles & (CONJUNCTION | ADVERB)) or tokens[at - 1].lower in ",;:—–"


def _spoken(tokens: list[Token], at: int, subject: tuple[int, int], stance: str, text: str) -> Voice | None:
    none = tokens[subject[0] - 1].number if subject[0] else None
    if none is not None and none.high == 0:
        return None  # "no group has claimed that"
    clean = clean_phrase(tokens, *subject, text)
    if clean is None or any(token.roles & DENIAL_PHRASE for token in tokens[subject[0] : subject[1] + 1]):
        return None  # "it is nonsense to claim"
    first, last = clean
    noun = tokens[last].roles & LABEL and not tokens[last].roles & UNIT and not tokens[last].capital
    if noun and not any(token.roles & (PREPOSITION | OF) for token in tokens[first:last]):
        return None  # "the shooting showed": an event says nothing
    if tokens[first].roles & PRONOUN and not tokens[first].roles & (THIRD_PERSON | NAME | UNIT):
        return None  # "I regret to inform the house"
    if first == last and tokens[first].roles & NOT_SPEAKER and not tokens[first].roles & SAYS:
        return None  # "what we could establish"
    pronoun = first == last and tokens[first].roles & PRONOUN != 0
    if pronoun and not tokens[first].roles & THIRD_PERSON:
        return None
    name = words(tokens, first, last, text)
    if pronoun and (name_there := bracketed(tokens, last + 1)) is not None:
        name, pronoun = words(tokens, *name_there, text), False  # "He (Mr Tolm) said"
    if first and tokens[first - 1].roles & COMPARES and (first == 1 or tokens[first - 2].lower in _BEFORE_SPEAKER):
        return Voice(name, 0, len(tokens), at, stance, pronoun, weak=True)  # ", as the minister has told us"
    if ends_heading(tokens, at, text):
        return Voice(name, first, at, at, stance, pronoun)
    if first > 0 and _trails(tokens, first, at):
        inside = tokens[first - 1].lower == "," and at + 1 < len(tokens) and tokens[at + 1].lower == ","
        last = until(tokens, at + 2, _OMITTED) if inside else at  # "in the war, villagers said, soldiers shot 40"
        return Voice(name, below_title(tokens, first, text), last, at, stance, pronoun, weak=pronoun)
    clause = any(token.roles & (BE | HAVE | INTRANSITIVE) for token in tokens[at + 2 : at + _THAT_NEAR])
    weak = bool(tokens[at].roles & FINDS) and not tokens[at + 1].roles & THAT
    weak = weak and not (clause and tokens[at + 1].roles & NUMBER)  # "found 33 farmers were killed"
    bracket = any(token.lower == "(" for token in tokens[max(0, first - 1) : first])  # "47 (some put it at 49) died"
    last = until(tokens, at + 1, frozenset(")")) if bracket else until(tokens, at + 1, _OMITTED)
    return Voice(name, at, last, at, stance, pronoun, weak=weak)


def _without_manner(tokens: list[Token], first: int, last: int, order: Order) -> tuple[int, int]:
    """ "Officials strongly", "Previously the Society": words of manner beside a name are none of it."""
    while last > first and of_manner(tokens[last], order) and _before_manner(tokens[last - 1], order):
        last -= 1
    opens = first < last and tokens[first].capital and tokens[first].lower.endswith(order.manner)
    if opens and tokens[first + 1].capital and (first == 0 or tokens[first - 1].lower in _QUOTES):
        first += 1
    return first, last


def _before_manner(token: Token, order: Order) -> bool:
    return bool(token.roles & (NAME | UNIT | TITLE | PLURAL)) or token.lower.endswith(order.speech.plurals)


def _trails(tokens: list[Token], first: int, at: int) -> bool:
    """Whether a verb of saying comes behind what is said: ", residents said", ", residents said on Monday."."""
    if insertion(tokens, at + 1):
        return False  # "the project estimates, from the data it has, that"
    rest = [token for token in tokens[at + 1 : at + 2 + _LONGEST_REST] if token.lower not in _QUOTES]
    left = [token for token in rest if token.lower != "."]
    if not left or (len(left) == 1 and not left[0].roles & NUMBER) or tokens[at + 1].lower in (",", ".", ";"):
        return True  # not "; the rebels said 900."
    when = rest[0].roles & (PREPOSITION | WEEKDAY | ADVERB) and not rest[0].roles & (SAYS | THAT)
    whom = bool(tokens[at].roles & VIA) and not rest[0].roles & (NUMBER | THAT)  # "witnesses told the Post."
    if not (when or whom) or tokens[first - 1].lower not in _BEFORE_SPEAKER:
        return False
    stop = next((p for p, token in enumerate(rest) if token.lower == "."), len(rest))
    told = NUMBER | TRIGGER | THAT | SAYS | LABEL | (0 if whom else UNIT)
    return stop <= _LONGEST_REST and not any(token.roles & told for token in rest[:stop])
