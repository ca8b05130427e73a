"""Corruptions of public series, replayed with their figures: each is caught, and a clean series raises none.

The figures are those of the public threads named beside each; speakers, places and rows are invented.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reconcile_scene import age_lines, scene

NIGHT = {"where": "Ardel", "when": "1994-03-03"}


def _codes(*documents: Mapping[str, Any]) -> set[str]:
    return {line.split(" | ")[0] for line in scene(*documents).lines()}


def _table(*columns: tuple[Mapping[str, Any], Sequence[float]]) -> dict[str, Any]:
    """Takes columns of running totals or days, gives the table with one row a day."""
    first = date(1994, 3, 3)
    claims = []
    for told, figures in columns:
        for number, figure in enumerate(figures):
            day = (first + timedelta(days=number)).isoformat()
            claims.append({"figure": f"exact {figure}", "as_of": day, "said_on": day, "cumulative": True, **told})
    return {"name": "daily.csv", "source": "Regional Council", "where": "Ardel", "claims": claims}


CHILDREN = {"victims": "children"}
DESTROYED = {"effect": "destroyed", "unit": "buildings", "victims": "mosques"}
DAMAGED = {**DESTROYED, "effect": "damaged"}
DAILY = {"cumulative": False}
ROUND = [3900, 4008, 4104, 4237, 4324, 4412, 4506]


def test_4237_entered_as_4327() -> None:
    """TechForPalestine/palestine-datasets pull request 122: 4,237 children entered as 4,327."""
    corrupted = [4327 if figure == 4237 else figure for figure in ROUND]
    assert _codes(_table((CHILDREN, corrupted))) == {"digits-transposed", "running-total-lower"}
    assert _codes(_table((CHILDREN, ROUND))) == set()


def test_destroyed_and_damaged_mixed_up() -> None:
    """TechForPalestine/palestine-datasets issue 238: destroyed 247 then 604, damaged 326 then 200."""
    mixed = _codes(_table((DESTROYED, [243, 245, 247, 604, 604]), (DAMAGED, [318, 320, 326, 200, 200])))
    assert mixed == {"columns-mixed"}
    assert _codes(_table((DESTROYED, [243, 245, 247, 247, 248]), (DAMAGED, [318, 320, 326, 327, 327]))) == set()


def test_359_in_a_day() -> None:
    """TechForPalestine/palestine-datasets issue 522: 359 in a day, of which 298 were accepted for earlier days."""
    assert _codes(_table((DAILY, [58, 71, 66, 359, 62, 74, 55]))) == {"backlog-day"}
    assert _codes(_table((DAILY, [58, 71, 66, 61, 62, 74, 55]))) == set()
    running = [1000, 1058, 1129, 1195, 1554, 1616, 1690]
    assert _codes(_table(({}, running))) == {"backlog-day"}


def test_extrapolated_rows_among_reported_ones() -> None:
    """TechForPalestine/palestine-datasets issue 18: extrapolated rows stand among reported ones."""
    table = _table(({}, [100, 112, 130]))
    table["claims"][1] |= {"note": "extrapolated from the weekly total"}
    assert _codes({**table, "when": "1994-03"}) == {"estimate-beside-count"}
    assert _codes({**_table(({}, [100, 112, 130])), "when": "1994-03"}) == set()


def _relayed(figure: int) -> dict[str, Any]:
    words = f"{figure} people"
    claim = {"words": words, "figure": f"exact {figure}", "speaker": "Relief Office"}
    text = f"The Relief Office put the dead at {words}."
    return {
        "name": "page",
        "source": "Upland Daily",
        "published": "1994-03-10",
        "text": text,
        "claims": [claim],
        **NIGHT,
    }


@pytest.mark.parametrize(("held", "caught"), [("Twelve trucks came.", True), ("In all 6,438 dead.", False)])
def test_6438_that_the_cited_report_does_not_hold(held: str, caught: bool) -> None:
    """ArtemioPadilla/watchboard issue 231: 6,438 laid to a situation report without a casualty figure."""
    report = {
        "name": "report",
        "source": "Relief Office",
        "published": "1994-03-08",
        "text": held,
        "claims": [],
        **NIGHT,
    }
    assert ("not-in-cited-document" in _codes(report, _relayed(6438))) is caught


def test_injured_beside_hospital_contacts() -> None:
    """ArtemioPadilla/watchboard issue 236: 16,740 injured beside 73,356 hospital contacts."""
    ministry = {"words": "16,740 injured", "figure": "exact 16740", "effect": "injured"}
    contacts = {"words": "73,356 hospital contacts", "figure": "exact 73356", "effect": "injured"}
    first = {"name": "a", "source": "Ministry", "text": ministry["words"], "claims": [ministry], **NIGHT}
    second = {"name": "b", "source": "Hospitals", "text": contacts["words"], "claims": [contacts], **NIGHT}
    assert "injured-and-treated" in _codes(first, second)
    again = {**second, "text": "16,740 injured in all", "claims": [ministry]}
    assert _codes(first, again) == set()


def test_a_survey_beside_a_count() -> None:
    """owid/etl issue 6813: a survey estimate of 264,762 beside an event count of 177."""
    count = {"figure": "exact 177", "said_on": "1994-04", "speaker": "Parish Office"}
    survey = {
        "figure": "exact 264762",
        "said_on": "1995",
        "speaker": "Institute",
        "title": "Survey estimate, households",
    }
    assert "estimate-beside-count" in _codes({"name": "t.csv", "claims": [count, survey], **NIGHT})


def test_spurious_zeros() -> None:
    """owid/etl issue 4174: missing values of a running total came out as 0."""
    assert _codes(_table(({}, [100, 112, 0, 130, 140]))) == {"zero-in-running-total"}


def test_an_average_age_without_infants() -> None:
    """Airwars' average-age code took ages above 0 only: infants fell out."""
    ages = ["0", "0", "1", "30", "41", ""]
    assert age_lines({"document": "list.csv", "cells": ages, "average": "24"})
    assert age_lines({"document": "list.csv", "cells": ages, "average": "14.4"}) == []
    assert age_lines({"document": "list.csv", "cells": ["1", "30", ""], "average": "15.5"}) == []


def test_digits_exchanged_between_two_documents() -> None:
    """One speaker's 613 that another document passes on as 631 is caught; two speakers' 613 and 631 are not."""
    own = {
        "name": "a",
        "source": "Council",
        "published": "1994-03-05",
        "text": "613",
        "claims": [{"words": "613", "figure": "exact 613"}],
    }
    passed = {"words": "631", "figure": "exact 631", "speaker": "Council"}
    other = {"name": "b", "source": "Daily", "published": "1994-03-06", "text": "the 631", "claims": [passed]}
    assert "digits-transposed" in _codes({**own, **NIGHT}, {**other, **NIGHT})
    theirs = {**other, "claims": [{**passed, "speaker": "Aster Ministry"}]}
    assert "digits-transposed" not in _codes({**own, **NIGHT}, {**theirs, **NIGHT})


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(20, 70), min_size=5, max_size=90), st.integers(0, 5000), st.booleans())
def test_a_clean_series_raises_none(steps: list[int], start: int, running: bool) -> None:
    """A series whose days lie within the usual of each other, as running totals or day by day, gives no remark."""
    totals = [start + 1 + sum(steps[: n + 1]) for n in range(len(steps))]
    column = ({}, totals) if running else (DAILY, steps)
    assert _codes(_table(column)) == set()
