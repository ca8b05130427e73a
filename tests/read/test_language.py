"""The language of a text, told without a network, or not told."""

import pytest

from accounted.read.language import language_of

LONG = {
    "en": "The council of the town has published a list of those who were killed in the valley during the spring, and "
    "the ministry answered on the following day that it had not seen the list, that it would read it, and that it "
    "would say in the summer what it thought of the figures.",
    "fr": "Le conseil de la ville a publié une liste des personnes tuées dans la vallée au printemps, et le ministère "
    "a répondu le lendemain qu'il n'avait pas vu la liste, qu'il la lirait, et qu'il dirait pendant l'été ce qu'il "
    "pensait de ces chiffres.",
    "de": "Der Rat der Stadt hat eine Liste der Menschen veröffentlicht, die im Frühjahr im Tal getötet wurden, und "
    "das Ministerium antwortete am folgenden Tag, es habe die Liste nicht gesehen, werde sie aber lesen und im Sommer "
    "sagen, was es von den Zahlen halte.",
    "ru": "Городской совет опубликовал список людей, убитых весной в долине, а министерство ответило на следующий "
    "день, что оно этого списка не видело, что прочтёт его и что летом скажет, что думает об этих цифрах и о том, как "
    "их считали.",
}


@pytest.mark.parametrize("code", sorted(LONG))
def test_a_paragraph_tells_its_language(code: str) -> None:
    """Some two hundred letters are enough to tell the language."""
    assert language_of(LONG[code]) == code


def test_a_short_text_is_told_by_known_words() -> None:
    """A short text is told by the share of its words that a language file knows."""
    assert language_of("The army killed 12 people in the village.") == "en"


@pytest.mark.parametrize("text", ["", " ", "12", "1,275; 613", "\n\n", "💥", "Xqz vbn"])
def test_a_text_that_tells_nothing_has_no_language(text: str) -> None:
    """Without letters, or with words that no file knows, the language is not guessed."""
    assert language_of(text) is None


def test_numbers_and_marks_take_no_part() -> None:
    """Figures around a text change nothing of its language."""
    assert language_of("1,275 (613): " + LONG["fr"] + " 487, 150.") == "fr"
