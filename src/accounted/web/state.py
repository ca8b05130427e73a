"""What a running desk holds in memory: its project, who sits at it, what was looked at last, the making of the view."""

import os
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from accounted.core.outcome import AccountedError
from accounted.project import Who
from accounted.viewing.apart import renew_apart
from accounted.viewing.looking import Looked
from accounted.viewing.opening import Desk, is_large
from accounted.web.roles import HIGHEST

_HELD: Final = 24
"""Texts looked at outside a project that are held until others push them out; none is written to disk."""
_PATIENCE: Final = 1.5
"""Seconds that a page waits for the view to be made anew before it shows the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """Something looked at outside a project: its name and bytes, what was told about it, what was read."""

    name: str
    content: bytes
    told: dict[str, str]
    looked: Looked


@dataclass(slots=True, kw_only=True)
class Run:
    """A run in the background: how far it is, and what was said where it could not proceed."""

    done: int = 0
    whole: int = 0
    said: str = ""
    thread: threading.Thread | None = None

    @classmethod
    def started(cls, work: Callable[["Run"], None]) -> "Run":
        """Takes the work, gives the run, begun."""
        made = cls()
        made.thread = threading.Thread(target=work, args=(made,), daemon=True)
        made.thread.start()
        return made

    @property
    def going(self) -> bool:
        """Gives whether the run has not ended."""
        return self.thread is not None and self.thread.is_alive()

    def wait(self, seconds: float) -> None:
        """Takes seconds, waits so long at most for the run to end."""
        if self.thread is not None:
            self.thread.join(seconds)

    def progress(self, done: int, whole: int) -> None:
        """Takes how much is done of how much, keeps it to be shown."""
        self.done, self.whole = done, whole


@dataclass(slots=True, kw_only=True)
class State:
    """One running desk; `opens` says that whoever started it lets it open addresses of the web."""

    desk: Desk | None
    by: str
    opens: bool = False
    glances: OrderedDict[str, Glance] = field(default_factory=OrderedDict)
    said: str = ""
    run: Run | None = None
    report: Run | None = None
    far: tuple[int, int] = (0, 0)
    """How many steps of how many the making of a view is: a document is read, then written."""
    pending: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Secrets of codes that were shown and are not yet confirmed, by ticket: the account and the secret."""
    _making: dict[Path, threading.Thread] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def who(self) -> Who:
        """Gives who acts now."""
        return Who.now(self.by, os.environ.get("SOURCE_DATE_EPOCH"))

    def keep(self, glance: Glance) -> str:
        """Takes something looked at, gives the name under which it is held for a while."""
        name = secrets.token_urlsafe(9)
        self.glances[name] = glance
        while len(self.glances) > _HELD:
            self.glances.popitem(last=False)
        return name

    @property
    def making(self) -> bool:
        """Gives whether a view is being made anew."""
        return any(thread.is_alive() for thread in tuple(self._making.values()))

    def fresh(self, *, worked_in: bool = False, clearance: str = HIGHEST) -> Desk | None:
        """Gives the desk with a view, made anew where the ledgers have gone on; None where no project is open.

        Where decisions have to be `worked_in`, the view is made anew for those that are shown but not reckoned with.
        With a clearance below the highest it is the desk without what is above it.
        """
        desk = self.seen_with(clearance)
        if desk is not None and not (desk.current() and not (worked_in and desk.view.meta("since"))):
            self.renew(desk)
        return desk

    def seen_with(self, clearance: str) -> Desk | None:
        """Takes a clearance, gives the desk as it is with it; None where no project is open."""
        if self.desk is None or clearance == HIGHEST:
            return self.desk
        with self._lock:
            return self.desk.seen_with(clearance)

    def renew(self, desk: Desk | None = None) -> None:
        """Takes a desk or none for the whole project, makes its view anew in the background.

        It waits a moment for that of a small project, and for no large one.
        """
        asked = desk or self.desk
        if asked is None:
            return
        with self._lock:
            thread = self._making.get(asked.place)
            if thread is None or not thread.is_alive():
                thread = threading.Thread(target=self._make, args=(asked,), daemon=True)
                self._making[asked.place] = thread
                thread.start()
        if not is_large(asked.root):
            thread.join(_PATIENCE if asked.there() else 60 * _PATIENCE)

    def _make(self, desk: Desk) -> None:
        self.far = (0, 0)
        try:
            if is_large(desk.root):
                renew_apart(desk, self.who(), progress=self._hear)
            else:
                desk.renew(self.who(), progress=self._hear)
            self.said = ""
        except AccountedError as error:
            self.said = str(error)

    def _hear(self, done: int, whole: int) -> None:
        self.far = (done, whole)


def project_at(root: Path | None, keys: Path) -> Desk | None:
    """Takes a project folder or none, gives its desk."""
    return Desk(root, keys=keys) if root is not None and (root / "project.toml").is_file() else None
