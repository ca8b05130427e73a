"""Where it was: the place that the words name, and none where they name none."""

import pytest
from reader_scene import only


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("40 people were killed in Ardel.", "Ardel"),
        ("40 people were killed near Corvais.", "Corvais"),
        ("In Ardel 40 people were killed.", "Ardel"),
        ("40 people were killed in the village of Tolan.", "Tolan"),
        ("40 people were killed in the town of Nor Ardel.", "Nor Ardel"),
        ("40 people were killed in the Lanner valley.", "Lanner"),
        ("40 inhabitants of Ardel were killed.", "Ardel"),
        ("40 people were killed in Ardel's market.", "Ardel"),
        ("40 people were killed in ARDEL.", "ARDEL"),
    ],
)
def test_a_place_is_named_as_written(text: str, place: str) -> None:
    """The place is the name behind its preposition, without the kind of place and the possessive."""
    assert only(text).where == place


@pytest.mark.parametrize(
    "text",
    [
        "40 people were killed.",
        "40 people were killed there.",
        "40 people were killed in March.",
        "40 people were killed on Monday.",
        "40 people were killed in the Ministry.",
        "The Ardel Council killed 40 people.",
    ],
)
def test_no_place_is_guessed(text: str) -> None:
    """A month, a weekday, an office and the name of an actor are no places."""
    assert only(text).where is None
