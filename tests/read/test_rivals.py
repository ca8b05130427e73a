"""Rival figures: one more number for what was counted before takes its effect; other numbers beside it do not."""

import pytest
from reader_scene import figures

_TOLD = "Forty people died in the raid on Tolm. "


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The survivors' league insists on 700, it wrote.", "700"),
        ("Historians of the valley have settled on 55-60.", "55-60"),
        ("The inquest arrived at 31.", "31"),
        ("A source in the guard gave a lower figure, 27.", "27"),
        ('Two envoys lean toward a figure "somewhere north of 200".', "somewhere north of 200"),
        ("The league reduced it to 36, after a recount.", "36"),
        ("Consular reports speak of 600,[15] 750[16] and more.", "600"),
    ],
)
def test_what_one_settles_on(text: str, number: str) -> None:
    """Behind a verb of settling, arguing or correcting, a number alone is one more figure."""
    assert ("killed", number) in figures(_TOLD + text)


def test_behind_the_mark_of_a_footnote() -> None:
    """A list of rival figures goes on over the marks of its footnotes."""
    assert ("killed", "750[16]") in figures(_TOLD + "Consular reports speak of 600,[15] 750[16] and more.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Doctors in Tolm said 41 people had died, up from 22 the day before.", [41, 22]),
        ("Fifteen people, not 20, died in Tolm.", ["Fifteen", 20]),
        ("Ninety-six people, not 69 as first stated, burned to death in Tolm.", ["Ninety-six", 69]),
        ("The toll in Tolm has been revised to 119 from 73, the prefect said.", [119, 73]),
        ("Some 36 people died in Tolm, compared with 14 a year earlier.", ["Some 36", 14]),
    ],
)
def test_the_former_figure(text: str, told: list[object]) -> None:
    """What the figure was before, or is not, has its effect."""
    assert figures(text) == [("killed", str(number)) for number in told]


def test_a_rival_of_the_figure_nearest_in_size() -> None:
    """Behind dead and injured, a number near that of the dead is one of the dead."""
    text = "93 people drowned in the Orl, and 12 were injured. The boatmen have always spoken of 140."
    assert figures(text) == [("killed", "93"), ("injured", "12"), ("killed", "140")]


@pytest.mark.parametrize(
    "text",
    [
        "The council settled on two delegates.",
        "The council settled on two.",
        "The mayor accepted 5,000 francs.",
        "His sentence was reduced by 5, then commuted.",
        "The commission adopted 12 recommendations.",
        "They were shot, not by 20 soldiers but by the guard.",
        "She arrived at 8 o'clock.",
    ],
)
def test_numbers_of_other_things_are_no_rivals(text: str) -> None:
    """Money, hours, things named and few words for them are no figures of the dead."""
    assert figures(_TOLD + text) == [("killed", "Forty")]
