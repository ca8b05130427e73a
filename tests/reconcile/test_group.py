"""Comparisons: which claims stand side by side, in which order, under which name."""

from typing import Any

from reconcile_scene import Scene, scene

NIGHT = {"where": "Ardel", "when": "1994-03-03/1994-03-04"}


def _doc(name: str, *claims: dict[str, Any], **told: Any) -> dict[str, Any]:
    text = "\n".join(claim["words"] for claim in claims)
    return {"name": name, "text": f"{name}\n{text}", "claims": claims, **told}


def _said(words: str, figure: str = "exact 30", **more: Any) -> dict[str, Any]:
    return {"words": words, "figure": figure, **more}


def _shape(found: Scene) -> list[tuple[str, str, int]]:
    return [(one.event, one.scope, len(one.claims)) for one in found.comparisons()]


def test_name_is_place_and_union_of_dates() -> None:
    """The event is named by place and the union of stated dates, without an event noun."""
    found = scene(
        _doc("a", _said("30 killed", when="1994-03-03"), where="Ardel"),
        _doc("b", _said("31 killed", when="1994-03-03/1994-03-04"), where="the town of Ardel"),
    )
    assert _shape(found) == [("Ardel, 3-4 March 1994", "killed; persons", 2)]


def test_order_is_date_of_statement_then_intake() -> None:
    """Claims stand by date of statement, undated last, ties by intake, never by size."""
    found = scene(
        _doc("undated", _said("9 killed"), **NIGHT),
        _doc("late", _said("8 killed"), published="1994-04-01", **NIGHT),
        _doc("early", _said("7 killed"), published="1994-03-05", **NIGHT),
        _doc("late too", _said("6 killed"), published="1994-04-01", **NIGHT),
    )
    (one,) = found.comparisons()
    assert [claim.split("#")[0] for claim in one.claims] == ["early", "late", "late too", "undated"]


def test_parts_never_stand_with_totals() -> None:
    """A breakdown stands in a comparison of its own, one for each population."""
    told = [
        _said("30 killed", key="all"),
        _said("9 children", "exact 9", victims="children", part_of="all"),
        _said("5 members of the Guard", "exact 5", victims="members of the Guard", part_of="all"),
        _said("4 children", "exact 4", victims="children"),
    ]
    assert [shape[1:] for shape in _shape(scene(_doc("a", *told, **NIGHT)))] == [
        ("killed; persons", 1),
        ("killed; children", 1),
        ("killed; children, as part of a total", 1),
        ("killed; “members of the Guard”, as part of a total", 1),
    ]


def test_longer_period_stands_apart_and_says_so() -> None:
    """A figure for years does not stand beside figures for two days, and the reason names the difference."""
    found = scene(
        _doc("a", _said("30 killed"), **NIGHT), _doc("b", _said("900 killed"), where="Ardel", when="1990/1994")
    ).comparisons()
    assert [one.event for one in found] == ["Ardel, 3-4 March 1994", "Ardel, 1990-1994"]
    assert found[1].reasons == ("stands apart: figures for a longer period than Ardel, 3-4 March 1994",)


def test_running_totals_and_shares_stand_apart() -> None:
    """Running totals, percentages and plain counts are three scopes."""
    told = [
        _said("30 killed"),
        _said("90 killed so far", cumulative=True),
        _said("12 percent", "percent 12"),
        _said("a third", "fraction 0.33"),
    ]
    assert [shape[1] for shape in _shape(scene(_doc("a", *told, **NIGHT)))] == [
        "killed; persons",
        "killed; persons, stated as a fraction",
        "killed; persons, stated as a share in percent",
        "killed; persons, running total",
    ]


def test_claim_without_place_and_date_joins_its_document() -> None:
    """A claim that states neither takes both from the other claims of its document, and the reasons say it."""
    (one,) = scene(_doc("a", _said("30 killed", **NIGHT), _said("31 killed", when=None, where=None))).comparisons()
    assert len(one.claims) == 2
    assert one.reasons == (
        "1 of 2 figures: no place stated: taken with the place of its document (from its other claims)",
        "1 of 2 figures: no date stated: taken with the dates of its document",
    )


def test_place_in_a_title_is_enough() -> None:
    """A document whose claims name no place is taken with a known place that its title names."""
    found = scene(_doc("a", _said("30 killed"), **NIGHT), _doc("b", _said("31 killed"), title="Statement on Ardel"))
    assert _shape(found) == [("Ardel, 3-4 March 1994", "killed; persons", 2)]


def test_places_and_days_apart_stay_apart() -> None:
    """Two places, or two days stated equally often, are two events; nothing is compared between them."""
    found = scene(
        _doc("a", _said("30 killed"), where="Ardel", when="1994-03-03"),
        _doc("b", _said("31 killed"), where="Quill", when="1994-03-03"),
        _doc("c", _said("32 killed"), where="Ardel", when="1994-03-05"),
    )
    assert [shape[0] for shape in _shape(found)] == [
        "Ardel, 3 March 1994",
        "Quill, 3 March 1994",
        "Ardel, 5 March 1994",
    ]


