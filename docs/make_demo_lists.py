"""Makes the demonstration's three lists of invented persons, the same bytes on every machine.

    python docs/make_demo_lists.py            writes them into src/accounted/demo/three-lists
    python docs/make_demo_lists.py --check    says whether the files there are the ones made here; ends with 1 if not

300 persons are invented from syllables; each list names some of them, now and then with a slip of the pen.
"""

import csv
import io
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))

from made_lists import slip, words  # noqa: E402 - the path is set above

FOLDER = ROOT / "src" / "accounted" / "demo" / "three-lists"
PERSONS = 300
LISTS = (("town-hall.csv", 0.45), ("mothers-society.csv", 0.4), ("burial-register.csv", 0.35))
HEADER = ("given name", "family name", "age", "sex", "date killed", "place")


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented person."""

    given: str
    family: str
    age: int
    sex: str
    day: int
    place: str


def population(draw: np.random.Generator) -> list[Invented]:
    """Takes a generator of numbers, gives the persons, in families of one place and day."""
    given, family = words(draw, 140, syllables=2), words(draw, 110, syllables=3)
    places, made = words(draw, 8, syllables=3), list[Invented]()
    while len(made) < PERSONS:
        name, place, day = str(draw.choice(family)), str(draw.choice(places)), int(draw.integers(3, 5))
        for first in draw.choice(given, size=int(draw.integers(1, 4)), replace=False):
            sex = "female" if draw.random() < 0.45 else "male"
            made.append(Invented(str(first).title(), name.title(), int(draw.integers(1, 85)), sex, day, place.title()))
    return made[:PERSONS]


def line(draw: np.random.Generator, one: Invented) -> tuple[str, ...]:
    """Takes a person, gives the row of a list: a slip in some names, an age one off or not told."""
    given = slip(draw, one.given) if draw.random() < 0.06 else one.given
    family = slip(draw, one.family) if draw.random() < 0.06 else one.family
    age = "" if draw.random() < 0.08 else str(max(0, one.age + int(draw.integers(-1, 2)) * (draw.random() < 0.2)))
    return given, family, age, one.sex, f"2009-03-{one.day:02d}", one.place


def files() -> dict[str, bytes]:
    """Gives each list's bytes by its name."""
    draw = np.random.default_rng(1999)
    people, made = population(draw), {}
    for name, chance in LISTS:
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEADER)
        named = [line(draw, one) for one in people if draw.random() < chance]
        writer.writerows(named[i] for i in draw.permutation(len(named)))
        made[name] = stream.getvalue().encode("utf-8")
    return made


def main() -> int:
    """Writes the lists, or with --check compares them; gives 1 where they differ."""
    made = files()
    if "--check" in sys.argv[1:]:
        other = [name for name, content in made.items() if (FOLDER / name).read_bytes() != content]
        print("differ: " + ", ".join(other) if other else "the lists are the ones made here")
        return int(bool(other))
    for name, content in made.items():
        (FOLDER / name).write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
