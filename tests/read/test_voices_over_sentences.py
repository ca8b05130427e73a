"""Who goes on speaking in the sentences and paragraphs behind the one that names them."""

import pytest
from reader_scene import reading, voices


def _speakers(text: str) -> list[str | None]:
    return [claim.speaker for claim in reading(text).claims]


@pytest.mark.parametrize(
    "text",
    [
        'Anna Tolm told the court:\n\n"They shot 12 men in Ardel.\n\n"They killed 40 women in Lanner."',
        'Anna Tolm told the court: "They shot 12 men in Ardel.\n\n"They killed 40 women in Lanner."\n',
        '"They shot 12 men in Ardel.\n\n"They killed 40 women in Lanner," said Anna Tolm.',
        'Anna Tolm recalled that night. "It was cold. They shot 12 men in Ardel. They killed 40 women."',
    ],
)
def test_a_quotation_goes_on_over_paragraphs(text: str) -> None:
    """A paragraph that opens with a mark goes on with a quotation that was not closed."""
    assert _speakers(text) == ["Anna Tolm", "Anna Tolm"]


@pytest.mark.parametrize(
    "text",
    [
        'Anna Tolm told the court: "It was cold."\n\nThe dam burst and 40 people died.',
        'Anna Tolm told the court: "It was cold." The dam burst and 40 people died.',
        'The "Lanner" mill burned. In Ardel 40 people died.',
    ],
)
def test_behind_a_closed_quotation_the_document_speaks(text: str) -> None:
    """What stands outside the marks is not in the voice of who was quoted."""
    assert _speakers(text) == [None]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The mayor said 12 people had died. Forty had been wounded.", ["mayor", "mayor"]),
        ("The ministry reported 12 deaths. A further 40 people were wounded.", ["ministry", "ministry"]),
        ("The mayor spoke on Tuesday. He said 12 people died. He added that 40 were wounded.", ["mayor", "mayor"]),
        ("The mayor said 12 people died. The dam of 1951 killed 40 people.", ["mayor", None]),
        ("The mayor said 12 people died. By Friday 40 deaths had been registered.", ["mayor", None]),
        ("The mayor said 12 people died. A further 40 are believed to be dead.", ["mayor", None]),
    ],
)
def test_a_tense_and_a_pronoun_go_on(text: str, speakers: list[str | None]) -> None:
    """The tense of reported speech, a further number and a pronoun go on; another account is the document's."""
    assert _speakers(text) == speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Police: 12 dead in Ardel fire", "Police"),
        ("UN: 12 killed in Ardel since May", "UN"),
        ("12 dead in Ardel, says army", "army"),
        ("Twelve people were killed, say local people.", "local people"),
        ("Children: 12 dead in Ardel fire", None),
        ("Ardel: 12 dead", None),
        ("The fire.\n\nPolice: 12 dead", None),
    ],
)
def test_a_headline_names_its_source(text: str, speaker: str | None) -> None:
    """A text's first line names who says it before a colon; a town or a kind of people there says nothing."""
    assert _speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A guard quoted by Lanner Radio said that 12 people had been killed.", "guard, via Lanner Radio"),
        ("A guard was quoted by Lanner Radio as saying that 12 people died.", "guard, via Lanner Radio"),
        ("Twelve people died, the Lanner Post reported, citing a guard.", "guard, via Lanner Post"),
        ("A guard told the Lanner Post that 12 people died.", "guard"),
        ("A woman who gave her name as Tolm said 12 people were killed.", "woman"),
        ("Villagers who fled to Lanner say soldiers killed 12 people.", "Villagers"),
        ("Those who survived said 12 people were killed.", "Those who survived"),
        ("Ivo Renn, 43, a miller from Ardel, said 12 people were killed.", "Ivo Renn"),
        ("Ivo Renn has since claimed that 12 people died.", "Ivo Renn"),
        ("The dead were put by the harbour council at 12.", "harbour council"),
    ],
)
def test_relays_and_clauses_before_the_verb(text: str, speaker: str) -> None:
    """Who is quoted is named with who quotes; a clause between the name and its verb names nobody else."""
    assert _speakers(text) == [speaker]


def test_a_pronoun_of_another_sentence_is_resolved_where_it_stands() -> None:
    """A short figure in a quotation whose speaker a pronoun far down in the next sentence names."""
    text = (
        'Ivo Renn came back in May. "They shot 12. They came from the far side of the hills and by the old road, '
        'and nobody in the valley was ready for them," he said.'
    )
    assert _speakers(text) == ["Ivo Renn"]


def test_a_number_that_ranges_speaks_for_nobody() -> None:
    """ "The number ... may range from" is no account: it neither speaks nor stops the reading."""
    text = "Counts of the number massacred in Lower Tolm vary from 20,000 to 30,000."
    assert "number" not in {speaker for speaker, _ in voices(text).values()}
    told = voices("The number killed in Lower Tolm may range from 20,000 to 30,000.")
    assert [speaker for speaker, _ in told.values()] == [None]


def test_an_account_that_ranges_keeps_its_name() -> None:
    """ "The official count ranged" is the count's, not that of somebody official."""
    told = voices("The official count ranged from 20 to 30 dead.")
    assert [speaker for speaker, _ in told.values()] == ["official count"]
