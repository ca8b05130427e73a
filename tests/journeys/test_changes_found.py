"""One flipped bit anywhere in what is kept is found, with its path; a removed end is found against a checkpoint."""

import json
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from accounted.store import examine
from journeys.door import NOON, Said, accounted
from journeys.evidence import DOCUMENTS, ardel

pytestmark = pytest.mark.journey

_FLIPS = 40
_ROOMS = ("files", "acts", "ledger", "texts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A project with two documents, and the keys it was made with."""

    at: Path
    keys: Path

    @property
    def root(self) -> Path:
        """Gives the project folder."""
        return self.at / "project"

    @property
    def ledger(self) -> Path:
        """Gives the only ledger."""
        (ledger,) = (self.root / "ledger").glob("*.jsonl")
        return ledger

    def run(self, *words: str | Path, clock: int = NOON) -> Said:
        """Takes a command's words, gives what it says."""
        return accounted(*words, at=self.at, keys=self.keys, clock=clock)

    def kept(self) -> list[Path]:
        """Gives every file that is kept."""
        found = [path for room in _ROOMS for path in (self.root / room).rglob("*") if path.is_file()]
        return sorted(found)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A project in which nothing changed: a text and a PDF, read."""
    at = tmp_path_factory.mktemp("whole")
    copy = Copy(at=at, keys=at / "keys")
    folder = ardel(at).name
    documents = [f"{folder}/{name}" for name in (DOCUMENTS[0], DOCUMENTS[5])]
    for words in (("new", "project"), ("collect", *documents, "-p", "project"), ("read", "-p", "project")):
        assert copy.run(*words).code == 0
    assert examine(copy.root).changes == ()
    return copy


@pytest.fixture
def copy(whole: Copy, tmp_path: Path) -> Copy:
    """A copy of the project, to be changed."""
    shutil.copytree(whole.root, tmp_path / "project")
    return Copy(at=tmp_path, keys=whole.keys)


@contextmanager
def flipped(path: Path, bit: int) -> Iterator[None]:
    """Flips one bit of a file, and flips it back."""
    content, mode = path.read_bytes(), path.stat().st_mode
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    path.chmod(0o644)
    path.write_bytes(bytes(changed))
    yield
    path.write_bytes(content)
    path.chmod(mode)


def flips(copy: Copy, number: int, seed: int) -> Iterator[tuple[Path, int]]:
    """Gives so many places to flip a bit at: a room, a file in it and a bit of it, each drawn alike."""
    chance = random.Random(seed)
    for turn in range(number):
        room = _ROOMS[turn % len(_ROOMS)]
        path = chance.choice([path for path in copy.kept() if room in path.relative_to(copy.root).parts[:1]])
        yield path, chance.randrange(path.stat().st_size * 8)


def test_one_flipped_bit_is_found_with_its_path(copy: Copy) -> None:
    """Whichever bit of whichever kept file is flipped, the examination names that file; flipped back, it names none."""
    for path, bit in flips(copy, _FLIPS, seed=40):
        with flipped(path, bit):
            told = {change.path for change in examine(copy.root).changes}
            assert path.relative_to(copy.root).as_posix() in told, f"{path.name}, bit {bit}"
    assert examine(copy.root).changes == ()


def test_the_command_line_says_where_and_ends_with_two(copy: Copy) -> None:
    """`verify --json` lists the path of the changed file under "changed"; the table names it too."""
    for path, bit in flips(copy, 4, seed=5):
        with flipped(path, bit):
            said = copy.run("verify", "--project", "project", "--json")
            assert said.code == 2
            changed = said.one()["changed"]
            assert all(set(change) == {"path", "line", "what"} for change in changed)
            assert path.relative_to(copy.root).as_posix() in {change["path"] for change in changed}
            assert "Unchanged" not in said.one()["said"]
    with flipped(copy.ledger, 8 * 40):
        said = copy.run("verify", "--project", "project")
        assert said.code == 2
        assert f"changed ledger/{copy.ledger.name}:1: " in said.out
        assert "Unchanged" not in said.out


def test_a_removed_an_added_and_an_exchanged_file_are_found(copy: Copy) -> None:
    """What is gone, what was put in, and two ledger lines in another order are each named with their path."""
    document = next(path for path in copy.kept() if path.relative_to(copy.root).parts[0] == "files")
    document.unlink()
    (copy.root / "files" / "put-in.txt").write_text("Not received here.", encoding="utf-8")
    lines = copy.ledger.read_bytes().splitlines(keepends=True)
    copy.ledger.write_bytes(b"".join([lines[0], lines[2], lines[1], *lines[3:]]))
    said = copy.run("verify", "--project", "project", "--json")
    assert said.code == 2
    told = {(change["path"], change["line"]) for change in said.one()["changed"]}
    name = document.relative_to(copy.root).as_posix()
    assert {(name, None), ("files/put-in.txt", None), (f"ledger/{copy.ledger.name}", 2)} <= told


def without_newest(copy: Copy, number: int) -> None:
    """Removes the newest lines of the ledger and all that they alone name, as one who knows the house would."""
    lines = copy.ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    copy.ledger.write_text("".join(lines[:-number]), encoding="utf-8")
    for line in lines[-number:]:
        act = json.loads(line)["act"]
        (copy.root / "acts" / act[:2] / f"{act}.json").unlink(missing_ok=True)
    for change in examine(copy.root).changes:
        (copy.root / change.path).unlink()


def test_removed_newest_lines_are_found_only_against_a_checkpoint(copy: Copy) -> None:
    """Without a checkpoint the chain cannot show it, and the sentence says that none is held; with one, it is found."""
    written = copy.run("verify", "--project", "project", "--write-checkpoint", "held.json")
    assert written.code == 0
    assert "removal of the newest lines" in written.out
    lines = len(copy.ledger.read_text(encoding="utf-8").splitlines())
    without_newest(copy, 2)
    alone = copy.run("verify", "--project", "project", "--json")
    assert (alone.code, alone.one()["changed"]) == (0, [])
    assert alone.one()["said"].endswith("by this computer's clock. Checkpoint held elsewhere: never.")
    against = copy.run("verify", "--project", "project", "--checkpoint", "held.json", "--json")
    assert against.code == 2
    (change,) = against.one()["changed"]
    assert (change["path"], change["line"]) == (f"ledger/{copy.ledger.name}", lines)
    assert "checkpoint" in change["what"]


def test_a_checkpoint_still_holds_when_the_project_went_on(copy: Copy) -> None:
    """What was added after a checkpoint is no change; the sentence tells when the checkpoint was made."""
    assert copy.run("verify", "--project", "project", "--write-checkpoint", "held.json").code == 0
    (copy.at / "new.txt").write_text("4 people were killed in Quill.", encoding="utf-8")
    assert copy.run("collect", "new.txt", "--project", "project", clock=NOON + 3600).code == 0
    said = copy.run("verify", "--project", "project", "--checkpoint", "held.json", "--json")
    assert (said.code, said.one()["changed"]) == (0, [])
    assert said.one()["said"].endswith("Checkpoint held elsewhere: 2009-05-12T12:00:00Z.")


def test_a_changed_checkpoint_is_refused(copy: Copy) -> None:
    """A checkpoint that somebody wrote in is not compared with: its signature does not hold."""
    assert copy.run("verify", "--project", "project", "--write-checkpoint", "held.json").code == 0
    told = json.loads((copy.at / "held.json").read_text(encoding="utf-8"))
    (copy.at / "held.json").write_text(json.dumps(told | {"when": "2008-01-01T00:00:00Z"}), encoding="utf-8")
    said = copy.run("verify", "--project", "project", "--checkpoint", "held.json")
    assert (said.code, said.out) == (2, "")
    assert "held.json" in said.err


def test_what_was_made_may_be_deleted_at_any_time(copy: Copy) -> None:
    """Without derived/ and out/ nothing is changed, and reading again gives the same."""
    before = copy.run("read", "--project", "project", "--json").out
    shutil.rmtree(copy.root / "derived")
    shutil.rmtree(copy.root / "out", ignore_errors=True)
    assert copy.run("verify", "--project", "project").code == 0
    assert copy.run("read", "--project", "project", "--json").out == before
