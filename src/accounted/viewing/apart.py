"""Makes a view in a process of its own, so that pages are answered meanwhile: `python -m accounted.viewing.apart`.

It is told project, keys and who asks as one line of JSON, and tells how far it is in lines of JSON.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from accounted.core.outcome import AccountedError
from accounted.project import Who
from accounted.viewing.opening import Desk, PartDesk

Told = Callable[[int, int], None]
_EVERY: Final = 16
_POLITE: Final = 5
"""Added to the priority number of the process: readers come first."""


def renew_apart(desk: Desk, who: Who, *, progress: Told) -> None:
    """Takes a desk, who asks and whom to tell how far it is, makes the view anew in another process.

    What the other could not do is an AccountedError here, as if it had been done here; where no process can be begun,
    it is done here.
    """
    told = {"root": str(desk.root), "keys": str(desk.keys) if desk.keys else None, "name": who.name, "when": who.when,
            "hidden": sorted(desk.hidden) if isinstance(desk, PartDesk) else []}  # fmt: skip
    program = [sys.executable, "-m", "accounted.viewing.apart"]
    search = os.pathsep.join(filter(None, [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH")]))
    try:
        started = subprocess.Popen(  # noqa: S603 - this program with this Python; what to do is told on its input
            program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": search}
        )
    except OSError:
        desk.renew(who, progress=progress)
        return
    with started as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(told) + "\n")
        process.stdin.close()
        for line in process.stdout:
            _hear(json.loads(line), progress)
    if process.returncode:
        desk.renew(who, progress=progress)


def _hear(told: dict[str, Any], progress: Told) -> None:
    if "found" in told:
        raise AccountedError(**told)
    progress(told["done"], told["whole"])


def main() -> None:
    """Takes what to do from the first line of the standard input, does it, tells how far it is."""
    told = json.loads(sys.stdin.readline())
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    desk = Desk(Path(told["root"]), keys=Path(told["keys"]) if told["keys"] else None)
    desk = PartDesk(desk, frozenset(told["hidden"])) if told["hidden"] else desk
    try:
        desk.renew(Who(name=told["name"], when=told["when"]), progress=_tell)
    except AccountedError as error:
        _say({"where": error.where, "found": error.found, "expected": error.expected, "advice": error.advice})


def _tell(done: int, whole: int) -> None:
    if done % _EVERY == 0 or done + 1 in (whole // 2, whole):
        _say({"done": done, "whole": whole})


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
