"""Takes a project or none, gives the desk: pages, JSON, and what stands before them, on this computer alone."""

from pathlib import Path
from typing import Final

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as NotServed
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from accounted import __version__
from accounted.core.outcome import AccountedError, WrongUsage
from accounted.viewing.opening import Desk
from accounted.web import (
    api,
    compare,
    documents,
    estimates,
    first,
    history,
    lists,
    pairs,
    persons,
    review,
    standing,
)
from accounted.web.drawn import page
from accounted.web.guard import Guard
from accounted.web.speech import spoken
from accounted.web.state import State, project_at

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
_STATIC: Final = Path(__file__).parent / "static"
_LANGUAGE_DAYS: Final = 365


def make_app(desk: Desk | None, *, by: str, port: int, opens: bool = False) -> FastAPI:
    """Takes a project's desk or none, who sits at it, the port, whether addresses are opened, gives the application."""
    app = FastAPI(
        title="Accounted", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json",
        description="Who said what, when, where seen. It does not decide which figure is right.",
    )  # fmt: skip
    app.state.desk = State(desk=desk, by=by, opens=opens)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    for room in (first, documents, standing, compare, lists, persons, pairs, review, estimates, history, api):
        app.include_router(room.router)
    app.add_api_route("/language/{code}", _language, include_in_schema=False)
    app.add_exception_handler(NotServed, _not_served)
    app.add_exception_handler(RequestValidationError, _not_read)
    app.add_exception_handler(AccountedError, _could_not)
    app.add_middleware(Guard, hosts=frozenset(f"{host}:{port}" for host in ("127.0.0.1", "localhost", "[::1]")))
    return app


def _language(request: Request, code: str) -> Response:
    """Takes a language, keeps it as this browser's choice, gives back the page that was asked from."""
    back = request.query_params.get("back", "/")
    here = back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
    answer = RedirectResponse(here, status_code=303)
    if code in spoken():
        answer.set_cookie("language", code, max_age=_LANGUAGE_DAYS * 86400, samesite="strict", httponly=True)
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
    return page(request, "problem", status=409, message=str(error))


def serve(root: Path, *, keys: Path, by: str, host: str, port: int) -> None:
    """Takes a folder, this device's keys, who sits at the desk, a host and a port, answers until it is stopped.

    Other than the loopback is refused: whoever reaches the port would read the project.
    """
    if host not in LOOPBACK:
        raise WrongUsage(
            where="--host",
            found=host,
            expected="127.0.0.1, this computer alone",
            advice="Accounts and encryption are not built yet, so the desk answers to this computer alone.",
        )
    import uvicorn  # noqa: PLC0415  needed when a desk is opened

    app = make_app(project_at(root, keys), by=by, port=port)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, access_log=False)
