"""Who told something, kept apart from what was told: one sealed file a person, outside acts and ledger.

A file is encrypted to the public key of whoever may open it (the age format, X25519), so that the person at the
telephone seals without being able to open. The private key lies beside it, encrypted with a passphrase (scrypt). The
public key is an act, so that nobody puts another in its place unseen. A sealed file may be deleted at any time: no
chain rests on it.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from accounted.core.outcome import AccountedError, WrongUsage
from accounted.receiving import Who
from accounted.store import Folder, act_of

FOLDER: Final = "sealed"
KEY: Final = "key.age"
_ENDING: Final = ".age"
SHORTEST: Final = 12
"""Characters of a passphrase: four words are easier to keep than eight signs."""
_BLOCK: Final = 2048
"""Contents are filled up to this many bytes, so that the length of a file does not tell the length of a name."""
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
FIELDS: Final = ("name", "contact", "relation", "consent", "notes")
"""What is sealed of a person: how to reach them, how they know, what they agreed to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """Who can open what is sealed: the public key, and who made it when."""

    recipient: str
    who: str
    when: str


def pseudonym() -> str:
    """Gives a name under which an informant can be told: drawn at random, it says nothing of the person."""
    return "Informant " + "".join(secrets.choice(_LETTERS) for _ in range(6))


def sealing(folder: Folder) -> Sealing | None:
    """Takes an open project folder, gives who can open what is sealed, or None where it was not set up."""
    acts = [act for _, act in folder.acts("seal")]
    if not acts:
        return None
    return Sealing(recipient=str(acts[-1].content["recipient"]), who=acts[-1].who, when=acts[-1].when)


def set_up(folder: Folder, passphrase: str, *, who: Who) -> Sealing:
    """Takes an open project folder and a passphrase, makes the key under which informants are sealed from now on.

    It is made once: a second key would leave the first one's files to a passphrase that nobody asks for any more.
    """
    if sealing(folder) is not None:
        raise WrongUsage(
            where=FOLDER, found="a key that was made before", expected="one key a project",
            advice="Use its passphrase. If it is lost, what was sealed cannot be opened by anybody.",
        )  # fmt: skip
    if len(passphrase) < SHORTEST:
        raise WrongUsage(
            where="passphrase", found=f"{len(passphrase)} characters", expected=f"{SHORTEST} or more",
            advice="Take four words or more that belong together for nobody but you.",
        )  # fmt: skip
    from pyrage import passphrase as locked  # noqa: PLC0415  loaded where somebody seals
    from pyrage import x25519  # noqa: PLC0415  as above

    key = x25519.Identity.generate()
    place = folder.root / FOLDER
    place.mkdir(mode=0o700, exist_ok=True)
    _write(place / KEY, locked.encrypt(str(key).encode(), passphrase))
    folder.append([act_of("seal", {"recipient": str(key.to_public())}, by=who.by())])
    made = sealing(folder)
    assert made is not None
    return made


def seal(folder: Folder, name: str, told: dict[str, str]) -> Path:
    """Takes an open project folder, the pseudonym and who it is, writes the sealed file, gives its path.

    Nothing of it is an act: not the file's name either, which is a hash of the pseudonym.
    """
    known = sealing(folder)
    if known is None:
        raise WrongUsage(
            where=FOLDER, found="no key", expected="a passphrase that somebody set", advice="Set it up first."
        )
    import pyrage  # noqa: PLC0415  as above

    content = json.dumps({field: told.get(field, "") for field in FIELDS} | {"pseudonym": name}).encode()
    content += b" " * (-len(content) % _BLOCK)
    locked = pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(known.recipient)])
    place = folder.root / FOLDER
    place.mkdir(mode=0o700, exist_ok=True)
    path = place / f"{_hashed(name)}-{secrets.token_hex(4)}{_ENDING}"
    _write(path, locked)
    return path


def files_of(root: Path, name: str) -> tuple[Path, ...]:
    """Takes the project's folder and a pseudonym, gives the sealed files of that informant, in order of name."""
    return tuple(sorted((root / FOLDER).glob(f"{_hashed(name)}-*{_ENDING}")))


def opened(folder: Folder, name: str, passphrase: str, *, why: str, who: Who) -> tuple[dict[str, Any], ...]:
    """Takes an open project folder, a pseudonym, the passphrase and why, gives who it is; that it was opened is an act.

    The act says who opened whom when and why before anything is shown, and says so too where the passphrase was wrong.
    """
    if not why.strip():
        raise WrongUsage(where="why", found="nothing", expected="a reason", advice="Say why; it is kept for good.")
    paths = files_of(folder.root, name)
    if not paths:
        raise AccountedError(
            where=name, found="no sealed file", expected="an informant that was sealed here",
            advice="The file may lie on another computer: sealed files are not merged.",
        )  # fmt: skip
    key = _key(folder, passphrase)
    act = act_of("unseal", {"pseudonym": name, "why": why.strip(), "opened": key is not None}, by=who.by())
    folder.append([act])
    if key is None:
        raise AccountedError(
            where=FOLDER, found="another passphrase", expected="the one it was set up with", advice="Try again."
        )
    return tuple(_read(path, key) for path in paths)


def forget(folder: Folder, name: str, *, why: str, who: Who) -> int:
    """Takes an open project folder, a pseudonym and why, deletes its sealed files, gives how many; an act says so."""
    if not why.strip():
        raise WrongUsage(where="why", found="nothing", expected="a reason", advice="Say why; it is kept for good.")
    paths = files_of(folder.root, name)
    for path in paths:
        path.unlink()
    folder.append([act_of("forget", {"pseudonym": name, "why": why.strip(), "files": len(paths)}, by=who.by())])
    return len(paths)


def _key(folder: Folder, passphrase: str) -> Any:
    from pyrage import DecryptError, x25519  # noqa: PLC0415  as above
    from pyrage import passphrase as locked  # noqa: PLC0415  as above

    known = sealing(folder)
    try:
        key = x25519.Identity.from_str(locked.decrypt((folder.root / FOLDER / KEY).read_bytes(), passphrase).decode())
    except (DecryptError, OSError):
        return None
    return key if known is not None and str(key.to_public()) == known.recipient else None


def _read(path: Path, key: Any) -> dict[str, Any]:
    import pyrage  # noqa: PLC0415  as above

    try:
        found: dict[str, Any] = json.loads(pyrage.decrypt(path.read_bytes(), [key]))
    except (pyrage.DecryptError, ValueError):
        raise AccountedError(
            where=path.name, found="a sealed file that does not open", expected="one sealed here",
            advice="Put it back from a copy.",
        ) from None  # fmt: skip
    return found


def _hashed(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:20]


def _write(path: Path, content: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)
