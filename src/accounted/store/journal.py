"""Takes lines that ledgers are to gain, gives the promise on disk that they will: the one moment a batch is kept.

A batch goes in four steps. 1. Bytes, texts and acts wait in `incoming/`, flushed. 2. The journal, whole and flushed,
names what each ledger gains (once) and from which byte on: from here on the batch is kept. 3. The ledgers gain their
lines, flushed. 4. What waited is put in place and the journal is removed. A process that ends before step 2 leaves only
leftovers in `incoming/`, one that ends later leaves a journal from which the rest is done at the next opening for
writing; readers take the journal's lines as written. So a torn line without a journal is a change, and bytes in
`files/`, `acts/` or `texts/` that no line names are a change. (Write-ahead logging: Mohan and others, ARIES, 1992.)
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from accounted.core.ids import canonical_json
from accounted.core.outcome import ChangeFound
from accounted.store.disk import remove, sync_folder, write_whole
from accounted.store.layout import INCOMING, ledger_path, shown

JOURNAL = "journal.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What the ledger of one device gains: from which byte on, and the lines."""

    device: str
    at: int
    lines: bytes


def write_journal(root: Path, additions: Sequence[Addition]) -> None:
    """Takes what ledgers gain, gives the journal on disk: the batch is kept from here on."""
    told = [{"device": one.device, "at": one.at, "lines": one.lines.decode()} for one in additions]
    write_whole(root / INCOMING / JOURNAL, canonical_json(told))


def read_journal(root: Path) -> tuple[Addition, ...]:
    """Takes the project folder, gives what its ledgers are still to gain; mostly nothing."""
    path = root / INCOMING / JOURNAL
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return ()
    try:
        told = json.loads(content)
        return tuple(Addition(device=one["device"], at=one["at"], lines=one["lines"].encode()) for one in told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _changed(root, path, "a journal that cannot be read") from error


def end_journal(root: Path) -> None:
    """Takes the project folder, gives it without a journal, once everything in it is done."""
    if remove(root / INCOMING / JOURNAL):
        sync_folder(root / INCOMING)


def write_additions(root: Path, additions: Sequence[Addition]) -> None:
    """Takes what ledgers gain, gives the ledgers with it, flushed; what is there already is not written again."""
    for addition in additions:
        path = ledger_path(root, addition.device)
        is_new = not path.exists()
        with path.open("ab") as file:
            file.write(addition.lines[_begun(root, path, addition) :])
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            sync_folder(path.parent)


def _begun(root: Path, path: Path, addition: Addition) -> int:
    there = begun(path, addition)
    if there is None:
        raise _changed(root, path, "other bytes than the journal says behind the place where this ledger was to go on")
    return there


def begun(path: Path, addition: Addition) -> int | None:
    """Takes a ledger and what it gains, gives how many bytes of that stand there already, or None where others do."""
    if not path.is_file():
        return 0 if addition.at == 0 else None
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) < addition.at:
            return None
        file.seek(addition.at)
        there = file.read(len(addition.lines) + 1)
    return len(there) if addition.lines.startswith(there) else None


def _changed(root: Path, path: Path, found: str) -> ChangeFound:
    return ChangeFound(
        where=shown(root, path),
        found=found,
        expected="what was written before the process ended",
        advice="Keep a copy of the project as it is, then put back this file from an earlier copy.",
    )
