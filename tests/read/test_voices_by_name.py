"""A speaker's name without the office before it, and words that name nobody."""

import pytest
from reader_scene import only


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Police chief Ivo Renn said 12 people were killed.", "Ivo Renn"),
        ("Halvane Defence Minister Ivo Renn said 12 people were killed.", "Ivo Renn"),
        ("The journalist Anna de Tolm reported that 12 people were killed.", "Anna de Tolm"),
        ("The Ardel human rights organisation Quill reported that 12 people were killed.", "Quill"),
        ("Mayor Anna Tolm said 12 people were killed.", "Mayor Anna Tolm"),
        ("President Tolm said 12 people were killed.", "President Tolm"),
        ("The rival Lanner Council said 12 people were killed.", "rival Lanner Council"),
        ("Residents of Ardel said 12 people were killed.", "Residents of Ardel"),
        ("The council and Ivo Renn said 12 people were killed.", "council and Ivo Renn"),
    ],
)
def test_the_name_speaks_and_not_its_office(text: str, speaker: str) -> None:
    """An office before a full name is left out, as one behind it is; a title alone, a body and a place stay."""
    assert only(text).speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ivo Renn, who hid in the mill, originally estimated the dead at 12.", "Ivo Renn"),
        ("Twenty years later, the writer Ivo Renn, recalled that 12 people had died.", "Ivo Renn"),
        ("Ivo Renn, a miller from Ardel, recalled that 12 people had died.", "Ivo Renn"),
        ("There is no exaggeration in saying that 12 people died.", None),
    ],
)
def test_words_of_manner_and_time_say_nothing(text: str, speaker: str | None) -> None:
    """Between the name and its verb a word of manner or a comma too many may stand."""
    assert only(text).speaker == speaker


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("It is estimated that 12 people were killed.", "asserts"),
        ("As many as 12 people may have been killed.", "reports"),
        ("Twelve people are believed to have been killed.", "reports"),
    ],
)
def test_an_estimate_is_stated_and_a_possibility_is_reported(text: str, stance: str) -> None:
    """An estimate is a figure that is stood by; what may have been is not."""
    assert only(text).stance == stance


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The historian Ivo D. Renn concludes that 12 people died.", "Ivo D. Renn"),
        ("According to the historian Ivo D. Renn, 12 people died.", "Ivo D. Renn"),
        ("The Council of Roads is now admitting that 12 people died.", "Council of Roads"),
        ("By May the ARN estimated at least 12 people died.", "ARN"),
        ('In his history, Ivo Renn "reckons the raid claimed 12 lives".', "Ivo Renn"),
        ("The roads ministry released a statement confirming that 12 people died.", "roads ministry"),
        ("According to *The Lanner Post*, 12 people died.", "Lanner Post"),
        (
            "Other estimates for the number of dead in the whole of Ardel range from 12 to 40.",
            "Other estimates",
        ),
        ("No group has claimed responsibility for the raid, in which 12 people were killed.", None),
        ("Ivo Renn lives in Lanner State, where 12 people were killed.", None),
        ("The toll is put at 12 people killed, either by soldiers or by hunger.", None),
    ],
)
def test_who_speaks_is_named_in_full(text: str, speaker: str | None) -> None:
    """Initials, marks of print and what was issued do not hide a name; nobody, a state and a doer say nothing."""
    assert only(text).speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Twelve people were killed, the report concludes.", "report"),
        ("In the view of the roads council, 12 people were killed.", "roads council"),
        ("According to a Lanner Council report, 12 people were killed.", "Lanner Council report"),
        ("The council nevertheless claimed that 12 people were killed.", "council"),
    ],
)
def test_accounts_speak_under_their_whole_name(text: str, speaker: str) -> None:
    """An account that is a verb too ends its own name, and an adverb before the verb is none of it."""
    assert only(text).speaker == speaker
