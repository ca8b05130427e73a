"""Ties: copied passages, citations, equal figures and equal bytes, each with spans that hold what they quote."""

from typing import Any

import pytest
from reconcile_scene import Scene, scene

from accounted.reconcile import origins

PASSAGE = "The bell of the old mill rang for an hour before the first carts came down to the ferry landing at dawn"


def _doc(name: str, text: str, **told: Any) -> dict[str, Any]:
    return {"name": name, "text": text, **told}


def _kinds(found: Scene) -> list[tuple[str, str, str, bool]]:
    return [(tie.kind, *found.names(tie), tie.directed) for tie in found.ties()]


def _wrapped(text: str) -> str:
    words = text.split()
    return "\n".join("> " + " ".join(words[i : i + 5]) for i in range(0, len(words), 5))


@pytest.mark.parametrize(
    "copy", [PASSAGE, PASSAGE.upper(), _wrapped(PASSAGE), PASSAGE.replace("landing", "land-\ning")]
)
def test_passage_is_found_whole(copy: str) -> None:
    """Line wraps, quote prefixes, a divided word and capitals do not break a passage; spans hold their quotes."""
    found = scene(_doc("a", f"One day. {PASSAGE}. So it was."), _doc("b", f"Another says: {copy} and no more."))
    (tie,) = found.ties()
    ((one, other),) = tie.spans
    assert other
    texts = {span.document: found.texts[span.document][span.start : span.end] for span in (one, other)}
    assert texts == {span.document: span.quote for span in (one, other)}
    assert sorted(span.quote.casefold() for span in (one, other)) == sorted(
        [PASSAGE.casefold(), copy[copy.index("T") :].casefold()]
    )


def test_short_passage_is_no_tie() -> None:
    """Eleven words in common are not a passage."""
    short = " ".join(PASSAGE.split()[:11])
    assert scene(_doc("a", f"{short} came the first"), _doc("b", f"{short} and others followed")).ties() == ()


def test_dates_give_the_direction() -> None:
    """The later document leans on the earlier one; where dates overlap or are not told, nothing is said."""
    early, late = _doc("early", PASSAGE, published="1994-03-05"), _doc("late", PASSAGE + ".", published="1994-03-09")
    month = _doc("month", PASSAGE + "!", published="1994-03")
    assert _kinds(scene(late, early)) == [("shared-passage", "late", "early", True)]
    assert [kind[3] for kind in _kinds(scene(early, month))] == [False]


def test_footer_of_many_documents_is_no_tie() -> None:
    """A short passage that most documents hold is boilerplate; a long one is not."""
    words = [[f"word{n}x{i}" for i in range(40)] for n in range(12)]
    footed = [_doc(f"d{n}", " ".join(some) + " " + PASSAGE) for n, some in enumerate(words)]
    assert scene(*footed).ties() == ()
    long = " ".join(f"same{i}" for i in range(60))
    copied = [_doc(f"d{n}", " ".join(some) + " " + long) for n, some in enumerate(words)]
    assert len(scene(*copied).ties()) == 66


def test_same_bytes_is_one_tie_a_copy() -> None:
    """Three names of the same bytes are two ties to the first, and no passage is looked for between them."""
    found = scene(_doc("a", PASSAGE), _doc("b", PASSAGE), _doc("c", PASSAGE))
    assert [tie.kind for tie in found.ties()] == ["same-bytes", "same-bytes"]


def test_citation_needs_words_of_attribution() -> None:
    """A name alone is no citation; "according to" makes it one, and its span is the name."""
    council = _doc("council", "A statement.", source="Regional Council of Ardel")
    plain = _doc("plain", "The Regional Council has a new roof.", source="The Quill Daily")
    cited = _doc("cited", "According to the Regional Council, many fell.", source="The Corvais Courier")
    found = scene(council, plain, cited)
    (tie,) = found.ties()
    assert (tie.kind, *found.names(tie), tie.directed) == ("citation", "cited", "council", True)
    assert tie.spans[0][0].quote == "Regional Council"


def test_citation_points_to_the_same_figure() -> None:
    """Where the cited source's document holds the same figure, the tie names its place."""
    council = _doc(
        "council", "625 killed.", source="Regional Council", claims=[{"words": "625 killed", "figure": "exact 625"}]
    )
    daily = _doc(
        "daily",
        "The Council said 625 died.",
        source="The Quill Daily",
        claims=[{"words": "625 died", "figure": "exact 625"}],
    )
    (tie,) = scene(council, daily).ties()
    ((_, there),) = tie.spans
    assert there
    assert there.quote == "625 killed"


def test_nobody_cites_the_future() -> None:
    """A document dated after the citing one is not what was cited."""
    council = _doc("council", "A statement.", source="Regional Council", published="1994-04-11")
    daily = _doc("daily", "The Regional Council said so.", source="The Quill Daily", published="1994-03-09")
    assert scene(council, daily).ties() == ()


def test_a_short_name_of_two_sources_is_nobodys() -> None:
    """With two ministries in a project, "the Ministry" names neither."""
    told = [_doc(name, name, source=f"Ministry of {name}") for name in ("Interior", "Health")]
    daily = _doc("daily", "The Ministry said so.", source="The Quill Daily")
    assert scene(*told, daily).ties() == ()


@pytest.mark.parametrize(
    ("figures", "tied"), [((613, 487, 1271), True), ((613, 487), False), ((600, 490, 1270), False)]
)
def test_equal_figures_are_a_weak_tie(figures: tuple[int, ...], tied: bool) -> None:
    """Three uncommon figures in common tie two documents without a direction; round ones do not."""
    claims = [{"words": str(n), "figure": f"exact {n}"} for n in figures]
    text = " ".join(str(n) for n in figures)
    found = scene(
        _doc("a", f"one {text}", claims=claims, published="1994-03-05"),
        _doc("b", f"{text} two", claims=claims, published="1994-03-09"),
    )
    assert [(tie.kind, tie.directed) for tie in found.ties()] == ([("shared-figures", False)] if tied else [])


def test_origins_are_roots() -> None:
    """A copy of two documents adds no origin; documents of one source are one; equal figures alone do not join."""
    other = "Nobody at the parish office had slept when the second list of names was carried across the bridge"
    first = _doc("first", PASSAGE, source="A", published="1994-03-05")
    second = _doc("second", other, source="B", published="1994-03-06")
    copy = _doc("copy", f"{PASSAGE}. {other}", source="C", published="1994-03-09")
    again = _doc("again", "Nothing in common with the others here", source="A", published="1994-03-10")
    found = scene(first, second, copy, again)
    assert origins(found.documents, found.ties()) == 2
    assert origins(found.documents, ()) == 3


def test_rejecting_a_figure_keeps_ones_own_origin() -> None:
    """A speaker that names another's figure to reject it is still an origin of its own figure."""
    night = {"where": "Ardel", "when": "1994-03-03"}
    council = _doc(
        "council",
        "625 killed.",
        source="Regional Council",
        published="1994-04-11",
        claims=[{"words": "625 killed", "figure": "exact 625"}],
        **night,
    )
    reply = _doc(
        "reply",
        "The Regional Council said 625; we count 30.",
        source="Ministry",
        published="1994-04-20",
        claims=[
            {"words": "625", "figure": "exact 625", "speaker": "the Regional Council"},
            {"words": "we count 30", "figure": "exact 30"},
        ],
        **night,
    )
    found = scene(council, reply)
    assert [tie.kind for tie in found.ties()] == ["citation"]
    assert [one.origins for one in found.comparisons()] == [2]
