"""Takes a folder and sizes, gives an invented project: documents of invented places in which speakers state figures."""

import random
from pathlib import Path

from accounted.core.document import Description
from accounted.project import Project, Who

PLACES = [first + last for first in "Ar Bel Cor Dun Es Fal Gor Hal Is Jar".split() for last in "del mar vane".split()]
SPEAKERS = [
    "the Ministry of the Interior",
    "the Regional Council",
    "the district hospital",
    "residents",
    "a rights group",
]
EFFECTS = ["people were killed", "people were injured", "people were missing", "people were detained"]


def made_text(number: int, figures: int) -> str:
    """Takes a number and how many figures, gives a text: the same number gives the same."""
    drawn = random.Random(number)
    place, day = drawn.choice(PLACES), drawn.randint(1, 28)
    lines = [f"Report {number}: {place}", "", f"{place}, {day} March 2009"]
    for _ in range(figures):
        speaker, effect = drawn.choice(SPEAKERS), drawn.choice(EFFECTS)
        said = f"{drawn.randint(2, 900)} {effect}, {speaker} said."
        lines.append(f"On {drawn.randint(3, 9)} March 2009 in {place}, {said}")
        lines.append(f"The road to the mill stayed closed for {drawn.randint(2, 9)} days.")
    return "\n".join(lines) + "\n"


def made_project(root: Path, keys: Path, *, documents: int, figures: int, rows: int = 0) -> Path:
    """Takes a folder, keys and sizes, gives the project: every document with its speaker and date told."""
    files = root.parent / "made"
    files.mkdir(parents=True, exist_ok=True)
    with Project.create(root, "Invented places", who=Who.now("the generator"), keys=keys) as project:
        for speaker in range(len(SPEAKERS)):
            paths = []
            for number in range(speaker, documents, len(SPEAKERS)):
                path = files / f"report-{number:05d}.txt"
                path.write_text(made_text(number, figures), encoding="utf-8")
                paths.append(path)
            told = Description(source=SPEAKERS[speaker], published=f"2009-04-{speaker + 1:02d}", language="en")
            for _ in project.collect(paths, described=told):
                pass
        if rows:
            listed = files / "list.csv"
            listed.write_text(made_list(rows), encoding="utf-8")
            list(project.collect([listed]))
    return root


def made_list(rows: int) -> str:
    """Takes a number of rows, gives an invented list of persons as CSV."""
    drawn = random.Random(rows)
    lines = ["name,age,date of death,place"]
    for number in range(rows):
        name = f"{drawn.choice(PLACES)[::-1].title()} {drawn.choice(PLACES).title()}son"
        lines.append(
            f"{name} {number},{drawn.randint(0, 90)},2009-03-{drawn.randint(1, 28):02d},{drawn.choice(PLACES)}"
        )
    return "\n".join(lines) + "\n"
