"""Readings as persons decided them: made, corrected, accepted, rejected; nothing disappears."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounted.core.claim import Reading
from accounted.core.decision import Decision
from accounted.core.document import TextLayer
from accounted.read import read_text
from accounted.read.decided import CORRECTED, Unreadable, as_decided, fields_of, with_made

TEXT = "In Ardel 40 people were killed, among them 12 children. The Ministry said 7 were injured. A wall hides three."


def reading() -> Reading:
    """Gives what the reader reads in the text."""
    return read_text(TextLayer(document="doc-1", text=TEXT, extractor="test", version="1"), language="en")


def decided(kind: str, about: str, value: str = "", why: str = "") -> Decision:
    """Gives a decision by an invented person."""
    return Decision(
        id=f"dec-{kind}",
        kind=kind,
        about=(about,),
        value=value or kind,
        by="R. Tarn",
        when="2025-01-02T00:00:00Z",
        why=why,
    )


def test_a_rejected_figure_is_listed_with_who_and_why() -> None:
    """What a person rejects is no figure any more, and stands among the numbers that are none, with the reason."""
    before = reading()
    whole = next(c for c in before.claims if c.quantity.best == 40)
    after = as_decided(before, [decided("reject", whole.id, why="another event")]).kept[0]
    assert whole.id not in {c.id for c in after.claims}
    assert len(after.claims) == len(before.claims) - 1
    assert [n.reason for n in after.no_claims if n.text == whole.place.quote] == [
        "rejected by R. Tarn, 2025-01-02: another event"
    ]


def test_a_part_of_a_rejected_figure_stands_alone() -> None:
    """A breakdown whose total is rejected is part of nothing."""
    before = reading()
    part = next(c for c in before.claims if c.part_of)
    after = as_decided(before, [decided("reject", part.part_of or "")]).kept[0]
    assert next(c for c in after.claims if c.id == part.id).part_of is None


def test_a_correction_changes_what_it_names_and_says_who() -> None:
    """A corrected figure keeps its id and its words; its new fields are the person's, named with the decision."""
    before = reading()
    one = next(c for c in before.claims if c.effect == "injured")
    told = json.dumps({"effect": "killed", "low": 8, "best": 8, "high": 8})
    after = next(c for c in as_decided(before, [decided("correct", one.id, told)]).kept[0].claims if c.id == one.id)
    assert (after.effect, after.quantity.best, after.quantity.text) == ("killed", 8, "7")
    assert after.place == one.place
    assert ("corrected by", "R. Tarn, 2025-01-02") in after.made_by.parameters


def test_a_figure_that_a_person_makes_is_read_again_from_its_words() -> None:
    """A made figure takes its number from its own span."""
    start, end = TEXT.index("A wall"), len(TEXT) - 1
    number = TEXT.index("three")
    told = {"start": start, "end": end, "number_start": number, "number_end": number + 5, "effect": "missing"}
    made = with_made(reading(), [decided("make", "doc-1", json.dumps(told))], text=TEXT).kept[0]
    one = next(c for c in made.claims if c.rule == "made by a person")
    assert (one.quantity.best, one.quantity.text, one.effect) == (3, "three", "missing")
    assert TEXT[one.place.start : one.place.end] == one.place.quote  # type: ignore[union-attr]


def test_a_span_outside_the_text_is_set_aside() -> None:
    """A decision whose characters are not in the text counts for nothing and is listed."""
    outcome = with_made(reading(), [decided("make", "doc-1", '{"start": 3, "end": 9999}')], text=TEXT)
    assert [one.code for one in outcome.set_aside] == ["unreadable-decision"]
    assert outcome.kept[0] == reading()


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("{", "what is not JSON"),
        ("{}", "no fields"),
        ('{"colour": 1}', "unknown field “colour”"),
        ('{"effect": "slain"}', "'slain' under effect"),
        ('{"low": -1}', "-1 under low"),
        ('{"low": true}', "True under low"),
        ('{"when": 3}', "3 under when"),
    ],
)
def test_a_value_that_cannot_be_used_says_what_was_found(value: str, found: str) -> None:
    """A correction with an unknown field, term or number says which."""
    with pytest.raises(Unreadable) as told:
        fields_of(value, known=CORRECTED)
    assert found in told.value.found


@given(st.lists(st.tuples(st.sampled_from(["accept", "reject"]), st.integers(0, 9)), max_size=6))
def test_nothing_is_lost_whatever_is_decided(picks: list[tuple[str, int]]) -> None:
    """For any accepting and rejecting: every figure, name and rejection stands, or is listed with the decision."""
    before = reading()
    every = [c.id for c in before.claims] + [d.id for d in before.denials]
    decisions = [replace(decided(kind, every[n % len(every)]), id=f"dec-{at}") for at, (kind, n) in enumerate(picks)]
    after = as_decided(before, decisions).kept[0]
    kept = len(after.claims) + len(after.labels) + len(after.denials) + len(after.no_claims)
    assert kept == len(before.claims) + len(before.labels) + len(before.denials) + len(before.no_claims)
