"""Two figures for one thing, and numbers written on to words: brackets, strokes, dashes of every kind, notes."""

import pytest
from reader_scene import figures, only, reasons


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Some say that 89 (or 84[7]) people from Ardel were killed.", 84, 89),
        ("84 / 89 of the people in Ardel were killed.", 84, 89),
        ("15/16 men were shot in Tolan.", 15, 16),
        ("Forty (or forty-two) men died.", 40, 42),
        ("Deaths120–150", 120, 150),
        ("Fatalities:30[1] –300 (estimate)", 30, 300),
        ("The toll is said to vary between 40 and 60.", 40, 60),
        ("Between a third and half of the villagers were killed.", 0.3333, 0.5),
    ],
)
def test_an_alternative_makes_a_range(text: str, low: float, high: float) -> None:
    """Another figure in brackets or behind a stroke is the other end of a range."""
    quantity = only(text).quantity
    assert (quantity.low, quantity.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Twenty‐eight villagers were killed.", [("killed", "Twenty‐eight")]),
        ("The raid left forty‑two people dead.", [("killed", "forty‑two")]),
        ("An 18‐year‐old and thirty‑three others were injured.", [("injured", "thirty‑three")]),
        ("In mere three and a half hours 1,500 people were killed.", [("killed", "1,500")]),
        ("Half an hour later 12 people were killed.", [("killed", "12")]),
    ],
)
def test_hyphens_of_every_kind_and_halves_of_hours(text: str, told: list[tuple[str, str]]) -> None:
    """A hyphen joins number words however it is written, and half an hour counts nobody."""
    assert figures(text) == told


def test_the_number_of_a_note_is_no_figure() -> None:
    """A number written on to a word that heads no line of a box is the mark of a note."""
    assert reasons("After the Tolan massacre43 the court met again.") == {"43": "part of a longer sign"}
