"""Takes a project folder, gives its view: as it was made last, or made anew where the ledgers have gone on."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from accounted.core.document import Description, Document, Entry
from accounted.core.plain import from_plain
from accounted.holdings import described_over
from accounted.project import Project, Who
from accounted.viewing.making import make_view, view_key
from accounted.viewing.view import View

PLACE: Final = Path("derived") / "desk.sqlite"


class Desk:
    """A project as a desk holds it: one writer at a time, any number of readers of the last view.

    `keys` None is a desk for looking, not for writing.
    """

    def __init__(self, root: Path, *, keys: Path | None) -> None:
        self.root, self.keys = root, keys
        self.view = View(root / PLACE)
        self._writing = threading.RLock()

    @contextmanager
    def writing(self, who: Who) -> Iterator[Project]:
        """Takes who acts, gives the project open for writing; another process that writes is an AccountedError."""
        with self._writing, Project.open(self.root, who=who, keys=self.keys) as project:
            yield project

    def reading(self) -> Project:
        """Gives the project open for reading."""
        return Project.open(self.root, who=Who(name="", when=""))

    def current(self) -> bool:
        """Gives whether the view was made from the newest ledger lines."""
        try:
            return self.view.meta("key") == view_key(self.reading().folder.heads())
        except (OSError, sqlite3.DatabaseError):
            return False

    def there(self) -> bool:
        """Gives whether a view was made before that can be read."""
        try:
            return bool(self.view.meta("key"))
        except (OSError, sqlite3.DatabaseError):
            return False

    def renew(self, who: Who) -> None:
        """Takes who asks, makes the view anew: documents read, figures set side by side, acts listed."""
        with self.writing(who) as project:
            edition = project.edition(project.reconcile())
            held, folder = project.held(), project.folder
            path = self.root / PLACE
            make_view(path, edition, folder.acts(), heads=folder.heads(), texts=held.texts)

    def document(self, name: str) -> Document:
        """Takes a document's id, gives the document as its acts tell it."""
        acts = [self.reading().folder.act(row["act"]) for row in reversed(self.view.history(about=name).rows)]
        held = from_plain(Document, next(a for a in acts if a.kind == "document").content["document"])
        for act in acts:
            if act.kind == "description":
                told = from_plain(Description, act.content["described"])
                held = replace(held, described=described_over(held.described, told))
        return held

    def entries(self, document: str) -> tuple[Entry, ...]:
        """Takes a document's id, gives its custody lines, as the view has them."""
        found = self.view.history(about=document)
        return tuple(
            Entry(device=r["device"], line=r["line"], when=r["at"], who=r["who"], act=r["act"], kind=r["kind"])
            for r in reversed(found.rows)
        )
