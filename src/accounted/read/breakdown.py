"""Of which total a figure is a part: brackets, "among them", "of these 184", parts before their total."""

from collections.abc import Sequence
from typing import Final

from accounted.read.asides import over_bracket
from accounted.read.beside_breakdown import beside_breakdown, is_further, those_before
from accounted.read.drafts import SHARES, UNTOLD, Draft, Found
from accounted.read.phrases import Phrase
from accounted.read.plausible import is_base
from accounted.read.roles import (
    ADJECTIVE,
    ADVERB,
    AGE_AFTER,
    ANAPHOR,
    ARTICLE,
    BE,
    CONJUNCTION,
    FIGURE,
    INTRANSITIVE,
    LATTER,
    NEGATION,
    NOT_SPEAKER,
    NUMBER,
    OF,
    OF_RELATIVE,
    OF_THE,
    PARTS_AFTER,
    PARTS_OPEN,
    PREPOSITION,
    SAYS,
    SEPARATELY,
    STRONG,
    THAT,
    TOTAL,
    TRANSITIVE,
    TRIGGER,
    UNIT,
    WEAK,
)
from accounted.read.tokens import Token
from accounted.read.totals import of_a_date
from accounted.read.uncounted import of_uncounted

_HEAD: Final = 2
_BREAKDOWN_REACH: Final = 60
_REACH: Final = 15
_BEING: Final = 2
_DASHES: Final = frozenset("-–—")
_ENDS_LIST: Final = frozenset(";:().?!")
_LISTS: Final = _DASHES | {":", "՝"}
_MAY_OPEN: Final = PARTS_OPEN | CONJUNCTION
_MARKS: Final = _LISTS | {"(", ")", ";", "."}
_QUOTES: Final = frozenset('"“”«»„')
_OUT_OF: Final = 6
_ASIDE: Final = 5


def taken_up_again(tokens: list[Token], at: int, earlier: Sequence[Draft]) -> Draft | None:
    """Takes a number's place and earlier figures, gives the one that "of these 184", "the 31 we saw" point to."""
    number, before = tokens[at].number, tokens[at - 1].roles if at else 0
    of_the = before & OF_THE and at == 1
    if number is None or number.best is None or not (before & ANAPHOR or of_the):
        return None
    return next((draft for draft in reversed(earlier) if draft.number.best == number.best), None)


def _last_total(earlier: Sequence[Draft], effect: str) -> Draft | None:
    """The last total of an effect: what "22 of the dead" are counted out of."""
    totals = (d for d in reversed(earlier) if d.whole is None and d.rule != "among")
    named = [d for d in totals if effect == d.effect or (effect == "other" and not _lived(d))]
    harmed = (d for d in named if effect != "other" or d.effect != "other" or d.phrase.strong)
    return next(harmed, named[0] if named else None)  # "among the victims": of the dead sooner than of those arrested


def _lived(draft: Draft) -> bool:
    """ "Two guards escaped": none of the victims."""
    return draft.effect == "other" and draft.rule == "intransitive"


def opener_effect(tokens: list[Token], opened: int | None) -> str | None:
    """Takes where a breakdown opened, gives the effect told by the words that open it, where no total was told.

    "Among the dead", "those killed included", "the dead: 14 men".
    """
    return _opener_tells(tokens, opened) if opened is not None else None


def _opener_tells(tokens: list[Token], opened: int) -> str | None:
    """The effect that an opener tells itself, or the word before it: "the victims included", "the dead -"."""
    told = tokens[opened].word.effect_as(STRONG) or _told_behind(tokens, opened)
    verb = opened > 0 and (tokens[opened].lower.isalpha() or tokens[opened].lower in _LISTS)
    opened -= bool(opened > 1 and tokens[opened - 1].lower == "(" and not told)  # "the dead (including 12 women)"
    if opened > 1 and tokens[opened - 1].lower == "," and tokens[opened].roles & PARTS_OPEN:
        return told or tokens[opened - 2].word.effect_as(STRONG)  # "the killings, of which at least 71"
    return told or (tokens[opened - 1].word.effect_as(STRONG | TOTAL | TRANSITIVE | ADJECTIVE) if verb else None)


