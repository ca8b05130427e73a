"""What a number counts: the noun phrase behind it, its unit, and how far it reaches."""

import pytest
from reader_scene import only, reading


@pytest.mark.parametrize(
    ("counted", "victims"),
    [
        ("613 people", "people"),
        ("613 Lanners", "Lanners"),
        ("613 Tolanese", "Tolanese"),
        ("613 unarmed Lanner civilians", "unarmed Lanner civilians"),
        ("613 men, women and children", "men, women and children"),
        ("613 old men and women", "old men and women"),
        ("hundreds of women and children", "women and children"),
        ("20 of the villagers", "villagers"),
        ("40 other people", "people"),
        ("40 more people", "people"),
        ("a total of 40 people", "people"),
        ("40 unnamed persons", "unnamed persons"),
        ("12 others", "others"),
        ("two-thirds of the villagers", "villagers"),
    ],
)
def test_victims_are_told_in_the_words_of_the_text(counted: str, victims: str) -> None:
    """Who is counted is the noun phrase as written, without articles and words of adding."""
    claim = only(f"That night {counted} were killed.")
    assert (claim.victims, claim.effect) == (victims, "killed")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("40 people were killed.", "persons"),
        ("40 families were displaced.", "families"),
        ("12 Lanner families were killed.", "families"),
        ("40 houses were burned.", "buildings"),
        ("Three schools were destroyed.", "buildings"),
        ("14 villages were razed.", "settlements"),
        ("Eight occupied regions were listed.", "territory"),
        ("20% of the land was occupied.", "territory"),
        ("31 bodies were found.", "persons"),
        ("40 were killed.", "persons"),
    ],
)
def test_the_unit_follows_the_noun(text: str, unit: str) -> None:
    """Persons, families, buildings, settlements and land are counted each in its own unit."""
    assert only(text).unit == unit


@pytest.mark.parametrize(
    "text", ["Shrapnel killed 20.", "40 were killed.", "40 of them were killed.", "The death toll rose to 28."]
)
def test_who_is_not_told_is_not_guessed(text: str) -> None:
    """A number without a noun, or before a pronoun, tells nobody: victims stay untold."""
    assert only(text).victims is None


@pytest.mark.parametrize(
    ("text", "effect", "victims"),
    [
        ("31 bodies were found.", "killed", "bodies"),
        ("Three dead children were found.", "killed", "dead children"),
        ("40 refugees arrived.", "displaced", "refugees"),
        ("The army took 40 hostages.", "detained", "hostages"),
        ("40 fatalities were recorded.", "killed", "fatalities"),
        ("The raid claimed 12 lives.", "killed", "lives"),
    ],
)
def test_a_noun_can_tell_the_effect(text: str, effect: str, victims: str) -> None:
    """Where the phrase itself says what befell them, it tells effect and victims at once."""
    claim = only(text)
    assert (claim.effect, claim.victims) == (effect, victims)


def test_a_share_has_the_whole_it_is_of() -> None:
    """ "20 of the 31 passengers" states two figures: those who died and those who were there."""
    died, present = reading("20 of the 31 passengers died.").claims
    assert (died.effect, died.quantity.best) == ("killed", 20)
    assert (present.effect, present.quantity.best, present.victims) == ("present", 31, "passengers")


def test_line_breaks_are_no_part_of_the_words() -> None:
    """Victims told over a line break are one phrase with single spaces; the quote keeps the break."""
    claim = only("The army killed 40 unarmed\n  Lanner civilians there.")
    assert claim.victims == "unarmed Lanner civilians"
    assert claim.place.quote == "killed 40 unarmed\n  Lanner civilians"
