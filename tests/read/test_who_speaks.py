"""What can speak at all, and who a pronoun can stand for."""

import pytest
from reader_scene import ENGLISH, quotes, reading, voices

from accounted.read.who_speaks import may_speak, stands_for


@pytest.mark.parametrize("name", ["latest deaths", "explosion at the mill", "Graves discovered near Ardel", "time"])
def test_a_death_a_fire_and_a_time_say_nothing(name: str) -> None:
    """The head of the phrase is what would speak, whatever stands behind it."""
    assert not may_speak(name, ENGLISH.order)


@pytest.mark.parametrize("name", ["survivors of the fire", "Lanner Times", "Time", "official figures", "police"])
def test_people_papers_and_accounts_speak(name: str) -> None:
    """Those who live through a fire speak of it, and a paper may be named for anything."""
    assert may_speak(name, ENGLISH.order)


def test_he_is_a_person_and_it_a_body() -> None:
    """A pronoun is not taken for whoever was named last."""
    order = ENGLISH.order
    assert stands_for("It", "Commission of Inquiry", order)
    assert stands_for("it", "UN", order)
    assert not stands_for("It", "Anna Tolm", order)
    assert stands_for("He", "Ivo Tolm", order)
    assert not stands_for("he", "Commission of Inquiry", order)
    assert not stands_for("she", "officials", order)
    assert stands_for("They", "officials", order)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Forty farmers were found shot by soldiers near Ardel.", None),
        ("Sixty settlers were recorded as drowned by the raiders.", None),
        ("Troops entered the rejected settlement, where 30 settlers died.", None),
        ("The army shelled its contested province and killed 40 farmers.", None),
        ("Planes bombed the long disputed valley, killing 20 villagers.", None),
        ("The roads that lead to Ardel showed that 200 refugees had died.", None),
        ("In reply to clerks on 22nd July the minister stated that 16 strikers were shot.", "minister"),
        ("By the 30th the bishop had reported that 50 converts were killed.", "bishop"),
        ("Ivo Renn, a sergeant on the day the town fell told the court that 60 men were shot.", "Ivo Renn"),
        ("The inquiry was opened by Ivo Tolm. It found that 30 men were shot.", "inquiry"),
        ("The Commission of Roads was begun by Ivo Renn. It reported that 90 men died.", "Commission of Roads"),
        ("According to Halvane officials, 40 farmers were killed, he said.", "Halvane officials"),
        ("LANNER, March 5. Riots broke out at dawn. He said that 17 persons were killed.", "He"),
    ],
)
def test_who_did_it_and_where_it_was_told_say_nothing(text: str, speaker: str | None) -> None:
    """Doers, adjectives, dates, the place of a message and what "to" leads to are no speakers."""
    assert {claim.speaker for claim in reading(text).claims} == {speaker}


def test_a_verdict_ends_where_another_clause_goes_on() -> None:
    """What befell others beside the convicted is not what the court found."""
    text = "Three guards were convicted of the murder of 22 farmers and 40 others were released."
    assert [claim.speaker for claim in reading(text).claims] == ["verdict", None]


def test_a_disputed_town_rejects_nothing() -> None:
    """Behind an article or a possessor the word is an adjective."""
    assert quotes("Raiders crossed our disputed frontier and killed 12 shepherds.", "denials") == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Guards are suing the state for alleged raids in which 30 men died.", None),
        ("Fire and other reported blasts killed 12 guards.", None),
        ("Secretary Anna Mell spoke on Monday with Davit Abara, who told her that 40 men were killed.", "Davit Abara"),
        ("The town is run by Ivo Tolm, who claims that 60 men died.", "Ivo Tolm"),
        ("Most old parties traditionally assert that 300 people died.", "Most old parties"),
        ("Ardel first spoke of 19 dead.", "Ardel"),
        ("Anna Mell wept. According to her, 40 men were killed.", "Anna Mell"),
        ('"We saw death and ruin," the mayor said, noting that 40 farmers were killed.', "mayor"),
        ("The raid burned the hall of 12 houses and residents said that 30 people died.", "residents"),
        ("The envoy pointed out that 40 farmers were killed.", "envoy"),
        ("Halvane Condemns the Attack\n\nHe was in town. He said that 40 people were killed.", "He"),
        ("According to a popular though unconfirmed tale, 40 people died.", "popular though unconfirmed tale"),
        ("The presence of envoys testifies that 40 people were killed.", None),
    ],
)
def test_the_subject_is_that_of_the_verb_of_saying(text: str, speaker: str | None) -> None:
    """Not what another verb tells of, nor a word of manner behind it, nor a headline above."""
    assert {claim.speaker for claim in reading(text).claims if claim.effect == "killed"} == {speaker}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A survivor said 40 people died.", "survivor"),
        ("A victim of the raid told the court that 30 people died.", "victim of the raid"),
        ("The ambassador to Ardel said 40 people died.", "ambassador to Ardel"),
        ("A freed prisoner said that 12 men were shot.", "freed prisoner"),
        ("The owner of the burned house said 30 people died.", "owner of the burned house"),
        ("A report to the council said that 40 men were shot.", "report to the council"),
        ("In a letter to Parliament the minister said 40 men were shot.", "minister"),
        ("Residents of the disputed town said 40 people died.", "Residents of the disputed town"),
    ],
)
def test_those_who_lived_and_those_sent_somewhere_speak(text: str, speaker: str) -> None:
    """What befell a survivor or where an envoy is sent takes nobody's words away."""
    assert {claim.speaker for claim in reading(text).claims} == {speaker}


def test_the_group_is_no_word_of_a_headline() -> None:
    """ "The group" is the society named last, by any word of its name, and no common word in capitals."""
    text = (
        "COUNCIL DENIES RAID\n\nHuman Rights Lanner (HRL), which visited the town, put the dead at 19; "
        "the group said two of them had died in custody."
    )
    assert voices(text)["two"][0] in ("Human Rights Lanner", "Human Rights Lanner (HRL)")