def _told_behind(tokens: list[Token], opened: int) -> str | None:
    """ "Of those killed, 224 were men": what befell those whom the opener points at."""
    if opened or len(tokens) < _HEAD or not tokens[opened].roles & ANAPHOR:
        return None
    return tokens[1].word.effect_as(TRANSITIVE | ADJECTIVE | STRONG)


def whole_of_series(tokens: list[Token], at: int, phrase: Phrase, before: list[Draft]) -> Draft | None:
    """Takes a number's place, gives the total that ", and 13 were children" goes on with."""
    linked = tokens[at - 1].roles & CONJUNCTION or tokens[at - 1].lower == ","
    return before[0].whole if linked else None


def whole_at_head(tokens: list[Token], before: list[Draft]) -> Draft | None:
    """Takes a sentence and its figures, gives the total at its head: "Of seven bodies seen, two were children"."""
    for total in reversed(before):
        reach = range(total.at - 1, max(-1, total.at - _HEAD - 1), -1)
        opener = next((p for p in reach if _opens_count(tokens[p])), None)
        if opener is None or any(tokens[place].lower == "," for place in range(opener, total.at)):
            continue
        if opener == 0 or not tokens[opener - 1].lower[0].isalnum() or tokens[opener - 1].roles & THAT:
            return total
    return None


def _opens_count(token: Token) -> bool:
    return bool(token.roles & (OF | PARTS_OPEN))


def nested_whole(tokens: list[Token], at: int, before: Sequence[Draft]) -> Draft | None:
    """Takes a number's place, gives the figure beside it that it is a part of.

    "Three were women, one shot through the chest", "120 wounded, 20 critically".
    """
    number, last = tokens[at].number, before[-1] if before else None
    if last is not None and last.effect == "injured" and _how_badly(tokens, at, last):
        return last
    if last is None or number is None or not number.is_one or last.number.best in (None, 0, 1):
        return None
    beside = at - last.at <= _REACH and tokens[at - 1].lower == ","
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    told = follows is not None and bool(follows.roles & (TRANSITIVE | ADJECTIVE | INTRANSITIVE))
    return last if beside and told and _nothing_between(tokens, last.phrase.last + 1, at - 1) else None


def _how_badly(tokens: list[Token], at: int, last: Draft) -> bool:
    """ "120 wounded, 20 critically"."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    manner = after is not None and after.roles & ADVERB and not after.roles & (SEPARATELY | BE)
    return bool(manner) and tokens[at - 1].lower == "," and at - last.phrase.last <= _BEING + 1


def _nothing_between(tokens: list[Token], first: int, last: int) -> bool:
    """Whether two places stand side by side, but for the end of a clause of being ("three were women,")."""
    return last - first <= _BEING


def whole_out_of(tokens: list[Token], at: int, before: Sequence[Draft]) -> Draft | None:
    """Takes the place of a total, gives the figure before it counted out of it: "10 from his group of 80"."""
    last = before[-1] if before else None
    if last is None or last.whole is not None or last.unit != "persons" or at - last.phrase.last > _OUT_OF:
        return None
    between = tokens[last.phrase.last + 1 : at]
    number = tokens[at].number
    stated = number is not None and (last.number.best or 0) < (number.best or 0)
    out = between and between[0].roles & PREPOSITION and not any(t.roles & (BE | SAYS | CONJUNCTION) for t in between)
    return last if out and stated else None


def is_directly_part(tokens: list[Token], at: int) -> bool:
    """Takes a number's place, gives whether words that open a breakdown stand right before it.

    "including 12", "of these, 120 were", "civilians: 60".
    """
    before = tokens[at - 1]
    if before.roles & AGE_AFTER:
        at = next((p for p in range(at - 1, 0, -1) if not tokens[p].roles & (AGE_AFTER | NUMBER | CONJUNCTION)), 0) + 1
    while at > 1 and (tokens[at - 1].lower in _QUOTES or is_further(tokens[at - 1])):
        at -= 1  # "including "28 children"", "among them another 12"
    before = tokens[at - 1]
    if before.lower in (",", "՝") and at > 1:
        return tokens[at - 2].roles & PARTS_OPEN != 0
    if before.lower == ":" and at > 1:
        return tokens[at - 2].roles & UNIT != 0
    return before.roles & PARTS_OPEN != 0 or before.lower in _DASHES


def counts_some(tokens: list[Token], at: int) -> bool:
    """Takes a number's place in a breakdown, gives whether it says what some are: "90 were fighters", "4 from cold"."""
    behind = over_bracket(tokens, at)
    return behind < len(tokens) and bool(tokens[behind].roles & (BE | PREPOSITION))


