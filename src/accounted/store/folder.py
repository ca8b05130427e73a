"""Takes a project folder and this device's keys, gives the project opened: to read, or to write as the only writer."""

import json
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from accounted.core.document import Entry, TextLayer
from accounted.core.outcome import AccountedError, ChangeFound, NotAProject, WrongUsage
from accounted.store.acts import Act, By, act_bytes, act_hash, act_of, named_files, read_act
from accounted.store.batch import finish, keep_batch, recover
from accounted.store.checkpoint import write_checkpoint
from accounted.store.disk import could_not_write, write_waiting, write_whole
from accounted.store.files import Kept, Source, keep_file, open_file, read_file
from accounted.store.index import Index
from accounted.store.journal import read_journal
from accounted.store.keys import DeviceKey, device_key
from accounted.store.layout import (
    ACTS,
    DERIVED,
    FILES,
    INCOMING,
    LEDGER,
    OUT,
    SETTINGS,
    TEXTS,
    act_path,
    file_path,
    found_at,
    shown,
    text_path,
    waiting,
)
from accounted.store.ledger import Head, head_of, heads, in_order, write_lines
from accounted.store.lock import Lock
from accounted.store.merge import Merged, bring_in, merge_content, project_act
from accounted.store.out import write_out
from accounted.store.texts import keep_text, read_text_layer
from accounted.store.verify import Examination, examine, not_a_project
from accounted.store.withdrawals import Withdrawn, enforce, withdrawal_of, withdrawn_in


