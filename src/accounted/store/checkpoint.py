"""Takes a project, gives a checkpoint to be held elsewhere: the newest line of every ledger, signed.

A chain that one holder keeps shows every change but the removal of its newest lines; against a checkpoint that lies
with somebody else, that is found too.
"""

import re
from pathlib import Path
from typing import Any

from accounted.core.ids import canonical_json, sha256_of
from accounted.core.outcome import AccountedError
from accounted.store.acts import read_json
from accounted.store.keys import DEVICE, DeviceKey, device_name, is_signed
from accounted.store.ledger import Head

_FIELDS = {"checkpoint", "device", "heads", "key", "project", "signature", "when", "who"}
_HASH = re.compile(r"[0-9a-f]{64}")


def write_checkpoint(heads: dict[str, Head], *, project: str, key: DeviceKey, told: tuple[str, str]) -> dict[str, Any]:
    """Takes the newest lines, the project's act, the key, and when and who, gives the checkpoint as plain content."""
    when, who = told
    content: dict[str, Any] = {
        "checkpoint": 1,
        "device": key.device,
        "heads": {device: {"line": head.line, "own": head.own} for device, head in sorted(heads.items())},
        "key": key.public,
        "project": project,
        "when": when,
        "who": who,
    }
    return content | {"signature": key.sign(sha256_of(canonical_json(content)))}


def read_checkpoint(path: Path, *, project: str | None) -> dict[str, Head]:
    """Takes the file of a checkpoint and the project's act, gives the newest lines it tells; raises what is wrong."""
    try:
        told = read_json(path.read_bytes())
    except (OSError, ValueError) as error:
        raise _unusable(path, f"a file that cannot be read as JSON ({error})") from error
    if not isinstance(told, dict) or set(told) != _FIELDS or not isinstance(told["heads"], dict):
        raise _unusable(path, "other content than a checkpoint's")
    unsigned = {name: value for name, value in told.items() if name != "signature"}
    if not _is_signed(told, unsigned):
        raise _unusable(path, "a checkpoint that was changed (its signature is not that of the key it names)")
    if project is not None and told["project"] != project:
        raise _unusable(path, "a checkpoint of another project")
    return {device: _head(path, device, head) for device, head in told["heads"].items()}


def _is_signed(told: dict[str, Any], unsigned: dict[str, Any]) -> bool:
    if not all(isinstance(told[name], str) for name in ("signature", "key", "device")):
        return False
    try:
        text = sha256_of(canonical_json(unsigned))
    except (ValueError, RecursionError):
        return False
    return told["device"] == device_name(told["key"]) and is_signed(
        text, signature=told["signature"], public=told["key"]
    )


def _head(path: Path, device: str, head: Any) -> Head:
    right = isinstance(head, dict) and type(head.get("line")) is int and _HASH.fullmatch(str(head.get("own")))
    if not right or not DEVICE.fullmatch(device):
        raise _unusable(path, f"no line number and hash for {device!r}")
    return Head(line=head["line"], own=head["own"])


def _unusable(path: Path, found: str) -> AccountedError:
    return AccountedError(
        where=str(path),
        found=found,
        expected="a checkpoint of this project, as it was written",
        advice="Ask whoever holds the checkpoint for their copy.",
    )
