"""Numbers looked at again: what stands around them is weighed by a trained table; without one the rules stand."""

import math
import re
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_scene import reading

from accounted.read.figures import figures
from accounted.read.lexicon import load_lexicon
from accounted.read.parts import parts
from accounted.read.phrases import noun_phrase
from accounted.read.surroundings import around, surroundings
from accounted.read.tokens import Token
from accounted.read.weighing import Weights, load_weights, told_most, weigh

TABLE = Weights(
    ("none", "killed", "injured"), {"one": (1.2, 2.2, 0.0), "two": (0.0, 0.0, 4.0), "three": (3.0, 0.0, 0.0)}
)


def tokens_of(text: str) -> list[Token]:
    """Takes an English sentence, gives its tokens with their numbers."""
    (part,) = parts(text, load_lexicon("en"))
    return part.sentence.tokens


def around_first(text: str) -> list[str]:
    """Takes an English sentence, gives what stands around its first number."""
    tokens = tokens_of(text)
    at = next(place for place, token in enumerate(tokens) if token.number is not None)
    return surroundings(around(tokens), at, noun_phrase(tokens, at), (), ())


def table(**weights: tuple[float, float]) -> Weights:
    """Takes a weight for "none" and for "killed" of any number, gives a table that knows nothing else."""
    return Weights(("none", "killed"), {"any number": weights["any_number"]})


def test_shares_of_the_worked_example() -> None:
    """Sums of 1.2, 2.2 and 0 give the shares that the exponentials of these have in their total."""
    weighed = weigh(["one"], TABLE)
    total = math.exp(1.2) + math.exp(2.2) + 1
    assert weighed.effect == "killed"
    assert weighed.shares == pytest.approx(
        {"none": math.exp(1.2) / total, "killed": math.exp(2.2) / total, "injured": 1 / total}
    )


@given(st.lists(st.sampled_from(["one", "two", "three", "never met"])))
def test_shares_add_up_to_one(told: list[str]) -> None:
    """Whatever stands around a number, the shares of its effects add up to one, and a statement counts once."""
    weighed = weigh(told, TABLE)
    assert sum(weighed.shares.values()) == pytest.approx(1)
    assert weighed == weigh(list(dict.fromkeys(told)), TABLE)


def test_what_weighed_most_is_told_heaviest_first() -> None:
    """The reasons for an effect are its statements by weight; one that weighs nothing for it is no reason."""
    assert told_most(["two", "one", "never met"], TABLE, "none") == ("one",)
    assert told_most(["one", "three", "one"], TABLE, "none") == ("three", "one")


def test_what_stands_around_a_number_is_told_in_words() -> None:
    """The side, kind and distance of a trigger, what is counted, and the words beside it."""
    told = around_first("Police counted 35 bodies; the raid killed nobody else.")
    assert {"counts persons", "counts noun killed", "right verb killed, past 1 marks 0 numbers 0 bounds"} <= set(told)
    assert {"left 1 'counted'", "first of its sentence", "first of the text", "written in digits"} <= set(told)


def test_a_number_that_rules_left_becomes_a_figure_with_its_reason() -> None:
    """A table that tells deaths makes a figure of a number that no rule told of, and the figure says why."""
    tokens = tokens_of("In the first lorry I saw 35 by the light of the burnt mill.")
    assert figures(tokens).drafts == []
    (draft,) = figures(tokens, weights=table(any_number=(0.0, 5.0))).drafts
    assert (draft.effect, draft.rule) == ("killed", "weighed")
    assert draft.note == "weighed by what stands around it: killed 0.99 (any number)"


def test_a_figure_against_its_surroundings_is_left_out_and_listed() -> None:
    """A figure with a far predicate whose surroundings tell of no casualty is listed with the reason, not lost."""
    tokens = tokens_of("The 12 people in the northern part of the old town near the river were killed.")
    assert [draft.effect for draft in figures(tokens).drafts] == ["killed"]
    found = figures(tokens, weights=table(any_number=(9.0, 0.0)))
    assert found.drafts == []
    assert [reason for _, reason in found.others] == ["weighed by what stands around it: no casualty 1.00 (any number)"]


def test_a_figure_beside_its_predicate_is_never_doubted() -> None:
    """No table takes away what a rule reads from the words right beside a number."""
    tokens = tokens_of("The raid killed 12 people.")
    (draft,) = figures(tokens, weights=table(any_number=(50.0, 0.0))).drafts
    assert (draft.effect, draft.rule) == ("killed", "active")


def test_a_small_share_changes_nothing() -> None:
    """Shares between the bounds leave the rules' word as it is."""
    tokens = tokens_of("In the first lorry I saw 35 by the light of the burnt mill.")
    assert figures(tokens, weights=table(any_number=(0.0, 1.0))).drafts == []


def test_a_language_without_a_table_has_its_rules_alone() -> None:
    """No table is no fault: the reader works without one."""
    assert load_weights("hy") is None
    assert reading("Ardel: 12 killed.", language="hy").claims == ()


def test_the_table_says_on_what_it_was_trained() -> None:
    """Every file of the training data stands at its head with its hash, and the weights are readable numbers."""
    text = resources.files("accounted.read.languages").joinpath("en.weights.tsv").read_text(encoding="utf-8")
    head = [line for line in text.splitlines() if line.startswith("#")]
    weights = load_weights("en")
    assert sum("sha256" in line for line in head) > 5
    assert weights is not None
    assert weights.effects[0] == "none"
    assert len(weights.table) > 500


def test_the_same_text_is_weighed_alike_each_time() -> None:
    """A reading with weighed figures is the same to the last letter when it is made again."""
    text = "The tribunal heard of the deaths of 40 men. In the first lorry I counted 35. Some say 50, others 60."
    assert reading(text) == reading(text)


def test_a_weighed_figure_quotes_the_word_that_tells_its_effect() -> None:
    """The nearest word of the clause that tells the effect, and is no other number's, belongs to what is quoted."""
    tokens = tokens_of("In the first lorry I saw 35 by the light of the burnt mill.")
    weights = Weights(("none", "destroyed"), {"any number": (0.0, 5.0)})
    (draft,) = figures(tokens, weights=weights).drafts
    assert draft.trigger is not None
    assert tokens[draft.trigger.first].lower == "burnt"


@pytest.mark.parametrize("kind", ["weights", "labels"])
def test_a_table_weighs_no_people(kind: str) -> None:
    """A table that weighed the names of peoples and faiths would read one side's sentences otherwise than another's."""
    weights = load_weights("en", kind)
    assert weights is not None
    words = {word for statement in weights.table for word in re.findall(r"[^\W\d_]+", statement.lower())}
    peoples = {"turks", "kurds", "serbs", "croats", "arabs", "greeks", "jews", "muslims", "christians", "armenians"}
    assert words.isdisjoint(peoples)
