"""Takes a project folder, gives its view: as it was made last, or made anew where the ledgers have gone on."""

import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from accounted.core.claim import Reading
from accounted.core.decision import SENSITIVITIES, Decision
from accounted.core.document import Description, Document, Entry, MadeBy
from accounted.core.outcome import Busy, WrongUsage
from accounted.core.plain import from_plain
from accounted.deciding import DecidedReadings, Request, act_for, decision_of
from accounted.holdings import Holdings, described_over
from accounted.project import Project, Who
from accounted.publish import Edition
from accounted.publish.catalogue import all_stated
from accounted.viewing.making import Acts, Kept, Progress, make_view, remark_id
from accounted.viewing.noting import bring_up_to_date, note_decision, view_key
from accounted.viewing.sensitivity import PartProject, hidden_from, levels_of, view_name
from accounted.viewing.standing_now import decided_about, refuse_overtaken
from accounted.viewing.tracing import KINDS
from accounted.viewing.view import View

DERIVED: Final = Path("derived")
PLACE: Final = DERIVED / "desk.sqlite"
ANSWERS: Final = ("accept", "reject", "correct")
"""What a person says of something that was read: one question, so the newest of them stands."""

LARGE_BYTES: Final = 200_000
"""Of ledgers, some three hundred documents and decisions: below, a view is made sooner than a process has begun."""

_PATIENCE: Final = 3.0
_PAUSE: Final = 0.02
"""Seconds in all, and between two tries, that an act waits for another process to end its writing."""


def is_large(root: Path) -> bool:
    """Takes a project folder, gives whether the making of its view takes longer than a page may wait."""
    return sum(path.stat().st_size for path in (root / "ledger").glob("*.jsonl")) > LARGE_BYTES


