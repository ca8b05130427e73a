"""The command line as a person or another program meets it: a process of its own, its output, its exit code."""

import io
import json
import os
import subprocess
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from accounted import cli

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
        timeout=600,  # the first run on a machine compiles what estimates need
        check=False,
        input=pasted,
        stdin=subprocess.DEVNULL if pasted is None else None,
    )
    return Said(code=ended.returncode, out=ended.stdout.decode(), err=ended.stderr.decode())


def accounted_here(*words: str | Path, at: Path, keys: Path) -> Said:
    """Takes a command's words, the folder to be in and the keys, gives what the command says, in this process: faster.

    What no command should let through ends as it does in a process of its own: a trace, and code 1.
    """
    out, err, code = io.StringIO(), io.StringIO(), 0
    with pytest.MonkeyPatch.context() as here, redirect_stdout(out), redirect_stderr(err):
        here.chdir(at)
        here.setattr(sys, "argv", ["accounted", *map(str, words)])
        here.setattr(sys, "stdin", io.StringIO())
        for name, value in environment(keys).items():
            here.setenv(name, value)
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        except Exception:
            traceback.print_exc(file=err)
            code = 1
    return Said(code=code, out=out.getvalue(), err=err.getvalue())
