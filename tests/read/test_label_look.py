"""Names for events looked at again: what stands around them is weighed by a trained table; without one rules stand."""

from importlib import resources
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_scene import quotes, reading

from accounted.read.label_look import told_names, weighed_names
from accounted.read.label_surroundings import Candidate, candidates, surroundings
from accounted.read.lexicon import load_lexicon
from accounted.read.parts import parts
from accounted.read.weighing import Weights, load_weights

ENGLISH = load_lexicon("en")
TEXT = (
    "The raid on the mill was over by noon. They recalled the Ardel massacre and the fighting. The raid had been short."
)


def looked_at(text: str) -> list[Candidate]:
    """Takes an English text, gives the phrases in it that may name an event."""
    found = [*parts(text, ENGLISH)]
    return [
        one
        for index, part in enumerate(found)
        if part.label
        for one in candidates(part.sentence.tokens, ENGLISH, index, headline=False)
    ]


def weighed(text: str, **weights: float) -> list[tuple[str, str]]:
    """Takes a text and the weight of statements for a name, gives the words and the rule of each name that is kept."""
    table = Weights(("none", "name"), {told.replace("_", " "): (0.0, weight) for told, weight in weights.items()})
    found = looked_at(text)
    tokens = {one.part: one.tokens for one in found}
    return [
        (text[tokens[one.part][one.name.first].start : tokens[one.part][one.name.last].end], one.rule)
        for one in weighed_names(found, ENGLISH, table)
    ]


def test_each_word_for_an_event_is_looked_at_and_the_rules_tell_some() -> None:
    """A word that rules leave is looked at as far as it would go as a name."""
    found = [(one.name.head, one.told) for one in looked_at(TEXT)]
    assert found == [("raid", False), ("massacre", True), ("fighting", False), ("raid", False)]


def test_what_stands_around_a_word_is_told_in_plain_statements() -> None:
    """The head and its kind, what opens the phrase, how it goes on, the words beside it, its mention in the text."""
    raid, massacre, _, again = surroundings(looked_at(TEXT), ENGLISH)
    assert {"head 'raid'", "kind weak", "opens with 'the'", "opens the text", "mention 1 of its head"} <= set(raid)
    assert {"kind strong", "modified by a name", "before 1 'recalled'", "rules tell it"} <= set(massacre)
    assert {"mention 2 of its head", "a strong name elsewhere", "rules leave it"} <= set(again)


def test_a_word_that_rules_leave_becomes_a_name_with_its_reason() -> None:
    """A share of one half is enough: a sum of 1.1 against 0 is e^1.1 / (e^1.1 + 1) = .75."""
    names = weighed("They recalled the fighting.", rules_leave_it=0.4, any_name=0.7)
    assert names == [("the fighting", "weighed-name 0.75 (any name; rules leave it)")]
    assert weighed("They recalled the fighting.", any_name=-0.1) == []


def test_a_name_of_rules_is_doubted_only_below_its_bound() -> None:
    """What a rule tells stays a name unless its surroundings speak clearly against it."""
    assert weighed("They recalled the Ardel massacre.", any_name=-0.5) == [("the Ardel massacre", "name-for-event")]
    assert weighed("They recalled the Ardel massacre.", any_name=-0.7) == []


@given(st.floats(-3, 3), st.floats(-3, 3), st.floats(-3, 3))
def test_names_never_overlap_and_stand_in_order(name: float, left: float, bare: float) -> None:
    """Whatever a table says, the names that are kept follow each other and hold whole words of the text."""
    table: dict[str, tuple[float, ...]] = {
        "any name": (0.0, name),
        "rules leave it": (0.0, left),
        "opens with 'the'": (0.0, bare),
    }
    kept = weighed_names(looked_at(TEXT), ENGLISH, Weights(("none", "name"), table))
    places = [(one.part, one.name.first, one.name.last) for one in kept]
    assert places == sorted(places)
    assert all(a[0] < b[0] or a[2] < b[1] for a, b in pairwise(places))


@pytest.mark.parametrize("code", ["hy", "fr"])
def test_a_language_without_a_table_has_its_rules_alone(code: str) -> None:
    """No table is no fault: the names are those that the rules tell."""
    assert load_weights(code, "labels") is None
    assert [one.name.head for one in told_names(looked_at(TEXT))] == ["massacre"]


def test_the_table_says_on_what_it_was_trained() -> None:
    """Every file of the training data stands at its head with its hash, and the weights are readable numbers."""
    text = resources.files("accounted.read.languages").joinpath("en.labels.tsv").read_text(encoding="utf-8")
    weights = load_weights("en", "labels")
    assert sum("sha256" in line for line in text.splitlines() if line.startswith("#")) > 5
    assert weights is not None
    assert weights.effects == ("none", "name")
    assert weights.table["rules tell it"][1] > 0 > weights.table["rules leave it"][1]


def test_an_invented_passage_is_read_alike_each_time() -> None:
    """Names of an invented passage, and the same to the last letter when it is read again."""
    text = (
        "The Ardel massacre\n\nOn 4 March 2009 the militia burned the mill of Ardel. Villagers speak of the massacre "
        "of Ardel; the council calls it a riot. The Tolan army denied the atrocities. The attack lasted an hour."
    )
    assert quotes(text, "labels") == ["The Ardel massacre", "the massacre of Ardel", "a riot", "the atrocities"]
    assert reading(text) == reading(text)
