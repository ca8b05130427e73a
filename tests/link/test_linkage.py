"""Lists linked: rows of one person found, families kept apart, decisions obeyed, reasons that add up."""

from itertools import pairwise

import numpy as np
import pytest
from link_scene import HEADER, ONE, OTHER, linked_rows, person_list, two_lists

from accounted.core.outcome import Remark
from accounted.core.person import PersonList
from accounted.link import Answer, Linkage, chains, clusters_of, in_words, link, page, pairs, reviewers_agree
from accounted.link.decide import agreement, settled


@pytest.fixture(scope="module")
def made() -> Linkage:
    """Two small lists linked."""
    return link(two_lists())


def test_rows_of_one_person_are_found(made: Linkage) -> None:
    """Order of names, a letter doubled, c for k and a day apart do not keep a person's rows apart."""
    assert linked_rows(made) == {(0, 0), (1, 1), (2, 2), (5, 4)}


def test_two_of_one_family_stay_two_persons(made: Linkage) -> None:
    """Mira and Ilan share a family name, a place and a day; each is linked to her or his own row."""
    assert (0, 1) not in linked_rows(made)
    assert (1, 0) not in linked_rows(made)


def test_every_row_is_in_one_person(made: Linkage) -> None:
    """Persons together hold every row of every list exactly once."""
    members = [member for cluster in clusters_of(made) for member in cluster.members]
    assert sorted(members) == sorted([("one.csv", k) for k in range(6)] + [("other.csv", k) for k in range(5)])


def test_reasons_add_up_to_the_score(made: Linkage) -> None:
    """A pair's bits add up to its log odds of one person against unrelated persons."""
    for pair in pairs(made):
        bits = sum(reason.bits for reason in pair.reasons)
        assert pair.reasons[0].bits < 0
        assert bits > 0
        assert pair.linked
        assert "given name" in in_words(pair.reasons)


def test_reasons_quote_the_cells(made: Linkage) -> None:
    """The values that a reason gives are the raw cells."""
    first = next(iter(pairs(made)))
    ages = next(reason for reason in first.reasons if reason.field == "age")
    assert (ages.left, ages.right) == ("34", "34")


def test_same_input_gives_the_same_result(made: Linkage) -> None:
    """Linking again gives the same persons and probabilities."""
    again = link(two_lists())
    assert np.array_equal(again.person, made.person)
    assert np.array_equal(again.scored.probability, made.scored.probability)


def _answer(
    lists: tuple[PersonList, PersonList], rows: tuple[int, int], answer: str, by: str = "A. Reviewer"
) -> Answer:
    return Answer(row_a=lists[0].row(rows[0]).id, row_b=lists[1].row(rows[1]).id, answer=answer, by=by)


def test_a_decision_wins_over_any_score() -> None:
    """ "Different" parts the surest pair, "same" joins rows that share nothing."""
    lists = two_lists()
    found = link(lists, answers=[_answer(lists, (0, 0), "different"), _answer(lists, (3, 3), "same")])
    assert (0, 0) not in linked_rows(found)
    assert (3, 3) in linked_rows(found)


def test_a_decision_can_be_taken_back() -> None:
    """An answer withdrawn leaves the result as if it had not been given."""
    lists = two_lists()
    given = _answer(lists, (0, 0), "different")
    back = Answer(row_a=given.row_a, row_b=given.row_b, answer="different", by=given.by, withdrawn=True)
    assert (0, 0) in linked_rows(link(lists, answers=[given, back]))


def test_reviewers_who_differ_bind_nothing_until_a_third_answers() -> None:
    """One "same" and one "different" are remarked; a third answer settles."""
    lists = two_lists()
    both = [_answer(lists, (0, 0), "same", "A"), _answer(lists, (0, 0), "different", "B")]
    kept, remarks = settled(both)
    assert not kept
    assert [remark.code for remark in remarks] == ["reviewers-differ"]
    kept, remarks = settled([*both, _answer(lists, (0, 0), "different", "C")])
    assert [answer.answer for answer in kept.values()] == ["different"]
    assert not remarks


def test_agreement_is_cohens_kappa() -> None:
    """Eighteen of twenty alike with ten "same" each give kappa .8, as worked in the docstring."""
    words = [("same", "same")] * 9 + [("different", "different")] * 9 + [("same", "different"), ("different", "same")]
    answers = [
        Answer(row_a=f"row-{k}", row_b="row-x", answer=word, by=who)
        for k, told in enumerate(words)
        for who, word in zip(("A", "B"), told, strict=True)
    ]
    count, alike, kappa = agreement(answers, one="A", other="B")
    assert (count, alike) == (20, 0.9)
    assert kappa == pytest.approx(0.8)


def test_an_answer_on_a_row_that_is_gone_is_said() -> None:
    """An answer whose rows are in none of the lists is kept and remarked, never dropped in silence."""
    answer = Answer(row_a="row-gone", row_b="row-gone-too", answer="same", by="A")
    found = link(two_lists(), answers=[answer])
    assert "answers-without-rows" in [remark.code for remark in found.remarks]


def test_one_list_names_a_person_once() -> None:
    """Of two equal rows in one list at most one is linked to a row of the other list."""
    twice = person_list("one.csv", [ONE[0], ONE[0], ONE[2]])
    found = link([twice, person_list("other.csv", OTHER)])
    assert len({root for root, row in linked_rows(found) if row == 0}) == 1
    assert found.person[0] != found.person[1]


