"""Estimates: rounded to what the interval supports, whole as JSON, never NaN."""

import json

from estimate_scene import kosovo, made
from hypothesis import given, settings
from hypothesis import strategies as st

from accounted.core.figure import rounded, supported_unit
from accounted.estimate import stepwise


@settings(deadline=None)
@given(st.floats(1, 1e9), st.floats(0, 1e9))
def test_rounding_stays_within_a_twentieth_of_the_width(low: float, width: float) -> None:
    """Rounding moves a bound by at most a twentieth of the interval's width, or half a person."""
    unit = supported_unit(low, low + width)
    assert abs(int(rounded(low, unit).replace(",", "")) - low) <= max(0.5, width / 20) * 1.0001 + 1e-6


def test_shown_and_plain() -> None:
    """The line rounds, the JSON keeps the digits and holds neither draws nor NaN unless asked."""
    found = made(stepwise(kosovo(), bootstraps=200))
    assert found.shown().startswith("14,300 (95 % interval 12,")
    content = json.loads(json.dumps(found.plain(), allow_nan=False))
    assert round(content["point"], 3) == 14341.664
    assert "draws" not in content
    assert len(found.plain(draws=True)["draws"]) == 200
    assert "Assumes" in str(found)
    assert "<strong>stepwise</strong>" in found._repr_html_()


def test_same_seed_same_estimate() -> None:
    """The same table and seed give the same estimate to the last digit; another seed another interval."""
    first, again, other = (made(stepwise(kosovo(), seed=s, bootstraps=100)) for s in (5, 5, 6))
    assert first == again
    assert first.high != other.high
