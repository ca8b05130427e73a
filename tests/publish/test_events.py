"""Names and rejections of a table: under the event that their row tells, with the date it cites."""

from dataclasses import replace

from accounted.core.claim import Citation, Denial, Label
from accounted.core.document import Cell, MadeBy
from accounted.publish import Edition
from accounted.publish.catalogue import catalogue
from accounted.publish.events import sections

BY = MadeBy(step="read.claims_table", version="2")


def _with_rows(edition: Edition, *, event: str) -> tuple[Edition, str]:
    """Takes an edition, gives it with a name and a rejection in its table, and the event of the table's figures."""
    table = next(r for r in edition.readings if any(isinstance(c.place, Cell) for c in r.claims))
    figures = tuple(replace(claim, event="Night  at the Mill") for claim in table.claims)
    cited = Citation(said_on="1991-03-20", relay="relayed", publisher="Radio North", title="Evening news")
    place = Cell(document=table.document, sheet="", row=9, column=2, quote="raid")
    told = {"speaker": "Council", "rule": "table.row", "event": event, "citation": cited, "made_by": BY}
    name = Label(id="lbl-9", place=place, label="raid", stance="asserts", **told)  # type: ignore[arg-type]
    rejection = Denial(id="dnl-9", place=replace(place, row=10), what="fewer than 50", **told)  # type: ignore[arg-type]
    made = replace(table, claims=figures, labels=(name,), denials=(rejection,))
    readings = tuple(made if r.document == table.document else r for r in edition.readings)
    key = next(c.event for c in edition.comparisons if figures[0].id in c.claims)
    return replace(edition, readings=readings), key


def test_rows_of_a_table_stand_under_the_event_they_tell(edition: Edition) -> None:
    """A name and a rejection whose row tells an event stand under it, said on the date cited."""
    made, key = _with_rows(edition, event="night at the mill")
    event = next(e for e in sections(made, catalogue(made)).events if e.key == key)
    (name,) = (row for row in event.names if row.stated.id == "lbl-9")
    (rejection,) = (row for row in event.rejections if row.stated.id == "dnl-9")
    assert (name.said_on, rejection.said_on) == ("1991-03-20", "1991-03-20")
    assert (name.seen.title, name.seen.how, name.seen.by) == ("Evening news", "relayed", "Radio North")


def test_an_event_without_figures_is_not_lost(edition: Edition) -> None:
    """A name for an event of which no figure is told stands in the section at the end."""
    made, _ = _with_rows(edition, event="Another night")
    found = sections(made, catalogue(made))
    assert "lbl-9" in [row.stated.id for row in found.names]
    assert "dnl-9" in [row.stated.id for row in found.rejections]
