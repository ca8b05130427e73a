"""Takes an address of the web, gives the bytes that its server sent, or in words why there are none.

The one door of this room to the network, opened when a person asks for one address. An address on this computer or in
its own network is refused, at each step of a redirection and again by the address that the connection has, since a name
may lead elsewhere at the second look. Nothing but the address, a plain header and this program's name is sent.
"""

import http.client
import ipaddress
import socket
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from accounted.core.outcome import SetAside

MOST_BYTES: Final = 64_000_000
_SECONDS: Final = 30
_STEPS: Final = 5
_SCHEMES: Final = ("http", "https")
_ENDINGS: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/csv": ".csv",
}
_HEADERS: Final = {"User-Agent": "Accounted", "Accept": "*/*", "Accept-Encoding": "identity"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a server sent: a name for the file, its bytes, the address they came from at last, and the kind it told."""

    name: str
    content: bytes
    url: str
    media_type: str


class _NotOpened(OSError):
    """An address that is not opened, with what to do instead."""

    def __init__(self, found: str, advice: str) -> None:
        super().__init__(found)
        self.found, self.advice = found, advice


def fetch(url: str, *, own_network: bool = False, most_bytes: int = MOST_BYTES) -> Fetched | SetAside:
    """Takes an address, gives what its server sent; or set aside, with the code "not-fetched".

    `own_network` lets this computer's own addresses be opened too. Raises nothing for what a server or a network does.
    """
    try:
        _check(url)
        opener = urllib.request.build_opener(_Steps, _plain(own_network), _secure(own_network))
        request = urllib.request.Request(url, headers=_HEADERS)  # noqa: S310 - the scheme is checked
        with opener.open(request, timeout=_SECONDS) as answer:
            content = answer.read(most_bytes + 1)
            last, kind = answer.geturl(), answer.headers.get_content_type()
    except _NotOpened as refused:
        return _aside(url, refused.found, refused.advice)
    except urllib.error.HTTPError as error:
        found = f"the server's answer {error.code} {error.reason}"
        return _aside(url, found, "Open the page in your browser, save it, and take in the file.")
    except (OSError, http.client.HTTPException, ValueError, UnicodeError) as error:
        return _aside(url, _told(error), "See whether this computer is connected; or save the page, take in the file.")
    if len(content) > most_bytes:
        return _aside(url, f"more than {most_bytes / 1_000_000:g} MB", "Save the file and take it in as a file.")
    return Fetched(name=_name(last, kind), content=content, url=last, media_type=kind)


def _aside(url: str, found: str, advice: str) -> SetAside:
    expected = "a page or file that a server of the web sends"
    return SetAside(code="not-fetched", where=url[:500], found=found, expected=expected, advice=advice)


def _told(error: Exception) -> str:
    reason = getattr(error, "reason", error)
    if isinstance(reason, _NotOpened):
        return reason.found
    return f"no answer ({reason})" if str(reason) else f"no answer ({type(reason).__name__})"


def _check(url: str) -> None:
    """Refuses what is no address of the web; an address with a name and password in it would send them."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme.lower() not in _SCHEMES or not parts.hostname:
        raise _NotOpened("no address of the web", "Write it as https://name/path.")
    if parts.username or parts.password:
        raise _NotOpened("an address with a name or password in it", "Save the page and take in the file.")


def _check_peer(connected: socket.socket | None, *, own_network: bool) -> None:
    """Refuses a connection to an address that the web has not, after it is made and before a word is sent."""
    if connected is None or own_network:
        return
    peer = ipaddress.ip_address(str(connected.getpeername()[0]).partition("%")[0])
    if not peer.is_global or peer.is_multicast:
        connected.close()
        raise _NotOpened(f"an address of this computer's own network ({peer})", "Save the page and take in the file.")


class _Steps(urllib.request.HTTPRedirectHandler):
    """Follows a few redirections, each checked as the first address was."""

    max_redirections = _STEPS

    def redirect_request(self, req: urllib.request.Request, *told: Any) -> urllib.request.Request | None:
        """Takes a request and what its answer told, the new address last, gives the request for there."""
        _check(told[-1])
        return super().redirect_request(req, *told)


def _plain(own_network: bool) -> urllib.request.HTTPHandler:
    class Connection(http.client.HTTPConnection):
        def connect(self) -> None:
            super().connect()
            _check_peer(self.sock, own_network=own_network or self._tunnelled())

        def _tunnelled(self) -> bool:
            return _is_proxy("http", self.host, self.port)

    class Handler(urllib.request.HTTPHandler):
        def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(Connection, req)

    return Handler()


def _secure(own_network: bool) -> urllib.request.HTTPSHandler:
    class Connection(http.client.HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            _check_peer(self.sock, own_network=own_network or _is_proxy("https", self.host, self.port))

    class Handler(urllib.request.HTTPSHandler):
        def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(Connection, req)

    return Handler()


def _is_proxy(scheme: str, host: str, port: int) -> bool:
    """Whether a connection is to the proxy that this computer was told to use: that may well be on this computer."""
    told = urllib.request.getproxies().get(scheme, "")
    parts = urllib.parse.urlsplit(told if "://" in told else f"http://{told}")
    return bool(told) and parts.hostname == host and (parts.port or 80) == port


def _name(url: str, kind: str) -> str:
    """A name for the file: the last part of the address, with the ending of its kind."""
    parts = urllib.parse.urlsplit(url)
    last = urllib.parse.unquote(PurePosixPath(parts.path).name) or parts.hostname or "page"
    plain = "".join(c for c in last if c.isprintable() and c not in '/\\:*?"<>|')[:120].strip(". ") or "page"
    ending = _ENDINGS.get(kind, "")
    return plain if not ending or plain.lower().endswith((ending, ".htm")) else plain + ending
