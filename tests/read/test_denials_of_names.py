"""Rejections without a word of denying: a name that is negated, a claim that is called false."""

import pytest
from reader_scene import quotes, reading


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The ministry said that what happened was not a massacre.", "what happened was not a massacre"),
        ('Tolan said it was a raid and not a "massacre".', 'not a "massacre"'),
        ("There was no genocide in Ardel.", "There was no genocide in Ardel"),
        ("No massacre took place in Ardel.", "No massacre took place in Ardel"),
        ("This information is totally false.", "This information is totally false"),
        ("The claims of the council have proven false.", "The claims of the council have proven false"),
        ('The council called the statement "misleading," and left.', 'The council called the statement "misleading'),
    ],
)
def test_a_name_negated_or_a_claim_called_false_is_rejected(text: str, quote: str) -> None:
    """The rejection's words run from who or what it is said of to the end of the clause."""
    assert quotes(text, "denials") == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "It was not only a massacre but a warning.",
        "There was no shelling that night.",
        "The ministry declined to confirm or deny the raid.",
        "The wounded were denied access to the hospital.",
        "The guards denied them water.",
        "Their bodies were thrown on rubbish heaps.",
    ],
)
def test_what_rejects_nothing_is_no_rejection(text: str) -> None:
    """Not only, neither confirmed nor denied, a thing denied to somebody: nothing that was stated is rejected."""
    assert reading(text).denials == ()


def test_a_figure_called_wrong_is_denied_and_the_one_put_in_its_place_is_not() -> None:
    """Of two figures in one sentence the one that is called wrong is denied by who says so."""
    found = reading(
        "The consul said that the figures of 100 killed are grossly wrong and that the number killed is 2,000."
    )
    assert [(claim.quantity.text, claim.stance) for claim in found.claims] == [("100", "denies"), ("2,000", "asserts")]
