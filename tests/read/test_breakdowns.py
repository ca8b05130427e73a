"""Breakdowns in the words that announce them: each part names its total."""

import pytest
from reader_scene import reading

from accounted.core.claim import Claim


def read_claims(text: str) -> tuple[Claim, ...]:
    """Gives the claims of a text."""
    return reading(text).claims


ANNOUNCED = [
    ("Among the 80 wounded were 14 police officers.", ["80", "14"]),
    ("The ministry said 310 people had been killed. Of these, 120 were civilians.", ["310", "120"]),
    ("310 people were killed. Of them, 120 were civilians, 90 were fighters.", ["310", "120", "90"]),
    ("A total of 67 people were killed: 40 men, 20 women and six children.", ["67", "40", "20", "six"]),
    ("In total 88 died - 50 in the hospital and 37 at the scene.", ["88", "50", "37"]),
    ("The attack killed at least 17 people, with seven children among the dead.", ["at least 17", "seven"]),
    ("A total of 7,500 people died: 4,000 from typhus, 3,000 from hunger.", ["7,500", "4,000", "3,000"]),
    ("The 62 dead, including 17 children, were buried.", ["62", "17"]),
    ("The bomb killed 24 people. The victims included 12 pupils and a teacher.", ["24", "12"]),
    ("The clinic counted 120 wounded, 20 critically.", ["120", "20"]),
    ("He listed 1,044 dead: 600 soldiers; 430 civilians.", ["1,044", "600", "430"]),
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


def test_those_among_the_dead_are_dead() -> None:
    """ "Were among the dead" tells what befell those counted, and not those they are counted out of."""
    claims = read_claims("Of the 300 hostages, 186 children were among the dead.")
    assert [claim.effect for claim in claims] == ["detained", "killed"]


def test_the_dead_named_one_by_one_are_dead() -> None:
    """ "The dead - 14 men, 6 women - were buried": what opens the list tells more than what was done after."""
    claims = read_claims("The dead - 14 men, 6 women and 4 children - were buried on Friday.")
    assert [claim.effect for claim in claims] == ["killed"] * 3


def test_a_part_told_later_is_of_the_total_told_before() -> None:
    """Parts in the next sentence go on with the total of the parts before it."""
    claims = read_claims("We saw 31 bodies. Of the 31 bodies, one was a guard. They included two women.")
    assert {claim.part_of for claim in claims[1:]} == {claims[0].id}


def test_a_new_verb_does_not_reach_back_to_a_part() -> None:
    """ "seven of whom were children, and wounded 30": the seven are of the dead."""
    claims = reading("The attack killed 17 people, seven of whom were children, and wounded 30 others.").claims
    assert [(c.quantity.text, c.effect) for c in claims] == [("17", "killed"), ("seven", "killed"), ("30", "injured")]


def test_one_beside_a_part_is_of_that_part() -> None:
    """A part of a part names the part."""
    seven, three, one = reading("Of the seven bodies seen, three were women, one shot through the chest.").claims
    assert (three.part_of, one.part_of) == (seven.id, three.id)
