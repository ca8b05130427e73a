"""Review: what is asked, what the answers say, what drawn clusterings carry on."""

import numpy as np
import pytest
from link_scene import person_list

from accounted.core.outcome import Refusal
from accounted.link import Linkage, Measured, draws, leaning_lists, link, measured, missed_rate, next_questions, overlap
from accounted.link.clerical import FOR_MEASURE
from accounted.link.draws import NOT_MEASURED
from accounted.link.strata import strata

NAMES = (
    "Balmir",
    "Dorvan",
    "Felka",
    "Gamrin",
    "Kessel",
    "Lumar",
    "Norvel",
    "Pasko",
    "Rintal",
    "Sovrin",
    "Tamrel",
    "Ulvan",
)
FAMILIES = ("Abreld", "Cortan", "Esmond", "Hulten", "Imbrek", "Jaskol", "Kerrin", "Lostra", "Mundel", "Norrik")


@pytest.fixture(scope="module")
def made() -> Linkage:
    """Two lists of a hundred rows, eighty persons on both."""
    draw = np.random.default_rng(3)
    people = [
        (
            f"{n} {f}",
            str(int(draw.integers(1, 80))),
            "mf"[int(draw.integers(2))],
            f"Place {int(draw.integers(12))}",
            f"2009-03-{int(draw.integers(1, 28)):02d}",
        )
        for n in NAMES
        for f in FAMILIES
    ]
    other = [(name.replace("r", "rr"), *rest) for name, *rest in people[20:]]
    order = draw.permutation(len(other))
    return link([person_list("one.csv", people[:100]), person_list("other.csv", [other[k] for k in order])])


def _true(made: Linkage, left: int, right: int) -> bool:
    names = [
        made.rows.lists[which].columns[0][row] for which, row in (made.rows.place_of(left), made.rows.place_of(right))
    ]
    return names[0].replace("rr", "r") == names[1].replace("rr", "r")


def test_questions_measure_and_resolve_doubt(made: Linkage) -> None:
    """Every stratum is asked, none twice, and a pair answered is not asked again."""
    asked = next_questions(made, count=50, seed=1)
    random = [(q.left, q.right) for q in asked if q.asked_for == FOR_MEASURE]
    assert len(set(random)) == len(random)
    assert {q.stratum for q in asked if q.asked_for == FOR_MEASURE} <= set(strata(made))
    again = next_questions(made, count=50, seed=2, answered=frozenset(random))
    assert not {(q.left, q.right) for q in again if q.stratum != "alone, outside"} & set(random)


def test_a_sample_gives_intervals_that_hold_the_truth(made: Linkage) -> None:
    """Answers taken from the truth give a precision interval that holds the true precision, and a recall below one."""
    asked = next_questions(made, count=80, seed=1)
    found = measured(made, [(q, _true(made, q.left, q.right)) for q in asked], seed=1)
    assert isinstance(found, Measured)
    linked = made.linked()
    pairs = zip(made.scored.left[linked].tolist(), made.scored.right[linked].tolist(), strict=True)
    precision = float(np.mean([_true(made, a, b) for a, b in pairs]))
    assert found.precision.low <= precision <= found.precision.high + 0.02
    assert 0 < found.missed.high < 0.5


def test_too_few_answers_are_refused(made: Linkage) -> None:
    """Five answers say nothing; the refusal says how many are needed."""
    asked = [q for q in next_questions(made, count=50, seed=1) if q.asked_for == FOR_MEASURE][:5]
    found = measured(made, [(q, True) for q in asked], seed=1)
    assert isinstance(found, Refusal)
    assert found.code == "too-few-answers"


def test_draws_without_a_sample_say_so(made: Linkage) -> None:
    """Draws over scored pairs alone are marked: missed links not measured."""
    drawn = draws(made, count=20, seed=1)
    assert drawn.note == NOT_MEASURED
    assert drawn.missed is None
    assert all(sum(drawn.histories(k).values()) >= 120 for k in range(20))


def test_missed_links_raise_the_overlap_and_widen_it(made: Linkage) -> None:
    """With a missed share of about a tenth the overlap is larger and varies more; persons shrink by as many."""
    plain = overlap(draws(made, count=100, seed=1))
    with_missed = overlap(draws(made, count=100, seed=1, missed=(10.0, 90.0)))
    assert with_missed.mean() > plain.mean() + 3
    assert with_missed.std() > plain.std()


def test_the_same_seed_gives_the_same_draws(made: Linkage) -> None:
    """Draws are a function of the linkage and the seed."""
    one, other = draws(made, count=5, seed=4), draws(made, count=5, seed=4)
    assert np.array_equal(one.person, other.person)


def test_a_sample_feeds_the_draws(made: Linkage) -> None:
    """What a clerical sample measured is what the draws take."""
    asked = next_questions(made, count=60, seed=1)
    found = measured(made, [(q, _true(made, q.left, q.right)) for q in asked], seed=1)
    assert isinstance(found, Measured)
    drawn = draws(made, count=50, seed=1, missed=missed_rate(found))
    assert drawn.missed is not None
    assert drawn.note != NOT_MEASURED


def test_lists_in_one_order_are_shown() -> None:
    """A list that holds another's rows in the same order is shown, before anyone takes both for separate captures."""
    rows = [(f"{n} {f}", str(10 + k), "m", f"Place {k}", "2009-03-05") for k, n in enumerate(NAMES) for f in FAMILIES]
    found = link([person_list("one.csv", rows[:60]), person_list("copy.csv", rows[10:])])
    assert [remark.code for remark in leaning_lists(found)] == ["lists-in-one-order"]