class Folder:
    """A project folder that is open.

    With `keys` it is open for writing: no other process writes meanwhile, and what an ended process left behind was
    done or moved aside (`said` tells it). Without, it is open for reading, and nothing in it is touched.
    """

    __slots__ = ("_heads", "_key", "_lock", "_withdrawn", "root", "said")

    def __init__(self, root: Path, *, key: DeviceKey | None, lock: Lock | None) -> None:
        self.root = root
        self.said: tuple[str, ...] = ()
        self._key = key
        self._lock = lock
        self._heads: dict[str, Head] = {}
        self._withdrawn = Withdrawn()

    @classmethod
    def create(cls, root: Path, name: str, *, by: By, keys: Path) -> Self:
        """Takes a new or empty folder and the project's name, gives the project, opened for writing.

        `project.toml` is written last: a folder with it is a project.
        """
        _refuse_used(root)
        key = _key_outside(root, keys)
        try:
            for room in (FILES, ACTS, TEXTS, LEDGER, INCOMING, DERIVED, OUT):
                (root / room).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise could_not_write(root, error) from error
        folder = cls(root, key=key, lock=Lock(root))
        folder.append([act_of("project", {"name": name}, by=by)])
        settings = f"name = {_toml_text(name)}\ncreated = {_toml_text(by.when)}\n"
        write_whole(root / SETTINGS, settings.encode())
        return folder

    @classmethod
    def open(cls, root: Path, *, keys: Path | None = None) -> Self:
        """Takes a project folder, gives it opened: for writing where the folder of this device's keys is told."""
        if not (root / SETTINGS).is_file():
            raise _unfinished(root) if (root / LEDGER).is_dir() else not_a_project(root)
        if keys is None:
            folder = cls(root, key=None, lock=None)
            folder._withdrawn = withdrawn_in(root)
            return folder
        _refuse_without_ledger(root)
        folder = cls(root, key=_key_outside(root, keys), lock=Lock(root))
        try:
            folder.said = (*recover(root), *folder._begin())
        except BaseException:
            folder.close()
            raise
        return folder

    def _begin(self) -> tuple[str, ...]:
        self._heads = heads(self.root)
        self._withdrawn = withdrawn_in(self.root)
        gone = enforce(self.root, self._withdrawn)
        return tuple(f"{name} was withdrawn and was here again; it is removed" for name in gone)

    def close(self) -> None:
        """Gives the right to write back; a second time changes nothing."""
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def device(self) -> str:
        """Gives the name of this device, as its ledger has it."""
        return self._writer().device

    @property
    def writable(self) -> bool:
        """Gives whether the project is open for writing."""
        return self._key is not None

    def settings(self) -> dict[str, Any]:
        """Gives what `project.toml` says: name, created, and what people wrote into it."""
        try:
            return tomllib.loads((self.root / SETTINGS).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise NotAProject(
                where=str(self.root / SETTINGS),
                found=f"settings that cannot be read ({error})",
                expected="TOML (toml.io)",
                advice="Correct the line, or put the file back from a copy.",
            ) from error

    def _writer(self) -> DeviceKey:
        if self._key is None:
            raise WrongUsage(
                where=str(self.root),
                found="a project opened for reading",
                expected="one opened for writing",
                advice="Open it with the folder of this device's keys.",
            )
        return self._key

    def keep_file(self, source: Source) -> Kept:
        """Takes a path, bytes or an open file, gives the hash of the bytes, which wait for an act that names them.

        Bytes that were withdrawn are refused with an AccountedError.
        """
        self._writer()
        kept = keep_file(self.root, source)
        if kept.sha256 in self._withdrawn.files:
            waiting(self.root, file_path(self.root, kept.sha256)).unlink(missing_ok=True)
            raise AccountedError(
                where=str(source) if isinstance(source, Path) else kept.sha256,
                found=f"a file that was withdrawn {self._withdrawn.files[kept.sha256]}",
                expected="a file that nobody withdrew",
                advice="A withdrawn file is not taken in again; the withdrawal's reason stands in its act.",
            )
        return kept

    def open_file(self, sha256: str) -> IO[bytes]:
        """Takes a hash, gives the bytes received under it as an open file."""
        return open_file(self.root, sha256)

    def read_file(self, sha256: str) -> bytes:
        """Takes a hash, gives the bytes received under it."""
        return read_file(self.root, sha256)

    def keep_text(self, layer: TextLayer) -> str:
        """Takes a text layer, gives its hash; it waits for an act that names the hash among its `texts`."""
        self._writer()
        return keep_text(self.root, layer)

    def text(self, text: str) -> TextLayer:
        """Takes the hash of a text layer, gives the layer."""
        return read_text_layer(self.root, text)

    def append(self, acts: Sequence[Act]) -> tuple[Entry, ...]:
        """Takes acts, gives their ledger lines once acts, files, texts and lines are on the disk: all, or none.

        Only then may anything be acknowledged.
        """
        key, own = self._writer(), self._go_on()
        if not acts:
            return ()
        self._refuse_unusable(acts)
        try:
            for act in acts:
                write_waiting(waiting(self.root, act_path(self.root, act_hash(act))), act_bytes(act))
            seen = {device: head for device, head in own.items() if device != key.device}
            lines = write_lines(acts, key=key, head=own.get(key.device), seen=seen)
            keep_batch(self.root, lines)
        except OSError as error:
            raise could_not_write(self.root, error) from error
        own[key.device] = head_of(lines[-1])
        return tuple(line.entry for line in lines)

    def _go_on(self) -> dict[str, Head]:
        """The newest lines; where an earlier batch was promised and broken off (a full disk), it is finished first."""
        if read_journal(self.root):
            finish(self.root)
            self._begin()
        return self._heads

    def _refuse_unusable(self, acts: Sequence[Act]) -> None:
        hashes: set[str] = set()
        for act in acts:
            name = act_hash(act)
            if name in hashes or name in self._withdrawn.acts or act_path(self.root, name).exists():
                raise _unusable(act, f"an act that the ledger names already ({name})", "another salt for each act")
            hashes.add(name)
            for path in _places(self.root, act):
                if found_at(self.root, path) is None:
                    raise _unusable(
                        act, f"no bytes for {shown(self.root, path)}", "keep_file or keep_text before append"
                    )

    def entries(self) -> Iterator[Entry]:
        """Gives the ledger lines of all devices in the one order of intake."""
        return (line.entry for line in in_order(self.root))

    def acts(self, kind: str | None = None) -> Iterator[tuple[Entry, Act]]:
        """Takes a kind or none, gives each ledger line with its act in order; withdrawn acts have no content any more.

        An act that is gone and was not withdrawn is a ChangeFound.
        """
        for entry in self.entries():
            if (kind is None or entry.kind == kind) and entry.act not in self._withdrawn.acts:
                yield entry, self.act(entry.act)

    def act(self, act: str) -> Act:
        """Takes the hash of an act, gives the act."""
        found = read_act(self.root, act)
        if found is None:
            raise ChangeFound(
                where=shown(self.root, act_path(self.root, act)),
                found="no act",
                expected="the act that a ledger line names",
                advice="Run `accounted verify` for the whole list, then put back the file from a copy.",
            )
        return found

    def withdraw(self, acts: Sequence[str], *, reason: str, by: By) -> Entry:
        """Takes acts by hash and a reason, gives the line of their withdrawal; their content is gone from this copy.

        Files and texts that no other act names go with them. `derived/` is removed; `out/` is to be published anew.
        """
        withdrawal = withdrawal_of(self.root, acts, reason=reason, by=by)
        (entry,) = self.append([withdrawal])
        self._withdrawn.add(withdrawal)
        enforce(self.root, self._withdrawn)
        return entry

    def withdrawn(self) -> dict[str, str]:
        """Gives the hashes of withdrawn acts, each with the time of its withdrawal."""
        return dict(self._withdrawn.acts)

    def merge(self, other: Path, *, by: By) -> Merged:
        """Takes another copy of this project, gives what it brought: the union of both, withdrawals winning."""
        self._writer()
        self._go_on()
        try:
            merged = bring_in(self.root, other)
        except OSError as error:
            raise could_not_write(self.root, error) from error
        self._begin()
        if not merged.lines:
            return merged
        (entry,) = self.append([act_of("merge", merge_content(merged, self._heads), by=by)])
        return replace(merged, entry=entry)

    def checkpoint(self, *, by: By) -> bytes:
        """Gives the newest lines of every ledger, signed, as JSON to be held elsewhere; a ledger line says so."""
        key = self._writer()
        self.append([act_of("checkpoint", {"heads": len(self._heads)}, by=by)])
        told = write_checkpoint(self._heads, project=project_act(self.root), key=key, told=(by.when, by.who))
        return json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False).encode() + b"\n"

    def examine(self, *, checkpoint: Path | None = None) -> Examination:
        """Takes a checkpoint held elsewhere or none, gives what changed in the project, with path and line."""
        return examine(self.root, checkpoint=checkpoint)

    def index(self) -> Index:
        """Gives the index of what was made, opened; it may be deleted at any time."""
        return Index(self.root / DERIVED / "index.sqlite")

    def write_out(self, folder: str, pages: Iterable[tuple[str, bytes]]) -> Path:
        """Takes a folder below `out/` and pages (path in it, bytes), gives where they lie, in place of the old ones."""
        self._writer()
        return write_out(self.root, folder, pages)

    def heads(self) -> dict[str, Any]:
        """Gives number and hash of the newest line of every ledger: what an index was made from."""
        return {device: {"line": head.line, "own": head.own} for device, head in heads(self.root).items()}


