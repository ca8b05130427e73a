"""Rejections of what was stated, and a plain no."""

import pytest
from reader_scene import quotes, reading


def test_rejecting_an_offer_is_no_rejection_of_a_statement() -> None:
    """ "Rejected the offer of talks" denies no figure, event or responsibility."""
    assert reading("The Council rejected the offer of talks.").denials == ()
    assert len(reading("The Council rejected the figure of 40 dead.").denials) == 1


def test_a_plain_no_is_kept_with_what_it_goes_on_to_say() -> None:
    """A sentence that is nothing but a no is a rejection, with the next sentence of its line."""
    (denial,) = reading("Ardel burned the mill with 40 people inside.\nNO. The mill stands today.\n").denials
    assert denial.place.quote == "NO. The mill stands today."


def test_a_number_of_a_list_is_no_no() -> None:
    """ "No. 5" is a number, not a rejection."""
    assert reading("No. 5 company lost 40 men.").denials == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The council accused the clerks of staging deaths.", "The council accused the clerks of staging deaths"),
        ("The envoy rejected the report's findings.", "The envoy rejected the report's findings"),
        ("This source is absolutely not credible.", "This source is absolutely not credible"),
        ("Such a figure is very likely an overestimate.", "Such a figure is very likely an overestimate"),
    ],
)
def test_doubt_in_plain_words_rejects(text: str, words: str) -> None:
    """A reproach of staging, findings rejected, a source not credible and a figure too high are rejections."""
    assert quotes(text, "denials") == [words]


@pytest.mark.parametrize("text", ["The players staged a match in Ardel.", "It is impossible to count the dead."])
def test_plain_words_that_reject_nothing(text: str) -> None:
    """A match is staged and a count may be impossible: nobody rejects anything."""
    assert quotes(text, "denials") == []
