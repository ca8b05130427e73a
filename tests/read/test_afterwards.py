"""A total told in a sentence of its own: it looks back at its parts, or later cases fill it."""

import pytest
from reader_scene import reading


def parts(text: str) -> set[str]:
    """Takes a text, gives the numbers of its figures that are parts."""
    return {claim.quantity.text for claim in reading(text).claims if claim.part_of is not None}


def test_a_total_told_afterwards_has_its_parts_in_the_sentence_before() -> None:
    """“This figure of nearly 700” sums up the two figures before it, about and not to the last one."""
    text = (
        "The list printed 479 dead people named and more than 200 bodies unidentified. "
        "This figure of nearly 700 dead is official."
    )
    assert parts(text) == {"479", "more than 200"}


def test_later_cases_of_the_same_noun_fill_the_total_that_opens_the_paragraph() -> None:
    """A paragraph that opens with an undated total for a noun goes on to the cases; a sum below it leaves the rest."""
    text = "Seven clerks have been injured. In May two clerks were injured in Ardel. Later three clerks were injured."
    assert parts(text) == {"two", "three"}


@pytest.mark.parametrize(
    "text",
    [
        "The list printed 479 dead people named and 20 bodies unknown. This figure of nearly 700 dead stands.",
        "In May seven clerks were injured. In June two clerks were injured in Ardel. Later three clerks were injured.",
        "Seven clerks have been injured. In May five clerks were injured in Ardel. Later three clerks were injured.",
        "Seven clerks have been injured. In May two guards were injured in Ardel. Later three clerks were injured.",
        "Seven clerks have been injured.\n\nRain. In May two clerks were injured. Later three clerks were injured.",
        "Seven clerks have been injured.\n\nIn May two clerks were injured in Ardel. Later three clerks were injured.",
    ],
)
def test_figures_that_do_not_fit_are_no_parts(text: str) -> None:
    """A sum that misses, a total of its own day, another noun and another paragraph make no parts."""
    assert parts(text) == set()
