"""ZIP archives: members unpacked one at a time into a scratch folder, measured as they come out."""

import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from accounted.collect.bytestream import CHUNK_BYTES
from accounted.collect.found import Limits
from accounted.collect.names import below, is_hidden, printable
from accounted.core.outcome import SetAside

ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
_BYTES_A_NAME = 400
_OUTSIDE = "Unpack the archive yourself and collect what you need from it; the archive itself is kept."


@dataclass(slots=True)
class Budget:
    """What may still come out of one file given by a person, over all archives nested in it."""

    bytes_left: int
    members_left: int
    bytes_out: int = 0

    @classmethod
    def of(cls, limits: Limits) -> "Budget":
        """Takes the limits, gives a budget of which nothing is spent."""
        return cls(bytes_left=limits.archive_bytes, members_left=limits.archive_members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member that was unpacked: its name with its container's, and the temporary file that holds its bytes."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacking:
    """One archive being unpacked: where it lies, its name, what may come out of it, where to put it."""

    path: Path
    name: str
    limits: Limits
    budget: Budget
    scratch: Path


class _Bomb(Exception):
    """More comes out than the limits allow."""


def listing_bytes(path: Path) -> int:
    """Takes a ZIP file, gives the size of its list of contents as its end record tells it; 0 where none is found.

    PKWARE APPNOTE 6.3.10, sections 4.3.14 to 4.3.16. Python reads that many bytes into memory when it opens the file.
    """
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - (1 << 16) - 200))
        tail = stream.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 16:
        return 0
    told: int = struct.unpack_from("<L", tail, end + 12)[0]
    wide = tail.rfind(b"PK\x06\x06", 0, end)
    if told == 0xFFFFFFFF and wide >= 0 and len(tail) >= wide + 48:
        told = struct.unpack_from("<Q", tail, wide + 40)[0]
    return min(told, size)


def zip_members(task: Unpacking, *, first: tuple[str, ...] = ()) -> Iterator[Member | SetAside]:
    """Takes an archive, gives its members in its own order and what was set aside; a member lasts until the next one.

    Members whose last name part is in `first`, or ends in ".toml", come before the others: they may tell about them.
    """
    if listing_bytes(task.path) > _BYTES_A_NAME * task.limits.archive_members:
        yield _bomb(task, f"a list of contents of {listing_bytes(task.path):,} bytes")
        return
    try:
        archive = zipfile.ZipFile(task.path)
    except ZIP_FAULTS as fault:
        yield _broken(task.name, str(fault))
        return
    with archive:
        yield from _members(task, archive, first)


def _members(task: Unpacking, archive: zipfile.ZipFile, first: tuple[str, ...]) -> Iterator[Member | SetAside]:
    members = [info for info in archive.infolist() if info.file_size or not info.filename.endswith("/")]
    members.sort(key=lambda info: not _comes_first(info.orig_filename, first))
    seen: set[str] = set()
    for done, info in enumerate(members):
        name = below(task.name, info.orig_filename)
        fault = _fault_of_name(info, name, seen)
        seen.add(info.orig_filename)
        if task.budget.members_left <= 0 or task.budget.bytes_left <= 0:
            yield _bomb(task, f"{len(members) - done:,} members beyond the limit", "They were not unpacked. ")
            return
        task.budget.members_left -= 1
        if fault:
            yield fault
            continue
        unpacked = _unpack(task, archive, info)
        yield unpacked
        if isinstance(unpacked, Member):
            unpacked.path.unlink(missing_ok=True)


def _comes_first(name: str, first: tuple[str, ...]) -> bool:
    last = name.rsplit("/", 1)[-1].lower()
    return last in first or last.endswith(".toml")


