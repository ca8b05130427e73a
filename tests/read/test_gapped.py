"""Clauses that leave their verb out, the rest of a total, those left over, and deaths told in a second verb."""

import pytest
from reader_scene import figures, reading, reasons


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In Orlin 12 people were killed, in Vask 7 and in Old Tol 30.", ["12", "7", "30"]),
        ("Nine died on the spot; six more in hospital.", ["Nine", "six"]),
        ("Forty miners were trapped and died.", ["Forty"]),
        ("Deaths by year: 1994, 40; 1995, 30.", ["40", "30"]),
        ("Not fewer than four hundred fell to the sword.", ["Not fewer than four hundred"]),
        ("Forty per cent of the verified fatalities were children.", ["Forty per cent"]),
    ],
)
def test_deaths_without_a_verb_beside_them(text: str, found: list[str]) -> None:
    """A clause that only names another place tells of the same; a year before its count is none."""
    assert figures(text) == [("killed", number) for number in found]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Twelve people were killed in Orlin, at Gate 7.", "7"),
        ("Nine died on the spot; six more years went by.", "six"),
        ("All but 40 of the villagers perished.", "40"),
        ("Killed: all but 17", "17"),
        ("Two hundred people were killed. The remaining 175 were empty.", "175"),
    ],
)
def test_numbers_that_only_stand_so(text: str, number: str) -> None:
    """The number of a gate, years, and those left over are not of the dead."""
    assert number in reasons(text)


@pytest.mark.parametrize(
    "text",
    [
        "Two hundred people were killed. The remaining 175 were men.",
        "Two hundred people were killed: 25 were women; the other 175 were men.",
    ],
)
def test_the_rest_of_a_total(text: str) -> None:
    """The rest of those counted is a part of them."""
    total, *_, rest = reading(text).claims
    assert (rest.quantity.text, rest.effect, rest.part_of) == ("175", "killed", total.id)
