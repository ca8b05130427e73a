"""Breakdowns that no word announces."""

import pytest

from accounted.core.claim import Claim
from accounted.core.document import TextLayer
from accounted.read import read_text


def _claims(text: str) -> dict[str, Claim]:
    layer = TextLayer(document="doc-1", text=text, extractor="plain-text", version="1")
    return {claim.quantity.text: claim for claim in read_text(layer, language="en").claims}


def test_figures_that_sum_to_a_total_are_its_parts() -> None:
    """151 + 20 + 10 + 3 = 184: the four causes are parts of the total before them."""
    told = _claims(
        "In all, 184 people were killed. "
        "Gunshots killed 151 people, shrapnel killed 20, blows killed 10, cold killed 3."
    )
    assert told["151"].part_of == told["20"].part_of == told["10"].part_of == told["184"].id
    assert told["151"].note


@pytest.mark.parametrize(
    "text",
    [
        "In all, 184 people were killed. Gunshots killed 151 people, shrapnel killed 20 and blows killed 10.",
        "In all, 2 people were killed. Gunshots killed 1 of the farmers and shrapnel killed 1.",
        "In all, 184 people were killed. Gunshots killed about 151 people, shrapnel killed 33.",
    ],
    ids=["sum differs", "total too small to tell", "a figure is not exact"],
)
def test_other_figures_are_left_alone(text: str) -> None:
    """A sum that differs, that chance could make, or of figures that are not exact, joins nothing."""
    assert all(claim.part_of is None for claim in _claims(text).values())
