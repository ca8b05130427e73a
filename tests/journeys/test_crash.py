"""`accounted collect` killed at any moment loses nothing that it printed, and the next one goes on."""

import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from accounted.core.ids import sha256_of
from accounted.project import Project, Who
from journeys.door import PROGRAM, accounted, environment

pytestmark = pytest.mark.journey

_KILLS = 8
_FIRST, _MORE = 130, 20
_FILES = _FIRST + _MORE * (_KILLS - 1)


def _letters(folder: Path, number: int) -> None:
    """Writes so many letters, each of its own words, into a folder; those that are there already stay."""
    folder.mkdir(exist_ok=True)
    for one in range(number):
        text = f"On 4 March 2009, {one + 2} people were killed in Quill.\n" * (1 + one % 40)
        (folder / f"letter-{one:03}.txt").write_text(text, encoding="utf-8")


def _collect_killed(at: Path, keys: Path, *, after: float, told: bool) -> tuple[dict[str, str], bool]:
    """Starts to collect, kills it a while after it begins to write (or to print), gives what it said."""
    command = [PROGRAM, "collect", "letters", "--project", "project"]
    with subprocess.Popen(
        command, cwd=at, env=environment(keys), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        while process.poll() is None and not _is_writing(at / "project"):
            time.sleep(0.002)
        first = process.stdout.readline() if told else b""
        time.sleep(after)
        process.kill()
        printed = (first + process.stdout.read()).decode()
    whole = printed.split("\n")[:-1]  # what stands behind the last line break was not printed whole
    words = [line.split() for line in whole if line.startswith("kept")]
    return {name: sha256 for _, sha256, name, _ in words}, process.returncode == -signal.SIGKILL


def _is_writing(project: Path) -> bool:
    try:
        return any(path.is_file() for path in (project / "incoming").rglob("*"))
    except OSError:
        return False  # a file went to its place while it was looked at


def _held(root: Path) -> dict[str, str]:
    """Gives the documents of a project with their hashes, each compared with the bytes that are kept."""
    with Project.open(root, who=Who(name="Ana", when="2009-05-12T12:00:00Z")) as project:
        documents = project.held().documents.values()
        for document in documents:
            assert sha256_of(project.folder.read_file(document.sha256)) == document.sha256
        return {document.name: document.sha256 for document in documents}


def test_killed_collect_loses_nothing_that_it_printed(tmp_path: Path) -> None:
    """After each kill, all that was printed is in the project, nothing changed, and the next collect goes on."""
    keys, chance = tmp_path / "keys", random.Random(2009)
    assert accounted("new", "project", at=tmp_path, keys=keys).code == 0
    printed: dict[str, str] = {}
    killed = 0
    for run in range(_KILLS):
        _letters(tmp_path / "letters", _FIRST + _MORE * run)
        told, died = _collect_killed(tmp_path, keys, after=chance.uniform(0, 0.1), told=run % 2 == 1)
        printed |= told
        killed += died
        verified = accounted("verify", "--project", "project", "--json", at=tmp_path, keys=keys)
        assert (verified.code, verified.one()["changed"]) == (0, [])
        held = _held(tmp_path / "project")
        assert {name: sha256 for name, sha256 in printed.items() if not held.get(name, "").startswith(sha256)} == {}
    assert killed > _KILLS / 2
    assert printed
    whole = accounted("collect", "letters", "--project", "project", at=tmp_path, keys=keys)
    assert whole.code == 0
    assert f"{_FILES} documents kept, 0 set aside." in whole.out
    assert set(_held(tmp_path / "project")) == {f"letters/letter-{one:03}.txt" for one in range(_FILES)}
    verified = accounted("verify", "--project", "project", "--json", at=tmp_path, keys=keys)
    assert (verified.code, verified.one()["changed"], verified.one()["notes"]) == (0, [], [])
