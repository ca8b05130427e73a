"""Files, folders, archives and messages to documents, one at a time: hash first, then look."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from accounted.collect import kind as kinds
from accounted.collect.archive import (
    Budget,
    Member,
    Unpacking,
    hidden,
    link_not_followed,
    zip_members,
)
from accounted.collect.attachments import message_members
from accounted.collect.bytestream import Hashed, Unreadable, hash_file, is_file, is_folder, is_there, read_whole
from accounted.collect.encoding import check_told, encoding_of
from accounted.collect.found import Found, Limits
from accounted.collect.names import below, document_names, is_hidden, printable
from accounted.collect.sidecar import TABLES, Books, check_described, over
from accounted.core.document import Description
from accounted.core.outcome import SetAside

_PASSED_ON = ("obtained_how", "obtained_when", "obtained_by")  # what holds for a container holds for its members
_LIMITS = Limits()
_NOTHING_TOLD = Description()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Errand:
    """What holds for a whole run: limits, what was told about all files, scratch room, what sidecars have told."""

    limits: Limits
    described: Description
    encoding: str | None
    scratch: Path
    books: Books = field(default_factory=Books)
    taken: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One file to take: where its bytes lie, its name, and what it was found in."""

    path: Path
    name: str
    container: str | None = None
    depth: int = 0
    budget: Budget | None = None
    passed_on: Description = _NOTHING_TOLD
    tells: str | None = None  # "table" or "toml" where it may be a sidecar


def gather(
    paths: Sequence[str | Path],
    *,
    limits: Limits = _LIMITS,
    described: Description = _NOTHING_TOLD,
    encoding: str | None = None,
    as_given: bool = False,
) -> Iterator[Found | SetAside]:
    """Takes paths of files and folders, gives each file found, with members of archives and messages, or set aside.

    Every file is one `Found`, or one `SetAside` at its name (empty, not readable, not there, too large, hidden). An
    archive or message is a `Found` and its members follow it; what keeps one from opening is said beside it. What
    sidecars tell comes over `described`, which is told for all. `encoding` is told for all texts. `as_given` leaves
    absolute paths in the names. Bytes are hashed before anything looks at them, and never changed.
    """
    given = [os.fspath(path) for path in paths]
    check_described(described)
    empty = _Errand(limits=limits, described=described, encoding=check_told(encoding), scratch=Path())
    return _run(empty, list(zip(given, document_names(given, as_given=as_given), strict=True)))


def _run(errand: _Errand, given: list[tuple[str, str]]) -> Iterator[Found | SetAside]:
    with tempfile.TemporaryDirectory(prefix="accounted-") as scratch:
        errand = replace(errand, scratch=Path(scratch))
        for path, name in given:
            yield from _given(errand, Path(path), name)
        yield from errand.books.not_met()


def _given(errand: _Errand, path: Path, name: str) -> Iterator[Found | SetAside]:
    if is_folder(path):
        yield from _folder(errand, path, name)
    elif is_there(path):
        yield from _one_file(errand, path, name)
    else:
        yield SetAside(
            code="not-found",
            where=printable(name),
            found="nothing at this path",
            expected="a file or a folder",
            advice="Check the spelling, and that the disk it lies on is there.",
        )


def _one_file(errand: _Errand, path: Path, name: str) -> Iterator[Found | SetAside]:
    """A file given by itself, after the sidecars that lie beside it."""
    parent = name.rpartition("/")[0]
    for sidecar, tells in [*((table, "table") for table in TABLES), (f"{path.name}.toml", "toml")]:
        item = _Item(path=path.parent / sidecar, name=below(parent, sidecar), tells=tells)
        if sidecar != path.name and item.name not in errand.taken and is_file(item.path) and _tells(errand, item):
            errand.taken.add(item.name)
            yield from _take(errand, item)
    if name not in errand.taken:
        tells_itself = _tells_beside(path)
        if tells_itself:
            errand.taken.add(name)
        yield from _take(errand, _Item(path=path, name=name, tells=tells_itself))


def _tells_beside(path: Path) -> str | None:
    if path.name.lower() in TABLES:
        return "table"
    return "toml" if _is_toml(path.name) and is_file(path.with_suffix("")) else None


def _tells(errand: _Errand, item: _Item) -> bool:
    """A table that nobody pointed at is taken in where it is a sidecar, and left where it is a list of its own."""
    content = read_whole(item.path, at_most=errand.limits.sidecar_bytes)
    if item.tells == "toml" or content is None:
        return item.tells == "toml"
    return Books().learn_table(content, name=item.name, folder=None) is not None


