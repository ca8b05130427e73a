"""Trains the table by which the reader looks again at numbers, from passages in which every casualty figure is marked.

    python bench/train_weights.py en src/accounted/read/languages/en.weights.tsv FILES...

A file is either text with marks ("{k:12} people died", passages parted by lines "=== kind"),
or one JSON object a line with "text" and "claims" ("start", "quantity" with "text", "effect").
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fitting import Example, Task, write_table

from accounted.read.drafts import UNTOLD, Draft
from accounted.read.figures import figures
from accounted.read.lexicon import Lexicon, load_lexicon
from accounted.read.parts import parts
from accounted.read.phrases import noun_phrase
from accounted.read.surroundings import around, surroundings

EFFECTS = (
    "none",
    "killed",
    "injured",
    "executed_or_died_in_custody",
    "detained",
    "missing",
    "displaced",
    "destroyed",
    "damaged",
    "other",
    "present",
)
MARKS = dict(zip("nkiedmfbop", ("none", *EFFECTS[1:8], "other", "present"), strict=True))
LEFT_OUT = "left out"
UNTOLD_COUNTS = 2.0


@dataclass(frozen=True)
class Passage:
    """A text and its marks: start, end and effect of each casualty figure."""

    text: str
    marks: tuple[tuple[int, int, str], ...]


def passages(path: Path) -> Iterator[Passage]:
    """Takes a file of annotated passages in either form, gives them."""
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        for line in filter(str.strip, content.splitlines()):
            yield _annotated(json.loads(line))
        return
    for marked in re.split(r"(?m)^=== .*$", content):
        if marked.strip():
            yield _unmarked(marked.strip())


def _annotated(document: dict[str, Any]) -> Passage:
    marks = []
    for claim in document["claims"]:
        words = claim["quantity"].get("text") or claim["quote"]
        start = document["text"].find(words, claim["start"])
        start = claim["start"] if start < 0 else start
        extra = str(claim.get("note") or "").startswith("[extra]")
        marks.append((start, start + len(words), LEFT_OUT if extra else claim["effect"]))
    return Passage(document["text"], tuple(marks))


def _unmarked(marked: str) -> Passage:
    text, marks, last = "", [], 0
    for match in re.finditer(r"\{([kiedmfbop]):([^{}]*)\}", marked):
        text += marked[last : match.start()]
        marks.append((len(text), len(text) + len(match[2]), MARKS[match[1]]))
        text, last = text + match[2], match.end()
    return Passage(text + marked[last:], tuple(marks))


def examples(passage: Passage, lexicon: Lexicon) -> Iterator[Example]:
    """Takes a passage, gives each number that the reader would look at again, with what it truly counts."""
    earlier: list[Draft] = []
    for part in parts(passage.text, lexicon):
        if not part.number:
            continue
        tokens = part.sentence.tokens
        found = figures(tokens, earlier[-40:], lexicon.order)
        untold = {number.start for number, reason in found.others if reason == UNTOLD}
        told = {draft.number.start for draft in found.drafts}
        sentence = around(tokens, found.drafts)
        for at, token in enumerate(tokens):
            if token.number is None:
                continue
            marks = [effect for start, end, effect in passage.marks if start < token.end and token.start < end]
            before = [draft for draft in found.drafts if draft.at < at]
            around_it = surroundings(sentence, at, noun_phrase(tokens, at, lexicon.order), before, earlier[-40:])
            effect = marks[0] if marks else EFFECTS[0]
            if effect != LEFT_OUT:
                effect = effect if effect in EFFECTS else "other"
                left = token.start in untold and token.start not in told  # one of which the rules told nothing
                yield Example(tuple(around_it), effect, UNTOLD_COUNTS if left else 1.0)
        earlier += found.drafts


def main(arguments: Sequence[str]) -> int:
    """Takes a language, the table to write and the files, writes it and prints how many examples it learned from."""
    code, target, *files = arguments
    lexicon = load_lexicon(code)
    title = f"{lexicon.name}: what stands around a number, and its weight for each effect (docs/languages.md)."
    task = Task(title, "numbers", "casualty figures", EFFECTS)

    def of_file(path: Path) -> list[Example]:
        return [example for passage in passages(path) for example in examples(passage, lexicon)]

    write_table(task, Path(target), files, of_file)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
