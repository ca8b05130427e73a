"""Trains the table by which the reader looks again at names for events, from passages in which every name is marked.

    python bench/train_labels.py en src/accounted/read/languages/en.labels.tsv FILES...

A file holds one JSON object a line with "text" and "labels" ("start", "end"); one in which nothing is marked is left
out, as are files in another form.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from fitting import Example, Task, write_table

from accounted.read.label_surroundings import Candidate, candidates, surroundings
from accounted.read.lexicon import Lexicon, load_lexicon
from accounted.read.parts import parts
from accounted.read.reader import is_headline

RIDGE, SHARED = 10.0, 0.3


def examples(document: dict[str, Any], lexicon: Lexicon) -> Iterator[Example]:
    """Takes a passage with its marks, gives each phrase that may name an event, and whether it is marked."""
    found: list[Candidate] = []
    for index, part in enumerate(parts(document["text"], lexicon)):
        if part.label:
            headline = is_headline(document["text"], part)
            found += candidates(part.sentence.tokens, lexicon, index, headline=headline)
    marks = [(mark["start"], mark["end"]) for mark in document["labels"]]
    right = _marked([_span(one) for one in found], marks)
    for at, told in enumerate(surroundings(found, lexicon)):
        yield Example(told, "name" if at in right else "none")


def _span(one: Candidate) -> tuple[int, int]:
    return one.tokens[one.name.first].start, one.tokens[one.name.last].end


def _marked(spans: Sequence[tuple[int, int]], marks: Sequence[tuple[int, int]]) -> set[int]:
    """Which spans are marked: each mark with the span that shares most with it, and those that lie within a mark."""
    shared = sorted(
        ((min(a[1], b[1]) - max(a[0], b[0])) / (max(a[1], b[1]) - min(a[0], b[0])), -i, -j)
        for i, a in enumerate(spans)
        for j, b in enumerate(marks)
    )
    right, taken = set[int](), set[int]()
    for share, i, j in reversed(shared):
        if share >= SHARED and -i not in right and -j not in taken:
            right.add(-i)
            taken.add(-j)
    return right | {i for i, (start, end) in enumerate(spans) if any(a <= start and end <= b for a, b in marks)}


def main(arguments: Sequence[str]) -> int:
    """Takes a language, the table to write and the files, writes it and prints how many examples it learned from."""
    code, target, *files = arguments
    lexicon = load_lexicon(code)
    title = f"{lexicon.name}: what stands around a word for an event, and its weight for a name (docs/languages.md)."
    task = Task(title, "words", "names", ("none", "name"), ridge=RIDGE)

    def of_file(path: Path) -> list[Example]:
        if path.suffix != ".jsonl":
            return []
        documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        documents = [one for one in documents if one.get("language", code) == code]
        marked = any(document.get("labels") for document in documents)
        return [one for document in documents for one in examples(document, lexicon)] if marked else []

    write_table(task, Path(target), files, of_file)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
