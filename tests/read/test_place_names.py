"""Where it was: the place that the words name, and none where they name none."""

import pytest
from reader_scene import only, reading


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


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("40 people were killed by guns in the Halvan army's hands.", None),
        ("40 people were killed in heavy fire across Veshtian positions.", None),
        ("The exchange was made in Tolanese trucks and 40 people were killed.", None),
        ("40 people were killed, a number unheard of near Veshtians.", None),
        ("40 people were killed in Tuesdays attack.", None),
        ("40 killed in Veshtian Attack", None),
        ("40 killed in Ardel Attack", "Ardel"),
        ("40 people were killed in and around Nor Ardel--a village.", "Nor Ardel"),
        ("Of those 'missing in Corvais' 40 people were killed.", "Corvais"),
        ("40 people were killed in Tolanese.", "Tolanese"),
        ("In Halvan people say that 40 were killed.", "Halvan"),
    ],
)
def test_a_people_a_day_and_a_headline_word_are_no_places(text: str, place: str | None) -> None:
    """An adjective before a noun, a people, a weekday and an event's name give no place; marks are not part of one."""
    assert only(text).where == place


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("de", "Bei Massenvertreibungen wurden 40 Menschen getötet.", None),
        ("de", "In Ardel wurden 40 Menschen getötet.", "Ardel"),
        ("tr", "Ardel kasabasında 40 kişi öldürüldü.", "Ardel"),
        ("tr", "Veşti askerleri 40 kişiyi öldürdü.", None),
        ("az", "Ardel kəndində 40 nəfər öldürülüb.", "Ardel"),
    ],
)
def test_places_in_languages_with_other_signs(language: str, text: str, place: str | None) -> None:
    """German nouns have capitals and are no places; where an ending says “in”, the kind of place announces the name."""
    (claim,) = reading(text, language=language).claims
    assert claim.where == place
