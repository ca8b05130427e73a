"""Takes a project folder, gives the right to write in it to one process at a time."""

import sys
from pathlib import Path
from typing import IO

from accounted.core.outcome import AccountedError, Busy

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


LOCK = ".lock"


class Lock:
    """The right to write in one project folder; the system gives it back when the process ends, however it ends."""

    __slots__ = ("_file",)

    def __init__(self, root: Path) -> None:
        self._file: IO[bytes] = (root / LOCK).open("ab")
        try:
            _take(self._file)
        except BlockingIOError as error:
            self._file.close()
            raise _taken(root) from error
        except OSError as error:
            self._file.close()
            raise _no_lock(root, error) from error

    def release(self) -> None:
        """Gives the right back; a second time changes nothing."""
        self._file.close()


def _taken(root: Path) -> Busy:
    return Busy(
        where=str(root),
        found="another process that is writing in this project",
        expected="one writer at a time",
        advice="Wait until the other command ends, or stop it, then run this one again.",
    )


def _no_lock(root: Path, error: OSError) -> AccountedError:
    if sys.platform == "win32":
        return _taken(root)  # msvcrt says PermissionError where another process holds the byte
    return AccountedError(
        where=str(root / LOCK),
        found=f"a file system that locks no files ({error.strerror or error})",
        expected="a file system on which one writer can keep others out",
        advice="Move the project folder to a local disk.",
    )
