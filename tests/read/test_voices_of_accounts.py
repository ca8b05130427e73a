"""Voices that no plain "X said" names: estimates that range, a possessor's estimate, a participle with its agent."""

import pytest
from reader_scene import reading, voices


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("It is twice the number of 600 dead estimated by the Roads Office in late May.", "Roads Office"),
        ("Bodies were reported by local farmers to be 100.", "local farmers"),
        ("Early in the war, villagers said, soldiers shot 40 clerks under a bridge.", "villagers"),
        ("It is above the interim council's estimate of an overall death toll of 117.", "interim council"),
        ("Ardel suffered, with 3,478 people killed, the envoy said during the debate on roads.", "envoy"),
        ("A 2017 study of the massacre stated that 19 people were killed.", "2017 study of the massacre"),
        ("Estimates of the dead range from 20 to 250.", "Estimates"),
    ],
)
def test_whose_figure_it_is(text: str, speaker: str) -> None:
    """The agent of a participle, a possessor, an insertion, a study of something, and estimates themselves speak."""
    assert {claim.speaker for claim in reading(text).claims} == {speaker}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("40 people were reported by Monday to have died.", "40"),
        ("The massacre stated in the list killed 40 people.", "40"),
    ],
)
def test_days_and_events_say_nothing(text: str, number: str) -> None:
    """A day behind "by" and an event are nobody's voice."""
    assert voices(text)[number][0] is None
