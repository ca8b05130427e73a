"""Figures of infobox lines, timelines and lists, verbs in two halves, parts of the injured, and what tells nothing."""

import pytest
from reader_scene import figures, reasons


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Deaths: 312–340\nInjured: 57\nTarget: a market", [("killed", "312–340"), ("injured", "57")]),
        ("Siege of Tolm\nDeaths 27 (4 guards)\nInjuries 61\n", [("killed", "27"), ("killed", "4"), ("injured", "61")]),
        ("time = noon\nfatalities = 39 officially\ninjuries = 40", [("killed", "39"), ("injured", "40")]),
        (
            "3 May 1908 – A bomb at Tolm kills 12.\n4 May 1908 – Some 900 arrested.",
            [("killed", "12"), ("detained", "Some 900")],
        ),
        (
            "Narvel – 411 inhabitants, 14 killed\nTolda – 55 houses burnt, 6 killed\n",
            [("killed", "14"), ("destroyed", "55"), ("killed", "6")],
        ),
        ("| Killed by rebels | about 100 |\n| Arrested | unknown |", [("killed", "about 100")]),
        (
            "Casualties and losses\nKilled: 88\nWounded: 31\nMissing: 19\n",
            [("killed", "88"), ("injured", "31"), ("missing", "19")],
        ),
        ("Deaths:\nEarly reports: 20 (12 men, 8 women)", [("killed", "20"), ("killed", "12"), ("killed", "8")]),
        ("Died in the tent hospital: 8.", [("killed", "8")]),
        (
            "Killed, 3 officers, 40 men; wounded, 7 officers.",
            [("killed", "3"), ("killed", "40"), ("injured", "7")],
        ),
    ],
)
def test_lines_of_lists_and_tables(text: str, found: list[tuple[str, str]]) -> None:
    """A line that opens with a heading, a date or a place is its own; what its head tells is told of its count."""
    assert figures(text) == found


@pytest.mark.parametrize("text", ["The army killed 12\nTolans and wounded 3.", "He wrote of Ardel\nand of 40 dead."])
def test_a_line_in_running_text_goes_on(text: str) -> None:
    """A line break before a name that no mark follows ends nothing."""
    assert "killed" in [effect for effect, _ in figures(text)]


@pytest.mark.parametrize(
    "text",
    [
        "They beat two men to death.",
        "The mob hacked two villagers to death.",
        "Soldiers burned two people alive.",
        "Raiders burned a mill and two people alive.",
    ],
)
def test_a_verb_in_two_halves(text: str) -> None:
    """The end of the verb stands behind those whom it tells of."""
    assert figures(text) == [("killed", "two")]


@pytest.mark.parametrize(
    "text",
    [
        "The court sentenced two men to death.",
        "Rescuers found two people alive.",
        "It could have killed 900.",
        "Everyone can kill 5 more.",
        "There were 3 death camps.",
    ],
)
def test_deaths_that_nobody_died(text: str) -> None:
    """Sentences, threats and what could be are no deaths."""
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Men of the 18th brigade killed 22 to 26, and wounded 87.", [("killed", "22 to 26"), ("injured", "87")]),
        ("A queue was hit; 63 killed including 20 children.", [("killed", "63"), ("killed", "20")]),
        ("As a result of this act 386 peaceful inhabitants were murdered.", [("killed", "386")]),
        ("The fate of 163 remains unknown.", [("missing", "163")]),
        ("The rebels killed, by the most careful count, thirty farmers.", [("killed", "thirty")]),
        ("They killed 12 men (incl. 3 guards).", [("killed", "12"), ("killed", "3")]),
        ("They killed 12, to wit 4 women and 8 men.", [("killed", "12"), ("killed", "4"), ("killed", "8")]),
        ("One third of the dead were children.", [("killed", "One third")]),
        ("Thirty were killed. The sex of another 12 is not known.", [("killed", "Thirty"), ("killed", "12")]),
        ("Fifty were wounded (4 men and 46 women, some of whom died later).", [("injured", "Fifty")]),
        ("Having killed one gunner, they fled.", [("killed", "one")]),
    ],
)
def test_figures_that_wording_hid(text: str, found: list[tuple[str, str]]) -> None:
    """Asides, ordinals, openers of breakdowns and fractions of the dead hide no figure."""
    assert figures(text)[: len(found)] == found


def test_some_of_whom_died() -> None:
    """What befell some of those counted did not befall all of them."""
    told = figures("Fifty were wounded (4 men and 46 women, some of whom died later).")
    assert [effect for effect, _ in told] == ["injured", "injured", "injured"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The brigade killed 66 people on an island. Officials visited four of them and spoke to 71 persons.", "71"),
        ("They killed nine men, three of these being guards; there was a nurse for five gardens.", "five"),
        ("A shell killed five, among them two children; 8 private houses are out of order.", "8"),
        ("About 140,000 +/- 10,000 were dead by winter.", "10,000"),
        ("A man, 26, was found dead.", "26"),
    ],
)
def test_numbers_beside_the_dead(text: str, number: str) -> None:
    """Those spoken to, gardens, houses, a margin and an age are no part of the dead."""
    assert number in reasons(text)


def test_most_of_them_are_another_subject() -> None:
    """What befell most of those counted is not told of the number."""
    assert "killed" not in dict(figures("Three quarters of the victims were farmers and most died in the hills."))


def test_a_name_with_a_word_of_harm() -> None:
    """ "Wounded Creek" wounds nobody."""
    assert "injured" not in dict(figures("Nineteen soldiers were given leave to hunt at Wounded Creek in spring."))
