"""Numbers and dates as Russian, Ukrainian and Polish write them: cases, changes, zeros behind the noun."""

import pytest

from accounted.core.document import TextLayer
from accounted.read import read_text
from accounted.read.lexicon import load_lexicon
from accounted.read.numbers import read_quantity
from accounted.read.times import times


def quantity(code: str, words: str) -> tuple[float | None, float | None, float | None, str]:
    """Reads a quantity's words alone, gives its low, high, best and qualifier."""
    number = read_quantity(words, load_lexicon(code))
    assert number is not None, words
    return number.low, number.high, number.best, number.qualifier


@pytest.mark.parametrize(
    ("code", "words", "told"),
    [
        ("ru", "одна тысяча двести тринадцать", (1213, 1213, 1213, "exact")),
        ("ru", "тысяча двести", (1200, 1200, 1200, "exact")),
        ("ru", "полтора миллиона", (1500000, 1500000, 1500000, "exact")),
        ("ru", "более тысячи", (1000, None, 1000, "more_than")),
        ("ru", "тысячи", (2000, None, None, "vague")),
        ("ru", "десятки тысяч", (20000, None, None, "vague")),
        ("ru", "несколько десятков", (20, None, None, "vague")),
        ("ru", "от 500 до 700", (500, 700, None, "range")),
        ("ru", "до 700", (None, 700, 700, "at_most")),
        ("ru", "погибших нет", (0, 0, 0, "exact")),
        ("ru", "половина", (None, None, 0.5, "fraction")),
        ("uk", "дві тисячі п'ятсот", (2500, 2500, 2500, "exact")),
        ("uk", "майже сотню", (None, None, 100, "about")),
        ("uk", "пів мільйона", (500000, 500000, 500000, "exact")),
        ("pl", "tysiąc dwustu trzynastu", (1213, 1213, 1213, "exact")),
        ("pl", "około setki", (None, None, 100, "about")),
        ("pl", "kilkuset", (200, None, None, "vague")),
        ("pl", "pół miliona", (500000, 500000, 500000, "exact")),
    ],
)
def test_a_quantity(code: str, words: str, told: tuple[float | None, float | None, float | None, str]) -> None:
    """Number words in their cases, vague words, bounds, ranges, zeros, fractions."""
    assert quantity(code, words) == told


def claims(code: str, text: str) -> list[tuple[str, float | None]]:
    """Reads a text, gives the effect and figure of each claim."""
    layer = TextLayer(document="x", text=text, extractor="plain-text", version="1")
    return [(claim.effect, claim.quantity.best) for claim in read_text(layer, language=code).claims]


def test_only_the_second_figure_of_a_change_counts() -> None:
    """What a toll was before is no claim."""
    assert claims("ru", "Число погибших возросло с 96 до 158 человек.") == [("killed", 158)]


def test_one_who_died_is_counted() -> None:
    """One that an effect befell is no pronoun."""
    assert claims("ru", "Двое погибли под обломками, ещё один скончался в больнице.") == [("killed", 2), ("killed", 1)]


def test_an_amount_of_four_digits_is_no_year() -> None:
    """Behind a verb of amount four digits count."""
    assert claims("pl", "Liczba rannych sięgnęła 1240.") == [("injured", 1240)]


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("ru", "25-26 февраля 1992 года", "1992-02-25/1992-02-26"),
        ("ru", "с 11 на 12 марта 1994 г.", "1994-03-11/1994-03-12"),
        ("uk", "14 жовтня 2015 року", "2015-10-14"),
        ("pl", "w latach 1919–1921", "1919/1921"),
    ],
)
def test_a_date(code: str, text: str, told: str) -> None:
    """Months in the genitive, words for the year, days joined by a preposition."""
    at = next(place for place in range(len(text)) if text[place : place + 4].isdigit())
    assert [time.edtf for time in times(text, [(at, at + 4)], load_lexicon(code))] == [told]
