"""Makes a view, or links persons, in a process of its own, so that pages are answered meanwhile.

`python -m accounted.viewing.apart` is told what to make, of which project, and who asks, as one line of JSON, and tells
how far it is in lines of JSON.
"""

import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from accounted.core.outcome import AccountedError
from accounted.project import Who
from accounted.viewing.near import work_in
from accounted.viewing.opening import Desk, PartDesk

Told = Callable[[int, int], None]
_EVERY: Final = 16
_POLITE: Final = 5
"""Added to the priority number of the process: readers come first."""
_RARELY: Final = 100_000
"""Objects made until those that hold each other are looked for: readings and tables are trees, and looking through all
of them again and again takes a third of the time.
"""


def renew_apart(desk: Desk, who: Who, *, progress: Told) -> None:
    """Takes a desk, who asks and whom to tell how far it is, makes the view anew in another process.

    What the other could not do is an AccountedError here, as if it had been done here; where no process can be begun,
    it is done here.
    """
    hidden = sorted(desk.hidden) if isinstance(desk, PartDesk) else []
    told = {"make": "view", "name": who.name, "when": who.when, "hidden": hidden}
    if not _apart(desk, told, progress):
        desk.renew(who, progress=progress)


def link_apart(desk: Desk) -> None:
    """Takes a desk, links its persons anew in another process, as `renew_apart` makes a view."""
    if not _apart(desk, {"make": "persons"}, lambda done, whole: None):
        _link(desk)


def _apart(desk: Desk, told: dict[str, Any], progress: Told) -> bool:
    """Gives whether another process made what it was told to make."""
    program = [sys.executable, "-m", "accounted.viewing.apart"]
    search = os.pathsep.join(filter(None, [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH")]))
    try:
        started = subprocess.Popen(  # noqa: S603 - this program with this Python; what to do is told on its input
            program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": search}
        )
    except OSError:
        return False
    with started as process:
        assert process.stdin is not None
        assert process.stdout is not None
        place = {"root": str(desk.root), "keys": str(desk.keys) if desk.keys else None}
        process.stdin.write(json.dumps(told | place) + "\n")
        process.stdin.close()
        for line in process.stdout:
            _hear(json.loads(line), progress)
    return process.returncode == 0


def _hear(told: dict[str, Any], progress: Told) -> None:
    if "found" in told:
        raise AccountedError(**told)
    progress(told["done"], told["whole"])


def main() -> None:
    """Takes what to do from the first line of the standard input, does it, tells how far it is."""
    told = json.loads(sys.stdin.readline())
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    gc.freeze()
    gc.set_threshold(_RARELY, 50, 100)
    desk = Desk(Path(told["root"]), keys=Path(told["keys"]) if told["keys"] else None)
    try:
        if told["make"] == "persons":
            _link(desk)
        else:
            desk = PartDesk(desk, frozenset(told["hidden"])) if told["hidden"] else desk
            who = Who(name=told["name"], when=told["when"])
            work_in(desk, who)
            desk.renew(who, progress=_tell)
    except AccountedError as error:
        _say({"where": error.where, "found": error.found, "expected": error.expected, "advice": error.advice})


def _link(desk: Desk) -> None:
    from accounted.viewing.persons_opening import People  # noqa: PLC0415 - compiled code that a view does without

    People(desk).renew()


def _tell(done: int, whole: int) -> None:
    if done % _EVERY == 0 or done + 1 in (whole // 2, whole):
        _say({"done": done, "whole": whole})


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
