"""A second look at words that may name an event: a trained table tells names that rules leave, and doubts some."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from accounted.read.label_quotes import CLOSING, OPENING
from accounted.read.label_surroundings import Candidate, surroundings
from accounted.read.labels import Name, joined_with, listed, phrase_key
from accounted.read.lexicon import Lexicon
from accounted.read.roles import LABEL, LOOSE_LABEL, NAMING
from accounted.read.weighing import Weights, told_most, weigh

_ADDED_FROM: Final = 0.5
_DOUBTED_BELOW: Final = 0.35
_NAMED_WITHIN: Final = 7
_NAME: Final = "name"
_TOLD: Final = "name-for-event"


@dataclass(frozen=True, slots=True)
class Named:
    """A name that is kept: its sentence's place, its tokens' places, and what told it: a rule, or a table with why."""

    part: int
    name: Name
    rule: str = _TOLD


def told_names(found: Sequence[Candidate]) -> list[Named]:
    """Takes the candidates of a text, gives those that the rules tell."""
    return [Named(one.part, one.name) for one in found if one.told]


def weighed_names(found: Sequence[Candidate], lexicon: Lexicon, weights: Weights) -> list[Named]:
    """Takes the candidates of a text and a trained table, gives those that are names.

    One that the rules leave is a name where its surroundings tell so with a share of .5 or more; one that they tell is
    none below .35, unless it has a grave word or is quoted behind a word of naming. A title that is a name and nothing
    else gives way to the same words in the text below it.
    """
    kept: list[Named] = []
    titles = _titles(found)
    for one, rule in _shares(found, lexicon, weights):
        if id(one) in titles:
            continue
        last = kept[-1] if kept and kept[-1].part == one.part else None
        if last is not None and one.name.first <= last.name.last:
            continue
        if last is not None and one.name.core < 0 and joined_with(one.tokens, last.name.last, one.name.first):
            kept[-1] = replace(last, name=replace(last.name, last=one.name.last, bare=False))
        else:
            kept.append(Named(one.part, one.name, rule))
    return kept


def _shares(found: Sequence[Candidate], lexicon: Lexicon, weights: Weights) -> Iterator[tuple[Candidate, str]]:
    """The candidates whose share is enough, each with what told it."""
    for one, told in zip(found, surroundings(found, lexicon), strict=True):
        share = weigh(told, weights).shares[_NAME]
        if one.told and (share >= _DOUBTED_BELOW or _is_sure(one, lexicon)):
            yield one, _TOLD
        elif not one.told and share >= _ADDED_FROM:
            yield one, f"weighed-name {share:.2f} ({'; '.join(told_most(told, weights, _NAME))})"


def _is_sure(one: Candidate, lexicon: Lexicon) -> bool:
    """Whether the table doubts a name in vain: one with a grave word, or quoted behind a word of naming."""
    tokens, first, last = one.tokens, one.name.first, one.name.last
    if any(listed(token, "grave", lexicon) for token in tokens[first : one.name.at]):
        return True
    if not first or last + 1 == len(tokens) or not tokens[one.name.at].roles & (LABEL | LOOSE_LABEL):
        return False
    quoted = tokens[first - 1].lower in OPENING and tokens[last + 1].lower in CLOSING
    return quoted and any(token.roles & NAMING for token in tokens[max(0, first - _NAMED_WITHIN) : first])


def _titles(found: Sequence[Candidate]) -> set[int]:
    """The names that are a whole title and stand again in a sentence: the place in the sentence is kept."""
    told = {_words(one) for one in found if not _is_title(one)}
    return {id(one) for one in found if _is_title(one) and _words(one) in told}


def _is_title(one: Candidate) -> bool:
    rest = (*one.tokens[: one.name.first], *one.tokens[one.name.last + 1 :])
    return one.headline and not any(token.lower[0].isalnum() for token in rest)


def _words(one: Candidate) -> str:
    return phrase_key(" ".join(token.lower for token in one.tokens[one.name.first : one.name.last + 1]))
