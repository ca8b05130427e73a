"""Names that speakers give to events ("massacre", "battle", "incident"), each as its phrase, once a phrase."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from accounted.core.text import fold
from accounted.read.lexicon import Lexicon
from accounted.read.roles import (
    ADVERB,
    AGENT,
    ANAPHOR,
    ARTICLE,
    BE,
    BOUNDARY,
    CONJUNCTION,
    DENIAL_PHRASE,
    DENIES,
    DETERMINER,
    DOUBT,
    FRAME,
    GERUND,
    HAVE,
    INFINITIVE,
    LABEL,
    LABEL_LINK,
    MONTH,
    NAME,
    NAMING,
    NEGATION,
    NUMBER,
    OF,
    OF_NOUN,
    ONE,
    PARTS_OPEN,
    PAST,
    PREPOSITION,
    PRONOUN,
    SAYS,
    THAT,
    TRANSITIVE,
    UNIT,
    WEEKDAY,
)
from accounted.read.tokens import Token

_OPENING, _CLOSING = frozenset("\"“«„'‘"), frozenset("\"”»“'’")
_MODIFIERS: Final = 4
_QUOTED_WITHIN: Final = 14
_NAMED_WITHIN: Final = 5
_TAIL_WORDS: Final = 4
_TAIL: Final = 7
_YEAR_DIGITS: Final = 4
_ENDS: Final = OF | BE | HAVE | BOUNDARY | CONJUNCTION | PRONOUN | SAYS | PREPOSITION | NUMBER | DENIES


@dataclass(frozen=True, slots=True)
class Name:
    """A name for an event: its tokens, and the head word in its dictionary form.

    `bare` is the head with an article at most: "the massacre" points back to a name that was given before. `core` is
    where it begins without what frames it: "a survivor of the massacre" (-1: it has no frame).
    """

    first: int
    last: int
    head: str
    at: int
    bare: bool
    core: int = -1


def labels(tokens: list[Token], lexicon: Lexicon, *, headline: bool = False) -> tuple[Name, ...]:
    """Takes the tokens of a sentence, gives the names for events in it; a verb counts only in a headline."""
    found: list[Name] = []
    for at, token in enumerate(tokens):
        if not token.roles & LABEL or (found and at <= found[-1].last) or (not headline and _is_verb(tokens, at)):
            continue
        name = _name_at(tokens, at, lexicon)
        if name is None:
            continue
        if found and name.core < 0 and _joined_with(tokens, found[-1].last, name.first):
            found[-1] = replace(found[-1], last=name.last)  # "war crimes and crimes against humanity"
        else:
            found.append(name)
    others = (*_quoted_names(tokens, found), *_marked_days(tokens, lexicon))
    return tuple(sorted((*found, *others), key=lambda name: name.first))


def _name_at(tokens: list[Token], at: int, lexicon: Lexicon) -> Name | None:
    """The name whose head stands here, with its modifiers, its frame and what it tells of; None where it names none."""
    first, last = _phrase(tokens, at, lexicon)
    ungrave = _listed(tokens[at], "when_grave", lexicon) and not _is_grave(tokens, first, at, lexicon)
    if ungrave or _counts_victims(tokens, at, lexicon):
        return None
    head, framed = _singular(tokens[at].lower, lexicon), _framed(tokens, first)
    bare = bare_name(tokens, first, at, last)
    if _alone_in_quotes(tokens, first, last):
        return Name(first, last, head, at, bare=False)
    if _named(tokens, framed):
        agent = next((p for p in range(at + 1, last + 1) if tokens[p].roles & AGENT), last + 1)
        return Name(framed, agent - 1, head, at, bare=False)
    if _listed(tokens[at], "when_named", lexicon):
        return None
    if framed < first:
        weak = first < at and bare and _listed(tokens[at], "weak", lexicon)  # "the scale of this killing"
        return None if weak else Name(framed, last, head, at, bare=False, core=first)
    return Name(first, last, head, at, bare) if _names_event(tokens, (first, at, last), lexicon) else None


def _names_event(tokens: list[Token], phrase: tuple[int, int, int], lexicon: Lexicon) -> bool:
    """Whether a phrase, from its first word over its head to its last, names an event by itself."""
    first, at, last = phrase
    if first == last == at and _listed(tokens[at], "weak", lexicon) and not tokens[at].capital:
        return False
    if not _specific(tokens, first, last, at, lexicon):
        return False
    follows = tokens[at + 1].roles if at + 1 < len(tokens) else 0
    plain = bare_name(tokens, first, at, last) and not follows & LABEL_LINK
    return not (plain and _listed(tokens[at], "not_bare", lexicon))


def bare_name(tokens: list[Token], first: int, at: int, last: int) -> bool:
    """Takes a name's tokens and its head, gives whether it is the head with an article at most: "this massacre"."""
    return last == at and all(token.roles & (DETERMINER | ANAPHOR) for token in tokens[first:at])


