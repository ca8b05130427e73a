# ruff: noqa: E501 - a table of letters is one line a language
"""Invented lists whose persons stand in two scripts, and how well linking finds them, pair of scripts by pair.

    python bench/script_lists.py          prints a table of precision, recall and F1

Names are drawn from the letters of a language and written in Latin letters as passports and newspapers do, by tables
that linking does not know; a third of the rows take other usual spellings. Persons stand in families: the same father,
family name and day, so that two of one family agree on everything but the first name, the age and the sex.
"""

import csv
import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from accounted.link import link
from accounted.read.sheet import read_sheet

HEADER: Final = ("name", "age", "sex", "date of death")
SIZE: Final = 1500
OTHERWISE: Final = 0.33


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The letters of a language, each as "native latin other|other"; endings of names; which letters end words."""

    consonants: str
    vowels: str
    women: str = ""
    families: str = ""
    final: str = ""
    inside: str = ""


def _letters(told: str) -> list[tuple[str, tuple[str, ...]]]:
    """Gives each unit's native letters and its Latin spellings; "-" stands for letters that are not written."""
    found = []
    for unit in told.split(";"):
        native, *latin = unit.split()
        found.append(("" if native == "-" else native, tuple(latin)))
    return found


LANGUAGES: Final = {
    "Russian": Language(
        consonants="б b;в v;г g;д d;ж zh j;з z;к k;л l;м m;н n;п p;р r;с s;т t;ф f;х kh h;ц ts tz c;ч ch tch;ш sh;"
        "дж dzh j dj",
        vowels="а a;е e ye;и i;о o;у u ou;я ya ia ja;ю yu iu ju",
        women="а a;я ya ia", families="ов ov off/ова ova;ский skiy sky ski/ская skaya skaia;енко enko/енко enko",
    ),
    "Ukrainian": Language(
        consonants="б b;в v;г h;д d;ж zh;з z;к k;л l;м m;н n;п p;р r;с s;т t;х kh h;ц ts;ч ch;ш sh",
        vowels="а a;е e;и y i;і i;о o;у u;я ia ya;ю iu yu;є ie ye", women="а a;я ia ya",
        families="енко enko/енко enko;чук chuk/чук chuk;ський skyi sky/ська ska",
    ),
    "Greek": Language(
        consonants="β v b;γ g;δ d;ζ z;θ th;κ k c;λ l;μ m;ν n;ξ x ks;π p;ρ r;σ s;τ t;φ f ph;χ ch h kh;μπ b mp;ντ d nt;τσ ts",
        vowels="α a;ε e;η i;ι i;ο o;ω o;ου ou u;αι ai e;ει ei i", women="α a;η i",
        families="όπουλος opoulos/οπούλου opoulou;ίδης idis ides/ίδου idou;άκης akis/άκη aki", final="σς",
    ),
    "Armenian": Language(
        consonants="բ b p;գ g k;դ d t;զ z;թ t;ժ zh;լ l;խ kh;ծ ts dz;կ k g;հ h;ղ gh;ճ ch j;մ m;ն n;շ sh;չ ch;պ p b;ջ j ch;ռ r;ս s;"
        "վ v;տ t d;ր r;ց ts;փ p;ք k;ձ dz ts", vowels="ա a;ե e;ի i;ո o;ու u ou;է e",
        women="ուհի uhi ouhi;ե e", families="յան yan ian/յան yan ian;յանց yants iants/յանց yants iants",
    ),
    "Georgian": Language(
        consonants="ბ b;გ g;დ d;ვ v;ზ z;თ t;კ k;ლ l;მ m;ნ n;პ p;ჟ zh;რ r;ს s;ტ t;ფ p ph;ქ k;ღ gh;ყ q k;შ sh;ჩ ch;ც ts;ძ dz;"
        "წ ts;ჭ ch;ხ kh x;ჯ j dj;ჰ h", vowels="ა a;ე e;ი i;ო o;უ u", women="ა a;ო o",
        families="შვილი shvili/შვილი shvili;ძე dze/ძე dze;ია ia/ია ia;ური uri/ური uri",
    ),
    "Hebrew": Language(
        consonants="ב b v;ג g;ד d;ה h;ז z;ח ch h kh;ט t;כ k c;ל l;מ m;נ n;ס s;פ p f;צ tz ts z;ק k q;ר r;ש sh;ת t th;י y;ו v",
        vowels="- a;- e;י i;ו o;ו u ou;- a", women="ה a ah;ית it",
        families="מן man/מן man;י i y/י i y;ביץ vitz vich/ביץ vitz vich", final="כך;מם;נן;פף;צץ",
        inside="ב v b;פ f p;כ ch kh",
    ),
    "Arabic": Language(
        consonants="ب b;ت t;ج j dj;ح h;خ kh;د d;ر r;ز z;س s;ش sh ch;ص s;ض d dh;ط t;غ gh g;ف f;ق q k;ك k;ل l;م m;ن n;ه h;و w;ي y",
        vowels="- a e;ا a;- i e;ي i ee;- u o;و u ou oo", women="ة a ah;اء a aa",
        families="ي i y/ي i y;ان an/ان an;- -/- -",
    ),
    "Persian": Language(
        consonants="ب b;پ p;ت t;ج j;چ ch;ح h;خ kh;د d;ر r;ز z;ژ zh;س s;ش sh;غ gh;ف f;ق gh q;ک k;گ g;ل l;م m;ن n;ه h;ی y",
        vowels="- a;ا a aa;- e;ی i ee;- o;و u ou oo", women="ه eh e;ا a",
        families="زاده zadeh zade/زاده zadeh zade;پور pour pur/پور pour pur;ی i y/ی i y;نژاد nejad nezhad/نژاد nejad nezhad",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A name as its letters: native with the usual and other Latin spellings."""

    units: tuple[tuple[str, tuple[str, ...]], ...]

    def native(self, final: str) -> str:
        """Takes the letters that change at the end of a word, gives the name in its own script."""
        told = "".join(native for native, _ in self.units)
        for pair in final.split(";"):
            told = told[:-1] + pair[1] if pair and told.endswith(pair[0]) else told
        return told

    def latin(self, draw: np.random.Generator | None) -> str:
        """Takes what draws other spellings, or None for the usual one, gives the name in Latin letters."""
        told = "".join(
            latin[0] if draw is None or len(latin) == 1 or draw.random() < 0.5 else str(draw.choice(latin[1:]))
            for _, latin in self.units
        )
        return told.replace("-", "", 1).title() if told.startswith("-") else told.title()


def _word(draw: np.random.Generator, language: Language, syllables: int, end: str = "") -> Word:
    consonants, vowels = _letters(language.consonants), _letters(language.vowels)
    units = []
    inside = {told[0]: told for told in _letters(language.inside)} if language.inside else {}
    for at in range(syllables):
        chosen = consonants[int(draw.integers(len(consonants)))]
        units += [inside.get(chosen[0], chosen) if at else chosen]
        if at < syllables - 1 or not end:
            units += [vowels[int(draw.integers(len(vowels)))]]
    if not end:
        units += [consonants[int(draw.integers(len(consonants)))]]
    return Word(units=tuple(units + (_letters(end) if end else [])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One invented person: given name, father's name, family name, age, sex, day."""

    given: Word
    father: Word
    family: Word
    age: int
    sex: str
    day: int


def population(draw: np.random.Generator, language: Language, size: int) -> list[Person]:
    """Takes a generator of numbers, a language and a size, gives its persons, in families."""
    men = [_word(draw, language, int(draw.integers(1, 3))) for _ in range(120)]
    ends = [end for end in language.women.split(";") if end]
    women = [_word(draw, language, int(draw.integers(2, 4)), str(draw.choice(ends))) for _ in range(120)]
    families = [told.split("/") for told in language.families.split(";")]
    stems = [
        (_word(draw, language, int(draw.integers(1, 3))), families[int(draw.integers(len(families)))])
        for _ in range(300)
    ]
    made: list[Person] = []
    while len(made) < size:
        stem, (his, hers) = stems[int(300 * draw.random() ** 1.5)]
        father, day = men[int(120 * draw.random() ** 1.5)], int(draw.integers(1, 29))
        for _ in range(int(draw.integers(1, 5))):
            sex = "mf"[int(draw.integers(2))]
            pool = men if sex == "m" else women
            end = _letters(his if sex == "m" else hers)
            family = Word(units=(*stem.units, *(unit for unit in end if unit[1] != ("-",))))
            given = pool[int(120 * draw.random() ** 1.3)]
            made.append(
                Person(given=given, father=father, family=family, age=int(draw.integers(1, 85)), sex=sex, day=day)
            )
    return made[:size]


def rows(
    draw: np.random.Generator, people: Sequence[Person], language: Language, *, native: bool
) -> list[tuple[str, ...]]:
    """Takes persons, gives their rows in the native script or in Latin letters, ages one off now and then."""
    made = []
    for one in people:
        words = (one.given, one.father, one.family)
        other = draw if draw.random() < OTHERWISE else None
        told = [word.native(language.final) if native else word.latin(other) for word in words]
        age = "" if draw.random() < 0.05 else str(max(0, one.age + int(draw.integers(-1, 2)) * (draw.random() < 0.3)))
        made.append((" ".join(told), age, one.sex, f"2009-03-{one.day:02d}"))
    return made


def two_lists(
    name: str, *, seed: int, size: int = SIZE
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]], list[int]]:
    """Takes a language, gives a list in its script, one in Latin letters, and for each row of the second the row of
    the first that is the same person, or -1.
    """
    draw = np.random.default_rng(seed)
    language = LANGUAGES[name]
    people = population(draw, language, size)
    one = [at for at in range(size) if draw.random() < 0.7]
    other = [at for at in draw.permutation(size).tolist() if draw.random() < 0.7]
    place = {at: row for row, at in enumerate(one)}
    return (
        rows(draw, [people[at] for at in one], language, native=True),
        rows(draw, [people[at] for at in other], language, native=False),
        [place.get(at, -1) for at in other],
    )


def measured(name: str, *, seed: int = 1, size: int = SIZE) -> tuple[float, float, float]:
    """Takes a language, gives precision, recall and F1 of linking its list to the list in Latin letters."""
    first, second, truth = two_lists(name, seed=seed, size=size)
    lists = []
    for title, told in (("native.csv", first), ("latin.csv", second)):
        stream = io.StringIO()
        csv.writer(stream).writerows([HEADER, *told])
        lists.append(read_sheet(title, stream.getvalue().encode(), document=title).kept[0])
    made = link(lists)
    found = {
        (int(root), row - len(first))
        for row, root in enumerate(made.person.tolist())
        if row >= len(first) and root < len(first)
    }
    right = {(at, row) for row, at in enumerate(truth) if at >= 0}
    both = len(found & right)
    precision, recall = both / max(len(found), 1), both / max(len(right), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main() -> int:
    """Prints the table, for the languages named or all."""
    print("| names in | precision | recall | F1 |\n|---|---|---|---|")
    for name in sys.argv[1:] or LANGUAGES:
        precision, recall, both = measured(name)
        print(
            f"| {name} and Latin letters | {precision:.3f} | {recall:.3f} | {both:.3f} |".replace("0.", "."), flush=True
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
