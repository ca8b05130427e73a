"""Claims with their documents: takes documents and readings, gives each claim once, with who says it and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from accounted.core.claim import Claim, Reading
from accounted.core.dates import DateRange, read_edtf, sort_key
from accounted.core.document import Cell, Description, Document
from accounted.core.text import words_of
from accounted.reconcile.period import range_words
from accounted.reconcile.sources import known_speakers
from accounted.reconcile.speakers import Voice, name_key, voice_of

Order = tuple[tuple[int, str], int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A claim as it stands in its document: the speaker, when it was said, and its order of statement.

    `order` is the date of statement (undated last), then the intake of the document, then the place in the reading.
    """

    claim: Claim
    document: str
    name: str
    described: Description
    voice: Voice
    said_on: str | None
    order: Order

    @property
    def said_words(self) -> str:
        """Gives the date of statement in words, "undated" where none is stated."""
        stated = read_edtf(self.said_on) if self.said_on else None
        return range_words(stated) if stated else "undated"


def statements(documents: Sequence[Document], readings: Sequence[Reading]) -> tuple[Statement, ...]:
    """Takes documents in order of intake and their readings, gives every claim once, in order of intake.

    A reading whose document is not among the documents is kept: its claims come last, undated, under the document's id.
    """
    intake = {document.id: (index, document) for index, document in enumerate(documents)}
    known = known_speakers(documents)
    found: dict[str, Statement] = {}
    for reading in readings:
        index, document = intake.get(reading.document, (len(intake), None))
        for position, claim in enumerate(reading.claims):
            if claim.id not in found:
                one = _statement(claim, reading.document, document, (index, position))
                found[claim.id] = replace(one, voice=_known(one.voice, known))
    return tuple(sorted(found.values(), key=lambda one: one.order[1:]))


def _statement(claim: Claim, held_in: str, document: Document | None, intake: tuple[int, int]) -> Statement:
    described = document.described if document else Description()
    name = document.name if document else held_in
    said_on = claim.citation.said_on if claim.citation and claim.citation.said_on else None
    if said_on is None and not isinstance(claim.place, Cell):
        said_on = described.published
    return Statement(
        claim=claim,
        document=held_in,
        name=name,
        described=described,
        voice=voice_of(claim, described, document=held_in, name=name),
        said_on=said_on,
        order=(sort_key(said_on), *intake),
    )


def _known(voice: Voice, known: Mapping[tuple[str, ...], str]) -> Voice:
    """Gives a relayed speaker under the name of the project's source, where the words name that source alone."""
    source = None if voice.own else known.get(words_of(name_key(voice.name)).folded)
    return replace(voice, key=name_key(source), name=source, proper=True) if source else voice


def period_of(claim: Claim) -> DateRange | None:
    """Takes a claim, gives when it speaks of, or None where nothing readable is stated."""
    return read_edtf(claim.when) if claim.when else None
