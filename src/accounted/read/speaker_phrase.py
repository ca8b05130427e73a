"""The clean phrase in the words taken for a speaker: a noun phrase, without what ran into it; or none."""

from typing import Final

from accounted.read.roles import (
    ACCOUNT,
    ADVERB,
    ARTICLE,
    BOUNDARY,
    CONJUNCTION,
    COUNTER,
    DENIES,
    DETERMINER,
    DOUBT,
    HEARSAY,
    IDENTIFIER,
    LABEL,
    MEASURE,
    MONTH,
    NAME,
    NAME_LINK,
    NOT_SPEAKER,
    NOT_ZERO,
    NUMBER,
    OF,
    ORDINAL,
    PAST,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    QUALIFIER,
    SAYS,
    STRONG,
    SUFFERED,
    THIRD_PERSON,
    TITLE,
    TOTAL,
    TRANSITIVE,
    UNIT,
    WEAK,
    WEEKDAY,
    WHO,
)
from accounted.read.tokens import Token

_SHORTEST_SHORT: Final = 2
_LONGEST_SHORT: Final = 8
_LONGEST_FULL: Final = 90
_HEADING_SHARE: Final = 0.6


def clean_phrase(tokens: list[Token], first: int, last: int, text: str) -> tuple[int, int] | None:
    """Takes the words taken for a speaker, gives those of them that are one noun phrase, or None where none is.

    A heading above ends before it; a pronoun beside the verb is its subject by itself; a clause inside ends it.
    """
    first = _behind_heading(tokens, first, last, text)
    if first < last and tokens[last].roles & THIRD_PERSON:
        return last, last  # "The council corrects what it said"
    first, last = _behind_preposition(tokens, first, last), _before_clause(tokens, first, last)
    while last > first and tokens[last].roles & (DETERMINER | CONJUNCTION) and not tokens[last].roles & (UNIT | NAME):
        last -= 1  # "Ardel first spoke of", "variables such as"
    empty = ARTICLE | DETERMINER | PREPOSITION
    if last < first or all(token.roles & empty and not token.roles & QUALIFIER for token in tokens[first : last + 1]):
        return None
    return first, last


def behind_date(tokens: list[Token], first: int, last: int) -> int:
    """Takes a stretch, gives where it goes on behind the end of a date: "on 19th March the Governor", "the 4th we"."""
    if not first or tokens[first].roles not in (ORDINAL, MONTH):
        return first
    at = first
    while at < last and (tokens[at].roles & (ORDINAL | MONTH | NUMBER) or tokens[at + 1].roles & MONTH):
        at += 1
    return at


def befell_before_noun(tokens: list[Token], at: int) -> bool:
    """Takes a verb's place, gives whether it tells what befell those who speak: "the detained officers said"."""
    opens = at == 0 or tokens[at - 1].roles & (ARTICLE | DETERMINER | OF)
    if not opens or tokens[at].roles & SAYS or at + 1 >= len(tokens):
        return False
    behind = tokens[at + 1]
    alone = at and behind.roles & SAYS and tokens[at].roles & STRONG
    noun = behind.roles & (UNIT | WEAK | TITLE) or not behind.roles & ~(PLURAL | MEASURE | IDENTIFIER)
    return bool(alone or (noun and behind.lower.isalpha() and not behind.roles & (NUMBER | DETERMINER)))


def lives(tokens: list[Token], at: int) -> bool:
    """Takes a place, gives whether it is a noun for those whom something befell: "a survivor", "the wounded"."""
    noun = tokens[at].roles & (STRONG | WEAK) and not tokens[at].roles & (NOT_ZERO | TOTAL | COUNTER | LABEL)
    return bool(noun) and (not tokens[at].roles & PAST or bool(at and tokens[at - 1].roles & (ARTICLE | OF)))


def two_adjectives(tokens: list[Token], at: int) -> bool:
    """Takes a place, gives whether it joins two adjectives: "a popular though unconfirmed story"."""
    here = at - 1 if tokens[at].roles & DENIES else at
    joins = tokens[here].roles & BOUNDARY and here + 2 < len(tokens)
    doubted = joins and tokens[here + 1].roles & (HEARSAY | DOUBT | DENIES) and tokens[here + 2].lower.isalpha()
    return bool(doubted) and not tokens[here - 1].roles and not tokens[here - 1].capital


def _behind_preposition(tokens: list[Token], first: int, last: int) -> int:
    """ "In Corvais the council" is the council; "to her" and "held by the states" name nobody."""
    opening = tokens[first].roles
    led = first < last and opening & TRANSITIVE and not opening & UNIT and tokens[first + 1].roles & PREPOSITION
    if not led and not (opening & PREPOSITION and not opening & (UNIT | NAME | ADVERB | DETERMINER | NUMBER)):
        return first
    articles = (at for at in range(last - 1, first + 1, -1) if tokens[at].roles & ARTICLE)
    return last + 1 if led else next(articles, last + 1)


def ends_heading(tokens: list[Token], at: int, text: str) -> bool:
    """Takes a place, gives whether a heading ends with it: its line has no full stop, the next begins a sentence."""
    if at + 1 >= len(tokens) or not tokens[at + 1].capital:
        return False
    between = text[tokens[at].end : tokens[at + 1].start]
    return "\n" in between and tokens[at].capital and _is_heading(text, tokens[at], tokens[at + 1])


