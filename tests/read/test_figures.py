"""Several figures in one sentence: each number has its own effect, each part its total, and none is counted twice."""

import pytest
from reader_scene import figures, parts, reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The shelling killed 12 people and wounded 30.", [("killed", "12"), ("injured", "30")]),
        ("The attack left 12 dead, 40 wounded.", [("killed", "12"), ("injured", "40")]),
        ("The attack left 12 dead and 40 wounded.", [("killed", "12"), ("injured", "40")]),
        ("The fighting left 40 people dead and 12 injured.", [("killed", "40"), ("injured", "12")]),
        ("200 people were killed and 300 wounded.", [("killed", "200"), ("injured", "300")]),
        ("Five people were killed and another 20 injured.", [("killed", "Five"), ("injured", "20")]),
        ("Five people were killed and 20 others injured.", [("killed", "Five"), ("injured", "20")]),
        ("40 were killed and 12 more were wounded.", [("killed", "40"), ("injured", "12")]),
        ("40 killed, 12 wounded", [("killed", "40"), ("injured", "12")]),
        ("Soldiers detained 40 men and released 12.", [("detained", "40"), ("released", "12")]),
        ("12 houses were burned and 3 schools damaged.", [("destroyed", "12"), ("damaged", "3")]),
        ("Of 40 wounded, 12 died.", [("injured", "40"), ("killed", "12")]),
        ("Shelling that killed 40 and wounded 12 began.", [("killed", "40"), ("injured", "12")]),
    ],
)
def test_each_number_has_its_own_effect(text: str, expected: list[tuple[str, str]]) -> None:
    """Two predicates in one sentence, one of them shortened or not, give each number its own effect."""
    assert figures(text) == expected


def test_three_effects_in_a_row() -> None:
    """A list of effects keeps to its numbers, whatever stands between."""
    text = "40 men were killed, 12 wounded and 3 captured."
    assert figures(text) == [("killed", "40"), ("injured", "12"), ("detained", "3")]
    text = "613 dead, 487 wounded, 1,275 hostages"
    assert figures(text) == [("killed", "613"), ("injured", "487"), ("detained", "1,275")]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("33 people were killed in Ardel and 216 in Corvais.", ["33", "216"]),
        ("Killing 12 men and 3 women, the column left Ardel.", ["12", "3"]),
        ("Twelve men and three women were killed.", ["Twelve", "three"]),
        ("12 soldiers and 40 civilians were killed.", ["12", "40"]),
        ("The shelling killed a priest, two nuns and 30 others.", ["two", "30"]),
    ],
)
def test_one_verb_serves_a_list(text: str, numbers: list[str]) -> None:
    """Numbers joined under one verb all take its effect, with or without a noun of their own."""
    assert figures(text) == [("killed", number) for number in numbers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army killed 613 people (among them 63 children, 106 women, 70 elders) and destroyed the town.",
            {"613": None, "63": "613", "106": "613", "70": "613"},
        ),
        ("487 people were wounded (including 76 children).", {"487": None, "76": "487"}),
        ("487 people were wounded, including 76 children.", {"487": None, "76": "487"}),
        ("More than 40 people, among them 12 children, were killed.", {"More than 40": None, "12": "More than 40"}),
        ("Twelve people, including three children, were killed.", {"Twelve": None, "three": "Twelve"}),
        ("12 people, 3 of them children, were killed.", {"12": None, "3": "12"}),
        ("12 people, three of whom were children, were killed.", {"12": None, "three": "12"}),
        ("12 people died; 3 of them were children.", {"12": None, "3": "12"}),
        ("At least 200 villagers were killed, 100 of them women.", {"At least 200": None, "100": "At least 200"}),
        (
            "184 people were killed. Of these 184, 51 were women and 13 were children.",
            {"184": None, "51": "184", "13": "184"},
        ),
    ],
)
def test_a_part_knows_its_total(text: str, expected: dict[str, str | None]) -> None:
    """In brackets, after "including" or "of whom", and taken up again, a part points at the claim it breaks down."""
    assert parts(text) == expected


def test_parts_share_the_effect_of_their_total() -> None:
    """Children among the wounded are wounded, not killed."""
    text = "The army killed 613 people (63 children, 106 women). 487 people were wounded (including 76 children)."
    effects = [effect for effect, _ in figures(text)]
    assert effects == ["killed", "killed", "killed", "injured", "injured"]


def test_a_total_is_never_a_part_of_its_part() -> None:
    """No claim is a part of a part, and no claim is a part of itself."""
    text = "The army killed 613 people, including 106 women, among them 12 nuns, and 63 children (20 of them girls)."
    claims = {claim.id: claim for claim in reading(text).claims}
    for claim in claims.values():
        if claim.part_of is not None:
            assert claims[claim.part_of].part_of is None


def test_a_new_sentence_is_a_new_total() -> None:
    """Two figures in two sentences are two totals where no words join them."""
    assert parts("40 people were killed in Ardel. 12 people were killed in Corvais.") == {"40": None, "12": None}


def test_a_figure_taken_up_again_is_told_once() -> None:
    """ "Those 31" points back to a figure; it is named as such and is not a second claim."""
    found = reading("The bodies of 31 were found. These 31 were men.")
    assert [claim.quantity.text for claim in found.claims] == ["31"]
    assert [(number.text, number.reason) for number in found.no_claims] == [("31", "a figure taken up again")]


def test_every_claim_has_an_id_of_its_own() -> None:
    """Equal figures in one text are different claims, since they stand in different places."""
    claims = reading("12 people were killed. 12 people were killed. 12 people were killed.").claims
    assert len({claim.id for claim in claims}) == 3
