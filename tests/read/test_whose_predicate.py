"""Whose predicate it is: over asides, behind "of the", beside a dash; and whose places are counted."""

import pytest
from reader_scene import figures, reasons


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Twenty hostages, including four nuns, were found massacred by the river.",
            [("killed", "Twenty"), ("killed", "four")],
        ),
        (
            "Of the 900 men who lived there (some with their kin), 200 were shot.",
            [("present", "900"), ("killed", "200")],
        ),
        (
            "More than 200 schools were destroyed and over 600 – damaged.",
            [("destroyed", "More than 200"), ("damaged", "over 600")],
        ),
        ("Victims: 200 – 267 displaced, 40 missing", [("displaced", "200 – 267"), ("missing", "40")]),
        ("Type of attack mass killing Deaths49–70 PerpetratorsVeshti armed groups", [("killed", "49–70")]),
        ("Nearly 160 people paid for that show of defiance with their lives.", [("killed", "Nearly 160")]),
        (
            "The raid left 45 people dead and 22 injured. Victims included at least nine children.",
            [("killed", "45"), ("injured", "22"), ("other", "at least nine")],
        ),
    ],
)
def test_each_number_has_the_predicate_that_is_told_of_it(text: str, told: list[tuple[str, str]]) -> None:
    """An aside is stepped over, a number that another is counted out of has no predicate, a dash may be a verb."""
    assert figures(text) == told


def test_where_those_told_of_live_is_no_figure() -> None:
    """In “the inhabitants of the three villages were killed” nobody says how many were killed."""
    assert reasons("The inhabitants of the three villages were killed.") == {"three": "where those told of live"}
    assert figures("Three villages were burned.") == [("destroyed", "Three")]
