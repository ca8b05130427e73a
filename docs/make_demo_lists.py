"""Makes the demonstration's lists of invented persons, the same bytes on every machine.

    python docs/make_demo_lists.py            writes them into src/accounted/demo
    python docs/make_demo_lists.py --check    says whether the files there are the ones made here; ends with 1 if not

300 persons are invented from syllables. Three lists name some of them, now and then with a slip of the pen: a town
hall's in Latin letters and in two editions, a mothers' society's in Cyrillic, a burial register in Arabic. A newspaper
prints a stretch of the town hall's list in its order. Who stands in which row is written beside them, for those who
answer as reviewers in the demonstration, and for whoever wants to check what linking makes of them.
"""

import csv
import io
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

ROOT: Final = Path(__file__).resolve().parent.parent
DEMO: Final = ROOT / "src" / "accounted" / "demo"
PERSONS: Final = 300
LETTERS: Final = {
    "b": ("б", "ب"), "d": ("д", "د"), "k": ("к", "ك"), "l": ("л", "ل"), "m": ("м", "م"), "n": ("н", "ن"),
    "r": ("р", "ر"),
    "s": ("с", "س"), "t": ("т", "ت"), "f": ("ф", "ف"), "sh": ("ш", "ش"), "z": ("з", "ز"), "j": ("дж", "ج"),
    "a": ("а", ""), "i": ("и", "ي"), "u": ("у", "و"), "e": ("е", ""),
}  # fmt: skip
"""What each sound is written with in Cyrillic and in Arabic, where short vowels are left out."""
CONSONANTS: Final = [sound for sound in LETTERS if sound not in "aiue"]
LATIN, CYRILLIC, ARABIC = range(3)
FIRST, NEXT = "2009-04", "2009-06"


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented person: names and place as sounds."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    age: int
    sex: str
    day: int
    place: tuple[str, ...]


def words(draw: np.random.Generator, count: int, *, syllables: int) -> list[tuple[str, ...]]:
    """Takes a generator of numbers and a count, gives that many distinct invented words as sounds."""
    made: dict[tuple[str, ...], None] = {}
    while len(made) < count:
        sounds = [
            s for _ in range(syllables) for s in (str(draw.choice(CONSONANTS)), str(draw.choice(list("aaiiuue"))))
        ]
        made[*sounds, str(draw.choice(["n", "r", "s", "l", "m"]))] = None
    return list(made)


def population(draw: np.random.Generator) -> list[Invented]:
    """Takes a generator of numbers, gives the persons, in families of one place and day."""
    given, family = words(draw, 140, syllables=2), words(draw, 110, syllables=3)
    places, made = words(draw, 8, syllables=3), list[Invented]()
    while len(made) < PERSONS:
        name, place = family[int(draw.integers(len(family)))], places[int(draw.integers(len(places)))]
        day = int(draw.integers(3, 5))
        for first in draw.permutation(len(given))[: int(draw.integers(1, 4))].tolist():
            sex = "female" if draw.random() < 0.45 else "male"
            made.append(Invented(given[first], name, int(draw.integers(1, 85)), sex, day, place))
    return made[:PERSONS]


def written(draw: np.random.Generator | None, sounds: tuple[str, ...], script: int) -> str:
    """Takes a word as sounds, gives it in a script; with a generator, one of its sounds is now and then another."""
    told = list(sounds)
    if draw is not None and draw.random() < 0.06:
        told[int(draw.integers(1, len(told)))] = str(draw.choice(["a", "i", "u", "n", "r", "t"]))
    if script == LATIN:
        return "".join(told).title()
    text = "".join(LETTERS[sound][script - 1] for sound in told)
    return text.title() if script == CYRILLIC else text


Line = Callable[[np.random.Generator, Invented], tuple[str, ...]]


def _age(draw: np.random.Generator, one: Invented) -> str:
    return "" if draw.random() < 0.08 else str(max(0, one.age + int(draw.integers(-1, 2)) * (draw.random() < 0.2)))


def town_hall(draw: np.random.Generator, one: Invented) -> tuple[str, ...]:
    """Gives a person's row on the town hall's list, without its number."""
    names = (written(draw, one.given, LATIN), written(draw, one.family, LATIN))
    return (*names, _age(draw, one), one.sex, f"2009-03-{one.day:02d}", written(None, one.place, LATIN))


