"""The words of the screen: figures, stances, languages and sentences in the program's own voice."""

import pytest

from accounted.core.claim import EFFECTS, STANCES, Quantity
from accounted.publish.plainwords import unquoted_words
from accounted.publish.wording import (
    effect_words,
    event_title,
    figure_words,
    language_tag,
    language_words,
    named,
    not_measured,
    reading_differs,
    stance_words,
    tie_words,
)


def quantity(qualifier: str, *bounds: float | None, text: str = "") -> Quantity:
    """Gives a quantity from qualifier, low, high, best and its words."""
    low, high, best = bounds
    return Quantity(low=low, high=high, best=best, qualifier=qualifier, text=text, start=0, end=len(text))


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (quantity("exact", 1275, 1275, 1275), "1,275"),
        (quantity("exact", 0, 0, 0), "0"),
        (quantity("at_least", 200, None, 200), "at least 200"),
        (quantity("more_than", 600, None, 600), "more than 600"),
        (quantity("at_most", None, 1000, 1000), "up to 1,000"),
        (quantity("fewer_than", None, 50, 50), "fewer than 50"),
        (quantity("about", None, None, 300), "about 300"),
        (quantity("range", 460, 3500, None), "460–3,500"),
        (quantity("vague", 24, None, None, text="dozens"), "“dozens”"),
        (quantity("percent", None, None, 20, text="20%"), "20%"),
        (quantity("percent", None, None, 42), "42%"),
        (quantity("fraction", None, None, 0.5, text="half"), "half"),
    ],
)
def test_a_figure_is_said_as_it_was_stated(stated: Quantity, words: str) -> None:
    """Each qualifier keeps its words; a vague word stays the speaker's, without its floor."""
    assert figure_words(stated) == words


@pytest.mark.parametrize(
    ("text", "stated", "differs"),
    [
        ("613", quantity("exact", 613, 613, 613, text="613"), False),
        ("six hundred", quantity("exact", 600, 600, 600, text="six hundred"), True),
        ("1.275", quantity("exact", 1275, 1275, 1275, text="1.275"), True),
        ("2 000", quantity("exact", 2000, 2000, 2000, text="2 000"), True),
        ("at least 200", quantity("at_least", 200, None, 200, text="at least 200"), False),
        ("dozens", quantity("vague", 24, None, None, text="dozens"), False),
    ],
)
def test_a_reading_is_shown_where_it_looks_unlike_its_words(text: str, stated: Quantity, differs: bool) -> None:
    """Numbers in words or with another country's separators are shown with what they were read as."""
    assert stated.text == text
    assert reading_differs(stated) is differs


def test_stances_and_effects_have_words_of_their_own_each() -> None:
    """No two stances and no two effects share a word, and a heading says of itself that it is what was stated."""
    assert [stance_words(s) for s in STANCES] == ["says", "rejects", "doubts", "reports"]
    assert len({effect_words(e) for e in EFFECTS}) == len(EFFECTS)
    assert all(effect_words(e).endswith("as stated") for e in EFFECTS)
    assert tie_words("same-bytes") == "same bytes"


def test_the_programs_words_are_nobodys_side() -> None:
    """Stances, effects, ties and sentences hold no word of the list."""
    words = [*map(effect_words, EFFECTS), *map(stance_words, STANCES)]
    said = not_measured((), languages=["xx"], measured={}, not_read=2, relayed=1)
    assert unquoted_words("<p>" + "</p><p>".join([*words, *said]) + "</p>") == ()


def test_an_event_is_titled_by_place_and_dates() -> None:
    """A place is given its dates once; nothing else is added."""
    assert event_title("Ostrel", "3–4 March 1991") == "Ostrel, 3–4 March 1991"
    assert event_title("Ostrel, 3-4 March 1991", "3–4 March 1991") == "Ostrel, 3-4 March 1991"
    assert event_title(" ", "") == "Place not stated"


def test_languages_are_named_and_bad_codes_never_reach_a_page() -> None:
    """A known code has its name, an unknown one is itself, and what is no code is no lang attribute."""
    assert (language_words("fr"), language_words("tlh"), language_words(None)) == ("French", "tlh", "language not told")
    assert (language_tag("zh-Hant"), language_tag('en" onload="x')) == ("zh-Hant", None)


def test_direction_controls_in_names_are_written_out() -> None:
    """A name cannot turn the letters after it."""
    assert named("a\u202eb\u2066c") == "a⟨U+202E⟩b⟨U+2066⟩c"
