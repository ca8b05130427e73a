"""Rejections: a speaker denies a figure, an event, responsibility or completeness, in these words."""

from collections.abc import Set
from dataclasses import dataclass, replace
from typing import Final

from accounted.read.judged import Judged, judged, judging_hints, judging_words, told_of
from accounted.read.lexicon import Lexicon
from accounted.read.not_denied import of_a_deed, rejects_nothing, stated_in
from accounted.read.passive_voices import passive_be
from accounted.read.plain_denials import quoted_no
from accounted.read.roles import (
    ACCOUNT,
    ADMITS,
    ADVERB,
    ANAPHOR,
    ARTICLE,
    BE,
    BOUNDARY,
    COMPARES,
    CONJUNCTION,
    DENIAL_NOUN,
    DENIAL_PHRASE,
    DENIED,
    DENIES,
    EITHER,
    FIGURE,
    HAVE,
    INFINITIVE,
    INSISTS,
    LABEL,
    LESSENS,
    NAME,
    NEGATION,
    NUMBER,
    POSSESSIVE,
    PRONOUN,
    SAYS,
    STRONG,
    THAT,
    TOTAL,
    TRIGGER,
    UNIT,
    WEAK_DENIAL,
)
from accounted.read.speakers import insertion
from accounted.read.tokens import Token
from accounted.read.unadmitted import (
    exceeds,
    insisted_not,
    insisted_other,
    no_part,
    not_admitted,
    unadmitted_words,
)
from accounted.read.who_speaks import behind_determiner

_LONGEST: Final = 16
_STOPS: Final = frozenset(".;:?!()")
_OPENS: Final = ADMITS | INSISTS | NEGATION | NUMBER | DENIES | DENIAL_PHRASE | DENIAL_NOUN
_QUOTES: Final = frozenset("\"“”«»„'‘’")
_FARTHEST_SUBJECT: Final = 11
_POINTED: Final = 3
_QUOTED: Final = 6
_NEGATED: Final = 5
_LONGEST_MAIN: Final = 30


@dataclass(frozen=True, slots=True)
class Rejection:
    """Tokens `first` to `last` reject something; `at` is the word that does; what is rejected stands behind it.

    `subject` is who does, from and to (first > last: not told in these words). `of_before`: it is said of what stands
    before `at`.
    """

    first: int
    last: int
    at: int
    subject: tuple[int, int]
    of_before: bool = False


def denial_words(lexicon: Lexicon) -> frozenset[str]:
    """Takes a lexicon, gives all its words of denial."""
    lists = ("speech.denies", "speech.denial_nouns", "speech.denial_phrases", "speech.plain_no")
    own = unadmitted_words(lexicon) | judging_hints(lexicon)
    return frozenset().union(own, *(lexicon.lists.get(name, frozenset()) for name in lists))


def may_deny_name(words: Set[str], lexicon: Lexicon) -> bool:
    """Takes the small words of a sentence that names an event and a lexicon, gives whether the name can be negated."""
    listed = lexicon.lists
    return not (
        words.isdisjoint(listed.get("grammar.negations", ())) and words.isdisjoint(listed.get("numbers.none", ()))
    )


def denials(tokens: list[Token], lexicon: Lexicon) -> tuple[Rejection, ...]:
    """Takes the tokens of a sentence, gives its rejections, at most one a clause."""
    found: list[Rejection] = []
    other = lexicon.lists.get("speech.exceeds", frozenset())
    judging = judging_words(lexicon.code)
    for at, token in enumerate(tokens):
        if (
            not token.roles & _OPENS
            and token.lower.partition(" ")[0] not in other
            and token.lower not in judging
            and not quoted_no(tokens, at, lexicon)
        ):
            continue
        behind = found[-1].last if found else -1
        ground = token.roles & DENIAL_PHRASE or token.lower in judging
        if found and ground and at == behind + 2 and tokens[at - 1].roles & COMPARES:
            found[-1] = replace(found[-1], last=at)  # "dismissed the claims as baseless"
            continue
        told = _without_denying(tokens, at, lexicon) if at > behind else None
        if told is None and at > behind and token.lower in judging and (ruled := judged(tokens, at, lexicon)):
            told = _by_judgement(tokens, ruled, lexicon, goes_on=bool(found))
        elif told is None and not token.roles & (NEGATION | NUMBER):
            told = _rejected(tokens, at, lexicon, goes_on=bool(found))
        if told is None or told.first <= behind:
            continue
        found.append(told)
    return tuple(found)


