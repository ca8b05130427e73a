"""Positions over time, names used, assessments: who held what when, in order, nothing lost."""

from dataclasses import replace

from reconcile_scene import BY, Scene, assessed, decided, scene

from accounted.core.chart import interval_chart
from accounted.core.claim import Citation, Denial, Label
from accounted.core.decision import POSITIONS
from accounted.core.document import Span
from accounted.reconcile.assembled import Assessed, history, unconfirmed
from accounted.reconcile.naming import name_table
from accounted.reconcile.positions import position_rows, positions

EVENT = "Ardel, 3 March 1994"
NIGHT = {"where": "Ardel", "when": "1994-03-03"}


def _scene() -> Scene:
    """Gives an event with a figure, its revision, a rejection and two names for it."""
    made = scene(
        {
            "name": "one",
            "source": "Council",
            "published": "1994-03-05",
            "text": "30 dead in the raid",
            "claims": [{"words": "30 dead", "figure": "exact 30", "key": "a"}],
            **NIGHT,
        },
        {
            "name": "two",
            "source": "Council",
            "published": "1994-04-11",
            "text": "62 dead",
            "claims": [{"words": "62 dead", "figure": "exact 62", "key": "b"}],
            **NIGHT,
        },
        {
            "name": "three",
            "source": "Ministry",
            "published": "1994-04-20",
            "text": "not 62, and no raid",
            "claims": [{"words": "62", "figure": "exact 62", "key": "c", "stance": "denies"}],
            **NIGHT,
        },
    )
    first, _, third = (document.id for document in made.documents)
    label = Label(
        id="l1", place=Span(document=first, start=15, end=19, quote="raid"), label="the  Raid", speaker=None,
        stance="asserts", rule="r", made_by=BY,
    )  # fmt: skip
    denial = Denial(
        id="d1", place=Span(document=third, start=8, end=19, quote="and no raid"), speaker="The Ministry",
        what=None, rule="r", made_by=BY,
    )  # fmt: skip
    readings = list(made.readings)
    readings[0] = replace(readings[0], labels=(label,))
    readings[2] = replace(readings[2], denials=(denial,))
    return replace(made, readings=tuple(readings))


def test_what_was_stated_revised_denied_and_rejected() -> None:
    """Each speaker's positions stand by date; a revision names the figure before it."""
    found = positions(_scene().held())
    assert [(p.event, p.speaker, p.said_on, p.act, p.words, p.before) for p in found] == [
        (EVENT, "Council", "1994-03-05", "states", "30", None),
        (EVENT, "Council", "1994-04-11", "revises", "62", "30"),
        (EVENT, "Ministry", "1994-04-20", "denies", "62", None),
        (EVENT, "The Ministry", "1994-04-20", "rejects", "and no raid", None),
    ]


def test_a_declaration_is_decided_by_a_person() -> None:
    """Which of the five declarations a statement is comes from a decision: on one statement, or on a speaker."""
    on_one = decided("position", ("d1",), POSITIONS[1])
    on_speaker = decided("position", (EVENT, "the council"), POSITIONS[0])
    party = decided("party", (EVENT,), "Ministry")
    found = positions(_scene().held(on_one, on_speaker, party))
    assert [p.declaration for p in found] == [POSITIONS[0], POSITIONS[0], None, POSITIONS[1]]
    assert [p.party for p in found] == [False, False, True, True]


def test_positions_as_a_chart() -> None:
    """The rows of the chart keep the order; what is denied or rejected draws no mark."""
    held = _scene().held()
    rows = position_rows(positions(held), held)
    assert [(row.speaker, row.best, row.rejected) for row in rows] == [
        ("Council", 30, False),
        ("Council", 62, False),
        ("Ministry", 62, True),
        ("The Ministry", None, True),
    ]
    drawn = interval_chart(rows, description="positions")
    assert len(drawn["data"]["values"]) == 4


def test_who_uses_which_name_and_who_rejects_it() -> None:
    """A name's uses and its rejections stand together under one key, by date."""
    found = name_table(_scene().held())
    assert [(use.key, use.words, use.speaker, use.said_on, use.stance, use.event) for use in found] == [
        ("raid", "the Raid", "Council", "1994-03-05", "asserts", EVENT),
        ("raid", "and no raid", "The Ministry", "1994-04-20", "rejects", EVENT),
    ]


def test_a_row_tells_the_event_and_the_date_of_a_name() -> None:
    """A name in a table stands under the event that its row tells, said on the date that it cites."""
    made = _scene()
    table = scene({"name": "t.csv", "claims": [{"figure": "exact 9", "event": "Night at Ardel", **NIGHT}]})
    place = table.readings[0].claims[0].place
    label = Label(
        id="l2",
        place=place,
        label="raid",
        speaker="Ministry",
        stance="doubts",
        rule="r",
        event="night at  ardel",
        citation=Citation(said_on="1996"),
        made_by=BY,
    )
    readings = (*made.readings, replace(table.readings[0], labels=(label,)))
    both = Scene(documents=(*made.documents, *table.documents), texts=made.texts, readings=readings)
    row = next(use for use in name_table(both.held()) if use.stated == "l2")
    assert (row.event, row.said_on, row.stance) == (EVENT, "1996", "doubts")


def test_assessments_have_a_history_and_the_newest_stands() -> None:
    """A source and a claim are assessed apart; nothing is overwritten."""
    every = [
        assessed("source", "Council", "unsure", when="2025-01-01"),
        assessed("claim", "two#b", "undetermined", when="2025-01-01"),
        assessed("claim", "two#b", "confirm", when="2025-02-01"),
    ]
    assert [one.value for one in history(every, about="two#b")] == ["undetermined", "confirm"]
    stands = Assessed.of(every[::-1])
    assert (stands.sources, stands.claims) == ({"council": "unsure"}, {"two#b": "confirm"})
    assert unconfirmed(["one#a", "two#b"], every) == ("one#a",)


def test_two_figures_of_one_text_are_no_revision() -> None:
    """What differs within one text of one day is stated twice; what differs in a later one is revised."""
    made = scene(
        {
            "name": "one",
            "source": "Council",
            "published": "1994-03-05",
            "text": "30 dead\n41 dead",
            "claims": [
                {"words": "30 dead", "figure": "exact 30", "key": "a"},
                {"words": "41 dead", "figure": "exact 41", "key": "b"},
            ],
            **NIGHT,
        },
        {
            "name": "two",
            "source": "Council",
            "published": "1994-03-06",
            "text": "52 dead",
            "claims": [{"words": "52 dead", "figure": "exact 52", "key": "c"}],
            **NIGHT,
        },
    )
    assert [p.act for p in positions(made.held())] == ["states", "states", "revises"]


def test_days_of_a_running_total_are_no_revisions() -> None:
    """A running total of a later day is stated, and one of the same day that differs is revised."""
    made = scene(
        *(
            {
                "name": f"sheet {n}",
                "source": "Monitor",
                "published": f"1994-03-0{n}",
                "text": f"{figure} dead",
                "claims": [
                    {"words": f"{figure} dead", "figure": f"exact {figure}", "cumulative": True, "as_of": as_of}
                ],
                **NIGHT,
            }
            for n, figure, as_of in ((4, 61, "1994-03-04"), (5, 98, "1994-03-05"), (6, 99, "1994-03-05"))
        )
    )
    assert [p.act for p in positions(made.held())] == ["states", "states", "revises"]
