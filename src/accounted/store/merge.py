"""Takes two copies of one project from two laptops, gives the union of their acts, files, texts and ledgers."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path

from accounted.core.document import Entry
from accounted.core.outcome import AccountedError, WrongUsage
from accounted.store.acts import named_files, read_act
from accounted.store.batch import keep_batch
from accounted.store.disk import write_waiting
from accounted.store.files import keep_file
from accounted.store.layout import LEDGER, act_path, content_at, file_path, found_at, text_paths, waiting
from accounted.store.ledger import Head, devices, in_order, lines_of, raw_lines
from accounted.store.verify import examine, not_a_project
from accounted.store.withdrawals import Withdrawn, enforce, withdrawn_in

_AT_ONCE = 200
"""Lines brought in as one batch, so that memory stays flat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge brought: lines, acts, files, texts; what withdrawals removed here; the ledger line of the merge.

    `entry` is None where the other copy held nothing new: then nothing was written.
    """

    lines: int
    acts: int
    files: int
    texts: int
    removed: tuple[str, ...]
    entry: Entry | None


@dataclass(slots=True)
class _Brought:
    lines: int = 0
    acts: int = 0
    files: int = 0
    texts: int = 0


def project_act(root: Path) -> str:
    """Takes a project folder, gives the hash of the act that began the project: two copies share it."""
    for device in devices(root):
        first = next(lines_of(root, device), None)
        if first and first.entry.kind == "project":
            return first.entry.act
    raise not_a_project(root)


def bring_in(root: Path, other: Path) -> Merged:
    """Takes a project folder opened for writing and another copy, gives what was brought from it (no line written yet).

    The other copy is examined first, and nothing is taken from one that changed.
    """
    _check_pair(root, other)
    examine(other).raise_changes()
    known = {device: _shared_lines(root, other, device) for device in devices(other)}
    gone = _union(withdrawn_in(root), withdrawn_in(other))
    brought = _Brought()
    new = (line for line in in_order(other) if line.entry.line > known[line.entry.device])
    while batch := list(islice(new, _AT_ONCE)):
        for line in batch:
            _bring_act(root, other, line.entry.act, gone=gone, brought=brought)
        keep_batch(root, batch)
        brought.lines += len(batch)
    removed = enforce(root, gone)
    return Merged(
        lines=brought.lines,
        acts=brought.acts,
        files=brought.files,
        texts=brought.texts,
        removed=removed,
        entry=None,
    )


def _check_pair(root: Path, other: Path) -> None:
    if root.resolve() == other.resolve():
        raise WrongUsage(
            where=str(other),
            found="the same project folder twice",
            expected="another copy of the project",
            advice="Name the folder that came from the other laptop.",
        )
    if not other.is_dir():
        raise not_a_project(other)
    if project_act(root) != project_act(other):
        raise AccountedError(
            where=str(other),
            found="another project (it began with another act)",
            expected="a copy of this project",
            advice="Collect the other project's files into this one instead.",
        )


def _shared_lines(root: Path, other: Path, device: str) -> int:
    """How many lines of a device this copy holds, the other copy holding the same; a fork is refused."""
    ours = 0
    for number, (mine, theirs) in enumerate(zip_longest(raw_lines(root, device), raw_lines(other, device)), start=1):
        if mine is None:
            break
        if theirs is not None and mine != theirs:
            raise _forked(other, device, number)
        ours = number
    return ours


def _forked(other: Path, device: str, number: int) -> AccountedError:
    return AccountedError(
        where=f"{LEDGER}/{device}.jsonl:{number}",
        found=f"another line here than in {other}: two copies went on under one device's key",
        expected="one copy's ledger that goes on where the other's ends",
        advice="Verify both copies; collect what is new in one copy into the other, then go on with that one alone.",
    )


def _union(one: Withdrawn, other: Withdrawn) -> Withdrawn:
    return Withdrawn(acts=other.acts | one.acts, files=other.files | one.files, texts=other.texts | one.texts)


def _bring_act(root: Path, other: Path, act: str, *, gone: Withdrawn, brought: _Brought) -> None:
    found = None if act in gone.acts else read_act(other, act)
    if found is None:
        return
    brought.files += sum(_bring_file(root, other, name) for name in _without(named_files(found), gone.files))
    brought.texts += sum(_bring_text(root, other, name) for name in _without(found.texts, gone.texts))
    brought.acts += _copy_waiting(root, other, act_path(root, act))


def _without(names: Iterable[str], gone: Collection[str]) -> Iterator[str]:
    return (name for name in names if name not in gone)


def _bring_file(root: Path, other: Path, sha256: str) -> bool:
    target = file_path(root, sha256)
    source = found_at(other, file_path(other, sha256))
    if found_at(root, target) is not None or source is None:
        return False
    if keep_file(root, source).sha256 != sha256:
        raise AccountedError(
            where=str(source),
            found="a file that changed while it was copied",
            expected="bytes with the hash in the file's name",
            advice="Copy the other project to a sound disk, then merge again.",
        )
    return True


def _bring_text(root: Path, other: Path, text: str) -> bool:
    return sum(_copy_waiting(root, other, place) for place in text_paths(root, text)) > 0


def _copy_waiting(root: Path, other: Path, target: Path) -> bool:
    content = None if found_at(root, target) else content_at(other, other / target.relative_to(root))
    if content is None:
        return False
    write_waiting(waiting(root, target), content)
    return True


def merge_content(merged: Merged, heads: Mapping[str, Head]) -> dict[str, object]:
    """Takes what a merge brought and the newest line of each ledger now, gives the content of the merge's act."""
    return {
        "lines": merged.lines,
        "acts": merged.acts,
        "files": merged.files,
        "texts": merged.texts,
        "removed": len(merged.removed),
        "heads": {device: {"line": head.line, "own": head.own} for device, head in heads.items()},
    }
