"""Core types to plain JSON content and back: nothing is lost, nothing is added, nothing is guessed."""

import json
import types
import typing
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounted.core import chart, claim, document, outcome, text
from accounted.core.claim import Claim, Quantity, Reading
from accounted.core.document import Cell, Document, MadeBy, Span, Tie
from accounted.core.plain import from_plain, to_plain

LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=6),
    int: st.integers(0, 10**9),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    type(None): st.none(),
}
SET_APART = {outcome.Outcome, outcome.AccountedError}
"""A generic type has no one plain form; an error is never kept."""


def nouns() -> list[type[Any]]:
    """Gives every frozen type that core defines and that a project may keep."""
    found = {
        value
        for module in (chart, claim, document, outcome, text)
        for value in vars(module).values()
        if isinstance(value, type) and is_dataclass(value) and value not in SET_APART
    }
    return sorted(found, key=lambda kind: kind.__name__)


def drawn(kind: Any) -> st.SearchStrategy[Any]:
    """Takes a type as a field declares it, gives values of it."""
    if kind in LEAVES:
        return LEAVES[kind]
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return st.one_of([drawn(one) for one in arguments])
    if typing.get_origin(kind) is tuple:
        if arguments[1:] == (Ellipsis,):
            return st.lists(drawn(arguments[0]), max_size=2).map(tuple)
        return st.tuples(*(drawn(one) for one in arguments))
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{f.name: drawn(hints[f.name]) for f in fields(kind)})


@pytest.mark.parametrize("kind", nouns(), ids=lambda kind: kind.__name__)
@given(st.data())
@settings(deadline=None, max_examples=12)
def test_every_noun_comes_back_from_json(kind: type[Any], data: st.DataObject) -> None:
    """Any value of any core type, written as JSON and read again, is the same value."""
    value = data.draw(drawn(kind))
    content = json.loads(json.dumps(to_plain(value)))
    assert from_plain(kind, content) == value


@pytest.mark.parametrize("kind", nouns(), ids=lambda kind: kind.__name__)
@given(st.data())
@settings(deadline=None, max_examples=5)
def test_plain_content_names_every_field(kind: type[Any], data: st.DataObject) -> None:
    """Plain content holds the name of the type and every field of it, the empty ones too."""
    content = to_plain(data.draw(drawn(kind)))
    assert set(content) == {"type", *(f.name for f in fields(kind))}
    assert content["type"] == kind.__name__


def test_a_place_says_which_kind_it_is() -> None:
    """A span and a cell come back as what they were, though one field may hold either."""
    span = Span(document="doc-a", start=3, end=6, quote="613")
    cell = Cell(document="doc-a", sheet="", row=2, column=4, quote="613")
    quantity = Quantity(low=613.0, high=613.0, best=613.0, qualifier="exact", text="613", start=0, end=3)
    for place in (span, cell):
        made = Claim(
            id="clm-1",
            place=place,
            effect="killed",
            quantity=quantity,
            victims=None,
            unit="persons",
            part_of=None,
            when=None,
            where=None,
            speaker=None,
            stance="asserts",
            rule="en.active",
            made_by=MadeBy(step="read.rules", version="1"),
        )
        assert from_plain(Claim, to_plain(made)).place == place


def test_an_unknown_key_is_an_error() -> None:
    """Content with a field that the type does not have is refused, not read with the field passed over."""
    content = to_plain(Span(document="doc-a", start=0, end=1, quote="x")) | {"page": 3}
    with pytest.raises(TypeError, match="page"):
        from_plain(Span, content)


def test_a_missing_field_is_an_error() -> None:
    """Content without a field that has no default is refused, not filled with a guess."""
    content = to_plain(Span(document="doc-a", start=0, end=1, quote="x"))
    del content["end"]
    with pytest.raises(TypeError, match="end"):
        from_plain(Span, content)


def test_fields_that_came_later_take_their_default() -> None:
    """A record written before a field existed is read with the field's default: old projects stay readable."""
    made_by = MadeBy(step="read.rules", version="1")
    content = to_plain(Reading(document="doc-a", language="en", made_by=made_by))
    del content["no_claims"]
    assert from_plain(Reading, content) == Reading(document="doc-a", language="en", made_by=made_by)


def test_none_is_kept_as_none() -> None:
    """What was not told stays not told: None is neither left out nor turned into an empty text."""
    told = Document(
        id="doc-a",
        sha256="0" * 64,
        size_bytes=0,
        name="a.txt",
        media_type="text/plain",
        received_when="2009",
        received_by="x",
    )
    content = to_plain(told)
    assert content["container"] is None
    assert content["described"]["source"] is None
    assert from_plain(Document, content) == told


def test_pairs_of_spans_come_back_as_pairs() -> None:
    """A tie's evidence, pairs whose second span may be missing, comes back as tuples of tuples."""
    one = Span(document="doc-a", start=0, end=3, quote="613")
    tie = Tie(
        id="tie-1",
        kind="citation",
        from_document="doc-a",
        to_document="doc-b",
        directed=True,
        reason="names it",
        spans=((one, None), (one, one)),
        made_by=MadeBy(step="reconcile.citations", version="1", parameters=(("words", "8"),)),
    )
    assert from_plain(Tie, json.loads(json.dumps(to_plain(tie)))) == tie
