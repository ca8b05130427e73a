"""Log odds pair by pair: what is passed over early is nothing that would be kept, and threads change nothing."""

from itertools import combinations

import numpy as np
import pytest
from link_scene import person_list
from numba import get_num_threads, set_num_threads

from accounted.link import Linkage, link
from accounted.link.candidates import Limits, candidates
from accounted.link.encode import Encoded, encode
from accounted.link.names import skeleton, skeletons
from accounted.link.plan import plan
from accounted.link.score import KEEP, log_odds
from accounted.link.weights import Odds, Weights, all_pairs, chance_levels, first_weights, levels_of, log_ratios

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


def every_pair(told: Encoded, seed: int) -> tuple[Weights, tuple[np.ndarray, np.ndarray]]:
    """Gives every pair of rows, and weights to score them with."""
    left, right = (side.astype(np.int32) for side in np.triu_indices(len(told.side), 1))
    draw = np.random.default_rng(seed).integers(0, len(left), 4000)
    possible = all_pairs(told, repeats=True)
    u = chance_levels(told, (left[draw], right[draw]), possible=possible)
    return first_weights(told, possible=possible, u=u), (left, right)


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_worth_keeping_is_left_out(seed: int) -> None:
    """Over every pair of a list those left out early lie below what is kept, and all others have their full score."""
    one = person_list("one.csv", rows(260), HEADER)
    told = encode([one], plan([one]))
    weights, (left, right) = every_pair(told, seed)
    full = log_odds(log_ratios(told, levels_of(told, left, right), weights), weights)
    quick = Odds(told, weights).of(left, right, least=KEEP)
    kept = full > KEEP
    assert kept.sum() > 80
    assert np.array_equal(quick > KEEP, kept)
    assert np.allclose(quick[kept], full[kept], rtol=1e-5)


def test_threads_change_nothing() -> None:
    """One thread and all threads give the same candidates, the same scores to the last bit and the same persons."""
    one = person_list("one.csv", rows(200), HEADER)

    def linked(threads: int) -> Linkage:
        set_num_threads(threads)
        return link([one])

    most = get_num_threads()
    one_thread, all_threads = linked(1), linked(most)
    assert np.array_equal(one_thread.scored.left, all_threads.scored.left)
    assert np.array_equal(one_thread.scored.right, all_threads.scored.right)
    assert one_thread.scored.log_odds.tobytes() == all_threads.scored.log_odds.tobytes()
    assert np.array_equal(one_thread.person, all_threads.person)


def test_rows_that_share_a_key_are_candidates_once() -> None:
    """Whatever two rows of few share in name and birth makes them a candidate, once, the earlier row on the left."""
    one = person_list("one.csv", rows(60), HEADER)
    told = encode([one], plan([one]))
    found = candidates(told, Limits(repeats=True, dense_pairs=0))
    pairs = list(zip(found.left.tolist(), found.right.tolist(), strict=True))
    assert len(pairs) == len(set(pairs)) == found.count
    assert all(left < right for left, right in pairs)
    shared = [
        pair for pair in combinations(range(len(one)), 2)
        if one.cells(pair[0])[:2] == one.cells(pair[1])[:2] and one.cells(pair[0])[6] == one.cells(pair[1])[6]
    ]  # fmt: skip
    assert set(shared) <= set(pairs)


def test_skeletons_of_many_words_are_those_of_each() -> None:
    """Words put into skeletons together come out as each alone does: none reaches into the next."""
    words = "schahin aya al alhassan ouqba ccaa aa qasim oo phaedra elkhan tchaikov a b vv pp sh y".split()
    assert skeletons([*words, "", *words]) == [skeleton(word) for word in (*words, "", *words)]
    assert skeletons([]) == []
