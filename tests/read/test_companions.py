"""Those with another who was harmed, one of a kind that no list names, and deaths in the prisons told before them."""

import pytest
from reader_scene import figures, parts, reading, reasons


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He was killed on the bridge, with about ten others.", ("killed", "about ten")),
        ("She died together with her two sons.", ("killed", "two")),
        ("The chief fell with 30 of his men.", ("killed", "30")),
        ("He was arrested with nine others.", ("detained", "nine")),
        ("The mayor was shot dead along with four others.", ("killed", "four")),
    ],
)
def test_companions_share_what_befell_one(text: str, told: tuple[str, str]) -> None:
    """Those with whom somebody was killed were killed too."""
    assert figures(text) == [told]


@pytest.mark.parametrize(
    "text", ["He was killed with two bullets.", "He died with 30 wounds.", "He came with nine others."]
)
def test_who_was_only_with_somebody_is_not_harmed(text: str) -> None:
    """Weapons and wounds are no companions, and company alone is no harm."""
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("One sailor from Tolm was killed.", "killed"),
        ("One blacksmith was killed.", "killed"),
        ("One old blacksmith died.", "killed"),
        ("One blacksmith was seriously wounded.", "injured"),
    ],
)
def test_one_of_any_trade_is_counted(text: str, effect: str) -> None:
    """ "One" counts a victim, whether or not a list knows what that one was."""
    assert figures(text) == [(effect, "One")]


@pytest.mark.parametrize("text", ["One bullet was found.", "One shop was closed.", "One theory was dropped."])
def test_one_thing_is_no_victim(text: str) -> None:
    """ "One" of things that nothing befell counts nobody."""
    assert [effect for effect, _ in figures(text) if effect in ("killed", "injured")] == []


@pytest.mark.parametrize(
    "text",
    [
        "Many were sent to re-education camps where 900 died.",
        "They were deported to the Tolm concentration camp, of whom 900 died.",
        "In the prison 900 died of typhus.",
    ],
)
def test_the_place_before_them_tells_deaths_in_custody(text: str) -> None:
    """Where those died who died in a camp may stand before them."""
    assert figures(text) == [("executed_or_died_in_custody", "900")]


def test_some_of_prisoners_who_died_died_in_custody() -> None:
    """ "Of the 300 prisoners, 40 died": they were held when they died."""
    assert figures("Of the 300 prisoners, 40 died.") == [
        ("detained", "300"),
        ("executed_or_died_in_custody", "40"),
    ]
    assert figures("The prison was shelled and 40 died.") == [("killed", "40")]


def test_a_body_of_men_is_alive() -> None:
    """ "A body of 3,000 men" is a troop; the body of one man and the bodies of 30 are dead."""
    assert figures("A body of 3,000 men gathered at the hill.") == []
    assert figures("The body of one man was found.") == [("killed", "one")]


@pytest.mark.parametrize("text", ["One in ten prisoners died.", "One out of every ten prisoners died."])
def test_one_in_ten_is_a_ratio(text: str) -> None:
    """ "One in ten" says nothing of ten who died."""
    assert reasons(text)["ten"] == "a ratio"
    assert figures(text) == []


def test_a_count_before_a_number_names_it_not() -> None:
    """ "By one count 300 died": the number behind a count is no number of that count."""
    assert figures("By one count 300 died.") == [("killed", "300")]
    assert reasons("On page 300 the list ends.") == {"300": "identifier"}


@pytest.mark.parametrize("text", ["They burned 30 vehicles and four lorries.", "The raid destroyed nine motorcycles."])
def test_vehicles_are_no_casualties(text: str) -> None:
    """What is counted is people, homes and places: vehicles are left out, with the reason."""
    assert figures(text) == []
    assert set(reasons(text).values()) == {"measure"}


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers threatened to kill 31 villagers.",
        "Soldiers tried to kill 31 villagers.",
        "Thirty-one villagers were nearly killed.",
        "If the dam breaks, 31,000 could die.",
        "Thirty-one thousand will die if no food comes.",
    ],
)
def test_who_has_not_died_is_not_killed(text: str) -> None:
    """A threat, an attempt, a near escape and a forecast are no deaths."""
    assert "killed" not in [effect for effect, _ in figures(text)]


