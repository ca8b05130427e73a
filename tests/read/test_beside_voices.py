"""Accounts beside what they tell, signatures behind a dash, bodies that a common noun stands for."""

import pytest
from reader_scene import reading

SIGNED = '- "A bomber raided Tolan, killing five women." -- Anna Mell, Ardel Press, Tuesday, May 9.\n'


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("By one estimate, 40,000 farmers were expelled from the valley.", "one estimate"),
        ("By official count 90 miners died.", "official count"),
        ("The raid left 60 people dead by one count.", "one count"),
        ("100,000 deported (Ivo Tolm claim)", "Ivo Tolm claim"),
        ("At least 900 people died (Red Crescent estimate).", "Red Crescent estimate"),
        ("It was estimated (by Halvane historians) that 80,000 people died.", "Halvane historians"),
        ("The government raised the official death toll to 11.", "government"),
        ("Tuesday's blast raised the death toll to 11.", None),
        ("A council inquiry has blamed the army for a massacre of 400 refugees.", "council inquiry"),
        ("The rebels were blamed for the killing of 30 people.", None),
        ("The opposition is blaming the police for the deaths of 14 students.", "opposition"),
        ("Halvane and Corvane scholars have agreed on 280 dead.", "Halvane and Corvane scholars"),
        ("Troops shot 40 farmers, witnesses and relatives told The Lanner Post.", "witnesses and relatives"),
        ("The report said 300 people were killed.", "report"),
        ("At night, reliable but unconfirmed reports said 12 miners had been shot.", "unconfirmed reports"),
        ('"We buried 40 children that day." - Anna Mell, survivor', "Anna Mell"),
        (SIGNED, "Anna Mell, Ardel Press"),
        (SIGNED.replace(" -- Anna Mell, Ardel Press", "–LPA"), "LPA"),
        ('"Our teams counted 30 dead," the Red Crescent said.', "Red Crescent"),
        ("The Lanner Society met. It wept. The UK-based rights body said 30 farmers died.", "UK-based rights body"),
        ("The Lanner Society says the army shelled us. The group said 30 farmers died.", "Lanner Society"),
        ("Ivo Tolm says the army shelled us. The group said 30 farmers died.", "group"),
    ],
)
def test_whose_account_a_figure_is(text: str, speaker: str | None) -> None:
    """An account that stands beside a figure, a signature and a body named before are who says it."""
    assert {claim.speaker for claim in reading(text).claims} == {speaker}


def test_the_official_figure_is_not_that_of_who_doubles_it() -> None:
    """Behind "double" or "against" the official figure speaks, else who gives it does."""
    text = "Residents told the Post that 80 people died, against an official figure of 15 dead."
    assert [claim.speaker for claim in reading(text).claims] == ["Residents", "official figure"]
    text = "The mayor gave the official figure of 15 dead: the mayor said 15 people died."
    assert {claim.speaker for claim in reading(text).claims} <= {"mayor", "official figure"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Forty miners died. This figure was given by the owner.", "owner"),
        ("The raid killed 60 people. The town burned. The figure comes from the Lanner Society.", "Lanner Society"),
        ("The raid killed 60 people.\n\nThis was announced by the mayor.", None),
        ("The raid killed 60 people. This shocked the mayor.", None),
        ("The mayor said that 12 men died. Thirty others were hurt.", "mayor"),
        ("The day ended with an announcement by President Ivo Renn that five raiders were dead.", "President Ivo Renn"),
        ("According to an article published in the Lanner Post, 20 men died.", "article published in the Lanner Post"),
        ("A letter printed in the Lanner Post stated that 33 men were shot.", "letter printed in the Lanner Post"),
        ("Police charged 12 men after 30 farmers were killed.", None),
        ("A guard spoke. She (Anna Mell) claimed that 12 people died.", "Anna Mell"),
        ("Ivo Renn opened the debate. It rained. He said that 40 farmers were shot.", "Ivo Renn"),
        ("The Foreign Ministry said it was false. The statement added that 70 people died.", "Foreign Ministry"),
        ("A medic on the scene told the Post that 9 people died.", "medic"),
        (
            "Baroness Mell of Ardel asked the minister:\n\nWhat of the killing of 14 men?",
            "Baroness Mell of Ardel",
        ),
        ("Baroness Mell of Ardel\n\nI mourn the killing of 14 men.", "Baroness Mell of Ardel"),
        ("The Minister of War (Lord Renn)\n\nAlas, 40 soldiers were killed.", "Lord Renn"),
    ],
)
def test_who_said_it_is_told_around_it(text: str, speaker: str | None) -> None:
    """A sentence behind, a writing, a bracket, a line above: whoever is named there says it."""
    assert {claim.speaker for claim in reading(text).claims} == {speaker}
