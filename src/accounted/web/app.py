"""Takes a project or none, gives the desk: pages, JSON, and what stands before them, on this computer alone."""

from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as NotServed
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from accounted import __version__
from accounted.core.outcome import AccountedError, WrongUsage
from accounted.viewing.opening import Desk
from accounted.viewing.standing_now import Stale
from accounted.web import (
    api,
    api_writes,
    compare,
    custody,
    documents,
    estimates,
    first,
    history,
    lists,
    login,
    own,
    pairs,
    persons,
    review,
    standing,
    told,
)
from accounted.web.accounts import Accounts, accounts_at
from accounted.web.binding import Asked, Binding, bound
from accounted.web.drawn import page
from accounted.web.gate import Gate
from accounted.web.guard import Guard
from accounted.web.linked import NotLinked
from accounted.web.meanwhile import meanwhile
from accounted.web.speech import spoken
from accounted.web.state import State, project_at

_STATIC: Final = Path(__file__).parent / "static"
_LANGUAGE_DAYS: Final = 365
_NOT_SHOWN: Final = ("csrf", "password", "passphrase", "old", "new", "again", "code", "ticket")
"""Fields that a page never gives back."""
ROOMS: Final = (
    first, documents, standing, compare, lists, persons, pairs, told, review, estimates, history, login, own, custody,
    api, api_writes,
)  # fmt: skip


def make_app(
    desk: Desk | None, *, by: str, binding: Binding, accounts: Accounts | None = None, opens: bool = False
) -> FastAPI:
    """Takes a project's desk or none, who sits at it, where it is bound, accounts or none, gives the application.

    `opens` says whether addresses typed on the first screen are opened.
    """
    app = FastAPI(
        title="Accounted", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json",
        description=api.ABOUT,
    )  # fmt: skip
    app.state.desk = State(desk=desk, by=by, opens=opens)
    app.state.accounts, app.state.binding = accounts, binding
    app.mount("/static", StaticFiles(directory=_STATIC, packages=[("accounted.core", "static")]), name="static")
    for room in ROOMS:
        app.include_router(room.router)
    app.add_api_route("/language/{code}", _language, include_in_schema=False)
    app.add_exception_handler(NotServed, _not_served)
    app.add_exception_handler(RequestValidationError, _not_read)
    app.add_exception_handler(AccountedError, _could_not)
    app.add_exception_handler(NotLinked, lists.not_linked)
    if accounts is not None:
        _ask_for_tokens(app)
        app.add_middleware(Gate, accounts=accounts, sensitive=desk.sensitivities if desk else dict)
    app.add_middleware(Guard, binding=app.state.binding)
    return app


def _ask_for_tokens(app: FastAPI) -> None:
    """Lets the JSON door's document say that each request brings a token, as it does at a desk with accounts."""
    plain = app.openapi

    def documented() -> dict[str, Any]:
        told = plain()
        scheme = {"type": "http", "scheme": "bearer", "description": "A token, as the account's page makes it."}
        told["components"]["securitySchemes"] = {"token": scheme}
        return told | {"security": [{"token": []}]}

    app.openapi = documented  # type: ignore[method-assign]


def _language(request: Request, code: str) -> Response:
    """Takes a language, keeps it as this browser's choice, gives back the page that was asked from."""
    back = request.query_params.get("back", "/")
    here = back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
    answer = RedirectResponse(here, status_code=303)
    if code in spoken():
        secure = request.url.scheme == "https"
        kept = {"max_age": _LANGUAGE_DAYS * 86400, "samesite": "strict", "httponly": True, "secure": secure}
        answer.set_cookie("language", code, **kept)  # type: ignore[arg-type]
    return answer


def _not_served(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException | NotServed)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": error.detail}, status_code=error.status_code, headers=error.headers)
    words = error.detail if error.detail not in ("Not Found", "") else "Nothing stands at this address."
    return page(request, "problem", status=error.status_code, message=words)


def _not_read(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    if request.url.path.startswith("/api/"):
        told = [{"loc": list(e["loc"]), "msg": e["msg"], "type": e["type"]} for e in error.errors()]
        return JSONResponse({"detail": told}, status_code=422)
    return page(
        request, "problem", status=422, message="The address or the form holds something that was not expected."
    )


def _could_not(request: Request, error: Exception) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": str(error)}, status_code=409)
    if isinstance(error, Stale):
        back = getattr(request.state, "back", "/history")
        return meanwhile(request, getattr(request.state, "sent", {}), error, back=back)
    sent: dict[str, str] = {} if isinstance(error, WrongUsage) else getattr(request.state, "sent", {})
    again = {name: value for name, value in sent.items() if name not in _NOT_SHOWN}
    return page(request, "problem", status=409, message=str(error), again=again)


def opened(root: Path, *, keys: Path, by: str, asked: Asked, accounts: bool) -> FastAPI:
    """Takes a folder, this device's keys, who sits at the desk and how it is to be reached, gives the desk.

    A project with accounts is never opened without them; with `accounts` there have to be some.
    """
    desk = project_at(root, keys)
    kept = accounts_at(root, keys) if desk else None
    there = kept is not None and kept.there()
    if accounts and not there:
        raise WrongUsage(
            where="--accounts", found="no account here", expected="a custodian, who makes the others",
            advice="Say `accounted accounts add NAME --role custodian` in the project.",
        )  # fmt: skip
    binding = bound(asked, accounts=there)
    return make_app(desk, by=by, binding=binding, accounts=kept if there else None)


def serve(app: FastAPI) -> None:
    """Takes a desk, answers until it is stopped."""
    import uvicorn  # noqa: PLC0415  needed when a desk is opened

    binding: Binding = app.state.binding
    uvicorn.run(
        app, host=binding.host, port=binding.port, log_level="warning", server_header=False, access_log=False,
        proxy_headers=False, **binding.tls(),
    )  # fmt: skip
