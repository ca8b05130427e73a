"""Every language file reads claims that were written by the rules of its grammar, before its words were chosen."""

import pytest
from language_sets import documents, languages, measure

from accounted.core.document import Span, TextLayer
from accounted.read import read_text
from accounted.read.lexicon import known_languages, load_lexicon

FLOOR = 0.85
FEWEST = 60


@pytest.mark.parametrize("code", languages())
def test_invented_claims_are_read(code: str) -> None:
    """Precision and recall on the language's own set stay above the floor (the figures stand in docs/languages.md)."""
    found = measure(code)
    assert found.precision >= FLOOR, found
    assert found.recall >= FLOOR, found


@pytest.mark.parametrize("code", languages())
def test_the_set_is_sound(code: str) -> None:
    """A set holds sixty claims or more, and every quote stands where it says."""
    annotated = documents(code)
    assert sum(len(document["claims"]) for document in annotated) >= FEWEST
    for document in annotated:
        assert document["language"] == code
        for claim in document["claims"]:
            assert document["text"][claim["start"] : claim["end"]] == claim["quote"]


@pytest.mark.parametrize("code", languages())
def test_spans_hold_their_words(code: str) -> None:
    """What is read stands at its offsets, in every script and direction."""
    for document in documents(code):
        layer = TextLayer(document=document["id"], text=document["text"], extractor="plain-text", version="1")
        reading = read_text(layer, language=code)
        places = [one.place for found in (reading.claims, reading.labels, reading.denials) for one in found]
        for place in places:
            assert isinstance(place, Span)
            assert document["text"][place.start : place.end] == place.quote


@pytest.mark.parametrize("code", known_languages())
def test_a_language_file_has_the_words_the_engine_asks_for(code: str) -> None:
    """Every language file compiles, and has the tables of the model file, en.toml."""
    model, other = load_lexicon("en").source, load_lexicon(code).source
    missing = [section for section in model if section not in other]
    assert not missing
    assert other["code"] == code
