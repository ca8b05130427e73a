"""Whose clause a predicate, a part and a speaker belong to: classes of English that documents unseen before taught."""

import pytest
from reader_scene import bounds, figures, only, reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("38 raiders were outwitted and 12 captured.", [("detained", "12")]),
        ("The mill lost 24 men and had 52 wounded.", [("killed", "24"), ("injured", "52")]),
        ("29 were killed, including 8 women and 10 boys, and 180 injured.", "kkki"),
        ("20 men and 30 women were killed.", "kk"),
        ("12 men, 8 women, and 3 children were killed.", "kkk"),
        ("4,000 had passed through the camp, of whom some 50 did not survive.", [("killed", "some 50")]),
        ("Of the 291 persons killed 211 were Halvans, 63 Tolans.", "kkk"),
        ("9,500 were killed, injured, or missing.", [("other", "9,500")]),
        ("40 weavers were burnt, drowned or put to the sword.", [("killed", "40")]),
        ("24 died at once, another seven within the week.", "kk"),
        ("1,032 prisoners died.", [("executed_or_died_in_custody", "1,032")]),
        ("He lost his mother and three sisters.", [("killed", "three")]),
        ("The council says 40 were killed; others put it at 25.", "kk"),
        ("The envoy says 40 were killed. The council says 25.", "kk"),
        ("Casualties rose by 7 per cent to 143.", [("other", "143")]),
        ("They said it was no accident, it was cold-blooded murder.", []),
        ("600 were shot and over a million sold.", [("killed", "600")]),
        ("12 were killed in Ardel and 20 in Corvais.", "kk"),
        ("Death toll now 22.", [("killed", "22")]),
        ("A girl of four, two men and a nurse were killed.", [("killed", "two")]),
        ("Ivo D., 43, who survived, spoke.", []),
        ("Casualties stood at 457: 196 killed and 261 injured.", [("other", "457"), ("killed", "196"), "i"]),
    ],
)
def test_a_predicate_tells_of_its_own_clause(text: str, expected: str | list[str | tuple[str, str]]) -> None:
    """What befell those counted is told in their own clause, and a number beside another predicate has that one."""
    short = {"k": "killed", "i": "injured"}
    found = figures(text)
    assert len(found) == len(expected)
    for one, wanted in zip(found, expected, strict=True):
        assert one == wanted or one[0] == short.get(str(wanted))


def test_a_bracket_behind_a_part_opens_the_parts_own_breakdown() -> None:
    """In "457 casualties: 196 killed (150 men, 46 women)" the men and women are parts of the killed."""
    claims = {claim.quantity.text: claim for claim in reading("457 casualties: 196 killed (150 men, 46 women).").claims}
    assert claims["150"].part_of == claims["46"].part_of == claims["196"].id
    assert claims["150"].effect == "killed"


def test_what_some_were_makes_them_a_part() -> None:
    """A smaller number behind a comma that says what some of the persons were is a part of the figure before it."""
    whole, part = reading("19 were killed, 5 were children.").claims
    assert (part.part_of, part.place.quote) == (whole.id, "5")


