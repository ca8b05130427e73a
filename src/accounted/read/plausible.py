"""Whether those counted can have suffered what is told, and what a number without words takes over."""

from typing import Final

from accounted.read.drafts import Draft
from accounted.read.gapped import by_another, in_another_place, more_of_them
from accounted.read.phrases import Phrase
from accounted.read.roles import (
    ACCORDING,
    ADVERB,
    ARTICLE,
    BE,
    CONJUNCTION,
    DETERMINER,
    EITHER,
    FRAME,
    GROUP_OF,
    HAVE,
    INTRANSITIVE,
    NAME,
    NEGATION,
    NOBODY,
    NOT_ZERO,
    NUMBER,
    OF,
    OTHERS,
    PARTS_OPEN,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    RATIO,
    SAYS,
    SEPARATELY,
    TRANSITIVE,
    TRIGGER,
    UNIT,
    WEAK,
)
from accounted.read.tokens import Token
from accounted.read.trigger_words import Trigger

_STRONG_VERB_RULES: Final = (
    "adjective",
    "active-list",
    "noun-of-list",
    "verb-first",
    "verb-first-list",
    "active-behind",
    "noun-behind",
    "participle-before",
    "active",
    "passive",
    "noun-of",
    "total",
    "participle",
    "after-noun",
    "intransitive",
    "two-effects",
    "them",
)
_PROPERTY_RULES: Final = ("active", "passive", "participle", "verb-first", "intransitive", "noun-of")
_ZERO_REACH: Final = 6
_REACH: Final = 15
_LONGEST_HEAD: Final = 25
_STOPS: Final = frozenset(".;:?!")
_OPENS_CLAUSE: Final = frozenset('.,;:(["“')


def is_base(tokens: list[Token], at: int) -> bool:
    """Takes a number's place, gives whether another is counted out of it: the 31 in "20 of the 31 passengers died"."""
    place = at - 1
    while place >= 0 and (tokens[place].roles & (NAME | DETERMINER) or tokens[place].word.roles & POSSESSIVE):
        place -= 1
    if place > 0 and tokens[place].roles & GROUP_OF:
        return _share_of_group(tokens, place)
    if place < 0 or not _opens_base(tokens[place]):
        return False
    before = tokens[place - 1].number if place else None
    if before is not None and not before.is_one:
        return True
    return _counted_out_behind(tokens, place, at)


def _share_of_group(tokens: list[Token], group: int) -> bool:
    """ "Half the population of 8,000", "a third of the population of 900": a share stands before the group."""
    place = group - 1
    while place > 0 and tokens[place].roles & (DETERMINER | OF) and tokens[place].number is None:
        place -= 1
    share = tokens[place].number
    return share is not None and share.qualifier in ("percent", "fraction")


def _opens_base(token: Token) -> bool:
    """ "Of", "out of"; not "in", which a ratio has too: "one in nine"."""
    return bool(token.roles & OF or (token.roles & RATIO and not token.roles & PREPOSITION))


def _counted_out_behind(tokens: list[Token], opener: int, at: int) -> bool:
    """ "Of the 300 villagers, 12 were killed": nothing is told of those at the head, and another number goes on."""
    if opener and tokens[opener - 1].lower not in _OPENS_CLAUSE:
        return False
    for place in range(at + 1, min(at + _LONGEST_HEAD, len(tokens) - 1)):
        if tokens[place].roles & TRIGGER & ~WEAK or tokens[place].lower in _STOPS:
            return False
        if tokens[place].lower == "," and tokens[place + 1].number is not None:
            return True
    return False


def is_plausible(tokens: list[Token], at: int, phrase: Phrase, trigger: Trigger) -> bool:
    """Takes a number, what it counts and a trigger, gives whether those counted can suffer this.

    An unknown noun counts beside a sure trigger alone; property is not killed.
    """
    number = tokens[at].number
    if trigger.negated and not (number is not None and number.best == 0):  # "none was not killed" counts none
        return False
    if trigger.rule == "falls":
        return phrase.unit == "persons" or phrase.of_them or (phrase.empty and _falls_itself(tokens, at, trigger))
    if number is not None and number.best == 0:
        return _zero_stated(tokens, phrase, trigger)
    if phrase.empty:
        sure = (
            "verb-first",
            "active-behind",
            "noun-behind",
            "participle-before",
            "two-effects",
            "group-of",
            "active",
            "noun-of",
            "total",
            "participle",
            "after-noun",
            "passive",
            "adjective",
            "lost",
            "noun",
        )
        return trigger.rule in sure or (trigger.rule == "intransitive" and trigger.first - at <= 3)
    person = phrase.unit in ("persons", "families")
    if trigger.effect in ("destroyed", "damaged"):
        others = phrase.head is not None and bool(tokens[phrase.head].roles & OTHERS)
        property_ = phrase.unit in (None, "buildings", "settlements", "other", "territory")
        return property_ or phrase.of_them or others
    if phrase.unit in ("buildings", "settlements", "territory"):
        if trigger.effect == "killed" and trigger.rule in _PROPERTY_RULES:
            return True  # "villages were wiped out": told as destroyed
        return trigger.effect in ("other", "displaced", "present") or trigger.rule == "before-noun"
    if phrase.unit is None and not phrase.of_them:
        if trigger.rule == "total" and tokens[at - 1].roles & ARTICLE:
            return False  # "the fallen in the two rears"
        return trigger.rule in _STRONG_VERB_RULES or phrase.named
    return person or phrase.of_them or phrase.unit == "other"


