"""Breakdowns in the words that announce them: each part names its total."""

import pytest
from reader_scene import reading

ANNOUNCED = [
    ("Among the 80 wounded were 14 police officers.", ["80", "14"]),
    ("The ministry said 310 people had been killed. Of these, 120 were civilians.", ["310", "120"]),
    ("310 people were killed. Of them, 120 were civilians, 90 were fighters.", ["310", "120", "90"]),
    ("A total of 67 people were killed: 40 men, 20 women and six children.", ["67", "40", "20", "six"]),
    ("In total 88 died - 50 in the hospital and 37 at the scene.", ["88", "50", "37"]),
    ("The attack killed at least 17 people, with seven children among the dead.", ["at least 17", "seven"]),
    ("The court counted 4,500 killings. Some 3,000 of the victims were men.", ["4,500", "Some 3,000"]),
]


@pytest.mark.parametrize(("text", "figures"), ANNOUNCED)
def test_parts_name_their_total(text: str, figures: list[str]) -> None:
    """The first figure is the total, and the others are parts of it with its effect."""
    claims = reading(text).claims
    assert [claim.quantity.text for claim in claims] == figures
    assert {claim.part_of for claim in claims[1:]} == {claims[0].id}
    assert {claim.effect for claim in claims} == {claims[0].effect}


def test_a_list_without_a_total_takes_the_effect_that_opens_it() -> None:
    """ "Those killed included 12 women": the words before the list tell what befell them; no total is made up."""
    claims = reading("Those killed included 12 women and four infants.").claims
    assert [(claim.quantity.text, claim.effect, claim.part_of) for claim in claims] == [
        ("12", "killed", None),
        ("four", "killed", None),
    ]


def test_a_new_verb_does_not_reach_back_to_a_part() -> None:
    """ "seven of whom were children, and wounded 30": the seven are of the dead."""
    claims = reading("The attack killed 17 people, seven of whom were children, and wounded 30 others.").claims
    assert [(c.quantity.text, c.effect) for c in claims] == [("17", "killed"), ("seven", "killed"), ("30", "injured")]


def test_one_beside_a_part_is_of_that_part() -> None:
    """A part of a part names the part."""
    seven, three, one = reading("Of the seven bodies seen, three were women, one shot through the chest.").claims
    assert (three.part_of, one.part_of) == (seven.id, three.id)
