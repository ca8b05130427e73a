"""Takes acts, gives one hash chain a device: each line says when, who, which act, and which line stood before.

A line is canonical JSON: "line" counts from 1; "act" is the hash of the act; "before" is the own hash of the line
before (null on line 1); "seen" holds the newest line of every other device; "key" is the device's public key (on
line 1, null elsewhere); "own" is the SHA-256 of the line without "own" and "signature"; "signature" is Ed25519 over the
64 digits of "own". The chain follows Haber and Stornetta, How to time-stamp a digital document (1991), without their
outside service: it shows order and change, not time.
"""

import io
import json
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from accounted.core.document import Entry
from accounted.core.ids import canonical_json, sha256_of
from accounted.core.outcome import ChangeFound
from accounted.store.acts import Act, act_hash, read_json
from accounted.store.journal import Addition, begun, read_journal
from accounted.store.keys import DEVICE, DeviceKey
from accounted.store.layout import LEDGER, ledger_path

_FIELDS = {"act", "before", "device", "key", "kind", "line", "own", "seen", "signature", "when", "who"}
_TAIL = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The newest line of a device: its number and its own hash."""

    line: int
    own: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a ledger as read: the entry, what ties it to other lines, and its bytes."""

    entry: Entry
    before: str | None
    seen: tuple[tuple[str, Head], ...]
    key: str | None
    own: str
    signature: str
    raw: bytes


def write_lines(acts: Sequence[Act], *, key: DeviceKey, head: Head | None, seen: dict[str, Head]) -> list[Line]:
    """Takes acts, the device's key, its newest line and those of other devices, gives the signed lines that follow."""
    lines: list[Line] = []
    for act in acts:
        lines.append(_write_line(act, key=key, head=head, seen=seen))
        head = head_of(lines[-1])
    return lines


def _write_line(act: Act, *, key: DeviceKey, head: Head | None, seen: dict[str, Head]) -> Line:
    told: dict[str, Any] = {
        "act": act_hash(act),
        "before": head.own if head else None,
        "device": key.device,
        "key": None if head else key.public,
        "kind": act.kind,
        "line": head.line + 1 if head else 1,
        "seen": {device: {"line": other.line, "own": other.own} for device, other in seen.items()},
        "when": act.when,
        "who": act.who,
    }
    own = sha256_of(canonical_json(told))
    return read_line(canonical_json(told | {"own": own, "signature": key.sign(own)}) + b"\n")


def head_of(line: Line) -> Head:
    """Takes a line, gives it as the newest of its device."""
    return Head(line=line.entry.line, own=line.own)


def read_line(raw: bytes) -> Line:
    """Takes the bytes of a line with its line break, gives the line; other bytes are a ValueError that says why."""
    if not raw.endswith(b"\n"):
        raise ValueError("the line has no end")
    told = read_json(raw)
    if not isinstance(told, dict) or set(told) != _FIELDS:
        raise ValueError("the line does not hold the fields of a ledger line")
    if canonical_json(told) + b"\n" != raw:
        raise ValueError("the line is not in its one canonical form")
    texts = ("act", "device", "kind", "own", "signature", "when", "who")
    if not all(isinstance(told[name], str) for name in texts) or type(told["line"]) is not int:
        raise ValueError("a field of the line is of another kind than it was written")
    entry = Entry(**{name: told[name] for name in ("device", "line", "when", "who", "act", "kind")})
    return Line(
        entry=entry,
        before=_text_or_none(told["before"]),
        seen=_read_seen(told["seen"]),
        key=_text_or_none(told["key"]),
        own=told["own"],
        signature=told["signature"],
        raw=raw,
    )


def _text_or_none(found: Any) -> str | None:
    if found is not None and not isinstance(found, str):
        raise ValueError("a hash or key of the line is no text")
    return found


def _read_seen(found: Any) -> tuple[tuple[str, Head], ...]:
    if not isinstance(found, dict):
        raise ValueError("the lines seen of other devices are no dictionary")  # noqa: TRY004 - a change, no wrong call
    seen = []
    for device, head in found.items():
        if not isinstance(head, dict) or set(head) != {"line", "own"}:
            raise ValueError("a line seen of another device is not told by number and hash")
        if type(head["line"]) is not int or not isinstance(head["own"], str):
            raise ValueError("a line seen of another device is not told by number and hash")
        seen.append((device, Head(line=head["line"], own=head["own"])))
    return tuple(seen)


def own_hash(line: Line) -> str:
    """Takes a line, gives the hash that its content has, whatever hash it states."""
    told = json.loads(line.raw)
    return sha256_of(canonical_json({name: told[name] for name in _FIELDS - {"own", "signature"}}))


