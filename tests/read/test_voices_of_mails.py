"""Whose words the quoted lines of a mail are."""

import pytest
from reader_scene import reading


def _speakers(text: str) -> list[str | None]:
    return [claim.speaker for claim in reading(text).claims]


@pytest.mark.parametrize(
    "head",
    [
        "Ivo Renn wrote:",
        "On 3 May, Ivo Renn <irenn@lanner.net> wrote:",
        "In article <12@lanner.net>, irenn@lanner.net (Ivo Renn) writes:",
        "irenn@lanner.net (Ivo Renn)",
    ],
)
def test_quoted_lines_are_those_of_who_is_named_above(head: str) -> None:
    """Lines that begin with ">" are in the voice of the line above them, the lines below are the writer's own."""
    quoted = "> The army killed 12 people in Ardel.\n> It burned the mill and 40 people died.\n"
    text = f"{head}\n\n{quoted}\nNo, it killed 7 people.\n"
    assert _speakers(text) == ["Ivo Renn", "Ivo Renn", None]


def test_lines_quoted_twice_are_those_of_the_one_named_within() -> None:
    """A quotation within a quotation has its own name above it; behind it the outer one goes on."""
    text = (
        "Anna Tolm <tolm@lanner.net> wrote:\n"
        "> Ivo Renn <irenn@lanner.net> wrote:\n"
        ">> The army killed 12 people in Ardel.\n"
        "> No, the army killed 40 people in Ardel.\n\n"
        "Seven people were killed in Ardel.\n"
    )
    assert _speakers(text) == ["Ivo Renn", "Anna Tolm", None]


def test_an_indented_quotation_ends_with_its_indent() -> None:
    """Below a line with an address and a verb, an indented block is quoted, and what stands at the margin is not."""
    text = (
        "In article <12@lanner.net> renn@lanner.net (Ivo Renn) writes:\n\n"
        "   A mine went off near Ardel. Three soldiers were killed and\n   two wounded.\n\n"
        "In Lanner 40 people were killed.\n"
    )
    assert _speakers(text) == ["Ivo Renn", "Ivo Renn", None]


def test_letters_before_the_mark_name_who_is_quoted() -> None:
    """ "IR> " at a line's start tells whose line it is."""
    assert _speakers("IR> The army killed 12 people in Ardel.\n\nNo, it killed 40 people.\n") == ["IR", None]


def test_a_speaker_named_inside_a_quotation_is_kept() -> None:
    """Who is named in the quoted sentence itself says its figure."""
    text = "Ivo Renn <renn@lanner.net> wrote:\n> The mayor said that 12 people were killed in Ardel.\n"
    assert _speakers(text) == ["mayor"]


def test_quoted_lines_without_a_name_above_are_nobodys() -> None:
    """Marks alone name nobody, and an address in running text quotes nothing."""
    assert _speakers("> The army killed 12 people in Ardel.\n") == [None]
    assert _speakers("Write to renn@lanner.net today.\n\nThe army killed 12 people in Ardel.\n") == [None]
