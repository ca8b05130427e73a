"""The command line as a person or another program meets it: a process of its own, its output, its exit code."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROGRAM = str(Path(sys.executable).with_name("accounted"))
NOON = 1242129600
"""The second that the clock of these tests shows: 12 May 2009, 12:00 UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a process said, and how it ended."""

    code: int
    out: str
    err: str

    def lines(self) -> list[Any]:
        """Gives each line of the output read as JSON."""
        return [json.loads(line) for line in self.out.splitlines()]

    def one(self) -> Any:
        """Gives the only line of the output read as JSON."""
        (line,) = self.lines()
        return line


def environment(keys: Path, *, clock: int = NOON) -> dict[str, str]:
    """Takes a folder for keys and a second, gives an environment that is the same on every machine."""
    names = ("PATH", "HOME", "LANG", "TMPDIR", "PYTHONPATH", "SYSTEMROOT")
    passed = {name: os.environ[name] for name in names if name in os.environ}
    fixed = {"ACCOUNTED_KEYS": str(keys), "SOURCE_DATE_EPOCH": str(clock), "PYTHONIOENCODING": "utf-8"}
    return passed | fixed | {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "100"}


def accounted(*words: str | Path, at: Path, keys: Path, pasted: bytes | None = None, clock: int = NOON) -> Said:
    """Takes a command's words, the folder to be in, the keys and what is pasted, gives what the process said.

    Without anything pasted, standard input is closed: a prompt would end the command.
    """
    ended = subprocess.run(
        [PROGRAM, *map(str, words)],
        cwd=at,
        env=environment(keys, clock=clock),
        capture_output=True,
        timeout=120,
        check=False,
        input=pasted,
        stdin=subprocess.DEVNULL if pasted is None else None,
    )
    return Said(code=ended.returncode, out=ended.stdout.decode(), err=ended.stderr.decode())
