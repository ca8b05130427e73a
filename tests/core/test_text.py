"""Text made comparable, with a map back: folded words stand where their originals stand."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounted.core.text import fold, line_of, words_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Corvais", "corvais"),
        ("Élan", "elan"),
        ("E\u0301lan", "elan"),
        ("\uff21\uff32\uff24\uff25\uff2c", "ardel"),
        ("Stra\u00dfe", "strasse"),
        ("ﬁre", "fire"),
        ("Tolan\u2019s", "tolan\u2019s"),
        ("\u0645\u064f\u062d", "\u0645\u062d"),
    ],
)
def test_fold_unites_ways_of_writing(text: str, folded: str) -> None:
    """Case, combining marks and compatibility forms make no difference in comparison."""
    assert fold(text) == folded


def test_words_keep_their_offsets() -> None:
    """Each folded word stands at its offsets in the text, marks and line breaks fall between, apostrophes inside."""
    text = "In ARDEL,\r\n Tolan’s «Élan» – 613!"
    words = words_of(text)
    assert words.folded == ("in", "ardel", "tolan’s", "elan", "613")
    at = list(zip(words.starts, words.ends, strict=True))
    assert [text[a:b] for a, b in at] == ["In", "ARDEL", "Tolan’s", "Élan", "613"]


@pytest.mark.parametrize(("offset", "line"), [(0, 1), (4, 1), (5, 2), (6, 3), (9, 3)])
def test_lines_are_counted_from_one(offset: int, line: int) -> None:
    """An offset lies on the line after as many line breaks as stand before it, counted from one."""
    assert line_of("four\n\nthree", offset) == line


@given(st.text(max_size=40))
@settings(deadline=None, max_examples=200)
def test_every_word_walks_home(text: str) -> None:
    """For any text, each folded word is the fold of the text at its offsets, in order and without overlap."""
    words = words_of(text)
    free = 0
    for folded, start, end in zip(words.folded, words.starts, words.ends, strict=True):
        assert free <= start < end <= len(text)
        assert fold(text[start:end]) == folded
        free = end


@given(st.text(max_size=40))
@settings(deadline=None, max_examples=200)
def test_fold_leaves_no_mark(text: str) -> None:
    """Folded text has no combining mark, and upper case of it folds as its lower case does."""
    assert not any(unicodedata.combining(c) for c in fold(text))
    assert fold(text.casefold()) == fold(text)
