"""The cheap first look at many pairs: it lets pass whatever the full comparison would keep."""

import numpy as np
import pytest
from link_scene import person_list

from accounted.link import candidates as found_by
from accounted.link import link
from accounted.link.candidates import Limits, candidates, unpacked
from accounted.link.encode import encode
from accounted.link.plan import plan
from accounted.link.score import KEEP, log_odds
from accounted.link.screen import screen
from accounted.link.weights import all_pairs, chance_levels, first_weights, levels_of, log_ratios

FIRST = "Balmir Dorvan Felka Gamrin Kessel Lumar Norvel Pasko Rintal Sovrin Tamrel Ulvan".split()
LAST = "Abreld Cortan Esmond Hulten Imbrek Jaskol Kerrin Lostra".split()
HEADER = ("given name", "family name", "age", "sex", "town", "province", "date of birth", "date of death")


def rows(count: int) -> list[tuple[str, ...]]:
    """Gives invented rows: ages, births with gaps, towns in provinces, every third person twice with slips."""
    draw = np.random.default_rng(5)
    made: list[tuple[str, ...]] = []
    for at in range(count):
        town, year = int(draw.integers(20)), int(draw.integers(1940, 2005))
        birth = f"{year}-{int(draw.integers(1, 13)):02d}-{int(draw.integers(1, 29)):02d}" if at % 4 else str(year)
        day = f"2009-03-{int(draw.integers(1, 29)):02d}"
        person = (
            FIRST[int(draw.integers(12))], LAST[int(draw.integers(8))] + LAST[int(draw.integers(8))].lower(),
            str(2009 - year), "mf"[int(draw.integers(2))], f"Town {town}", f"Province {town // 5}", birth, day,
        )  # fmt: skip
        made.append(person)
        if at % 3 == 0:
            made.append((person[0][:-1] + "n", person[1].replace("r", "rr"), *person[2:5], "", *person[6:]))
    return made


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_worth_keeping_is_left_out(seed: int) -> None:
    """Over every pair of a list the bound never lies below the full weight."""
    one = person_list("one.csv", rows(260), HEADER)
    told = encode([one], plan([one]))
    size = len(told.side)
    left, right = np.triu_indices(size, 1)
    left, right = left.astype(np.int32), right.astype(np.int32)
    draw = np.random.default_rng(seed).integers(0, len(left), 4000)
    possible = all_pairs(told, repeats=True)
    weights = first_weights(
        told, possible=possible, u=chance_levels(told, (left[draw], right[draw]), possible=possible)
    )
    odds = log_odds(*log_ratios(told, levels_of(told, left, right), weights), weights)
    packed = left.astype(np.int64) * size + right
    passed = set(screen(told, weights, least=KEEP).passes(packed).tolist())
    kept = set(packed[odds > KEEP].tolist())
    assert len(kept) > 80
    assert kept <= passed
    assert len(passed) < 0.7 * len(packed)


def test_long_lists_give_what_short_ones_give(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pairs kept in parts and looked at by the screen give the same persons as pairs compared in full."""
    one = person_list("one.csv", rows(200), HEADER)
    whole = link([one])
    monkeypatch.setattr(found_by, "IN_PARTS", 0)
    told = encode([one], plan([one]))
    parts = candidates(told, Limits(repeats=True))
    assert parts.parts
    left, right = unpacked(np.concatenate(parts.parts), len(told.side))
    assert (left < right).all()
    assert np.array_equal(link([one]).person, whole.person)
