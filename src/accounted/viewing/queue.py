"""Takes a view and a reviewer, gives what to look at next, how far it is, where two reviewers differ."""

from typing import Any, Final

from accounted.viewing.agreement import alpha
from accounted.viewing.view import View, as_marks

AROUND: Final = 260
"""Characters of the text shown on each side of the words."""
_ANSWERED: Final = (
    "select d.by from decided x join decision d on d.id = x.decision where x.thing = s.id and d.stands = 1 "
    "and d.kind in ('accept', 'reject', 'correct')"
)
_LATEST: Final = (
    "select x.thing, d.by, d.kind, case d.kind when 'correct' then d.value else '' end, max(d.place) "
    "from decided x join decision d on d.id = x.decision "
    "where d.stands = 1 and d.kind in ('accept', 'reject', 'correct') group by x.thing, d.by"
)


def next_for(view: View, reviewer: str, *, passed: tuple[str, ...] = ()) -> dict[str, Any] | None:
    """Takes a view, a reviewer's name and what was passed over, gives the next row, with the words around it.

    First comes what stands beside most other figures, since an answer there changes most tables; what the reviewer
    answered, or two others did, is not asked.
    """
    asked = (
        f"select s.id from stated s where ? not in ({_ANSWERED}) and "  # noqa: S608 - written here
        f"(select count(distinct by) from ({_ANSWERED})) < 2 "
        f"and s.id not in ({as_marks(passed)}) order by s.weight desc, s.place limit 1"
    )
    found = view.ask(asked, (reviewer, *passed))
    row = view.stated(str(found[0][0])) if found else None
    return row | {"around": around(view, row)} if row else None


def asked_again(view: View, name: str) -> dict[str, Any] | None:
    """Takes a view and what is asked once more, gives its row with the words around it; None where it is not there."""
    row = view.stated(name) if name else None
    return row | {"around": around(view, row)} if row else None


def around(view: View, row: dict[str, Any]) -> tuple[str, str, str]:
    """Takes a row, gives the text before its words, the words, the text behind them; no word of it is cut."""
    text = view.text(row["document"]) if "start" in row["place"] else None
    if text is None:
        return "", str(row["quote"]), ""
    start, end = row["place"]["start"], row["place"]["end"]
    before, behind = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = "… " + before.partition(" ")[2]
    if end + AROUND < len(text):
        behind = behind.rpartition(" ")[0] + " …"
    return before, text[start:end], behind


def progress(view: View, reviewer: str) -> dict[str, int]:
    """Takes a view and a reviewer's name, gives how many rows there are, and how many the reviewer and two answered."""
    latest = view.ask(_LATEST)
    by_thing: dict[str, set[str]] = {}
    for thing, by, *_ in latest:
        by_thing.setdefault(str(thing), set()).add(str(by))
    mine = sum(reviewer in names for names in by_thing.values())
    (whole,) = view.ask("select count(*) from stated")[0]
    return {"whole": int(whole), "mine": mine, "twice": sum(len(names) > 1 for names in by_thing.values())}


def differing(view: View) -> tuple[dict[str, Any], ...]:
    """Takes a view, gives the rows on which two reviewers differ, with the answer of each: a third decides."""
    answers: dict[str, dict[str, tuple[str, str]]] = {}
    for thing, by, kind, value, _ in view.ask(_LATEST):
        answers.setdefault(str(thing), {})[str(by)] = (str(kind), str(value))
    split = {thing: told for thing, told in answers.items() if len(told) == 2 and len(set(told.values())) > 1}
    rows = view.several(split)
    return tuple(
        rows[thing] | {"answers": [(by, kind) for by, (kind, _) in sorted(told.items())]}
        for thing, told in split.items()
        if thing in rows
    )


def agreement(view: View) -> tuple[float | None, int]:
    """Takes a view, gives the agreement of reviewers (Krippendorff's alpha), and on how many rows it rests."""
    answers: dict[str, list[str]] = {}
    for thing, _, kind, value, _ in view.ask(_LATEST):
        answers.setdefault(str(thing), []).append(f"{kind} {value}")
    twice = [told for told in answers.values() if len(told) > 1]
    return alpha(twice), len(twice)
