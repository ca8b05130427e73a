"""The desk's words in other languages: each is there, holds the same places to fill, and is what the desk reads."""

import re
import sys
from importlib import import_module
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from babel.messages.pofile import read_po

from accounted.core.worded import how_made
from accounted.viewing.sentences import copy_sentence
from accounted.web.speech import LOCALES, RIGHT_TO_LEFT, headed, reworded, spoken, told

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "docs"))
MAKER = import_module("make_catalogues")
LANGUAGES: tuple[str, ...] = MAKER.LANGUAGES

_PLACE = re.compile(r"%\((\w+)\)[sd]")


def _catalogue(language: str) -> tuple[bytes, bytes]:
    folder = LOCALES / language / "LC_MESSAGES"
    return (folder / "desk.po").read_bytes(), (folder / "desk.mo").read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_desk_is_there(language: str) -> None:
    """Each message of templates, refusals and closed lists has a translation; none is left over."""
    made = read_po(BytesIO(_catalogue(language)[0]), locale=language)
    known = {m.id if isinstance(m.id, str) else m.id[0]: m.string for m in made if m.id}
    asked = {m if isinstance(m, str) else m[0] for _, m in MAKER.said()}
    lacking = [m for m in asked if not (s := known.get(m)) or (not isinstance(s, str) and not all(s))]
    assert not lacking, "run make catalogues, then translate: " + "; ".join(sorted(lacking))
    assert not known.keys() - asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_holds_the_places_of_its_words(language: str) -> None:
    """A place to be filled ("%(n)d") stands in the translation too; a plural may leave its number to the word."""
    for message in read_po(BytesIO(_catalogue(language)[0]), locale=language):
        forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
        asked = _places(message.id if isinstance(message.id, str) else message.id[1])
        if message.id:
            assert all(_places(form) <= asked for form in forms), message.id
            assert _places(forms[-1]) == asked, message.id


_NAMED = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translated_template_holds_the_same_values(language: str) -> None:
    """What a remark names in English it names in every language, once."""
    for message in read_po(BytesIO(_catalogue(language)[0]), locale=language):
        if isinstance(message.id, str) and isinstance(message.string, str):
            assert sorted(_NAMED.findall(message.string)) == sorted(_NAMED.findall(message.id)), message.id


def test_remarks_of_the_demonstration_are_said_in_each_language(client: httpx.Client) -> None:
    """In English a remark is the text that reports have; in Arabic and French its names stand and its words do not."""
    rows = client.get("/api/v1/remarks").json()["rows"]
    assert len(rows) > 10
    for row in rows:
        assert reworded(row["said"], "en") == row["message"]
        assert row["said"] != row["message"]
        for language in LANGUAGES:
            told_now = reworded(row["said"], language)
            assert told_now != row["message"]
            assert "{" not in told_now
    (one,) = [row for row in rows if row["code"] == "not-in-cited-document"]
    assert "Ministry of the Interior of Halvane" in reworded(one["said"], "ar")
    assert "other documents" not in reworded(one["said"], "fr")


def test_a_copied_sentence_is_said_in_each_language() -> None:
    """Names, words and numbers stay; what the program says between them is the language's."""
    row = {
        "kind": "figure", "quote": "at least 30 died", "figure": "at least 30", "stance": "says", "speaker": None,
        "effect_words": "Killed or died, as stated", "when": "5 March 2009", "seen": "May Daily", "how": "relayed",
        "by": "Ministry",
    }  # fmt: skip
    made = how_made(copy_sentence(row, event="Ardel"))
    assert reworded(made, "en") == str(copy_sentence(row, event="Ardel"))
    french, arabic = reworded(made, "fr"), reworded(made, "ar")
    for said in (french, arabic):
        assert "at least 30 died" in said
        assert "May Daily" in said
        assert "Ministry" in said
        assert "speaker not named" not in said
        assert "seen in" not in said
    assert "5 mars 2009" in french
    assert "locuteur" in french


def _places(words: str) -> set[str]:
    return {name for name in _PLACE.findall(words) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_one_that_is_edited(language: str) -> None:
    """What the desk reads was made from what a translator edits."""
    po, mo = _catalogue(language)
    assert mo == MAKER.mo_of(po, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browser_of_that_language_gets_its_pages(client: httpx.Client, language: str) -> None:
    """The language that the browser asks for is spoken, in the direction of its script, and can be changed."""
    page = client.get("/documents", headers={"Accept-Language": f"{language};q=0.9, en;q=0.5"}).text
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert spoken() == ("en", *sorted(LANGUAGES))
    assert '<html lang="en"' in client.get("/language/en?back=/documents").text


def test_what_a_source_said_is_not_translated() -> None:
    """Dates, qualifiers and headings made by the program are put into the language; words in quotes stay."""
    assert told("5 March 2009", "fr") == "5 mars 2009"
    assert told("at least 30", "ar") == "على الأقل 30"
    assert headed("Rejects: “about March”", "fr") == "Rejette: “about March”"
