"""Counting rules: the codebooks' own cases, what each leaves out and why, refusals, and differences in words.

The vectors follow the sources named in docs/rules.md; places and speakers are invented.
"""

from collections.abc import Sequence

import pytest
from reconcile_scene import Scene, assessed, decided, scene

from accounted.core.decision import POSITIONS, Assessment, Decision
from accounted.core.outcome import Refusal, SetAside
from accounted.core.plain import from_plain, to_plain
from accounted.core.rule import InclusionRule, RuleFigure, RuleResult
from accounted.reconcile.counting.differences import answer_words, differences, explain
from accounted.reconcile.counting.machine import count
from accounted.reconcile.counting.named import NAMED
from accounted.reconcile.counting.own import read_inclusion, read_rule
from accounted.reconcile.counting.recipe import Recipe
from accounted.reconcile.inclusion import EVERY_PERSON, include

BY_ID = {recipe.rule.id: recipe for recipe in NAMED}
EVENT = "Ardel, 3 March 1994"


def said(*figures: str | tuple[str, dict[str, object]]) -> Scene:
    """Takes figures (each by its own speaker, a day after the one before), gives the scene."""
    documents = []
    for number, figure in enumerate(figures):
        told = figure if isinstance(figure, str) else figure[0]
        more = {} if isinstance(figure, str) else dict(figure[1])
        source = str(more.pop("source", f"Source {'ABCDEFGH'[number]}"))
        text = f"{source} says so, in words of its own number {number}: {told}."
        claim = {"words": told, "figure": told, "key": "it", **more}
        document = {"name": f"d{number}", "source": source, "published": f"1994-03-{number + 4:02}", "text": text}
        documents.append({**document, "where": "Ardel", "when": "1994-03-03", "claims": [claim]})
    return scene(*documents)


def result(
    made: Scene, rule: str | Recipe, *, decisions: Sequence[Decision] = (), assessments: Sequence[Assessment] = ()
) -> RuleResult:
    """Gives what one rule gives for those killed in the one event of a scene."""
    recipe = BY_ID[rule] if isinstance(rule, str) else rule
    held = made.held(*decisions, assessments=assessments)
    (only,) = (one for one in count(held, [recipe], inclusion=EVERY_PERSON) if one.effect == "killed")
    return only


def numbers(one: RuleResult) -> list[float | None]:
    """Gives the numbers of a result in the order of its slots."""
    assert isinstance(one.answer, RuleFigure)
    return [slot.number for slot in one.answer.slots]


def reasons(one: RuleResult) -> list[str]:
    """Gives why each claim that is left out is left out."""
    return [taken.reason for taken in one.taken if not taken.used]


@pytest.mark.parametrize(
    ("rule", "figures", "expected"),
    [
        ("ucdp", ["exact 20", "exact 30"], [20, 20, 30]),
        ("ucdp", ["exact 20"], [20, 20, 20]),
        ("ucdp", ["range 20 30", "exact 25"], [20, 20, 30]),
        ("ucdp", ["at_least 200", "exact 120"], [120, 120, 200]),
        ("ucdp", ["vague 24", "exact 30"], [30, 30, 30]),
        ("acled", ["exact 20", "exact 30"], [20]),
        ("acled", ["vague 24"], [12]),
        ("acled", ["vague 20"], [10]),
        ("acled", ["vague 200"], [100]),
        ("acled", ["vague 3"], [3]),
        ("acled-active", ["vague 3"], [10]),
        ("acled", ["vague 2000", "vague 200"], [100]),
        ("ibc", ["exact 20", "exact 30", "exact 26"], [20, 30]),
        ("ibc", ["exact 0", "exact 4"], [0, 4]),
        ("airwars", ["range 5 8", "exact 6"], [5, 8]),
        ("acled", [("exact 7", {"victims": "bodies"}), "exact 30"], [30]),
        ("acled", [("exact 7", {"victims": "bodies"})], [7]),
    ],
)
def test_numbers_of_the_codebooks(
    rule: str, figures: list[str | tuple[str, dict[str, object]]], expected: list[float]
) -> None:
    """Each rule gives the numbers that its codebook's text asks for."""
    assert numbers(result(said(*figures), rule)) == expected


