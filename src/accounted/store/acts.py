"""Takes an act (a document taken in, a mapping, a decision, a run), gives one JSON file, and reads it back."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from accounted.core.ids import canonical_json, sha256_of
from accounted.core.outcome import AccountedError, ChangeFound
from accounted.store.layout import act_path, content_at, shown

KINDS = (
    "project",
    "document",
    "set-aside",
    "description",
    "mapping",
    "decision",
    "run",
    "plan",
    "scan",
    "proposals",
    "withdrawal",
    "checkpoint",
    "merge",
)
"""Kinds of act in use; a kind is told on the ledger line, its content is not."""
_KIND = re.compile(r"[a-z][a-z-]{0,39}")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who acts, when by this computer's clock (ISO 8601, UTC), and the salt that keeps the act from being guessed."""

    who: str
    when: str
    salt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that somebody did, as plain JSON content.

    `files` and `texts` are the hashes of bytes and text layers that the act brings into the project. A "document" act
    names its file by `content["sha256"]` too. `verify` holds the project to what its acts name.
    """

    kind: str
    who: str
    when: str
    salt: str
    content: dict[str, Any]
    files: tuple[str, ...] = field(default=())
    texts: tuple[str, ...] = field(default=())


def act_of(kind: str, content: dict[str, Any], *, by: By) -> Act:
    """Takes a kind, content and who, when and salt, gives the act."""
    return Act(kind=kind, who=by.who, when=by.when, salt=by.salt, content=content)


def act_bytes(act: Act) -> bytes:
    """Takes an act, gives the bytes of its file: canonical JSON and a line break. Floats keep nine digits."""
    if not _KIND.fullmatch(act.kind):
        raise _not_plain(act, f"the kind {act.kind!r}", "a kind in lower-case letters and hyphens")
    if not all(_HASH.fullmatch(name) for name in (*act.files, *act.texts)):
        raise _not_plain(act, "a file or text that is not named by its hash", "64 lower-case hexadecimal digits")
    try:
        return canonical_json(_plain(act)) + b"\n"
    except UnicodeEncodeError as error:
        raise _not_plain(act, f"half of a surrogate pair ({error.reason})", "whole characters") from error
    except (TypeError, ValueError, RecursionError) as error:
        raise _not_plain(act, str(error), "text, whole numbers, decimal numbers, lists and dictionaries") from error


def _plain(act: Act) -> dict[str, Any]:
    return {
        "kind": act.kind,
        "who": act.who,
        "when": act.when,
        "salt": act.salt,
        "content": act.content,
        "files": list(act.files),
        "texts": list(act.texts),
    }


def _not_plain(act: Act, found: str, expected: str) -> AccountedError:
    return AccountedError(
        where=f"an act of kind {act.kind!r}", found=found, expected=expected, advice="Change the content of the act."
    )


def act_hash(act: Act) -> str:
    """Takes an act, gives its hash, which is the name of its file."""
    return sha256_of(act_bytes(act))


def read_json(content: bytes) -> Any:
    """Takes bytes, gives the plain content in them; bytes that are no JSON, or nested without end, are a ValueError."""
    try:
        return json.loads(content)
    except RecursionError as error:
        raise ValueError("nested deeper than anything written here") from error


def act_from(content: bytes) -> Act:
    """Takes the bytes of an act's file, gives the act; other bytes are a ValueError that says what is wrong."""
    plain = read_json(content)
    if not isinstance(plain, dict) or set(plain) != set(Act.__dataclass_fields__):
        raise ValueError("keys of an act are " + ", ".join(Act.__dataclass_fields__))
    texts_right = all(isinstance(plain[key], str) for key in ("kind", "who", "when", "salt"))
    if not texts_right or not isinstance(plain["content"], dict):
        raise ValueError("kind, who, when and salt are texts, content is a dictionary")
    named = {key: _hashes(plain[key]) for key in ("files", "texts")}
    return Act(**{**plain, **named})


def _hashes(found: Any) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(name, str) and _HASH.fullmatch(name) for name in found):
        raise ValueError("files and texts are lists of hashes")
    return tuple(found)


def named_files(act: Act) -> tuple[str, ...]:
    """Takes an act, gives the hashes of the files it brings into the project."""
    told = act.content.get("sha256") if act.kind == "document" else None
    if isinstance(told, str) and _HASH.fullmatch(told) and told not in act.files:
        return (*act.files, told)
    return act.files


def read_act(root: Path, act: str) -> Act | None:
    """Takes the project folder and the hash of an act, gives the act, or None where no such file is (withdrawn).

    The bytes are held against their hash; other bytes are a ChangeFound.
    """
    content = content_at(root, act_path(root, act))
    if content is None:
        return None
    if sha256_of(content) != act:
        raise ChangeFound(
            where=shown(root, act_path(root, act)),
            found="other bytes than were written",
            expected="bytes with the hash in the file's name",
            advice="Run `accounted verify` for the whole list, then put back the file from a copy.",
        )
    return act_from(content)
