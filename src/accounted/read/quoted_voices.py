"""Voices of quotations: who is quoted, through whom, and whom a colon or a headline names."""

from dataclasses import replace
from typing import Final

from accounted.read.appositions import is_name
from accounted.read.lexicon import Order
from accounted.read.roles import (
    ACCORDING,
    ACCOUNT,
    ADVERB,
    AMOUNT,
    ARTICLE,
    BE,
    CHARGE,
    COMPARES,
    DENIES,
    GERUND,
    HAVE,
    INDEFINITE,
    LABEL,
    NAME,
    NOT_SPEAKER,
    NUMBER,
    PAST,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    SAYS,
    TITLE,
    TRIGGER,
    UNIT,
    VERDICT,
    VIA,
)
from accounted.read.speakers import name_end, named, names_someone, subject_before, until, words
from accounted.read.tokens import Token
from accounted.read.voice import Voice

_QUOTES: Final = frozenset('"“”«»„')
_HEAD_ENDS: Final = frozenset(',;:()"“”«»')
_OMITTED: Final = frozenset(("?", "!", "..."))
_LONGEST_NAME: Final = 14
_POSSESSED: Final = 7
_LONGEST_SOURCE: Final = 4
_SHORTEST_HEADLINE: Final = 3
_BODY: Final = NAME | UNIT | TITLE | ARTICLE | POSSESSIVE
_NO_SOURCE: Final = NUMBER | TRIGGER | LABEL | BE | HAVE | PREPOSITION | PRONOUN
_PASSIVE: Final = SAYS | AMOUNT | CHARGE | VERDICT


def announced(tokens: list[Token], at: int, text: str, order: Order) -> Voice | None:
    """Takes tokens and a colon's place, gives who speaks behind it in a quotation, or whom a headline names behind it.

    "The Lanner Post: "We counted 40""; "Forty dead in Ardel: police".
    """
    if not at or at + 1 >= len(tokens):
        return None
    if tokens[at + 1].lower not in _QUOTES:
        if (opener := _opens_headline(tokens, at, text, order)) is not None:
            return opener
        return _account_of_line(tokens, at, text) or _named_by_headline(tokens, at, text)
    first = at
    while first and at - first < _LONGEST_NAME and tokens[first - 1].lower not in _HEAD_ENDS | {"."}:
        first -= 1
    capital = any(token.capital and token.roles & (NAME | TITLE | UNIT) for token in tokens[first:at])
    said = any(token.roles & (SAYS | BE | HAVE | DENIES) and token.roles & (PAST | BE) for token in tokens[first:at])
    head = 0 if said else until(tokens, 0, _HEAD_ENDS)
    if 0 < head < first and all(token.roles & _BODY for token in tokens[:head]):
        return Voice(words(tokens, 0, head - 1, text), at, len(tokens), at)  # "The Post, that day, has this note:"
    name = named(tokens, first, at - 1, text) if capital and not said and first < at else None
    return Voice(name, at, len(tokens), at) if name is not None else None


def _account_of_line(tokens: list[Token], at: int, text: str) -> Voice | None:
    """ "Modern estimate: at least 19": a line that opens with somebody's account, as a table of facts has it."""
    line = text.rfind("\n", 0, tokens[at].start) + 1
    first = next(place for place in range(at + 1) if tokens[place].start >= line)
    account = tokens[at - 1].roles & (ACCOUNT | NOT_SPEAKER) and tokens[at - 1].roles & SAYS
    if not account or not tokens[at + 1].roles & NUMBER or not 1 < at - first <= _LONGEST_SOURCE:
        return None
    if any(token.roles & ~(NAME | UNIT | TITLE | PLURAL) for token in tokens[first : at - 1]):
        return None  # "total number: 40"
    ends = text.find("\n", tokens[at].end)
    last = next((p for p in range(at, len(tokens)) if ends >= 0 and tokens[p].start > ends), len(tokens))
    return Voice(words(tokens, first, at - 1, text), at, last - 1, at)


def _opens_headline(tokens: list[Token], at: int, text: str, order: Order) -> Voice | None:
    """ "Police: 12 dead in Ardel": a text's first line that names its source before the only colon in it."""
    line = text[: text.find("\n", tokens[at].end) if "\n" in text[tokens[at].end :] else len(text)]
    if at > _LONGEST_SOURCE or text[: tokens[0].start].strip() or line.count(":") > 1:
        return None
    letters = at == 1 and text[tokens[0].start : tokens[0].end].isupper() and not tokens[0].roles & TRIGGER
    body = letters or tokens[at - 1].lower in order.speech.bodies or tokens[at - 1].lower in order.speech.offices
    if not body or any(token.roles & (_NO_SOURCE | SAYS) for token in tokens[:at]):
        return None
    last = next((p - 1 for p in range(at + 1, len(tokens)) if tokens[p].start > len(line)), len(tokens) - 1)
    return Voice(words(tokens, 0, at - 1, text), at, last, at)


