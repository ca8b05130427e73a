"""Rival figures of several speakers in one sentence: each figure is that of who says it."""

import pytest
from reader_scene import figures, reasons, voices


@pytest.mark.parametrize(
    "text",
    [
        "The army said 300 had died; the rebels said 900.",
        "The army said 300 had died, but the rebels said 900.",
        "The army put the dead at 300, the rebels at 900.",
        "The army says 300 people were killed, the rebels 900.",
        "The army reported 300 dead and the rebels 900.",
        "The army says 300 people died but the rebels say it was 900.",
        "The army claimed to have killed 300 men, while the rebels claimed only 900.",
        "According to the army 300 people died; according to the rebels, 900.",
    ],
)
def test_each_rival_figure_has_its_own_speaker(text: str) -> None:
    """A figure is never given to the speaker of the figure that it contradicts."""
    told = {number.split()[-1]: speaker for number, (speaker, _) in voices(text).items()}
    assert told == {"300": "army", "900": "rebels"}
    assert [effect for effect, _ in figures(text)] == ["killed", "killed"]


def test_a_third_speaker_shares_the_verb_too() -> None:
    """ "The council estimates 4,000 dead, the church 6,000 and the army 900": one verb, three speakers."""
    told = voices("The council estimates 4,000 dead, the church 6,000 and the army 900.")
    assert [speaker for speaker, _ in told.values()] == ["council", "church", "army"]


@pytest.mark.parametrize(
    "text",
    [
        "The police said Tolm lost 12 and Ardel 40.",
        "The police reported 12 dead in Tolm, Ardel 40.",
        "The police counted 12 dead and 40 hurt.",
        "The police said 12 died in 1991, 40 in 1992.",
    ],
)
def test_a_place_beside_a_number_says_nothing(text: str) -> None:
    """Where the figures are those of places or years, one speaker says them all."""
    assert {speaker for speaker, _ in voices(text).values()} == {"police"}


def test_the_age_of_one_named_at_a_sentences_end_is_no_figure() -> None:
    """ "Among them Ivo Renn, 30, and Ana Tolm, 22." counts nobody twice."""
    assert reasons("The council said 12 died, among them Ivo Renn, 30, and Ana Tolm, 22.") == {"30": "age", "22": "age"}
