"""Names for events by a grave word, a quotation or a marked day; words that only look like names."""

import pytest
from reader_scene import quotes, reading


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The council condemned this heinous act.", "this heinous act"),
        ("They spoke of egregious human rights abuses.", "egregious human rights abuses"),
        ("It was the deadliest attack of the year.", "the deadliest attack"),
        ('The troops opened a "cleansing operation" at dawn.', "cleansing operation"),
        ("Others saw a unilateral act of aggression.", "a unilateral act of aggression"),
        ("On Bloody Sunday the bells rang.", "Bloody Sunday"),
        ("My mother lived through the Great Famine in Tolan.", "the Great Famine in Tolan"),
        ("It was one of the worst massacres.", "one of the worst massacres"),
        ("Nobody forgot these alleged killings.", "these alleged killings"),
        ("The siege of Hask lasted all winter.", "The siege of Hask"),
        ("It is a crime against peace.", "a crime against peace"),
    ],
)
def test_a_name_is_found_as_far_as_it_goes(text: str, label: str) -> None:
    """A weak word is a name with a grave one, by itself in quotation marks, or as a proper name; verbs end it."""
    assert quotes(text, "labels") == [label]


@pytest.mark.parametrize(
    "text",
    [
        "The attack on the road was short.",
        "The film prompted outrage.",
        "The killings of the three men were told of.",
        "The scale of this killing was told of.",
        'The mayor called the report "rushed" and left.',
        'They called them "the farmers" then.',
    ],
)
def test_what_names_no_event_is_no_label(text: str) -> None:
    """A weak word alone, a feeling, victims that are counted and a word of blame are no names for an event."""
    assert quotes(text, "labels") == []


def test_that_before_a_name_is_no_part_of_it() -> None:
    """ "That" of a clause is not the article of the name behind it, nor is a verb its adjective."""
    assert quotes("The mayor said that mass killings went on.", "labels") == ["mass killings"]
    assert quotes("The halvans perpetrated massacres.", "labels") == ["massacres"]


def test_a_frame_around_a_name_given_before_makes_no_second_one() -> None:
    """ "A survivor of the Tolan massacre" behind "the Tolan massacre" is one name."""
    text = "The Tolan massacre is remembered. A survivor of the Tolan massacre spoke."
    assert quotes(text, "labels") == ["The Tolan massacre"]


def test_a_name_alone_on_its_line_has_the_turn() -> None:
    """In a record that prints "Mr. Tolm" on a line of its own, the paragraphs below are his until the next."""
    found = reading(
        "Mr. Tolm\n\nSome 40 people were killed.\n\nIn Ardel 3 people died.\n\nMr. Hesk\n\nHere 9 people died."
    )
    assert [claim.speaker for claim in found.claims] == ["Tolm", "Tolm", "Hesk"]


def test_a_constituency_behind_a_name_shows_a_turn() -> None:
    """ "Anna Tolm (Ardel, South):" begins a turn without a title; other brackets in a heading do not."""
    assert reading("Anna Tolm (Ardel, South): Some 40 people were killed.").claims[0].speaker == "Anna Tolm"


def test_the_charter_says_so_at_the_end_of_its_quotation() -> None:
    """ "...", the charter says: a verb that could be a noun is none behind a quotation."""
    found = reading('"In Tolan 40 people were killed. Their names are known to date," the resolution says.')
    assert found.claims[0].speaker == "resolution"
    assert reading("Alarming reports had emerged that 40 people were killed.").claims[0].speaker is None
