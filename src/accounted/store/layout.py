"""Takes hashes, gives where they lie in the project folder, or wait to be put there."""

from pathlib import Path
from typing import IO

FILES, ACTS, TEXTS, LEDGER = "files", "acts", "texts", "ledger"
INCOMING = "incoming"
"""Where bytes wait until a ledger line names them; nothing in here is part of the project yet."""
LEFTOVER = "leftover"
"""Where bytes go that were still waiting when a process ended before it acknowledged them."""
DERIVED, OUT, SETTINGS = "derived", "out", "project.toml"
TEXT_PARTS = (".txt", ".csv", ".json")
"""Text, boxes, head: in this order, so that a head in place means that its parts are in place."""


def file_path(root: Path, sha256: str) -> Path:
    """Takes the project folder and a hash, gives where the bytes received under that hash lie."""
    return root.joinpath(FILES, sha256[:2], sha256[2:4], sha256)


def act_path(root: Path, act: str) -> Path:
    """Takes the project folder and the hash of an act, gives where the act lies."""
    return root.joinpath(ACTS, act[:2], f"{act}.json")


def text_path(root: Path, text: str, part: str) -> Path:
    """Takes the project folder, the hash of a text layer and one of TEXT_PARTS, gives where that part lies."""
    return root.joinpath(TEXTS, text[:2], f"{text}{part}")


def text_paths(root: Path, text: str) -> tuple[Path, ...]:
    """Takes the project folder and the hash of a text layer, gives where its parts lie."""
    return tuple(text_path(root, text, part) for part in TEXT_PARTS)


def ledger_path(root: Path, device: str) -> Path:
    """Takes the project folder and a device, gives where the device's chain lies."""
    return root / LEDGER / f"{device}.jsonl"


def waiting(root: Path, path: Path) -> Path:
    """Takes the project folder and a place in it, gives where the same bytes wait before a ledger line names them."""
    return root.joinpath(INCOMING, path.parts[len(root.parts)], path.name)


def found_at(root: Path, path: Path) -> Path | None:
    """Takes the project folder and a place in it, gives where its bytes are: in place, still waiting, or nowhere.

    The place is asked twice, since another process may move the bytes there between the two looks.
    """
    if path.is_file():
        return path
    waits = waiting(root, path)
    if waits.is_file():
        return waits
    return path if path.is_file() else None


def opened(root: Path, path: Path) -> IO[bytes] | None:
    """Takes the project folder and a place in it, gives its bytes as an open file, in place or still waiting, or None.

    An open file stays readable while another process puts it in place.
    """
    for place in (path, waiting(root, path), path):
        try:
            return place.open("rb")
        except FileNotFoundError:
            continue
    return None


def content_at(root: Path, path: Path) -> bytes | None:
    """Takes the project folder and a place in it, gives its bytes, in place or still waiting, or None."""
    file = opened(root, path)
    if file is None:
        return None
    with file:
        return file.read()


def shown(root: Path, path: Path) -> str:
    """Takes the project folder and a place in it, gives the path as messages show it, with forward slashes."""
    return path.relative_to(root).as_posix()
