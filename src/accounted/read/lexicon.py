"""A language's words as the engine needs them: each word or phrase with its roles, compiled from languages/xx.toml."""

import re
import tomllib
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final, TypeAlias

from accounted.read.roles import (
    EFFECT_ROLES,
    FRACTION,
    GERUND,
    INTRANSITIVE,
    LABEL,
    LIST_ROLES,
    MONTH,
    NUMBER_WORD,
    OF_NOUN,
    PAST,
    PRESENT,
    PUNCTUATION,
    QUALIFIER,
    QUALIFIER_AFTER,
    SAYS,
    SCALE,
    TRANSITIVE,
    UNIT,
    VAGUE,
    Word,
)
from accounted.read.speech import Speech, speech_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How a language orders its words, as far as the rules ask."""

    verb_before_subject: bool = False
    object_before_verb: bool = False
    verb_final: bool = False
    and_joins_tens: bool = False
    compound_numbers: bool = False
    head_first: bool = False
    manner: tuple[str, ...] = ()
    """Endings of words of manner: "strongly", "vehementemente"."""
    speech: Speech = field(default_factory=Speech)


ANY: Final = "*"
SIGNS: Final = {"~": "about", "≈": "about", "<": "fewer_than", ">": "more_than", "≥": "at_least", "≤": "at_most"}
"""Signs before a number that mean the same in every language."""
Phrases: TypeAlias = dict[str, tuple[tuple[tuple[str, ...], bool, Word], ...]]
"""Phrases by their second word (ANY where that may end in any way), the longest first."""
Opened: TypeAlias = tuple[Word, Phrases | None]
Written: TypeAlias = tuple[str, Word, Phrases | None, int, bool]
"""What a word is as it is written: lower case, itself, the phrases it opens, its roles, whether it has a capital."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language, compiled: what a word opens (itself, phrases by it), stems, endings, and the order rules.

    `met` grows with the words of the texts read, so that each is looked up once; it holds nothing that is not derived.
    """

    code: str
    name: str
    words: dict[str, Word]
    stems: dict[str, Opened]
    order: Order
    months: dict[str, int]
    lists: dict[str, frozenset[str]]
    endings: dict[str, tuple[str, ...]]
    source: dict[str, Any] = field(repr=False)
    met: dict[str, Opened] = field(repr=False)
    joiners: frozenset[str] = frozenset()
    elided: frozenset[str] = frozenset()
    behind_elided: frozenset[str] = frozenset()
    written: dict[str, Written] = field(repr=False, default_factory=dict)


@lru_cache(maxsize=32)
def load_lexicon(code: str) -> Lexicon:
    """Takes a language code ("en"), gives its compiled lexicon; a language without a file is a KeyError.

    The file is read once a process.
    """
    path = resources.files("accounted.read.languages").joinpath(f"{code}.toml")
    if not path.is_file():
        raise KeyError(code)
    return compile_lexicon(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def known_languages() -> tuple[str, ...]:
    """Takes nothing, gives the codes of the languages that have a file, in order."""
    folder = resources.files("accounted.read.languages")
    return tuple(sorted(p.name.removesuffix(".toml") for p in folder.iterdir() if p.name.endswith(".toml")))


def compile_lexicon(source: dict[str, Any]) -> Lexicon:
    """Takes the content of a language file, gives its lexicon; a word in it may end in "*", any ending."""
    grammar = source.get("grammar", {})
    endings = {key: tuple(grammar.get(key, ())) for key in _ENDINGS}
    entries: dict[str, Word] = {}
    for text, word in [(form, word) for told, word in _told_words(source) for form in _also_written(told)]:
        formed = replace(word, roles=word.roles | form_of(text.split()[0], word.roles, endings))
        entries[text] = _merged(entries.get(text, Word()), formed)
    _name_in_phrases(entries)
    opened = _opened(entries)
    return Lexicon(
        code=source["code"],
        name=source["name"],
        words={text: word for text, word in entries.items() if " " not in text},
        stems={text.removesuffix("*"): opens for text, opens in opened.items() if text.endswith("*")},
        order=Order(
            **source.get("order", {}),
            manner=endings["manner_endings"],
            speech=speech_of(source, entries, endings),
        ),
        months=dict(source.get("dates", {}).get("months", {})),
        lists={
            f"{section}.{key}": frozenset(value)
            for section, table in source.items()
            if isinstance(table, dict)
            for key, value in table.items()
            if isinstance(value, list)
        },
        endings=endings,
        joiners=_joiners(source.get("numbers", {})),
        elided=frozenset(word for word in endings["proclitics"] if word.endswith("'")),
        behind_elided=_behind_elided(source),
        source=source,
        met={text: opens for text, opens in opened.items() if not text.endswith("*")},
    )


def _also_written(text: str) -> tuple[str, ...]:
    """A word as it is also written: an ending to digits with any dash, an Arabic alif with or without hamza."""
    if text.startswith("- "):
        return (text, *(f"{dash} {text[2:]}" for dash in "–‑"))
    return tuple(dict.fromkeys((text, text.translate(_PLAIN_ALIF), _ALIF_AT_HEAD.sub(r"\1إ", text))))


_PLAIN_ALIF: Final = str.maketrans("أإآ", "ااا")
_ALIF_AT_HEAD: Final = re.compile("^((?:ال)?)ا(?!ل)")


def _behind_elided(source: dict[str, Any]) -> frozenset[str]:
    """The first words, two at most, of what may be written on to a word cut short: "d'environ", "d'une trentaine"."""
    told = [text for words in source.get("qualifiers", {}).values() for text in words]
    told += [text for table in ("words", "vague") for text in source.get("numbers", {}).get(table, {}) if " " in text]
    return frozenset(" ".join(text.split()[:2]) for text in told)


def _joiners(numbers: dict[str, Any]) -> frozenset[str]:
    """The words and marks that may join two numbers into a range; where none stands behind a number, none does."""
    keys = ("range_to", "range_or", "range_and", "range_until", "escalating")
    listed = {text for key in keys for text in numbers.get(key, ())}
    return frozenset(listed | {" ".join(split_phrase(text)) for text in listed} | {",", "(", "/"})


_ENDINGS: Final = (
    "people_endings",
    "plural_endings",
    "not_plural_endings",
    "possessive_endings",
    "manner_endings",
    "gerund_endings",
    "past_endings",
    "present_endings",
    "proclitics",
)


def _name_in_phrases(entries: dict[str, Word]) -> None:
    """A name for an event inside "massacre of" stays one."""
    for text, word in list(entries.items()):
        head = text.rpartition(" ")[0]
        if word.roles & OF_NOUN and head in entries and entries[head].roles & LABEL:
            entries[text] = replace(word, roles=word.roles | LABEL)


def form_of(lower: str, roles: int, endings: dict[str, tuple[str, ...]]) -> int:
    """Takes a word, its roles and a language's endings, gives as bits what form of a verb it is."""
    if not roles & (TRANSITIVE | INTRANSITIVE | SAYS | LABEL):
        return 0
    gerund = GERUND if lower.endswith(endings["gerund_endings"]) else 0
    verb = roles & (TRANSITIVE | INTRANSITIVE | SAYS)
    present = PRESENT if verb and lower.endswith(endings["present_endings"]) else 0
    return gerund | present | (PAST if verb and lower.endswith(endings["past_endings"]) else 0)


