"""Takes a folder outside the project, gives this device's key: Ed25519 (RFC 8032), the private half never copied.

A device is named after its public key, so that the name in a ledger cannot be given to another key.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from accounted.core.ids import sha256_of
from accounted.core.outcome import AccountedError
from accounted.store.disk import write_whole

KEY_FILE = "device.pem"
DEVICE = re.compile(r"device-[0-9a-f]{16}")
_PUBLIC = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = re.compile(r"[0-9a-f]{128}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceKey:
    """The key of this device: its name, its public half as hexadecimal digits, its private half."""

    device: str
    public: str
    private: Ed25519PrivateKey

    def sign(self, text: str) -> str:
        """Takes text, gives its signature as 128 hexadecimal digits."""
        return self.private.sign(text.encode()).hex()


def device_name(public: str) -> str:
    """Takes a public key as hexadecimal digits, gives the name of its device: "device-" and 16 digits of its hash."""
    return f"device-{sha256_of(public.encode())[:16]}"


def device_key(keys: Path) -> DeviceKey:
    """Takes the folder of keys, gives this device's key; the first time one is made there, readable by its owner."""
    path = keys / KEY_FILE
    try:
        if not path.exists():
            _make(path)
        private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, OSError) as error:
        raise _no_key(path) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise _no_key(path)
    public = private.public_key().public_bytes_raw().hex()
    return DeviceKey(device=device_name(public), public=public, private=private)


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    content = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    write_whole(path, content, mode=0o600)


def _no_key(path: Path) -> AccountedError:
    return AccountedError(
        where=str(path),
        found="no readable Ed25519 key, or no folder in which one can be made",
        expected="the key of this device, as PEM, in a folder that this account may write",
        advice="Put back a copy of the key, or move the file away: a new key is made then, with a ledger of its own.",
    )


def is_signed(text: str, *, signature: str, public: str) -> bool:
    """Takes text, a signature and a public key, gives whether that key signed that text.

    Digits are lower case and nothing else, so that one signature has one spelling.
    """
    if not _PUBLIC.fullmatch(public) or not _SIGNATURE.fullmatch(signature):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True
