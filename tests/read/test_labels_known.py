"""How far a name goes behind its head, by what it is known, and words that name a body, a verb or something else."""

import pytest
from reader_scene import quotes, reading


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "The atrocities committed against farmers in Ardel were told of.",
            "The atrocities committed against farmers in Ardel",
        ),
        ("The massacre carried out by the guards was told of.", "The massacre carried out by the guards"),
        ("The genocide that took place in Ardel was told of.", "The genocide that took place in Ardel"),
        ("The massacre of about 40 farmers was told of.", "The massacre of about 40 farmers"),
        ("The race riot of 1921 was told of.", "The race riot of 1921"),
        ("They know the atrocities committed by the rebels then.", "the atrocities committed by the rebels"),
        ("The fire was a mass killing perpetrated by guards.", "a mass killing"),
        ("They remember the massacre in Ardel in March 1994 today.", "the massacre in Ardel in March 1994"),
        ("There was heavy fighting between the Tolan Guard and others.", "heavy fighting between the Tolan Guard"),
    ],
)
def test_a_name_goes_on_behind_its_head(text: str, label: str) -> None:
    """Who did it, where it took place, whom it befell and its year belong to a name."""
    assert quotes(text, "labels") == [label]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The Ardel siege lasted all winter.", "The Ardel siege"),
        ("The 1932 famine was never forgotten.", "The 1932 famine"),
        ("He was a witness to the Ardel Uprising", "the Ardel Uprising"),
        ("For all that, nobody was tried. That crime was forgotten.", "That crime"),
        ("They suffered from these deportations.", "these deportations"),
        ("They mourn the many victims of these deportations.", "deportations"),
        ("He was found guilty of genocide.", "genocide"),
        ("He fell in the Bloody Week of the Tolan commune.", "Bloody Week"),
    ],
)
def test_a_weak_word_is_known_by_what_stands_before_it(text: str, label: str) -> None:
    """A place, a year, a pointing word or a colour before a weak word makes a name of it."""
    assert quotes(text, "labels") == [label]


@pytest.mark.parametrize(
    "text",
    [
        "The Ardel Massacre Memorial was opened.",
        "He spoke before the war crimes tribunal.",
        "They slaughter them in the morning.",
        "They did slaughter the whole herd.",
        "The killings of the three men were told of.",
        "Acts of violence went on.",
        "The coup failed.",
        "The film prompted international outrage.",
        "The town was under occupation.",
        "There were nine assassinations in May.",
        "They found many mass execution sites.",
        "He was killed in ambush.",
        "There was evidence of murder in it.",
        "He spoke of the attack, and left.",
        "They began to massacre the farmers.",
        "He saw the attack carried out by Tolm.",
    ],
)
def test_a_body_a_verb_and_a_weak_word_alone_are_no_names(text: str) -> None:
    """What is named for an event, what tells that somebody kills, and a weak word with its doer are no labels."""
    assert quotes(text, "labels") == []


def test_what_is_called_something_else_is_not_the_name() -> None:
    """ "Called the attack a genocide": the second is the name, the first what bears it."""
    assert quotes("The council called the attack a genocide.", "labels") == ["a genocide"]
    assert quotes('They labelled the raid an "act of terrorism".', "labels") == ["act of terrorism"]


def test_a_quotation_is_a_name_where_an_event_is_told_of() -> None:
    """A town, a speech and people are called things in quotation marks too."""
    assert quotes('The events are known as "the Night of the Bells" in Tolan.', "labels") == ["the Night of the Bells"]
    assert quotes('The Ardel massacre (the "Rape of Ardel") began.', "labels") == [
        "The Ardel massacre",
        "Rape of Ardel",
    ]
    assert quotes('The city became known as the "Pearl of the South".', "labels") == []
    assert quotes('The killings went on, and he called them "lazy and useless".', "labels") == []


def test_two_names_joined_are_another_name() -> None:
    """ "Genocide and war crimes" behind "the genocide" does not point back to it."""
    text = "The genocide was told of. He was tried for genocide and war crimes."
    assert quotes(text, "labels") == ["The genocide", "genocide and war crimes"]


def test_a_marked_day_within_a_name_is_no_second_one() -> None:
    """ "The Bloody Sunday killings" is one name, and so is its head."""
    (label,) = reading("The Bloody Sunday killings were told of.").labels
    assert label.label == "killing"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ardel Raid Leaves Many Dead\n\nThe river rose.", "Ardel Raid"),
        ("Bombing of Hask - A Doubtful Count\n\nThe river rose.", "Bombing of Hask"),
        (
            "TOLAN GUARDS MASSACRE HUNDREDS\nOF FAMILIES\n\nThe river rose.",
            "TOLAN GUARDS MASSACRE HUNDREDS\nOF FAMILIES",
        ),
        ('He mourned those who fell in the "brutal and base" attack.', 'the "brutal and base" attack'),
        ("Tolm's crimes must be told.", "Tolm's crimes"),
        ("- 4 March - Ardel Inn bombing: 3 people were killed.", "Ardel Inn bombing"),
        ("They fell in the most cowardly attacks of the war.", "the most cowardly attacks"),
        ("This amounts to genocide.", "genocide"),
        ("They are likely to amount to crimes against humanity.", "crimes against humanity"),
        ("It led to the massacre of thousands of Halvans.", "the massacre of thousands of Halvans"),
        ("It was 100 days of unspeakable violence.", "unspeakable violence"),
        ("They stood before eyewitnesses of this tragedy.", "eyewitnesses of this tragedy"),
        ("He saw a savage air strike by the Tolan-led coalition.", "a savage air strike by the Tolan-led coalition"),
    ],
)
def test_headlines_quoted_adjectives_and_owners_make_names(text: str, label: str) -> None:
    """In a headline a weak word needs a name alone; an adjective may stand in quotation marks."""
    assert quotes(text, "labels") == [label]


def test_another_one_points_back_to_none() -> None:
    """ "Another massacre" is not the one that was named before."""
    text = "The massacre in Ardel is known. They feared another massacre."
    assert quotes(text, "labels") == ["The massacre in Ardel", "another massacre"]


@pytest.mark.parametrize(
    "name",
    [
        "the massacre that took place in that town",
        "the war crimes committed during the war",
        "a pogrom which was unleashed by the Tolm militia",
        "a massacre that happened on May 14",
        "the atrocities that were committed under the junta",
        "the tragedy experienced by both towns",
        "the crimes committed during the conflict",
    ],
)
def test_a_name_keeps_who_did_it_and_when_behind_a_word_of_doing(name: str) -> None:
    """What a participle or a clause of happening tells beside a name belongs to it, a time as well as a place."""
    assert quotes(f"They recalled {name}.", "labels") == [name]
