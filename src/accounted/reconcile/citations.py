"""Citations: takes documents, texts and readings, gives where a text names another document's source or publisher."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from accounted.core.claim import Claim, Reading
from accounted.core.dates import DateRange, read_edtf
from accounted.core.document import Document, Span
from accounted.core.text import Words, words_of
from accounted.reconcile.places import place_key
from accounted.reconcile.quantities import named_numbers
from accounted.reconcile.sources import Holders, Name, held_by, told_names, ways_to_name
from accounted.reconcile.speakers import name_key

_BEFORE = (
    "according to|quoted by|cited by|reported by|relayed by|told|quoting|quoted|citing|cites|quotes|relaying|"
    "figures from|figures of|figures by|statement by|statement of|statement from|report by|report of|report from|"
    "reports from|reports by|data from|figures published by|published by|said by|issued by|selon|d’après|d'après|"
    "citant|по данным|сообщает|сообщил|сообщила"
)
_AFTER = (
    "said|says|quoted|quotes|cited|cites|reported|reports|stated|states|announced|claimed|claims|put|puts|told|denied|"
    "denies|wrote|writes|counted|counts|listed|lists|published|gave|gives|spoke|declared|rejects|rejected|estimated|"
    "estimates|confirmed|added|a déclaré|a annoncé|affirme|indique|rapporte|сообщило|сообщил|сообщила|заявило|заявил"
)
_CUE_BEFORE = re.compile(rf"\b(?:{_BEFORE})\b[^.!?;:\n]{{0,24}}$", re.IGNORECASE)
_CUE_AFTER = re.compile(
    rf"^(?:[^.!?;:]{{0,40}}?\b(?:{_AFTER})\b|['’]s? (?:\w+ )?(?:figures?|counts?|numbers?|statement|report|list)\b)",
    re.IGNORECASE,
)
_SENTENCE = 300
_AT_MOST = 3
_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One document names another's source: the span of the name, and the same figure there where one stands."""

    citing: str
    cited: str
    spans: tuple[tuple[Span, Span | None], ...]


