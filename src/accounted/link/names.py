"""Names made comparable: folded, romanised, cut into words, and the consonant skeleton of each word.

Nothing here is shown to a reader as a person's name: raw cells are. Measured by comparator, romanising matters little
and
the skeleton much (docs/linking.md); anyascii is used because it is small, offline and without dependencies.
"""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Final

from anyascii import anyascii

_ARABIC: Final = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ې": "ي", "ة": "ه", "ۀ": "ه",
     "ؤ": "و", "ء": "",
     "ک": "ك", "ـ": "", "ھ": "ه", "ہ": "ه"}
)  # fmt: skip
_PERSIAN: Final = str.maketrans({"گ": "ك", "پ": "ب", "چ": "ج", "ژ": "ز"})
_TWO_LETTERS: Final = re.compile("(?<=[سصكدضتطزظذثסצכקגדזתטפ])(?=[هحהח])")
_LONG: Final = str.maketrans({"ا": "a", "ع": "a", "ظ": "z"})
_BEN: Final = re.compile(r"\b(ben|bat|bar)[-\u2010\u2011\u05be](?=[^\W\d_])")
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:['’ʼʹ`´][^\W\d_]+)*")
_ROMAN: Final = re.compile(r"[^a-z]+")
_ARTICLE: Final = re.compile(r"^(?:al|el|ul)(?=[a-z]{3})", re.MULTILINE)
_SERVANT: Final = re.compile(r"^abd(?:[aeiou]*l|[aeiou]+([rsntdz])(?=\1))(?=[a-z]{2})")
_SWAPPED: Final = (
    ("dzh", "j"), ("dj", "j"), ("tch", "S"), ("sch", "S"), ("sh", "S"), ("tz", "ts"),
    ("ch", "S"), ("kh", "x"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("zh", "z"), ("ph", "f"),
)  # fmt: skip
_SWAPPED_VOWELS: Final = (
    ("ou", "w"), ("oo", "w"), ("ee", "y"), ("ai", "y"), ("ay", "y"), ("ei", "y"), ("ey", "y"),
)  # fmt: skip
_SINGLE: Final = str.maketrans("qcvp", "kkwb")
_AFTER_FIRST: Final = r"(?<=[^\n])"
_DOUBLED: Final = re.compile(r"(.)\1+")
_INSIDE: Final = re.compile(_AFTER_FIRST + r"[aeiouwyh]+")
_VOWEL_FIRST: Final = re.compile(r"^[aeiou]+[yw]?(?=[a-z])|^[aeiou]+$", re.MULTILINE)


@lru_cache(maxsize=1)
def parts_of_names() -> dict[str, Any]:
    """Takes nothing, gives the particles, titles and endings of words/names.toml."""
    return _words("names.toml")


@lru_cache(maxsize=1)
def nickname_groups() -> dict[str, tuple[int, ...]]:
    """Takes nothing, gives for each short or full form the groups of names that it may stand for."""
    groups: dict[str, list[int]] = {}
    tables = _words("nicknames.toml")
    for number, group in enumerate(group for language in sorted(tables) for group in tables[language]):
        for form in dict.fromkeys(romanise(form) for form in group):
            groups.setdefault(form, []).append(number)
    return {form: tuple(numbers) for form, numbers in groups.items()}


def _words(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("accounted.link").joinpath("words", name).read_text(encoding="utf-8"))


def fold(text: str) -> str:
    """Takes a name as written, gives it for comparison: case, marks, tatweel, invisible signs and letter forms unified.

    Arabic: alef forms to one alef, final ya and Persian ya to one, ta marbuta to ha, hamza seats to their letter.

    >>> fold("ٱحمَد"), fold("Renée")
    ('احمد', 'renee')
    """
    return text.lower() if text.isascii() else _folded(text).translate(_PERSIAN)


def _folded(text: str) -> str:
    """Gives a name folded with the letters kept that Persian has and Arabic has not: they are sounds of their own."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text.casefold()).translate(_ARABIC))
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", kept).translate(_ARABIC)


@lru_cache(maxsize=200_000)
def romanise(word: str) -> str:
    """Takes one word in any script, gives its lower-case Latin letters; alef and ain become "a".

    >>> romanise("عمر"), romanise("Հակոբ"), romanise("O’Hara"), romanise("משה")
    ('amr', 'hakob', 'ohara', 'mshh')
    """
    folded = word.lower() if word.isascii() else _folded(word)
    if not folded.isascii():
        folded = _TWO_LETTERS.sub("ا", folded).translate(_LONG)
        folded = anyascii(_as_usual(folded)).lower()
    return _ROMAN.sub("", folded)


def _as_usual(word: str) -> str:
    """Gives a word with those letters in Latin ones that words/letters.toml tells for its script."""
    kind = next((one for one in _kinds_of_letters() if not one.letters.isdisjoint(word)), None)
    if kind is None:
        return word
    first = next((told for told in kind.first if word.startswith(told)), "")
    return kind.first.get(first, "") + kind.pattern.sub(lambda found: kind.any[found[0]], word[len(first) :])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letters:
    """How letters of one script are written: at the beginning of a word, and anywhere."""

    letters: frozenset[str]
    first: dict[str, str]
    any: dict[str, str]
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def _kinds_of_letters() -> tuple[_Letters, ...]:
    made = []
    for told in _words("letters.toml").values():
        parts = sorted(told["any"], key=len, reverse=True)
        first = dict(sorted(told.get("first", {}).items(), key=lambda pair: -len(pair[0])))
        pattern = re.compile("|".join(map(re.escape, parts)))
        made.append(_Letters(letters=frozenset(told["letters"]), first=first, any=told["any"], pattern=pattern))
    return tuple(made)


def skeleton(roman: str) -> str:
    """Takes one romanised word, gives its consonant skeleton: letters that romanisations swap merged, vowels dropped.

    The first letter stays (every first vowel as "a"); doubled letters collapse; later vowels, w, y and h go.

    >>> skeleton("muhammad"), skeleton("mhmd"), skeleton("ahmed"), skeleton("yusuf"), skeleton("yousef")
    ('mmd', 'mmd', 'amd', 'ysf', 'ysf')
    >>> skeleton("sheikh"), skeleton("alshykh"), skeleton("petrosyan")
    ('Sx', 'Sx', 'btrsn')
    """
    return skeletons([roman])[0]


def skeletons(romans: Sequence[str]) -> list[str]:
    """Takes romanised words, gives their consonant skeletons: all as one text, a line each, which is ten times as
    fast.
    """
    text = _VOWEL_FIRST.sub("a", _ARTICLE.sub("", "\n".join(romans)))
    for written, merged in _SWAPPED:
        text = text.replace(written, merged)
    for written, merged in _SWAPPED_VOWELS:
        text = re.sub(_AFTER_FIRST + written, merged, text)
    text = text.replace("ck", "k").translate(_SINGLE)
    return _INSIDE.sub("", _DOUBLED.sub(r"\1", text)).split("\n") if romans else []


def name_words(text: str) -> tuple[str, ...]:
    """Takes a name, gives its words romanised, particles joined, titles left out, in the order written.

    >>> name_words("Dr. Abd al-Rahman Nur al-Din Abu Selim")
    ('abdrahman', 'nuraldin', 'abuselim')
    >>> name_words("عبد الرحمن ابو سليم")
    ('abdrhmn', 'abwslym')
    """
    if text.isascii() and text.isalpha():
        told = text.lower()
        return (_SERVANT.sub("abd", told) if told.startswith("abd") else told,)
    folded = text.lower() if text.isascii() else _folded(text)
    romans = [romanise(found) for found in _LETTERS.findall(_BEN.sub(r"\1", folded))]
    return _joined([roman for roman in romans if roman])


def _joined(romans: Sequence[str]) -> tuple[str, ...]:
    parts = _parts()
    words: list[str] = []
    waiting = ""
    for roman in romans:
        if roman in parts["left_out"] and len(romans) > 1:
            continue
        if roman in parts["joins_next"]:
            waiting += roman
        elif roman in parts["joins_before"] and words and not waiting:
            words[-1] += roman
        elif waiting.endswith(("al", "el")) and words and "al" + roman in parts["joins_before"]:
            words[-1], waiting = words[-1] + "al" + roman, ""
        else:
            words.append(waiting + roman)
            waiting = ""
    if waiting:
        words.append(waiting)
    return tuple(_SERVANT.sub("abd", word) for word in words)


@lru_cache(maxsize=1)
def _parts() -> dict[str, frozenset[str]]:
    table = parts_of_names()
    return {key: frozenset(table[key]) for key in ("left_out", "joins_next", "joins_before")}


def stem(roman: str) -> str:
    """Takes a romanised word, gives it without the ending of a patronymic and with a family name's ending unified.

    >>> stem("petrovich"), stem("ivanova"), stem("kovalskaya")
    ('petr', 'ivanov', 'kovalsky')
    """
    if not roman.endswith(_endings()):
        return roman
    endings = parts_of_names()["endings"]
    for ending in endings["patronymic"]:
        if roman.endswith(ending) and len(roman) > len(ending) + 2:
            return roman[: -len(ending)]
    for written, unified in endings["feminine"]:
        if roman.endswith(written) and len(roman) > len(written) + 2:
            return roman[: -len(written)] + str(unified)
    return roman


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    endings = parts_of_names()["endings"]
    return (*endings["patronymic"], *(written for written, _ in endings["feminine"]))
