"""Rejections without a word of denying: what is not admitted, or insisted not to have been, and counts told wrong."""

from typing import Final

from accounted.read.lexicon import Lexicon
from accounted.read.roles import (
    ACCOUNT,
    ADVERB,
    AMOUNT,
    ANAPHOR,
    ARTICLE,
    BE,
    BOUNDARY,
    COUNTER,
    DENIED,
    DETERMINER,
    FIGURE,
    HAVE,
    INFINITIVE,
    INSISTS,
    LABEL,
    LESSENS,
    NEGATION,
    NUMBER,
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

_STOPS: Final = frozenset(".;:?!(),")
_ASIDE: Final = frozenset("()")
_BEFORE_ADMITS: Final = 4
_REACH: Final = 9
_TOLD: Final = 9
_TALLY: Final = FIGURE | TOTAL | COUNTER
_MATTER: Final = TRIGGER | LABEL | DENIED | ACCOUNT | FIGURE | TOTAL | UNIT


def unadmitted_words(lexicon: Lexicon) -> frozenset[str]:
    """Takes a lexicon, gives the words and pairs that must stand in a sentence for such a rejection."""
    listed = lexicon.lists
    negations = frozenset(no for no in listed.get("grammar.negations", ()) if " " not in no)
    none = negations | listed.get("numbers.none", frozenset())
    refused = none | listed.get("speech.refusals", frozenset())
    less = none | listed.get("speech.lessens", frozenset())
    excused = less | listed.get("speech.excuses", frozenset())
    parts = listed.get("speech.no_part", frozenset()) | listed.get("speech.no_wrong", frozenset())
    pairs = {f"{verb} {word}" for verb in listed.get("speech.admits", ()) for word in refused}
    pairs |= {f"{verb} {word}" for verb in listed.get("speech.insists", ()) for word in excused}
    pairs |= {f"{noun} {word}" for noun in parts for word in none}
    return frozenset(pairs) | listed.get("speech.exceeds", frozenset())


def no_part(tokens: list[Token], at: int, lexicon: Lexicon) -> int:
    """Takes the place of a word for none, gives that of the part that somebody had none of, or -1.

    "Had no direct role", "there was no order to fire": a verb stands before it, for "no role" by itself is nobody's.
    """
    wrong = lexicon.lists.get("speech.no_wrong", frozenset())
    had = at and (tokens[at - 1].roles & HAVE or tokens[at - 1].lower.endswith(lexicon.endings["past_endings"]))
    listed = wrong | lexicon.lists.get("speech.no_part", frozenset()) if had else wrong
    if not listed or not at or not (had or tokens[at - 1].roles & BE):
        return -1
    for place in range(at + 1, min(at + _BEFORE_ADMITS, len(tokens))):
        if tokens[place].lower in listed:
            return place
        if tokens[place].roles & ~ADVERB:
            return -1
    return -1


def exceeds(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """Takes the place of a word, gives whether it says that a count is other than told: "the toll was much higher".

    Not "higher than in the year before", nor what a count will be.
    """
    if tokens[at].lower.partition(" ")[0] not in lexicon.lists.get("speech.exceeds", ()):
        return False
    verb = at - 1
    while verb > 0 and at - verb < _BEFORE_ADMITS and not tokens[verb].roles & (AMOUNT | UNIT):
        verb -= 1
    if not tokens[verb].roles & AMOUNT or tokens[verb].roles & _TALLY:
        return False
    for place in range(verb - 1, max(-1, verb - _TOLD), -1):
        if tokens[place].roles & _TALLY:
            return not _of_another_time(tokens, at)
        if tokens[place].lower in _STOPS or tokens[place].roles & (SAYS | HAVE | BE | BOUNDARY):
            return False
    return False


def _of_another_time(tokens: list[Token], at: int) -> bool:
    """ "Higher than in the year before": compared with another count; not "higher than that which was told"."""
    behind = tokens[at + 1 : at + 2]
    if not behind:
        return False
    if behind[0].roles & PREPOSITION:
        behind = tokens[at + 2 : at + 3]
    elif " " not in tokens[at].lower:
        return False
    return not any(token.roles & (THAT | ANAPHOR) for token in behind)


def not_admitted(tokens: list[Token], at: int, lexicon: Lexicon) -> int:
    """Takes the place of a verb of admitting, gives that of the word that refuses it, or -1: "refused to admit"."""
    place = at - 1
    while place > 0 and at - place < _BEFORE_ADMITS and _between(tokens[place], lexicon):
        place -= 1
    return place if place >= 0 and tokens[place].roles & (REFUSES | NEGATION) else -1


def _between(token: Token, lexicon: Lexicon) -> bool:
    if token.roles & (NEGATION | REFUSES):
        return False
    manner = not token.roles and token.lower.endswith(lexicon.order.manner)
    return manner or bool(token.roles & (ADVERB | INFINITIVE))


def insisted_not(tokens: list[Token], at: int, lexicon: Lexicon) -> int:
    """Takes the place of a verb of insisting, gives that of the negation that it insists on, or -1.

    "Insisted that no villager was killed", "maintained that the patrol had never entered the village".
    """
    if not at or tokens[at - 1].roles & (ARTICLE | DETERMINER | ANAPHOR | PREPOSITION | NUMBER):
        return -1  # "the claim that no one died"
    for place in range(at + 1, min(at + _REACH, len(tokens))):
        token = tokens[place]
        if token.lower in _STOPS or (place > at + 1 and token.roles & BOUNDARY and not token.roles & (THAT | ADVERB)):
            return -1
        none = token.roles & NUMBER and token.lower in lexicon.lists.get("numbers.none", ())
        if none or token.roles & NEGATION or (token.roles & LESSENS and _of_what(tokens, at, place)):
            matter = any(told.roles & _MATTER for told in tokens[place : place + _TOLD])
            return place if matter or token.roles & LESSENS else -1
    return -1


def insisted_other(tokens: list[Token], at: int, lexicon: Lexicon) -> int:
    """Takes the place of a verb of insisting, gives that of the word by which the harm is no wrong, or -1.

    "Claimed that the dead were insurgents", "maintain that the killings were an accident".
    """
    excuses = lexicon.lists.get("speech.excuses", ())
    if not excuses or (at and tokens[at - 1].roles & (ARTICLE | DETERMINER | ANAPHOR | PREPOSITION | NUMBER)):
        return -1
    verb, harmed = 0, False
    for place in range(at + 1, min(at + 2 * _REACH, len(tokens))):
        token = tokens[place]
        if token.lower in _STOPS - _ASIDE or token.roles & NUMBER:
            return -1
        if verb and harmed and token.lower in excuses:
            return place
        verb = verb or (place if token.roles & BE else 0)
        harmed = harmed or (not verb and bool(token.roles & (UNIT | TRIGGER | LABEL)))
    return -1


def _of_what(tokens: list[Token], at: int, place: int) -> bool:
    """Whether what is told to be less was told before: "that it was lower", "only rebels were killed"."""
    if tokens[place].roles & ADVERB:
        behind = [token.roles for token in tokens[place + 1 : place + _TOLD]]
        opens = tokens[place - 1].roles & (THAT | INSISTS) != 0
        return opens and any(roles & UNIT for roles in behind) and any(roles & TRIGGER for roles in behind)
    return any(token.roles & (PRONOUN | FIGURE | TOTAL | ACCOUNT) for token in tokens[at + 1 : place])
