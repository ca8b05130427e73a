"""Names of documents: paths as given, made printable in a way that can be undone."""

import os
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

_SHOWN_MARKS = "\u200c\u200d"  # joiners that Persian, Urdu and Indic words are written with
_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(\\))")


def document_names(paths: Sequence[str], *, as_given: bool = False) -> tuple[str, ...]:
    """Takes paths, gives their names: relative paths as given, others below the folder that all of them share.

    Absolute paths and those that climb ("../x") are the others: where these lead depends on where one stands. A path
    may name a person (a home folder), so the shared part is cut. `as_given` keeps it.
    """
    absolute = [_whole(path) for path in paths if _leads_out(path)]
    base = _shared_folder(absolute)
    names = []
    for path in paths:
        if _leads_out(path) and not as_given:
            plain = _whole(path)
            name = str(plain.relative_to(base)) if base else plain.name
        else:
            name = path.rstrip(os.sep) or path
        names.append("" if name == "." else name.replace(os.sep, "/"))
    return tuple(names)


def _whole(path: str) -> Path:
    """The path from the root, with links left as they are: resolving them could name another person."""
    return Path(os.path.normpath(Path.cwd() / path))


def _leads_out(path: str) -> bool:
    return Path(path).is_absolute() or os.path.normpath(path).startswith("..")


def _shared_folder(absolute: Sequence[Path]) -> str | None:
    try:
        return os.path.commonpath([path.parent for path in absolute]) if absolute else None
    except ValueError:  # two drives share no folder
        return None


def below(name: str, child: str) -> str:
    """Takes the name of a folder or container and of something in it, gives the joined name."""
    if not name:
        return child
    return f"{name}{child}" if name.endswith("/") else f"{name}/{child}"


def printable(name: str) -> str:
    r"""Takes a name as on disk, gives it without control, direction and undecodable characters, which are escaped.

    `as_on_disk` undoes it. Most names come out as they went in.

    >>> printable("list\n2.txt"), printable("plain name.txt")
    ('list\\x0a2.txt', 'plain name.txt')
    """
    if not any(_is_odd(c) for c in name) and not re.search(r"\\[xuU\\]", name):
        return name
    return "".join(_escaped(c) if c == "\\" or _is_odd(c) else c for c in name)


def as_on_disk(name: str) -> str:
    """Takes a name that `printable` made, gives the name as on disk."""
    return _ESCAPE.sub(lambda found: found[4] or chr(int(found[1] or found[2] or found[3], 16)), name)


def _is_odd(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in _SHOWN_MARKS


def _escaped(character: str) -> str:
    number = ord(character)
    if character == "\\":
        return "\\\\"
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def is_hidden(name: str) -> bool:
    """Takes a name relative to the folder or archive walked, gives whether a part of it is hidden or a system's own."""
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    return any(part.startswith((".", "~$")) or part in _SYSTEM_FILES for part in parts)


_SYSTEM_FILES = ("__MACOSX", "Thumbs.db", "desktop.ini")