def _falls_itself(tokens: list[Token], at: int, trigger: Trigger) -> bool:
    """ "Nineteen fell", not "sales of 300 fell"."""
    return trigger.first == at + 1 and (at == 0 or not tokens[at - 1].roles & PREPOSITION)


def _zero_stated(tokens: list[Token], phrase: Phrase, trigger: Trigger) -> bool:
    """ "no casualties", "no one was killed"; not "no prisoners", which counts nothing."""
    if trigger.effect not in ("killed", "injured", "missing", "other"):
        return False
    if trigger.rule == "noun":
        nobody = tokens[phrase.first - 1].roles & NOBODY  # "nobody knows the number of deaths"
        return not nobody and phrase.head is not None and not tokens[phrase.head].roles & NOT_ZERO
    if trigger.rule == "total":  # "of-the-dead none"
        behind = tokens[phrase.first] if phrase.first < len(tokens) else None
        told_of = behind is not None and behind.lower.isalpha() and not behind.roles  # "the dead nobody counted"
        return phrase.empty and trigger.last == phrase.first - 2 and not told_of
    if trigger.rule == "verb-first":
        return trigger.first > 0 and bool(tokens[trigger.first - 1].roles & NEGATION)
    if trigger.rule in ("participle", "after-noun") and trigger.first == phrase.last + 1:
        return trigger.rule == "after-noun" or not phrase.empty  # "0 civilians harmed", "none killed"
    verb = tokens[trigger.last].roles & TRANSITIVE
    if trigger.rule == "active" and verb and trigger.last == phrase.first - 2:
        return phrase.empty or phrase.unit == "persons"  # "injured no one"
    near = trigger.first - phrase.last <= _ZERO_REACH
    thing = phrase.unit is None and not tokens[phrase.first - 1].roles & NOBODY
    if thing and any(t.roles & PREPOSITION for t in tokens[phrase.last + 1 : trigger.first]):
        return False  # "no data on how many were hurt"
    return near and trigger.rule in ("passive", "intransitive", "adjective")


def is_elided(tokens: list[Token], at: int, phrase: Phrase, before: list[Draft]) -> bool:
    """Takes a number without words of its own, gives whether it takes the effect of the figure before it.

    "33 people were killed in one town and 216 in another".
    """
    if not before or at == 0 or (phrase.empty and at + 1 < len(tokens) and tokens[at + 1].roles & FRAME):
        return False  # "12 deaths and 40 cases of cholera"
    link = tokens[_link_before(tokens, at)]
    last = before[-1]
    apart = _gapped(tokens, at, last) or _of_another_source(tokens, at, last)
    alone = in_another_place(tokens, at, last) or by_another(tokens, at, last) or more_of_them(tokens, at)
    if apart or (phrase.empty and alone):
        return phrase.empty or phrase.unit == before[-1].unit
    if not (link.roles & CONJUNCTION or link.lower == ","):
        return False
    if (not link.roles & EITHER and last.number.qualifier in ("percent", "fraction")) or at - last.at > _REACH:
        return False
    if any(tokens[place].lower in ".;:" or tokens[place].roles & BE for place in range(last.phrase.last + 1, at)):
        stops = any(tokens[p].lower in ".;:" for p in range(last.phrase.last + 1, at))
        if stops and phrase.empty and _parallel(tokens, at, last):
            return True
        own = phrase.empty and (_has_predicate(tokens, at + 1) or (last.whole is None and _sold(tokens, at + 1)))
        ends = _ends_or_joins if " " in link.lower else _clause_ends
        same = phrase.unit == last.unit and ends(tokens, phrase.last + 1)
        return not stops and not own and (phrase.empty or same)
    if phrase.empty:
        return not _has_predicate(tokens, at + 1) and (last.whole is not None or not _sold(tokens, at + 1))
    share = link.lower == "," and not phrase.of_them and _is_share(tokens[at]) and not _is_share(tokens[last.at])
    if share and phrase.unit == "persons" and _clause_ends(tokens, phrase.last + 1):
        return True  # "2-3 million people died, 25-30% of the population"
    listed = phrase.unit == last.unit or phrase.named
    if listed and (last.rule == "total" or " " in link.lower):
        return _ends_or_joins(tokens, phrase.last + 1)  # "the toll at 500, about 200 women", "as well as 24 men"
    return listed and last.rule in ("active", "part", "noun-of", "active-list", "elided", "lost", "verb-first")


