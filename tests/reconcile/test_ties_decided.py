"""Ties as persons decide them, roots, and the plan of the picture."""

from hypothesis import given, settings
from hypothesis import strategies as st
from reconcile_scene import Scene, decided, scene

from accounted.core.document import Tie
from accounted.reconcile.decided_ties import decide_ties
from accounted.reconcile.origins import count_roots, roots_of
from accounted.reconcile.picture import leans_picture

WORDS = "the bells rang at four and the ferry left the quay with all who could walk to it"


def _two(published: tuple[str | None, str | None] = ("1994-03-04", "1994-03-05")) -> Scene:
    """Gives two documents with a passage in common."""
    return scene(
        *(
            {"name": n, "source": f"Source {n}", "published": p, "text": f"{n} {WORDS}.", "claims": []}
            for n, p in zip("ab", published, strict=True)
        )
    )


def _names(made: Scene, ties: tuple[Tie, ...]) -> list[tuple[str, str, str, bool]]:
    return [(tie.kind, *made.names(tie), tie.directed) for tie in ties]


def test_a_refused_tie_counts_for_nothing_and_is_kept() -> None:
    """A tie that a person refuses stands among the refused, with the decision."""
    made = _two()
    a, b = (document.id for document in made.documents)
    found = decide_ties(
        made.ties(), [decided("tie", (b, a), "does-not-lean", why="a set phrase")], documents=made.documents
    )
    assert found.ties == ()
    assert [(one.tie.kind, one.decision.why) for one in found.refused] == [("shared-passage", "a set phrase")]


def test_a_tie_is_reversed_with_its_evidence() -> None:
    """Reversing turns the direction and the pairs of places round."""
    made = _two()
    a, b = (document.id for document in made.documents)
    found = decide_ties(made.ties(), [decided("tie", (b, a), "reversed")], documents=made.documents)
    assert _names(made, found.ties) == [("shared-passage", "a", "b", True)]
    assert found.ties[0].spans[0][0].document == a


def test_a_direction_is_decided_or_a_tie_added() -> None:
    """ "leans" gives an undirected tie its direction; where none was seen it is a tie of its own."""
    made = _two((None, None))
    a, b = (document.id for document in made.documents)
    assert [tie.directed for tie in made.ties()] == [False]
    found = decide_ties(made.ties(), [decided("tie", (a, b), "leans")], documents=made.documents)
    assert _names(made, found.ties) == [("shared-passage", "a", "b", True)]
    added = decide_ties((), [decided("tie", (a, b), "leans", why="he says so")], documents=made.documents)
    assert _names(made, added.ties) == [("decided", "a", "b", True)]
    assert added.ties[0].reason == "decided by R. Tarn, 2025-01-02: he says so"


def test_the_newest_decision_stands_and_can_be_undone() -> None:
    """A later decision replaces an earlier one; one that undoes it brings the earlier back."""
    made = _two()
    a, b = (document.id for document in made.documents)
    refused = decided("tie", (a, b), "does-not-lean", when="2025-01-01")
    leans = decided("tie", (a, b), "leans", when="2025-02-01")
    undone = decided("tie", (a, b), "", when="2025-03-01", undoes=leans.id)
    seen = made.ties()
    assert _names(made, decide_ties(seen, [leans, refused], documents=made.documents).ties)[0][1:3] == ("a", "b")
    assert decide_ties(seen, [undone, leans, refused], documents=made.documents).ties == ()


def test_a_decision_on_nothing_is_said() -> None:
    """A decision on a document that is not here is set aside, and nothing else changes."""
    made = _two()
    found = decide_ties(made.ties(), [decided("tie", ("doc-x", "doc-y"), "leans")], documents=made.documents)
    assert found.ties == made.ties()
    assert [aside.code for aside in found.set_aside] == ["decision-on-nothing"]