def _opened(entries: dict[str, Word]) -> dict[str, Opened]:
    """By first word: the word itself, and the phrases that it opens, the longest first."""
    phrases: dict[str, dict[str, list[tuple[tuple[str, ...], bool, Word]]]] = {}
    single: dict[str, Word] = {}
    for text, word in entries.items():
        first, *rest = split_phrase(text)
        if rest:
            second = ANY if rest[0].endswith(ANY) else rest[0]
            wild = any(part.endswith(ANY) for part in rest)
            phrases.setdefault(first, {}).setdefault(second, []).append((tuple(rest), wild, word))
        else:
            single[first] = word
    return {
        first: (_by_fit(first, single), _longest_first(_with_stems(first, phrases))) for first in {**single, **phrases}
    }


def _fitting(first: str) -> tuple[str, ...]:
    """The keys that a word or stem of the file fits: itself, then its stems, the longest first."""
    body = first.removesuffix(ANY)
    stems = (f"{body[:length]}{ANY}" for length in range(len(body), 1, -1))
    return first, *(stem for stem in stems if stem != first)


def _by_fit(first: str, single: dict[str, Word]) -> Word:
    """What a word is by itself; one that only opens phrases is what its stem is, or a mark."""
    mark = Word(roles=0 if first[0].isalnum() else PUNCTUATION)
    return next((single[key] for key in _fitting(first) if key in single), mark)


