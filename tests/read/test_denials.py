"""Rejections: who denies what, in these words."""

import pytest
from reader_scene import quotes, reading


@pytest.mark.parametrize(
    ("text", "speaker", "what"),
    [
        ("The Council denied that 40 people were killed.", "Council", "that 40 people were killed"),
        ("The Council denies killing 40 people.", "Council", "killing 40 people"),
        ("The Council denied responsibility for the deaths.", "Council", "responsibility for the deaths"),
        ("The Council rejected the figure of 600.", "Council", "the figure of 600"),
        ("The Council rejected the accusation of genocide.", "Council", "the accusation of genocide"),
        ("The Council denied the allegation.", "Council", "the allegation"),
        ("The ministry denied that its forces killed anyone.", "ministry", "that its forces killed anyone"),
        ("The Council disputed the number of dead.", "Council", "the number of dead"),
        ("The Council said it was not responsible for the deaths.", "Council", "the deaths"),
    ],
)
def test_a_rejection_has_speaker_and_matter(text: str, speaker: str, what: str) -> None:
    """Who rejects, and what is rejected, in the words of the text; the quote is the clause."""
    (denial,) = reading(text).denials
    assert (denial.speaker, denial.what) == (speaker, what)
    assert denial.place.quote == text.removesuffix(".")


def test_a_figure_rejected_is_claim_and_denial() -> None:
    """A figure in a rejection is kept twice: as the denied claim of its speaker and as the rejection itself."""
    found = reading("The Council denied that 40 people were killed.")
    assert [(claim.quantity.text, claim.stance) for claim in found.claims] == [("40", "denies")]
    assert len(found.denials) == 1


def test_an_event_can_be_rejected() -> None:
    """ "Never happened" rejects an event without a word of denying."""
    (denial,) = reading("The Veshti ministry said the massacre never happened.").denials
    assert (denial.speaker, denial.what) == ("Veshti ministry", None)


@pytest.mark.parametrize(
    "text", ["The Council confirmed the figure.", "40 people were killed.", "The river rose.", "No one was killed."]
)
def test_what_rejects_nothing_is_no_denial(text: str) -> None:
    """Confirming, telling a figure or a zero is no rejection."""
    assert quotes(text, "denials") == []


def test_rejections_of_any_party_read_alike() -> None:
    """The same rejection by two parties differs in nothing but the party."""
    words = [quotes(f"The {party} ministry denied the deaths.", "denials") for party in ("Lanner", "Veshti")]
    assert words == [[f"The {party} ministry denied the deaths"] for party in ("Lanner", "Veshti")]
