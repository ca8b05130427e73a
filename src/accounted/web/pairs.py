"""Pairs of rows: are they one person? Asked one after another without the score, answered by one key each."""

from typing import Final
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from accounted.core.outcome import WrongUsage
from accounted.viewing import persons as seen
from accounted.viewing.pairs import (
    ANSWERS,
    FOR_DOUBT,
    LEAST_AT_RANDOM,
    Key,
    asked_for,
    both_rows,
    pair_key,
    queue_of,
    side_by_side,
)
from accounted.viewing.persons_opening import Seen, Told
from accounted.viewing.standing_now import newest_on
from accounted.web.acting import who_of
from accounted.web.drawn import page
from accounted.web.guard import OwnForm
from accounted.web.linked import Linked, linked_of, shown_of

router = APIRouter(include_in_schema=False)
_PASSED: Final = 40
_FEW: Final = 8
"""Pairs left that nobody answered, from which on the answers are worked in, so that new ones are chosen."""


@router.get("/review/pairs")
def queue(request: Request) -> Response:
    """Takes a request, gives the next two rows to look at, without a score and without what others answered."""
    linked = linked_of(request, fresh=False)
    told = request.query_params
    return _asked(request, linked, passed=told.get("passed", ""), after=told.get("after", ""))


def _asked(request: Request, linked: Linked, *, passed: str, after: str) -> Response:
    people, me = linked.people, who_of(request).name
    held = queue_of(people)
    over = [one for one in passed.split(",") if one][-_PASSED:]
    if held.left() < _FEW:
        linked.fresh(wait=0.05)
    asked = held.next_for(me, over)
    rows = both_rows(people, asked[0]) if asked else None
    return page(
        request, "pairs", "review", asked=asked, rows=rows, fields=side_by_side(rows) if rows else (),
        progress=held.progress(me), me=me, passed=",".join(over), last=_last(linked, me, after),
        least=LEAST_AT_RANDOM, said=people.view.meta("said"), **shown_of(linked),
    )  # fmt: skip


def _last(linked: Linked, me: str, after: str) -> tuple[Key, str] | None:
    """Gives the pair that was answered last, with the answer: its score may be looked at from then on."""
    one, _, other = after.partition(".")
    said = queue_of(linked.people).answers.get(pair_key(one, other), {}).get(me)
    return (pair_key(one, other), said.answer) if said else None


@router.post("/review/pairs/{one}/{other}")
def answered(request: Request, one: str, other: str, form: OwnForm) -> Response:
    """Takes an answer on two rows, keeps it, gives the next; "pass" keeps nothing and asks another first."""
    linked = linked_of(request, fresh=False)
    key, passed = pair_key(one, other), form.get("passed", "")
    if form.get("answer") == "pass":
        more = ",".join(filter(None, (passed, ".".join(key))))
        return RedirectResponse(f"/review/pairs?passed={quote(more)}", status_code=303)
    answer, why = _answer(form), form.get("why", "").strip()
    if both_rows(linked.people, key) is None:
        raise HTTPException(404, "These rows are in no list that is linked here.")
    asked = queue_of(linked.people).why(key) or FOR_DOUBT
    told = Told(kind=answer, about=key, why=f"{asked}; {why}" if why else asked)
    request.state.back = "/review/pairs/differing"
    seen_then = Seen(things=key, newest=form.get("seen"), together=True)
    linked.people.decide([told], who=who_of(request), seen=seen_then)
    if request.headers.get("hx-request") == "true":  # the next pair at once, without a second request
        return _asked(request, linked, passed=passed, after=".".join(key))
    back = "/review/pairs/differing" if form.get("back") == "differing" else "/review/pairs"
    return RedirectResponse(f"{back}?after={'.'.join(key)}&passed={quote(passed)}", status_code=303)


def _answer(form: dict[str, str]) -> str:
    answer = form.get("answer", "")
    if answer not in ANSWERS:
        raise WrongUsage(where="this form", found=f"“{answer}”", expected=", ".join(ANSWERS), advice="Choose one.")
    return answer


@router.get("/review/pairs/differing")
def differing(request: Request) -> Response:
    """Takes a request, gives the pairs on which two reviewers differ, for a third to decide."""
    linked = linked_of(request, fresh=False)
    held = queue_of(linked.people)
    told = [(key, said, both_rows(linked.people, key)) for key, said in held.differing()[:40]]
    view = linked.people.desk.view
    shown = [
        (key, said, side_by_side(rows), rows, newest_on(view, key, together=True)) for key, said, rows in told if rows
    ]
    measured, rows = held.agreement()
    return page(request, "pairs-differing", "review", pairs=shown, alpha=measured, twice=rows, **shown_of(linked))


@router.get("/review/pairs/measured")
def measured(request: Request) -> Response:
    """Takes a request, works the answers in, gives what they say: precision, recall, missed links, agreement."""
    linked = linked_of(request)
    held = queue_of(linked.people)
    view = linked.people.view
    return page(
        request, "pairs-measured", "review", state=seen.said(view, "state"),
        agreement=held.agreement(), progress=held.progress(who_of(request).name), remarks=seen.said(view, "remarks"),
        least=LEAST_AT_RANDOM, **shown_of(linked),
    )  # fmt: skip


@router.get("/pairs/{one}/{other}")
def pair(request: Request, one: str, other: str) -> Response:
    """Takes the ids of two rows, gives both side by side with their score, its reasons, and who decided what."""
    linked = linked_of(request, fresh=False)
    found = seen.pair(linked.people.view, one, other)
    if found is None:
        raise HTTPException(404, "These rows are in no list that is linked here.")
    held = queue_of(linked.people)
    key = pair_key(found["a"]["id"], found["b"]["id"])
    fields = side_by_side((found["a"], found["b"]))
    hidden = found["a"]["withheld"] or found["b"]["withheld"]
    return page(
        request, "pair", "review", pair=found, fields=() if hidden else fields, hidden=hidden,
        answers=list(held.answers.get(key, {}).values()), asked=asked_for(held.why(key)) if held.why(key) else "",
        **shown_of(linked),
    )  # fmt: skip
