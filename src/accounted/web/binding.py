"""Where a desk answers and under which names: to this computer, or with accounts over TLS or behind a named proxy."""

import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final

from cryptography import x509

from accounted.core.outcome import WrongUsage

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
_WHAT_TO_DO: Final = (
    "Make accounts with `accounted accounts add NAME --role custodian`, then start it with --tls-cert and --tls-key, "
    "or behind a proxy that encrypts: --behind desk.example.org --proxy ADDRESS. See docs/desk.md."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a desk is to be reached, as typed."""

    host: str = "127.0.0.1"
    port: int = 8765
    certificate: Path | None = None
    key: Path | None = None
    behind: str = ""
    proxy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """Where a desk answers: the names that a request may ask for, whether it is encrypted, the proxy before it."""

    host: str
    port: int
    hosts: frozenset[str]
    secure: bool = False
    proxy: str = ""
    certificate: Path | None = None
    key: Path | None = None

    @property
    def address(self) -> str:
        """Gives an address to open."""
        own = f"{'https' if self.secure else 'http'}://{_bracketed(self.host)}:{self.port}"
        return f"https://{min(self.hosts, key=len)}" if self.proxy else own

    def tls(self) -> dict[str, Any]:
        """Gives what the server is told of the certificate."""
        return {"ssl_certfile": self.certificate, "ssl_keyfile": self.key} if self.certificate else {}


def bound(asked: Asked, *, accounts: bool) -> Binding:
    """Takes how a desk is to be reached and whether it has accounts, gives the binding; WrongUsage says why none.

    Other than the loopback needs both accounts and encryption: whoever reaches the port would read the project.
    """
    far = asked.host not in LOOPBACK or bool(asked.behind)
    if bool(asked.certificate) != bool(asked.key):
        raise _refused("--tls-cert, --tls-key", "one without the other", "both, or neither")
    if asked.behind and asked.certificate:
        raise _refused("--behind", "TLS here and a proxy", "one of them: the proxy encrypts, or this desk does")
    if bool(asked.behind) != bool(asked.proxy):
        raise _refused("--behind, --proxy", "one without the other", "the proxy’s public name and its address")
    if far and not accounts:
        raise _refused(_told(asked), "a desk without accounts", "accounts, where others than this computer reach it")
    if asked.host not in LOOPBACK and not asked.certificate and not asked.behind:
        raise _refused(_told(asked), "no encryption", "TLS, or a named proxy that encrypts")
    if asked.behind:
        return _behind(asked)
    if asked.certificate and asked.key:
        names = _certified(asked.certificate, asked.key)
        ports = {f"{_bracketed(name)}:{asked.port}" for name in names}
        plain = {_bracketed(name) for name in names} if asked.port == 443 else set()
        hosts = frozenset(ports | plain)
        return Binding(
            host=asked.host, port=asked.port, hosts=hosts, secure=True, certificate=asked.certificate, key=asked.key
        )
    return Binding(host=asked.host, port=asked.port, hosts=frozenset(_local(asked.port)))


def _behind(asked: Asked) -> Binding:
    try:
        proxy = str(ip_address(asked.proxy))
    except ValueError:
        raise _refused("--proxy", f"“{asked.proxy}”", "the address that the proxy comes from, as 10.0.0.2") from None
    name = asked.behind.lower()
    if not name or any(mark in name for mark in "/: @") or name != name.strip(". "):
        raise _refused("--behind", f"“{asked.behind}”", "a name as browsers ask for it, as desk.example.org")
    hosts = frozenset((name, f"{name}:443"))
    return Binding(host=asked.host, port=asked.port, hosts=hosts, secure=True, proxy=proxy)


def _certified(certificate: Path, key: Path) -> tuple[str, ...]:
    """Gives the names that a certificate is for, once it and its key were found to fit and to be in time."""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password=lambda: b"")
        read = x509.load_pem_x509_certificates(certificate.read_bytes())[0]
        named = read.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (OSError, ValueError, IndexError, x509.ExtensionNotFound) as error:
        raise _refused(
            f"{certificate}, {key}", f"no usable certificate and key ({error})",
            "PEM files that belong together, the key without a password, with the names it is for (subjectAltName)",
        ) from error  # fmt: skip
    if not read.not_valid_before_utc <= datetime.now(UTC) < read.not_valid_after_utc:
        until = read.not_valid_after_utc.date().isoformat()
        raise _refused(str(certificate), f"a certificate that is not valid now (until {until})", "one that is valid")
    addresses = [str(one) for one in named.get_values_for_type(x509.IPAddress)]
    return (*(name.lower() for name in named.get_values_for_type(x509.DNSName)), *addresses)


def _local(port: int) -> Iterable[str]:
    return (f"{_bracketed(host)}:{port}" for host in LOOPBACK)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _told(asked: Asked) -> str:
    return f"--behind {asked.behind}" if asked.behind else f"--host {asked.host}"


def _refused(where: str, found: str, expected: str) -> WrongUsage:
    return WrongUsage(where=where, found=found, expected=expected, advice=_WHAT_TO_DO)
