"""What leans on what: takes documents, their texts and readings, gives ties with their evidence, span by span.

That no tie is found does not show that two documents are independent.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from accounted.core.claim import Claim, Reading
from accounted.core.dates import read_edtf, sort_key
from accounted.core.document import Document, MadeBy, Span, Tie
from accounted.core.ids import content_id
from accounted.core.text import Words
from accounted.core.worded import listed, worded
from accounted.reconcile.citations import Citation, citations, surely_before
from accounted.reconcile.origins import WEAK
from accounted.reconcile.period import range_words
from accounted.reconcile.quantities import number_words
from accounted.reconcile.shingles import SHINGLE, Passage, joined_words, shared_passages
from accounted.reconcile.spellings import shared_spellings
from accounted.reconcile.translation import Anchor, translations

MADE_BY = MadeBy(step="reconcile.ties", version="2", parameters=(("shingle", str(SHINGLE)),))
SHOWN = 20
"""So many pairs of places are kept as evidence of a translation or of spellings."""

FIGURES = 3
"""Two documents are tied by their figures from so many uncommon figures in common."""

_RARE = 5
_SMALL = 20
_NAMED = ("exact", "at_least", "more_than", "at_most", "fewer_than")


def ties(documents: Sequence[Document], texts: Mapping[str, str], *, readings: Sequence[Reading]) -> tuple[Tie, ...]:
    """Takes documents, the texts by document id and the readings, gives the ties seen between the documents.

    Kinds: same-bytes, shared-passage, translation, citation and, as weak signs for documents not tied otherwise,
    shared-figures and shared-spellings. A tie is directed where the dates of publication allow one direction only, and
    a citation always.
    """
    by_id = {document.id: document for document in documents}
    texts = {held: text for held in by_id if (text := texts.get(held)) is not None}
    first = sorted(by_id, key=lambda held: (*sort_key(by_id[held].described.published), held))
    found = [*_same_bytes(by_id, first), *_passages(by_id, texts, first)]
    found += _translations(by_id, texts, first, _languages(documents, readings))
    found += [_citation(one) for one in citations(documents, texts, readings)]
    tied = {frozenset((tie.from_document, tie.to_document)) for tie in found}
    weak = [*_figures(by_id, readings), *_spellings(by_id, texts, first)]
    found += [tie for tie in weak if frozenset((tie.from_document, tie.to_document)) not in tied]
    rank = {document.id: index for index, document in enumerate(documents)}
    return tuple(sorted(found, key=lambda tie: (rank[tie.from_document], rank[tie.to_document], tie.kind)))


def _same_bytes(by_id: Mapping[str, Document], first: Sequence[str]) -> Iterator[Tie]:
    """Gives a tie from each copy to the first document with these bytes: first by date, then by id."""
    copies: dict[str, str] = {}
    for held in first:
        document = by_id[held]
        original = copies.setdefault(document.sha256, held)
        if original != held:
            reason = worded("the same bytes under two names (SHA-256 {hash}…)", hash=document.sha256[:8])
            yield _tie("same-bytes", document, by_id[original], reason=reason, spans=())


def _passages(by_id: Mapping[str, Document], texts: Mapping[str, str], first: Sequence[str]) -> Iterator[Tie]:
    seen: set[str] = set()
    words: dict[str, Words] = {}
    for held in first:
        if held in texts and by_id[held].sha256 not in seen:
            seen.add(by_id[held].sha256)
            words[held] = joined_words(texts[held])
    for one, other, passages in shared_passages(words, first=list(words)):
        pairs = [_spans(one, other, p, words, texts) for p in passages]
        count = sum(p.length for p in passages)
        reason = (
            worded("{n} words in common in {passages} passages", n=count, passages=len(passages))
            if len(passages) > 1
            else worded("{n} words in common in 1 passage", n=count)
        )
        yield _tie("shared-passage", by_id[other], by_id[one], reason=reason, spans=pairs)


def _languages(documents: Sequence[Document], readings: Sequence[Reading]) -> dict[str, str | None]:
    """Gives the language of each document: as told, else as read."""
    read = {reading.document: reading.language for reading in readings}
    return {document.id: document.described.language or read.get(document.id) for document in documents}


def _translations(
    by_id: Mapping[str, Document], texts: Mapping[str, str], first: Sequence[str], languages: Mapping[str, str | None]
) -> Iterator[Tie]:
    held = [document for document in first if document in texts]
    for found in translations(texts, languages, first=held):
        pairs = [(_at(found.other, b, texts), _at(found.one, a, texts)) for a, b in found.numbers[:SHOWN]]
        count = len({a.key for a, _ in found.numbers})
        reason = worded("{n} different numbers in the same order in two languages: one text translated", n=count)
        yield _tie("translation", by_id[found.other], by_id[found.one], reason=reason, spans=pairs)


def _at(document: str, place: Anchor, texts: Mapping[str, str]) -> Span:
    return Span(document=document, start=place.start, end=place.end, quote=texts[document][place.start : place.end])


def _spellings(by_id: Mapping[str, Document], texts: Mapping[str, str], first: Sequence[str]) -> Iterator[Tie]:
    held = [document for document in first if document in texts]
    for found in shared_spellings(texts, first=held):
        pairs = [
            (Span(document=found.other, start=b[0], end=b[1], quote=texts[found.other][b[0] : b[1]]),
             Span(document=found.one, start=a[0], end=a[1], quote=texts[found.one][a[0] : a[1]]))
            for _, a, b, _ in found.spellings[:SHOWN]
        ]  # fmt: skip
        words = ", ".join(f"“{there.quote}”" for _, there in pairs)
        reason = worded("the same rare spellings in both ({words}): a weak sign of a common source", words=words)
        yield _tie("shared-spellings", by_id[found.other], by_id[found.one], reason=reason, spans=pairs)


def _spans(
    one: str, other: str, passage: Passage, words: Mapping[str, Words], texts: Mapping[str, str]
) -> tuple[Span, Span]:
    """Gives the passage in the other document and in the first one, in this order."""
    return (
        _span(other, passage.other, passage.length, words, texts),
        _span(one, passage.one, passage.length, words, texts),
    )


def _span(document: str, position: int, length: int, words: Mapping[str, Words], texts: Mapping[str, str]) -> Span:
    start, end = words[document].starts[position], words[document].ends[position + length - 1]
    return Span(document=document, start=start, end=end, quote=texts[document][start:end])


def _citation(one: Citation) -> Tie:
    same = any(there for _, there in one.spans)
    quoted = f"“{' '.join(one.spans[0][0].quote.split())}”"
    held = worded("the same figure stands in that document")
    found = held if same else worded("whether from this document is not shown")
    reason = worded(
        "its source or publisher is named with words of attribution ({quoted}); {found}",
        quoted=quoted, found=found,
    )  # fmt: skip
    content = {"kind": "citation", "from": one.citing, "to": one.cited, "spans": _offsets(one.spans)}
    return Tie(
        id=content_id("tie", content),
        kind="citation",
        from_document=one.citing,
        to_document=one.cited,
        directed=True,
        reason=reason,
        spans=one.spans,
        made_by=MADE_BY,
    )


def _tie(kind: str, one: Document, other: Document, *, reason: str, spans: Iterable[tuple[Span, Span | None]]) -> Tie:
    """Gives a tie that is directed where the dates allow one direction, and else in the order of ids."""
    pairs = tuple(spans)
    forward, backward = surely_before(other, one), surely_before(one, other)
    turn = backward or (not forward and other.id < one.id)
    start, end = (other, one) if turn else (one, other)
    if turn:
        pairs = tuple((there, here) for here, there in pairs if there)
    content = {"kind": kind, "from": start.id, "to": end.id, "spans": _offsets(pairs)}
    directed = forward or backward
    order = (
        worded("{document} is dated later ({dates})", document=start.name, dates=_dates(start, end))
        if directed
        else worded("which came first is not shown")
    )
    shown = listed([reason, order])
    return Tie(
        id=content_id("tie", content),
        kind=kind,
        from_document=start.id,
        to_document=end.id,
        directed=directed and kind not in WEAK,
        reason=shown if kind not in WEAK else reason,
        spans=pairs,
        made_by=MADE_BY,
    )


def _dates(later: Document, earlier: Document) -> str:
    ranges = [read_edtf(document.described.published or "") for document in (later, earlier)]
    told = [range_words(stated) for stated in ranges if stated]
    return worded("{when} after {when2}", when=told[0], when2=told[1]) if len(told) == 2 else listed(told)


def _offsets(spans: Iterable[tuple[Span, Span | None]]) -> list[list[int]]:
    return [[n for span in pair if span for n in (span.start, span.end)] for pair in spans]


def _figures(by_id: Mapping[str, Document], readings: Sequence[Reading]) -> Iterator[Tie]:
    """Gives ties between documents that state the same uncommon figures of the same effects."""
    held: dict[tuple[str, float], dict[str, Claim]] = defaultdict(dict)
    for reading in readings:
        for claim in reading.claims if reading.document in by_id else ():
            if claim.quantity.best is not None and claim.quantity.qualifier in _NAMED and uncommon(claim):
                held[claim.effect, claim.quantity.best].setdefault(reading.document, claim)
    shared: dict[tuple[str, str], list[tuple[float, Claim, Claim]]] = defaultdict(list)
    for (_, number), claims in held.items():
        if 2 <= len(claims) <= max(_RARE, len(by_id) // 10) and len(claims) <= 3 * _RARE:
            for one, other in combinations(sorted(claims), 2):
                shared[one, other].append((number, claims[one], claims[other]))
    for (one, other), found in shared.items():
        if len(found) >= FIGURES and by_id[one].sha256 != by_id[other].sha256:
            found.sort(key=lambda one: _position(one[1]))
            numbers = ", ".join(number_words(number) for number, _, _ in found)
            pairs = [(a.place, b.place) for _, a, b in found if isinstance(a.place, Span) and isinstance(b.place, Span)]
            reason = worded(
                "the same uncommon figures in both ({numbers}): a weak sign of a common source", numbers=numbers
            )
            yield _tie("shared-figures", by_id[one], by_id[other], reason=reason, spans=pairs)


def _position(claim: Claim) -> tuple[int, int]:
    place = claim.place
    return (place.start, place.end) if isinstance(place, Span) else (place.row, place.column)


def uncommon(claim: Claim) -> bool:
    """Takes a claim with a best value, gives whether two documents rarely state it by chance: not round, not small."""
    number = claim.quantity.best or 0
    return number >= _SMALL and number % 10 != 0
