"""An invented list deduplicated from file to file: seconds, memory and pairwise F1, and the curve over sizes.

Run `python bench/link_million.py [ROWS ...]` (default 10,000 and 100,000). Half of the names are built like Arabic
names (given, father, grandfather, family), half like Slavic ones (given, patronymic, family); families share what
families share; one row in eight comes again with slips of the pen and missing fields.

The list is written by a process of its own. Another one reads it as `accounted link` does, links it and writes the
persons: its memory is the whole of the program's. Compiled code is loaded before the clock starts; reading, linking and
writing are told apart. `--whole` runs `accounted link` itself instead, from its start to the end of its report.
"""

import csv
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from made_lists import slip, words

from accounted.link import link
from accounted.linking import link_lists, read_list, write_persons

HEADER = ("given", "father", "grandfather", "family", "sex", "birth", "place", "date")
SMALL = 20_000
"""Rows linked before the clock starts: more than a megabyte, so that what cuts long lists is loaded too."""
FIRST_DAY = np.datetime64("1990-01-01")


def made(rows: int, seed: int) -> tuple[list[list[str]], Any]:
    """Takes a number of rows and a seed, gives columns of cells and the person of each row."""
    draw = np.random.default_rng(seed)
    persons = int(rows / 1.125)
    family = np.repeat(np.arange(persons), draw.geometric(0.4, persons))[:persons]
    kind = (family % 2).astype(np.int64)
    pools = _pools(draw)
    of = {name: _of_family(draw, family, pools[name], kind) for name in ("father", "grandfather", "family")}
    columns = {name: (of[name] if name in of else _drawn(draw, pools[name], kind)) for name in HEADER[:4]}
    columns["grandfather"] = np.where(kind == 1, "", columns["grandfather"])
    columns["sex"] = np.where(draw.random(persons) < 0.5, "m", "f")
    columns["birth"] = (np.datetime64("1930-01-01") + draw.integers(0, 25_000, persons)).astype(str)
    columns["place"] = pools["place"][0][(400 * draw.random(persons) ** 1.5).astype(np.int64)[family]]
    columns["date"] = (FIRST_DAY + (900 * draw.random(persons) ** 1.3).astype(np.int64)[family]).astype(str)
    again = draw.choice(persons, rows - persons, replace=False)
    person = np.concatenate([np.arange(persons), again])
    cells = [np.concatenate([columns[name], columns[name][again]]).astype(object) for name in HEADER]
    _spoil(draw, cells, start=persons)
    order = draw.permutation(rows)
    return [column[order].tolist() for column in cells], person[order]


def _pools(draw: np.random.Generator) -> dict[str, tuple[Any, Any]]:
    given = [np.array(words(draw, 900, syllables=2)), np.array(words(draw, 700, syllables=2, end="a"))]
    family = [np.array(words(draw, 9000, syllables=3)), np.array(words(draw, 9000, syllables=2, end="ov"))]
    father = [given[0], np.array([name + "ovich" for name in given[1]])]
    place = np.array(words(draw, 400, syllables=3))
    return {
        "given": (given[0], given[1]), "father": (father[0], father[1]), "grandfather": (given[0], given[1]),
        "family": (family[0], family[1]), "place": (place, place),
    }  # fmt: skip


def _drawn(draw: np.random.Generator, pools: Sequence[Any], kind: Any) -> Any:
    picked = draw.random(len(kind)) ** 2.5
    return np.where(kind == 0, *(pool[(picked * len(pool)).astype(np.int64)] for pool in pools))


def _of_family(draw: np.random.Generator, family: Any, pools: Sequence[Any], kind: Any) -> Any:
    return _drawn(draw, pools, kind)[family]


def _spoil(draw: np.random.Generator, cells: list[Any], *, start: int) -> None:
    """Puts slips of the pen and gaps into the rows that come again, and gaps into one row in twenty of all."""
    for at, column in enumerate(cells):
        rows = np.flatnonzero(draw.random(len(column)) < 0.04)
        column[rows] = ""
        if at < 4:
            for row in (start + np.flatnonzero(draw.random(len(column) - start) < 0.22)).tolist():
                column[row] = slip(draw, column[row])
        elif HEADER[at] == "birth":
            rows = start + np.flatnonzero(draw.random(len(column) - start) < 0.1)
            column[rows] = [cell[:8] + "15" if cell else cell for cell in column[rows]]