def society(draw: np.random.Generator, one: Invented) -> tuple[str, ...]:
    """Gives a person's row on the mothers' society's list."""
    name = f"{written(draw, one.family, CYRILLIC)} {written(draw, one.given, CYRILLIC)}"
    sex = {"female": "жен", "male": "муж"}[one.sex]
    return (name, _age(draw, one), sex, f"{one.day:02d}.03.2009", written(None, one.place, CYRILLIC))


def register(draw: np.random.Generator, one: Invented) -> tuple[str, ...]:
    """Gives a person's row in the burial register."""
    name = f"{written(draw, one.given, ARABIC)} {written(draw, one.family, ARABIC)}"
    sex = {"female": "أنثى", "male": "ذكر"}[one.sex]
    return (name, _age(draw, one), sex, f"2009-03-{one.day:02d}", written(None, one.place, ARABIC))


def _chosen(
    draw: np.random.Generator, people: list[Invented], chance: float, line: Line
) -> list[tuple[int, tuple[str, ...]]]:
    named = [(at, line(draw, one)) for at, one in enumerate(people) if draw.random() < chance]
    return [named[i] for i in draw.permutation(len(named)).tolist()]


def _numbered(rows: Sequence[tuple[int, tuple[str, ...]]]) -> list[tuple[int, tuple[str, ...]]]:
    return [(at, (f"T-{100 + number}", *cells)) for number, (at, cells) in enumerate(rows)]


def next_edition(
    draw: np.random.Generator, people: list[Invented], rows: list[tuple[int, tuple[str, ...]]]
) -> list[tuple[int, tuple[str, ...]]]:
    """Takes the rows of an edition, gives the next: four are taken back, nine ages mended, twelve persons added."""
    gone = set(draw.permutation(len(rows))[:4].tolist())
    mended = set(draw.permutation(len(rows))[:9].tolist())
    kept = [
        (at, (*cells[:3], str(people[at].age), *cells[4:]) if number in mended else cells)
        for number, (at, cells) in enumerate(rows)
        if number not in gone
    ]
    known = {at for at, _ in rows}
    new = [at for at in draw.permutation(len(people)).tolist() if at not in known][:12]
    return kept + [(at, (f"T-{100 + len(rows) + k}", *town_hall(draw, people[at]))) for k, at in enumerate(new)]


def lists() -> dict[str, tuple[tuple[str, ...], list[tuple[int, tuple[str, ...]]]]]:
    """Gives each list by its name: its header, and its rows with the number of the person each stands for."""
    draw = np.random.default_rng(1999)
    people = population(draw)
    first = _numbered(_chosen(draw, people, 0.45, town_hall))
    newest = next_edition(draw, people, first)
    header = ("number", "given name", "family name", "age", "sex", "date killed", "place")
    stretch = [(at, (f"{cells[1]} {cells[2]}", cells[3], cells[6])) for at, cells in newest[20:80]]
    return {
        f"town-hall-{FIRST}.csv": (header, first),
        f"town-hall-{NEXT}.csv": (header, newest),
        "mothers-society.csv": (("ФИО", "возраст", "пол", "дата гибели", "место"), _chosen(draw, people, 0.4, society)),
        "burial-register.csv": (
            ("الاسم", "العمر", "الجنس", "تاريخ الوفاة", "المكان"),
            _chosen(draw, people, 0.35, register),
        ),
        "newspaper.csv": (("name", "age", "place"), stretch),
    }


def files() -> dict[str, bytes]:
    """Gives each file's bytes by its path in the demonstration."""
    made, known = {}, [("list", "row", "person")]
    for name, (header, rows) in lists().items():
        made[f"three-lists/{name}"] = _csv([header, *(cells for _, cells in rows)])
        known += [(name, str(row), str(at)) for row, (at, _) in enumerate(rows)]
    return {**made, "known/three-lists.csv": _csv(known)}


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode("utf-8")


def main() -> int:
    """Writes the lists, or with --check compares them; gives 1 where they differ."""
    made = files()
    if "--check" in sys.argv[1:]:
        other = [name for name, content in made.items() if (DEMO / name).read_bytes() != content]
        print("differ: " + ", ".join(other) if other else "the lists are the ones made here")
        return int(bool(other))
    for name, content in made.items():
        (DEMO / name).parent.mkdir(exist_ok=True)
        (DEMO / name).write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