def _named_by_headline(tokens: list[Token], at: int, text: str) -> Voice | None:
    """ "Forty dead in Ardel: police": a line without a full stop, that names its source behind a colon."""
    line = text.rfind("\n", 0, tokens[at].start) + 1
    ends = text.find("\n", tokens[at].end)
    last = at
    while last + 1 < len(tokens) and (ends < 0 or tokens[last + 1].start < ends):
        last += 1
        if last - at > _LONGEST_SOURCE or not tokens[last].lower.isalpha() or tokens[last].roles & _NO_SOURCE:
            return None
    first = next(place for place in range(at + 1) if tokens[place].start >= line)
    told = at - first >= _SHORTEST_HEADLINE and any(token.roles & (TRIGGER | NUMBER) for token in tokens[first:at])
    source = names_someone(tokens, at + 1, last) or tokens[at + 1].roles & NOT_SPEAKER & ~SAYS
    if last == at or not told or not source:
        return None
    return Voice(words(tokens, at + 1, last, text), first, at, at)


def quoted_as_saying(tokens: list[Token], at: int, text: str) -> Voice | None:
    """Takes tokens and a verb's place, gives who is quoted, and via whom, or None.

    "The paper quoted the mayor as saying 200 were missing": the mayor, via the paper.
    """
    as_ = next((p for p in range(at - 1, max(-1, at - 3), -1) if tokens[p].roles & COMPARES), -1)
    verb = next((p for p in range(as_, max(-1, as_ - _LONGEST_NAME), -1) if tokens[p].roles & VIA), -1)
    if as_ < 1 or verb < 0:
        return None
    last = as_ - 1
    while last > verb and tokens[last].lower == ",":
        last -= 1
    outer = subject_before(tokens, verb)
    if last == verb:  # "was quoted as saying"
        while outer is None and verb and tokens[verb - 1].roles & (BE | HAVE):
            verb -= 1
            outer = subject_before(tokens, verb)
        inner, outer = outer, None
    else:
        comma = next((p for p in range(verb + 1, last) if tokens[p].lower == ","), verb)
        inner = (comma + 1, last) if is_name(tokens, comma + 1, last) else (verb + 1, last)
    if inner is None:
        return None
    name = words(tokens, *inner, text)
    if outer is not None and not tokens[outer[0]].roles & PRONOUN:
        name = f"{name}, via {words(tokens, *outer, text)}"
    return Voice(name, at, until(tokens, at + 1, _OMITTED), at)


def quoted_in(tokens: list[Token], at: int, text: str) -> Voice | None:
    """Takes tokens and the place of "quoted by", gives who is quoted there, via whom, or None.

    "A guard quoted by the Post said that 40 died", "a guard was quoted by the Post as saying that 40 died".
    """
    last = at - 1
    while last > 0 and tokens[last].roles & (BE | HAVE | ADVERB):
        last -= 1
    if last < 0 or not tokens[last].lower[-1].isalnum():
        return None
    end = name_end(tokens, at + 1)
    verb = end + 1 + (end + 1 < len(tokens) and bool(tokens[end + 1].roles & COMPARES))
    if end <= at or verb >= len(tokens) or not tokens[verb].roles & SAYS:
        return None
    inner, outer = subject_before(tokens, last + 1), named(tokens, at + 1, end, text)
    if inner is None or inner[1] != last or outer is None:
        return None
    return Voice(f"{words(tokens, *inner, text)}, via {outer}", verb, until(tokens, verb + 1, _OMITTED), verb)


def relayed(found: list[Voice], tokens: list[Token], order: Order) -> list[Voice]:
    """Takes the voices of a sentence, gives them with the one who cites another joined to whom they cite.

    "The Post reported, citing a guard, that 40 died": the guard, via the Post.
    """
    cited = [voice for voice in found if tokens[voice.verb].lower in order.speech.cites]
    if not cited:
        return found
    citing = [voice for voice in found if voice not in cited and not tokens[voice.verb].roles & ACCORDING]
    if len(cited) != 1 or len(citing) != 1 or citing[0].stance != "asserts" or cited[0].verb == 0:
        return found
    return [replace(citing[0], speaker=f"{cited[0].speaker}, via {citing[0].speaker}", pronoun=False)]


def who_issued(tokens: list[Token], at: int, left: tuple[int, int], order: Order) -> tuple[int, int]:
    """Takes a verb's place and its subject, gives who issued it, where it is what another verb is told of.

    "The ministry released a statement confirming that": the ministry.
    """
    issued = tokens[left[1]].lower in order.speech.statements | order.speech.writings
    article = tokens[left[0]].roles & INDEFINITE
    verb = left[0] - 1
    if not issued or not article or verb < 1 or not tokens[at].roles & GERUND:
        return left
    if tokens[verb].capital or not (tokens[verb].roles & PAST or not tokens[verb].roles):
        return left
    return subject_before(tokens, verb) or left


def behind_quotation(tokens: list[Token], at: int) -> bool:
    """Takes a verb's place, gives whether its speaker alone stands between what is said and it.

    "... to date," the charter says.".
    """
    place = at - 1
    while place > 0 and at - place < _POSSESSED and not _stops(tokens[place]):
        if tokens[place].lower in _QUOTES or tokens[place].lower == ",":
            return at - place > 1
        place -= 1
    return False


def _stops(token: Token) -> bool:
    """A verb or a number; no account that is a verb too: ", the report concludes"."""
    verb = token.roles & (_PASSIVE | BE | HAVE | NUMBER)
    return bool(verb) and not (token.roles & NOT_SPEAKER and token.roles & SAYS)
