"""What was told by telephone: two short forms, and who told it, sealed apart from them."""

from dataclasses import replace
from typing import Any, Final

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from accounted.core.outcome import AccountedError, WrongUsage
from accounted.viewing import told as forms
from accounted.viewing.told import ANSWERS, FIELDS, AlreadyReplaced, Filled, Replacing, filled
from accounted.web.acting import who_of
from accounted.web.documents import desk_of
from accounted.web.drawn import page
from accounted.web.guard import OwnForm
from accounted.web.state import State

router = APIRouter(include_in_schema=False)
_LONG: Final = ("what", "words")


@router.get("/told")
def told(request: Request) -> Response:
    """Takes a request, gives the two forms, what was taken down with them, and whether informants can be sealed."""
    desk = desk_of(request)
    kept = request.query_params.get("kept", "")[:24]
    return page(request, "told", "lists", forms=forms.forms_of(desk.view), sealing=forms.sealing(desk), kept=kept)


@router.get("/told/informants")
def informants(request: Request) -> Response:
    """Takes a request, gives the pseudonyms, which of them are sealed, and the forms to open and to forget one."""
    return _informants(request)


def _informants(request: Request, *, status: int = 200, **shown: Any) -> Response:
    desk = desk_of(request)
    told_now = {"found": (), "problem": "", "name": ""} | shown
    return page(
        request, "told-informants", "lists", status=status, informants=forms.informants_of(desk),
        sealing=forms.sealing(desk), **told_now,
    )  # fmt: skip


@router.post("/told/seal")
def seal(request: Request, form: OwnForm) -> Response:
    """Takes a passphrase twice, makes the key under which informants are sealed from now on."""
    desk, given = desk_of(request), form.get("passphrase", "")
    if given != form.get("again", ""):
        return _informants(request, status=422, problem="The two passphrases differ.")
    try:
        forms.set_up(desk, given, who=who_of(request))
    except WrongUsage as error:
        return _informants(request, status=422, problem=str(error))
    return RedirectResponse("/told/informants", status_code=303)


@router.post("/told/informants/open")
def unseal(request: Request, form: OwnForm) -> Response:
    """Takes a pseudonym, the passphrase and why, gives who it is on this one page; that it was opened is an act."""
    desk, name = desk_of(request), form.get("name", "")
    try:
        found = forms.opened(desk, name, form.get("passphrase", ""), why=form.get("why", ""), who=who_of(request))
    except AccountedError as error:
        return _informants(request, status=422, problem=str(error))
    return _informants(request, found=found, name=name)


@router.post("/told/informants/forget")
def forget(request: Request, form: OwnForm) -> Response:
    """Takes a pseudonym and why, deletes what was sealed of that informant; what was told stays."""
    try:
        forms.forget(desk_of(request), form.get("name", ""), why=form.get("why", ""), who=who_of(request))
    except AccountedError as error:
        return _informants(request, status=422, problem=str(error))
    return RedirectResponse("/told/informants", status_code=303)


@router.get("/told/{kind}")
def empty(request: Request, kind: str) -> Response:
    """Takes "incident" or "person", gives the form, nothing asked yet; or one taken down before, to be corrected."""
    if kind not in FIELDS:
        raise HTTPException(404)
    before = request.query_params.get("replaces", "")
    if not before:
        started = {"value:speaker": forms.new_pseudonym(), "answer:speaker": "told"}
        return _form(request, filled(kind, started), fresh=True)
    form = forms.as_received(desk_of(request), before)
    if form is None or form.kind != kind:
        raise HTTPException(404, "No form of this project has this address.")
    return _form(request, Filled(form=form, identity={}, faults={}), instead=Replacing(document=before), fresh=True)


def _form(
    request: Request, told: Filled, *, instead: Replacing | None = None, fresh: bool = False, overtaken: bool = False
) -> Response:
    desk = desk_of(request)
    known = [one["name"] for one in forms.informants_of(desk)]
    return page(
        request, "told-form", "lists", status=200 if fresh else 422, kind=told.form.kind, fields=told.form.fields,
        faults={} if fresh else told.faults, identity=told.identity, answers=ANSWERS, long=_LONG,
        sealing=forms.sealing(desk), identity_fields=forms.IDENTITY, known=known, instead=instead or Replacing(),
        overtaken=overtaken,
    )  # fmt: skip


@router.post("/told/{kind}")
def take_down(request: Request, kind: str, form: OwnForm) -> Response:
    """Takes a form as filled in, keeps it as a document, seals who told it; what is amiss is said beside its field.

    One that replaces another says why; where somebody replaced that one meanwhile, theirs is shown first.
    """
    if kind not in FIELDS:
        raise HTTPException(404)
    told, desk = filled(kind, form), desk_of(request)
    instead = Replacing(document=form.get("replaces", ""), why=form.get("why", "").strip())
    if instead.document and forms.as_received(desk, instead.document) is None:
        raise HTTPException(404, "No form of this project has this address.")
    if told.faults or (instead.document and not instead.why):
        return _form(request, told, instead=instead)
    try:
        document = forms.keep(desk, told, who=who_of(request), instead=instead)
    except AlreadyReplaced as found:
        return _form(request, told, instead=replace(instead, document=found.later), overtaken=True)
    state: State = request.app.state.desk
    state.renew()
    return RedirectResponse(f"/told?kept={document}", status_code=303)
