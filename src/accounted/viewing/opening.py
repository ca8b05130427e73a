"""Takes a project folder, gives its view: as it was made last, or made anew where the ledgers have gone on."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from accounted.core.claim import Reading
from accounted.core.decision import Decision
from accounted.core.document import Description, Document, Entry, MadeBy
from accounted.core.outcome import WrongUsage
from accounted.core.plain import from_plain
from accounted.deciding import Request, act_for, decided_readings, decision_of
from accounted.holdings import Holdings, Texts, described_over
from accounted.project import Project, Who
from accounted.publish.catalogue import all_stated
from accounted.viewing.making import Kept, make_view, note_decision, view_key
from accounted.viewing.tracing import KINDS
from accounted.viewing.view import View

PLACE: Final = Path("derived") / "desk.sqlite"
ANSWERS: Final = ("accept", "reject", "correct")
"""What a person says of something that was read."""


class Desk:
    """A project as a desk holds it: one writer at a time, any number of readers of the last view.

    `keys` None is a desk for looking, not for writing.
    """

    def __init__(self, root: Path, *, keys: Path | None) -> None:
        self.root, self.keys = root, keys
        self.view = View(root / PLACE)
        self._writing = threading.RLock()
        self._known: tuple[Any, ...] = ()

    @contextmanager
    def writing(self, who: Who) -> Iterator[Project]:
        """Takes who acts, gives the project open for writing; another process that writes is an AccountedError."""
        with self._writing, Project.open(self.root, who=who, keys=self.keys) as project:
            yield project

    def reading(self) -> Project:
        """Gives the project open for reading."""
        return Project.open(self.root, who=Who(name="", when=""))

    def current(self) -> bool:
        """Gives whether the view was made from the newest ledger lines; unchanged ledgers are not read again."""
        try:
            now = (*self._ledgers(), self.view.meta("key"))
            if now != self._known:
                if self.view.meta("key") != view_key(self.reading().folder.heads()):
                    return False
                self._known = now
        except (OSError, sqlite3.DatabaseError):
            return False
        return True

    def _ledgers(self) -> tuple[Any, ...]:
        found = (path.stat() for path in sorted((self.root / "ledger").iterdir()))
        return tuple((told.st_ino, told.st_size, told.st_mtime_ns) for told in found)

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
            folder, held = project.folder, project.held()
            kept = _kept(project, held)
            make_view(self.root / PLACE, edition, folder.acts(), heads=folder.heads(), kept=kept)

    def decide(self, name: str, kind: str, *, why: str, who: Who) -> Decision:
        """Takes what was stated, "accept" or "reject", and why, keeps the decision, gives it; the view knows it."""
        row = self.view.stated(name)
        if row is None:
            raise WrongUsage(where=name, found="nothing stated", expected="an id", advice="Open the page again.")
        with self.writing(who) as project:
            asked = Request(kind=kind, about=(name,), why=why)
            made = decision_of(asked, who=project.who, held=Holdings(), readings=[_alone(row)])
            act = act_for(made, who=project.who)
            (entry,) = project.folder.append([act])
            note_decision(self.root / PLACE, made, (entry, act), heads=project.folder.heads())
        return made

    def work_through(self, name: str, value: str, *, why: str, who: Who) -> Decision:
        """Takes a remark's id, "worked through" or "open", and why, keeps the decision, gives it; the view knows it."""
        if not self.view.ask("select 1 from remark where id = ?", (name,)):
            raise WrongUsage(where=name, found="no remark", expected="an id", advice="Open the page again.")
        with self.writing(who) as project:
            asked = Request(kind="remark", about=(name,), value=value, why=why)
            made = decision_of(asked, who=project.who, held=Holdings(), readings=())
            act = act_for(made, who=project.who)
            (entry,) = project.folder.append([act])
            note_decision(self.root / PLACE, made, (entry, act), heads=project.folder.heads())
        return made

    def correct(self, asked: Request, *, who: Who) -> Decision:
        """Takes any other decision as asked for (a correction, a figure made, one taken back), keeps it, gives it."""
        with self.writing(who) as project:
            told = {"value": asked.value, "why": asked.why, "undoes": asked.undoes}
            made = project.decide(asked.kind, asked.about, **told)  # type: ignore[arg-type]
        self.renew(who)
        return made

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


def _alone(row: dict[str, Any]) -> Reading:
    """A reading of what is decided on alone: a decision needs its id and place."""
    core, made_by = row["core"], MadeBy(step="desk", version="1")
    stated: Any = from_plain(KINDS[core["type"]], core)
    named = {"Claim": "claims", "Label": "labels", "Denial": "denials"}[core["type"]]
    return Reading(document=row["document"], language=None, made_by=made_by, **{named: (stated,)})


def _kept(project: Project, held: Holdings) -> Kept:
    """What persons decided, and what they rejected as it was read: it stays to be looked at."""
    if not held.decisions:
        return Kept(texts=held.texts)
    read = tuple(project.read())
    decided = decided_readings(read, held, Texts(project.folder, held))
    gone = {name for one in decided.decisions if one.kind == "reject" for name in one.about}
    newest = {name: one.kind for one in decided.decisions if one.kind in ANSWERS for name in one.about}
    here = [stated for reading in read for stated in all_stated(reading)]
    rejected = tuple(stated for stated in here if stated.id in gone and newest[stated.id] == "reject")
    every = tuple(held.decisions)
    return Kept(texts=held.texts, decisions=every, standing=decided.decisions, rejected=rejected)
