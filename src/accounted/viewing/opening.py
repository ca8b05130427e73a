"""Takes a project folder, gives its view: as it was made last, or made anew where the ledgers have gone on."""

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from accounted.core.claim import Reading
from accounted.core.decision import SENSITIVITIES, Decision
from accounted.core.document import Description, Document, Entry, MadeBy
from accounted.core.outcome import WrongUsage
from accounted.core.plain import from_plain
from accounted.deciding import Request, act_for, decided_readings, decision_of
from accounted.holdings import Holdings, Texts, described_over
from accounted.project import Project, Who
from accounted.publish.catalogue import all_stated
from accounted.viewing.making import Kept, make_view, note_decision, remark_id, view_key
from accounted.viewing.sensitivity import PartProject, hidden_from, levels_of, view_name
from accounted.viewing.standing_now import refuse_stale
from accounted.viewing.tracing import KINDS
from accounted.viewing.view import View

DERIVED: Final = Path("derived")
PLACE: Final = DERIVED / "desk.sqlite"
ANSWERS: Final = ("accept", "reject", "correct")
"""What a person says of something that was read."""


class Desk:
    """A project as a desk holds it: one writer at a time, any number of readers of the last view.

    `keys` None is a desk for looking, not for writing.
    """

    def __init__(self, root: Path, *, keys: Path | None, place: Path = PLACE) -> None:
        self.root, self.keys, self.place = root, keys, root / place
        self.view = View(self.place)
        self._writing = threading.RLock()
        self._known: tuple[Any, ...] = ()
        self._levels: tuple[Any, dict[str, str]] = (None, {})
        self._parts: dict[str, PartDesk] = {}

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
            self._make(project)

    def _make(self, project: Project) -> None:
        edition = project.edition(project.reconcile())
        folder, held = project.folder, project.held()
        kept = _kept(project, held)
        make_view(self.place, edition, folder.acts(), heads=folder.heads(), kept=kept)

    def _newest(self, project: Project) -> None:
        """Takes the project open for writing, makes the view anew where another process wrote since it was made."""
        if not self.there() or self.view.meta("key") != view_key(project.folder.heads()):
            self._make(project)

    def decide(self, name: str, kind: str, *, why: str, who: Who, seen: str | None = None) -> Decision:
        """Takes what was stated, "accept" or "reject", and why, keeps the decision, gives it; the view knows it.

        `seen` is the newest decision on it that the person had seen ("" for none); where another was taken since,
        nothing is kept and a `Stale` says what was decided. None asks nothing.
        """
        with self.writing(who) as project:
            self._newest(project)
            row = self.view.stated(name)
            if row is None:
                raise WrongUsage(where=name, found="nothing stated", expected="an id", advice="Open the page again.")
            refuse_stale(self.view, name, seen=seen)
            return self._noted(project, Request(kind=kind, about=(name,), why=why), readings=[_alone(row)])

    def work_through(self, name: str, value: str, *, why: str, who: Who) -> Decision:
        """Takes a remark's id, "worked through" or "open", and why, keeps the decision, gives it; the view knows it."""
        with self.writing(who) as project:
            self._newest(project)
            if not self.view.ask("select 1 from remark where id = ?", (name,)):
                raise WrongUsage(where=name, found="no remark", expected="an id", advice="Open the page again.")
            return self._noted(project, Request(kind="remark", about=(name,), value=value, why=why), readings=())

    def _noted(self, project: Project, asked: Request, *, readings: Sequence[Reading]) -> Decision:
        """Keeps a decision, and writes it into every view that was made of the lines before it."""
        before = view_key(project.folder.heads())
        made = decision_of(asked, who=project.who, held=Holdings(), readings=readings)
        act = act_for(made, who=project.who)
        (entry,) = project.folder.append([act])
        for place in sorted((self.root / DERIVED).glob("desk*.sqlite")):
            note_decision(place, made, (entry, act), heads=project.folder.heads(), before=before)
        return made

    def sensitivities(self) -> Mapping[str, str]:
        """Gives the sensitivity of each document that is not ordinary, as decided up to the newest ledger line."""
        now = self._ledgers()
        if self._levels[0] != now:
            asked = (
                "select x.thing, d.value from decision d join decided x on x.decision = d.id "
                "where d.kind = 'sensitivity' and d.stands = 1 order by d.at, d.place"
            )
            if self.current():
                told = {str(thing): str(value) for thing, value in self.view.ask(asked)}
                levels = {thing: value for thing, value in told.items() if value != SENSITIVITIES[0]}
            else:
                levels = levels_of(self.reading().held().decisions)
            self._levels = (now, levels)
        return self._levels[1]

    def seen_with(self, clearance: str) -> "Desk":
        """Takes a clearance, gives the desk as it is with it: this one, or one made without what is above it."""
        hidden = hidden_from(self.sensitivities(), clearance)
        if not hidden:
            return self
        name = view_name(hidden)
        if name not in self._parts:
            known = {view_name(hidden_from(self.sensitivities(), one)) for one in SENSITIVITIES}
            for path in (self.root / DERIVED).glob("desk-*.sqlite"):
                if path.name not in known:
                    path.unlink(missing_ok=True)
            self._parts = {old: desk for old, desk in self._parts.items() if old in known}
            self._parts[name] = PartDesk(self, hidden)
        return self._parts[name]

    def correct(self, asked: Request, *, who: Who, seen: str | None = None) -> Decision:
        """Takes any other decision as asked for (a correction, a figure made, one taken back), keeps it, gives it.

        `seen` is as for `decide`.
        """
        with self.writing(who) as project:
            if seen is not None:
                self._newest(project)
                refuse_stale(self.view, asked.about[0] if asked.about else "", seen=seen, undoes=asked.undoes)
            told = {"value": asked.value, "why": asked.why, "undoes": asked.undoes}
            made = project.decide(asked.kind, asked.about, **told)  # type: ignore[arg-type]
        self.renew(who)
        return made

    def link(self, answers: Sequence[tuple[str, str, str, str]], *, who: Who) -> int:
        """Takes (row, row, same / different / unsure, why), keeps all as decisions in one batch, gives how many.

        A row that is in no list is a WrongUsage, and nothing is kept.
        """
        from accounted.reviewing import keep_answers  # noqa: PLC0415  compiled code that pages need not wait for

        with self.writing(who) as project:
            asked = {row for one in answers for row in one[:2]}
            lists = project.lists().lists
            known = (one.row(number).id for one in lists for number in range(len(one)))
            missing = asked - {row for row in known if row in asked}
            if missing:
                raise WrongUsage(
                    where=", ".join(sorted(missing)[:3]),
                    found="no row of this id",
                    expected="ids of rows of lists here",
                    advice="`accounted link` writes them to derived/rows.parquet.",
                )
            kept = keep_answers(project.folder, answers, who=who)
        self.renew(who)
        return kept

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


class PartDesk(Desk):
    """A project's desk as somebody sees it from whom documents are hidden; it writes into the same project."""

    def __init__(self, whole: Desk, hidden: frozenset[str]) -> None:
        super().__init__(whole.root, keys=whole.keys, place=DERIVED / view_name(hidden))
        self.hidden = hidden
        self._writing = whole._writing

    def _make(self, project: Project) -> None:
        part = PartProject(project.folder, project.who, self.hidden)
        edition = part.edition(part.reconcile())
        part.remarks = frozenset(remark_id(remark) for remark in edition.remarks)
        kept = _kept(part, part.held())
        make_view(self.place, edition, part.acts(), heads=project.folder.heads(), kept=kept)


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
