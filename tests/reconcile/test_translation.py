"""Translations of one text, and rare spellings in common: what ties two texts and what does not."""

import random
import time

import pytest

from accounted.reconcile.spellings import shared_spellings
from accounted.reconcile.translation import anchors, translations

EN = "On 25 March 2413 lived in Ardel. 613 were killed, 487 wounded, 1275 held in Borova; 138 names, 70 of elders."
FR = "Le 25 mars, 2413 vivaient à Ardel. 613 tués, 487 blessés, 1275 détenus à Borova; 138 noms, 70 de vieillards."


def _found(one: str, other: str, languages: tuple[str | None, str | None] = ("en", "fr")) -> int:
    held = dict(zip("ab", languages, strict=True))
    found = list(translations({"a": one, "b": other}, held, first=["a", "b"]))
    return len(found[0].numbers) if found else 0


def test_a_translation_is_found_by_its_numbers() -> None:
    """Two languages, the same numbers in the same order: one text, with the places of the numbers."""
    assert _found(EN, FR) == 7


@pytest.mark.parametrize(
    ("other", "languages"),
    [
        (FR, ("en", "en")),
        (FR, ("en", None)),
        (" ".join(reversed(FR.split())), ("en", "fr")),
        ("Le 25 mars, 613 personnes ont été tuées à Ardel.", ("en", "fr")),
        (FR + " Et " + " et ".join(f"Nom{n} {n}{n}{n}" for n in range(300, 340)), ("en", "fr")),
    ],
)
def test_what_is_no_translation(other: str, languages: tuple[str | None, str | None]) -> None:
    """One language, an unknown one, another order, too few numbers: no tie. A text held within a longer one is one."""
    assert bool(_found(EN, other, languages)) is (" Et " in other)


def test_digits_of_other_scripts() -> None:
    """Arabic-Indic digits are the same numbers."""
    assert [a.key for a in anchors("قُتل ٦١٣ شخصاً")] == ["#613"]


def test_many_texts_of_chance_numbers_are_not_tied() -> None:
    """Three hundred texts of random numbers in two languages give no tie, in a few seconds."""
    draw = random.Random(7)
    texts = {
        f"d{n}": " ".join(f"Name{draw.randrange(50)} {draw.randrange(10, 99)}" for _ in range(60)) for n in range(300)
    }
    languages = {name: ("en", "fr")[n % 2] for n, name in enumerate(texts)}
    started = time.perf_counter()
    assert list(translations(texts, languages, first=list(texts))) == []
    assert time.perf_counter() - started < 10


def test_rare_spellings_tie_and_common_ones_do_not() -> None:
    """Two documents that share two spellings which six others write otherwise are tied; the six are not."""
    texts = {f"d{n}": "From Hajaren by way of Iurtavan" for n in range(6)}
    texts |= {"x": "In Khadzharen and Yurtavan", "y": "Yurtavan, then Khadzharen"}
    (found,) = shared_spellings(texts, first=list(texts))
    assert (found.one, found.other) == ("x", "y")
    assert [(spelling, common) for spelling, _, _, common in found.spellings] == [
        ("khadzharen", "hajaren"),
        ("yurtavan", "iurtavan"),
    ]
    assert list(shared_spellings({k: v for k, v in texts.items() if k < "d3" or k > "w"}, first=list(texts))) == []
