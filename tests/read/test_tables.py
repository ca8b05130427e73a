"""Figures in tables."""

import pytest

from accounted.core.claim import Claim
from accounted.core.document import TextLayer
from accounted.read import read_text

TABBED = "Losses, by quarter\nQuarter\tKilled\tWounded\nMill\t12\t30\nStation\t8\t11\nTotal\t20\t41\n\nThe council met."
SPACED = "Quarter Killed Wounded\nMill quarter 112 84\nStation 47 39\nTotal 159 123\nThe council met."
CAPTION = "Killed, by group\nGroup\tNumber\nGuards\t16\nResidents\t133\nTotal\t149\n"


def _claims(text: str) -> list[Claim]:
    layer = TextLayer(document="doc-1", text=text, extractor="html/test", version="1")
    return list(read_text(layer, language="en").claims)


@pytest.mark.parametrize("text", [TABBED, SPACED], ids=["tabs", "spaces, as in a PDF"])
def test_columns_take_their_effect_from_the_header(text: str) -> None:
    """Each column's figures are killed or injured as the header says, and quote their own words."""
    claims = _claims(text)
    assert [c.effect for c in claims] == ["killed", "injured"] * 3
    assert all(text[c.quantity.start : c.quantity.end] == c.quantity.text for c in claims)


def test_the_row_named_total_is_the_total_of_its_column() -> None:
    """12 and 8 are parts of 20; 30 and 11 are parts of 41."""
    by_number = {claim.quantity.best: claim for claim in _claims(TABBED)}
    assert by_number[12].part_of == by_number[8].part_of == by_number[20].id
    assert by_number[30].part_of == by_number[11].part_of == by_number[41].id


def test_two_columns_of_digits_are_not_read_as_one_number() -> None:
    """ "159 123" in a row of two columns is 159 and 123, not 159,123."""
    assert {claim.quantity.best for claim in _claims(SPACED)} >= {159, 123}


def test_a_caption_tells_for_a_single_column() -> None:
    """A header that tells nothing leaves it to the caption."""
    assert {claim.effect for claim in _claims(CAPTION)} == {"killed"}


def test_rows_without_an_effect_are_no_figures() -> None:
    """A table of prices has no claims."""
    assert not _claims("Goods\tPrice\nApples\t12\nWool\t30\n")
