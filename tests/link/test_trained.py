"""The scorer trained on answers: it starts from the default, learns what separates, and says that it was used."""

from pathlib import Path

import numpy as np
import pytest
from link_scene import HEADER, person_list

from accounted.core.outcome import WrongUsage
from accounted.core.person import PersonList
from accounted.link import Answer, link
from accounted.link.trained import enough, features, trained_odds
from accounted.linking import Review, link_lists

GIVEN = "Balmir Dorvan Felka Gamrin Kessel Lumar Norvel Pasko Rintal Sovrin Tamrel Ulvan".split()
FAMILY = "Abreld Cortan Esmond Hulten Imbrek Jaskol Kerrin Lostra Mundel Norrik".split()


def reports() -> tuple[PersonList, list[int]]:
    """Gives one list of 180 rows, every second person twice: the second time with another age by two years."""
    draw = np.random.default_rng(11)
    rows: list[tuple[str, ...]] = []
    person: list[int] = []
    for at, (given, family) in enumerate((g, f) for g in GIVEN for f in FAMILY):
        age, day = int(draw.integers(10, 70)), f"2009-03-{int(draw.integers(1, 29)):02d}"
        told = ("m" if at % 2 else "f", f"Place {int(draw.integers(9))}", day)
        rows.append((f"{given} {family}", str(age), *told))
        person.append(at)
        if at % 2 == 0:
            rows.append((f"{given} {family.replace('r', 'rr')}", str(age + 2), *told))
            person.append(at)
    return person_list("reports.csv", rows, HEADER), person


def test_what_is_learnt_orders_pairs_at_least_as_well() -> None:
    """Trained on a part of the pairs, the scores part one person from two on the rest as well as the default."""
    one, person = reports()
    made = link([one])
    scored = made.scored
    same = np.array([person[a] == person[b] for a, b in zip(scored.left, scored.right, strict=True)])
    learn = np.arange(len(same)) % 2 == 0
    told = scored.left[learn], scored.right[learn], same[learn]
    odds = trained_odds(made.rows, (scored.left, scored.right, scored.log_odds), scored.weights, answers=told).odds
    rest = ~learn
    assert same[rest].sum() > 20

    def wrong(values: np.ndarray) -> int:
        return int(((values[rest] > 0) != same[rest]).sum())

    assert wrong(odds) <= wrong(scored.log_odds)
    x, names = features(made.rows, scored.left[:3], scored.right[:3], weights=scored.weights, odds=scored.log_odds[:3])
    assert x.shape == (3, len(names))
    assert len(set(names)) == len(names)


def test_answers_are_used_from_a_hundred_on() -> None:
    """With a hundred answers of both kinds the scores are trained, and it is said; with fewer they are not."""
    one, person = reports()
    ids = [one.row(at).id for at in range(len(one))]
    scored = link([one]).scored
    order = np.argsort(-scored.log_odds, kind="stable")[:130].tolist()
    pairs = [(int(scored.left[at]), int(scored.right[at])) for at in order]
    answers = [
        Answer(row_a=ids[a], row_b=ids[b], answer="same" if person[a] == person[b] else "different", by="B. Reader")
        for a, b in pairs
    ]
    assert "scores-trained" in {remark.code for remark in link([one], answers=answers).remarks}
    assert "scores-trained" not in {remark.code for remark in link([one], answers=answers[:60]).remarks}
    assert not enough([True] * 200)


def _answered(one: PersonList, *, count: int, wrong: int) -> list[Answer]:
    """Gives answers on the best pairs; the default score decides `wrong` of them wrongly, without any rule to it."""
    ids, scored = [one.row(at).id for at in range(len(one))], link([one]).scored
    order = np.argsort(-scored.log_odds, kind="stable")[:count].tolist()
    turned = set(np.random.default_rng(3).permutation(count)[:wrong].tolist())
    return [
        Answer(
            row_a=ids[scored.left[at]], row_b=ids[scored.right[at]], by="B. Reader",
            answer="same" if (scored.log_odds[at] > 0) != (k in turned) else "different",
        )
        for k, at in enumerate(order)
    ]  # fmt: skip


def test_training_stands_aside_where_it_does_not_help() -> None:
    """Answers that the default score foretells, but for a few without any rule, leave the scores as they were."""
    one, _ = reports()
    found = link([one], answers=_answered(one, count=140, wrong=10))
    assert "scores-not-trained" in {remark.code for remark in found.remarks}
    assert np.array_equal(found.scored.log_odds, link([one]).scored.log_odds)


def test_answers_come_back_in_the_questions_that_were_asked(tmp_path: Path) -> None:
    """Outside a project, questions are written, answered, and given back; a word that is none is told with its line."""
    one, _ = reports()
    path = tmp_path / "reports.csv"
    lines = [",".join(HEADER), *(",".join(one.cells(at)) for at in range(len(one)))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    made = link_lists([path], out=tmp_path / "out", review=Review(questions=12))
    asked = tmp_path / "out" / "questions.csv"
    assert asked in made.files
    content = asked.read_text(encoding="utf-8").splitlines()
    assert 0 < len(content) - 1 <= 12
    cells = content[1].split(",")
    answered = tmp_path / "answered.csv"
    answered.write_text("\n".join([content[0], ",".join([*cells[:4], "different", *cells[5:]])]), encoding="utf-8")
    again = link_lists([path], review=Review(answers=answered))
    assert again.linkage.person[int(cells[1])] != again.linkage.person[int(cells[3])]
    answered.write_text("\n".join([content[0], ",".join([*cells[:4], "perhaps", *cells[5:]])]), encoding="utf-8")
    with pytest.raises(WrongUsage, match=r"answered.csv:2"):
        link_lists([path], review=Review(answers=answered))
