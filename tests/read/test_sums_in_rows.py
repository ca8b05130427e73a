"""Sums without a word: what a row of figures divides, and what only stands beside it."""

import pytest
from reader_scene import parts_of, reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine people were killed in Orlec. Five children and four adults died when the roof fell.", "5<9 4<9"),
        ("Nine people were killed. Five died in the mill. Four died in the street.", "5<9 4<9"),
        (
            "They mourn the 48 people who were killed there; 200 were injured. Six people were shot dead in the "
            "street, 32 were killed in a fire and more than 10 lost their lives while jumping.",
            "6<48 32<48 10<48",
        ),
        (
            "Sixty officers were killed and 430 wounded, 740 soldiers killed and 6000 wounded - in all, 800 killed "
            "and 6430 wounded.",
            "60<800 430<6430 740<800 6000<6430",
        ),
        ("Nearly 60 rebels were killed in two clashes. Soldiers killed 43 at Orlec and 16 at Tavrin.", "43<60 16<60"),
        (
            "Some 126 farmers died, the council wrote. 89 people from Orlec were killed, and a further 37 people were "
            "killed in Tavrin. In total 126 people were killed.",
            "89<126 37<126",
        ),
        ("Five civilians were killed. A reporter said two women, two men and a baby were killed.", "2<5 2<5"),
    ],
    ids=["small", "each in its sentence", "others between", "two effects", "about", "total twice", "one child besides"],
)
def test_a_row_divides_the_total_that_it_sums_to(text: str, expected: str) -> None:
    """Figures in a row are the parts of the total beside them that they sum to."""
    assert parts_of(text) == expected.split()


def test_a_miss_is_told_in_the_note() -> None:
    """A large total that its list misses by a little has its parts, and their note says by how much."""
    text = (
        "3,595 soldiers died. 1,100 were killed in action. 1,997 were killed by disease. 248 were killed by bears. "
        "243 were killed by accidents."
    )
    claims = reading(text).claims
    assert [claim.part_of for claim in claims[1:]] == [claims[0].id] * 4
    assert all("3,588, 7 less than the total" in (claim.note or "") for claim in claims[1:])


@pytest.mark.parametrize(
    "text",
    [
        "The council says 500 people were killed. The army says 300 were killed and the church 200.",
        "The council put the dead at 500, the army at 300, the church at 200.",
        "120 people were killed in 1990, 70 in 1991 and 50 in 1992.",
        "The army killed 46 people in May. It killed 12 people in June and 34 people in July.",
        "Twenty people were killed in the first attack, 12 in the second and eight in the third.",
        "Three people were killed in Orlec. Two people were killed in Tavrin and one person was killed in Merl.",
        "Nine people were killed. Another five died in hospital and four others drowned.",
        "The army lost 46 men, the rebels 12, the police 34.",
        "46 civilians and 12 soldiers died; the army lost 34 men in June.",
        "Twenty people were killed; 12 soldiers and 8 officers were wounded.",
    ],
    ids=["rival accounts", "rivals in a row", "years", "months", "turns", "places", "others", "doers", "and", "effect"],
)
def test_figures_side_by_side_are_no_parts(text: str) -> None:
    """Rival accounts, other days, turns, places and others besides are no parts, though a sum fits."""
    assert parts_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The fighting left 46 dead in Tarn, 12 in Merl and 34 in Orlec.",
        "Six people died in Tarn. Four people died in Merl and two people in Orlec.",
        "In 1991 120 people were killed, in 1992 80 people, in 1993 200 people.",
        "The toll in Tarn was 46; it was 34 in Merl and 12 in Orlec.",
    ],
    ids=["places of one sentence", "places", "years before", "tolls of places"],
)
def test_each_with_a_place_or_a_year_of_its_own(text: str) -> None:
    """Figures each with a place or a year of its own stand side by side, though a sum fits by chance."""
    assert parts_of(text) == []
