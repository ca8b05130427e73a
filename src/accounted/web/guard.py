"""What stands before every page: who may ask, from where, and what a browser may do with the answer."""

import hashlib
import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import Annotated, Final

from fastapi import Depends, HTTPException, Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
_KEPT: Final = "private, max-age=31536000, immutable"
_SAFE: Final = ("GET", "HEAD", "OPTIONS")


class Guard:
    """An ASGI layer: refuses other hosts and other sites, gives each browser a session, sets the headers."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str]) -> None:
        self.app, self.hosts = app, hosts
        self._secret = secrets.token_bytes(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Takes a request, passes it on where its host and site are the desk's own."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
        session = _cookie(headers.get("cookie", ""))
        fresh = not session
        session = session or secrets.token_urlsafe(24)
        scope.setdefault("state", {})["csrf"] = self.token(session)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                _set_headers(MutableHeaders(scope=message), scope["path"], session if fresh else None)
            await send(message)

        refused = self._refused(scope["method"], headers)
        if refused:
            await _plain(answer, 403, refused)
        else:
            await self.app(scope, receive, answer)

    def token(self, session: str) -> str:
        """Takes a session, gives the token that its forms carry."""
        return hmac.new(self._secret, session.encode(), hashlib.sha256).hexdigest()

    def _refused(self, method: str, headers: dict[str, str]) -> str | None:
        host = headers.get("host", "")
        if host.lower() not in self.hosts:
            return "This desk answers under the address that it was started with."
        if method in _SAFE:
            return None
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        foreign = (site is not None and site not in ("same-origin", "none")) or (
            origin is not None and origin.partition("://")[2].lower() != host.lower()
        )
        return "A page of another site may not write here." if foreign else None


def _cookie(header: str) -> str:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found and 16 <= len(found.value) <= 128 else ""


def _set_headers(headers: MutableHeaders, path: str, session: str | None) -> None:
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("Cache-Control", _KEPT if path.startswith("/static/") else "no-store")
    if session:
        headers.append("Set-Cookie", f"{COOKIE}={session}; HttpOnly; SameSite=Strict; Path=/")


async def _plain(send: Send, status: int, words: str) -> None:
    start: Message = {"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]}
    await send(start)
    await send({"type": "http.response.body", "body": words.encode()})


async def _checked(request: Request) -> dict[str, str]:
    form = await request.form()
    given = request.headers.get("x-csrf-token") or str(form.get("csrf", ""))
    if not hmac.compare_digest(given.encode(), request.state.csrf.encode()):
        raise HTTPException(403, "This form was opened in another session. Open the page again, then send it.")
    return {name: value for name, value in form.items() if isinstance(value, str)}


OwnForm = Annotated[dict[str, str], Depends(_checked)]
"""The fields of a form that this desk gave out to this browser."""