def _folder(errand: _Errand, top: Path, name: str) -> Iterator[Found | SetAside]:
    """Walks a folder in the order of names, without recursion, since folders can be nested deeper than a stack."""
    root = os.path.realpath(top)
    waiting = [(top, name)]
    empty = True
    while waiting:
        path, here = waiting.pop()
        is_top = path == top
        if is_folder(path) and _is_project(path):
            yield _own_project(here or name)
        elif is_folder(path) and (is_top or not (is_hidden(path.name) or path.is_symlink())):
            children = _children(path, here)
            if isinstance(children, SetAside):
                yield children
            else:
                yield from _sidecars(errand, path, here, children)
                rest = [child for child in children if below(here, child) not in errand.taken]
                waiting.extend((path / child, below(here, child)) for child in reversed(rest))
            empty = empty and not children
        else:
            empty = False
            yield from _met_in_folder(errand, path, here, root)
    if empty:
        yield _empty_folder(name)


def _is_project(path: Path) -> bool:
    return is_file(path / "project.toml") and is_folder(path / "ledger")


def _own_project(name: str) -> SetAside:
    return SetAside(
        code="project-folder",
        where=printable(name or "."),
        found="the folder of a project, with its ledger",
        expected="documents",
        advice="Copy the documents that you want from it, or bring the project in with `accounted merge`.",
    )


def _met_in_folder(errand: _Errand, path: Path, name: str, root: str) -> Iterator[Found | SetAside]:
    if is_hidden(path.name):
        yield hidden(name)
    elif path.is_symlink() and (leads := _leads_away(path, root)):
        yield link_not_followed(name, leads)
    else:
        yield from _take(errand, _Item(path=path, name=name))


def _leads_away(path: Path, root: str) -> str | None:
    if is_folder(path):
        return "a link to a folder"
    target = os.path.realpath(path)
    inside = target == root or target.startswith(root.rstrip(os.sep) + os.sep)
    return None if inside or not os.path.lexists(target) else "a link that leads out of the folder"


def _children(path: Path, name: str) -> list[str] | SetAside:
    try:
        return sorted((child.name for child in path.iterdir()), key=os.fsencode)
    except OSError as fault:
        return SetAside(
            code="unreadable-file",
            where=printable(name or "."),
            found=f"a folder that cannot be listed ({fault.strerror})",
            expected="a folder that this account may read",
            advice="Ask for the right to read it, or copy it to where you have it.",
        )


def _empty_folder(name: str) -> SetAside:
    return SetAside(
        code="empty-folder",
        where=printable(name or "."),
        found="a folder without files",
        expected="at least one file",
        advice="Check that the copy is whole.",
    )


def _sidecars(errand: _Errand, path: Path, name: str, children: list[str]) -> Iterator[Found | SetAside]:
    """Takes what may tell about other files of a folder before those files are looked at."""
    for child, tells in _may_tell(children):
        item = _Item(path=path / child, name=below(name, child), tells=tells)
        if is_file(item.path) and not item.path.is_symlink():
            errand.taken.add(item.name)
            yield from _take(errand, item)


def _may_tell(children: list[str]) -> list[tuple[str, str]]:
    there = set(children)
    tables = [(child, "table") for child in children if child.lower() in TABLES]
    return tables + [(c, "toml") for c in children if _is_toml(c) and (c[:-5] in there or kinds.known_suffix(c[:-5]))]


def _is_toml(name: str) -> bool:
    return name.endswith(".toml") and len(name) > len(".toml") and not is_hidden(name)


def _take(errand: _Errand, item: _Item) -> Iterator[Found | SetAside]:
    hashed = hash_file(item.path)
    fault = _unreadable(item, hashed) if isinstance(hashed, Unreadable) else _fault_of_size(errand, item, hashed)
    if isinstance(hashed, Unreadable) or fault:
        yield from [fault] if fault else []
        return
    try:
        found = _found(errand, item, hashed)
    except OSError as gone:  # between two looks a file can vanish, as on a stick that is pulled out
        yield _unreadable(item, Unreadable(found=gone.strerror or str(gone)))
        return
    said = _learn(errand, item)
    yield replace(found, sidecar=said is not None)
    yield from said or ()
    if said is None:
        yield from _inside(errand, item, found)


def _found(errand: _Errand, item: _Item, hashed: Hashed) -> Found:
    media = kinds.media_type(item.path, head=hashed.head, name=item.name)
    encoding: tuple[str | None, str | None] = (None, None)
    if media.startswith("text/"):
        encoding = encoding_of(item.path, head=hashed.head, told=errand.encoding, markup=media == kinds.HTML)
    told = over(errand.books.told_about(item.name), over(item.passed_on, errand.described))
    return Found(
        name=printable(item.name),
        sha256=hashed.sha256,
        size_bytes=hashed.size_bytes,
        media_type=media,
        path=item.path,
        encoding=encoding[0],
        encoding_from=encoding[1],
        container=None if item.container is None else printable(item.container),
        member=item.container is not None,
        described=told,
    )


