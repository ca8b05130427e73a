"""Totals against each other: which figures can both hold."""

from typing import Any

import pytest
from reconcile_scene import scene

NIGHT = {"where": "Ardel", "when": "1994-03-03"}


def _two(one: str, other: str, **more: Any) -> list[str]:
    """Gives the codes for two figures by two speakers on two days."""
    told = [
        {"name": name, "source": source, "published": published, "text": f"{name} says so", **NIGHT}
        for name, source, published in (("a", "Ministry", "1994-03-05"), ("b", "Council", "1994-03-09"))
    ]
    claims = [{"words": "says so", "figure": one}, {"words": "says so", "figure": other, **more}]
    found = scene(*({**document, "claims": [claim]} for document, claim in zip(told, claims, strict=True)))
    return [line.split(" | ")[0] for line in found.lines()]


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("exact 613", "at_least 200", False),
        ("exact 613", "at_least 614", True),
        ("more_than 613", "exact 613", True),
        ("fewer_than 613", "exact 613", True),
        ("at_most 1000", "at_least 200", False),
        ("at_most 100", "at_least 200", True),
        ("range 200 500", "exact 485", False),
        ("range 200 500", "exact 613", True),
        ("about 600", "exact 30", False),
        ("vague 200 hundreds", "exact 30", False),
        ("exact 0", "exact 30", True),
    ],
)
def test_bounds(one: str, other: str, differ: bool) -> None:
    """Two figures differ where no number fits the words of both; "about" and "hundreds" state no bound."""
    assert ("totals-differ-between-speakers" in _two(one, other)) is differ


@pytest.mark.parametrize("more", [{"stance": "denies"}, {"stance": "doubts"}])
def test_rejected_figure_is_not_its_speakers(more: dict[str, str]) -> None:
    """A figure that a speaker rejects or doubts does not differ from another as the speaker's own."""
    assert _two("exact 30", "exact 600", **more) == []


def test_bodies_are_a_lower_bound() -> None:
    """Bodies counted can be fewer than persons killed, and not more."""
    assert _two("exact 613", "exact 580", victims="bodies") == []
    assert _two("exact 480", "exact 580", victims="bodies") == ["totals-differ-between-speakers"]


def test_further_figures_are_no_totals() -> None:
    """Where "another 18" adds to a figure before, it is compared with none."""
    claims = [{"words": "More than 60", "figure": "more_than 60"}, {"words": "another 18", "figure": "exact 18"}]
    told = {"name": "a", "source": "Council", "text": "More than 60, another 18", "claims": claims, **NIGHT}
    assert scene(told).lines() == []


def test_one_remark_for_many_speakers() -> None:
    """Thirty speakers with thirty figures give one remark that names eight and counts the rest."""
    told = [
        {
            "name": f"d{n}",
            "source": f"Source {n}",
            "text": f"{n} so",
            "claims": [{"words": "so", "figure": f"exact {n}"}],
        }
        for n in range(100, 130)
    ]
    (line,) = scene(*({**document, **NIGHT} for document in told)).lines()
    assert line.endswith("; and 22 more in the comparison.")


def test_short_name_of_a_source_is_its_speaker() -> None:
    """A figure relayed under a source's short name counts as that source's, where no other source has the name."""
    press = {"name": "press", "source": "Ministry of the Interior of Halvane", "published": "1994-03-05"}
    wire = {"name": "wire", "source": "Northern Press Agency", "published": "1994-03-09"}
    own = {"words": "so it is", "figure": "exact 40"}
    relayed = {"words": "the Ministry said 30", "figure": "exact 30", "speaker": "the Ministry"}
    found = scene(
        {**press, "text": "so it is", "claims": [own], **NIGHT},
        {**wire, "text": "the Ministry said 30", "claims": [relayed], **NIGHT},
    )
    codes = [line.split(" | ")[0] for line in found.lines()]
    assert codes == ["not-in-cited-document", "later-figure-lower", "cites"]
    assert [one.origins for one in found.comparisons()] == [1]