Figure = tuple[str, frozenset[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What citations are looked for in, prepared once: so that a source with many documents is not walked each time.

    `stating` gives for a source and a figure the documents that state it, each with its first place there.
    """

    by_id: Mapping[str, Document]
    claims: Mapping[str, Sequence[Claim]]
    places: Mapping[str, frozenset[str]]
    holders: Holders
    stating: Mapping[tuple[str, Figure], Mapping[str, Span]]

    @classmethod
    def of(cls, documents: Sequence[Document], readings: Sequence[Reading]) -> "_Ground":
        claims = {reading.document: reading.claims for reading in readings}
        places = {
            document: frozenset(place_key(claim.where) for claim in some if claim.where)
            for document, some in claims.items()
        }
        stating: dict[tuple[str, Figure], dict[str, Span]] = defaultdict(dict)
        for source, held in held_by(documents).items():
            for document in held:
                for claim in claims.get(document, ()):
                    if isinstance(claim.place, Span):
                        stating[source, _figure(claim)].setdefault(document, claim.place)
        return cls(
            by_id={document.id: document for document in documents},
            claims=claims,
            places=places,
            holders=Holders.of(documents, places),
            stating=stating,
        )


def _figure(claim: Claim) -> Figure:
    return claim.effect, named_numbers(claim.quantity)


def citations(
    documents: Sequence[Document], texts: Mapping[str, str], readings: Sequence[Reading]
) -> Iterator[Citation]:
    """Takes documents, their texts and readings, gives the citations between them.

    A name counts where words of attribution stand beside it, or where a claim in the same text has that speaker. Of a
    source with several documents, the one with the same figure is meant, or else the last one dated before; where
    neither is known, up to three of the same place are taken and otherwise none.
    """
    named = ways_to_name(documents)
    ground = _Ground.of(documents, readings)
    for document in documents:
        text = texts.get(document.id)
        if text is None or not named:
            continue
        own = {name_key(name) for name in told_names(document)}
        mentions: dict[str, list[Span]] = defaultdict(list)
        for name, span in _mentions(document.id, text, named):
            if name.source not in own and _attributes(text, span, ground.claims.get(document.id, ())):
                mentions[name.source].append(span)
        for source, spans in mentions.items():
            yield from _towards(document, spans, source, ground)


def _mentions(document: str, text: str, named: Mapping[str, Sequence[Name]]) -> Iterator[tuple[Name, Span]]:
    words = _without_possessive(words_of(text))
    reached = 0
    for position, word in enumerate(words.folded):
        if position < reached or word not in named:
            continue
        name = next((name for name in named[word] if _stands(name, words, position, text)), None)
        if name:
            reached = position + len(name.words)
            start, end = words.starts[position], words.ends[reached - 1]
            yield name, Span(document=document, start=start, end=end, quote=text[start:end])


def _without_possessive(words: Words) -> Words:
    cut = [2 if word.endswith(("'s", "’s")) else 0 for word in words.folded]
    folded = tuple(word[: len(word) - n] for word, n in zip(words.folded, cut, strict=True))
    ends = tuple(end - n for end, n in zip(words.ends, cut, strict=True))
    return Words(folded=folded, starts=words.starts, ends=ends)


def _stands(name: Name, words: Words, position: int, text: str) -> bool:
    length = len(name.words)
    if words.folded[position : position + length] != name.words:
        return False
    start, end = words.starts[position], words.ends[position]
    if name.capital and not text[start].isupper() and text[start].lower() != text[start].upper():
        return False
    short = length == 1 and len(name.words[0]) <= 5 and name.capital
    if short and not name.article and name.words[0] != name.source and not text[start:end].isupper():
        return False
    return not name.article or (position > 0 and words.folded[position - 1] == "the")


def _attributes(text: str, span: Span, claims: Sequence[Claim]) -> bool:
    before, after = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 60]
    flat_before, flat_after = re.sub(r"[\s>|]+", " ", before), re.sub(r"[\s>|]+", " ", after)
    if _CUE_BEFORE.search(flat_before) or _CUE_AFTER.search(flat_after):
        return True
    name = name_key(span.quote)
    return any(_near(span, claim) and name in name_key(claim.speaker or "") for claim in claims)


def _near(span: Span, claim: Claim) -> bool:
    place = claim.place
    return isinstance(place, Span) and abs(place.start - span.start) <= _SENTENCE


def surely_before(one: Document, other: Document) -> bool:
    """Takes two documents, gives whether the dates of publication allow the first to be the earlier one only."""
    mine, its = _published(one), _published(other)
    return bool(mine and its and mine.last and its.first and mine.last < its.first)


def _published(document: Document) -> DateRange | None:
    return read_edtf(document.described.published) if document.described.published else None


def _towards(document: Document, spans: Sequence[Span], source: str, ground: _Ground) -> Iterator[Citation]:
    """Gives the citations of one source: of its documents with the figure that stands near the name, else the last."""
    own = ground.claims.get(document.id, ())
    stated = [(span, [ground.stating.get((source, f), {}) for f in _figures_near(span, own)]) for span in spans]
    meant = _others(document, {other for _, alike in stated for places in alike for other in places}, ground)
    for other in meant:
        pairs = [(span, next((p[other.id] for p in alike if other.id in p), None)) for span, alike in stated]
        yield Citation(citing=document.id, cited=other.id, spans=tuple(pair for pair in pairs if pair[1])[:_SHOWN])
    if not meant:
        near = ground.holders.near(source, ground.places.get(document.id, ()))
        for other in _last_before(document, _others(document, near, ground)):
            yield Citation(citing=document.id, cited=other.id, spans=tuple((span, None) for span in spans)[:_SHOWN])


def _others(document: Document, names: Collection[str], ground: _Ground) -> list[Document]:
    """Gives those that can be what is cited, in order of intake: other bytes, and not dated after."""
    ordered = (ground.by_id[name] for name in sorted(names, key=lambda name: ground.holders.rank[name]))
    return [
        other
        for other in ordered
        if other.id != document.id and other.sha256 != document.sha256 and not surely_before(document, other)
    ]


def _last_before(document: Document, others: Sequence[Document]) -> Sequence[Document]:
    dated = [other for other in others if surely_before(other, document)]
    if dated:
        last = max(_first_day(other) for other in dated)
        dated = [other for other in dated if _first_day(other) == last]
    meant = dated or others
    return meant if len(meant) <= _AT_MOST else ()


def _first_day(document: Document) -> str:
    published = _published(document)
    return published.first.isoformat() if published and published.first else ""


def _figures_near(span: Span, own: Sequence[Claim]) -> list[Figure]:
    """Gives the figures stated near a name, the nearest first."""
    near = sorted((claim for claim in own if _near(span, claim)), key=lambda claim: _distance(span, claim))
    return [figure for figure in map(_figure, near) if figure[1]]


def _distance(span: Span, claim: Claim) -> int:
    return abs(claim.place.start - span.start) if isinstance(claim.place, Span) else _SENTENCE
