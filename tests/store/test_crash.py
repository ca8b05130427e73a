"""A process killed at any moment loses nothing that it acknowledged, and leaves a project that opens."""

import random
import subprocess
import sys
import time
from pathlib import Path

from store_projects import new_project

from accounted.store import Folder, examine
from accounted.store.acts import named_files

_KILLS = 18
_SCRIPT = Path(__file__).with_name("keep_on_keeping.py")


def _killed_after(seconds: float, root: Path, keys: Path, run: int) -> list[str]:
    """Starts a process that keeps files, kills it a while after its first acknowledgement, gives what it printed."""
    command = [sys.executable, str(_SCRIPT), str(root), str(keys), str(run)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        rest = process.stdout.read()
    printed = (first + rest).decode().split("\n")
    return printed[:-1]  # what stands behind the last line break was not printed whole


def test_examining_while_another_process_writes_finds_nothing(tmp_path: Path) -> None:
    """Examined again and again while batches are kept, a project shows no change that is none."""
    new_project(tmp_path).close()
    root, keys = tmp_path / "project", tmp_path / "keys-one"
    command = [sys.executable, str(_SCRIPT), str(root), str(keys), "run"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            lines, start = 0, time.monotonic()
            while time.monotonic() < start + 2 or (lines < 2 and time.monotonic() < start + 30):
                found = examine(root)
                assert found.changes == ()
                assert found.lines >= lines
                lines = found.lines
                with Folder.open(root) as reader:
                    assert len(list(reader.acts())) >= lines
        finally:
            process.kill()
    assert lines > 1


def test_killed_process_loses_nothing_acknowledged(tmp_path: Path) -> None:
    """After each kill, the project opens, every acknowledged act has its bytes and text, and nothing changed."""
    new_project(tmp_path).close()
    root, keys, chance = tmp_path / "project", tmp_path / "keys-one", random.Random(1)
    acknowledged: set[str] = set()
    recovered = 0
    for run in range(_KILLS):
        acknowledged |= set(_killed_after(chance.uniform(0, 0.06), root, keys, run))
        assert examine(root).changes == ()  # also before anything tidied up
        with Folder.open(root, keys=keys) as folder:
            recovered += bool(folder.said)
            found = {entry.act: act for entry, act in folder.acts()}
            assert acknowledged <= set(found)
            for name in acknowledged:
                salt = found[name].salt.encode()
                assert folder.read_file(named_files(found[name])[0]).startswith(salt)
                assert folder.text(found[name].texts[0]).text == salt.decode()
            assert folder.examine().changes == ()
            assert folder.examine().notes == ()
    assert len(acknowledged) > _KILLS
    assert recovered > 0  # some kills fell into the middle of a batch
