"""Two verbs or two predicates under one number: what befell them in the end, the weaker, or both."""

import pytest
from reader_scene import figures


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("Soldiers were accused of killing and raping hundreds.", "other"),
        ("The raiders murdered or abducted 30 women.", "other"),
        ("Some 4,000 rebels have been killed or incapacitated.", "other"),
        ("In all 936 people were killed or went missing in the valley.", "other"),
        ("The militia captured and killed 17 men.", "killed"),
        ("The troops tortured and murdered 14 students.", "killed"),
        ("Troops detained and questioned 25 farmers.", "detained"),
        ("The police arrested and charged 180 people.", "detained"),
        ("They abducted and raped 20 girls.", "raped"),
        ("Shells damaged or destroyed 18 houses.", "damaged"),
    ],
)
def test_two_verbs_under_one_number(text: str, effect: str) -> None:
    """Two harms are told as other; a death behind “and”, and what befell captives, came last."""
    assert [told for told, _ in figures(text)] == [effect]
