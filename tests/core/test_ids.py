"""Content ids: the same content has the same id on every machine, and different content a different one."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounted.core.ids import ID_LENGTH, canonical_json, content_id, sha256_of

FINITE = st.floats(allow_nan=False, allow_infinity=False)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | FINITE | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


def test_keys_are_sorted_and_nothing_is_spaced() -> None:
    """One content has one canonical form: sorted keys, no spaces, letters of every script as they are."""
    assert canonical_json({"b": [1, None, True], "a": "Ardél"}) == '{"a":"Ardél","b":[1,null,true]}'.encode()


def test_order_of_keys_changes_no_id() -> None:
    """Keys put in another order name the same content."""
    assert content_id("clm", {"a": 1, "b": 2}) == content_id("clm", {"b": 2, "a": 1})


def test_a_tuple_is_a_list() -> None:
    """A tuple and a list of the same values are the same content, since JSON has one form for both."""
    assert canonical_json({"place": (3, 9)}) == canonical_json({"place": [3, 9]})


@pytest.mark.parametrize(
    ("one", "other"),
    [(0.1 + 0.2, 0.3), (1 / 3, 0.333333333), (1e15 + 0.125, 1e15), (2 / 3 * 3, 2.0)],
)
def test_last_digits_of_a_float_change_no_id(one: float, other: float) -> None:
    """Floats that differ after nine significant digits, as processors make them, have one id."""
    assert content_id("est", {"value": one}) == content_id("est", {"value": other})


def test_nine_digits_are_kept() -> None:
    """Floats that differ within nine significant digits are different content."""
    assert content_id("est", [0.123456789]) != content_id("est", [0.123456788])


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_no_number_that_is_none_is_named(value: float) -> None:
    """NaN and the infinities have no canonical form: they are an error, not an id."""
    with pytest.raises(ValueError, match="JSON"):
        canonical_json({"low": value})


def test_an_id_tells_its_kind() -> None:
    """An id is its prefix, a hyphen and twenty hexadecimal digits."""
    made = content_id("row", {"name": "Mira Tolan"})
    prefix, _, digits = made.partition("-")
    assert prefix == "row"
    assert len(digits) == ID_LENGTH == 20
    assert set(digits) <= set("0123456789abcdef")


def test_ids_of_this_version_are_lasting() -> None:
    """An id that a project wrote down years ago is made again from the same content."""
    assert content_id("clm", {"b": 1, "a": [0.1, None]}) == "clm-39c1a64c21a6f8de09a1"
    assert sha256_of(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(PLAIN)
@settings(deadline=None, max_examples=100)
def test_canonical_form_is_made_of_itself(content: object) -> None:
    """Reading the canonical form and writing it again gives the same bytes, and so the same id."""
    once = canonical_json(content)
    assert canonical_json(json.loads(once)) == once


@given(st.dictionaries(st.text(max_size=4), st.integers(), min_size=2, max_size=5))
@settings(deadline=None, max_examples=60)
def test_ids_forget_the_order_of_keys(content: dict[str, int]) -> None:
    """A dictionary built in reverse order has the same id."""
    assert content_id("x", content) == content_id("x", dict(reversed(content.items())))