def find_whole(tokens: list[Token], at: int, phrase: Phrase, found: Found) -> Draft | None:
    """Takes a number's place, gives the total it is a part of: after "among them", in brackets, "20 of them"."""
    before, earlier, opened = found.drafts, found.total, found.opened
    of_the_dead = (
        phrase.strong not in (None, "other")
        and not phrase.base
        and tokens[phrase.first].roles & OF_THE
        and not phrase.empty
    )
    if phrase.strong and (phrase.of_them or of_the_dead):
        return _last_total((*found.earlier, *before), phrase.strong)
    if (whole := _among_behind(tokens, phrase, found)) is not None:
        return whole
    named = _opener_tells(tokens, opened) if opened is not None and tokens[opened].roles & PARTS_OPEN else None
    total = _last_total((*found.earlier, *before), named) if named else None  # "of the dead, 63 were children"
    if total is not None:
        return total
    if phrase.of_them or (at + 1 < len(tokens) and tokens[at + 1].roles & PARTS_AFTER):
        stated = [d for d in before if d.rule != "counted-out-of" and d.number.qualifier not in SHARES] or before
        whole = _of_the_nearest(tokens, at, phrase, stated[-1]) if stated else earlier
        return None if of_uncounted(tokens[at].number, stated, found) else whole
    if opened is None or beside_breakdown(tokens, at, opened, phrase):
        return None
    if opened == 0 or not before or before[0].at >= opened:
        if tokens[opened].lower in _LISTS:
            return None
        if not those_before(tokens, opened, earlier):
            return None
        if tokens[opened].roles & LATTER and found.earlier:
            return found.earlier[-1]  # "147,000 from Tavria. Of the latter, 90,000 died"
        pointed = _starts_of_these(tokens, opened) or (phrase.unit == "persons" and not _told(tokens, opened))
        return earlier if pointed else None
    counts = [draft for draft in before if draft.at < opened and draft.number.qualifier not in SHARES]
    stated = counts or [draft for draft in before if draft.at < opened]
    if any(
        stated[-1].number.start < number.start < tokens[opened].start for number, why in found.others if why == UNTOLD
    ):
        return None  # "600 died at the hands of troops numbering 790 - 272 of them foot, 211 horse"
    counted = stated[-1] if len(stated) < _BEING or not is_base(tokens, stated[-1].at) else stated[-2]
    return _opened_behind(tokens, counted, opened)  # "300 of the 1,128 hostages died, among them 186 children"


def _among_behind(tokens: list[Token], phrase: Phrase, found: Found) -> Draft | None:
    """The total that words behind a noun point at: "seven children among the dead", "30 civilians among them"."""
    behind = phrase.last if tokens[phrase.last].roles & PARTS_OPEN else phrase.last + 1
    behind += 1 if behind < len(tokens) and tokens[behind].roles & BE else 0
    if phrase.empty or behind >= len(tokens) or not tokens[behind].roles & PARTS_OPEN:
        return None
    told = _told_of_group(tokens, behind)
    if told and (whole := _last_total((*found.earlier, *found.drafts), told)) is not None:
        return whole
    ends = behind + 1 >= len(tokens) or not tokens[behind + 1].lower[0].isalnum()
    those = ends and tokens[behind].roles & PARTS_AFTER and not tokens[behind].roles & OF
    return found.drafts[-1].root if those and found.drafts else None


