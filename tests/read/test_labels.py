"""Names that speakers give to events: as they stand, once a phrase, for whoever says them, and of every colour."""

import pytest
from reader_scene import quotes, reading


@pytest.mark.parametrize(
    ("text", "quote", "head"),
    [
        ("The Ardel massacre was described.", "The Ardel massacre", "massacre"),
        ("The massacre in Ardel was described.", "The massacre in Ardel", "massacre"),
        ("The Ardel tragedy was described.", "The Ardel tragedy", "tragedy"),
        ("The liberation of Corvais was described.", "The liberation of Corvais", "liberation"),
        ("The capture of Corvais was described.", "The capture of Corvais", "capture"),
        ("The Ardel clash", "The Ardel clash", "clash"),
        ("MASSACRE IN ARDEL", "MASSACRE IN ARDEL", "massacre"),
        ("Massacre in Ardel", "Massacre in Ardel", "massacre"),
        ("The Council called the events a massacre.", "a massacre", "massacre"),
        ("The Council called this a genocide.", "a genocide", "genocide"),
        ("The Ardel pogroms were described.", "The Ardel pogroms", "pogrom"),
    ],
)
def test_a_name_is_its_phrase_and_its_head(text: str, quote: str, head: str) -> None:
    """A name for an event is kept as its phrase in the text, with its head word in dictionary form."""
    (label,) = reading(text).labels
    assert (label.place.quote, label.label) == (quote, head)


def test_neutral_names_are_names_too() -> None:
    """A clash, a liberation, a capture and a massacre are all names: no word list picks one side's."""
    text = "The liberation of Ardel was told. The capture of Ardel was told. The Ardel massacre was told."
    assert quotes(text, "labels") == ["The liberation of Ardel", "The capture of Ardel", "The Ardel massacre"]


def test_a_phrase_is_named_once() -> None:
    """The same phrase, with another article or another case of letters, is one name; another phrase is another."""
    text = "The Ardel tragedy was told. An Ardel tragedy was told. The ARDEL TRAGEDY. The Corvais tragedy was told."
    assert quotes(text, "labels") == ["The Ardel tragedy", "The Corvais tragedy"]


@pytest.mark.parametrize(
    ("text", "speaker", "stance"),
    [
        ("The Ardel massacre was described.", None, "asserts"),
        ("Tolan said the Ardel massacre was planned.", "Tolan", "asserts"),
        ("According to the Council, the Ardel massacre was planned.", "Council", "asserts"),
        ("The Council denied the Ardel massacre.", "Council", "denies"),
        ("The so-called Ardel massacre was described.", None, "doubts"),
    ],
)
def test_a_name_belongs_to_its_speaker(text: str, speaker: str | None, stance: str) -> None:
    """Who uses the name, and whether they stand behind it, is told with it."""
    (label,) = reading(text).labels
    assert (label.speaker, label.stance) == (speaker, stance)


@pytest.mark.parametrize(
    "text", ["They massacred 40 people.", "The river rose.", "They began to murder people.", "He went to war."]
)
def test_a_verb_names_nothing(text: str) -> None:
    """Outside a headline, a verb is no name for an event, and a weak word alone names none either."""
    assert quotes(text, "labels") == []