def test_the_most_reliable_source_gives_the_best_figure() -> None:
    """UCDP: best is the figure of the source held most reliable, and one held unreliable sets neither low nor high."""
    made = said("exact 20", "exact 30", "exact 90")
    reliable = assessed("source", "Source B", "highly reliable")
    unreliable = assessed("source", "source c", "likely unreliable")
    found = result(made, "ucdp", assessments=[reliable, unreliable])
    assert numbers(found) == [20, 30, 30]
    assert reasons(found) == ["its source is assessed “likely unreliable”"]


def test_a_later_figure_replaces_the_speakers_earlier_one() -> None:
    """ACLED revises its number when better information comes; Iraq Body Count's span holds both."""
    made = said(("exact 20", {"source": "Council"}), ("exact 35", {"source": "Council"}), "exact 40")
    assert numbers(result(made, "acled")) == [35]
    assert numbers(result(made, "ibc")) == [20, 40]
    assert reasons(result(made, "acled")) == ["replaced by the speaker's later figure, 35"]


def test_one_source_is_provisional() -> None:
    """Iraq Body Count: an entry on fewer than two data sources is provisional; two that lean on each other are one."""
    alone, two = result(said("exact 20"), "ibc"), result(said("exact 20", "exact 21"), "ibc")
    assert isinstance(alone.answer, RuleFigure)
    assert isinstance(two.answer, RuleFigure)
    assert (alone.answer.status, two.answer.status) == ("Provisional", None)
    copied = "The bells of Ardel rang at four and then the ferry left with exact 20 aboard, people at the quay said."
    told = {
        "where": "Ardel",
        "when": "1994-03-03",
        "text": copied,
        "claims": [{"words": "exact 20", "figure": "exact 20"}],
    }
    first = {"name": "a", "source": "Wire", "published": "1994-03-04", **told}
    again = {"name": "b", "source": "Daily", "published": "1994-03-05", **told, "text": copied + " No more."}
    leaning = result(scene(first, again), "ibc")
    assert isinstance(leaning.answer, RuleFigure)
    assert (leaning.origins, leaning.answer.status) == (1, "Provisional")


ACCEPTS = decided("position", (EVENT, "Norland Council"), POSITIONS[4])
NEAR = decided("actions-near", (EVENT,), "likely")
NONE_NEAR = decided("actions-near", (EVENT,), "no")
NOT_CIVIL = decided("discounted", (EVENT,), "those killed took part in the fighting")


@pytest.mark.parametrize(
    ("figures", "decisions", "grade"),
    [
        (2, [ACCEPTS, NEAR], "Confirmed"),
        (2, [NEAR], "Fair"),
        (2, [], "not graded"),
        (2, [NONE_NEAR], "not graded"),
        (1, [NEAR], "Weak"),
        (2, [NEAR, NOT_CIVIL], "Discounted"),
        (
            2,
            [NEAR, decided("attributed", ("d0#it",), "Norland"), decided("attributed", ("d1#it",), "Aster")],
            "Contested",
        ),
        (2, [NEAR, decided("attributed", ("d0#it",), "Norland"), decided("attributed", ("d1#it",), "norland")], "Fair"),
    ],
)
def test_airwars_grades(figures: int, decisions: list[Decision], grade: str) -> None:
    """Each grade follows from what persons decided and from separate origins; what is not decided is said."""
    found = result(said(*[f"exact {20 + n}" for n in range(figures)]), "airwars", decisions=decisions)
    assert isinstance(found.answer, RuleFigure)
    assert found.answer.status == grade


def test_what_a_party_states_itself_is_conceded() -> None:
    """Airwars: least and most by each party's own statements; a party that states none has none, never zero."""
    made = said(("range 5 8", {"source": "Norland Council"}), "exact 30")
    parties = [decided("party", (EVENT,), name) for name in ("Norland Council", "Aster Ministry")]
    found = result(made, "airwars", decisions=parties)
    assert isinstance(found.answer, RuleFigure)
    conceded = {slot.name: slot.number for slot in found.answer.slots if slot.name.startswith("conceded")}
    assert conceded == {
        "conceded min: Norland Council": 5,
        "conceded max: Norland Council": 8,
        "conceded min: Aster Ministry": None,
        "conceded max: Aster Ministry": None,
    }


