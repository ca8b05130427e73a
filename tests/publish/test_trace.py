"""The way home of one figure, step by step, and where words stand on a page."""

from collections.abc import Callable
from dataclasses import replace

from accounted.core.claim import Claim
from accounted.core.document import CharBox, Entry, Page, Span, TextLayer
from accounted.publish import Edition
from accounted.publish.places import box_words, locator, where
from accounted.publish.trace import LINES_SHOWN, Step, trace


def _words(step: Step) -> str:
    return " / ".join(" ".join(part.words for part in line) for line in step.lines)


def _trace(edition: Edition, claim: Claim) -> dict[str, Step]:
    document = next(d for d in edition.documents if d.id == claim.place.document)
    layer = edition.layer(document.id)
    place = claim.place
    here = where(locator(layer), place.start, place.end) if layer and isinstance(place, Span) else None
    entries = edition.entries[document.id]
    steps = trace(claim, document=document, entries=entries, where=here, unchanged=edition.verified_sentence)
    return {step.name: step for step in steps}


def test_a_trace_has_five_steps_each_with_its_facts(edition: Edition, claim_of: Callable[[str], Claim]) -> None:
    """Figure, words, place, file and ledger line of a figure in a press release."""
    claim = claim_of("30 people lost their lives")
    steps = _trace(edition, claim)
    assert list(steps) == ["Figure", "Words", "Place", "File", "Ledger"]
    assert _words(steps["Figure"]).startswith("says 30 · people / Killed or died, as stated · persons")
    assert _words(steps["Words"]).startswith("30 people lost their lives / rule en.passive-count")
    assert "press/5-march.txt line 4, characters" in _words(steps["Place"])
    assert "received 2031-05-12T09:30:00Z by R. Tarn" in _words(steps["File"])
    assert "address: http://ministry.example/1" in _words(steps["File"])
    assert "laptop-2 line 7: collect" in _words(steps["Ledger"])
    assert _words(steps["Ledger"]).endswith(edition.verified_sentence)


def test_quotations_are_kept_apart_from_the_programs_words(edition: Edition, claim_of: Callable[[str], Claim]) -> None:
    """What a document or person said is marked as such in every step."""
    steps = _trace(edition, claim_of("30 people lost their lives"))
    kinds = {part.words: part.kind for step in steps.values() for line in step.lines for part in line}
    assert kinds["30 people lost their lives"] == "quote"
    assert kinds["press/5-march.txt"] == "given"
    assert kinds["R. Tarn"] == "given"


def test_words_that_no_longer_stand_at_their_place_are_said(edition: Edition, claim_of: Callable[[str], Claim]) -> None:
    """Where the text reads differently from the quotation, the trace says so and shows both."""
    claim = claim_of("30 people lost their lives")
    assert isinstance(claim.place, Span)
    moved = replace(claim, place=replace(claim.place, start=claim.place.start + 1, end=claim.place.end + 1))
    assert "The text reads differently at this place: 0 people lost" in _words(_trace(edition, moved)["Place"])


def test_a_missing_ledger_line_is_said_and_many_are_counted(edition: Edition, claim_of: Callable[[str], Claim]) -> None:
    """No custody line is a sentence, not a gap; more than fit are counted."""
    claim = claim_of("30 people lost their lives")
    document = edition.documents[0]
    one = Entry(device="d", line=1, when="2031", who="w", act="a", kind="collect")
    none = trace(claim, document=document, entries=(), where=None, unchanged="u")
    many = trace(claim, document=document, entries=(one,) * (LINES_SHOWN + 3), where=None, unchanged="u")
    assert "No ledger line was handed over" in _words(none[4])
    assert "and 3 more lines" in _words(many[4])
    assert "The text of this file is not held here." in _words(none[2])


def test_lines_count_on_the_page_and_boxes_join_along_a_line() -> None:
    """A place on page 2 has its line on that page and one box a line of print."""
    text = "ab\ncd\nef"
    pages = (
        Page(number=1, start=0, end=3, width=100, height=100),
        Page(number=2, start=3, end=8, width=100, height=100),
    )
    spots = ((3, 10.0, 50.0), (4, 16.0, 50.0), (6, 10.0, 30.0), (7, 16.0, 30.0))
    boxes = tuple(
        CharBox(offset=o, page=2, left=left, bottom=bottom, right=left + 5, top=bottom + 10)
        for o, left, bottom in spots
    )
    layer = TextLayer(document="d", text=text, extractor="x", version="1", pages=pages, boxes=boxes)
    found = where(locator(layer), 3, 8)
    assert (found.page, found.line, found.text) == (2, 1, "cd\nef")
    assert [box_words(box) for box in found.boxes] == ["from 10, 50 to 21, 60", "from 10, 30 to 21, 40"]
    assert where(locator(layer), 6, 7).line == 2


def test_a_plain_text_counts_lines_from_its_start() -> None:
    """Without pages the line is that of the whole text."""
    layer = TextLayer(document="d", text="a\nb\nc", extractor="x", version="1")
    assert [where(locator(layer), n, n + 1).line for n in (0, 2, 4)] == [1, 2, 3]
    assert where(locator(layer), 0, 1).page is None
