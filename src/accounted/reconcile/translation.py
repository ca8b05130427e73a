"""Translations of one text: takes texts in several languages, gives pairs that hold the same numbers in the same order.

Numbers survive translation; so do the consonants of names, when romanised. Two texts of different languages are tied
where so many different numbers stand in both in one order that chance is not at work. What is compared are runs of
three numbers (an index, as in `shingles.py`), then the longest common subsequence of the pairs that share one
(Wagner and Fischer, "The string-to-string correction problem", Journal of the ACM 21, 1974).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from accounted.reconcile.places import place_key

NUMBERS = 5
"""So many different numbers stand in both texts in the same order (a choice of this project)."""

SHARE = 0.45
"""And so large a share of the numbers and names of the shorter text is met in order (a choice of this project)."""

RUN = 3
WIDE = 12
"""A run of numbers in more texts than this is a form or a calendar, and ties nothing."""

MOST = 600
"""So many numbers and names from the beginning of a text are compared, so that a book costs no more than a chapter."""

_TOKEN = re.compile(r"\d(?:[\d.,'’\u00a0\u202f]*\d)?|[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiou]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A number or a name that a translation keeps: its key (numbers begin with #) and its place in the text."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """Two texts with the same numbers in the same order: their documents and the places of the numbers in each."""

    one: str
    other: str
    numbers: tuple[tuple[Anchor, Anchor], ...]
    share: float


def translations(
    texts: Mapping[str, str], languages: Mapping[str, str | None], *, first: Sequence[str]
) -> Iterator[Translation]:
    """Takes texts and their languages by document and the documents in order, gives the pairs that translate one text.

    Only texts of two different known languages are compared; the order of the pair is that of `first`.
    """
    held = {document: anchors(texts[document]) for document in first if languages.get(document)}
    for one, other in _pairs(held, first):
        if _language(languages[one]) != _language(languages[other]):
            found = _compared(one, other, held[one], held[other])
            if found:
                yield found


def anchors(text: str) -> tuple[Anchor, ...]:
    """Takes a text, gives its numbers of two digits at least and its names, in order.

    >>> [anchor.key for anchor in anchors("On 25 February 613 people of Khojaly")]
    ['#25', 'fbr', '#613', 'hjl']
    """
    found: list[Anchor] = []
    for token in _TOKEN.finditer(text):
        key = _key(token[0])
        if key:
            found.append(Anchor(key=key, start=token.start(), end=token.end()))
            if len(found) == MOST:
                break
    return tuple(found)


def _key(word: str) -> str | None:
    if word[0].isdigit():
        digits = "".join(str(int(c)) for c in word if c.isdigit())
        return f"#{digits}" if len(digits) > 1 else None
    if not word[0].isupper() or len(word) < 4:
        return None
    plain = place_key(word)
    letters = plain[:1] + _VOWELS.sub("", plain[1:])
    return letters[:3] if len(letters) > 2 else None


def _numbers(held: Sequence[Anchor]) -> list[str]:
    return [anchor.key for anchor in held if anchor.key[0] == "#"]


def _pairs(held: Mapping[str, Sequence[Anchor]], first: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Gives the pairs of documents that share a run of numbers, each once, in order."""
    index: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for document in (d for d in first if d in held):
        numbers = _numbers(held[document])
        for start in range(len(numbers) - RUN + 1):
            run = tuple(numbers[start : start + RUN])
            if len(set(run)) == RUN:
                index[run][document] = None
    seen: set[tuple[str, str]] = set()
    for documents in index.values():
        some = list(documents)
        for place, one in enumerate(some if 1 < len(some) <= WIDE else ()):
            seen.update((one, other) for other in some[place + 1 :])
    rank = {document: place for place, document in enumerate(first)}
    yield from sorted(seen, key=lambda pair: (rank[pair[0]], rank[pair[1]]))


def _language(code: str | None) -> str:
    return (code or "").split("-")[0].casefold()


def _compared(one: str, other: str, mine: Sequence[Anchor], its: Sequence[Anchor]) -> Translation | None:
    common = _common(mine, its)
    numbers = tuple(pair for pair in common if pair[0].key[0] == "#")
    share = len(common) / max(1, min(len(mine), len(its)))
    if len({here.key for here, _ in numbers}) < NUMBERS or share < SHARE:
        return None
    return Translation(one=one, other=other, numbers=numbers, share=share)


def _common(mine: Sequence[Anchor], its: Sequence[Anchor]) -> list[tuple[Anchor, Anchor]]:
    """Gives the longest common subsequence of two texts' numbers and names."""
    lengths = [[0] * (len(its) + 1)]
    for here in mine:
        above, row = lengths[-1], [0]
        for place, there in enumerate(its):
            row.append(above[place] + 1 if here.key == there.key else max(above[place + 1], row[-1]))
        lengths.append(row)
    pairs: list[tuple[Anchor, Anchor]] = []
    i, j = len(mine), len(its)
    while i and j:
        if mine[i - 1].key == its[j - 1].key and lengths[i][j] == lengths[i - 1][j - 1] + 1:
            i, j = i - 1, j - 1
            pairs.append((mine[i], its[j]))
        elif lengths[i - 1][j] >= lengths[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]
