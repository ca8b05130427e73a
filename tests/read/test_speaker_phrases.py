"""A speaker is one noun phrase: nothing that stands beside it is taken into the name, and junk names nobody."""

import pytest
from reader_scene import reading


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("What others say\nThe council said that 613 people were killed in the town that night.", "council"),
        ("Two more died, which would bring the Council's figure to 613 dead.", "Council"),
        ("The deaths of 613 people are documented by name.", None),
        ("According to the lists kept by clerks of Ardel, 613 people were killed.", "lists kept by clerks of Ardel"),
        ("The Veshti Assembly corrects what it said: 613 people were killed.", "Veshti Assembly"),
        ("War-weary Halvane and rain-soaked Corvais's claims of 613 dead differ.", "Corvais"),
        ("According to the Halvane authorities for losses suffered that year 613 people died.", "Halvane authorities"),
        (
            "According to official reports received from Corvais, 613 people died.",
            "official reports received from Corvais",
        ),
        ("A Halvane film of the houses we saw from the air showed 613 bodies.", "Halvane film of the houses"),
        ("Looting Reported\n    Officials and clerks who flew to the valley brought back 613 dead children.", None),
        ("Halvane's Truth Panel scolded Tolan when it established that 613 people died.", "Halvane's Truth Panel"),
    ],
)
def test_a_speaker_is_one_clean_phrase(text: str, speaker: str | None) -> None:
    """A heading above, an article alone, a clause inside and a possessed “by name” are no part of a speaker."""
    assert {c.speaker for c in reading(text).claims if c.quantity.best == 613} == {speaker}


def test_a_phrase_before_its_postposition_ends_at_another() -> None:
    """In a language that says “by” behind the name, the words of the clause before are not part of the name."""
    text = "Birliklerin yardımı ile Ardel kasabasında yaptığı katliamda Halvan resmî kaynaklarına göre 613 kişi öldü."
    assert {claim.speaker for claim in reading(text, language="tr").claims} == {"Halvan resmî kaynaklarına"}
