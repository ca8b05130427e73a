"""Tokens of a sentence: words, numbers and marks at their offsets, phrases of the language joined."""

import pytest
from reader_scene import ENGLISH

from accounted.read.tokens import tokenise


def words(text: str) -> list[str]:
    """Gives the tokens of a text in its own words."""
    return [text[token.start : token.end] for token in tokenise(text, 0, len(text), ENGLISH).tokens]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army left.", ["The", "army", "left", "."]),
        ("Tolan's 1,275 men", ["Tolan's", "1,275", "men"]),
        ("1 275 men", ["1 275", "men"]),
        ("1'275 men", ["1'275", "men"]),
        ("500-1,000", ["500", "-", "1,000"]),
        ("460[73][74] and", ["460", "[73]", "[74]", "and"]),
        ("14:30", ["14", ":", "30"]),
        ("12th", ["12", "th"]),
        ("Mr. Tolan", ["Mr.", "Tolan"]),
        ("self-made", ["self-made"]),
        ("٣٥٠ men", ["٣٥٠", "men"]),
        ("(12)", ["(", "12", ")"]),
    ],
)
def test_words_numbers_and_marks_are_tokens(text: str, expected: list[str]) -> None:
    """A number with its separators, a word with its apostrophe or hyphen, and each mark is one token."""
    assert words(text) == expected


@pytest.mark.parametrize("text", ["at least 12", "At Least 12", "at\nleast 12", "at  least 12"])
def test_phrases_are_one_token(text: str) -> None:
    """A phrase of the language file is one token in any case and over any white space."""
    found = words(text)
    assert len(found) == 2
    assert found[0].lower().split() == ["at", "least"]


def test_the_longest_phrase_wins() -> None:
    """Of two phrases that begin alike, the longer one is taken."""
    assert words("tens of thousands fled")[0] == "tens of thousands"


def test_quote_prefixes_are_kept_apart() -> None:
    """Prefixes of quoted lines are no words of the sentence, and their places are kept."""
    text = "> the army\n> killed 12\n[AB] men"
    sentence = tokenise(text, 0, len(text), ENGLISH)
    assert [text[token.start : token.end] for token in sentence.tokens] == ["the", "army", "killed", "12", "men"]
    assert [text[start:end].strip() for start, end in sentence.prefixes] == [">", ">", "[AB]"]


def test_offsets_are_those_of_the_whole_text() -> None:
    """Tokens of a stretch stand at their offsets in the text, not in the stretch."""
    text = "The river rose. The army left."
    first = tokenise(text, 16, len(text), ENGLISH).tokens[0]
    assert (first.start, text[first.start : first.end]) == (16, "The")