def write(rows: int, folder: Path) -> None:
    """Takes a number of rows, writes made.csv and the person of each row."""
    columns, known = made(rows, 7)
    with (folder / "made.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(zip(*columns, strict=True))
    np.save(folder / "known.npy", known)


def pairwise(person: Any, known: Any) -> tuple[float, float, float]:
    """Takes the person of each row as found and as known, gives precision, recall and F1 over pairs of rows."""
    both = _pairs(list(zip(person.tolist(), known.tolist(), strict=True)))
    precision, recall = both / max(_pairs(person.tolist()), 1), both / max(_pairs(known.tolist()), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _pairs(labels: list[Any]) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(labels).values())


class Clock:
    """Seconds by the clock and of processor, laid down step by step."""

    def __init__(self) -> None:
        self.begin, self.told = (time.perf_counter(), time.process_time()), []  # type: ignore[var-annotated]

    def step(self, name: str) -> None:
        """Takes the name of a step that ends here."""
        now = time.perf_counter(), time.process_time()
        self.told.append((name, now[0] - self.begin[0], now[1] - self.begin[1]))
        self.begin = now

    def said(self) -> str:
        """Gives the whole in seconds, of which processor, its steps, and the peak memory of this process."""
        total, cpu = (sum(step[k] for step in self.told) for k in (1, 2))
        steps = ", ".join(f"{name} {seconds:.1f}" for name, seconds, _ in self.told)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return f"{total:6.1f} s ({steps}; {cpu:.1f} s of processor), peak {peak:,} MB"


def ours(folder: Path) -> None:
    """Takes a folder with a list, reads, links and writes it, prints seconds, memory and F1."""
    write(SMALL, folder / "small")
    small = link_lists([folder / "small" / "made.csv"])
    write_persons(small.linkage, folder / "small" / "persons.csv")
    clock = Clock()
    one, _, _ = read_list(folder / "made.csv", name="made.csv")
    clock.step("read")
    found = link([one])
    clock.step("link")
    write_persons(found, folder / "persons.csv")
    clock.step("write")
    scores = pairwise(found.person, np.load(folder / "known.npy"))
    said(len(one), "accounted", clock, scores)
    print(f"{found.candidates:,} pairs compared", flush=True)


def said(rows: int, name: str, clock: Clock, scores: tuple[float, float, float]) -> None:
    """Takes what was measured, prints it in a line."""
    precision, recall, f1 = scores
    print(f"{rows:>10,} rows, {name:9} {clock.said()}, P {precision:.4f} R {recall:.4f} F1 {f1:.4f}", flush=True)


def whole(folder: Path) -> None:
    """Takes a folder with a list, runs `accounted link` on it, prints seconds and memory of that process."""
    begin = time.perf_counter()
    command = "import sys; from accounted.cli import main; sys.argv[0] = 'accounted'; main()"
    told = [sys.executable, "-c", command, "link", str(folder / "made.csv"), "--out", str(folder / "out")]
    subprocess.run(told, check=False, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    sizes = ", ".join(f"{path.name} {path.stat().st_size / 1e6:.1f} MB" for path in sorted((folder / "out").iterdir()))
    print(f"accounted link: {seconds:.1f} s, peak {peak:,} MB; {sizes}", flush=True)


PARTS = {"write": lambda folder, rows: write(rows, folder), "ours": lambda folder, _: ours(folder)}
PARTS["whole"] = lambda folder, _: whole(folder)


def in_turn(rows: int, parts: Sequence[str], *, script: str = __file__) -> None:
    """Takes a number of rows and names of parts, runs each in a process of its own on one list."""
    with TemporaryDirectory() as place:
        (Path(place) / "small").mkdir()
        for part in ("write", *parts):
            subprocess.run([sys.executable, script, part, place, str(rows)], check=True)


def main() -> int:
    """Takes sizes from the command line, prints what each costs."""
    told = sys.argv[1:]
    if told and told[0] in PARTS:
        PARTS[told[0]](Path(told[1]), int(told[2]))
        return 0
    sizes = [int(size.replace(",", "")) for size in told if size != "--whole"] or [10_000, 100_000]
    for size in sizes:
        in_turn(size, ["whole"] if "--whole" in told else ["ours"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