def test_verified_only() -> None:
    """OHCHR: without a "confirm" the rule declines; with one it gives that figure; three origins are three."""
    made = said("exact 20", "exact 30")
    none = result(made, "ohchr")
    assert isinstance(none.answer, Refusal)
    assert none.answer.code == "nothing-to-count"
    assert reasons(none) == ["not assessed", "not assessed"]
    confirmed = [assessed("claim", "d1#it", "confirm")]
    found = result(made, "ohchr", assessments=confirmed)
    assert numbers(found) == [30, 30]
    assert found.unconfirmed == ()
    three = result(made, "ohchr-three", assessments=confirmed)
    assert isinstance(three.answer, Refusal)
    assert three.answer.code == "too-few-origins"


def test_status_of_each_figure() -> None:
    """HURIDOCS: least and most for each status given; the newest assessment stands."""
    made = said("exact 20", "exact 30", "exact 40")
    statuses = [
        assessed("status", "d0#it", "possible", when="2025-01-01"),
        assessed("status", "d0#it", "likely", when="2025-02-01"),
        assessed("status", "d1#it", "likely"),
    ]
    found = result(made, "huridocs", assessments=statuses)
    assert answer_words(found) == "likely: low 20; likely: high 30; unknown: low 40; unknown: high 40"


def test_unconfirmed_claims_are_named() -> None:
    """A number made of claims that nobody confirmed names them, so that it can be flagged."""
    found = result(said("exact 20", "exact 30"), "ucdp", assessments=[assessed("claim", "d0#it", "confirm")])
    assert found.unconfirmed == ("d1#it",)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"victims": "children"}, "counts children, not everyone"),
        ({"unit": "families"}, "not counted by the inclusion rule: counts families, not persons"),
        ({"stance": "denies"}, "its speaker denies it"),
        ({"cumulative": True}, "a running total"),
    ],
)
def test_what_is_no_figure_of_everyone_stays_listed(more: dict[str, object], reason: str) -> None:
    """A claim of another scope sets no number and stands with its reason."""
    found = result(said("exact 20", ("exact 300", more)), "ucdp")
    assert numbers(found) == [20, 20, 20]
    assert reasons(found) == [reason]


def test_results_and_decisions_survive_plain_content() -> None:
    """A result with a figure, one with a refusal, and a decision read back as they were written."""
    made = said("exact 20")
    for result_ in (result(made, "ucdp", decisions=[NEAR]), result(made, "ohchr")):
        assert from_plain(RuleResult, to_plain(result_)) == result_
    assert from_plain(Decision, to_plain(NEAR)) == NEAR


def test_every_claim_stands_once_in_every_result() -> None:
    """Nothing is lost: used and left-out claims together are the claims of the event and effect."""
    made = said("exact 20", "vague 24", ("exact 9", {"victims": "women"}), ("exact 30", {"effect": "injured"}))
    held = made.held()
    for one in count(held, NAMED, inclusion=EVERY_PERSON):
        claims = [c.id for r in made.readings for c in r.claims if c.effect == one.effect]
        assert sorted(taken.claim for taken in one.taken) == sorted(claims)


def test_two_rules_are_explained_claim_by_claim() -> None:
    """The difference names the claims that the rules treat unlike, with what each does."""
    made = said("vague 24", "exact 30")
    found = explain(result(made, "ucdp"), result(made, "acled"))
    assert found.numbers == (
        "UCDP low / best / high: low 30; best 30; high 30",
        "ACLED most conservative: fatalities 12",
    )
    assert [(d.claim, d.one, d.other) for d in found.claims] == [
        (
            "d0#it",
            "left out: “24”: this rule names no number for the word",
            "used as “24”, read as 12 under this rule; sets fatalities",
        ),
        ("d1#it", "used as 30; sets low, best, high", "used as 30"),
    ]
    assert len(differences([result(made, "ucdp"), result(made, "acled"), result(made, "ibc")])) == 3


