"""What the commands share: their common options, who acts, with which keys, and the project that is opened."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from accounted import terminal as show
from accounted.project import Project, Who

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for another program instead of a table.")]
In = Annotated[
    Path | None, typer.Option("--project", "-p", help="The project folder; else the one around this folder.")
]
By = Annotated[str, typer.Option("--by", envvar="ACCOUNTED_BY", help="Who acts; it is kept in the ledger.")]
Why = Annotated[str, typer.Option("--why", help="The reason. Kept permanently; may have to be disclosed.")]


@contextmanager
def opened_project(project: Path | None, by: str, *, writing: bool = True) -> Iterator[Project]:
    """Takes the folder told or none and who acts, gives the project opened, and says what its store said."""
    root = Project.around(project or Path.cwd(), told=project is not None)
    with Project.open(root, who=who_acts(by), keys=device_keys() if writing else None) as opened:
        show.said(opened.folder.said)
        yield opened


def who_acts(by: str) -> Who:
    """Takes a name, gives who acts now, or at the second that SOURCE_DATE_EPOCH tells."""
    return Who.now(by, os.environ.get("SOURCE_DATE_EPOCH"))


def device_keys() -> Path:
    """Gives the folder of this device's keys: ACCOUNTED_KEYS, else the user's data folder."""
    told = os.environ.get("ACCOUNTED_KEYS")
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(told) if told else Path(data) / "accounted" / "keys"
