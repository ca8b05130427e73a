"""Rejections by a judgement on what was stated, and judgements that reject nothing."""

import pytest
from reader_scene import quotes, reading, voices


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Veshti Council called the reports of a massacre false.", "called the reports of a massacre false"),
        ("The ministry branded the report propaganda.", "branded the report propaganda"),
        ("The estimates are greatly inflated.", "The estimates are greatly inflated"),
        ("The story of the 60 dead is an invention.", "The story of the 60 dead is an invention"),
        ("His account of the raid is based on nothing.", "His account of the raid is based on nothing"),
        ("The paper printed the false figure of 2,000 dead.", "the false figure of 2,000 dead"),
        ("The myth of 40,000 dead goes on.", "The myth of 40,000 dead"),
        ("Some writers have questioned the number of victims.", "questioned the number of victims"),
        ("The estimate is doubted by historians.", "The estimate is doubted by historians"),
        ("The claim is not supported by most historians.", "The claim is not supported by most historians"),
        ("None of this is true.", "None of this is true"),
        ("The list omits those who died in hospital.", "The list omits those who died in hospital"),
        ("The mayor does not see this as genocide.", "The mayor does not see this as genocide"),
        ("The ministry avoided the word massacre.", "avoided the word massacre"),
        ("The dead were not civilians, a spokesman said.", "The dead were not civilians"),
        ("This was not a riot.", "This was not a riot"),
        ("We have no confidence in the numbers of the league.", "no confidence in the numbers of the league"),
    ],
)
def test_a_judgement_rejects_what_was_stated(text: str, words: str) -> None:
    """Who calls an account, a figure or a word false, without denying it in so many words, rejects it."""
    (found,) = quotes(text, "denials")
    assert words in found


@pytest.mark.parametrize(
    "text",
    [
        "I was wrong about the mill.",
        "It was wrong to shoot the miller.",
        "The question of the numbers was raised.",
        "There were doubts over the data.",
        "They questioned 40 villagers for hours.",
        "At the root of the conflict lie the claims on the valley.",
        "The false teeth were found in the drawer.",
        "They buried the bodies to cover up the crime.",
        "The allegations are true.",
        "The massacre did not happen by chance.",
        "It was a century of harsh disputes between the valleys.",
    ],
)
def test_a_judgement_on_nothing_stated_rejects_nothing(text: str) -> None:
    """A moral judgement, a question, doubts in general and things that are no accounts reject no statement."""
    assert reading(text).denials == ()


def test_what_a_count_leaves_out_is_asserted() -> None:
    """Who says that a count leaves out 300 dead rejects the count and asserts the 300."""
    assert voices("This figure excludes the 300 deaths of soldiers in prisons.") == {"300": (None, "asserts")}


def test_a_judgement_that_goes_on_with_a_rejection_is_no_second_one() -> None:
    """ "Rejected the figure, calling it a fabrication" rejects once."""
    assert len(reading("The Veshti Council rejected the figure of 40 dead, calling the claim false.").denials) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The consul said that the figures of 100 dead are greatly inflated.",
        "The consul called the figure of 100 dead a fabrication.",
        "The consul described the claim of 100 dead as false.",
    ],
)
def test_a_figure_that_is_judged_false_is_denied_by_who_says_so(text: str) -> None:
    """The figure is a claim that the speaker of the judgement denies."""
    assert voices(text) == {"100": ("consul", "denies")}


def test_whose_claim_is_judged_does_not_judge_it() -> None:
    """ "The claims of the Orrin league are false": the league rejects nothing."""
    (denial,) = reading("The claims of the Orrin league are false.").denials
    assert denial.speaker is None
