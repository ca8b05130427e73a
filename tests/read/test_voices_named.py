"""Speakers named otherwise than as the subject of a verb of saying."""

import pytest
from reader_scene import only, reading


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The figure of 700 dead is quoted as final by Mara Tolm.", "Mara Tolm"),
        ("The number of dead was put at 31 by the harbour council.", "harbour council"),
        ("The Lanner Post quoted the mayor of Ardel, Ivo Hesk, as saying 200 people were missing.", "Ivo Hesk"),
        ("The Ardel ministry estimated 700 dead.", "Ardel ministry"),
        ("Later came Ardel's wild allegations of up to 2,000 dead.", "Ardel"),
        ("Captain Orrin was convicted of the murder of 22 people.", "verdict"),
        ("Captain Orrin was charged with murdering 22 people.", "charge"),
        ("Mr Orrin, who believes 40 people were killed, left the valley.", "Orrin"),
        ("An October 1989 article in _The Lanner_ reported that 40 people were killed.", "article in _The Lanner"),
        ("In 1991 the Council closed its inquiry when it established that 40 people were killed.", "Council"),
    ],
)
def test_who_says_it_is_found(text: str, speaker: str) -> None:
    """The speaker of a figure is found in a passive, a possessor, a relayed quotation, a court's words."""
    assert speaker in (only(text).speaker or "")


def test_a_relayed_speaker_is_named_with_the_relay() -> None:
    """Nested sources are joined, the one who speaks first."""
    claim = only("The Lanner Post quoted the mayor as saying 200 people were missing.")
    assert claim.speaker == "mayor, via Lanner Post"


def test_a_figure_on_the_speaker_is_not_the_speakers() -> None:
    """What is told of a speaker between their name and the next mark is not in their voice."""
    claim = only('"The bells rang all night," said Anna Tolm, one of the three wounded soldiers.')
    assert claim.speaker is None


def test_a_footnote_mark_does_not_join_sentences() -> None:
    """A footnote mark behind a stop ends the sentence with it."""
    found = reading("Ardel denied it.[12] In the valley 40 people were killed.[13][14] The road was closed.")
    (claim,) = found.claims
    assert (claim.speaker, claim.stance) == (None, "asserts")
