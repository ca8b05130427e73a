"""What stands before every page: who may ask, from where, and what a browser may do with the answer."""

import hashlib
import hmac
import json
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import Annotated, Final

from fastapi import Depends, HTTPException, Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from accounted.web.binding import Binding

COOKIE: Final = "accounted_desk"
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Robots-Tag": "noindex",
}
_JSON: Final = ("application/json", "application/octet-stream")
"""What may be sent to the JSON door: a page of another site cannot send these without being asked for leave first."""
MOST_BYTES: Final = 64_000_000
_KEPT: Final = "private, max-age=31536000, immutable"
_SAFE: Final = ("GET", "HEAD", "OPTIONS")


class Guard:
    """An ASGI layer: refuses other hosts and other sites, gives each browser a session, sets the headers.

    Behind a proxy, what it says of who asks is believed when the request comes from the proxy's address, and a request
    from any other address is refused.
    """

    def __init__(self, app: ASGIApp, *, binding: Binding) -> None:
        self.app, self.hosts, self.secure, self.proxy = app, binding.hosts, binding.secure, binding.proxy
        self.cookie = f"__Host-{COOKIE}" if self.secure else COOKIE
        self._secret = secrets.token_bytes(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Takes a request, passes it on where its host and site are the desk's own."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
        session = _cookie(headers.get("cookie", ""), self.cookie)
        fresh = not session
        made = session or secrets.token_urlsafe(24)
        state = scope.setdefault("state", {})
        state |= {"csrf": self.token(made), "browser": session, "address": self._address(scope, headers)}

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = state.get("gives") or (made if fresh else None)
                self._set_headers(MutableHeaders(scope=message), scope["path"], given)
            await send(message)

        refused = self._refused(scope, headers)
        if refused:
            await _plain(scope, answer, status=refused[0], words=refused[1])
        else:
            await self.app(scope, receive, answer)

    def token(self, session: str) -> str:
        """Takes a session, gives the token that its forms carry."""
        return hmac.new(self._secret, session.encode(), hashlib.sha256).hexdigest()

    def _address(self, scope: Scope, headers: dict[str, str]) -> str:
        """Gives the address that asks: behind a proxy the last one that the proxy added."""
        peer = _peer(scope)
        told = headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
        return told or peer if self.proxy and peer == self.proxy else peer

    def _refused(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        method, host = scope["method"], headers.get("host", "")
        if self.proxy and _peer(scope) != self.proxy:
            return 403, "This desk answers to its proxy alone."
        if self.proxy and headers.get("x-forwarded-proto", "").lower() != "https":
            return 403, "The proxy has to say that it was asked over https: X-Forwarded-Proto."
        if host.lower() not in self.hosts:
            return 403, "This desk answers under the address that it was started with."
        if method in _SAFE:
            return None
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        foreign = (site is not None and site not in ("same-origin", "none")) or (
            origin is not None and origin.partition("://")[2].lower() != host.lower()
        )
        if foreign:
            return 403, "A page of another site may not write here."
        sent = headers.get("content-type", "").partition(";")[0].strip().lower()
        if scope["path"].startswith("/api/"):
            return _unfit(sent, headers.get("content-length", ""))
        return None

    def _set_headers(self, headers: MutableHeaders, path: str, session: str | None) -> None:
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        if self.secure:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        headers.setdefault("Cache-Control", _KEPT if path.startswith("/static/") else "no-store")
        if session:
            secure = "; Secure" if self.secure else ""
            headers.append("Set-Cookie", f"{self.cookie}={session}; HttpOnly; SameSite=Strict; Path=/{secure}")


def _unfit(sent: str, length: str) -> tuple[int, str] | None:
    """Gives why what is sent to the JSON door is not read: it is held in memory, so its length has to be told."""
    if sent not in _JSON:
        return 415, f"Send {' or '.join(_JSON)}, as /api/openapi.json says."
    if not length.isdecimal():
        return 411, "Tell the length of what is sent: Content-Length."
    if len(length) > 12 or int(length) > MOST_BYTES:
        return 413, f"More than {MOST_BYTES // 1_000_000} MB: take it in with `accounted collect` in a terminal."
    return None


def _peer(scope: Scope) -> str:
    """Gives the address at the other end of the connection; an IPv4 address in IPv6 clothes is the IPv4 address."""
    peer = str(scope["client"][0]) if scope.get("client") else ""
    return peer.removeprefix("::ffff:") if "." in peer else peer


def _cookie(header: str, name: str) -> str:
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return found.value if found and 16 <= len(found.value) <= 128 else ""


async def _plain(scope: Scope, send: Send, *, status: int, words: str) -> None:
    kind, body = b"text/plain; charset=utf-8", words.encode()
    if scope["path"].startswith("/api/"):
        kind, body = b"application/json", json.dumps({"detail": words}).encode()
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", kind)]})
    await send({"type": "http.response.body", "body": body})


async def _checked(request: Request) -> dict[str, str]:
    form = await request.form()
    given = request.headers.get("x-csrf-token") or str(form.get("csrf", ""))
    if not hmac.compare_digest(given.encode(), request.state.csrf.encode()):
        raise HTTPException(403, "This form was opened in another session. Open the page again, then send it.")
    told = {name: value for name, value in form.items() if isinstance(value, str)}
    request.state.sent = told if len(told) == len(form) else {}
    return told


OwnForm = Annotated[dict[str, str], Depends(_checked)]
"""The fields of a form that this desk gave out to this browser."""
