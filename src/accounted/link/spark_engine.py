"""Linking on Apache Spark for pairs that outgrow one machine: the same functions mapped over keys and parts of rows.

Rows are made numbers once, on the machine that asks (some 100 bytes each), and sent out. Every key is a task that gives
its pairs; pairs are gathered by their left row, each once, and weighed where they lie. What comes back are the pairs
worth keeping. Nothing here computes what the one-machine way does not: the same lists give the same persons, and the
same scores to the last bit.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Final

import numpy as np

from accounted.core.outcome import WrongUsage
from accounted.link.candidates import (
    Candidates,
    Key,
    Limits,
    dense_pairs,
    each_once,
    keys_of,
    pairs_of_key,
    sides,
    unpacked,
)
from accounted.link.encode import Encoded
from accounted.link.linkage import Engine
from accounted.link.score import KEEP, Scored, first, learnt, probabilities, rows_to_learn_from
from accounted.link.weights import Odds

PARTS: Final = 16
_NOTHING: Final = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True, kw_only=True)
class SparkCandidates(Candidates):
    """Pairs that lie in parts on the machines of a cluster, packed and in order, by their left row."""

    parts: Any
    total: int

    @property
    def count(self) -> int:
        """Gives how many pairs there are."""
        return self.total


def installed() -> None:
    """Takes nothing; where Spark or Java is missing it says how to install it."""
    missing = [] if find_spec("pyspark") else ["pip install 'accounted[spark]'"]
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        missing.append("install Java 17 (Debian: apt-get install openjdk-17-jre-headless)")
    if missing:
        raise WrongUsage(
            where="accounted link --engine spark", found="Spark is not ready", expected="the extra `spark`, and Java",
            advice=f"{' and '.join(missing)}; or link without --engine.",
        )  # fmt: skip


def spark_engine(session: Any = None) -> Engine:
    """Takes a Spark session (else one is made from Spark's own settings), gives the engine that works on it."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

    if session is None:
        session = SparkSession.builder.appName("accounted").config("spark.ui.enabled", "false").getOrCreate()
    context = session.sparkContext

    def find(rows: Encoded, limits: Limits) -> Candidates:
        return _found(context, rows, limits)

    def score(rows: Encoded, found: Candidates, *, repeats: bool, seed: int) -> Scored:
        assert isinstance(found, SparkCandidates)
        return _scored(context, rows, found, repeats=repeats, seed=seed)

    return Engine(find=find, score=score)


def _found(context: Any, rows: Encoded, limits: Limits) -> SparkCandidates:
    side, size = sides(rows, limits), len(rows.side)
    keys = list(keys_of(rows))
    sent = context.broadcast((keys, rows.usable, side))
    by_key = context.parallelize(range(len(keys)), max(len(keys), 1)).map(lambda k: _of_key(sent.value, k, limits))
    by_key.cache()
    windows, near, rows_cut = dense_pairs(rows, side, limits)
    pairs = by_key.flatMap(lambda told: told[1]).union(context.parallelize(list(_in_parts(near, size)), 1))
    parts = pairs.groupByKey(PARTS).mapValues(_once).cache()
    total = int(parts.map(lambda told: len(told[1])).sum())
    cut = int(by_key.map(lambda told: told[0]).sum())
    by_key.unpersist()
    return SparkCandidates(
        left=_NOTHING, right=_NOTHING, windows=windows, blocks_cut=cut, rows_cut=rows_cut, parts=parts, total=total
    )


def _of_key(sent: tuple[list[Key], Any, Any], k: int, limits: Limits) -> tuple[int, list[tuple[int, Any]]]:
    keys, usable, side = sent
    packed, cut = pairs_of_key(usable, side, limits.largest_block, keys[k])
    return cut, list(_in_parts(packed, len(side)))


def _in_parts(packed: Any, size: int) -> Iterator[tuple[int, Any]]:
    """Gives packed pairs by the part that their left row lies in."""
    part = (packed // size) * PARTS // size
    for one in np.unique(part).tolist():
        yield one, packed[part == one]


def _once(found: Iterable[Any]) -> Any:
    return each_once(np.concatenate(list(found)))


def _scored(context: Any, rows: Encoded, found: SparkCandidates, *, repeats: bool, seed: int) -> Scored:
    single, size = repeats or len(rows.lists) == 1, len(rows.side)
    chosen = context.broadcast(rows_to_learn_from(found.count, size, seed))
    sample = unpacked(_gathered(found.parts.mapValues(lambda packed: _chosen(packed, chosen.value, size))), size)
    weights = learnt(rows, sample, first(rows, repeats=single, seed=seed), compete=not single, count=found.count)
    odds = context.broadcast(Odds(rows, weights))
    kept = found.parts.mapValues(lambda packed: _kept(packed, odds.value, size)).collect()
    columns = [[told[k] for _, told in sorted(kept, key=lambda one: one[0])] for k in range(3)]
    left, right, scores = (np.concatenate(part) if part else _NOTHING for part in columns)
    probability = probabilities(rows, scores, left, right=right, compete=not single)
    return Scored(left=left, right=right, log_odds=scores, probability=probability, weights=weights)


def _chosen(packed: Any, chosen: Any, size: int) -> Any:
    return packed[chosen[packed // size]]


def _gathered(parts: Any) -> Any:
    told = sorted(parts.collect(), key=lambda one: one[0])
    return np.concatenate([packed for _, packed in told]) if told else np.zeros(0, np.int64)


def _kept(packed: Any, odds: Odds, size: int) -> tuple[Any, Any, Any]:
    left, right = unpacked(packed, size)
    told = odds.of(left, right, least=KEEP)
    good = told > KEEP
    return left[good], right[good], told[good]
