"""Takes a view and what somebody had seen when deciding, gives leave to decide, or what others decided meanwhile."""

from collections.abc import Collection, Sequence
from typing import Any

from accounted.core.decision import Decision
from accounted.core.outcome import AccountedError
from accounted.core.plain import from_plain
from accounted.project import Project
from accounted.viewing.noting import view_key
from accounted.viewing.view import Row, View


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


def newest_on(view: View, things: Sequence[str], *, together: bool = False) -> str:
    """Takes a view and what is decided on, gives the id of the newest decision on any of it, "" where there is none.

    With `together`, only decisions on all of it count: those on a pair of rows, not on either row.
    """
    found = _decided(view, things, together=together)
    return str(found[0]["id"]) if found else ""


def _decided(view: View, things: Sequence[str], *, together: bool) -> list[Row]:
    told = [{row["id"]: row for row in rows} for rows in view.decisions(tuple(dict.fromkeys(things))).values()]
    every = {name: row for rows in told for name, row in rows.items()}
    if together:
        every = {name: row for name, row in every.items() if all(name in rows for rows in told)}
    return sorted(every.values(), key=lambda row: int(row["place"]), reverse=True)


def decided_about(view: View, decision: str) -> tuple[str, ...]:
    """Takes a view and a decision's id, gives what it is about."""
    asked = "select thing from decided where decision = ? order by thing"
    return tuple(str(thing) for (thing,) in view.ask(asked, (decision,)))


def refuse_overtaken(
    view: View, project: Project, things: Sequence[str], *, seen: str | None, together: bool = False
) -> None:
    """Takes a view, its project open for writing, what is decided on and the newest decision seen on it ("" for none),
    ends with `Stale` where a newer one was taken. None asks nothing.
    """
    if seen is None:
        return
    if view.meta("key") != view_key(project.folder.heads()):
        _refuse_unknown(view, project, things, seen=seen, together=together)
    newest = _decided(view, things, together=together)
    if not newest or newest[0]["id"] == seen:
        return
    ids = [row["id"] for row in newest]
    raise Stale(tuple(newest[: ids.index(seen) if seen in ids else len(newest)]))


def _refuse_unknown(view: View, project: Project, things: Collection[str], *, seen: str, together: bool) -> None:
    """Ends with `Stale` where another process decided on the same, which the view does not know yet."""
    known = {str(act) for (act,) in view.ask("select act from act where kind = 'decision'")}
    fresh = [e.act for e in project.folder.entries() if e.kind == "decision" and e.act not in known]
    told = [from_plain(Decision, project.folder.act(act).content["decision"]) for act in reversed(fresh)]
    enough = all if together else any
    others = [_line_of(one) for one in told if enough(name in one.about for name in things) and one.id != seen]
    if others:
        raise Stale(tuple(others))


def _line_of(one: Decision) -> Row:
    return {"id": one.id, "kind": one.kind, "value": one.value, "by": one.by, "at": one.when, "why": one.why}
