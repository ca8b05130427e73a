"""The noun whose amount a number is, and figures that are set beside it."""

import pytest
from reader_scene import figures, reasons


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The gravely wounded were now estimated at 260.", ("injured", "estimated at 260")),
        ("The death total on both sides is estimated at 900, with farmers displaced.", ("killed", "estimated at 900")),
        ("The number of hostages slain in Ardel might exceed 45.", ("killed", "exceed 45")),
        ("The number of refugees killed is over 300.", ("killed", "over 300")),
        ("The death toll at press time was 61 victims.", ("killed", "61")),
        ("There have been no fatal Tolan or Orrin casualties.", ("killed", "no")),
        ("It described 200,000 cases of torture.", ("tortured", "200,000")),
        ("Nearly 160 people paid for that march with their lives.", ("killed", "Nearly 160")),
        ("Another 30 were treated for minor burns.", ("injured", "30")),
    ],
)
def test_the_word_that_tells_an_amount(text: str, told: tuple[str, str]) -> None:
    """What befell those counted is told by the noun, by the words before it, or by the number's own words."""
    assert [one for one in figures(text) if one[0] != "present"][:1] in ([told], [(told[0], f"Another {told[1]}")])


def test_a_figure_named_with_its_article_is_one_more_of_the_same() -> None:
    """“The 600 figure” and “put it as high as 120” are rivals of the figure before them."""
    text = "The council said 900 people were killed, but officials have cited the 600 figure for weeks."
    assert figures(text) == [("killed", "900"), ("killed", "600")]
    text = "About 80 miners died. Other sources put it as high as 120."
    assert figures(text) == [("killed", "About 80"), ("killed", "as high as 120")]


def test_how_much_a_figure_rose_and_a_ratio_count_nobody() -> None:
    """A difference between figures, a ratio and those who looked on are no figures."""
    assert figures("There were 900 deaths, an increase of 182 in a month.") == [("killed", "900")]
    assert reasons("A hundred hostages executed for every soldier killed was the rule.")
    assert figures("She was shot in front of her five children.") == []
    assert figures("Twelve were hurt, and of these 32 were taken to hospital.")[1] == ("injured", "32")
