"""A predicate belongs to the figure beside it: parts and totals before a comma keep their own effect."""

import pytest
from reader_scene import bounds, figures, only, parts, reading


@pytest.mark.parametrize(
    "text",
    [
        "Six people were killed, including two children, and 23 residents were injured.",
        "Six people were killed, including two children, another 23 residents suffered injuries.",
    ],
)
def test_a_part_keeps_its_totals_effect(text: str) -> None:
    """Of the killed two were children; the injured are the next figure."""
    assert figures(text) == [("killed", "Six"), ("killed", "two"), ("injured", "23")]
    assert parts(text) == {"Six": None, "two": "Six", "23": None}


def test_so_does_a_second_part() -> None:
    """ "two women and three children" are both of the killed."""
    text = "Six people were killed, among them two women and three children, and 23 residents were injured."
    assert [effect for effect, _ in figures(text)] == ["killed", "killed", "killed", "injured"]


def test_a_list_shares_its_predicate() -> None:
    """Two figures joined by "and", the second a part of nothing, share what befell them."""
    assert figures("Two women and three children were injured.") == [("injured", "Two"), ("injured", "three")]


@pytest.mark.parametrize(
    ("language", "text", "effects"),
    [
        ("uk", "Загинуло шестеро людей, зокрема двоє дітей, ще 23 зазнали поранень.", ["killed", "killed", "injured"]),
        ("de", "Im Lager lebten 300 Geflüchtete, mindestens 19 von ihnen erfroren.", ["displaced", "killed"]),
        ("pl", "Wojsko straciło dwóch żołnierzy, sześciu odniosło rany.", ["killed", "injured"]),
    ],
)  # fmt: skip
def test_in_other_languages_too(language: str, text: str, effects: list[str]) -> None:
    """The predicate behind a comma and a number is that number's."""
    assert [claim.effect for claim in reading(text, language=language).claims] == effects


def test_the_first_of_two_decimals_shares_the_scale() -> None:
    """ "3.5 to 5 million" is 3,500,000 to 5,000,000, whole."""
    assert bounds(only("Between 3.5 and 5 million people were displaced.")) == ("range", 3.5e6, 5e6, None)


@pytest.mark.parametrize(
    ("language", "text", "where"),
    [
        ("tr", "Ardel'de 45 kişi öldürüldü.", "Ardel"),
        ("az", "Dünən Zarovada 45 nəfər öldürülüb.", "Zarova"),
        ("az", "Korvanın Zarova bölgəsində 45 nəfər öldürülüb.", "Zarova"),
        ("hy", "Երեկ Արդելում սպանվել է 45 մարդ։", "Արդել"),
    ],
)
def test_a_place_that_an_ending_announces(language: str, text: str, where: str) -> None:
    """Languages that say "in" by an ending name the place without it, and without the country in the genitive."""
    (claim,) = reading(text, language=language).claims
    assert claim.where == where


@pytest.mark.parametrize("text", ["Nəticədə 45 nəfər öldürülüb.", "Hadisədə 45 nəfər öldürülüb."])
def test_a_word_at_the_head_is_no_place(text: str) -> None:
    """ "As a result" ends like a place, and is none."""
    (claim,) = reading(text, language="az").claims
    assert claim.where is None
