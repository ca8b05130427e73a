"""Words of denying that reject nothing, and rejections whose words tell another count, no part or another story."""

import pytest
from reader_scene import quotes, voices


@pytest.mark.parametrize(
    "text",
    [
        "The clerk does not doubt it and the council doesn't deny the deaths.",
        "The council refused to deny the massacre.",
        "No one denies that 40 people died.",
        "Nobody should have any doubts that the massacre will be punished.",
        "They were held for months and are denied due process.",
        "The camps were meant to deny the rebels the support of the farmers.",
        "The list has a column for the type of dispute and one for workers killed.",
        "The council rejected the attacks on the port.",
        "The farmers, whose claim for compensation was rejected last year, say 40 died.",
        "The union of Ardel with the Lanner was never recognised by the Government, and 40 people died.",
        "Does the council deny that 40 people died?",
        "The police questioned two men about the killings.",
        "There was no direct connection between the two raids.",
    ],
)
def test_words_of_denying_that_reject_no_statement(text: str) -> None:
    """What is not denied, withheld, a noun, condemned or asked about is no rejection."""
    assert quotes(text, "denials") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The reports of murder in Ardel are sensational and exaggerated.",
            "The reports of murder in Ardel are sensational and exaggerated",
        ),
        (
            'Instead of making such "unfounded claims" the council should remember the dead.',
            '"unfounded claims',
        ),
        (
            "The Lanner Front denied it, and the People's Union of Ardel (PUA) accused the clerks of staging deaths.",
            "the People's Union of Ardel (PUA) accused the clerks of staging deaths",
        ),
    ],
)
def test_a_rejection_quotes_what_belongs_to_it(text: str, words: str) -> None:
    """A predicate of two words, a claim within a sentence and a subject with its letters are quoted whole."""
    assert words in quotes(text, "denials")


@pytest.mark.parametrize(
    "text",
    [
        "The league found the actual number to be much higher.",
        "Doctors say the number of dead is certainly many times higher.",
        "The death toll was far lower.",
        "The death toll is probably far greater than that told in the accepted account.",
    ],
)
def test_a_count_that_is_other_than_told_rejects(text: str) -> None:
    """Who says that a count is higher or lower rejects the one that was told."""
    assert quotes(text, "denials") == [text.removesuffix(".")]


@pytest.mark.parametrize(
    "text",
    [
        "The death toll was higher than in the year before.",
        "The death toll was lower than the estimate of the council.",
        "Residents believe the final toll will be much higher.",
        "The number of dead in the higher villages is 40.",
    ],
)
def test_a_count_of_another_time_rejects_none(text: str) -> None:
    """A comparison with another year or count, and what a count will be, reject nothing."""
    assert quotes(text, "denials") == []


@pytest.mark.parametrize(
    "text",
    [
        "The army had no direct role in the massacre.",
        "The court ruled that the police had played no part.",
        "The ministry had no prior knowledge of the raid.",
        "There was no excess by the police.",
        "The council isn't admitting anything.",
        "The captain pleaded not guilty to the murder of 12 farmers.",
        "The envoy said he knew nothing about the raid.",
        "The council questioned the number of dead.",
        "Officials claimed that the dead farmers were insurgents.",
        "The army maintains that the killings were an isolated incident.",
    ],
)
def test_no_part_and_another_story_reject(text: str) -> None:
    """Who had no part, and who insists that the dead were fighters or the killing a chance, rejects what was told."""
    assert quotes(text, "denials") == [text.removesuffix(".")]


def test_the_figure_that_somebody_had_no_part_in_stands() -> None:
    """Having had no direct role in the killing of 40 people does not deny the 40."""
    assert voices("The army had no direct role in the killing of 40 people.")["40"][1] == "asserts"


def test_what_is_claimed_of_a_number_of_fighters_is_a_figure() -> None:
    """A claim that fighters were paid, or that a number of them died, is no other story of the dead."""
    assert quotes("The council claims the fighters were paid. They claimed that 12 were rebels.", "denials") == []
