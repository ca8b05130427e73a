"""Writes docs/commands.md from the help that `accounted` and each of its commands print.

Run `python docs/make_commands.py` after changing a command; `python docs/make_commands.py --check` only compares.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import typer

from accounted.cli import app

PAGE = Path(__file__).resolve().parent / "commands.md"
FIXED = {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
INHERITED = ("PATH", "HOME", "PYTHONPATH", "SYSTEMROOT")
ASK = """
import sys
from accounted.cli import app
for words in [], *([name] for name in sys.argv[1:]):
    app([*"".join(words).split(), "--help"], prog_name="accounted", standalone_mode=False)
    print(end=chr(0), flush=True)
"""
"""Asks for all helps in one process, whose width and colours are told."""
HEAD = """# Commands

What `accounted --help` and each command's `--help` print, in the order of the journey. Every command takes `--json`.
Exit codes: 0 done (remarks are content); 3 done, with something set aside; 2 could not proceed, wrong usage, or
`verify` found a change. No command asks anything without a terminal. `ACCOUNTED_KEYS` names the folder of this
computer's keys, which never lie in a project; `ACCOUNTED_BY` stands in for `--by`, `SOURCE_DATE_EPOCH` for the clock.

This page is made by `python docs/make_commands.py`.
"""


def commands() -> list[str]:
    """Gives the names of the commands in the order in which the help lists them."""
    return list(_named(typer.main.get_command(app)))


def _named(group: object) -> Iterator[str]:
    for name, command in getattr(group, "commands", {}).items():
        inner = list(_named(command))
        yield from (f"{name} {under}" for under in inner) if inner else (name,)


def printed(commands: list[str]) -> list[str]:
    """Takes commands, gives what --help prints of the program and of each of them, without spaces at line ends."""
    here = {name: os.environ[name] for name in INHERITED if name in os.environ}
    ended = subprocess.run([sys.executable, "-c", ASK, *commands], env=here | FIXED, capture_output=True, check=True)
    texts = ended.stdout.decode().split("\0")[:-1]
    return ["\n".join(line.rstrip() for line in text.splitlines()).strip("\n") for text in texts]


def page() -> str:
    """Gives the page as Markdown."""
    names = commands()
    titles = ["accounted", *(f"accounted {name}" for name in names)]
    entries = [f"## {title}\n\n```text\n{text}\n```\n" for title, text in zip(titles, printed(names), strict=True)]
    return "\n".join([HEAD, *entries])


if __name__ == "__main__":
    from made_pages import kept

    sys.exit(kept({PAGE: page()}, by="make_commands"))
