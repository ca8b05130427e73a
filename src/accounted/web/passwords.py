"""Passwords and one-time codes: takes what was typed, gives whether it fits what is kept; nothing typed is kept."""

import io
import secrets
import threading
import unicodedata
from functools import cache
from typing import Final

import pyotp
import segno
from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from accounted.core.outcome import WrongUsage

SHORTEST: Final = 12
LONGEST: Final = 256
_HASHER: Final = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4, type=Type.ID)
"""Argon2id as RFC 9106 recommends where memory is short: 64 MiB, three passes, four lanes."""
_AT_ONCE: Final = threading.BoundedSemaphore(2)
"""Each hash takes 64 MiB: whoever asks for many at once waits, and an old laptop is not filled."""
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that are not taken for one another when read aloud or copied by hand."""
_STEP_SECONDS: Final = 30


def _plain(password: str) -> str:
    return unicodedata.normalize("NFC", password)[: LONGEST * 4]


def hashed(password: str) -> str:
    """Takes a password, gives its Argon2id hash with salt and parameters."""
    with _AT_ONCE:
        return _HASHER.hash(_plain(password))


@cache
def nobodys() -> str:
    """Gives the hash that a password is held against where no account has the name: it takes as long as another."""
    return hashed(secrets.token_urlsafe(32))


def fits(kept: str, password: str) -> bool:
    """Takes a hash and a password, gives whether the hash is of this password."""
    try:
        with _AT_ONCE:
            return _HASHER.verify(kept, _plain(password))
    except (VerifyMismatchError, VerificationError, InvalidHashError):
        return False


def weaker(kept: str) -> bool:
    """Takes a hash, gives whether it was made with other parameters than now: it is made anew at the next login."""
    return _HASHER.check_needs_rehash(kept)


def usable(password: str, *, name: str) -> str:
    """Takes a password and the account's name, gives the password; WrongUsage says why it cannot be one."""
    plain, own = _plain(password).casefold(), name.casefold()
    if not SHORTEST <= len(password) <= LONGEST:
        found = f"{len(password)} characters"
    elif own in plain and len(own) * 2 > len(plain):
        found = "little more than the account’s name"
    elif len(set(plain)) < 5:
        found = "the same few characters over and over"
    elif plain in "abcdefghijklmnopqrstuvwxyz" * 2 or plain in "01234567890123456789" * 4:
        found = "characters in their order"
    else:
        return password
    raise WrongUsage(
        where="password", found=found, expected=f"{SHORTEST} to {LONGEST} characters that nobody guesses",
        advice="Five or six words that do not belong together are easy to keep and hard to guess.",
    )  # fmt: skip


def one_time() -> str:
    """Gives a password for one login: five groups of four, about 99 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(5))


def new_secret() -> str:
    """Gives the secret of a code that changes every thirty seconds (RFC 6238), in base 32."""
    return pyotp.random_base32()


def step_of(secret: str, code: str, *, now: float, after: int) -> int | None:
    """Takes a secret, a code, the time and the step used last, gives the step that the code is of; None if of none.

    A code is taken once, and a clock may be half a minute off either way.
    """
    told = "".join(code.split())
    asked = pyotp.TOTP(secret)
    found: int | None = None
    for drift in (-1, 0, 1):
        step = int(now // _STEP_SECONDS) + drift
        good = secrets.compare_digest(asked.generate_otp(step), told) if told.isascii() else False
        if good and step > after:
            found = step
    return found


def address_of(secret: str, *, name: str, project: str) -> str:
    """Takes a secret, the account and the project's name, gives the address that an authenticator reads."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=f"Accounted {project}")


def picture_of(address: str) -> str:
    """Takes an address, gives it as a QR picture in SVG, drawn here."""
    out = io.BytesIO()
    made = segno.make(address, error="m")
    made.save(out, kind="svg", xmldecl=False, svgns=True, scale=4, border=4, dark="#000", light="#fff", nl=False)
    return out.getvalue().decode()
