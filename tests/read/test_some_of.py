"""What some of the dead are, and what else is told of more of them, divides the figure of the sentence before."""

import pytest
from reader_scene import figures, parts

_TOLD = "In Tolm 41 people died. "


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Nine were under the age of 12.", "Nine"),
        ("Twelve have been identified.", "Twelve"),
        ("The remaining 12 were women.", "12"),
        ("Forty per cent were under ten years of age.", "Forty per cent"),
    ],
)
def test_what_some_are(text: str, number: str) -> None:
    """An age, a sex or a name tells of some of the dead."""
    assert ("killed", number) in figures(_TOLD + text)


def test_more_of_them() -> None:
    """The sex of another 52 is told of those who were killed."""
    text = "Of those killed, 224 were men and 168 women. The sex of another 52 children and 28 adults is not known."
    assert [effect for effect, _ in figures(text)] == ["killed"] * 4


def test_of_unknown_age() -> None:
    """The age of another nine is told of the dead, and is no age."""
    assert parts(_TOLD + "The age of another nine could not be determined.")["nine"] == "41"


@pytest.mark.parametrize(
    "text",
    [
        "Nine have been charged.",
        "Nine suspects were named.",
        "The house of another 20 stood.",
        "The testimony of a further nine was read.",
        "Sixty were female.",
        "The remaining 12 rifles were found.",
    ],
)
def test_who_is_told_of_otherwise(text: str) -> None:
    """More than the dead, things, suspects and witnesses are none of them."""
    assert figures(_TOLD + text) == [("killed", "41")]
