"""From files to a report through the command line: every step a process of its own, nothing asked, nothing lost."""

import hashlib
import json
import os
import pty
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from accounted.core.claim import EFFECTS, QUALIFIERS, STANCES, UNITS
from journeys.door import PROGRAM, Said, accounted, accounted_here, environment
from journeys.evidence import ASIDE, DOCUMENTS, MEMBERS, PHOTOGRAPH, ardel, faulty

pytestmark = pytest.mark.journey

CLAIM = {
    "id", "start", "end", "quote", "effect", "quantity", "victims", "unit", "part_of", "when", "where", "speaker",
    "stance", "rule",
}  # fmt: skip
QUANTITY = {"low", "high", "best", "qualifier", "text", "start", "end"}
READ = {"name", "sha256", "language", "text", "claims", "labels", "denials", "set_aside"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """A project that went through every step once, and what each step said."""

    at: Path
    keys: Path
    said: dict[str, Said]

    def run(self, *words: str | Path, pasted: bytes | None = None) -> Said:
        """Takes a command's words, gives what it says at the folder in which the project lies."""
        return accounted(*words, at=self.at, keys=self.keys, pasted=pasted)


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    """New, collect, collect again, read, reconcile, publish, verify."""
    at = tmp_path_factory.mktemp("journey")
    keys = at / "keys"
    ardel(at)
    faulty(at)
    steps = {
        "new": ("new", "project", "--name", "Ardel", "--by", "Ana", "--json"),
        "collect": ("collect", "ardel", "faulty", "--project", "project", "--by", "Ana"),
        "again": ("collect", "ardel", "faulty", "--project", "project", "--by", "Ana", "--json"),
        "read": ("read", "--project", "project", "--json"),
        "reconcile": ("reconcile", "--project", "project", "--json"),
        "publish": ("publish", "--project", "project", "--json"),
        "verify": ("verify", "--project", "project", "--json"),
    }
    return Journey(at=at, keys=keys, said={name: accounted(*words, at=at, keys=keys) for name, words in steps.items()})


def lines_of(journey: Journey) -> dict[str, Any]:
    """Gives what `read --json` said in the project, by the document's name."""
    return {line["name"]: line for line in journey.said["read"].lines()}


def test_each_step_ends_with_its_code(journey: Journey) -> None:
    """0 is done, 3 is done with something set aside; nothing is said on the side."""
    codes = {name: said.code for name, said in journey.said.items()}
    assert codes == {"new": 0, "collect": 3, "again": 3, "read": 3, "reconcile": 0, "publish": 0, "verify": 0}
    assert {said.err for said in journey.said.values()} == {""}


def test_the_rest_of_a_batch_goes_on(journey: Journey) -> None:
    """Every document around the faulty ones is kept under its name, the members of containers too."""
    out = journey.said["collect"].out
    kept = {line.split("  ")[2] for line in out.splitlines() if line.startswith("kept")}
    archives = {f"faulty/{name}" for name in ("letters.zip", "climbing.zip", "locked.zip", "broken.pdf", "photo.jpg")}
    members = {f"faulty/{name}" for name in MEMBERS}
    assert kept == {f"ardel/{name}" for name in DOCUMENTS} | archives | members
    aside = [line for line in out.splitlines() if line.startswith("aside")]
    assert len(aside) == len(ASIDE)
    for name, code in ASIDE.items():
        assert any(line.startswith(f"aside {code}: faulty/{name}: found") for line in aside), name
    assert out.splitlines()[-2:] == ["15 documents kept, 4 set aside.", "Next: accounted read"]


def test_nothing_climbs_out_of_an_archive(journey: Journey) -> None:
    """The member whose path leads out is written nowhere."""
    assert not list(journey.at.rglob("outside.txt"))


def test_what_is_received_is_kept_byte_for_byte(journey: Journey) -> None:
    """Each file lies under the name of its own hash, the photograph too."""
    for name in (*(f"ardel/{d}" for d in DOCUMENTS), "faulty/broken.pdf", "faulty/letters.zip", "faulty/photo.jpg"):
        content = (journey.at / name).read_bytes()
        sha256 = hashlib.sha256(content).hexdigest()
        kept = journey.at / "project" / "files" / sha256[:2] / sha256[2:4] / sha256
        assert kept.read_bytes() == content
    assert hashlib.sha256(PHOTOGRAPH).hexdigest() == lines_of(journey)["faulty/photo.jpg"]["sha256"]


def test_a_second_collect_changes_nothing_and_says_so(journey: Journey, tmp_path: Path) -> None:
    """The same files again are kept again in words, and no file, act or ledger line is added."""
    lines = journey.said["again"].lines()
    kept = [line["kept"]["name"] for line in lines if "kept" in line]
    remarks = [line["remark"] for line in lines if "remark" in line]
    assert len(kept) == 15
    assert {(r["code"], r["where"]) for r in remarks} == {("held-already", name) for name in kept}
    assert all(r["message"].endswith("nothing new.") for r in remarks)
    shutil.copytree(journey.at / "project", tmp_path / "project")
    before = content_of(tmp_path / "project")
    said = accounted("collect", "ardel", "faulty", "--project", tmp_path / "project", at=journey.at, keys=journey.keys)
    assert said.code == 3
    assert content_of(tmp_path / "project") == before


def content_of(root: Path) -> dict[str, bytes]:
    """Gives every file of a project that is kept, with its bytes."""
    rooms = ("files", "acts", "texts", "ledger")
    found = [path for room in rooms for path in sorted((root / room).rglob("*")) if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def test_read_gives_one_documented_line_a_document(journey: Journey) -> None:
    """Each line has the documented keys, and each value is of the documented kind."""
    lines = lines_of(journey)
    assert len(lines) == len(journey.said["read"].lines()) == 15
    for line in lines.values():
        assert set(line) >= READ
        for claim in line["claims"]:
            assert set(claim) >= CLAIM
            assert set(claim["quantity"]) == QUANTITY
            assert claim["effect"] in EFFECTS
            assert claim["unit"] in UNITS
            assert claim["stance"] in STANCES
            assert claim["quantity"]["qualifier"] in QUALIFIERS
        for label in line["labels"]:
            assert set(label) >= {"start", "end", "quote", "label", "speaker", "stance"}
        for denial in line["denials"]:
            assert set(denial) >= {"start", "end", "quote", "speaker", "what"}


def test_offsets_are_code_points_into_the_text(journey: Journey) -> None:
    """At its offsets, the text reads as the quote; a part names a claim of the same document."""
    counted = 0
    for line in lines_of(journey).values():
        ids = {claim["id"] for claim in line["claims"]}
        for one in (*line["claims"], *line["labels"], *line["denials"]):
            assert line["text"][one["start"] : one["end"]] == one["quote"]
        for claim in line["claims"]:
            quantity = claim["quantity"]
            assert line["text"][quantity["start"] : quantity["end"]] == quantity["text"]
            assert claim["part_of"] is None or claim["part_of"] in ids - {claim["id"]}
            counted += 1
    assert counted > 50


def test_plain_text_is_its_decoded_text_unchanged(journey: Journey) -> None:
    """A plain file's text is what its bytes say, letter for letter."""
    for name in (n for n in DOCUMENTS if n.endswith(".txt")):
        with (journey.at / "ardel" / name).open(encoding="utf-8", newline="") as file:
            assert lines_of(journey)[f"ardel/{name}"]["text"] == file.read()


def test_members_are_named_below_their_container(journey: Journey) -> None:
    """A member reads as a document of its own, named a.zip/b.txt, inside a project and outside."""
    assert journey.said["read"].code == 3
    outside = {line["name"]: line for line in journey.run("read", "faulty", "--json").lines()}
    for lines in (lines_of(journey), outside):
        for name, text in MEMBERS.items():
            line = lines[f"faulty/{name}"]
            assert line["text"] == text
            assert [claim["quote"] for claim in line["claims"]] == [text.removesuffix(" in Ardel.")]


def test_an_unreadable_file_is_a_line_without_text(journey: Journey) -> None:
    """Its text is null and its set_aside says why; a file without any text is no fault."""
    said = journey.run("read", "faulty", "--json")
    assert said.code == 3
    lines = {line["name"].removeprefix("faulty/"): line for line in said.lines()}
    told = {name: [one["code"] for one in line["set_aside"]] for name, line in lines.items() if line["set_aside"]}
    assert told == {name: [code] for name, code in ASIDE.items()}
    for name in ASIDE:
        assert lines[name]["text"] is None
        assert lines[name]["claims"] == []
    assert (lines["photo.jpg"]["text"], lines["photo.jpg"]["set_aside"]) == (None, [])


def test_read_outside_a_project_needs_none_and_makes_none(journey: Journey, tmp_path: Path) -> None:
    """Reading names files as they were given, gives what it gives in a project, and leaves nothing behind."""
    name = DOCUMENTS[0]
    (tmp_path / "sub").mkdir()
    shutil.copy(journey.at / "ardel" / name, tmp_path / "sub")
    keys = tmp_path / "no-keys"
    said = accounted("read", f"sub/{name}", "--json", at=tmp_path, keys=keys)
    assert said.code == 0
    line, inside = said.one(), lines_of(journey)[f"ardel/{name}"]
    assert line["name"] == f"sub/{name}"
    assert (line["text"], line["sha256"]) == (inside["text"], inside["sha256"])
    assert figures(line) == figures(inside)
    assert [path.name for path in tmp_path.iterdir()] == ["sub"]
    table = accounted("read", f"sub/{name}", at=tmp_path, keys=keys)
    assert table.code == 0
    assert "30 people lost their lives" in table.out
    assert "The program does not decide which figure is right." in table.out


def figures(line: Any) -> list[Any]:
    """Gives the figures of a line without their ids, which name the document."""
    return [{key: value for key, value in claim.items() if key not in ("id", "part_of")} for claim in line["claims"]]


def test_pasted_text_is_read_from_standard_input(journey: Journey) -> None:
    """`read -` reads what is pasted, letters beyond ASCII too, also where it is not UTF-8."""
    text = "Élan: “at least 200 people were killed”, the Council said.\n"
    line = journey.run("read", "-", "--json", pasted=text.encode()).one()
    assert (line["name"], line["text"]) == ("-", text)
    (claim,) = line["claims"]
    assert text[claim["start"] : claim["end"]] == claim["quote"] == "at least 200 people were killed"
    assert (claim["quantity"]["low"], claim["quantity"]["high"]) == (200, None)
    old = journey.run("read", "-", "--json", pasted="Élan: 200 people were killed.".encode("cp1252")).one()
    assert old["text"] == "Élan: 200 people were killed."


def test_nothing_pasted_is_no_crash(journey: Journey) -> None:
    """An empty standard input ends in words and a code, not in a trace of the program."""
    said = journey.run("read", "-")
    assert said.code in (0, 3)
    assert "Traceback" not in said.err


def test_reconcile_gives_the_documented_json(journey: Journey) -> None:
    """Comparisons, ties that name documents as collected and quote them, remarks with a stable code and a place."""
    made, lines = journey.said["reconcile"].one(), lines_of(journey)
    assert set(made) == {"comparisons", "ties", "remarks"}
    claims = {claim["id"] for line in lines.values() for claim in line["claims"]}
    assert made["comparisons"]
    assert {claim for one in made["comparisons"] for claim in one["claims"]} <= claims
    for tie in made["ties"]:
        assert {tie["from"], tie["to"]} <= set(lines)
        for pair in tie["spans"]:
            for name, span in zip((tie["from"], tie["to"]), pair, strict=True):
                assert span is None or lines[name]["text"][span["start"] : span["end"]] == span["quote"]
    for remark in made["remarks"]:
        assert remark["code"]
        assert remark["where"]
        assert remark["message"]


def test_reconcile_finds_what_was_planted(journey: Journey) -> None:
    """The copied passage, the sums that do not add up, and the totals that differ are remarked."""
    made = journey.said["reconcile"].one()
    told = {(tie["from"], tie["to"], tie["kind"]) for tie in made["ties"]}
    assert ("ardel/03-courier-article.html", "ardel/02-wire-story.txt", "shared-passage") in told
    remarks = [f"{remark['code']} {remark['where']} {remark['message']}" for remark in made["remarks"]]
    for code, name, figure in (
        ("parts-below-total", "07-council", "276"),
        ("parts-exceed-total", "07-council", "332"),
        ("totals-differ-between-speakers", "01-ministry", "at least 125"),
    ):
        assert any(one.startswith(code) and name in one and figure in one for one in remarks), code


def test_publish_says_where_the_report_is(journey: Journey) -> None:
    """The report is out/internal/index.html, and the path said is that of a page."""
    told = Path(journey.said["publish"].one()["report"])
    assert told == (journey.at / "project" / "out" / "internal" / "index.html").resolve()
    assert "INTERNAL - NOT FOR PUBLICATION" in told.read_text(encoding="utf-8")


def test_set_aside_stands_in_the_report(journey: Journey) -> None:
    """What could not be used is listed, each with its place."""
    report = (journey.at / "project" / "out" / "internal" / "index.html").read_text(encoding="utf-8")
    for name, code in ASIDE.items():
        assert code in report
        assert f"faulty/{name}" in report


def test_verify_says_no_more_than_the_chain_can_show(journey: Journey) -> None:
    """Nothing changed, since a day, by this computer's clock, and no checkpoint is held elsewhere."""
    said = journey.said["verify"].one()
    assert said["changed"] == []
    assert said["said"] == (
        "Unchanged since received here, 2009-05-12T12:00:00Z, by this computer's clock. "
        "Checkpoint held elsewhere: never."
    )


def test_the_ledger_says_who(journey: Journey) -> None:
    """Each line carries the name told by --by, or that none was told."""
    (ledger,) = (journey.at / "project" / "ledger").glob("*.jsonl")
    who = [json.loads(line)["who"] for line in ledger.read_text(encoding="utf-8").splitlines()]
    assert set(who) == {"Ana", "unnamed"}
    assert who[0] == "Ana"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("verify",), "found no project.toml"),
        (("read",), "found no project.toml"),
        (("collect", "ardel"), "found no project.toml"),
        (("new", "project"), "is there already"),
        (("new", "ardel"), "expected a new or an empty folder"),
        (("merge", "nowhere", "--project", "project"), "nowhere"),
        (("verify", "--project", "project", "--checkpoint", "none.json"), "none.json"),
        (("collect", "ardel", "--project", "project", "--published", "soon"), "expected a date in EDTF"),
        (("collect", "ardel", "--project", "project", "--seen-in", "soon"), "expected original, repost or relayed"),
        (("collect", "--project", "project"), "Missing argument"),
        (("estimate-everything",), "No such command"),
        (("verify", "--no-such-option"), "No such option"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_cannot_proceed_ends_with_two_and_a_reason(journey: Journey, words: tuple[str, ...], told: str) -> None:
    """Wrong usage and impossible requests say what was found, on the error stream, with exit code 2."""
    said = accounted_here(*words, at=journey.at, keys=journey.keys)
    assert (said.code, said.out) == (2, "")
    assert told in " ".join(said.err.split())
    assert "Traceback" not in said.err


def test_a_path_with_nothing_there_is_set_aside(journey: Journey) -> None:
    """A misspelt path among good ones is said, and the good ones are read."""
    said = journey.run("read", f"ardel/{DOCUMENTS[1]}", "ardle", "--json")
    assert said.code == 3
    good, wrong = said.lines()
    assert good["claims"]
    assert (wrong["name"], wrong["set_aside"][0]["code"]) == ("ardle", "not-found")


def test_no_prompt_without_a_terminal(journey: Journey, tmp_path: Path) -> None:
    """`collect --ask` with closed input asks nothing and keeps what it was given."""
    shutil.copytree(journey.at / "project", tmp_path / "project")
    (tmp_path / "new.txt").write_text("4 people were killed.", encoding="utf-8")
    said = accounted("collect", "new.txt", "--ask", "--project", "project", at=tmp_path, keys=journey.keys)
    assert said.code == 0
    assert "?" not in said.out
    assert said.err == ""


def test_what_is_answered_in_a_terminal_is_kept(journey: Journey, tmp_path: Path) -> None:
    """`collect --ask` in a terminal asks for what was not told, and the report's data shows the answer."""
    shutil.copytree(journey.at / "project", tmp_path / "project")
    (tmp_path / "new.txt").write_text("4 people were killed.", encoding="utf-8")
    mine, theirs = pty.openpty()
    command = [PROGRAM, "collect", "new.txt", "--ask", "--project", "project"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(journey.keys), stdin=theirs, stdout=subprocess.PIPE
    ) as process:
        os.write(mine, b"The Regional Council\n\n2009-04\n\n\n\n")
        out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "source?" in out.decode()
    seen = accounted("collect", "new.txt", "--project", "project", "--json", at=tmp_path, keys=journey.keys).lines()
    described = seen[0]["kept"]["described"]
    assert (described["source"], described["published"], described["publisher"]) == (
        "The Regional Council",
        "2009-04",
        None,
    )


def test_told_by_options_stands_in_the_project(journey: Journey, tmp_path: Path) -> None:
    """Options describe the documents of one collect; a later description replaces what it tells and leaves the rest."""
    shutil.copytree(journey.at / "project", tmp_path / "project")
    (tmp_path / "new.txt").write_text("4 people were killed.", encoding="utf-8")
    first = ("collect", "new.txt", "--project", "project", "--json", "--source", "A clerk", "--published", "2009-04")
    later = ("collect", "new.txt", "--project", "project", "--json", "--published", "2009-04-02")
    accounted(*first, at=tmp_path, keys=journey.keys)
    lines = accounted(*later, at=tmp_path, keys=journey.keys).lines()
    assert lines[0]["kept"]["described"]["source"] == "A clerk"
    assert lines[0]["kept"]["described"]["published"] == "2009-04-02"
    assert lines[1]["remark"]["message"].endswith("described anew.")


def test_two_copies_from_two_devices_merge(journey: Journey, tmp_path: Path) -> None:
    """Each device goes on with its own copy; a merge brings the union to both, and nothing changed in either."""
    one, two = tmp_path / "one", tmp_path / "two"
    keys = {one: journey.keys, two: tmp_path / "keys-of-the-other"}
    for place, text in ((one, "4 people were killed in Quill."), (two, "6 people were injured in Lanner.")):
        shutil.copytree(journey.at / "project", place / "project")
        (place / f"{place.name}.txt").write_text(text, encoding="utf-8")
        said = accounted("collect", f"{place.name}.txt", "--project", "project", at=place, keys=keys[place])
        assert said.code == 0
    for here, there in ((one, two), (two, one)):
        brought = accounted("merge", there / "project", "--project", "project", "--json", at=here, keys=keys[here])
        assert brought.code == 0
        assert brought.one()["files"] == 1
        assert accounted("verify", "--project", "project", at=here, keys=keys[here]).code == 0
    read = {
        here: accounted("read", "--project", "project", "--json", at=here, keys=keys[here]).lines()
        for here in (one, two)
    }
    names = [{line["name"] for line in lines} for lines in read.values()]
    assert names[0] == names[1] >= {"one.txt", "two.txt"}
    assert len(list((one / "project" / "ledger").glob("*.jsonl"))) == 2
