"""Figures that count different things under one word: takes the statements of one event, gives remarks that say so.

The words are the speakers' own; which definition is to be used is not decided here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from accounted.core.outcome import Remark
from accounted.core.text import fold
from accounted.core.worded import listed, worded
from accounted.reconcile.quantities import figure_words
from accounted.reconcile.statements import Statement
from accounted.reconcile.where import remark_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two definitions that are taken for one: the effects concerned, the words of each (none: any other figure)."""

    code: str
    effects: tuple[str, ...]
    one: re.Pattern[str]
    other: re.Pattern[str] | None
    words: tuple[str, str]


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b")


_TREATED = (
    r"treated|hospitali[sz]ed|hospital (?:contacts?|visits?|admissions?)|admitted|outpatients?|patients?|soignes?|"
    r"hospitalises?|behandelt\w*|hospitalizad\w+|tedavi\w*|госпитализир\w+|müalicə\w*|mualice\w*"
)
_PRESUMED = (
    r"(?:presumed|feared|believed) (?:to be )?(?:dead|killed)|presumed dead|presumes? morts?|"
    r"mutma[sß]+lich tot|считаются погибшими|предположительно погиб\w+|oldugu tahmin\w*"
)
_ADULT_MEN = (
    r"(?:adult |military[- ]age[d]? )(?:men|males?)|men (?:over|above|aged) (?:the age of )?(?:15|16|17|18)|"
    r"males? (?:over|above|aged) (?:the age of )?(?:15|16|17|18)|fighting[- ]age (?:men|males?)|hommes adultes"
)
_COMBATANTS = (
    r"combatants?|fighters?|soldiers?|servicemen|troops|militiam[ae]n|combattants?|soldats?|"
    r"солдат\w*|askerler?|savascilar"
)
_ESTIMATE = r"estimates?|estimated|estimation|extrapolat\w+|survey|modell?ed|projection|projected|imput\w+|estimations?"

PAIRS = (
    Pair(
        code="injured-and-treated",
        effects=("injured",),
        one=_any(_TREATED),
        other=None,
        words=("treated or in hospital", "injured, without such words"),
    ),
    Pair(
        code="killed-and-presumed",
        effects=("killed", "missing"),
        one=_any(_PRESUMED),
        other=None,
        words=("presumed or feared dead", "killed, without such words"),
    ),
    Pair(
        code="combatants-and-adult-men",
        effects=("killed", "injured", "detained"),
        one=_any(_ADULT_MEN),
        other=_any(_COMBATANTS),
        words=("adult men", "combatants, fighters or soldiers"),
    ),
    Pair(
        code="estimate-beside-count",
        effects=("killed", "injured", "missing", "displaced", "detained", "tortured", "raped"),
        one=_any(_ESTIMATE),
        other=None,
        words=("worded as an estimate", "without such words"),
    ),
)
NAMED = 3
"""A remark names so many figures of each definition; all stand in the comparisons."""


def definition_remarks(event: Sequence[Statement], texts: Mapping[str, str]) -> Iterator[Remark]:
    """Takes the statements of one event in order of statement, gives one remark for each pair of definitions."""
    stated = [one for one in event if one.claim.stance in ("asserts", "reports")]
    for pair in PAIRS:
        some = [one for one in stated if one.claim.effect in pair.effects]
        these = [one for one in some if pair.one.search(_words(one, pair))]
        taken = {one.claim.id for one in these}
        beside = [one for one in some if one.claim.id not in taken and _is_other(one, pair)]
        if these and beside:
            yield _remark(pair, these, beside, texts)


def _is_other(one: Statement, pair: Pair) -> bool:
    if pair.other:
        return bool(pair.other.search(_words(one, pair)))
    plain = one.claim.part_of is None
    return plain and one.claim.effect == pair.effects[0] if pair.code != "estimate-beside-count" else plain


def _words(one: Statement, pair: Pair) -> str:
    """Gives the words that tell the definition: the figure's; for an estimate the note and the citation's title too."""
    claim = one.claim
    told = [claim.place.quote, claim.victims, claim.note]
    if pair.code == "estimate-beside-count" and claim.citation:
        told.append(claim.citation.title)
    return fold(" ".join(" ".join(part.split()) for part in told if part))


def _remark(pair: Pair, these: list[Statement], beside: list[Statement], texts: Mapping[str, str]) -> Remark:
    message = worded(
        "Figures of two definitions stand side by side: {definition}: {figures}; {definition2}: {figures2}.",
        definition=worded(pair.words[0]), figures=_listed(these), definition2=worded(pair.words[1]),
        figures2=_listed(beside),
    )  # fmt: skip
    return remark_on(pair.code, [*these[:NAMED], *beside[:NAMED]], texts, message=message)


def _listed(some: Sequence[Statement]) -> str:
    named = listed(
        [
            worded("{figure} ({speaker}, {when})", figure=figure_words(one.claim.quantity), speaker=one.voice.name,
                   when=one.said_words)
            for one in some[:NAMED]
        ],
        ", ",
    )  # fmt: skip
    return worded("{names} and {n} more", names=named, n=len(some) - NAMED) if len(some) > NAMED else named
