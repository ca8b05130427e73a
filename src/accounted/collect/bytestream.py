"""Bytes of a file on disk: hashed as a stream, never blocking on what is no plain file."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

CHUNK_BYTES = 1 << 20
HEAD_BYTES = 1 << 16

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a character device"),
    (stat.S_ISBLK, "a block device"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hashed:
    """The hash and size of a file's bytes and its first bytes, all from one pass."""

    sha256: str
    size_bytes: int
    head: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A file that could not be opened as plain bytes, and what was found instead."""

    found: str


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Takes a path, gives its bytes to read; OSError where it is no plain file. A named pipe is never waited for."""
    kind = _not_plain(path.stat().st_mode)  # before opening: to open a device can already move something
    if kind:
        raise OSError(None, kind)
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as stream:
        kind = _not_plain(os.fstat(stream.fileno()).st_mode)
        if kind:
            raise OSError(None, kind)
        yield stream


def _not_plain(mode: int) -> str | None:
    if stat.S_ISREG(mode):
        return None
    return next((words for test, words in _KINDS if test(mode)), "something that is no plain file")


def hash_file(path: Path) -> Hashed | Unreadable:
    """Takes a path, gives the SHA-256 and size of its bytes (FIPS 180-4), or what was found instead of a plain file."""
    digest, size, head = hashlib.sha256(), 0, b""
    try:
        with opened(path) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                head = head or chunk[:HEAD_BYTES]
                size += len(chunk)
                digest.update(chunk)
    except (OSError, ValueError) as fault:
        return Unreadable(found=_words_of(fault, path))
    return Hashed(sha256=digest.hexdigest(), size_bytes=size, head=head)


def _words_of(fault: Exception, path: Path) -> str:
    if isinstance(fault, FileNotFoundError) and path.is_symlink():
        return "a link to something that is not there"
    if isinstance(fault, PermissionError):
        return "a file that this account may not read"
    return (fault.strerror if isinstance(fault, OSError) else None) or str(fault)


def read_whole(path: Path, *, at_most: int) -> bytes | None:
    """Takes a path and a limit in bytes, gives the bytes, or None where there are more or they cannot be read."""
    try:
        with opened(path) as stream:
            content = stream.read(at_most + 1)
    except (OSError, ValueError):
        return None
    return content if len(content) <= at_most else None


def is_there(path: Path) -> bool:
    """Takes a path, gives whether a file, folder or link stands there; a name that no disk can hold is not there."""
    try:
        path.lstat()
    except (OSError, ValueError):
        return False
    return True


def is_file(path: Path) -> bool:
    """Takes a path, gives whether a plain file stands there, or behind the link there."""
    return is_there(path) and _mode_passes(path, stat.S_ISREG)


def is_folder(path: Path) -> bool:
    """Takes a path, gives whether a folder stands there, or behind the link there."""
    return is_there(path) and _mode_passes(path, stat.S_ISDIR)


def _mode_passes(path: Path, test: Callable[[int], bool]) -> bool:
    try:
        return test(path.stat().st_mode)
    except (OSError, ValueError):  # a link to nothing, or to itself
        return False
