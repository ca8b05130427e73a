"""Rare spellings in common: takes texts, gives pairs of documents that spell names in the same uncommon way.

A spelling that few share where many write otherwise is a sign of a common source, and a weak one: it is shown and not
counted.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from accounted.core.text import fold
from accounted.reconcile.places import place_key

NAMES = 2
"""So many rare spellings in common tie two documents (a choice of this project)."""

FEW = 3
TIMES = 3
"""A spelling is rare in at most so many documents, where the name's common one is in so many times as many."""

LONG = 6
_NAME = re.compile(r"[^\W\d_]{3,}(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Two documents with rare spellings in common: for each the spelling, its place in both, and the common one."""

    one: str
    other: str
    spellings: tuple[tuple[str, tuple[int, int], tuple[int, int], str], ...]


def shared_spellings(texts: Mapping[str, str], *, first: Sequence[str]) -> Iterator[Shared]:
    """Takes texts by document and the documents in order, gives each pair with rare spellings in common.

    Only spellings of one key count (`places.place_key`: systems of romanisation), never mere likeness; those that a
    language as a whole uses are not rare, since then more than a few documents have them.
    """
    held = {document: _names(texts[document]) for document in first if document in texts}
    holders: dict[str, Counter[str]] = defaultdict(Counter)
    for names in held.values():
        for spelling, (key, _, _) in names.items():
            holders[key][spelling] += 1
    shared: dict[tuple[str, str], list[tuple[str, tuple[int, int], tuple[int, int], str]]] = defaultdict(list)
    with_it: dict[str, list[str]] = defaultdict(list)
    rare = {spelling: common for counts in holders.values() for spelling, common in _rare(counts).items()}
    for document, names in held.items():
        for spelling in names:
            if spelling in rare:
                with_it[spelling].append(document)
    for spelling, documents in with_it.items():
        for one, other in combinations(documents, 2):
            places = (held[one][spelling][1:], held[other][spelling][1:])
            shared[one, other].append((spelling, *places, rare[spelling]))
    for (one, other), some in shared.items():
        if len(some) >= NAMES:
            yield Shared(one=one, other=other, spellings=tuple(sorted(some, key=lambda each: each[1])))


def _names(text: str) -> dict[str, tuple[str, int, int]]:
    """Gives the names of a text by folded spelling: their key, and where each stands first."""
    found: dict[str, tuple[str, int, int]] = {}
    for match in _NAME.finditer(text):
        if match[0][0].isupper() and len(match[0]) >= LONG:
            spelling = fold(match[0])
            if spelling not in found:
                found[spelling] = (place_key(match[0]), match.start(), match.end())
    return found


def _rare(counts: Counter[str]) -> dict[str, str]:
    """Gives the rare spellings of one name, each with the common one."""
    if len(counts) < 2:
        return {}
    common, many = max(counts.items(), key=lambda item: (item[1], item[0]))
    return {
        spelling: common for spelling, n in counts.items() if spelling != common and 2 <= n <= FEW and n * TIMES <= many
    }
