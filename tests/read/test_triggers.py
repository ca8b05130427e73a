"""What befell those counted: the verb or noun that tells it, wherever it stands in the clause."""

import pytest
from reader_scene import figures, only


@pytest.mark.parametrize(
    ("text", "effect", "quote"),
    [
        ("The Veshti army killed 613 people.", "killed", "killed 613 people"),
        ("The Veshti army brutally killed 613 people.", "killed", "brutally killed 613 people"),
        ("Shrapnel killed 20.", "killed", "killed 20"),
        ("Soldiers shot dead 40 people.", "killed", "shot dead 40 people"),
        ("Army kills 40", "killed", "kills 40"),
        ("The shelling, which killed 40 people, began at dawn.", "killed", "killed 40 people"),
        ("Soldiers executed 40 men.", "executed_or_died_in_custody", "executed 40 men"),
        ("Shells wounded 40 people.", "injured", "wounded 40 people"),
        ("Guards detained 40 men.", "detained", "detained 40 men"),
        ("The column expelled 40 families.", "displaced", "expelled 40 families"),
        ("The raid destroyed 40 houses.", "destroyed", "destroyed 40 houses"),
        ("The raid claimed the lives of 12 people.", "killed", "claimed the lives of 12 people"),
    ],
)
def test_a_verb_before_its_object(text: str, effect: str, quote: str) -> None:
    """In the active, the verb before the number tells the effect, and the quote runs from verb to noun."""
    claim = only(text)
    assert (claim.effect, claim.place.quote) == (effect, quote)


@pytest.mark.parametrize(
    ("text", "effect", "quote"),
    [
        ("In Ardel 613 people were killed.", "killed", "613 people were killed"),
        ("40 people had been brutally killed there.", "killed", "40 people had been brutally killed"),
        ("40 people were found dead.", "killed", "40 people were found dead"),
        ("Thirty-three villagers were shot dead.", "killed", "Thirty-three villagers were shot dead"),
        ("40 people in Ardel and around it were killed.", "killed", "40 people in Ardel and around it were killed"),
        ("487 people were wounded.", "injured", "487 people were wounded"),
        ("1,275 people were taken hostage.", "detained", "1,275 people were taken hostage"),
        ("150 people are still missing.", "missing", "150 people are still missing"),
        ("40 women were raped.", "raped", "40 women were raped"),
        ("60 men were tortured in the camp.", "tortured", "60 men were tortured"),
        ("30 hostages were released.", "released", "30 hostages were released"),
        ("12 prisoners were executed.", "executed_or_died_in_custody", "12 prisoners were executed"),
        ("Some 3,000 Lanners were expelled from Ardel.", "displaced", "Some 3,000 Lanners were expelled"),
        ("40 houses were damaged.", "damaged", "40 houses were damaged"),
        ("14 villages were razed.", "destroyed", "14 villages were razed"),
        ("40 men were captured and later killed.", "killed", "40 men were captured and later killed"),
    ],
)
def test_a_passive_behind_its_subject(text: str, effect: str, quote: str) -> None:
    """In the passive, the predicate behind the noun tells the effect, over words that stand between."""
    claim = only(text)
    assert (claim.effect, claim.place.quote) == (effect, quote)


@pytest.mark.parametrize(
    ("text", "effect", "quote"),
    [
        ("12 people died of cold.", "killed", "12 people died"),
        ("A further 12 died of cold.", "killed", "12 died"),
        ("12 people lost their lives.", "killed", "12 people lost their lives"),
        ("40 people froze to death.", "killed", "40 people froze to death"),
        ("Five men died in custody.", "executed_or_died_in_custody", "Five men died in custody"),
        ("40 people fled.", "displaced", "40 people fled"),
        ("Tens of thousands fled.", "displaced", "Tens of thousands fled"),
        ("40 people disappeared.", "missing", "40 people disappeared"),
        ("40 people remain missing.", "missing", "40 people remain missing"),
        ("40 villagers survived.", "other", "40 villagers survived"),
        ("40 people suffered injuries.", "injured", "40 people suffered injuries"),
    ],
)
def test_a_verb_without_object(text: str, effect: str, quote: str) -> None:
    """A verb that needs no object tells what those before it did or suffered."""
    claim = only(text)
    assert (claim.effect, claim.place.quote) == (effect, quote)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("40 people killed in Ardel were buried.", "40 people killed"),
        ("40 killed in Ardel", "40 killed"),
        ("The 40 people who were killed were buried.", "40 people who were killed"),
        ("Forty of those killed were women.", "Forty of those killed"),
        ("Three dead children were found.", "Three dead children"),
    ],
)
def test_a_participle_beside_its_noun(text: str, quote: str) -> None:
    """A participle before or behind the noun tells the effect without an auxiliary."""
    claim = only(text)
    assert (claim.effect, claim.place.quote) == ("killed", quote)


@pytest.mark.parametrize(
    ("text", "effect", "quote"),
    [
        ("The deaths of 32 people were recorded.", "killed", "deaths of 32 people"),
        ("The bodies of 31 villagers were found.", "killed", "bodies of 31 villagers"),
        ("Bodies of 31 were found.", "killed", "Bodies of 31"),
        ("The killing of 40 people began at dawn.", "killed", "killing of 40 people"),
        ("A court tried Tolan for the murder of 22 villagers.", "killed", "murder of 22 villagers"),
        ("The loss of 40 lives was recorded.", "killed", "loss of 40 lives"),
        ("The disappearance of 40 people was recorded.", "missing", "disappearance of 40 people"),
        ("The burning of 40 houses was recorded.", "destroyed", "burning of 40 houses"),
        ("The expulsion of 40 families was recorded.", "displaced", "expulsion of 40 families"),
        ("This settlement of 6,000 people burned.", "present", "settlement of 6,000 people"),
    ],
)
def test_a_noun_of_those_counted(text: str, effect: str, quote: str) -> None:
    """A noun before "of" tells the effect on those whom the number counts."""
    claim = only(text)
    assert (claim.effect, claim.place.quote) == (effect, quote)


