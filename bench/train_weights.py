"""Trains the table by which the reader looks again at numbers, from passages in which every casualty figure is marked.

    python bench/train_weights.py en src/accounted/read/languages/en.weights.tsv FILES...

A file is either text with marks ("{k:12} people died", passages parted by lines "=== kind"),
or one JSON object a line with "text" and "claims" ("start", "quantity" with "text", "effect"). The table says at its
head on which files it was trained, by their hashes; the same files give the same table.
"""

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import optimize, sparse

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
RIDGE, LEAST_OFTEN, LEAST_WEIGHT, UNTOLD_COUNTS = 2.0, 3, 0.03, 2.0


@dataclass(frozen=True)
class Passage:
    """A text and its marks: start, end and effect of each casualty figure."""

    text: str
    marks: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Example:
    """What stands around one number, what it counts, and whether the rules told nothing of it."""

    told: tuple[str, ...]
    effect: str
    untold: bool


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
                yield Example(tuple(around_it), effect, token.start in untold and token.start not in told)
        earlier += found.drafts


def fitted(known: Sequence[Example]) -> tuple[list[str], np.ndarray[Any, Any]]:
    """Takes examples, gives the statements that occur often enough and their weights: multinomial logistic regression

    with a ridge penalty, fitted by L-BFGS; a number of which the rules told nothing counts twice.
    """
    often = Counter(statement for example in known for statement in set(example.told))
    statements = sorted(one for one, count in often.items() if count >= LEAST_OFTEN)
    place = {one: at for at, one in enumerate(statements)}
    pairs = [(row, place[one]) for row, example in enumerate(known) for one in set(example.told) if one in place]
    rows, columns = zip(*pairs, strict=True)
    design = sparse.csr_matrix((np.ones(len(pairs)), (rows, columns)), shape=(len(known), len(statements)))
    truth = np.eye(len(EFFECTS))[[EFFECTS.index(example.effect) for example in known]]
    counts = np.array([UNTOLD_COUNTS if example.untold else 1.0 for example in known])

    def loss(flat: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        weights = flat.reshape(len(statements), len(EFFECTS))
        sums = design @ weights
        shares = np.exp(sums - sums.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        missed = -(counts * np.log((shares * truth).sum(axis=1) + 1e-12)).sum()
        slope = design.T @ ((shares - truth) * counts[:, None]) + RIDGE * weights
        return missed + RIDGE / 2 * (flat**2).sum(), slope.ravel()

    start = np.zeros(len(statements) * len(EFFECTS))
    best = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return statements, best.x.reshape(len(statements), len(EFFECTS))


def table(statements: Sequence[str], weights: np.ndarray[Any, Any], head: Sequence[str]) -> str:
    """Takes statements, weights and what is said at the head, gives the table; weights near nothing are empty."""
    lines = [f"# {line}" for line in head] + ["\t".join(("statement", *EFFECTS))]
    for statement, row in zip(statements, weights, strict=True):
        if np.abs(row).max() >= LEAST_WEIGHT:
            lines.append("\t".join((statement, *(f"{w:.2f}" if abs(w) >= LEAST_WEIGHT else "" for w in row))))
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Takes a language, the table to write and the files, writes it and prints how many examples it learned from."""
    code, target, *files = arguments
    lexicon = load_lexicon(code)
    known, head = (
        [],
        [f"{lexicon.name}: what stands around a number, and its weight for each effect (docs/languages.md)."],
    )
    for path in sorted(map(Path, files), key=lambda file: file.name):
        here = [example for passage in passages(path) for example in examples(passage, lexicon)]
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        head.append(f"{path.name}: {len(here)} numbers, sha256 {digest}")
        known += here
    head.append(f"{len(known)} numbers, {sum(example.effect != 'none' for example in known)} of them casualty figures")
    Path(target).write_text(table(*fitted(known), head), encoding="utf-8")
    print("\n".join(head))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
