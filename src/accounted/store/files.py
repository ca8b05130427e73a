"""Takes bytes as received, gives them back unchanged by their SHA-256.

Bytes are hashed while they are written and are never held in memory whole.
"""

import hashlib
import io
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeAlias

from accounted.core.outcome import AccountedError
from accounted.store.disk import PART, could_not_write, remove
from accounted.store.layout import FILES, INCOMING, file_path, found_at, opened, waiting

CHUNK = 1 << 20
"""Bytes held in memory at a time."""
Source: TypeAlias = Path | bytes | IO[bytes]
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Bytes that are kept: their hash, their number, and whether the same bytes were here before."""

    sha256: str
    size_bytes: int
    was_here: bool


def keep_file(root: Path, source: Source) -> Kept:
    """Takes the project folder and a path, bytes or an open file, gives the hash under which the bytes are kept.

    They wait in `incoming/` until an act that names them is appended.
    """
    if isinstance(source, bytes):
        return _keep(root, io.BytesIO(source), "bytes in memory")
    if isinstance(source, Path):
        try:
            file = source.open("rb")
        except OSError as error:
            raise _unreadable(str(source), error) from error
        with file:
            return _keep(root, file, str(source))
    return _keep(root, source, str(getattr(source, "name", "an open file")))


def _keep(root: Path, source: IO[bytes], where: str) -> Kept:
    folder = root / INCOMING / FILES
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=folder, suffix=PART)
    except OSError as error:
        raise could_not_write(folder, error) from error
    temporary = Path(name)
    try:
        sha256, size = _copy(source, descriptor, where)
        target = file_path(root, sha256)
        was_here = found_at(root, target) is not None
        if not was_here:
            temporary.replace(waiting(root, target))
    except OSError as error:
        raise could_not_write(folder, error) from error
    finally:
        remove(temporary)
    return Kept(sha256=sha256, size_bytes=size, was_here=was_here)


def _copy(source: IO[bytes], descriptor: int, where: str) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(descriptor, "wb") as target:
        for chunk in _chunks(source, where):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return digest.hexdigest(), size


def _chunks(source: IO[bytes], where: str) -> Iterator[bytes]:
    while True:
        try:
            chunk = source.read(CHUNK)
        except OSError as error:
            raise _unreadable(where, error) from error
        if not chunk:
            return
        yield chunk


def _unreadable(where: str, error: OSError) -> AccountedError:
    return AccountedError(
        where=where,
        found=f"a file that the system does not open ({error.strerror or error})",
        expected="a file that may be read",
        advice="Check the path and its rights, then collect it again.",
    )


def open_file(root: Path, sha256: str) -> IO[bytes]:
    """Takes the project folder and a hash, gives the bytes kept under it as an open file."""
    file = opened(root, file_path(root, sha256)) if _HASH.fullmatch(sha256) else None
    if file is None:
        raise AccountedError(
            where=f"{FILES}/{sha256[:2]}/{sha256[2:4]}/{sha256}",
            found="no file",
            expected="bytes received under this hash",
            advice="Run `accounted verify`; a withdrawn file is not kept, any other can be put back from a copy.",
        )
    return file


def read_file(root: Path, sha256: str) -> bytes:
    """Takes the project folder and a hash, gives the bytes kept under it."""
    with open_file(root, sha256) as file:
        return file.read()


def hash_of(file: IO[bytes]) -> str:
    """Takes an open file, gives the SHA-256 of its bytes; a chunk at a time is in memory."""
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
