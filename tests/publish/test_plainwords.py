"""The watch on wording: whose voice a word stands in."""

import pytest

from accounted.publish.plainwords import WORDS, unquoted_words


@pytest.mark.parametrize("word", WORDS)
def test_every_word_of_the_list_is_found_in_the_programs_voice(word: str) -> None:
    """Each listed word is found in prose, in capitals too, and not in a quotation."""
    assert [found.word for found in unquoted_words(f"<p>so {word.upper()} it</p>")] == [word]
    assert unquoted_words(f"<p>so <q>the {word}</q> and “the {word}” it</p>") == ()


@pytest.mark.parametrize(
    "page",
    [
        "<blockquote><p>a battle</p></blockquote>",
        "<mark><a>massacre</a></mark>",
        '<bdi class="given">Official Gazette</bdi>',
        "<b data-given>The Independent</b>",
        '<svg><g class="mark-text given_marks"><text>Independent Radio</text></g></svg>',
        "<p>falling, battlefield, untrue, unofficial, factory</p>",
        '<p title="“battle”">x</p>',
    ],
)
def test_what_speakers_and_names_say_is_never_looked_at(page: str) -> None:
    """Quotations, names, chart labels of speakers, and longer words are left alone."""
    assert unquoted_words(page) == ()


def test_attributes_and_plurals_are_looked_at() -> None:
    """A label for screen readers is the program's voice; a plural is the same word; the line is told."""
    found = unquoted_words('<p>x</p>\n<p aria-label="victims">two <b>atrocities</b></p>')
    assert [(f.word, f.line) for f in found] == [("victims", 2), ("atrocities", 2)]
    assert "two atrocities" in found[1].around


def test_a_quotation_ends_where_it_ends() -> None:
    """After a closed quotation, and after void elements, the program's own words count again."""
    assert [f.word for f in unquoted_words("<p><q>x<br></q> battle</p>")] == ["battle"]
