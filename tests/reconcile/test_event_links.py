"""Events proposed as one, nested and decided; figures of another scope are said to be."""

from reconcile_scene import Scene, decided, scene

from accounted.reconcile.event_links import nestings, propose_links, seen_from, with_decided_events
from accounted.reconcile.group import compare
from accounted.reconcile.scopes import scope_differences

PLACES = {"Ardel": (40.0, 46.0), "Quill": (40.1, 46.05), "Borova": (44.0, 46.0)}


def _claim(figure: str, where: str, when: str | None = "1994-03-03", **more: object) -> dict[str, object]:
    return {"figure": figure, "where": where, "when": when, **more}


def _tables(*claims: dict[str, object]) -> Scene:
    """Gives one document for each claim."""
    return scene(
        *(
            {"name": f"d{n}", "source": f"Source {n}", "claims": [{**claim, "key": "it"}]}
            for n, claim in enumerate(claims)
        )
    )


def test_near_places_with_dates_that_meet_are_proposed() -> None:
    """Two places a few kilometres apart on one night are proposed as one event, with the reasons; a far one is not."""
    made = _tables(_claim("exact 30", "Ardel"), _claim("exact 62", "Quill"), _claim("exact 9", "Borova"))
    (link,) = propose_links(made.held(), gazetteer=PLACES)
    assert (link.one, link.other, link.proposed) == ("Ardel, 3 March 1994", "Quill, 3 March 1994", "same")
    assert link.reasons == ("Ardel and Quill lie 12 km apart in the gazetteer", "the stated dates meet")


def test_dates_that_cannot_meet_are_not_proposed() -> None:
    """Two nights are two events, however near the places and whatever the figures."""
    made = _tables(_claim("exact 613", "Ardel"), _claim("exact 613", "Quill", "1994-09-03"))
    assert propose_links(made.held(), gazetteer=PLACES) == ()


def test_shared_documents_and_figures_are_reasons() -> None:
    """Without a gazetteer, a document that speaks of both and an uncommon figure in common can make a proposal."""
    both = {
        "name": "a",
        "claims": [{**_claim("exact 613", "Ardel"), "key": 1}, {**_claim("exact 613", "Quill"), "key": 2}],
    }
    (link,) = propose_links(scene(both).held())
    assert link.reasons == (
        "the stated dates meet",
        "1 document speaks of both: a",
        "the same uncommon figures: 613 killed",
    )


def test_a_longer_period_is_proposed_as_the_whole() -> None:
    """An event inside a stated period at the same place is proposed as part of it, not as the same."""
    made = _tables(_claim("exact 30", "Ardel"), _claim("exact 900", "Ardel", "1991/1994"))
    same = {
        "name": "both",
        "claims": [{**_claim("exact 31", "Ardel"), "key": 1}, {**_claim("exact 901", "Ardel", "1991/1994"), "key": 2}],
    }
    found = propose_links(scene(same).held())
    assert [(one.one, one.proposed, one.other) for one in found] == [
        ("Ardel, 3 March 1994", "part of", "Ardel, 1991-1994")
    ]
    assert len(propose_links(made.held())) == 0


def test_a_decision_puts_claims_under_one_event() -> None:
    """Claims that a person puts under one name are compared; what was read stays as it was."""
    made = _tables(_claim("exact 30", "Ardel"), _claim("exact 62", "Quill"))
    decision = decided("event", ("d0#it", "d1#it"), "Ardel and Quill")
    lost = decided("event", ("d9#it",), "nowhere")
    readings, aside = with_decided_events(made.readings, [decision, lost])
    (only,) = compare(made.documents, readings)
    assert only.claims == ("d0#it", "d1#it")
    assert made.readings[0].claims[0].event is None
    assert [(one.code, one.found) for one in aside] == [("decision-on-nothing", "1 ids that no reading holds (d9#it)")]


def test_nesting_is_decided_seen_from_both_sides_and_never_circular() -> None:
    """Terms of micro-thesaurus 22 have their counterpart; an event inside itself is set aside."""
    events = ["night", "month", "year"]
    inside = decided("nest", ("night", "month"), "part of", when="2025-01-01")
    wider = decided("nest", ("year", "month"), "encompasses", when="2025-01-02")
    circle = decided("nest", ("year", "night"), "part of", when="2025-01-03")
    unknown = decided("nest", ("night", "week"), "part of")
    found, aside = nestings([inside, wider, circle, unknown], events=events)
    assert [(one.one, one.term, one.other) for one in found] == [
        ("night", "part of", "month"),
        ("year", "encompasses", "month"),
    ]
    assert seen_from("month", found) == (("encompasses", "night"), ("part of", "year"))
    assert len(aside) == 2


def test_scopes_say_what_differs() -> None:
    """Figures of another population, of a running total or of a longer period say so against each other."""
    made = _tables(
        _claim("exact 30", "Ardel"),
        _claim("exact 9", "Ardel", victims="children"),
        _claim("exact 200", "Ardel", cumulative=True),
        _claim("exact 900", "Ardel", "1991/1994"),
    )
    held = made.held()
    by_id = {c.id: c for c in held.comparisons}
    whole = decided("nest", ("Ardel, 3 March 1994", "Ardel, 1991-1994"), "part of")
    nested, _ = nestings([whole], events=list(held.by_event()))
    first = next(c.id for c in held.comparisons if c.claims == ("d0#it",))
    found = [one for one in scope_differences(held, nested=nested) if one.comparison == first]
    assert sorted((by_id[one.other].claims[0], one.differs) for one in found) == [
        ("d1#it", ("counted: everyone / children",)),
        ("d2#it", ("running total or event: the event's / a running total",)),
        ("d3#it", ("event: Ardel, 3 March 1994 / Ardel, 1991-1994", "period: the event's days / 1991-1994")),
    ]


def test_a_decision_about_a_document_holds_for_all_it_states() -> None:
    """Every figure of a document takes the event decided for it, but one that has a decision of its own."""
    found = scene(
        {
            "name": "a",
            "text": "a\n30 killed\n4 killed",
            "where": "Quill",
            "claims": [
                {"words": "30 killed", "figure": "exact 30", "key": "one"},
                {"words": "4 killed", "figure": "exact 4", "key": "two"},
            ],
        }
    )
    first, second = found.readings[0].claims
    told = [
        decided("event", [found.documents[0].id], "Ardel, 3 March 1994"),
        decided("event", [second.id], "Mossgate, 1994", when="2025-01-03"),
    ]
    made, aside = with_decided_events(found.readings, told)
    assert [claim.event for claim in made[0].claims] == ["Ardel, 3 March 1994", "Mossgate, 1994"]
    assert not aside
    assert first.event is None
