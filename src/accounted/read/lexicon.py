"""A language's words as the engine needs them: each word or phrase with its roles, compiled from languages/xx.toml."""

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any, Final

# Roles are bits, so that a rule asks "is it one of these" in one step.
UNIT: Final = 1 << 0  # a unit of people or property: people, houses, villages
STRONG: Final = 1 << 1  # a noun that counts an effect by itself: deaths, bodies
WEAK: Final = 1 << 2  # a noun that tells an effect when no verb does: refugees, hostages
TRANSITIVE: Final = 1 << 3
INTRANSITIVE: Final = 1 << 4
ADJECTIVE: Final = 1 << 5
OF_NOUN: Final = 1 << 6
TOTAL: Final = 1 << 7
GROUP_OF: Final = 1 << 8
BE: Final = 1 << 9
HAVE: Final = 1 << 10
REMAIN: Final = 1 << 11
AMOUNT: Final = 1 << 12
ADVERB: Final = 1 << 13
DETERMINER: Final = 1 << 14
PREPOSITION: Final = 1 << 15
CONJUNCTION: Final = 1 << 16
BOUNDARY: Final = 1 << 17
RELATIVE: Final = 1 << 18
PRONOUN: Final = 1 << 19
PARTS_OPEN: Final = 1 << 20
PARTS_AFTER: Final = 1 << 21
SAYS: Final = 1 << 22
ACCORDING: Final = 1 << 23
HEARSAY: Final = 1 << 24
DOUBT: Final = 1 << 25
DENIES: Final = 1 << 26
MEASURE: Final = 1 << 27
IDENTIFIER: Final = 1 << 28
AGE_BEFORE: Final = 1 << 29
AGE_AFTER: Final = 1 << 30
MONTH: Final = 1 << 31
QUALIFIER: Final = 1 << 32
QUALIFIER_AFTER: Final = 1 << 33
NUMBER_WORD: Final = 1 << 34
SCALE: Final = 1 << 35
VAGUE: Final = 1 << 36
NONE: Final = 1 << 37
FRACTION: Final = 1 << 38
PERCENT: Final = 1 << 39
HALF: Final = 1 << 40
CAUSATIVE: Final = 1 << 41
SUFFERED: Final = 1 << 42
MONEY_AFTER: Final = 1 << 43
TWO_EFFECTS: Final = 1 << 44
SEPARATELY: Final = 1 << 45
WEEKDAY: Final = 1 << 46
TITLE: Final = 1 << 47
NOT_AFTER_ONE: Final = 1 << 48
LABEL: Final = 1 << 49
DENIAL_PHRASE: Final = 1 << 50
DENIAL_NOUN: Final = 1 << 51
STRENGTH: Final = 1 << 52
AS_OF: Final = 1 << 53
ESCALATING: Final = 1 << 54
MONEY_BEFORE: Final = 1 << 55
KEEP: Final = 1 << 56
PUNCTUATION: Final = 1 << 57
NUMBER: Final = 1 << 58  # a whole number expression, once it has been read
COUNTER: Final = 1 << 60  # "the number of ..."
OPENS_RANGE: Final = 1 << 61  # "between", "from"
INDEFINITE: Final = 1 << 62  # "a" before "hundred"
DIGITS: Final = 1 << 63
FIGURE: Final = 1 << 64  # "the figure of", "brought the count to"
NAME: Final = 1 << 59  # a capitalised word that the language file does not know

TRIGGER: Final = STRONG | WEAK | TRANSITIVE | INTRANSITIVE | ADJECTIVE | OF_NOUN | TOTAL

_EFFECT_ROLES: Final = {
    "transitive": TRANSITIVE,
    "intransitive": INTRANSITIVE,
    "adjective": ADJECTIVE,
    "strong_noun": STRONG,
    "weak_noun": WEAK,
    "of_noun": OF_NOUN,
    "total_noun": TOTAL,
    "group_of": GROUP_OF,
    "two_effects": TWO_EFFECTS,
}
_LIST_ROLES: Final = {
    ("verbs", "be"): BE,
    ("verbs", "have"): HAVE,
    ("verbs", "remain"): REMAIN,
    ("verbs", "amount"): AMOUNT,
    ("verbs", "causative"): CAUSATIVE,
    ("verbs", "counters"): COUNTER,
    ("verbs", "figures"): FIGURE,
    ("verbs", "suffered"): SUFFERED,
    ("skip", "adverbs"): ADVERB,
    ("skip", "determiners"): DETERMINER,
    ("skip", "prepositions"): PREPOSITION,
    ("skip", "conjunctions"): CONJUNCTION,
    ("skip", "boundaries"): BOUNDARY,
    ("skip", "relatives"): RELATIVE,
    ("skip", "pronouns"): PRONOUN,
    ("skip", "parts_open"): PARTS_OPEN,
    ("skip", "parts_after"): PARTS_AFTER,
    ("skip", "separately"): SEPARATELY,
    ("speech", "says"): SAYS,
    ("speech", "according_to"): ACCORDING,
    ("speech", "hearsay"): HEARSAY,
    ("speech", "doubt"): DOUBT,
    ("speech", "denies"): DENIES,
    ("speech", "titles"): TITLE,
    ("speech", "denial_nouns"): DENIAL_NOUN,
    ("speech", "denial_phrases"): DENIAL_PHRASE,
    ("not_counted", "measure"): MEASURE,
    ("not_counted", "identifier_before"): IDENTIFIER,
    ("not_counted", "age_before"): AGE_BEFORE,
    ("not_counted", "age_after"): AGE_AFTER,
    ("not_counted", "money_after"): MONEY_AFTER,
    ("not_counted", "money_before"): MONEY_BEFORE,
    ("not_counted", "after_one_of"): NOT_AFTER_ONE,
    ("not_counted", "perpetrator_number"): STRENGTH,
    ("numbers", "none"): NONE,
    ("numbers", "percent"): PERCENT,
    ("numbers", "half"): HALF,
    ("numbers", "escalating"): ESCALATING,
    ("numbers", "range_between"): OPENS_RANGE,
    ("numbers", "range_from"): OPENS_RANGE,
    ("numbers", "a"): INDEFINITE,
    ("dates", "weekdays"): WEEKDAY,
    ("dates", "as_of"): AS_OF,
    ("keep", "between"): KEEP,
    ("labels", "nouns"): LABEL,
}


