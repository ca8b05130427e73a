"""How field reports, agencies, parliaments and old books put figures: classes of wording in texts never seen before."""

import pytest
from reader_scene import bounds, figures, only, parts, reading, reasons


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The toll from the raid on a mill in Ardel's northern district has risen to 30.", [("killed", "30")]),
        ("The death toll has risen from 26 to 32, the office said.", [("killed", "32")]),
        ("A total of 30 people died, up from 22 the day before.", [("killed", "30"), ("killed", "22")]),
        ("The killings during those days amounted to not less than twenty.", [("killed", "not less than twenty")]),
        ("The dead number 120 and the injured about 500.", [("killed", "120"), ("injured", "about 500")]),
        ("The total civilians killed by the band rose to 27.", [("killed", "27")]),
    ],
)
def test_totals_behind_their_places(text: str, found: list[tuple[str, str]]) -> None:
    """A total is told by its noun over the place between, and a change tells the later figure, no range."""
    assert figures(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Of the garrison there fell 300.", [("killed", "300")]),
        ("There fell on our side two officers and 40 men.", [("killed", "two"), ("killed", "40")]),
        ("In the assault there were slain upwards of 200 of the enemy.", [("killed", "upwards of 200")]),
    ],
)
def test_the_verb_before_those_it_tells_of(text: str, found: list[tuple[str, str]]) -> None:
    """Old books put the verb before those who fell."""
    assert figures(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Murdered by persons in ambush, 77.", [("killed", "77")]),
        ("Wounded in attacks on posts, 31.", [("injured", "31")]),
        ("Tolan: plundered; burned, 156 houses. Killed, 40.", [("destroyed", "156"), ("killed", "40")]),
    ],
)
def test_items_that_end_with_their_count(text: str, found: list[tuple[str, str]]) -> None:
    """An item of a list opens with what befell them and ends with how many."""
    assert figures(text) == found


def test_a_list_by_cause_divides_the_total_it_sums_to() -> None:
    """ "By cause: ..." is a breakdown of the total that its counts sum to, not of the figure told last."""
    text = "Killed: 214. Injured: 530. By cause: shelling 120; sniper fire 61; mines 22; unknown 11."
    assert parts(text) == {"214": None, "530": None, "120": "214", "61": "214", "22": "214", "11": "214"}


def test_a_list_goes_on_with_the_effect_of_its_first_item() -> None:
    """ "Ardel, 40 killed; Tolan, 30": the effect is told once."""
    found = figures("The losses by village are: Ardel, 40 killed; Tolan, 30; Brask, 25.")
    assert found == [("killed", "40"), ("killed", "30"), ("killed", "25")]


def test_a_list_without_total_or_effect_is_none() -> None:
    """Counts of those who came to a meeting are no figures of harm."""
    assert figures("Present at the meeting: Ardel 40, Tolan 30 and Brask 25.") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Of those killed, 224 were men and 168 women.", "1,119"),
        ("Forty were children.", "1,790"),
    ],
)
def test_parts_told_in_the_next_sentence(text: str, told: str) -> None:
    """ "Of those killed" points at the killed; a bare number that says what some are points at the last total."""
    found = parts(f"The office recorded 1,119 civilian deaths and 1,790 people injured. {text}")
    assert set(found.values()) == {None, told}


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("A statement said that 64 people who were trying to flee the shelling of Tolan were killed.", "killed"),
        ("Some 200 villagers fleeing the valley were shot.", "killed"),
        ("The blast left four members of the same family dead.", "killed"),
        ("Officials said 69,000 people - twice the earlier estimate - may have died.", "killed"),
        ("More than 800 men and women whose lives were lost are remembered.", "killed"),
        ("The men slit the throats of at least 87 villagers.", "killed"),
    ],
)
def test_the_main_clause_tells(text: str, effect: str) -> None:
    """What befell them stands in the main clause, behind an aside or behind those who are described first."""
    assert only(text).effect == effect


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Two and a half million people died.", 2.5e6),
        ("One-and-a-half million people died.", 1.5e6),
        ("Four and half million people fled.", 4.5e6),
        ("Three lakhs of people were displaced.", 3e5),
    ],
)
def test_halves_and_scales(text: str, value: float) -> None:
    """A half more goes with its scale; lakhs are scales in the plural too."""
    assert bounds(only(text))[3] == value