def _with_stems(
    first: str, phrases: dict[str, dict[str, list[tuple[tuple[str, ...], bool, Word]]]]
) -> dict[str, list[tuple[tuple[str, ...], bool, Word]]] | None:
    """The phrases that a word opens, with those of the stems that it fits."""
    found: dict[str, list[tuple[tuple[str, ...], bool, Word]]] = {}
    for key in _fitting(first):
        for second, listed in phrases.get(key, {}).items():
            told = {rest for rest, _, _ in found.get(second, ())}
            found.setdefault(second, []).extend(entry for entry in listed if entry[0] not in told)
    return found or None


def _longest_first(found: dict[str, list[tuple[tuple[str, ...], bool, Word]]] | None) -> Phrases | None:
    if found is None:
        return None
    return {second: tuple(sorted(listed, key=lambda p: (-len(p[0]), p[1], p[0]))) for second, listed in found.items()}


def split_phrase(text: str) -> tuple[str, ...]:
    """Takes a phrase of the language file, gives it as the tokens that the tokeniser would make of it."""
    tokens: list[str] = []
    for written in text.split():
        opens = len(written) > 1 and written[0] in ",;:'"
        tokens += [written[0]] if opens else []
        part = written[1:] if opens else written
        ends = len(part) > 1 and part[-1] in ",;:"
        tokens += [part[:-1], part[-1]] if ends else [part]
    return tuple(tokens)


def _merged(one: Word, other: Word) -> Word:
    return Word(
        roles=one.roles | other.roles,
        effects=one.effects + tuple(e for e in other.effects if e not in one.effects),
        unit=one.unit or other.unit,
        value=one.value if one.value is not None else other.value,
        qualifier=one.qualifier or other.qualifier,
    )


def _told_words(source: dict[str, Any]) -> list[tuple[str, Word]]:
    told: list[tuple[str, Word]] = []
    for effect, table in source["effects"].items():
        for key, role in EFFECT_ROLES.items():
            told += [(text, Word(role, ((role, effect),))) for text in table.get(key, ())]
    for unit, words in source["units"].items():
        told += [(text, Word(UNIT, unit=unit)) for text in words]
    for (section, key), role in LIST_ROLES.items():
        told += [(text, Word(role)) for text in source.get(section, {}).get(key, ())]
    for table, role in (("qualifiers", QUALIFIER), ("qualifiers_after", QUALIFIER_AFTER)):
        for qualifier, words in source.get(table, {}).items():
            told += [(text, Word(role, qualifier=qualifier)) for text in words]
    told += [(sign, Word(QUALIFIER, qualifier=qualifier)) for sign, qualifier in SIGNS.items()]
    told += [(text, Word(MONTH, value=float(month))) for text, month in source["dates"].get("months", {}).items()]
    return told + _told_numbers(source["numbers"])


def _told_numbers(numbers: dict[str, Any]) -> list[tuple[str, Word]]:
    tables = (("words", NUMBER_WORD), ("scales", SCALE), ("vague", VAGUE), ("fractions", FRACTION))
    return [
        (text, Word(role, value=float(value)))
        for table, role in tables
        for text, value in numbers.get(table, {}).items()
    ]
