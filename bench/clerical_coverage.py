"""How often the intervals of a clerical sample hold the known share: precision, recall and links missed, many samples.

    python bench/clerical_coverage.py [SAMPLES]

Invented lists with known persons are linked once; then reviewers who make no mistake answer the questions of one
sample after another. An interval of 95 % should hold the known share in about 95 samples of 100, or in more.
"""

import csv
import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

import made_lists
import numpy as np
import script_lists

from accounted.link import Linkage, Measured, link, measured, next_questions
from accounted.link.clerical import FOR_MEASURE
from accounted.read.sheet import read_sheet

QUESTIONS = (50, 100, 200)
SAMPLES = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A linkage and the person of each row."""

    made: Linkage
    person: np.ndarray

    def same(self, left: int, right: int) -> bool:
        """Takes two rows, gives whether they are one person."""
        return bool(self.person[left] == self.person[right])

    def known(self) -> dict[str, float]:
        """Gives the known precision, recall and share of links missed."""
        found, right, both = (_pairs(keys) for keys in (
            self.made.person, self.person, self.made.person.astype(np.int64) * 10_000_000 + self.person
        ))  # fmt: skip
        return {"precision": both / found, "recall": both / right, "missed": 1 - both / right}


def _pairs(keys: np.ndarray) -> int:
    counts = np.unique(keys, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())


def _sheet(name: str, header: tuple[str, ...], rows: object) -> object:
    stream = io.StringIO()
    csv.writer(stream).writerows([header, *rows])  # type: ignore[misc]
    return read_sheet(name, stream.getvalue().encode(), document=name).kept[0]


def across_scripts(language: str, size: int = 1500) -> Scene:
    """Takes a language, gives its invented lists in two scripts, linked."""
    first, second, truth = script_lists.two_lists(language, seed=1, size=size)
    alone = len(first) + np.arange(len(second))
    person = np.concatenate([np.arange(len(first)), np.where(np.array(truth) >= 0, truth, alone)])
    lists = [_sheet("a.csv", script_lists.HEADER, first), _sheet("b.csv", script_lists.HEADER, second)]
    return Scene(made=link(lists), person=person)  # type: ignore[arg-type]


def one_list(size: int = 1500) -> Scene:
    """Gives one list of reports in which one person in ten stands twice, linked with itself."""
    made = made_lists.reports(2, persons=size, repeats=0.1)
    return Scene(made=link([_sheet("reports.csv", made.header, made.rows)]), person=np.array(made.person))  # type: ignore[list-item]


def covered(scene: Scene, *, questions: int, samples: int) -> dict[str, tuple[float, float]]:
    """Takes a scene, how many questions a sample has and how many samples, gives for each share how often its interval
    holds the known one, and how wide it is on average; samples that are refused do not count.
    """
    known, held, wide, done = scene.known(), dict.fromkeys(scene.known(), 0), dict.fromkeys(scene.known(), 0.0), 0
    for seed in range(1, samples + 1):
        asked = next_questions(scene.made, count=questions, seed=seed)
        told = list({(q.left, q.right): q for q in sorted(asked, key=lambda q: q.asked_for == FOR_MEASURE)}.values())
        found = measured(scene.made, [(q, scene.same(q.left, q.right)) for q in told], seed=seed)
        if not isinstance(found, Measured):
            continue
        done += 1
        for name, share in known.items():
            interval = getattr(found, name)
            held[name] += interval.low <= share <= interval.high
            wide[name] += interval.high - interval.low
    return {name: (held[name] / max(done, 1), wide[name] / max(done, 1)) for name in known}


SCENES: dict[str, Callable[[], Scene]] = {
    "two lists, Hebrew and Latin letters": lambda: across_scripts("Hebrew"),
    "two lists, Greek and Latin letters": lambda: across_scripts("Greek"),
    "one list, one person in ten twice": one_list,
}


def main() -> int:
    """Prints the table."""
    samples = int(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    print("| lists | questions | precision held (width) | recall held (width) | known precision, recall |")
    print("|---|---|---|---|---|")
    for name, make in SCENES.items():
        scene = make()
        known = scene.known()
        for questions in QUESTIONS:
            found = covered(scene, questions=questions, samples=samples)
            cells = [f"{100 * held:.0f} % ({wide:.2f})" for held, wide in (found["precision"], found["recall"])]
            told = f"{known['precision']:.3f}, {known['recall']:.3f}"
            print(f"| {name} | {questions} | {cells[0]} | {cells[1]} | {told} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
