"""Parts that look back at a total, and nested parts: "the first two killed", "20 women, three of them pregnant"."""

import pytest
from reader_scene import parts_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The gunmen killed six people. Anna Tolm and Vera Brin were the first two killed.", "2<6"),
        ("Five people were killed. Two were shot; the other three were stabbed.", "2<5 3<5"),
        ("Six monks were murdered in Orlec. Two of the murdered monks were old.", "2<6"),
        ("Two more bodies were found, bringing the toll to 14.", "2<14"),
        ("Five more died overnight, raising the death toll to 31.", "5<31"),
        ("The blast killed 46 people. Nine died in hospital.", "9<46"),
        ("The village had 500 inhabitants. 320 were killed.", "320<500"),
        ("Between 1998 and 1999 more than 6,000 people went missing, and 1,658 remained missing.", "1658<6000"),
        (
            "Riots caused the deaths of 17 persons, including two soldiers who were beaten to death. The two soldiers "
            "who were killed had jumped from a window.",
            "2<17 2<17",
        ),
        ("Including 12 children, 46 people were killed in the bombing.", "12<46"),
        ("The militia killed 46 people, 30 civilians among them.", "30<46"),
        ("Some 4,000 people were killed, 70 percent civilians.", "70<4000"),
    ],
    ids=["first", "other", "noun", "bringing", "raising", "bare", "base", "still", "again", "head", "among", "share"],
)
def test_parts_look_back_at_their_total(text: str, expected: str) -> None:
    """The words of a part point at its total: the first of them, the rest of them, those with the same noun."""
    assert parts_of(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid killed 46 people, including 20 women, three of them pregnant.", "20<46 3<20"),
        ("46 people were killed, 20 of them women, of whom three were pregnant.", "20<46 3<20"),
        ("Troops deported 300,000 people, including 147,000 from Tavria. Of the latter, 90,000 died.", None),
        ("They arrested 300 people, of whom 120 were tortured, 20 of them to death.", "120<300 20<120"),
        ("There were 4,523 deaths in the navy (2,112 in battle) and 460 in the marines (148 in battle).", None),
        ("46 people were killed, 20 of them women and 12 of them children.", "20<46 12<46"),
    ],
    ids=["of them", "of whom", "latter", "own effect", "brackets", "side by side"],
)
def test_a_part_of_a_part_is_of_the_nearest(text: str, expected: str | None) -> None:
    """What is told of the part right before it is told of that part, not of the whole."""
    told = {"147,000": "147000<300000 90000<147000", "4,523": "2112<4523 148<460"}
    wanted = expected or next(value for key, value in told.items() if key in text)
    assert parts_of(text) == wanted.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("About 100 of the garrison of 400 were killed.", "100<400"),
        ("The troops shot 63 hostages out of nearly 300 whom they held.", "63<300"),
        ("Of 800 soldiers captured after the fall of Orlec, as many as 500 are missing.", "500<800"),
        ("The army captured 5,750 men. Of these, it killed 3,300.", "3300<5750"),
    ],
    ids=["garrison", "out of", "at the head", "of these"],
)
def test_those_there_are_the_total(text: str, expected: str) -> None:
    """Those who were there, or were taken, are the total of whom some are told of."""
    assert parts_of(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were 20 deaths in Orlec and 26 in Tavrin, making a total of 46.", "20<46 26<46"),
        ("89 were killed in Orlec, 37 in Tavrin; in total 126.", "89<126 37<126"),
        ("Nineteen children and two teachers were killed. These 21 people lost their lives in class.", "19<21 2<21"),
    ],
    ids=["making", "in total", "these"],
)
def test_a_number_told_as_a_sum_is_a_total(text: str, expected: str) -> None:
    """A number of which nothing is told is the total of those that it sums, where words say so."""
    assert parts_of(text) == expected.split()


@pytest.mark.parametrize(
    "text",
    [
        "46 people were killed, not counting 12 guards.",
        "The blast killed 46 people. Another 12 died the next day.",
        "The blast killed 46 people. Twelve died in a second blast in Orlec.",
        "The blast killed 46 people. Twelve were wounded.",
        "The shooting injured 46 people. Twelve died.",
        "Between 1944 and 1945, 256,800 men of the republic were drafted. 40,592 of them perished.",
        "Some 65,000 people were killed, about 80% of the population.",
    ],
    ids=["not counting", "another", "second", "other effect", "wounded", "untold base", "population"],
)
def test_others_are_no_parts(text: str) -> None:
    """Those told of besides, elsewhere, or of others are no parts."""
    assert parts_of(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The regiment went into action with four officers, of whom two were killed and one wounded.", "2<4 1<4"),
        ("5,110 were killed in action (3,067) or died of wounds (2,043).", "3067<5110 2043<5110"),
        ("310 people were arrested; 40 were later shot.", "40<310"),
        ("The bishop counted 31 corpses, 22 with their hands tied.", "22<31"),
        ("2,279 persons were killed. This figure included 957 who were shot.", "957<2279"),
        ("Eleven were murdered, nine of whom were villagers and two nuns.", "9<11 2<11"),
        ("11 people died on Monday, pushing the death toll past 240.", "11<240"),
        ("Two bombs killed 31 people. The first bomb killed 20 people, the second 11.", "20<31 11<31"),
    ],
    ids=["of whom", "brackets", "semicolon", "with a mark", "this figure", "series", "past", "turns"],
)
def test_parts_without_a_noun_of_their_own(text: str, expected: str) -> None:
    """Numbers alone in brackets, behind a semicolon, with what they bore, and those of people told of before."""
    assert parts_of(text) == expected.split()


@pytest.mark.parametrize(
    "text",
    [
        "More than 41,000 people were killed, 41,000 lives lost, and 172 reporters were killed.",
        "Nearly 700 dead were counted. The clerk spoke of 580 bodies, the imam of 131 people killed.",
        "Two guards escaped the massacre. Ninety percent of the victims were children.",
    ],
    ids=["the same figure", "about, with other nouns", "none who lived"],
)
def test_no_part_is_as_large_as_its_total(text: str) -> None:
    """A figure told again, other accounts and those who lived have no parts by chance."""
    assert parts_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said 46 people were killed. The first two attackers were shot by guards.",
        "The flood killed 46 people. Twelve had died the year before.",
        "The raid left 46 dead and 80 wounded, the council said; 12 were children.",
        "Of those arrested, 46 were shot; 34 died in prison.",
        "Rebels killed 46 soldiers. Twelve of the rebels were killed.",
        "The attack killed 46. Twelve were found guilty.",
    ],
    ids=["attackers", "a year before", "of both", "side by side", "of others", "the accused"],
)
def test_others_told_of_next_are_no_parts(text: str) -> None:
    """The first of others, those of another time, and those of whom it is not told to which they belong."""
    assert parts_of(text) == []


def test_an_age_is_no_part() -> None:
    """ "Half of them under ten" counts the half, not the ten."""
    assert parts_of("Soldiers shot 120 villagers at Merl, half of them under ten.") == ["0.5<120"]
