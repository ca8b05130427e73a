"""Takes bytes, gives them on disk whole or not at all.

A rename within one folder tree replaces a name in one step (POSIX rename; ReplaceFile on Windows); bytes and names are
on the disk after fsync of the file and of its folder.
"""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from accounted.core.outcome import AccountedError

PART = ".part"
"""Ending of a file that is still being written; one that is found later was never acknowledged."""
_AT_ONCE = 8
"""Files flushed at the same time: a disk's journal takes several in one go."""
_READ_ONLY = 0o444


def write_whole(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Takes a place and bytes, gives the bytes on disk under that name: all of them, or what was there before."""
    temporary = write_part(path.parent, content)
    try:
        sync_file(temporary)
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        remove(temporary)
        raise
    sync_folder(path.parent)


def write_part(folder: Path, content: bytes) -> Path:
    """Takes a folder and bytes, gives the path of a file still to be renamed; it is not flushed to disk yet."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=folder, suffix=PART)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    return Path(name)


def write_waiting(path: Path, content: bytes) -> None:
    """Takes a place among what waits and bytes, gives them there, whole; `sync_waiting` flushes them."""
    temporary = write_part(path.parent, content)
    temporary.replace(path)


def sync_file(path: Path) -> None:
    """Takes a file, gives back when its bytes are on the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_waiting(paths: Iterable[Path]) -> None:
    """Takes files that wait, gives back when their bytes and names are on the disk; from then on they are read-only."""
    found = [path for path in paths if path.is_file()]
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        list(pool.map(_sync_and_close, found))
    for folder in {path.parent for path in found}:
        sync_folder(folder)


def _sync_and_close(path: Path) -> None:
    path.chmod(0o644)  # one that waited through a crash is read-only already
    sync_file(path)
    path.chmod(_READ_ONLY)


def sync_folder(folder: Path) -> None:
    """Takes a folder, gives back when the names in it are on the disk."""
    if sys.platform == "win32":
        return  # Windows flushes names with the file and opens no folder
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put_in_place(source: Path, target: Path) -> None:
    """Takes a file that waits and its place, gives it there; where the place is taken, the bytes are the same."""
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)


def remove(path: Path) -> bool:
    """Takes a place, gives whether a file was there; none is there now."""
    with contextlib.suppress(OSError):
        path.chmod(0o644)  # Windows removes no read-only file
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    return True


def could_not_write(path: Path, error: OSError) -> AccountedError:
    """Takes a place and what the system said, gives the error that tells it."""
    return AccountedError(
        where=str(path),
        found=f"the system does not write here ({error.strerror or error})",
        expected="a folder with room that may be written",
        advice="Make room or change the folder's rights, then run the command again; what was acknowledged is kept.",
    )
