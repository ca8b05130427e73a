"""A million invented rows deduplicated: seconds, memory and pairwise F1, and the curve over sizes.

Run `python bench/link_million.py [ROWS ...]` (default 10,000 and 100,000). Half of the names are built like Arabic
names (given,
father, grandfather, family), half like Slavic ones (given, patronymic, family); families share what families share;
one row in
eight comes again with slips of the pen and missing fields.
"""

import resource
import sys
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from made_lists import slip, words

from accounted.core.person import ColumnUse, Mapping, PersonList
from accounted.link import link

HEADER = ("given", "father", "grandfather", "family", "sex", "birth", "place", "date")
ROLES = ("given", "father", "grandfather", "family", "sex", "birth", "place", "date")
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


def as_list(columns: list[list[str]]) -> PersonList:
    """Takes columns of cells, gives a list of persons with its mapping."""
    uses = tuple(
        ColumnUse(column=k, header=h, role=r, reason="") for k, (h, r) in enumerate(zip(HEADER, ROLES, strict=True))
    )
    return PersonList(
        id="lst-made", name="made", document="doc-made", sheet="", header=HEADER,
        columns=tuple(tuple(map(sys.intern, c)) for c in columns), sheet_rows=range(2, len(columns[0]) + 2),
        mapping=Mapping(uses=uses),
    )  # fmt: skip


def pairwise(person: Any, known: Any) -> tuple[float, float, float]:
    """Takes the person of each row as found and as known, gives precision, recall and F1 over pairs of rows."""
    both = _pairs(list(zip(person.tolist(), known.tolist(), strict=True)))
    precision, recall = both / max(_pairs(person.tolist()), 1), both / max(_pairs(known.tolist()), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _pairs(labels: list[Any]) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(labels).values())


def main() -> int:
    """Takes sizes from the command line, prints one line a size."""
    link([as_list(made(600, 1)[0])])
    for size in [int(told.replace(",", "")) for told in sys.argv[1:]] or [10_000, 100_000]:
        columns, known = made(size, 7)
        one = as_list(columns)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        begin, cpu = time.perf_counter(), time.process_time()
        found = link([one])
        seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
        precision, recall, f1 = pairwise(found.person, known)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{size:>10,} rows: {seconds:6.1f} s ({cpu:.1f} s of processor), peak {peak} MB ({before} before), "
            f"{found.candidates:,} pairs compared, "
            f"P {precision:.4f} R {recall:.4f} F1 {f1:.4f}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