def _link_before(tokens: list[Token], at: int) -> int:
    """The place of what links a number to what stands before it, over "another" and the marks of footnotes."""
    place = at - 1
    while place > 0 and tokens[place].roles & SEPARATELY and not tokens[place].roles & CONJUNCTION:
        place -= 1  # "24 died at once, another seven within the week"
    while place > 0 and tokens[place].lower.startswith("["):
        place -= 1  # "600,[15] 750[16]": the mark of a footnote
    return place


def _of_another_source(tokens: list[Token], at: int, last: Draft) -> bool:
    """ "Deaths: 68 (official); 102 (survivors' league)": each number with its source in brackets behind it."""
    named = at + 1 < len(tokens) and tokens[at + 1].lower == "("
    beside = last.at + 1 < len(tokens) and tokens[last.at + 1].lower == "(" and last.rule in ("total", "elided")
    return named and beside and tokens[at - 1].lower in ");,"


def _is_share(token: Token) -> bool:
    return token.number is not None and token.number.qualifier in ("percent", "fraction")


def _parallel(tokens: list[Token], at: int, last: Draft) -> bool:
    """ "Ardel, 40 killed; Tolan, 30; Brask, 25": parallel items without a verb, each a name, a comma, a count."""
    if tokens[at - 1].lower != "," or (at + 1 < len(tokens) and tokens[at + 1].lower not in (",", ";", ".")):
        return False
    first = at - 1
    while first > last.at and tokens[first].lower != ";":
        if (
            tokens[first].roles & (BE | HAVE | SAYS | TRANSITIVE | INTRANSITIVE)
            and not tokens[first].roles & PREPOSITION
        ):
            return False
        first -= 1
    return tokens[first].lower == ";"


def _ends_or_joins(tokens: list[Token], at: int) -> bool:
    return _clause_ends(tokens, at) or bool(tokens[at].roles & (CONJUNCTION | PREPOSITION))


def _gapped(tokens: list[Token], at: int, last: Draft) -> bool:
    """ "Killed 642 in Tolan, in Ardel - 320": a dash stands for the verb, in a clause of its own for another place."""
    if tokens[at - 1].lower not in "—–" or at - last.at > _REACH + _REACH:
        return False
    opens = _clause_opens(tokens, at - 2, last.at)
    placed = opens is not None and tokens[opens + 1].roles & (PREPOSITION | ACCORDING)
    return bool(placed) and not any(token.number is not None for token in tokens[last.at + 1 : opens])


def _clause_opens(tokens: list[Token], at: int, first: int) -> int | None:
    """The place of the comma or bracket that opens the clause here; brackets closed before are stepped over."""
    depth = 0
    for place in range(at, first, -1):
        depth += (tokens[place].lower == ")") - (tokens[place].lower == "(")
        if depth < 0 or (depth == 0 and tokens[place].lower in (",", ";")):
            return place
    return None


def _has_predicate(tokens: list[Token], at: int) -> bool:
    """ "Eleven died and 600 had been outwitted": a number with a verb of its own takes none over."""
    helped = at + 1 < len(tokens) and tokens[at].roles & (BE | HAVE) and not tokens[at].roles & PREPOSITION
    return bool(helped) and tokens[at + 1].lower.isalpha() and not tokens[at + 1].roles & (UNIT | NUMBER | PREPOSITION)


def _sold(tokens: list[Token], at: int) -> bool:
    """An unknown word right behind tells of those counted, but in a breakdown: "and over a million sold"."""
    return at < len(tokens) and tokens[at].lower.isalpha() and not tokens[at].capital and not tokens[at].roles


def _clause_ends(tokens: list[Token], at: int) -> bool:
    """Whether nothing is said of a phrase any more: "six guards there.", "2,000 civilians, including"."""
    if at + 1 < len(tokens) and tokens[at].lower == "," and tokens[at + 1].roles & PARTS_OPEN:
        return True
    return at >= len(tokens) or bool(tokens[at].roles & (ADVERB | PUNCTUATION) and tokens[at].lower != ",")


def unit_of(draft: Draft) -> str:
    """Takes a figure, gives the unit it counts in: its noun's, its total's, else persons."""
    others = draft.phrase.head is not None and draft.phrase.unit == "persons" and draft.rule.startswith("active")
    if others and draft.effect in ("destroyed", "damaged"):
        return "buildings"
    if draft.phrase.unit:
        return draft.phrase.unit
    if draft.phrase.empty and draft.whole is not None:
        return draft.whole.unit
    return "persons"