def _of_the_nearest(tokens: list[Token], at: int, phrase: Phrase, last: Draft) -> Draft:
    """ "Including 20 women, three of them pregnant": of the part right before it, where that has its own noun."""
    whole = last.whole
    if whole is not None and last.effect != whole.effect and last.rule != "part" and _is_larger(last, tokens[at]):
        return last  # "captured 300. Of these it shot 120, 40 of them children"
    own = whole is not None and not last.phrase.of_them and (not last.phrase.empty or _says_what(tokens, last))
    first = last.at + _BEING if last.phrase.empty else last.phrase.last
    beside = at - first == _BEING and tokens[at - 1].lower == ","
    return last if own and beside and phrase.of_them and _is_larger(last, tokens[at]) else last.root


def _says_what(tokens: list[Token], last: Draft) -> bool:
    """ "20 were women"."""
    return last.at + 2 < len(tokens) and bool(tokens[last.at + 1].roles & BE and tokens[last.at + 2].roles & UNIT)


def _is_larger(last: Draft, token: Token) -> bool:
    number = token.number
    return number is not None and number.qualifier == "exact" and (last.number.best or 0) > (number.best or 0)


def opens_with_those(tokens: list[Token], opened: int | None) -> bool:
    """Takes where a breakdown opened, gives whether its sentence begins with "of these", "of the latter"."""
    return opened == 0 and bool(tokens[0].roles & (ANAPHOR | LATTER))


def _told_of_group(tokens: list[Token], opened: int) -> str | None:
    """The effect told of a group: "among the dead", "among those killed"."""
    told = tokens[opened].word.effect_as(STRONG)
    if told is None and opened + 1 < len(tokens):
        return tokens[opened + 1].word.effect_as(ADJECTIVE | TRANSITIVE)
    return told


def whole_by_name(tokens: list[Token], found: Found, whole: Draft | None) -> Draft | None:
    """Takes the total found for a number behind "among the dead", gives the last total told of that effect:

    not the last total of any effect.
    """
    opened, earlier = found.opened, found.earlier
    named = tokens[opened].word.effect_as(TOTAL) if opened is not None else None
    if named is None or (whole is not None and whole.effect == named):
        return whole
    return next((draft for draft in reversed(earlier) if draft.whole is None and draft.effect == named), whole)


def _told(tokens: list[Token], opened: int) -> bool:
    """Whether the words before a breakdown tell an effect of their own, or count others: "a committee of twelve"."""
    return any(token.roles & (TRIGGER | SAYS) or token.number is not None for token in tokens[:opened])


def _opened_behind(tokens: list[Token], draft: Draft, opened: int) -> Draft:
    """A bracket right behind a part, or a word behind one of them, opens the part's own breakdown.

    "4,577 casualties: 1,964 killed (502 men ...", "49 died, 46 of them in the hills, including 21 in Tolm".
    """
    own = tokens[opened].lower == "(" and opened - draft.phrase.last <= _BEING
    beside = draft.rule in ("part", "active-list") and opened - draft.phrase.last == _BEING and not draft.phrase.empty
    own = own or bool(beside and tokens[opened].roles & OF_RELATIVE)  # "20 of them women, of whom three"
    whom = tokens[opened].roles & OF_RELATIVE and not _marked_off(tokens, draft, opened)
    some = draft.phrase.of_them and (tokens[opened].lower.isalpha() or whom)
    return draft if own or some else draft.root


