"""How much of what a careful reader finds in the invented documents the rule reader finds: measured, with a floor."""

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from accounted.reading import read_files
from accounted.terminal import plain_reading
from journeys.evidence import ardel

EXPECTED: dict[str, Any] = json.loads(Path(__file__).with_name("ardel_expected.json").read_text(encoding="utf-8"))
LEAST_RECALL = 0.75
LEAST_PRECISION = 0.8
LEAST_FOUND = {"labels": 0.4, "denials": 0.7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Figures expected, read, and matched one to one, with those left over on either side."""

    matched: tuple[tuple[Any, Any], ...]
    not_read: tuple[Any, ...]
    not_expected: tuple[Any, ...]


def tell(line: str) -> None:
    """Takes a line, prints it: pytest shows it with -s."""
    sys.stdout.write(line + "\n")


def same_figure(expected: Any, claim: Any) -> bool:
    """Takes a figure expected and a claim read, gives whether effect, bounds and qualifier agree in the same words."""
    quantity = claim["quantity"]
    bounds = all(quantity[name] == expected[name] for name in ("low", "high", "best", "qualifier"))
    words = " ".join(quantity["text"].split()).casefold()
    return bounds and claim["effect"] == expected["effect"] and words in expected["quote"].casefold()


def tally(expected: list[Any], claims: list[Any]) -> Tally:
    """Takes figures expected and claims read of one document, gives them matched, each at most once."""
    left, matched, not_read = list(claims), [], []
    for figure in expected:
        found = next((claim for claim in left if same_figure(figure, claim)), None)
        if found is None:
            not_read.append(figure)
        else:
            left.remove(found)
            matched.append((figure, found))
    return Tally(matched=tuple(matched), not_read=tuple(not_read), not_expected=tuple(left))


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The documents in English, each as it is read, by file name."""
    folder = ardel(tmp_path_factory.mktemp("ardel"))
    names = [name for name in EXPECTED["figures"] if "-fr" not in name]
    return {Path(file.name).name: plain_reading(file) for file in read_files([str(folder / name) for name in names])}


@pytest.fixture(scope="module")
def tallies(read: dict[str, Any]) -> dict[str, Tally]:
    """What was matched, document by document; figures in tables count as expected where they are read."""
    found = {}
    for name, line in read.items():
        text = tally(EXPECTED["figures"][name], line["claims"])
        table = tally(EXPECTED["table_figures"].get(name, []), list(text.not_expected))
        found[name] = Tally(matched=text.matched, not_read=text.not_read, not_expected=table.not_expected)
    return found


def test_recall_and_precision_stay_above_their_floors(tallies: dict[str, Tally], read: dict[str, Any]) -> None:
    """At least three quarters of the figures in running text are read, and four fifths of those read are expected."""
    matched = sum(len(one.matched) for one in tallies.values())
    expected = matched + sum(len(one.not_read) for one in tallies.values())
    claims = sum(len(line["claims"]) for line in read.values())
    wrong = sum(len(one.not_expected) for one in tallies.values())
    recall, precision = matched / expected, (claims - wrong) / claims
    tell(f"\nArdel, English: recall {recall:.2f} ({matched} of {expected}), precision {precision:.2f} ({claims} read)")
    for name, one in tallies.items():
        for figure in one.not_read:
            tell(f"  {name}: not read: {figure['quote']}")
        for claim in one.not_expected:
            tell(f"  {name}: not expected: {claim['quote']} ({claim['effect']}, {claim['rule']})")
    assert recall >= LEAST_RECALL
    assert precision >= LEAST_PRECISION


def test_speaker_stance_and_part_of_are_told(tallies: dict[str, Tally]) -> None:
    """Most figures that are matched have the stance that is meant, and are parts of others where that is meant."""
    right: Counter[str] = Counter()
    pairs = [pair for one in tallies.values() for pair in one.matched]
    for expected, claim in pairs:
        right["stance"] += expected["stance"] == claim["stance"]
        right["part_of"] += (expected["part_of"] is None) == (claim["part_of"] is None)
        right["speaker"] += folded(expected["speaker"]) == folded(claim["speaker"])
    tell(
        f"\nArdel, English, of {len(pairs)} matched: "
        + ", ".join(f"{k} {n / len(pairs):.2f}" for k, n in right.items())
    )
    assert right["stance"] / len(pairs) >= LEAST_PRECISION
    assert right["part_of"] / len(pairs) >= LEAST_PRECISION


def folded(speaker: str | None) -> str | None:
    """Takes a speaker, gives the name without article and capitals."""
    return speaker.casefold().removeprefix("the ").removeprefix("a ") if speaker else None


def test_the_press_release_of_the_invented_ministry_is_read_whole(tallies: dict[str, Tally]) -> None:
    """Total and parts of those who lost their lives come out, the three parts as parts."""
    parts = [
        (expected["quote"], claim["part_of"] is not None)
        for expected, claim in tallies["01-ministry-press-release.txt"].matched
        if expected["part_of"] == "30 people lost their lives"
    ]
    assert parts == [("12 police officers", True), ("11 members of the Upland Guard", True), ("7 residents", True)]


def test_names_and_rejections_are_found_in_their_words(read: dict[str, Any]) -> None:
    """Names given and rejections are read, at least as many as the floors say; those not read are printed."""
    for part, least in LEAST_FOUND.items():
        expected = [(name, one["quote"]) for name in read for one in EXPECTED[part][name]]
        found = [(name, quote) for name, quote in expected if any(meets(quote, one) for one in read[name][part])]
        tell(f"\nArdel, English: {part} {len(found)} of {len(expected)}")
        for name, quote in sorted(set(expected) - set(found)):
            tell(f"  {name}: not read: {quote}")
        assert len(found) >= least * len(expected)


def meets(quote: str, one: Any) -> bool:
    """Takes an expected quote and what was read, gives whether one holds the other once white space is folded."""
    read = " ".join(one["quote"].split())
    return read in quote or quote in read
