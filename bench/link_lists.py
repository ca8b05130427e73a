"""Pairwise precision, recall and F1 on lists with known links, where they are. Truth is used for scoring alone.

Run `python bench/link_lists.py FOLDER [TASK ...]`. Each task is linked as `accounted link` does without a terminal,
some with
columns left out as the name says. The scores are of the persons written, not of the candidates.
"""

import csv
import json
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from accounted.link import person_table
from accounted.linking import link_lists


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A folder of lists, the columns left out of each, and the F1 that is asked."""

    folder: str
    without: dict[str, tuple[str, ...]]
    asked: float


TASKS = {
    "police": Task(folder="police", without={}, asked=0.995),
    "febrl4": Task(folder="febrl4", without={}, asked=0.999),
    "historical_50k": Task(folder="historical_50k", without={}, asked=0.85),
    "releases, one script, no birth": Task(
        folder="releases_ar", without={"a.csv": ("dob", "name_en"), "b.csv": ("dob", "name_en")}, asked=0.98
    ),
    "releases, across scripts": Task(
        folder="releases_ar", without={"a.csv": ("dob", "name_ar"), "b.csv": ("dob", "name_en")}, asked=0.97
    ),
    "releases, with birth": Task(folder="releases_ar", without={}, asked=0.985),
}


def pairs_in(labels: Iterable[object]) -> int:
    """Takes the group of each row, gives how many pairs of rows share a group."""
    return sum(count * (count - 1) // 2 for count in Counter(labels).values())


def truth(folder: Path, rows: list[tuple[str, int]]) -> list[object]:
    """Takes a folder and its rows in order, gives the person of each row as its truth says."""
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as stream:
        told = list(csv.DictReader(stream))
    if "cluster" in told[0]:
        of_row = {int(line["row"]): line["cluster"] for line in told}
        return [of_row[row] for _, row in rows]
    parent: dict[tuple[str, int], tuple[str, int]] = {row: row for row in rows}
    for line in told:
        parent[_root(parent, ("b.csv", int(line["row_b"])))] = _root(parent, ("a.csv", int(line["row_a"])))
    return [_root(parent, row) for row in rows]


def _root(parent: dict[tuple[str, int], tuple[str, int]], row: tuple[str, int]) -> tuple[str, int]:
    while parent[row] != row:
        row = parent[row]
    return row


def run(root: Path, name: str, task: Task) -> None:
    """Takes a task, links its lists, prints precision, recall, F1, seconds and peak memory."""
    folder = root / task.folder
    paths = [path for path in (folder / "a.csv", folder / "b.csv") if path.is_file()]
    with tempfile.TemporaryDirectory() as place:
        mapping = Path(place) / "map.json"
        unused = {file: dict.fromkeys(headers, "unused") for file, headers in task.without.items()}
        mapping.write_text(json.dumps(unused), encoding="utf-8")
        begin = time.perf_counter()
        made = link_lists(paths, mapping=mapping)
        seconds = time.perf_counter() - begin
    table = b"".join(person_table(made.linkage)).decode().splitlines()
    lines = [(file, int(row), key) for file, row, key in csv.reader(table[1:])]
    person = [key for _, _, key in lines]
    known = truth(folder, [(file, row) for file, row, _ in lines])
    both = pairs_in(zip(person, known, strict=True))
    precision, recall = both / max(pairs_in(person), 1), both / max(pairs_in(known), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    said = "reached" if f1 >= task.asked else "below"
    print(
        f"{name:32} P {precision:.4f} R {recall:.4f} F1 {f1:.4f} asked {task.asked:.3f} {said:8} "
        f"{seconds:5.1f} s, peak {peak} MB",
        flush=True,
    )


def main() -> int:
    """Takes the folder and tasks from the command line; gives 0, or 2 where the folder is not there."""
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        print("No folder of lists with known links: nothing measured.")
        return 0
    for name in sys.argv[2:] or TASKS:
        run(Path(sys.argv[1]), name, TASKS[name])
    return 0


if __name__ == "__main__":
    sys.exit(main())
