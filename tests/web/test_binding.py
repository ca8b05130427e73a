"""Where a desk answers: this computer alone, or others with accounts over TLS or behind a named proxy."""

import json
import shutil
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from accounted.core.outcome import WrongUsage
from accounted.web.binding import Asked, bound
from journeys.door import PROGRAM, environment
from web.served import free_port, served
from web.team import kept_at, logged_in, made_team


@pytest.fixture(scope="session")
def team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one account of each role."""
    return made_team(tmp_path_factory.mktemp("bound"))


def certified(at: Path, names: tuple[str, ...], *, days: int = 2) -> tuple[Path, Path]:
    """Takes a folder and names, gives a certificate signed by itself, and its key."""
    at.mkdir(parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a test")])
    alternatives: list[x509.GeneralName] = [
        x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name) for name in names
    ]
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(own)
        .issuer_name(own)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=3))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, private = at / "cert.pem", at / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return certificate, private


@contextmanager
def serving(*words: str, at: Path, keys: Path) -> Iterator[Any]:
    """Takes a command's words, a project and keys, gives what `accounted serve` says first while it answers."""
    command = [PROGRAM, "serve", "--json", *words]
    process = subprocess.Popen(
        command, cwd=at, env=environment(keys), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline() or "{}")
        until = time.monotonic() + 30
        while told and time.monotonic() < until:
            with socket.socket() as trying:
                if trying.connect_ex(("127.0.0.1", int(words[words.index("--port") + 1]))) == 0:
                    break
            time.sleep(0.05)
        yield told
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--host", "0.0.0.0"], "a desk without accounts"),
        (["--host", "192.0.2.1"], "a desk without accounts"),
        (["--behind", "desk.example.org", "--proxy", "127.0.0.1"], "a desk without accounts"),
        (["--accounts"], "no account here"),
        (["--tls-cert", "c.pem"], "one without the other"),
    ],
)
def test_a_desk_without_accounts_answers_to_this_computer_alone(
    team: Path, tmp_path: Path, words: list[str], said: str
) -> None:
    """Another address, a proxy, or accounts that are not there: refused with exit 2 and what to do."""
    shutil.copytree(team / "keys", tmp_path / "keys", ignore=shutil.ignore_patterns("desks"))
    ended = subprocess.run(
        [PROGRAM, "serve", *words], cwd=team / "project", env=environment(tmp_path / "keys"), capture_output=True,
        text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == 2
    told = " ".join(ended.stderr.split())
    assert said in told
    assert "accounted accounts add" in told


def test_with_accounts_another_address_needs_encryption(team: Path, tmp_path: Path) -> None:
    """Plain HTTP beyond the loopback is refused; so are a proxy and TLS at once, and a proxy without an address."""
    certificate, key = certified(tmp_path, ("desk.example.org",))
    for asked in (
        Asked(host="0.0.0.0"), Asked(host="::"), Asked(host="desk.example.org"),
        Asked(behind="desk.example.org"), Asked(proxy="10.0.0.2"), Asked(behind="desk.example.org", proxy="a name"),
        Asked(behind="https://desk.example.org/", proxy="10.0.0.2"), Asked(certificate=certificate),
        Asked(behind="desk.example.org", proxy="10.0.0.2", certificate=certificate, key=key),
        Asked(host="0.0.0.0", certificate=certificate, key=certificate),
        Asked(host="0.0.0.0", certificate=tmp_path / "none.pem", key=key),
    ):  # fmt: skip
        with pytest.raises(WrongUsage):
            bound(asked, accounts=True)
    old, its_key = certified(tmp_path / "old", ("desk.example.org",), days=-1)
    with pytest.raises(WrongUsage, match="not valid now"):
        bound(Asked(host="0.0.0.0", certificate=old, key=its_key), accounts=True)


def test_over_tls_a_desk_answers_under_the_names_of_its_certificate(team: Path, tmp_path: Path) -> None:
    """HTTPS with a certificate made here: Secure cookies with the __Host- prefix, HSTS, other names refused."""
    certificate, key = certified(tmp_path, ("localhost", "127.0.0.1"))
    port = free_port()
    asked = Asked(host="127.0.0.1", port=port, certificate=certificate, key=key)
    trusted = ssl.create_default_context(cafile=str(certificate))
    with (
        served(team / "project", team / "keys", accounts=kept_at(team), asked=asked) as at,
        httpx.Client(base_url=at, verify=trusted, timeout=60, follow_redirects=True) as one,
    ):
        answer = one.get("/login")
        assert answer.headers["strict-transport-security"]
        given = answer.headers["set-cookie"]
        assert given.startswith("__Host-")
        assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= set(given.split("; "))
        logged_in(one, "R. Reader")
        assert one.get("/documents").url.path == "/documents"
        assert one.get("/documents", headers={"Host": f"desk.example.org:{port}"}).status_code == 403
        with pytest.raises(httpx.HTTPError):
            httpx.get(f"http://127.0.0.1:{port}/login", timeout=10)
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{at}/login", timeout=10)


def test_serve_itself_answers_over_tls_beyond_the_loopback(team: Path, tmp_path: Path) -> None:
    """`accounted serve --host 0.0.0.0` with a certificate and accounts answers, and asks who one is."""
    certificate, key = certified(tmp_path, ("127.0.0.1",))
    port = str(free_port())
    words = ("--host", "0.0.0.0", "--port", port, "--tls-cert", str(certificate), "--tls-key", str(key))
    with serving(*words, at=team / "project", keys=team / "keys") as told:
        assert told["accounts"] is True
        trusted = ssl.create_default_context(cafile=str(certificate))
        answer = httpx.get(f"https://127.0.0.1:{port}/documents", verify=trusted, timeout=60)
        assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=%2Fdocuments")


def test_accounts_count_wherever_there_are_some(team: Path) -> None:
    """On the loopback too, a project with accounts is not opened without them, whether asked for or not."""
    port = str(free_port())
    with serving("--port", port, at=team / "project", keys=team / "keys"):
        assert httpx.get(f"http://127.0.0.1:{port}/documents", timeout=60).status_code == 303


def test_a_moved_project_keeps_its_accounts(team: Path, tmp_path: Path) -> None:
    """A copy of the folder under another name is the same project on this device: its accounts count."""
    shutil.copytree(team / "project", tmp_path / "elsewhere")
    port = str(free_port())
    with serving("--port", port, at=tmp_path / "elsewhere", keys=team / "keys"):
        assert httpx.get(f"http://127.0.0.1:{port}/documents", timeout=60).status_code == 303


@pytest.fixture
def proxied(team: Path) -> Iterator[str]:
    """A desk behind a proxy that asks from this computer."""
    asked = Asked(port=free_port(), behind="desk.example.org", proxy="127.0.0.1")
    with served(team / "project", team / "keys", accounts=kept_at(team), asked=asked) as at:
        yield at


SAID = {"Host": "desk.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.9, 203.0.113.5"}


def test_behind_a_proxy_its_name_alone_is_answered(proxied: str) -> None:
    """The public name over https is answered with Secure cookies; the desk's own address and plain http are not."""
    with httpx.Client(base_url=proxied, timeout=60) as one:
        answer = one.get("/login", headers=SAID)
        assert answer.status_code == 200
        assert "Secure" in answer.headers["set-cookie"]
        for told in ({}, {"Host": "desk.example.org"}, SAID | {"X-Forwarded-Proto": "http"}, SAID | {"Host": "x.org"}):
            assert one.get("/login", headers=told).status_code == 403
        written = one.post("/login", headers=SAID | {"Origin": "https://evil.invalid"}, data={})
        assert written.status_code == 403
        assert "another site" in written.text


def test_behind_a_proxy_the_address_is_the_one_that_it_added(proxied: str, team: Path) -> None:
    """Of several addresses the last counts, which the proxy wrote: what a caller puts before it is not believed."""
    with httpx.Client(base_url=proxied, timeout=60, headers=SAID) as one:
        page = one.get("/login")
        csrf = page.text.partition('data-csrf="')[2][:64]
        cookie = page.headers["set-cookie"].partition(";")[0]
        told = {"csrf": csrf, "name": "N. Obody", "password": "x"}
        assert one.post("/login", data=told, headers={"Cookie": cookie}).status_code == 403
    kept = kept_at(team)
    with kept.database() as database:
        (noted,) = database.execute("select told from audit order by number desc limit 1").fetchone()
    assert json.loads(noted) == {"address": "203.0.113.5"}


def test_behind_a_proxy_nobody_else_is_answered(team: Path) -> None:
    """A request that does not come from the proxy's address is refused, whatever it says of itself."""
    asked = Asked(port=free_port(), behind="desk.example.org", proxy="203.0.113.77")
    with served(team / "project", team / "keys", accounts=kept_at(team), asked=asked) as at:
        answer = httpx.get(f"{at}/login", headers=SAID, timeout=60)
    assert (answer.status_code, answer.text) == (403, "This desk answers to its proxy alone.")


def test_without_a_proxy_forwarded_headers_are_not_believed(team: Path) -> None:
    """On the loopback what a caller says of its address is left alone."""
    with served(team / "project", team / "keys", accounts=kept_at(team)) as at, httpx.Client(base_url=at) as one:
        csrf = one.get("/login").text.partition('data-csrf="')[2][:64]
        forged = {"X-Forwarded-For": "198.51.100.9", "Forwarded": "for=198.51.100.9"}
        one.post("/login", data={"csrf": csrf, "name": "N. Obody", "password": "x"}, headers=forged, timeout=60)
    with kept_at(team).database() as database:
        (noted,) = database.execute("select told from audit order by number desc limit 1").fetchone()
    assert json.loads(noted) == {"address": "127.0.0.1"}
