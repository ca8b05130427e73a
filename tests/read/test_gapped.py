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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nineteen fell at the gate.", [("killed", "Nineteen")]),
        ("Four of our men fell, eleven were wounded.", [("killed", "Four"), ("injured", "eleven")]),
        ("Three towns fell in a week.", []),
        ("Sales of 300 fell.", []),
        ("Twelve men fell back to the river.", []),
        ("Twelve men fell on the village.", []),
    ],
)
def test_people_who_fell(text: str, found: list[tuple[str, str]]) -> None:
    """Who fell died; a town or a price that fell did not, and who falls back or upon another does not."""
    assert figures(text) == found


@pytest.mark.parametrize("text", ["Thirty were wounded, six of them fatally.", "Thirty were wounded, six fatally."])
def test_the_fatally_wounded_died(text: str) -> None:
    """Those of the wounded who were wounded fatally are dead."""
    assert figures(text) == [("injured", "Thirty"), ("killed", "six")]


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("Seven of the injured later died in hospital.", "killed"),
        ("Seven of the injured were in intensive care.", "injured"),
        ("Seven men were shot by firing squad.", "executed_or_died_in_custody"),
    ],
)
def test_what_befell_them_in_the_end(text: str, effect: str) -> None:
    """Who of the injured died is dead; who is in hospital is not."""
    assert [told for told, _ in figures(text)] == [effect]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The guards killed 12 farmers, the soldiers 30, and the Orl Band six.", ["12", "30", "six"]),
        ("In all the northerners killed some 210, the southerners 40, and the Tolmians 9.", ["some 210", "40", "9"]),
    ],
)
def test_others_did_the_same(text: str, numbers: list[str]) -> None:
    """A subject and a number without a verb go on with the verb of the first."""
    assert figures(text) == [("killed", number) for number in numbers]


def test_others_who_did_nothing() -> None:
    """A measure behind another subject is no further figure."""
    assert [number for _, number in figures("The guards killed 12 farmers, the roads 30 miles long.")] == ["12"]