def test_a_sign_before_a_number_at_the_head_of_its_words() -> None:
    """ ">50,000" is read again from its own words, where the sign stands first."""
    assert bounds(only("The raid (>50,000 killed) came at dawn.")) == ("more_than", 5e4, None, 5e4)


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("At a farm 30m south of Ardel, people were hacked to death.", "30m", "measure"),
        ("They were killed on March 5, 6, 9 and 20.", "20", "date"),
        ("Houses worth N700 were burned.", "700", "part of a longer sign"),
        ("In the spring of 1914 the governor deported all.", "1914", "year"),
    ],
)
def test_numbers_that_count_nobody(text: str, number: str, reason: str) -> None:
    """Metres, days in a row, sums of money and years before a subject are no figures."""
    assert reasons(text)[number] == reason


@pytest.mark.parametrize(
    "text",
    [
        "The escort numbered only ten men, and the trains had been attacked and a lieutenant killed.",
        "The column had twelve wagons and forty men, and the road was blown up.",
    ],
)
def test_another_subject_takes_its_own_verb(text: str) -> None:
    """Behind a comma and "and", another subject has a verb of its own."""
    assert [claim for claim in reading(text).claims if claim.effect == "killed"] == []


def test_as_well_as_goes_on_with_the_list() -> None:
    """ "As well as" joins others to those of whom it was told."""
    text = "They include 14 staff members confirmed to have been killed, as well as 24 patients and four caretakers."
    assert figures(text) == [("killed", "14"), ("killed", "24"), ("killed", "four")]


def test_a_word_in_quotation_marks_inside_what_is_counted() -> None:
    """The noun goes on behind a word that the writer holds at arm's length."""
    assert only('The army blames seven "bandit" deaths on a quarrel.').effect == "killed"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One was killed and two were wounded.", [("killed", "One"), ("injured", "two")]),
        ("They took close to forty men out of the mill and shot them.", [("killed", "close to forty")]),
        ("Some 140,000 executions of soldiers took place.", [("executed_or_died_in_custody", "Some 140,000")]),
        ("It must be noted that all the dead - 26 - were local.", [("killed", "26")]),
        ("The north, 62 deaths; the south, 35; the coast, 21.", [("killed", "62"), ("killed", "35"), ("killed", "21")]),
        ("Some 200 clerks were shot and deported.", [("other", "Some 200")]),
        ("The damage or destruction of over 500 schools was reported.", [("damaged", "over 500")]),
    ],
)
def test_what_reports_say_in_other_ways(text: str, found: list[tuple[str, str]]) -> None:
    """One who was killed, those shot later, acts counted, a count between dashes, items without a verb, two effects."""
    assert figures(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The envoy named 25 prisons whose inmates were killed.",
        "Two attempted murders of clerks were reported.",
        "The number of clerks killed by these three governments is not known.",
        "They put the clerks to death. A committee of twelve, consisting of officers and three priests, sat on.",
    ],
)
def test_what_harmed_nobody_counted(text: str) -> None:
    """Prisons, attempts, governments and those who sat in judgement were not harmed."""
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "All the men - 192 in all - were killed, as were 71 women.",
            [("killed", "192"), ("killed", "71")],
        ),
        ("Some 28 children among 76 killed in Ardel.", [("killed", "Some 28"), ("killed", "76")]),
        ('The number of clerks "killed in the mills (in Ardel alone) rose to 76."', [("killed", "76")]),
        (
            "Some 2,800 weavers were killed in Ardel and 3,350 nationwide.",
            [("killed", "Some 2,800"), ("killed", "3,350")],
        ),
        (
            "There were 6 confirmed deaths. The envoy had estimated 2,700.",
            [("killed", "6"), ("killed", "estimated 2,700")],
        ),
        ("They counted 600 dead. The council rejects the 600 figure.", [("killed", "600"), ("killed", "600")]),
        ("A list of 189 deaths was made. In this list, 71 were students.", [("killed", "189"), ("killed", "71")]),
        ("Two million people died, 30% of the population.", [("killed", "Two million"), ("killed", "30%")]),
        (
            "The famine killed 900. Some 40 clerks were among the victims.",
            [("killed", "900"), ("killed", "Some 40")],
        ),
        ("It is said that one soldier and 43 weavers were killed.", [("killed", "one"), ("killed", "43")]),
    ],
)
def test_what_histories_and_agencies_say(text: str, found: list[tuple[str, str]]) -> None:
    """Counts between dashes, of those named next, in quotation marks, elsewhere, estimated, taken up, as a share."""
    assert figures(text) == found


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Between several hundred and close to 1,000 people were killed.", 200.0, 1000.0),
        ("Deaths Estimated between 300,000[1] to 3,000,000[2]", 3e5, 3e6),
        ("The number killed ranges from a low of 21 million to a high of 70 million.", 2.1e7, 7e7),
    ],
)
def test_ranges_in_other_words(text: str, low: float, high: float) -> None:
    """A vague lower end, an estimate between two, a low and a high are ranges."""
    assert bounds(only(text)) == ("range", low, high, None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two bombings killed one and injured nearly 200.", [("killed", "one"), ("injured", "nearly 200")]),
        ("Some 14 were named and one Orrinian died in transit.", [("killed", "one")]),
        ("They slew of all ranks to the number of 10,000.", [("killed", "10,000")]),
        ("Three weavers - two of them children - and a miller were killed.", [("killed", "Three"), ("killed", "two")]),
        ("The dead include 10 United Councils workers who died.", [("killed", "10")]),
        ("The war's death toll hits 1,000.", [("killed", "1,000")]),
        ("A bomb wrecks an inn killing 15.\n\nJan 30 - Guards kill 13 weavers.", [("killed", "15"), ("killed", "13")]),
    ],
)
def test_what_chronicles_say(text: str, found: list[tuple[str, str]]) -> None:
    """One as object, a number behind its verb, an aside among subjects, a count at a paragraph's end."""
    assert figures(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "After the 1985 peace negotiations with the guerrillas, many were killed.",
        "Two by two they were brought out and shot.",
    ],
)
def test_what_counts_nobody_in_chronicles(text: str) -> None:
    """A year before what happened in it, and those who were taken in turn, are no counts."""
    assert figures(text) == []


