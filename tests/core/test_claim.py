"""Claims: a claim's id follows from its document, place, effect and quantity, and from nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounted.core.claim import Quantity, claim_id

EXACT = Quantity(low=613, high=613, best=613, qualifier="exact", text="613", start=30, end=33)


def an_id(
    document: str = "doc-a", place: tuple[int, int] = (23, 40), effect: str = "killed", quantity: Quantity = EXACT
) -> str:
    """Gives the id of one claim, with what a test changes."""
    return claim_id(document, place=place, effect=effect, quantity=quantity)


def at_least(low: float, text: str = "at least 613") -> Quantity:
    """Gives a lower bound at the place of the exact figure."""
    return Quantity(low=low, high=None, best=low, qualifier="at_least", text=text, start=30, end=42)


def test_a_claim_has_one_lasting_id() -> None:
    """The id of this claim is the one that the first version wrote."""
    assert an_id() == "clm-668a0cf8bf8e0283df3a"


@pytest.mark.parametrize(
    "other",
    [
        an_id(document="doc-b"),
        an_id(place=(23, 41)),
        an_id(place=(22, 40)),
        an_id(effect="injured"),
        an_id(quantity=at_least(613)),
        an_id(quantity=Quantity(low=613, high=613, best=613, qualifier="exact", text="613", start=36, end=39)),
    ],
)
def test_each_part_of_a_claim_tells_in_its_id(other: str) -> None:
    """Another document, place, effect, qualifier or place of the number is another claim."""
    assert other != an_id()


@given(st.floats(1, 1e9), st.text(max_size=6))
@settings(deadline=None, max_examples=60)
def test_words_change_no_id(low: float, words: str) -> None:
    """The words of a quantity are read at its offsets; they take no part in the id beside them."""
    assert an_id(quantity=at_least(low)) == an_id(quantity=at_least(low, words))