@dataclass(frozen=True, slots=True)
class Word:
    """What the language file says of one word or phrase: its roles, and what it stands for in them."""

    roles: int = 0
    effects: tuple[tuple[int, str], ...] = ()
    unit: str | None = None
    value: float | None = None
    qualifier: str | None = None

    def effect_as(self, role: int) -> str | None:
        """Gives the effect that the word tells in one of these roles, or None."""
        return next((effect for bit, effect in self.effects if bit & role), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language, compiled: single words, what a word opens (itself, phrases by their second word), and the order rules."""

    code: str
    name: str
    words: dict[str, Word]
    openers: dict[str, tuple[Word | None, dict[str, tuple[tuple[list[str], Word], ...]] | None]]
    order: dict[str, Any]
    months: dict[str, int]
    lists: dict[str, frozenset[str]]
    source: dict[str, Any] = field(repr=False)


@lru_cache(maxsize=32)
def load_lexicon(code: str) -> Lexicon:
    """Takes a language code ("en"), gives its compiled lexicon; a language without a file is a KeyError.

    The file is read once a process.
    """
    path = resources.files("accounted.read.languages").joinpath(f"{code}.toml")
    if not path.is_file():
        raise KeyError(code)
    return compile_lexicon(tomllib.loads(path.read_text(encoding="utf-8")))


def known_languages() -> tuple[str, ...]:
    """Takes nothing, gives the codes of the languages that have a file, in order."""
    folder = resources.files("accounted.read.languages")
    return tuple(sorted(p.name.removesuffix(".toml") for p in folder.iterdir() if p.name.endswith(".toml")))


def compile_lexicon(source: dict[str, Any]) -> Lexicon:
    """Takes the content of a language file, gives its lexicon."""
    entries: dict[str, Word] = {}
    for text, word in _told_words(source):
        entries[text] = _merged(entries.get(text, Word()), word)
    single = {text: word for text, word in entries.items() if len(split_phrase(text)) == 1}
    phrases = _phrases(entries)
    return Lexicon(
        code=source["code"],
        name=source["name"],
        words=single,
        openers={text: (single.get(text), phrases.get(text)) for text in {*single, *phrases}},
        order=source.get("order", {}),
        months=dict(source.get("dates", {}).get("months", {})),
        lists={
            f"{section}.{key}": frozenset(value)
            for section, table in source.items()
            if isinstance(table, dict)
            for key, value in table.items()
            if isinstance(value, list)
        },
        source=source,
    )


def _phrases(entries: dict[str, Word]) -> dict[str, dict[str, tuple[tuple[list[str], Word], ...]]]:
    """Phrases by their first and second word; of those, the longest first."""
    found: dict[str, dict[str, list[tuple[list[str], Word]]]] = {}
    for text, word in entries.items():
        first, *rest = split_phrase(text)
        if rest:
            found.setdefault(first, {}).setdefault(rest[0], []).append((rest, word))
    return {
        first: {second: tuple(sorted(listed, key=lambda p: (-len(p[0]), p[0]))) for second, listed in table.items()}
        for first, table in found.items()
    }


def split_phrase(text: str) -> tuple[str, ...]:
    """Takes a phrase of the language file, gives it as the tokens that the tokeniser would make of it."""
    tokens: list[str] = []
    for part in text.split():
        if len(part) > 1 and part[0] in ",;:":
            tokens.append(part[0])
            part = part[1:]
        if len(part) > 1 and part[-1] in ",;:":
            tokens += [part[:-1], part[-1]]
        else:
            tokens.append(part)
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
        for key, role in _EFFECT_ROLES.items():
            told += [(text, Word(role, ((role, effect),))) for text in table.get(key, ())]
    for unit, words in source["units"].items():
        told += [(text, Word(UNIT, unit=unit)) for text in words]
    for (section, key), role in _LIST_ROLES.items():
        told += [(text, Word(role)) for text in source.get(section, {}).get(key, ())]
    for table, role in (("qualifiers", QUALIFIER), ("qualifiers_after", QUALIFIER_AFTER)):
        for qualifier, words in source.get(table, {}).items():
            told += [(text, Word(role, qualifier=qualifier)) for text in words]
    told += [(text, Word(MONTH, value=float(month))) for text, month in source["dates"].get("months", {}).items()]
    return told + _told_numbers(source["numbers"])


def _told_numbers(numbers: dict[str, Any]) -> list[tuple[str, Word]]:
    tables = (("words", NUMBER_WORD), ("scales", SCALE), ("vague", VAGUE), ("fractions", FRACTION))
    return [
        (text, Word(role, value=float(value)))
        for table, role in tables
        for text, value in numbers.get(table, {}).items()
    ]