def _learn(errand: _Errand, item: _Item) -> list[SetAside] | None:
    """Gives None where the file is a document, and what was set aside in it where it is a sidecar."""
    if item.tells is None:
        return None
    content = read_whole(item.path, at_most=errand.limits.sidecar_bytes)
    if content is None:
        return None
    if item.tells == "toml":
        about = None if item.container is not None else item.path.with_suffix("")
        return errand.books.learn_toml(content, name=item.name, on_disk=about)
    folder = None if item.container is not None else item.path.parent
    return errand.books.learn_table(content, name=item.name, folder=folder)


def _inside(errand: _Errand, item: _Item, found: Found) -> Iterator[Found | SetAside]:
    if found.media_type in kinds.UNOPENED_ARCHIVES:
        yield _unopened(item, found)
    if found.media_type not in (kinds.ZIP, kinds.MESSAGE):
        return
    if item.depth >= errand.limits.depth:
        yield _too_deep(item, found, errand.limits.depth)
        return
    if found.media_type == kinds.MESSAGE and found.size_bytes > errand.limits.message_bytes:
        yield _large_message(item, found, errand.limits.message_bytes)
        return
    errand.books.opened.add(os.path.realpath(item.path))
    budget = item.budget or Budget.of(errand.limits)
    passed_on = Description(**{f: getattr(found.described, f) for f in _PASSED_ON})
    inner = _Item(
        path=item.path, name="", container=item.name, depth=item.depth + 1, budget=budget, passed_on=passed_on
    )
    for member in _members(errand, item, found, budget):
        if isinstance(member, Member):
            tells = _tells_in_archive(member.name) if found.media_type == kinds.ZIP else None
            yield from _take(errand, replace(inner, path=member.path, name=member.name, tells=tells))
        else:
            yield member


def _members(errand: _Errand, item: _Item, found: Found, budget: Budget) -> Iterator[Member | SetAside]:
    if found.media_type == kinds.MESSAGE:
        return message_members(item.path, item.name, budget=budget, scratch=errand.scratch)
    task = Unpacking(path=item.path, name=item.name, limits=errand.limits, budget=budget, scratch=errand.scratch)
    return zip_members(task, first=TABLES)


def _tells_in_archive(name: str) -> str | None:
    last = name.rpartition("/")[2]
    if last.lower() in TABLES:
        return "table"
    return "toml" if _is_toml(last) and kinds.known_suffix(last[: -len(".toml")]) else None


def _unreadable(item: _Item, fault: Unreadable) -> SetAside:
    return SetAside(
        code="unreadable-file",
        where=printable(item.name),
        found=fault.found,
        expected="a file whose bytes can be read",
        advice="Copy the file to where this account may read it and collect the copy.",
    )


def _fault_of_size(errand: _Errand, item: _Item, hashed: Hashed) -> SetAside | None:
    if hashed.size_bytes == 0:
        return SetAside(
            code="empty-file",
            where=printable(item.name),
            found="a file of 0 bytes",
            expected="a file that holds something",
            advice="Ask whoever sent it to send it again.",
            sha256=hashed.sha256,
        )
    if hashed.size_bytes > errand.limits.document_bytes:
        return SetAside(
            code="too-large",
            where=printable(item.name),
            found=f"a file of {hashed.size_bytes:,} bytes",
            expected=f"at most {errand.limits.document_bytes:,} bytes",
            advice="It was hashed and left where it is. Raise the limit or split the file.",
            sha256=hashed.sha256,
        )
    return None


def _unopened(item: _Item, found: Found) -> SetAside:
    return SetAside(
        code="archive-not-opened",
        where=printable(item.name),
        found=f"an archive of the kind {kinds.UNOPENED_ARCHIVES[found.media_type]}",
        expected="a ZIP archive or a folder",
        advice="Unpack it and collect the folder; the archive itself is kept.",
        sha256=found.sha256,
    )


def _too_deep(item: _Item, found: Found, depth: int) -> SetAside:
    return SetAside(
        code="nested-too-deep",
        where=printable(item.name),
        found=f"an archive or message inside {item.depth} others",
        expected=f"at most {depth} inside one another",
        advice="Unpack it and collect what it holds; it is kept as it is.",
        sha256=found.sha256,
    )


def _large_message(item: _Item, found: Found, limit: int) -> SetAside:
    return SetAside(
        code="message-too-large",
        where=printable(item.name),
        found=f"a message of {found.size_bytes:,} bytes",
        expected=f"at most {limit:,} bytes",
        advice="Save its attachments and collect them; the message itself is kept.",
        sha256=found.sha256,
    )
