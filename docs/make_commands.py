"""Writes docs/commands.md from the help that `accounted` and each of its commands print.

Run `python docs/make_commands.py` after changing a command; `python docs/make_commands.py --check` only compares.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import typer

from accounted.cli import app

PAGE = Path(__file__).resolve().parent / "commands.md"
FIXED = {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
INHERITED = ("PATH", "HOME", "PYTHONPATH", "SYSTEMROOT")
HEAD = """# Commands

What `accounted --help` and each command's `--help` print, in the order of the journey. Every command takes `--json`.
Exit codes: 0 done (remarks are content); 3 done, with something set aside; 2 could not proceed, wrong usage, or
`verify` found a change. No command asks anything without a terminal. `ACCOUNTED_KEYS` names the folder of this
computer's keys, which never lie in a project; `ACCOUNTED_BY` stands in for `--by`, `SOURCE_DATE_EPOCH` for the clock.

This page is made by `python docs/make_commands.py`.
"""


def commands() -> list[str]:
    """Gives the names of the commands in the order in which the help lists them."""
    group = typer.main.get_command(app)
    return list(getattr(group, "commands", {}))


def help_of(command: str | None) -> str:
    """Takes a command or None for all, gives what its --help prints, without spaces at line ends."""
    program = [sys.executable, "-c", "from accounted.cli import main; import sys; sys.argv[0] = 'accounted'; main()"]
    words = [command] if command else []
    here = {name: os.environ[name] for name in INHERITED if name in os.environ}
    ended = subprocess.run([*program, *words, "--help"], env=here | FIXED, capture_output=True, check=True)
    return "\n".join(line.rstrip() for line in ended.stdout.decode().strip("\n").splitlines()).strip("\n")


def page() -> str:
    """Gives the page as Markdown."""
    names = [None, *commands()]
    with ThreadPoolExecutor() as pool:
        shown = pool.map(help_of, names)
    entries = (
        f"## {f'accounted {name}' if name else 'accounted'}\n\n```text\n{text}\n```\n"
        for name, text in zip(names, shown, strict=True)
    )
    return "\n".join([HEAD, *entries])


def main() -> int:
    """Gives 0 where the page is as it should be or was written, 1 where `--check` finds it stale."""
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    stale = not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != page()
    if stale:
        print(f"{PAGE.name}: not what the program prints; run python docs/make_commands.py")
    return int(stale)


if __name__ == "__main__":
    sys.exit(main())
