"""The words that name a speaker: the subject before a verb, a name behind it, as far as they go."""

from typing import Final

from accounted.read.appositions import (
    before_office,
    behind_its_office,
    closes_clause,
    is_initial,
    is_name,
    may_be_manner,
    open_apposition,
    opens_quotation,
    with_apposition,
)
from accounted.read.roles import (
    ACCORDING,
    ACCOUNT,
    ADVERB,
    AGENT,
    AMOUNT,
    ANAPHOR,
    ARTICLE,
    BE,
    BOUNDARY,
    CONJUNCTION,
    DENIES,
    DETERMINER,
    FIGURE,
    GERUND,
    HAVE,
    HONORIFIC,
    IDENTIFIER,
    INFINITIVE,
    INVERTS,
    KEEP,
    LABEL,
    LABEL_LINK,
    MEASURE,
    MONTH,
    NAME,
    NAME_LINK,
    NAMING,
    NOT_SPEAKER,
    NUMBER,
    OF,
    PAST,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    QUALIFIER,
    SAYS,
    THAT,
    TITLE,
    TRIGGER,
    UNIT,
    VIA,
    VICTIMS,
    WHO,
)
from accounted.read.speaker_phrase import (
    befell_before_noun,
    behind_date,
    clean_phrase,
    lives,
    two_adjectives,
)
from accounted.read.tokens import Token
from accounted.read.totals import of_a_date
from accounted.read.who_speaks import behind_determiner

_QUOTES: Final = frozenset('"“”«»„')
_MARKS: Final = _QUOTES | frozenset("'‘’_*")
_CLOSERS: Final = frozenset(".;:?!()")
_PARTS: Final = frozenset((",", "—", "–"))
_INSERTED: Final = 9
_LONGEST_NAME: Final = 14
_YEAR_DIGITS: Final = 4
_PLAIN: Final = PLURAL | MEASURE | IDENTIFIER  # "groups" are measures too, "resolution" may have a number behind
_PRINTED: Final = _PLAIN | ACCOUNT | NOT_SPEAKER | SAYS | INVERTS | FIGURE
_LONGEST_ASIDE: Final = 22
_LONGEST_SHORT_FORM: Final = 3
_SHORTEST_CLAUSE: Final = 2


