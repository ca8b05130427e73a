"""Takes a form that somebody overtook, gives what they decided beside what it was about to keep: neither is lost."""

from fastapi import Request
from starlette.responses import Response

from accounted.viewing.standing_now import Stale
from accounted.web.drawn import page


def meanwhile(request: Request, form: dict[str, str], stale: Stale, *, back: str) -> Response:
    """Takes a request, its form, what was decided since its page was opened and where that stands, gives both.

    The form can be sent again as it is; it then stands as the newer decision.
    """
    kept = {key: value for key, value in form.items() if key not in ("csrf", "seen")}
    return page(
        request, "meanwhile", status=409, others=stale.others, mine=kept, seen=stale.others[0]["id"],
        action=request.url.path, back=back,
    )  # fmt: skip
