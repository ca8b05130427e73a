"""Which date and place belong to a figure: its own sentence's first, then what its paragraph stated."""

from reader_scene import only, reading


def test_the_sentence_before_the_paragraph() -> None:
    """A place and date in the figure's own sentence count before those of the sentence before it."""
    text = "Shells fell in Corvais on 3 March 1994. In Ardel 40 people were killed on 5 March 1994."
    claim = reading(text).claims[0]
    assert (claim.where, claim.when) == ("Ardel", "1994-03-05")


def test_the_paragraph_lends_its_place_and_date() -> None:
    """A figure whose sentence tells neither place nor date takes those of its paragraph."""
    claim = only("On 3 March 1994 shells fell in Ardel. 40 people were killed.")
    assert (claim.where, claim.when) == ("Ardel", "1994-03-03")


def test_another_paragraph_lends_nothing() -> None:
    """Place and date of one paragraph are not those of the next."""
    claim = only("On 3 March 1994 shells fell in Ardel.\n\n40 people were killed.")
    assert (claim.where, claim.when) == (None, None)


def test_gapped_clauses_keep_their_places() -> None:
    """ "33 in one town and 216 in another": each figure has its own town."""
    claims = reading("33 people were killed in Ardel and 216 in Corvais.").claims
    assert [(claim.quantity.text, claim.where) for claim in claims] == [("33", "Ardel"), ("216", "Corvais")]


def test_parts_share_the_circumstance_of_their_sentence() -> None:
    """The parts of a breakdown belong where and when their total does."""
    text = "On 3 March 1994 the army killed 40 people in Ardel (12 women, 3 children)."
    assert {(claim.where, claim.when) for claim in reading(text).claims} == {("Ardel", "1994-03-03")}


def test_a_date_up_to_which_one_sentence_counts_is_no_event_of_the_next() -> None:
    """ "Forty had been received as of 12 March": the next figure of the paragraph is not dated by that."""
    claims = reading("As of 12 March 1994, 40 bodies had been received. In Ardel 54 people were killed.").claims
    assert [(claim.as_of, claim.when) for claim in claims] == [("1994-03-12", None), (None, None)]


def test_the_day_on_which_a_figure_was_given_is_not_the_day_it_is_about() -> None:
    """ "The figure of 30 killed given on 5 March": the day belongs to the statement."""
    assert only("In Ardel 30 people were killed, by the count given on 5 March 1994.").when is None
