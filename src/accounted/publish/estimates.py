"""Takes the estimates that were made, gives what their page says: methods side by side, never one number."""

from collections.abc import Mapping
from typing import Any, Final

from accounted.publish.catalogue import page_of

LEAD: Final = (
    "How many persons are on no list is inferred, never counted, and is not added to any stated or counted figure. "
    "Methods answer differently because they assume different things about persons on no list. No row is the answer."
)
NOT_REFUSED: Final = (
    "“Not refused” says that the conditions of a method were met. It does not say that a figure is right."
)


def estimates_page(estimates: Mapping[str, Any] | None, names: Mapping[str, str]) -> dict[str, Any]:
    """Takes the content of estimates and names of documents by id, gives the view of their page."""
    tables = (
        [] if estimates is None else [_table(one, names, at) for at, one in enumerate(estimates["tables"], start=1)]
    )
    return {"lead": LEAD, "not_refused": NOT_REFUSED, "tables": tables}


def _table(content: Mapping[str, Any], names: Mapping[str, str], at: int) -> dict[str, Any]:
    rows = content["estimates"]
    told = [row["assumptions"] for row in rows if row["assumptions"]]
    shared = [sentence for sentence in told[0] if all(sentence in one for one in told)] if told else []
    return {
        "anchor": f"table-{at}",
        "name": content["name"],
        "documents": [{"name": names.get(one, one), "href": page_of(one)} for one in content["documents"]],
        "on_lists": f"{_persons(content['n_observed'])} persons stand on lists.",
        "lists": [{"name": name, "persons": _persons(count)} for name, count in content["lists"].items()],
        "patterns": [
            {"lists": _on(pattern, list(content["lists"])), "count": words} for pattern, words in content["patterns"]
        ],
        "shared": shared,
        "rows": [_row(row, shared) for row in rows if not row.get("change")],
        "changes": [_row(row, shared) for row in rows if row.get("change")],
        "consistency": [_known(one) for one in content["consistency"]],
        "linking": _linking(content),
        "plan": f"Plan {content['plan']} was kept." if content["plan"] else "No plan was kept.",
        "remarks": list(content["remarks"]),
    }


def _persons(count: int | str) -> str:
    """Gives a number of persons with separators, or the word by which it is withheld."""
    return count if isinstance(count, str) else f"{count:,}"


def _on(pattern: str, lists: list[str]) -> str:
    return ", ".join(name for name, mark in zip(lists, pattern, strict=True) if mark == "1")


def _row(row: Mapping[str, Any], shared: list[str]) -> dict[str, Any]:
    own = " ".join(sentence for sentence in row["assumptions"] if sentence not in shared)
    named = (
        row["method"] if not row["diagnostics"].get("method") else f"{row['method']}, {row['diagnostics']['method']}"
    )
    refused = row["status"] == "refused"
    gates = "refused" if refused else "not refused" if row["publishable"] else "not for publication"
    figure = "no figure" if refused else str(row["shown"]).partition(", of whom")[0]
    return {
        "method": named,
        "change": row.get("change") or "",
        "figure": figure,
        "assumes": own,
        "gates": gates,
        "why": row["reason"] or "",
        "covered": "" if refused else str(row["diagnostics"].get("coverage", "")),
    }


def _known(one: Mapping[str, Any]) -> dict[str, str]:
    estimate = one["estimate"]
    figure = "no figure" if estimate["status"] == "refused" else str(estimate["shown"]).partition(", of whom")[0]
    held = {True: "the interval holds it", False: "the interval does not hold it"}.get(one["holds"], "refused")
    return {"list": one["list"], "known": _persons(one["known"]), "figure": figure, "held": held}


def _linking(content: Mapping[str, Any]) -> list[str]:
    """Gives what is to be said of the linking: how many draws, what they leave out, its share of the variance."""
    told = content["linking"]
    if told is None:
        return []
    said = [f"{told['draws']} drawn clusterings of the lists were carried through. They say: {told['note']}."]
    if not told["measured"]:
        said.append("So none of these figures is for publication.")
    for row in content["estimates"]:
        share = row["diagnostics"].get("share_of_linking")
        if share is not None:
            said.append(f"By {row['diagnostics']['method']}, {share:.0%} of the variance comes from the linking.")
    return said
