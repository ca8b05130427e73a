"""Words that name an event only where what stands around them says so, and where the names begin and end."""

import pytest
from reader_scene import quotes


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("They lived through a genocidal war against the Halvans.", "a genocidal war against the Halvans"),
        ("He called it a dirty war.", "a dirty war"),
        ('The paper called the operation an "overreaction".', "overreaction"),
        ('The so-called "pacification" of Ardel cost many lives.', "pacification"),
        ("A genocidal policy was followed.", "A genocidal policy"),
        ("The tragic events in Ardel were filmed.", "The tragic events in Ardel"),
        ("They spoke of an orgy of destruction.", "an orgy of destruction"),
        ("Revenge killings spread in the valley.", "Revenge killings"),
        ("The mayor spoke of genocidal campaigns.", "genocidal campaigns"),
    ],
)
def test_a_loose_word_is_a_name_with_a_grave_one_or_by_words_of_naming(text: str, label: str) -> None:
    """ "War", "events" and "policy" name nothing alone, but with a grave word, a frame or in quotation marks."""
    assert quotes(text, "labels") == [label]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Soldiers were accused of committing war crimes in Tolan.", "war crimes in Tolan"),
        ("The envoy urged the world to halt mass killings in Corvais.", "mass killings in Corvais"),
        ("The ongoing genocide in Hask must stop.", "The ongoing genocide in Hask"),
        ("The expulsion of the Halvans began in May.", "The expulsion of the Halvans"),
        ("The brutal crackdown on the miners drew protests.", "The brutal crackdown on the miners"),
        ("The 20 January massacre is known to all.", "The 20 January massacre"),
        ("Attack type\nMassacre", "Massacre"),
        ("He denied that mass killings took place.", "mass killings"),
        ("= Ardel massacre =\n\nThe Ardel massacre was the killing of 40 farmers.", "The Ardel massacre"),
    ],
)
def test_a_name_begins_and_ends_where_it_does(text: str, label: str) -> None:
    """No verb, no field of a box and no verb behind belongs to a name; a title gives way to the same words below."""
    assert quotes(text, "labels") == [label]


@pytest.mark.parametrize(
    "text",
    [
        "The war in Tolan went on.",
        "Crisis talks began on Monday.",
        "The fire destroyed 40 houses.",
        "The policy was harsh.",
        "Plans for the dam were dropped.",
        "The strike at the mill ended.",
        "The shooting lasted an hour.",
        "A Holocaust survivor spoke to pupils.",
        "Riot police came to the square.",
        "He wrote a massacre story for the paper.",
        "The incident was closed.",
        "The blockade lasted a year.",
    ],
)
def test_a_loose_word_alone_names_nothing(text: str) -> None:
    """A loose word without a grave one, and a word for an event that tells what kind of person or thing, are none."""
    assert quotes(text, "labels") == []
