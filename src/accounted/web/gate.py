"""What stands before a desk with accounts: who asks, whether they may, and the log of sensitive documents shown."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import quote

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from accounted.core.outcome import AccountedError
from accounted.web.accounts import Accounts
from accounted.web.drawn import page
from accounted.web.roles import HIGHEST, MEANING, Need, needed, sees
from accounted.web.sessions import Session, bearer_of, session_of

_DOCUMENT: Final = re.compile(rb"doc-[0-9a-f]{20}")
_UNASKED: Final = ("/account", "/account/password", "/logout", "/language/")
"""What an account reaches that has to change its password first."""
_NOT_GIVEN: Final = (401, 403, 404, 405)
_NOTED: Final = 40
"""Documents that one line of the log names; how many more there were is said."""
Sensitive = Callable[[], Mapping[str, str]]


class Gate:
    """An ASGI layer, for pages and JSON alike: without a session no page, without the verb no act."""

    def __init__(self, app: ASGIApp, *, accounts: Accounts, sensitive: Sensitive) -> None:
        self.app, self.accounts, self.sensitive = app, accounts, sensitive

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Takes a request, passes it on where its session may do what its address asks for."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        need = needed(scope["method"], scope["path"])
        answer = await run_in_threadpool(self._asked, request, need)
        if answer is not None:
            await answer(scope, receive, send)
        elif need.open:
            await self.app(scope, receive, send)
        else:
            await self._watched(scope, receive, send)

    def _asked(self, request: Request, need: Need) -> Response | None:
        """Keeps whose request it is beside it, gives the answer to who may not, or None."""
        request.state.session = session = self._session(request)
        return None if need.open else self._refusal(request, need, session)

    def _session(self, request: Request) -> Session | None:
        told = request.headers.get("authorization", "")
        if request.url.path.startswith("/api/") and told[:7].lower() == "bearer ":
            return bearer_of(self.accounts, told[7:].strip())
        return session_of(self.accounts, request.state.browser) if request.state.browser else None

    def _refusal(self, request: Request, need: Need, session: Session | None) -> Response | None:
        """Gives the answer to who may not, or None to who may."""
        path = request.url.path
        if session is None:
            return self._unknown(request)
        if session.account.once and not path.startswith(_UNASKED):
            words = "First choose a password of your own."
            return _said(request, 403, words) if path.startswith("/api/") else RedirectResponse("/account", 303)
        if not session.may & set(need.verbs):
            asked = "; or ".join(MEANING.get(verb, verb) for verb in need.verbs)
            return _said(request, 403, f"Your account may not do this here. It is for those who may: {asked}.")
        if need.whole and session.account.clearance != HIGHEST and self._hides(session):
            return _said(request, 403, "This page is made of all documents, and some are not for this account to see.")
        return None

    def _hides(self, session: Session) -> bool:
        return not all(sees(session.account.clearance, level) for level in self.sensitive().values())

    def _unknown(self, request: Request) -> Response:
        if request.url.path.startswith("/api/"):
            answer = JSONResponse({"detail": "No token, or one that no longer stands."}, status_code=401)
            answer.headers["WWW-Authenticate"] = "Bearer"
            return answer
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        to = "/login" if request.method != "GET" or here == "/" else f"/login?next={quote(here, safe='')}"
        if request.headers.get("hx-request") == "true":
            return Response(status_code=401, headers={"HX-Redirect": to})
        return RedirectResponse(to, status_code=303)

    async def _watched(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Holds an answer back until the log says which sensitive documents it names; unlogged, it is not given."""
        sensitive = await run_in_threadpool(self.sensitive)
        if not sensitive:
            await self.app(scope, receive, send)
            return
        held: list[Message] = []

        async def keep(message: Message) -> None:
            held.append(message)

        await self.app(scope, receive, keep)
        body = b"".join(message.get("body", b"") for message in held)
        asked = f"{scope['path']}?{scope['query_string'].decode('latin-1')}".encode()
        named = {one.decode() for one in _DOCUMENT.findall(asked + b" " + body)} | scope["state"].get("names", set())
        shown = sorted(named & sensitive.keys())
        try:
            if shown:
                given = bool(held) and held[0].get("status") not in _NOT_GIVEN
                await run_in_threadpool(self._log, scope, shown, given=given)
        except AccountedError:
            refusal = PlainTextResponse("The log cannot be written, so nothing sensitive is shown.", status_code=503)
            await refusal(scope, receive, send)
            return
        for message in held:
            await send(message)

    def _log(self, scope: Scope, shown: list[str], *, given: bool) -> None:
        session: Session = scope["state"]["session"]
        opened = any(name in scope["path"] for name in shown)
        what = "asked for, not shown" if not given else "opened" if opened else "shown among others"
        told: dict[str, Any] = {"path": scope["path"], "documents": shown[:_NOTED], "more": max(0, len(shown) - _NOTED)}
        told |= {"token": session.token} if session.token else {}
        self.accounts.note(session.account.name, what, **told)


def _said(request: Request, status: int, words: str) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": words}, status_code=status)
    return page(request, "problem", status=status, message=words)
