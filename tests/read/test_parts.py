"""The parts of a text that are looked at: what is passed over holds nothing, and voices reach over sentences."""

from hypothesis import given, settings
from hypothesis import strategies as st
from reader_scene import ENGLISH, reading, voices

from accounted.read.parts import parts

FILLER = (
    "The river rose.",
    "Nobody came to the market.",
    "It rained, and the bells of Ardel rang.",
    "Then they slept.",
)


def test_sentences_without_number_name_or_rejection_are_passed_over() -> None:
    """Of four sentences, the one with a number, the one with a name for an event and the rejection are looked at."""
    text = "The river rose. 12 people were killed. The Ardel massacre was told. The Council denied it."
    looked_at = [text[part.sentence.start : part.sentence.end].strip() for part in parts(text, ENGLISH)]
    assert looked_at == ["12 people were killed.", "The Ardel massacre was told.", "The Council denied it."]


def test_a_part_says_what_it_may_hold() -> None:
    """A part is marked for the number, the name or the rejection that it holds."""
    text = "12 people were killed. The Ardel massacre was told. The Council denied it."
    marks = [(part.number, part.label, part.denial) for part in parts(text, ENGLISH)]
    assert marks == [(True, False, False), (False, True, False), (False, False, True)]


def test_a_paragraph_closes_a_quotation() -> None:
    """A quotation mark that was never closed does not give the rest of the text to one speaker."""
    text = 'Tolan said: "The army killed 40 people.\n\n12 people were killed in Corvais.'
    assert voices(text)["12"] == (None, "asserts")


@given(st.lists(st.sampled_from(FILLER), max_size=6), st.integers(0, 6))
@settings(deadline=None, max_examples=60)
def test_filler_neither_adds_nor_hides(filler: list[str], at: int) -> None:
    """A sentence keeps its one figure, in the same words, wherever it stands among sentences without any."""
    told = "The Veshti army killed 40 people."
    text = " ".join([*filler[:at], told, *filler[at:]])
    assert [claim.place.quote for claim in reading(text).claims] == ["killed 40 people"]
