"""Decisions through the command line: a person's word changes what is shown, is kept, and can be taken back."""

import json
from pathlib import Path
from typing import Any

import pytest

from journeys.door import Said, accounted_here
from journeys.evidence import ardel

pytestmark = pytest.mark.journey
COUNCIL = "ardel/07-council-statement.docx"
WIRE = "ardel/02-wire-story.txt"
SPEECH = "ardel/04-assembly-statement.eml"
HEADER = "id,event,effect,figure as written,best,victims,when,where,speaker,said on\n"
ROWS = (
    'a1,"Ardel, 3-4 March 2009",injured,143,143,people,2009-03-03/2009-03-04,Ardel,Monitor,2009-03-06\n',
    'a2,"Ardel, 3-4 March 2009",injured,151,151,people,2009-03-03/2009-03-04,Ardel,Monitor,2009-03-07\n',
)


class Desk:
    """A project with the invented documents, and the commands typed in it."""

    def __init__(self, at: Path) -> None:
        self.keys, self.top, self.project = at / "keys", at, at / "p"
        self("new", "p", at=at)
        self("collect", ardel(at))

    def __call__(self, *words: str | Path, at: Path | None = None) -> Said:
        """Takes a command's words, gives what it says."""
        return accounted_here(*words, at=at or self.project, keys=self.keys)

    def figures(self, name: str) -> list[Any]:
        """Gives the figures read in a document, as decided."""
        read = [json.loads(line) for line in self("read", "--json").out.splitlines()]
        return next(one["claims"] for one in read if one["name"] == name)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A project that the tests of this module decide in, one after another, each undoing what it decided."""
    return Desk(tmp_path_factory.mktemp("decisions"))


def test_a_rejected_figure_is_gone_until_it_is_undone(desk: Desk) -> None:
    """Reject takes a figure out of every step, undo brings it back, and the history keeps both with their reasons."""
    whole = next(c for c in desk.figures(COUNCIL) if c["quantity"]["text"] == "640")
    made = desk("decide", "reject", whole["id"][:12], "--why", "another valley", "--by", "R. Tarn", "--json").one()
    assert made["about"] == [whole["id"]]
    assert whole["id"] not in {c["id"] for c in desk.figures(COUNCIL)}
    desk("undo", made["id"][:12], "--why", "the heading names Ardel")
    assert whole["id"] in {c["id"] for c in desk.figures(COUNCIL)}
    kept = desk("decisions").out
    assert "undone" in kept
    assert "another valley" in kept
    assert "the heading names Ardel" in kept


def test_a_tie_that_a_person_decides_stands_among_the_others(desk: Desk) -> None:
    """A decided tie is listed with who decided it and why; one that is undone is not."""
    made = desk("decide", "tie", WIRE, SPEECH, "--value", "leans", "--why", "by telephone", "--json").one()
    ties = desk("reconcile", "--json").one()["ties"]
    assert [(t["from"], t["to"]) for t in ties if t["kind"] == "decided"] == [(WIRE, SPEECH)]
    desk("undo", made["id"])
    assert not [t for t in desk("reconcile", "--json").one()["ties"] if t["kind"] == "decided"]


def test_a_confirmed_claim_is_what_the_rule_for_verified_figures_counts(desk: Desk) -> None:
    """Without an assessment OHCHR's rule gives no figure; with "confirm" it gives the assessed one."""
    one = next(c for c in desk.figures(COUNCIL) if c["quantity"]["text"] == "640")

    def ohchr() -> list[Any]:
        rules = desk("rules", "--json").one()["rules"]
        return [r["answer"] for r in rules if r["rule"]["id"] == "ohchr" and r["effect"] == "killed"]

    assert all(answer["type"] == "Refusal" for answer in ohchr())
    desk("assess", "claim", one["id"], "confirm", "--why", "seen in the register")
    assert [a["slots"][0]["number"] for a in ohchr() if a["type"] == "RuleFigure"] == [640]


