"""Figures that do not fit their dates or their citation: takes statements, documents and texts, gives remarks.

One figure with two dates, a figure said before what it counts, a quoted figure that is not in the cited document.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from accounted.core.dates import DateRange, overlap, read_edtf
from accounted.core.document import Cell, Document
from accounted.core.outcome import Remark
from accounted.core.worded import worded
from accounted.reconcile.citations import surely_before
from accounted.reconcile.period import kind_of, range_words
from accounted.reconcile.places import place_key
from accounted.reconcile.population import population_of
from accounted.reconcile.quantities import figure_words, named_numbers
from accounted.reconcile.sources import Holders
from accounted.reconcile.statements import Statement, period_of
from accounted.reconcile.where import remark_on

RARE = 100
"""A figure of at least so much that is not round is rarely stated of two events by chance (a choice)."""

SHOWN = 3
_DIGITS = re.compile(r"\d(?:[\d.,'’\u00a0\u202f ]*\d)?")
_NOT_DIGITS = re.compile(r"\D")
_ARABIC = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def two_dates(found: Sequence[Statement], texts: Mapping[str, str]) -> Iterator[Remark]:
    """Takes statements in order of statement, gives each uncommon figure that is quoted with dates that cannot meet."""
    alike: dict[tuple[object, ...], list[tuple[Statement, DateRange]]] = defaultdict(list)
    for one in found:
        stated, number = period_of(one.claim), one.claim.quantity.best
        if number is None or number < RARE or number % 10 == 0 or one.claim.cumulative is not None or not stated:
            continue
        if one.claim.quantity.qualifier == "exact" and kind_of(stated) == "days":
            place = place_key(one.claim.where) if one.claim.where else ""
            alike[one.claim.effect, number, population_of(one.claim).key, place].append((one, stated))
    for some in alike.values():
        first, stated = some[0]
        other = next(((o, r) for o, r in some[1:] if not overlap(stated, r) and _not_one_table(first, o)), None)
        if other:
            one, its = other
            message = worded(
                "{figure} {effect} is stated with two dates: {when} ({speaker}, {document}), {when2} ({speaker2}, "
                "{document2}).",
                figure=figure_words(first.claim.quantity), effect=first.claim.effect.replace("_", " "),
                when=range_words(stated), speaker=first.voice.name, document=first.name, when2=range_words(its),
                speaker2=one.voice.name, document2=one.name,
            )  # fmt: skip
            yield remark_on("figure-with-two-dates", [first, one], texts, message=message)


def _not_one_table(one: Statement, other: Statement) -> bool:
    return one.document != other.document or not isinstance(one.claim.place, Cell)


def said_before(found: Sequence[Statement], texts: Mapping[str, str]) -> Iterator[Remark]:
    """Takes statements, gives each that is dated before what it counts, or before the date that it describes."""
    for one in found:
        said = read_edtf(one.said_on) if one.said_on else None
        for edtf, words in (
            (one.claim.when, worded("what it counts")),
            (one.claim.as_of, worded("the date that it describes")),
        ):
            stated = read_edtf(edtf) if edtf else None
            if said and stated and said.last and stated.first and said.last < stated.first:
                message = worded(
                    "{speaker}: {figure}, said {when}, before {what} ({when2}).", speaker=one.voice.name,
                    figure=figure_words(one.claim.quantity), when=range_words(said), what=words,
                    when2=range_words(stated),
                )  # fmt: skip
                yield remark_on("said-before-it-happened", [one], texts, message=message)
                break


def not_in_cited(
    found: Sequence[Statement], documents: Sequence[Document], texts: Mapping[str, str]
) -> Iterator[Remark]:
    """Takes statements, documents and texts, gives each figure laid to a source whose documents here do not hold it.

    Looked through are the document at the address that a row cites, else the documents of the named source that are not
    dated later and speak of the same place or of none. That it is in none of these says nothing of others.
    """
    by_url = {document.described.url: document for document in documents if document.described.url}
    by_id = {document.id: document for document in documents}
    places = _places(found)
    holders = Holders.of(documents, places)
    numbers = {document.id: set(_numbers_in(texts[document.id])) for document in documents if document.id in texts}
    for one in found:
        if one.document in numbers:
            numbers[one.document] |= named_numbers(one.claim.quantity)
    for one in found:
        stated = {n for n in named_numbers(one.claim.quantity) if n >= 1}
        if not stated or not _checkable(one):
            continue
        cited = by_url.get(one.claim.citation.url) if one.claim.citation and one.claim.citation.url else None
        if cited:
            meant = [cited]
        else:
            here = {place_key(one.claim.where)} if one.claim.where else places.get(one.document, set())
            sources = () if one.voice.own else holders.near(one.voice.key, here)
            meant = [by_id[held] for held in sources if _can_be_meant(one, by_id[held], by_id)]
        meant = [document for document in meant if document.id in numbers and document.id != one.document]
        if meant and not any(stated & numbers[d.id] for d in meant):
            yield _not_held(one, meant, texts)


def _checkable(one: Statement) -> bool:
    quantity = one.claim.quantity
    return one.claim.stance in ("asserts", "reports") and quantity.qualifier not in ("vague", "fraction", "percent")


def _places(found: Sequence[Statement]) -> dict[str, set[str]]:
    places: dict[str, set[str]] = defaultdict(set)
    for one in found:
        if one.claim.where:
            places[one.document].add(place_key(one.claim.where))
    return places


def _can_be_meant(one: Statement, document: Document, by_id: Mapping[str, Document]) -> bool:
    own = by_id.get(one.document)
    if own is None or (own.sha256 == document.sha256) or surely_before(own, document):
        return False
    return not (isinstance(one.claim.place, Cell) and _dated_later(document, one))


def _dated_later(document: Document, one: Statement) -> bool:
    said, published = (read_edtf(edtf) if edtf else None for edtf in (one.said_on, document.described.published))
    return bool(said and published and said.last and published.first and said.last < published.first)


def _numbers_in(text: str) -> frozenset[float]:
    """Gives every number that stands in a text in digits, with or without marks between them, in any script."""
    found: set[float] = set()
    for match in _DIGITS.finditer(text.translate(_ARABIC)):
        joined = _NOT_DIGITS.sub("", match[0])
        parts = [part for part in _NOT_DIGITS.split(match[0]) if part]
        found.update(float(part) for part in (joined, *parts) if len(part) < 16)
    return frozenset(found)


def _not_held(one: Statement, meant: Sequence[Document], texts: Mapping[str, str]) -> Remark:
    named: str = ", ".join(document.name for document in meant[:SHOWN])
    if len(meant) > SHOWN:
        named = worded("{names} and {n} more", names=named, n=len(meant) - SHOWN)
    message = worded(
        "{figure} {effect}, stated in {document} as said by {speaker}: the number is not in {named}; other documents "
        "of it are not held here.",
        figure=figure_words(one.claim.quantity), effect=one.claim.effect.replace("_", " "), document=one.name,
        speaker=one.voice.name, named=named,
    )  # fmt: skip
    return remark_on("not-in-cited-document", [one], texts, message=message)
