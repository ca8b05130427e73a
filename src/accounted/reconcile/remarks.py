"""All remarks of the room: takes documents, texts, readings, comparisons and ties, gives what the content shows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from accounted.core.claim import Comparison, Reading
from accounted.core.document import Document, Place, Tie
from accounted.core.outcome import Remark
from accounted.core.worded import worded
from accounted.reconcile.arithmetic import part_remarks
from accounted.reconcile.definitions import definition_remarks
from accounted.reconcile.quoted import not_in_cited, said_before, two_dates
from accounted.reconcile.rates import rate_remarks, transposed_between, unknown_as_zero
from accounted.reconcile.series import series_remarks
from accounted.reconcile.statements import Statement, statements
from accounted.reconcile.totals import breakdown_remarks, inside_and_beside, total_remarks
from accounted.reconcile.where import where_of

REMARK_CODES = {
    "parts-exceed-total": "The parts of a total add up to more than the total.",
    "parts-below-total": "The parts of a total add up to less than the total; the message gives the remainder.",
    "parts-not-added": "Parts are stated with “about” or in words, so that they are not added up.",
    "part-exceeds-its-total": "One part is larger than the total that it is stated to be a part of.",
    "percent-parts-over-100": "Shares of one total add up to more than a hundred percent.",
    "totals-of-one-speaker-differ": "One speaker states figures of one scope that cannot all hold.",
    "later-figure-lower": "A speaker's later figure of one scope is lower than an earlier one.",
    "totals-differ-between-speakers": "Speakers state figures of one scope that cannot all hold.",
    "running-total-lower": "A running total is lower on a later day than on an earlier one.",
    "digits-transposed": "A figure fits where two neighbouring digits of it are exchanged.",
    "columns-mixed": "On one day one running total is lower than before while another of the same speaker rises far.",
    "backlog-day": "A day's figure is far above those of the days around it, as where earlier days are counted in.",
    "zero-in-running-total": "A running total returns to 0, as where unknown was read as zero.",
    "unknown-read-as-zero": "The words of a figure say that it is not known, its number is 0.",
    "rate-cannot-be": "A share is over a hundred percent, or a figure exceeds those stated as present.",
    "age-zero-dropped": "An average age fits where the ages of 0 are left out, and not with them.",
    "injured-and-treated": "Figures of injured persons and of persons treated or in hospital stand side by side.",
    "killed-and-presumed": "Figures of persons killed and of persons missing and presumed dead stand side by side.",
    "combatants-and-adult-men": "Figures of combatants and of adult men stand side by side.",
    "estimate-beside-count": "Figures worded as estimates stand beside figures that are not.",
    "figure-with-two-dates": "One uncommon figure is stated with two dates that cannot meet.",
    "said-before-it-happened": "A figure is dated before what it counts.",
    "not-in-cited-document": "A figure laid to a source is in none of that source's documents held here.",
    "same-total-broken-down-differently": "The same total is broken down with different figures for one part.",
    "part-here-total-there": "A figure is a part of another effect's total in one document and beside it in another.",
    "text-in-common": "Two documents have passages in common, word for word.",
    "same-bytes": "Two documents have the same bytes under two names.",
    "cites": "A document names the source or publisher of another in words of attribution.",
    "figures-in-common": "Two documents state the same uncommon figures; a weak sign of a common source.",
    "text-translated": "Two documents in two languages hold the same numbers in the same order.",
    "spellings-in-common": "Two documents spell names in the same rare way; a weak sign of a common source.",
    "tie-decided": "A person decided that one document leans on another.",
}
"""Every code that this room gives, with its meaning in one sentence."""

_TIE_CODES = {
    "shared-passage": "text-in-common",
    "same-bytes": "same-bytes",
    "citation": "cites",
    "shared-figures": "figures-in-common",
    "translation": "text-translated",
    "shared-spellings": "spellings-in-common",
    "decided": "tie-decided",
}


def remarks(
    documents: Sequence[Document],
    texts: Mapping[str, str],
    *,
    readings: Sequence[Reading],
    comparisons: Sequence[Comparison],
    ties: Sequence[Tie],
) -> tuple[Remark, ...]:
    """Takes documents, texts by document id, readings, comparisons and ties, gives all remarks.

    Those on sums come first, then those on each comparison in its order, then one for each tie.
    """
    texts = {one.id: text for one in documents if (text := texts.get(one.id)) is not None}
    found = sorted(statements(documents, readings), key=lambda one: one.order)
    by_id = {one.claim.id: one for one in found}
    parts = [one for one in found if one.claim.part_of]
    tied = {frozenset((tie.from_document, tie.to_document)) for tie in ties}
    names = {document.id: document.name for document in documents}
    groups = [[by_id[claim] for claim in c.claims if claim in by_id] for c in comparisons]
    return (
        *part_remarks(found, texts),
        *unknown_as_zero(found, texts),
        *said_before(found, texts),
        *series_remarks(found, texts),
        *two_dates(found, texts),
        *not_in_cited(found, documents, texts),
        *(remark for group in groups for remark in total_remarks(group, texts)),
        *(remark for group in groups for remark in transposed_between(group, tied, texts)),
        *(remark for remark in _across(comparisons, groups, parts, texts)),
        *(tie_remark(tie, names, texts) for tie in ties),
    )


def _across(
    comparisons: Sequence[Comparison],
    groups: Sequence[Sequence[Statement]],
    parts: Sequence[Statement],
    texts: Mapping[str, str],
) -> Iterator[Remark]:
    of_total: dict[str, list[Statement]] = defaultdict(list)
    for part in parts:
        of_total[part.claim.part_of or ""].append(part)
    events: dict[str, list[Statement]] = defaultdict(list)
    for comparison, group in zip(comparisons, groups, strict=True):
        some = [part for total in group for part in of_total.get(total.claim.id, ())]
        yield from breakdown_remarks(group, some, texts)
        events[comparison.event].extend(group)
    for event in events.values():
        yield from inside_and_beside(event, texts)
        yield from definition_remarks(event, texts)
        yield from rate_remarks(event, texts)


def tie_remark(tie: Tie, names: Mapping[str, str], texts: Mapping[str, str]) -> Remark:
    """Takes a tie, the documents' names by id and texts, gives the remark that says what the two documents share."""
    one, other = names[tie.from_document], names[tie.to_document]
    places: tuple[Place, ...] = tuple(span for pair in tie.spans for span in pair if span)
    where = where_of(one, places[0], texts) if places else one
    told = {"document": one, "document2": other, "reason": tie.reason}
    if tie.kind == "citation":
        message = worded("{document} cites {document2}: {reason}.", **told)
    elif tie.kind == "decided":
        message = worded("{document} leans on {document2}: {reason}.", **told)
    else:
        message = worded("{document} and {document2}: {reason}.", **told)
    return Remark(code=_TIE_CODES[tie.kind], where=where, message=message, places=places, made_from=(tie.id,))