def test_roots_of_a_circle_that_leans() -> None:
    """A circle is one origin; one that leads out is none of its own, whichever node the walk begins with."""
    leans = [("a", "b"), ("b", "a"), ("a", "c")]
    assert set(roots_of("abc", same=[], leans=leans).values()) == {frozenset({"c"})}
    assert count_roots("abc", same=[], leans=leans) == 1
    two = roots_of("abcd", same=[], leans=[("d", "a"), ("d", "b"), ("c", "a")])
    assert (len(two["d"]), two["c"]) == (2, two["a"])


EDGES = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=14)


@settings(deadline=None, max_examples=150)
@given(EDGES, EDGES)
def test_roots_are_those_that_are_reached(leans: list[tuple[int, int]], same: list[tuple[int, int]]) -> None:
    """Every node leads back to at least one root, exactly those that a plain walk along the ties ends in."""
    ahead = {n: {b for a, b in [*leans, *same, *((y, x) for x, y in same)] if a == n} for n in range(8)}
    reach = {n: _reached(n, ahead) for n in ahead}
    ends = {n: frozenset(m for m in reach[n] if all(m in reach[o] for o in reach[m])) for n in ahead}
    found = roots_of(range(8), same=same, leans=leans)
    for n, roots in found.items():
        assert roots
        assert {frozenset(reach[root]) for root in roots} == {frozenset(reach[m]) for m in ends[n]}


def _reached(start: int, ahead: dict[int, set[int]]) -> set[int]:
    seen, waiting = {start}, [start]
    while waiting:
        for other in ahead[waiting.pop()] - seen:
            seen.add(other)
            waiting.append(other)
    return seen


def test_the_plan_of_the_picture() -> None:
    """Columns by date with undated last, one root number for a copy and its original, an arrow where directed."""
    made = scene(
        {"name": "copy", "source": "Daily", "published": "1994-03-05", "text": f"copy {WORDS}.", "claims": []},
        {"name": "first", "source": "Wire", "published": "1994-03-04", "text": f"first {WORDS}.", "claims": []},
        {"name": "other", "source": "Council", "text": "something else", "claims": []},
    )
    plan = leans_picture(made.documents, made.ties())
    assert plan.columns == ("1994-03-04", "1994-03-05", "undated")
    assert [(dot.column, dot.roots, dot.is_root) for dot in plan.dots] == [
        (1, (0,), False),
        (0, (0,), True),
        (2, (1,), True),
    ]
    (line,) = plan.lines
    assert (line.start, line.end, line.arrow, line.dashed) == (made.documents[0].id, made.documents[1].id, True, False)
    assert (plan.roots, plan.rows) == (2, 1)
    assert leans_picture(made.documents, made.ties()) == plan


def test_no_two_dots_share_a_place() -> None:
    """Every document has a place of its own."""
    documents = [
        {
            "name": f"d{n}",
            "source": f"S{n}",
            "published": f"1994-03-{4 + n % 3:02}",
            "text": f"d{n} {WORDS}.",
            "claims": [],
        }
        for n in range(9)
    ]
    made = scene(*documents)
    plan = leans_picture(made.documents, made.ties())
    assert len({(dot.column, dot.row) for dot in plan.dots}) == len(plan.dots) == 9


def test_a_later_text_of_a_source_does_not_make_its_first_text_lean() -> None:
    """A council's reply that leans on a report, which cites both parties, leaves the council's first text a root."""
    made = scene(
        {"name": "first", "source": "Council", "published": "1994-03-04", "text": "first.", "claims": []},
        {"name": "other", "source": "Guild", "published": "1994-03-05", "text": "other.", "claims": []},
        {"name": "report", "source": "Daily", "published": "1994-03-08", "text": "report.", "claims": []},
        {"name": "reply", "source": "Council", "published": "1994-03-09", "text": "reply.", "claims": []},
    )
    first, other, report, reply = (document.id for document in made.documents)
    told = [decided("tie", [one, of], "leans") for one, of in ((report, first), (report, other), (reply, report))]
    plan = leans_picture(made.documents, decide_ties((), told, documents=made.documents).ties)
    assert [dot.roots for dot in plan.dots] == [(0,), (1,), (0, 1), (0, 1)]
    assert [dot.is_root for dot in plan.dots] == [True, True, False, False]