def devices(root: Path) -> tuple[str, ...]:
    """Takes the project folder, gives the devices that have a ledger in it, in order of name."""
    written = {path.stem for path in (root / LEDGER).glob("*.jsonl") if DEVICE.fullmatch(path.stem)}
    return tuple(sorted(written | {addition.device for addition in read_journal(root)}))


def raw_lines(root: Path, device: str) -> Iterator[bytes]:
    """Takes the project folder and a device, gives the bytes of each line, the last without end where it was torn.

    Lines that a journal holds and that are not in the ledger yet are given as if they were: they are acknowledged.
    """
    path, offset, last = ledger_path(root, device), 0, b""
    for _ in range(2):  # a second look, where another process was writing during the first
        due = next((addition for addition in read_journal(root) if addition.device == device), None)
        for last in _lines_and_due(path, offset, due):
            if last.endswith(b"\n"):
                offset += len(last)
                yield last
        if last.endswith(b"\n"):
            return
    if last:
        yield last


def _lines_and_due(path: Path, offset: int, due: Addition | None) -> Iterator[bytes]:
    if due is None or begun(path, due) is None:
        yield from _lines_from(path, offset, None)
        return
    yield from _lines_from(path, offset, due.at)
    yield from io.BytesIO(due.lines[max(0, offset - due.at) :])


def _lines_from(path: Path, offset: int, stop: int | None) -> Iterator[bytes]:
    if not path.is_file():
        return
    with path.open("rb") as file:
        file.seek(offset)
        for raw in file:
            if stop is not None and offset >= stop:
                return
            offset += len(raw)
            yield raw


def lines_of(root: Path, device: str, *, kind: str | None = None) -> Iterator[Line]:
    """Takes the project folder and a device, gives its lines (of one kind); one that cannot be read is a ChangeFound.

    Where a kind is asked for, lines that do not hold its name are not read as JSON.
    """
    mark = f'"kind":"{kind}"'.encode() if kind else b""
    for number, raw in enumerate(raw_lines(root, device), start=1):
        if mark not in raw:
            continue
        try:
            yield read_line(raw)
        except ValueError as error:
            _changed(device, number, str(error))


def _changed(device: str, number: int, what: str) -> NoReturn:
    raise ChangeFound(
        where=f"{LEDGER}/{device}.jsonl:{number}",
        found=f"a line that was changed ({what})",
        expected="the line as it was written",
        advice="Run `accounted verify` for the whole list, then put back the ledger from a copy.",
    )


def last_line(root: Path, device: str) -> Line | None:
    """Takes the project folder and a device, gives its newest line, or None where the device has written none.

    The end of the ledger is read, never the whole. No journal may be due.
    """
    path = ledger_path(root, device)
    if not path.is_file() or path.stat().st_size == 0:
        return None
    raw = _last_bytes(path)
    try:
        line = read_line(raw)
    except ValueError as error:
        _changed(device, sum(1 for _ in raw_lines(root, device)), str(error))
    if own_hash(line) != line.own or line.entry.device != device:
        _changed(device, line.entry.line, "its content has another hash than it states")
    return line


def heads(root: Path) -> dict[str, Head]:
    """Takes the project folder, gives the newest line of every device; lines that a journal promises count."""
    promised = {addition.device for addition in read_journal(root)}
    found: dict[str, Head] = {}
    for device in devices(root):
        if device in promised:
            newest = deque(lines_of(root, device), maxlen=1)[0]
            found[device] = head_of(newest)
        elif line := last_line(root, device):
            found[device] = head_of(line)
    return found


def _last_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        end = file.seek(0, os.SEEK_END)
        size = _TAIL
        while True:
            start = max(0, end - size)
            file.seek(start)
            tail = file.read(end - start)
            cut = tail.rfind(b"\n", 0, len(tail) - 1)
            if cut >= 0 or start == 0:
                return tail[cut + 1 :]
            size *= 2


def in_order(root: Path) -> Iterator[Line]:
    """Takes the project folder, gives the lines of all devices in the one order of intake.

    A line stands behind every line that its device had seen; among lines that stand free of each other, the earlier
    time comes first, then the device's name. The same ledgers give the same order on any laptop.
    """
    chains = {device: lines_of(root, device) for device in devices(root)}
    given = dict.fromkeys(chains, 0)
    next_of = {device: line for device in chains if (line := next(chains[device], None))}
    while next_of:
        line = min(_ready(next_of.values(), given), key=lambda found: (found.entry.when, found.entry.device))
        device = next(name for name, found in next_of.items() if found is line)
        yield line
        given[device] += 1
        following = next(chains[device], None)
        if following:
            next_of[device] = following
        else:
            del next_of[device]


def _ready(lines: Iterable[Line], given: dict[str, int]) -> list[Line]:
    found = list(lines)
    free = [line for line in found if all(given.get(device, 0) >= head.line for device, head in line.seen)]
    return free or found  # a line that waits for one that is gone is given all the same; verify says what is gone
