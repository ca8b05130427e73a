"""Names that speakers give to events ("massacre", "battle", "incident"), each as its phrase, once a phrase."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from accounted.core.text import fold
from accounted.read.label_phrases import behind_done, framed_from, is_year, phrase_of
from accounted.read.label_quotes import CLOSING, OPENING, marked_days, quoted_names
from accounted.read.lexicon import Lexicon
from accounted.read.roles import (
    ADVERB,
    AGENT,
    ANAPHOR,
    ARTICLE,
    BE,
    CONJUNCTION,
    DETERMINER,
    GERUND,
    HAVE,
    INFINITIVE,
    INTRANSITIVE,
    LABEL,
    LABEL_LINK,
    LOOSE_LABEL,
    MONTH,
    NAME,
    NAMING,
    NEGATION,
    NUMBER,
    OF,
    OF_NOUN,
    PAST,
    POSSESSIVE,
    PRONOUN,
    THEM,
    TRANSITIVE,
)
from accounted.read.tokens import Token

_NAMED_WITHIN: Final = 5


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
        if (
            not token.roles & (LABEL | LOOSE_LABEL)
            or (found and at <= found[-1].last)
            or is_verb(tokens, at, lexicon, headline=headline)
        ):
            continue
        name = _name_at(tokens, at, lexicon) or (_headed(tokens, at, lexicon) if headline else None)
        if name is None:
            continue
        if found and name.core < 0 and joined_with(tokens, found[-1].last, name.first):
            found[-1] = replace(found[-1], last=name.last, bare=False)  # "war crimes and crimes against humanity"
        else:
            found.append(name)
    found.extend([*_marked(tokens, found, lexicon)])
    return tuple(sorted(found, key=lambda name: name.first))


def _marked(tokens: list[Token], found: list[Name], lexicon: Lexicon) -> Iterator[Name]:
    """Names by quotation marks and marked days, where none was found: 'called it a massacre, were "rushed"'."""
    for naming, first, last in quoted_names(tokens, lexicon):
        if not any(naming < name.first <= last + 1 or name.first <= last + 1 <= name.last for name in found):
            yield Name(first, last, _words(tokens, first, last), last, bare=False)
    for first, last in marked_days(tokens, lexicon):
        if not any(name.first <= last and first <= name.last for name in found):
            yield Name(first, last, _words(tokens, first, last), last, bare=False)


def _words(tokens: list[Token], first: int, last: int) -> str:
    return " ".join(token.lower for token in tokens[first : last + 1])


def _name_at(tokens: list[Token], at: int, lexicon: Lexicon) -> Name | None:
    """The name whose head stands here, with its modifiers, its frame and what it tells of; None where it names none."""
    first, last = phrase_of(tokens, at, lexicon)
    ungrave = listed(tokens[at], "when_grave", lexicon) and not _is_grave(tokens, first, at, lexicon)
    if (
        ungrave
        or _is_counted(tokens, first, at, lexicon)
        or _counts_victims(tokens, at, lexicon)
        or tells_body(tokens, at, lexicon)
    ):
        return None
    head, framed = singular(tokens[at].lower, lexicon), framed_from(tokens, first)
    told = behind_done(tokens, at + 1, lexicon) > at + 1
    again = first < at and listed(tokens[first], "not_back", lexicon)  # "another massacre"
    bare = bare_name(tokens, first, at, at if told else last) and not again
    if _alone_in_quotes(tokens, first, last):
        return Name(first, last, head, at, bare=False)
    if _named(tokens, framed, lexicon):
        agent = next((p for p in range(at + 1, last + 1) if tokens[p].roles & AGENT), last + 1)
        agent = at + 1 if told and agent <= last else agent
        return Name(framed, agent - 1, head, at, bare=False)
    left = tokens[at].roles & LOOSE_LABEL or listed(tokens[at], "when_named", lexicon)
    if left and not _is_grave(tokens, first, at, lexicon):
        return None
    if framed < first:
        of_it = first < at or listed(tokens[first - 1], "told_frames", lexicon)  # "the scale of this killing"
        return (
            None
            if of_it and bare and listed(tokens[at], "weak", lexicon)
            else Name(framed, last, head, at, bare=False, core=first)
        )
    return Name(first, last, head, at, bare) if _names_event(tokens, (first, at, last), lexicon) else None


def _headed(tokens: list[Token], at: int, lexicon: Lexicon) -> Name | None:
    """In a headline a weak word is a name with a name before it: "Ardel raid leaves 40 dead"."""
    first, last = phrase_of(tokens, at, lexicon)
    weak = listed(tokens[at], "weak", lexicon) and not tells_body(tokens, at, lexicon)
    named = weak and any(token.roles & NAME for token in tokens[first:at])
    return Name(first, last, singular(tokens[at].lower, lexicon), at, bare=False) if named else None


def _names_event(tokens: list[Token], phrase: tuple[int, int, int], lexicon: Lexicon) -> bool:
    """Whether a phrase, from its first word over its head to its last, names an event by itself."""
    first, at, last = phrase
    pointed = at and first >= at - 1 and listed(tokens[at - 1], "pointing", lexicon)
    if pointed and listed(tokens[at], "pointed", lexicon):
        return True
    if first == last == at and listed(tokens[at], "weak", lexicon) and not tokens[at].capital:
        return False
    if not _specific(tokens, first, last, at, lexicon):
        return False
    follows = tokens[at + 1].roles if at + 1 < len(tokens) else 0
    plain = bare_name(tokens, first, at, last) and not follows & LABEL_LINK
    return not (plain and listed(tokens[at], "not_bare", lexicon))


def bare_name(tokens: list[Token], first: int, at: int, last: int) -> bool:
    """Takes a name's tokens and its head, gives whether it is the head with an article at most: "this massacre"."""
    return last == at and all(token.roles & (DETERMINER | ANAPHOR) for token in tokens[first:at])


