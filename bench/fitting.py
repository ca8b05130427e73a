"""Fits a table of weights to examples of what stands around something, and of what that truly is.

The table says at its head on which files it was trained, by their hashes; the same files give the same table.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy import optimize, sparse

_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"'(.*)'")
_BEFORE_NAME = re.compile(r"[\w,;)%]\s*$")
RIDGE, LEAST_OFTEN, LEAST_WEIGHT = 2.0, 3, 0.03


@dataclass(frozen=True)
class Example:
    """What stands around one thing, what that is, and how often it counts."""

    told: tuple[str, ...]
    answer: str
    counts: float = 1.0


@dataclass(frozen=True)
class Task:
    """What a table is for: what its head says, what examples are called, and those not "none"; the answers in order."""

    title: str
    things: str
    found: str
    answers: tuple[str, ...]
    ridge: float = RIDGE
    least_often: int = LEAST_OFTEN


def fitted(task: Task, known: Sequence[Example]) -> tuple[list[str], np.ndarray[Any, Any]]:
    """Takes a task and examples, gives the statements that occur often enough and their weights.

    Multinomial logistic regression with a ridge penalty, fitted by L-BFGS.
    """
    often = Counter(statement for example in known for statement in set(example.told))
    statements = sorted(one for one, count in often.items() if count >= task.least_often)
    place = {one: at for at, one in enumerate(statements)}
    pairs = [(row, place[one]) for row, example in enumerate(known) for one in set(example.told) if one in place]
    rows, columns = zip(*pairs, strict=True)
    design = sparse.csr_matrix((np.ones(len(pairs)), (rows, columns)), shape=(len(known), len(statements)))
    truth = np.eye(len(task.answers))[[task.answers.index(example.answer) for example in known]]
    counts = np.array([example.counts for example in known])

    def loss(flat: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        weights = flat.reshape(len(statements), len(task.answers))
        sums = design @ weights
        shares = np.exp(sums - sums.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        missed = -(counts * np.log((shares * truth).sum(axis=1) + 1e-12)).sum()
        slope = design.T @ ((shares - truth) * counts[:, None]) + task.ridge * weights
        return missed + task.ridge / 2 * (flat**2).sum(), slope.ravel()

    start = np.zeros(len(statements) * len(task.answers))
    best = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return statements, best.x.reshape(len(statements), len(task.answers))


def table(task: Task, known: Sequence[Example], head: Sequence[str]) -> str:
    """Takes a task, examples and what is said at the head, gives the table; weights near nothing are empty."""
    lines = [f"# {line}" for line in head] + ["\t".join(("statement", *task.answers))]
    for statement, row in zip(*fitted(task, known), strict=True):
        if np.abs(row).max() >= LEAST_WEIGHT:
            lines.append("\t".join((statement, *(f"{w:.2f}" if abs(w) >= LEAST_WEIGHT else "" for w in row))))
    return "\n".join(lines) + "\n"


def _texts(path: Path) -> Iterator[str]:
    content = path.read_text(encoding="utf-8")
    if path.suffix != ".jsonl":
        yield content
        return
    for line in filter(str.strip, content.splitlines()):
        yield json.loads(line)["text"]


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Takes texts, gives in small letters the words that have a capital within sentences more often than not.

    A table that weighs them would read the sentences of one people or party otherwise than those of another.
    """
    large, small = Counter[str](), Counter[str]()
    for text in texts:
        for line in text.splitlines():
            if line.isupper():
                continue
            for match in _WORD.finditer(line):
                if not match[0][0].isupper():
                    small[match[0].lower()] += 1
                elif _BEFORE_NAME.search(line, 0, match.start()) and not match[0].isupper():
                    large[match[0].lower()] += 1
    return frozenset(word for word, count in large.items() if count > small[word])


def _without_names(example: Example, names: frozenset[str]) -> Example:
    """The example without statements that hold a name."""
    told = (one for one in example.told if names.isdisjoint(_WORD.findall(" ".join(_QUOTED.findall(one)))))
    return replace(example, told=tuple(told))


def write_table(task: Task, target: Path, files: Sequence[str], examples: Callable[[Path], Sequence[Example]]) -> None:
    """Takes a task, the table to write, the files and what gives a file's examples, writes it and prints its head.

    Names of peoples, parties and places tell nothing in it.
    """
    known: list[Example] = []
    names = names_in(text for path in map(Path, files) for text in _texts(path))
    head = [task.title]
    for path in sorted(map(Path, files), key=lambda file: file.name):
        here = examples(path)
        if here:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            head.append(f"{path.name}: {len(here)} {task.things}, sha256 {digest}")
        known += [_without_names(example, names) for example in here]
    found = sum(example.answer != task.answers[0] for example in known)
    head.append(f"{len(known)} {task.things}, {found} of them {task.found}")
    target.write_text(table(task, known, head), encoding="utf-8")
    print("\n".join(head))
