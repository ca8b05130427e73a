"""The lists and persons of a running desk: made in the background, and what was uploaded and not yet taken in."""

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any, Final

from fastapi import Request

from accounted.core.outcome import AccountedError
from accounted.viewing.apart import link_apart
from accounted.viewing.opening import Desk
from accounted.viewing.persons_opening import People
from accounted.viewing.sheets import Sheet
from accounted.web.documents import desk_of

_HELD: Final = 4
"""Sheets that are held in memory until others push them out."""
_PATIENCE: Final = 2.0
"""Seconds that a page waits for few rows to be linked anew before it shows them as they were; for many none waits."""


@dataclass(slots=True)
class Linked:
    """The persons of one desk, and the sheets that are looked at."""

    people: People
    said: str = ""
    beside: tuple[Any, Any] = (None, None)
    _making: threading.Thread | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _sheets: OrderedDict[str, Sheet] = field(default_factory=OrderedDict)

    @property
    def making(self) -> bool:
        """Gives whether persons are being linked anew."""
        return self._making is not None and self._making.is_alive()

    def fresh(self, *, wait: float = _PATIENCE, anew: bool = False) -> None:
        """Links anew where decisions have gone on (or where it is asked), in the background; waits a moment for it."""
        if not anew and self.people.current():
            return
        with self._lock:
            if not self.making:
                self._making = threading.Thread(target=self._make, daemon=True)
                self._making.start()
            thread = self._making
        if thread is not None and not self.people.large():
            thread.join(wait)

    def _make(self) -> None:
        try:
            if self.people.large():
                link_apart(self.people.desk)
            else:
                self.people.renew()
            self.said = ""
        except (AccountedError, OSError) as error:
            self.said = str(error)

    def keep(self, sheet: Sheet, name: str = "") -> str:
        """Takes a sheet, holds it for a while under the name that is given back."""
        name = name or secrets.token_urlsafe(9)
        self._sheets[name] = sheet
        self._sheets.move_to_end(name)
        while len(self._sheets) > _HELD:
            self._sheets.popitem(last=False)
        return name

    def sheet(self, name: str) -> Sheet | None:
        """Takes a name, gives the sheet that is held under it, if it still is."""
        return self._sheets.get(name)

    def drop(self, name: str) -> None:
        """Takes a name, holds the sheet no more."""
        self._sheets.pop(name, None)


class NotLinked(Exception):
    """The persons of a desk are linked for the first time, and a page was asked for that shows them."""

    def __init__(self, linked: Linked) -> None:
        super().__init__(linked.said or "Persons are being linked for the first time. Look again in a moment.")
        self.linked = linked


def linked_of(request: Request, *, fresh: bool = True, lists_alone: bool = False) -> Linked:
    """Takes a request, gives the desk's persons; linked anew first where decisions have gone on, if that is asked.

    `lists_alone` says that a page does without persons: lists are known before these are linked.
    """
    linked = _linked(request.app, desk_of(request))
    if fresh or not linked.people.linked():
        linked.fresh()
    if not (linked.people.there() if lists_alone else linked.people.linked()):
        raise NotLinked(linked)
    return linked


def linked_soon(request: Request) -> Linked:
    """Takes a request, gives the desk's persons, linked or not yet: for what shows sheets and acts, not persons."""
    return _linked(request.app, desk_of(request))


def linked_now(request: Request) -> Linked | None:
    """Takes a request, gives the desk's persons as they were linked last; None, and they are linked, where never."""
    linked = _linked(request.app, desk_of(request))
    if not linked.people.linked():
        linked.fresh(wait=0.0)
    return linked if linked.people.there() else None


def _linked(app: Any, desk: Desk) -> Linked:
    held: Linked | None = getattr(app.state, "linked", None)
    if held is None or held.people.desk is not desk:
        held = app.state.linked = Linked(People(desk))
    return held


def shown_of(linked: Linked) -> dict[str, Any]:
    """Takes the desk's persons, gives what every page of them says: whether they are being linked anew."""
    people = linked.people
    going = linked.making or not people.current()
    return {"linking": going, "linked_before": people.linked(), "linking_said": linked.said}