def _by_judgement(tokens: list[Token], ruled: Judged, lexicon: Lexicon, *, goes_on: bool) -> Rejection | None:
    first = _subject(tokens, ruled.first) if ruled.subject else ruled.first
    if _participle(tokens, first, ruled.first, lexicon):
        if goes_on:
            return None
        first = _main_clause(tokens, first) if tokens[first].roles & SAYS else first
    last = max(ruled.last, _object(tokens, ruled.last)) if ruled.behind else ruled.last
    said = last if ruled.asserted else ruled.last
    itself = (first, first - 1)  # "the claims of the league are false": what is rejected, not who rejects it
    who = itself if tokens[ruled.first].roles & BE else _who(tokens, first, ruled.first, lexicon)
    return Rejection(first, last, said, who, of_before=not ruled.behind)


def _rejected(tokens: list[Token], at: int, lexicon: Lexicon, *, goes_on: bool) -> Rejection | None:
    """The rejection by a word of denying; behind another in the sentence, a participle goes on with that one."""
    token = tokens[at]
    if not (_is_of_denial(tokens, at, lexicon) or quoted_no(tokens, at, lexicon)):
        return None
    first, last = _subject(tokens, at), _object(tokens, at)
    if rejects_nothing(tokens, first, at, lexicon):
        return None
    if _participle(tokens, first, at, lexicon):
        if goes_on:
            return None  # "rejected the claim, finding no evidence that": one rejection
        first = _main_clause(tokens, first) if tokens[first].roles & SAYS else first
    stated = _of_something_stated(tokens, at, last) or told_of(tokens[at + 1 : last + 1], lexicon)
    stated = stated or _stated_before(tokens, first, at, lexicon)
    if token.roles & WEAK_DENIAL and (not stated or of_a_deed(tokens, at, last, lexicon)):
        return None  # "rejected the offer of talks", "rejected the attacks on the port"
    if token.roles & DENIAL_NOUN and (tokens[at - 1].roles & LABEL or not _issued(tokens, first, at, lexicon)):
        return None  # "in the face of denial"
    if at - first > _FARTHEST_SUBJECT and token.roles & DENIES:
        first = at
    return Rejection(first, last, at, _who(tokens, first, at, lexicon))


def _without_denying(tokens: list[Token], at: int, lexicon: Lexicon) -> Rejection | None:
    """A negated name for an event, what is not admitted, or what is insisted not to have been."""
    if tokens[at].roles & (ADMITS | INSISTS) and (told := _unadmitted(tokens, at, lexicon)) is not None:
        return told
    if exceeds(tokens, at, lexicon):
        parted = at + 1 < len(tokens) and tokens[at + 1].lower == ","
        first, last = _subject(tokens, at), at if parted else _object(tokens, at)
        return Rejection(first, last, last, _who(tokens, first, at, lexicon))
    none = tokens[at].roles & NUMBER and tokens[at].lower in lexicon.lists.get("numbers.none", ())
    if not (none or tokens[at].roles & NEGATION):
        return None
    named, part = _negated_name(tokens, at, lexicon), no_part(tokens, at, lexicon)
    if max(named, part) <= at:
        return None
    first, last = _subject(tokens, at), max(named, part, _object(tokens, at))
    said = last if part > at else at  # "had no part in the killing of 40 people": the figure stands
    return Rejection(first, last, said, _who(tokens, first, at, lexicon))


def _unadmitted(tokens: list[Token], at: int, lexicon: Lexicon) -> Rejection | None:
    """What is not admitted, or insisted not to have been."""
    if tokens[at].roles & ADMITS and (refused := not_admitted(tokens, at, lexicon)) >= 0:
        first, last = _subject(tokens, refused), _object(tokens, at)
        passive = passive_be(tokens, at, lexicon.order)
        stated = last == at or _of_something_stated(tokens, at, last)
        stated = stated if passive <= first else stated_in(tokens, first, passive)
        return Rejection(first, last, refused, _who(tokens, first, refused, lexicon)) if stated else None
    if tokens[at].roles & INSISTS and (negated := insisted_not(tokens, at, lexicon)) >= 0:
        first, last = _subject(tokens, at), _object(tokens, negated)
        said = last if tokens[negated].roles & LESSENS else negated  # what only was so, is asserted
        return Rejection(first, last, said, _who(tokens, first, at, lexicon))
    if tokens[at].roles & INSISTS and (other := insisted_other(tokens, at, lexicon)) >= 0:
        first, last = _subject(tokens, at), max(other, _object(tokens, at))
        return Rejection(first, last, last, _who(tokens, first, at, lexicon))  # what is insisted on, is asserted
    return None


def _participle(tokens: list[Token], first: int, at: int, lexicon: Lexicon) -> bool:
    """Whether a rejection is a clause behind a comma that goes on with another: ", saying the claims were false"."""
    if not first or tokens[first - 1].lower != ",":
        return False
    gerund = lexicon.endings["gerund_endings"]
    return bool(gerund) and (tokens[first].lower.endswith(gerund) or tokens[at].lower.endswith(gerund))


