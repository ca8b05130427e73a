"""Where sentences and paragraphs end: every character is in one sentence, and none is moved."""

import pytest

from accounted.read.sentences import sentences


def split(text: str, *, lines_are_blocks: bool = False) -> list[str]:
    """Gives the sentences' words without the white space between them."""
    return [text[start:end].strip() for start, end, _ in sentences(text, lines_are_blocks=lines_are_blocks)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The river rose. It fell.", ["The river rose.", "It fell."]),
        ("Who came? Nobody! He left.", ["Who came?", "Nobody!", "He left."]),
        ('He said "Go." They went.', ['He said "Go."', "They went."]),
        ("“They fled.” Then it rained.", ["“They fled.”", "Then it rained."]),
        ("12 fell. 13 rose.", ["12 fell.", "13 rose."]),
        ("Они ушли. Потом пришли.", ["Они ушли.", "Потом пришли."]),
        ("They fled... Then it rained.", ["They fled...", "Then it rained."]),
        ("no end", ["no end"]),
    ],
)
def test_a_sentence_ends_at_its_mark(text: str, expected: list[str]) -> None:
    """A full stop, question mark or exclamation mark, with closing quotation marks, ends a sentence."""
    assert split(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Tolan and Dr. Vast fell.",
        "Gen. Ardel came.",
        "No. 44 fell.",
        "St. Ardel stood.",
        "A. Tolan said so.",
        "U.S. troops came.",
        "It cost 1.5 million.",
        "See p. 12 of it.",
        "A line\ngoes on.",
        "He left.They came.",
    ],
)
def test_a_point_inside_ends_nothing(text: str) -> None:
    """Abbreviations, initials, decimals, line breaks and a point without a space end no sentence."""
    assert split(text) == [text]


def test_a_blank_line_opens_a_paragraph() -> None:
    """An empty line, also a quoted one, ends the sentence before it, and the next one opens a paragraph."""
    text = "One line\n\nanother. And more.\n> \n> quoted"
    assert [opens for _, _, opens in sentences(text)] == [True, True, False, True]


def test_list_items_are_apart() -> None:
    """Each item of a list is a sentence of its own."""
    assert split("- 12 killed\n- 40 wounded") == ["- 12 killed", "- 40 wounded"]


def test_lines_can_be_blocks() -> None:
    """Where a line break ends a paragraph or a row, each line is a sentence of its own."""
    text = "Killed 12\nWounded 40. Missing 3"
    assert split(text, lines_are_blocks=True) == ["Killed 12", "Wounded 40.", "Missing 3"]
    assert split(text) == ["Killed 12\nWounded 40.", "Missing 3"]


@pytest.mark.parametrize("text", ["", " ", "\n", "\n\n\n", ".", "...", "\r\n\r\n", "\f", "a\n\nb", " . . ", "?!?!"])
@pytest.mark.parametrize("blocks", [False, True])
def test_sentences_cover_their_text(text: str, blocks: bool) -> None:
    """Put together in order, the sentences are the text: nothing between them, nothing twice."""
    found = sentences(text, lines_are_blocks=blocks)
    assert "".join(text[start:end] for start, end, _ in found) == text
    assert all(start < end for start, end, _ in found)


def test_a_sentence_of_print_goes_on_behind_a_blank_line() -> None:
    """In lines copied from print a sentence goes on behind an empty line, where it goes on in lower case."""
    text = "More than 30 villagers of the lower valley have \n\nbeen killed there.\n\nThe council met."
    assert split(text)[0] == "More than 30 villagers of the lower valley have \n\nbeen killed there."


def test_a_line_with_the_sign_of_a_heading_is_apart() -> None:
    """A heading has no full stop, and none of its words tells of the sentence below it."""
    assert split("Before it\n## Human toll\nIn 1917 the town had 400 houses.") == [
        "Before it",
        "## Human toll",
        "In 1917 the town had 400 houses.",
    ]
