"""Takes the ledgers of a project, gives every place where a chain is not as it was written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from accounted.core.document import Entry
from accounted.store.keys import device_name, is_signed
from accounted.store.layout import LEDGER
from accounted.store.ledger import Head, Line, own_hash, raw_lines, read_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that is not as it was received or written: the path in the project, the line of a ledger, what."""

    path: str
    line: int | None
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """What the ledgers name: acts with their entries, public keys and own hashes by device, lines seen of others."""

    acts: dict[str, Entry] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    owns: dict[str, list[str]] = field(default_factory=dict)
    seen: dict[tuple[str, Head], Entry] = field(default_factory=dict)
    latest: dict[str, str] = field(default_factory=dict)
    """The latest time at which an act of a kind was written, and under "first" the earliest time of any line."""


def read_chain(root: Path, device: str, chains: Chains) -> Iterator[Change]:
    """Takes a device, gives the changes in its ledger; what its lines name is added to `chains`."""
    path, number, before = f"{LEDGER}/{device}.jsonl", 0, Head(line=0, own="")
    for number, raw in enumerate(raw_lines(root, device), start=1):
        try:
            line = read_line(raw)
        except ValueError as error:
            yield Change(path=path, line=number, what=f"the line is not as it was written: {error}")
            chains.owns.setdefault(device, []).append("")
            before = Head(line=before.line + 1, own="")
            continue
        for what in _faults(line, device, before, chains):
            yield Change(path=path, line=number, what=what)
        _note(line, device, chains)
        before = Head(line=line.entry.line, own=line.own)
    if number == 0:
        yield Change(path=path, line=None, what="the ledger holds no line; every device's ledger begins with one")


def _faults(line: Line, device: str, before: Head, chains: Chains) -> Iterator[str]:
    if line.entry.device != device:
        yield f"the line belongs to {line.entry.device}"
    if line.entry.line != before.line + 1:
        yield f"line {line.entry.line} stands where line {before.line + 1} should: lines were removed, added or moved"
    elif (before.own and line.before != before.own) or (line.entry.line == 1) != (line.before is None):
        yield "the line before it is not the one it was written behind"
    if own_hash(line) != line.own:
        yield "the content of the line has another hash than it states"
    if line.entry.act in chains.acts:
        yield f"the act {line.entry.act} is named a second time"
    yield from _key_faults(line, device, chains)


def _key_faults(line: Line, device: str, chains: Chains) -> Iterator[str]:
    if (line.entry.line == 1) != (line.key is not None):
        yield "the public key stands on line 1 and on no other"
    if line.key is not None and line.entry.line == 1:
        if device_name(line.key) != device:
            yield "the public key is not the one that this device is named after"
        else:
            chains.keys[device] = line.key
    public = chains.keys.get(device)
    if public is not None and not is_signed(line.own, signature=line.signature, public=public):
        yield "the signature is not that of this device's key"
    elif public is None:
        yield "the signature cannot be checked: line 1 holds no whole public key"


def _note(line: Line, device: str, chains: Chains) -> None:
    entry = line.entry
    chains.acts.setdefault(entry.act, entry)
    chains.owns.setdefault(device, []).append(line.own)
    for other, head in line.seen:
        chains.seen.setdefault((other, head), entry)
    chains.latest[entry.kind] = max(entry.when, chains.latest.get(entry.kind, entry.when))
    chains.latest["first"] = min(entry.when, chains.latest.get("first", entry.when))


def seen_changes(chains: Chains) -> Iterator[Change]:
    """Takes what the ledgers name, gives a change for each line that a device had seen of another and that is gone."""
    for (device, head), entry in chains.seen.items():
        if not _stands(chains, device, head):
            yield Change(
                path=f"{LEDGER}/{device}.jsonl",
                line=head.line,
                what=f"line {entry.line} of {entry.device} was written after this line, which is gone or another now",
            )


def head_changes(chains: Chains, heads: dict[str, Head]) -> Iterator[Change]:
    """Takes the newest lines that a checkpoint tells, gives a change for each that is gone or another."""
    for device, head in sorted(heads.items()):
        if not _stands(chains, device, head):
            yield Change(
                path=f"{LEDGER}/{device}.jsonl",
                line=head.line,
                what="the checkpoint tells this line; it is gone or another stands here",
            )


def _stands(chains: Chains, device: str, head: Head) -> bool:
    owns = chains.owns.get(device, [])
    return 0 < head.line <= len(owns) and owns[head.line - 1] == head.own
