"""Of which total a figure is a part, and of which it cannot be."""

import pytest
from reader_scene import parts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Guards killed at least 55 people, including 14 clerks, and more than 100, including 15 girls, in Tolan.",
            {"at least 55": None, "14": "at least 55", "more than 100": None, "15": "more than 100"},
        ),
        ("Victims included nine boys and seventeen women.", {"nine": None, "seventeen": None}),
        ("The raid killed 330 people. He blamed 220 of the deaths on rebels.", {"330": None, "220": "330"}),
        ("The raid killed 40. The dead (including 12 women) were buried.", {"40": None, "12": "40"}),
        ("The raid killed 40. A committee comprising three judges was named.", {"40": None}),
        ("The raid killed 40. Troops (around 300 men) came.", {"40": None}),
        (
            "89 (or 84) people died in Orrin and 37 people died in Tolan. In total, 126 people died.",
            {"89 (or 84)": "126", "37": "126", "126": None},
        ),
    ],
)
def test_a_part_is_no_larger_than_its_total(text: str, told: dict[str, str | None]) -> None:
    """What is larger than a total is none of its parts; a body named with its members is none of those told before."""
    assert parts(text) == told
