"""Who speaks, over which words, and in what stance: nobody's words are given to another."""

import pytest
from reader_scene import reading, voices


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("According to the Lanner ministry, 613 people were killed.", "Lanner ministry"),
        ("613 people were killed, according to the Lanner ministry.", "Lanner ministry"),
        ("The ministry said 613 people were killed.", "ministry"),
        ("The Corvais Council said that 613 people were killed.", "Corvais Council"),
        ("613 people were killed, said Doran Tolan.", "Doran Tolan"),
        ("613 people were killed, Doran Tolan said.", "Doran Tolan"),
        ('"613 people were killed," Doran Tolan said.', "Doran Tolan"),
        ("“They killed 613 people,” Doran Tolan said.", "Doran Tolan"),
        ("Doran Tolan, head of the Council, said 613 people were killed.", "Doran Tolan"),
        ("A Council spokesman told reporters that 613 people had been killed.", "Council spokesman"),
        ("Official figures say 613 people were killed.", "Official figures"),
        ("The ministry put the death toll at 613.", "ministry"),
        ("The Council estimates that 613 people were killed.", "Council"),
        ("The Council of Corvais claimed that 613 people were killed.", "Council of Corvais"),
        ("The Council, according to the Courier, said 613 people were killed.", "Council"),
    ],
)
def test_the_speaker_is_named_in_the_words_of_the_text(text: str, speaker: str) -> None:
    """Before or behind what is said, in direct or reported speech, the speaker is the name as written."""
    assert voices(text) == {"613": (speaker, "asserts")}


@pytest.mark.parametrize(
    "text",
    [
        "613 people were killed.",
        "The Veshti army killed 613 people.",
        "The army left. It rained. 613 people died.",
    ],
)
def test_a_text_speaks_for_itself(text: str) -> None:
    """Where nobody is named as saying it, the document speaks: the speaker is None, not whoever is mentioned."""
    assert voices(text) == {"613": (None, "asserts")}


def test_each_clause_has_its_own_speaker() -> None:
    """Two speakers in one sentence each keep the figure of their own clause."""
    text = "The ministry said that 40 people were killed, but the Council said 12 people were killed."
    assert voices(text) == {"40": ("ministry", "asserts"), "12": ("Council", "asserts")}
    text = "The Lanner Council claims that 40 people were killed; the Veshti Council says 12 people were killed."
    assert voices(text) == {"40": ("Lanner Council", "asserts"), "12": ("Veshti Council", "asserts")}


def test_a_speaker_covers_what_is_joined() -> None:
    """A second figure joined by "and" is the same speaker's."""
    text = "The Corvais Council said that 613 people were killed and 40 wounded."
    assert voices(text) == {"613": ("Corvais Council", "asserts"), "40": ("Corvais Council", "asserts")}


def test_a_speaker_ends_with_the_sentence() -> None:
    """Outside quotation marks a speaker does not reach into the next sentence or paragraph."""
    text = "According to the Council, 40 people were killed. In Ardel 3 people died.\n\n12 people were killed."
    assert voices(text) == {"40": ("Council", "asserts"), "3": (None, "asserts"), "12": (None, "asserts")}


@pytest.mark.parametrize(
    "text",
    [
        '"The army killed 40 people. It wounded 12 people," said Mira Tolan.',
        '"The army killed 40 people," Mira Tolan told the Courier. "It wounded 12."',
        'Mira Tolan said 40 people were killed. "They wounded 12 people," she said.',
    ],
)
def test_a_quotation_goes_on_over_sentences(text: str) -> None:
    """Inside quotation marks the speaker named before or behind speaks in every sentence of the quotation."""
    assert voices(text) == {"40": ("Mira Tolan", "asserts"), "12": ("Mira Tolan", "asserts")}


@pytest.mark.parametrize("pronoun", ["She", "He"])
def test_a_pronoun_is_the_speaker_before(pronoun: str) -> None:
    """ "She said" is the speaker named last before it."""
    text = f"Mira Tolan said 40 people were killed. {pronoun} said 12 were wounded."
    assert voices(text) == {"40": ("Mira Tolan", "asserts"), "12": ("Mira Tolan", "asserts")}


def test_a_quote_prefix_is_a_voice() -> None:
    """In forwarded text the prefix at the line's start tells whose words they are; without one the poster speaks."""
    text = "[AB] The army killed 40 people.\n[AB] It left 12 wounded.\n\nNo, it killed 3 people."
    assert voices(text) == {"40": ("AB", "asserts"), "12": ("AB", "asserts"), "3": (None, "asserts")}


def test_a_named_speaker_stands_before_a_prefix() -> None:
    """Where a quoted line names its speaker, that speaker is nearer than the prefix."""
    assert voices("[CD] Tolan said 40 people were killed.") == {"40": ("Tolan", "asserts")}


@pytest.mark.parametrize(
    "text",
    [
        "The Lanner Council denied that 40 people were killed.",
        "The Lanner Council denies killing 40 people.",
        "The Lanner Council denied it had killed 40 people.",
        "The Lanner Council denied responsibility for the deaths of 40 people.",
        "The Lanner Council rejects claims that 40 people were killed.",
        "The Lanner Council disputes that 40 people were killed.",
        "The Lanner Council rejects the wild figure of 40 dead.",
    ],
)
def test_a_rejected_figure_is_denied_by_its_speaker(text: str) -> None:
    """A figure put up to be rejected is kept, with the speaker who rejects it and the stance denies."""
    assert voices(text) == {"40": ("Lanner Council", "denies")}


@pytest.mark.parametrize(
    "text",
    [
        "40 people were reportedly killed.",
        "40 people were allegedly killed.",
        "40 people are believed to have been killed.",
        "It is believed that 40 people were killed.",
        "It was reported that 40 people were killed.",
    ],
)
def test_hearsay_is_reported_and_not_asserted(text: str) -> None:
    """Words of hearsay make the stance reports, with no speaker made up."""
    assert voices(text) == {"40": (None, "reports")}


@pytest.mark.parametrize(
    "text",
    [
        "Wild claims of 40 dead were printed.",
        "The myth of 40 dead was printed.",
        "The inflated claim that 40 people were killed was printed.",
    ],
)
def test_a_disowned_figure_is_doubted(text: str) -> None:
    """A figure that the document itself disowns is kept with the stance doubts."""
    assert voices(text) == {"40": (None, "doubts")}


def test_a_speaker_of_any_side_is_read_alike() -> None:
    """The same sentence from two parties differs in nothing but the speaker."""
    one, other = (reading(f"The {party} said 40 people were killed.").claims[0] for party in ("Lanners", "Veshtis"))
    assert (one.speaker, other.speaker) == ("Lanners", "Veshtis")
    assert (one.effect, one.stance, one.quantity, one.rule) == (other.effect, other.stance, other.quantity, other.rule)
