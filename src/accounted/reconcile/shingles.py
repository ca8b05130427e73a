"""Words in common: takes the words of texts, gives the passages that two of them share, in time linear in the text.

Fingerprints are hashes of word shingles chosen by winnowing (Schleimer, Wilkerson and Aiken, "Winnowing: local
algorithms for document fingerprinting", SIGMOD 2003): with shingles of K words and windows of W, every passage of at
least K + W - 1 words in common holds a fingerprint in common, and so is found.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from accounted.core.text import Words, words_of

SHINGLE = 8
WINDOW = 5
PASSAGE = SHINGLE + WINDOW - 1
"""A passage in common counts from so many words (12): shorter ones are names of institutions and set phrases."""

WIDE = 12
"""A fingerprint in more documents than this ties each to the first of them, not each to each."""

BOILERPLATE = 40
"""A passage that many documents hold counts only from so many words: shorter ones are mastheads and footers."""

_HYPHENATED = re.compile(r"[-\u00ad\u2010][^\S\n]*\n[\s>|]*")
_VARIED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of words in common: where it begins among the words of each of two texts, and how many words it holds."""

    one: int
    other: int
    length: int


def joined_words(text: str) -> Words:
    r"""Takes a text, gives its folded words, a word that is divided at a line's end joined again.

    >>> joined_words("> a divi-\n> ded word").folded
    ('a', 'divided', 'word')
    """
    found = words_of(text)
    if not _HYPHENATED.search(text):
        return found
    folded, starts, ends = list(found.folded[:1]), list(found.starts[:1]), list(found.ends[:1])
    for word, start, end in zip(found.folded[1:], found.starts[1:], found.ends[1:], strict=True):
        if _HYPHENATED.fullmatch(text, ends[-1], start):
            folded[-1], ends[-1] = folded[-1] + word, end
        else:
            folded.append(word)
            starts.append(start)
            ends.append(end)
    return Words(folded=tuple(folded), starts=tuple(starts), ends=tuple(ends))


def fingerprints(words: Sequence[str]) -> dict[int, list[int]]:
    """Takes folded words, gives the chosen hashes with the positions of their shingles; the same on every machine."""
    numbers = [zlib.crc32(word.encode()) for word in words]
    hashes = [hash(tuple(numbers[i : i + SHINGLE])) for i in range(len(numbers) - SHINGLE + 1)]
    chosen: dict[int, list[int]] = defaultdict(list)
    last = -1
    for start in range(max(1, len(hashes) - WINDOW + 1) if hashes else 0):
        window = hashes[start : start + WINDOW]
        position = start + window.index(min(window))
        if position != last:
            chosen[hashes[position]].append(position)
            last = position
    return chosen


def shared_passages(texts: Mapping[str, Words], *, first: Sequence[str]) -> Iterator[tuple[str, str, list[Passage]]]:
    """Takes the words of texts by document and the documents in order, gives each pair that shares, with its passages.

    `first` says which of many documents the others are compared with, where a passage is in more than WIDE of them.
    """
    rank = {document: index for index, document in enumerate(first)}
    index: dict[int, dict[str, list[int]]] = defaultdict(dict)
    for document in first:
        for mark, positions in fingerprints(texts[document].folded).items():
            index[mark][document] = positions
    many = max(5, len(first) // 4)
    common = {mark for mark, held in index.items() if len(held) > many}
    for (one, other), marks in _pairs(index, rank).items():
        passages = _passages(texts[one].folded, texts[other].folded, _seeds(index, marks, one, other))
        rare = [p for p in passages if p.length >= BOILERPLATE or not _is_common(texts[one].folded, p, common)]
        if rare:
            yield one, other, rare


def _pairs(index: Mapping[int, Mapping[str, list[int]]], rank: Mapping[str, int]) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for mark, held in index.items():
        if len(held) < 2:
            continue
        ordered = sorted(held, key=lambda document: rank[document])
        heads = ordered if len(ordered) <= WIDE else ordered[:1]
        for i, one in enumerate(heads):
            for other in ordered[i + 1 :]:
                found[one, other].append(mark)
    return dict(sorted(found.items(), key=lambda item: (rank[item[0][0]], rank[item[0][1]])))


def _seeds(
    index: Mapping[int, Mapping[str, list[int]]], marks: Sequence[int], one: str, other: str
) -> list[tuple[int, int]]:
    """Gives pairs of positions; of a shingle that one text repeats, its first places are compared with each other."""
    return sorted((i, j) for mark in marks for i in index[mark][one][:4] for j in index[mark][other][:4])


def _passages(one: Sequence[str], other: Sequence[str], seeds: Sequence[tuple[int, int]]) -> list[Passage]:
    """Gives the longest runs of equal words through the seeds, none overlapping a longer one in either text."""
    runs: set[tuple[int, int, int]] = set()
    reached: dict[int, int] = {}
    for i, j in seeds:
        if i < reached.get(i - j, -1):
            continue
        run = _extended(one, other, i, j)
        reached[i - j] = run[0] + run[2]
        if run[2] >= PASSAGE and len(set(one[run[0] : run[0] + run[2]])) >= _VARIED:
            runs.add(run)
    return _apart(runs)


def _extended(one: Sequence[str], other: Sequence[str], i: int, j: int) -> tuple[int, int, int]:
    start, other_start = i, j
    while start and other_start and one[start - 1] == other[other_start - 1]:
        start, other_start = start - 1, other_start - 1
    while i < len(one) and j < len(other) and one[i] == other[j]:
        i, j = i + 1, j + 1
    return start, other_start, i - start


def _apart(runs: set[tuple[int, int, int]]) -> list[Passage]:
    kept: list[Passage] = []
    for start, other_start, length in sorted(runs, key=lambda run: (-run[2], run)):
        meets = any(
            (start < p.one + p.length and p.one < start + length)
            or (other_start < p.other + p.length and p.other < other_start + length)
            for p in kept
        )
        if not meets:
            kept.append(Passage(one=start, other=other_start, length=length))
    return sorted(kept, key=lambda p: p.one)


def _is_common(words: Sequence[str], passage: Passage, common: set[int]) -> bool:
    """Gives whether every fingerprint inside the passage is one that many documents hold."""
    if not common:
        return False
    inside = fingerprints(words[passage.one : passage.one + passage.length])
    return bool(inside) and all(mark in common for mark in inside)
