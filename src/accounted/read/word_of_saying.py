"""Whether a word of saying says something where it stands, or is an adjective or a noun there."""

from typing import Final

from accounted.read.lexicon import Order
from accounted.read.passive_voices import of_manner
from accounted.read.quoted_voices import behind_quotation
from accounted.read.roles import (
    ACCOUNT,
    ADJECTIVE,
    ADVERB,
    ARTICLE,
    BE,
    BOUNDARY,
    COUNTER,
    DENIES,
    DETERMINER,
    DIRECTION,
    HAVE,
    HEARSAY,
    IDENTIFIER,
    INVERTS,
    LABEL,
    MEASURE,
    NAME,
    NOT_SPEAKER,
    NUMBER,
    OF,
    OTHERS,
    PAST,
    PLURAL,
    PRONOUN,
    SPLIT_END,
    SPLIT_VERB,
    STRONG,
    THAT,
    TOTAL,
    UNIT,
)
from accounted.read.tokens import Token
from accounted.read.who_speaks import behind_determiner

_QUOTES: Final = frozenset('"“”«»„')
_SPLIT_REACH: Final = 9
_THAT_NEAR: Final = 6
_BEFORE_SPEAKER: Final = frozenset((",", "—", "–"))


def is_adjective(tokens: list[Token], at: int, order: Order) -> bool:
    """Takes a verb's place, gives whether it is an adjective there.

    "These alleged killings", "a widely reported massacre", "the three men found dead", "two reported killed".
    """
    before, behind = tokens[max(0, at - 2) : at], tokens[at + 1 : at + 2]
    if behind_determiner(tokens, at):
        return True
    adverb = len(before) > 1 and (of_manner(before[-1], order) or before[-1].roles & (ADVERB | DIRECTION))
    if adverb and before[0].roles & (ARTICLE | DETERMINER) and behind and _names_thing(behind[0]):
        return True
    return bool(behind and behind[0].roles & ADJECTIVE)


def _names_thing(token: Token) -> bool:
    """A name for an event, or a word that nothing else is known of."""
    return bool(token.roles & LABEL) or not token.roles & ~(PLURAL | MEASURE | IDENTIFIER)


def is_noun(tokens: list[Token], at: int) -> bool:
    """Takes a verb's place, gives whether it is a noun there ("claims", "reports"): nothing said follows it.

    Nor does what is said follow "put" in "the court put 40 men to death".
    """
    if tokens[at].roles & SPLIT_VERB and any(t.roles & SPLIT_END for t in tokens[at + 1 : at + _SPLIT_REACH]):
        return True
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if tokens[at].roles & (PAST | DENIES):
        return following is not None and following.lower == ";" and at > 1 and _says_nothing(tokens, at)
    if following is None or following.lower in _QUOTES or following.lower in ",:":
        account = tokens[at].roles & (ACCOUNT | NOT_SPEAKER) and following is not None and following.lower == ":"
        return bool(account) and any(token.roles & NUMBER for token in tokens[at + 2 : at + 3])  # "estimate: 19"
    if following.roles & (HAVE | BE) and tokens[at].roles & (NOT_SPEAKER | ACCOUNT):
        return True  # "alarming reports had emerged that"
    if following.lower in (".", ";") and behind_quotation(tokens, at):
        return False
    pure = tokens[at].roles & INVERTS and not tokens[at].roles & (ACCOUNT | NOT_SPEAKER | LABEL)
    if pure and at > 1 and tokens[at - 1].lower in _BEFORE_SPEAKER:
        return False  # "40 dead, say local people"
    if following.roles & OF:
        return True  # "the records of the town that were kept"
    said = COUNTER | TOTAL | NUMBER | THAT | DETERMINER | ARTICLE | PRONOUN | NAME | ADVERB | UNIT | BOUNDARY | HEARSAY
    noun = ACCOUNT | NOT_SPEAKER | UNIT | OTHERS | STRONG | LABEL
    if following.roles & (said | (0 if tokens[at].roles & noun else noun)) and not following.roles & OF:
        return False
    return not any(token.roles & THAT for token in tokens[at + 1 : at + _THAT_NEAR])  # "maintain on the contrary that"


def _says_nothing(tokens: list[Token], at: int) -> bool:
    """ "They shot everyone they found;": a clause without an object, that says of nothing."""
    return bool(tokens[at - 1].roles & PRONOUN) and tokens[at - 2].lower not in _BEFORE_SPEAKER | _QUOTES
