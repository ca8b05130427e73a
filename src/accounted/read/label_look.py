"""A second look at words that may name an event: a trained table tells names that rules leave, and doubts some."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from accounted.read.label_surroundings import Candidate, surroundings
from accounted.read.labels import Name, joined_with
from accounted.read.lexicon import Lexicon
from accounted.read.weighing import Weights, told_most, weigh

_ADDED_FROM: Final = 0.5
_DOUBTED_BELOW: Final = 0.35
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
    none below .35.
    """
    kept: list[Named] = []
    for one, rule in _shares(found, lexicon, weights):
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
        if one.told and share >= _DOUBTED_BELOW:
            yield one, _TOLD
        elif not one.told and share >= _ADDED_FROM:
            yield one, f"weighed-name {share:.2f} ({'; '.join(told_most(told, weights, _NAME))})"