def _places(root: Path, act: Act) -> Iterator[Path]:
    yield from (file_path(root, sha256) for sha256 in named_files(act))
    yield from (text_path(root, text, ".json") for text in act.texts)


def _unusable(act: Act, found: str, expected: str) -> AccountedError:
    return AccountedError(
        where=f"an act of kind {act.kind!r}", found=found, expected=expected, advice="Nothing of this batch was kept."
    )


def _key_outside(root: Path, keys: Path) -> DeviceKey:
    if keys.resolve().is_relative_to(root.resolve()):
        raise WrongUsage(
            where=str(keys),
            found="a folder of keys inside the project",
            expected="one outside, since whoever gets a copy of the project could sign with them",
            advice="Name another folder for the keys of this device.",
        )
    return device_key(keys)


def _toml_text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _refuse_used(root: Path) -> None:
    if root.exists() and not root.is_dir():
        found = "a file of that name"
    elif (root / SETTINGS).exists():
        found = "a project that is there already"
    elif (root / LEDGER).is_dir():
        raise _unfinished(root)
    elif root.is_dir() and any(root.iterdir()):
        found = "a folder that holds other things"
    else:
        return
    raise AccountedError(
        where=str(root), found=found, expected="a new or an empty folder", advice="Choose another folder name."
    )


def _refuse_without_ledger(root: Path) -> None:
    """A project has a ledger with a line at least: where none is left, a new one would hide that it was removed."""
    ledgers = (root / LEDGER).glob("*.jsonl") if (root / LEDGER).is_dir() else ()
    if not any(ledger.stat().st_size for ledger in ledgers) and not read_journal(root):
        raise ChangeFound(
            where=str(root / LEDGER),
            found="no ledger line",
            expected="the chain of this project, which began with the project",
            advice="Put the folder back from a copy; `accounted verify` says what else is missing.",
        )


def _unfinished(root: Path) -> NotAProject:
    return NotAProject(
        where=str(root),
        found=f"a ledger without {SETTINGS}: an interrupted `accounted new`, or the file was removed",
        expected="a whole project folder",
        advice=f"Put {SETTINGS} back from a copy; where it was never used, delete the folder and make it anew.",
    )