def test_a_later_edition_of_a_table_is_shown_and_then_replaces(desk: Desk) -> None:
    """The difference is shown row by row before it is applied; once applied, each row stands once."""
    for name, rows in (("one.csv", ROWS), ("two.csv", (ROWS[0].replace("143", "134"), ROWS[1]))):
        (desk.top / name).write_text(HEADER + "".join(rows), encoding="utf-8")
        assert desk("collect", desk.top / name).code == 0
    shown = desk("editions", "one.csv", "two.csv").out
    assert "changed a1: figure as written: “143” -> “134”; best: “143” -> “134”" in shown
    assert "0 added, 0 removed, 1 changed, 1 unchanged." in shown

    def monitor() -> list[str]:
        found = desk("positions", "--json").one()["positions"]
        return [one["words"] for one in found if one["speaker"] == "Monitor"]

    assert monitor() == ["143", "134", "151", "151"]
    desk("editions", "one.csv", "two.csv", "--replaces", "--why", "typed wrong")
    assert monitor() == ["134", "151"]


def test_a_rule_of_ones_own_stands_beside_the_named_ones(desk: Desk) -> None:
    """A rule file is kept with the project; one that cannot be read says its line, and nothing is kept of it."""
    own = 'name = "Latest"\nversion = "1"\ntext = "The latest."\nsource = "ours"\n[numbers]\nlow = "latest"\n'
    (desk.top / "own.toml").write_text(own, encoding="utf-8")
    (desk.top / "bad.toml").write_text(own + 'high = "loudest"\n', encoding="utf-8")
    bad = desk("rules", "--add", desk.top / "bad.toml")
    assert bad.code == 3
    assert "bad.toml:7" in bad.out
    assert desk("rules", "--add", desk.top / "own.toml").code == 0
    assert "own-latest" in desk("rules").out
    differing = desk("rules", "--explain", "ucdp,acled").out
    assert "left out: replaced by the speaker's later figure" in differing


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("decide", "prove", "clm-1"), "found the kind “prove”"),
        (("decide", "tie", WIRE), "found 1 things that it is about; expected 2"),
        (("decide", "tie", WIRE, SPEECH, "--value", "maybe"), "expected leans, does-not-lean, reversed"),
        (("decide", "correct", "clm-1", "--value", "{"), "what is not JSON"),
        (("assess", "claim", "clm-1", "true"), "expected confirm, undetermined, reject"),
        (("undo", "dec-nothing"), "found no decision of that id"),
        (("editions", "one.csv", "nowhere.csv"), "found no document of that name"),
        (("editions", WIRE, SPEECH), "expected a table: CSV, TSV or XLSX"),
        (("rules", "--explain", "ucdp"), "expected two of"),
    ],
)
def test_what_cannot_be_decided_says_what_was_expected(desk: Desk, words: tuple[str, ...], said: str) -> None:
    """A wrong kind, number of things, term or name ends with code 2 and says what was expected."""
    ended = desk(*words)
    assert ended.code == 2
    assert said in " ".join((ended.out + ended.err).split())


def test_a_template_is_collected_and_its_filled_rows_are_read(desk: Desk) -> None:
    """The workbook that is written can be collected as it is; a file that is there is not overwritten."""
    path = desk.top / "to-fill.xlsx"
    assert desk("template", path, "--rows", "5").code == 0
    assert desk("template", path).code == 2
    assert desk("collect", path).code == 0


def test_searches_terms_and_consents_are_acts(desk: Desk) -> None:
    """A search without a result, a term with its version and a consent are kept; its giver is not shown."""
    given = desk("consent", "doc-1", "Witness Seven", "--purpose", "archive")
    assert "Consent on doc-1 for archive" in given.out
    assert "Seven" not in given.out
    assert "0 found" in desk("search", "Register of burials", "Ardel", "--found", "0").out
    assert "version 2" in desk("term", "resident", "a person registered in Ardel", "--version", "2").out
    assert desk("verify").code == 0
