"""Takes a project folder, gives every place where it is not as it was received or written.

Found are one changed bit, a removal, an insertion and a reordering in `files/`, `acts/`, `texts/` and `ledger/`. The
removal of a chain's newest lines together with all that they name is found only against a checkpoint held elsewhere.
Nothing is written, so a copy on a read-only disk can be examined, also while another process writes.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from accounted.core.document import Entry
from accounted.core.ids import sha256_of
from accounted.core.outcome import ChangeFound, NotAProject
from accounted.store.acts import Act, act_from, named_files
from accounted.store.chain import Chains, Change, head_changes, read_chain, seen_changes
from accounted.store.checkpoint import read_checkpoint
from accounted.store.files import hash_of
from accounted.store.journal import read_journal
from accounted.store.keys import DEVICE
from accounted.store.layout import (
    ACTS,
    FILES,
    INCOMING,
    LEDGER,
    SETTINGS,
    TEXTS,
    act_path,
    content_at,
    file_path,
    found_at,
    ledger_path,
    opened,
    shown,
    text_path,
)
from accounted.store.ledger import devices
from accounted.store.texts import part_hashes
from accounted.store.withdrawals import Withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What was examined: the changes found, how much was read, since when, and when a checkpoint was last made.

    `notes` tell what waits in `incoming/`: it was never acknowledged and is no part of the project.
    """

    changes: tuple[Change, ...]
    notes: tuple[str, ...]
    files: int
    texts: int
    acts: int
    lines: int
    since: str | None
    checkpoint_when: str | None

    def raise_changes(self) -> None:
        """Gives nothing where nothing changed; raises ChangeFound with the first change and how many there are."""
        if self.changes:
            first = self.changes[0]
            raise ChangeFound(
                where=first.path if first.line is None else f"{first.path}:{first.line}",
                found=first.what + (f" (and {len(self.changes) - 1} more)" if len(self.changes) > 1 else ""),
                expected="what was received or written",
                advice="Keep the folder as it is; compare it with a copy held elsewhere.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """What the readable acts name, and what was withdrawn."""

    files: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)
    withdrawn: Withdrawn = field(default_factory=Withdrawn)


def examine(root: Path, *, checkpoint: Path | None = None) -> Examination:
    """Takes a project folder and a checkpoint held elsewhere, gives what changed in it, with path and line."""
    if not (root / SETTINGS).exists() and not (root / LEDGER).is_dir():
        raise not_a_project(root)
    present = {room: _listed(root, room) for room in (FILES, ACTS, TEXTS)}  # before the ledgers: a writer may add
    chains, named = Chains(), _Named()
    changes = [*_settings_changes(root), *_ledger_changes(root, chains)]
    if checkpoint is not None:
        project = next((act for act, entry in chains.acts.items() if entry.kind == "project"), None)
        changes += head_changes(chains, read_checkpoint(checkpoint, project=project))
    changes += _act_changes(root, present[ACTS], chains, named)
    changes += _file_changes(root, present[FILES], named)
    changes += _text_changes(root, present[TEXTS], named)
    return Examination(
        changes=tuple(changes),
        notes=_notes(root),
        files=len(named.files),
        texts=len(named.texts),
        acts=len(chains.acts),
        lines=sum(len(owns) for owns in chains.owns.values()),
        since=chains.latest.get("first"),
        checkpoint_when=chains.latest.get("checkpoint"),
    )


def not_a_project(root: Path) -> NotAProject:
    """Takes a folder, gives the error that says that it holds no project."""
    return NotAProject(
        where=str(root),
        found=f"no {SETTINGS}",
        expected="a project folder",
        advice="Change to a project folder, or make one with `accounted new`.",
    )


def _listed(root: Path, room: str) -> set[str]:
    return {shown(root, path) for path in (root / room).rglob("*") if path.is_symlink() or not path.is_dir()}


def _settings_changes(root: Path) -> Iterator[Change]:
    try:
        tomllib.loads((root / SETTINGS).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        yield Change(path=SETTINGS, line=None, what=f"the settings cannot be read: {error}")


def _ledger_changes(root: Path, chains: Chains) -> Iterator[Change]:
    try:
        read_journal(root)
    except ChangeFound as error:
        yield Change(path=error.where, line=None, what=error.found)
        return
    for device in devices(root):
        yield from read_chain(root, device, chains)
    yield from seen_changes(chains)
    if not chains.owns:
        yield Change(path=LEDGER, line=None, what="no ledger is here; a project begins with one")
    for path in sorted((root / LEDGER).glob("*")):
        if path != ledger_path(root, path.stem) or not DEVICE.fullmatch(path.stem) or path.is_symlink():
            yield Change(path=shown(root, path), line=None, what="no ledger of a device; it was put here from outside")


def _act_changes(root: Path, present: set[str], chains: Chains, named: _Named) -> Iterator[Change]:
    missing: list[tuple[str, Entry]] = []
    for act, entry in chains.acts.items():
        path = act_path(root, act)
        present.discard(shown(root, path))
        found = _readable_act(root, act, entry)
        if found is None:
            missing.append((act, entry))
        elif isinstance(found, Act):
            _note(found, entry, named)
        else:
            named.unreadable.append(act)
            yield Change(path=shown(root, path), line=None, what=found)
    yield from _missing_acts(root, missing, named)
    for path_shown in sorted(present):
        yield Change(
            path=path_shown, line=None, what="no readable ledger line names this act; it was put here from outside"
        )
    for act, when in named.withdrawn.acts.items():
        if found_at(root, act_path(root, act)) is not None:
            what = f"withdrawn {when}, and its content is here again; opening the project for writing removes it"
            yield Change(path=shown(root, act_path(root, act)), line=None, what=what)


def _readable_act(root: Path, act: str, entry: Entry) -> Act | str | None:
    said = f"line {entry.line} of {entry.device}"
    if act_path(root, act).is_symlink():
        return "a link stands here, not the act"
    try:
        content = content_at(root, act_path(root, act))
        if content is None:
            return None
        if sha256_of(content) != act:
            return f"the act has other bytes than were written ({said} names it)"
        found = act_from(content)
    except (OSError, ValueError) as error:
        return f"the act cannot be read: {error}"
    if (found.kind, found.when, found.who) != (entry.kind, entry.when, entry.who):
        return f"{said} tells another kind, time or person than the act"
    return found


def _note(act: Act, entry: Entry, named: _Named) -> None:
    said = f"line {entry.line} of {entry.device}"
    for sha256 in named_files(act):
        named.files.setdefault(sha256, said)
    for text in act.texts:
        named.texts.setdefault(text, said)
    if act.kind == "withdrawal":
        named.withdrawn.add(act)


def _missing_acts(root: Path, missing: Iterable[tuple[str, Entry]], named: _Named) -> Iterator[Change]:
    for act, entry in missing:
        if act not in named.withdrawn.acts:
            named.unreadable.append(act)
            what = f"the act was removed; line {entry.line} of {entry.device} names it"
            yield Change(path=shown(root, act_path(root, act)), line=None, what=what)


def _file_changes(root: Path, present: set[str], named: _Named) -> Iterator[Change]:
    for sha256, said in named.files.items():
        path = file_path(root, sha256)
        present.discard(shown(root, path))
        what = _fault(root, path, sha256=sha256, withdrawn=named.withdrawn.files.get(sha256))
        if what:
            yield Change(path=shown(root, path), line=None, what=f"{what} ({said} names it)")
    yield from _from_outside(present, named)


def _text_changes(root: Path, present: set[str], named: _Named) -> Iterator[Change]:
    for text, said in named.texts.items():
        withdrawn = named.withdrawn.texts.get(text)
        for part, sha256 in _part_hashes(root, text).items():
            path = text_path(root, text, part)
            present.discard(shown(root, path))
            what = _fault(root, path, sha256=sha256, withdrawn=withdrawn) if sha256 else None
            if what:
                yield Change(path=shown(root, path), line=None, what=f"{what} ({said} names it)")
    yield from _from_outside(present, named)


def _part_hashes(root: Path, text: str) -> dict[str, str]:
    """The hash each part of a text layer should have; empty for text and boxes where the head does not tell it."""
    try:
        head = content_at(root, text_path(root, text, ".json"))
    except OSError:
        head = None  # said where the head's own bytes are held against its hash
    if head is None or sha256_of(head) != text:
        return {".json": text, ".txt": "", ".csv": ""}
    told = part_hashes(head)
    parts = {".json": text, ".txt": told["text_sha256"], ".csv": told["boxes_sha256"]}
    return {part: sha256 for part, sha256 in parts.items() if sha256 is not None}


def _fault(root: Path, path: Path, *, sha256: str, withdrawn: str | None) -> str | None:
    if withdrawn is not None:
        here = found_at(root, path) is not None
        return f"withdrawn {withdrawn}, and here again; opening for writing removes it" if here else None
    if path.is_symlink():
        return "a link stands here, not the bytes"
    try:
        file = opened(root, path)
        if file is None:
            return "the file was removed"
        with file:
            return None if hash_of(file) == sha256 else "other bytes than were received or written"
    except OSError as error:
        return f"the file cannot be read: {error.strerror or error}"


def _from_outside(present: set[str], named: _Named) -> Iterator[Change]:
    unread = f" ({len(named.unreadable)} act(s) could not be read)" if named.unreadable else ""
    for path in sorted(present):
        yield Change(
            path=path, line=None, what=f"no readable act names this file{unread}; it was put here from outside"
        )


def _notes(root: Path) -> tuple[str, ...]:
    waits = sum(1 for path in (root / INCOMING).rglob("*") if path.is_file())
    if not waits:
        return ()
    return (f"{waits} file(s) wait in {INCOMING}/: a command was ended or is running; the next one tidies them",)
