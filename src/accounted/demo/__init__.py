"""The demonstration: takes the documents that come with the program, gives small projects and their reports."""

import shutil
from importlib import resources
from itertools import count
from pathlib import Path
from typing import Final

from accounted.core.outcome import AccountedError
from accounted.demo.decisions import decide
from accounted.project import Choices, Project, Who

_WHEN: Final = "2009-05-12T09:00:00Z"
_WHO: Final = "the demonstration"
DECIDED: Final = "ardel"
_MARK: Final = "demonstration.txt"
PROJECTS: Final = {
    "ardel": ("Ardel, 3-4 March 2009 (invented)", ("ardel",)),
    "two-events": ("Two events, each in its own table", ("khojaly-1992.csv", "sumgait-1988.csv")),
    "three-lists": ("Three lists of invented persons", ("three-lists",)),
    "kosovo-1999": ("Kosovo, March to June 1999: a published table of lists", ("kosovo-1999",)),
}
LISTS: Final = "three-lists"
_ESTIMATED: Final = ("three-lists", "kosovo-1999")


def build(folder: Path, *, keys: Path) -> dict[str, Path]:
    """Takes a folder and this device's keys, gives the reports of the demonstration by title.

    A demonstration that was made there before is made anew; a folder that holds anything else is refused. Time and
    salts are fixed, so that two runs on one device give the same bytes.
    """
    _clear(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).write_text("Made by `accounted demo`, and made anew by it.\n", encoding="utf-8")
    return {title: _one(folder / name, title, files, keys) for name, (title, files) in PROJECTS.items()}


def _clear(folder: Path) -> None:
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / _MARK).is_file():
        raise AccountedError(
            where=str(folder),
            found="a folder that holds other things",
            expected="a new folder, or one of an older demonstration",
            advice="Name another folder: accounted demo FOLDER.",
        )
    shutil.rmtree(folder)


def _one(root: Path, title: str, files: tuple[str, ...], keys: Path) -> Path:
    salts = count(1)
    who = Who(name=_WHO, when=_WHEN, salt=lambda: f"{root.name}-{next(salts):06d}")
    with (
        resources.as_file(resources.files(__package__)) as here,
        Project.create(root, title, who=who, keys=keys) as made,
    ):
        for _ in made.collect([here / name for name in files]):
            pass
        if root.name == DECIDED:
            decide(made)
        if root.name == LISTS:
            from accounted.demo.lists import decide_lists  # noqa: PLC0415  compiled code, loaded when called

            decide_lists(made)
        if root.name in _ESTIMATED:  # a plan first; without latent classes, which take longer than the rest together
            choices = Choices(draws=20, quick=True)
            made.plan(choices)
            made.estimate(choices)
        return made.publish() / ("estimates.html" if root.name in _ESTIMATED else "index.html")
