"""Rejections of what was stated, and a plain no."""

from reader_scene import reading


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