def _listed(token: Token, key: str, lexicon: Lexicon) -> bool:
    return token.lower in lexicon.lists.get(f"labels.{key}", ())


def _counts_victims(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """ "The killings of the three men": a figure, and no name for an event, unless the word is a strong one."""
    place = at + 1
    while place < len(tokens) and place <= at + 2 and tokens[place].roles & (ARTICLE | OF | DETERMINER):
        if tokens[place].roles & NUMBER:
            break
        place += 1
    follows = place < len(tokens) and tokens[place].roles & NUMBER
    of_them = tokens[at].roles & OF_NOUN or (place > at + 1 and tokens[at + 1].roles & OF)
    if not follows or not of_them:
        return False
    head = tokens[at].lower.rpartition(" ")[0] if tokens[at].roles & OF_NOUN else tokens[at].lower
    return any(head in lexicon.lists.get(f"labels.{key}", ()) for key in ("weak", "not_bare"))


def _alone_in_quotes(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a quotation holds the name and nothing else: a "cleansing operation"."""
    quoted = first > 0 and last + 1 < len(tokens) and tokens[first - 1].lower in _OPENING
    return quoted and tokens[last + 1].lower in _CLOSING


def _marked_days(tokens: list[Token], lexicon: Lexicon) -> Iterator[Name]:
    """ "Bloody Sunday", "Black January": a day or month with a colour is a name for what befell on it."""
    for at in range(1, len(tokens)):
        day = tokens[at].roles & (WEEKDAY | MONTH) and tokens[at].capital
        if day and tokens[at - 1].capital and _listed(tokens[at - 1], "marked_days", lexicon):
            yield Name(at - 1, at, f"{tokens[at - 1].lower} {tokens[at].lower}", at, bare=False)


def _framed(tokens: list[Token], first: int) -> int:
    """Where the phrase starts when a frame stands before it: "an act of", "a policy of", "the worst form of"."""
    if not first or not tokens[first - 1].roles & FRAME:
        return first
    first -= 1
    while first > 0 and _modifies(tokens[first - 1]) and not tokens[first - 1].roles & TRANSITIVE:
        first -= 1
    return first - 1 if first and tokens[first - 1].roles & DETERMINER else first


def _joined_with(tokens: list[Token], last: int, first: int) -> bool:
    """Whether a name stands right behind another one, with nothing but "and" between."""
    return first - last == 2 and bool(tokens[last + 1].roles & CONJUNCTION)


def _quoted_names(tokens: list[Token], found: list[Name]) -> Iterator[Name]:
    """A short quotation behind a word of naming is a name, whatever its words: called "the night of the bells"."""
    for at, token in enumerate(tokens):
        if not token.roles & NAMING:
            continue
        opens = next(
            (p for p in range(at + 1, min(at + _QUOTED_WITHIN, len(tokens))) if tokens[p].lower in _OPENING), 0
        )
        closes = next((p for p in range(opens + 1, min(opens + 8, len(tokens))) if tokens[p].lower in _CLOSING), 0)
        inside = any(name.first <= closes and opens <= name.last for name in found)
        inside = inside or any(at < name.first < opens for name in found)  # 'called it a massacre, were "rushed"'
        if opens and closes > opens + 1 and not inside and _may_be_name(tokens, closes):
            yield Name(opens + 1, closes - 1, tokens[closes - 1].lower, closes - 1, bare=False)


def _may_be_name(tokens: list[Token], closes: int) -> bool:
    """Whether a quotation can be a name: it ends in no participle, no people and no word that rejects."""
    last = tokens[closes - 1] if tokens[closes - 1].lower[0].isalnum() else tokens[closes - 2]
    verbal = last.lower.endswith(("ed", "ing", "ly")) and not last.roles & LABEL
    return not (verbal or last.roles & (DENIAL_PHRASE | DENIES | DOUBT | UNIT))


def phrase_key(text: str) -> str:
    """Takes the words of a name, gives the form under which the same phrase counts as the same."""
    return " ".join(word for word in fold(text).split() if word not in ("the", "a", "an"))


def _named(tokens: list[Token], first: int) -> bool:
    """Whether words say that a name follows: "calls it a raid", "what took place was a police operation"."""
    if any(token.roles & NAMING for token in tokens[max(0, first - _NAMED_WITHIN) : first]):
        return True
    before = first - 1
    while before > 0 and tokens[before].roles & (NEGATION | ADVERB) and not tokens[before].roles & BE:
        before -= 1  # "it was not a riot"
    return first > 0 and bool(tokens[first].roles & ARTICLE and tokens[before].roles & BE)


def _is_verb(tokens: list[Token], at: int) -> bool:
    """ "to murder", "massacred": a verb names nothing."""
    before = tokens[at - 1] if at else None
    if tokens[at].roles & PAST and not tokens[at].roles & GERUND:
        return True
    if before is not None and (before.roles & INFINITIVE or before.roles & (HAVE | PRONOUN)):
        return True
    gerund = tokens[at].roles & GERUND
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    object_roles = NUMBER | DETERMINER | NAME | (0 if _adjective_before(tokens, at) else ADVERB)
    return bool(gerund) and follows is not None and bool(follows.roles & object_roles)


def _adjective_before(tokens: list[Token], at: int) -> bool:
    """ "Interethnic fighting also spread": an unknown word before a gerund, no name of somebody who does it."""
    return at > 0 and not tokens[at - 1].roles & ~NAME and tokens[at - 1].lower.isalpha() and not tokens[at].capital


def _phrase(tokens: list[Token], at: int, lexicon: Lexicon) -> tuple[int, int]:
    first = at
    while first > 0 and at - first < _MODIFIERS:
        if not (_modifies(tokens[first - 1]) or _adjective_of_saying(tokens, first - 1)):
            break
        if _is_unknown_verb(tokens, first - 1, lexicon) or _is_manner(tokens, first - 1, lexicon):
            break
        first -= 1
    before = tokens[first - 1] if first > 0 else None
    if before is not None and before.roles & DETERMINER and not before.roles & NUMBER:
        that = before.roles & THAT and (first < at or (first > 1 and tokens[first - 2].roles & SAYS))
        first -= 0 if that else 1  # "said that mass killings went on"
    one_of = first > 1 and tokens[first - 1].roles & OF and tokens[first - 2].roles & (ONE | NUMBER)
    if one_of and tokens[first - 2].lower in lexicon.lists.get("grammar.one", ()):
        first -= 2  # "one of the worst massacres"
    return first, _tail(tokens, at, lexicon)


def _adjective_of_saying(tokens: list[Token], at: int) -> bool:
    """ "The alleged massacre", "these reported killings": behind an article a participle of saying is an adjective."""
    return bool(
        at and tokens[at].roles & SAYS and tokens[at].roles & PAST and tokens[at - 1].roles & (DETERMINER | ANAPHOR)
    )


def _is_unknown_verb(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """ "The warplanes perpetrated massacres": a past form that is not behind an article is a verb."""
    token = tokens[at]
    past = not token.roles and not token.capital and token.lower.endswith(lexicon.endings["past_endings"])
    if not past or at == 0 or tokens[at - 1].lower in _OPENING:
        return False
    return not tokens[at - 1].roles & (DETERMINER | ADVERB | PREPOSITION | OF | CONJUNCTION)


def _is_manner(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """ "Vainly fighting": a word of manner that no article stands before goes with a verb."""
    manner = not tokens[at].roles and tokens[at].lower.endswith(lexicon.endings["manner_endings"])
    return manner and not (at and tokens[at - 1].roles & DETERMINER)


def _modifies(token: Token) -> bool:
    if not token.lower[0].isalnum():
        return False
    if token.number is not None and token.number.bare and len(token.lower) == _YEAR_DIGITS:
        return True  # "the 1915 genocide"
    if token.roles & (_ENDS | DETERMINER | ADVERB | NAMING | NEGATION | DENIAL_PHRASE | FRAME) or (
        token.roles & TRANSITIVE and token.roles & PAST
    ):
        return bool(token.roles & LABEL)
    return True


def _tail(tokens: list[Token], at: int, lexicon: Lexicon) -> int:
    """ "of ... in Sumgait": what was named and where, as far as the phrase goes."""
    last, place = at, at + 1
    if tokens[at].roles & OF_NOUN:
        last = place = _tail_end(tokens, at + 1) - 1
        place += 1
    while place < len(tokens) and tokens[place].roles & LABEL_LINK and place - at < _TAIL:
        end = _tail_end(tokens, place + 1)
        named = any(token.capital or token.roles & UNIT for token in tokens[place + 1 : end])
        against = end > place + 1 and tokens[place].lower in lexicon.lists.get("labels.open_links", ())
        if end == place + 1 or not (named or against):
            break
        last, place = end - 1, end
    return last


def _tail_end(tokens: list[Token], start: int) -> int:
    end, named = start, False
    while end < len(tokens) and end - start < _TAIL_WORDS and _in_tail(tokens[end]):
        if named and not tokens[end].capital and not tokens[end].roles:
            break  # "the siege of Hask lasted"
        named = named or bool(tokens[end].roles & NAME)
        end += 1
    return end


def _in_tail(token: Token) -> bool:
    return token.lower[0].isalnum() and not token.roles & (_ENDS | PARTS_OPEN | PAST)


def _specific(tokens: list[Token], first: int, last: int, at: int, lexicon: Lexicon) -> bool:
    """A weak word ("attack", "siege") names an event only with the place or people that it tells of."""
    weak = lexicon.lists.get("labels.weak", frozenset())
    head = tokens[at].lower.rpartition(" ")[0] if tokens[at].roles & OF_NOUN else ""  # "murder" in "murder of"
    if _is_grave(tokens, first, at, lexicon) or (tokens[at].lower not in weak and head not in weak):
        return True
    named_so = tokens[at].capital and first < at - 1 and tokens[at - 1].capital and tokens[first].roles & ARTICLE
    if named_so and at + 1 < len(tokens) and not tokens[at + 1].capital:
        return True  # "the Great Famine"
    on = at + 1 < len(tokens) and _listed(tokens[at + 1], "weak_links", lexicon)
    return not on and any(token.roles & NAME for token in tokens[at + 1 : last + 1])


def _is_grave(tokens: list[Token], first: int, at: int, lexicon: Lexicon) -> bool:
    return any(_listed(token, "grave", lexicon) for token in tokens[first:at])


def _singular(head: str, lexicon: Lexicon) -> str:
    nouns = lexicon.lists.get("labels.nouns", frozenset())
    head = head if head in nouns else head.rpartition(" ")[0]
    if head.endswith("ies") and head[:-3] + "y" in nouns:
        return head[:-3] + "y"
    for ending in ("es", "s"):
        if head.endswith(ending) and head.removesuffix(ending) in nouns:
            return head.removesuffix(ending)
    return head
