"""Invented lists of persons with known links: families on one day, words left out, slips of the pen, missing fields.

No name here is taken from any list: syllables are drawn and joined. The same seed gives the same list.
"""

from dataclasses import dataclass

import numpy as np

_ONSETS = "b c d f g l m n p r s t v j h br cr tr fl gr".split()
_VOWELS = "a e i o u ia ue".split()
_ENDS = ["", "", "n", "r", "s", "l"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeList:
    """A header, rows of cells, and for each row the person it stands for."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    person: tuple[int, ...]


def words(draw: np.random.Generator, count: int, *, syllables: int, end: str = "") -> list[str]:
    """Takes a generator of numbers and a count, gives that many distinct invented words."""
    made: dict[str, None] = {}
    while len(made) < count:
        parts = [str(draw.choice(_ONSETS)) + str(draw.choice(_VOWELS)) for _ in range(syllables)]
        made["".join(parts) + str(draw.choice(_ENDS)) + end] = None
    return list(made)


def _skewed(draw: np.random.Generator, pool: list[str], power: float) -> str:
    return pool[int(len(pool) * draw.random() ** power)]


def _apart(draw: np.random.Generator, pool: list[str], used: set[str]) -> str:
    """Children of one house are named apart; now and then one bears the name of a parent."""
    name = _skewed(draw, pool, 2.0)
    while name in used and draw.random() < 0.9:
        name = _skewed(draw, pool, 2.0)
    used.add(name)
    return name


def slip(draw: np.random.Generator, word: str) -> str:
    """Takes a word, gives it with one slip of the pen: a letter left out, doubled, changed or two exchanged."""
    if len(word) < 3:
        return word
    at = int(draw.integers(1, len(word) - 1))
    return (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + "aeioulnrst"[int(draw.integers(10))] + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )[int(draw.integers(4))]


def reports(seed: int, *, persons: int, repeats: float) -> MadeList:
    """Takes a seed, gives one list of reports on persons killed, in families by day and place, a few of them twice.

    Two given names and two family names, as written or in part; year, month and day in columns of their own.
    """
    draw = np.random.default_rng(seed)
    given, family = words(draw, 160, syllables=2), words(draw, 260, syllables=2, end="z")
    places = words(draw, 90, syllables=3)
    rows: list[tuple[str, ...]] = []
    person: list[int] = []
    made = 0
    while made < persons:
        surname, place = [_skewed(draw, family, 2.2) for _ in range(2)], _skewed(draw, places, 1.8)
        day = (1979 + int(draw.integers(8)), int(draw.integers(1, 13)), int(draw.integers(1, 29)))
        used: set[str] = set()
        for _ in range(int(draw.geometric(0.45))):
            own = [surname[0], surname[1] if draw.random() < 0.6 else _skewed(draw, family, 2.2)]
            names = [_apart(draw, given, used), _skewed(draw, given, 2.0)]
            for _ in range(2 if draw.random() < repeats else 1):
                rows.append(_report(draw, names, own, day=day, place=place))
                person.append(made)
            made += 1
    order = draw.permutation(len(rows))
    header = ("given_name", "family_name", "year", "month", "day", "municipality")
    return MadeList(header=header, rows=tuple(rows[i] for i in order), person=tuple(person[i] for i in order))


def _report(
    draw: np.random.Generator, given: list[str], family: list[str], *, day: tuple[int, int, int], place: str
) -> tuple[str, ...]:
    kept_given = given if draw.random() < 0.45 else given[:1]
    kept_family = family if draw.random() < 0.6 else family[:1]
    written = [slip(draw, w) if draw.random() < 0.12 else w for w in kept_given]
    surnames = [slip(draw, w) if draw.random() < 0.12 else w for w in kept_family]
    year, month, date = day
    if draw.random() < 0.15:
        date = max(1, min(28, date + int(draw.integers(-2, 3))))
    if draw.random() < 0.05:
        month = int(draw.integers(1, 13))
    if draw.random() < 0.03:
        year += 1
    told = "" if draw.random() < 0.2 else str(date)
    where = "" if draw.random() < 0.05 else place if draw.random() < 0.93 else slip(draw, place)
    return (" ".join(written), " ".join(surnames), str(year), str(month), told, where)