def _main_clause(tokens: list[Token], first: int) -> int:
    """Where the sentence opens that a participle goes on with, unless it is far."""
    opens = first
    while opens and tokens[opens - 1].lower not in _STOPS:
        opens -= 1
    return opens if first - opens <= _LONGEST_MAIN else first


def _stated_before(tokens: list[Token], first: int, at: int, lexicon: Lexicon) -> bool:
    """ "The figures were always disputed", "the claims have been dismissed": what is rejected is the subject."""
    place = passive_be(tokens, at, lexicon.order)
    if place <= first:
        return False
    return any(token.roles & (DENIED | ACCOUNT | FIGURE | TOTAL) for token in tokens[first:place])


def _is_of_denial(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a word denies here: not in "the disputed town", "never denied that" or "to confirm or deny"."""
    token = tokens[at]
    if not token.roles & (DENIES | DENIAL_PHRASE | DENIAL_NOUN):
        return False
    gerund = lexicon.endings["gerund_endings"]
    if token.roles & DENIES and behind_determiner(tokens, at) and not (gerund and token.lower.endswith(gerund)):
        return False  # "the disputed town", not "after first denying"
    if token.roles & DENIES and at > 1 and tokens[at - 1].roles & EITHER and tokens[at - 2].roles & SAYS:
        return False
    near = tokens[max(0, at - 2) : at]
    if any(t.roles & NEGATION for t in near) and (not token.roles & DENIAL_PHRASE or near[-1].roles & NEGATION):
        return False  # "never denied that", "were not legitimate targets"
    return not (at == 1 and tokens[0].roles & INFINITIVE)  # "To deny it is to kill the dead again"


def _negated_name(tokens: list[Token], at: int, lexicon: Lexicon) -> int:
    """Where the name for an event stands that is rejected as one: "was not a massacre", "there was no genocide"; or 0.

    "Not only a massacre" rejects nothing, and a shelling that did not happen is no name rejected.
    """
    negated = tokens[at].roles & NEGATION
    if negated and not (at and (tokens[at - 1].roles & (BE | CONJUNCTION) or tokens[at - 1].lower == ",")):
        return 0
    if not negated and at and not tokens[at - 1].roles & (BE | THAT) and tokens[at - 1].lower not in _QUOTES:
        return 0
    place = at + 1
    if place >= len(tokens) or tokens[place].roles & ADVERB:
        return 0
    while place < len(tokens) - 1 and place - at < _NEGATED and _before_name(tokens[place]):
        place += 1
    head = tokens[place].lower
    plain = any(head in lexicon.lists.get(f"labels.{key}", ()) for key in ("when_named", "not_bare"))
    weak = head in lexicon.lists.get("labels.weak", ()) and (negated or not at)  # "no action was taken"
    pointed = at > 1 and negated and tokens[at - 2].lower in lexicon.lists.get("speech.pointers", ())
    ruled = pointed and place > at + 1 and tokens[at + 1].roles & ARTICLE  # "this was not a riot"
    return place if tokens[place].roles & LABEL and (ruled or not (plain or weak)) else 0


def _before_name(token: Token) -> bool:
    """An article, a quotation mark or an unknown adjective before a name."""
    return not token.roles & LABEL and (bool(token.roles & ARTICLE) or token.lower in _QUOTES or not token.roles)


def _of_something_stated(tokens: list[Token], at: int, last: int) -> bool:
    """Whether what is rejected was stated: a claim, a figure, a name for an event, "that ...", "this"."""
    told = tokens[at + 1 : last + 1]
    stated = DENIED | LABEL | SAYS | ACCOUNT | FIGURE | TOTAL | NUMBER | THAT | STRONG | TRIGGER
    if any(token.roles & stated for token in told) or (told and told[0].lower in _QUOTES):
        return True
    return len(told) <= _POINTED and any(token.roles & (PRONOUN | ANAPHOR) for token in told)


def _issued(tokens: list[Token], first: int, at: int, lexicon: Lexicon) -> bool:
    """Whether words before a noun of denial name who denies."""
    before = tokens[first:at]
    return any(token.capital and token.start > tokens[0].start for token in before) or any(
        token.roles & (NAME | UNIT) or token.word.roles & POSSESSIVE or token.lower in lexicon.order.speech.bodies
        for token in before
    )


def _who(tokens: list[Token], first: int, at: int, lexicon: Lexicon) -> tuple[int, int]:
    last = at - 1
    while last >= first and tokens[last].roles & (HAVE | BE | ADVERB | SAYS) and not tokens[last].roles & UNIT:
        last -= 1
    if last > first and not tokens[last].roles and tokens[last].lower.endswith(lexicon.endings["manner_endings"]):
        last -= 1  # "Halvane previously dismissed it"
    while first <= last and tokens[first].roles & (ARTICLE | THAT):
        first += 1
    subject = tokens[first : last + 1]
    stated = any(t.roles & (ACCOUNT | NUMBER | FIGURE | LABEL) or t.lower in _QUOTES for t in subject)
    if tokens[at].roles & DENIAL_PHRASE and stated:
        return first, first - 1  # "the claims of 200 dead were a smear": what is rejected, not who rejects it
    verbs = (lexicon.lists.get(f"speech.{name}", frozenset()) for name in ("says", "judges", "distrusts"))
    said = tokens[at].lower.split()[0] in frozenset().union(*verbs)  # "the miller claimed self-defence"
    named = any(t.roles & (NAME | UNIT) for t in subject) or (said and len(subject) == 1 and not subject[0].roles)
    return (first, last) if named and not tokens[at].roles & DENIAL_NOUN else (first, first - 1)


def _subject(tokens: list[Token], at: int) -> int:
    first = at
    joined = _joined_predicate(tokens, at)
    if at and tokens[at - 1].roles & CONJUNCTION and not joined and not tokens[at].roles & DENIAL_NOUN:
        return at  # "describes it as a raid and rejects the word": the subject stands before another verb
    if at and tokens[at - 1].lower in _QUOTES and not tokens[at].roles & (DENIES | DENIAL_NOUN):
        first -= 1  # 'called it "misleading"'
    predicate = joined or (tokens[at].roles & DENIAL_PHRASE and at and tokens[at - 1].roles & (BE | ADVERB | HAVE))
    while first > 0 and at - first < _LONGEST:
        before = tokens[first - 1]
        if before.lower in _QUOTES and (opens := _quotation_opens(tokens, first - 1)):
            first = opens  # 'the "200,000" is invented'
            continue
        if before.lower == ")" and first > _POINTED and tokens[first - 3].lower == "(":
            first -= 3  # "the People's Front (PF)"
            continue
        parted = before.roles & BOUNDARY and not before.roles & HAVE
        if parted or before.lower in _STOPS or before.lower in ',"“”':
            break
        if before.roles & CONJUNCTION and at - first >= 1 and not predicate and _verb_before(tokens, first - 1):
            break
        first -= 1
    while first < at and tokens[first].roles & (CONJUNCTION | ADVERB) and not tokens[first].roles & (PRONOUN | BE):
        first += 1
    return first


def _quotation_opens(tokens: list[Token], closes: int) -> int:
    """The place where a quotation of few words opens that closes here, or 0."""
    near = range(closes - 1, max(0, closes - _QUOTED), -1)
    return next((place for place in near if tokens[place].lower in _QUOTES), 0)


def _verb_before(tokens: list[Token], at: int) -> bool:
    return any(token.roles & (BE | HAVE | SAYS | DENIES) for token in tokens[max(0, at - 8) : at])


def _object(tokens: list[Token], at: int) -> int:
    last = at
    while last + 1 < len(tokens) and last - at < _LONGEST:
        after = tokens[last + 1]
        if after.lower == "," and (inserted := insertion(tokens, last + 1)):
            last = inserted
            continue
        if after.lower in _STOPS or (after.lower == "," and (last > at or tokens[at].roles & DENIAL_PHRASE)):
            break
        if last == at and _ends_predicate(tokens, at):
            break
        if after.roles & BOUNDARY and not after.roles & THAT and last > at + 1:
            break
        if after.roles & CONJUNCTION and last > at + 1 and _verb_follows(tokens, last + 1):
            break
        if after.roles & CONJUNCTION and last == at and tokens[at].roles & DENIAL_NOUN:
            break
        last += 1
    return last


def _ends_predicate(tokens: list[Token], at: int) -> bool:
    """ "The figures are wrong and that ...", "is false, while": another clause stands behind what rejects."""
    after = tokens[at + 1]
    if after.roles & CONJUNCTION and at + 2 < len(tokens) and tokens[at + 2].roles & THAT:
        return True
    predicate = tokens[at].roles & DENIAL_PHRASE and at and tokens[at - 1].roles & (BE | ADVERB)
    predicate = predicate or _joined_predicate(tokens, at)
    return bool(predicate and after.roles & BOUNDARY and not after.roles & THAT)


def _joined_predicate(tokens: list[Token], at: int) -> bool:
    """ "Are sensational and exaggerated": another word of the predicate stands before the one that rejects."""
    if at < _POINTED or not tokens[at].roles & DENIAL_PHRASE or not tokens[at - 1].roles & CONJUNCTION:
        return False
    return bool(tokens[at - 3].roles & (BE | ADVERB)) and tokens[at - 2].lower.isalpha()


def _verb_follows(tokens: list[Token], at: int) -> bool:
    return any(
        token.roles & (BE | HAVE | SAYS | DENIES) and not token.roles & NUMBER for token in tokens[at + 1 : at + 3]
    )