def test_those_in_hospital_beside_the_dead_are_hurt() -> None:
    """ "14 dead and 60 in hospital": the 60 live; "four died at the scene and two in hospital": the two did not."""
    assert figures("The march ended with 14 dead and 60 in hospital.") == [("killed", "14"), ("injured", "60")]
    assert figures("Four people died at the scene and two in hospital.") == [("killed", "Four"), ("killed", "two")]


def test_what_shocks_a_town_is_no_town() -> None:
    """The noun that a number counts ends where an article opens another."""
    assert figures("The murder of the thirty-one shocked the town.") == [("killed", "thirty-one")]


def test_letters_of_a_roll_tell_effects() -> None:
    """ "12 KIA, 41 WIA, 3 MIA": killed, wounded and missing in action."""
    assert figures("12 KIA, 41 WIA, 3 MIA") == [("killed", "12"), ("injured", "41"), ("missing", "3")]


def test_houses_go_up_in_flames() -> None:
    """A list of houses shares the words behind it."""
    assert figures("That night 900 homes, two churches and a school went up in flames.") == [
        ("destroyed", "900"),
        ("destroyed", "two"),
    ]


def test_both_sides_of_a_ratio_count_nobody() -> None:
    """ "One child in two lives near the front": nobody is told to have died."""
    assert figures("The shells killed 40. One child in two lives near the front.") == [("killed", "40")]


@pytest.mark.parametrize(
    "text",
    [
        "There were 197 murders and 548 cases of aggravated assault.",
        "They recorded 197 deaths and 40 cases of cholera.",
    ],
)
def test_cases_of_something_else_are_no_deaths(text: str) -> None:
    """What is counted behind "and" by a noun of its own is not what was counted before it."""
    assert figures(text) == [("killed", "197")]


def test_years_behind_a_verb_are_no_object() -> None:
    """ "300 farmers starved to death between 1979 and 1980": the years were not starved."""
    assert figures("Some 300 farmers starved to death between 1979 and 1980.") == [("killed", "Some 300")]


def test_a_breakdown_goes_on_behind_while_and_over_shares_in_brackets() -> None:
    """ "Of these, 934 (about 52%) were soldiers, while 639 (about 36%) were civilians": all are parts."""
    text = "The league killed 1,768 people. Of these, 934 (52%) were soldiers, while 639 (36%) were civilians."
    assert parts(text)["934"] == parts(text)["639"] == "1,768"


def test_those_put_to_death_died_and_nobody_said_so() -> None:
    """ "The court put 40 men to death" is a deed, not an estimate by the court."""
    (claim,) = reading("The court put 40 men to death.").claims
    assert (claim.effect, claim.speaker) == ("killed", None)


def test_a_per_cent_more_counts_nobody() -> None:
    """ "Executed 37 percent more persons" compares two counts and tells neither."""
    assert figures("Officials executed 37 percent more persons than in the year before.") == []


def test_deaths_and_injuries_under_one_number_are_told_apart_by_nobody() -> None:
    """ "3,884 deaths and injuries" is other, as "40 dead and wounded" is; a number of their own parts them."""
    assert figures("The raids led to 3,884 deaths and injuries.") == [("other", "3,884")]
    assert figures("The raids led to 3,884 deaths and 20 injuries.") == [("killed", "3,884"), ("injured", "20")]


def test_an_amount_behind_a_comma_is_no_amount_of_those_before() -> None:
    """What befell those before the comma is not told of the total behind it."""
    assert figures("Villagers were shot, in all 60 people were wounded.") == [("injured", "60")]
