"""Linking on Spark: the same persons and scores as on one machine; where Spark or Java is missing it is said how."""

import os
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import numpy as np
import pytest
from link_scene import person_list

from accounted.core.outcome import WrongUsage
from accounted.core.person import PersonList
from accounted.link import link, score, spark_engine

READY = find_spec("pyspark") is not None and bool(shutil.which("java") or os.environ.get("JAVA_HOME"))
WITH_SPARK = pytest.mark.skipif(not READY, reason="Spark or Java is not installed (accounted[spark], Java 17)")
FIRST = "Balmir Dorvan Felka Gamrin Kessel Lumar Norvel Pasko Rintal Sovrin Tamrel Ulvan".split()
LAST = "Abreld Cortan Esmond Hulten Imbrek Jaskol Kerrin Lostra Mandor".split()
HEADER = ("given name", "family name", "sex", "town", "date of birth", "date of death")


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """Gives a Spark session on two threads of this machine, which listens to nobody else."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    made = (
        builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate()
    )
    yield made
    made.stop()


def rows(name: str, count: int, seed: int) -> PersonList:
    """Gives an invented list; every third person stands on it twice, the second time with a slip and gaps."""
    draw = np.random.default_rng(seed)
    made: list[tuple[str, ...]] = []
    for at in range(count):
        family = LAST[int(draw.integers(9))] + LAST[int(draw.integers(9))].lower() + LAST[int(draw.integers(9))].lower()
        birth = f"{1940 + int(draw.integers(60))}-{1 + int(draw.integers(12)):02d}-{1 + int(draw.integers(28)):02d}"
        day = f"2009-03-{1 + int(draw.integers(28)):02d}"
        made.append((FIRST[int(draw.integers(12))], family, "mf"[at % 2], f"Town {int(draw.integers(60))}", birth, day))
        if at % 3 == 0:
            first, _, sex, town, _, _ = made[-1]
            made.append((first, family[:4] + family[5:], sex, "" if at % 2 else town, birth if at % 5 else "", day))
    return person_list(name, made, HEADER)


@WITH_SPARK
def test_spark_gives_the_same_persons(session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """One list deduplicated, two linked: pairs, scores and persons are the same to the last bit, learnt from a part."""
    monkeypatch.setattr(score, "LEARN_FROM", 4000)
    for lists in ([rows("one.csv", 1500, 1)], [rows("one.csv", 400, 2), rows("other.csv", 400, 2)]):
        here, there = link(lists), link(lists, engine=spark_engine.spark_engine(session))
        assert here.candidates == there.candidates > 4000
        assert (here.blocks_cut, here.windows) == (there.blocks_cut, there.windows)
        assert np.array_equal(here.person, there.person)
        assert len(set(here.person.tolist())) < len(here.person)
        for name in ("left", "right", "log_odds", "probability"):
            assert getattr(here.scored, name).tobytes() == getattr(there.scored, name).tobytes()


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra and without Java the message says how to install both."""
    monkeypatch.setattr(spark_engine, "find_spec", lambda _: None)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(WrongUsage, match=r"pip install 'accounted\[spark\]' and install Java 17"):
        spark_engine.installed()