def listed(token: Token, key: str, lexicon: Lexicon) -> bool:
    """Takes a token and the name of a list of words for events, gives whether that list holds it."""
    return token.lower in lexicon.lists.get(f"labels.{key}", ())


def _is_counted(tokens: list[Token], first: int, at: int, lexicon: Lexicon) -> bool:
    """ "Nine assassinations": events that are counted are not named, but for one with its own name or year."""
    counted = first > 0 and tokens[first - 1].roles & NUMBER and not is_year(tokens[first - 1])
    plural = counted and _head(tokens[at]).endswith(lexicon.endings["plural_endings"])
    return bool(plural) and not any(token.capital for token in tokens[first : at + 1])


def _counts_victims(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """ "The killings of the three men": a figure, and no name for an event, unless the word is a strong one."""
    place = at + 1
    while place < len(tokens) and place <= at + 2 and tokens[place].roles & (ARTICLE | OF | DETERMINER):
        if tokens[place].roles & NUMBER:
            break
        place += 1
    follows = place < len(tokens) and tokens[place].roles & NUMBER and not is_year(tokens[place])
    of_them = tokens[at].roles & OF_NOUN or (place > at + 1 and tokens[at + 1].roles & OF)
    if not follows or not of_them:
        return False
    return any(_head(tokens[at]) in lexicon.lists.get(f"labels.{key}", ()) for key in ("weak", "not_bare"))


def tells_body(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """Takes a head's place, gives whether it tells of a body or a building: "the Ardel Massacre Memorial"."""
    return at + 1 < len(tokens) and listed(tokens[at + 1], "bodies", lexicon)


def _alone_in_quotes(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a quotation holds the name and nothing else: a "cleansing operation"."""
    quoted = first > 0 and last + 1 < len(tokens) and tokens[first - 1].lower in OPENING
    return quoted and tokens[last + 1].lower in CLOSING


def joined_with(tokens: list[Token], last: int, first: int) -> bool:
    """Takes the last token of a name and the first of the next, gives whether nothing but "and" stands between."""
    return first - last == 2 and bool(tokens[last + 1].roles & CONJUNCTION)


def phrase_key(text: str) -> str:
    """Takes the words of a name, gives the form under which the same phrase counts as the same."""
    return " ".join(word for word in fold(text).split() if word not in ("the", "a", "an"))


def _named(tokens: list[Token], first: int, lexicon: Lexicon) -> bool:
    """Whether words say that a name follows: "calls it a raid", "what took place was a police operation"."""
    within = range(max(0, first - _NAMED_WITHIN), first)
    if any(tokens[p].roles & NAMING for p in within) and not _is_renamed(tokens, first, lexicon):
        return True
    before = first - 1
    while before > 0 and tokens[before].roles & (NEGATION | ADVERB) and not tokens[before].roles & BE:
        before -= 1  # "it was not a riot"
    return first > 0 and bool(tokens[first].roles & ARTICLE and tokens[before].roles & BE)


def _is_renamed(tokens: list[Token], first: int, lexicon: Lexicon) -> bool:
    """ "They called the attack an outrage": what stands right behind such a verb is given another name."""
    definite = tokens[first].roles & (DETERMINER | ANAPHOR) and tokens[first].lower not in lexicon.lists["numbers.a"]
    return bool(definite) and listed(tokens[first - 1], "takes_object", lexicon)


def is_verb(tokens: list[Token], at: int, lexicon: Lexicon, *, headline: bool) -> bool:
    """Takes a word's place, gives whether it is a verb and names nothing: "to murder", "did massacre"."""
    before = tokens[at - 1] if at else None
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    if before is not None and before.roles & (INFINITIVE | HAVE | PRONOUN):
        return not before.roles & INFINITIVE or not _only_noun(tokens[at], follows, lexicon)
    if headline or (tokens[at].roles & PAST and not tokens[at].roles & GERUND):
        return not headline
    gerund = tokens[at].roles & GERUND
    object_roles = NUMBER | DETERMINER | NAME | (0 if _adjective_before(tokens, at) else ADVERB)
    if follows is None or (follows.roles & LABEL_LINK):
        return False  # "fighting between"
    return bool(follows.roles & (THEM | (object_roles if gerund else 0)))


def _only_noun(token: Token, follows: Token | None, lexicon: Lexicon) -> bool:
    """ "It amounts to genocide", "led to massacres": behind "to" stands no verb where the word can be none."""
    if " " in token.lower or token.lower.endswith(lexicon.endings["plural_endings"]):
        return True
    taken = follows is not None and follows.roles & (DETERMINER | NAME | NUMBER | THEM | PRONOUN)
    return not (taken or token.roles & (TRANSITIVE | INTRANSITIVE))


def _adjective_before(tokens: list[Token], at: int) -> bool:
    """ "Interethnic fighting also spread": an unknown word before a gerund, no name of somebody who does it."""
    return at > 0 and not tokens[at - 1].roles & ~NAME and tokens[at - 1].lower.isalpha() and not tokens[at].capital


def _specific(tokens: list[Token], first: int, last: int, at: int, lexicon: Lexicon) -> bool:
    """A weak word ("attack", "siege") names an event only with the place, people or year that it tells of."""
    weak = lexicon.lists.get("labels.weak", frozenset())
    if _is_grave(tokens, first, at, lexicon) or not weak & {tokens[at].lower, _head(tokens[at])}:
        return True
    if tokens[first].roles & ARTICLE and _is_known_by(tokens, first, at, lexicon):
        return True
    if tokens[at - 1].roles & NAME and at > first and _opens_entry(tokens, at):
        return True
    behind = at + 1 < len(tokens) and tokens[at + 1]
    whose = at > first and tokens[first].word.roles & POSSESSIVE and tokens[first].capital
    if whose and listed(tokens[at], "pointed", lexicon):
        return True  # "Tolm's crime"
    done = behind and listed(behind, "done", lexicon)
    if done and last > at + 1 and listed(tokens[at], "pointed", lexicon):
        return True  # "crimes committed by Tolm"
    on = done or (behind and listed(behind, "weak_links", lexicon))
    return not on and any(token.roles & NAME for token in tokens[at + 1 : last + 1])


def _is_known_by(tokens: list[Token], first: int, at: int, lexicon: Lexicon) -> bool:
    """ "The Great Famine", "the Ardel siege", "the 1932 famine": a name in capitals, or by its place or year."""
    title = first < at - 1 and tokens[at].capital and tokens[at - 1].capital
    if title and not (at + 1 < len(tokens) and tokens[at + 1].capital):
        return True
    placed = any(token.roles & (NAME | NUMBER | MONTH) for token in tokens[first + 1 : at])
    return placed and _head(tokens[at]) in lexicon.lists.get("labels.placed", ())


def _opens_entry(tokens: list[Token], at: int) -> bool:
    """ "4 March - Ardel Inn bombing: 3 died": before a colon stands what an entry is about."""
    return at + 1 < len(tokens) and tokens[at + 1].lower == ":"


def _head(token: Token) -> str:
    """The head's word: "murder" where the language file joins "murder of" to one."""
    return token.lower.rpartition(" ")[0] if token.roles & OF_NOUN else token.lower


def _is_grave(tokens: list[Token], first: int, at: int, lexicon: Lexicon) -> bool:
    return any(listed(token, "grave", lexicon) for token in tokens[first:at])


def singular(head: str, lexicon: Lexicon) -> str:
    """Takes a head as it is written, gives its dictionary form."""
    nouns = lexicon.lists.get("labels.nouns", frozenset()) | lexicon.lists.get("labels.loose", frozenset())
    head = head if head in nouns else head.rpartition(" ")[0]
    if head.endswith("ies") and head[:-3] + "y" in nouns:
        return head[:-3] + "y"
    for ending in ("es", "s"):
        if head.endswith(ending) and head.removesuffix(ending) in nouns:
            return head.removesuffix(ending)
    return head