def in_full(name: str, text: str) -> str:
    """Takes a speaker and the text, gives it with its full name where the text tells what the letters stand for.

    >>> in_full("LRS", "The Lanner River Society (LRS) met. Later the LRS spoke.")
    'Lanner River Society (LRS)'
    """
    if not (name.isupper() and name.isalpha() and _SHORTEST_SHORT <= len(name) <= _LONGEST_SHORT):
        return name
    told, _, behind = text.partition(f"({name})")
    letters = list(name)
    full: list[str] = []
    for word in reversed(told[-_LONGEST_FULL:].split() if behind or text.endswith(f"({name})") else []):
        if letters and word[0].upper() == letters[-1] and word[0].isupper():
            letters.pop()
        elif not word.isalpha() or not word.islower():
            return name
        full.insert(0, word)
        if not letters:
            return f"{' '.join(full)} ({name})"
    return name


def below_title(tokens: list[Token], before: int, text: str) -> int:
    """Takes a place, gives where the text under the lines of a title begins before it, or 0.

    A title's line has no full stop and is shorter than the line below it, which begins with a capital.
    """
    line = text.rfind("\n", 0, tokens[0].start) + 1
    if text.find("\n", tokens[0].start, tokens[before].start) < 0 or text[line : tokens[0].start].strip():
        return 0
    below = 0
    for at in range(2, before + 1):
        between = text[tokens[at - 1].end : tokens[at].start]
        if "\n" not in between:
            continue
        if not text[tokens[at].start].isupper() or not tokens[at - 1].lower[-1].isalnum():
            break
        if _is_shorter(text, tokens[at - 1], tokens[at]) or (not below and tokens[at].roles & ARTICLE):
            below = at
    return below


def _behind_heading(tokens: list[Token], first: int, last: int, text: str) -> int:
    """ "What others say", and on the next line "The council said": a heading has no full stop."""
    for at in range(last, first, -1):
        before, token = tokens[at - 1], tokens[at]
        if token.capital and "\n" in text[before.end : token.start] and _is_heading(text, before, token):
            return at
    return first


def _is_heading(text: str, before: Token, token: Token) -> bool:
    return bool(token.roles & ARTICLE) or _is_shorter(text, before, token)


def _is_shorter(text: str, before: Token, token: Token) -> bool:
    line = text.rfind("\n", 0, before.end) + 1
    behind = text.find("\n", token.start)
    length = (behind if behind >= 0 else len(text)) - token.start
    return len(text[line : before.end].strip()) < _HEADING_SHARE * length


def _before_clause(tokens: list[Token], first: int, last: int) -> int:
    """The last word before a clause that tells of the speaker: "the film of the places we saw" is the film."""
    for at in range(first + 1, last + 1):
        roles = tokens[at].roles
        if roles & PREPOSITION and at < last and tokens[at + 1].roles & (MONTH | NUMBER | WEEKDAY) and not roles & UNIT:
            return at - 1  # "an inquiry in April 1968"
        if roles & WEEKDAY:
            return at - 1
        if roles & BOUNDARY and not roles & (UNIT | NOT_SPEAKER | WHO | DETERMINER) and not two_adjectives(tokens, at):
            return _before_verb(tokens, first, at - 1)
        if roles & WHO:
            return last  # "residents who crossed the bridge"
        if roles & (PRONOUN | NOT_SPEAKER) and not roles & (DETERMINER | UNIT | NAME | SAYS):
            return _before_link(tokens, first, at - 1)
        verb = not roles and not tokens[at].capital and tokens[at].lower.isalpha() and at < last
        if verb and tokens[at + 1].roles & ARTICLE and not tokens[first].roles & PREPOSITION:
            return at - 1  # "the council issued a statement saying"
        if _told_of_it(tokens, at) and _of_writing(tokens, at, last):
            return last
        if _told_of_it(tokens, at) and not tokens[at - 1].roles & (ARTICLE | DETERMINER | OF):
            return _before_link(tokens, first, at - 1)
    return last


def _told_of_it(tokens: list[Token], at: int) -> bool:
    """ "Figures released by the council", "the council for losses suffered": a participle, no noun and no name."""
    token = tokens[at]
    return bool(token.roles & (PAST | SUFFERED)) and not token.capital and not token.roles & (UNIT | BOUNDARY | SAYS)


def _of_writing(tokens: list[Token], at: int, last: int) -> bool:
    """ "A letter published in the Lanner Herald": where an account was printed or got from names it."""
    account = tokens[at - 1].roles & (ACCOUNT | NOT_SPEAKER) or not tokens[at - 1].roles & ~(PLURAL | MEASURE)
    place = at < last and tokens[at + 1].roles & (PREPOSITION | NAME_LINK)
    return bool(account and place) and tokens[last].capital and not tokens[at - 1].capital


def _before_verb(tokens: list[Token], first: int, last: int) -> int:
    """A clause joined to this one shows that an unknown word behind the name is its verb: "the council met when"."""
    for at in range(first + 1, last + 1):
        unknown = not tokens[at].roles and not tokens[at].capital and tokens[at].lower.isalpha()
        if unknown and tokens[at - 1].capital:
            return at - 1
    return last


def _before_link(tokens: list[Token], first: int, last: int) -> int:
    link = next((at for at in range(last, first, -1) if tokens[at].roles & (PREPOSITION | NAME_LINK)), 0)
    return link - 1 if link else last
