"""Parts and totals: what is computed, what is said, and where nothing is said."""

import pytest
from reconcile_scene import scene


def _codes(total: str, *parts: tuple[str, str], effect: str = "killed") -> list[str]:
    claims = [{"words": "all of them", "figure": total, "key": "all", "effect": effect}]
    for number, (figure, victims) in enumerate(parts):
        words = f"part {number};"
        claims.append({"words": words, "figure": figure, "victims": victims, "part_of": "all", "effect": effect})
    text = " ".join(claim["words"] for claim in claims)
    told = {"name": "a", "source": "Parish Office", "where": "Ardel", "when": "1994-03-03", "text": text}
    return [line.split(" | ")[0] for line in scene({**told, "claims": claims}).lines()]


@pytest.mark.parametrize(
    ("total", "parts", "codes"),
    [
        ("exact 30", [("exact 12", "women"), ("exact 18", "men")], []),
        ("exact 30", [("exact 12", "women"), ("exact 17", "men")], ["parts-below-total"]),
        ("exact 30", [("exact 12", "women"), ("exact 19", "men")], ["parts-exceed-total"]),
        ("at_least 30", [("exact 12", "women"), ("exact 19", "men")], []),
        ("exact 30", [("at_least 12", "women"), ("exact 5", "men")], []),
        ("exact 30", [("at_least 25", "women"), ("exact 19", "men")], ["parts-exceed-total"]),
        ("exact 30", [("at_most 12", "women"), ("exact 5", "men")], ["parts-below-total"]),
        ("exact 30", [("about 12", "women"), ("exact 5", "men")], ["parts-not-added"]),
        ("exact 30", [("about 12", "women"), ("exact 25", "men"), ("exact 9", "children")], ["parts-exceed-total"]),
        ("about 30", [("exact 12", "women"), ("exact 5", "men")], ["parts-not-added"]),
        ("range 20 30", [("exact 12", "women"), ("exact 5", "men")], ["parts-below-total"]),
        ("range 20 30", [("exact 12", "women"), ("exact 15", "men")], []),
        ("exact 30", [("exact 31", "women")], ["part-exceeds-its-total"]),
        ("exact 30", [("exact 29", "women")], []),
        ("fewer_than 30", [("exact 30", "women")], ["part-exceeds-its-total"]),
        ("exact 0", [("exact 0", "women"), ("exact 0", "men")], []),
        ("exact 30", [("percent 60", "women"), ("percent 40", "men")], []),
        ("exact 30", [("percent 60", "women"), ("percent 41", "men")], ["percent-parts-over-100"]),
    ],
)
def test_parts(total: str, parts: list[tuple[str, str]], codes: list[str]) -> None:
    """Bounds are added as bounds, "about" is never added, and parts that fit give no remark."""
    assert _codes(total, *parts) == codes


def test_two_breakdowns_of_one_total_are_not_added_together() -> None:
    """A breakdown by cause and one by category of the same persons do not exceed the total together."""
    parts = [("exact 20", "women"), ("exact 10", "children"), ("exact 25", "people"), ("exact 5", "people")]
    assert _codes("exact 30", *parts) == []


def test_residents_complete_the_categories() -> None:
    """Parts that name categories and parts that do not are one breakdown where they fit the total together."""
    assert _codes("exact 30", ("exact 12", "police officers"), ("exact 18", "residents")) == []


def test_part_of_another_effect_is_not_added() -> None:
    """A part of another effect than its total's is not summed into it."""
    held = {"words": "40 held", "figure": "exact 40", "effect": "detained", "key": "all"}
    lost = {"words": "50 missing", "figure": "exact 50", "effect": "missing", "part_of": "all"}
    told = {"name": "a", "text": "40 held, 50 missing", "claims": [held, lost]}
    assert scene(told).lines() == []


def test_words_that_take_sides_are_quoted() -> None:
    """A noun that is not plain stands in quotation marks beside its number."""
    claims = [
        {"words": "30 in all", "figure": "exact 30", "key": "all"},
        {"words": "9 bandits", "figure": "exact 9", "victims": "bandits", "part_of": "all"},
        {"words": "8 martyrs", "figure": "exact 8", "victims": "martyrs", "part_of": "all"},
    ]
    told = {"name": "a", "source": "Upland Assembly", "text": "30 in all: 9 bandits, 8 martyrs", "claims": claims}
    assert scene(told).lines() == [
        "parts-below-total | a:1 | Upland Assembly: 9 “bandits” + 8 “martyrs” = 17 of 30; 13 are not broken down."
    ]
