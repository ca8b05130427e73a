"""A decision survives a better reader: it is carried by its place, and what cannot be carried is listed."""

from dataclasses import replace

from accounted.core.claim import Reading
from accounted.core.decision import Decision
from accounted.core.document import Span, TextLayer
from accounted.read import read_text
from accounted.reconcile import carry

TEXT = "In Ardel 40 people were killed."


def read() -> Reading:
    """Gives what the reader reads in the text."""
    return read_text(TextLayer(document="doc-1", text=TEXT, extractor="test", version="1"), language="en")


def decision(about: str, place: Span) -> Decision:
    """Gives a rejection by an invented person."""
    return Decision(
        id="dec-1", kind="reject", about=(about,), value="reject", by="R. Tarn", when="2025-01-02", places=(place,)
    )


def test_a_decision_is_carried_to_what_overlaps() -> None:
    """The id that is read no more is replaced by that of the figure which stands in the same words."""
    now = read().claims[0]
    place = Span(document="doc-1", start=3, end=20, quote=TEXT[3:20])
    carried, lost = carry([decision("clm-older", place)], [read()])
    assert carried[0].about == (now.id,)
    assert not lost


def test_a_decision_on_what_is_gone_is_listed_and_kept() -> None:
    """Where nothing stands in the place any more, the decision stays and is listed."""
    place = Span(document="doc-1", start=30, end=31, quote=".")
    gone = decision("clm-older", place)
    carried, lost = carry([gone], [replace(read(), claims=())])
    assert carried == (gone,)
    assert [one.code for one in lost] == ["decision-not-carried"]