def _fault_of_name(info: zipfile.ZipInfo, name: str, seen: set[str]) -> SetAside | None:
    given = info.orig_filename
    where = printable(name)
    if climbs(given):
        return SetAside(
            code="zip-path-climbs",
            where=where,
            found="a member whose path leads out of its archive",
            expected="a path below the archive, without “..”, drive or leading slash",
            advice=_OUTSIDE,
        )
    if given in seen:
        return SetAside(
            code="duplicate-member",
            where=where,
            found="a second member with this name",
            expected="each name once in an archive",
            advice=f"The first one is kept. {_OUTSIDE}",
        )
    if is_hidden(given):
        return hidden(name)
    if stat.S_ISLNK(info.external_attr >> 16):
        return link_not_followed(name, "a link")
    if info.flag_bits & 0x1:
        return SetAside(
            code="zip-encrypted",
            where=where,
            found="a member locked with a password",
            expected="a member that can be read",
            advice=_OUTSIDE,
        )
    return None


def climbs(path: str) -> bool:
    r"""Takes a path inside an archive, gives whether it leads out of it on any system.

    >>> climbs("a/b.txt"), climbs("../b.txt"), climbs(r"C:\b.txt"), climbs("/b.txt"), climbs(r"a\..\..\c")
    (False, True, True, True, True)
    """
    plain = path.replace("\\", "/")
    return plain.startswith("/") or ".." in plain.split("/") or bool(re.match(r"[A-Za-z]:", plain)) or not plain


def hidden(name: str) -> SetAside:
    """Takes the name of a hidden file or folder, gives the line that says it was left where it is."""
    return SetAside(
        code="hidden-file",
        where=printable(name),
        found="a hidden file or folder, or one that a system makes for itself",
        expected="documents under names that a folder shows",
        advice="Name it on the command line, or rename it, if it is to be collected.",
    )


def link_not_followed(name: str, found: str) -> SetAside:
    """Takes the name of a link and where it leads, gives the line that says it was not followed."""
    return SetAside(
        code="link-not-followed",
        where=printable(name),
        found=found,
        expected="a file that lies below the folder or archive given",
        advice="Name the file that it leads to, if it is to be collected.",
    )


def _unpack(task: Unpacking, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member | SetAside:
    name = below(task.name, info.orig_filename)
    path = task.scratch / f"{task.budget.members_left}-{task.budget.bytes_out}"
    try:
        with archive.open(info) as source, path.open("xb") as target:
            out = 0
            while chunk := source.read(CHUNK_BYTES):
                out += len(chunk)
                _spend(task, len(chunk), out=out, packed=info.compress_size)
                target.write(chunk)
    except _Bomb as bomb:
        path.unlink(missing_ok=True)
        return _bomb(task, str(bomb), where=name)
    except ZIP_FAULTS as fault:
        path.unlink(missing_ok=True)
        return _broken(name, str(fault) or type(fault).__name__)
    return Member(name=name, path=path)


def _spend(task: Unpacking, chunk: int, *, out: int, packed: int) -> None:
    limits, budget = task.limits, task.budget
    budget.bytes_left -= chunk
    budget.bytes_out += chunk
    if budget.bytes_left < 0:
        raise _Bomb(f"more than {limits.archive_bytes:,} bytes unpacked in all")
    if out > limits.document_bytes:
        raise _Bomb(f"a member of more than {limits.document_bytes:,} bytes")
    if out > limits.archive_ratio_from_bytes and out > limits.archive_ratio * max(1, packed):
        raise _Bomb(f"a member that unpacks to more than {limits.archive_ratio} times its {packed:,} bytes")


def _bomb(task: Unpacking, found: str, more: str = "", *, where: str | None = None) -> SetAside:
    return SetAside(
        code="zip-bomb",
        where=printable(where or task.name),
        found=found,
        expected="an archive that unpacks within the limits",
        advice=f"{more}{_OUTSIDE}",
    )


def _broken(name: str, fault: str) -> SetAside:
    return SetAside(
        code="broken-zip",
        where=printable(name),
        found=f"bytes that do not unpack ({printable(fault)})",
        expected="a whole ZIP archive",
        advice="Ask whoever sent it to send it again; the bytes as received are kept with their archive.",
    )
