"""Names used for an event: takes what is held, gives who uses which, when, in which document, and who rejects it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from accounted.core.claim import Denial, Label, Reading
from accounted.core.dates import sort_key
from accounted.core.document import Cell, Document
from accounted.core.position import NameUse
from accounted.core.text import fold, words_of
from accounted.reconcile.assembled import Assembled
from accounted.reconcile.speakers import name_key


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsSpoken:
    """To which event a name or a rejection belongs: the one that its row tells, else the only one of its document."""

    given: Mapping[str, str]
    spoken: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, held: Assembled) -> "EventsSpoken":
        """Gives the events; one as told in a table or by a person is the event of that name, or that in which most of
        the figures told so stand.
        """
        claims = {claim.id: claim for reading in held.readings for claim in reading.claims}
        told: dict[str, Counter[str]] = defaultdict(Counter)
        spoken: dict[str, set[str]] = defaultdict(set)
        for comparison in held.comparisons:
            for claim in (claims[i] for i in comparison.claims if i in claims):
                spoken[claim.place.document].add(comparison.event)
                if claim.event:
                    told[_folded(claim.event)][comparison.event] += 1
        given = {_folded(comparison.event): comparison.event for comparison in held.comparisons}
        given |= {event: most.most_common(1)[0][0] for event, most in told.items()}
        return cls(given=given, spoken={document: frozenset(events) for document, events in spoken.items()})

    def event_of(self, told: str | None, document: str) -> str:
        """Takes the event as told and the document, gives the event; "" where none alone is meant."""
        if told:
            return self.given.get(_folded(told), "")
        events = self.spoken.get(document, frozenset())
        return next(iter(events)) if len(events) == 1 else ""


def name_table(held: Assembled) -> tuple[NameUse, ...]:
    """Takes what is held, gives every use and every rejection of a name for an event.

    Order: by event, then the first date at which the name was used in any stance, then by date of statement, undated
    last. A rejection whose words hold a name used here stands under this name.
    """
    spoken = EventsSpoken.of(held)
    told = {document.id: document for document in held.documents}
    used = [_use(label, r, told, spoken) for r in held.readings for label in r.labels]
    found = [*used, *_rejections(held, told, spoken, used)]
    order = {document.id: place for place, document in enumerate(held.documents)}
    events = {event: place for place, event in enumerate([*held.by_event(), ""])}
    first: dict[tuple[str, str], tuple[int, str]] = {}
    for one in found:
        first[one.event, one.key] = min(first.get((one.event, one.key), (2, "")), sort_key(one.said_on))

    def key(one: NameUse) -> tuple[object, ...]:
        said = (sort_key(one.said_on), order.get(one.document, len(order)), one.stated)
        return (events.get(one.event, len(events)), first[one.event, one.key], one.key, said)

    return tuple(sorted(found, key=key))


def _use(label: Label, reading: Reading, told: Mapping[str, Document], spoken: EventsSpoken) -> NameUse:
    document = told.get(reading.document)
    return NameUse(
        key=name_of(label),
        words=" ".join(label.label.split()),
        event=spoken.event_of(label.event, reading.document),
        speaker=speaker_of(label, document),
        said_on=said_on(label, document),
        stance=label.stance,
        language=reading.language,
        stated=label.id,
        document=reading.document,
        place=label.place,
    )


def _rejections(
    held: Assembled, told: Mapping[str, Document], spoken: EventsSpoken, used: Sequence[NameUse]
) -> Iterator[NameUse]:
    """Gives each rejection whose words hold a name that is used for the same event, under this name."""
    names: dict[str, set[str]] = defaultdict(set)
    for use in used:
        names[use.event].add(use.key)
    for reading in held.readings:
        for denial in reading.denials:
            event = spoken.event_of(denial.event, reading.document)
            words = set(words_of(denial.what or denial.place.quote).folded)
            document = told.get(reading.document)
            for name in sorted(name for name in names[event] if name and set(name.split()) <= words):
                yield NameUse(
                    key=name,
                    words=" ".join((denial.what or denial.place.quote).split()),
                    event=event,
                    speaker=speaker_of(denial, document),
                    said_on=said_on(denial, document),
                    stance="rejects",
                    language=reading.language,
                    stated=denial.id,
                    document=reading.document,
                    place=denial.place,
                )


def name_of(label: Label) -> str:
    """Takes a label, gives the key under which its uses stand together: its words folded, without an article."""
    return name_key(label.label)


def speaker_of(stated: Label | Denial, document: Document | None) -> str:
    """Takes a name or a rejection and its document, gives who says it: the speaker, else the document's own voice."""
    told = document.described if document else None
    name = stated.speaker or (told and (told.source or told.publisher)) or (document.name if document else "")
    return " ".join((name or stated.place.document).split())


def said_on(stated: Label | Denial, document: Document | None) -> str | None:
    """Takes a name or a rejection and its document, gives when it was said, None where that is not told."""
    if stated.citation or isinstance(stated.place, Cell):
        return stated.citation.said_on if stated.citation else None
    return document.described.published if document else None


def _folded(event: str) -> str:
    return " ".join(fold(event).split())