@pytest.mark.parametrize(
    ("text", "effect", "quote"),
    [
        ("The death toll rose to 28.", "killed", "death toll rose to 28"),
        ("The death toll in Ardel stands at 28.", "killed", "death toll in Ardel stands at 28"),
        ("Death toll: at least 40", "killed", "Death toll: at least 40"),
        ("Deaths: 40", "killed", "Deaths: 40"),
        ("The dead numbered 12.", "killed", "The dead numbered 12"),
        ("The number of people killed rose to 40.", "killed", "The number of people killed rose to 40"),
        ("The number of wounded reached 40.", "injured", "The number of wounded reached 40"),
        ("The total number of those killed is 613.", "killed", "total number of those killed is 613"),
        (
            "The number of refugees reached more than 1 million.",
            "displaced",
            "The number of refugees reached more than 1 million",
        ),
    ],
)
def test_a_total_and_its_amount(text: str, effect: str, quote: str) -> None:
    """A noun of totals tells the effect of the amount behind its verb."""
    claim = only(text)
    assert (claim.effect, claim.place.quote) == (effect, quote)


@pytest.mark.parametrize(
    "text", ["There were 40 casualties.", "The raid caused 40 casualties.", "A list of 40 victims was published."]
)
def test_casualties_are_not_deaths(text: str) -> None:
    """ "Casualties" and "victims" do not say who died: the effect is other, never killed."""
    assert figures(text) == [("other", "40")]


@pytest.mark.parametrize(
    "text",
    [
        "Hundreds were killed or wounded.",
        "The raid killed or wounded hundreds of people.",
        "The raid killed and wounded hundreds of people.",
        "Hundreds of people were killed and injured.",
        "Hundreds of dead and wounded were counted.",
        "The army killed or captured hundreds of men.",
    ],
)
def test_two_effects_under_one_number_stay_together(text: str) -> None:
    """One number for two effects is neither of the two: it is other, and never split."""
    assert [effect for effect, _ in figures(text)] == ["other"]


def test_the_weaker_of_two_damages_counts() -> None:
    """Houses destroyed or damaged under one number are damaged at least, so that is what is told."""
    claim = only("120 houses were destroyed or severely damaged.")
    assert (claim.effect, claim.place.quote) == ("damaged", "120 houses were destroyed or severely damaged")


@pytest.mark.parametrize(
    "text",
    ["12 people were not killed.", "40 people were not injured.", "The shell did not kill any of the 12 passengers."],
)
def test_what_did_not_happen_is_no_figure(text: str) -> None:
    """A negated predicate makes no figure of the number."""
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("No one was killed.", "killed"),
        ("No one died.", "killed"),
        ("Nobody was injured in Ardel.", "injured"),
        ("No civilians were killed.", "killed"),
        ("Zero deaths were recorded.", "killed"),
        ("There were no deaths.", "killed"),
        ("There were no injuries.", "injured"),
        ("There were no casualties.", "other"),
    ],
)
def test_zero_is_stated_where_it_is_said(text: str, effect: str) -> None:
    """That nobody was killed is a figure of zero: not silence, not unknown."""
    claim = only(text)
    assert (claim.effect, claim.quantity.low, claim.quantity.high, claim.quantity.best) == (effect, 0, 0, 0)


@pytest.mark.parametrize("text", ["No prisoners were taken.", "No one knows.", "No, they fled.", "No soldier came."])
def test_a_no_that_counts_no_harm_is_no_zero(text: str) -> None:
    """ "No" before what is no harm to people states no zero."""
    assert figures(text) == []


def test_villages_are_destroyed_and_not_killed() -> None:
    """A word for killing people, said of a village, is told as destruction."""
    assert figures("14 villages were wiped out.") == [("destroyed", "14")]


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("Army executes 12 rebels", "executed_or_died_in_custody"),
        ("Gunmen kidnap 12 pupils", "detained"),
        ("Ferry sinks, drowning 12 passengers", "killed"),
        ("The militia expels 12 villagers", "displaced"),
        ("The mob lynches 12 men.", "killed"),
        ("The shelling razes 12 houses.", "destroyed"),
    ],
)
def test_headlines_tell_in_the_present(text: str, effect: str) -> None:
    """A verb tells its effect in each of its forms, in the present of a headline too."""
    assert figures(text) == [(effect, "12")]


@pytest.mark.parametrize("text", ["They found 12 torches.", "Of nine tortures the file says nothing.", "40 kidnaps."])
def test_a_verb_in_the_present_behind_a_number_is_no_participle(text: str) -> None:
    """ "Twelve torches" are things: only a past form behind a number tells what befell those counted."""
    assert figures(text) == []


@pytest.mark.parametrize(
    "text", ["Villagers held in camps exceed 90.", "Those arrested came to 90.", "Men detained there passed 90."]
)
def test_what_befell_those_whose_amount_is_told(text: str) -> None:
    """ "Those arrested came to 90": a participle behind those counted tells what befell them."""
    assert [effect for effect, _ in figures(text)] == ["detained"]