def test_with_repeats_rows_of_one_list_may_be_one_person() -> None:
    """One list alone is clustered: its rows of one person come together."""
    names = ("Balmir", "Dorvan", "Felka", "Gamrin", "Kessel", "Lumar", "Norvel", "Pasko", "Rintal", "Sovrin")
    families = ("Abreld", "Cortan", "Esmond", "Hulten", "Imbrek", "Jaskol")
    rows: list[tuple[str, ...]] = [
        (f"{n} {f}", str(15 + 3 * a + b), "m", f"Place{a}", f"2009-03-{1 + 2 * b:02d}")
        for a, n in enumerate(names)
        for b, f in enumerate(families)
    ]
    rows += [(name.replace("l", "ll"), *rest) for name, *rest in rows[:12]]
    found = link([person_list("one.csv", rows)])
    together = sum(int(found.person[60 + k] == found.person[k]) for k in range(12))
    assert together >= 10
    assert len(np.unique(found.person)) >= 58


def test_rows_set_aside_are_never_linked() -> None:
    """A row that was set aside keeps its number and stands alone."""
    one = person_list("one.csv", [*ONE, ("total", "6", "", "", "")])
    found = link([one, person_list("other.csv", OTHER)])
    assert one.aside == {6}
    assert int(found.person[6]) == 6
    assert int((found.person == 6).sum()) == 1


def test_lists_without_a_row_in_common_link_nothing() -> None:
    """Lists of other persons give no link."""
    others = [("Ruvin Tolsk", "12", "m", "Narrow", "1999-01-01"), ("Wenda Ploss", "77", "f", "Narrow", "1999-01-02")]
    assert not linked_rows(link([person_list("one.csv", ONE), person_list("other.csv", others)]))


def test_ten_thousand_equal_names_lose_nothing() -> None:
    """Equal rows in number beyond every block's limit are still each in one person."""
    rows = [("Mira Petran", "", "", "", "")] * 3000
    found = link([person_list("one.csv", rows)])
    assert len(found.person) == 3000
    assert found.blocks_cut > 0


def test_a_chain_that_does_not_close_is_shown() -> None:
    """Three rows held together by decisions, of which two do not fit each other, are remarked."""
    lists = two_lists()
    extra = person_list("third.csv", [("Bruna Zeltman", "40", "f", "Kolm", "2009-03-05")])
    answers = [
        _answer(lists, (0, 0), "same"),
        Answer(row_a=lists[0].row(0).id, row_b=extra.row(0).id, answer="same", by="A"),
    ]
    found = link([*lists, extra], answers=answers)
    assert "chain-does-not-close" in [remark.code for remark in chains(found)]


def test_the_page_is_whole_and_loads_nothing(made: Linkage) -> None:
    """The page names both lists, escapes what cells hold, and refers to nothing outside itself."""
    text = page(made, list(pairs(made)), made.remarks)
    assert "one.csv" in text
    assert "http" not in text
    assert "<script" not in text


def test_the_page_is_bounded_and_says_what_it_leaves_out(made: Linkage) -> None:
    """Of a thousand remarks of one kind the page shows the first forty and how many more there are; others stay."""
    chain = "chain-does-not-close"
    many = [Remark(code=chain, where="one.csv:1", message=f"Row {at} and another.") for at in range(1000)]
    text = page(made, [], [*many, Remark(code="other", where="one.csv", message="Another thing.")])
    assert "Row 39 and" in text
    assert "Row 40 and" not in text
    assert f"960 more of the kind {chain} are not shown here" in text
    assert "Another thing." in text


def test_names_of_columns_do_not_need_to_be_alike() -> None:
    """The second list has other headers, in another order, and the same persons are found."""
    header = ("Sexe", "Nom complet", "Lieu", "Date de décès", "Edad")
    rows = [(sex, name, place, day, age) for name, age, sex, place, day in OTHER]
    found = link([person_list("one.csv", ONE), person_list("autre.csv", rows, header)])
    assert linked_rows(found) == {(0, 0), (1, 1), (2, 2), (5, 4)}


def test_probabilities_lie_between_zero_and_one(made: Linkage) -> None:
    """No probability is outside its range, and a row's pairs with one other list share one."""
    probability = made.scored.probability
    assert ((probability >= 0) & (probability <= 1)).all()
    sums = np.bincount(made.scored.left, weights=probability)
    assert (sums <= 1 + 1e-6).all()
    assert all(a <= b for a, b in pairwise(sorted(probability)))
    assert HEADER[0] == "name"


def test_reviewers_agree_as_in_the_book() -> None:
    """Krippendorff's alpha for two observers of ten pairs: Content Analysis (2004), section 11.3.1, alpha = .095."""
    one, other = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)
    words = ("different", "same")
    answers = [
        Answer(row_a=f"a{at}", row_b=f"b{at}", answer=words[value], by=by)
        for by, values in (("B. Reader", one), ("C. Reader", other))
        for at, value in enumerate(values)
    ]
    both, alpha = reviewers_agree(answers)
    assert (both, round(alpha or 0, 3)) == (10, 0.095)
    assert reviewers_agree(answers[:1]) == (0, None)
