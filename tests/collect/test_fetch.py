"""Addresses of the web: what a server sends is taken, and an address of this computer's own network is refused."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from accounted.collect.fetch import Fetched, fetch
from accounted.core.outcome import SetAside

PAGE = b"<p>The council said that 12 people were killed in Ardel.</p>"


class _Server(BaseHTTPRequestHandler):
    """A small web: a page, a redirection, a large file, a redirection to a file of the computer."""

    asked: list[dict[str, str]] = []

    def do_GET(self) -> None:
        """Answers as the path says."""
        self.asked.append(dict(self.headers))
        if self.path == "/moved":
            self._to("/page")
        elif self.path == "/loop":
            self._to("/loop")
        elif self.path == "/file":
            self._to("file:///etc/hostname")
        elif self.path == "/gone":
            self.send_error(404)
        else:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PAGE * (1000 if self.path == "/large" else 1))

    def _to(self, place: str) -> None:
        self.send_response(302)
        self.send_header("Location", place)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    """A server on this computer."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(autouse=True)
def without_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy of the machine that runs the test is used."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def test_a_page_is_taken_with_the_address_it_came_from(web: str) -> None:
    """Of a page that moved, the bytes, the last address and a name with the ending of its kind."""
    found = fetch(f"{web}/moved", own_network=True)
    assert isinstance(found, Fetched)
    assert (found.content, found.url, found.name) == (PAGE, f"{web}/page", "page.html")


def test_little_is_told_to_the_server(web: str) -> None:
    """The program's name, and neither a cookie, a referrer nor the version or the computer."""
    fetch(f"{web}/page", own_network=True)
    told = {key.lower(): value for key, value in _Server.asked[-1].items()}
    assert set(told) == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert told["user-agent"] == "Accounted"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0", "[::1]", "169.254.169.254"])
def test_an_address_of_the_own_network_is_refused(web: str, host: str) -> None:
    """What the computer alone can reach is not opened for a pasted address, and nothing is asked of it."""
    before = len(_Server.asked)
    found = fetch(f"http://{host}:{web.rpartition(':')[2]}/page")
    assert isinstance(found, SetAside)
    assert found.code == "not-fetched"
    assert len(_Server.asked) == before


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("file:///etc/hostname", "no address of the web"),
        ("ftp://ardel.invalid/x", "no address of the web"),
        ("ardel.invalid", "no address of the web"),
        ("https://name:word@ardel.invalid/", "a name or password"),
        ("https://ardel.invalid/", "no answer"),
        ("http://[::1", "no answer"),
    ],
)
def test_what_is_no_address_is_said_in_words(address: str, says: str) -> None:
    """Other schemes, passwords in an address and names that lead nowhere come back set aside, never as an error."""
    found = fetch(address)
    assert isinstance(found, SetAside)
    assert says in found.message()


@pytest.mark.parametrize(
    ("path", "says"), [("/file", "not a"), ("/loop", "302"), ("/gone", "404"), ("/large", "more than")]
)
def test_a_server_that_misleads_is_not_followed(web: str, path: str, says: str) -> None:
    """A redirection to a file, one without an end, a page that is gone and one that is too large are set aside."""
    found = fetch(f"{web}{path}", own_network=True, most_bytes=10_000)
    assert isinstance(found, SetAside)
    assert says in found.message()
