"""Where and when: a place's surroundings, an event that took place, a decade, a year that names an event."""

import pytest
from reader_scene import only, reading


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("In Tolan, a village near Ardel, 40 people were killed.", "Tolan"),
        ("Some 40 people were killed in Tolan, in the Lanner district.", "Tolan"),
        ("They met in Tolan, near Ardel. Later 40 people were killed.", "Tolan"),
        ("In the First World War 40 people were killed.", None),
        ("Today In Lanner September 29, 1941: soldiers killed 40 people.", "Lanner"),
    ],
)
def test_a_place_is_where_it_was_and_not_what_lies_around_it(text: str, where: str | None) -> None:
    """The village near a town is the place; a war is none, and a month is no part of a name."""
    assert only(text).where == where


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("The massacre took place on 9 April 1948, when 107 people were killed.", "1948-04-09"),
        ("The bodies of 40 people were found on 9 April 1948.", "1948-04-09"),
        ("The council said on 9 April 1948 that 40 people were killed.", None),
        ("In the 1970s 40 people were killed.", "1970/1979"),
        ("In the 1970's 40 people were killed.", "1970/1979"),
        ("On 9 July 40 people were killed. They had seen the 1994 massacre.", None),
        ("On 9 July 40 people were killed. It was in 1994.", "1994-07-09"),
    ],
)
def test_a_date_is_of_the_event(text: str, when: str | None) -> None:
    """What took place or was found on a day was then; a year before a name is the named event's."""
    assert reading(text).claims[0].when == when


def test_a_decade_is_too_wide_to_lend() -> None:
    """A sentence without a date takes none from a decade before it."""
    found = reading("In the 1970s 40 people were killed. Another 12 people were wounded.")
    assert [claim.when for claim in found.claims] == ["1970/1979", None]
