"""Engines that score candidates, and what two of them say of the same lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from accounted.core.outcome import Remark, WrongUsage
from accounted.link import spark_engine, splink_engine
from accounted.link.linkage import OWN, Engine, Linkage

ENGINES: Final = ("accounted", "splink", "spark")


def engine_of(engine: str) -> Engine:
    """Takes an engine's name, gives what finds and scores pairs; one that is not known or not installed is said."""
    if engine not in ENGINES:
        expected = f"one of {', '.join(ENGINES)}"
        raise WrongUsage(where="accounted link --engine", found=engine, expected=expected, advice="Name one of these.")
    if engine == "accounted":
        return OWN
    if engine == "splink":
        splink_engine.installed()
        return Engine(score=splink_engine.splink_score)
    spark_engine.installed()
    return spark_engine.spark_engine()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two rows that one engine holds to be one person and the other does not, with the probability that each gives."""

    left: int
    right: int
    linked_by: str
    ours: float | None
    theirs: float | None


def differences(ours: Linkage, theirs: Linkage, *, engine: str) -> tuple[list[Difference], Remark]:
    """Takes the linkage of our own engine and that of another, gives the pairs that one alone links, and a remark.

    A probability is None where an engine scored the pair below what it keeps.
    """
    made = {"accounted": _linked(ours), engine: _linked(theirs)}
    both = made["accounted"] & made[engine]
    known = _probabilities(ours), _probabilities(theirs)
    alone = [
        Difference(left=a, right=b, linked_by=name, ours=known[0].get((a, b)), theirs=known[1].get((a, b)))
        for name, pairs in made.items()
        for a, b in sorted(pairs - both)
    ]
    counts = {name: len(pairs - both) for name, pairs in made.items()}
    message = (
        f"Both engines link {len(both)} pairs; Accounted alone {counts['accounted']}, {engine} alone {counts[engine]}. "
        "Persons are as the latter links them; differences.csv names the pairs. Where engines differ, a person decides."
    )
    return alone, Remark(code="engines-differ", where=engine, message=message)


def _linked(made: Linkage) -> set[tuple[int, int]]:
    return set(_pairs(made, made.linked()))


def _pairs(made: Linkage, chosen: Any) -> Iterator[tuple[int, int]]:
    return zip(made.scored.left[chosen].tolist(), made.scored.right[chosen].tolist(), strict=True)


def _probabilities(made: Linkage) -> dict[tuple[int, int], float]:
    whole = np.ones(len(made.scored.left), np.bool_)
    return dict(zip(_pairs(made, whole), made.scored.probability.round(6).tolist(), strict=True))
