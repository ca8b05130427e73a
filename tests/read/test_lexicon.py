"""A language is one data file: it compiles, every word of it has a role, and a new one needs no program."""

import copy
import tomllib
from importlib import resources
from typing import Any

import pytest
from reader_scene import ENGLISH

from accounted.core.claim import EFFECTS, QUALIFIERS, UNITS
from accounted.read import roles
from accounted.read.lexicon import compile_lexicon, known_languages, load_lexicon

LANGUAGES = known_languages()


def source(code: str) -> dict[str, Any]:
    """Gives the content of a language file."""
    path = resources.files("accounted.read.languages").joinpath(f"{code}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_english_is_known() -> None:
    """The languages that have a file are told in order, English among them."""
    assert "en" in LANGUAGES
    assert list(LANGUAGES) == sorted(LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_file_compiles(code: str) -> None:
    """A language file compiles, and names itself by the code of its file."""
    lexicon = load_lexicon(code)
    assert lexicon.code == code
    assert lexicon.name
    assert lexicon.words


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_speaks_the_closed_lists(code: str) -> None:
    """Effects, units and qualifiers of a language file are those of the core and no others."""
    told = source(code)
    assert set(told["effects"]) <= set(EFFECTS)
    assert set(told["units"]) <= set(UNITS)
    assert set(told["qualifiers"]) | set(told.get("qualifiers_after", {})) <= set(QUALIFIERS)


@pytest.mark.parametrize("code", LANGUAGES)
def test_words_stand_in_lower_case(code: str) -> None:
    """Words of a language file are written in lower case, since the text is compared in lower case."""
    told = source(code)
    listed = [word for table in told["effects"].values() for words in table.values() for word in words]
    listed += [word for words in told["units"].values() for word in words]
    assert [word for word in listed if word != word.lower()] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_counts_what_it_says(code: str) -> None:
    """Each number word and scale has a positive value or is zero, and a month is one of twelve."""
    told = source(code)
    assert all(
        value >= 0 for table in ("words", "scales", "vague") for value in told["numbers"].get(table, {}).values()
    )
    assert set(told["dates"]["months"].values()) == set(range(1, 13))


def test_a_language_without_a_file_is_a_key_error() -> None:
    """Asking for a language that has no file names the language."""
    with pytest.raises(KeyError, match="xx"):
        load_lexicon("xx")


def test_a_lexicon_is_compiled_once() -> None:
    """The same language asked for twice is the same lexicon."""
    assert load_lexicon("en") is load_lexicon("en")


def test_a_word_added_to_the_file_is_read() -> None:
    """Who adds a verb to a language file needs no program: the compiled language knows it."""
    told = copy.deepcopy(source("en"))
    told["effects"]["killed"]["transitive"].append("unlifed")
    assert "unlifed" not in ENGLISH.words
    word = compile_lexicon(told).words["unlifed"]
    assert [effect for _, effect in word.effects] == ["killed"]


def test_a_word_may_have_several_roles() -> None:
    """A word listed twice has both roles: "shot" may be a verb and "dead" a noun and an adjective."""
    dead = ENGLISH.words["dead"]
    assert {effect for _, effect in dead.effects} == {"killed"}
    assert len(dead.effects) == 2


def test_every_role_has_a_bit_of_its_own() -> None:
    """Two roles on one bit would make a word of one language what another file's word is."""
    bits = [value for name, value in vars(roles).items() if name.isupper() and isinstance(value, int)]
    single = [value for value in bits if value.bit_count() == 1]
    assert len(single) == len(set(single))