class Desk:
    """A project as a desk holds it: one writer at a time, any number of readers of the last view.

    `keys` None is a desk for looking, not for writing.
    """

    def __init__(self, root: Path, *, keys: Path | None, place: Path = PLACE) -> None:
        self.root, self.keys, self.place = root, keys, root / place
        self.view = View(self.place)
        self._writing = threading.RLock()
        self._known: tuple[tuple[Any, ...], bool] = ((), False)
        self._levels: tuple[Any, dict[str, str]] = (None, {})
        self._parts: dict[str, PartDesk] = {}

    @contextmanager
    def writing(self, who: Who) -> Iterator[Project]:
        """Takes who acts, gives the project open for writing; a process that writes on and on is an AccountedError."""
        with self._writing, self._opened(who) as project:
            yield project

    def _opened(self, who: Who) -> Project:
        """Opens the project for writing; the making of a view in another process writes for a moment only."""
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                return Project.open(self.root, who=who, keys=self.keys)
            except Busy:
                if time.monotonic() > until:
                    raise
                time.sleep(_PAUSE)

    def reading(self) -> Project:
        """Gives the project open for reading."""
        return Project.open(self.root, who=Who(name="", when=""))

    def current(self) -> bool:
        """Gives whether the view was made from the newest ledger lines; unchanged ledgers are not read again."""
        try:
            now = (*self.ledgers(), self.view.meta("key"))
            if now != self._known[0]:
                self._known = (now, self.view.meta("key") == view_key(self.reading().folder.heads()))
        except (OSError, sqlite3.DatabaseError):
            return False
        return self._known[1]

    def ledgers(self) -> tuple[Any, ...]:
        """Gives what tells one state of the ledgers from another without reading them."""
        found = (path.stat() for path in sorted((self.root / "ledger").iterdir()))
        return tuple((told.st_ino, told.st_size, told.st_mtime_ns) for told in found)

    def there(self) -> bool:
        """Gives whether a view was made before that can be read."""
        try:
            return bool(self.view.meta("key"))
        except (OSError, sqlite3.DatabaseError):
            return False

    def renew(self, who: Who, *, progress: Progress | None = None) -> None:
        """Takes who asks and whom to tell how far it is, makes the view anew from the project as it is now.

        Others may write meanwhile: what is accepted and rejected meanwhile is worked into the view that is made; for
        anything else the next making comes after this one.
        """
        project = self._snapshot(who)
        heads, entries = project.folder.heads(), tuple(project.folder.entries())
        new = self.place.with_name(f"{self.place.name}.{secrets.token_hex(4)}.new")
        try:
            self._make(new, project, (heads, entries), progress)
            with self.writing(who) as writing:
                writable = writing.folder.writable
                if (writable and bring_up_to_date(new, writing.folder, entries, due=project.due)) or not self.current():
                    new.replace(self.place)
        finally:
            new.unlink(missing_ok=True)

    def _snapshot(self, who: Who) -> Project:
        """Gives the project as it is now: open for reading, it stays so whatever others write."""
        return Project.open(self.root, who=who)

    def _make(
        self, new: Path, project: Project, lines: tuple[dict[str, Any], Sequence[Entry]], progress: Progress | None
    ) -> None:
        told = _in_two(progress) if progress is not None else (None, None)
        decided = project.readings(progress=told[0])
        edition = project.edition(project.reconcile(decided), with_persons=False)
        gone, folder = project.folder.withdrawn(), project.folder
        acts = self._shown(project, edition, ((e, folder.act(e.act)) for e in lines[1] if e.act not in gone))
        make_view(new, edition, acts, kept=kept_of(project.held(), decided, lines[0]), progress=told[1])

    def _shown(self, project: Project, edition: Edition, acts: Acts) -> Acts:
        """Gives the acts that the view lists: all of them."""
        del project, edition
        return acts

    def _up_to_date(self, who: Who) -> None:
        """Makes the view anew where others wrote since it was made; in a large project that is done later, since it
        takes longer than an answer may.
        """
        if not self.there() or not (self.current() or is_large(self.root)):
            self.renew(who)

    def decide(self, asked: Request, *, who: Who, seen: str | None = None) -> Decision:
        """Takes an answer on one thing that was stated, keeps the decision, gives it; the view knows it at once.

        `seen` is the newest decision on it that the person had seen ("" for none); where another was taken since,
        nothing is kept and a `Stale` says what was decided. None asks nothing.
        """
        (name,) = asked.about
        self._up_to_date(who)
        with self.writing(who) as project:
            refuse_overtaken(self.view, project, (name,), seen=seen)
            row = self.view.stated(name)
            if row is None:
                raise WrongUsage(where=name, found="nothing stated", expected="an id", advice="Open the page again.")
            return self._noted(project, asked, readings=[_alone(row)])

    def work_through(self, name: str, value: str, *, why: str, who: Who, seen: str | None = None) -> Decision:
        """Takes a remark's id, "worked through" or "open", and why, keeps the decision, gives it; the view knows it.

        `seen` is as for `decide`.
        """
        self._up_to_date(who)
        with self.writing(who) as project:
            refuse_overtaken(self.view, project, (name,), seen=seen)
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
        now = self.ledgers()
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
        if seen is not None:
            self._up_to_date(who)
        with self.writing(who) as project:
            things = decided_about(self.view, asked.undoes) if asked.undoes else asked.about
            refuse_overtaken(self.view, project, things, seen=seen)
            held = project.held()
            undone = next((one for one in held.decisions if asked.undoes and one.id.startswith(asked.undoes)), None)
            rows = map(self.view.stated, asked.about or (undone.about if undone else ()))
            made = decision_of(asked, who=who, held=held, readings=[_alone(row) for row in rows if row is not None])
            project.folder.append([act_for(made, who=project.who)])
        self._soon(who)
        return made

    def _soon(self, who: Who) -> None:
        """Makes the view anew at once in a small project; that of a large one is made when a page is asked for."""
        if not is_large(self.root):
            self.renew(who)

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
        self._soon(who)
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

    def _snapshot(self, who: Who) -> Project:
        return PartProject(Project.open(self.root, who=who).folder, who, self.hidden)

    def _shown(self, project: Project, edition: Edition, acts: Acts) -> Acts:
        """Gives the acts about what is seen, once it is known which remarks there are."""
        assert isinstance(project, PartProject)
        project.remarks = frozenset(remark_id(remark) for remark in edition.remarks)
        return project.acts(acts)


def _in_two(progress: Progress) -> tuple[Progress, Progress]:
    """Gives whom to tell of the documents read, the first half of the way, and of those written, the second."""
    return (lambda done, whole: progress(done, 2 * whole), lambda done, whole: progress(whole + done, 2 * whole))


def _alone(row: dict[str, Any]) -> Reading:
    """A reading of what is decided on alone: a decision needs its id and place."""
    core, made_by = row["core"], MadeBy(step="desk", version="1")
    stated: Any = from_plain(KINDS[core["type"]], core)
    named = {"Claim": "claims", "Label": "labels", "Denial": "denials"}[core["type"]]
    return Reading(document=row["document"], language=None, made_by=made_by, **{named: (stated,)})


def kept_of(held: Holdings, decided: DecidedReadings, heads: dict[str, Any]) -> Kept:
    """Takes what a project holds, its readings as decided and the newest ledger lines, gives what a view keeps of them.

    What persons rejected as it was read stays to be looked at.
    """
    gone = {name for one in decided.decisions if one.kind == "reject" for name in one.about}
    newest = {name: one.kind for one in decided.decisions if one.kind in ANSWERS for name in one.about}
    here = [stated for reading in decided.read for stated in all_stated(reading)] if gone else []
    rejected = tuple(stated for stated in here if stated.id in gone and newest[stated.id] == "reject")
    return Kept(
        texts=held.texts,
        heads=heads,
        decisions=tuple(held.decisions),
        standing=decided.decisions,
        rejected=rejected,
    )
