"""The gate: nothing passes that does not stand in the text, and everything that does not pass is listed."""

from typing import Any

import pytest
from reader_scene import ENGLISH, reading

from accounted.core.document import MadeBy, Span, TextLayer
from accounted.read.gate import Proposal, differences, through_gate

TEXT = "The council of Ardel said the shelling killed 613 people. In Corvais 40 were wounded."
LAYER = TextLayer(document="doc-g", text=TEXT, extractor="plain-text", version="1")
MADE_BY = MadeBy(step="read.model", version="1", parameters=())


def proposed(**told: Any) -> Proposal:
    """Gives a proposal that passes, but for what is told otherwise."""
    sound = {"quote": "killed 613 people", "number": "613", "effect": "killed", "trigger": "killed"}
    return Proposal(**(sound | told))


def test_what_stands_in_the_text_passes() -> None:
    """A sound proposal is a claim at its exact words, with the parser's quantity."""
    (claim,) = through_gate(LAYER, [proposed(speaker="The council of Ardel")], ENGLISH, made_by=MADE_BY).claims
    assert isinstance(claim.place, Span)
    assert TEXT[claim.place.start : claim.place.end] == claim.place.quote == "killed 613 people"
    assert (claim.quantity.best, claim.effect, claim.speaker) == (613.0, "killed", "The council of Ardel")


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"quote": "killed 631 people", "number": "631"}, "these words are not in the text"),
        ({"number": "631"}, "proposed 631; its own words say “613”"),
        ({"quote": "the shelling killed", "number": "613"}, "its own words say no number"),
        ({"number": "many"}, "“many” is no number that can be read"),
        ({"effect": "murdered"}, "closed lists"),
        ({"speaker": "The mayor"}, "the speaker “The mayor” is not in the text"),
        ({"trigger": "wounded"}, "are not beside the figure"),
        ({"trigger": ""}, "are not beside the figure"),
        ({"quote": ""}, "these words are not in the text"),
    ],
)
def test_what_does_not_stand_in_the_text_is_dropped_and_listed(told: dict[str, str], reason: str) -> None:
    """ "Killed 631 people" against a text that says 613 is no claim, and the list says why."""
    gated = through_gate(LAYER, [proposed(**told)], ENGLISH, made_by=MADE_BY)
    assert gated.claims == ()
    assert reason in gated.dropped[0].reason


def test_nothing_proposed_is_lost() -> None:
    """Inputs are claims and dropped together, also where one claim is proposed twice."""
    proposals = [proposed(), proposed(), proposed(number="631")]
    gated = through_gate(LAYER, proposals, ENGLISH, made_by=MADE_BY)
    assert len(gated.claims) + len(gated.dropped) == len(proposals)


def test_both_readings_are_shown_side_by_side() -> None:
    """What both found, what the rules alone and what the other reader alone found are three lists."""
    other = proposed(quote="said the shelling killed 613", effect="injured")
    gated = through_gate(LAYER, [proposed(), other], ENGLISH, made_by=MADE_BY)
    found = differences(reading(TEXT).claims, gated)
    assert [claim.quantity.text for claim in found.both] == ["613"]
    assert [claim.quantity.text for claim in found.rules_alone] == ["40"]
    assert [claim.effect for claim in found.proposed_alone] == ["injured"]