def _marked_off(tokens: list[Token], draft: Draft, opened: int) -> bool:
    far = opened - draft.at > _ASIDE or opened <= draft.phrase.last
    return far or any(token.lower in _ENDS_LIST for token in tokens[draft.at : opened])


def opened_before(tokens: list[Token], at: int) -> int | None:
    """Takes a number's place, gives the place where a breakdown opened before this number.

    It is still open at the number; None where none is.
    """
    depth = 0
    for place in range(at - 1, max(-1, at - _BREAKDOWN_REACH), -1):
        token = tokens[place]
        if not token.roles & _MAY_OPEN and token.lower not in _MARKS:
            continue
        if token.lower == ")":
            depth += 1
        elif token.lower == "(":
            if depth == 0:
                return place if _bracket_is_breakdown(tokens, place) else None
            depth -= 1
        elif depth == 0 and (token.roles & PARTS_OPEN or (token.lower in _LISTS and _opens_list(tokens, place))):
            return None if place and tokens[place - 1].roles & NEGATION else place  # "not counting 12 guards"
        elif token.lower == ";" and tokens[place + 1].number is not None:
            continue  # "600 soldiers; 444 civilians"
        elif (depth == 0 and token.lower in (";", ".", ":")) or (
            depth == 0 and token.roles & CONJUNCTION and _verb_between(tokens, place)
        ):
            return None
    return None


def _opens_list(tokens: list[Token], place: int) -> bool:
    """ "67 people were killed: 40 men, 20 women", "88 died - 50 in the hospital": a count, then its parts."""
    if place + 1 >= len(tokens) or not _counts_at_once(tokens, place + 1):
        return False
    if place == 1 or (place > 1 and tokens[place - 1].roles & TOTAL and place == _HEAD):
        return bool(tokens[place - 1].word.effect_as(STRONG | TOTAL)) and tokens[place].lower in _DASHES
    for before in range(place - 1, max(-1, place - _REACH), -1):
        token = tokens[before]
        if token.roles & NUMBER and not (before == place - 1 and _is_year(tokens, before)):
            return True
        if token.roles & SAYS or token.lower in _ENDS_LIST:
            return False
    return False


def _is_year(tokens: list[Token], at: int) -> bool:
    """ "1992: 12 killed; 1993: 30": four digits that are a year."""
    number = tokens[at].number
    return number is not None and number.digits.isdecimal() and of_a_date(tokens, at)


def _counts_at_once(tokens: list[Token], at: int) -> bool:
    """A number, or first those who are one each: "a family of four: the parents and two children"."""
    if tokens[at].number is not None:
        return True
    if tokens[at - 1].lower != ":" or not tokens[at].roles & (UNIT | ARTICLE):
        return False
    first = next((p for p in range(at, min(at + _REACH, len(tokens))) if tokens[p].number is not None), at)
    return first > at and all(t.roles & (UNIT | ARTICLE | CONJUNCTION) or t.lower == "," for t in tokens[at:first])


def _bracket_is_breakdown(tokens: list[Token], place: int) -> bool:
    inside = tokens[place + 1 : place + 4]
    if any(token.roles & PARTS_OPEN for token in inside):
        return True
    named = len(inside) > _BEING and inside[0].roles & UNIT and inside[1].lower == ":"
    return bool(inside) and inside[0 if not named else 2].number is not None


def _verb_between(tokens: list[Token], place: int) -> bool:
    """A new clause ends a breakdown: "including 12 children, and wounded 40"."""
    follows = tokens[place + 1 : place + 3]
    return any(t.word.effects and not t.roles & (UNIT | STRONG | WEAK | ADJECTIVE) for t in follows)


def _starts_of_these(tokens: list[Token], opened: int) -> bool:
    figure = opened == _HEAD and tokens[1].roles & FIGURE and tokens[0].roles & NOT_SPEAKER  # "this figure included"
    return (opened <= 1 or bool(figure)) and bool(tokens[opened].roles & PARTS_OPEN)
