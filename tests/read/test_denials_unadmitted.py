"""Rejections without a word of denying: what is not admitted, what is insisted not to have been, a no in quotation."""

import pytest
from reader_scene import quotes, reading


@pytest.mark.parametrize(
    "text",
    [
        "The Veshti Council refused to publicly admit its role.",
        "They don't even acknowledge that anyone was killed.",
        "Halvane has never openly recognised the massacre.",
        "The Veshti Council insisted that no villager was killed.",
        "The Veshti Council declared that no villager had been killed.",
        "The miller maintained that the patrol had never entered the village.",
        "The Veshti Council insisted the toll was much lower.",
        "The general maintained that only rebels had been killed.",
        'A spokesman said the charge was "rubbish".',
        "The figures were always disputed.",
        "The allegations have been dismissed.",
        "The search did not find any evidence of a massacre.",
        "The toll does not account for bodies that were taken home.",
        "The clerk maintains his innocence.",
        "Many of the guards lied about their acts.",
    ],
)
def test_what_is_rejected_in_other_words(text: str) -> None:
    """A refusal to admit, a negation insisted on and a stated thing disputed are rejections."""
    assert len(reading(text).denials) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The Veshti Council admitted its role.",
        "The hall refused to accept the flowers.",
        "He insisted that he would not resign.",
        "The Veshti Council never denied that 40 people were killed.",
        "The mill and the houses were not legitimate targets.",
        "The offer of talks was rejected.",
        "Only rebels were killed.",
        "The Veshti Council acknowledged the massacre.",
        "He claimed the bodies of his sons.",
    ],
)
def test_what_rejects_nothing(text: str) -> None:
    """An admission, an offer declined and a negated rejection reject no figure, event or responsibility."""
    assert reading(text).denials == ()


def test_a_participle_goes_on_with_the_rejection_before_it() -> None:
    """ "Rejected the claim, finding it baseless" is one; ", saying the claims were false" takes its clause."""
    assert quotes("The Veshti Council rejected the figure of 40 dead, calling it baseless.", "denials") == [
        "The Veshti Council rejected the figure of 40 dead"
    ]
    text = "The envoy walked out, saying the claims were false."
    assert quotes(text, "denials") == ["The envoy walked out, saying the claims were false"]


def test_no_one_killed_stays_a_figure() -> None:
    """Who insists that no one was killed rejects, and the figure is none: it is asserted."""
    (claim,) = reading("The Veshti Council insisted that no villagers were killed.").claims
    assert (claim.quantity.high, claim.stance, claim.speaker) == (0, "asserts", "Veshti Council")


def test_two_parties_reject_alike() -> None:
    """A swap of the parties' names swaps who rejects and nothing else."""
    text = "{} refused to acknowledge the massacre; {} insisted that no raid took place."
    one, other = reading(text.format("Ardel", "Halvane")).denials, reading(text.format("Halvane", "Ardel")).denials
    assert [denial.speaker for denial in one] == ["Ardel", "Halvane"]
    assert [denial.speaker for denial in other] == ["Halvane", "Ardel"]