def test_one_of_a_list_of_events_is_no_victim() -> None:
    """ "In three bomb explosions in Ardel and one in Tolan": one explosion."""
    text = "Some 32 people were murdered in three bomb explosions in Ardel and one in Tolan."
    assert figures(text) == [("killed", "Some 32")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Raiders struck the camp, shooting and hacking to death at least 180 villagers.", "at least 180"),
        ("One of my fellow priests was killed.", "One"),
        ("Three Orrinian weavers—among them no children—and a miller were killed.", "Three"),
    ],
)
def test_what_survivors_say(text: str, number: str) -> None:
    """A gerund of killing has its object behind it; one of those named is a victim where that one was killed."""
    assert ("killed", number) in figures(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Up to 10th July, 1680 people were hurt and 184 killed.", [("injured", "1680"), ("killed", "184")]),
        ("Reports in 1982 had it that 1000 were killed.", [("killed", "1000")]),
        ("The army lost 12 men, the band 30.", [("killed", "12"), ("killed", "30")]),
        ("Of the 300 villagers, 12 were killed.", [("present", "300"), ("killed", "12")]),
        ("Of the 300 persons killed, 12 were children.", [("killed", "300"), ("killed", "12")]),
    ],
)
def test_years_and_bases_that_are_counts_and_none(text: str, found: list[tuple[str, str]]) -> None:
    """A number behind a full date counts; those out of whom others are counted were there, and no more is told."""
    assert figures(text) == found


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Two men and two women were wounded.", ["Two men", "two women were wounded"]),
        ("The raid killed 12 men and 30 women.", ["killed 12 men", "30 women"]),
    ],
)
def test_each_number_quotes_its_own_words(text: str, quotes: list[str]) -> None:
    """A quote ends before another number begins: the verb stands in the quote of the number beside it."""
    assert [claim.place.quote for claim in reading(text).claims] == quotes