def test_a_part_in_a_list_is_quoted_without_its_totals_verb() -> None:
    """ "Killed 169, among them 44 women and 61 children": the part's words are its own."""
    assert [c.place.quote for c in reading("Bombs killed 169 people, among them 44 women and 61 boys.").claims][1:] == [
        "44 women",
        "61 boys",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Between 3.3 and 3.9 million people died.", ("range", 3.3e6, 3.9e6, None)),
        ("Fifteen to twenty-five thousand people died.", ("range", 15000, 25000, None)),
        ("Six or seven hundred people died.", ("range", 600, 700, None)),
        ("Perhaps 600 people died.", ("about", None, None, 600)),
        ("The number killed did not exceed 120.", ("at_most", None, 120, 120)),
        ("He lay under two corpses.", ("exact", 2, 2, 2)),
        ("Shells caused the deaths of some 40 people.", ("about", None, None, 40)),
        ("Bombs killed 80 people, including at least 30 children.", ("at_least", 30, None, 30)),
    ],
)
def test_what_the_words_of_a_quantity_state(text: str, expected: tuple[object, ...]) -> None:
    """A scale said once holds for both ends; bounds before, behind and inside a clause stay with their number."""
    assert bounds(reading(text).claims[-1]) == expected


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Ardel committee, on the other hand, estimated that 40 were killed.", "Ardel committee"),
        ("The Tolan envoy telegraphs that 40 were killed.", "Tolan envoy"),
        ("The Commission sat for eleven days. It finds that 40 were killed.", "Commission"),
        ("The official figure is that 40 were killed.", "official figure"),
        ("Channel 1 says that 40 were killed.", "Channel 1"),
        ("The Tolan deputies maintain on the contrary that 40 were killed.", "Tolan deputies"),
        ("The rumour that 40 were killed is declared by the Prefect to be untrue.", "Prefect"),
        ("The Minister: I regret that 40 were killed.\nMr. TOLM: The truth is that 40 were killed.", "TOLM"),
        ("The envoy of Ardel said that 90 had fled. The bodies of 40 had been burnt.", "envoy of Ardel"),
        ("According to the Ardel council, in May the dead (so far) numbered two: 40 were killed.", "Ardel council"),
        ('"Most of the 60 or so wounded were carters," she said.', "she"),
    ],
)
def test_who_speaks_in_a_clause(text: str, speaker: str) -> None:
    """An insertion, a record of speech, reported speech that goes on, and an account by its name leave the speaker."""
    assert reading(text).claims[-1].speaker == speaker


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The Ardel massacre was told of late. 40 were killed.", None),
        ("The Ardel massacre was told of late. 40 were killed.\n\nBells rang in Ardel.", "Ardel"),
        ("The Ardel massacre was told of late.\n\n40 were killed.\n\nBells rang in Ardel.", "Ardel"),
        ("The siege of Upper Ardel lasted two years. 40 were killed.", "Upper Ardel"),
        ("About 40 of Ardel's 900 residents were killed.", "Ardel"),
        ("40 were killed in Ardel, Tolan and Upper Corvais.", "Ardel, Tolan and Upper Corvais"),
        ("40 people were driven out of Ardel.", "Ardel"),
        ("The Halvanese massacre was told of late. 40 were killed.", None),
        ("The Halvan massacre was told of late. 40 were killed.", None),
        ("Bells rang in Tolan. The Tolan massacre was told of late.\n\n40 were killed.", "Tolan"),
        ("Last Tuesday's massacre was told of late. 40 were killed.", None),
        ("The Ardel massacre was told of late. So was the Corvais massacre.\n\n40 were killed.", None),
        ("40 of Anna Tolm's sons were killed.", None),
    ],
)
def test_the_name_of_an_event_may_hold_its_place(text: str, place: str | None) -> None:
    """The place of the event that a text is about counts where none is nearer; the text must say that it is one."""
    assert reading(text).claims[0].where == place


def test_a_year_alone_is_not_lent_to_the_next_sentence() -> None:
    """A day, a month or a stretch told before dates a figure; a bare year is too wide for that."""
    assert only("In 1948 the mill was sold. 40 were killed.").when is None
    assert only("In May 1948 the mill was sold. 40 were killed.").when == "1948-05"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "For years the council insisted that there had been no famine.",
            "For years the council insisted that there had been no famine",
        ),
        ("The council dismisses all such numbers.", "The council dismisses all such numbers"),
        ('It is certain that the "200" is invented.', 'the "200" is invented'),
        ("The palace plays down the killings.", "The palace plays down the killings"),
        ("The governor has not acknowledged the massacre.", "The governor has not acknowledged the massacre"),
    ],
)
def test_a_rejection_in_other_words(text: str, quote: str) -> None:
    """Rejected are figures, blame and accounts, with the subject in the quotation."""
    assert [denial.place.quote for denial in reading(text).denials] == [quote]


def test_to_deny_is_not_to_have_denied() -> None:
    """A sentence about denying denies nothing."""
    assert reading("To deny the massacre is to kill the dead again.").denials == ()