OWN = b"""
name = "Latest of each"
version = "2"
text = "The latest figure said."
source = "our codebook, section 3"

[use]
stances = ["asserts"]
revisions = "latest"
origins = 2

[vague]
dozens = 30

[numbers]
latest = "latest"
most = "most-stated"
"""


def test_a_rule_of_the_users_own() -> None:
    """A rule from a TOML file counts as it says, with its parameters printed."""
    recipe = read_rule("ours.toml", OWN)
    assert isinstance(recipe, Recipe)
    assert recipe.rule.id == "own-latest-of-each"
    assert ("vague: dozens", "30") in recipe.rule.parameters
    assert numbers(result(said("exact 20", "vague 24", "exact 20", "exact 26"), recipe)) == [26, 20]
    alone = result(said("exact 20"), recipe)
    assert isinstance(alone.answer, Refusal)


@pytest.mark.parametrize(
    ("broken", "where", "found"),
    [
        (OWN.replace(b"revisions", b"revision"), "ours.toml:9", "the unknown key “revision” in [use]"),
        (OWN.replace(b'"latest"\norigins', b'"newest"\norigins'), "ours.toml:9", "“newest” under revisions"),
        (OWN.replace(b"dozens", b"a-lot"), "ours.toml:13", "the unknown key “a-lot” in [vague]"),
        (OWN.replace(b"origins = 2", b"origins = 0"), "ours.toml:10", "0 under origins"),
        (OWN.replace(b'version = "2"', b""), "ours.toml:1", "nothing"),
        (OWN.replace(b'["asserts"]', b'["shouts"]'), "ours.toml:8", "“shouts” under stances"),
        (OWN.replace(b"[use]", b"[use"), "ours.toml:7", "what is not TOML"),
        (b"\xff", "ours.toml", "bytes that are no UTF-8 text"),
    ],
)
def test_a_rule_that_cannot_be_read_says_where(broken: bytes, where: str, found: str) -> None:
    """A fault in a rule file ends as a message with file, line, what was found and what was expected."""
    aside = read_rule("ours.toml", broken)
    assert isinstance(aside, SetAside)
    assert (aside.code, aside.where) == ("unreadable-rule", where)
    assert aside.found.startswith(found)


def test_inclusion_keeps_what_it_leaves_out() -> None:
    """Every claim is counted or excluded with its reason; unknown is not inside."""
    rule = InclusionRule(
        name="r", version="1", text="t", effects=("killed",), places=("Ardel",), first="1994-03-01", last="1994-03-31"
    )
    made = scene(
        {"name": "a", "claims": [{"figure": "exact 1", "key": 1, "where": "Ardel", "when": "1994-03-03"}]},
        {"name": "b", "claims": [{"figure": "exact 2", "key": 2, "where": "Quill", "when": "1994-03-03"}]},
        {"name": "c", "claims": [{"figure": "exact 3", "key": 3, "where": "Ardel", "when": "1994-05-03"}]},
        {"name": "d", "claims": [{"figure": "exact 4", "key": 4, "effect": "injured"}]},
        {"name": "e", "claims": [{"figure": "exact 5", "key": 5, "event": "Somewhere"}]},
    )  # fmt: skip
    found = include(made.held(), rule)
    assert found.counted == ("a#1",)
    assert [(one.claim, one.reason) for one in found.excluded] == [
        ("b#2", "place stated as “Quill”"),
        ("c#3", "date stated as 3 May 1994"),
        ("d#4", "effect injured is not in the rule"),
        ("e#5", "the place is not stated"),
    ]


def test_an_inclusion_rule_from_a_file() -> None:
    """The file's lists are closed where the program's are, and a fault says where."""
    good = b'name = "ours"\nversion = "3"\ntext = "Deaths"\n[count]\neffects = ["killed"]\nfirst = "1994-03-01"\n'
    rule = read_inclusion("count.toml", good)
    assert isinstance(rule, InclusionRule)
    assert (rule.version, rule.effects, rule.first) == ("3", ("killed",), "1994-03-01")
    aside = read_inclusion("count.toml", good.replace(b"killed", b"harmed"))
    assert isinstance(aside, SetAside)
    assert aside.where == "count.toml:5"
