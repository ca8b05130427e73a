"""The tutorial is run: its commands in order, in a new folder; the lines it shows must be printed."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from journeys.door import PROGRAM, environment
from journeys.evidence import ardel

pytestmark = pytest.mark.journey

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorial.md"
RECEIVED = ("02-wire-story.txt", "03-courier-article.html", "07-council-statement.docx")
LATER = "08-ministry-reply.html"
LEFT_OUT = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A command of the page, the line it stands on, and the lines shown below it."""

    line: int
    command: str
    shown: tuple[str, ...]


def steps(page: str) -> list[Step]:
    """Takes a page, gives the commands of its console blocks in order."""
    found: list[Step] = []
    for block in re.finditer(r"^```console\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        first = page.count("\n", 0, block.start()) + 2
        for number, line in enumerate(block[1].splitlines(), first):
            if line.startswith("$ "):
                found.append(Step(line=number, command=line.removeprefix("$ "), shown=()))
            else:
                last = found.pop()
                found.append(Step(line=last.line, command=last.command, shown=(*last.shown, line)))
    return found


def folded(line: str) -> str:
    """Takes a line, gives it without what differs from machine to machine: runs of space, and hashes."""
    return re.sub(r"\b(?:device-)?[0-9a-f]{12,64}\b", LEFT_OUT, " ".join(line.split()))


def is_shown_by(line: str, printed: str) -> bool:
    """Takes a line of the page and one that was printed, gives whether they are the same; … stands for anything."""
    pattern = ".*".join(re.escape(part) for part in folded(line).split(LEFT_OUT))
    return re.fullmatch(pattern, folded(printed)) is not None


def missing(step: Step, printed: str) -> str | None:
    """Takes a step and what was printed, gives the first line of the page that does not follow in it, or None."""
    lines = iter(printed.splitlines())
    for line in step.shown:
        if line != LEFT_OUT and not any(is_shown_by(line, one) for one in lines):
            return line
    return None


def test_the_tutorial_prints_what_it_shows(tmp_path: Path) -> None:
    """Each command ends well, and prints the lines shown below it in their order."""
    at = tmp_path / "at"
    files = ardel(tmp_path)
    for folder, names in (("received", RECEIVED), ("later", (LATER,))):
        (at / folder).mkdir(parents=True)
        for name in names:
            shutil.copy(files / name, at / folder)
    there = environment(tmp_path / "keys")
    there["PATH"] = f"{Path(PROGRAM).parent}:{there['PATH']}"
    found = steps(PAGE.read_text(encoding="utf-8"))
    assert len(found) > 15
    for step in found:
        ended = subprocess.run(
            ["bash", "-c", step.command], cwd=at, env=there, capture_output=True, timeout=120, check=False
        )
        printed = ended.stdout.decode()
        said = f"docs/tutorial.md:{step.line}: {step.command}"
        assert ended.returncode == 0, f"{said}\n{printed}{ended.stderr.decode()}"
        assert missing(step, printed) is None, f"{said}\nnot printed: {missing(step, printed)}\nprinted:\n{printed}"


def test_a_line_that_is_not_printed_is_seen() -> None:
    """The comparison sees a line that is missing, in another order, or with another number; hashes may differ."""
    (step,) = steps("```console\n$ x\nkept 04461fb9281c a.txt\n…\n2 kept\n```\n")
    assert missing(step, "kept  ffffffffffff  a.txt\nand more\n2 kept\n") is None
    assert missing(step, "kept  ffffffffffff  a.txt\n3 kept\n") == "2 kept"
    assert missing(step, "2 kept\nkept  ffffffffffff  a.txt\n") == "2 kept"
