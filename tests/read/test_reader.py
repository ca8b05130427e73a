"""The rule reader: a claim is its exact words, its number is read again, and a language without rules is said so."""

import pytest
from reader_scene import ENGLISH, bounds, only, quotes, reading

from accounted.core.claim import EFFECTS, QUALIFIERS, STANCES, UNITS
from accounted.core.document import Span
from accounted.read.numbers import read_quantity
from accounted.read.reader import VERSION

TEXT = (
    "PRESS RELEASE\n\nOn 3-4 March 1994 the Veshti army brutally killed 613 people (among them, 63 children, 106 "
    "women, 70 elders) in Ardel. 487 people were wounded (including 76 children); 1,275 persons were taken hostage; "
    "150 people are still missing. According to the Lanner Council, between 460[73] and 3,500 families fled. The "
    "Veshti ministry denied responsibility for the Ardel massacre.\n"
)


def test_every_figure_of_a_release_is_read() -> None:
    """Total, parts, wounded, hostages, missing and families of one text are its claims, in order."""
    claims = reading(TEXT).claims
    assert [(claim.effect, claim.quantity.text) for claim in claims] == [
        ("killed", "613"),
        ("killed", "63"),
        ("killed", "106"),
        ("killed", "70"),
        ("injured", "487"),
        ("injured", "76"),
        ("detained", "1,275"),
        ("missing", "150"),
        ("displaced", "between 460[73] and 3,500"),
    ]
    assert bounds(claims[-1]) == ("range", 460, 3500, None)
    assert (claims[-1].speaker, claims[-1].unit) == ("Lanner Council", "families")


def test_every_quote_stands_in_the_text() -> None:
    """`text[start:end] == quote` for claims, quantities, names and rejections."""
    found = reading(TEXT)
    assert len(found.labels) == 1
    assert len(found.denials) == 1
    places = [claim.place for claim in found.claims] + [label.place for label in found.labels]
    for place in [*places, *(denial.place for denial in found.denials)]:
        assert isinstance(place, Span)
        assert TEXT[place.start : place.end] == place.quote != ""
    for claim in found.claims:
        assert TEXT[claim.quantity.start : claim.quantity.end] == claim.quantity.text


def test_every_number_is_read_again_from_its_own_words() -> None:
    """The quantity of a claim is what the number parser finds in the quantity's own span and nothing else."""
    for claim in reading(TEXT).claims:
        again = read_quantity(claim.quantity.text, ENGLISH)
        assert again is not None
        assert (again.qualifier, again.low, again.high, again.best) == bounds(claim)


def test_closed_lists_are_kept() -> None:
    """Effects, units, qualifiers and stances are those of the core and no others."""
    for claim in reading(TEXT).claims:
        assert claim.effect in EFFECTS
        assert claim.unit in UNITS
        assert claim.quantity.qualifier in QUALIFIERS
        assert claim.stance in STANCES


def test_a_digit_is_never_exchanged() -> None:
    """A text that says 613 gives no claim of 631: only a number that stands in the text can be one."""
    claim = only("The Veshti army killed 613 people.")
    assert (claim.quantity.best, claim.place.quote) == (613, "killed 613 people")


def test_a_claim_says_which_rule_read_it_and_on_which_words() -> None:
    """Each claim names the language and rule that fired and the words it fired on."""
    claim = only("The Veshti army killed 613 people.")
    assert claim.rule.startswith("en.")
    assert claim.tokens == ("killed",)
    assert claim.made_by.step == "read.rules"
    assert claim.made_by.version == VERSION


@pytest.mark.parametrize("language", [None, "xx", ""])
def test_a_language_without_rules_is_not_guessed_at(language: str | None) -> None:
    """Without rules for its language a text gives an empty reading that says so."""
    found = reading(TEXT, language=language)
    assert (found.claims, found.labels, found.denials, found.no_claims) == ((), (), (), ())
    assert "no rules" in dict(found.made_by.parameters)["language"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "The river rose.", "?", "\ufeff", "\u200f\u202e", "💥"])
def test_a_text_without_figures_has_none(text: str) -> None:
    """An empty text, or one without a number, gives nothing and does not fail."""
    assert reading(text).claims == ()


@pytest.mark.parametrize(
    "before", ["שלום וברכה. ", "قال المجلس. ", "e\u0301lan! ", "💥🕊️ ", "\u202eabc\u202c ", "\ufeff", "Ж. "]
)
def test_no_script_moves_a_span(before: str) -> None:
    """Right-to-left text, combining marks, emoji and marks of direction before a sentence move no offset of it."""
    told = "The Veshti army killed 613 people."
    claim = only(before + told)
    assert claim.place.quote == "killed 613 people"
    assert isinstance(claim.place, Span)
    assert claim.place.start == len(before) + told.index("killed")


@pytest.mark.parametrize("end", ["\n", "\r\n", " \r\n ", "\u00a0", "\u2009"])
def test_line_ends_stay_in_the_quote(end: str) -> None:
    """A quote over a line break of any kind keeps it as it stands."""
    text = f"The Veshti army killed{end}613{end}people."
    assert only(text).place.quote == f"killed{end}613{end}people"


def test_a_row_of_a_table_is_a_sentence() -> None:
    """In an HTML or DOCX text each line is a block, so that cells of two rows never make one figure."""
    text = "Ardel: 12 killed\nCorvais: 40 wounded"
    assert [claim.place.quote for claim in reading(text, extractor="html").claims] == ["12 killed", "40 wounded"]


def test_same_text_same_reading() -> None:
    """Reading a text twice gives the same ids, spans and order."""
    assert reading(TEXT) == reading(TEXT)


def test_quotes_are_no_longer_than_their_sentence() -> None:
    """A claim's quote is the number with its noun and trigger, never a whole sentence of this text."""
    assert all(len(claim.place.quote) < 60 for claim in reading(TEXT).claims)
    assert quotes(TEXT, "labels") == ["the Ardel massacre"]
