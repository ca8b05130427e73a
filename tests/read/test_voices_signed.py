"""Who signs a quotation, who stands before a colon, who holds an office that is named behind the verb."""

import pytest
from reader_scene import only, quotes, reading


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"I counted 16 dead. It rained." (Anna Tolm, Lanner Post, 1 May)', "Anna Tolm"),
        ('"Of seven bodies two were children."\nAnna Tolm\nThe Lanner Post', "Anna Tolm"),
        ('"The bells rang... In Tolan 40 people died." (Lanner Post)', "Lanner Post"),
        ('The Lanner Post: "We saw 40 dead people."', "Lanner Post"),
        ("It was stated by the envoy of the council, Anna Tolm, that 40 people were killed.", "Anna Tolm"),
        ("The bridge fell and 40 people were killed, the council says.", "council"),
        ("The council, which insisted that 40 people were killed, met twice.", "council"),
    ],
)
def test_who_is_named_around_what_is_said_says_it(text: str, speaker: str) -> None:
    """A name in brackets or on a line behind a quotation, before a colon, or in apposition to an office speaks."""
    assert {claim.speaker for claim in reading(text).claims} == {speaker}


def test_what_could_not_be_described_names_nobody() -> None:
    """A passive infinitive and "it is nonsense to claim" have no speaker before them."""
    assert only("The valley was too wide to be described, and 40 people were killed.").speaker is None
    assert only("It is nonsense to claim that 40 people were killed.").speaker is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Halvane previously dismissed the claims as baseless.", "Halvane previously dismissed the claims as baseless"),
        ("The miller claimed self defence.", "The miller claimed self defence"),
        (
            "It is nonsense to claim, as Halvane does, that 40 people died.",
            "It is nonsense to claim, as Halvane does, that 40 people died",
        ),
    ],
)
def test_a_rejection_is_one_with_its_ground(text: str, quote: str) -> None:
    """ "As baseless" belongs to the rejection before it, an insertion is stepped over, self-defence rejects blame."""
    assert quotes(text, "denials") == [quote]


def test_no_such_thing_as_an_office_is_no_rejection() -> None:
    """ "No such office" rejects nothing that was stated; "no such massacre" does."""
    assert quotes("No such office has called for that.", "denials") == []
    assert quotes("The mayor said no such massacre had been seen.", "denials") != []


def test_a_bracket_may_stand_behind_a_signature() -> None:
    """What kind of paper it is, in brackets behind the name, is none of the name."""
    text = '"On 2 May the bridge fell. Three people were killed." — Lanner Roads Ministry (yearbook)\n'
    assert reading(text).claims[0].speaker == "Lanner Roads Ministry"
