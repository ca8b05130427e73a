"""Numbers that count nobody: each is named with its reason, and none of them becomes a figure."""

import pytest
from reader_scene import figures, left_out, only, reading, reasons


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("On 12 March 1994 the river rose.", "12", "date"),
        ("On 12 March 1994 the river rose.", "1994", "date"),
        ("On March 12, 1994, the river rose.", "12", "date"),
        ("The night of 25-26 February was calm.", "25-26", "date"),
        ("In 1988, 33 Lanners were killed.", "1988", "year"),
        ("In 1988 33 people died.", "1988", "year"),
        ("Between 1988 and 1994, 40 people were killed.", "Between 1988 and 1994", "year"),
        ("The 1994 report lists 12 dead.", "1994", "year"),
        ("A man aged 56 was killed.", "56", "age"),
        ("Anna Tolm, 34, was killed.", "34", "age"),
        ("Children under the age of 12 were killed.", "12", "age"),
        ("The shelling lasted 12 days and killed 40.", "12", "measure"),
        ("They were killed 20 km from Ardel.", "20", "measure"),
        ("Three times the army killed them.", "Three", "measure"),
        ("The army came with 30 tanks and killed 12 men.", "30", "measure"),
        ("15 states condemned that 12 men were killed.", "15", "measure"),
        ("The council paid $5,000 for the dead.", "5,000", "money"),
        ("The council paid 300 euros for the dead.", "300", "money"),
        ("The council paid 12 million dollars for the dead.", "12 million", "money"),
        ("The 3rd brigade killed 12 people.", "3", "ordinal"),
        ("The 366th regiment killed 12 people.", "366", "ordinal"),
        ("Unit 44 killed 12 men.", "44", "identifier"),
        ("Resolution 884 was read.", "884", "identifier"),
        ("They were killed on page 12.", "12", "identifier"),
        ("No. 44 of the bodies was hers.", "44", "identifier"),
        ("A 15-man team killed them.", "15", "part of a compound word"),
        ("A 12-year-old girl was killed.", "12", "part of a compound word"),
        ("The 140,000 strong army killed them.", "140,000", "strength of a force"),
        ("At 14:30 the army killed them.", "14", "part of a longer sign"),
        ("The sign 12/94 was painted there.", "12", "part of a longer sign"),
        ("It was one of the last towns where they were killed.", "one", "the pronoun one"),
        ("No one knows who was killed.", "No one", "not a count"),
    ],
)
def test_a_number_that_counts_nobody_says_why(text: str, number: str, reason: str) -> None:
    """A date, age, measure, sum of money, ordinal, mark or pronoun is no figure, and its reason is told."""
    assert reasons(text).get(number) == reason
    assert number not in [words for _, words in figures(text)]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("In 1988, 33 Lanners were killed in Ardel.", "33"),
        ("In 1988 33 people died.", "33"),
        ("On 12 March 1994 33 people were killed.", "33"),
        ("Anna Tolm, 34, said 12 people were killed.", "12"),
        ("The 34-year-old man and 12 others were killed.", "12"),
        ("At 14:30 shells killed 5 people.", "5"),
        ("At 5 p.m. shells killed 7 people.", "7"),
        ("The 3rd brigade killed 12 people.", "12"),
        ("Unit 44 killed 12 men.", "12"),
        ("The 140,000 strong army killed 12 people.", "12"),
        ("1. Twelve people were killed.", "Twelve"),
        ("1) 12 people were killed.", "12"),
        ("(1) 12 people were killed.", "12"),
        ("Twelve tanks came and 30 people were killed.", "30"),
        ("It was one of the towns where 12 people were killed.", "12"),
    ],
)
def test_a_guard_keeps_the_figure_beside_it(text: str, counted: str) -> None:
    """The number that counts people stays a figure although a number that counts nobody stands beside it."""
    assert only(text).quantity.text == counted


@pytest.mark.parametrize(
    "text",
    [
        "Some 200 soldiers marched through Ardel.",
        "400,000 protesters filled the square.",
        "30 officers were accused.",
        "The council heard 12 witnesses.",
        "She had five children.",
        "No soldier came.",
        "The road is M4.",
    ],
)
def test_a_crowd_is_no_casualty_figure(text: str) -> None:
    """Numbers of soldiers, protesters, accused or witnesses are no figures where nothing befell them."""
    assert figures(text) == []
    assert len(left_out(text)) == 1


def test_a_year_number_can_count_people() -> None:
    """A number that could be a year counts people where people stand behind it and nothing dates it."""
    assert figures("1994 people were killed.") == [("killed", "1994")]
    assert figures("In 1994 the council listed 1,988 dead.") == [("killed", "1,988")]


def test_one_counts_a_person() -> None:
    """The word one is a figure where it counts someone, and the pronoun is none."""
    text = "It was one of the last towns where one man was killed."
    assert figures(text) == [("killed", "one")]
    assert reasons(text) == {"one": "the pronoun one"}


def test_every_number_left_out_stands_where_it_says() -> None:
    """A number that is no figure carries its own words and offsets."""
    text = "In 1988, at 14:30, the 3rd brigade drove 20 km, paid $300 and killed 12 men on page 9."
    found = reading(text)
    assert [words for _, words in figures(text)] == ["12"]
    assert len(found.no_claims) == 7
    for number in found.no_claims:
        assert text[number.start : number.end] == number.text
        assert number.reason
