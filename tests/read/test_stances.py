"""How a figure is stated: stood by, or passed on."""

import pytest
from reader_scene import reading


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("Twelve people reportedly died in Ardel.", ["reports"]),
        (
            "The guard reportedly shot at the long and narrow market square in the north of the old town, "
            "killing 12 people.",
            ["reports"],
        ),
        (
            "The guard reportedly stormed the old mill that had stood in the north of Ardel for many years; "
            "later 12 people died.",
            ["asserts"],
        ),
        ("In Ardel 12 people were killed, though others had supposedly fled.", ["asserts"]),
        ("In Ardel 12 people were killed, whereas 40 reportedly died in Lanner.", ["asserts", "reports"]),
    ],
)
def test_hearsay_reaches_as_far_as_its_clause(text: str, stances: list[str]) -> None:
    """A word of hearsay before the verb goes on with what followed from it, and ends where another clause begins."""
    assert [claim.stance for claim in reading(text).claims] == stances
