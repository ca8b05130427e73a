"""Verbs whose end stands behind their object, nouns joined before one number, fractions of a scale, and custody."""

import pytest
from reader_scene import figures, only


@pytest.mark.parametrize(
    ("text", "effect", "number"),
    [
        ("The raid drove almost 900 villagers from their homes.", "displaced", "almost 900"),
        ("They sent 400 families into exile.", "displaced", "400"),
        ("The offensive has forced 30,000 people out of the country.", "displaced", "30,000"),
        ("They took 30 boys as hostages.", "detained", "30"),
        ("They also carried away as hostages more than 700 villagers.", "detained", "more than 700"),
        ("The guards beat six men to death.", "killed", "six"),
    ],
)
def test_the_end_of_a_verb_tells_its_effect(text: str, effect: str, number: str) -> None:
    """One verb means another thing with another end: each end tells the effect of its own verbs."""
    assert figures(text) == [(effect, number)]


def test_an_end_of_another_effect_tells_nothing() -> None:
    """ "Took ... alive" is no end of taking: nobody is told to be harmed."""
    assert figures("They took 30 letters to pieces.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The unit was part of the kidnapping, torture and murder of 300 villagers.",
        "The torture and killing of 20 prisoners is told in the file.",
    ],
)
def test_nouns_of_two_effects_before_one_number(text: str) -> None:
    """Two effects under one number are not told apart by the text, so the reader tells neither."""
    assert [effect for effect, _ in figures(text)] == ["other"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The raid not only killed 40 men, but also burnt the mill.", [("killed", "40")]),
        ("It not merely wounded 40 men, it killed a dozen.", [("injured", "40"), ("killed", "a dozen")]),
        ("Observers counted 130 people killed this way.", [("killed", "130")]),
        ("Observers saw 40 houses burnt in this manner.", [("destroyed", "40")]),
    ],
)
def test_words_that_deny_nothing(text: str, found: list[tuple[str, str]]) -> None:
    """ "Not only" denies nothing, and "this way" is no object: the figure stands."""
    assert figures(text) == found


@pytest.mark.parametrize(
    ("text", "best"), [("Nearly a quarter of a million people fled.", 250_000), ("A third of a million died.", 333_300)]
)
def test_a_fraction_of_a_scale_is_a_number(text: str, best: float) -> None:
    """A quarter of a million is a number, and not a fourth part of a million who were there."""
    assert only(text).quantity.best == best


@pytest.mark.parametrize("where", ["in the Gulag", "in labour camps", "as a result of their incarceration"])
def test_where_they_died_tells_custody(where: str) -> None:
    """Who died in a prison or a camp died in custody."""
    assert figures(f"Some 40,000 perished {where} in those years.") == [("executed_or_died_in_custody", "Some 40,000")]


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("Some 240 died in Orrinian prison camps.", "executed_or_died_in_custody"),
        ("The 30 deaths of Tolmian clerks in prisons were left out.", "executed_or_died_in_custody"),
        ("Some 40 died in the old Tolm prison.", "executed_or_died_in_custody"),
        ("Forty died near the prison.", "killed"),
        ("Twelve died in a raid on the Tolm jail.", "killed"),
    ],
)
def test_a_prison_that_they_died_in_tells_custody(text: str, effect: str) -> None:
    """A name may stand before the prison; who died near it, or in a raid on it, did not die in custody by that."""
    assert [told for told, _ in figures(text)] == [effect]
