"""Names of sources: takes documents, gives the ways in which their sources and publishers are named."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from accounted.core.document import Document
from accounted.core.text import fold, words_of
from accounted.reconcile.speakers import name_key

_INSTITUTIONS = (
    "ministry council committee embassy agency commission hospital union federation organisation organization "
    "association institute party office authority prosecutor commissioner mission observatory centre center"
)
INSTITUTIONS = frozenset(_INSTITUTIONS.split())
"""Words that alone ("the ministry") name a source, where one single source of the project has them in its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A way to name a source: its folded words, the key of the source, whether it needs a capital or an article."""

    words: tuple[str, ...]
    source: str
    capital: bool
    article: bool


def told_names(document: Document) -> list[str]:
    """Takes a document, gives the names of its source and publisher as told, without what stands in parentheses."""
    described = document.described
    found = [name for name in (described.source, described.publisher) if name]
    parts = [re.sub(r"\([^)]*\)", " ", part) for name in found for part in name.split(" / ")]
    return [" ".join(part.split()) for part in parts if part.strip()]


def held_by(documents: Sequence[Document]) -> dict[str, list[str]]:
    """Takes documents, gives for the key of each source or publisher the ids of its documents."""
    found: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        for source in dict.fromkeys(name_key(name) for name in told_names(document)):
            found[source].append(document.id)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Holders:
    """The documents of each source, in order of intake, and by each place that they state.

    A source may have hundreds of documents, of which few speak of one place: the others need not be looked at.
    """

    every: Mapping[str, Sequence[str]]
    at: Mapping[tuple[str, str], Sequence[str]]
    rank: Mapping[str, int]

    @classmethod
    def of(cls, documents: Sequence[Document], places: Mapping[str, Collection[str]]) -> "Holders":
        """Takes documents and the keys of the places that each states, gives the documents of each source."""
        every = held_by(documents)
        at: dict[tuple[str, str], list[str]] = defaultdict(list)
        for source, held in every.items():
            for document in held:
                for place in places.get(document) or ("",):
                    at[source, place].append(document)
        return cls(every=every, at=at, rank={document.id: place for place, document in enumerate(documents)})

    def near(self, source: str, places: Collection[str]) -> Sequence[str]:
        """Takes a source and places, gives its documents that state one of them or none: all where no place is told."""
        if not places:
            return self.every.get(source, ())
        found = {document for place in (*places, "") for document in self.at.get((source, place), ())}
        return sorted(found, key=lambda document: self.rank[document])


def ways_to_name(documents: Sequence[Document]) -> dict[str, list[Name]]:
    """Takes documents, gives the ways to name their sources, by first word; a way that fits two sources is nobody's."""
    sources = {name_key(name): name for document in documents for name in told_names(document)}
    full = _in_full(documents)
    meant: dict[tuple[str, ...], set[Name]] = defaultdict(set)
    for key, told in sources.items():
        for name in _ways(key, told, full.get(key, "")):
            meant[name.words].add(name)
    found: dict[str, list[Name]] = defaultdict(list)
    for words, ways in meant.items():
        if len({way.source for way in ways}) == 1:
            found[words[0]].append(min(ways, key=lambda way: (way.capital, way.article)))
    return {word: sorted(ways, key=lambda way: -len(way.words)) for word, ways in found.items()}


def _ways(key: str, told: str, in_full: str) -> Iterator[Name]:
    words = words_of(key).folded
    if not words:
        return
    article = len(words) == 1 and fold(told).startswith("the ")
    yield Name(words=words, source=key, capital=True, article=article)
    for cut in re.finditer(r",| of | for | in ", key):
        head = words_of(key[: cut.start()]).folded
        if 1 < len(head) < len(words):
            yield Name(words=head, source=key, capital=True, article=False)
    for short in re.findall(r"\(([A-Z]{2,})\)", in_full):
        yield Name(words=(fold(short),), source=key, capital=True, article=False)
    letters = "".join(part[0] for part in re.findall(r"\w+", told) if part[0].isupper())
    if len(letters) > 2 and len(words) > 1:
        yield Name(words=(fold(letters),), source=key, capital=True, article=False)
    for word in INSTITUTIONS.intersection(words) if len(words) > 1 else ():
        yield Name(words=(word,), source=key, capital=False, article=True)


def _in_full(documents: Sequence[Document]) -> dict[str, str]:
    """Gives each source's name as told with its parentheses, where its short form may stand."""
    described = [name for d in documents for name in (d.described.source, d.described.publisher) if name]
    return {name_key(" ".join(re.sub(r"\([^)]*\)", " ", name).split())): name for name in described}


def known_speakers(documents: Sequence[Document]) -> dict[tuple[str, ...], str]:
    """Takes documents, gives for the folded words of each way to name a source the source's name as told.

    A short form counts as the source's where no other source of the project has it.
    """
    named = {name_key(name): name for document in documents for name in told_names(document)}
    ways = [way for some in ways_to_name(documents).values() for way in some]
    return {way.words: named[way.source] for way in ways}
