"""Takes a view and what somebody had seen when deciding, gives leave to decide, or what others decided meanwhile."""

from typing import Any

from accounted.core.outcome import AccountedError
from accounted.viewing.view import View


class Stale(AccountedError):
    """Somebody else decided on the same thing meanwhile: `others` are their decisions, the newest first."""

    def __init__(self, others: tuple[dict[str, Any], ...]) -> None:
        self.others = others
        newest = others[0]
        why = f", since: {newest['why']}" if newest["why"] else ""
        super().__init__(
            where="this decision",
            found=f"that {newest['by']} decided “{newest['kind'] if newest['value'] else 'taken back'}” meanwhile{why}",
            expected="what stood there when the page was opened",
            advice="Nothing of yours was kept. Look at what was decided, then decide again or leave it.",
        )


def newest_on(view: View, thing: str) -> str:
    """Takes a view and what is decided on, gives the id of the newest decision on it, "" where there is none."""
    found = view.decisions([thing])[thing]
    return str(found[0]["id"]) if found else ""


def refuse_stale(view: View, thing: str, *, seen: str | None, undoes: str | None = None) -> None:
    """Takes a view, what is decided on and the newest decision seen on it, ends with `Stale` where a newer one stands.

    Of a decision to be taken back, the things that it is about are looked at.
    """
    if seen is None:
        return
    things = [str(one[0]) for one in view.ask("select thing from decided where decision = ?", (undoes,))]
    asked = things if undoes else [thing]
    every = {row["id"]: row for rows in view.decisions(asked).values() for row in rows}
    newest = sorted(every.values(), key=lambda row: int(row["place"]), reverse=True)
    if not newest or newest[0]["id"] == seen:
        return
    since = [row["id"] for row in newest].index(seen) if seen in every else len(newest)
    raise Stale(tuple(newest[:since]))