def subject_before(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """Takes a verb of saying's place, gives the words before it that name who says it.

    An insertion between commas is stepped over.
    """
    last = _last_of_subject(tokens, at)
    who = last >= 1 and tokens[last].roles & WHO and tokens[last - 1].lower == ","
    held = before_office(tokens, last - 1) if who else open_apposition(tokens, at)
    if held is not None:
        return held
    if who:
        last -= 2  # "Mr Tolm, who believes that"
    elif last >= 0 and tokens[last].lower == ",":
        opened = next((p for p in range(last - 1, max(-1, last - 22), -1) if tokens[p].lower == ","), None)
        if opened is not None and is_name(tokens, opened + 1, last - 1):
            return opened + 1, last - 1
        if opened is not None and (held := behind_its_office(tokens, opened + 1, last - 1)) is not None:
            return held
        head = with_apposition(tokens, last)
        if head is not None:
            return head
        last = _before_bracket(tokens, opened - 1 if opened is not None else last - 1)
    if last >= 0 and tokens[last].roles & CONJUNCTION:
        return head_subject(tokens, last)
    first = behind_date(tokens, _subject_opens(tokens, last), last)
    first = _behind_object(tokens, first, last, at, who=bool(who))
    if first > 1 and (held := of_relative(tokens, at, first) or _before_relative(tokens, first, last)) is not None:
        return held
    while first < last and (tokens[first].roles & (CONJUNCTION | ADVERB | OF) or tokens[first].lower[0] == "["):
        first += 1
    if last < first or tokens[last].roles & AGENT or not names_someone(tokens, first, last):
        return None
    return first, last


def _last_of_subject(tokens: list[Token], at: int) -> int:
    """The last word before a verb that is neither an adverb nor a verb that goes with it, nor in a bracket."""
    last = at - 1
    while last >= 0 and tokens[last].roles & (ADVERB | HAVE | (BE if tokens[at].roles & GERUND else 0)):
        last -= 1
    if last > 1 and tokens[last - 1].roles & HAVE and tokens[last].roles & BOUNDARY and tokens[at].roles & PAST:
        last -= 2  # "Renn has since claimed"
    if last == at - 1 and last > 0 and tokens[last].lower in _QUOTES and opens_quotation(tokens, last):
        last -= 1  # "Renn "reckons that 40 died""
    if last > 1 and tokens[last - 1].lower == "," and may_be_manner(tokens[last]) and closes_clause(tokens, last - 1):
        last -= 1  # "Renn, who was there, originally put the dead at 40"
    return _before_bracket(tokens, last)


def of_relative(tokens: list[Token], at: int, first: int) -> tuple[int, int] | None:
    """Takes a verb's place and where its subject seems to open, gives the noun whose clause stands between, or None.

    "A woman who gave her name as Tolm said", "those who survived the raid said": no comma parts the clause.
    """
    for who in range(at - 1, max(0, at - _LONGEST_NAME), -1):
        token = tokens[who]
        if token.lower in _CLOSERS or token.lower in _PARTS or token.lower in _QUOTES or token.roles & CONJUNCTION:
            return None
        if not token.roles & WHO:
            continue
        subject = tokens[who + 1].roles & (ARTICLE | DETERMINER | PRONOUN | NAME | UNIT | TITLE | CONJUNCTION)
        noun = tokens[who - 1]
        if subject or not noun.lower.isalpha() or who >= first or at - who < _SHORTEST_CLAUSE:
            return None
        if noun.roles & ANAPHOR:
            return who - 1, at - 1
        if not noun.roles & (UNIT | NAME | TITLE):
            return None
        opens = _subject_opens(tokens, who - 1)
        return (opens, who - 1) if opens < who and names_someone(tokens, opens, who - 1) else None
    return None


def _behind_to(tokens: list[Token], first: int, last: int) -> int:
    """ "The roads that lead to Ardel showed", "in a note to clerks the mayor said": behind "to" no subject opens."""
    if first < 2 or not tokens[first - 1].roles & INFINITIVE or not tokens[first - 1].roles & PREPOSITION:
        return first
    article = next((at for at in range(first + 1, last) if tokens[at].roles & ARTICLE), 0)
    holder, opens = tokens[first - 2].roles, _subject_opens(tokens, first - 2)
    office = holder & TITLE or not holder & ~_PRINTED
    if article or not office or any(t.roles & PREPOSITION & ~OF for t in tokens[opens : first - 1]):
        return article or last + 1
    return opens  # "the ambassador to Ardel said"


def _behind_object(tokens: list[Token], first: int, last: int, at: int, *, who: bool) -> int:
    """Where the subject opens behind what another verb of the sentence is told of."""
    if who:
        return max((p + 1 for p in range(first, last) if _before_whom(tokens[p])), default=first)
    if tokens[at].roles & GERUND:
        return first
    return _behind_counted(tokens, _behind_to(tokens, first, last), last)


def _before_whom(token: Token) -> bool:
    """ "Anna Mell spoke with Ivo Renn, who said": with, to and by stand before him who said it."""
    link = token.roles & PREPOSITION and not token.roles & NAME_LINK and token.roles & (LABEL_LINK | INFINITIVE)
    return bool(link) or bool(token.roles & AGENT)


def _behind_counted(tokens: list[Token], first: int, last: int) -> int:
    """ "The raid burned 12 houses and residents said": those counted are the object of another verb."""
    if first < 2 or not tokens[first - 1].roles & NUMBER or tokens[first - 2].roles & (CONJUNCTION | BOUNDARY):
        return first
    if not tokens[first - 2].lower[0].isalnum():
        return first
    return next((at + 1 for at in range(first, last) if tokens[at].roles & CONJUNCTION), first)


def _before_relative(tokens: list[Token], first: int, last: int) -> tuple[int, int] | None:
    """ "A society that visited the town said", "clerks who were part of it said": the noun that the clause tells of."""
    who = first - 1
    while who > 0 and tokens[who].roles & (BE | HAVE | ADVERB) and not tokens[who].roles & (WHO | THAT):
        who -= 1
    behind = tokens[who + 1].roles & (ARTICLE | DETERMINER | PRONOUN | NAME | UNIT | TITLE)
    told = tokens[who].roles & WHO or (tokens[who].roles & THAT and last - who > 1 and not behind)
    noun = tokens[who - 1]
    if not told or who < 1 or not (noun.roles & (UNIT | NAME | TITLE) or not noun.roles & ~_PLAIN):
        return None
    if not noun.lower.isalpha() or noun.roles & (SAYS | ACCOUNT):
        return None
    opens = _subject_opens(tokens, who - 1)
    named = opens < who and names_someone(tokens, opens, who - 1)
    return (opens, who - 1) if named and not any(t.roles & (SAYS | ACCOUNT) for t in tokens[opens:who]) else None


def _subject_opens(tokens: list[Token], last: int) -> int:
    """How far back the words of a subject reach from its last."""
    first = last
    while first >= 0 and last - first < _LONGEST_NAME:
        behind = _before_bracket(tokens, first) if tokens[first].lower == ")" else first
        if first - behind <= _LONGEST_SHORT_FORM and behind < first:
            first = behind  # "the Human Rights Council (HRC) report said"
        if ends_subject(tokens, first):
            break
        first -= 1
    return first + 1


def _before_bracket(tokens: list[Token], last: int) -> int:
    """The word before a bracket that ends here: "the Red Crescent (RC) said", "Tolm (later the mayor), wrote"."""
    while last > 0 and tokens[last].lower in ")]":
        opens = next((p for p in range(last - 1, max(-1, last - _LONGEST_ASIDE), -1) if tokens[p].lower in "(["), 0)
        if not opens:
            return last - 1 if tokens[last - 1].lower == ")" else last
        last = opens - 1
    return last


def head_subject(tokens: list[Token], at: int, start: int = 0) -> tuple[int, int] | None:
    """Takes a verb's place and a clause's start, gives the subject at its head: "The council met twice and said"."""
    last = start
    while last < at and not (tokens[last].roles & (SAYS | BE | HAVE | TRIGGER | NUMBER | DENIES | PREPOSITION)):
        if tokens[last].roles & (PAST | NAMING) or tokens[last].lower == "," or tokens[last].lower in _CLOSERS:
            break
        opens_object = tokens[last].roles & (ARTICLE | DETERMINER | NOT_SPEAKER)
        if last > start + 1 and opens_object and not tokens[last - 1].capital:
            last -= 1  # "the chief prosecutor looked into the killings": an unknown verb before its object
            break
        last += 1
    if not start < last < start + _LONGEST_NAME or not names_someone(tokens, start, last - 1):
        return None
    return start, last - 1


def ends_subject(tokens: list[Token], at: int) -> bool:
    """Takes a place, gives whether a subject cannot reach back over it."""
    token = tokens[at]
    if token.lower in _CLOSERS or token.lower in _QUOTES or token.lower in (",", "-", "—", "–"):
        return not is_initial(tokens, at)
    if token.roles & DENIES and behind_determiner(tokens, at):
        return False  # "residents of the disputed town"
    if token.roles & (NUMBER | DENIES):
        verb_next = tokens[at + 1].roles & (HAVE | SAYS | ADVERB)
        if at and verb_next and of_a_date(tokens, at) and tokens[at - 1].roles & (MONTH | PREPOSITION):
            return False  # "an inquiry in April 1968 had concluded"
        if _one_of(tokens, at):
            return False
        numbered = token.roles & NUMBER and at and tokens[at - 1].capital and tokens[at + 1].roles & SAYS
        return not (numbered or _dated_noun(tokens, at))  # "Channel 1 says"
    if token.roles & (BE | HAVE | BOUNDARY | ACCORDING) and not token.roles & UNIT:
        return True
    verb = token.roles & (TRIGGER | SAYS) and not token.roles & (UNIT | LABEL) and not printed(tokens, at)
    return bool(verb) and bool(token.roles & PAST) and not befell_before_noun(tokens, at)


def printed(tokens: list[Token], at: int) -> bool:
    """Takes a place, gives whether a participle there tells where an account stands: "a note printed in the Post"."""
    roles = tokens[at].roles
    if not 0 < at < len(tokens) - 2 or not roles & PAST or not roles & SAYS or roles & VIA:
        return False
    noun = tokens[at - 1].lower.isalpha() and not tokens[at - 1].roles & ~_PRINTED and not tokens[at - 1].capital
    return noun and bool(tokens[at + 1].roles & NAME_LINK) and any(t.capital for t in tokens[at + 2 : at + 4])


def _one_of(tokens: list[Token], at: int) -> bool:
    """ "One of the guards said": the one speaks."""
    number = tokens[at].number
    return number is not None and number.best == 1 and bool(tokens[at + 1].roles & OF)


def _dated_noun(tokens: list[Token], at: int) -> bool:
    """ "An October 1989 article": a year that goes with the noun behind it."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or after.capital or after.roles or not after.lower.isalpha():
        return False
    year = tokens[at].number is not None and len(tokens[at].lower) == _YEAR_DIGITS
    return year and (of_a_date(tokens, at) or bool(at and tokens[at - 1].roles & ARTICLE))  # "a 2017 study"


def names_someone(tokens: list[Token], first: int, last: int) -> bool:
    """Takes a stretch of tokens, gives whether its words can name a speaker."""
    named = range(first, last + 1)
    if tokens[first].roles & (NOT_SPEAKER | GERUND) and first == last and not tokens[first].roles & SAYS:
        return False
    some = tokens[first].roles & QUALIFIER and tokens[first].roles & DETERMINER
    told = tokens[last].roles & (NOT_SPEAKER | ACCOUNT) and tokens[last].roles & SAYS and not tokens[last].roles & PAST
    if told or (some and first == last):
        return True  # "the report", "unconfirmed reports", "some put it at 49"
    return any(
        tokens[p].roles & (NAME | UNIT | PRONOUN | TITLE)
        or (tokens[p].roles & IDENTIFIER and tokens[p].capital and p < last)  # "Channel 1"
        or (tokens[p].lower.isalpha() and (lives(tokens, p) or not tokens[p].roles & ~_PLAIN))
        or tokens[p].roles & VICTIMS
        for p in named
    )


def name_end(tokens: list[Token], first: int) -> int:
    """Takes a place, gives the last word of a name that starts here: to the comma, the verb, the next number."""
    at = first
    while at < len(tokens) and at - first < _LONGEST_NAME:
        token = tokens[at]
        if (token.lower in _CLOSERS and not is_initial(tokens, at)) or token.lower in _QUOTES | _PARTS:
            break
        ends = token.roles & (BE | HAVE | BOUNDARY | NUMBER | SAYS) and not token.roles & UNIT and at > first
        ends = ends and not two_adjectives(tokens, at)
        if ends and not (_listed(tokens, at, first) or printed(tokens, at) or _ends_account(tokens, first, at)):
            break
        if token.roles & (PREPOSITION | AMOUNT) and not token.roles & (NAME_LINK | UNIT):
            break
        if token.roles & (WHO | ACCORDING) and at > first and not token.roles & ACCOUNT:
            break  # "by order of the council which acted"
        if at > first and may_be_manner(token) and tokens[at - 1].capital and _has_number(tokens, at + 1):
            break  # "records kept by Ivo Renn list 40 dead"
        at += 1
    while at - 1 > first and tokens[at - 1].roles & PREPOSITION and not tokens[at - 1].roles & (UNIT | NAME):
        at -= 1  # "was put by the council at 40"
    return at - 1


def _ends_account(tokens: list[Token], first: int, at: int) -> bool:
    """ "According to a UN council report,": before a comma it is no verb, and the account is somebody's."""
    noun = tokens[at].roles & SAYS and tokens[at].roles & NOT_SPEAKER and not tokens[at].roles & PAST
    named = any(token.capital for token in tokens[first:at])
    return bool(noun) and named and at + 1 < len(tokens) and tokens[at + 1].lower == ","


def _has_number(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and bool(tokens[at].roles & NUMBER)


def _listed(tokens: list[Token], at: int, first: int) -> bool:
    """ "The lists kept by clerks", "official reports received": behind an article or adjective it is a noun."""
    before = tokens[at - 1]
    noun = tokens[at].roles & SAYS and not tokens[at].roles & (PAST | BE | HAVE)
    return (
        bool(noun)
        and at - 1 == first
        and not before.capital
        and not before.roles & ~(ARTICLE | DETERMINER | KEEP | UNIT)
    )


def named(tokens: list[Token], first: int, last: int, text: str) -> str | None:
    """Takes the words taken for a speaker, gives the clean phrase in them as written, or None where none is."""
    clean = clean_phrase(tokens, first, last, text)
    return words(tokens, *clean, text) if clean is not None else None


def words(tokens: list[Token], first: int, last: int, text: str) -> str:
    """Takes a stretch of tokens, gives its words as written, without article, honorific and marks around them."""
    while first < last and (tokens[first].roles & (ARTICLE | HONORIFIC) or tokens[first].lower in _MARKS):
        first += 1
    while last > first and tokens[last].lower in _MARKS:
        last -= 1
    return " ".join(text[tokens[first].start : tokens[last].end].replace("*", "").split())


def until(tokens: list[Token], at: int, marks: frozenset[str]) -> int:
    """Takes a place, gives the first place from there on with one of these marks (else the end)."""
    while at < len(tokens) and tokens[at].lower not in marks:
        at += 1
    return at


def insertion(tokens: list[Token], comma: int) -> int:
    """Takes a place, gives where an insertion between commas that begins there ends before "that"; or 0.

    "It is nonsense to claim, as Ardel does, that"; "the project estimates, from the data it has, that".
    """
    if comma >= len(tokens) or tokens[comma].lower != ",":
        return 0
    closes = next((p for p in range(comma + 1, min(comma + _INSERTED, len(tokens))) if tokens[p].lower == ","), 0)
    return closes if closes and closes + 1 < len(tokens) and tokens[closes + 1].roles & THAT else 0


def back_until(tokens: list[Token], at: int, marks: frozenset[str]) -> int:
    """Takes a place, gives the place behind the last of these marks before it."""
    while at > 0 and tokens[at - 1].lower not in marks:
        at -= 1
    return at
