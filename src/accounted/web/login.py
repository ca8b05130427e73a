"""The door of a desk with accounts: in with name, password and code, and out."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from accounted.web.acting import accounts_of, session_of_request
from accounted.web.drawn import page
from accounted.web.guard import OwnForm
from accounted.web.own import here_after
from accounted.web.sessions import Refused, Tried, log_in, log_out

router = APIRouter(include_in_schema=False)


@router.get("/login")
def door(request: Request) -> Response:
    """Takes a request, gives the form to come in."""
    if accounts_of(request) is None or session_of_request(request) is not None:
        return RedirectResponse("/", status_code=303)
    return page(request, "login", problem="", name="", to=here_after(request.query_params.get("next", "/")))


@router.post("/login")
def come_in(request: Request, form: OwnForm) -> Response:
    """Takes name, password and code, gives a session of its own; what does not fit is told in the same words always."""
    accounts, to = accounts_of(request), here_after(form.get("next", "/"))
    if accounts is None:
        return RedirectResponse("/", status_code=303)
    told = Tried(
        name=form.get("name", ""), password=form.get("password", ""), code=form.get("code", ""),
        address=request.state.address,
    )  # fmt: skip
    try:
        request.state.gives = log_in(accounts, told)
    except Refused as refused:
        status = 429 if refused.wait else 403
        answer = page(request, "login", status=status, problem=str(refused), name=told.name, to=to)
        if refused.wait:
            answer.headers["Retry-After"] = str(int(refused.wait) + 1)
        return answer
    return RedirectResponse(to, status_code=303)


@router.post("/logout")
def go_out(request: Request, form: OwnForm) -> Response:
    """Takes a request, ends its session."""
    del form
    accounts, session = accounts_of(request), session_of_request(request)
    if accounts is not None and session is not None:
        log_out(accounts, session)
    return RedirectResponse("/login", status_code=303)