def test_date_a_day_off_joins_the_date_most_stated() -> None:
    """One document that is a day off joins where three others state the date."""
    told = [_doc(name, _said("30 killed"), where="Ardel", when="1994-03-03/1994-03-04") for name in "abc"]
    found = scene(*told, _doc("d", _said("31 killed"), where="Ardel", when="1994-03-05"))
    assert _shape(found) == [("Ardel, 3-5 March 1994", "killed; persons", 4)]


def test_month_joins_the_days_it_holds() -> None:
    """A figure dated by its month alone joins the one event of that month, and the reason says so."""
    (one,) = scene(
        _doc("a", _said("30 killed"), **NIGHT), _doc("b", _said("31 killed"), where="Ardel", when="1994-03")
    ).comparisons()
    assert one.event == "Ardel, 3-4 March 1994"
    assert one.reasons == ("1 of 2 figures: date stated as March 1994",)


def test_given_event_rules() -> None:
    """Where a claims table names the event, that name groups; a text about its place and days joins it."""
    table = {
        "name": "claims.csv",
        "claims": [
            {"key": "1", "figure": "exact 30", "event": "Ardel 1994", **NIGHT},
            {"key": "2", "figure": "exact 35", "event": "Ardel 1994", "where": "Mill quarter", "when": "1994-03-04"},
        ],
    }
    found = scene(table, _doc("a", _said("31 killed"), **NIGHT))
    assert _shape(found) == [("Ardel, 3-4 March 1994", "killed; persons", 3)]


def test_unread_date_is_said() -> None:
    """A date that is no EDTF is kept as stated in a reason, and the claim is not lost."""
    (one,) = scene(_doc("a", _said("30 killed"), where="Ardel", when="last spring")).comparisons()
    assert one.reasons == ("1 of 1 figures: date as stated is not read: “last spring”",)
    assert one.event == "Ardel, date not stated"


def test_spellings_of_one_place() -> None:
    """Romanisations of one name are one place, and the reason lists them."""
    (one,) = scene(
        _doc("a", _said("30 killed"), where="Khadzhar", when="1994-03-03"),
        _doc("b", _said("31 killed"), where="Hajar", when="1994-03-03"),
    ).comparisons()
    assert one.reasons == ("spellings taken as one place: Khadzhar, Hajar",)


def test_reading_without_its_document_is_kept() -> None:
    """A reading whose document is not among the documents still has its claims in a comparison."""
    found = scene(_doc("a", _said("30 killed"), **NIGHT))
    alone = Scene(documents=(), texts={}, readings=found.readings)
    assert [len(one.claims) for one in alone.comparisons()] == [1]


def test_of_two_places_in_a_title_the_one_that_more_documents_state() -> None:
    """A title that names a region and a town gives the town as the document's place where more documents state it."""
    town = [
        {
            "name": f"t{n}",
            "text": "so",
            "claims": [{"words": "so", "figure": "exact 30", "where": "Ardel", "when": "1994-03-03"}],
        }
        for n in range(2)
    ]
    region = {
        "name": "r",
        "text": "so",
        "claims": [{"words": "so", "figure": "exact 900", "where": "Upland", "when": "1994-03-03"}],
    }
    titled = {
        "name": "x",
        "title": "The Upland war: Ardel",
        "text": "so",
        "claims": [{"words": "so", "figure": "exact 31"}],
    }
    found = scene(*town, region, titled).comparisons()
    assert next(c.event for c in found if "x#so" in c.claims) == "Ardel, 3 March 1994"


def test_an_event_given_by_the_name_of_another_is_that_event() -> None:
    """A figure that a table or a person puts to an event by its name here stands beside that event's figures."""
    found = scene(
        _doc("a", _said("31 killed"), **NIGHT),
        _doc("b", _said("40 killed", event="ardel,  3-4 March 1994"), where="Ardel"),
    )
    assert _shape(found) == [("Ardel, 3-4 March 1994", "killed; persons", 2)]


def test_a_given_name_of_a_stated_place_and_its_dates_is_kept() -> None:
    """A decided event keeps its name whatever else its figures state; another word gives way to place and dates."""
    told = [_said(f"{n} killed", f"exact {n}", event="Ardel, 3-4 March 1994") for n in (30, 31)]
    elsewhere = _said("4 killed", "exact 4", event="Ardel, 3-4 March 1994", where="Quill", when="1990-05-01")
    found = scene(_doc("a", *told, elsewhere, where="Ardel"), _doc("b", _said("9 killed", event="Raid, 1994"), **NIGHT))
    assert {one.event for one in found.comparisons()} == {"Ardel, 3-4 March 1994"}
